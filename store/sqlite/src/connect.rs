//! Opening the database: its folder and file, and the connections' settings. The schema is `migrate`'s.
//!
//! One connection writes and a few read. Writers of this process queue for it in order of arrival; a writer
//! of another process holds the database's own lock, which is waited for as long as the busy timeout says. In
//! WAL mode readers never wait.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::Duration;

use muster_store::StoreError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection as _, SqlitePool};

use crate::failure::{database, is_busy, refused};
use crate::local_key::sync_folder;
use crate::migrate::{MIGRATIONS, migrate};

/// How long a write waits for another process.
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

const RETRY: Duration = Duration::from_millis(10);
const READERS: u32 = 3;

/// The connections of one open database.
pub(crate) struct Connections {
    pub(crate) writer: SqlitePool,
    pub(crate) readers: SqlitePool,
}

/// Opens the database, made when it is not there, and brings its schema up to date.
///
/// # Errors
/// [`StoreError::Busy`] when it is locked; [`StoreError::Damaged`] when it is not a database (any more);
/// [`StoreError::Database`] when the file can't be used, or is of a newer schema.
pub(crate) async fn connect(path: &Path, busy_timeout: Duration) -> Result<Connections, StoreError> {
    prepare_file(path).map_err(|error| database(path, &error))?;
    let options = SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .synchronous(SqliteSynchronous::Full)
        // What was removed is overwritten: erased means gone from the file.
        .pragma("secure_delete", "ON")
        .busy_timeout(busy_timeout);
    let writer = open_writer(&options, busy_timeout).await.map_err(|error| refused(path, &error))?;
    migrate(path, &writer, &MIGRATIONS).await?;
    let readers = pool(READERS).connect_lazy_with(options.pragma("query_only", "ON"));
    Ok(Connections { writer, readers })
}

/// Connections that stay. One that the driver believes to be inside of a transaction is given up: `SQLite` ends a
/// transaction by itself when the disk is full or fails (`sqlite.org/lang_transaction.html`, section 2.4), the
/// driver's own rollback then fails, and it would refuse to begin another one for good.
fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .idle_timeout(None)
        .max_lifetime(None)
        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
}

/// Opens the writing connection and with it sets WAL, which stays with the file. The change needs the whole
/// file for a moment, and `SQLite` does not wait for that by itself: two first starts at once would meet
/// here.
async fn open_writer(options: &SqliteConnectOptions, busy_timeout: Duration) -> sqlx::Result<SqlitePool> {
    let pool = pool(1);
    let options = options.clone().journal_mode(SqliteJournalMode::Wal);
    let mut left = busy_timeout;
    loop {
        match pool.clone().connect_with(options.clone()).await {
            Err(error) if is_busy(&error) && !left.is_zero() => {
                tokio::time::sleep(RETRY).await;
                left = left.saturating_sub(RETRY);
            }
            result => return result,
        }
    }
}

/// Makes the folder (0700) and the file (0600) when missing, and takes other users' access to the file away.
/// `SQLite` gives its `-wal` and `-shm` files the same permissions.
fn prepare_file(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        make_folder(folder)?;
    }
    match create_private(path) {
        Ok(_) => sync_folder(folder.unwrap_or(Path::new("."))),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => close_to_others(path),
        Err(error) => Err(error),
    }
}

/// Makes a folder and what is missing above it; new ones are for their owner only (0700 on Unix).
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Removes a file, if it is there.
pub(crate) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

pub(crate) fn create_private(path: &Path) -> io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(unix)]
fn close_to_others(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path)?.permissions().mode();
    if mode & 0o077 != 0 {
        fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn close_to_others(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use sqlx::SqliteConnection;

    use super::*;
    use crate::failure::Failure;

    async fn pragma(connection: &mut SqliteConnection, name: &'static str) -> String {
        let value = sqlx::query(name).fetch_one(connection).await.expect("a pragma");
        let as_number = sqlx::Row::try_get::<i64, _>(&value, 0).map(|number| number.to_string());
        as_number.or_else(|_| sqlx::Row::try_get(&value, 0)).expect("a number or text")
    }

    /// The promise that nothing acknowledged is lost rests on these; a typo in one would go unseen.
    #[tokio::test]
    async fn the_settings_are_in_force_on_every_connection() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let open = connect(&folder.path().join("muster.db"), BUSY_TIMEOUT).await.expect("opened");
        let mut all = vec![open.writer.acquire().await.expect("the writer")];
        for _ in 0..READERS {
            all.push(open.readers.acquire().await.expect("a reader"));
        }
        for (index, connection) in all.iter_mut().enumerate() {
            for (name, expected) in [
                ("PRAGMA journal_mode", "wal"),
                ("PRAGMA synchronous", "2"),
                ("PRAGMA foreign_keys", "1"),
                ("PRAGMA busy_timeout", "5000"),
                ("PRAGMA query_only", if index == 0 { "0" } else { "1" }),
            ] {
                assert_eq!(pragma(connection, name).await, expected, "{name} of connection {index}");
            }
        }
    }

    #[tokio::test]
    async fn a_write_lock_held_elsewhere_is_reported_and_does_not_hinder_reading() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("muster.db");
        let first = connect(&path, BUSY_TIMEOUT).await.expect("opened");
        let writing = first.writer.begin_with("BEGIN IMMEDIATE").await.expect("the lock is free");
        let second = connect(&path, Duration::from_millis(50)).await.expect("opens while the other writes");
        let read: i64 = sqlx::query_scalar("SELECT count(*) FROM school")
            .fetch_one(&second.readers)
            .await
            .expect("readers do not wait");
        assert_eq!(read, 0);
        let error = second.writer.begin_with("BEGIN IMMEDIATE").await.expect_err("the lock is taken");
        let shown = Failure::from(error).at(&path).to_string();
        assert!(shown.contains("another Muster is writing") && shown.contains("muster.db"), "{shown}");
        drop(writing);
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn new_folders_and_files_are_private() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().expect("a temporary folder");
        let path = root.path().join("a").join("b").join("muster.db");
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        let open = connect(&path, BUSY_TIMEOUT).await.expect("opened");
        for name in ["muster.db", "muster.db-wal", "muster.db-shm"] {
            assert_eq!(mode(&path.with_file_name(name)), 0o600, "{name}");
        }
        assert_eq!(mode(&root.path().join("a")), 0o700, "the upper folder");
        assert_eq!(mode(&root.path().join("a").join("b")), 0o700, "the lower folder");
        open.writer.close().await;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("ours");
        connect(&path, BUSY_TIMEOUT).await.expect("opened again");
        assert_eq!(mode(&path), 0o600, "a restored file is closed to others again");
    }

    #[tokio::test]
    async fn a_newer_schema_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("muster.db");
        let open = connect(&path, BUSY_TIMEOUT).await.expect("opened");
        sqlx::query(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9001, 'from the future', TRUE, x'00', 0)",
        )
        .execute(&open.writer)
        .await
        .expect("a row");
        open.writer.close().await;
        let before = fs::read(&path).expect("a database");
        let error = connect(&path, BUSY_TIMEOUT).await.err().expect("a newer schema").to_string();
        assert!(fs::read(&path).expect("a database") == before, "not a byte of it is changed");
        assert!(error.contains("newer Muster") && error.contains("9001"), "{error}");
    }

    #[tokio::test]
    async fn what_is_not_a_database_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("muster.db");
        let text = "a shopping list, long enough to be taken for a header. ".repeat(50);
        fs::write(&path, &text).expect("written");
        let error = connect(&path, BUSY_TIMEOUT).await.err().expect("not a database").to_string();
        assert!(error.contains("not a database"), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("still there"), text);
    }

    /// Two first starts at once must both find a whole schema.
    #[tokio::test(flavor = "multi_thread")]
    async fn two_processes_may_make_the_schema_at_once() {
        for _ in 0..10 {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let path = folder.path().join("muster.db");
            let (a, b) = tokio::join!(connect(&path, BUSY_TIMEOUT), connect(&path, BUSY_TIMEOUT));
            for open in [a.expect("the first"), b.expect("the second")] {
                let schools = sqlx::query_scalar::<_, i64>("SELECT count(*) FROM school");
                assert_eq!(schools.fetch_one(&open.readers).await.expect("a schema"), 0);
            }
        }
    }
}
