//! Pictures and file surgery for the tests of this crate: all made by code.

use muster_capture::{CaptureError, Limits, decode, encode_jpeg, encode_png};
use muster_domain::{Photo, RgbImage};

/// A picture with detail everywhere, so that no block of a JPEG is empty.
pub(crate) fn busy(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let wave = (x * 7 + y * 13) % 97 + (x * y) % 61;
        [(wave + x / 3) as u8, (200 - wave.min(200) + y / 5) as u8, (x + y + wave) as u8]
    })
}

pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encode_jpeg(&busy(width, height), 90).expect("a JPEG")
}

pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    encode_png(&busy(width, height)).expect("a PNG")
}

/// A committed synthetic picture (see `testdata/capture/fixtures.py`).
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/../../testdata/capture/pictures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub(crate) fn read(bytes: &[u8]) -> Result<Photo, CaptureError> {
    decode(bytes, &Limits::default())
}

/// The time, to see that hostile files are refused soon.
#[expect(clippy::disallowed_methods, reason = "only the stages themselves must not read the clock")]
pub(crate) fn now() -> std::time::Instant {
    std::time::Instant::now()
}

/// A JPEG segment: marker, length, payload.
pub(crate) fn segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    let length = (payload.len() as u16 + 2).to_be_bytes();
    [&[0xFF, marker][..], &length, payload].concat()
}

/// The JPEG with a segment put right after its start marker.
pub(crate) fn with_segment(jpeg: &[u8], marker: u8, payload: &[u8]) -> Vec<u8> {
    [&jpeg[..2], &segment(marker, payload), &jpeg[2..]].concat()
}

/// The place of a JPEG marker.
pub(crate) fn marker(jpeg: &[u8], code: u8) -> usize {
    jpeg.windows(2).position(|pair| pair == [0xFF, code]).expect("the marker is there")
}

/// Byte order of an EXIF block.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Order {
    Little,
    Big,
}

impl Order {
    fn u16(self, value: u16) -> [u8; 2] {
        if matches!(self, Self::Little) { value.to_le_bytes() } else { value.to_be_bytes() }
    }

    fn u32(self, value: u32) -> [u8; 4] {
        if matches!(self, Self::Little) { value.to_le_bytes() } else { value.to_be_bytes() }
    }
}

/// An EXIF block (TIFF header and directories) with an orientation and a time of capture.
pub(crate) fn exif(order: Order, orientation: u16, taken: &str) -> Vec<u8> {
    let mut block = if matches!(order, Order::Little) { b"II".to_vec() } else { b"MM".to_vec() };
    block.extend(order.u16(42));
    block.extend(order.u32(8));
    // The first directory: orientation (a short, in the upper half of the value field) and the EXIF directory.
    block.extend(order.u16(2));
    for part in [order.u16(0x0112), order.u16(3)] {
        block.extend(part);
    }
    block.extend(order.u32(1));
    block.extend(order.u16(orientation));
    block.extend(order.u16(0));
    for part in [order.u16(0x8769), order.u16(4)] {
        block.extend(part);
    }
    block.extend(order.u32(1));
    block.extend(order.u32(38));
    block.extend(order.u32(0));
    // The EXIF directory at 38: DateTimeOriginal, whose text lies at 56.
    block.extend(order.u16(1));
    for part in [order.u16(0x9003), order.u16(2)] {
        block.extend(part);
    }
    block.extend(order.u32(taken.len() as u32 + 1));
    block.extend(order.u32(56));
    block.extend(order.u32(0));
    block.extend(taken.as_bytes());
    block.push(0);
    block
}

/// The checksum of PNG chunks (W3C PNG, annex D).
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| sum >> 1 ^ if sum & 1 == 1 { 0xEDB8_8320 } else { 0 })
    })
}

/// A PNG chunk with its checksum.
pub(crate) fn chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [&name[..], data].concat();
    [&(data.len() as u32).to_be_bytes()[..], &body, &crc32(&body).to_be_bytes()].concat()
}

/// The PNG with chunks put right after its header.
pub(crate) fn with_chunks(png: &[u8], chunks: &[u8]) -> Vec<u8> {
    [&png[..33], chunks, &png[33..]].concat()
}

/// A PNG header chunk.
pub(crate) fn header(width: u32, height: u32, depth: u8, colour_type: u8) -> Vec<u8> {
    chunk(
        *b"IHDR",
        &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[depth, colour_type, 0, 0, 0]].concat(),
    )
}

pub(crate) const PNG_START: &[u8] = b"\x89PNG\r\n\x1A\n";

/// A simple WebP as an extended one (RFC 9649, section 2.7) with more chunks behind the picture.
pub(crate) fn extended_webp(webp: &[u8], flags: u8, width: u32, height: u32, chunks: &[u8]) -> Vec<u8> {
    let mut canvas = vec![flags, 0, 0, 0];
    canvas.extend_from_slice(&(width - 1).to_le_bytes()[..3]);
    canvas.extend_from_slice(&(height - 1).to_le_bytes()[..3]);
    let body = [b"WEBP", &riff_chunk(*b"VP8X", &canvas)[..], &webp[12..], chunks].concat();
    riff_chunk(*b"RIFF", &body)
}

/// A RIFF chunk, padded to an even length.
pub(crate) fn riff_chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut bytes = [&name[..], &(data.len() as u32).to_le_bytes(), data].concat();
    bytes.resize(bytes.len() + data.len() % 2, 0);
    bytes
}
