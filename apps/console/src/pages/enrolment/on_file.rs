//! All faces on file, by student; several are decided at once. And the templates as a file, for admins.

use maud::{Markup, html};
use muster_domain::StudentId;
use muster_store::EnrolledFace;

use super::EnrolmentView;
use super::card::{badge, call, standing};
use super::sending::whom;
use crate::paths;
use crate::shell::Frame;

/// All faces, by student.
pub(super) fn all(frame: &Frame, view: &EnrolmentView<'_>, marks: bool) -> Markup {
    let text = frame.text;
    let faces = view.review.faces.len();
    html! {
        section.card aria-labelledby="on-file" {
            div.head {
                h2 #on-file { (text.with("onfile-title", &[("count", faces.into())])) }
                @if faces > 0 {
                    input.end type="search" data-filter="#faces" aria-label=(text.say("roster-filter")) placeholder=(text.say("roster-filter"));
                }
            }
            @if faces == 0 { p { (text.say("onfile-empty")) } }
            @else {
                @if marks { p.soft { (text.say("onfile-lead")) } (several(frame, view)) }
                ul #faces.people { @for (student, faces) in view.by_student() { (row(frame, view, student, &faces, marks)) } }
            }
        }
    }
}

/// What becomes of all faces that are marked. Their states now are in their boxes, from which the script makes the undo.
fn several(frame: &Frame, view: &EnrolmentView<'_>) -> Markup {
    let text = frame.text;
    html! {
        form #marked.row data-several data-call=(call(view)) data-keep {
            label { span.hidden { (text.say("student")) } (whom(text, &view.review.roster, "onfile-as-named")) }
            @for (state, message) in [("accepted", "enrolled-use"), ("rejected", "enrolled-reject"), ("pending", "enrolled-later")] {
                button name="state" value=(state) disabled data-said=(text.say(&format!("onfile-said-{state}"))) { (text.say(message)) }
            }
            span.soft data-count role="status" {}
        }
    }
}

fn row(
    frame: &Frame,
    view: &EnrolmentView<'_>,
    student: Option<&StudentId>,
    faces: &[&EnrolledFace],
    marks: bool,
) -> Markup {
    let text = frame.text;
    let name = student.map_or_else(|| text.say("onfile-unnamed"), |student| view.name(student));
    html! {
        li data-row=(name) {
            h3 { @if let Some(student) = student { a href=(paths::student(&view.class.id, student)) { (name) } } @else { (name) } }
            ul.faces { @for face in faces { li { (small(frame, view, face, &name, marks)) } } }
        }
    }
}

fn small(frame: &Frame, view: &EnrolmentView<'_>, face: &EnrolledFace, name: &str, marks: bool) -> Markup {
    let text = frame.text;
    let values = [("name", name.into()), ("number", face.id.0.into())];
    html! {
        div.pick id={ "on-file-" (face.id.0) } title=(face.face.source_name) {
            a href=(paths::faces(&view.class.id, &[face.id])) data-dialog {
                img.face src=(paths::crop(&view.class.id, face.id)) alt=(text.with("onfile-face", &values)) loading="lazy"; }
            (badge(text, face.face.state))
            @if marks {
                input form="marked" type="checkbox" name="faces" value=(face.id.0) data-type="list" data-of="number"
                    data-now=(standing(face)) aria-label=(text.with("onfile-mark", &values));
            }
        }
    }
}

/// The templates as a file, out and in.
pub(super) fn templates(frame: &Frame, view: &EnrolmentView<'_>) -> Markup {
    let text = frame.text;
    let class = &view.class.id;
    html! {
        details.card { summary { (text.say("templates-title")) }
            p { (text.say("templates-lead")) }
            ul { @for model in view.models {
                @let address = format!("{}?model={}", paths::class_call(class, "templates.npz"), paths::part(model.as_str()));
                li { a href=(address) download { (text.with("templates-export", &[("model", model.as_str().into())])) } }
            } }
            form data-call={ "POST " (paths::class_call(class, "templates")) } data-said=(text.say("templates-imported")) {
                label.field { span { (text.say("templates-model")) }
                    select name="model" { @for model in view.models { option value=(model.as_str()) { (model) } } } }
                label.field { span { (text.say("templates-file")) } input type="file" name="file" accept=".npz" required; }
                p.soft { (text.say("templates-import-lead")) }
                button { (text.say("templates-import")) }
            }
        }
    }
}
