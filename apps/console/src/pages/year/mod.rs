//! The school year: a week as a picture, terms and holidays, and the timetable's entries.

mod calendar;
mod entry;
mod event;
mod planned;

use maud::{Markup, html};
use muster_domain::{Class, SchoolCalendar, Slot};

use super::meeting::{clock, event as event_badge, hours};
use super::week::{WeekView, week};
use crate::paths::part;
use crate::shell::{Frame, Place, Viewer, date, page};
use crate::text::Text;

pub use entry::{EntryView, entry};
pub use event::{EventView, Guest, event};
pub use planned::{PlannedView, planned};

/// What the page of the school year shows.
#[derive(Clone, Copy, Debug)]
pub struct YearView<'a> {
    /// The classes that the reader may choose among.
    pub classes: &'a [Class],
    /// The one that they chose; all of them without one.
    pub chosen: Option<&'a Class>,
    /// A week of these.
    pub week: WeekView<'a>,
    /// Terms and holidays.
    pub calendar: &'a SchoolCalendar,
    /// Entries of the timetable, of the classes shown.
    pub slots: &'a [Slot],
}

/// The school year. Admins change it; teachers and auditors see it.
pub fn year(frame: &Frame, view: &YearView<'_>) -> Markup {
    let text = frame.text;
    let manages = frame.viewer.as_ref().is_some_and(Viewer::manages);
    let body = html! {
        div.head { h1 { (text.say("nav-year")) }
            span.end.row { @if manages { a.button href="/year/event" { (text.say("event-make")) } } (choice(frame, view)) } }
        (week(frame, &view.week))
        (timetable(frame, view, manages))
        (calendar::calendar(frame, view.calendar, manages))
    };
    page(frame, Place::Year, &text.say("nav-year"), &body)
}

/// Which classes are shown.
fn choice(frame: &Frame, view: &YearView<'_>) -> Markup {
    let text = frame.text;
    html! {
        @if view.classes.len() > 1 {
            form.row method="get" {
                input type="hidden" name="week" value=(view.week.monday);
                label { span.hidden { (text.say("year-class")) } select name="class" {
                    option value="" { (text.say("year-all-classes")) }
                    @for class in view.classes { option value=(class.id) selected[view.chosen == Some(class)] { (class.name) } }
                } }
                button { (text.say("show")) }
            }
        }
    }
}

/// The entries, class by class.
fn timetable(frame: &Frame, view: &YearView<'_>, manages: bool) -> Markup {
    let text = frame.text;
    let shown = view.classes.iter().filter(|class| view.chosen.is_none_or(|chosen| chosen == *class));
    html! {
        section.card aria-labelledby="timetable" {
            h2 #timetable { (text.say("timetable-title")) }
            p.soft { (text.say("timetable-lead")) }
            @for class in shown {
                @let own: Vec<&Slot> = view.slots.iter().filter(|slot| slot.class == class.id).collect();
                @if manages || !own.is_empty() {
                    div.head { h3 { (class.name) (event_badge(text, &class.id)) } @if manages {
                        a.button.end data-dialog href={ "/year/entries?class=" (part(class.id.as_str())) }
                            aria-label=(text.with("entry-add-to", &[("name", class.name.clone().into())])) { (text.say("entry-add")) }
                    } }
                    @if own.is_empty() { p.soft { (text.say("timetable-none")) } }
                    ul.meetings { @for slot in own { (line(frame, slot, manages)) } }
                }
            }
        }
    }
}

/// One entry in a line.
fn line(frame: &Frame, slot: &Slot, manages: bool) -> Markup {
    let text = frame.text;
    let days = weekdays(text, slot);
    let what = format!("{days} {}", clock(slot.starts));
    html! {
        li {
            strong { (days) } " " (hours((slot.starts, slot.ends)))
            @if !slot.label.is_empty() { bdi { (slot.label) } }
            @if let Some(group) = &slot.group { span.badge { (text.with("meeting-group", &[("name", group.clone().into())])) } }
            @if slot.every > 1 { span.badge { (text.with("entry-every-n", &[("count", slot.every.into())])) } }
            span.soft { (date(slot.first_day)) " – " (date(slot.last_day)) }
            @if let Some(grace) = slot.grace { span.soft { (text.with("entry-late-from", &[("count", grace.into())])) } }
            @if manages { a.button.quiet.end data-dialog href={ "/year/entries/" (slot.id.0) } aria-label=(text.with("entry-change-one", &[("name", what.into())])) { (text.say("entry-change")) } }
        }
    }
}

fn weekdays(text: Text, slot: &Slot) -> String {
    let word = |day: &jiff::civil::Weekday| text.say(&format!("weekday-{}", day.to_monday_one_offset()));
    slot.weekdays.iter().map(word).collect::<Vec<_>>().join(", ")
}
