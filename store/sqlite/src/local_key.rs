//! A master key whose bytes Muster holds, and the file it lives in.
//!
//! The file holds 64 hexadecimal digits and a line feed, so that it can be printed and typed in again. It is
//! made once, readable by its owner only, and never written over. Where the file lies is the caller's
//! business.

use std::fmt;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use muster_store::Entropy;
use zeroize::Zeroizing;

/// A master key: 32 bytes, wiped when dropped, never printed. It wraps the data keys of schools
/// (XChaCha20-Poly1305) and seals nothing else.
pub struct LocalKey(Zeroizing<[u8; 32]>);

/// Why there is no key to work with.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// No file there.
    #[error(
        "the key file {path} is missing, and what is stored beside it can't be read without it: restore the \
         key from your backup (a new key would not open the old faces, so none is made), or say where else the \
         master key is kept, with MUSTER_MASTER_KEY or MUSTER_KEY_COMMAND"
    )]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// Others may read or change the file.
    #[error(
        "the key file {path} is open to other users (mode {mode:03o}): run `chmod 600` on it, and check who \
         may have copied it"
    )]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The content is something else.
    #[error("{path} is not a Muster key (64 hexadecimal digits): restore it from your backup")]
    Malformed {
        /// The file.
        path: PathBuf,
    },
    /// The key is another one than that which wrapped the data key.
    #[error(
        "the master key does not open {context}: it is not the one of this data, or the data was changed; restore \
         both from one backup"
    )]
    Refused {
        /// What could not be opened.
        context: String,
    },
    /// The service that keeps the key gave no answer that can be used.
    #[error("the master key's keeper failed at {context}: {cause}")]
    Keeper {
        /// What was to be wrapped or opened.
        context: String,
        /// What it said.
        cause: String,
    },
    /// A school's data key is gone for good.
    #[error(
        "the data key of {school} was destroyed at {at}: nothing opens what was sealed under it any more"
    )]
    Destroyed {
        /// The school.
        school: String,
        /// When.
        at: String,
    },
    /// The file system failed.
    #[error("the key file {path} can't be used: {cause}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
}

impl LocalKey {
    /// A key from its bytes, for a site that keeps it as a secret elsewhere.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// A key from 64 hexadecimal digits of either case, with white space around them or not; `None` for
    /// anything else.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.trim().as_bytes();
        let mut bytes = Zeroizing::new([0; 32]);
        if digits.len() != 2 * bytes.len() {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let value = |digit: u8| char::from(digit).to_digit(16);
            *byte = (value(pair[0])? * 16 + value(pair[1])?) as u8;
        }
        Some(Self(bytes))
    }

    /// The key in a file.
    ///
    /// # Errors
    /// [`KeyError`]: missing, open to others (on Unix), not a key, or unreadable.
    pub fn load(path: &Path) -> Result<Self, KeyError> {
        let fail = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound => KeyError::Missing { path: path.into() },
            _ => KeyError::File { path: path.into(), cause: error.to_string() },
        };
        let metadata = fs::metadata(path).map_err(fail)?;
        check_private(path, &metadata)?;
        let malformed = || KeyError::Malformed { path: path.into() };
        // A key is 65 bytes: do not read a disk image that someone put there.
        if metadata.len() > 256 {
            return Err(malformed());
        }
        let bytes = Zeroizing::new(fs::read(path).map_err(fail)?);
        std::str::from_utf8(&bytes).ok().and_then(Self::from_hex).ok_or_else(malformed)
    }

    /// The key in a file, made from `entropy` when there is no file yet. For a new installation only: where
    /// there is data already, use [`LocalKey::load`], so that a lost key is not replaced in silence.
    ///
    /// The file appears whole or not at all (written beside, flushed, then moved without replacing); of two
    /// processes that make it at once, both get the key of the first.
    ///
    /// # Errors
    /// As [`LocalKey::load`], and when the file can't be written.
    pub fn load_or_create(path: &Path, entropy: &Entropy) -> Result<Self, KeyError> {
        match Self::load(path) {
            Err(KeyError::Missing { .. }) => {
                Self::draw(entropy).write_new(path)?;
                Self::load(path)
            }
            loaded => loaded,
        }
    }

    /// A new key.
    pub fn draw(entropy: &Entropy) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        entropy(bytes.as_mut());
        Self(bytes)
    }

    /// Writes the key unless the file has appeared meanwhile.
    pub(crate) fn write_new(&self, path: &Path) -> Result<(), KeyError> {
        self.persist_new(path).map_err(|error| KeyError::File { path: path.into(), cause: error.to_string() })
    }

    fn persist_new(&self, path: &Path) -> std::io::Result<()> {
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let mut text = Zeroizing::new(String::with_capacity(65));
        for byte in self.0.iter() {
            for digit in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
            }
        }
        text.push('\n');
        // tempfile makes files that only their owner may read.
        let mut file = tempfile::Builder::new().prefix(".school.key.").tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        match file.persist_noclobber(path) {
            Ok(_) => sync_folder(folder),
            Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => Ok(()),
            Err(refused) => Err(refused.error),
        }
    }

    /// The key's bytes.
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for LocalKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LocalKey(…)")
    }
}

/// Makes the names of new files in this folder survive a power cut.
pub(crate) fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(unix)]
fn check_private(path: &Path, metadata: &fs::Metadata) -> Result<(), KeyError> {
    use std::os::unix::fs::PermissionsExt;
    let mode = metadata.permissions().mode() & 0o777;
    let for_others = mode & 0o077;
    if for_others == 0 { Ok(()) } else { Err(KeyError::Exposed { path: path.into(), mode }) }
}

#[cfg(not(unix))]
fn check_private(_: &Path, _: &fs::Metadata) -> Result<(), KeyError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn filling(byte: u8) -> Entropy {
        Arc::new(move |bytes: &mut [u8]| bytes.fill(byte))
    }

    #[test]
    fn a_key_is_made_once_and_then_read() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("school.key");
        let made = LocalKey::load_or_create(&path, &filling(0xa7)).expect("made");
        let read = LocalKey::load_or_create(&path, &filling(0x11)).expect("read");
        assert_eq!(made.bytes(), &[0xa7; 32]);
        assert_eq!(read.bytes(), made.bytes(), "the second call must not make another key");
        assert_eq!(fs::read_to_string(&path).expect("text"), "a7".repeat(32) + "\n");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "no temporary file is left");
    }

    /// Two first starts at once: the loser of the race must not replace the winner's key.
    #[test]
    fn an_existing_key_is_never_replaced() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("school.key");
        LocalKey::from_bytes([1; 32]).write_new(&path).expect("the first");
        LocalKey::from_bytes([2; 32]).write_new(&path).expect("the second finds one there");
        assert_eq!(LocalKey::load(&path).expect("a key").bytes(), &[1; 32]);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_file_is_private_and_one_that_is_not_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("school.key");
        LocalKey::load_or_create(&path, &filling(3)).expect("made");
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
        for mode in [0o640, 0o604, 0o620, 0o777] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("ours");
            let error = LocalKey::load(&path).expect_err("open to others");
            assert!(error.to_string().contains(&format!("{mode:o}")), "{error}");
            assert!(error.to_string().contains("chmod 600"), "{error}");
        }
    }

    #[test]
    fn what_is_not_a_key_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("school.key");
        assert!(matches!(LocalKey::load(&path), Err(KeyError::Missing { .. })));
        for text in [String::new(), "zz".repeat(32), "a7".repeat(31), "a7".repeat(33), "a7".repeat(9999)] {
            fs::remove_file(&path).ok();
            let mut file = tempfile::NamedTempFile::new_in(folder.path()).expect("a file");
            file.write_all(text.as_bytes()).expect("written");
            file.persist(&path).expect("moved");
            let error = LocalKey::load_or_create(&path, &filling(1)).expect_err("not a key");
            assert!(matches!(error, KeyError::Malformed { .. }), "{} characters: {error}", text.len());
        }
        assert!(LocalKey::from_hex(&"é".repeat(32)).is_none(), "64 bytes that are not digits");
    }

    #[test]
    fn a_key_is_not_printed() {
        let shown = format!("{:?}", LocalKey::from_bytes([0xa7; 32]));
        assert!(!shown.contains("a7") && !shown.contains("167"), "{shown}");
    }
}
