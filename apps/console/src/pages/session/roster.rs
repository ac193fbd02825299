//! The roster of a session: who is there, on what ground, and the statuses that one sets by hand.

use maud::{Markup, html};
use muster_domain::{AttendanceRecord, FacePlace, Mark, MarkSource, Status, Student};
use muster_usecase::session::Taken;
use serde_json::json;

use super::{SessionView, photos, review};
use crate::pages::status::{SET, badge, letter, word};
use crate::paths;
use crate::shell::{Frame, instant};

/// The roster: whoever needs a look first, then as the register has it.
pub(super) fn roster(frame: &Frame, view: &SessionView<'_>, marks: bool) -> Markup {
    let text = frame.text;
    html! {
        section.card aria-labelledby="roster" {
            div.head {
                h2 #roster { (text.say("roster-title")) }
                input.end type="search" data-filter="#students" aria-label=(text.say("roster-filter")) placeholder=(text.say("roster-filter"));
            }
            ul.roster #students { @for student in view.roster { (row(frame, view, student, marks)) } }
        }
    }
}

fn row(frame: &Frame, view: &SessionView<'_>, student: &Student, marks: bool) -> Markup {
    let text = frame.text;
    let name = student.full_name();
    let (status, record) = (view.status(&student.id), view.record(&student.id));
    html! {
        li id={ "student-" (student.id) } data-row=(name) tabindex="0" data-keys aria-label=(name) {
            span.name {
                a href=(paths::student(&view.class.id, &student.id)) { (name) }
                @if view.is_to_review(&student.id) && status == Status::NotSeen {
                    " " a.badge.to_review href={ "#review-" (student.id) } { (text.say("count-to-review")) }
                }
            }
            @if marks { (choice(frame, view, student, status)) } @else { (badge(text, status)) }
            (evidence(frame, view, record, marks))
        }
    }
}

fn choice(frame: &Frame, view: &SessionView<'_>, student: &Student, status: Status) -> Markup {
    let text = frame.text;
    let name = student.full_name();
    let undo = json!({ "call": format!("DELETE {}", withdrawal(view, student)) }).to_string();
    html! {
        form data-call={ "POST " (view.meeting.call("marks")) } data-keep {
            input type="hidden" name="student" value=(student.id);
            div.choice role="group" aria-label=(name) {
                @for (one, key) in SET {
                    @let values = [("name", name.clone().into()), ("status", word(text, one).into())];
                    button.(one.code()) name="status" value=(one.code()) data-key=(key) aria-pressed=(one == status)
                        title=(word(text, one)) data-said=(text.with("said-mark", &values)) data-undo=(undo) {
                        (letter(text, one)) span.hidden { " " (text.with("mark-as", &values)) }
                    }
                }
            }
        }
    }
}

fn withdrawal(view: &SessionView<'_>, student: &Student) -> String {
    view.meeting.call(&format!("marks/{}", paths::part(student.id.as_str())))
}

/// On what ground a student's status holds.
fn evidence(frame: &Frame, view: &SessionView<'_>, record: Option<&AttendanceRecord>, marks: bool) -> Markup {
    let (Some(taken), Some(record)) = (view.taken, record) else { return html! {} };
    let Some(mark) = &record.mark else { return html! {} };
    let text = frame.text;
    let by = |by: &str, message: &str| html! { span.soft { (text.with(message, &[("name", by.into())])) " " (instant(mark.at)) } };
    html! {
        div.row.evidence { @match &mark.source {
            MarkSource::Machine { sighting } => {
                (seen(frame, view, taken, &sighting.place()))
                (review::nearness(frame, sighting.distance, (taken.threshold.model == sighting.model).then_some(taken)))
            }
            MarkSource::Confirmed { by: who, face } => { (seen(frame, view, taken, face)) (by(who, "by-confirmed")) }
            MarkSource::Human { by: who, remark } => {
                (by(who, "by-hand")) @if !remark.is_empty() { q { (remark) } }
                @if marks { (withdraw(frame, view, mark)) }
            }
            MarkSource::Closing { by: who } => (by(who, "by-closing")),
            MarkSource::Leave { by: who, note } => { (by(who, "by-leave")) @if !note.is_empty() { q { (note) } } }
            MarkSource::Withdrawal { .. } => "",
        } }
    }
}

fn withdraw(frame: &Frame, view: &SessionView<'_>, mark: &Mark) -> Markup {
    let text = frame.text;
    let call = view.meeting.call(&format!("marks/{}", paths::part(mark.student.as_str())));
    html! {
        form.inline data-call={ "DELETE " (call) } data-keep data-said=(text.say("said-withdrawn")) {
            button.quiet data-key="z" title=(text.say("key-withdraw")) aria-label=(text.say("key-withdraw")) { "↶" }
        }
    }
}

/// The face that was seen, with the way to it.
fn seen(frame: &Frame, view: &SessionView<'_>, taken: &Taken, place: &FacePlace) -> Markup {
    let found = taken.photos.iter().enumerate().find_map(|(photo, one)| {
        let is = |face: &muster_store::PhotoFace| {
            place.is(&FacePlace { photo: one.digest, bounding_box: face.face.bounding_box })
        };
        one.faces.iter().position(is).map(|face| muster_identify::Evidence { photo, face })
    });
    html! { @if let Some(at) = found {
        a href=(view.face_page(at)) data-dialog { img.face.small src=(photos::picture(taken.face(at))) alt=(frame.text.say("face-in-photo")); }
    } }
}
