//! From the database's errors to [`StoreError`]: the file is named here, once, and the causes that an
//! operator can do something about get plain words.

use std::path::Path;

use muster_store::StoreError;
use sqlx::migrate::MigrateError;

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

impl Failure {
    /// The error for callers, with the file it happened on.
    pub(crate) fn at(self, path: &Path) -> StoreError {
        match self {
            Self::Store(error) => error,
            Self::Sql(error) => database(path, &cause(&error)),
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
pub(crate) fn migration_cause(error: &MigrateError, known: i64) -> String {
    match error {
        MigrateError::VersionMissing(found) => format!(
            "it was written by a newer Muster (schema {found}; this one knows up to {known}): install the newer \
             version, or restore the backup made before the upgrade"
        ),
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => cause(error),
        other => other.to_string(),
    }
}

/// Whether another connection holds a lock that this one needs. The low byte is the primary result code
/// (sqlite.org/rescode.html): 5 `SQLITE_BUSY`, 6 `SQLITE_LOCKED`.
pub(crate) fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|refused| refused.code()?.parse::<i32>().ok());
    code.is_some_and(|code| matches!(code & 0xff, 5 | 6))
}

fn cause(error: &sqlx::Error) -> String {
    match error {
        busy if is_busy(busy) => {
            "another Muster is writing, and went on for longer than this one waits: try again when it is done"
                .to_owned()
        }
        sqlx::Error::Database(refused) => refused.message().to_owned(),
        sqlx::Error::PoolTimedOut => {
            "too much is going on at once, and this call waited for its turn in vain: try again".to_owned()
        }
        other => other.to_string(),
    }
}
