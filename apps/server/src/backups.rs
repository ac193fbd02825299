//! The backups in the folder that the server was told of: what there is, and which are too old to be kept.
//!
//! `muster backup` writes them; what is in one is its business.

use std::fs::DirEntry;
use std::io;
use std::path::{Path, PathBuf};

use jiff::{Timestamp, ToSpan as _};

/// How a backup's file begins: `muster backup` encrypts each in the age format.
const BEGINNING: &[u8] = b"age-encryption.org/";

/// Where backups lie, and for how long.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackupFolder {
    /// The folder.
    pub path: PathBuf,
    /// A backup is removed when it is so many days old; never when none.
    pub keep_days: Option<u16>,
}

/// A file in that folder.
pub(crate) struct BackupFile {
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) at: Timestamp,
    /// When it is removed.
    pub(crate) expires: Option<Timestamp>,
}

impl BackupFolder {
    /// All files in the folder, newest first.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub(crate) fn list(&self) -> io::Result<Vec<BackupFile>> {
        let files = std::fs::read_dir(&self.path)?;
        let mut found: Vec<BackupFile> = files.filter_map(|file| self.file(&file.ok()?)).collect();
        found.sort_by_key(|file| std::cmp::Reverse(file.at));
        Ok(found)
    }

    fn file(&self, file: &DirEntry) -> Option<BackupFile> {
        let about = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
        let at = Timestamp::try_from(about.modified().ok()?).ok()?;
        let expires = self.keep_days.and_then(|days| at.checked_add((i64::from(days) * 24).hours()).ok());
        Some(BackupFile {
            name: file.file_name().to_string_lossy().into_owned(),
            bytes: about.len(),
            at,
            expires,
        })
    }

    /// Removes backups whose time is over at `now`, and nothing that is no backup. How many.
    ///
    /// # Errors
    /// When the folder can't be read, or a file can't be removed.
    pub(crate) fn remove_expired(&self, now: Timestamp) -> io::Result<u64> {
        let mut removed = 0;
        for file in self.list()? {
            let path = self.path.join(&file.name);
            if file.expires.is_some_and(|expires| expires <= now) && is_backup(&path)? {
                std::fs::remove_file(path)?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}

fn is_backup(path: &Path) -> io::Result<bool> {
    use std::io::Read as _;
    let mut start = Vec::new();
    std::fs::File::open(path)?.take(32).read_to_end(&mut start)?;
    Ok(start.starts_with(BEGINNING))
}
