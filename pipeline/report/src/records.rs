//! Records as a plain CSV for programs that know neither Muster nor Moodle: a row for each, with stable English names.

use crate::{
    RegisterData, ReportError,
    data::Arranged,
    flat::{guard, instant, provenance},
};

const HEADER: [&str; 10] = [
    "student_id",
    "last_name",
    "first_name",
    "class",
    "date",
    "session",
    "starts_at",
    "status",
    "letter",
    "source",
];

/// The register's records, by student, then by session; those that are not decided too. RFC 4180 and guarded as
/// [`crate::write_csv`], which has remarks and who set a mark besides: this one has nothing that was written for
/// colleagues. `starts_at` is an ISO instant in UTC, empty for a session that nobody planned; `letter` is the school's own.
///
/// # Errors
/// [`ReportError::Csv`] when the writer refuses, which no data makes it do.
pub fn write_records(data: &RegisterData) -> Result<Vec<u8>, ReportError> {
    let arranged = Arranged::new(data);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for student in &arranged.students {
        for column in &arranged.columns {
            let Some(record) = arranged.record(column.session, student) else { continue };
            let time = column.session.time.as_ref();
            let starts_at = time.map_or_else(String::new, |time| instant(time.starts_at));
            let letter = arranged.letter(record).text;
            let date = column.session.date.to_string();
            let row = [
                student.id.as_str(),
                &student.last_name,
                &student.first_name,
                &data.class,
                &date,
                &column.session.label,
                &starts_at,
                record.status.code(),
                &letter,
                record.mark.as_ref().map_or("", |mark| provenance(&mark.source).0),
            ];
            writer.write_record(row.map(|field| guard(field).into_owned()))?;
        }
    }
    writer.into_inner().map_err(|error| ReportError::Csv(error.to_string()))
}
