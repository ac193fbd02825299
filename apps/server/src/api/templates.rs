//! Templates: how many each student has, and all of them as a file. The file is biometric data, so only admins move it.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use muster_domain::{ClassId, ModelId, Student};
use muster_usecase::Recogniser;
use muster_usecase::session::find_class;
use muster_usecase::templates::{export_templates, import_templates};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{Asked, Body, base64};
use super::classes::seen_class;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// How many templates a student has.
#[derive(Serialize, ToSchema)]
pub(crate) struct TemplateItem {
    /// The student's id.
    student: String,
    /// Templates by model.
    templates: BTreeMap<String, usize>,
}

/// Whose templates.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfModel {
    /// The model that made them; may be left away where only one is in force.
    #[serde(default)]
    model: String,
}

/// Templates to import.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TemplateImport {
    /// The model that made them; may be left away where only one is in force.
    #[serde(default)]
    model: String,
    /// A `.npz` dictionary as `numpy.savez` writes it, in base64: student ids, or full names of students on the roster, to vectors.
    file: String,
}

/// How many templates were imported for a student.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportedTemplates {
    /// The student's id.
    student: String,
    /// How many.
    templates: usize,
}

/// The model of that name, which has to be one in force, and how long its vectors are.
fn in_force(recogniser: &Recogniser, named: &str) -> Result<(ModelId, usize), ApiError> {
    let recipes = recogniser.profile().recipes();
    let known = recipes.iter().map(|recipe| (recipe.model(), recipe.weights.dimension()));
    let models: BTreeMap<ModelId, usize> = known.collect();
    let found = match (named, models.len()) {
        ("", 1) => models.first_key_value(),
        _ => models.get_key_value(&ModelId::new(named)),
    };
    found.map(|(model, dimension)| (model.clone(), *dimension)).ok_or_else(|| {
        let names: Vec<&str> = models.keys().map(ModelId::as_str).collect();
        ApiError::invalid(format!("`model` has to be one in force: {}", names.join(", ")))
    })
}

/// How many templates each student of the roster has under the models in force. The templates themselves leave only as
/// an admin's file.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/templates", tag = "enrolment",
    responses(
        (status = 200, body = Vec<TemplateItem>), (status = 401, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn count(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
) -> Result<Json<Vec<TemplateItem>>, ApiError> {
    let class = seen_class(&app, &caller, class).await?;
    let models = app.recognition.recogniser().models();
    let roster = app.store.roster(&caller.school, &class, app.today()).await?;
    let stored = app.store.list_templates(&caller.school, &class, &models, app.today()).await?;
    let count = |student: Student| {
        let mut templates = BTreeMap::new();
        for row in stored.iter().filter(|row| row.student == student.id) {
            *templates.entry(row.template.model().to_string()).or_default() += 1;
        }
        TemplateItem { student: student.id.to_string(), templates }
    };
    Ok(Json(roster.into_iter().map(count).collect()))
}

/// The class's templates of one model as a `.npz` dictionary for `numpy.load`: student id to a matrix with a template a row.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/templates.npz", tag = "enrolment", params(OfModel),
    responses(
        (status = 200, content_type = "application/zip", body = Vec<u8>), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn export(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Asked(OfModel { model }): Asked<OfModel>,
) -> Result<Response, ApiError> {
    caller.may_manage()?;
    let act = app.act(&caller.school, caller.name());
    let class = find_class(act, &ClassId::new(class)).await?;
    let (model, _) = in_force(&app.recognition.recogniser(), &model)?;
    let (students, bytes) = export_templates(act, &class, &model).await?;
    if students == 0 {
        return Err(ApiError::conflict(format!(
            "nobody of class `{}` has a template of `{model}` yet: enrol faces first",
            class.id
        )));
    }
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"templates.npz\"")),
    ];
    Ok((headers, bytes).into_response())
}

/// Imports templates of one model from a `.npz` dictionary of `numpy.savez`. Keys that nobody of the roster has become new students.
/// Earlier imports of the same students and model are replaced; templates of enrolled faces stay.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/templates", tag = "enrolment", request_body = TemplateImport,
    responses(
        (status = 200, body = Vec<ImportedTemplates>), (status = 400, body = ApiError),
        (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError),
        (status = 413, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn import(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Body(request): Body<TemplateImport>,
) -> Result<Json<Vec<ImportedTemplates>>, ApiError> {
    caller.may_manage()?;
    let act = app.act(&caller.school, caller.name());
    let class = find_class(act, &ClassId::new(class)).await?;
    let (model, dimension) = in_force(&app.recognition.recogniser(), &request.model)?;
    let bytes = base64("the file", &request.file)?;
    let imported = import_templates(act, &class, (&model, Some(dimension)), &bytes, None).await?;
    let item = |(student, many): (Student, usize)| ImportedTemplates {
        student: student.id.to_string(),
        templates: many,
    };
    Ok(Json(imported.into_iter().map(item).collect()))
}
