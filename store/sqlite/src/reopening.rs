//! Sessions that were opened again.

use muster_domain::{Reopening, SchoolId, SessionId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::SqliteStore;
use crate::columns::{instant, invalid, text, to_instant};
use crate::failure::{Failure, not_found};

impl SqliteStore {
    pub(crate) async fn write_reopening(
        &self,
        school: &SchoolId,
        session: SessionId,
        reopening: &Reopening,
    ) -> Result<(), Failure> {
        let Reopening { by, reason, at } = reopening;
        text("name of who opened a session again", by)?;
        text("reason", reason)?;
        if reason.trim().is_empty() {
            return Err(invalid("reason", "it is empty").into());
        }
        let mut tx = self.begin_write().await?;
        let opened = sqlx::query(
            "UPDATE session SET closed_at = NULL, closed_by = NULL, confirmed_by = NULL, confirmed_at = NULL
                 WHERE school_id = ?1 AND session_id = ?2",
        )
        .bind(school.as_str())
        .bind(session.0)
        .execute(&mut *tx)
        .await?;
        if opened.rows_affected() == 0 {
            return Err(not_found("session", &session.0));
        }
        sqlx::query(
            "INSERT INTO reopening (school_id, session_id, number, set_by, reason, at)
             VALUES (?1, ?2,
                 (SELECT coalesce(max(number), 0) + 1 FROM reopening WHERE school_id = ?1 AND session_id = ?2),
                 ?3, ?4, ?5)
             ON CONFLICT (school_id, session_id, set_by, reason, at) DO NOTHING",
        )
        .bind(school.as_str())
        .bind(session.0)
        .bind(by)
        .bind(reason)
        .bind(instant(*at)?)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    pub(crate) async fn read_reopenings(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<Reopening>, Failure> {
        let rows = sqlx::query(
            "SELECT set_by, reason, at FROM reopening WHERE school_id = ?1 AND session_id = ?2 ORDER BY number",
        )
        .bind(school.as_str())
        .bind(session.0)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(to_reopening).collect()
    }
}

fn to_reopening(row: &SqliteRow) -> Result<Reopening, Failure> {
    Ok(Reopening {
        by: row.try_get("set_by")?,
        reason: row.try_get("reason")?,
        at: to_instant(row.try_get("at")?)?,
    })
}
