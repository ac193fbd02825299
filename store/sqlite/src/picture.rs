//! The pictures of class photos, sealed, while their session is open.

use async_trait::async_trait;
use jiff::Timestamp;
use muster_domain::{PhotoDigest, SchoolId, SessionId};
use muster_store::{Pictures, StoreError};
use sqlx::SqliteConnection;

use crate::SqliteStore;
use crate::columns::{instant, to_digest};
use crate::failure::{Failure, not_found};
use crate::seal::Place;

#[async_trait]
impl Pictures for SqliteStore {
    async fn keep_picture(
        &self,
        school: &SchoolId,
        session: SessionId,
        photo: PhotoDigest,
        file: &[u8],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.placed(self.write_picture(school, session, photo, (file, at)).await)
    }

    async fn find_picture(
        &self,
        school: &SchoolId,
        session: SessionId,
        photo: PhotoDigest,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.placed(self.read_picture(school, session, photo).await)
    }

    async fn list_pictures(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<PhotoDigest>, StoreError> {
        self.placed(self.read_pictures(school, session).await)
    }

    async fn forget_pictures(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.placed(self.delete_pictures(before).await)
    }
}

impl SqliteStore {
    async fn write_picture(
        &self,
        school: &SchoolId,
        session: SessionId,
        photo: PhotoDigest,
        (file, at): (&[u8], Timestamp),
    ) -> Result<(), Failure> {
        let sealed = self.vault.seal(school, Place::Picture { session, photo }, file)?;
        let mut tx = self.begin_write().await?;
        let known: Option<i64> = sqlx::query_scalar(
            "SELECT 1 FROM photo WHERE school_id = ?1 AND session_id = ?2 AND digest = ?3",
        )
        .bind(school.as_str())
        .bind(session.0)
        .bind(&photo.0[..])
        .fetch_optional(&mut *tx)
        .await?;
        if known.is_none() {
            return Err(not_found("photo", &photo));
        }
        sqlx::query(
            "INSERT INTO session_picture (school_id, session_id, photo, file, kept_at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO NOTHING",
        )
        .bind(school.as_str())
        .bind(session.0)
        .bind(&photo.0[..])
        .bind(sealed)
        .bind(instant(at)?)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    async fn read_picture(
        &self,
        school: &SchoolId,
        session: SessionId,
        photo: PhotoDigest,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let sealed: Option<Vec<u8>> = sqlx::query_scalar(
            "SELECT file FROM session_picture WHERE school_id = ?1 AND session_id = ?2 AND photo = ?3",
        )
        .bind(school.as_str())
        .bind(session.0)
        .bind(&photo.0[..])
        .fetch_optional(&self.readers)
        .await?;
        let open = |sealed: Vec<u8>| self.vault.open(school, Place::Picture { session, photo }, &sealed);
        Ok(sealed.map(open).transpose()?)
    }

    async fn read_pictures(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<PhotoDigest>, Failure> {
        let rows: Vec<Vec<u8>> = sqlx::query_scalar(
            "SELECT photo FROM session_picture WHERE school_id = ?1 AND session_id = ?2 ORDER BY photo",
        )
        .bind(school.as_str())
        .bind(session.0)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(|row| Ok(to_digest(row)?)).collect()
    }

    async fn delete_pictures(&self, before: Timestamp) -> Result<u64, Failure> {
        let mut tx = self.begin_write().await?;
        let gone = sqlx::query("DELETE FROM session_picture WHERE kept_at < ?1")
            .bind(instant(before)?)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(gone.rows_affected())
    }
}

/// Removes what a session's closing leaves no need for.
pub(crate) async fn remove(
    db: &mut SqliteConnection,
    school: &SchoolId,
    session: SessionId,
) -> Result<(), Failure> {
    sqlx::query("DELETE FROM session_picture WHERE school_id = ?1 AND session_id = ?2")
        .bind(school.as_str())
        .bind(session.0)
        .execute(db)
        .await?;
    Ok(())
}
