//! A session's photos with boxes and names on them.
//!
//! While the picture is kept, the boxes lie over it. Afterwards only the faces are left, and are shown at their
//! places: that is all the server has.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use maud::{Markup, html};
use muster_domain::{Identification, StudentId};
use muster_identify::Evidence;
use muster_store::{NewPhoto, PhotoFace};
use muster_usecase::session::Taken;

use super::SessionView;
use crate::shell::Frame;

/// The outline of a head, where the crop is not kept any more.
const GONE: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40'%3E%3Cg fill='%23888'%3E%3Ccircle cx='20' cy='15' r='8'/%3E%3Cpath d='M4 40a16 14 0 0 1 32 0z'/%3E%3C/g%3E%3C/svg%3E";

/// A face's picture as an address of its own.
pub(in crate::pages) fn picture(face: &PhotoFace) -> String {
    if face.crop.is_empty() {
        return GONE.to_owned();
    }
    format!("data:image/jpeg;base64,{}", BASE64_STANDARD.encode(&face.crop))
}

/// The verdict's code and the student whom it names.
pub(super) fn verdict(face: &PhotoFace) -> (&'static str, Option<&StudentId>) {
    match &face.identification {
        Identification::Identified { best, .. } => ("identified", Some(&best.student)),
        Identification::NeedsReview { candidates, .. } => {
            ("to_review", candidates.first().map(|first| &first.student))
        }
        Identification::Unknown => ("unknown", None),
        Identification::Confirmed { student } => ("confirmed", Some(student)),
        Identification::Dismissed => ("dismissed", None),
    }
}

/// All photos, the newest first.
pub(super) fn photos(frame: &Frame, view: &SessionView<'_>, taken: &Taken, marks: bool) -> Markup {
    let text = frame.text;
    html! {
        @if !taken.photos.is_empty() {
            section.card data-viewer aria-labelledby="photos" {
                h2 #photos { (text.say("photos-title")) }
                @for (at, photo) in taken.photos.iter().enumerate().rev() { (one(frame, view, (at, photo), marks)) }
            }
        }
    }
}

fn one(frame: &Frame, view: &SessionView<'_>, (at, photo): (usize, &NewPhoto), marks: bool) -> Markup {
    let text = frame.text;
    let kept = view.kept.contains(&photo.digest);
    let named =
        text.with("photo-number", &[("number", (at + 1).into()), ("faces", photo.faces.len().into())]);
    html! {
        figure.photo data-keeps="class" id={ "photo-" (photo.digest) } data-photo=(photo.digest) data-width=(photo.width) data-height=(photo.height) {
            div.picture {
                @if kept { img src=(view.meeting.photo(photo.digest)) width=(photo.width) height=(photo.height) alt=(named) loading="lazy"; }
                svg viewBox={ "0 0 " (photo.width) " " (photo.height) } role="group" aria-label=(named) {
                    @for (face, found) in photo.faces.iter().enumerate() {
                        (boxed(view, Evidence { photo: at, face }, found, photo, kept))
                    }
                }
            }
            figcaption.row {
                span { (named) }
                @if !kept { span.soft { (text.say("photo-gone")) } }
                @if marks && kept {
                    button.end type="button" data-draw data-keeps="aria-pressed" data-call=(view.meeting.call("faces")) aria-pressed="false" { (text.say("photo-draw")) }
                    a.button href=(view.meeting.photo(photo.digest)) target="_blank" { (text.say("photo-large")) }
                }
            }
        }
    }
}

fn boxed(view: &SessionView<'_>, at: Evidence, found: &PhotoFace, photo: &NewPhoto, kept: bool) -> Markup {
    let place = found.face.bounding_box;
    let (code, student) = verdict(found);
    let doubt = if code == "to_review" { "?" } else { "" };
    // Letters that can be read on a phone, whatever the photo's size, and no wider than crowded faces allow.
    let size = (photo.width as f32 / 55.0).max(place.width / 4.5).min(photo.width as f32 / 30.0);
    let below = place.y + place.height + size * 1.1;
    let line = if below < photo.height as f32 { below } else { place.y - size * 0.3 };
    let label = student.map_or_else(|| (at.face + 1).to_string(), |student| view.name(student));
    html! {
        a.(code) href=(view.face_page(at)) data-dialog aria-label={ (label) (doubt) } {
            @if !kept { image href=(picture(found)) x=(place.x) y=(place.y) width=(place.width) height=(place.height) preserveAspectRatio="xMidYMid slice" {} }
            rect x=(place.x) y=(place.y) width=(place.width) height=(place.height) rx=(place.width / 12.0) {}
            @if let Some(student) = student {
                text x=(place.x + place.width / 2.0) y=(line) font-size=(size) stroke-width=(size / 5.0) { (view.short_name(student)) (doubt) }
            }
        }
    }
}
