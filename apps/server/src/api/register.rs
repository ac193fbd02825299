//! The register as a file.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use muster_domain::ClassId;
use muster_report::write_register;
use muster_usecase::{UseCaseError, build_register::build_register};

use super::body::Asked;
use super::session::Days;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The class's register as an Excel workbook: a column a session, totals, log and legend.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/register.xlsx", tag = "registers", params(Days),
    responses(
        (status = 200, content_type = XLSX, body = Vec<u8>),
        (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn xlsx(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Asked(days): Asked<Days>,
) -> Result<Response, ApiError> {
    let class = ClassId::new(class);
    caller.may_see(&class)?;
    let act = app.act(&caller.school, caller.name());
    let register = build_register(act, &class, days.range()?, (&app.school_name, app.version)).await?;
    let written = tokio::task::spawn_blocking(move || write_register(&register)).await;
    let written = written.map_err(|cause| ApiError::internal(&format!("register: {cause}")))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(XLSX)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"register.xlsx\"")),
    ];
    Ok((headers, written.map_err(UseCaseError::from)?).into_response())
}
