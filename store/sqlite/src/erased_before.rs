//! Who was erased stays erased when a backup from before is restored.
//!
//! Owns the digests by which they are known: of their ids, under the key that their school's audit log has for ever, so that a
//! backup of the same school makes the same ones, and nobody else can.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use muster_domain::{SchoolId, StudentId};
use muster_store::{Erasures as _, StoreError};
use sqlx::{Connection as _, SqliteConnection};

use crate::columns::instant;
use crate::copy::connect_once;
use crate::failure::Failure;
use crate::folder::older_copies;
use crate::migrate::newest_applied;
use crate::{DATABASE_FILE, SqliteStore};

/// Who erases what a restored backup brought back.
const BY: &str = "muster restore";

/// An erasure as its row says it: school, digest, time.
pub(crate) type ErasedRow = (String, Vec<u8>, String);

/// Who was erased from a folder's data; none when it can't be read, nobody when there is none.
pub(crate) async fn erased_in(folder: &Path) -> Option<Vec<ErasedRow>> {
    let database = folder.join(DATABASE_FILE);
    if !database.exists() {
        return Some(Vec::new());
    }
    let mut connection = connect_once(&database).await.ok()?;
    let read = rows(&mut connection).await.ok();
    connection.close().await.ok();
    read
}

async fn rows(db: &mut SqliteConnection) -> sqlx::Result<Vec<ErasedRow>> {
    // A Muster from before this list kept none.
    let kept = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'erased_student'";
    if newest_applied(db).await? > 0 && sqlx::query(kept).fetch_optional(&mut *db).await?.is_none() {
        return Ok(Vec::new());
    }
    sqlx::query_as("SELECT school_id, digest, at FROM erased_student").fetch_all(db).await
}

impl SqliteStore {
    fn erasure_digest(&self, school: &SchoolId, student: &StudentId) -> Result<Vec<u8>, StoreError> {
        let parts = [b"erased student".to_vec(), student.as_str().into()];
        Ok(self.vault.chained(school, &[0; 32], &parts)?.to_vec())
    }

    /// Notes within a transaction that this student is erased.
    pub(crate) async fn note_erasure(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        student: &StudentId,
        at: Timestamp,
    ) -> Result<(), Failure> {
        let row = (school.to_string(), self.erasure_digest(school, student)?, instant(at)?);
        insert(db, &row).await
    }

    /// Erases whoever of these is in this data, and notes them all. Returns how many there were.
    ///
    /// # Errors
    /// As [`muster_store::Erasures::erase_student`].
    pub(crate) async fn erase_again(&self, erased: &[ErasedRow], at: Timestamp) -> Result<usize, StoreError> {
        let mut again = 0;
        for (school, student) in self.placed(self.all_students().await)? {
            let digest = self.erasure_digest(&school, &student)?;
            if erased.iter().any(|(of, known, _)| of == school.as_str() && *known == digest) {
                self.erase_student(&school, &student, (BY, at)).await?;
                again += 1;
            }
        }
        self.placed(self.note_all(erased).await)?;
        Ok(again)
    }

    async fn all_students(&self) -> Result<Vec<(SchoolId, StudentId)>, Failure> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT school_id, student_id FROM student").fetch_all(&self.readers).await?;
        Ok(rows
            .into_iter()
            .map(|(school, student)| (SchoolId::new(school), StudentId::new(student)))
            .collect())
    }

    async fn note_all(&self, erased: &[ErasedRow]) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        for row in erased {
            // A backup may hold fewer schools.
            if self.vault.knows(&SchoolId::new(&row.0)) {
                insert(&mut tx, row).await?;
            }
        }
        Ok(tx.commit().await?)
    }

    /// Copies of the data that lie beside it, by name.
    ///
    /// # Errors
    /// [`StoreError::Database`] when the folder can't be listed.
    pub(crate) fn copies_beside(&self) -> Result<Vec<String>, StoreError> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let listed = older_copies(folder);
        let listed = listed.map_err(|error| crate::failure::database(folder, &error))?;
        let name = |path: PathBuf| Some(path.file_name()?.to_string_lossy().into_owned());
        Ok(listed.into_iter().filter_map(name).collect())
    }
}

async fn insert(db: &mut SqliteConnection, (school, digest, at): &ErasedRow) -> Result<(), Failure> {
    sqlx::query(
        "INSERT INTO erased_student (school_id, digest, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    )
    .bind(school)
    .bind(digest)
    .bind(at)
    .execute(db)
    .await?;
    Ok(())
}
