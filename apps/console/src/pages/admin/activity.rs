//! What people did at the sessions lately.

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};
use muster_domain::{Class, Ruling, StudentId};
use muster_usecase::activity::{Deed, What};

use crate::pages::status::word;
use crate::paths::Meeting;
use crate::shell::{Frame, Place, date, instant, page};

/// Rows that one page holds.
pub const ROWS: usize = 500;

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct ActivityView<'a> {
    /// The first and the last day.
    pub days: (Date, Date),
    /// What was done, the newest first.
    pub deeds: &'a [Deed],
    /// All classes.
    pub classes: &'a [Class],
    /// Students' names.
    pub names: &'a BTreeMap<StudentId, String>,
}

/// The page.
pub fn activity(frame: &Frame, view: &ActivityView<'_>) -> Markup {
    let text = frame.text;
    let (from, to) = view.days;
    let body = html! {
        div.head { h1 { (text.say("nav-activity")) } }
        form.card.row method="get" {
            label { (text.say("activity-from")) " " input type="date" name="from" value=(from); }
            label { (text.say("activity-to")) " " input type="date" name="to" value=(to); }
            button { (text.say("activity-show")) }
            input.end type="search" data-filter="#activity" aria-label=(text.say("activity-filter")) placeholder=(text.say("activity-filter"));
        }
        section.card {
            p.soft { (text.say("activity-lead")) }
            @if view.deeds.is_empty() { p { (text.say("activity-none")) } } @else { (table(frame, view)) }
            @if view.deeds.len() > ROWS { p.notice { (text.with("activity-more", &[("count", ROWS.into())])) } }
        }
    };
    page(frame, Place::Admin("activity"), &text.say("nav-activity"), &body)
}

fn table(frame: &Frame, view: &ActivityView<'_>) -> Markup {
    let text = frame.text;
    let class = |deed: &Deed| {
        let known = view.classes.iter().find(|class| class.id == deed.session.class);
        known.map_or_else(|| deed.session.class.to_string(), |class| class.name.clone())
    };
    html! { div.scroll tabindex="0" role="region" aria-label=(text.say("nav-activity")) { table {
        thead { tr { th { (text.say("activity-when")) } th { (text.say("activity-who")) } th { (text.say("activity-session")) } th { (text.say("activity-what")) } } }
        tbody #activity { @for deed in view.deeds.iter().take(ROWS) {
            @let (class, what) = (class(deed), told(frame, view, &deed.what));
            @let meeting = Meeting { class: &deed.session.class, date: deed.session.date, label: &deed.session.label };
            tr data-row={ (deed.by) " " (class) " " (what) } {
                td { (instant(deed.at)) } td { (deed.by) }
                td { a href=(meeting.page()) { (class) " · " (date(deed.session.date)) } " " (deed.session.label) } td { (what) }
            }
        } }
    } } }
}

/// What was done, in a sentence.
fn told(frame: &Frame, view: &ActivityView<'_>, what: &What) -> String {
    let text = frame.text;
    let name = |student: &StudentId| view.names.get(student).cloned().unwrap_or_else(|| student.to_string());
    let about = |message: &str, student: &StudentId| text.with(message, &[("name", name(student).into())]);
    match what {
        What::Marked { student, status, remark } => {
            let said = text
                .with("mark-as", &[("name", name(student).into()), ("status", word(text, *status).into())]);
            if remark.is_empty() { said } else { format!("{said} ({remark})") }
        }
        What::Withdrew(student) => about("deed-withdrew", student),
        What::Said(Ruling::Is { student }) => about("deed-is", student),
        What::Said(Ruling::IsNot { student }) => about("deed-is-not", student),
        What::Said(Ruling::Nobody) => text.say("deed-nobody"),
        What::Said(Ruling::Open) => text.say("deed-open"),
        What::Closed => text.say("deed-closed"),
        What::Reopened { reason } => text.with("deed-reopened", &[("reason", reason.clone().into())]),
    }
}
