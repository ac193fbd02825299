//! Removal for good: what is old, and everything of one student.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;
use muster_domain::{
    AuditKind, AuditRecord, Identification, PhotoDigest, SchoolId, Session, SessionId, StudentId,
};
use muster_store::{Erased, Erasures, ForgottenFaces, ForgottenRecords, RecordsBefore, StoreError};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection};

use crate::audit::ERASURE;
use crate::columns::{day, json, to_digest};
use crate::failure::Failure;
use crate::forget::{forget_face, names};
use crate::seal::{FaceKey, Place};
use crate::session::to_session;
use crate::{SqliteStore, require_session, require_student};

#[async_trait]
impl Erasures for SqliteStore {
    async fn sessions_with_crops(&self, school: &SchoolId, before: Date) -> Result<Vec<Session>, StoreError> {
        self.placed(self.read_sessions_with_crops(school, before).await)
    }

    async fn forget_session_faces(
        &self,
        school: &SchoolId,
        session: SessionId,
        keep: &BTreeSet<(PhotoDigest, usize)>,
    ) -> Result<u64, StoreError> {
        self.placed(self.write_session_faces(school, session, keep).await)
    }

    async fn forget_left(&self, school: &SchoolId, before: Date) -> Result<ForgottenFaces, StoreError> {
        self.placed(self.write_left(school, before).await)
    }

    async fn forget_records(
        &self,
        school: &SchoolId,
        before: RecordsBefore,
        most: u32,
        by: (&str, Timestamp),
    ) -> Result<ForgottenRecords, StoreError> {
        self.placed(self.write_forgotten_records(school, before, most, by).await)
    }

    async fn students_long_gone(
        &self,
        school: &SchoolId,
        before: RecordsBefore,
    ) -> Result<Vec<StudentId>, StoreError> {
        self.placed(self.read_long_gone(school, before).await)
    }

    async fn erase_student(
        &self,
        school: &SchoolId,
        student: &StudentId,
        by: (&str, Timestamp),
    ) -> Result<Erased, StoreError> {
        let rows = self.placed(self.write_erasure(school, student, by).await)?;
        let files_cleaned = self.placed(self.clean_files().await)?;
        Ok(Erased { rows, files_cleaned, copies: self.copies_beside()? })
    }
}

impl SqliteStore {
    async fn read_sessions_with_crops(
        &self,
        school: &SchoolId,
        before: Date,
    ) -> Result<Vec<Session>, Failure> {
        let rows = sqlx::query(
            "SELECT session_id, class_id, date, label, closed_at, closed_by, confirmed_by, confirmed_at, time, group_name
             FROM session s WHERE school_id = ?1 AND date < ?2 AND EXISTS (
                 SELECT 1 FROM face f
                 WHERE f.school_id = ?1 AND f.session_id = s.session_id AND length(f.crop) > 0)
             ORDER BY date, label",
        )
        .bind(school.as_str())
        .bind(day(before)?)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(to_session).collect()
    }

    async fn write_session_faces(
        &self,
        school: &SchoolId,
        session: SessionId,
        keep: &BTreeSet<(PhotoDigest, usize)>,
    ) -> Result<u64, Failure> {
        let mut tx = self.begin_write().await?;
        require_session(&mut tx, school, session).await?;
        let rows = sqlx::query(
            "SELECT digest, face_index FROM face
             WHERE school_id = ?1 AND session_id = ?2 AND length(crop) > 0",
        )
        .bind(school.as_str())
        .bind(session.0)
        .fetch_all(&mut *tx)
        .await?;
        for row in &rows {
            let face = FaceKey {
                session,
                photo: to_digest(row.try_get("digest")?)?,
                index: row.try_get("face_index")?,
            };
            let kept = usize::try_from(face.index).is_ok_and(|index| keep.contains(&(face.photo, index)));
            forget_face(&mut tx, school, face, kept).await?;
        }
        tx.commit().await?;
        Ok(rows.len() as u64)
    }

    async fn write_left(&self, school: &SchoolId, before: Date) -> Result<ForgottenFaces, Failure> {
        let before = day(before)?;
        let mut tx = self.begin_write().await?;
        let students: Vec<String> = sqlx::query_scalar(
            "SELECT student_id FROM student s WHERE school_id = ?1
                 AND (EXISTS (SELECT 1 FROM template t WHERE t.school_id = ?1 AND t.student_id = s.student_id)
                     OR EXISTS (SELECT 1 FROM enrolled_face f WHERE f.school_id = ?1 AND f.student_id = s.student_id))
                 AND (consent <> 'granted' OR consent_until < ?2
                     OR NOT EXISTS (SELECT 1 FROM stay WHERE stay.school_id = ?1 AND stay.student_id = s.student_id
                         AND group_name = '' AND (last_day IS NULL OR last_day >= ?2)))",
        )
        .bind(school.as_str())
        .bind(&before)
        .fetch_all(&mut *tx)
        .await?;
        let mut forgotten = self.forget_nameless(&mut tx, school, &before).await?;
        for student in students {
            forgotten = forgotten.and(self.forget_student(&mut tx, school, &StudentId::new(student)).await?);
        }
        tx.commit().await?;
        Ok(forgotten)
    }

    /// Removes the student's rows; how many, by table.
    async fn write_erasure(
        &self,
        school: &SchoolId,
        student: &StudentId,
        (by, at): (&str, Timestamp),
    ) -> Result<BTreeMap<&'static str, u64>, Failure> {
        let mut tx = self.begin_write().await?;
        require_student(&mut tx, school, student).await?;
        let record = AuditRecord {
            at,
            kind: AuditKind::Removal,
            actor: by.to_owned(),
            act: ERASURE.to_owned(),
            about: String::new(),
            outcome: 0,
            detail: marks_of(&mut tx, school, student).await?,
        };
        let subject = self.subject(&mut tx, school, student).await?;
        self.append(&mut tx, school, &record, subject).await?;
        self.note_erasure(&mut tx, school, student, at).await?;
        let faces = self.forget_student(&mut tx, school, student).await?;
        let mut rows = BTreeMap::from([
            ("template", faces.templates),
            ("enrolled_face", faces.enrolled_faces),
            ("face", faces.session_faces),
        ]);
        rows.insert("face: verdicts", self.forget_candidate(&mut tx, school, student).await?);
        rows.insert("enrolled_face: remarks", unname(&mut tx, school, student).await?);
        let triggers = drop_triggers(&mut tx, &["mark", "correction", "consent"]).await?;
        for (table, change) in ROWS {
            let change = sqlx::query(*change).bind(school.as_str()).bind(student.as_str());
            rows.insert(*table, change.execute(&mut *tx).await?.rows_affected());
        }
        make_triggers(&mut tx, triggers).await?;
        tx.commit().await?;
        Ok(rows)
    }

    /// Takes the student out of verdicts: who was taken for them is unknown again, and they are nobody's second choice.
    async fn forget_candidate(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        student: &StudentId,
    ) -> Result<u64, Failure> {
        let mut changed = 0;
        for face in self.faces_of(db, school, student).await? {
            let row = face_row(db, school, face).await?;
            let Some(verdict) = without(self.to_verdict(school, face, &row)?, student) else { continue };
            let verdict = json("verdict", &verdict)?;
            let sealed = self.vault.seal(school, Place::Verdict(face), verdict.as_bytes())?;
            sqlx::query(
                "UPDATE face SET verdict = ?5
                 WHERE school_id = ?1 AND session_id = ?2 AND digest = ?3 AND face_index = ?4",
            )
            .bind(school.as_str())
            .bind(face.session.0)
            .bind(&face.photo.0[..])
            .bind(face.index)
            .bind(sealed)
            .execute(&mut *db)
            .await?;
            changed += 1;
        }
        Ok(changed)
    }

    /// Folds the log into the file and cuts it off. `secure_delete` has overwritten what the file held.
    pub(crate) async fn clean_files(&self) -> Result<bool, Failure> {
        let mut connection = self.writer.acquire().await?;
        let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await?;
        let busy: i64 = row.try_get(0)?;
        Ok(busy == 0)
    }
}

/// Everything else that names a student; the last is the student. What hangs on a row goes before it.
const ROWS: &[(&str, &str)] = &[
    ("mark", "DELETE FROM mark WHERE school_id = ?1 AND student_id = ?2"),
    ("correction", "DELETE FROM correction WHERE school_id = ?1 AND student_id = ?2"),
    (
        "leave_file",
        "DELETE FROM leave_file WHERE school_id = ?1
         AND leave_id IN (SELECT leave_id FROM leave WHERE school_id = ?1 AND student_id = ?2)",
    ),
    ("leave", "DELETE FROM leave WHERE school_id = ?1 AND student_id = ?2"),
    ("consent_file", "DELETE FROM consent_file WHERE school_id = ?1 AND student_id = ?2"),
    ("consent", "DELETE FROM consent WHERE school_id = ?1 AND student_id = ?2"),
    ("notice", "DELETE FROM notice WHERE school_id = ?1 AND event ->> '$.student' = ?2"),
    ("audit_subject", "DELETE FROM audit_subject WHERE school_id = ?1 AND student_id = ?2"),
    ("stay", "DELETE FROM stay WHERE school_id = ?1 AND student_id = ?2"),
    ("student", "DELETE FROM student WHERE school_id = ?1 AND student_id = ?2"),
];

/// Their marks as the log names them, so that it does not miss them: `session/number`.
async fn marks_of(
    db: &mut SqliteConnection,
    school: &SchoolId,
    student: &StudentId,
) -> Result<String, Failure> {
    let marks: Vec<String> = sqlx::query_scalar(
        "SELECT session_id || '/' || number FROM mark WHERE school_id = ?1 AND student_id = ?2 ORDER BY 1",
    )
    .bind(school.as_str())
    .bind(student.as_str())
    .fetch_all(db)
    .await?;
    Ok(marks.join(" "))
}

/// Takes a student's name out of what is said of other people's faces, and of photos that were given under it.
async fn unname(db: &mut SqliteConnection, school: &SchoolId, student: &StudentId) -> Result<u64, Failure> {
    let done = sqlx::query(
        "UPDATE enrolled_face SET
             remark = CASE WHEN instr(remark, ?2) > 0 OR (name <> '' AND instr(remark, name) > 0) THEN '' ELSE remark END,
             source_name = CASE WHEN given_as IS ?2 THEN '' ELSE source_name END,
             given_as = CASE WHEN given_as IS ?2 THEN NULL ELSE given_as END
         FROM (SELECT trim(first_name || ' ' || last_name) AS name FROM student
               WHERE school_id = ?1 AND student_id = ?2)
         WHERE school_id = ?1 AND (given_as IS ?2 OR instr(remark, ?2) > 0 OR (name <> '' AND instr(remark, name) > 0))",
    )
    .bind(school.as_str())
    .bind(student.as_str())
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// Drops the triggers that keep rows of these tables from being removed, within this transaction; gives what makes them again.
pub(crate) async fn drop_triggers(
    db: &mut SqliteConnection,
    tables: &[&str],
) -> Result<Vec<String>, Failure> {
    let found: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_schema
         WHERE type = 'trigger' AND tbl_name IN (SELECT value FROM json_each(?1))",
    )
    .bind(json("table", &tables)?)
    .fetch_all(&mut *db)
    .await?;
    for (name, _) in &found {
        sqlx::query(AssertSqlSafe(format!("DROP TRIGGER {name}"))).execute(&mut *db).await?;
    }
    Ok(found.into_iter().map(|(_, sql)| sql).collect())
}

/// Makes triggers again.
pub(crate) async fn make_triggers(db: &mut SqliteConnection, triggers: Vec<String>) -> Result<(), Failure> {
    for trigger in triggers {
        sqlx::query(AssertSqlSafe(trigger)).execute(&mut *db).await?;
    }
    Ok(())
}

async fn face_row(db: &mut SqliteConnection, school: &SchoolId, face: FaceKey) -> Result<SqliteRow, Failure> {
    let row = sqlx::query(
        "SELECT verdict FROM face WHERE school_id = ?1 AND session_id = ?2 AND digest = ?3 AND face_index = ?4",
    )
    .bind(school.as_str())
    .bind(face.session.0)
    .bind(&face.photo.0[..])
    .bind(face.index);
    Ok(row.fetch_one(db).await?)
}

/// The verdict without the student; none when it does not name them.
fn without(verdict: Identification, student: &StudentId) -> Option<Identification> {
    if !names(&verdict, student) {
        return None;
    }
    Some(match verdict {
        Identification::Identified { best, mut others } if best.student != *student => {
            others.retain(|candidate| candidate.student != *student);
            Identification::Identified { best, others }
        }
        Identification::NeedsReview { mut candidates, reason } => {
            candidates.retain(|candidate| candidate.student != *student);
            if candidates.is_empty() {
                Identification::Unknown
            } else {
                Identification::NeedsReview { candidates, reason }
            }
        }
        _ => Identification::Unknown,
    })
}
