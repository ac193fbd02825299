//! A class's students: the roster, a student's place on it, and its import.

use axum::extract::{Path, State};
use axum::response::Response;
use muster_console::Markup;
use muster_console::pages::students::{self as pages, StudentsView};
use muster_domain::{ClassId, StudentId};
use muster_usecase::review_enrolment::on_file;
use muster_usecase::session::find_class;

use super::Visitor;
use crate::App;
use crate::error::ApiError;

pub(crate) async fn students(
    State(app): State<App>,
    visitor: Visitor,
    Path(class): Path<String>,
) -> Response {
    visitor.page(async |visitor| list(&app, visitor, ClassId::new(class)).await).await
}

async fn list(app: &App, visitor: &Visitor, id: ClassId) -> Result<Markup, ApiError> {
    visitor.caller.may_see(&id)?;
    let act = app.act(&visitor.caller.school, visitor.caller.name());
    let class = find_class(act, &id).await?;
    let (roster, on_file) = on_file(act, &app.recognition.recogniser(), &id).await?;
    Ok(pages::students(&visitor.frame, &StudentsView { class: &class, roster: &roster, on_file: &on_file }))
}

pub(crate) async fn import(State(app): State<App>, visitor: Visitor, Path(class): Path<String>) -> Response {
    visitor
        .page(async |visitor| {
            visitor.caller.may_manage()?;
            let act = app.act(&visitor.caller.school, visitor.caller.name());
            let class = find_class(act, &ClassId::new(class)).await?;
            Ok(pages::import(&visitor.frame, &class))
        })
        .await
}

pub(crate) async fn one(
    State(app): State<App>,
    visitor: Visitor,
    Path((class, student)): Path<(String, String)>,
) -> Response {
    visitor
        .page(async |visitor| {
            visitor.caller.may_manage()?;
            let school = &visitor.caller.school;
            let class = find_class(app.act(school, visitor.caller.name()), &ClassId::new(class)).await?;
            let id = StudentId::new(student);
            let roster = app.store.roster(school, &class.id, app.today()).await?;
            let student = roster.iter().find(|one| one.id == id);
            let student = student.ok_or_else(|| ApiError::not_found("student", id.as_str()))?;
            Ok(pages::one(&visitor.frame, &class, student))
        })
        .await
}
