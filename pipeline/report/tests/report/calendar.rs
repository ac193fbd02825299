//! Protects calendars: another parser (the `icalendar` crate's) reads what was written, and the lines are what RFC 5545
//! asks for.

use icalendar::{Calendar, CalendarComponent, Component, Event};
use jiff::{Timestamp, ToSpan};
use muster_report::{CalendarEntry, write_calendar};
use proptest::prelude::*;

use crate::{hostile::HOSTILE, sample::instant};

fn entry(words: &str) -> CalendarEntry {
    CalendarEntry {
        uid: "session-17@school.example".to_owned(),
        starts_at: instant(),
        ends_at: instant() + 45.minutes(),
        summary: words.to_owned(),
        description: words.to_owned(),
        location: String::new(),
        cancelled: false,
        sequence: 2,
        last_modified: instant() - 24.hours(),
    }
}

fn read(feed: &str) -> (Calendar, Vec<Event>) {
    let calendar: Calendar = feed.parse().expect("a calendar that another parser reads");
    let events = calendar.components.iter().map(|component| match component {
        CalendarComponent::Event(event) => event.clone(),
        other => panic!("not an event: {other:?}"),
    });
    let events = events.collect();
    (calendar, events)
}

fn check_lines(feed: &str) {
    assert!(feed.ends_with("\r\n"));
    for line in feed.trim_end().split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?} is {} octets", line.len());
    }
}

#[test]
fn another_parser_reads_every_field() {
    let mut cancelled = entry("7b maths");
    (cancelled.cancelled, cancelled.location) = (true, "Room 4, north".to_owned());
    cancelled.ends_at = cancelled.starts_at;
    let feed = write_calendar(&[entry("7b maths"), cancelled], "Timetable of 7b", instant());
    check_lines(&feed);
    let (calendar, events) = read(&feed);
    assert_eq!(calendar.get_name(), Some("Timetable of 7b"));
    assert_eq!(calendar.property_value("PRODID"), Some("-//Muster//Muster//EN"));
    let interval = calendar.properties.iter().find(|property| property.key() == "REFRESH-INTERVAL");
    assert_eq!(interval.map(icalendar::Property::value), Some("PT1H"));
    let expected = [
        ("UID", Some("session-17@school.example"), Some("session-17@school.example")),
        ("DTSTAMP", Some("20260306T140000Z"), Some("20260306T140000Z")),
        ("DTSTART", Some("20260306T140000Z"), Some("20260306T140000Z")),
        ("DTEND", Some("20260306T144500Z"), None),
        ("SUMMARY", Some("7b maths"), Some("7b maths")),
        ("LOCATION", None, Some("Room 4, north")),
        ("STATUS", Some("CONFIRMED"), Some("CANCELLED")),
        ("TRANSP", Some("OPAQUE"), Some("TRANSPARENT")),
        ("SEQUENCE", Some("2"), Some("2")),
        ("LAST-MODIFIED", Some("20260305T140000Z"), Some("20260305T140000Z")),
    ];
    for (name, first, second) in expected {
        assert_eq!(
            [events[0].property_value(name), events[1].property_value(name)],
            [first, second],
            "{name}"
        );
    }
}

#[test]
fn parts_of_a_second_are_left_out() {
    let at: Timestamp = "2026-03-06T14:00:00.999Z".parse().expect("an instant");
    assert!(write_calendar(&[], "", at).lines().all(|line| !line.contains('.') || line == "VERSION:2.0"));
    assert!(write_calendar(&[entry("")], "", at).contains("DTSTAMP:20260306T140000Z\r\n"));
}

fn check(words: &str) {
    let feed = write_calendar(&[entry(words), entry("after")], words, instant());
    check_lines(&feed);
    let (_, events) = read(&feed);
    assert_eq!(events.len(), 2, "no text ends an entry or begins another");
    let tame = words.replace("\r\n", "\n").replace('\r', "\n");
    let tame: String =
        tame.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c }).collect();
    assert_eq!(events[0].property_value("SUMMARY"), Some(tame.as_str()));
    assert_eq!(events[1].property_value("SUMMARY"), Some("after"));
}

#[test]
fn hostile_words_come_back() {
    for words in HOSTILE.into_iter().chain(["END:VEVENT\r\nBEGIN:VEVENT", "a;b,c\\n\\", "\u{1f469}"]) {
        check(words);
    }
    check(&"ñ\u{1f469}".repeat(300));
}

proptest! {
    #[test]
    fn any_words_come_back(words in prop_oneof!["[\\\\;,:\"nN\r\n a]{0,90}", any::<String>(), "\\PC{0,200}"]) {
        check(&words);
    }
}
