//! The ZIP archive around the arrays, read strictly.
//!
//! Accepts what `numpy.savez` and `numpy.savez_compressed` write (APPNOTE.TXT 6.3.10: stored or deflated members,
//! one disk) and refuses the rest: encrypted members, links, overlaps, a directory that disagrees with the
//! members, more data than promised. Own code because general readers are lenient here, for instance keep the
//! last of two members of one name in silence.

use flate2::{Crc, read::DeflateDecoder};

use super::{Fault, NpzError, NpzLimits, header::MAGIC};
use std::io::Read;

const END: &[u8] = b"PK\x05\x06";
const END_BYTES: usize = 22;
const CENTRAL: &[u8] = b"PK\x01\x02";
const CENTRAL_BYTES: usize = 46;
const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_BYTES: usize = 30;

/// Marks a size or an offset that stands in a ZIP64 field. numpy writes ZIP64 fields into local headers only,
/// unless an array exceeds 4 GiB.
const IN_ZIP64: u32 = u32::MAX;
/// General purpose bits of encryption: encrypted, strongly encrypted, headers masked.
const ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;
/// General purpose bit of a name in UTF-8.
const UTF8: u16 = 1 << 11;
/// Below this an array may have any ratio: a few equal rows pack well.
const RATIO_FREE: u64 = 1 << 20;

/// An archive whose directory has been checked against its members.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    comment: &'a [u8],
    entries: Vec<Entry<'a>>,
}

/// One member, from the central directory.
pub(super) struct Entry<'a> {
    name: &'a str,
    flags: u16,
    method: u16,
    checksum: u32,
    packed: u64,
    unpacked: u64,
    mode: u32,
    offset: usize,
    /// Where its packed bytes are; set once the local header has been read.
    data: std::ops::Range<usize>,
}

impl<'a> Entry<'a> {
    /// The name without the `.npy` that numpy adds.
    pub(super) fn key(&self) -> &'a str {
        self.name.strip_suffix(".npy").unwrap_or(self.name)
    }
}

impl<'a> Archive<'a> {
    /// Reads the directory and checks every member's place, size and kind; unpacks nothing.
    pub(super) fn read(bytes: &'a [u8], limits: &NpzLimits) -> Result<Self, NpzError> {
        let end = find_end(bytes).ok_or_else(|| not_an_archive(bytes))?;
        let (count, start) = directory(bytes, end)?;
        if count > limits.keys {
            return Err(NpzError::TooLarge { what: "keys", limit: limits.keys as u64 });
        }
        let mut entries = Vec::with_capacity(count);
        let mut at = start;
        for _ in 0..count {
            let (entry, next) = central(&bytes[..end], at)?;
            entries.push(entry);
            at = next;
        }
        if at != end {
            return Err(NpzError::Damaged("its directory has another length than it says"));
        }
        for entry in &mut entries {
            check_member(entry, limits)
                .and_then(|()| locate(&bytes[..start], entry))
                .map_err(|fault| NpzError::key(entry.key(), fault))?;
        }
        check_overlaps(&entries)?;
        if entries.iter().map(|entry| entry.unpacked).sum::<u64>() > limits.unpacked_bytes {
            return Err(NpzError::TooLarge { what: "unpacked bytes", limit: limits.unpacked_bytes });
        }
        Ok(Self { bytes, comment: &bytes[end + END_BYTES..], entries })
    }

    /// The archive's comment.
    pub(super) fn comment(&self) -> &'a [u8] {
        self.comment
    }

    /// The members in the directory's order.
    pub(super) fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// A member's content: exactly as long as the directory promised, with the promised checksum.
    pub(super) fn unpack(&self, entry: &Entry<'_>) -> Result<Vec<u8>, Fault> {
        let packed = &self.bytes[entry.data.clone()];
        let mut content = Vec::new();
        if entry.method == 0 {
            content.extend_from_slice(packed);
        } else {
            // One byte more than promised shows that there is more, and no more is unpacked.
            let mut decoder = DeflateDecoder::new(packed).take(entry.unpacked + 1);
            decoder
                .read_to_end(&mut content)
                .map_err(|_| Fault::Damaged("its packed bytes make no sense"))?;
        }
        if content.len() as u64 != entry.unpacked {
            return Err(Fault::Damaged("it unpacks to another size than promised"));
        }
        let mut checksum = Crc::new();
        checksum.update(&content);
        if checksum.sum() != entry.checksum {
            return Err(Fault::Damaged("its checksum is wrong"));
        }
        Ok(content)
    }
}

/// Refuses keys that can't be a student's name or id.
pub(super) fn check_key(key: &str, limit: usize) -> Result<(), Fault> {
    if key.trim().is_empty() {
        Err(Fault::Name("is empty"))
    } else if key.len() > limit {
        Err(Fault::Name("is too long"))
    } else if key.chars().any(char::is_control) {
        Err(Fault::Name("has control characters"))
    } else {
        Ok(())
    }
}

/// Where the end record begins: the last one whose comment ends with the file.
fn find_end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_BYTES)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|at| {
        bytes[*at..].starts_with(END) && at + END_BYTES + usize::from(u16_at(bytes, at + 20)) == bytes.len()
    })
}

/// What the file is, when it is no archive.
fn not_an_archive(bytes: &[u8]) -> NpzError {
    if bytes.starts_with(b"PK") {
        NpzError::Damaged("its end is missing")
    } else if bytes.starts_with(MAGIC) {
        match super::header::read(bytes) {
            Err(Fault::Pickled) => NpzError::Pickled,
            _ => NpzError::SingleArray,
        }
    } else {
        NpzError::NotNpz
    }
}

/// Number of members and start of the directory, which must reach to the end record at `end`.
fn directory(bytes: &[u8], end: usize) -> Result<(usize, usize), NpzError> {
    let disks = (u16_at(bytes, end + 4), u16_at(bytes, end + 6));
    let (here, count) = (u16_at(bytes, end + 8), u16_at(bytes, end + 10));
    let (size, start) = (u32_at(bytes, end + 12) as usize, u32_at(bytes, end + 16) as usize);
    if disks != (0, 0) || here != count {
        return Err(NpzError::Damaged("it is one part of several"));
    }
    if start.checked_add(size) != Some(end) {
        return Err(NpzError::Damaged("its directory is not where it says"));
    }
    Ok((usize::from(count), start))
}

/// The directory's record at `at`, and where the next one begins.
fn central(bytes: &[u8], at: usize) -> Result<(Entry<'_>, usize), NpzError> {
    let short = NpzError::Damaged("its directory is cut short");
    let record =
        bytes.get(at..at + CENTRAL_BYTES).filter(|record| record.starts_with(CENTRAL)).ok_or(short)?;
    let lengths = [28, 30, 32].map(|field| usize::from(u16_at(record, field)));
    let name_at = at + CENTRAL_BYTES;
    let next = name_at + lengths.iter().sum::<usize>();
    let short = NpzError::Damaged("its directory is cut short");
    let name = bytes.get(name_at..next).ok_or(short)?.get(..lengths[0]).unwrap_or_default();
    let flags = u16_at(record, 8);
    let readable = std::str::from_utf8(name).ok().filter(|name| flags & UTF8 != 0 || name.is_ascii());
    let name = readable.ok_or_else(|| {
        NpzError::key(&String::from_utf8_lossy(name), Fault::Name("is not marked as UTF-8, or is not UTF-8"))
    })?;
    let entry = Entry {
        name,
        flags,
        method: u16_at(record, 10),
        checksum: u32_at(record, 16),
        packed: u64::from(u32_at(record, 20)),
        unpacked: u64::from(u32_at(record, 24)),
        mode: u32_at(record, 38) >> 16,
        offset: u32_at(record, 42) as usize,
        data: 0..0,
    };
    Ok((entry, next))
}

/// Refuses members that are not plain, small enough files.
fn check_member(entry: &Entry<'_>, limits: &NpzLimits) -> Result<(), Fault> {
    const KIND: u32 = 0o170_000;
    const FILE: u32 = 0o100_000;
    if entry.flags & ENCRYPTED != 0 {
        return Err(Fault::Encrypted);
    }
    if entry.name.ends_with('/') || !matches!(entry.mode & KIND, 0 | FILE) {
        return Err(Fault::NotAFile);
    }
    if [entry.packed, entry.unpacked, entry.offset as u64].contains(&u64::from(IN_ZIP64)) {
        return Err(Fault::TooLarge);
    }
    match entry.method {
        0 if entry.packed != entry.unpacked => return Err(Fault::Damaged("its two sizes differ")),
        0 | 8 => {}
        method => return Err(Fault::Compression(method)),
    }
    let ratio = entry.unpacked / entry.packed.max(1);
    if entry.unpacked > RATIO_FREE && ratio > limits.ratio {
        return Err(Fault::Ratio(ratio));
    }
    Ok(())
}

/// Finds a member's packed bytes through its local header, which must agree with the directory.
fn locate(members: &[u8], entry: &mut Entry<'_>) -> Result<(), Fault> {
    let local = members.get(entry.offset..).filter(|rest| rest.len() >= LOCAL_BYTES).ok_or(Fault::Overlap)?;
    if !local.starts_with(LOCAL) {
        return Err(Fault::Damaged("it is not where the directory says"));
    }
    let [name, extra] = [26, 28].map(|field| usize::from(u16_at(local, field)));
    if local.get(LOCAL_BYTES..LOCAL_BYTES + name) != Some(entry.name.as_bytes()) {
        return Err(Fault::Damaged("it has another name than in the directory"));
    }
    if u16_at(local, 6) & ENCRYPTED != 0 {
        return Err(Fault::Encrypted);
    }
    let start = entry.offset + LOCAL_BYTES + name + extra;
    let end = start + entry.packed as usize;
    if end > members.len() {
        return Err(Fault::Overlap);
    }
    entry.data = start..end;
    Ok(())
}

/// Refuses archives in which bytes belong to two members (D. Fifield, "A better zip bomb", WOOT 2019).
fn check_overlaps(entries: &[Entry<'_>]) -> Result<(), NpzError> {
    let mut places: Vec<&Entry<'_>> = entries.iter().collect();
    places.sort_by_key(|entry| entry.offset);
    match places.windows(2).find(|pair| pair[0].data.end > pair[1].offset) {
        Some(pair) => Err(NpzError::key(pair[1].key(), Fault::Overlap)),
        None => Ok(()),
    }
}

/// The little-endian number at a place that is known to be inside.
fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}
