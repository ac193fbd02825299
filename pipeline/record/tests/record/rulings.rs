//! People's words on faces: which verdicts hold and which marks stand.

use muster_domain::{
    BoundingBox, Candidate, Correction, Distance, FacePlace, Identification, Mark, MarkSource, PhotoDigest,
    ReviewReason, Ruling, Status,
};
use muster_record::{Rulings, fold};

use crate::history::{human, machine, roster, session, student, time};

/// The face of `machine(_, photo, ..)`, or one beside it.
fn face(photo: u8, x: f32) -> FacePlace {
    FacePlace { photo: PhotoDigest([photo; 32]), bounding_box: BoundingBox::new(x, 0.0, 40.0, 40.0) }
}

fn said(face: FacePlace, ruling: Ruling) -> Correction {
    Correction { face, ruling, by: "ms-day".into(), at: time(0) }
}

fn is(who: u8) -> Ruling {
    Ruling::Is { student: student(who) }
}

fn is_not(who: u8) -> Ruling {
    Ruling::IsNot { student: student(who) }
}

fn candidate(who: u8, distance: f32) -> Candidate {
    Candidate { student: student(who), distance: Distance(distance) }
}

fn identified(who: u8, others: &[u8]) -> Identification {
    let others = others.iter().map(|other| candidate(*other, 1.0)).collect();
    Identification::Identified { best: candidate(who, 0.5), others }
}

/// Protects a teacher's "not X": neither this face nor what is left of its candidates marks X.
#[test]
fn whom_a_face_is_not_is_no_candidate_any_more() {
    let place = face(1, 0.0);
    let verdict = |words: &[Ruling], machine: &Identification| {
        let corrections: Vec<Correction> = words.iter().map(|word| said(place, word.clone())).collect();
        Rulings::of(&corrections).verdict(&place, machine)
    };
    let machine = identified(0, &[1]);
    assert_eq!(verdict(&[], &machine), machine);
    let left =
        Identification::NeedsReview { candidates: vec![candidate(1, 1.0)], reason: ReviewReason::RuledOut };
    assert_eq!(verdict(&[is_not(0)], &machine), left);
    assert_eq!(verdict(&[is_not(0), is_not(1)], &machine), Identification::Unknown);
    assert_eq!(verdict(&[is_not(2)], &machine), machine, "it never was that one");
    assert_eq!(verdict(&[is_not(0), Ruling::Open], &machine), machine, "taken back");
    assert_eq!(verdict(&[is(2)], &machine), Identification::Confirmed { student: student(2) });
    assert_eq!(verdict(&[is(2), is_not(2)], &machine), machine, "open again");
    assert_eq!(verdict(&[is(2), is_not(0)], &machine), Identification::Confirmed { student: student(2) });
    assert_eq!(verdict(&[is(2), Ruling::Nobody], &machine), Identification::Dismissed);
}

/// Protects the rule that a photo shows a student at most once.
#[test]
fn a_confirmed_face_makes_the_photos_other_faces_someone_else() {
    let rulings = Rulings::of(&[said(face(1, 0.0), is(0))]);
    let (beside, elsewhere) = (face(1, 100.0), face(2, 100.0));
    assert_eq!(rulings.verdict(&beside, &identified(0, &[])), Identification::Unknown);
    assert_eq!(rulings.verdict(&elsewhere, &identified(0, &[])), identified(0, &[]), "another photo's");
    assert!(rulings.allow(&face(1, 1.0), &student(0)), "the same face, found a pixel off");
    let moved = Rulings::of(&[said(face(1, 0.0), is(0)), said(beside, is(0))]);
    assert_eq!(moved.confirmed(&beside), Some(&student(0)), "the later word counts");
    assert_eq!(
        moved.verdict(&face(1, 0.0), &identified(0, &[1])),
        Identification::NeedsReview { candidates: vec![candidate(1, 1.0)], reason: ReviewReason::RuledOut }
    );
}

/// Protects records from marks whose face turned out to be someone else's.
#[test]
fn a_machines_mark_stands_as_long_as_its_face_may_be_the_students() {
    let marks = [machine(0, 1, 0.5, 10)];
    let MarkSource::Machine { sighting } = &marks[0].source else { unreachable!("a machine's") };
    let place = sighting.place();
    let status = |words: &[Ruling]| {
        let corrections: Vec<Correction> = words.iter().map(|word| said(place, word.clone())).collect();
        let standing = Rulings::of(&corrections).standing(&marks);
        fold(&session(None), &roster(1), &standing)[0].status
    };
    assert_eq!(status(&[]), Status::Present);
    for word in [is_not(0), is(1), Ruling::Nobody] {
        assert_eq!(status(std::slice::from_ref(&word)), Status::NotSeen, "{word:?}");
        assert_eq!(status(&[word, Ruling::Open]), Status::Present, "taken back");
    }
    assert_eq!(status(&[is(0)]), Status::Present);
}

/// Protects undo: what held before a person's mark holds again, step by step.
#[test]
fn a_withdrawal_takes_the_latest_mark_by_a_person_back() {
    let place = face(2, 0.0);
    let mark = |source, at| Mark {
        letter: None,
        student: student(0),
        status: Status::Present,
        source,
        at: time(at),
    };
    let withdrawal = |at| mark(MarkSource::Withdrawal { by: "ms-day".into() }, at);
    let history = [
        machine(0, 1, 0.5, 1),
        human(0, Status::Late, 2),
        mark(MarkSource::Confirmed { by: "ms-day".into(), face: place }, 3),
        withdrawal(4),
        withdrawal(5),
        withdrawal(6),
    ];
    let rulings = Rulings::of(&[said(place, is(0))]);
    let after =
        |rows: usize| fold(&session(None), &roster(1), &rulings.standing(&history[..rows]))[0].mark.clone();
    assert_eq!(after(3).as_ref(), Some(&history[2]));
    assert_eq!(after(4).as_ref(), Some(&history[1]));
    assert_eq!(after(5).as_ref(), Some(&history[0]));
    assert_eq!(after(6).as_ref(), Some(&history[0]), "a machine's mark is no person's");
    let unsaid = Rulings::default().standing(&history[..3]);
    assert_eq!(unsaid, history[..2], "the confirmation falls with its word");
}
