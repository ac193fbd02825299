//! One meeting that the timetable foresees: cancelled with a reason, and taking place after all.

use maud::{Markup, html};
use muster_domain::SlotId;
use serde_json::json;

use crate::pages::meeting::{Planned, hours, state};
use crate::shell::{Frame, Place, date, page};

/// What the page of a planned meeting shows.
#[derive(Clone, Copy, Debug)]
pub struct PlannedView<'a> {
    /// The meeting.
    pub meeting: &'a Planned,
    /// The entry that foresees it.
    pub slot: SlotId,
}

/// A planned meeting's page; it opens within the week.
pub fn planned(frame: &Frame, view: &PlannedView<'_>) -> Markup {
    let (text, one) = (frame.text, view.meeting);
    let call = format!("/api/v1/timetable/{}/cancellations/{}", view.slot.0, one.date);
    let (cancel, hold) = (format!("PUT {call}"), format!("DELETE {call}"));
    let label = one.label_and_group();
    let body = html! {
        div.narrow {
            h1 { (one.class.name) @if !label.is_empty() { " · " (label) } }
            p.row { (date(one.date)) @if let Some(when) = one.hours { (hours(when)) } (state(text, one.state)) }
            @if let Some(reason) = &one.reason {
                @if !reason.is_empty() { p { q { (reason) } } }
                form data-call=(hold) data-said=(text.say("meeting-held")) data-undo=(json!({ "call": cancel, "body": { "reason": reason } }).to_string()) {
                    button.main { (text.say("meeting-hold")) }
                }
            } @else {
                form data-call=(cancel) data-said=(text.say("meeting-cancelled")) data-undo=(json!({ "call": hold }).to_string()) {
                    label.field { span { (text.say("meeting-reason")) } input name="reason" maxlength="200"; }
                    button.danger { (text.say("meeting-cancel")) }
                }
                p.soft { (text.say("meeting-cancel-lead")) }
            }
            p { a href=(one.meeting().page()) { (text.say("register-open")) } }
        }
    };
    page(frame, Place::Year, &one.class.name, &body)
}
