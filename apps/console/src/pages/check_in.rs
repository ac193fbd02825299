//! Checking in by oneself: the code for the room, and the page on a student's phone.

use jiff::civil::Date;
use maud::{Markup, html};
use muster_domain::Class;

use crate::paths::Meeting;
use crate::shell::{Frame, Place, date, languages, page};

/// What is shown in the room.
#[derive(Clone, Debug)]
pub struct CheckInView<'a> {
    /// Whose session.
    pub class: &'a Class,
    /// Which.
    pub meeting: Meeting<'a>,
    /// The code, a `data:` URL.
    pub picture: &'a str,
    /// When the next code is shown, RFC 3339 in UTC.
    pub next_at: &'a str,
    /// Who has checked in, the last one first.
    pub here: Vec<String>,
}

/// The page with the code. Its script asks for the next one when it is time.
pub fn show(frame: &Frame, view: &CheckInView<'_>) -> Markup {
    let text = frame.text;
    let body = html! {
        div.head {
            h1 { (text.say("check-in-title")) }
            span.soft { (view.class.name) " · " (date(view.meeting.date)) @if !view.meeting.label.is_empty() { " · " (view.meeting.label) } }
            span.end { a.button href=(view.meeting.page()) { (text.say("check-in-back")) } }
        }
        div.two data-check-in=(view.next_at) {
            section.card aria-label=(text.say("check-in-code")) {
                p { img.code src=(view.picture) width="420" height="420" alt=(text.say("check-in-code")); }
                p.soft { (text.say("check-in-changes")) }
            }
            section.card aria-label=(text.say("check-in-here")) {
                p { (text.say("check-in-lead")) }
                h2 { (text.with("check-in-count", &[("count", view.here.len().into())])) }
                ul { @for name in &view.here { li { bdi { (name) } } } }
                p.soft { (text.say("check-in-look-over")) }
            }
        }
    };
    page(frame, Place::Class(view.class, "session"), &text.say("check-in-title"), &body)
}

/// The page that the code leads to: with a ticket, the class's name and the day; or without, when the code is over.
pub fn check_in(frame: &Frame, ticket: Option<(&str, &str, Date)>) -> Markup {
    let text = frame.text;
    let body = html! {
        div.card.narrow {
            h1 { (text.say("check-in-title")) }
            @if let Some((ticket, class, day)) = ticket {
                p { bdi { (class) } " · " (date(day)) }
                form data-call="POST /api/v1/check-in" data-then="stay" data-checks-in {
                    input type="hidden" name="ticket" value=(ticket);
                    label.field { span { (text.say("check-in-number")) }
                        input name="student" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="100" required autofocus; }
                    p { button.main { (text.say("check-in-go")) } }
                }
                p #checked-in role="status" hidden { strong { (text.say("check-in-done")) } " " bdi data-name {} }
                p.soft { (text.say("check-in-told")) }
            } @else {
                p.notice { (text.say("check-in-over")) }
            }
            (languages(text))
        }
    };
    page(frame, Place::Nowhere, &text.say("check-in-title"), &body)
}
