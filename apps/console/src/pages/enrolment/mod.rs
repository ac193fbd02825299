//! A class's enrolment: photos in, faces to review, faces on file.

mod alike;
mod card;
mod faces;
mod groups;
mod on_file;
mod sending;

use std::collections::BTreeMap;

use maud::{Markup, html};
use muster_domain::{Class, ModelId, Student, StudentId};
use muster_store::{EnrolledFace, EnrolledFaceId, EnrolmentState};
use muster_usecase::review_enrolment::EnrolmentReview;

use super::on_file::progress;
use crate::shell::{Frame, Place, Viewer, page};

pub use faces::{FacesView, faces};

/// What the page of a class's enrolment shows.
#[derive(Clone, Copy, Debug)]
pub struct EnrolmentView<'a> {
    /// The class.
    pub class: &'a Class,
    /// Its faces on file, and what a person should know of them.
    pub review: &'a EnrolmentReview,
    /// Whether faces can be recognised.
    pub recognition: bool,
    /// The models in force.
    pub models: &'a [ModelId],
}

impl EnrolmentView<'_> {
    fn name(&self, student: &StudentId) -> String {
        name(&self.review.roster, student)
    }

    fn face(&self, id: EnrolledFaceId) -> Option<&EnrolledFace> {
        self.review.faces.iter().find(|face| face.id == id)
    }

    /// A student's accepted faces.
    fn pictures(&self, student: &StudentId) -> impl Iterator<Item = EnrolledFaceId> {
        let own = move |one: &&EnrolledFace| {
            one.face.state == EnrolmentState::Accepted && one.face.student.as_ref() == Some(student)
        };
        self.review.faces.iter().filter(own).map(|one| one.id)
    }

    /// All faces by student, in the roster's order; then those of students who are not on it; those without a name last.
    fn by_student(&self) -> Vec<(Option<&StudentId>, Vec<&EnrolledFace>)> {
        let place: BTreeMap<&StudentId, usize> =
            self.review.roster.iter().enumerate().map(|(at, student)| (&student.id, at)).collect();
        let mut all: Vec<(Option<&StudentId>, Vec<&EnrolledFace>)> = Vec::new();
        for face in &self.review.faces {
            let student = face.face.student.as_ref();
            match all.last_mut().filter(|(own, _)| *own == student) {
                Some((_, faces)) => faces.push(face),
                None => all.push((student, vec![face])),
            }
        }
        let order = |student: Option<&StudentId>| {
            student.map_or(usize::MAX, |student| place.get(student).copied().unwrap_or(usize::MAX - 1))
        };
        all.sort_by_key(|(student, _)| order(*student));
        all
    }
}

/// How a student is called on these pages: somebody who left the roster by their id.
fn name(roster: &[Student], student: &StudentId) -> String {
    let known = roster.iter().find(|one| one.id == *student);
    known.map_or_else(|| student.to_string(), Student::full_name)
}

/// A class's enrolment.
pub fn enrolment(frame: &Frame, view: &EnrolmentView<'_>) -> Markup {
    let text = frame.text;
    let marks = frame.viewer.as_ref().is_some_and(Viewer::marks);
    let manages = frame.viewer.as_ref().is_some_and(Viewer::manages);
    let body = html! {
        div.head { h1 { (text.say("nav-enrolment")) } }
        (progress(text, &view.review.on_file))
        @if marks { (sending::sending(frame, view)) }
        div #review data-session {
            (groups::nameless(frame, view, marks))
            (card::pending(frame, view, marks))
            (alike::misfits(frame, view, marks))
            (alike::look_alikes(frame, view))
        }
        (on_file::all(frame, view, marks))
        @if manages { (on_file::templates(frame, view)) }
    };
    let title = format!("{} · {}", text.say("nav-enrolment"), view.class.name);
    page(frame, Place::Class(view.class, "enrolment"), &title, &body)
}
