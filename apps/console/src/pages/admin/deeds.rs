//! What people did at the sessions lately.

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};
use muster_domain::{Class, Ruling, StudentId};
use muster_usecase::deeds::{Deed, What};

use crate::pages::status::word;
use crate::paths::Meeting;
use crate::shell::{Frame, Place, date, instant, page};

/// Rows that one page holds.
pub const ROWS: usize = 500;

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct DeedsView<'a> {
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
pub fn deeds(frame: &Frame, view: &DeedsView<'_>) -> Markup {
    let text = frame.text;
    let (from, to) = view.days;
    let body = html! {
        div.head { h1 { (text.say("nav-deeds")) } }
        form.card.row method="get" {
            label { (text.say("deeds-from")) " " input type="date" name="from" value=(from); }
            label { (text.say("deeds-to")) " " input type="date" name="to" value=(to); }
            button { (text.say("deeds-show")) }
            input.end type="search" data-filter="#deeds" aria-label=(text.say("deeds-filter")) placeholder=(text.say("deeds-filter"));
        }
        section.card {
            p.soft { (text.say("deeds-lead")) }
            @if view.deeds.is_empty() { p { (text.say("deeds-none")) } } @else { (table(frame, view)) }
            @if view.deeds.len() > ROWS { p.notice { (text.with("deeds-more", &[("count", ROWS.into())])) } }
        }
    };
    page(frame, Place::Admin("deeds"), &text.say("nav-deeds"), &body)
}

fn table(frame: &Frame, view: &DeedsView<'_>) -> Markup {
    let text = frame.text;
    let class = |deed: &Deed| {
        let known = view.classes.iter().find(|class| class.id == deed.session.class);
        known.map_or_else(|| deed.session.class.to_string(), |class| class.name.clone())
    };
    html! { div.scroll tabindex="0" role="region" aria-label=(text.say("nav-deeds")) { table {
        thead { tr { th { (text.say("deeds-when")) } th { (text.say("deeds-who")) } th { (text.say("deeds-session")) } th { (text.say("deeds-what")) } } }
        tbody #deeds { @for deed in view.deeds.iter().take(ROWS) {
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
fn told(frame: &Frame, view: &DeedsView<'_>, what: &What) -> String {
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
    }
}
