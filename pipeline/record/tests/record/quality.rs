//! How right the machine was, counted from marks and corrections.

use muster_domain::{
    Candidate, Correction, Distance, Identification, Mark, MarkSource, ReviewReason, Ruling, Status,
};
use muster_record::{Quality, Rate, Rulings, close, fold};

use crate::history::{closing, human, machine, roster, session, student, time};

fn quality(size: u8, marks: &[Mark], corrections: &[Correction], verdicts: &[Identification]) -> Quality {
    let rulings = Rulings::of(corrections);
    let closed = session(Some(time(100)));
    let mut marks = marks.to_vec();
    let open = fold(&closed, &roster(size), &rulings.standing(&marks));
    marks.extend(close(&open, "ms-day", time(100)));
    let records = fold(&closed, &roster(size), &rulings.standing(&marks));
    Quality::of_session(&records, &marks, &rulings, verdicts)
}

/// A word on the face of that mark.
fn said(mark: &Mark, ruling: Ruling) -> Correction {
    let MarkSource::Machine { sighting } = &mark.source else { unreachable!("a machine's") };
    Correction { face: sighting.place(), ruling, by: "ms-day".into(), at: time(20) }
}

fn counts(quality: &Quality) -> (usize, usize, usize, usize) {
    (quality.true_positive, quality.false_positive, quality.false_negative, quality.changed)
}

/// Protects the meaning of each count, one student a case.
#[test]
fn what_held_in_the_end_decides_what_was_right() {
    use Status::{Absent, Excused, Late, Present};
    let seen = machine(0, 1, 0.5, 10);
    let mine = |marks: &[Mark]| counts(&quality(1, marks, &[], &[]));
    assert_eq!(mine(std::slice::from_ref(&seen)), (1, 0, 0, 0), "nobody said anything else");
    assert_eq!(mine(&[seen.clone(), human(0, Present, 20)]), (1, 0, 0, 0), "a person says the same");
    assert_eq!(mine(&[seen.clone(), human(0, Late, 20)]), (1, 0, 0, 1), "there, and yet changed");
    assert_eq!(mine(&[seen.clone(), human(0, Absent, 20)]), (0, 1, 0, 1));
    assert_eq!(mine(&[seen.clone(), human(0, Excused, 20)]), (0, 1, 0, 1));
    assert_eq!(mine(&[human(0, Present, 20)]), (0, 0, 1, 0), "the machine missed them");
    assert_eq!(mine(&[]), (0, 0, 0, 0), "absent, and nobody said otherwise");
    let ruled_out = said(&seen, Ruling::IsNot { student: student(0) });
    let not_mine = |marks: &[Mark]| counts(&quality(1, marks, std::slice::from_ref(&ruled_out), &[]));
    assert_eq!(not_mine(std::slice::from_ref(&seen)), (0, 1, 0, 1), "somebody else's face");
    assert_eq!(not_mine(&[seen.clone(), human(0, Present, 20)]), (0, 1, 1, 1), "there, by another's face");
    assert_eq!(not_mine(&[seen.clone(), machine(0, 2, 0.6, 30)]), (1, 0, 0, 0), "seen rightly elsewhere");
}

/// Protects the rates: whoever is not decided counts nowhere, and depths compare over thresholds.
#[test]
fn rates_follow_from_the_counts_and_add_up() {
    let marks = [
        machine(0, 1, 0.5, 10),
        machine(0, 2, 0.25, 11),
        machine(1, 1, 0.75, 10),
        human(1, Status::Absent, 20),
    ];
    let one = quality(3, &marks, &[], &[]);
    assert_eq!((one.precision(), one.recall()), (Rate::new(1, 2), Rate::new(1, 1)));
    assert_eq!(one.mean_depth(), Some(0.5), "of 0.25, the nearest of two, and 0.75");
    let two = one.and(quality(1, &[human(0, Status::Present, 20)], &[], &[]));
    assert_eq!((two.sessions, two.recall(), two.override_rate()), (2, Rate::new(1, 2), Rate::new(1, 2)));
    assert_eq!(two.f1(), Some(0.5));
    assert_eq!((Quality::default().f1(), Quality::default().mean_depth()), (None, None));
    // A student who joined after the closing.
    let closed = session(Some(time(100)));
    let late = fold(&closed, &roster(2), &[closing(0, 100)]);
    let counted = Quality::of_session(&late, &[closing(0, 100)], &Rulings::default(), &[]);
    assert_eq!(counts(&counted), (0, 0, 0, 0));
}

/// Protects the share of work: faces that a person was asked about.
#[test]
fn faces_put_up_for_review_are_counted_of_all() {
    let candidate = Candidate { student: student(0), distance: Distance(0.9) };
    let review =
        Identification::NeedsReview { candidates: vec![candidate], reason: ReviewReason::RunnerUpClose };
    let counted = quality(1, &[], &[], &[Identification::Unknown, review]);
    assert_eq!(counted.review_rate(), Rate::new(1, 2));
}
