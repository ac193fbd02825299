//! Opening a session again: who may, and the reason that it takes.

use maud::{Markup, html};

use super::SessionView;
use crate::shell::{Frame, Viewer, date};

/// Whether there is something to open again, and the reader may: an admin always, a teacher until it is locked.
pub(super) fn may(frame: &Frame, view: &SessionView<'_>, marks: bool) -> bool {
    let closed = view.taken.is_some_and(|taken| taken.session.closed_at.is_some());
    match view.locked {
        Some(_) => frame.viewer.as_ref().is_some_and(Viewer::manages),
        None => closed && marks,
    }
}

/// That the session is not changed any more.
pub(super) fn notice(frame: &Frame, view: &SessionView<'_>) -> Markup {
    let text = frame.text;
    html! { @if let Some(since) = view.locked {
        p.card.notice { (text.say("session-locked")) " " (date(since)) }
    } }
}

/// The dialog that asks why.
pub(super) fn dialog(frame: &Frame, view: &SessionView<'_>) -> Markup {
    let text = frame.text;
    html! {
        dialog #reopening aria-labelledby="reopening-title" {
            button.quiet.corner data-close aria-label=(text.say("script-dismiss")) { "×" }
            h2 #reopening-title { (text.say("reopening-title")) }
            p { (text.say("reopening-lead")) }
            form data-call={ "POST " (view.meeting.call("reopen")) } data-said=(text.say("said-reopened")) {
                label { (text.say("reopening-reason")) input name="reason" maxlength="500" required; }
                div.row {
                    button.main { (text.say("session-reopen")) }
                    button type="button" data-close { (text.say("cancel")) }
                }
            }
        }
    }
}
