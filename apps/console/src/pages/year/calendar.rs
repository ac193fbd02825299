//! Terms and holidays: shown to all, changed by admins in one form, since the interface takes them as a whole.

use jiff::civil::Date;
use maud::{Markup, html};
use muster_domain::SchoolCalendar;
use serde_json::{Value, json};

use crate::shell::{Frame, date};
use crate::text::Text;

/// A term or a holiday: its name, first and last day.
type Days<'a> = (&'a str, Date, Date);

pub(super) fn calendar(frame: &Frame, calendar: &SchoolCalendar, manages: bool) -> Markup {
    let text = frame.text;
    let terms: Vec<Days<'_>> =
        calendar.terms.iter().map(|one| (one.name.as_str(), one.first_day, one.last_day)).collect();
    let holidays: Vec<Days<'_>> =
        calendar.holidays.iter().map(|one| (one.name.as_str(), one.first_day, one.last_day)).collect();
    let undo = json!({ "call": "PUT /api/v1/calendar", "body": body(&terms, &holidays) }).to_string();
    html! {
        section.card aria-labelledby="calendar" {
            h2 #calendar { (text.say("calendar-title")) }
            @if manages {
                p.soft { (text.say("calendar-lead")) }
                form data-call="PUT /api/v1/calendar" data-said=(text.say("saved")) data-undo=(undo) {
                    (rows(text, "terms", &terms)) (rows(text, "holidays", &holidays))
                    button.main { (text.say("save")) }
                }
            } @else { (shown(text, "terms", &terms)) (shown(text, "holidays", &holidays)) }
        }
    }
}

fn body(terms: &[Days<'_>], holidays: &[Days<'_>]) -> Value {
    let items = |all: &[Days<'_>]| -> Vec<Value> {
        let item =
            |(name, first, last): &Days<'_>| json!({ "name": name, "first_day": first, "last_day": last });
        all.iter().map(item).collect()
    };
    json!({ "terms": items(terms), "holidays": items(holidays) })
}

/// A list that rows are added to and removed from.
fn rows(text: Text, list: &str, all: &[Days<'_>]) -> Markup {
    html! {
        fieldset.field data-rows {
            legend { (text.say(&format!("calendar-{list}"))) }
            // An empty list is said, too.
            input type="hidden" name=(list) value="[]" data-type="json";
            ul.rows { @for (at, days) in all.iter().enumerate() { (row(text, list, &at.to_string(), Some(*days))) } }
            template { (row(text, list, "new", None)) }
            button type="button" data-row-add { (text.say(&format!("calendar-add-{list}"))) }
        }
    }
}

fn row(text: Text, list: &str, at: &str, days: Option<Days<'_>>) -> Markup {
    let (name, first, last) =
        days.map_or_else(Default::default, |(name, first, last)| (name, first.to_string(), last.to_string()));
    let field = |part: &str| format!("{list}.{at}.{part}");
    html! {
        li {
            label { span { (text.say("calendar-name")) } input name=(field("name")) value=(name) maxlength="200" required data-names; }
            label { span { (text.say("period-from")) } input type="date" name=(field("first_day")) value=(first) required; }
            label { span { (text.say("period-to")) } input type="date" name=(field("last_day")) value=(last) required; }
            button.quiet type="button" data-row-remove aria-label=(text.with("row-remove", &[("name", name.into())])) { "×" }
        }
    }
}

fn shown(text: Text, list: &str, all: &[Days<'_>]) -> Markup {
    html! {
        h3 { (text.say(&format!("calendar-{list}"))) }
        @if all.is_empty() { p.soft { (text.say("calendar-none")) } }
        ul.plain { @for (name, first, last) in all { li { strong { (name) } " " span.soft { (date(*first)) " – " (date(*last)) } } } }
    }
}
