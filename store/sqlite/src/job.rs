//! Jobs: accepted photos, sealed until they are done.

use async_trait::async_trait;
use jiff::Timestamp;
use muster_domain::{ClassId, SchoolId};
use muster_store::{Job, JobId, JobState, Jobs, NewJob, RequestKey, StoreError};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::columns::{captured, day, from_json, instant, json, text, to_captured, to_day, to_instant};
use crate::failure::{Failure, not_found};
use crate::seal::Place;
use crate::{SqliteStore, request, require_class};

const COLUMNS: &str =
    "job_id, class_id, date, label, sent_by, captured_at, sent_at, photos, state, created_at, ended_at";

#[async_trait]
impl Jobs for SqliteStore {
    async fn add_job(
        &self,
        school: &SchoolId,
        job: &NewJob,
        request: Option<&RequestKey>,
        at: Timestamp,
    ) -> Result<(JobId, bool), StoreError> {
        self.placed(self.write_job(school, job, request, at).await)
    }

    async fn find_job(&self, school: &SchoolId, job: JobId) -> Result<Option<Job>, StoreError> {
        self.placed(self.read_job(school, job).await)
    }

    async fn list_jobs(&self, school: &SchoolId, limit: u32) -> Result<Vec<Job>, StoreError> {
        self.placed(self.read_jobs(school, limit).await)
    }

    async fn job_photos(&self, school: &SchoolId, job: JobId) -> Result<Vec<Vec<u8>>, StoreError> {
        self.placed(self.read_job_photos(school, job).await)
    }

    async fn waiting_jobs(&self) -> Result<Vec<(SchoolId, JobId)>, StoreError> {
        self.placed(self.read_waiting_jobs().await)
    }

    async fn end_job(
        &self,
        school: &SchoolId,
        job: JobId,
        state: &JobState,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.placed(self.write_end(school, job, state, at).await)
    }

    async fn remove_job(&self, school: &SchoolId, job: JobId) -> Result<(), StoreError> {
        self.placed(self.delete_job(school, job).await)
    }
}

impl SqliteStore {
    async fn write_job(
        &self,
        school: &SchoolId,
        job: &NewJob,
        request: Option<&RequestKey>,
        at: Timestamp,
    ) -> Result<(JobId, bool), Failure> {
        text("session label", &job.label)?;
        text("name of who sent photos", &job.by)?;
        request.map(|request| request::check(&job.by, request)).transpose()?;
        let mut tx = self.begin_write().await?;
        require_class(&mut tx, school, &job.class).await?;
        if let Some(known) = known_job(&mut tx, school, &job.by, request).await? {
            return Ok((known, false));
        }
        remove_old(&mut tx, at).await?;
        let id: i64 = sqlx::query_scalar(
            "UPDATE school SET last_job = last_job + 1 WHERE school_id = ?1 RETURNING last_job",
        )
        .bind(school.as_str())
        .fetch_one(&mut *tx)
        .await?;
        sqlx::query(
            "INSERT INTO job (school_id, job_id, class_id, date, label, sent_by, photos, request_key,
                 request_digest, state, created_at, captured_at, sent_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )
        .bind(school.as_str())
        .bind(id)
        .bind(job.class.as_str())
        .bind(day(job.date)?)
        .bind(&job.label)
        .bind(&job.by)
        .bind(job.photos.len() as i64)
        .bind(request.map(|request| &request.key))
        .bind(request.map(|request| &request.digest[..]))
        .bind(json("job", &JobState::Waiting)?)
        .bind(instant(at)?)
        .bind(captured(job.captured_at)?)
        .bind(captured(job.sent_at)?)
        .execute(&mut *tx)
        .await?;
        self.insert_job_photos(&mut tx, school, id, &job.photos).await?;
        tx.commit().await?;
        Ok((JobId(id), true))
    }

    async fn insert_job_photos(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        job: i64,
        photos: &[Vec<u8>],
    ) -> Result<(), Failure> {
        for (position, photo) in (0..).zip(photos) {
            let sealed = self.vault.seal(school, Place::JobPhoto { job, position }, photo)?;
            sqlx::query("INSERT INTO job_photo (school_id, job_id, position, photo) VALUES (?1, ?2, ?3, ?4)")
                .bind(school.as_str())
                .bind(job)
                .bind(position)
                .bind(sealed)
                .execute(&mut *db)
                .await?;
        }
        Ok(())
    }

    async fn read_job(&self, school: &SchoolId, job: JobId) -> Result<Option<Job>, Failure> {
        let query = format!("SELECT {COLUMNS} FROM job WHERE school_id = ?1 AND job_id = ?2");
        let row = sqlx::query(sqlx::AssertSqlSafe(query))
            .bind(school.as_str())
            .bind(job.0)
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(to_job).transpose()
    }

    async fn read_jobs(&self, school: &SchoolId, limit: u32) -> Result<Vec<Job>, Failure> {
        let query = format!("SELECT {COLUMNS} FROM job WHERE school_id = ?1 ORDER BY job_id DESC LIMIT ?2");
        let rows = sqlx::query(sqlx::AssertSqlSafe(query))
            .bind(school.as_str())
            .bind(limit)
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(to_job).collect()
    }

    async fn read_job_photos(&self, school: &SchoolId, job: JobId) -> Result<Vec<Vec<u8>>, Failure> {
        let rows = sqlx::query(
            "SELECT position, photo FROM job_photo WHERE school_id = ?1 AND job_id = ?2 ORDER BY position",
        )
        .bind(school.as_str())
        .bind(job.0)
        .fetch_all(&self.readers)
        .await?;
        let open = |row: &SqliteRow| {
            let place = Place::JobPhoto { job: job.0, position: row.try_get("position")? };
            Ok(self.vault.open(school, place, row.try_get("photo")?)?)
        };
        rows.iter().map(open).collect()
    }

    async fn read_waiting_jobs(&self) -> Result<Vec<(SchoolId, JobId)>, Failure> {
        let rows: Vec<(String, i64)> = sqlx::query_as(
            "SELECT school_id, job_id FROM job WHERE ended_at IS NULL ORDER BY created_at, school_id, job_id",
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(|(school, job)| (SchoolId::new(school), JobId(job))).collect())
    }

    async fn write_end(
        &self,
        school: &SchoolId,
        job: JobId,
        state: &JobState,
        at: Timestamp,
    ) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        let known = sqlx::query(
            "UPDATE job SET state = iif(ended_at IS NULL, ?3, state), ended_at = coalesce(ended_at, ?4)
             WHERE school_id = ?1 AND job_id = ?2",
        )
        .bind(school.as_str())
        .bind(job.0)
        .bind(json("job", state)?)
        .bind(instant(at)?)
        .execute(&mut *tx)
        .await?;
        if known.rows_affected() == 0 {
            return Err(not_found("job", &job.0));
        }
        delete_photos(&mut tx, school, job).await?;
        Ok(tx.commit().await?)
    }

    async fn delete_job(&self, school: &SchoolId, job: JobId) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        delete_photos(&mut tx, school, job).await?;
        sqlx::query("DELETE FROM job WHERE school_id = ?1 AND job_id = ?2")
            .bind(school.as_str())
            .bind(job.0)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }
}

/// The job that this request made before.
async fn known_job(
    db: &mut SqliteConnection,
    school: &SchoolId,
    by: &str,
    request: Option<&RequestKey>,
) -> Result<Option<JobId>, Failure> {
    let Some(RequestKey { key, digest }) = request else { return Ok(None) };
    let row = sqlx::query(
        "SELECT job_id, request_digest FROM job WHERE school_id = ?1 AND sent_by = ?2 AND request_key = ?3",
    )
    .bind(school.as_str())
    .bind(by)
    .bind(key)
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    if row.try_get::<&[u8], _>("request_digest")? != digest {
        return Err(StoreError::RequestReused { key: key.clone() }.into());
    }
    Ok(Some(JobId(row.try_get("job_id")?)))
}

async fn remove_old(db: &mut SqliteConnection, at: Timestamp) -> Result<(), Failure> {
    sqlx::query("DELETE FROM job WHERE ended_at < ?1").bind(request::forgotten(at)?).execute(db).await?;
    Ok(())
}

async fn delete_photos(db: &mut SqliteConnection, school: &SchoolId, job: JobId) -> Result<(), Failure> {
    sqlx::query("DELETE FROM job_photo WHERE school_id = ?1 AND job_id = ?2")
        .bind(school.as_str())
        .bind(job.0)
        .execute(db)
        .await?;
    Ok(())
}

fn to_job(row: &SqliteRow) -> Result<Job, Failure> {
    let ended_at: Option<&str> = row.try_get("ended_at")?;
    Ok(Job {
        id: JobId(row.try_get("job_id")?),
        class: ClassId::new(row.try_get::<String, _>("class_id")?),
        date: to_day(row.try_get("date")?)?,
        label: row.try_get("label")?,
        by: row.try_get("sent_by")?,
        captured_at: to_captured(row, "captured_at")?,
        sent_at: to_captured(row, "sent_at")?,
        photos: row.try_get::<i64, _>("photos")? as usize,
        state: from_json("job", row.try_get("state")?)?,
        created_at: to_instant(row.try_get("created_at")?)?,
        ended_at: ended_at.map(to_instant).transpose()?,
    })
}
