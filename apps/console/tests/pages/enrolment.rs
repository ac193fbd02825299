//! A class's students, their import, and the faces on file.

use std::collections::BTreeMap;

use muster_console::pages::enrolment::{EnrolmentView, FacesView, enrolment, faces};
use muster_console::pages::on_file::AllOnFile;
use muster_console::pages::students::{StudentsView, import, one, students};
use muster_domain::{
    BoundingBox, Candidate, Distance, ModelId, PhotoDigest, Quality, QualityReason, StudentId,
};
use muster_identify::enrol::{LookAlike, Misfit};
use muster_store::{EnrolledFace, EnrolledFaceId, EnrolmentState, NewEnrolledFace};
use muster_usecase::Profile;
use muster_usecase::review_enrolment::{EnrolmentReview, Group, OnFile};

use crate::check;
use crate::sample::{self, now};

fn on_file() -> AllOnFile {
    let own = [(0, 3, 0), (1, 1, 2), (2, 0, 0), (3, 5, 1), (4, 0, 1)];
    let own = own
        .map(|(at, templates, pending)| (sample::students()[at].id.clone(), OnFile { templates, pending }));
    own.into()
}

fn face(id: i64, student: Option<&str>, state: EnrolmentState, remark: &str) -> EnrolledFace {
    let reasons = if state == EnrolmentState::Pending { vec![QualityReason::Blurred] } else { vec![] };
    let quality =
        Quality { height: 60.0, sharpness: 80.0, brightness: 120.0, yaw: None, roll: None, reasons };
    let face = NewEnrolledFace {
        student: student.map(StudentId::new),
        source_name: "<b>holiday</b> & \"sea\".jpg".into(),
        photo: PhotoDigest([1; 32]),
        bounding_box: BoundingBox::new(1.0, 2.0, 3.0, 4.0),
        quality,
        state,
        remark: remark.into(),
        crop: vec![0xff, 0xd8, 0xff],
        templates: vec![],
    };
    EnrolledFace { id: EnrolledFaceId(id), class: sample::class().id, face, at: now() }
}

/// Faces in every state, of somebody who left too, and without a name.
fn all_faces() -> Vec<EnrolledFace> {
    use EnrolmentState::{Accepted, Pending, Rejected};
    vec![
        face(1, Some("001"), Accepted, ""),
        face(2, Some("001"), Pending, "blurred"),
        face(3, Some("002"), Accepted, "the largest of 3 <faces>"),
        face(4, Some("gone"), Rejected, ""),
        face(5, None, Pending, "has no name yet"),
        face(6, None, Pending, "has no name yet"),
        face(7, None, Pending, "has no name yet"),
    ]
}

fn review(faces: Vec<EnrolledFace>) -> EnrolmentReview {
    let near = |student: &str, distance| Candidate {
        student: StudentId::new(student),
        distance: Distance(distance),
    };
    let group = |faces: &[i64], nearest| Group {
        faces: faces.iter().copied().map(EnrolledFaceId).collect(),
        nearest,
    };
    let misfit = |misfit| (EnrolledFaceId(1), misfit);
    let nearest = vec![near("002", 0.9), near("gone", 1.2)];
    let empty = faces.is_empty();
    let all = EnrolmentReview {
        roster: sample::students(),
        faces,
        on_file: on_file(),
        groups: vec![group(&[5, 6], nearest.clone()), group(&[7], vec![])],
        nearest: BTreeMap::from([(EnrolledFaceId(2), nearest)]),
        misfits: vec![misfit(Misfit::NearerToAnother {
            student: StudentId::new("002"),
            distance: Distance(0.8),
        })],
        look_alikes: vec![LookAlike {
            first: StudentId::new("001"),
            second: StudentId::new("002"),
            distance: Distance(1.0),
        }],
        threshold: Profile::named("default").expect("built in").threshold(&ModelId::new("sface")),
    };
    if !empty {
        return all;
    }
    EnrolmentReview {
        groups: vec![],
        nearest: BTreeMap::new(),
        misfits: vec![],
        look_alikes: vec![],
        roster: vec![],
        on_file: AllOnFile::new(),
        ..all
    }
}

#[test]
fn students_are_shown_whether_or_not_they_have_a_face() {
    let class = sample::class();
    for (roster, on_file) in [(vec![], AllOnFile::new()), (sample::students(), on_file())] {
        let view = StudentsView { class: &class, roster: &roster, on_file: &on_file };
        check("students", |frame| students(frame, &view));
    }
    for student in &sample::students() {
        check("a place on the roster", |frame| one(frame, &class, student));
    }
    check("an import", |frame| import(frame, &class));
}

#[test]
fn faces_on_file_are_shown_with_what_to_decide() {
    let class = sample::class();
    let models = [ModelId::new("sface/5pt"), ModelId::new("facenet/box")];
    for (faces, recognition) in [(vec![], true), (all_faces(), true), (all_faces(), false)] {
        let review = review(faces);
        let view = EnrolmentView { class: &class, review: &review, recognition, models: &models };
        check("enrolment", |frame| enrolment(frame, &view));
    }
    for misfit in [Misfit::UnlikeTheOthers { distance: Distance(1.3) }, Misfit::TwoPeople { alike: 2, of: 4 }]
    {
        let review = EnrolmentReview { misfits: vec![(EnrolledFaceId(1), misfit)], ..review(all_faces()) };
        let view = EnrolmentView { class: &class, review: &review, recognition: true, models: &models };
        check("a misfit", |frame| enrolment(frame, &view));
    }
    let all = all_faces();
    for some in [&all[..1], &all[4..], &all[..]] {
        let view = FacesView { class: &class, roster: &sample::students(), faces: some };
        check("faces", |frame| faces(frame, &view));
    }
}
