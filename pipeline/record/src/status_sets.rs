//! Sets of statuses that come with Muster: what schools and their systems use. A school takes one as it is, or changes a copy.
//!
//! Owns the letters and what each stands for; the checks of a set are `muster-domain`'s.

use muster_domain::{CountsAs, SetStatus, Status, StatusSet};

use CountsAs::{Absent as Away, Attended as There, Excused as Reason, NotCounted as Nothing};
use Status::{Absent, Excused, Late, LeftEarly, Present};

/// A status: letter, name, what it is to Muster, what it adds to percentages, points.
type Row = (&'static str, &'static str, Status, CountsAs, Option<f64>);

/// Muster's own letters: the set of a school that has chosen none.
const PLAIN: [Row; 5] = [
    ("P", "Present", Present, There, None),
    ("L", "Late", Late, There, None),
    ("LE", "Left early", LeftEarly, There, None),
    ("E", "Excused", Excused, Reason, None),
    ("A", "Absent", Absent, Away, None),
];

/// There or not.
const SIMPLE: [Row; 2] = [("P", "Present", Present, There, None), ("A", "Absent", Absent, Away, None)];

/// What Moodle's attendance module installs (`mod_attendance`, `db/install.php`): letters and points.
const MOODLE: [Row; 4] = [
    ("P", "Present", Present, There, Some(2.0)),
    ("L", "Late", Late, There, Some(1.0)),
    ("E", "Excused", Excused, Reason, Some(1.0)),
    ("A", "Absent", Absent, Away, Some(0.0)),
];

/// Ed-Fi's `AttendanceEventCategory` descriptors, as far as they speak of a student.
const ED_FI: [Row; 5] = [
    ("P", "In Attendance", Present, There, None),
    ("T", "Tardy", Late, There, None),
    ("ED", "Early departure", LeftEarly, There, None),
    ("E", "Excused Absence", Excused, Reason, None),
    ("U", "Unexcused Absence", Absent, Away, None),
];

/// The national codes of schools in England since August 2024 (Department for Education, "Working together to improve school
/// attendance"), with their meaning in statistics. The present code of the afternoon is chosen by a person; photos set `/`.
const ENGLAND: [Row; 34] = [
    ("/", "Present (morning)", Present, There, None),
    ("\\", "Present (afternoon)", Present, There, None),
    ("L", "Late, before the register closed", Late, There, None),
    ("K", "Education arranged by the local authority", Present, There, None),
    ("V", "Educational visit or trip", Present, There, None),
    ("P", "Sporting activity", Present, There, None),
    ("W", "Work experience", Present, There, None),
    ("B", "Other approved educational activity", Present, There, None),
    ("I", "Illness", Excused, Reason, None),
    ("M", "Medical or dental appointment", Excused, Reason, None),
    ("C", "Leave in exceptional circumstances", Excused, Reason, None),
    ("C1", "Regulated performance or employment abroad", Excused, Reason, None),
    ("C2", "Part-time timetable", Excused, Reason, None),
    ("E", "Suspended or excluded, no provision made", Excused, Reason, None),
    ("J1", "Interview for employment or education", Excused, Reason, None),
    ("R", "Religious observance", Excused, Reason, None),
    ("S", "Study leave", Excused, Reason, None),
    ("T", "Parent travelling for occupational purposes", Excused, Reason, None),
    ("O", "Absent in other or unknown circumstances", Absent, Away, None),
    ("N", "Reason not yet established", Absent, Away, None),
    ("G", "Holiday not granted", Absent, Away, None),
    ("U", "Arrived after the register closed", Late, Away, None),
    ("D", "Dual registered at another school", Excused, Nothing, None),
    ("Q", "Lack of access arrangements", Excused, Nothing, None),
    ("X", "Non-compulsory school age, not required", Excused, Nothing, None),
    ("Y1", "Transport not available", Excused, Nothing, None),
    ("Y2", "Widespread disruption to travel", Excused, Nothing, None),
    ("Y3", "Part of the school is closed", Excused, Nothing, None),
    ("Y4", "Whole school unexpectedly closed", Excused, Nothing, None),
    ("Y5", "In the criminal justice system", Excused, Nothing, None),
    ("Y6", "Public health guidance or law", Excused, Nothing, None),
    ("Y7", "Other unavoidable cause", Excused, Nothing, None),
    ("Z", "Prospective pupil, not on roll", Excused, Nothing, None),
    ("#", "Planned whole school closure", Excused, Nothing, None),
];

/// The set of a school that has chosen none.
pub fn plain_set() -> StatusSet {
    set("plain", "Present, late, left early, excused, absent", &PLAIN)
}

/// All sets that come with Muster, the plain one first.
pub fn built_in_sets() -> Vec<StatusSet> {
    vec![
        plain_set(),
        set("simple", "Present, absent", &SIMPLE),
        set("moodle", "Moodle", &MOODLE),
        set("england", "England: national codes", &ENGLAND),
        set("ed_fi", "Ed-Fi", &ED_FI),
    ]
}

fn set(id: &str, name: &str, rows: &[Row]) -> StatusSet {
    let status = |&(letter, name, core, counts_as, points): &Row| SetStatus {
        letter: letter.to_owned(),
        name: name.to_owned(),
        core,
        counts_as,
        points,
        colour: colour(core, counts_as).to_owned(),
    };
    StatusSet { id: id.to_owned(), name: name.to_owned(), statuses: rows.iter().map(status).collect() }
}

/// Dark enough for white letters on it, and told apart in print by their letters.
const fn colour(core: Status, counts_as: CountsAs) -> &'static str {
    match (core, counts_as) {
        (_, CountsAs::NotCounted) => "#5f6368",
        (Status::Present, _) => "#1e7d34",
        (Status::Late, _) => "#8a5a00",
        (Status::LeftEarly, _) => "#7a4b9a",
        (Status::Excused, _) => "#1a5fb4",
        (Status::Absent | Status::NotSeen, _) => "#b3261e",
    }
}
