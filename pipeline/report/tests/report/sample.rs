//! A small register whose every cell is known, and the way to read a written one back.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use jiff::{Timestamp, civil::date};
use muster_domain::{
    AttendanceRecord, BoundingBox, ClassId, Distance, Mark, MarkSource, ModelId, PhotoDigest, Session,
    SessionId, Sighting, Status, Student, StudentId,
};
use muster_report::{LogEntry, RegisterData, write_register};

pub(crate) fn student(id: &str, last: &str, first: &str) -> Student {
    Student { id: StudentId::new(id), last_name: last.to_owned(), first_name: first.to_owned() }
}

pub(crate) fn session(id: i64, day: i8, label: &str) -> Session {
    Session {
        closed_by: None,
        confirmation: None,
        group: None,
        time: None,
        id: SessionId(id),
        class: ClassId::new("7b"),
        date: date(2026, 3, day),
        label: label.to_owned(),
        closed_at: None,
    }
}

pub(crate) fn record(session: i64, student: &str, status: Status) -> AttendanceRecord {
    AttendanceRecord { session: SessionId(session), student: StudentId::new(student), status, mark: None }
}

pub(crate) fn instant() -> Timestamp {
    "2026-03-06T14:00:00Z".parse().expect("an instant")
}

pub(crate) fn sighting() -> Sighting {
    Sighting {
        photo: PhotoDigest([0xab; 32]),
        bounding_box: BoundingBox::new(10.4, 220.0, 31.0, 42.6),
        distance: Distance(0.8),
        model: ModelId::new("sface/5pt"),
        threshold: Distance(1.05),
    }
}

pub(crate) fn entry(session: i64, student: &str, status: Status, source: MarkSource) -> LogEntry {
    let mark = Mark { letter: None, student: StudentId::new(student), status, source, at: instant() };
    LogEntry { session: SessionId(session), mark }
}

/// Three students given out of order, four sessions (two on one day), one of each status, one student who was
/// not on the roster at first, and one whom nobody has decided about.
pub(crate) fn data() -> RegisterData {
    use Status::{Absent, Excused, Late, LeftEarly, NotSeen, Present};
    let rows = [
        ("00123", [Some(Present), Some(Late), Some(LeftEarly), Some(Present)]),
        ("7", [None, Some(Excused), Some(Absent), Some(NotSeen)]),
        ("x", [None, None, None, Some(NotSeen)]),
    ];
    let records = rows
        .iter()
        .flat_map(|(id, row)| (1..).zip(row).filter_map(|(session, s)| s.map(|s| record(session, id, s))))
        .collect();
    let human = MarkSource::Human { by: "ms-day".to_owned(), remark: "=late bus".to_owned() };
    RegisterData {
        school: "R&D School".to_owned(),
        class: "7b".to_owned(),
        students: vec![
            student("x", "=SUM(A1)", "@x"),
            student("7", "hopper", "Grace"),
            student("00123", "Brown", "Ann"),
        ],
        sessions: vec![session(2, 3, "1st"), session(3, 3, "2nd"), session(4, 5, "maths"), session(1, 2, "")],
        records,
        log: vec![
            entry(1, "00123", Present, MarkSource::Machine { sighting: sighting() }),
            entry(2, "00123", Late, human),
            entry(3, "7", Absent, MarkSource::Closing { by: "ms-day".to_owned() }),
            entry(99, "gone", Absent, MarkSource::Closing { by: "ms-day".to_owned() }),
        ],
        statuses: muster_record::plain_set(),
        generated_at: instant(),
        version: "muster test".to_owned(),
    }
}

pub(crate) fn open(data: &RegisterData) -> Xlsx<Cursor<Vec<u8>>> {
    let bytes = write_register(data).expect("the data fits");
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

/// The values of a sheet, stored results in the place of formulas.
pub(crate) fn values(data: &RegisterData, sheet: &str) -> Range<Data> {
    open(data).worksheet_range(sheet).expect("the sheet")
}

/// A sheet as lines of `|`-separated cells: for looking at the whole.
pub(crate) fn lines<T: calamine::CellType + ToString>(range: &Range<T>) -> String {
    let line = |row: &[T]| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
    range.rows().map(line).collect::<Vec<_>>().join("\n")
}
