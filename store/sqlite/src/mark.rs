//! The marks of a session: only ever added, each at most once.

use muster_domain::{Mark, MarkSource, SchoolId, SessionId, Sighting, Status, StudentId};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::columns::{corrupt, from_json, instant, invalid, json, to_instant};
use crate::failure::Failure;
use crate::{SqliteStore, require_student};

/// Adds the marks in their order. One that is equal in all parts to one already there is the same mark, sent
/// again after an answer that got lost, and is not added. The numbers of those that were.
pub(crate) async fn insert(
    db: &mut SqliteConnection,
    school: &SchoolId,
    session: SessionId,
    marks: &[Mark],
) -> Result<Vec<i64>, Failure> {
    let mut added = Vec::new();
    for mark in marks {
        require_student(db, school, &mark.student).await?;
        let (kind, by, sighting) = match &mark.source {
            MarkSource::Machine { sighting } => ("machine", None, Some(sighting)),
            MarkSource::Human { by, .. } => ("human", Some(by), None),
            MarkSource::Confirmed { by, .. } => ("confirmed", Some(by), None),
            MarkSource::Withdrawal { by } => ("withdrawal", Some(by), None),
            MarkSource::Closing { by } => ("closing", Some(by), None),
            MarkSource::Leave { .. } => return Err(invalid("mark", "leave is kept as leave").into()),
        };
        let photo = match &mark.source {
            MarkSource::Machine { sighting } => Some(&sighting.photo),
            MarkSource::Confirmed { face, .. } => Some(&face.photo),
            _ => None,
        };
        let inserted: Option<i64> = sqlx::query_scalar(
            "INSERT INTO mark (school_id, session_id, number, student_id, status, at, source_kind, set_by,
                 photo, distance, model, threshold, source, letter)
             VALUES (?1, ?2,
                 (SELECT coalesce(max(number), 0) + 1 FROM mark WHERE school_id = ?1 AND session_id = ?2),
                 ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
             ON CONFLICT (school_id, session_id, student_id, at, status, source, letter) DO NOTHING
             RETURNING number",
        )
        .bind(school.as_str())
        .bind(session.0)
        .bind(mark.student.as_str())
        .bind(mark.status.code())
        .bind(instant(mark.at)?)
        .bind(kind)
        .bind(by)
        .bind(photo.map(|photo| &photo.0[..]))
        .bind(sighting.map(|sighting| sighting.distance.0))
        .bind(sighting.map(|sighting: &Sighting| sighting.model.as_str()))
        .bind(sighting.map(|sighting| sighting.threshold.0))
        .bind(json("mark", &mark.source)?)
        .bind(mark.letter.as_deref().unwrap_or_default())
        .fetch_optional(&mut *db)
        .await?;
        added.extend(inserted);
    }
    Ok(added)
}

/// Who the log says added these marks: the person among who did, or the machine.
pub(crate) fn actor(marks: &[Mark]) -> &str {
    marks.iter().find_map(|mark| mark.source.by()).unwrap_or("machine")
}

impl SqliteStore {
    pub(crate) async fn read_marks(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<Mark>, Failure> {
        let rows = sqlx::query(
            "SELECT student_id, status, letter, at, source FROM mark
             WHERE school_id = ?1 AND session_id = ?2 ORDER BY at, number",
        )
        .bind(school.as_str())
        .bind(session.0)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(to_mark).collect()
    }
}

pub(crate) fn to_mark(row: &SqliteRow) -> Result<Mark, Failure> {
    let (status, letter): (&str, &str) = (row.try_get("status")?, row.try_get("letter")?);
    Ok(Mark {
        student: StudentId::new(row.try_get::<String, _>("student_id")?),
        status: Status::from_code(status).ok_or_else(|| corrupt("status", &status))?,
        letter: (!letter.is_empty()).then(|| letter.to_owned()),
        source: from_json("mark", row.try_get("source")?)?,
        at: to_instant(row.try_get("at")?)?,
    })
}
