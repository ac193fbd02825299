//! Protects the rules of a session's record, one named case each: who wins, what closing does, and that taking
//! the same photos again changes nothing.

use crate::history::{closing, human, machine, roster, seen, seen_by, session, status_of, student, time};
use muster_domain::{MarkSource, PhotoDigest, Status};
use muster_record::{changed_since_closing, close, fold, machine_marks};

#[test]
fn without_marks_a_student_is_not_seen_even_in_a_closed_session() {
    for closed_at in [None, Some(time(50))] {
        let records = fold(&session(closed_at), &roster(2), &[]);
        assert_eq!(records.len(), 2, "one record a student of the roster");
        assert!(records.iter().all(|record| record.status == Status::NotSeen && record.mark.is_none()));
    }
}

#[test]
fn a_human_mark_beats_a_machine_mark_that_came_later() {
    let marks = [human(0, Status::Absent, 1), machine(0, 1, 0.1, 2), machine(0, 2, 0.2, 90)];
    assert_eq!(status_of(&session(None), &marks), Status::Absent);
}

#[test]
fn the_latest_human_mark_wins_and_at_the_same_instant_the_later_row() {
    let late = human(0, Status::Late, 9);
    let excused = human(0, Status::Excused, 5);
    assert_eq!(status_of(&session(None), &[late.clone(), excused]), Status::Late, "by time, not by row");
    let same_instant = human(0, Status::LeftEarly, 9);
    assert_eq!(status_of(&session(None), &[late.clone(), same_instant.clone()]), Status::LeftEarly);
    assert_eq!(status_of(&session(None), &[same_instant, late]), Status::Late);
}

#[test]
fn closing_makes_the_unseen_absent_and_leaves_everybody_else() {
    let open = session(None);
    let marks = vec![machine(0, 1, 0.3, 1), human(1, Status::Excused, 2)];
    let closing_marks = close(&fold(&open, &roster(4), &marks), "ms-day", time(50));
    let about: Vec<_> = closing_marks.iter().map(|mark| mark.student.clone()).collect();
    assert_eq!(about, [student(2), student(3)]);
    assert!(closing_marks.iter().all(|mark| mark.at == time(50)
        && mark.source == MarkSource::Closing { by: "ms-day".to_owned() }));

    let all = [marks, closing_marks].concat();
    let closed = fold(&session(Some(time(50))), &roster(4), &all);
    let statuses: Vec<_> = closed.iter().map(|record| record.status).collect();
    assert_eq!(statuses, [Status::Present, Status::Excused, Status::Absent, Status::Absent]);
    assert!(close(&closed, "ms-day", time(60)).is_empty(), "closing again adds nothing");
}

#[test]
fn a_photo_added_after_closing_shows_who_was_there_and_is_listed_for_review() {
    let closed = session(Some(time(50)));
    let marks = [closing(0, 50), machine(0, 1, 0.3, 60)];
    let record = &fold(&closed, &roster(1), &marks)[0];
    assert_eq!(record.status, Status::Present, "absent by default has lost its ground");
    assert!(changed_since_closing(&closed, record));

    let before = &fold(&closed, &roster(1), &[machine(0, 1, 0.3, 40)])[0];
    assert!(!changed_since_closing(&closed, before), "a photo from before closing changed nothing");
}

#[test]
fn a_photo_added_after_closing_does_not_overturn_an_absence_that_a_person_set() {
    let marks = [human(0, Status::Absent, 40), machine(0, 1, 0.01, 60)];
    assert_eq!(status_of(&session(Some(time(50))), &marks), Status::Absent);
}

#[test]
fn reopening_takes_back_the_absences_that_nobody_set() {
    let marks = [closing(0, 50)];
    assert_eq!(status_of(&session(Some(time(50))), &marks), Status::Absent);
    assert_eq!(status_of(&session(None), &marks), Status::NotSeen);
    let set_by_a_person = [closing(0, 50), human(0, Status::Absent, 45)];
    assert_eq!(status_of(&session(None), &set_by_a_person), Status::Absent);
}

#[test]
fn a_human_not_seen_rejects_the_sighting_and_leaves_the_rest_to_closing() {
    let marks = vec![machine(0, 1, 0.1, 1), human(0, Status::NotSeen, 2), machine(0, 2, 0.05, 3)];
    let open = session(None);
    assert_eq!(status_of(&open, &marks), Status::NotSeen, "`that is not her` survives a better sighting");
    let closing_marks = close(&fold(&open, &roster(1), &marks), "ms-day", time(50));
    let all = [marks, closing_marks].concat();
    assert_eq!(status_of(&session(Some(time(50))), &all), Status::Absent);
}

#[test]
fn the_record_shows_the_nearest_sighting() {
    let marks = [machine(0, 1, 0.5, 1), machine(0, 2, 0.2, 2), machine(0, 3, 0.4, 3)];
    assert_eq!(fold(&session(None), &roster(1), &marks)[0].mark.as_ref(), Some(&marks[1]));
}

#[test]
fn marks_of_students_who_left_the_roster_are_left_out() {
    let records = fold(&session(None), &roster(1), &[machine(7, 1, 0.1, 1)]);
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].student, student(0));
}

#[test]
fn the_same_photo_again_adds_nothing_even_a_hair_closer() {
    let first = machine_marks(&[], &[seen(0, 1, 0.4)], time(1));
    assert_eq!(first.len(), 1);
    assert!(machine_marks(&first, &[seen(0, 1, 0.399_999)], time(2)).is_empty());
}

#[test]
fn another_photo_adds_a_row_only_when_it_shows_the_student_better() {
    let first = machine_marks(&[], &[seen(0, 1, 0.4)], time(1));
    assert!(machine_marks(&first, &[seen(0, 2, 0.4)], time(2)).is_empty(), "equal is not better");
    assert!(machine_marks(&first, &[seen(0, 2, 0.5)], time(2)).is_empty());
    let second = machine_marks(&first, &[seen(0, 2, 0.3), seen(0, 3, 0.2), seen(0, 4, 0.35)], time(2));
    assert_eq!(second.len(), 1, "one row a student");
    assert!(matches!(&second[0].source,
        MarkSource::Machine { sighting } if sighting.photo == PhotoDigest([3; 32])));
}

#[test]
fn sightings_of_two_models_are_ranked_by_depth_inside_their_own_threshold() {
    let first = machine_marks(&[], &[seen_by("facenet", 0, 1, 0.5, 1.0)], time(1));
    let shallow = seen_by("sface", 0, 1, 0.45, 0.5);
    assert!(machine_marks(&first, &[shallow], time(2)).is_empty(), "0.45 of 0.5 is nearer the edge");
    let deep = seen_by("sface", 0, 1, 0.1, 0.5);
    assert_eq!(machine_marks(&first, &[deep], time(2)).len(), 1);
}

#[test]
fn a_sighting_without_a_number_is_no_evidence() {
    assert!(machine_marks(&[], &[seen(0, 1, f32::NAN), seen(1, 1, f32::INFINITY)], time(1)).is_empty());
}
