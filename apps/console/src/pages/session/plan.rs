//! What the timetable says of the session: when it is, for whom, what else the class has that day, and that it was
//! cancelled.

use jiff::civil::Time;
use maud::{Markup, html};

use super::SessionView;
use crate::pages::meeting::hours;
use crate::paths::Meeting;
use crate::shell::Frame;

/// What the timetable says of a session.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plan<'a> {
    /// When it begins and ends, by the school's clock.
    pub hours: Option<(Time, Time)>,
    /// The part of the class that meets; the whole class without one.
    pub group: Option<&'a str>,
    /// Why it does not take place; none when it does.
    pub cancelled: Option<&'a str>,
    /// The other sessions of the class that day, by beginning: label and hours.
    pub others: &'a [(String, Option<(Time, Time)>)],
}

/// When and for whom, below the heading.
pub(super) fn plan(frame: &Frame, view: &SessionView<'_>) -> Markup {
    let (text, plan) = (frame.text, &view.plan);
    html! {
        @if plan.hours.is_some() || plan.group.is_some() { p.row.soft {
            @if let Some(own) = plan.hours { (hours(own)) }
            @if let Some(group) = plan.group { span.badge { (text.with("meeting-group", &[("name", group.into())])) } }
        } }
        @if let Some(reason) = plan.cancelled {
            p.card.notice { strong { (text.say("meeting-state-cancelled")) } @if !reason.is_empty() { ": " q { (reason) } } }
        }
        @if !plan.others.is_empty() {
            nav.row.spans aria-label=(text.say("session-others")) {
                span.soft { (text.say("session-others")) }
                @for (label, when) in plan.others {
                    a.button href=(Meeting { label, ..view.meeting }.page()) {
                        @if let Some(when) = when { (hours(*when)) " " }
                        @if label.is_empty() { @if when.is_none() { (text.say("session-unlabelled")) } } @else { (label) }
                    }
                }
            }
        }
    }
}
