//! Faces that fit somebody else better, and students whom the models can hardly tell apart.

use maud::{Markup, html};
use muster_domain::StudentId;
use muster_identify::enrol::{LookAlike, Misfit};
use muster_store::EnrolledFace;

use super::EnrolmentView;
use super::card::{back, badge, call, decision, pictures};
use crate::paths;
use crate::shell::Frame;

/// Pictures of each of two students side by side.
const BESIDE: usize = 6;

/// Accepted faces that fit somebody else better, or not the student's others.
pub(super) fn misfits(frame: &Frame, view: &EnrolmentView<'_>, marks: bool) -> Markup {
    let text = frame.text;
    let found = &view.review.misfits;
    html! { @if !found.is_empty() {
        section aria-labelledby="misfits" {
            h2 #misfits { (text.with("misfits-title", &[("count", found.len().into())])) }
            p.soft { (text.say("misfits-lead")) }
            @for (id, misfit) in found { @if let Some(face) = view.face(*id) { (card(frame, view, face, misfit, marks)) } }
        }
    } }
}

fn card(
    frame: &Frame,
    view: &EnrolmentView<'_>,
    face: &EnrolledFace,
    misfit: &Misfit,
    marks: bool,
) -> Markup {
    let text = frame.text;
    let Some(student) = &face.face.student else { return html! {} };
    let values = [("name", view.name(student).into())];
    let rather = if let Misfit::NearerToAnother { student, .. } = misfit { Some(student) } else { None };
    html! {
        article.card.review id={ "misfit-" (face.id.0) } tabindex="0" data-keys aria-label=(text.with("review-card", &values)) {
            img.face.large src=(paths::crop(&view.class.id, face.id)) alt=(text.with("enrolled-picture", &values));
            div {
                h3 { (text.with("review-is-it", &values)) " " (badge(text, face.face.state)) }
                p { (why(frame, view, misfit)) }
                div.faces { (pictures(frame, view, student, BESIDE)) }
            }
            @if let Some(other) = rather { (instead(frame, view, face, other, marks)) }
            @if marks { (decision(frame, view, face, &values)) }
        }
    }
}

fn why(frame: &Frame, view: &EnrolmentView<'_>, misfit: &Misfit) -> String {
    let text = frame.text;
    let far = |distance: f32| ("distance", format!("{distance:.2}").into());
    match misfit {
        Misfit::UnlikeTheOthers { distance } => text.with("misfit-unlike", &[far(distance.0)]),
        Misfit::TwoPeople { alike, of } => {
            text.with("misfit-two", &[("alike", (*alike).into()), ("of", (*of).into())])
        }
        Misfit::NearerToAnother { student, distance } => {
            text.with("misfit-nearer", &[("name", view.name(student).into()), far(distance.0)])
        }
    }
}

/// Says that a face is another student's.
fn instead(
    frame: &Frame,
    view: &EnrolmentView<'_>,
    face: &EnrolledFace,
    other: &StudentId,
    marks: bool,
) -> Markup {
    let text = frame.text;
    let values = [("name", view.name(other).into())];
    html! {
        form.row.wide data-call=(call(view)) data-keep data-undo=(back(view, face)) {
            input type="hidden" name="faces" value=(face.id.0) data-type="list" data-of="number";
            input type="hidden" name="state" value="accepted";
            (pictures(frame, view, other, BESIDE))
            @if marks { button.main name="student" value=(other) data-key="1" data-said=(text.with("enrolled-said-is", &values)) {
                (text.with("say-is", &values)) " " kbd { "1" } } }
        }
    }
}

/// Pairs of students whom the models can hardly tell apart, side by side.
pub(super) fn look_alikes(frame: &Frame, view: &EnrolmentView<'_>) -> Markup {
    let text = frame.text;
    let pairs = &view.review.look_alikes;
    html! { @if !pairs.is_empty() {
        section.card aria-labelledby="look-alikes" {
            h2 #look-alikes { (text.with("alike-title", &[("count", pairs.len().into())])) }
            p.soft { (text.say("alike-lead")) }
            ul.pairs { @for pair in pairs { li { (beside(frame, view, pair)) } } }
        }
    } }
}

fn beside(frame: &Frame, view: &EnrolmentView<'_>, pair: &LookAlike) -> Markup {
    let text = frame.text;
    let far = [("distance", format!("{:.2}", pair.distance.0).into())];
    html! {
        @for student in [&pair.first, &pair.second] {
            div {
                a href=(paths::student(&view.class.id, student)) { strong { (view.name(student)) } } " " code { (student) }
                div.faces { (pictures(frame, view, student, BESIDE)) }
            }
        }
        span.soft { (text.with("near", &far)) }
    }
}
