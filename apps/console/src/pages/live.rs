//! Live mode: a camera at the door, with a teacher beside it.

use maud::html;
use muster_domain::Class;

use crate::Markup;
use crate::paths::{self, Meeting};
use crate::shell::{Frame, Place, Viewer, date, page};

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct LiveView<'a> {
    /// The class.
    pub class: &'a Class,
    /// The session that people arrive at.
    pub meeting: Meeting<'a>,
    /// Who attends already, by name.
    pub present: &'a [String],
    /// How many are on the roster.
    pub students: usize,
    /// Whether faces can be recognised.
    pub recognition: bool,
    /// How many of them can be recognised.
    pub enrolled: usize,
}

/// The camera and who has arrived.
pub fn live(frame: &Frame, view: &LiveView<'_>) -> Markup {
    let text = frame.text;
    let marks = frame.viewer.as_ref().is_some_and(Viewer::marks);
    let body = html! {
        div.head {
            h1 { (text.say("live-title")) } span.soft { (date(view.meeting.date)) " " (view.meeting.label) }
            @if marks { a.button.end href=(view.meeting.page()) { (text.say("back-to-session")) } }
        }
        @if !view.recognition { p.card.notice { (text.say("error-face_off")) } }
        @else if view.enrolled == 0 {
            p.card.notice { (text.say("session-nobody-enrolled")) " "
                @if marks { a href=(paths::of_class(&view.class.id, "enrolment")) { (text.say("class-enrol-them")) } } }
        } @else { (camera(frame, view, marks)) }
    };
    page(frame, Place::Class(view.class, "live"), &text.say("live-title"), &body)
}

fn camera(frame: &Frame, view: &LiveView<'_>, marks: bool) -> Markup {
    let text = frame.text;
    let corrections = marks.then(|| view.meeting.call("corrections"));
    html! {
        div.two data-live data-call=(view.meeting.call("frames")) data-corrections=[corrections] {
            section.card aria-label=(text.say("live-camera")) {
                div.photo { div.picture.live { video muted playsinline aria-label=(text.say("live-camera")) {} svg aria-hidden="true" {} } }
                div.row {
                    button.main data-toggle {}
                    label { span.hidden { (text.say("live-camera")) } select hidden {} }
                    span.soft data-state role="status" {}
                }
                p.soft { (text.say("live-lead")) }
            }
            section.card aria-labelledby="arrived" {
                h2 #arrived { (text.say("live-arrived")) }
                p.soft { (text.with("home-attended", &[("attended", view.present.len().into()), ("all", view.students.into())])) }
                ul.plain.arrivals data-arrived data-own aria-live="polite" { @for name in view.present { li { strong { (name) } } } }
            }
        }
    }
}
