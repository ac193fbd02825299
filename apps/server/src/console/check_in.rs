//! The page that shows a session's code for checking in, and the one that the code leads to.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use muster_console::pages::check_in::{CheckInView, check_in, show};
use muster_console::paths;
use muster_domain::{ClassId, Mark, MarkSource};
use muster_usecase::check_in::CHECK_IN;
use muster_usecase::session::find_class;
use serde::Deserialize;

use super::visitor::html;
use super::{Guest, Visitor};
use crate::App;
use crate::access::{Client, Meeting, OwnOrigin};
use crate::api::{Asked, Label, code_of, date};
use crate::error::ApiError;

/// What was scanned.
#[derive(Deserialize)]
pub(crate) struct Scanned {
    #[serde(default)]
    code: String,
}

/// The code, for the room.
pub(crate) async fn code(
    State(app): State<App>,
    visitor: Visitor,
    OwnOrigin(origin): OwnOrigin,
    Path((class, day)): Path<(String, String)>,
    Asked(Label { label }): Asked<Label>,
) -> Response {
    visitor
        .page(async |visitor| {
            let (id, date) = (ClassId::new(class), date(&day)?);
            let meeting = Meeting { class: id.clone(), date, label: label.clone() };
            let code = code_of(&app, &visitor.caller, origin, meeting).await?;
            let act = app.act(&visitor.caller.school, visitor.caller.name());
            let class = find_class(act, &id).await?;
            let view = CheckInView {
                class: &class,
                meeting: paths::Meeting { class: &id, date, label: &label },
                picture: &code.picture,
                next_at: &code.next_at,
                here: checked_in(&app, visitor, (&id, date, &label)).await?,
            };
            Ok(show(&visitor.frame, &view))
        })
        .await
}

/// The names of who has checked in by themselves, the last one first.
async fn checked_in(
    app: &App,
    visitor: &Visitor,
    (class, date, label): (&ClassId, jiff::civil::Date, &str),
) -> Result<Vec<String>, ApiError> {
    let school = &visitor.caller.school;
    let Some(session) = app.store.find_session(school, class, date, label).await? else {
        return Ok(Vec::new());
    };
    let members = app.store.members(school, class).await?;
    let name = |mark: Mark| {
        let member = members.iter().find(|member| member.student.id == mark.student)?;
        matches!(&mark.source, MarkSource::Human { by, .. } if by == CHECK_IN)
            .then(|| member.student.full_name())
    };
    Ok(app.store.list_marks(school, session.id).await?.into_iter().rev().filter_map(name).collect())
}

/// The page on a student's phone.
pub(crate) async fn scanned(
    State(app): State<App>,
    client: Client,
    guest: Guest,
    Asked(Scanned { code }): Asked<Scanned>,
) -> Response {
    if let Err(error) = app.gate.limits.address(&client) {
        return guest.refuse(&error);
    }
    let Some((meeting, ticket)) = app.gate.check_ins.ticket(&code, (app.now)()) else {
        return (StatusCode::GONE, html(check_in(&guest.0, None))).into_response();
    };
    let found = app.store.lookup_class(&app.school, &meeting.class).await;
    match found.map_err(ApiError::from) {
        Ok(class) => {
            let name = class.map_or_else(|| meeting.class.to_string(), |class| class.name);
            html(check_in(&guest.0, Some((&ticket, &name, meeting.date))))
        }
        Err(error) => guest.refuse(&error),
    }
}
