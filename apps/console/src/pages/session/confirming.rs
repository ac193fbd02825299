//! That somebody else than who closed a session looks over it, where the school wants that.

use maud::{Markup, html};
use muster_domain::{Confirmation, Session};

use super::SessionView;
use crate::shell::{Frame, instant};

/// Who confirmed it; else that it waits, with the button for who may. `marks` says that the reader looks after this class.
pub(super) fn notice(frame: &Frame, view: &SessionView<'_>, marks: bool) -> Markup {
    let session = view.taken.map(|taken| &taken.session).filter(|session| session.closed_at.is_some());
    match session {
        Some(Session { confirmation: Some(by), .. }) => confirmed(frame, by),
        Some(session) if view.second_confirmer => waits(frame, view, session, marks),
        _ => html! {},
    }
}

fn confirmed(frame: &Frame, Confirmation { by, at }: &Confirmation) -> Markup {
    let text = frame.text;
    html! { p.card.row {
        span.badge.confirmed { (text.say("confirm-done")) }
        (text.with("confirm-by", &[("name", by.clone().into())])) " " (instant(*at))
    } }
}

fn waits(frame: &Frame, view: &SessionView<'_>, session: &Session, marks: bool) -> Markup {
    let text = frame.text;
    let closer = session.closed_by.as_deref();
    let own = frame.viewer.as_ref().is_some_and(|viewer| closer == Some(viewer.name.as_str()));
    html! {
        div.card.notice.row role="status" {
            span {
                strong { (text.say("standing-awaits")) } " "
                @if own { (text.say("confirm-own")) }
                @else if let Some(name) = closer { (text.with("confirm-closed-by", &[("name", name.into())])) }
                @else { (text.say("confirm-lead")) }
            }
            @if marks && !own {
                form.end data-call={ "POST " (view.meeting.call("confirm")) } data-said=(text.say("confirm-said")) {
                    button.main { (text.say("confirm-do")) }
                }
            }
        }
    }
}
