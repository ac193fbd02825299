//! Sessions: opened once, found, listed and closed. Their photos are in `photo`, their marks in `mark`.

use std::collections::HashMap;

use async_trait::async_trait;
use jiff::{Timestamp, civil::Date};
use muster_domain::{
    ClassId, Confirmation, Correction, Identification, Mark, PhotoDigest, PlannedSession, Reopening,
    SchoolId, Session, SessionId,
};
use muster_store::{Additions, Basis, CorrectedFace, Decided, RequestKey, Sessions, StoreError, StoredPhoto};
use sqlx::sqlite::SqliteRow;
use sqlx::{Executor, Row, Sqlite, SqliteConnection};

use crate::columns::{check_correction, check_mark, day, from_json, instant, json, text, to_day, to_instant};
use crate::failure::{Failure, not_found};
use crate::{SqliteStore, correction, mark, photo, picture, request, require_class, require_session};

#[async_trait]
impl Sessions for SqliteStore {
    async fn open_session(
        &self,
        school: &SchoolId,
        class: &ClassId,
        date: Date,
        label: &str,
        plan: Option<&PlannedSession>,
    ) -> Result<Session, StoreError> {
        self.placed(self.write_session(school, class, (date, label), plan).await)
    }

    async fn find_session(
        &self,
        school: &SchoolId,
        class: &ClassId,
        date: Date,
        label: &str,
    ) -> Result<Option<Session>, StoreError> {
        self.placed(find(&self.readers, school, class, date, label).await)
    }

    async fn list_sessions(
        &self,
        school: &SchoolId,
        class: &ClassId,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<Vec<Session>, StoreError> {
        self.placed(self.read_sessions(school, class, from, to).await)
    }

    async fn list_decided(
        &self,
        school: &SchoolId,
        class: &ClassId,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<Vec<Decided>, StoreError> {
        self.placed(self.read_decided(school, class, (from, to)).await)
    }

    async fn list_photos(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<StoredPhoto>, StoreError> {
        self.placed(self.read_photos(school, session).await)
    }

    async fn sessions_with_photo(
        &self,
        school: &SchoolId,
        class: &ClassId,
        photo: PhotoDigest,
    ) -> Result<Vec<SessionId>, StoreError> {
        self.placed(self.read_sessions_with(school, class, photo).await)
    }

    async fn list_verdicts(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<(PhotoDigest, Vec<Identification>)>, StoreError> {
        self.placed(self.read_verdicts(school, session).await)
    }

    async fn list_marks(&self, school: &SchoolId, session: SessionId) -> Result<Vec<Mark>, StoreError> {
        self.placed(self.read_marks(school, session).await)
    }

    async fn add_to_session(
        &self,
        school: &SchoolId,
        session: SessionId,
        additions: Additions<'_>,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        self.placed(self.write_to_session(school, session, additions, at).await)
    }

    async fn list_corrections(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<Correction>, StoreError> {
        self.placed(self.read_corrections(school, session).await)
    }

    async fn list_corrected_faces(
        &self,
        school: &SchoolId,
        class: &ClassId,
    ) -> Result<Vec<CorrectedFace>, StoreError> {
        self.placed(self.read_corrected_faces(school, class).await)
    }

    async fn is_done(&self, school: &SchoolId, request: (&str, &RequestKey)) -> Result<bool, StoreError> {
        self.placed(self.read_done(school, request).await)
    }

    async fn close_session(
        &self,
        school: &SchoolId,
        session: SessionId,
        marks: &[Mark],
        by: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.placed(self.write_closing(school, session, marks, (by, at)).await)
    }

    async fn confirm_session(
        &self,
        school: &SchoolId,
        session: SessionId,
        confirmation: &Confirmation,
    ) -> Result<(), StoreError> {
        self.placed(self.write_confirmation(school, session, confirmation).await)
    }

    async fn reopen_session(
        &self,
        school: &SchoolId,
        session: SessionId,
        reopening: &Reopening,
    ) -> Result<(), StoreError> {
        self.placed(self.write_reopening(school, session, reopening).await)
    }

    async fn list_reopenings(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<Reopening>, StoreError> {
        self.placed(self.read_reopenings(school, session).await)
    }
}

impl SqliteStore {
    async fn write_session(
        &self,
        school: &SchoolId,
        class: &ClassId,
        (date, label): (Date, &str),
        plan: Option<&PlannedSession>,
    ) -> Result<Session, Failure> {
        text("session label", label)?;
        let group = plan.and_then(|plan| plan.group.as_deref());
        text("group name", group.unwrap_or_default())?;
        let time = plan.map(|plan| json("time of a session", &plan.time)).transpose()?;
        let day = day(date)?;
        let mut tx = self.begin_write().await?;
        require_class(&mut tx, school, class).await?;
        if let Some(session) = find(&mut *tx, school, class, date, label).await? {
            return Ok(session);
        }
        let id: i64 = sqlx::query_scalar(
            "UPDATE school SET last_session = last_session + 1 WHERE school_id = ?1 RETURNING last_session",
        )
        .bind(school.as_str())
        .fetch_one(&mut *tx)
        .await?;
        sqlx::query(
            "INSERT INTO session (school_id, session_id, class_id, date, label, time, group_name)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )
        .bind(school.as_str())
        .bind(id)
        .bind(class.as_str())
        .bind(day)
        .bind(label)
        .bind(time)
        .bind(group)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(Session {
            id: SessionId(id),
            class: class.clone(),
            date,
            label: label.to_owned(),
            closed_at: None,
            closed_by: None,
            confirmation: None,
            time: plan.map(|plan| plan.time.clone()),
            group: group.map(str::to_owned),
        })
    }

    async fn read_sessions(
        &self,
        school: &SchoolId,
        class: &ClassId,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<Vec<Session>, Failure> {
        let mut tx = self.begin_read().await?;
        let which = Which { school, class, from: from.map(day).transpose()?, to: to.map(day).transpose()? };
        let rows = which.rows(&mut tx, SESSIONS).await?;
        rows.iter().map(to_session).collect()
    }

    async fn read_decided(
        &self,
        school: &SchoolId,
        class: &ClassId,
        (from, to): (Option<Date>, Option<Date>),
    ) -> Result<Vec<Decided>, Failure> {
        let mut tx = self.begin_read().await?;
        let which = Which { school, class, from: from.map(day).transpose()?, to: to.map(day).transpose()? };
        let mut all = Vec::new();
        let mut places = HashMap::new();
        for row in which.rows(&mut tx, SESSIONS).await? {
            let session = to_session(&row)?;
            places.insert(session.id.0, all.len());
            all.push(Decided { session, marks: Vec::new(), corrections: Vec::new() });
        }
        let place = |row: &SqliteRow| -> Result<Option<usize>, Failure> {
            let session: i64 = row.try_get("session_id")?;
            Ok(places.get(&session).copied())
        };
        for row in which.rows(&mut tx, MARKS).await? {
            if let Some(at) = place(&row)? {
                all[at].marks.push(mark::to_mark(&row)?);
            }
        }
        for row in which.rows(&mut tx, CORRECTIONS).await? {
            if let Some(at) = place(&row)? {
                all[at].corrections.push(correction::to_correction(&row)?);
            }
        }
        Ok(all)
    }

    async fn write_to_session(
        &self,
        school: &SchoolId,
        session: SessionId,
        additions: Additions<'_>,
        at: Timestamp,
    ) -> Result<bool, Failure> {
        let Additions { photos, faces, marks, corrections, request, basis } = additions;
        photos.iter().try_for_each(photo::check)?;
        faces.iter().try_for_each(|(_, face)| photo::check_photo_face(face))?;
        marks.iter().try_for_each(check_mark)?;
        corrections.iter().try_for_each(check_correction)?;
        let mut tx = self.begin_write().await?;
        require_session(&mut tx, school, session).await?;
        if !request::is_new(&mut tx, school, request, at).await? {
            return Ok(false);
        }
        if let Some(basis) = basis
            && basis != known(&mut tx, school, session).await?
        {
            return Err(StoreError::Overtaken.into());
        }
        let now = instant(at)?;
        for photo in photos {
            self.insert_photo(&mut tx, school, session, photo, &now).await?;
        }
        for face in faces {
            self.insert_drawn_face(&mut tx, school, session, face).await?;
        }
        let added = mark::insert(&mut tx, school, session, marks).await?;
        self.log_marks(&mut tx, school, session, &added, (mark::actor(marks), at)).await?;
        correction::insert(&mut tx, school, session, corrections).await?;
        if !(photos.is_empty() && faces.is_empty() && marks.is_empty() && corrections.is_empty()) {
            forget_confirmation(&mut tx, school, session).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    async fn write_confirmation(
        &self,
        school: &SchoolId,
        session: SessionId,
        Confirmation { by, at }: &Confirmation,
    ) -> Result<(), Failure> {
        text("name of who confirmed a session", by)?;
        let mut tx = self.begin_write().await?;
        require_session(&mut tx, school, session).await?;
        let confirmed = sqlx::query(
            "UPDATE session SET confirmed_by = ?3, confirmed_at = ?4
             WHERE school_id = ?1 AND session_id = ?2 AND closed_at IS NOT NULL",
        )
        .bind(school.as_str())
        .bind(session.0)
        .bind(by)
        .bind(instant(*at)?)
        .execute(&mut *tx)
        .await?;
        if confirmed.rows_affected() == 0 {
            return Err(StoreError::Conflict { what: "confirmation", cause: "the session is open" }.into());
        }
        Ok(tx.commit().await?)
    }

    async fn read_done(
        &self,
        school: &SchoolId,
        (by, request): (&str, &RequestKey),
    ) -> Result<bool, Failure> {
        request::check(by, request)?;
        let mut tx = self.begin_read().await?;
        request::is_known(&mut tx, school, by, request).await
    }

    async fn write_closing(
        &self,
        school: &SchoolId,
        session: SessionId,
        marks: &[Mark],
        (by, closed_at): (&str, Timestamp),
    ) -> Result<(), Failure> {
        text("name of who closed a session", by)?;
        let at = instant(closed_at)?;
        marks.iter().try_for_each(check_mark)?;
        let mut tx = self.begin_write().await?;
        let closed = sqlx::query(
            "UPDATE session SET closed_at = coalesce(closed_at, ?3),
                 closed_by = CASE WHEN closed_at IS NULL THEN ?4 ELSE closed_by END
             WHERE school_id = ?1 AND session_id = ?2",
        )
        .bind(school.as_str())
        .bind(session.0)
        .bind(at)
        .bind(by)
        .execute(&mut *tx)
        .await?;
        if closed.rows_affected() == 0 {
            return Err(not_found("session", &session.0));
        }
        let added = mark::insert(&mut tx, school, session, marks).await?;
        self.log_marks(&mut tx, school, session, &added, (by, closed_at)).await?;
        picture::remove(&mut tx, school, session).await?;
        Ok(tx.commit().await?)
    }
}

/// What was looked over is not what it is any more.
async fn forget_confirmation(
    db: &mut SqliteConnection,
    school: &SchoolId,
    session: SessionId,
) -> Result<(), Failure> {
    sqlx::query(
        "UPDATE session SET confirmed_by = NULL, confirmed_at = NULL WHERE school_id = ?1 AND session_id = ?2",
    )
    .bind(school.as_str())
    .bind(session.0)
    .execute(db)
    .await?;
    Ok(())
}

/// What a session has been told.
async fn known(db: &mut SqliteConnection, school: &SchoolId, session: SessionId) -> Result<Basis, Failure> {
    let (marks, corrections): (i64, i64) = sqlx::query_as(
        "SELECT (SELECT count(*) FROM mark WHERE school_id = ?1 AND session_id = ?2),
                (SELECT count(*) FROM correction WHERE school_id = ?1 AND session_id = ?2)",
    )
    .bind(school.as_str())
    .bind(session.0)
    .fetch_one(db)
    .await?;
    Ok(Basis { marks: marks as usize, corrections: corrections as usize })
}

async fn find<'e>(
    db: impl Executor<'e, Database = Sqlite>,
    school: &SchoolId,
    class: &ClassId,
    date: Date,
    label: &str,
) -> Result<Option<Session>, Failure> {
    let row = sqlx::query(
        "SELECT session_id, class_id, date, label, closed_at, closed_by, confirmed_by, confirmed_at, time, group_name
         FROM session
         WHERE school_id = ?1 AND class_id = ?2 AND date = ?3 AND label = ?4",
    )
    .bind(school.as_str())
    .bind(class.as_str())
    .bind(day(date)?)
    .bind(label)
    .fetch_optional(db)
    .await?;
    row.as_ref().map(to_session).transpose()
}

pub(crate) fn to_session(row: &SqliteRow) -> Result<Session, Failure> {
    let closed_at: Option<&str> = row.try_get("closed_at")?;
    let time: Option<&str> = row.try_get("time")?;
    let confirmed_by: Option<String> = row.try_get("confirmed_by")?;
    let confirmed_at: Option<&str> = row.try_get("confirmed_at")?;
    Ok(Session {
        id: SessionId(row.try_get("session_id")?),
        class: ClassId::new(row.try_get::<String, _>("class_id")?),
        date: to_day(row.try_get("date")?)?,
        label: row.try_get("label")?,
        closed_at: closed_at.map(to_instant).transpose()?,
        closed_by: row.try_get("closed_by")?,
        confirmation: confirmed_by
            .zip(confirmed_at)
            .map(|(by, at)| Ok::<_, StoreError>(Confirmation { by, at: to_instant(at)? }))
            .transpose()?,
        time: time.map(|time| from_json("time of a session", time)).transpose()?,
        group: row.try_get("group_name")?,
    })
}

/// A class's sessions of some days.
struct Which<'a> {
    school: &'a SchoolId,
    class: &'a ClassId,
    from: Option<String>,
    to: Option<String>,
}

impl Which<'_> {
    async fn rows(&self, db: &mut SqliteConnection, asked: &'static str) -> Result<Vec<SqliteRow>, Failure> {
        let asked = sqlx::query(asked)
            .bind(self.school.as_str())
            .bind(self.class.as_str())
            .bind(&self.from)
            .bind(&self.to);
        Ok(asked.fetch_all(db).await?)
    }
}

const SESSIONS: &str =
    "SELECT session_id, class_id, date, label, closed_at, closed_by, confirmed_by, confirmed_at, time, group_name
     FROM session
     WHERE school_id = ?1 AND class_id = ?2 AND (?3 IS NULL OR date >= ?3) AND (?4 IS NULL OR date <= ?4)
     ORDER BY date, label";
const MARKS: &str = "SELECT session_id, student_id, status, letter, at, source
     FROM session JOIN mark USING (school_id, session_id)
     WHERE school_id = ?1 AND class_id = ?2 AND (?3 IS NULL OR date >= ?3) AND (?4 IS NULL OR date <= ?4)
     ORDER BY session_id, at, number";
const CORRECTIONS: &str = "SELECT session_id, correction
     FROM session JOIN correction USING (school_id, session_id)
     WHERE school_id = ?1 AND class_id = ?2 AND (?3 IS NULL OR date >= ?3) AND (?4 IS NULL OR date <= ?4)
     ORDER BY session_id, number";
