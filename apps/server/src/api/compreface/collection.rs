//! The faces and subjects of a collection.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use muster_domain::{Class, Student, StudentId};
use muster_store::{EnrolledFace, EnrolledFaceId, EnrolmentState, NewEnrolledFace};
use muster_usecase::enrol_student::{Draft, decide};
use muster_usecase::roster::put_on_roster;
use muster_usecase::{FacePermit, Recogniser};
use serde::Deserialize;
use utoipa::IntoParams;

use super::wire::{Added, ClientError, Deleted, Example, Examples, Picture, SubjectName, SubjectNames};
use super::{Client, Waiting};
use crate::App;
use crate::api::body::{Asked, Body};
use crate::api::classes::plain;
use crate::error::ApiError;

/// Faces of a page when the client does not say.
const PAGE: usize = 20;

/// Whose faces, and which page of them.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Selection {
    /// From 0.
    #[serde(default)]
    page: usize,
    /// Most faces of a page; 20 when absent.
    size: Option<usize>,
    /// One subject's only.
    subject: Option<String>,
}

/// Whose face is added.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Whose {
    /// The student's id; someone new comes onto the class's roster.
    subject: String,
}

impl Example {
    fn of(id: EnrolledFaceId, face: &NewEnrolledFace) -> Self {
        let subject = face.student.as_ref().map(StudentId::to_string).unwrap_or_default();
        Self { image_id: id.0.to_string(), subject }
    }
}

/// The faces that are in use: accepted ones of students.
async fn in_use(app: &App, client: &Client) -> Result<(Class, Vec<EnrolledFace>), ApiError> {
    let class = client.collection(app).await?;
    client.0.may_see(&class.id)?;
    let mut faces = app.store.list_enrolled_faces(&client.0.school, &class.id).await?;
    faces.retain(is_in_use);
    Ok((class, faces))
}

/// The one of that id.
async fn one_in_use(app: &App, client: &Client, image_id: &str) -> Result<(Class, EnrolledFace), ApiError> {
    let class = client.collection(app).await?;
    client.0.may_see(&class.id)?;
    let missing = || ApiError::not_found("face", image_id);
    let id = image_id.parse().ok().filter(|id: &i64| id.to_string() == image_id);
    let id = id.map(EnrolledFaceId).ok_or_else(missing)?;
    let found = app.store.find_enrolled_face(&client.0.school, &class.id, id).await?;
    let found = found.filter(is_in_use).ok_or_else(missing)?;
    Ok((class, found))
}

fn is_in_use(one: &EnrolledFace) -> bool {
    one.face.state == EnrolmentState::Accepted && one.face.student.is_some()
}

/// The student of that id, or a new one whose only name it is.
async fn student(app: &App, client: &Client, subject: &str) -> Result<Student, ApiError> {
    plain("subject", subject)?;
    if subject.trim().is_empty() {
        return Err(ApiError::invalid("`subject` has to be a name"));
    }
    let known = app.store.lookup_student(&client.0.school, &StudentId::new(subject)).await?;
    Ok(known.unwrap_or_else(|| Student::from_folder_name(subject)))
}

/// Adds a face: the picture's only one, or the one that is much larger than the others.
#[utoipa::path(
    post, path = "/api/v1/recognition/faces", tag = "compreface", params(Whose), request_body = Picture,
    responses(
        (status = 201, body = Added), (status = 400, body = ClientError), (status = 401, body = ClientError),
        (status = 403, body = ClientError), (status = 409, body = ClientError), (status = 503, body = ClientError)
    )
)]
pub(crate) async fn add(
    State(app): State<App>,
    client: Client,
    Asked(Whose { subject }): Asked<Whose>,
    Waiting(place): Waiting,
    picture: Picture,
) -> Result<Response, ClientError> {
    let class = client.collection(&app).await?;
    client.0.may_mark(&class.id)?;
    let student = student(&app, &client, &subject).await?;
    let permit =
        FacePermit::read(app.act(&client.0.school, client.0.name())).await.map_err(ApiError::from)?;
    permit
        .require_class(&class.id)
        .and_then(|()| permit.require_student(&student.id))
        .map_err(ApiError::from)?;
    let recognition = app.recognition.clone();
    let work = async move |recogniser: Arc<Recogniser>| -> Result<_, ApiError> {
        let mut draft = Draft::new(&recogniser, permit);
        draft.add_photo(&student.id, "sent by a CompreFace client", &picture.file)?;
        let act = app.act(&client.0.school, client.0.name());
        Ok(draft.commit_if_any(act, &class, &[student]).await?)
    };
    match recognition.run(place, work).await?? {
        Some(enrolled) => {
            let (id, face) = enrolled.faces.first().ok_or_else(ClientError::no_face)?;
            let added = Added { example: Example::of(*id, face), state: face.state.code() };
            Ok((StatusCode::CREATED, Json(added)).into_response())
        }
        None => Err(ClientError::no_face()),
    }
}

/// The faces in use.
#[utoipa::path(
    get, path = "/api/v1/recognition/faces", tag = "compreface", params(Selection),
    responses((status = 200, body = Examples), (status = 401, body = ClientError), (status = 409, body = ClientError))
)]
pub(crate) async fn list(
    State(app): State<App>,
    client: Client,
    Asked(selection): Asked<Selection>,
) -> Result<Json<Examples>, ClientError> {
    let (_, faces) = in_use(&app, &client).await?;
    let wanted = |example: &Example| selection.subject.as_ref().is_none_or(|one| *one == example.subject);
    let all: Vec<Example> = faces.iter().map(|one| Example::of(one.id, &one.face)).filter(wanted).collect();
    let (total_elements, page_size) = (all.len(), selection.size.unwrap_or(PAGE).clamp(1, 1000));
    let skipped = selection.page.saturating_mul(page_size);
    Ok(Json(Examples {
        faces: all.into_iter().skip(skipped).take(page_size).collect(),
        page_number: selection.page,
        page_size,
        total_pages: total_elements.div_ceil(page_size),
        total_elements,
    }))
}

/// Removes a face from use.
#[utoipa::path(
    delete, path = "/api/v1/recognition/faces/{image_id}", tag = "compreface",
    responses(
        (status = 200, body = Example), (status = 401, body = ClientError), (status = 403, body = ClientError),
        (status = 404, body = ClientError), (status = 409, body = ClientError)
    )
)]
pub(crate) async fn delete_example(
    State(app): State<App>,
    client: Client,
    Path(image_id): Path<String>,
) -> Result<Json<Example>, ClientError> {
    let (class, found) = one_in_use(&app, &client, &image_id).await?;
    client.0.may_mark(&class.id)?;
    reject(&app, &client, &class, &[found.id]).await?;
    Ok(Json(Example::of(found.id, &found.face)))
}

/// Removes a subject's faces from use, or all.
#[utoipa::path(
    delete, path = "/api/v1/recognition/faces", tag = "compreface", params(Selection),
    responses(
        (status = 200, body = Deleted), (status = 401, body = ClientError), (status = 403, body = ClientError),
        (status = 409, body = ClientError)
    )
)]
pub(crate) async fn delete_examples(
    State(app): State<App>,
    client: Client,
    Asked(selection): Asked<Selection>,
) -> Result<Json<Deleted>, ClientError> {
    let (class, faces) = in_use(&app, &client).await?;
    client.0.may_mark(&class.id)?;
    let subject = selection.subject.filter(|subject| !subject.is_empty()).map(StudentId::new);
    let own = |one: &&EnrolledFace| subject.is_none() || one.face.student == subject;
    let ids: Vec<EnrolledFaceId> = faces.iter().filter(own).map(|one| one.id).collect();
    reject(&app, &client, &class, &ids).await?;
    Ok(Json(Deleted { deleted: ids.len() }))
}

async fn reject(app: &App, client: &Client, class: &Class, ids: &[EnrolledFaceId]) -> Result<(), ApiError> {
    let act = app.act(&client.0.school, client.0.name());
    Ok(decide(act, &class.id, ids, EnrolmentState::Rejected, None).await?)
}

/// The crop of a face.
#[utoipa::path(
    get, path = "/api/v1/recognition/faces/{image_id}/img", tag = "compreface",
    responses(
        (status = 200, content_type = "image/jpeg", body = Vec<u8>), (status = 401, body = ClientError),
        (status = 404, body = ClientError), (status = 409, body = ClientError)
    )
)]
pub(crate) async fn image(
    State(app): State<App>,
    client: Client,
    Path(image_id): Path<String>,
) -> Result<Response, ClientError> {
    let (_, found) = one_in_use(&app, &client, &image_id).await?;
    Ok(crate::api::enrolment::picture_of(found.face.crop))
}

/// The students of the collection.
#[utoipa::path(
    get, path = "/api/v1/recognition/subjects", tag = "compreface",
    responses(
        (status = 200, body = SubjectNames), (status = 401, body = ClientError),
        (status = 409, body = ClientError)
    )
)]
pub(crate) async fn subjects(
    State(app): State<App>,
    client: Client,
) -> Result<Json<SubjectNames>, ClientError> {
    let class = client.collection(&app).await?;
    client.0.may_see(&class.id)?;
    let roster = app.store.roster(&client.0.school, &class.id, app.today()).await.map_err(ApiError::from)?;
    Ok(Json(SubjectNames { subjects: roster.iter().map(|student| student.id.to_string()).collect() }))
}

/// Puts a student on the roster.
#[utoipa::path(
    post, path = "/api/v1/recognition/subjects", tag = "compreface", request_body = SubjectName,
    responses(
        (status = 201, body = SubjectName), (status = 400, body = ClientError),
        (status = 401, body = ClientError), (status = 403, body = ClientError),
        (status = 409, body = ClientError)
    )
)]
pub(crate) async fn add_subject(
    State(app): State<App>,
    client: Client,
    Body(name): Body<SubjectName>,
) -> Result<Response, ClientError> {
    let class = client.collection(&app).await?;
    client.0.may_mark(&class.id)?;
    let student = student(&app, &client, &name.subject).await?;
    let act = app.act(&client.0.school, client.0.name());
    let put = put_on_roster(act, &class.id, &[student], None).await;
    put.map_err(ApiError::from)?;
    Ok((StatusCode::CREATED, Json(name)).into_response())
}
