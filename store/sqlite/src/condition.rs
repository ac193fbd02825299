//! Whether this file can still be worked with.

use std::path::Path;

use async_trait::async_trait;
use muster_domain::SchoolId;
use muster_store::{Condition, Holdings, StoreError};

use crate::SqliteStore;
use crate::failure::Failure;

/// Which files the database and its log are, whatever their names: a process that has a file open goes on writing
/// to it when someone deletes or replaces it, and all of that is lost with the process.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileIds([Option<(u64, u64)>; 2]);

impl FileIds {
    /// Those at these names now. Known on Unix only.
    pub(crate) fn of(database: &Path) -> Self {
        let mut log = database.as_os_str().to_owned();
        log.push("-wal");
        Self([id(database), id(Path::new(&log))])
    }
}

#[cfg(unix)]
fn id(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn id(_: &Path) -> Option<(u64, u64)> {
    None
}

impl SqliteStore {
    /// Refuses to go on when the files are not those that were opened: what would be written is as good as lost.
    pub(crate) fn require_files(&self) -> Result<(), Failure> {
        if FileIds::of(&self.path) == self.files {
            return Ok(());
        }
        let cause =
            "its file or the -wal file beside it was deleted or replaced while it was open".to_owned();
        Err(StoreError::Damaged { path: self.path.display().to_string(), cause }.into())
    }
}

#[async_trait]
impl Condition for SqliteStore {
    async fn check(&self) -> Result<(), StoreError> {
        if let Some(cause) = self.damage.get() {
            let path = self.path.display().to_string();
            return Err(StoreError::Damaged { path, cause: cause.clone() });
        }
        let look = async {
            self.require_files()?;
            sqlx::query("SELECT 1 FROM school LIMIT 1").fetch_optional(&self.readers).await?;
            Ok(())
        };
        self.placed(look.await)
    }

    async fn holdings(&self, school: &SchoolId) -> Result<Holdings, StoreError> {
        self.placed(self.count(school).await)
    }
}

impl SqliteStore {
    async fn count(&self, school: &SchoolId) -> Result<Holdings, Failure> {
        let (students, sessions, pictures, enrolled, pending): (i64, i64, i64, i64, i64) = sqlx::query_as(
            "SELECT (SELECT count(*) FROM student WHERE school_id = ?1),
                    (SELECT count(*) FROM session WHERE school_id = ?1),
                    (SELECT count(*) FROM session_picture WHERE school_id = ?1),
                    (SELECT count(*) FROM enrolled_face WHERE school_id = ?1),
                    (SELECT count(*) FROM enrolled_face WHERE school_id = ?1 AND state = 'pending')",
        )
        .bind(school.as_str())
        .fetch_one(&self.readers)
        .await?;
        let [students, sessions, pictures, enrolled, pending] =
            [students, sessions, pictures, enrolled, pending].map(|count| count as usize);
        Ok(Holdings { students, sessions, pictures, enrolled, pending })
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs::{self, OpenOptions};
    use std::os::unix::fs::FileExt as _;
    use std::sync::Arc;
    use std::time::Duration;

    use muster_domain::{Class, ClassId, SchoolId, Student, StudentId};
    use muster_store::People as _;
    use tempfile::TempDir;

    use super::*;
    use crate::LocalKey;

    /// A store that does not wait long for others, with a class of 400.
    async fn store() -> (TempDir, SqliteStore) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = open(&folder.path().join("muster.db")).await.expect("opens");
        store.put_school(&school(), "School").await.expect("stores");
        store.put_class(&school(), &class("7b")).await.expect("stores");
        let students: Vec<Student> = (0..400).map(|number| student(&format!("{number:03}"))).collect();
        store.put_students(&school(), &ClassId::new("7b"), &students, None).await.expect("stores");
        (folder, store)
    }

    async fn open(path: &Path) -> Result<SqliteStore, StoreError> {
        let key = Arc::new(LocalKey::from_bytes([7; 32]));
        SqliteStore::open_waiting(path, key, Arc::new(|bytes| bytes.fill(1)), Duration::from_millis(100))
            .await
    }

    fn school() -> SchoolId {
        SchoolId::new("school")
    }

    fn class(id: &str) -> Class {
        Class { id: ClassId::new(id), name: format!("Form {id}") }
    }

    fn student(id: &str) -> Student {
        Student { id: StudentId::new(id), last_name: "L".repeat(60), first_name: "F".repeat(60) }
    }

    /// Fault F1: nothing acknowledged is lost, what is refused is not half there, and with space it goes on.
    #[tokio::test]
    async fn a_full_disk_refuses_and_recovers() {
        let (_folder, store) = store().await;
        let pages: i64 =
            sqlx::query_scalar("PRAGMA page_count").fetch_one(&store.writer).await.expect("a count");
        let limit = async |pages: i64| {
            let text = sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {pages}"));
            sqlx::query(text).execute(&store.writer).await.expect("a pragma");
        };
        limit(pages).await;
        let many: Vec<Student> = (0..400).map(|number| student(&format!("new {number}"))).collect();
        let error =
            store.put_students(&school(), &ClassId::new("7b"), &many, None).await.expect_err("is full");
        assert!(matches!(error, StoreError::Full { .. }), "{error}");
        assert!(error.to_string().contains("muster.db") && error.to_string().contains("full"), "{error}");
        assert_eq!(
            store
                .roster(&school(), &ClassId::new("7b"), jiff::civil::Date::constant(2026, 9, 7))
                .await
                .expect("reads")
                .len(),
            400
        );
        store.check().await.expect("full is not damaged");
        // The limit went with the connection that met it.
        store.put_students(&school(), &ClassId::new("7b"), &many, None).await.expect("there is space again");
        assert_eq!(
            store
                .roster(&school(), &ClassId::new("7b"), jiff::civil::Date::constant(2026, 9, 7))
                .await
                .expect("reads")
                .len(),
            800
        );
    }

    /// Fault F3: another process that writes for long makes writers give up, not readers, and not for good.
    #[tokio::test]
    async fn a_lock_held_for_long_refuses_writers_until_it_is_free() {
        let (folder, store) = store().await;
        let other = open(&folder.path().join("muster.db")).await.expect("opens");
        let writing = other.writer.begin_with("BEGIN EXCLUSIVE").await.expect("the lock");
        let error = store.put_class(&school(), &class("8a")).await.expect_err("is locked");
        assert!(matches!(error, StoreError::Busy { .. }), "{error}");
        assert_eq!(store.list_classes(&school()).await.expect("readers go on").len(), 1);
        store.check().await.expect("busy is not damaged");
        drop(writing);
        store.put_class(&school(), &class("8a")).await.expect("the lock is free");
    }

    /// Fault F4: damage is found by reading, is called so, and is remembered; it never panics.
    #[tokio::test]
    async fn overwritten_pages_are_damage() {
        let (folder, store) = store().await;
        let path = folder.path().join("muster.db");
        store.close().await;
        let whole = fs::read(&path).expect("a file");
        let mut seen = 0;
        for page in 0..whole.len() / 4096 {
            let file = OpenOptions::new().write(true).open(&path).expect("ours");
            file.write_all_at(&whole, 0).expect("mended");
            file.write_all_at(&[0xa5; 4096], page as u64 * 4096).expect("damaged");
            match open(&path).await {
                Err(error) => assert!(matches!(error, StoreError::Damaged { .. }), "page {page}: {error}"),
                Ok(store) => {
                    let error = store.check_integrity().await.expect_err("a page is not one");
                    assert!(matches!(error, StoreError::Damaged { .. }), "page {page}: {error}");
                    assert!(error.to_string().contains("muster restore"), "{error}");
                    store.check().await.expect_err("it is remembered");
                    store.close().await;
                }
            }
            seen += 1;
        }
        assert!(seen > 10, "{seen} pages");
    }

    #[tokio::test]
    async fn a_file_cut_short_is_damage() {
        let (folder, store) = store().await;
        let path = folder.path().join("muster.db");
        store.close().await;
        let whole = fs::read(&path).expect("a file");
        for length in [10, 100, 4095, 4096, whole.len() / 2, whole.len() - 4096] {
            fs::write(&path, &whole[..length]).expect("ours");
            let result = match open(&path).await {
                Err(error) => Err(error),
                Ok(store) => store.check_integrity().await,
            };
            assert!(matches!(result, Err(StoreError::Damaged { .. })), "{length} bytes: {result:?}");
        }
    }

    /// Fault F4: a log that is deleted under a running server takes all later writes with it when the server ends,
    /// so none is acknowledged.
    #[tokio::test]
    async fn nothing_is_acknowledged_into_a_deleted_file() {
        for name in ["muster.db", "muster.db-wal"] {
            let (folder, store) = store().await;
            fs::remove_file(folder.path().join(name)).expect("is there");
            let error = store.put_class(&school(), &class("8a")).await.expect_err("would be lost");
            assert!(matches!(error, StoreError::Damaged { .. }), "{name}: {error}");
            assert!(error.to_string().contains("deleted"), "{name}: {error}");
            store.check().await.expect_err("the server is not ready");
        }
    }
}
