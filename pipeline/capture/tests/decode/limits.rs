//! What is too large, too small, of another kind or made to exhaust is refused on its header, at once.

use std::time::Duration;

use super::support::{
    PNG_START, chunk, extended_webp, fixture, header, jpeg, marker, now, png, read, with_chunks,
};
use muster_capture::{CaptureError, Limits, decode};

/// Refused, and in less time than it takes to set up a large buffer.
fn refused_at_once(bytes: &[u8]) -> CaptureError {
    let start = now();
    let error = read(bytes).expect_err("refused");
    assert!(start.elapsed() < Duration::from_millis(100), "took {:?}: {error}", start.elapsed());
    error
}

fn with_frame_size(mut file: Vec<u8>, width: u16, height: u16) -> Vec<u8> {
    let frame = marker(&file, 0xC0);
    file[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    file[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    file
}

fn bare_png(width: u32, height: u32, depth: u8, colour_type: u8) -> Vec<u8> {
    let data = chunk(*b"IDAT", b"\x78\x9C\x03\0\0\0\0\x01");
    [PNG_START, &header(width, height, depth, colour_type), &data, &chunk(*b"IEND", b"")].concat()
}

#[test]
fn too_many_pixels_are_refused_on_the_header() {
    let cases = [
        bare_png(65_535, 65_535, 8, 6),
        bare_png(20_000, 20_000, 8, 0),
        bare_png(u32::MAX, 1, 1, 0),
        bare_png(8_193, 100, 8, 0),
        bare_png(8_000, 5_001, 8, 0),
        with_frame_size(jpeg(64, 64), 65_535, 65_535),
        with_frame_size(jpeg(64, 64), 100, 8_193),
        extended_webp(&fixture("lossy.webp"), 0, 16_383, 16_383, b""),
    ];
    for (index, file) in cases.into_iter().enumerate() {
        let error = refused_at_once(&file);
        assert!(matches!(error, CaptureError::TooLarge { .. }), "case {index}: {error:?}");
    }
}

#[test]
fn too_few_pixels_are_refused() {
    let cases = [
        png(1, 1),
        png(15, 400),
        with_frame_size(jpeg(64, 64), 400, 15),
        bare_png(1, 8_000, 8, 0),
        bare_png(16, 0, 8, 0),
    ];
    for (index, file) in cases.into_iter().enumerate() {
        let error = refused_at_once(&file);
        assert!(matches!(error, CaptureError::TooSmall { .. }), "case {index}: {error:?}");
    }
    for (width, height) in [(1, 20_000), (20_000, 1)] {
        let error = refused_at_once(&bare_png(width, height, 8, 0));
        assert!(matches!(error, CaptureError::TooLarge { .. }), "{error:?}");
    }
    assert!(read(&png(16, 16)).is_ok(), "the smallest that is taken");
}

#[test]
fn too_many_bytes_are_refused_unread() {
    let limits = Limits { bytes: 1000, ..Limits::default() };
    let error = decode(&vec![0; 1001], &limits).expect_err("refused");
    assert_eq!(error, CaptureError::TooManyBytes { bytes: 1001, limit: 1000 });
    assert!(read(&jpeg(64, 64)).is_ok());
}

#[test]
fn endless_scans_end_soon() {
    let file = fixture("progressive_420.jpg");
    let last = file.windows(2).rposition(|pair| pair == [0xFF, 0xDA]).expect("a scan");
    let scan = &file[last..file.len() - 2];
    let bytes = [&file[..last], &scan.repeat(5_000), b"\xFF\xD9"].concat();
    let error = refused_at_once(&bytes);
    assert!(error.to_string().contains("scans"), "{error}");
}

#[test]
fn jpeg_processes_that_are_not_decoded_are_named() {
    let patched = |offset: usize, value: u8| {
        let mut file = jpeg(64, 64);
        let frame = marker(&file, 0xC0);
        file[frame + offset] = value;
        file
    };
    let cases = [
        (patched(1, 0xC3), "lossless"),
        (patched(1, 0xC9), "arithmetic"),
        (patched(1, 0xCA), "arithmetic"),
        (patched(1, 0xC5), "hierarchical"),
        (patched(4, 12), "more than 8 bits"),
        (with_frame_size(jpeg(64, 64), 64, 0), "height"),
    ];
    for (file, word) in cases {
        let error = refused_at_once(&file);
        assert!(matches!(error, CaptureError::Unsupported { .. }), "{word}: {error:?}");
        assert!(error.to_string().contains(word), "{error} should say {word}");
    }
}

/// Fifty megabytes of zeros, deflated by hand: stored-length tricks are not needed, since the chunk is never
/// inflated; what matters is that a huge one does no harm.
#[test]
fn compressed_text_and_profiles_are_never_inflated() {
    let bomb = vec![0x63; 1 << 20];
    let text = chunk(*b"zTXt", &[b"Comment\0\0", &bomb[..]].concat());
    let profile = chunk(*b"iCCP", &[b"profile\0\0", &bomb[..]].concat());
    let international = chunk(*b"iTXt", &[b"XML:com.adobe.xmp\0\x01\0\0\0", &bomb[..]].concat());
    let file = png(40, 30);
    let loaded = with_chunks(&file, &[text, profile, international].concat());
    let start = now();
    let photo = read(&loaded).expect("bombs are passed over");
    assert!(start.elapsed() < Duration::from_secs(1), "took {:?}", start.elapsed());
    assert_eq!(photo.image, read(&file).expect("a PNG").image);
}
