//! One enrolled face as a card: what it shows, why a person should look, and what one may decide.

use maud::{Markup, html};
use muster_domain::{Candidate, StudentId};
use muster_store::{EnrolledFace, EnrolmentState};
use serde_json::{Value, json};

use super::EnrolmentView;
use crate::paths;
use crate::shell::Frame;
use crate::text::Text;

/// Pictures beside a student's name.
const PICTURES: usize = 3;

/// The call by which faces are decided.
pub(super) fn call(view: &EnrolmentView<'_>) -> String {
    format!("POST {}", paths::class_call(&view.class.id, "enrolment/decisions"))
}

/// What takes a decision on a face back: it is as it is now.
pub(super) fn standing(face: &EnrolledFace) -> Value {
    let mut body = json!({ "faces": [face.id.0], "state": face.face.state.code() });
    match &face.face.student {
        Some(student) => body["student"] = student.as_str().into(),
        None => body["unnamed"] = true.into(),
    }
    body
}

/// A face's state as a badge.
pub(super) fn badge(text: Text, state: EnrolmentState) -> Markup {
    html! { span.badge.(state.code()) { (text.say(&format!("enrolled-{}", state.code()))) } }
}

/// What is to say of a face: where it comes from, what is wrong with its quality, what was remarked.
pub(super) fn about(text: Text, face: &EnrolledFace) -> Markup {
    let reasons: Vec<String> =
        face.face.quality.reasons.iter().map(|one| text.say(&format!("quality-{}", one.code()))).collect();
    let codes: Vec<&str> = face.face.quality.reasons.iter().map(|one| one.code()).collect();
    // A remark that only repeats the reasons, or that there is no name yet, says nothing new.
    let repeats = face.face.remark == codes.join(", ") || face.face.student.is_none();
    html! {
        p.soft {
            @if !reasons.is_empty() { (reasons.join(", ")) " · " }
            @if !face.face.remark.is_empty() && !repeats { span dir="auto" { (face.face.remark) } " · " }
            span dir="auto" { (face.face.source_name) }
        }
    }
}

/// A student's first pictures.
pub(super) fn pictures(frame: &Frame, view: &EnrolmentView<'_>, student: &StudentId, most: usize) -> Markup {
    let values = [("name", view.name(student).into())];
    html! { @for picture in view.pictures(student).take(most) {
        img.face.small src=(paths::crop(&view.class.id, picture)) alt=(frame.text.with("enrolled-picture", &values)) loading="lazy";
    } }
}

/// The students whom a face or a group is most like, each with a button of the form around that says so.
pub(super) fn candidates(
    frame: &Frame,
    view: &EnrolmentView<'_>,
    nearest: &[Candidate],
    marks: bool,
) -> Markup {
    let text = frame.text;
    html! { @if !nearest.is_empty() { ol.candidates { @for (rank, one) in nearest.iter().enumerate() {
        @let name = view.name(&one.student);
        @let values = [("name", name.clone().into())];
        li {
            (pictures(frame, view, &one.student, PICTURES))
            span { strong { (name) } br; span.soft { (text.with("near", &[("distance", format!("{:.2}", one.distance.0).into())])) } }
            @if marks { span.row { button.main[rank == 0 && one.distance <= view.review.threshold.review] name="student" value=(one.student) data-key=(rank + 1)
                data-said=(text.with("enrolled-said-is", &values)) { (text.with("say-is", &values)) " " kbd { (rank + 1) } } } }
        }
    } } } }
}

/// The pending faces that have a name.
pub(super) fn pending(frame: &Frame, view: &EnrolmentView<'_>, marks: bool) -> Markup {
    let text = frame.text;
    let is_pending =
        |one: &&EnrolledFace| one.face.state == EnrolmentState::Pending && one.face.student.is_some();
    let faces: Vec<&EnrolledFace> = view.review.faces.iter().filter(is_pending).collect();
    html! { @if !faces.is_empty() {
        section aria-labelledby="pending" {
            h2 #pending { (text.with("enrolled-pending-title", &[("count", faces.len().into())])) }
            p.soft { (text.say("enrolled-pending-lead")) }
            @for face in faces { (card(frame, view, face, marks)) }
        }
    } }
}

fn card(frame: &Frame, view: &EnrolmentView<'_>, face: &EnrolledFace, marks: bool) -> Markup {
    let text = frame.text;
    let Some(student) = &face.face.student else { return html! {} };
    let name = view.name(student);
    let values = [("name", name.clone().into())];
    let others: Vec<Candidate> = view.review.nearest.get(&face.id).into_iter().flatten().cloned().collect();
    let better = others.first().filter(|first| first.student != *student).cloned();
    html! {
        article.card.review id={ "face-" (face.id.0) } tabindex="0" data-keys aria-label=(text.with("review-card", &values)) {
            img.face.large src=(paths::crop(&view.class.id, face.id)) alt=(text.with("enrolled-picture", &values));
            div {
                h3 { (text.with("review-is-it", &values)) " " (badge(text, face.face.state)) }
                (about(text, face))
                div.faces { (pictures(frame, view, student, 5)) }
            }
            @if marks { (decision(frame, view, face, &values)) }
            @if let Some(better) = better {
                form.wide data-call=(call(view)) data-keep data-undo=(back(view, face)) {
                    input type="hidden" name="faces" value=(face.id.0) data-type="list" data-of="number";
                    input type="hidden" name="state" value="accepted";
                    p.soft { (text.say("enrolled-rather")) }
                    (candidates(frame, view, std::slice::from_ref(&better), marks))
                }
            }
        }
    }
}

/// Accept, reject, say who it is.
pub(super) fn decision(
    frame: &Frame,
    view: &EnrolmentView<'_>,
    face: &EnrolledFace,
    values: &[(&str, fluent_bundle::FluentValue<'_>)],
) -> Markup {
    let text = frame.text;
    html! {
        form.row.wide data-call=(call(view)) data-keep data-undo=(back(view, face)) {
            input type="hidden" name="faces" value=(face.id.0) data-type="list" data-of="number";
            @if face.face.state != EnrolmentState::Accepted && face.face.student.is_some() {
                button.main name="state" value="accepted" data-key="a" data-said=(text.with("enrolled-said-accepted", values)) {
                    (text.with("enrolled-accept", values)) " " kbd { "A" } }
            }
            @if face.face.state != EnrolmentState::Rejected {
                button name="state" value="rejected" data-key="r" data-said=(text.say("enrolled-said-rejected")) {
                    (text.say("enrolled-reject")) " " kbd { "R" } }
            }
            a.button href=(paths::faces(&view.class.id, &[face.id])) data-dialog data-key="w" { (text.say("say-else")) " " kbd { "W" } }
        }
    }
}

/// The call that takes a decision on a face back.
pub(super) fn back(view: &EnrolmentView<'_>, face: &EnrolledFace) -> String {
    json!({ "call": call(view), "body": standing(face) }).to_string()
}
