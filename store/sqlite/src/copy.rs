//! Whole copies of a database, consistent while others write to it, and what is in one.

use std::fs::{self, File};
use std::path::Path;

use muster_store::{Entropy, StoreError};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};

use crate::connect::{BUSY_TIMEOUT, create_private};
use crate::failure::{Failure, database, newer, refused};
use crate::local_key::{KeyError, sync_folder};
use crate::master::MasterKey;
use crate::migrate::{newest_applied, newest_known};
use crate::school_keys::{check_before_data_keys, learn_schools};
use crate::seal::Vault;

/// The schema's version from which on each school has a data key.
const FIRST_WITH_DATA_KEYS: i64 = 18;

/// What a database holds, to compare a copy with what one expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contents {
    /// The version of its schema.
    pub schema: i64,
    /// Schools.
    pub schools: i64,
    /// Students of all schools.
    pub students: i64,
    /// Sessions.
    pub sessions: i64,
    /// Marks of all sessions.
    pub marks: i64,
    /// Templates of enrolled faces and imported ones.
    pub templates: i64,
}

/// A connection of its own to a file that must be there.
pub(crate) async fn connect_once(path: &Path) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new().filename(path).busy_timeout(BUSY_TIMEOUT);
    options.connect().await.map_err(|error| refused(path, &error))
}

/// Writes the state of the database `from` at this moment to the new file `to`, readable by its owner only and
/// safe from a power cut. Nobody who works on `from` has to wait. A copy that fails leaves no file.
pub(crate) async fn copy_database(from: &Path, to: &Path) -> Result<(), StoreError> {
    let text = to.to_str().ok_or_else(|| database(to, &"its name is not Unicode"))?;
    create_private(to).map_err(|error| database(to, &error))?;
    let copied = async {
        let mut source = connect_once(from).await?;
        let done = sqlx::query("VACUUM INTO ?1").bind(text).execute(&mut source).await;
        source.close().await.ok();
        done.map_err(|error| refused(to, &error))?;
        let synced = File::open(to).and_then(|file| file.sync_all());
        synced.map_err(|error| database(to, &error))
    };
    let result = copied.await;
    if result.is_err() {
        fs::remove_file(to).ok();
    }
    let folder = to.parent().unwrap_or(Path::new("."));
    result.and_then(|()| sync_folder(folder).map_err(|error| database(folder, &error)))
}

/// Checks a database to its last page and says what it holds. It is not changed, and an older schema is as good.
///
/// # Errors
/// [`StoreError::Damaged`]; [`StoreError::Key`] when `master` is not the one of its data; and
/// [`StoreError::Database`] when a newer Muster wrote it, or it is no database of Muster.
pub(crate) async fn inspect(
    path: &Path,
    master: &dyn MasterKey,
    entropy: Entropy,
) -> Result<Contents, StoreError> {
    let mut connection = connect_once(path).await?;
    let looked = look(&mut connection, path, (master, &Vault::new(entropy))).await;
    connection.close().await.ok();
    looked.map_err(|failure| failure.at(path))
}

async fn look(
    db: &mut SqliteConnection,
    path: &Path,
    (master, vault): (&dyn MasterKey, &Vault),
) -> Result<Contents, Failure> {
    check_integrity(db, path).await?;
    let schema = newest_applied(db).await?;
    if schema == 0 {
        return Err(database(path, &"it is not a database of Muster").into());
    }
    if schema > newest_known() {
        return Err(database(path, &newer(schema, newest_known())).into());
    }
    if schema >= FIRST_WITH_DATA_KEYS {
        learn_schools(db, vault, master).await?;
    } else {
        let cause = "the data is from before data keys, and sealed under a key file".to_owned();
        let elsewhere = KeyError::Keeper { context: path.display().to_string(), cause };
        check_before_data_keys(db, master.held().ok_or(elsewhere)?).await?;
    }
    let (schools, students, sessions, marks, templates) = sqlx::query_as(
        "SELECT (SELECT count(*) FROM school), (SELECT count(*) FROM student), (SELECT count(*) FROM session),
             (SELECT count(*) FROM mark), (SELECT count(*) FROM template)",
    )
    .fetch_one(db)
    .await?;
    Ok(Contents { schema, schools, students, sessions, marks, templates })
}

/// Reads every page, every index and every reference between tables.
pub(crate) async fn check_integrity(db: &mut SqliteConnection, path: &Path) -> Result<(), Failure> {
    let damaged = |cause: String| StoreError::Damaged { path: path.display().to_string(), cause };
    let found: String = sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_one(&mut *db).await?;
    if found != "ok" {
        return Err(damaged(found.replace('\n', " ")).into());
    }
    let dangling = sqlx::query("PRAGMA foreign_key_check").fetch_all(db).await?.len();
    if dangling > 0 {
        return Err(damaged(format!("{dangling} rows name others that are not there")).into());
    }
    Ok(())
}
