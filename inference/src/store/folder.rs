//! Writing into the models' folder so that a crash, a full disk or a second process leaves it whole.
//!
//! A file is written beside its place, synced, and moved in; the record is changed under a lock. What an
//! interrupted download left behind is swept away by a later one.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{InstallError, record::Record};

/// How the temporary folders of downloads begin.
const DOWNLOAD: &str = ".download-";
/// The age at which a temporary folder belongs to no running download any more.
const ABANDONED: Duration = Duration::from_hours(24);
const LOCK: &str = ".lock";

/// The folder that holds the models.
#[derive(Debug, Clone)]
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new(path: PathBuf) -> Self {
        Self(path)
    }

    pub(super) fn as_path(&self) -> &Path {
        &self.0
    }

    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    /// Makes the folder, if it is not there, and sweeps it.
    pub(super) fn prepare(&self) -> Result<(), InstallError> {
        std::fs::create_dir_all(&self.0).map_err(|cause| InstallError::folder(&self.0, &cause))?;
        let listing = std::fs::read_dir(&self.0).map_err(|cause| InstallError::folder(&self.0, &cause))?;
        for entry in listing.flatten().filter(is_abandoned) {
            // Sweeping is a courtesy: what can't be removed now is tried again the next time.
            let _ = std::fs::remove_dir_all(entry.path());
        }
        Ok(())
    }

    /// Writes beside the target, then moves into place. All users may read it, as with other programs' files.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), InstallError> {
        let target = self.path(name);
        self.write_at(&target, bytes).map_err(|cause| InstallError::folder(&target, &cause))
    }

    fn write_at(&self, target: &Path, bytes: &[u8]) -> std::io::Result<()> {
        let mut file = tempfile::Builder::new().prefix(DOWNLOAD).tempfile_in(&self.0)?;
        file.write_all(bytes)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))?;
        }
        file.as_file().sync_all()?;
        file.persist(target).map_err(|error| error.error)?;
        // The move itself lasts only once the folder is synced; some systems can't sync a folder.
        #[cfg(unix)]
        let _ = File::open(&self.0).and_then(|folder| folder.sync_all());
        Ok(())
    }

    /// Changes the record; another process that does so waits.
    pub(super) fn record(&self, change: impl FnOnce(&mut Record)) -> Result<(), InstallError> {
        let lock = self.path(LOCK);
        let file = File::create(&lock).map_err(|cause| InstallError::folder(&lock, &cause))?;
        file.lock().map_err(|cause| InstallError::folder(&lock, &cause))?;
        let mut record = Record::read(&self.0)?;
        change(&mut record);
        self.write(super::record::FILE, record.to_text().as_bytes())
    }

    /// A temporary folder for a download, on the same disk.
    pub(super) fn download_folder(path: &Path) -> Result<tempfile::TempDir, InstallError> {
        let made = tempfile::Builder::new().prefix(DOWNLOAD).tempdir_in(path);
        made.map_err(|cause| InstallError::folder(path, &cause))
    }
}

fn is_abandoned(entry: &std::fs::DirEntry) -> bool {
    let age = entry.metadata().and_then(|data| data.modified()).ok().and_then(|time| time.elapsed().ok());
    entry.file_name().to_string_lossy().starts_with(DOWNLOAD) && age.is_some_and(|age| age > ABANDONED)
}
