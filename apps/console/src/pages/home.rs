//! The first page: the reader's classes and how far today's attendance is.

use jiff::civil::Date;
use maud::html;
use muster_domain::Class;
use muster_usecase::events::event_day;

use super::meeting::{Held, Planned, event, held, list};
use crate::Markup;
use crate::paths::{self, Meeting};
use crate::shell::{Frame, Place, date, page};

/// A class with what the first page says of it.
#[derive(Clone, Debug)]
pub struct ClassCard {
    /// The class.
    pub class: Class,
    /// How many students are on its roster.
    pub students: usize,
    /// How many of them can't be recognised yet.
    pub without_face: usize,
    /// Its sessions of today.
    pub today: Vec<Held>,
}

/// What the first page shows.
#[derive(Clone, Copy, Debug)]
pub struct HomeView<'a> {
    /// The school's date.
    pub today: Date,
    /// The reader's classes.
    pub classes: &'a [ClassCard],
    /// Today's sessions of all of them, by beginning; empty where no timetable foresees any.
    pub meetings: &'a [Planned],
    /// Sessions of the last days that were not taken, the newest first.
    pub missed: &'a [Planned],
    /// How many days these go back.
    pub days: i32,
}

/// The reader's day and classes.
pub fn home(frame: &Frame, view: &HomeView<'_>) -> Markup {
    let HomeView { today, classes, .. } = *view;
    let text = frame.text;
    let manages = frame.viewer.as_ref().is_some_and(crate::shell::Viewer::manages);
    let oversees = frame.viewer.as_ref().is_some_and(crate::shell::Viewer::oversees);
    let body = html! {
        div.head {
            h1 { (text.say("home-title")) } span.soft { (date(today)) }
            span.end.row {
                @if manages { a.button href="/year/event" { (text.say("event-make")) } }
                @if oversees { a.button href="/charts" { (text.say("charts-school")) } }
            }
        }
        @if classes.is_empty() {
            div.card.empty {
                h2 { (text.say("home-empty-title")) }
                @if manages {
                    p { (text.say("home-empty-admin")) }
                    p { a.button.main href="/tour" { (text.say("tour-begin")) } " " a.button href="/admin/classes" { (text.say("home-add-class")) } }
                } @else {
                    p { (text.say("home-empty-teacher")) }
                }
            }
        }
        (today_and_missed(frame, view))
        @let (over, rest): (Vec<_>, Vec<_>) =
            classes.iter().partition(|card| event_day(&card.class.id).is_some_and(|day| day < today));
        ul.cards { @for class in rest { li.card { (card(frame, today, class)) } } }
        (past_events(frame, &over))
    };
    page(frame, Place::Home, &text.say("home-title"), &body)
}

/// The day in its order, and what was left behind.
fn today_and_missed(frame: &Frame, view: &HomeView<'_>) -> Markup {
    let text = frame.text;
    html! {
        @if !view.missed.is_empty() {
            section.card aria-labelledby="missed" {
                h2 #missed { (text.say("home-missed")) " " span.badge.absent { (view.missed.len()) } }
                p.soft { (text.with("home-missed-lead", &[("count", view.days.into())])) }
                (list(frame, view.missed, true))
            }
        }
        @if !view.meetings.is_empty() {
            section.card aria-labelledby="today" {
                h2 #today { (text.say("home-day")) }
                (list(frame, view.meetings, false))
            }
        }
    }
}

/// Events that are over are out of the way, and can still be found.
fn past_events(frame: &Frame, over: &[&ClassCard]) -> Markup {
    let text = frame.text;
    html! { @if !over.is_empty() {
        details {
            summary { (text.with("event-past", &[("count", over.len().into())])) }
            ul.meetings { @for one in over.iter().rev() { li {
                a href=(paths::class(&one.class.id)) { bdi { (one.class.name) } }
                @if let Some(day) = event_day(&one.class.id) { span.end.soft { (date(day)) } }
            } } }
        }
    } }
}

fn card(frame: &Frame, today: Date, card: &ClassCard) -> Markup {
    let text = frame.text;
    let id = &card.class.id;
    let day = event_day(id).unwrap_or(today);
    let fresh = Meeting { class: id, date: day, label: "" };
    html! {
        h2 { a href=(paths::class(id)) { (card.class.name) } (event(text, id)) }
        @if day != today { p { (date(day)) } }
        p.soft {
            (text.with("class-students", &[("count", card.students.into())]))
            @if card.without_face > 0 { " · " (text.with("class-without-face", &[("count", card.without_face.into())])) }
        }
        @if card.students == 0 {
            p { a.button href=(paths::of_class(id, "students")) { (text.say("class-add-students")) } }
        } @else if day != today {
            p { a.button href=(fresh.page()) { (text.say("event-go")) } }
        } @else if card.today.is_empty() {
            p { a.button.main href=(fresh.page()) { (text.say("take-attendance")) } }
        } @else {
            @for one in &card.today {
                @let (session, tally) = (&one.session, &one.tally);
                @let meeting = Meeting { class: id, date: session.date, label: &session.label };
                p.row {
                    a.button href=(meeting.page()) {
                        @if session.label.is_empty() { (text.say("home-today")) } @else { (session.label) }
                    }
                    span { (text.with("home-attended", &[("attended", tally.attended().into()), ("all", tally.all().into())])) }
                    (held(text, one))
                }
            }
        }
    }
}
