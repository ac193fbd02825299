//! One session as Moodle's attendance activity imports it ("Upload attendance by CSV" of a session; read in its
//! `classes/import/marksessions.php` and `classes/form/import/marksessions_confirm.php`).
//!
//! The first column names the user, and its heading which of Moodle's fields that is; `status` is the acronym. With
//! these headings Moodle proposes the right columns by itself. Acronyms are those of a new activity: P, L, E, A.

use muster_domain::{MoodleUser, SessionId, Status};

use crate::{RegisterData, ReportError, data::Arranged, flat::guard};

/// The acronym of a status in Moodle's usual set. It has none for who left early, who was there and is present. Who is
/// not decided yet has none: Moodle keeps what it has.
const fn acronym(status: Status) -> Option<&'static str> {
    match status {
        Status::Present | Status::LeftEarly => Some("P"),
        Status::Late => Some("L"),
        Status::Excused => Some("E"),
        Status::Absent => Some("A"),
        Status::NotSeen => None,
    }
}

/// The CSV of one of the register's sessions: a row for each student who is decided, in the register's order. Text that
/// a spreadsheet would run is guarded as in the flat CSV.
///
/// # Errors
/// [`ReportError::Csv`] when the writer refuses, which no data makes it do.
pub fn write_moodle(
    data: &RegisterData,
    session: SessionId,
    user: MoodleUser,
) -> Result<Vec<u8>, ReportError> {
    let arranged = Arranged::new(data);
    let held = data.sessions.iter().find(|one| one.id == session);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record([user.heading(), "status"])?;
    for student in &arranged.students {
        let record = held.and_then(|session| arranged.record(session, student));
        if let Some(acronym) = record.and_then(|record| acronym(record.status)) {
            writer.write_record([guard(student.id.as_str()).as_ref(), acronym])?;
        }
    }
    writer.into_inner().map_err(|error| ReportError::Csv(error.to_string()))
}
