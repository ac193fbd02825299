//! The zip file: which member is which file, and what comes out of it, counted.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::row::{Reader, Row};
use super::{Limits, OneRosterError};

const MANIFEST: &str = "manifest.csv";
/// Begins an entry of a zip's directory, and the record at its end.
const ENTRY: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
/// Most ends of a directory; zip files within this one have theirs.
const ENDS: usize = 16;

/// An export's files, with what is left of the limits.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The name of its folder with a slash, where whoever zipped it zipped a folder; empty mostly. Only compared.
    folder: String,
    limits: Limits,
    bytes: u64,
    rows: u64,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: Limits) -> Result<Self, OneRosterError> {
        if bytes.len() > limits.file_bytes {
            return Err(too_much("bytes", limits.file_bytes as u64));
        }
        count(bytes, &limits)?;
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| OneRosterError::Damaged)?;
        let folder = folder(&zip).ok_or(OneRosterError::NoManifest)?;
        Ok(Self { zip, folder, limits, bytes: limits.unpacked_bytes, rows: limits.rows })
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Shows every row of a file after its header. `needed` columns have to be there, `more` may be. Returns whether the
    /// file is there at all.
    pub(super) fn each(
        &mut self,
        file: &'static str,
        needed: &[&'static str],
        more: &[&'static str],
        mut take: impl FnMut(&Row<'_>) -> Result<(), OneRosterError>,
    ) -> Result<bool, OneRosterError> {
        let Some(bytes) = self.unpack(file)? else { return Ok(false) };
        let mut reader = Reader::new(file, &bytes, needed, more)?;
        while reader.next()? {
            self.rows = self.rows.checked_sub(1).ok_or(too_much("rows", self.limits.rows))?;
            if let Some(row) = reader.row() {
                take(&row)?;
            }
        }
        Ok(true)
    }

    /// A file's content. What its header declares is not believed: bytes are counted as they come.
    fn unpack(&mut self, file: &'static str) -> Result<Option<Vec<u8>>, OneRosterError> {
        let full = [&self.folder, file].concat();
        let named =
            |at: &usize| self.zip.name_for_index(*at).is_some_and(|name| name.eq_ignore_ascii_case(&full));
        let Some(at) = (0..self.zip.len()).find(named) else { return Ok(None) };
        let member = self.zip.by_index(at).map_err(|_| OneRosterError::Packed(file))?;
        let mut content = Vec::new();
        // One byte more than is left shows that there is more.
        let read = member.take(self.bytes + 1).read_to_end(&mut content);
        let left = self.bytes.checked_sub(content.len() as u64);
        self.bytes = left.ok_or(too_much("bytes in its files", self.limits.unpacked_bytes))?;
        read.map_err(|_| OneRosterError::Packed(file))?;
        Ok(Some(content))
    }
}

pub(super) fn too_much(what: &'static str, most: u64) -> OneRosterError {
    OneRosterError::TooMuch { what, most }
}

/// Refuses a directory of too many entries before it is read: each costs memory, whatever its count says.
fn count(bytes: &[u8], limits: &Limits) -> Result<(), OneRosterError> {
    let (mut entries, mut ends) = (0, 0);
    for four in bytes.windows(4).filter(|four| four.starts_with(b"PK")) {
        entries += usize::from(four == ENTRY);
        ends += usize::from(four == END);
    }
    if entries > limits.members {
        return Err(too_much("files in it", limits.members as u64));
    }
    if ends > ENDS { Err(OneRosterError::Damaged) } else { Ok(()) }
}

/// What is before the manifest's own name; of several the shortest, since Macs add shadows in a folder of theirs.
fn folder(zip: &ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    let folder = |name: &str| {
        let (folder, file) = name.split_at_checked(name.len().checked_sub(MANIFEST.len())?)?;
        let fits = file.eq_ignore_ascii_case(MANIFEST) && (folder.is_empty() || folder.ends_with('/'));
        fits.then(|| folder.to_owned())
    };
    zip.file_names().filter_map(folder).min_by_key(String::len)
}
