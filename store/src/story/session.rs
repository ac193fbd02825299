//! Sessions: one a meeting; photos and marks kept once; closing.

use jiff::civil::date;
use muster_domain::{
    Candidate, Confirmation, Distance, Face, Identification, Landmarks, Mark, MarkSource, Point, Reopening,
    ReviewReason, Session, SessionId, Sighting, Status, Student,
};

use super::{
    Cast, alike, assert_not_found, bounding_box, day, digest, minute, near, ok, quality, student, template,
};
use crate::{Additions, NewPhoto, PhotoFace, Store, StoreError, StoredPhoto};

pub(super) async fn one_session_a_meeting(store: &dyn Store, cast: &Cast) {
    let Cast { school, class, .. } = cast;
    assert_eq!(ok(store.find_session(school, &class.id, day(7), "").await), None);
    let monday = ok(store.open_session(school, &class.id, day(7), "", None).await);
    let expected = Session {
        closed_by: None,
        confirmation: None,
        group: None,
        time: None,
        id: monday.id,
        class: class.id.clone(),
        date: day(7),
        label: String::new(),
        closed_at: None,
    };
    assert_eq!(monday, expected);
    assert_eq!(
        ok(store.open_session(school, &class.id, day(7), "", None).await),
        monday,
        "opened twice is one session"
    );
    assert_eq!(ok(store.find_session(school, &class.id, day(7), "").await).as_ref(), Some(&monday));

    let second = ok(store.open_session(school, &class.id, day(7), "2nd period", None).await);
    let eve = ok(store.open_session(school, &class.id, day(6), "", None).await);
    let later = ok(store.open_session(school, &class.id, day(14), "", None).await);
    assert_not_found(
        store.open_session(school, &muster_domain::ClassId::new("nowhere"), day(7), "", None).await,
        "class",
    );

    let range = async |from, to| ok(store.list_sessions(school, &class.id, from, to).await);
    let all = [eve.clone(), monday.clone(), second.clone(), later.clone()];
    assert_eq!(range(None, None).await, all, "by date, then label");
    assert_eq!(range(Some(day(7)), None).await, all[1..], "from is included");
    assert_eq!(range(None, Some(day(7))).await, all[..3], "to is included");
    assert_eq!(range(Some(day(7)), Some(day(13))).await, all[1..3]);
    assert_eq!(range(Some(day(8)), Some(day(13))).await, []);
}

/// Monday's session.
pub(super) async fn monday(store: &dyn Store, cast: &Cast) -> Session {
    ok(store.find_session(&cast.school, &cast.class.id, day(7), "").await).expect("it was opened before")
}

/// A photo with an identified face, one to be reviewed and an unknown one.
pub(super) fn photo(cast: &Cast, number: u8) -> NewPhoto {
    let landmarks = [1.5, 2.5, 3.5, 4.5, 5.5].map(|x| Point::new(x, 2.0 * x));
    let candidate =
        |student: &Student, distance| Candidate { student: student.id.clone(), distance: Distance(distance) };
    let face = |x, landmarks, templates, identification| PhotoFace {
        face: Face { bounding_box: bounding_box(x), landmarks, confidence: 0.875, quality: quality() },
        templates,
        identification,
        crop: vec![0xff, 0xd8, number, x as u8],
    };
    let candidates = vec![candidate(&cast.bo, 0.95), candidate(&cast.ada, 0.96)];
    let templates =
        [&cast.box28, &cast.five_points].map(|model| template(model, [0.3, -0.2, f32::from(number)]));
    NewPhoto {
        taken_at: None,
        digest: digest(number),
        width: 4000,
        height: 3000,
        captured_at: (number % 2 == 1).then(|| date(2026, 9, 7).at(10, 1, 2, 0)),
        profile: "default".into(),
        model: cast.box28.clone(),
        faces: vec![
            face(
                90.5,
                Some(Landmarks::from_viewer_order(landmarks)),
                templates.to_vec(),
                Identification::Identified {
                    best: candidate(&cast.ada, 0.625),
                    others: vec![candidate(&cast.bo, 0.75)],
                },
            ),
            face(
                20.0,
                None,
                Vec::new(),
                Identification::NeedsReview { candidates, reason: ReviewReason::RunnerUpClose },
            ),
            face(30.0, None, Vec::new(), Identification::Unknown),
        ],
    }
}

/// What an ordinary act adds.
pub(super) fn adding<'a>(photos: &'a [NewPhoto], marks: &'a [Mark]) -> Additions<'a> {
    Additions { photos, marks, ..Additions::default() }
}

/// A mark of each source, oldest first.
fn marks(cast: &Cast) -> [Mark; 3] {
    let sighting = Sighting {
        photo: digest(5),
        bounding_box: bounding_box(90.5),
        distance: Distance(0.625),
        model: cast.box28.clone(),
        threshold: Distance(0.9),
    };
    let mark = |student: &Student, status, source, at| Mark {
        letter: None,
        student: student.id.clone(),
        status,
        source,
        at: minute(at),
    };
    let human = |remark: &str| MarkSource::Human { by: "ms-hopper".into(), remark: remark.into() };
    [
        mark(&cast.ada, Status::Present, MarkSource::Machine { sighting }, 130),
        mark(&cast.bo, Status::Late, human("bus"), 131),
        mark(&cast.bo, Status::Excused, human(""), 132),
    ]
}

pub(super) async fn photos_and_marks_are_kept_once(store: &dyn Store, cast: &Cast) {
    let Cast { school, .. } = cast;
    let session = monday(store, cast).await.id;
    let (photos, marks) = ([photo(cast, 5), photo(cast, 4)], marks(cast));
    ok(store.add_to_session(school, session, adding(&photos, &marks), minute(130)).await);
    ok(store.add_to_session(school, session, adding(&photos, &marks), minute(131)).await);
    assert_eq!(
        ok(store.list_marks(school, session).await),
        marks,
        "oldest first; the same mark again adds nothing"
    );

    // The same file judged anew stays as it was; a new one comes last, though its digest is the smallest.
    let mut judged_anew = photo(cast, 5);
    judged_anew.faces.clear();
    let more = [judged_anew, photo(cast, 3), photo(cast, 3)];
    ok(store.add_to_session(school, session, adding(&more, &[]), minute(133)).await);
    let stored = ok(store.list_photos(school, session).await);
    assert_eq!(stored.len(), 3);
    for (stored, (number, at)) in stored.iter().zip([(5, 130), (4, 130), (3, 133)]) {
        assert_same_photo(stored, &StoredPhoto { photo: photo(cast, number), at: minute(at) });
    }

    let verdicts = |stored: &StoredPhoto| {
        let faces = stored.photo.faces.iter().map(|face| face.identification.clone());
        (stored.photo.digest, faces.collect::<Vec<_>>())
    };
    let known: Vec<_> = stored.iter().map(verdicts).collect();
    assert_eq!(ok(store.list_verdicts(school, session).await), known, "the same without pictures");
    let with = async |photo| ok(store.sessions_with_photo(school, &cast.class.id, digest(photo)).await);
    assert_eq!((with(5).await, with(99).await), (vec![session], vec![]), "found again by its file");

    // The same photo in another session is that session's own.
    let second = ok(store.open_session(school, &cast.class.id, day(7), "2nd period", None).await).id;
    ok(store.add_to_session(school, second, adding(&photos[..1], &[]), minute(200)).await);
    assert_eq!(ok(store.list_photos(school, second).await).len(), 1);
    assert_eq!(ok(store.list_marks(school, second).await), []);
    refused_additions_leave_nothing(store, cast, session).await;
}

async fn refused_additions_leave_nothing(store: &dyn Store, cast: &Cast, session: SessionId) {
    let Cast { school, .. } = cast;
    let [_, mut late, _] = marks(cast);
    late.student = student("nobody", "", "").id;
    let refused =
        store.add_to_session(school, session, adding(&[photo(cast, 99)], &[late.clone()]), minute(140)).await;
    assert_not_found(refused, "student");
    assert_eq!(
        ok(store.list_photos(school, session).await).len(),
        3,
        "the photo with the refused mark is not kept"
    );
    let missing = SessionId(session.0 + 1_000_000);
    assert_not_found(
        store.add_to_session(school, missing, adding(&[photo(cast, 99)], &[]), minute(140)).await,
        "session",
    );
    assert_not_found(store.close_session(school, missing, &[], "ms-day", minute(140)).await, "session");
    assert_not_found(store.close_session(school, session, &[late], "ms-day", minute(140)).await, "student");
    assert_eq!(monday(store, cast).await.closed_at, None, "a refused closing does not close");
    assert_eq!(ok(store.list_photos(school, missing).await), []);
    assert_eq!(ok(store.list_marks(school, missing).await), []);
}

pub(super) async fn closing_keeps_the_first_time(store: &dyn Store, cast: &Cast) {
    let Cast { school, class, cy, .. } = cast;
    let session = monday(store, cast).await;
    let absent = |minutes| Mark {
        letter: None,
        student: cy.id.clone(),
        status: Status::Absent,
        source: MarkSource::Closing { by: "ms-hopper".into() },
        at: minute(minutes),
    };
    let confirmation = Confirmation { by: "mr-may".into(), at: minute(155) };
    let open = ok(store.open_session(school, &class.id, day(7), "2nd period", None).await);
    let early = store.confirm_session(school, open.id, &confirmation).await;
    assert!(matches!(early, Err(StoreError::Conflict { .. })), "it is open: {early:?}");
    ok(store.close_session(school, session.id, &[absent(150)], "ms-day", minute(150)).await);
    ok(store.close_session(school, session.id, &[absent(150)], "mr-may", minute(160)).await);
    let closed =
        Session { closed_at: Some(minute(150)), closed_by: Some("ms-day".into()), ..session.clone() };
    assert_eq!(monday(store, cast).await, closed);
    ok(store.confirm_session(school, session.id, &confirmation).await);
    assert_eq!(monday(store, cast).await.confirmation, Some(confirmation.clone()));
    assert_not_found(store.confirm_session(&cast.other, session.id, &confirmation).await, "session");
    let known = marks(cast);
    ok(store.add_to_session(school, session.id, adding(&[], &known[..1]), minute(156)).await);
    assert_eq!(monday(store, cast).await, closed);
    assert_eq!(
        ok(store.open_session(school, &class.id, day(7), "", None).await),
        closed,
        "opening does not reopen"
    );
    assert!(ok(store.list_sessions(school, &class.id, None, None).await).contains(&closed));

    // A correction after closing is one more row.
    let [_, _, mut correction] = marks(cast);
    correction.at = minute(170);
    ok(store.add_to_session(school, session.id, adding(&[], &[correction.clone()]), minute(170)).await);
    let expected = [marks(cast).to_vec(), vec![absent(150), correction]].concat();
    assert_eq!(ok(store.list_marks(school, session.id).await), expected);
}

pub(super) async fn opening_again_is_remembered(store: &dyn Store, cast: &Cast) {
    let Cast { school, other, .. } = cast;
    let session = monday(store, cast).await;
    assert_eq!(session.closed_at, Some(minute(150)));
    let again = |reason: &str, minutes| Reopening {
        by: "ms-hopper".into(),
        reason: reason.into(),
        at: minute(minutes),
    };
    for reopening in [again("Cy was at the dentist", 180), again("Cy was at the dentist", 180)] {
        ok(store.reopen_session(school, session.id, &reopening).await);
    }
    assert_eq!(monday(store, cast).await.closed_at, None);
    ok(store.close_session(school, session.id, &[], "ms-day", minute(185)).await);
    assert_eq!(monday(store, cast).await.closed_at, Some(minute(185)), "closed anew, at a time of its own");
    ok(store.reopen_session(school, session.id, &again("and Ada", 190)).await);
    let expected = vec![again("Cy was at the dentist", 180), again("and Ada", 190)];
    assert_eq!(ok(store.list_reopenings(school, session.id).await), expected, "the same again adds nothing");

    let refused = store.reopen_session(school, session.id, &again(" ", 191)).await;
    assert!(matches!(refused, Err(StoreError::Invalid { .. })), "{refused:?}");
    let missing = SessionId(session.id.0 + 1_000_000);
    assert_not_found(store.reopen_session(school, missing, &again("nowhere", 192)).await, "session");

    let theirs = ok(store.open_session(other, &cast.class.id, day(7), "", None).await);
    assert_eq!(theirs.id, session.id, "numbers are each school's own");
    ok(store.reopen_session(other, theirs.id, &again("theirs", 193)).await);
    assert_eq!(ok(store.list_reopenings(other, theirs.id).await), vec![again("theirs", 193)]);
    assert_eq!(ok(store.list_reopenings(school, session.id).await), expected, "theirs is not ours");
}

pub(super) async fn another_school_sees_no_session(store: &dyn Store, cast: &Cast) {
    let Cast { other, class, .. } = cast;
    let ours = monday(store, cast).await;
    let before = ok(store.list_marks(&cast.school, ours.id).await);
    assert_eq!(ok(store.list_sessions(other, &class.id, None, None).await), []);
    assert_eq!(ok(store.find_session(other, &class.id, day(7), "").await), None);
    assert_eq!(ok(store.list_photos(other, ours.id).await), []);
    assert_eq!(ok(store.list_verdicts(other, ours.id).await), []);
    let theirs = store.sessions_with_photo(other, &cast.class.id, digest(5)).await;
    assert_eq!(ok(theirs), [], "a school sees no other's photos");
    assert_eq!(ok(store.list_marks(other, ours.id).await), []);
    assert_not_found(
        store.add_to_session(other, ours.id, adding(&[photo(cast, 77)], &[]), minute(180)).await,
        "session",
    );
    assert_not_found(store.close_session(other, ours.id, &[], "ms-day", minute(180)).await, "session");

    let theirs = ok(store.open_session(other, &class.id, day(7), "", None).await);
    ok(store.close_session(other, theirs.id, &[], "ms-day", minute(190)).await);
    assert_eq!(monday(store, cast).await, ours, "their closing is not ours");
    assert_eq!(ok(store.list_marks(&cast.school, ours.id).await), before);
}

fn assert_same_photo(stored: &StoredPhoto, given: &StoredPhoto) {
    assert_eq!(stored.photo.faces.len(), given.photo.faces.len(), "all faces, in their order");
    for (stored, given) in stored.photo.faces.iter().zip(&given.photo.faces) {
        assert!(near(&stored.face.bounding_box, &given.face.bounding_box), "the box");
        assert!(
            stored.templates.len() == given.templates.len()
                && stored.templates.iter().zip(&given.templates).all(|(stored, given)| alike(stored, given)),
            "the templates, by model"
        );
        let face = |face: &PhotoFace| Face { bounding_box: given.face.bounding_box, ..face.face.clone() };
        assert_eq!(face(stored), face(given));
        assert_eq!((&stored.identification, &stored.crop), (&given.identification, &given.crop));
    }
    let rest = |photo: &StoredPhoto| StoredPhoto {
        photo: NewPhoto { faces: vec![], ..photo.photo.clone() },
        at: photo.at,
    };
    assert_eq!(rest(stored), rest(given));
}

/// Protects registers and reports: what they read at once is what each session says by itself. Last, when there is much of it.
pub(super) async fn all_that_was_decided_comes_at_once(store: &dyn Store, cast: &Cast) {
    let (school, class) = (&cast.school, &cast.class.id);
    let (mut marks, mut corrections) = (0, 0);
    for (from, to) in
        [(None, None), (Some(day(8)), None), (None, Some(day(20))), (Some(day(8)), Some(day(20)))]
    {
        let sessions = ok(store.list_sessions(school, class, from, to).await);
        let decided = ok(store.list_decided(school, class, from, to).await);
        assert_eq!(
            decided.iter().map(|one| &one.session).collect::<Vec<_>>(),
            sessions.iter().collect::<Vec<_>>()
        );
        for one in decided {
            assert_eq!(one.marks, ok(store.list_marks(school, one.session.id).await));
            assert_eq!(one.corrections, ok(store.list_corrections(school, one.session.id).await));
            marks += one.marks.len();
            corrections += one.corrections.len();
        }
    }
    assert!(marks > 0 && corrections > 0, "{marks} {corrections}");
    assert_eq!(ok(store.list_decided(&cast.other, class, Some(day(29)), Some(day(28))).await), []);
}
