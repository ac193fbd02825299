//! Attendance events in Ed-Fi's terms (Data Standard 5 and 6), as CSV for its import tools.
//!
//! With a section the rows are `StudentSectionAttendanceEvent`s, else `StudentSchoolAttendanceEvent`s; the columns have
//! the names of the standard's fields. Ed-Fi's `sessionName` is a term, not a meeting. Remarks are left out: Ed-Fi's
//! `attendanceEventReason` would send them to authorities, and nobody wrote them for these.

use jiff::civil::Date;
use muster_domain::Status;

use crate::{RegisterData, ReportError, data::Arranged, flat::guard};

/// Before the category in a descriptor's URI.
const NAMESPACE: &str = "uri://ed-fi.org/AttendanceEventCategoryDescriptor";
const SCHOOL_FIELDS: [&str; 6] = [
    "schoolId",
    "schoolYear",
    "sessionName",
    "studentUniqueId",
    "eventDate",
    "attendanceEventCategoryDescriptor",
];
const SECTION_FIELDS: [&str; 3] = ["localCourseCode", "sectionIdentifier", "classPeriodName"];

/// What the school's Ed-Fi system calls the school, its terms and the class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdFiNames {
    /// The school's id there.
    pub school_id: String,
    /// The school year, by the year in which it ends.
    pub school_year: u16,
    /// The terms that the register touches.
    pub sessions: Vec<EdFiSession>,
    /// The class as a section; without one the events are the school's.
    pub section: Option<EdFiSection>,
}

/// A term, which Ed-Fi calls a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdFiSession {
    /// Its `sessionName`.
    pub name: String,
    /// Its first day.
    pub first_day: Date,
    /// Its last day.
    pub last_day: Date,
}

/// A class, which Ed-Fi calls a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdFiSection {
    /// The course's code at the school.
    pub local_course_code: String,
    /// The section's own.
    pub section_identifier: String,
}

/// The category of a status (the standard's `AttendanceEventCategoryDescriptor.xml`). Who was there part of the time has a category that says so; who is not decided yet has
/// none: nothing happened that could be told.
pub const fn attendance_event_category(status: Status) -> Option<&'static str> {
    match status {
        Status::Present => Some("In Attendance"),
        Status::Late => Some("Tardy"),
        Status::LeftEarly => Some("Early departure"),
        Status::Excused => Some("Excused Absence"),
        Status::Absent => Some("Unexcused Absence"),
        Status::NotSeen => None,
    }
}

/// The register's records as events: a row for each that is decided, by student, then by session. Text that a spreadsheet
/// would run is guarded as in [`crate::write_csv`]. `classPeriodName` is the session's label. An event's key is student,
/// section or school, term, day and category: meetings of one day with the same category are one event there.
///
/// # Errors
/// [`ReportError::NoTerm`] for a record on a day that lies in no term, since an event without one is refused;
/// [`ReportError::Csv`] when the writer refuses, which no data makes it do.
pub fn write_edfi(data: &RegisterData, names: &EdFiNames) -> Result<Vec<u8>, ReportError> {
    let arranged = Arranged::new(data);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let of_section = names.section.is_some();
    writer.write_record(SCHOOL_FIELDS.iter().chain(SECTION_FIELDS.iter().filter(|_| of_section)))?;
    for student in &arranged.students {
        for column in &arranged.columns {
            let record = arranged.record(column.session, student);
            let counted = record.and_then(|record| arranged.counted(record));
            let Some(category) = counted.and_then(attendance_event_category) else {
                continue;
            };
            let date = column.session.date;
            let mut row = vec![
                names.school_id.clone(),
                names.school_year.to_string(),
                names.term(date)?.to_owned(),
                student.id.to_string(),
                date.to_string(),
                format!("{NAMESPACE}#{category}"),
            ];
            if let Some(section) = &names.section {
                row.extend(
                    [&section.local_course_code, &section.section_identifier, &column.session.label]
                        .map(String::clone),
                );
            }
            writer.write_record(row.iter().map(|field| guard(field).into_owned()))?;
        }
    }
    writer.into_inner().map_err(|error| ReportError::Csv(error.to_string()))
}

impl EdFiNames {
    fn term(&self, date: Date) -> Result<&str, ReportError> {
        let term = self.sessions.iter().find(|term| term.first_day <= date && date <= term.last_day);
        term.map(|term| term.name.as_str()).ok_or(ReportError::NoTerm { date })
    }
}
