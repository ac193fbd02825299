//! Bytes to an opened workbook, with every size known before the library for workbooks sees it.
//!
//! The parts that are needed are unpacked here, within a limit, and handed on in a new archive without compression: so
//! nothing that a foreign archive says of itself is believed twice, by two libraries.

use std::io::{Cursor, Read as _, Write as _};

use calamine::{Reader as _, Xlsx, XlsxError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{ReadError, places};

/// Largest file, in bytes.
pub const FILE_BYTES: usize = 10 << 20;
/// Most bytes of all parts together, unpacked.
const UNPACKED_BYTES: u64 = 128 << 20;
/// Most parts that are looked at; a workbook of ours has about 15.
const PARTS: usize = 1000;
/// How Excel's older files begin, and encrypted ones.
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0";
/// The shortest element of a shared text, `<si/>`: no part holds more of them than its length allows.
const SHORTEST_TEXT: usize = 5;

/// A workbook of ours, in memory.
pub(super) type Opened = Xlsx<Cursor<Vec<u8>>>;

/// # Errors
/// [`ReadError`].
pub(super) fn open(bytes: &[u8]) -> Result<Opened, ReadError> {
    if bytes.len() > FILE_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len(), limit: FILE_BYTES });
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(ReadError::OldFormat);
    }
    if !bytes.starts_with(b"PK") {
        return Err(ReadError::OtherFormat("a text or another file"));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    check_kind(&archive)?;
    let unpacked = unpack(&mut archive)?;
    Xlsx::new(Cursor::new(unpacked)).map_err(refused)
}

/// What the library says of a workbook, in the words of this crate.
pub(super) fn refused(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::OldFormat,
        other => damaged(other),
    }
}

fn damaged(error: impl std::fmt::Display) -> ReadError {
    ReadError::Damaged(error.to_string().chars().take(200).collect())
}

fn check_kind(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<(), ReadError> {
    let has = |name: &str| archive.file_names().any(|own| own.eq_ignore_ascii_case(name));
    if has("content.xml") {
        return Err(ReadError::OtherFormat("an OpenDocument file"));
    }
    if has("xl/workbook.bin") {
        return Err(ReadError::OtherFormat("an .xlsb file"));
    }
    if !has("[Content_Types].xml") && !has("_rels/.rels") {
        return Err(ReadError::OtherFormat("another archive"));
    }
    if archive.len() > PARTS {
        return Err(ReadError::Damaged(format!("it has {} parts", archive.len())));
    }
    Ok(())
}

/// The parts that hold texts, in an archive without compression.
fn unpack(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<u8>, ReadError> {
    let too_much = ReadError::Unpacked { limit: UNPACKED_BYTES };
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut left = UNPACKED_BYTES;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(damaged)?;
        let name = part.name().to_owned();
        if !is_needed(&name) {
            continue;
        }
        if part.size() > left {
            return Err(too_much);
        }
        let mut text = Vec::new();
        part.take(left + 1).read_to_end(&mut text).map_err(damaged)?;
        left = left.checked_sub(text.len() as u64).ok_or_else(|| too_much.clone())?;
        check_count(&name, &text)?;
        if !places::are_cells(&text) {
            return Err(ReadError::Damaged(format!("{} names cells that no sheet has", shown(&name))));
        }
        writer.start_file(name, stored).map_err(damaged)?;
        writer.write_all(&text).map_err(damaged)?;
    }
    Ok(writer.finish().map_err(damaged)?.into_inner())
}

fn shown(name: &str) -> String {
    name.chars().take(60).collect()
}

/// Texts, and none of those about pictures, charts and notes.
fn is_needed(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let other = ["docprops/", "xl/media/", "xl/drawings/", "xl/charts/"];
    let kind = name.rsplit_once('.').map(|(_, kind)| kind);
    matches!(kind, Some("xml" | "rels")) && !other.iter().any(|folder| name.starts_with(folder))
}

/// The library makes room for as many shared texts as their part says it has: that has to be possible. A text in UTF-16
/// would hide the number; no program writes one.
fn check_count(name: &str, text: &[u8]) -> Result<(), ReadError> {
    const COUNT: &[u8] = b"uniqueCount";
    if !name.to_ascii_lowercase().contains("sharedstrings") {
        return Ok(());
    }
    if text.contains(&0) {
        return Err(ReadError::Damaged("shared texts with a zero byte".to_owned()));
    }
    let most = text.len() / SHORTEST_TEXT;
    for at in text.windows(COUNT.len()).enumerate().filter(|(_, own)| *own == COUNT).map(|(at, _)| at) {
        if number_after(&text[at + COUNT.len()..]).is_some_and(|count| count > most) {
            return Err(ReadError::Damaged("fewer shared texts than it says".to_owned()));
        }
    }
    Ok(())
}

/// The number in `="12"`; the largest one where it has too many digits.
fn number_after(text: &[u8]) -> Option<usize> {
    let text = text.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let text = text.strip_prefix(b"\"").or_else(|| text.strip_prefix(b"'"))?.trim_ascii_start();
    let text = text.strip_prefix(b"+").unwrap_or(text);
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit());
    Some(digits.fold(0_usize, |sum, digit| sum.saturating_mul(10).saturating_add(usize::from(digit - b'0'))))
}
