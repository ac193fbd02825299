//! Evidence of what was said about consent: files, sealed, each with an entry of a student's ledger.

use muster_domain::{SchoolId, StudentId};
use muster_store::KeptFile;

use crate::failure::{Failure, not_found};
use crate::seal::Place;
use crate::{SqliteStore, kept_file};

impl SqliteStore {
    pub(crate) async fn insert_consent_file(
        &self,
        school: &SchoolId,
        (student, entry): (&StudentId, i64),
        file: (&str, &str, &[u8]),
    ) -> Result<i64, Failure> {
        kept_file::check(file)?;
        let (name, media_type, bytes) = file;
        let mut tx = self.begin_write().await?;
        let known: Option<i64> = sqlx::query_scalar(
            "SELECT 1 FROM consent WHERE school_id = ?1 AND student_id = ?2 AND number = ?3",
        )
        .bind(school.as_str())
        .bind(student.as_str())
        .bind(entry)
        .fetch_optional(&mut *tx)
        .await?;
        if known.is_none() {
            return Err(not_found("entry of consent", &entry));
        }
        let number: i64 = sqlx::query_scalar(
            "SELECT coalesce(max(number), 0) + 1 FROM consent_file
             WHERE school_id = ?1 AND student_id = ?2 AND entry = ?3",
        )
        .bind(school.as_str())
        .bind(student.as_str())
        .bind(entry)
        .fetch_one(&mut *tx)
        .await?;
        let sealed = self.vault.seal(school, Place::ConsentFile { student, entry, number }, bytes)?;
        sqlx::query(
            "INSERT INTO consent_file (school_id, student_id, entry, number, name, media_type, bytes, file)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )
        .bind(school.as_str())
        .bind(student.as_str())
        .bind(entry)
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

    pub(crate) async fn read_consent_files(
        &self,
        school: &SchoolId,
        student: &StudentId,
    ) -> Result<Vec<(i64, KeptFile)>, Failure> {
        let rows: Vec<(i64, i64, String, String, i64)> = sqlx::query_as(
            "SELECT entry, number, name, media_type, bytes FROM consent_file
             WHERE school_id = ?1 AND student_id = ?2 ORDER BY entry, number",
        )
        .bind(school.as_str())
        .bind(student.as_str())
        .fetch_all(&self.readers)
        .await?;
        let file = |(entry, number, name, media_type, bytes)| {
            (entry, kept_file::to_file((number, name, media_type, bytes)))
        };
        Ok(rows.into_iter().map(file).collect())
    }

    pub(crate) async fn open_consent_file(
        &self,
        school: &SchoolId,
        (student, entry): (&StudentId, i64),
        number: i64,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let sealed: Option<Vec<u8>> = sqlx::query_scalar(
            "SELECT file FROM consent_file
             WHERE school_id = ?1 AND student_id = ?2 AND entry = ?3 AND number = ?4",
        )
        .bind(school.as_str())
        .bind(student.as_str())
        .bind(entry)
        .bind(number)
        .fetch_optional(&self.readers)
        .await?;
        let open =
            |sealed: Vec<u8>| self.vault.open(school, Place::ConsentFile { student, entry, number }, &sealed);
        Ok(sealed.map(open).transpose()?)
    }

    pub(crate) async fn delete_consent_file(
        &self,
        school: &SchoolId,
        (student, entry): (&StudentId, i64),
        number: i64,
    ) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        let done = sqlx::query(
            "DELETE FROM consent_file
             WHERE school_id = ?1 AND student_id = ?2 AND entry = ?3 AND number = ?4",
        )
        .bind(school.as_str())
        .bind(student.as_str())
        .bind(entry)
        .bind(number)
        .execute(&mut *tx)
        .await?;
        if done.rows_affected() == 0 {
            return Err(not_found("file", &number));
        }
        Ok(tx.commit().await?)
    }
}
