//! Muster's store in one `SQLite` file, the default backend.
//!
//! This crate owns the schema (`migrations/`), the sealing of faces under keys that a [`MasterKey`] wraps, and the names of
//! the two files in a data folder; what is stored and what each call promises is said by the traits of
//! `muster-store`. Randomness is handed in, and no clock is read: callers pass times.
//!
//! What an acknowledged call wrote survives a crash and a power cut: WAL, `synchronous=FULL`, one transaction
//! a call, begun with the write lock so that it can't fail half-way for another's sake.
//!
//! To add a column or a table: a new file in `migrations/`, never a change of an old one.

mod access;
mod account;
mod audit;
mod columns;
mod condition;
mod connect;
mod consent;
mod consent_file;
mod copy;
mod correction;
mod data_key;
mod enrolment;
mod erased_before;
mod erasure;
mod failure;
mod folder;
mod forget;
mod invitation;
mod job;
mod kept_file;
mod leave;
mod local_key;
mod lock;
mod lti;
mod mark;
mod master;
mod migrate;
mod moodle;
mod notice;
mod people;
mod photo;
mod picture;
mod profile;
mod records;
mod reopening;
mod request;
mod reseal;
mod roster;
mod school_keys;
mod seal;
mod sealed_folder;
mod second_factor;
mod session;
mod sign_in;
mod status_set;
mod swap;
mod template;
mod timetable;

use std::fmt;
use std::path::{Path, PathBuf, absolute};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use muster_domain::{ClassId, SchoolId, SessionId, StudentId};
use muster_store::{Entropy, StoreError};
use sqlx::{Sqlite, SqliteConnection, SqlitePool, Transaction};

pub use copy::Contents;
pub use folder::{FolderCopy, ReplaceError, Replaced, Replacement, Scratch, inspect_folder, older_copies};
pub use local_key::{KeyError, LocalKey};
pub use lock::{FolderLock, LockError};
pub use master::{KeySource, MasterKey};
pub use reseal::Progress;
pub use sealed_folder::{DataKeyState, SealedFolder};

use condition::FileIds;
use failure::{Failure, database, not_found};
use school_keys::learn_schools;
use seal::Vault;

/// The database's file in a data folder.
pub const DATABASE_FILE: &str = "muster.db";
/// The key's file in a data folder.
pub const KEY_FILE: &str = "school.key";

/// What is sealed in a school's row to recognise the right key.
const KEY_CHECK: &[u8] = b"muster";

/// An open database. Cheap to share behind an `Arc`; several processes may have the same file open.
pub struct SqliteStore {
    path: PathBuf,
    writer: SqlitePool,
    readers: SqlitePool,
    vault: Vault,
    master: Arc<dyn MasterKey>,
    files: FileIds,
    /// What showed that the file is damaged, first.
    damage: OnceLock<String>,
    undid_restore: bool,
    _in_use: Option<FolderLock>,
}

/// Why a data folder can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The key file's fault.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database's fault.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another process has the folder.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// There is nothing to copy.
    #[error("the data folder {folder} holds no data yet; --home names another")]
    NoData {
        /// The folder.
        folder: PathBuf,
    },
    /// Files can't be moved or removed.
    #[error("files in {path} can't be used: {cause}; mend this and try again")]
    Files {
        /// The folder, or the file.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
}

impl SqliteStore {
    /// Opens the data folder `folder`: its [`DATABASE_FILE`] under its [`KEY_FILE`]. Both are made, with the
    /// folder, when there is no database yet; they are readable by their owner only.
    ///
    /// # Errors
    /// [`OpenError::Key`] when there is a database but no key (a new one would not open it), or the key file
    /// is open to others or damaged; [`OpenError::Lock`] during a restore; otherwise as [`SqliteStore::open`].
    pub async fn open_folder(folder: &Path, entropy: Entropy) -> Result<Self, OpenError> {
        Self::open_folder_under(folder, &KeySource::File, entropy).await
    }

    /// As [`SqliteStore::open_folder`], with the master key from elsewhere than the key file.
    ///
    /// # Errors
    /// As [`SqliteStore::open_folder`].
    pub async fn open_folder_under(
        folder: &Path,
        source: &KeySource,
        entropy: Entropy,
    ) -> Result<Self, OpenError> {
        let database_file = folder.join(DATABASE_FILE);
        connect::make_folder(folder).map_err(|error| database(&database_file, &error))?;
        let (in_use, undid_restore) = folder::enter(folder)?;
        folder::sweep_leftovers(folder);
        // The key is always there before the database: so a database that is seen without one has lost it,
        // even while another process makes both for the first time.
        let has_data = database_file.try_exists().map_err(|error| database(&database_file, &error))?;
        let store = sealed_folder::open_settled(folder, source, has_data, entropy).await?;
        Ok(Self { undid_restore, _in_use: Some(in_use), ..store })
    }

    /// Opens the database file `path` under `master`, made when it is not there, and brings its schema up to
    /// date. `entropy` gives the nonces of what will be sealed, and new data keys.
    ///
    /// # Errors
    /// [`StoreError::Key`] when the data keys are wrapped by another key; [`StoreError::Damaged`] when the file is
    /// not a database; [`StoreError::Database`] when it can't be used or was written by a newer Muster.
    pub async fn open(path: &Path, master: Arc<dyn MasterKey>, entropy: Entropy) -> Result<Self, StoreError> {
        Self::open_waiting(path, master, entropy, connect::BUSY_TIMEOUT).await
    }

    async fn open_waiting(
        path: &Path,
        master: Arc<dyn MasterKey>,
        entropy: Entropy,
        busy_timeout: Duration,
    ) -> Result<Self, StoreError> {
        let path = absolute(path).map_err(|error| database(path, &error))?;
        let connections = connect::connect(&path, busy_timeout).await?;
        let store = Self {
            files: FileIds::of(&path),
            path,
            writer: connections.writer,
            readers: connections.readers,
            vault: Vault::new(entropy),
            master,
            damage: OnceLock::new(),
            undid_restore: false,
            _in_use: None,
        };
        store.placed(store.take_in_keys().await)?;
        Ok(store)
    }

    /// Whether opening found a restore that was cut off, and brought the data from before back.
    pub fn undid_restore(&self) -> bool {
        self.undid_restore
    }

    /// Reads the whole file and looks for damage. Takes seconds on a large one; others go on working.
    ///
    /// # Errors
    /// [`StoreError::Damaged`].
    pub async fn check_integrity(&self) -> Result<(), StoreError> {
        let look = async {
            let mut connection = self.readers.acquire().await?;
            copy::check_integrity(&mut connection, &self.path).await
        };
        self.placed(look.await)
    }

    /// Closes all connections once their calls have ended, and folds the write-ahead log into the file. A
    /// store that is dropped instead loses nothing: the next one to open the file does it.
    pub async fn close(self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// Unwraps the data keys. Data from before there were any gets them, and is sealed anew.
    async fn take_in_keys(&self) -> Result<(), Failure> {
        let mut connection = self.readers.acquire().await?;
        let lacking = sealed_folder::schools_without_key(&mut connection).await?;
        drop(connection);
        for school in lacking {
            self.give_first_key(&school).await?;
        }
        let mut connection = self.readers.acquire().await?;
        learn_schools(&mut connection, &self.vault, self.master.as_ref()).await
    }

    /// Begins a write. The lock is taken at once: a transaction that reads first and locks later can be
    /// refused when another process wrote between. A school that another process added is known from here on.
    async fn begin_write(&self) -> Result<Transaction<'static, Sqlite>, Failure> {
        self.require_files()?;
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        learn_schools(&mut tx, &self.vault, self.master.as_ref()).await?;
        Ok(tx)
    }

    /// Begins a read of several queries that see one state.
    async fn begin_read(&self) -> Result<Transaction<'static, Sqlite>, Failure> {
        Ok(self.readers.begin().await?)
    }

    /// Adds the file's name to an error, and remembers damage.
    fn placed<T>(&self, result: Result<T, Failure>) -> Result<T, StoreError> {
        result.map_err(|failure| {
            let mut error = failure.at(&self.path);
            if matches!(error, StoreError::Damaged { .. }) {
                // A file that went away shows as many kinds of damage; this is the one to know.
                error = self.require_files().err().map_or(error, |gone| gone.at(&self.path));
            }
            if let StoreError::Damaged { cause, .. } = &error {
                let _ = self.damage.set(cause.clone());
            }
            error
        })
    }
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore").field("path", &self.path).finish_non_exhaustive()
    }
}

async fn require_school(db: &mut SqliteConnection, school: &SchoolId) -> Result<(), Failure> {
    sqlx::query("SELECT 1 FROM school WHERE school_id = ?1")
        .bind(school.as_str())
        .fetch_optional(db)
        .await?
        .map(drop)
        .ok_or_else(|| not_found("school", school))
}

async fn require_class(db: &mut SqliteConnection, school: &SchoolId, class: &ClassId) -> Result<(), Failure> {
    sqlx::query("SELECT 1 FROM class WHERE school_id = ?1 AND class_id = ?2")
        .bind(school.as_str())
        .bind(class.as_str())
        .fetch_optional(db)
        .await?
        .map(drop)
        .ok_or_else(|| not_found("class", class))
}

async fn require_student(
    db: &mut SqliteConnection,
    school: &SchoolId,
    student: &StudentId,
) -> Result<(), Failure> {
    sqlx::query("SELECT 1 FROM student WHERE school_id = ?1 AND student_id = ?2")
        .bind(school.as_str())
        .bind(student.as_str())
        .fetch_optional(db)
        .await?
        .map(drop)
        .ok_or_else(|| not_found("student", student))
}

async fn require_session(
    db: &mut SqliteConnection,
    school: &SchoolId,
    session: SessionId,
) -> Result<(), Failure> {
    sqlx::query("SELECT 1 FROM session WHERE school_id = ?1 AND session_id = ?2")
        .bind(school.as_str())
        .bind(session.0)
        .fetch_optional(db)
        .await?
        .map(drop)
        .ok_or_else(|| not_found("session", &session.0))
}

/// The next number for an enrolled face or an imported sample. Never given twice, even after an erasure, so
/// that a number which people have noted stays what it was.
async fn next_sample(db: &mut SqliteConnection, school: &SchoolId) -> Result<i64, Failure> {
    sqlx::query_scalar(
        "UPDATE school SET last_sample = last_sample + 1 WHERE school_id = ?1 RETURNING last_sample",
    )
    .bind(school.as_str())
    .fetch_optional(db)
    .await?
    .ok_or_else(|| not_found("school", school))
}
