//! A class's enrolment, and the page on which faces get their names.

use axum::extract::{Path, State};
use axum::response::Response;
use muster_console::Markup;
use muster_console::pages::enrolment::{self as pages, EnrolmentView, FacesView};
use muster_domain::ClassId;
use muster_store::EnrolledFaceId;
use muster_usecase::review_enrolment::review_enrolment;
use muster_usecase::session::find_class;
use serde::Deserialize;

use super::Visitor;
use crate::App;
use crate::api::Asked;
use crate::error::ApiError;

/// Most faces that one page names.
const FACES: usize = 200;

/// The faces that a page is of.
#[derive(Deserialize)]
pub(crate) struct Faces {
    ids: String,
}

pub(crate) async fn enrolment(
    State(app): State<App>,
    visitor: Visitor,
    Path(class): Path<String>,
) -> Response {
    visitor.page(async |visitor| load(&app, visitor, ClassId::new(class)).await).await
}

async fn load(app: &App, visitor: &Visitor, id: ClassId) -> Result<Markup, ApiError> {
    visitor.caller.may_see(&id)?;
    let act = app.act(&visitor.caller.school, visitor.caller.name());
    let class = find_class(act, &id).await?;
    let recogniser = app.recognition.recogniser();
    let review = review_enrolment(act, &recogniser, &id).await?;
    let view = EnrolmentView {
        class: &class,
        review: &review,
        recognition: !app.recognition.is_off(),
        models: &recogniser.models(),
    };
    Ok(pages::enrolment(&visitor.frame, &view))
}

pub(crate) async fn faces(
    State(app): State<App>,
    visitor: Visitor,
    Path(class): Path<String>,
    Asked(Faces { ids }): Asked<Faces>,
) -> Response {
    visitor
        .page(async |visitor| {
            let id = ClassId::new(class);
            visitor.caller.may_see(&id)?;
            let school = &visitor.caller.school;
            let class = find_class(app.act(school, visitor.caller.name()), &id).await?;
            let mut faces = Vec::new();
            for named in ids.split(',').take(FACES) {
                let missing = || ApiError::not_found("face", named);
                let face = EnrolledFaceId(named.parse().map_err(|_| missing())?);
                faces.push(app.store.find_enrolled_face(school, &id, face).await?.ok_or_else(missing)?);
            }
            let roster = app.store.roster(school, &id, app.today()).await?;
            Ok(pages::faces(&visitor.frame, &FacesView { class: &class, roster: &roster, faces: &faces }))
        })
        .await
}
