//! Enrolment: photos in, crops to look at and to decide on.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use muster_domain::{ClassId, Student, StudentId};
use muster_store::{EnrolledFace, EnrolledFaceId, EnrolmentState, NewEnrolledFace};
use muster_usecase::enrol_student::{Draft, Enrolled, decide, take_names_back};
use muster_usecase::session::find_class;
use muster_usecase::{FacePermit, Recogniser};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::PlaceItem;
use super::body::{Body, PHOTOS, picture};
use super::classes::{StudentRequest, seen_class};
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;
use crate::queue::Place;

/// Whether a crop's templates are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = EnrolmentState)]
pub(crate) enum WireEnrolment {
    /// A person should look first; not used until then.
    Pending,
    /// In the gallery.
    Accepted,
    /// Kept for the record, never used.
    Rejected,
}

/// Photos of a student, or class photos whose faces get their names later.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EnrolmentRequest {
    /// Whom the photos show: a student's id. Someone who is not on the roster comes onto it.
    student: Option<String>,
    /// The names of someone who is not on the roster yet.
    names: Option<StudentRequest>,
    /// The photos.
    photos: Vec<EnrolmentPhoto>,
}

/// A photo to enrol from.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EnrolmentPhoto {
    /// What people call it; never used as a path.
    #[serde(default)]
    name: String,
    /// The file in base64.
    image: String,
}

/// What came of an enrolment.
#[derive(Serialize, ToSchema)]
pub(crate) struct EnrolmentAnswer {
    /// Every face with its verdict.
    faces: Vec<EnrolledItem>,
    /// Photos without a face to enrol.
    problems: Vec<ProblemItem>,
    /// Students of the class whom the models can hardly tell apart, nearest first.
    look_alikes: Vec<LookAlikeItem>,
    /// Students who can't be identified yet: their ids.
    without_face: Vec<String>,
}

/// A face on file. Its templates stay on the server.
#[derive(Serialize, ToSchema)]
pub(crate) struct EnrolledItem {
    /// Its id.
    id: i64,
    /// Whose: a student's id; none while it has no name.
    student: Option<String>,
    /// Whether it is used.
    state: WireEnrolment,
    /// Why, in plain words.
    remark: String,
    /// What is wrong with its quality, as codes.
    quality: Vec<String>,
    /// Where it comes from.
    source: String,
    /// That photo's digest.
    photo: String,
    /// Where in the photo, in pixels.
    #[serde(rename = "box")]
    place: PlaceItem,
}

/// A photo that gave no face to enrol.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProblemItem {
    /// Its name.
    photo: String,
    /// What is wrong with it.
    cause: String,
}

/// Two students who look alike to the models.
#[derive(Serialize, ToSchema)]
pub(crate) struct LookAlikeItem {
    /// One's id.
    first: String,
    /// The other's id.
    second: String,
    /// How far apart they are, 0 to 2.
    distance: f32,
}

/// A person's decision on faces.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionRequest {
    /// The faces' ids.
    faces: Vec<i64>,
    /// What becomes of them.
    state: WireEnrolment,
    /// Whose they are, when that changes: a student's id.
    student: Option<String>,
    /// The names of someone who is not on the roster yet.
    names: Option<StudentRequest>,
    /// Takes their names back: they are as they came from a class photo. Not for accepted ones, nor with `student`.
    #[serde(default)]
    unnamed: bool,
}

impl From<WireEnrolment> for EnrolmentState {
    fn from(state: WireEnrolment) -> Self {
        match state {
            WireEnrolment::Pending => Self::Pending,
            WireEnrolment::Accepted => Self::Accepted,
            WireEnrolment::Rejected => Self::Rejected,
        }
    }
}

impl From<EnrolmentState> for WireEnrolment {
    fn from(state: EnrolmentState) -> Self {
        match state {
            EnrolmentState::Pending => Self::Pending,
            EnrolmentState::Accepted => Self::Accepted,
            EnrolmentState::Rejected => Self::Rejected,
        }
    }
}

impl EnrolledItem {
    fn of(id: EnrolledFaceId, face: &NewEnrolledFace) -> Self {
        Self {
            id: id.0,
            student: face.student.as_ref().map(StudentId::to_string),
            state: face.state.into(),
            remark: face.remark.clone(),
            quality: face.quality.reasons.iter().map(|reason| reason.code().to_owned()).collect(),
            source: face.source_name.clone(),
            photo: face.photo.to_string(),
            place: face.bounding_box.into(),
        }
    }
}

impl EnrolmentAnswer {
    fn of(enrolled: Enrolled) -> Self {
        let problem = |one: muster_usecase::enrol_student::Problem| ProblemItem {
            photo: one.source_name,
            cause: one.cause,
        };
        let look_alike = |one: &muster_identify::enrol::LookAlike| LookAlikeItem {
            first: one.first.to_string(),
            second: one.second.to_string(),
            distance: one.distance.0,
        };
        Self {
            faces: enrolled.faces.iter().map(|(id, face)| EnrolledItem::of(*id, face)).collect(),
            problems: enrolled.problems.into_iter().map(problem).collect(),
            look_alikes: enrolled.look_alikes.iter().map(look_alike).collect(),
            without_face: enrolled.without_face.iter().map(|student| student.id.to_string()).collect(),
        }
    }
}

/// The student whom a request names, if it does: a known one, or a new one of these names.
async fn whose(
    app: &App,
    caller: &Caller,
    student: Option<String>,
    names: Option<StudentRequest>,
) -> Result<Option<Student>, ApiError> {
    let Some(id) = student.map(StudentId::new) else {
        let alone = names.map(|_| ApiError::invalid("`names` need `student`, their id"));
        return alone.map_or(Ok(None), Err);
    };
    match (app.store.lookup_student(&caller.school, &id).await?, names) {
        (Some(known), None) => Ok(Some(known)),
        (Some(_), Some(_)) => Err(ApiError::invalid(format!("`{id}` is known: leave `names` away"))),
        (None, Some(names)) => names.student(id).map(Some),
        (None, None) => Err(ApiError::not_found("student", id.as_str())),
    }
}

/// Enrols faces from photos: of one student, or of a class photo whose faces get their names later. What a person
/// should look at first is pending.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/enrolment", tag = "enrolment", request_body = EnrolmentRequest,
    responses(
        (status = 200, body = EnrolmentAnswer), (status = 400, body = ApiError),
        (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError),
        (status = 413, body = ApiError), (status = 422, body = ApiError), (status = 503, body = ApiError)
    )
)]
pub(crate) async fn enrol(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    place: Place,
    Body(request): Body<EnrolmentRequest>,
) -> Result<Json<EnrolmentAnswer>, ApiError> {
    let class = ClassId::new(class);
    caller.may_mark(&class)?;
    let class = find_class(app.act(&caller.school, caller.name()), &class).await?;
    if !(1..=PHOTOS).contains(&request.photos.len()) {
        return Err(ApiError::invalid(format!("send 1 to {PHOTOS} photos at once")));
    }
    let whose = whose(&app, &caller, request.student, request.names).await?;
    let files = request.photos.into_iter().map(|photo| Ok((photo.name, picture(&photo.image)?)));
    let files = files.collect::<Result<Vec<(String, Vec<u8>)>, ApiError>>()?;
    let permit = FacePermit::read(app.act(&caller.school, caller.name())).await?;
    permit.require_class(&class.id)?;
    whose.as_ref().map_or(Ok(()), |student| permit.require_student(&student.id))?;
    let recognition = app.recognition.clone();
    let work = async move |recogniser: Arc<Recogniser>| -> Result<EnrolmentAnswer, ApiError> {
        let mut draft = Draft::new(&recogniser, permit);
        for (name, bytes) in &files {
            match &whose {
                Some(student) => draft.add_photo(&student.id, name, bytes)?,
                None => draft.add_class_photo(name, bytes)?,
            }
        }
        let act = app.act(&caller.school, caller.name());
        Ok(EnrolmentAnswer::of(draft.commit(act, &class, whose.as_slice()).await?))
    };
    recognition.run(place, work).await?.map(Json)
}

/// The class's faces on file, by student, then id; those without a name last.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/enrolment", tag = "enrolment",
    responses(
        (status = 200, body = Vec<EnrolledItem>), (status = 401, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
) -> Result<Json<Vec<EnrolledItem>>, ApiError> {
    let faces = faces(&app, &caller, class).await?;
    Ok(Json(faces.iter().map(|one| EnrolledItem::of(one.id, &one.face)).collect()))
}

async fn faces(app: &App, caller: &Caller, class: String) -> Result<Vec<EnrolledFace>, ApiError> {
    let class = seen_class(app, caller, class).await?;
    Ok(app.store.list_enrolled_faces(&caller.school, &class).await?)
}

/// The crop of a face on file.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/enrolment/{face}/crop", tag = "enrolment",
    responses(
        (status = 200, content_type = "image/jpeg", body = Vec<u8>), (status = 401, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn crop(
    State(app): State<App>,
    caller: Caller,
    Path((class, id)): Path<(String, i64)>,
) -> Result<Response, ApiError> {
    let class = seen_class(&app, &caller, class).await?;
    let found = app.store.find_enrolled_face(&caller.school, &class, EnrolledFaceId(id)).await?;
    let found = found.ok_or_else(|| ApiError::not_found("face", &id.to_string()))?;
    Ok(picture_of(found.face.crop))
}

/// A crop as an answer.
pub(super) fn picture_of(crop: Vec<u8>) -> Response {
    let kind = if crop.starts_with(b"\x89PNG") { "image/png" } else { "image/jpeg" };
    ([(header::CONTENT_TYPE, kind)], crop).into_response()
}

/// Accepts or rejects faces after a person looked at them, and says whose they are.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/enrolment/decisions", tag = "enrolment",
    request_body = DecisionRequest,
    responses(
        (status = 200, body = Vec<EnrolledItem>), (status = 400, body = ApiError),
        (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError),
        (status = 409, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn decisions(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Body(request): Body<DecisionRequest>,
) -> Result<Json<Vec<EnrolledItem>>, ApiError> {
    let id = ClassId::new(&class);
    caller.may_mark(&id)?;
    let ids: Vec<EnrolledFaceId> = request.faces.iter().copied().map(EnrolledFaceId).collect();
    let act = app.act(&caller.school, caller.name());
    if request.unnamed {
        if request.state == WireEnrolment::Accepted || request.student.is_some() || request.names.is_some() {
            return Err(ApiError::invalid("`unnamed` faces are pending or rejected, and no student's"));
        }
        take_names_back(act, &id, &ids, request.state == WireEnrolment::Rejected).await?;
    } else {
        let whose = whose(&app, &caller, request.student, request.names).await?;
        decide(act, &id, &ids, request.state.into(), whose.as_ref()).await?;
    }
    let faces = faces(&app, &caller, class).await?;
    let decided = faces.iter().filter(|one| ids.contains(&one.id));
    Ok(Json(decided.map(|one| EnrolledItem::of(one.id, &one.face)).collect()))
}
