//! Protects students from being late by a wrong clock, and the register from a phone whose owner sets its clock.

use crate::history::{machine, roster, seen, session, time};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use muster_domain::{Mark, SessionTime, Status};
use muster_record::{PhotoTime, arrival, fold, machine_marks, taken_at};

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn local(text: &str) -> DateTime {
    text.parse().expect("a local time")
}

fn lesson() -> SessionTime {
    SessionTime {
        starts_at: at("2026-11-23T07:15:00Z"),
        ends_at: at("2026-11-23T08:00:00Z"),
        zone: "Europe/Berlin".to_owned(),
        late_from: Some(at("2026-11-23T07:25:00Z")),
    }
}

fn seen_as(captured: Option<DateTime>, sent: Option<DateTime>, received: &str) -> Status {
    let berlin = TimeZone::get("Europe/Berlin").expect("a zone");
    let time = PhotoTime { captured_at: captured, sent_at: sent, received_at: at(received) };
    arrival(Some(&lesson()), taken_at(time, &berlin))
}

#[test]
fn late_begins_after_the_grace_and_ends_with_the_session() {
    for (captured, status) in [
        ("2026-11-23T08:00:00", Status::Present),
        ("2026-11-23T08:24:59", Status::Present),
        ("2026-11-23T08:25:00", Status::Late),
        ("2026-11-23T08:59:59", Status::Late),
        ("2026-11-23T09:00:00", Status::Present),
    ] {
        assert_eq!(seen_as(Some(local(captured)), None, "2026-11-23T10:00:00Z"), status, "{captured}");
    }
    assert_eq!(arrival(None, Some(at("2026-11-23T07:30:00Z"))), Status::Present, "no timetable, nobody late");
    let no_grace = SessionTime { late_from: None, ..lesson() };
    assert_eq!(arrival(Some(&no_grace), Some(at("2026-11-23T07:30:00Z"))), Status::Present);
}

#[test]
fn a_photo_that_was_sent_hours_later_counts_by_when_it_was_taken() {
    let (taken, sent) = (Some(local("2026-11-23T08:20:00")), Some(local("2026-11-23T14:00:00")));
    assert_eq!(seen_as(taken, sent, "2026-11-23T13:00:01Z"), Status::Present);
}

#[test]
fn the_phones_clock_is_corrected_by_what_it_says_when_sending() {
    // 40 minutes fast: taken at 8:20 by the school's clock, as it says 9:00.
    let fast = seen_as(
        Some(local("2026-11-23T09:00:00")),
        Some(local("2026-11-23T09:01:00")),
        "2026-11-23T07:21:00Z",
    );
    assert_eq!(fast, Status::Present);
    // In another time zone, six hours behind.
    let abroad = seen_as(
        Some(local("2026-11-23T02:30:00")),
        Some(local("2026-11-23T02:31:00")),
        "2026-11-23T07:31:00Z",
    );
    assert_eq!(abroad, Status::Late);
    // Some seconds on the way are no error of the clock.
    let slow_network = seen_as(
        Some(local("2026-11-23T08:24:30")),
        Some(local("2026-11-23T08:24:40")),
        "2026-11-23T07:25:20Z",
    );
    assert_eq!(slow_network, Status::Present);
}

#[test]
fn a_photo_whose_time_cant_be_makes_nobody_late() {
    assert_eq!(seen_as(None, None, "2026-11-23T07:40:00Z"), Status::Present);
    assert_eq!(
        seen_as(Some(local("2026-11-23T08:50:00")), None, "2026-11-23T07:40:00Z"),
        Status::Present,
        "from the future"
    );
    let nearly_now = seen_as(Some(local("2026-11-23T08:41:00")), None, "2026-11-23T07:40:00Z");
    assert_eq!(nearly_now, Status::Late, "a minute ahead is now");
}

#[test]
fn who_is_seen_on_time_in_a_photo_that_comes_later_was_not_late() {
    let (who, mut late, _) = seen(0, 2, 0.2);
    let first = machine_marks(&[], &[(who.clone(), late.clone(), Status::Late)], time(1));
    let status = |marks: &[Mark]| fold(&session(None), &roster(1), marks)[0].status;
    assert_eq!(status(&first), Status::Late);

    // The earlier photo shows them less well, so the best evidence is still the later one.
    let second = machine_marks(&first, &[(who.clone(), late.clone(), Status::Present)], time(2));
    assert_eq!(second.len(), 1);
    let both = [first, second].concat();
    assert_eq!(status(&both), Status::Present);
    assert_eq!(
        machine_marks(&both, &[(who.clone(), late.clone(), Status::Present)], time(3)),
        [],
        "once is enough"
    );

    // A nearer sighting that is late takes nothing back.
    late.photo = muster_domain::PhotoDigest([9; 32]);
    late.distance = muster_domain::Distance(0.01);
    let third = machine_marks(&both, &[(who, late, Status::Late)], time(4));
    assert_eq!(status(&[both, third].concat()), Status::Present);
    assert_eq!(status(&[machine(0, 1, 0.4, 5)]), Status::Present);
}
