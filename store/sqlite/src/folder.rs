//! A data folder as a whole: entered by many, copied for a backup, given other data by a restore.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use muster_store::Entropy;
use tempfile::TempDir;

use crate::copy::{Contents, copy_database, inspect};
use crate::erased_before::erased_in;
use crate::lock::FolderLock;
use crate::master::KeySource;
use crate::migrate::COPY_PREFIX;
use crate::swap::Swap;
use crate::{DATABASE_FILE, KEY_FILE, OpenError, SqliteStore};

const BACKUP_PREFIX: &str = ".backup-";
const RESTORE_PREFIX: &str = ".restore-";
const BEFORE_RESTORE: &str = "before-restore-";

/// The lock of one who uses the folder's data, and whether a restore that was cut off had to be undone first.
pub(crate) fn enter(folder: &Path) -> Result<(FolderLock, bool), OpenError> {
    let lock = FolderLock::shared(folder)?;
    if pending(folder)?.is_none() {
        return Ok((lock, false));
    }
    drop(lock);
    let alone = FolderLock::wait(folder, true)?;
    let undone = undo(folder)?;
    drop(alone);
    Ok((FolderLock::wait(folder, false)?, undone))
}

/// The folder's data must be nobody else's at this moment.
fn undo(folder: &Path) -> Result<bool, OpenError> {
    let Some(swap) = pending(folder)? else { return Ok(false) };
    swap.undo().map_err(|error| fault(folder, &error))?;
    Ok(true)
}

fn pending(folder: &Path) -> Result<Option<Swap>, OpenError> {
    Swap::pending(folder).map_err(|error| fault(folder, &error))
}

fn fault(path: &Path, error: &io::Error) -> OpenError {
    OpenError::Files { path: path.into(), cause: error.to_string() }
}

/// Removes what backups and restores that were killed left behind: it holds the key and all faces. The caller has
/// the folder's data open, so that no restore is under way.
pub(crate) fn sweep_leftovers(folder: &Path) {
    // Of two that start at once, each may find that the other was first.
    let _ = sweep(folder, RESTORE_PREFIX);
    let any = left(folder, BACKUP_PREFIX).is_ok_and(|left| !left.is_empty());
    if any && let Ok(_no_backup_runs) = FolderLock::backup(folder) {
        let _ = sweep(folder, BACKUP_PREFIX);
    }
}

fn left(folder: &Path, prefix: &str) -> io::Result<Vec<PathBuf>> {
    let mut left = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(|name| name.starts_with(prefix)) {
            left.push(entry.path());
        }
    }
    Ok(left)
}

/// Copies of the data from before restores and upgrades that lie in the folder, as they were then.
///
/// # Errors
/// What the system says.
pub fn older_copies(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut older = left(folder, BEFORE_RESTORE)?;
    older.extend(left(folder, COPY_PREFIX)?);
    older.sort();
    Ok(older)
}

/// Removes what calls that were killed left behind; the caller holds the lock under which it is made.
fn sweep(folder: &Path, prefix: &str) -> io::Result<()> {
    left(folder, prefix)?.iter().try_for_each(fs::remove_dir_all)
}

/// A new folder in `folder` for its owner only, removed when dropped.
fn staging(folder: &Path, prefix: &str) -> Result<TempDir, OpenError> {
    sweep(folder, prefix)
        .and_then(|()| tempfile::Builder::new().prefix(prefix).tempdir_in(folder))
        .map_err(|error| fault(folder, &error))
}

/// Checks the data of a folder, a database and (unless its master key is elsewhere) the key beside it, and says what it
/// holds; changes nothing.
///
/// # Errors
/// [`OpenError::Key`] and [`OpenError::Store`]: the key is not one or not this data's, the database is damaged or
/// of a newer Muster.
pub async fn inspect_folder(
    folder: &Path,
    source: &KeySource,
    entropy: Entropy,
) -> Result<Contents, OpenError> {
    let key = source.key(&folder.join(KEY_FILE), true, &entropy)?;
    Ok(inspect(&folder.join(DATABASE_FILE), key.as_ref(), entropy).await?)
}

/// An empty folder inside a data folder for its owner only, removed when dropped.
pub struct Scratch {
    files: TempDir,
    _lock: FolderLock,
}

impl Scratch {
    /// Makes it; one at a time, so that what a killed call left behind is nobody's.
    ///
    /// # Errors
    /// [`OpenError::Lock`] while there is another one; [`OpenError::Files`].
    pub fn new(folder: &Path) -> Result<Self, OpenError> {
        let lock = FolderLock::backup(folder)?;
        Ok(Self { files: staging(folder, BACKUP_PREFIX)?, _lock: lock })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.files.path()
    }
}

/// A consistent, checked copy of a data folder's database and, where it has one, its key file; removed when dropped.
pub struct FolderCopy {
    files: Scratch,
    contents: Contents,
}

impl FolderCopy {
    /// Copies the data of `folder` at this moment, while others go on working with it.
    ///
    /// # Errors
    /// [`OpenError::NoData`] when there is none; [`OpenError::Lock`] while another copy is made; otherwise as
    /// [`inspect_folder`]: a copy of damaged data is refused.
    pub async fn make(folder: &Path, source: &KeySource, entropy: Entropy) -> Result<Self, OpenError> {
        if !folder.join(DATABASE_FILE).exists() {
            return Err(OpenError::NoData { folder: folder.into() });
        }
        let _entered = enter(folder)?;
        let files = Scratch::new(folder)?;
        copy_database(&folder.join(DATABASE_FILE), &files.path().join(DATABASE_FILE)).await?;
        if matches!(source, KeySource::File) {
            let key = folder.join(KEY_FILE);
            source.key(&key, true, &entropy)?;
            fs::copy(&key, files.path().join(KEY_FILE)).map_err(|error| fault(&key, &error))?;
        }
        let contents = inspect_folder(files.path(), source, entropy).await?;
        Ok(Self { files, contents })
    }

    /// The folder with [`DATABASE_FILE`] and perhaps [`KEY_FILE`].
    pub fn path(&self) -> &Path {
        self.files.path()
    }

    /// What the copy holds.
    pub fn contents(&self) -> Contents {
        self.contents
    }
}

/// What a replacement came to.
#[derive(Debug)]
pub struct Replaced {
    /// The folder that the data from before is in.
    pub before: PathBuf,
    /// How many students were erased since the new data was saved, and have been erased from it, too. None when the data
    /// from before can't be read: then nobody knows.
    pub erased_again: Option<usize>,
}

/// Other data for a data folder. As long as it is there, nobody else uses the folder; dropping it changes nothing.
pub struct Replacement {
    folder: PathBuf,
    new: TempDir,
    _alone: FolderLock,
}

/// Why other data is not in place.
#[derive(Debug, thiserror::Error)]
pub enum ReplaceError {
    /// The new data could not be used, and the old is back.
    #[error("the restored data can't be used, so the data from before is back in place: {0}")]
    Undone(OpenError),
    /// The new data could not be used, and the old did not come back at once.
    #[error(
        "the restored data can't be used ({cause}), and the data from before could not be moved back ({undo}): free \
         the disk or mend its permissions, then start Muster, which goes on with moving it back"
    )]
    Stuck {
        /// Why the new data is not used.
        cause: OpenError,
        /// Why the old is not back.
        undo: OpenError,
    },
}

impl Replacement {
    /// Takes the folder for itself; it is made when it is not there.
    ///
    /// # Errors
    /// [`OpenError::Lock`] when a server or a command uses it; [`OpenError::Files`].
    pub fn begin(folder: &Path) -> Result<Self, OpenError> {
        let alone = FolderLock::alone(folder)?;
        undo(folder)?;
        let new = staging(folder, RESTORE_PREFIX)?;
        Ok(Self { folder: folder.into(), new, _alone: alone })
    }

    /// The empty folder that [`DATABASE_FILE`] and, unless the master key is elsewhere, [`KEY_FILE`] are to be put into.
    pub fn path(&self) -> &Path {
        self.new.path()
    }

    /// Puts the new data in place and opens it once, so that its schema is this version's and who was erased since stays
    /// erased. `source` is the new data's master key. A process that is killed on the way leaves a folder that the next start sets
    /// right: with the data from before.
    ///
    /// # Errors
    /// [`ReplaceError`]: the data from before is in place.
    pub async fn put_in_place(
        self,
        at: Timestamp,
        source: &KeySource,
        entropy: Entropy,
    ) -> Result<Replaced, ReplaceError> {
        let erased = erased_in(&self.folder).await;
        let before = format!("{BEFORE_RESTORE}{}", at.strftime("%Y-%m-%dT%H-%M-%S%.3fZ"));
        let swap = Swap::begin(&self.folder, &before)
            .map_err(|error| ReplaceError::Undone(fault(&self.folder, &error)))?;
        let used = async {
            swap.exchange(self.new.path()).map_err(|error| fault(&self.folder, &error))?;
            let key = source.key(&self.folder.join(KEY_FILE), true, &entropy)?;
            let store = SqliteStore::open(&self.folder.join(DATABASE_FILE), key, entropy).await?;
            let again = match &erased {
                Some(erased) => Some(store.erase_again(erased, at).await?),
                None => None,
            };
            store.close().await;
            Ok::<_, OpenError>(again)
        };
        match used.await {
            Ok(erased_again) => {
                swap.commit().map(|before| Replaced { before, erased_again }).map_err(|error| {
                    ReplaceError::Stuck {
                        cause: fault(&self.folder, &error),
                        undo: fault(&self.folder, &error),
                    }
                })
            }
            Err(cause) => Err(match swap.undo() {
                Ok(()) => ReplaceError::Undone(cause),
                Err(error) => ReplaceError::Stuck { cause, undo: fault(&self.folder, &error) },
            }),
        }
    }
}
