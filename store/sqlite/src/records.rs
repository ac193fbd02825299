//! Records whose time is over: sessions with their marks, leave, the oldest entries of the audit log.
//!
//! Owns which rows these are and what goes with them. The log's chain is `audit`'s, who asks for the removal is `usecase`.

use jiff::Timestamp;
use muster_domain::{AuditKind, AuditRecord, SchoolId, StudentId};
use muster_store::{ForgottenRecords, RecordsBefore};
use sqlx::SqliteConnection;

use crate::audit::{RECORDS, last_old_entry};
use crate::columns::{day, instant, json};
use crate::erasure::{drop_triggers, make_triggers};
use crate::failure::Failure;
use crate::forget::removed;
use crate::{SqliteStore, require_school};

/// What hangs on a session, and at last the session; what hangs on a row goes before it.
const SESSION: [&str; 8] =
    ["session_picture", "face_template", "correction", "face", "photo", "mark", "reopening", "session"];
/// The same of a leave.
const LEAVE: [&str; 2] = ["leave_file", "leave"];

impl SqliteStore {
    pub(crate) async fn write_forgotten_records(
        &self,
        school: &SchoolId,
        before: RecordsBefore,
        most: u32,
        (by, at): (&str, Timestamp),
    ) -> Result<ForgottenRecords, Failure> {
        let mut tx = self.begin_write().await?;
        require_school(&mut tx, school).await?;
        let sessions = old_sessions(&mut tx, school, before, most).await?;
        let leaves = old_leaves(&mut tx, school, before).await?;
        // Most sweeps find nothing; the schema is then left alone.
        if sessions.is_empty()
            && leaves.is_empty()
            && last_old_entry(&mut tx, school, before.instant).await?.is_none()
        {
            return Ok(ForgottenRecords::default());
        }
        let triggers = drop_triggers(&mut tx, &["mark", "correction", "audit"]).await?;
        for (tables, id, ids) in [(&SESSION[..], "session_id", &sessions), (&LEAVE[..], "leave_id", &leaves)]
        {
            let list = json(id, ids)?;
            for table in tables {
                let change = format!(
                    "DELETE FROM {table} WHERE school_id = ?1 AND {id} IN (SELECT value FROM json_each(?2))"
                );
                removed(&mut tx, &change, school, &list).await?;
            }
        }
        let audit_entries = self.forget_log(&mut tx, school, before.instant).await?;
        make_triggers(&mut tx, triggers).await?;
        let gone =
            ForgottenRecords { sessions: sessions.len() as u64, leaves: leaves.len() as u64, audit_entries };
        let record = AuditRecord {
            at,
            kind: AuditKind::Removal,
            actor: by.to_owned(),
            act: RECORDS.to_owned(),
            about: format!("before={} leaves={} log={}", before.day, gone.leaves, gone.audit_entries),
            outcome: 0,
            detail: sessions.iter().map(i64::to_string).collect::<Vec<_>>().join(" "),
        };
        self.append(&mut tx, school, &record, None).await?;
        tx.commit().await?;
        Ok(gone)
    }

    pub(crate) async fn read_long_gone(
        &self,
        school: &SchoolId,
        before: RecordsBefore,
    ) -> Result<Vec<StudentId>, Failure> {
        let students: Vec<String> = sqlx::query_scalar(
            "SELECT student_id FROM student s WHERE school_id = ?1
                 AND EXISTS (SELECT 1 FROM stay WHERE stay.school_id = ?1 AND stay.student_id = s.student_id)
                 AND NOT EXISTS (SELECT 1 FROM stay WHERE stay.school_id = ?1 AND stay.student_id = s.student_id
                     AND (last_day IS NULL OR last_day >= ?2))
                 AND NOT EXISTS (SELECT 1 FROM mark WHERE mark.school_id = ?1 AND mark.student_id = s.student_id)
                 AND NOT EXISTS (SELECT 1 FROM leave WHERE leave.school_id = ?1 AND leave.student_id = s.student_id)
                 AND NOT EXISTS (SELECT 1 FROM consent WHERE consent.school_id = ?1
                     AND consent.student_id = s.student_id AND at >= ?3)
             ORDER BY student_id",
        )
        .bind(school.as_str())
        .bind(day(before.day)?)
        .bind(instant(before.instant)?)
        .fetch_all(&self.readers)
        .await?;
        Ok(students.into_iter().map(StudentId::new).collect())
    }
}

/// Sessions whose day is over and which nobody touched since.
async fn old_sessions(
    db: &mut SqliteConnection,
    school: &SchoolId,
    before: RecordsBefore,
    most: u32,
) -> Result<Vec<i64>, Failure> {
    let found = sqlx::query_scalar(
        "SELECT session_id FROM session s WHERE school_id = ?1 AND date < ?2
             AND NOT EXISTS (SELECT 1 FROM mark
                 WHERE mark.school_id = ?1 AND mark.session_id = s.session_id AND at >= ?3)
             AND NOT EXISTS (SELECT 1 FROM reopening
                 WHERE reopening.school_id = ?1 AND reopening.session_id = s.session_id AND at >= ?3)
         ORDER BY date, session_id LIMIT ?4",
    )
    .bind(school.as_str())
    .bind(day(before.day)?)
    .bind(instant(before.instant)?)
    .bind(most);
    Ok(found.fetch_all(db).await?)
}

async fn old_leaves(
    db: &mut SqliteConnection,
    school: &SchoolId,
    before: RecordsBefore,
) -> Result<Vec<i64>, Failure> {
    let found = sqlx::query_scalar(
        "SELECT leave_id FROM leave
         WHERE school_id = ?1 AND last_day < ?2 AND at < ?3 AND ifnull(withdrawn_at, at) < ?3",
    )
    .bind(school.as_str())
    .bind(day(before.day)?)
    .bind(instant(before.instant)?);
    Ok(found.fetch_all(db).await?)
}
