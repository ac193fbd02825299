//! Reports on attendance over classes, for people and programs.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use muster_console::text::{Language, Text};
use muster_domain::{Class, ClassId, ReportKind};
use muster_report::Cell;
use muster_usecase::UseCaseError;
use muster_usecase::reports::{Limits, Report, report};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{Asked, date};
use super::classes::seen_classes;
use super::session::bounded;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;
use crate::reporting::{FileKind, Maker, Subject, table};

/// Which days, whose, and as what.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// The first day; today when absent.
    from: Option<String>,
    /// The last day, less than two years later; the first when absent.
    to: Option<String>,
    /// The class's id; all that the caller may see when absent.
    class: Option<String>,
    /// `json` (when absent), `pdf`, `xlsx` or `csv`.
    format: Option<String>,
    /// The language of headings, `en`, `de`, `es`, `fr`, `ar` or `ur`; that of `Accept-Language` when absent.
    language: Option<String>,
    /// For `in_row`: from how many sessions on, 2 to 100; 3 when absent.
    sessions: Option<u32>,
    /// For `chronic`: from how many percent missed on, 1 to 100; 10 when absent.
    percent: Option<u32>,
}

/// A report.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReportAnswer {
    /// What it is.
    title: String,
    /// Of whom and when.
    subtitle: String,
    /// Its columns.
    columns: Vec<ReportColumnItem>,
    /// Its rows: a value for each column; texts, numbers, percentages from 0 to 100, days, or null.
    #[schema(value_type = Vec<Vec<Object>>)]
    rows: Vec<Vec<serde_json::Value>>,
    /// What a reader has to know.
    notes: Vec<String>,
}

/// A column.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReportColumnItem {
    /// What programs know it by.
    code: &'static str,
    /// What people read.
    heading: String,
}

impl Wanted {
    /// # Errors
    /// 422 for days and limits that can't be.
    fn subject(&self, today: Date) -> Result<((Date, Date), Limits), ApiError> {
        let from = self.from.as_deref().map_or(Ok(today), date)?;
        let to = self.to.as_deref().map_or(Ok(from), date)?;
        let days = bounded(from, to)?;
        let usual = Limits::default();
        let limits = Limits {
            in_row: self.sessions.unwrap_or(usual.in_row),
            percent: self.percent.unwrap_or(usual.percent),
        };
        if !(2..=100).contains(&limits.in_row) || !(1..=100).contains(&limits.percent) {
            return Err(ApiError::invalid("`sessions` goes from 2 to 100, `percent` from 1 to 100"));
        }
        Ok((days, limits))
    }

    fn text(&self, headers: &HeaderMap) -> Text {
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let chosen = self.language.as_deref().and_then(Language::from_tag);
        Text(chosen.unwrap_or_else(|| Language::accepted(accepted.unwrap_or_default())))
    }
}

/// A report on attendance: `absences`, `classes`, `students`, `teachers` (for who looks over the school), `not_taken`,
/// `in_row` or `chronic`; as JSON or as a file.
#[utoipa::path(
    get, path = "/api/v1/reports/{report}", tag = "reports", params(Wanted),
    responses(
        (status = 200, description = "the report", content(
            (ReportAnswer = "application/json"), (Vec<u8> = "application/pdf"), (String = "text/csv")
        )),
        (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(kind): Path<String>,
    headers: HeaderMap,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, ApiError> {
    caller.may_list()?;
    let kind = ReportKind::from_code(&kind).ok_or_else(|| ApiError::not_found("report", &kind))?;
    if kind == ReportKind::Teachers {
        caller.may_oversee()?;
    }
    let file_kind = match wanted.format.as_deref() {
        None | Some("json") => None,
        Some(format) => {
            let all = [FileKind::Pdf, FileKind::Xlsx, FileKind::Csv];
            let found = all.into_iter().find(|one| one.ending() == format);
            Some(found.ok_or_else(|| ApiError::invalid("`format` is one of json, pdf, xlsx, csv"))?)
        }
    };
    let (days, limits) = wanted.subject(app.today())?;
    let asked = wanted.class.as_deref().map(ClassId::new);
    let classes = asked_classes(&app, &caller, asked.as_ref()).await?;
    let class = asked.is_some().then(|| classes[0].name.clone());
    let act = app.act(&caller.school, caller.name());
    let found = report(act, kind, &classes, days, limits).await?;
    let (text, subject) = (wanted.text(&headers), Subject { days, class, limits });
    match file_kind {
        None => Ok(Json(answer(text, &found, &subject)).into_response()),
        Some(file_kind) => file(&app, text, &found, &subject, file_kind).await,
    }
}

/// The class that is asked for, or all that the caller may see.
pub(crate) async fn asked_classes(
    app: &App,
    caller: &Caller,
    class: Option<&ClassId>,
) -> Result<Vec<Class>, ApiError> {
    let all = seen_classes(app, caller, class).await?;
    match class.filter(|_| all.is_empty()) {
        Some(class) => Err(ApiError::not_found("class", class.as_str())),
        None => Ok(all),
    }
}

fn answer(text: Text, report: &Report, subject: &Subject) -> ReportAnswer {
    let table = table(text, report, subject);
    let columns = report.columns.iter().zip(&table.columns);
    let value = |cell: &Cell| match cell {
        Cell::Text(text) => text.as_str().into(),
        Cell::Count(count) => (*count).into(),
        Cell::Percent(share) => (*share).into(),
        Cell::Day(day) => day.to_string().into(),
        Cell::Empty => serde_json::Value::Null,
    };
    ReportAnswer {
        title: table.title,
        subtitle: table.subtitle,
        columns: columns
            .map(|(one, column)| ReportColumnItem { code: one.code(), heading: column.heading.clone() })
            .collect(),
        rows: table.rows.iter().map(|row| row.iter().map(value).collect()).collect(),
        notes: table.notes,
    }
}

async fn file(
    app: &App,
    text: Text,
    report: &Report,
    subject: &Subject,
    kind: FileKind,
) -> Result<Response, ApiError> {
    let table = table(text, report, subject);
    let name = format!("{}-{}.{}", report.kind.code(), subject.days.0, kind.ending());
    let (app, now) = (app.clone(), (app.now)());
    // A year's report takes its time: it keeps nobody else waiting.
    let written = tokio::task::spawn_blocking(move || {
        let (school, version) = (app.school_name.as_str(), app.version);
        kind.write(text, &table, &Maker { school, version, now, zone: &app.zone })
    });
    let written = written.await.map_err(|cause| ApiError::internal(&format!("report: {cause}")))?;
    let bytes = written.map_err(UseCaseError::from)?;
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind.media_type())),
        (header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
    ];
    Ok((headers, bytes).into_response())
}
