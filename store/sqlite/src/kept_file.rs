//! Files that were handed in, as rows hold them. With what they were handed in is in `leave` and `consent_file`.

use muster_store::{KeptFile, StoreError};

use crate::columns::{invalid, text};

/// Refuses what no row can hold, before anything is written: name, media type, bytes.
pub(crate) fn check((name, media_type, bytes): (&str, &str, &[u8])) -> Result<(), StoreError> {
    text("file name", name)?;
    text("media type", media_type)?;
    if bytes.is_empty() { Err(invalid("file", "it is empty")) } else { Ok(()) }
}

/// A file of the columns `number, name, media_type, bytes`.
pub(crate) fn to_file((number, name, media_type, bytes): (i64, String, String, i64)) -> KeptFile {
    KeptFile { number, name, media_type, bytes: bytes as usize }
}
