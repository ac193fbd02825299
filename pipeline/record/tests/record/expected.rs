//! Protects students who join or leave during the term from absences where they were not expected, those on leave from being
//! counted as missing, and every mark that was set from going out of sight.

use crate::history::{closing, human, machine, roster, session, status_of, student, time};
use jiff::civil::{Date, date};
use muster_domain::{Leave, LeaveId, Mark, MarkSource, Member, Session, Status, Stay};
use muster_record::{close, expected, fold, leave_marks};
use proptest::prelude::*;

const DAY: Date = date(2026, 3, 2); // of `session`

fn member(who: u8, stays: &[(Option<Date>, Option<Date>)]) -> Member {
    let stays = stays.iter().map(|&(first_day, last_day)| Stay { first_day, last_day }).collect();
    Member { student: roster(who + 1).remove(usize::from(who)), stays }
}

fn there(session: &Session, members: &[Member], group: Option<&[Member]>, marks: &[Mark]) -> Vec<String> {
    expected(session, members, group, marks).into_iter().map(|one| one.id.to_string()).collect()
}

#[test]
fn who_joined_later_or_left_before_is_not_expected() {
    let members = [
        member(0, &[(None, None)]),
        member(1, &[(Some(date(2026, 3, 3)), None)]),
        member(2, &[(None, Some(date(2026, 3, 1)))]),
        member(3, &[(Some(DAY), Some(DAY))]),
        member(4, &[(None, Some(date(2026, 2, 1))), (Some(date(2026, 3, 9)), None)]),
    ];
    assert_eq!(
        there(&session(None), &members, None, &[]),
        ["s0", "s3"],
        "on the first and on the last day one is there"
    );
}

#[test]
fn a_mark_shows_its_student_whatever_the_roster_says_but_a_closing_does_not() {
    let members = [member(0, &[(Some(date(2026, 3, 3)), None)])];
    let session = session(Some(time(50)));
    assert_eq!(there(&session, &members, None, &[closing(0, 50)]), Vec::<String>::new());
    assert_eq!(there(&session, &members, None, &[human(0, Status::NotSeen, 9)]), Vec::<String>::new());
    for mark in [machine(0, 1, 0.2, 9), human(0, Status::Absent, 9)] {
        assert_eq!(there(&session, &members, None, &[mark]), ["s0"]);
    }
}

#[test]
fn a_groups_session_expects_the_group_of_that_day() {
    let members = [member(0, &[(None, None)]), member(1, &[(None, None)]), member(2, &[(None, None)])];
    let group = [member(0, &[(None, None)]), member(1, &[(None, Some(date(2026, 3, 1)))])];
    let session = Session { group: Some("Lab A".to_owned()), ..session(None) };
    assert_eq!(there(&session, &members, Some(&group), &[]), ["s0"]);
    assert_eq!(there(&session, &members, Some(&group), &[machine(2, 1, 0.2, 9)]), ["s0", "s2"]);
}

fn leave(id: i64, who: u8, days: (Date, Date), at: i64) -> Leave {
    Leave {
        id: LeaveId(id),
        student: student(who),
        first_day: days.0,
        last_day: days.1,
        letter: None,
        note: format!("note {id}"),
        by: "office".to_owned(),
        at: time(at),
        withdrawn: None,
    }
}

#[test]
fn leave_excuses_its_days_and_ends_when_it_is_withdrawn() {
    let session = session(None);
    let mut ahead = leave(1, 0, (date(2026, 2, 27), DAY), 5);
    assert_eq!(status_of(&session, &leave_marks(&session, std::slice::from_ref(&ahead))), Status::Excused);
    let other_day = leave(2, 0, (date(2026, 3, 3), date(2026, 3, 9)), 5);
    assert_eq!(leave_marks(&session, &[other_day]), []);
    ahead.withdrawn = Some(("office".to_owned(), time(6)));
    assert_eq!(leave_marks(&session, &[ahead]), []);
}

#[test]
fn of_several_leaves_the_one_entered_last_counts() {
    let session = session(None);
    let marks = leave_marks(
        &session,
        &[leave(1, 0, (DAY, DAY), 9), leave(2, 0, (DAY, DAY), 5), leave(3, 1, (DAY, DAY), 1)],
    );
    let notes: Vec<_> = marks
        .iter()
        .map(|mark| match &mark.source {
            MarkSource::Leave { note, .. } => note.as_str(),
            _ => "",
        })
        .collect();
    assert_eq!(notes, ["note 1", "note 3"]);
}

/// The note from home comes after the roll call; who was in the room was in the room.
#[test]
fn leave_against_what_photos_and_people_say() {
    let session = session(Some(time(50)));
    let away = leave_marks(&session, &[leave(1, 0, (DAY, DAY), 60)]);
    let with = |mark: Mark| status_of(&session, &[vec![mark], away.clone()].concat());
    assert_eq!(with(closing(0, 50)), Status::Excused, "a closing knew of no reason");
    assert_eq!(with(human(0, Status::Absent, 40)), Status::Excused, "the note came later");
    assert_eq!(with(human(0, Status::Absent, 70)), Status::Absent, "somebody who knew of it says no");
    assert_eq!(with(human(0, Status::LeftEarly, 40)), Status::LeftEarly);
    assert_eq!(with(machine(0, 1, 0.2, 40)), Status::Present);
    let taken_back = [machine(0, 1, 0.2, 40), human(0, Status::NotSeen, 41), away[0].clone()];
    assert_eq!(status_of(&session, &taken_back), Status::Excused);
}

#[test]
fn closing_makes_nobody_on_leave_absent() {
    let session = session(None);
    let marks = leave_marks(&session, &[leave(1, 0, (DAY, DAY), 5)]);
    assert_eq!(close(&fold(&session, &roster(1), &marks), "ms-day", time(50)), []);
}

proptest! {
    /// Protects from both: an absence of somebody who was not expected, and a member who is left out.
    #[test]
    fn everybody_expected_is_a_member_of_the_day_or_was_marked(
        stays in prop::collection::vec((0i16..60, 0i16..60), 1..6), marked in 0u8..6,
    ) {
        let day = |n: i16| date(2026, 2, 1).saturating_add(jiff::Span::new().days(n));
        let members: Vec<Member> = (0u8..)
            .zip(&stays)
            .map(|(who, (first, last))| member(who, &[(Some(day(*first)), Some(day(*last)))]))
            .collect();
        let marks = [machine(marked, 1, 0.2, 9)];
        let found = there(&session(None), &members, None, &marks);
        for one in &members {
            let id = one.student.id.to_string();
            let should = one.covers(DAY) || one.student.id == student(marked);
            prop_assert_eq!(found.contains(&id), should, "{}", id);
        }
    }
}
