//! What is told by itself: rules, and what became of their notices.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::civil::Time;
use muster_domain::{
    Channel, ClassId, Event, Every, Notice, NoticeEnd, NoticeRule, NoticeRuleId, QuietHours, ReportKind,
    Timing, Watched,
};
use muster_usecase::notices::{Courier as _, Delivery, Letter};
use muster_webhook::{Endpoint, SECRET_BYTES, Secret};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::Body;
use super::classes::plain;
use super::timetable::{clock, hour};
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;
use crate::notices::Carrier;

/// Most notices that are listed.
const LISTED: u32 = 200;

/// What a rule watches for.
#[derive(Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WatchedItem {
    /// A student is absent at a closed session, without an accepted reason.
    Absence,
    /// A student has missed `sessions` decided sessions in a row.
    InRow,
    /// A student has missed `percent` of all sessions of the term.
    Chronic,
    /// A session that the timetable foresees has ended and nobody took attendance.
    NotTaken,
    /// Somebody takes ten files out within an hour; `classes` have no meaning.
    ManyExports,
    /// The report `report` comes `every` day, week or month.
    Report,
}

/// A rule.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoticeRuleRequest {
    /// What people call it.
    name: String,
    /// What it watches for.
    watches: WatchedItem,
    /// For `in_row`: how many sessions, 2 to 100.
    #[serde(default)]
    sessions: Option<u32>,
    /// For `chronic`: how many percent, 1 to 100.
    #[serde(default)]
    percent: Option<u32>,
    /// For `report`: which, as in `/api/v1/reports/{report}`.
    #[serde(default)]
    report: Option<String>,
    /// For `report`: `day`, `week` or `month`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    every: Option<Every>,
    /// In which classes; in all when empty.
    #[serde(default)]
    classes: BTreeSet<String>,
    /// Where notices go: an https address that gets signed requests (Standard Webhooks). Either this or `mail`.
    #[serde(default)]
    url: Option<String>,
    /// Where notices go: a mail address.
    #[serde(default)]
    mail: Option<String>,
    /// All of a day together at this hour by the school's clock; each at once when null.
    #[serde(default)]
    #[schema(example = "15:30")]
    digest: Option<String>,
    /// Nothing is sent from this hour on.
    #[serde(default)]
    quiet_from: Option<String>,
    /// Until this hour.
    #[serde(default)]
    quiet_to: Option<String>,
}

/// A rule as it stands.
#[derive(Serialize, ToSchema)]
pub(crate) struct NoticeRuleItem {
    /// Its id.
    id: i64,
    /// What it says.
    #[serde(flatten)]
    rule: NoticeRuleRequest,
    /// Who made it.
    by: String,
    /// When, RFC 3339 in UTC: nothing from before is told.
    since: String,
    /// What its webhook signs with, `whsec_...`; shown once, when the rule is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

/// A notice and what became of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct NoticeItem {
    /// What it tells.
    #[schema(value_type = Object)]
    event: Event,
    /// When it came up, RFC 3339 in UTC.
    at: String,
    /// When it is to be sent, or tried again.
    due_at: String,
    /// How often sending it has failed.
    attempts: u32,
    /// How the last attempt failed.
    failure: Option<String>,
    /// `sent`, `outdated` (it was true no longer when its time came), `given_up`, or null while it waits.
    #[schema(value_type = Option<String>)]
    ended: Option<NoticeEnd>,
}

/// Whether a test arrived.
#[derive(Serialize, ToSchema)]
pub(crate) struct TestAnswer {
    /// Whether it did.
    arrived: bool,
    /// Why not.
    failure: Option<String>,
}

impl NoticeRuleItem {
    fn of(rule: NoticeRule, secret: Option<String>) -> Self {
        let (mut sessions, mut percent, mut report, mut every) = (None, None, None, None);
        let watches = match rule.watched {
            Watched::Absence => WatchedItem::Absence,
            Watched::InRow { sessions: own } => {
                sessions = Some(own);
                WatchedItem::InRow
            }
            Watched::Chronic { percent: own } => {
                percent = Some(own);
                WatchedItem::Chronic
            }
            Watched::NotTaken => WatchedItem::NotTaken,
            Watched::ManyExports => WatchedItem::ManyExports,
            Watched::Report { report: own, every: often } => {
                (report, every) = (Some(own.code().to_owned()), Some(often));
                WatchedItem::Report
            }
        };
        let (url, mail) = match rule.channel {
            Channel::Webhook { url } => (Some(url), None),
            Channel::Mail { to } => (None, Some(to)),
        };
        let quiet = rule.timing.quiet;
        Self {
            id: rule.id.0,
            rule: NoticeRuleRequest {
                name: rule.name,
                watches,
                sessions,
                percent,
                report,
                every,
                classes: rule.classes.iter().map(ToString::to_string).collect(),
                url,
                mail,
                digest: rule.timing.digest.map(clock),
                quiet_from: quiet.map(|quiet| clock(quiet.from)),
                quiet_to: quiet.map(|quiet| clock(quiet.to)),
            },
            by: rule.by,
            since: rule.since.to_string(),
            secret,
        }
    }
}

impl NoticeRuleRequest {
    /// # Errors
    /// 422 for what can't be a rule.
    fn watched(&self) -> Result<Watched, ApiError> {
        let missing = |what: &str| ApiError::invalid(format!("this rule needs {what}"));
        Ok(match self.watches {
            WatchedItem::Absence => Watched::Absence,
            WatchedItem::NotTaken => Watched::NotTaken,
            WatchedItem::ManyExports => Watched::ManyExports,
            WatchedItem::InRow => {
                let fits = self.sessions.filter(|sessions| (2..=100).contains(sessions));
                Watched::InRow { sessions: fits.ok_or_else(|| missing("`sessions`, 2 to 100"))? }
            }
            WatchedItem::Chronic => {
                let fits = self.percent.filter(|percent| (1..=100).contains(percent));
                Watched::Chronic { percent: fits.ok_or_else(|| missing("`percent`, 1 to 100"))? }
            }
            WatchedItem::Report => {
                let report = self.report.as_deref().and_then(ReportKind::from_code);
                Watched::Report {
                    report: report.ok_or_else(|| missing("`report`, one of those there are"))?,
                    every: self.every.ok_or_else(|| missing("`every`: day, week or month"))?,
                }
            }
        })
    }

    fn timing(&self) -> Result<Timing, ApiError> {
        let read = |text: &Option<String>| text.as_deref().map(hour).transpose();
        let quiet = match (read(&self.quiet_from)?, read(&self.quiet_to)?) {
            (Some(from), Some(to)) => Some(QuietHours { from, to }),
            (None, None) => None,
            _ => return Err(ApiError::invalid("quiet hours need both `quiet_from` and `quiet_to`")),
        };
        let digest: Option<Time> = read(&self.digest)?;
        Ok(Timing { digest, quiet })
    }

    /// # Errors
    /// 422 for an address that can't be one, and for mail where no server takes any.
    fn channel(&self, app: &App) -> Result<Channel, ApiError> {
        match (&self.url, &self.mail) {
            (Some(url), None) => {
                let endpoint = Endpoint::parse(url, app.post.reach);
                let endpoint = endpoint.map_err(|error| ApiError::invalid(error.to_string()))?;
                Ok(Channel::Webhook { url: endpoint.as_str().to_owned() })
            }
            (None, Some(to)) => {
                if app.post.mail.is_none() {
                    let text = "this server sends no mail: set it up with --mail-host of `muster serve`";
                    return Err(ApiError::invalid(text));
                }
                let mailbox = muster_mail::Mailbox::new("", to);
                let mailbox = mailbox.map_err(|error| ApiError::invalid(error.to_string()))?;
                Ok(Channel::Mail { to: mailbox.address().to_owned() })
            }
            _ => Err(ApiError::invalid("notices go either to a `url` or to a `mail` address")),
        }
    }
}

/// The rules, by id.
#[utoipa::path(
    get, path = "/api/v1/notice-rules", tag = "notices",
    responses(
        (status = 200, body = Vec<NoticeRuleItem>), (status = 401, body = ApiError), (status = 403, body = ApiError)
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Vec<NoticeRuleItem>>, ApiError> {
    caller.may_manage()?;
    let rules = app.store.list_notice_rules(&caller.school).await?;
    Ok(Json(rules.into_iter().map(|rule| NoticeRuleItem::of(rule, None)).collect()))
}

/// Makes a rule. From now on what it watches for is told. The secret of its webhook is in this answer only.
#[utoipa::path(
    post, path = "/api/v1/notice-rules", tag = "notices", request_body = NoticeRuleRequest,
    responses(
        (status = 201, body = NoticeRuleItem), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn add(
    State(app): State<App>,
    caller: Caller,
    Body(request): Body<NoticeRuleRequest>,
) -> Result<(StatusCode, Json<NoticeRuleItem>), ApiError> {
    caller.may_manage()?;
    plain("name", &request.name)?;
    if request.name.trim().is_empty() {
        return Err(ApiError::invalid("a rule needs a name"));
    }
    let channel = request.channel(&app)?;
    let rule = NoticeRule {
        id: NoticeRuleId(0),
        name: request.name.clone(),
        watched: request.watched()?,
        classes: request.classes.iter().map(ClassId::new).collect(),
        timing: request.timing()?,
        by: caller.name().to_owned(),
        since: (app.now)(),
        channel,
    };
    let secret = match rule.channel {
        Channel::Webhook { .. } => Some(new_secret(&app)),
        Channel::Mail { .. } => None,
    };
    let sealed = secret.as_ref().map(String::as_bytes);
    let id = app.store.add_notice_rule(&caller.school, &rule, sealed).await?;
    let shown = NoticeRuleItem::of(NoticeRule { id, ..rule }, secret);
    Ok((StatusCode::CREATED, Json(shown)))
}

fn new_secret(app: &App) -> String {
    let mut random = [0; SECRET_BYTES];
    (app.gate.entropy)(&mut random);
    Secret::new(random).reveal().to_string()
}

/// Removes a rule; what waits is not sent any more.
#[utoipa::path(
    delete, path = "/api/v1/notice-rules/{rule}", tag = "notices",
    responses(
        (status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(rule): Path<i64>,
) -> Result<StatusCode, ApiError> {
    caller.may_manage()?;
    app.store.remove_notice_rule(&caller.school, NoticeRuleId(rule)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The newest notices of a rule and what became of them, newest first, at most 200.
#[utoipa::path(
    get, path = "/api/v1/notice-rules/{rule}/notices", tag = "notices",
    responses(
        (status = 200, body = Vec<NoticeItem>), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn notices(
    State(app): State<App>,
    caller: Caller,
    Path(rule): Path<i64>,
) -> Result<Json<Vec<NoticeItem>>, ApiError> {
    caller.may_manage()?;
    let rule = find(&app, &caller, rule).await?;
    let item = |notice: Notice| NoticeItem {
        event: notice.event,
        at: notice.at.to_string(),
        due_at: notice.due_at.to_string(),
        attempts: notice.attempts,
        failure: notice.failure,
        ended: notice.ended,
    };
    let notices = app.store.list_notices(&caller.school, rule.id, LISTED).await?;
    Ok(Json(notices.into_iter().map(item).collect()))
}

/// Sends a test to where the rule's notices go, at once, quiet hours or not.
#[utoipa::path(
    post, path = "/api/v1/notice-rules/{rule}/test", tag = "notices",
    responses(
        (status = 200, body = TestAnswer), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn test(
    State(app): State<App>,
    caller: Caller,
    Path(rule): Path<i64>,
) -> Result<Json<TestAnswer>, ApiError> {
    caller.may_manage()?;
    let rule = find(&app, &caller, rule).await?;
    let secret = app.store.notice_secret(&caller.school, rule.id).await?;
    let now = (app.now)();
    let letter =
        Letter { id: format!("test-{}-{}", rule.id.0, now.as_millisecond()), rule, lines: Vec::new() };
    Ok(Json(match Carrier(&app).bring(&letter, secret, now).await {
        Delivery::Arrived => TestAnswer { arrived: true, failure: None },
        Delivery::Failed(cause) => TestAnswer { arrived: false, failure: Some(cause) },
    }))
}

async fn find(app: &App, caller: &Caller, rule: i64) -> Result<NoticeRule, ApiError> {
    let rules = app.store.list_notice_rules(&caller.school).await?;
    let found = rules.into_iter().find(|one| one.id == NoticeRuleId(rule));
    found.ok_or_else(|| ApiError::not_found("notice rule", &rule.to_string()))
}
