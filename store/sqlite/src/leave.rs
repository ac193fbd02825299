//! Leave and its files, whose words and pages are sealed.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;
use muster_domain::{Leave, LeaveId, SchoolId, StudentId};
use muster_store::{KeptFile, Leaves, StoreError};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use crate::columns::{corrupt, day, id, instant, invalid, text, to_day, to_instant};
use crate::failure::{Failure, not_found};
use crate::seal::Place;
use crate::{SqliteStore, kept_file, require_student};

#[async_trait]
impl Leaves for SqliteStore {
    async fn add_leave(&self, school: &SchoolId, leave: &Leave) -> Result<LeaveId, StoreError> {
        self.placed(self.insert_leave(school, leave).await)
    }

    async fn withdraw_leave(
        &self,
        school: &SchoolId,
        leave: LeaveId,
        by: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.placed(self.write_withdrawal(school, leave, by, at).await)
    }

    async fn list_leaves(
        &self,
        school: &SchoolId,
        student: Option<&StudentId>,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<Vec<Leave>, StoreError> {
        self.placed(self.read_leaves(school, student, (from, to)).await)
    }

    async fn add_leave_file(
        &self,
        school: &SchoolId,
        leave: LeaveId,
        file: (&str, &str, &[u8]),
    ) -> Result<i64, StoreError> {
        self.placed(self.insert_leave_file(school, leave, file).await)
    }

    async fn list_leave_files(&self, school: &SchoolId, leave: LeaveId) -> Result<Vec<KeptFile>, StoreError> {
        self.placed(self.read_leave_files(school, leave).await)
    }

    async fn read_leave_file(
        &self,
        school: &SchoolId,
        leave: LeaveId,
        number: i64,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.placed(self.open_leave_file(school, leave, number).await)
    }
}

impl SqliteStore {
    async fn insert_leave(&self, school: &SchoolId, leave: &Leave) -> Result<LeaveId, Failure> {
        id("student id", leave.student.as_str())?;
        text("note", &leave.note)?;
        text("name of who entered a leave", &leave.by)?;
        text("letter", leave.letter.as_deref().unwrap_or_default())?;
        if leave.last_day < leave.first_day {
            return Err(invalid("leave", "its last day is before its first").into());
        }
        let mut tx = self.begin_write().await?;
        require_student(&mut tx, school, &leave.student).await?;
        let number: i64 = sqlx::query_scalar(
            "UPDATE school SET last_leave = last_leave + 1 WHERE school_id = ?1 RETURNING last_leave",
        )
        .bind(school.as_str())
        .fetch_one(&mut *tx)
        .await?;
        let note = self.vault.seal(school, Place::LeaveNote { leave: number }, leave.note.as_bytes())?;
        sqlx::query(
            "INSERT INTO leave (school_id, leave_id, student_id, first_day, last_day, letter, note, set_by, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )
        .bind(school.as_str())
        .bind(number)
        .bind(leave.student.as_str())
        .bind(day(leave.first_day)?)
        .bind(day(leave.last_day)?)
        .bind(leave.letter.as_deref())
        .bind(note)
        .bind(&leave.by)
        .bind(instant(leave.at)?)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(LeaveId(number))
    }

    async fn write_withdrawal(
        &self,
        school: &SchoolId,
        leave: LeaveId,
        by: &str,
        at: Timestamp,
    ) -> Result<(), Failure> {
        text("name of who withdrew a leave", by)?;
        let mut tx = self.begin_write().await?;
        let done = sqlx::query(
            "UPDATE leave SET withdrawn_by = coalesce(withdrawn_by, ?3), withdrawn_at = coalesce(withdrawn_at, ?4)
             WHERE school_id = ?1 AND leave_id = ?2",
        )
        .bind(school.as_str())
        .bind(leave.0)
        .bind(by)
        .bind(instant(at)?)
        .execute(&mut *tx)
        .await?;
        if done.rows_affected() == 0 {
            return Err(not_found("leave", &leave.0));
        }
        sqlx::query("DELETE FROM leave_file WHERE school_id = ?1 AND leave_id = ?2")
            .bind(school.as_str())
            .bind(leave.0)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    async fn read_leaves(
        &self,
        school: &SchoolId,
        student: Option<&StudentId>,
        (from, to): (Option<Date>, Option<Date>),
    ) -> Result<Vec<Leave>, Failure> {
        let rows = sqlx::query(
            "SELECT leave_id, student_id, first_day, last_day, letter, note, set_by, at, withdrawn_by, withdrawn_at
             FROM leave
             WHERE school_id = ?1 AND (?2 IS NULL OR student_id = ?2)
                 AND (?3 IS NULL OR last_day >= ?3) AND (?4 IS NULL OR first_day <= ?4)
             ORDER BY first_day, leave_id",
        )
        .bind(school.as_str())
        .bind(student.map(StudentId::as_str))
        .bind(from.map(day).transpose()?)
        .bind(to.map(day).transpose()?)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(|row| self.to_leave(school, row)).collect()
    }

    fn to_leave(&self, school: &SchoolId, row: &SqliteRow) -> Result<Leave, Failure> {
        let number: i64 = row.try_get("leave_id")?;
        let note = self.vault.open(school, Place::LeaveNote { leave: number }, row.try_get("note")?)?;
        let (by, at): (Option<String>, Option<&str>) =
            (row.try_get("withdrawn_by")?, row.try_get("withdrawn_at")?);
        Ok(Leave {
            id: LeaveId(number),
            student: StudentId::new(row.try_get::<String, _>("student_id")?),
            first_day: to_day(row.try_get("first_day")?)?,
            last_day: to_day(row.try_get("last_day")?)?,
            letter: row.try_get("letter")?,
            note: String::from_utf8(note).map_err(|error| corrupt("note", &error))?,
            by: row.try_get("set_by")?,
            at: to_instant(row.try_get("at")?)?,
            withdrawn: by.zip(at.map(to_instant).transpose()?),
        })
    }

    async fn insert_leave_file(
        &self,
        school: &SchoolId,
        leave: LeaveId,
        file: (&str, &str, &[u8]),
    ) -> Result<i64, Failure> {
        kept_file::check(file)?;
        let (name, media_type, bytes) = file;
        let mut tx = self.begin_write().await?;
        require_leave(&mut tx, school, leave).await?;
        let number: i64 = sqlx::query_scalar(
            "SELECT coalesce(max(number), 0) + 1 FROM leave_file WHERE school_id = ?1 AND leave_id = ?2",
        )
        .bind(school.as_str())
        .bind(leave.0)
        .fetch_one(&mut *tx)
        .await?;
        let sealed = self.vault.seal(school, Place::LeaveFile { leave: leave.0, number }, bytes)?;
        sqlx::query(
            "INSERT INTO leave_file (school_id, leave_id, number, name, media_type, bytes, file)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )
        .bind(school.as_str())
        .bind(leave.0)
        .bind(number)
        .bind(name)
        .bind(media_type)
        .bind(bytes.len() as i64)
        .bind(sealed)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(number)
    }

    async fn read_leave_files(&self, school: &SchoolId, leave: LeaveId) -> Result<Vec<KeptFile>, Failure> {
        let rows: Vec<(i64, String, String, i64)> = sqlx::query_as(
            "SELECT number, name, media_type, bytes FROM leave_file
             WHERE school_id = ?1 AND leave_id = ?2 ORDER BY number",
        )
        .bind(school.as_str())
        .bind(leave.0)
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(kept_file::to_file).collect())
    }

    async fn open_leave_file(
        &self,
        school: &SchoolId,
        leave: LeaveId,
        number: i64,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let sealed: Option<Vec<u8>> = sqlx::query_scalar(
            "SELECT file FROM leave_file WHERE school_id = ?1 AND leave_id = ?2 AND number = ?3",
        )
        .bind(school.as_str())
        .bind(leave.0)
        .bind(number)
        .fetch_optional(&self.readers)
        .await?;
        let open =
            |sealed: Vec<u8>| self.vault.open(school, Place::LeaveFile { leave: leave.0, number }, &sealed);
        Ok(sealed.map(open).transpose()?)
    }
}

/// Refuses what is for a leave that is not there or was withdrawn.
async fn require_leave(db: &mut SqliteConnection, school: &SchoolId, leave: LeaveId) -> Result<(), Failure> {
    let known: Option<i64> = sqlx::query_scalar(
        "SELECT 1 FROM leave WHERE school_id = ?1 AND leave_id = ?2 AND withdrawn_at IS NULL",
    )
    .bind(school.as_str())
    .bind(leave.0)
    .fetch_optional(db)
    .await?;
    known.map(drop).ok_or_else(|| not_found("leave", &leave.0))
}
