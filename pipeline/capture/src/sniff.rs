//! What kind of file the bytes are, by their first bytes only: names and declared types are never believed.

use crate::CaptureError;

/// A kind of file that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Jpeg,
    Png,
    WebP,
}

/// The media type of a picture that can be read, by its first bytes; none for any other file.
pub fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    Some(match format(bytes).ok()? {
        Format::Jpeg => "image/jpeg",
        Format::Png => "image/png",
        Format::WebP => "image/webp",
    })
}

/// First bytes of well-known files that are not read, and what to call them.
const OTHERS: [(&[u8], &str); 17] = [
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\0", "a TIFF or raw camera picture"),
    (b"MM\0*", "a TIFF or raw camera picture"),
    (b"II+\0", "a TIFF picture"),
    (b"MM\0+", "a TIFF picture"),
    (b"IIRO", "a raw camera picture"),
    (b"IIU\0", "a raw camera picture"),
    (b"FUJIFILMCCD-RAW", "a raw camera picture"),
    (b"BM", "a BMP picture"),
    (b"\0\0\x01\0", "an icon"),
    (b"8BPS", "a Photoshop document"),
    (b"%PDF", "a PDF document"),
    (b"\xFF\x0A", "a JPEG XL picture"),
    (b"\0\0\0\x0CJXL ", "a JPEG XL picture"),
    (b"\0\0\0\x0CjP  ", "a JPEG 2000 picture"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
];

/// The kind of file, if it is one that is read.
///
/// # Errors
/// [`CaptureError::Empty`], `HighEfficiency`, `Unsupported` or `Unrecognised`.
pub(crate) fn format(bytes: &[u8]) -> Result<Format, CaptureError> {
    if bytes.is_empty() {
        return Err(CaptureError::Empty);
    }
    if bytes.starts_with(b"\xFF\xD8\xFF") {
        return Ok(Format::Jpeg);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        return Ok(Format::Png);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(Format::WebP);
    }
    Err(refusal(bytes))
}

/// The error for anything that is not read.
fn refusal(bytes: &[u8]) -> CaptureError {
    if bytes.get(4..8) == Some(b"ftyp") {
        return media_file(bytes);
    }
    if let Some((_, what)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return CaptureError::Unsupported { what };
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_lowercase();
    if start.contains("<svg") {
        return CaptureError::Unsupported { what: "an SVG drawing" };
    }
    if start.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        return CaptureError::Unsupported { what: "a web page or XML document" };
    }
    CaptureError::Unrecognised
}

/// The error for a file of the ISO base media format (ISO/IEC 14496-12), by the brands of its `ftyp` box: the
/// major brand at offset 8, compatible ones from offset 16 on.
fn media_file(bytes: &[u8]) -> CaptureError {
    let size = bytes.get(..4).map_or(0, |b| b.iter().fold(0usize, |sum, &byte| sum << 8 | usize::from(byte)));
    let brands = &bytes[8..bytes.len().min(size.clamp(8, 256)).max(8)];
    let has = |names: &[&[u8; 4]]| brands.chunks_exact(4).any(|brand| names.iter().any(|&n| brand == n));
    if has(&[b"avif", b"avis"]) {
        CaptureError::HighEfficiency { brand: "AVIF" }
    } else if has(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"]) {
        CaptureError::HighEfficiency { brand: "HEIC" }
    } else if has(&[b"mif1", b"mif2", b"msf1", b"miaf"]) {
        CaptureError::HighEfficiency { brand: "HEIF" }
    } else if has(&[b"crx "]) {
        CaptureError::Unsupported { what: "a raw camera picture" }
    } else {
        CaptureError::Unsupported { what: "a film" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ftyp(major: [u8; 4], compatible: &[&[u8; 4]]) -> Vec<u8> {
        let mut bytes = vec![0, 0, 0, 16 + 4 * compatible.len() as u8];
        bytes.extend_from_slice(b"ftyp");
        bytes.extend(major);
        bytes.extend_from_slice(&[0; 4]);
        bytes.extend(compatible.iter().copied().flatten());
        bytes
    }

    #[test]
    fn phone_formats_are_answered_with_the_way_to_a_jpeg() {
        let cases = [
            (ftyp(*b"heic", &[b"mif1"]), "HEIC"),
            (ftyp(*b"mif1", &[b"heic", b"miaf"]), "HEIC"),
            (ftyp(*b"mif1", &[b"miaf"]), "HEIF"),
            (ftyp(*b"avif", &[b"mif1"]), "AVIF"),
            (ftyp(*b"mif1", &[b"avif"]), "AVIF"),
        ];
        for (bytes, brand) in cases {
            let error = format(&bytes).expect_err("not read");
            assert_eq!(error, CaptureError::HighEfficiency { brand });
            assert!(error.to_string().contains("Most Compatible"), "{error}");
        }
    }

    #[test]
    fn other_files_are_named() {
        let cases: [(&[u8], &str); 10] = [
            (b"GIF89a\x01\0\x01\0", "GIF"),
            (b"II*\0\x08\0\0\0", "TIFF"),
            (b"BM\x36\0\0\0", "BMP"),
            (b"%PDF-1.7", "PDF"),
            (b"\0\0\x01\0\x01\0", "icon"),
            (b"8BPS\0\x01", "Photoshop"),
            (b"<?xml version='1.0'?><svg onload='x()'/>", "SVG"),
            (b"<!DOCTYPE html><html>", "web page"),
            (b"PK\x03\x04rest", "ZIP"),
            (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "film"),
        ];
        for (bytes, name) in cases {
            let error = format(bytes).expect_err("not read");
            assert!(matches!(error, CaptureError::Unsupported { .. }), "{error:?}");
            assert!(error.to_string().contains(name), "{error} should name {name}");
        }
    }

    #[test]
    fn any_short_start_is_answered() {
        assert_eq!(format(b""), Err(CaptureError::Empty));
        for length in 1..12 {
            let cut = &ftyp(*b"heic", &[])[..length];
            assert!(format(cut).is_err(), "{length} bytes of a HEIC file");
            assert!(format(&b"RIFF\0\0\0\0WEBP"[..length]).is_err(), "{length} bytes of a WebP file");
        }
        assert_eq!(format(b"hello"), Err(CaptureError::Unrecognised));
    }
}
