//! What a person should look at: students whom the photos may show, riskiest first, and faces that nobody knows.

use maud::{Markup, html};
use muster_domain::{Candidate, Distance, Identification, PhotoDigest, StudentId};
use muster_identify::{Evidence, Review, review_queue};
use muster_usecase::session::Taken;
use serde_json::json;

use super::{SessionView, photos};
use crate::paths;
use crate::shell::Frame;

/// Candidates that a card offers.
const OFFERED: usize = 3;
/// Enrolment pictures beside each.
const PICTURES: usize = 3;

/// What a form says of a face.
pub(super) struct Word<'a> {
    pub(super) photo: PhotoDigest,
    pub(super) face: usize,
    pub(super) ruling: &'a str,
    pub(super) student: Option<&'a StudentId>,
}

/// A button that says this word, with what takes it back.
pub(super) fn word(view: &SessionView<'_>, word: &Word<'_>, said: &str, button: &Markup) -> Markup {
    let call = format!("POST {}", view.meeting.call("corrections"));
    let back = json!({ "call": call, "body": standing(view, word.photo, word.face) });
    html! {
        form.inline data-call=(call) data-keep data-said=(said) data-undo=(back.to_string()) {
            input type="hidden" name="photo" value=(word.photo);
            input type="hidden" name="face" value=(word.face) data-type="number";
            input type="hidden" name="ruling" value=(word.ruling);
            @if let Some(student) = word.student { input type="hidden" name="student" value=(student); }
            (button)
        }
    }
}

/// What a correction has to say for a face to be again as it is now.
fn standing(view: &SessionView<'_>, photo: PhotoDigest, face: usize) -> serde_json::Value {
    let found = view.taken.and_then(|taken| taken.photos.iter().find(|one| one.digest == photo));
    let verdict = found.and_then(|found| found.faces.get(face)).map(|face| &face.identification);
    let base = json!({ "photo": photo.to_string(), "face": face });
    let mut said = base;
    match verdict {
        Some(Identification::Confirmed { student }) => {
            said["ruling"] = "is".into();
            said["student"] = student.as_str().into();
        }
        Some(Identification::Dismissed) => said["ruling"] = "nobody".into(),
        _ => said["ruling"] = "open".into(),
    }
    said
}

/// The cards, riskiest first.
pub(super) fn queue(frame: &Frame, view: &SessionView<'_>, taken: &Taken, marks: bool) -> Markup {
    let text = frame.text;
    let queue = review_queue(&taken.verdict, |at| &taken.face(at).identification);
    html! {
        @if !queue.is_empty() {
            section aria-labelledby="to-review" {
                h2 #to-review { (text.with("review-title", &[("count", queue.len().into())])) }
                p.soft { (text.say("review-lead")) }
                @for review in &queue { (card(frame, view, taken, review, marks)) }
            }
        }
    }
}

fn card(frame: &Frame, view: &SessionView<'_>, taken: &Taken, review: &Review<'_>, marks: bool) -> Markup {
    let text = frame.text;
    let Some((at, _)) = review.faces.first() else { return html! {} };
    let found = taken.face(*at);
    let name = view.name(review.student);
    let reason = match &found.identification {
        Identification::NeedsReview { reason, .. } => reason.code(),
        _ => "conflict",
    };
    html! {
        article.card.review id={ "review-" (review.student) } tabindex="0" data-keys aria-label=(text.with("review-card", &[("name", name.clone().into())])) {
            a href=(view.face_page(*at)) data-dialog { img.face.large src=(photos::picture(found)) alt=(text.say("face-in-photo")); }
            div {
                h3 { (text.with("review-is-it", &[("name", name.into())])) }
                p.soft { (text.say(if review.conflict { "reason-conflict" } else { reason_id(reason) })) }
                ul.faces { @for (other, _) in &review.faces[1..] {
                    li { a href=(view.face_page(*other)) data-dialog { img.face.small src=(photos::picture(taken.face(*other))) alt=(text.say("face-in-photo")); } }
                } }
            }
            (offers(frame, view, taken, *at, marks))
        }
    }
}

/// The message of a reason's code.
pub(super) fn reason_id(code: &str) -> &'static str {
    match code {
        "runner_up_close" => "reason-runner-up-close",
        "better_face_elsewhere" => "reason-better-face-elsewhere",
        "low_quality" => "reason-low-quality",
        "ruled_out" => "reason-ruled-out",
        "presentation" => "reason-presentation",
        "sent_before" => "reason-sent-before",
        "conflict" => "reason-conflict",
        _ => "reason-uncertain",
    }
}

/// Who a face may be, most likely first, each with their enrolment pictures and what one may say.
pub(super) fn offers(
    frame: &Frame,
    view: &SessionView<'_>,
    taken: &Taken,
    at: Evidence,
    marks: bool,
) -> Markup {
    let text = frame.text;
    let (photo, found) = (&taken.photos[at.photo], taken.face(at));
    let candidates: Vec<&Candidate> = match &found.identification {
        Identification::NeedsReview { candidates, .. } => candidates.iter().collect(),
        Identification::Identified { best, others } => std::iter::once(best).chain(others).collect(),
        _ => Vec::new(),
    };
    let likely = photo.model == taken.threshold.model;
    let nobody = Word { photo: photo.digest, face: at.face, ruling: "nobody", student: None };
    html! {
        @if !candidates.is_empty() { ol.candidates {
            @for (rank, candidate) in candidates.into_iter().take(OFFERED).enumerate() {
                li { (offer(frame, view, (rank, candidate), (photo.digest, at.face), likely.then_some(taken), marks)) }
            }
        } }
        @if marks { div.row.wide {
            (word(view, &nobody, &text.say("said-nobody"), &html! { button data-key="n" { (text.say("say-nobody")) " " kbd { "N" } } }))
            a.button href=(view.face_page(at)) data-dialog data-key="w" { (text.say("say-else")) " " kbd { "W" } }
        } }
    }
}

fn offer(
    frame: &Frame,
    view: &SessionView<'_>,
    (rank, candidate): (usize, &Candidate),
    (photo, face): (PhotoDigest, usize),
    taken: Option<&Taken>,
    marks: bool,
) -> Markup {
    let text = frame.text;
    let student = &candidate.student;
    let name = view.name(student);
    let values = [("name", name.clone().into())];
    let key = rank + 1;
    let yes =
        html! { button.main[rank == 0] data-key=(key) { (text.with("say-is", &values)) " " kbd { (key) } } };
    let no = html! { button data-key=[(rank == 0).then_some("x")] { (text.with("say-is-not", &values)) @if rank == 0 { " " kbd { "X" } } } };
    let says = |ruling| Word { photo, face, ruling, student: Some(student) };
    html! {
        @for picture in view.pictures.get(student).into_iter().flatten().take(PICTURES) {
            img.face.small src=(paths::crop(&view.class.id, *picture)) alt=(text.with("enrolled-picture", &values)) loading="lazy";
        }
        span { strong { (name) } br; (nearness(frame, candidate.distance, taken)) }
        @if marks { span.row {
            (word(view, &says("is"), &text.with("said-is", &values), &yes))
            (word(view, &says("is_not"), &text.with("said-is-not", &values), &no))
        } }
    }
}

/// How near a face is, in words that mean something to people where that was measured.
pub(super) fn nearness(frame: &Frame, distance: Distance, taken: Option<&Taken>) -> Markup {
    let text = frame.text;
    let likelihood = taken.and_then(|taken| taken.threshold.likelihood);
    let measured = text.with("near", &[("distance", format!("{:.2}", distance.0).into())]);
    html! {
        @if let Some(likelihood) = likelihood {
            @let percent = (100.0 * likelihood.probability(distance)).round() as i64;
            span.soft title=(measured) { (text.with("near-likely", &[("percent", percent.into())])) }
        } @else { span.soft { (measured) } }
    }
}

/// Faces that are nobody of the class, says the machine.
pub(super) fn unknown(frame: &Frame, view: &SessionView<'_>, taken: &Taken) -> Markup {
    let text = frame.text;
    let faces = &taken.verdict.unknown;
    html! {
        @if !faces.is_empty() {
            section.card aria-labelledby="unknown" {
                h2 #unknown { (text.with("unknown-title", &[("count", faces.len().into())])) }
                p.soft { (text.say("unknown-lead")) }
                ul.faces { @for at in faces {
                    li { a href=(view.face_page(*at)) data-dialog {
                        img.face src=(photos::picture(taken.face(*at))) alt=(text.with("unknown-face", &[("number", (at.face + 1).into())])); } }
                } }
            }
        }
    }
}
