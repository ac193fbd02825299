//! Words on faces: corrections, and faces that the detector missed.

use axum::Json;
use axum::extract::{Path, State};
use jiff::civil::Date;
use muster_capture::{Limits, decode};
use muster_domain::{BoundingBox, ClassId, Correction, Ruling, StudentId};
use muster_store::EnrolmentState;
use muster_usecase::correct_face::{Word, correct_face, draw_face};
use muster_usecase::session::{find_session, read_session};
use muster_usecase::{Act, Recogniser, SeenFace};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::{Answer, PlaceItem, WireVerdict};
use super::body::{Asked, Repeatable, date, picture};
use super::session::{Label, changeable, kept_picture, photo_digest};
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;
use crate::queue::Place;

/// What is said of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Ruling)]
pub(crate) enum WireRuling {
    /// It is the student's, who is present then.
    Is,
    /// It is not the student's, now and in later photos.
    IsNot,
    /// It is nobody's of the class.
    Nobody,
    /// What was said before is taken back.
    Open,
}

/// A person's word on a face.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CorrectionRequest {
    /// The photo's digest.
    photo: String,
    /// The face's place among the photo's faces, from 0.
    face: usize,
    /// What is said.
    ruling: WireRuling,
    /// Of whom, for `is` and `is_not`: the student's id.
    student: Option<String>,
    /// With `is`: the face may join the student's templates, if its quality allows.
    #[serde(default)]
    learn: bool,
    /// What you saw when you decided. If something else holds now, nothing is changed and 409 `changed_meanwhile`
    /// comes, whose message says who changed it, to what and when.
    seen: Option<SeenVerdict>,
}

/// What held of a face, as an answer had it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeenVerdict {
    /// The face's `verdict`.
    verdict: WireVerdict,
    /// The face's `student`.
    student: Option<String>,
}

/// What became of a face that was to be learnt.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Learnt)]
pub(crate) enum WireLearnt {
    /// It is among the student's templates.
    Accepted,
    /// Its quality does not allow it by itself: it waits for a review.
    Pending,
    /// It was rejected in a review before.
    Rejected,
}

/// A session after a correction.
#[derive(Serialize, ToSchema)]
pub(crate) struct CorrectionAnswer {
    /// What holds now.
    #[serde(flatten)]
    answer: Answer,
    /// What became of the face, when it was to be learnt.
    learnt: Option<WireLearnt>,
}

/// A face that the detector missed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FaceRequest {
    /// The photo's digest, while its picture is kept.
    photo: Option<String>,
    /// Afterwards in its place: the very photo that attendance was taken with, in base64.
    image: Option<String>,
    /// Where the face is, in pixels of the upright photo.
    #[serde(rename = "box")]
    place: PlaceRequest,
    /// Whose it is: the student's id. Without, the machine says who it may be.
    student: Option<String>,
}

/// A rectangle in pixels of the upright photo.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceRequest {
    /// Left edge.
    x: f32,
    /// Upper edge.
    y: f32,
    /// Width.
    width: f32,
    /// Height.
    height: f32,
}

/// A word on a face, as the history has it.
#[derive(Serialize, ToSchema)]
pub(crate) struct CorrectionItem {
    /// The photo's digest.
    photo: String,
    /// Where the face is.
    #[serde(rename = "box")]
    place: PlaceItem,
    /// What was said.
    ruling: WireRuling,
    /// Of whom.
    student: Option<String>,
    /// By whom.
    by: String,
    /// When, RFC 3339 in UTC.
    at: String,
}

impl SeenVerdict {
    fn read(&self) -> SeenFace {
        SeenFace { verdict: self.verdict.into(), student: self.student.as_deref().map(StudentId::new) }
    }
}

impl CorrectionRequest {
    fn word(&self) -> Result<Word<'_>, ApiError> {
        let student = self.student.as_deref();
        match (self.ruling, student, self.learn) {
            (WireRuling::Is, Some(student), learn) => Ok(Word::Is { student, learn }),
            (WireRuling::IsNot, Some(student), false) => Ok(Word::IsNot { student }),
            (WireRuling::Nobody, None, false) => Ok(Word::Nobody),
            (WireRuling::Open, None, false) => Ok(Word::Open),
            _ => Err(ApiError::invalid(
                "`is` and `is_not` name a student, `nobody` and `open` don't, and only `is` can be learnt",
            )),
        }
    }
}

impl From<EnrolmentState> for WireLearnt {
    fn from(state: EnrolmentState) -> Self {
        match state {
            EnrolmentState::Accepted => Self::Accepted,
            EnrolmentState::Pending => Self::Pending,
            EnrolmentState::Rejected => Self::Rejected,
        }
    }
}

impl CorrectionItem {
    fn of(correction: &Correction) -> Self {
        let (ruling, student) = match &correction.ruling {
            Ruling::Is { student } => (WireRuling::Is, Some(student.to_string())),
            Ruling::IsNot { student } => (WireRuling::IsNot, Some(student.to_string())),
            Ruling::Nobody => (WireRuling::Nobody, None),
            Ruling::Open => (WireRuling::Open, None),
        };
        Self {
            photo: correction.face.photo.to_string(),
            place: correction.face.bounding_box.into(),
            ruling,
            student,
            by: correction.by.clone(),
            at: correction.at.to_string(),
        }
    }
}

/// Says of a face whose it is, whose it is not, or that it is nobody's. It beats the machine, is remembered when
/// later photos are searched, and can be taken back.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/sessions/{date}/corrections", tag = "corrections",
    params(Label, ("Idempotency-Key" = Option<String>, Header, description = "names the request")),
    request_body = CorrectionRequest,
    responses(
        (status = 200, body = CorrectionAnswer), (status = 400, body = ApiError),
        (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError),
        (status = 409, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn correct(
    State(app): State<App>,
    caller: Caller,
    Path((class, day)): Path<(String, String)>,
    Asked(Label { label }): Asked<Label>,
    sent: Repeatable<CorrectionRequest>,
) -> Result<Json<CorrectionAnswer>, ApiError> {
    let class = ClassId::new(class);
    caller.may_mark(&class)?;
    let at = (date(&day)?, label.as_str());
    changeable(&app, &caller, &class, at).await?;
    let act = Act { request: sent.request.as_ref(), ..app.act(&caller.school, caller.name()) };
    let photo = photo_digest(&sent.value.photo)?;
    let (face, recogniser) = ((photo, sent.value.face), app.recognition.recogniser());
    let seen = sent.value.seen.as_ref().map(SeenVerdict::read);
    let word = (sent.value.word()?, seen.as_ref());
    let learnt = correct_face(act, &recogniser, &class, at, face, word).await?;
    let answer = Answer::of(&read_session(act, &recogniser, &class, at).await?);
    Ok(Json(CorrectionAnswer { answer, learnt: learnt.map(WireLearnt::from) }))
}

/// What people said of the session's faces, oldest first.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/sessions/{date}/corrections", tag = "corrections", params(Label),
    responses(
        (status = 200, body = Vec<CorrectionItem>), (status = 401, body = ApiError),
        (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn corrections(
    State(app): State<App>,
    caller: Caller,
    Path((class, day)): Path<(String, String)>,
    Asked(Label { label }): Asked<Label>,
) -> Result<Json<Vec<CorrectionItem>>, ApiError> {
    let class = ClassId::new(class);
    caller.may_see(&class)?;
    let act = app.act(&caller.school, caller.name());
    let session = find_session(act, &class, (date(&day)?, &label)).await?;
    let corrections = app.store.list_corrections(&caller.school, session.id).await?;
    Ok(Json(corrections.iter().map(CorrectionItem::of).collect()))
}

/// Adds a face that the detector missed, drawn as a box on the photo.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/sessions/{date}/faces", tag = "corrections",
    params(Label, ("Idempotency-Key" = Option<String>, Header, description = "names the request")),
    request_body = FaceRequest,
    responses(
        (status = 200, body = Answer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError),
        (status = 413, body = ApiError), (status = 415, body = ApiError), (status = 422, body = ApiError),
        (status = 503, body = ApiError)
    )
)]
pub(crate) async fn draw(
    State(app): State<App>,
    caller: Caller,
    Path((class, day)): Path<(String, String)>,
    Asked(Label { label }): Asked<Label>,
    queue: Place,
    sent: Repeatable<FaceRequest>,
) -> Result<Json<Answer>, ApiError> {
    let class = ClassId::new(class);
    caller.may_mark(&class)?;
    let day = date(&day)?;
    changeable(&app, &caller, &class, (day, &label)).await?;
    let Repeatable { value: FaceRequest { photo, image, place, student }, request } = sent;
    let drawn = BoundingBox::new(place.x, place.y, place.width, place.height);
    let file = match (photo, image) {
        (None, Some(image)) => picture(&image)?,
        (Some(photo), None) => {
            let session = find_session(app.act(&caller.school, caller.name()), &class, (day, &label)).await?;
            kept_picture(&app, &caller, session.id, photo_digest(&photo)?).await?
        }
        _ => return Err(ApiError::invalid("send `photo`, or `image` when the picture is not kept any more")),
    };
    let recognition = app.recognition.clone();
    let work = async move |recogniser: std::sync::Arc<Recogniser>| -> Result<Answer, ApiError> {
        let photo = decode(&file, &Limits::default())?;
        let act = Act { request: request.as_ref(), ..app.act(&caller.school, caller.name()) };
        let at: (Date, &str) = (day, &label);
        draw_face(act, &recogniser, &class, at, (&photo, drawn), student.as_deref()).await?;
        Ok(Answer::of(&read_session(act, &recogniser, &class, at).await?))
    };
    recognition.run(queue, work).await?.map(Json)
}
