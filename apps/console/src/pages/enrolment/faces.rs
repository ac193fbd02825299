//! Some faces and whose they are: of the roster, or somebody new. It opens within the enrolment's page.

use maud::{Markup, html};
use muster_domain::{Class, Student};
use muster_store::EnrolledFace;
use serde_json::{Value, json};

use super::card::{about, badge, standing};
use super::name;
use super::sending::whom;
use crate::pages::students::names;
use crate::paths;
use crate::shell::{Frame, Place, Viewer, page};

/// What the page of some faces shows.
#[derive(Clone, Copy, Debug)]
pub struct FacesView<'a> {
    /// The class.
    pub class: &'a Class,
    /// Its roster.
    pub roster: &'a [Student],
    /// The faces, one or more.
    pub faces: &'a [EnrolledFace],
}

/// Some faces, to be named.
pub fn faces(frame: &Frame, view: &FacesView<'_>) -> Markup {
    let text = frame.text;
    let marks = frame.viewer.as_ref().is_some_and(Viewer::marks);
    let title = text.say("face-who");
    let body = html! {
        h1 { (title) }
        ul.faces { @for face in view.faces { li { (one(frame, view, face)) } } }
        @if marks {
            (form(view, &html! {
                label.field { span { (text.say("enrolled-of-roster")) } (whom(text, view.roster, "choose")) }
                input type="hidden" name="state" value="accepted";
                div.row { button.main data-said=(text.say("said-named")) { (text.say("face-save")) } }
            }))
            details.field { summary { (text.say("enrolled-new-student")) }
                (form(view, &html! {
                    input type="hidden" name="state" value="accepted";
                    label.field { span { (text.say("students-id")) span.hint { " · " (text.say("students-id-hint")) } }
                        input name="student" maxlength="200" autocomplete="off" required; }
                    (names(text, "names.", "", ""))
                    button.main data-said=(text.say("said-named")) { (text.say("face-save")) }
                }))
            }
            (form(view, &html! { div.row {
                @if view.faces.iter().all(|face| face.face.student.is_some()) {
                    button name="state" value="accepted" data-said=(text.say("enrolled-said-all-accepted")) { (text.say("enrolled-use")) }
                }
                button name="state" value="rejected" data-said=(text.say("enrolled-said-rejected")) { (text.say("enrolled-reject")) }
                button name="state" value="pending" data-said=(text.say("enrolled-said-pending")) { (text.say("enrolled-later")) }
            } }))
        }
        p { a href=(paths::of_class(&view.class.id, "enrolment")) { (text.say("enrolled-back")) } }
    };
    page(frame, Place::Class(view.class, "enrolment"), &title, &body)
}

fn one(frame: &Frame, view: &FacesView<'_>, face: &EnrolledFace) -> Markup {
    let text = frame.text;
    let whose = face.face.student.as_ref().map(|student| name(view.roster, student));
    let said = whose.clone().unwrap_or_else(|| text.say("face-unnamed"));
    html! {
        figure.stack {
            img.face.large src=(paths::crop(&view.class.id, face.id)) alt=(said);
            figcaption { (said) " " (badge(text, face.face.state)) (about(text, face)) }
        }
    }
}

/// A form that decides all the faces; undone by one call for each state that they have now.
fn form(view: &FacesView<'_>, fields: &Markup) -> Markup {
    let call = format!("POST {}", paths::class_call(&view.class.id, "enrolment/decisions"));
    let back: Vec<Value> =
        view.faces.iter().map(|face| json!({ "call": call, "body": standing(face) })).collect();
    html! {
        form data-call=(call) data-undo=(Value::from(back)) {
            @for face in view.faces { input type="hidden" name="faces" value=(face.id.0) data-type="list" data-of="number"; }
            (fields)
        }
    }
}
