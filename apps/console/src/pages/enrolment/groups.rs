//! Faces without a name, put together by likeness: each group is named with one choice.

use maud::{Markup, html};
use muster_store::{EnrolledFace, EnrolledFaceId};
use muster_usecase::review_enrolment::{GROUPED, Group};
use serde_json::json;

use super::EnrolmentView;
use super::card::{call, candidates};
use crate::paths;
use crate::shell::Frame;

/// All groups, the largest first.
pub(super) fn nameless(frame: &Frame, view: &EnrolmentView<'_>, marks: bool) -> Markup {
    let text = frame.text;
    let groups = &view.review.groups;
    let faces: usize = groups.iter().map(|group| group.faces.len()).sum();
    html! { @if !groups.is_empty() {
        section aria-labelledby="nameless" {
            h2 #nameless { (text.with("nameless-title", &[("count", faces.into()), ("groups", groups.len().into())])) }
            p.soft { (text.say("nameless-lead")) @if faces == GROUPED { " " (text.say("nameless-more")) } }
            @for (at, group) in groups.iter().enumerate() { (card(frame, view, (at, group), marks)) }
        }
    } }
}

fn card(frame: &Frame, view: &EnrolmentView<'_>, (at, group): (usize, &Group), marks: bool) -> Markup {
    let text = frame.text;
    let faces: Vec<&EnrolledFace> = group.faces.iter().filter_map(|id| view.face(*id)).collect();
    let Some(first) = faces.first() else { return html! {} };
    let ids: Vec<i64> = group.faces.iter().map(|id| id.0).collect();
    let back = json!({ "call": call(view), "body": { "faces": ids, "state": "pending", "unnamed": true } });
    let title = text.with("nameless-card", &[("number", (at + 1).into()), ("count", faces.len().into())]);
    html! {
        form.card.stack id={ "group-" (first.id.0) } tabindex="0" data-keys aria-label=(title) data-call=(call(view)) data-keep data-undo=(back.to_string()) {
            input type="hidden" name="state" value="accepted";
            h3 { (text.say("nameless-who")) }
            ul.faces { @for face in &faces { li { (choice(frame, view, face, faces.len() > 1 && marks)) } } }
            (candidates(frame, view, &group.nearest, marks))
            @if marks { div.row {
                button name="state" value="rejected" data-key="r" data-said=(text.say("enrolled-said-rejected")) { (text.say("nameless-reject")) " " kbd { "R" } }
                a.button href=(paths::faces(&view.class.id, &group.faces)) data-dialog data-key="w" { (text.say("say-else")) " " kbd { "W" } }
            } }
        }
    }
}

/// A face of a group, which one may leave out.
fn choice(frame: &Frame, view: &EnrolmentView<'_>, face: &EnrolledFace, may_leave_out: bool) -> Markup {
    let text = frame.text;
    let values = [("number", face.id.0.into()), ("source", face.face.source_name.clone().into())];
    let said = text.with("nameless-face", &values);
    html! {
        @if may_leave_out {
            label.pick title=(face.face.source_name) {
                (picture(view, face.id, &said))
                input type="checkbox" name="faces" value=(face.id.0) data-type="list" data-of="number" checked aria-label=(said);
            }
        } @else {
            input type="hidden" name="faces" value=(face.id.0) data-type="list" data-of="number";
            (picture(view, face.id, &said))
        }
    }
}

fn picture(view: &EnrolmentView<'_>, face: EnrolledFaceId, said: &str) -> Markup {
    html! { img.face src=(paths::crop(&view.class.id, face)) alt=(said) loading="lazy"; }
}
