//! Labelled data as it lies on disk.
//!
//! Owns the formats of the lists and where their pictures are; leaves the pictures themselves to `faces`.

mod detection;
mod noses;
mod pairs;
mod rollcall;
mod wider;

pub use detection::{DetectionData, DetectionPhoto, FaceTruth, MOSAIC, Picture};
pub use pairs::{Pair, Pairs};
pub use rollcall::{ClassData, LabelledFace, LabelledPhoto, LabelledStudent, RollCallData};

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::EvaluateError;

/// Endings of files that are taken for pictures.
const PICTURES: [&str; 4] = ["jpg", "jpeg", "png", "webp"];

/// The folder's subfolders, or its pictures, in the order of their names. Names that begin with a dot are
/// passed over.
fn list(folder: &Path, folders: bool) -> Result<Vec<PathBuf>, EvaluateError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(EvaluateError::file(folder))? {
        let path = entry.map_err(EvaluateError::file(folder))?.path();
        let hidden = name(&path).starts_with('.');
        let picture = path.extension().and_then(|ending| ending.to_str()).is_some_and(is_picture);
        if !hidden && if folders { path.is_dir() } else { picture && path.is_file() } {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn is_picture(ending: &str) -> bool {
    PICTURES.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The last part of a path as text.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The rows of a CSV file whose first line names its columns.
fn rows<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>, EvaluateError> {
    let file = std::fs::File::open(path).map_err(EvaluateError::file(path))?;
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(file);
    let row = |row: csv::Result<T>| {
        row.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            EvaluateError::label(path, line, error.to_string())
        })
    };
    reader.deserialize().map(row).collect()
}
