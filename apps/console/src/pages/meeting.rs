//! Sessions as lists show them: when, of which class, how far.

use jiff::civil::{Date, Time};
use maud::{Markup, html};
use muster_domain::{Class, ClassId, Session, SlotId};
use muster_record::Tally;
use muster_usecase::events::event_day;
use muster_usecase::timetable::MeetingState;

use crate::paths::{self, Meeting};
use crate::shell::Frame;
use crate::text::Text;

/// What of a session is not up to its teacher any more, or not up to them alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// It waits for somebody else than who closed it to look over it.
    pub awaits_confirmation: bool,
    /// It is not changed any more.
    pub locked: bool,
}

/// A session that somebody has begun.
#[derive(Clone, Debug)]
pub struct Held {
    /// The session.
    pub session: Session,
    /// What holds at it.
    pub tally: Tally,
    /// What is left to do about it.
    pub standing: Standing,
}

/// A session that the timetable foresees, or that was taken.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Whose.
    pub class: Class,
    /// The school's local date.
    pub date: Date,
    /// Which of the day's.
    pub label: String,
    /// When it begins and ends, by the school's clock; none when nobody planned it.
    pub hours: Option<(Time, Time)>,
    /// The part of the class that meets; the whole class without one.
    pub group: Option<String>,
    /// How far it is.
    pub state: MeetingState,
    /// Why it does not take place.
    pub reason: Option<String>,
    /// The entry of the timetable that foresees it.
    pub slot: Option<SlotId>,
    /// Whether the reader takes this class's attendance.
    pub own: bool,
    /// What is left to do about it.
    pub standing: Standing,
}

impl Planned {
    /// Its address.
    pub(super) fn meeting(&self) -> Meeting<'_> {
        Meeting { class: &self.class.id, date: self.date, label: &self.label }
    }

    /// What it is called beside its class and hours.
    pub(super) fn label_and_group(&self) -> String {
        [self.label.as_str(), self.group.as_deref().unwrap_or_default()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// The page on which it is cancelled, where the timetable foresees it.
    pub(super) fn plan_page(&self) -> Option<String> {
        self.slot.map(|slot| paths::planned(slot, self.date))
    }
}

/// From when to when.
pub(super) fn hours((starts, ends): (Time, Time)) -> Markup {
    html! { span.hours { (clock(starts)) "–" (clock(ends)) } }
}

/// An hour as people write it.
pub(super) fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// How far a session is, as a badge.
pub(super) fn state(text: Text, state: MeetingState) -> Markup {
    let looks = match state {
        MeetingState::Planned => "",
        MeetingState::NotTaken => "absent",
        MeetingState::Open => "to_review",
        MeetingState::Closed => "present",
        MeetingState::Cancelled => "cancelled",
    };
    html! { span.badge.(looks) { (text.say(&format!("meeting-state-{}", state.code()))) } }
}

/// That a session waits for somebody, or is not changed any more.
pub(super) fn standing(text: Text, standing: Standing) -> Markup {
    html! {
        @if standing.awaits_confirmation { " " span.badge.pending { (text.say("standing-awaits")) } }
        @if standing.locked { " " span.badge { (text.say("standing-locked")) } }
    }
}

/// Whether a session that was begun is open or closed, and what is left to do about it.
pub(super) fn held(text: Text, held: &Held) -> Markup {
    html! {
        @if held.session.closed_at.is_some() { span.badge.present { (text.say("session-closed")) } }
        @else { span.badge.to_review { (text.say("session-open")) } }
        (standing(text, held.standing))
    }
}

/// That a class is an event.
pub(super) fn event(text: Text, class: &ClassId) -> Markup {
    html! { @if event_day(class).is_some() { " " span.badge { (text.say("event")) } } }
}

/// A list of sessions, each leading to its page.
pub(super) fn list(frame: &Frame, meetings: &[Planned], with_date: bool) -> Markup {
    let text = frame.text;
    html! {
        ul.meetings { @for one in meetings { li {
            a href=(one.meeting().page()) {
                @if with_date { (crate::shell::date(one.date)) " " }
                @if let Some(when) = one.hours { (hours(when)) " " }
                strong { bdi { (one.class.name) } }
                @let label = one.label_and_group();
                @if !label.is_empty() { " · " bdi { (label) } }
            }
            span.end.row {
                @if let Some(reason) = one.reason.as_deref().filter(|reason| !reason.is_empty()) { q.soft { (reason) } }
                (event(text, &one.class.id)) (state(text, one.state)) (standing(text, one.standing))
            }
        } } }
    }
}
