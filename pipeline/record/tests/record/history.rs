//! Small words to write histories with: student 0 is the one most cases are about, times are seconds.

use jiff::{Timestamp, civil::date};
use muster_domain::{
    BoundingBox, ClassId, Distance, Mark, MarkSource, ModelId, PhotoDigest, Session, SessionId, Sighting,
    Status, Student, StudentId,
};
use muster_record::fold;

/// So many seconds after the epoch.
pub(crate) fn time(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("a small number of seconds")
}

pub(crate) fn student(number: u8) -> StudentId {
    StudentId::new(format!("s{number}"))
}

/// Students 0 up to `size`.
pub(crate) fn roster(size: u8) -> Vec<Student> {
    (0..size)
        .map(|n| Student { id: student(n), last_name: format!("L{n}"), first_name: format!("F{n}") })
        .collect()
}

pub(crate) fn session(closed_at: Option<Timestamp>) -> Session {
    Session {
        closed_by: None,
        confirmation: None,
        id: SessionId(1),
        class: ClassId::new("7b"),
        date: date(2026, 3, 2),
        label: String::new(),
        closed_at,
        time: None,
        group: None,
    }
}

/// A sighting by one model, in the photo of that number.
pub(crate) fn seen_by(
    model: &str,
    who: u8,
    photo: u8,
    distance: f32,
    threshold: f32,
) -> (StudentId, Sighting, Status) {
    let sighting = Sighting {
        photo: PhotoDigest([photo; 32]),
        bounding_box: BoundingBox::new(10.0, 200.0, 30.0, 40.0),
        distance: Distance(distance),
        model: ModelId::new(model),
        threshold: Distance(threshold),
    };
    (student(who), sighting, Status::Present)
}

pub(crate) fn seen(who: u8, photo: u8, distance: f32) -> (StudentId, Sighting, Status) {
    seen_by("facenet", who, photo, distance, 1.0)
}

pub(crate) fn machine(who: u8, photo: u8, distance: f32, at: i64) -> Mark {
    let (student, sighting, status) = seen(who, photo, distance);
    Mark { student, status, letter: None, source: MarkSource::Machine { sighting }, at: time(at) }
}

pub(crate) fn human(who: u8, status: Status, at: i64) -> Mark {
    let source = MarkSource::Human { by: "ms-day".to_owned(), remark: String::new() };
    Mark { student: student(who), status, letter: None, source, at: time(at) }
}

pub(crate) fn closing(who: u8, at: i64) -> Mark {
    let source = MarkSource::Closing { by: "ms-day".to_owned() };
    Mark { student: student(who), status: Status::Absent, letter: None, source, at: time(at) }
}

/// What holds for student 0.
pub(crate) fn status_of(session: &Session, marks: &[Mark]) -> Status {
    fold(session, &roster(1), marks)[0].status
}
