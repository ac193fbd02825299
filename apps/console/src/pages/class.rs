//! A class: its sessions, and the way to a new one.

use jiff::civil::Date;
use maud::html;
use muster_domain::Class;

use super::groups::{Group, groups};
use super::meeting::{Held, Planned, event, held, list as meetings};
use super::week::{WeekView, week};
use crate::Markup;
use crate::paths::{self, Meeting};
use crate::shell::{Frame, Place, date, page};

/// What a class's page shows.
#[derive(Clone, Debug)]
pub struct ClassView<'a> {
    /// The class.
    pub class: &'a Class,
    /// The school's date.
    pub today: Date,
    /// How many students are on the roster.
    pub students: usize,
    /// How many of them can't be recognised yet.
    pub without_face: usize,
    /// Its sessions, newest first.
    pub sessions: &'a [Held],
    /// What the timetable foresees today and was not begun, by beginning.
    pub foreseen: &'a [Planned],
    /// A week of it; none where no timetable says when it meets.
    pub week: Option<WeekView<'a>>,
    /// Its groups.
    pub groups: &'a [Group],
    /// Whether it is an event to which nobody has to come.
    pub open_list: bool,
}

/// A class's sessions.
pub fn class(frame: &Frame, view: &ClassView<'_>) -> Markup {
    let text = frame.text;
    let marks = frame.viewer.as_ref().is_some_and(crate::shell::Viewer::marks);
    let manages = frame.viewer.as_ref().is_some_and(crate::shell::Viewer::manages);
    let body = html! {
        div.head { h1 { (view.class.name) } (event(text, &view.class.id)) }
        @if view.open_list { p.soft { (text.say("event-open-list")) } }
        @if view.students == 0 {
            div.card.empty {
                p { (text.say("class-empty")) }
                p { a.button.main href=(paths::of_class(&view.class.id, "students")) { (text.say("class-add-students")) } }
            }
        } @else if view.without_face > 0 {
            p.card.notice {
                (text.with("class-without-face", &[("count", view.without_face.into())])) " "
                a href=(paths::of_class(&view.class.id, "enrolment")) { (text.say("class-enrol-them")) }
            }
        }
        @if marks && view.students > 0 { (begin(frame, view)) }
        @if let Some(own) = &view.week { (week(frame, own)) }
        section.card {
            h2 #sessions { (text.say("nav-sessions")) }
            @if view.sessions.is_empty() { p.soft { (text.say("class-no-session")) } }
            @else { (list(frame, view)) }
        }
        (groups(frame, view.class, view.groups, manages))
    };
    page(frame, Place::Class(view.class, ""), &view.class.name, &body)
}

/// What the timetable foresees today, then a form that opens the page of any day's session; there need not be one yet.
fn begin(frame: &Frame, view: &ClassView<'_>) -> Markup {
    let text = frame.text;
    html! {
        section.card aria-labelledby="begin" {
            h2 #begin { (text.say("take-attendance")) }
            @if !view.foreseen.is_empty() {
                p.soft { (text.say("begin-foreseen")) }
                (meetings(frame, view.foreseen, false))
                p.soft { (text.say("begin-other")) }
            }
            form.row method="get" action=(paths::of_class(&view.class.id, "sessions")) {
                label { span.hidden { (text.say("date")) } input type="date" name="date" value=(view.today) max=(view.today.tomorrow().unwrap_or(view.today)) required; }
                label { span.hidden { (text.say("session-label")) } input name="label" maxlength="60" placeholder=(text.say("session-label-hint")); }
                button.main[view.foreseen.is_empty()] { (text.say("take-attendance")) }
            }
        }
    }
}

fn list(frame: &Frame, view: &ClassView<'_>) -> Markup {
    let text = frame.text;
    html! {
        div.scroll tabindex="0" role="region" aria-labelledby="sessions" {
            table {
                thead { tr {
                    th { (text.say("date")) } th { (text.say("session-label")) } th.number { (text.say("status-present")) }
                    th.number { (text.say("status-late")) } th.number { (text.say("status-excused")) }
                    th.number { (text.say("status-absent")) } th.number { (text.say("status-not_seen")) } th { (text.say("state")) }
                } }
                tbody { @for one in view.sessions {
                    @let (session, tally) = (&one.session, &one.tally);
                    @let meeting = Meeting { class: &view.class.id, date: session.date, label: &session.label };
                    tr {
                        td { a href=(meeting.page()) { (date(session.date)) } } td { (session.label) }
                        td.number { (tally.present + tally.left_early) } td.number { (tally.late) } td.number { (tally.excused) }
                        td.number { (tally.absent) } td.number { (tally.not_seen) }
                        td { (held(text, one)) }
                    }
                } }
            }
        }
    }
}
