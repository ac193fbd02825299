//! Classes and their students.

use axum::Json;
use axum::extract::{Path, State};
use muster_domain::{Class, ClassId, Student};
use muster_usecase::take_attendance::find_class;
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

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
    caller.may_list()?;
    let classes = app.store.list_classes(&caller.school).await?;
    Ok(Json(classes.into_iter().filter(|class| caller.sees(&class.id)).map(ClassItem::from).collect()))
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
    let class = ClassId::new(class);
    caller.may_see(&class)?;
    find_class(app.act(&caller.school, caller.name()), &class).await?;
    let roster = app.store.roster(&caller.school, &class).await?;
    Ok(Json(roster.into_iter().map(StudentItem::from).collect()))
}
