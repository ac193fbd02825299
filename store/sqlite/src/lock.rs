//! Who may use a data folder at once.
//!
//! Two files, locked by the operating system, which lets go of them when a process ends in whatever way:
//! [`SERVE_LOCK`] for the one server, and [`OPEN_LOCK`], shared by all that have the database open and taken alone
//! by a restore. What is in the files means nothing, and they stay.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::connect::make_folder;

const SERVE_LOCK: &str = "serve.lock";
const OPEN_LOCK: &str = "open.lock";
const BACKUP_LOCK: &str = "backup.lock";

/// A lock on a data folder, held until it is dropped.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
}

/// Why a data folder can't be locked.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process has it.
    #[error("{by} the data folder {folder}: {next}")]
    Held {
        /// The folder.
        folder: PathBuf,
        /// Who does what.
        by: &'static str,
        /// What to do.
        next: &'static str,
    },
    /// The file system failed.
    #[error("{path} can't be locked: {cause}; the data folder has to be on a disk of this machine")]
    File {
        /// The lock's file.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
}

impl FolderLock {
    /// The lock of the one server of this folder, which is made when it is not there.
    ///
    /// # Errors
    /// [`LockError::Held`] when another server runs on it.
    pub fn serve(folder: &Path) -> Result<Self, LockError> {
        let next = "stop it first, or name another folder with --home";
        Self::take(folder, SERVE_LOCK, File::try_lock, "another `muster serve` runs on", next)
    }

    /// Whether a server runs on this folder.
    ///
    /// # Errors
    /// [`LockError::File`].
    pub fn is_served(folder: &Path) -> Result<bool, LockError> {
        match Self::serve(folder) {
            Ok(_) => Ok(false),
            Err(LockError::Held { .. }) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// The lock of the one backup that is made at a time, so that what an earlier one left behind is nobody's.
    pub(crate) fn backup(folder: &Path) -> Result<Self, LockError> {
        let next = "wait until it is done";
        Self::take(folder, BACKUP_LOCK, File::try_lock, "another backup, or the check of one, runs on", next)
    }

    /// The lock of whoever has the database open, beside others.
    pub(crate) fn shared(folder: &Path) -> Result<Self, LockError> {
        let next = "wait until it is done";
        Self::take(folder, OPEN_LOCK, File::try_lock_shared, "a `muster restore` is under way in", next)
    }

    /// The lock of whoever puts another database in place.
    pub(crate) fn alone(folder: &Path) -> Result<Self, LockError> {
        let next = "stop it first";
        Self::take(folder, OPEN_LOCK, File::try_lock, "Muster (a server, or a command) is at work in", next)
    }

    /// As [`FolderLock::shared`] and [`FolderLock::alone`], but waits: for the short moment in which several
    /// processes find the same work to do.
    pub(crate) fn wait(folder: &Path, alone: bool) -> Result<Self, LockError> {
        let (file, path) = lock_file(folder, OPEN_LOCK)?;
        let locked = if alone { file.lock() } else { file.lock_shared() };
        locked.map_err(|error| fault(&path, &error))?;
        Ok(Self { _file: file })
    }

    fn take(
        folder: &Path,
        name: &str,
        lock: fn(&File) -> Result<(), TryLockError>,
        by: &'static str,
        next: &'static str,
    ) -> Result<Self, LockError> {
        let (file, path) = lock_file(folder, name)?;
        match lock(&file) {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(LockError::Held { folder: folder.into(), by, next }),
            Err(TryLockError::Error(error)) => Err(fault(&path, &error)),
        }
    }
}

fn fault(path: &Path, error: &io::Error) -> LockError {
    LockError::File { path: path.into(), cause: error.to_string() }
}

fn lock_file(folder: &Path, name: &str) -> Result<(File, PathBuf), LockError> {
    let path = folder.join(name);
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let opened = make_folder(folder).and_then(|()| options.open(&path));
    opened.map(|file| (file, path.clone())).map_err(|error| fault(&path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects against two servers on one folder (fault F18), and against a restore under a running one.
    #[test]
    fn one_serves_many_open_and_a_restore_is_alone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let folder = folder.path();
        let serving = FolderLock::serve(folder).expect("free");
        let refused = FolderLock::serve(folder).expect_err("one is enough").to_string();
        assert!(refused.contains(&folder.display().to_string()) && refused.contains("--home"), "{refused}");
        assert!(FolderLock::is_served(folder).expect("is known"));

        let open = [FolderLock::shared(folder).expect("one"), FolderLock::shared(folder).expect("two")];
        assert!(matches!(FolderLock::alone(folder), Err(LockError::Held { .. })));
        drop(open);
        let restoring = FolderLock::alone(folder).expect("free now");
        let refused = FolderLock::shared(folder).expect_err("not during a restore").to_string();
        assert!(refused.contains("muster restore"), "{refused}");
        drop((restoring, serving));
        assert!(!FolderLock::is_served(folder).expect("is known"));
        FolderLock::shared(folder).expect("free again");
    }
}
