//! The page of leave, and the leave on a student's page.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use jiff::ToSpan as _;
use muster_console::Markup;
use muster_console::pages::leave::{Choosable, LeaveRow, LeaveView, leave as page};
use muster_console::paths;
use muster_domain::{ClassId, Leave, Member, StudentId};
use muster_usecase::status_sets::status_set;
use serde::Deserialize;

use super::Visitor;
use super::meetings::seen_classes;
use crate::App;
use crate::api::Asked;
use crate::error::ApiError;

/// Which leave, and whom to enter one for.
#[derive(Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    past: bool,
    student: Option<String>,
}

/// Somebody on a roster that the visitor sees.
struct Known {
    member: Member,
    class: ClassId,
    classes: Vec<String>,
}

pub(crate) async fn leave(State(app): State<App>, visitor: Visitor, Asked(wish): Asked<Wish>) -> Response {
    visitor.page(async |visitor| load(&app, visitor, wish).await).await
}

async fn load(app: &App, visitor: &Visitor, wish: Wish) -> Result<Markup, ApiError> {
    visitor.caller.may_list()?;
    let (school, today) = (&visitor.caller.school, app.today());
    let known = known(app, visitor).await?;
    let yesterday = today.saturating_sub(1.day());
    let (from, to) = if wish.past { (None, Some(yesterday)) } else { (Some(today), None) };
    let mut leaves = app.store.list_leaves(school, None, from, to).await?;
    leaves.retain(|one| if wish.past { one.last_day < today } else { one.withdrawn.is_none() });
    if wish.past {
        leaves.reverse();
    }
    let mut rows = Vec::new();
    for leave in leaves {
        if let Some(known) = known.get(&leave.student) {
            rows.push(row(app, visitor, leave, (&known.class, known.member.student.full_name())).await?);
        }
    }
    let chosen = wish.student.map(StudentId::new);
    let act = app.act(school, visitor.caller.name());
    let view = LeaveView {
        today,
        rows: &rows,
        past: wish.past,
        students: &choosable(known, today),
        chosen: chosen.as_ref(),
        statuses: &status_set(act).await?,
    };
    Ok(page(&visitor.frame, &view))
}

/// A leave with what was handed in with it.
pub(super) async fn row(
    app: &App,
    visitor: &Visitor,
    leave: Leave,
    (class, name): (&ClassId, String),
) -> Result<LeaveRow, ApiError> {
    let files = app.store.list_leave_files(&visitor.caller.school, leave.id).await?;
    let page = paths::student(class, &leave.student);
    Ok(LeaveRow { leave, name, page, files })
}

/// Everybody who is, was or will be on a roster that the visitor sees.
async fn known(app: &App, visitor: &Visitor) -> Result<BTreeMap<StudentId, Known>, ApiError> {
    let mut known: BTreeMap<StudentId, Known> = BTreeMap::new();
    for class in seen_classes(app, visitor).await? {
        for member in app.store.members(&visitor.caller.school, &class.id).await? {
            let id = member.student.id.clone();
            let fresh = || Known { member, class: class.id.clone(), classes: Vec::new() };
            known.entry(id).or_insert_with(fresh).classes.push(class.name.clone());
        }
    }
    Ok(known)
}

/// Those who are on a roster still, by name.
fn choosable(known: BTreeMap<StudentId, Known>, today: jiff::civil::Date) -> Vec<Choosable> {
    let stays =
        |one: &Known| one.member.stays.iter().any(|stay| stay.last_day.is_none_or(|last| today <= last));
    let mut all: Vec<Choosable> = known
        .into_values()
        .filter(stays)
        .map(|one| Choosable { student: one.member.student, classes: one.classes })
        .collect();
    all.sort_by_cached_key(|one| {
        (one.student.last_name.to_lowercase(), one.student.first_name.to_lowercase())
    });
    all
}
