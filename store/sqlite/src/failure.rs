//! From the database's errors to [`StoreError`]: the file is named here, once, and the causes that an
//! operator can do something about get plain words.

use std::path::Path;

use muster_store::StoreError;
use sqlx::migrate::MigrateError;

use crate::local_key::KeyError;

/// What goes wrong inside of a call, before the file's name is added.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The database refused.
    Sql(sqlx::Error),
    /// Ours already.
    Store(StoreError),
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        Self::Store(StoreError::Key { cause: error.to_string() })
    }
}

impl Failure {
    /// The error for callers, with the file it happened on.
    pub(crate) fn at(self, path: &Path) -> StoreError {
        match self {
            Self::Store(error) => error,
            Self::Sql(error) => refused(path, &error),
        }
    }
}

/// An error of this file.
pub(crate) fn database(path: &Path, cause: &impl ToString) -> StoreError {
    StoreError::Database { path: path.display().to_string(), cause: cause.to_string() }
}

/// A thing that should be there and is not.
pub(crate) fn not_found(kind: &'static str, id: &impl ToString) -> Failure {
    Failure::Store(StoreError::NotFound { kind, id: id.to_string() })
}

/// A thing that can't be beside what is there.
pub(crate) fn conflict(what: &'static str, cause: &'static str) -> Failure {
    Failure::Store(StoreError::Conflict { what, cause })
}

/// What the migrations' error means for an operator.
pub(crate) fn migration(path: &Path, error: &MigrateError, known: i64) -> StoreError {
    match error {
        MigrateError::VersionMissing(found) => database(path, &newer(*found, known)),
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => refused(path, error),
        other => database(path, other),
    }
}

/// What to do about a schema that this version does not know yet.
pub(crate) fn newer(found: i64, known: i64) -> String {
    format!(
        "it was written by a newer Muster (schema {found}; this one knows up to {known}): install the newer \
         version, or restore the backup made before the upgrade"
    )
}

/// What the database's refusal means for callers.
pub(crate) fn refused(path: &Path, error: &sqlx::Error) -> StoreError {
    let named = path.display().to_string();
    let Some(refusal) = error.as_database_error() else {
        return match error {
            sqlx::Error::PoolTimedOut => StoreError::Busy { path: named },
            other => database(path, other),
        };
    };
    match code(error) {
        Some(BUSY | LOCKED) => StoreError::Busy { path: named },
        Some(FULL | IO_SHARED_SIZE) => StoreError::Full { path: named },
        Some(CORRUPT | NOT_A_DATABASE | IO_SHORT_READ | IO_DATA | IO_CORRUPT_FILE_SYSTEM) => {
            StoreError::Damaged { path: named, cause: refusal.message().to_owned() }
        }
        _ => database(path, &refusal.message()),
    }
}

/// Whether another connection holds a lock that this one needs.
pub(crate) fn is_busy(error: &sqlx::Error) -> bool {
    matches!(code(error), Some(BUSY | LOCKED))
}

// Result codes, sqlite.org/rescode.html. The low byte is the primary one; of I/O errors the whole is telling.
const BUSY: i32 = 5;
const LOCKED: i32 = 6;
const IO: i32 = 10;
const CORRUPT: i32 = 11;
const FULL: i32 = 13;
const NOT_A_DATABASE: i32 = 26;
const IO_SHORT_READ: i32 = 522;
/// The shared memory beside the log can't grow: no space.
const IO_SHARED_SIZE: i32 = 4874;
const IO_DATA: i32 = 8202;
const IO_CORRUPT_FILE_SYSTEM: i32 = 8458;

fn code(error: &sqlx::Error) -> Option<i32> {
    let code: i32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(if code & 0xff == IO { code } else { code & 0xff })
}
