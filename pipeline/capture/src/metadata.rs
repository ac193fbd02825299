//! The two facts that are kept of a file's EXIF data: which way is up, and when the picture was taken.
//!
//! Everything else (place, serial numbers, previews, comments) is never looked at. Nothing in the EXIF data can
//! make a photo fail: what can't be read counts as absent.

use exif::{Error, Exif, In, Reader, Tag, Value};
use jiff::civil::DateTime;

use crate::orientation::Orientation;

/// Longest EXIF block that is read, in bytes. In a JPEG it can't exceed 64 KiB; PNG and WebP set no limit.
const LONGEST: usize = 1 << 20;

/// What is kept of a file's metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Metadata {
    pub(crate) orientation: Orientation,
    /// Local time without zone, of `DateTimeOriginal`.
    pub(crate) captured_at: Option<DateTime>,
}

impl Metadata {
    /// From an EXIF block: a TIFF header and its directories, with or without the `Exif\0\0` in front that JPEG
    /// puts there (and some writers of WebP and PNG too).
    pub(crate) fn from_exif(block: &[u8]) -> Self {
        let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
        if block.len() > LONGEST {
            return Self::default();
        }
        // The reader visits no directory twice, so that one that points to itself ends as an error here.
        let parsed = Reader::new()
            .continue_on_error(true)
            .read_raw(block.to_vec())
            .or_else(|error| Error::distill_partial_result(error, |_| ()));
        parsed.map_or_else(|_| Self::default(), |exif| Self::from_fields(&exif))
    }

    fn from_fields(exif: &Exif) -> Self {
        let orientation = match exif.get_field(Tag::Orientation, In::PRIMARY).map(|field| &field.value) {
            Some(Value::Short(values)) => values.first().map_or(1, |&value| u32::from(value)),
            _ => 1,
        };
        let captured_at = match exif.get_field(Tag::DateTimeOriginal, In::PRIMARY).map(|field| &field.value) {
            Some(Value::Ascii(texts)) => texts.first().and_then(|text| civil_time(text)),
            _ => None,
        };
        Self { orientation: Orientation::from_exif(orientation), captured_at }
    }
}

/// The time in EXIF's form `YYYY:MM:DD HH:MM:SS`; `None` for blanks, garbage, dates that do not exist, and years
/// before there were digital cameras (a clock that was never set).
fn civil_time(text: &[u8]) -> Option<DateTime> {
    let text = std::str::from_utf8(text.get(..19)?).ok()?;
    let number = |from: usize, to: usize| -> Option<i16> {
        let digits = text.get(from..to)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let separators = [(4, ':'), (7, ':'), (10, ' '), (13, ':'), (16, ':')];
    if separators.iter().any(|&(at, sign)| text.get(at..).is_none_or(|rest| !rest.starts_with(sign))) {
        return None;
    }
    let small = |from: usize| number(from, from + 2).and_then(|value| i8::try_from(value).ok());
    let year = number(0, 4).filter(|year| *year >= 1975)?;
    DateTime::new(year, small(5)?, small(8)?, small(11)?, small(14)?, small(17)?, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_times_are_kept() {
        let time = civil_time(b"2024:02:29 08:15:59").expect("a real time");
        assert_eq!(time.to_string(), "2024-02-29T08:15:59");
        let garbage: [&[u8]; 12] = [
            b"",
            b"    :  :     :  :  ",
            b"0000:00:00 00:00:00",
            b"1904:01:01 00:00:00",
            b"2023:02:29 08:00:00",
            b"2024:13:01 08:00:00",
            b"2024:01:01 24:00:00",
            b"2024:01:01 23:59:60",
            b"2024-01-01 08:00:00",
            b"2024:01:01T08:00:00",
            b"+024:01:01 08:00:00",
            b"2024:01:01 08:00\xC3\xA90",
        ];
        for text in garbage {
            assert_eq!(civil_time(text), None, "{}", String::from_utf8_lossy(text));
        }
    }

    /// One directory entry: tag, type, count, value or offset, all little endian.
    fn entry(tag: u16, kind: u16, count: u32, value: u32) -> Vec<u8> {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    }

    fn block(entries: &[Vec<u8>], next: u32) -> Vec<u8> {
        let mut bytes = b"II*\0\x08\0\0\0".to_vec();
        bytes.extend_from_slice(&(entries.len() as u16).to_le_bytes());
        bytes.extend(entries.concat());
        bytes.extend_from_slice(&next.to_le_bytes());
        bytes
    }

    #[test]
    fn orientation_of_the_wrong_type_or_value_counts_as_upright() {
        assert_eq!(
            Metadata::from_exif(&block(&[entry(0x112, 3, 1, 6)], 0)).orientation,
            Orientation::from_exif(6),
            "a proper one is read"
        );
        let cases = [
            entry(0x112, 3, 1, 0),
            entry(0x112, 3, 1, 9),
            entry(0x112, 3, 1, 65_535),
            entry(0x112, 2, 2, 0x36),
            entry(0x112, 4, 1, 6),
            entry(0x112, 3, 0, 6),
            entry(0x112, 99, 1, 6),
            entry(0x112, 3, u32::MAX, 8),
        ];
        for (index, case) in cases.into_iter().enumerate() {
            let metadata = Metadata::from_exif(&block(&[case], 0));
            assert_eq!(metadata.orientation, Orientation::default(), "case {index}");
        }
    }

    #[test]
    fn directories_that_point_to_themselves_end() {
        let looped = block(&[entry(0x112, 3, 1, 3), entry(0x8769, 4, 1, 8)], 8);
        assert_eq!(
            Metadata::from_exif(&looped).orientation,
            Orientation::from_exif(3),
            "what was read before the loop still counts"
        );
    }

    #[test]
    fn any_cut_of_a_block_is_answered() {
        let whole = block(&[entry(0x112, 3, 1, 6), entry(0x8769, 4, 1, 38)], 0);
        for length in 0..whole.len() {
            let _ = Metadata::from_exif(&whole[..length]);
        }
    }
}
