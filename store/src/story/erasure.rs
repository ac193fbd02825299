//! What is old goes, and a student who is erased is gone everywhere.

use std::collections::BTreeSet;

use muster_domain::{
    Candidate, Correction, Distance, Face, FacePlace, Identification, Leave, LeaveId, Mark, MarkSource,
    ModelId, Ruling, Session, Status, Student, StudentId,
};

use super::{
    Cast, assert_not_found, bounding_box, day, digest, everybody_consents, minute, ok, quality, student,
    template,
};
use crate::{Additions, EnrolmentState, NewEnrolledFace, NewPhoto, PhotoFace, Store};

fn seen(cast: &Cast, identification: Identification, x: f32) -> PhotoFace {
    let face = Face { bounding_box: bounding_box(x), landmarks: None, confidence: 0.9, quality: quality() };
    PhotoFace {
        face,
        templates: vec![template(&cast.box28, [0.3, 0.4, x])],
        identification,
        crop: vec![7; 9],
    }
}

fn candidate(student: &StudentId) -> Candidate {
    Candidate { student: student.clone(), distance: Distance(0.4) }
}

/// A session with one photo of these faces.
async fn photographed(store: &dyn Store, cast: &Cast, number: u8, faces: Vec<PhotoFace>) -> Session {
    let (school, class) = (&cast.school, &cast.class.id);
    let date = day(20 + number as i8);
    let session = ok(store.open_session(school, class, date, "erasure", None).await);
    let photo = NewPhoto {
        digest: digest(100 + number),
        width: 640,
        height: 480,
        captured_at: None,
        taken_at: None,
        profile: "default".into(),
        model: ModelId::new("m"),
        faces,
    };
    let additions = Additions { photos: std::slice::from_ref(&photo), ..Additions::default() };
    ok(store.add_to_session(school, session.id, additions, minute(50)).await);
    session
}

/// Protects everybody in class photos: crops go after their time, and so do templates of those who are not kept.
pub(super) async fn old_faces_go(store: &dyn Store, cast: &Cast) {
    let Cast { school, ada, .. } = cast;
    let known = Identification::Identified { best: candidate(&ada.id), others: vec![] };
    let faces = vec![seen(cast, known, 1.0), seen(cast, Identification::Unknown, 200.0)];
    let session = photographed(store, cast, 1, faces).await;
    let due = async |before| ok(store.sessions_with_crops(school, before).await);
    assert!(due(day(21)).await.iter().all(|one| one.id != session.id), "its own day is not over");
    assert!(due(day(22)).await.iter().any(|one| one.id == session.id));
    let keep = BTreeSet::from([(digest(101), 0)]);
    assert_eq!(ok(store.forget_session_faces(school, session.id, &keep).await), 2);
    assert_eq!(ok(store.forget_session_faces(school, session.id, &keep).await), 0, "once");
    assert!(due(day(22)).await.iter().all(|one| one.id != session.id));
    let photo = &ok(store.list_photos(school, session.id).await)[0].photo;
    let left: Vec<_> = photo.faces.iter().map(|face| (face.crop.len(), face.templates.len())).collect();
    assert_eq!(left, [(0, 1), (0, 0)], "the one that is kept keeps its template, and none its crop");
    assert_not_found(store.forget_session_faces(&cast.other, session.id, &keep).await, "session");
}

/// Protects whoever asks to be forgotten: every call is as if they had never been there; what is of others stays.
pub(super) async fn a_student_is_erased(store: &dyn Store, cast: &Cast) {
    let Cast { school, class, ada, .. } = cast;
    let eve = student("eve-77", "Moneypenny", "Eve");
    let session = eve_was_here(store, cast, &eve).await;
    let (leaver, marks) = (&eve.id, async || ok(store.list_marks(school, session.id).await));
    let before = marks().await;
    let erased = ok(store.erase_student(school, leaver, ("office", minute(60))).await);
    for table in
        ["student", "stay", "mark", "consent", "leave", "correction", "enrolled_face", "template", "face"]
    {
        assert!(erased.rows[table] > 0, "{table}: {erased:?}");
    }
    assert_eq!(ok(store.lookup_student(school, leaver).await), None);
    assert!(ok(store.members(school, &class.id).await).iter().all(|one| one.student.id != *leaver));
    let of_others = before.iter().filter(|mark| mark.student != *leaver);
    assert_eq!(marks().await, of_others.cloned().collect::<Vec<_>>(), "marks of others stay as they were");
    assert_eq!(ok(store.list_consents(school, leaver).await), []);
    assert_eq!(ok(store.list_leaves(school, Some(leaver), None, None).await), []);
    assert_eq!(ok(store.list_corrections(school, session.id).await), []);
    let faces = ok(store.list_enrolled_faces(school, &class.id).await);
    assert!(faces.iter().all(|one| one.face.student.as_ref() != Some(leaver)));
    let photo = &ok(store.list_photos(school, session.id).await)[0].photo;
    assert_eq!(photo.faces[0].identification, Identification::Unknown);
    assert_eq!(
        photo.faces[1].identification,
        Identification::Identified { best: candidate(&ada.id), others: vec![] }
    );
    assert_not_found(store.erase_student(school, leaver, ("office", minute(60))).await, "student");
    assert_not_found(store.erase_student(&cast.other, &cast.bo.id, ("office", minute(60))).await, "student");
}

/// Gives Eve everything that a student can have.
async fn eve_was_here(store: &dyn Store, cast: &Cast, eve: &Student) -> Session {
    let Cast { school, class, ada, .. } = cast;
    ok(store.put_students(school, &class.id, std::slice::from_ref(eve), None).await);
    everybody_consents(store, school, [eve.id.as_str()]).await;
    let face = NewEnrolledFace {
        student: Some(eve.id.clone()),
        source_name: "Eve/1.jpg".into(),
        photo: digest(77),
        bounding_box: bounding_box(1.0),
        quality: quality(),
        state: EnrolmentState::Accepted,
        remark: String::new(),
        crop: vec![1],
        templates: vec![template(&cast.box28, [1.0, 0.5, 0.0])],
    };
    ok(store.add_enrolled_faces(school, &class.id, &[face], minute(51)).await);
    let hers = Identification::Identified { best: candidate(&eve.id), others: vec![candidate(&ada.id)] };
    let near = Identification::Identified { best: candidate(&ada.id), others: vec![candidate(&eve.id)] };
    let session = photographed(store, cast, 2, vec![seen(cast, hers, 1.0), seen(cast, near, 200.0)]).await;
    let mark = |student: &Student| Mark {
        student: student.id.clone(),
        status: Status::Late,
        letter: None,
        source: MarkSource::Human { by: "ms-day".into(), remark: "bus".into() },
        at: minute(52),
    };
    let said = Correction {
        face: FacePlace { photo: digest(102), bounding_box: bounding_box(1.0) },
        ruling: Ruling::Is { student: eve.id.clone() },
        by: "ms-day".into(),
        at: minute(53),
    };
    let additions = Additions {
        marks: &[mark(eve), mark(ada)],
        corrections: std::slice::from_ref(&said),
        ..Additions::default()
    };
    ok(store.add_to_session(school, session.id, additions, minute(53)).await);
    let leave = Leave {
        id: LeaveId(-1),
        student: eve.id.clone(),
        first_day: day(1),
        last_day: day(2),
        letter: None,
        note: "flu".into(),
        by: "office".into(),
        at: minute(54),
        withdrawn: None,
    };
    let leave = ok(store.add_leave(school, &leave).await);
    ok(store.add_leave_file(school, leave, ("note.pdf", "application/pdf", b"%PDF-")).await);
    session
}
