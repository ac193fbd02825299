//! Results kept on disk, a JSON file each, so that a run that was cut off goes on where it stopped.
//!
//! A key says what went into a result, not which version of the program made it: after a change to the program
//! a fresh folder is needed.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use muster_domain::PhotoDigest;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};

use crate::EvaluateError;

/// The file in `folder` for what is made of these bytes, `parts`, in this way.
pub(crate) fn place<'a>(folder: &Path, parts: impl IntoIterator<Item = &'a [u8]>, way: &str) -> PathBuf {
    let mut key = Sha256::new();
    parts.into_iter().for_each(|bytes| key.update(bytes));
    key.update(way);
    folder.join(format!("{}.json", PhotoDigest(key.finalize().into())))
}

/// What is kept there. An entry that can't be read counts as not there: it is made again.
pub(crate) fn load<T: DeserializeOwned>(place: &Path) -> Option<T> {
    serde_json::from_slice(&fs::read(place).ok()?).ok()
}

/// Writes beside the place and renames, so that a run that is cut off leaves no half entry.
pub(crate) fn keep(place: &Path, result: &impl Serialize) -> Result<(), EvaluateError> {
    let text = serde_json::to_vec(result)
        .map_err(|cause| EvaluateError::File { path: place.to_owned(), cause: cause.into() })?;
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(EvaluateError::file(folder))?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(EvaluateError::file(folder))?;
    file.write_all(&text).map_err(EvaluateError::file(place))?;
    file.persist(place)
        .map_err(|error| EvaluateError::File { path: place.to_owned(), cause: error.error })?;
    Ok(())
}
