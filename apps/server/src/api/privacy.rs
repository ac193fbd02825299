//! Papers about the use of faces, filled from this server's settings.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use muster_domain::Channel;
use muster_usecase::privacy_papers::{Setting, assessment, notice};
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::Asked;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// In which language.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct InLanguage {
    /// en, de, fr, es, ar or ur; English when absent.
    language: Option<String>,
}

/// A notice that children can read: what happens with their faces here, and how to say no.
#[utoipa::path(
    get, path = "/api/v1/privacy/notice.txt", tag = "consent", params(InLanguage),
    responses(
        (status = 200, content_type = "text/plain", body = String), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError)
    )
)]
pub(crate) async fn notice_text(
    State(app): State<App>,
    caller: Caller,
    Asked(InLanguage { language }): Asked<InLanguage>,
) -> Result<Response, ApiError> {
    caller.may_list()?;
    let language = language.as_deref().unwrap_or("en");
    let text = notice(&setting(&app, &[]), language);
    let text = text.ok_or_else(|| ApiError::not_found("notice in language", language))?;
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))], text)
        .into_response())
}

/// The template of a data-protection impact assessment, as Markdown, filled with what this server knows of itself.
#[utoipa::path(
    get, path = "/api/v1/privacy/assessment.md", tag = "consent",
    responses(
        (status = 200, content_type = "text/markdown", body = String), (status = 401, body = ApiError),
        (status = 403, body = ApiError)
    )
)]
pub(crate) async fn assessment_template(
    State(app): State<App>,
    caller: Caller,
) -> Result<Response, ApiError> {
    caller.may_oversee()?;
    let connections = connections(&app, &caller).await?;
    let act = app.act(&caller.school, caller.name());
    let text = assessment(act, &setting(&app, &connections)).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/markdown; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"assessment.md\"")),
    ];
    Ok((headers, text).into_response())
}

fn setting<'a>(app: &'a App, connections: &'a [String]) -> Setting<'a> {
    Setting {
        school: &app.school_name,
        version: app.version,
        law: &app.jurisdiction,
        backup_days: app.backups.as_ref().and_then(|folder| folder.keep_days),
        connections,
    }
}

/// Whereto data goes because somebody set it up.
async fn connections(app: &App, caller: &Caller) -> Result<Vec<String>, ApiError> {
    let mut said = Vec::new();
    for rule in app.store.list_notice_rules(&caller.school).await? {
        said.push(match rule.channel {
            Channel::Webhook { url } => format!("notices of the rule `{}` to {url}", rule.name),
            Channel::Mail { to } => format!("notices of the rule `{}` by mail to {to}", rule.name),
        });
    }
    for platform in app.store.list_lti_platforms(&caller.school).await? {
        said.push(format!("attendance percentages to {}, when somebody sends them", platform.issuer));
    }
    for link in app.store.list_moodle_links(&caller.school).await? {
        said.push(format!("statuses of class {} to {}, when somebody pushes them", link.class, link.site));
    }
    Ok(said)
}
