//! One entry of the timetable, to add, change or remove.

use jiff::civil::Weekday;
use maud::{Markup, html};
use muster_domain::{Class, Slot, Term};
use serde_json::{Value, json};

use crate::pages::meeting::clock;
use crate::shell::{Frame, Place, page};
use crate::text::Text;

/// What the page of an entry shows.
#[derive(Clone, Copy, Debug)]
pub struct EntryView<'a> {
    /// The class that meets.
    pub class: &'a Class,
    /// The entry; a new one without it.
    pub slot: Option<&'a Slot>,
    /// The names of the class's groups.
    pub groups: &'a [String],
    /// The school's terms, whose days an entry may take.
    pub terms: &'a [Term],
}

/// An entry's page; it opens within that of the school year.
pub fn entry(frame: &Frame, view: &EntryView<'_>) -> Markup {
    let text = frame.text;
    let title = text.say(if view.slot.is_some() { "entry-change" } else { "entry-add" });
    let call = |slot: &Slot| format!("/api/v1/timetable/{}", slot.id.0);
    let undo = view
        .slot
        .map(|slot| json!({ "call": format!("PUT {}", call(slot)), "body": body(slot) }).to_string());
    let address =
        view.slot.map_or_else(|| "POST /api/v1/timetable".to_owned(), |slot| format!("PUT {}", call(slot)));
    let html = html! {
        div.narrow {
            h1 { (title) } p.soft { (view.class.name) }
            form data-call=(address) data-said=(text.say("saved")) data-undo=[undo] {
                input type="hidden" name="class" value=(view.class.id);
                (fields(text, view))
                button.main { (text.say("save")) }
            }
            @if let Some(slot) = view.slot { (removal(text, slot, &call(slot))) }
            p { a href="/year" { (text.say("nav-year")) } }
        }
    };
    page(frame, Place::Year, &title, &html)
}

fn removal(text: Text, slot: &Slot, call: &str) -> Markup {
    // A new entry has another id, and is the same otherwise.
    let back = json!({ "call": "POST /api/v1/timetable", "body": body(slot) }).to_string();
    html! {
        details.field {
            summary { (text.say("entry-remove")) }
            p { (text.say("entry-remove-lead")) }
            form data-call={ "DELETE " (call) } data-said=(text.say("entry-removed")) data-undo=(back) {
                button.danger { (text.say("entry-remove")) }
            }
        }
    }
}

/// An entry as the interface takes it.
fn body(slot: &Slot) -> Value {
    let weekdays: Vec<i8> = slot.weekdays.iter().map(|day| day.to_monday_one_offset()).collect();
    json!({
        "class": slot.class, "label": slot.label, "group": slot.group, "weekdays": weekdays, "every": slot.every,
        "first_day": slot.first_day, "last_day": slot.last_day, "starts": clock(slot.starts), "ends": clock(slot.ends),
        "grace": slot.grace,
    })
}

fn fields(text: Text, view: &EntryView<'_>) -> Markup {
    let slot = view.slot;
    let on = |day: i8| {
        let day = Weekday::from_monday_one_offset(day).ok();
        slot.is_some_and(|slot| day.is_some_and(|day| slot.weekdays.contains(&day)))
    };
    let own_group = slot.and_then(|slot| slot.group.as_deref());
    html! {
        fieldset.field { legend { (text.say("entry-weekdays")) } div.days { @for day in 1..=7_i8 {
            label { input type="checkbox" name="weekdays" value=(day) data-type="list" data-of="number" checked[on(day)]; (text.say(&format!("weekday-{day}"))) }
        } } }
        div.fields {
            label.field { span { (text.say("entry-starts")) } input type="time" name="starts" value=[slot.map(|slot| clock(slot.starts))] required; }
            label.field { span { (text.say("entry-ends")) } input type="time" name="ends" value=[slot.map(|slot| clock(slot.ends))] required; }
        }
        label.field { span { (text.say("session-label")) } input name="label" value=[slot.map(|slot| &slot.label)] maxlength="60" placeholder=(text.say("session-label-hint")); }
        @if !view.groups.is_empty() {
            label.field { span { (text.say("entry-group")) } select name="group" data-optional {
                option value="" { (text.say("entry-whole-class")) }
                @for group in view.groups { option value=(group) selected[own_group == Some(group)] { (group) } }
            } }
        }
        (days(text, view))
        label.field { span { (text.say("entry-grace")) } input type="number" name="grace" min="0" max="240" inputmode="numeric"
            value=[slot.and_then(|slot| slot.grace)] data-type="number" data-optional; }
        p.soft { (text.say("entry-grace-hint")) }
    }
}

/// From when to when, and every how many weeks.
fn days(text: Text, view: &EntryView<'_>) -> Markup {
    let slot = view.slot;
    let every = slot.map_or(1, |slot| slot.every);
    html! {
        label.field { span { (text.say("entry-every")) } select name="every" data-type="number" {
            @for weeks in 1..=4_u8 { option value=(weeks) selected[weeks == every] {
                @if weeks == 1 { (text.say("entry-every-week")) } @else { (text.with("entry-every-n", &[("count", weeks.into())])) }
            } }
        } }
        @if !view.terms.is_empty() {
            label.field { span { (text.say("entry-term")) } select data-fills {
                option value="" { (text.say("choose")) }
                @for term in view.terms { option data-first_day=(term.first_day) data-last_day=(term.last_day) { (term.name) } }
            } }
        }
        div.fields {
            label.field { span { (text.say("period-from")) } input type="date" name="first_day" value=[slot.map(|slot| slot.first_day)] required; }
            label.field { span { (text.say("period-to")) } input type="date" name="last_day" value=[slot.map(|slot| slot.last_day)] required; }
        }
    }
}
