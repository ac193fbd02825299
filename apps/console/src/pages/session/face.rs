//! One face: what the machine says, who it may be, and everything that a person may say of it.

use maud::{Markup, html};
use muster_domain::{Identification, StudentId};
use muster_identify::Evidence;
use muster_usecase::session::Taken;

use super::review::{self, Word};
use super::{SessionView, photos};
use crate::shell::{Frame, Place, Viewer, page};

/// What a face's page shows.
#[derive(Clone, Copy, Debug)]
pub struct FaceView<'a> {
    /// The session, which has been taken.
    pub session: SessionView<'a>,
    /// The session as it is.
    pub taken: &'a Taken,
    /// The face, one of that session's.
    pub at: Evidence,
}

/// A face's page. It mostly opens within the session's.
pub fn face(frame: &Frame, view: &FaceView<'_>) -> Markup {
    let text = frame.text;
    let FaceView { session, taken, at } = view;
    let marks = frame.viewer.as_ref().is_some_and(Viewer::marks);
    let found = taken.face(*at);
    let (code, student) = photos::verdict(found);
    let title = match student {
        None => text.say("face-unnamed"),
        Some(student) if code == "to_review" => {
            text.with("review-is-it", &[("name", session.name(student).into())])
        }
        Some(student) => session.name(student),
    };
    let body = html! {
        div.review data-keys tabindex="-1" {
            img.face.large src=(photos::picture(found)) alt=(text.say("face-in-photo"));
            div {
                h1 { (title) }
                p { span.badge.(code) { (text.say(&format!("verdict-{code}"))) } }
                @if let Identification::NeedsReview { reason, .. } = &found.identification {
                    p.soft { (text.say(review::reason_id(reason.code()))) }
                }
                ul.row { @for reason in &found.face.quality.reasons { li.badge.pending { (text.say(&format!("quality-{}", reason.code()))) } } }
            }
            (review::offers(frame, session, taken, *at, false))
        }
        @if marks { (says(frame, view, student)) }
        p { a href=(session.meeting.page()) { (text.say("back-to-session")) } }
    };
    page(frame, Place::Class(session.class, "session"), &text.say("face-title"), &body)
}

/// What a person may say.
fn says(frame: &Frame, view: &FaceView<'_>, named: Option<&StudentId>) -> Markup {
    let text = frame.text;
    let FaceView { session, taken, at } = view;
    let (photo, found) = (&taken.photos[at.photo], taken.face(*at));
    let says = |ruling, student| Word { photo: photo.digest, face: at.face, ruling, student };
    let values = [("name", named.map_or_else(String::new, |student| session.name(student)).into())];
    html! {
        form data-call={ "POST " (session.meeting.call("corrections")) } data-said=(text.say("said-named")) data-then="refresh" {
            input type="hidden" name="photo" value=(photo.digest);
            input type="hidden" name="face" value=(at.face) data-type="number";
            input type="hidden" name="ruling" value="is";
            label.field { span { (text.say("face-who")) }
                select name="student" required {
                    option value="" { (text.say("choose")) }
                    @for student in session.people { option value=(student.id) selected[named == Some(&student.id)] { (student.full_name()) } }
                } }
            label.check { input type="checkbox" name="learn"; span { (text.say("face-learn")) } }
            button.main { (text.say("face-save")) }
        }
        div.row {
            @if let Some(student) = named {
                (review::word(session, &says("is_not", Some(student)), &text.with("said-is-not", &values),
                    &html! { button { (text.with("say-is-not", &values)) } }))
            }
            (review::word(session, &says("nobody", None), &text.say("said-nobody"), &html! { button { (text.say("say-nobody")) } }))
            @if matches!(found.identification, Identification::Confirmed { .. } | Identification::Dismissed) {
                (review::word(session, &says("open", None), &text.say("said-open"), &html! { button { (text.say("say-open")) } }))
            }
        }
    }
}
