//! Reading and writing files with messages that name them; nothing is ever half written.

use std::{
    fs::File,
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};

/// Endings of pictures that are looked at in folders.
const PICTURES: [&str; 8] = ["jpg", "jpeg", "png", "webp", "heic", "heif", "gif", "bmp"];

pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    present(path)?;
    std::fs::read(path).with_context(|| format!("{} can't be read", path.display()))
}

/// Refuses a path at which there is no file.
pub(crate) fn present(path: &Path) -> anyhow::Result<()> {
    if path.is_dir() {
        bail!("{} is a folder; name a file in it", path.display());
    }
    match std::fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("{} is not there; check the file's name and folder", path.display())
        }
        _ => Ok(()),
    }
}

/// What becomes of a file that is there already.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Existing {
    /// It is replaced.
    Replace,
    /// It stays, and the new one is not made.
    Keep,
}

/// Writes beside the target, then moves into place: an earlier file is replaced whole or not at all.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    create(path, Existing::Replace, |file| Ok(file.write_all(bytes)?))
}

/// As [`write()`], with what `fill` writes into the file. New files are for their owner only.
pub(crate) fn create(
    path: &Path,
    existing: Existing,
    fill: impl FnOnce(&mut File) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    if path.is_dir() {
        bail!("{} is a folder; name a file in it", path.display());
    }
    let named = || format!("{} can't be written; choose another place for it", path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if folder.is_file() {
        bail!("{} can't be written: {} is a file, not a folder", path.display(), folder.display());
    }
    std::fs::create_dir_all(folder).with_context(named)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).with_context(named)?;
    fill(file.as_file_mut()).with_context(named)?;
    file.as_file().sync_all().with_context(named)?;
    let moved = match existing {
        Existing::Replace => file.persist(path),
        Existing::Keep => file.persist_noclobber(path),
    };
    moved.map_err(|failed| failed.error).with_context(|| {
        format!(
            "{} can't be replaced; is it open in another program? Close it or choose another name",
            path.display()
        )
    })?;
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).with_context(named)?;
    }
    Ok(())
}

/// The folders in a folder, by name.
pub(crate) fn folders(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    entries(path, Path::is_dir)
}

/// The pictures in a folder, by name.
pub(crate) fn pictures(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    entries(path, |path| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        path.is_file() && ending.is_some_and(|ending| PICTURES.contains(&ending.as_str()))
    })
}

fn entries(path: &Path, wanted: impl Fn(&Path) -> bool) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        let wrong = if path.exists() { "is not a folder" } else { "is not there" };
        bail!("{} {wrong}; name a folder that holds one folder for each student", path.display());
    }
    let listing = std::fs::read_dir(path).with_context(|| format!("{} can't be listed", path.display()))?;
    let mut found = Vec::new();
    for entry in listing {
        let entry = entry.with_context(|| format!("{} can't be listed", path.display()))?.path();
        if wanted(&entry) && !name(&entry).starts_with('.') {
            found.push(entry);
        }
    }
    found.sort();
    Ok(found)
}

/// The last part of a path, for people.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_no_other_file_is_left_behind() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("new").join("register.xlsx");
        write(&path, b"first").expect("makes the folder");
        write(&path, b"second").expect("replaces");
        assert_eq!(read(&path).expect("is there"), b"second");
        let count = std::fs::read_dir(path.parent().expect("has one")).expect("lists").count();
        assert_eq!(count, 1);
    }

    #[test]
    fn only_pictures_are_listed_in_order_whatever_the_case_of_their_ending() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["b.JPG", "a.png", "notes.txt", ".hidden.jpg"] {
            std::fs::write(folder.path().join(name), b"x").expect("writes");
        }
        let names: Vec<String> = pictures(folder.path()).expect("lists").iter().map(|p| name(p)).collect();
        assert_eq!(names, ["a.png", "b.JPG"]);
        assert!(pictures(&folder.path().join("nowhere")).is_err());
    }
}
