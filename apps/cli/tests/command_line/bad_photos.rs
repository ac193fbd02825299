//! Files that no roll call can be taken with, and odd ones that it can, sent to the running server (`bad-inputs.md`,
//! rows 1 to 22).

use std::fs;
use std::path::Path;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use muster_domain::RgbImage;
use serde_json::json;

use crate::server::{Server, days_ago};
use crate::with_models::enrolled;

/// A photo as cameras write it, of nobody.
fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| [(x * 7) as u8, (y * 5) as u8, (x ^ y) as u8]);
    muster_capture::encode_jpeg(&image, 90).expect("encodes")
}

/// A PNG that says it is this large and holds nothing.
fn declared_png(width: u32, height: u32) -> Vec<u8> {
    let image = RgbImage::filled(8, 8, [9, 9, 9]);
    let mut png = muster_capture::encode_png(&image).expect("encodes");
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    png
}

fn refused() -> Vec<(&'static str, Vec<u8>, &'static [u16])> {
    let whole = jpeg(640, 480);
    let cut = |percent: usize| whole[..whole.len() * percent / 100].to_vec();
    let mut crc = muster_capture::encode_png(&RgbImage::filled(64, 64, [1, 2, 3])).expect("encodes");
    let at = crc.len() - 20;
    crc[at] ^= 0xFF;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
    vec![
        ("1: nothing", Vec::new(), &[422]),
        ("1: three bytes", b"\xFF\xD8\xFF".to_vec(), &[422]),
        ("2: cut at 10 %", cut(10), &[422]),
        ("2: cut at 50 %", cut(50), &[422]),
        ("2: cut at 90 %", cut(90), &[422]),
        ("2: cut at 99 %", cut(99), &[422]),
        ("9: a PNG of 65535x65535", declared_png(65_535, 65_535), &[413, 422]),
        ("10: a PNG of 20000x20000", declared_png(20_000, 20_000), &[413, 422]),
        ("12: a PNG with damage", crc, &[422]),
        ("13: a GIF", b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xFF\xFF\xFF;".to_vec(), &[415]),
        ("15: HEIC", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic".to_vec(), &[415]),
        ("15: AVIF", b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif".to_vec(), &[415]),
        ("16: TIFF", b"II*\x00\x08\x00\x00\x00".to_vec(), &[415]),
        ("16: BMP", [&b"BM"[..], &[0; 60]].concat(), &[415]),
        ("16: PDF", b"%PDF-1.7\n".to_vec(), &[415]),
        ("16: SVG", svg, &[415]),
        ("20: a ZIP", b"PK\x03\x04".to_vec(), &[415]),
        ("21: 1x1", jpeg(1, 1), &[422]),
        ("21: 20000x1", jpeg(20_000, 1), &[422, 413]),
        ("21: 1x20000", jpeg(1, 20_000), &[422, 413]),
    ]
}

fn accepted() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/capture/pictures");
    let mut files: Vec<(String, Vec<u8>)> = [
        "animated.webp",
        "cmyk.jpg",
        "grey_1.png",
        "interlaced_rgba_16.png",
        "palette_transparent.png",
        "progressive_420.jpg",
    ]
    .map(|name| (name.to_owned(), fs::read(folder.join(name)).expect("is there")))
    .into();
    let tail = b"\x00\x00\x00\x18ftypmp42 PK\x03\x04 <?php system($_GET['c']); ?>";
    files.push((
        "3, 20: a JPEG with a film and a program behind it".into(),
        [&jpeg(640, 480)[..], tail].concat(),
    ));
    files.push(("22: black".into(), {
        let black = RgbImage::filled(640, 480, [0; 3]);
        muster_capture::encode_jpeg(&black, 90).expect("encodes")
    }));
    files
}

/// Protects a school from its own phones: what can't be read is refused with a sentence and leaves nothing, what can
/// be read is, and the server stays what it was.
#[test]
fn odd_files_are_refused_or_read_and_leave_nothing() {
    let Some(room) = enrolled() else { return };
    let key = &room.key("phone");
    let server = Server::start(&room);
    let send = |bytes: &[u8]| {
        let image = BASE64_STANDARD.encode(bytes);
        server.answer(
            "/api/v1/attendance",
            key,
            &json!({ "class": "7b", "date": days_ago(0), "image": image }),
        )
    };
    let process = server.id();
    for (what, bytes, statuses) in refused() {
        let (status, answer) = send(&bytes);
        assert!(statuses.contains(&status), "{what}: {status} {answer}");
        assert!(answer["message"].as_str().is_some_and(|text| !text.contains("/tmp")), "{what}: {answer}");
    }
    assert_eq!(server.get("/api/v1/jobs", key), b"[]", "no job is left");
    assert_eq!(server.get("/api/v1/classes/7b/sessions", key), b"[]", "no session was made");
    for (what, bytes) in accepted() {
        let (status, answer) = send(&bytes);
        assert_eq!(status, 200, "{what}: {answer}");
        assert!(!answer.to_string().contains("php"), "{what}");
    }
    let holds = |needle: &[u8]| {
        let files = ["muster.db", "muster.db-wal"]
            .map(|file| fs::read(room.path("data").join(file)).unwrap_or_default());
        files.iter().any(|bytes| bytes.windows(needle.len()).any(|part| part == needle))
    };
    assert!(!holds(b"system($_GET"), "what follows a picture is not stored");
    assert_eq!(server.id(), process);
}
