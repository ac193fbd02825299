//! Taking attendance: photos in, who is there out. The original system's call.

use axum::Json;
use axum::extract::State;
use muster_capture::{Limits, decode};
use muster_domain::{ClassId, Photo};
use muster_usecase::Recogniser;
use muster_usecase::take_attendance::{find_class, take_attendance};
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::Answer;
use super::body::{Body, picture, session_date};
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// Most photos of one request.
const PHOTOS: usize = 12;

/// Photos of a class on a day.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttendanceRequest {
    /// The class's id.
    class: String,
    /// The school's local date, `2026-11-24`.
    date: String,
    /// Tells several sessions of a day apart.
    #[serde(default)]
    label: String,
    /// A photo in base64 (JPEG, PNG or WebP); a `data:` URL is as good.
    image: Option<String>,
    /// Several.
    #[serde(default)]
    images: Vec<String>,
}

/// Takes attendance from photos. They join those that the session already has; a photo that it has changes
/// nothing, so a request whose answer got lost can be sent again.
#[utoipa::path(
    post, path = "/api/v1/attendance", tag = "attendance",
    request_body = AttendanceRequest,
    responses(
        (status = 200, body = Answer, description = "what holds now"),
        (status = 400, body = ApiError), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 413, body = ApiError),
        (status = 415, body = ApiError), (status = 422, body = ApiError), (status = 503, body = ApiError)
    )
)]
pub(crate) async fn take(
    State(app): State<App>,
    caller: Caller,
    Body(request): Body<AttendanceRequest>,
) -> Result<Json<Answer>, ApiError> {
    let class = ClassId::new(&request.class);
    caller.may_take(&class)?;
    find_class(app.act(&caller.school, caller.name()), &class).await?;
    let date = session_date(&request.date, (app.now)())?;
    let pictures = pictures(&request)?;
    let recognition = app.recognition.clone();
    let work = async move |recogniser: std::sync::Arc<Recogniser>| -> Result<Answer, ApiError> {
        let photos = decoded(&pictures)?;
        let act = app.act(&caller.school, caller.name());
        let at = (date, request.label.as_str());
        let taken = take_attendance(act, &recogniser, &class, at, &photos, &mut |_| {}).await?;
        Ok(Answer::of(&taken))
    };
    recognition.run(work).await?.map(Json)
}

fn pictures(request: &AttendanceRequest) -> Result<Vec<Vec<u8>>, ApiError> {
    let sent: Vec<&String> = request.image.iter().chain(&request.images).collect();
    match sent.len() {
        0 => Err(ApiError::invalid("`image` or `images` has to hold a photo in base64")),
        1..=PHOTOS => sent.into_iter().map(|text| picture(text)).collect(),
        many => {
            Err(ApiError::invalid(format!("{many} photos at once are more than {PHOTOS}: send some later")))
        }
    }
}

fn decoded(pictures: &[Vec<u8>]) -> Result<Vec<Photo>, ApiError> {
    let limits = Limits::default();
    Ok(pictures.iter().map(|bytes| decode(bytes, &limits)).collect::<Result<_, _>>()?)
}
