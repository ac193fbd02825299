//! The roster of a session: who is there, on what ground, and the statuses that one sets by hand.

use maud::{Markup, html};
use muster_domain::{AttendanceRecord, FacePlace, Mark, MarkSource, Status, StatusSet, Student};
use serde_json::json;

use super::{SessionView, photos, review};
use crate::pages::status::{Sign, sign, sign_of, signs};
use crate::paths;
use crate::shell::{Frame, instant};
use crate::text::Text;

/// Statuses that a row has room for; of more it has one of each kind, and the others in a menu.
const ROOM: usize = 6;

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
    let record = view.record(&student.id);
    let now = record.map_or_else(
        || sign(text, view.statuses, Status::NotSeen, None),
        |record| sign_of(text, view.statuses, record),
    );
    html! {
        li id={ "student-" (student.id) } data-row=(name) tabindex="0" data-keys aria-label=(name) {
            span.name {
                a href=(paths::student(&view.class.id, &student.id)) { (name) }
                @if view.is_to_review(&student.id) && now.core == Status::NotSeen {
                    " " a.badge.to_review href={ "#review-" (student.id) } { (text.say("count-to-review")) }
                }
            }
            @if marks { (choice(frame, view, student, &now)) } @else { (now.badge()) }
            (evidence(frame, view, record, marks))
        }
    }
}

/// The statuses that have a button of their own, and those of the menu: of many, the first of each kind comes first.
pub(super) fn offered(text: Text, set: &StatusSet) -> (Vec<Sign>, Vec<Sign>) {
    let all = signs(text, set);
    if all.len() <= ROOM {
        return (all, Vec::new());
    }
    let first = |at: usize| all[..at].iter().all(|before| before.core != all[at].core);
    let (buttons, more): (Vec<_>, Vec<_>) = (0..all.len()).partition(|at| first(*at));
    let signs = |places: Vec<usize>| places.into_iter().map(|at| all[at].clone()).collect();
    (signs(buttons), signs(more))
}

fn choice(frame: &Frame, view: &SessionView<'_>, student: &Student, now: &Sign) -> Markup {
    let text = frame.text;
    let name = student.full_name();
    let undo = json!({ "call": format!("DELETE {}", withdrawal(view, student)) }).to_string();
    let (buttons, more) = offered(text, view.statuses);
    html! {
        div.marking {
            form data-call={ "POST " (view.meeting.call("marks")) } data-keep {
                input type="hidden" name="student" value=(student.id);
                div.choice role="group" aria-label=(name) {
                    @for one in &buttons {
                        @let values = [("name", name.clone().into()), ("status", one.name.clone().into())];
                        button.(one.core.code()) name=(one.field) value=(one.value) data-key=[&one.key] aria-pressed=(one.letter == now.letter)
                            title=(one.name) data-said=(text.with("said-mark", &values)) data-undo=(undo) {
                            (one.dot()) (one.letter) span.hidden { " " (text.with("mark-as", &values)) }
                        }
                    }
                }
            }
            @if !more.is_empty() { (menu(frame, view, student, &more, now)) }
        }
    }
}

/// The statuses that have no button.
fn menu(frame: &Frame, view: &SessionView<'_>, student: &Student, more: &[Sign], now: &Sign) -> Markup {
    let text = frame.text;
    let values = [("name", student.full_name().into())];
    let chosen = more.iter().any(|one| one.letter == now.letter);
    let undo = json!({ "call": format!("DELETE {}", withdrawal(view, student)) }).to_string();
    html! {
        form.more data-call={ "POST " (view.meeting.call("marks")) } data-keep data-said=(text.with("said-marked", &values)) data-undo=(undo) {
            input type="hidden" name="student" value=(student.id);
            select name="letter" required aria-label=(text.with("mark-more", &values)) {
                option value="" selected[!chosen] { (text.say("mark-more-short")) }
                @for one in more { option value=(one.value) selected[one.letter == now.letter] { (one.letter) " – " (one.name) } }
            }
            button { (text.say("mark-set")) }
        }
    }
}

fn withdrawal(view: &SessionView<'_>, student: &Student) -> String {
    view.meeting.call(&format!("marks/{}", paths::part(student.id.as_str())))
}

/// On what ground a student's status holds.
fn evidence(frame: &Frame, view: &SessionView<'_>, record: Option<&AttendanceRecord>, marks: bool) -> Markup {
    let Some(mark) = record.and_then(|record| record.mark.as_ref()) else { return html! {} };
    let text = frame.text;
    let by = |by: &str, message: &str| html! { span.soft { (text.with(message, &[("name", by.into())])) " " (instant(mark.at)) } };
    html! {
        div.row.evidence { @match &mark.source {
            MarkSource::Machine { sighting } => {
                (seen(frame, view, &sighting.place()))
                (review::nearness(frame, sighting.distance, view.taken.filter(|taken| taken.threshold.model == sighting.model)))
            }
            MarkSource::Confirmed { by: who, face } => { (seen(frame, view, face)) (by(who, "by-confirmed")) }
            MarkSource::Human { by: who, remark } => {
                (by(who, "by-hand")) @if !remark.is_empty() { q { (remark) } }
                @if marks { (withdraw(frame, view, mark)) }
            }
            MarkSource::Closing { by: who } => (by(who, "by-closing")),
            MarkSource::Leave { by: who, note } => { span.badge { (text.say("leave-word")) } (by(who, "by-leave")) @if !note.is_empty() { q { (note) } } }
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
fn seen(frame: &Frame, view: &SessionView<'_>, place: &FacePlace) -> Markup {
    let Some(taken) = view.taken else { return html! {} };
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
