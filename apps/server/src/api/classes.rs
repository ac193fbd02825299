//! The school, its classes and their rosters.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use muster_domain::{Class, ClassId, LONGEST_NAME, Student, StudentId};
use muster_usecase::roster::{put_on_roster, take_off_roster};
use muster_usecase::session::find_class;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{Asked, Body, date};
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// The school.
#[derive(Serialize, ToSchema)]
pub(crate) struct SchoolItem {
    id: String,
    name: String,
}

/// A class's name.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClassRequest {
    /// Its name for people.
    name: String,
}

/// A student's names.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StudentRequest {
    /// Family name; may be empty for people with a single name.
    #[serde(default)]
    last_name: String,
    /// Given names.
    #[serde(default)]
    first_name: String,
}

impl StudentRequest {
    /// The student of that id with these names.
    ///
    /// # Errors
    /// 422 when there is no name at all, or an id or a name that can't be one.
    pub(crate) fn student(self, id: StudentId) -> Result<Student, ApiError> {
        plain("last_name", &self.last_name)?;
        plain("first_name", &self.first_name)?;
        if self.last_name.trim().is_empty() && self.first_name.trim().is_empty() {
            return Err(ApiError::invalid("a student needs a first or a last name"));
        }
        plain("student", id.as_str())?;
        Ok(Student { id, last_name: self.last_name, first_name: self.first_name })
    }
}

/// Refuses what can't be a name: control characters and endless text.
///
/// # Errors
/// 422.
pub(crate) fn plain(what: &str, text: &str) -> Result<(), ApiError> {
    if text.chars().any(char::is_control) {
        return Err(ApiError::invalid(format!("`{what}` contains a control character")));
    }
    if text.chars().count() > LONGEST_NAME {
        return Err(ApiError::invalid(format!("`{what}` is longer than {LONGEST_NAME} characters")));
    }
    Ok(())
}

/// A class.
#[derive(Serialize, ToSchema)]
pub(crate) struct ClassItem {
    id: String,
    name: String,
}

/// A student.
#[derive(Serialize, ToSchema)]
pub(crate) struct StudentItem {
    id: String,
    last_name: String,
    first_name: String,
}

impl From<Class> for ClassItem {
    fn from(class: Class) -> Self {
        Self { id: class.id.to_string(), name: class.name }
    }
}

impl From<Student> for StudentItem {
    fn from(student: Student) -> Self {
        Self { id: student.id.to_string(), last_name: student.last_name, first_name: student.first_name }
    }
}

/// The classes that the caller may see, by id.
#[utoipa::path(
    get, path = "/api/v1/classes", tag = "classes",
    responses(
        (status = 200, body = Vec<ClassItem>),
        (status = 401, body = ApiError),
        (status = 403, body = ApiError)
    )
)]
pub(crate) async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Vec<ClassItem>>, ApiError> {
    let classes = seen_classes(&app, &caller, None).await?;
    Ok(Json(classes.into_iter().map(ClassItem::from).collect()))
}

/// The classes that the caller may see, by id; only `class` where one is named.
///
/// # Errors
/// As [`Caller::may_list`], and as [`Caller::may_see`] for a class that is named.
pub(crate) async fn seen_classes(
    app: &App,
    caller: &Caller,
    class: Option<&ClassId>,
) -> Result<Vec<Class>, ApiError> {
    caller.may_list()?;
    class.map(|class| caller.may_see(class)).transpose()?;
    let mut classes = app.store.list_classes(&caller.school).await?;
    classes.retain(|one| class.map_or_else(|| caller.sees(&one.id), |class| one.id == *class));
    Ok(classes)
}

/// The class of an address, which the caller has to be allowed to see.
pub(super) async fn seen_class(app: &App, caller: &Caller, class: String) -> Result<ClassId, ApiError> {
    let class = ClassId::new(class);
    caller.may_see(&class)?;
    find_class(app.act(&caller.school, caller.name()), &class).await?;
    Ok(class)
}

/// A class's roster, by last name, first name, id.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/students", tag = "classes",
    responses(
        (status = 200, body = Vec<StudentItem>),
        (status = 401, body = ApiError),
        (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn students(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
) -> Result<Json<Vec<StudentItem>>, ApiError> {
    let class = seen_class(&app, &caller, class).await?;
    let roster = app.store.roster(&caller.school, &class, app.today()).await?;
    Ok(Json(roster.into_iter().map(StudentItem::from).collect()))
}

/// The school that the key belongs to.
#[utoipa::path(
    get, path = "/api/v1/school", tag = "classes",
    responses((status = 200, body = SchoolItem), (status = 401, body = ApiError))
)]
pub(crate) async fn school(State(app): State<App>, caller: Caller) -> Json<SchoolItem> {
    Json(SchoolItem { id: caller.school.to_string(), name: app.school_name })
}

/// Adds a class, or renames it.
#[utoipa::path(
    put, path = "/api/v1/classes/{class}", tag = "classes", request_body = ClassRequest,
    responses(
        (status = 200, body = ClassItem), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn put(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Body(request): Body<ClassRequest>,
) -> Result<Json<ClassItem>, ApiError> {
    caller.may_manage()?;
    plain("class", &class)?;
    plain("name", &request.name)?;
    let class = Class { id: ClassId::new(class), name: request.name };
    app.store.put_class(&caller.school, &class).await?;
    Ok(Json(class.into()))
}

/// How a student joins.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Joining {
    /// Refuses an id that somebody of another name has, rather than renaming them.
    #[serde(default)]
    new: bool,
    /// Their first day. Without it, today when the class has met before; else they were there since ever.
    first_day: Option<String>,
}

/// How a student leaves.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Leaving {
    /// Their last day, which may lie ahead; yesterday without it.
    last_day: Option<String>,
}

/// Puts a student on the class's roster, or renames them. The id stays, so a new name loses nothing.
#[utoipa::path(
    put, path = "/api/v1/classes/{class}/students/{student}", tag = "classes", params(Joining),
    request_body = StudentRequest,
    responses(
        (status = 200, body = StudentItem), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn put_student(
    State(app): State<App>,
    caller: Caller,
    Path((class, student)): Path<(String, String)>,
    Asked(Joining { new, first_day }): Asked<Joining>,
    Body(request): Body<StudentRequest>,
) -> Result<Json<StudentItem>, ApiError> {
    caller.may_manage()?;
    let student = request.student(StudentId::new(student))?;
    let known = if new { app.store.lookup_student(&caller.school, &student.id).await? } else { None };
    if let Some(known) = known.filter(|known| *known != student) {
        return Err(ApiError::conflict(format!("`{}` is the id of {}", known.id, known.full_name())));
    }
    let class = ClassId::new(class);
    let act = app.act(&caller.school, caller.name());
    let first_day = first_day.as_deref().map(date).transpose()?;
    put_on_roster(act, &class, std::slice::from_ref(&student), first_day).await?;
    Ok(Json(student.into()))
}

/// Takes a student off the class's roster after their last day. Their marks, and what is on file of them, stay; sessions
/// after that day are not about them.
#[utoipa::path(
    delete, path = "/api/v1/classes/{class}/students/{student}", tag = "classes", params(Leaving),
    responses(
        (status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn remove_student(
    State(app): State<App>,
    caller: Caller,
    Path((class, student)): Path<(String, String)>,
    Asked(Leaving { last_day }): Asked<Leaving>,
) -> Result<StatusCode, ApiError> {
    caller.may_manage()?;
    let act = app.act(&caller.school, caller.name());
    let last_day = last_day.as_deref().map(date).transpose()?;
    take_off_roster(act, &ClassId::new(class), &StudentId::new(student), last_day).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Everybody who is or was on a roster that the caller may see, with their names.
pub(super) async fn seen_students(
    app: &App,
    caller: &Caller,
) -> Result<HashMap<StudentId, String>, ApiError> {
    let mut students = HashMap::new();
    for class in seen_classes(app, caller, None).await? {
        let members = app.store.members(&caller.school, &class.id).await?;
        students.extend(members.into_iter().map(|one| (one.student.id.clone(), one.student.full_name())));
    }
    Ok(students)
}

/// The name of a student whom the caller may see.
pub(super) async fn seen_student(
    app: &App,
    caller: &Caller,
    student: &StudentId,
) -> Result<String, ApiError> {
    let students = seen_students(app, caller).await?;
    students.get(student).cloned().ok_or_else(|| ApiError::not_found("student", student.as_str()))
}
