//! Protects what must hold for *every* history: a human mark survives any number of re-runs, the order of
//! machine marks makes no difference, and doing a thing twice is doing it once.

use crate::history::{closing, human, machine, roster, seen, session, student, time};
use muster_domain::{Mark, MarkSource, Sighting, Status, StudentId};
use muster_record::{close, fold, machine_marks};
use proptest::{prelude::*, sample::select};

const STUDENTS: u8 = 4;

fn any_machine() -> impl Strategy<Value = Mark> {
    // Few distances and few instants, so that ties are common.
    (0..STUDENTS, 0..5u8, 0..3u8, 0..3i64)
        .prop_map(|(who, photo, step, at)| machine(who, photo, f32::from(step) / 2.0, 30 * at))
}

fn any_mark() -> impl Strategy<Value = Mark> {
    prop_oneof![
        3 => any_machine(),
        2 => (0..STUDENTS, select(Status::ALL.to_vec()), 0..90i64).prop_map(|(w, s, at)| human(w, s, at)),
        1 => (0..STUDENTS, 0..90i64).prop_map(|(who, at)| closing(who, at)),
    ]
}

fn any_sighting() -> impl Strategy<Value = (StudentId, Sighting, Status)> {
    (0..STUDENTS, 0..5u8, 0..6u8, any::<bool>()).prop_map(|(who, photo, step, late)| {
        let (student, sighting, on_time) = seen(who, photo, f32::from(step) / 5.0);
        (student, sighting, if late { Status::Late } else { on_time })
    })
}

fn any_closed_at() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![Just(None), Just(Some(50))]
}

fn is_machine(mark: &Mark) -> bool {
    matches!(mark.source, MarkSource::Machine { .. })
}

/// The same history with its machine marks permuted; every other row stays where it was.
fn with_machine_marks_shuffled() -> impl Strategy<Value = (Vec<Mark>, Vec<Mark>)> {
    prop::collection::vec(any_mark(), 0..24).prop_flat_map(|marks| {
        let machines: Vec<Mark> = marks.iter().filter(|mark| is_machine(mark)).cloned().collect();
        (Just(marks), Just(machines).prop_shuffle()).prop_map(|(marks, machines)| {
            let mut next = machines.into_iter();
            let mut take = |mark: &Mark| if is_machine(mark) { next.next() } else { Some(mark.clone()) };
            let shuffled = marks.iter().filter_map(&mut take).collect();
            (marks, shuffled)
        })
    })
}

proptest! {
    #[test]
    fn the_order_of_machine_marks_makes_no_difference(
        (marks, shuffled) in with_machine_marks_shuffled(), closed in any_closed_at(),
    ) {
        let session = session(closed.map(time));
        prop_assert_eq!(marks.len(), shuffled.len());
        prop_assert_eq!(
            fold(&session, &roster(STUDENTS), &marks),
            fold(&session, &roster(STUDENTS), &shuffled)
        );
    }

    /// Where in the history the machine's rows stand makes no difference either: only their content does.
    #[test]
    fn machine_marks_may_come_before_or_after_everything_else(
        marks in prop::collection::vec(any_mark(), 0..24), closed in any_closed_at(),
    ) {
        let session = session(closed.map(time));
        let (machines, others): (Vec<_>, Vec<_>) = marks.iter().cloned().partition(is_machine);
        let first = [machines.clone(), others.clone()].concat();
        let last = [others, machines].concat();
        let expected = fold(&session, &roster(STUDENTS), &marks);
        prop_assert_eq!(&fold(&session, &roster(STUDENTS), &first), &expected);
        prop_assert_eq!(&fold(&session, &roster(STUDENTS), &last), &expected);
    }

    #[test]
    fn re_running_the_machine_never_changes_a_student_with_a_human_mark(
        marks in prop::collection::vec(any_mark(), 0..16),
        runs in prop::collection::vec(prop::collection::vec(any_sighting(), 0..8), 0..4),
        closed in any_closed_at(),
    ) {
        let session = session(closed.map(time));
        let before = fold(&session, &roster(STUDENTS), &marks);
        let mut history = marks.clone();
        for (run, sightings) in (100..).zip(&runs) {
            let new = machine_marks(&history, sightings, time(run));
            history.extend(new);
        }
        let after = fold(&session, &roster(STUDENTS), &history);
        for (who, (old, new)) in (0..STUDENTS).zip(before.iter().zip(&after)) {
            let touched = marks.iter().any(|mark|
                mark.student == student(who) && matches!(mark.source, MarkSource::Human { .. }));
            if touched {
                prop_assert_eq!(old, new, "student {} has a human mark", who);
            }
            prop_assert!(
                !old.status.attended() || new.status.attended(),
                "a re-run never takes a student out of the room"
            );
        }
    }

    #[test]
    fn taking_the_same_photos_again_adds_no_row(
        marks in prop::collection::vec(any_mark(), 0..16),
        sightings in prop::collection::vec(any_sighting(), 0..12),
    ) {
        let new = machine_marks(&marks, &sightings, time(100));
        let mut about: Vec<_> = new.iter().map(|mark| &mark.student).collect();
        about.dedup();
        prop_assert_eq!(about.len(), new.len(), "at most one row a student");
        let history = [marks, new].concat();
        prop_assert_eq!(machine_marks(&history, &sightings, time(200)), vec![]);
    }

    /// Every sighting counts: whoever was sighted has machine evidence afterwards at least as good.
    #[test]
    fn the_best_sighting_is_kept(sightings in prop::collection::vec(any_sighting(), 1..12)) {
        let marks = machine_marks(&[], &sightings, time(100));
        for (who, sighting, _) in &sightings {
            let kept = marks.iter().find(|mark| mark.student == *who);
            let distance = kept.and_then(|mark| match &mark.source {
                MarkSource::Machine { sighting } => Some(sighting.distance.0),
                _ => None,
            });
            prop_assert!(distance.is_some_and(|distance| distance <= sighting.distance.0));
        }
    }

    #[test]
    fn after_closing_nobody_is_left_undecided_and_closing_again_adds_nothing(
        marks in prop::collection::vec(any_mark(), 0..24),
    ) {
        let open = fold(&session(None), &roster(STUDENTS), &marks);
        let history = [marks, close(&open, "ms-day", time(100))].concat();
        let closed = fold(&session(Some(time(100))), &roster(STUDENTS), &history);
        for (before, after) in open.iter().zip(&closed) {
            prop_assert_ne!(after.status, Status::NotSeen);
            if before.status != Status::NotSeen {
                prop_assert_eq!(before, after, "closing changes only the undecided");
            }
        }
        prop_assert_eq!(close(&closed, "ms-day", time(200)), vec![]);
    }
}
