//! Closing a session: a summary first, of what it will change.

use maud::{Markup, html};
use muster_domain::Status;

use super::SessionView;
use crate::shell::Frame;

/// The dialog that closes the session.
pub(super) fn dialog(frame: &Frame, view: &SessionView<'_>) -> Markup {
    let text = frame.text;
    let not_seen: Vec<_> =
        view.roster.iter().filter(|student| view.status(&student.id) == Status::NotSeen).collect();
    let to_review = not_seen.iter().filter(|student| view.is_to_review(&student.id)).count();
    let attended = view.tally().attended();
    html! {
        dialog #closing aria-labelledby="closing-title" {
            button.quiet.corner data-close aria-label=(text.say("script-dismiss")) { "×" }
            h2 #closing-title { (text.say("closing-title")) }
            p { (text.with("closing-attended", &[("attended", attended.into()), ("all", view.roster.len().into())])) }
            @if to_review > 0 { p.notice { (text.with("closing-to-review", &[("count", to_review.into())])) } }
            @if view.open_list { p { (text.say("closing-open-list")) } }
            @else if not_seen.is_empty() { p { (text.say("closing-nobody")) } }
            @else {
                p { (text.with("closing-absent", &[("count", not_seen.len().into())])) }
                ul { @for student in &not_seen { li { (student.full_name())
                    @if view.is_to_review(&student.id) { " " span.badge.to_review { (text.say("count-to-review")) } } } } }
            }
            p.soft { (text.say("closing-later")) }
            div.row {
                form data-call={ "POST " (view.meeting.call("close")) } data-said=(text.say("said-closed")) {
                    button.main { (text.say("session-close")) }
                }
                button data-close { (text.say("cancel")) }
            }
        }
    }
}
