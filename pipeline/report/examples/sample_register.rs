//! Writes a register of an invented class: `cargo run -p muster-report --example sample_register -- OUT.xlsx`.
//! To look at the file in a spreadsheet, or to check it with `testdata/report/check_register.py`.

use jiff::{Timestamp, ToSpan, civil::date};
use muster_domain::{
    BoundingBox, ClassId, Distance, Mark, MarkSource, ModelId, PhotoDigest, Session, SessionId, Sighting,
    Status, Student, StudentId,
};
use muster_record::fold;
use muster_report::{LogEntry, RegisterData, write_register};

const NAMES: [(&str, &str, &str); 12] = [
    ("00123", "Ada", "Lovelace"),
    ("00124", "Grace", "Hopper"),
    ("00125", "Alan", "Turing"),
    ("00126", "محمد", "الخوارزمي"),
    ("00127", "Emmy", "Noether"),
    ("00128", "Srinivasa", "Ramanujan"),
    ("00129", "Sinéad", "O'Brien"),
    ("00130", "Maryam", "Mirzakhani"),
    ("00131", "=1+1", "Null"),
    ("00132", "景润", "陈"),
    ("00133", "Katherine", "Johnson"),
    ("00134", "Wolfeschlegelsteinhausenbergerdorff", "Featherstonehaugh-Cholmondeley"),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os().nth(1).ok_or("give the path of the workbook to write")?;
    std::fs::write(path, write_register(&sample()?)?)?;
    Ok(())
}

fn sample() -> Result<RegisterData, Box<dyn std::error::Error>> {
    let students: Vec<Student> = NAMES
        .iter()
        .map(|(id, first, last)| Student {
            id: StudentId::new(*id),
            last_name: (*last).to_owned(),
            first_name: (*first).to_owned(),
        })
        .collect();
    let opening: Timestamp = "2026-03-02T08:05:00Z".parse()?;
    let mut sessions = Vec::new();
    let mut records = Vec::new();
    let mut log = Vec::new();
    for number in 0..14_i64 {
        let closed = number < 13;
        let session = Session {
            closed_by: None,
            confirmation: None,
            group: None,
            time: None,
            id: SessionId(number),
            class: ClassId::new("7b"),
            date: date(2026, 3, 2).checked_add((number / 2 * 2).days())?,
            label: format!("{} period", if number % 2 == 0 { "1st" } else { "3rd" }),
            closed_at: closed.then_some(opening),
        };
        let at = opening.checked_add((number * 24).hours())?;
        let marks: Vec<Mark> = students
            .iter()
            .zip(0..)
            .filter_map(|(student, place)| mark(student, place, number, closed, at))
            .collect();
        records.extend(fold(&session, &students, &marks));
        log.extend(marks.into_iter().map(|mark| LogEntry { session: session.id, mark }));
        sessions.push(session);
    }
    Ok(RegisterData {
        school: "Riverside School".to_owned(),
        class: "Class 7b".to_owned(),
        students,
        sessions,
        records,
        log,
        statuses: muster_record::plain_set(),
        generated_at: opening,
        version: concat!("muster ", env!("CARGO_PKG_VERSION")).to_owned(),
    })
}

/// An invented mark, different from cell to cell; the last session is still open and has gaps.
fn mark(student: &Student, place: i64, number: i64, closed: bool, at: Timestamp) -> Option<Mark> {
    let by = "ms-day".to_owned();
    let human = |remark: &str| MarkSource::Human { by: "ms-day".to_owned(), remark: remark.to_owned() };
    let (status, source) = match (place * 5 + number * 3) % 11 {
        1 => (Status::Late, human("bus")),
        2 if place % 2 == 0 => (Status::Excused, human("dentist, note from home")),
        3 if place % 3 == 0 => (Status::LeftEarly, human("")),
        4 | 5 if closed => (Status::Absent, MarkSource::Closing { by }),
        4 | 5 => return None,
        _ => (Status::Present, machine(place, number)),
    };
    Some(Mark { letter: None, student: student.id.clone(), status, source, at })
}

fn machine(place: i64, number: i64) -> MarkSource {
    MarkSource::Machine {
        sighting: Sighting {
            photo: PhotoDigest([(17 * number + 3) as u8; 32]),
            bounding_box: BoundingBox::new(100.0 + 80.0 * place as f32, 310.0, 42.0, 55.0),
            distance: Distance(0.5 + 0.02 * place as f32),
            model: ModelId::new("sface/5pt"),
            threshold: Distance(1.05),
        },
    }
}
