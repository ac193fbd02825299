//! Putting other files in the place of a folder's database and key, so that whatever happens on the way, the
//! folder holds the old ones or the new ones and never a mixture.
//!
//! No file system replaces two files at once. So a journal is written first, and until it is removed, the one
//! moment at which the new files begin to count, every start moves the old ones back. Who may do this when is
//! `folder`'s business.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::connect::remove_if_there;
use crate::local_key::sync_folder;
use crate::{DATABASE_FILE, KEY_FILE};

const JOURNAL_FILE: &str = "restore.journal";

/// The log and the shared memory belong to the database: neither may ever lie beside another one.
const FILES: [&str; 4] = [DATABASE_FILE, "muster.db-wal", "muster.db-shm", KEY_FILE];

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Journal {
    /// The folder inside the data folder that the old files go to.
    before: String,
    /// Which files there were.
    had: Vec<String>,
}

/// A replacement under way in a folder.
pub(crate) struct Swap {
    folder: PathBuf,
    journal: Journal,
}

impl Swap {
    /// Begins a replacement; the old files will go to the new folder `before` inside `folder`.
    pub(crate) fn begin(folder: &Path, before: &str) -> io::Result<Self> {
        let had = FILES.iter().filter(|name| folder.join(name).exists()).map(|name| (*name).to_owned());
        let journal = Journal { before: before.to_owned(), had: had.collect() };
        private_folder(&folder.join(before))?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&serde_json::to_vec(&journal)?)?;
        file.as_file().sync_all()?;
        file.persist_noclobber(folder.join(JOURNAL_FILE)).map_err(|failed| failed.error)?;
        sync_folder(folder)?;
        Ok(Self { folder: folder.to_owned(), journal })
    }

    /// The replacement that was begun in this folder and neither committed nor undone, if there is one.
    pub(crate) fn pending(folder: &Path) -> io::Result<Option<Self>> {
        let text = match fs::read(folder.join(JOURNAL_FILE)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            read => read?,
        };
        let journal: Journal = serde_json::from_slice(&text)
            .map_err(|error| io::Error::other(format!("{JOURNAL_FILE} can't be read: {error}")))?;
        Ok(Some(Self { folder: folder.to_owned(), journal }))
    }

    /// Where the old files are.
    pub(crate) fn before(&self) -> PathBuf {
        self.folder.join(&self.journal.before)
    }

    /// Moves the old files away and those of the folder `new` in.
    pub(crate) fn exchange(&self, new: &Path) -> io::Result<()> {
        self.steps(new).iter().try_for_each(|(from, to)| fs::rename(from, to))?;
        sync_folder(&self.before())?;
        sync_folder(&self.folder)
    }

    fn steps(&self, new: &Path) -> Vec<(PathBuf, PathBuf)> {
        let out = self.journal.had.iter().map(|name| (self.folder.join(name), self.before().join(name)));
        // There is no key file where the master key is elsewhere.
        let into = [KEY_FILE, DATABASE_FILE].map(|name| (new.join(name), self.folder.join(name)));
        out.chain(into.into_iter().filter(|(from, _)| from.exists())).collect()
    }

    /// The new files count from here on.
    pub(crate) fn commit(self) -> io::Result<PathBuf> {
        self.close()?;
        Ok(self.before())
    }

    /// Brings the old files back, however far the replacement had come. Can be broken off and done again.
    pub(crate) fn undo(self) -> io::Result<()> {
        for name in FILES {
            let (old, place) = (self.before().join(name), self.folder.join(name));
            if old.exists() {
                fs::rename(old, place)?;
            } else if !self.journal.had.iter().any(|had| had == name) {
                // Nothing of this name was there, so this is a new one.
                remove_if_there(&place)?;
            }
        }
        // It may be gone already, and what else someone put there is theirs.
        fs::remove_dir(self.before()).ok();
        self.close()
    }

    fn close(&self) -> io::Result<()> {
        sync_folder(&self.folder)?;
        fs::remove_file(self.folder.join(JOURNAL_FILE))?;
        sync_folder(&self.folder)
    }
}

fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with old files and one with new ones, which have no log.
    fn folders(with_log: bool) -> (tempfile::TempDir, tempfile::TempDir) {
        let folders = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        for name in FILES.iter().filter(|name| with_log || !name.contains('-')) {
            fs::write(folders.0.path().join(name), format!("old {name}")).expect("written");
        }
        for name in [DATABASE_FILE, KEY_FILE] {
            fs::write(folders.1.path().join(name), format!("new {name}")).expect("written");
        }
        folders
    }

    fn holds(folder: &Path, age: &str, with_log: bool) {
        for name in FILES {
            let found = fs::read_to_string(folder.join(name)).ok();
            let expected = (with_log || !name.contains('-')).then(|| format!("{age} {name}"));
            assert_eq!(found, expected, "{name}");
        }
        assert!(Swap::pending(folder).expect("readable").is_none());
    }

    /// A kill after each single step, and after each single step of the undoing: the old files are all back.
    #[test]
    fn whatever_step_it_ends_at_the_old_files_come_back() {
        for with_log in [true, false] {
            let steps = FILES.len() + 2;
            for done in 0..=steps {
                let (folder, new) = folders(with_log);
                let folder = folder.path();
                let swap = Swap::begin(folder, "before").expect("begins");
                for (from, to) in swap.steps(new.path()).into_iter().take(done) {
                    fs::rename(from, to).expect("moves");
                }
                if done == steps {
                    fs::write(folder.join("muster.db-wal"), "the new one's log").expect("written");
                }
                // The undoing, too, is broken off once: after one file.
                let back = swap.before().join(KEY_FILE);
                if back.exists() {
                    fs::rename(back, folder.join(KEY_FILE)).expect("moves");
                }
                let journal = fs::read(folder.join(JOURNAL_FILE)).expect("there");
                Swap::pending(folder).expect("readable").expect("pending").undo().expect("undoes");
                // And once more before the last step, the removal of the journal.
                fs::write(folder.join(JOURNAL_FILE), journal).expect("written");
                Swap::pending(folder).expect("readable").expect("pending").undo().expect("undoes again");
                holds(folder, "old", with_log);
                assert!(!folder.join("before").exists());
            }
        }
    }

    #[test]
    fn a_committed_replacement_is_not_undone_and_keeps_the_old_files() {
        let (folder, new) = folders(true);
        let folder = folder.path();
        let swap = Swap::begin(folder, "before").expect("begins");
        swap.exchange(new.path()).expect("exchanges");
        let before = swap.commit().expect("commits");
        holds(folder, "new", false);
        holds(&before, "old", true);
    }

    /// Restoring on a new machine: there is nothing to bring back, and nothing new may stay.
    #[test]
    fn an_empty_folder_is_empty_again() {
        let ((folder, _), (_, new)) = (folders(false), folders(false));
        let empty = folder.path().join("empty");
        fs::create_dir(&empty).expect("made");
        let swap = Swap::begin(&empty, "before").expect("begins");
        swap.exchange(new.path()).expect("exchanges");
        swap.undo().expect("undoes");
        assert_eq!(fs::read_dir(&empty).expect("lists").count(), 0);
    }

    #[test]
    fn a_damaged_journal_is_an_error_that_names_it() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(JOURNAL_FILE), "{").expect("written");
        let error = Swap::pending(folder.path()).err().expect("not a journal").to_string();
        assert!(error.contains(JOURNAL_FILE), "{error}");
    }
}
