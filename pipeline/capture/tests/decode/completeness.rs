//! A file that does not hold the whole picture is refused as such, and one that holds more is taken.

use super::support::{
    Order, PNG_START, chunk, exif, fixture, header, jpeg, marker, png, read, riff_chunk, with_chunks,
    with_segment,
};
use muster_capture::CaptureError;

const JPEGS: [&str; 9] = [
    "baseline_444.jpg",
    "baseline_420.jpg",
    "progressive_420.jpg",
    "progressive_444.jpg",
    "restart.jpg",
    "restart_progressive.jpg",
    "grey_progressive.jpg",
    "cmyk.jpg",
    "ycck.jpg",
];

fn is_truncated(bytes: &[u8]) -> bool {
    matches!(read(bytes), Err(CaptureError::Truncated { .. }))
}

#[test]
fn cut_files_are_told_apart_from_damaged_ones() {
    let mut files = vec![jpeg(640, 480), png(64, 48)];
    files.extend(JPEGS.map(fixture));
    files.extend(["lossy.webp", "lossless_alpha.webp", "animated.webp", "interlaced_rgb_8.png"].map(fixture));
    for (index, file) in files.iter().enumerate() {
        assert!(read(file).is_ok(), "file {index} is whole");
        for percent in [10, 50, 90, 99] {
            let cut = &file[..file.len() * percent / 100];
            assert!(is_truncated(cut), "file {index} cut at {percent}%: {:?}", read(cut));
        }
    }
    assert!(is_truncated(b"\xFF\xD8\xFF"));
    assert!(is_truncated(&jpeg(64, 64)[..jpeg(64, 64).len() - 1]), "half an end marker is none");
}

#[test]
fn jpegs_cut_and_closed_again_are_refused() {
    let mut files = vec![jpeg(640, 480)];
    files.extend(JPEGS.map(fixture));
    for (index, file) in files.iter().enumerate() {
        let start = marker(file, 0xDA) + 14;
        for percent in [10, 40, 70, 97] {
            let end = start + (file.len() - start) * percent / 100;
            let closed = [&file[..end], b"\xFF\xD9"].concat();
            let refused =
                matches!(read(&closed), Err(CaptureError::Truncated { .. } | CaptureError::Broken { .. }));
            // A progressive picture cut at a marker, between two scans, is whole, only coarser.
            let between_scans = file[end - 1..=end].contains(&0xFF);
            assert!(refused || between_scans, "file {index} closed at {percent}%");
        }
    }
}

#[test]
fn pictures_that_declare_more_rows_than_they_hold_are_refused() {
    for name in JPEGS {
        let mut file = fixture(name);
        let frame = if name.contains("progressive") { marker(&file, 0xC2) } else { marker(&file, 0xC0) };
        file[frame + 5..frame + 7].copy_from_slice(&57u16.to_be_bytes());
        assert!(is_truncated(&file), "{name}: {:?}", read(&file));
    }
}

#[test]
fn a_missing_restart_interval_in_the_middle_shows() {
    let file = fixture("restart.jpg");
    let (from, to) = (marker(&file, 0xD1), marker(&file, 0xD2));
    assert!(is_truncated(&[&file[..from], &file[to..]].concat()));
}

#[test]
fn a_missing_colour_channel_shows() {
    let file = fixture("progressive_444.jpg");
    // The first scan carries the coarse picture of all three channels; the rest only refines it.
    let (first, second) = (marker(&file, 0xDA), marker(&file[marker(&file, 0xDA) + 2..], 0xC4));
    let without = [&file[..first], &file[first + 2 + second..]].concat();
    assert!(is_truncated(&without), "{:?}", read(&without));
}

#[test]
fn a_preview_with_an_end_marker_of_its_own_fools_nobody() {
    let mut block = b"Exif\0\0".to_vec();
    block.extend(exif(Order::Big, 1, "2024:05:06 07:08:09"));
    block.extend(jpeg(64, 48));
    let file = with_segment(&jpeg(320, 240), 0xE1, &block);
    let photo = read(&file).expect("a whole photo");
    assert_eq!((photo.image.width(), photo.image.height()), (320, 240), "the photo, not its preview");
    for cut in [block.len() / 2, block.len() + 30, file.len() - 100] {
        assert!(is_truncated(&file[..cut]), "cut at {cut} bytes");
    }
}

#[test]
fn what_follows_the_end_of_a_picture_is_ignored() {
    let second = jpeg(32, 32);
    let film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".repeat(40);
    for file in [jpeg(320, 240), fixture("progressive_420.jpg"), png(40, 30), fixture("lossy.webp")] {
        let plain = read(&file).expect("a whole photo");
        for tail in [&b"junk \xFF\xD8\xFF\xC0"[..], &film, &second, b"PK\x03\x04<?php exit; ?>"] {
            let longer = read(&[&file[..], tail].concat()).expect("a whole photo with a tail");
            assert_eq!(longer.image, plain.image);
            assert_ne!(longer.digest, plain.digest, "the digest is of all received bytes");
        }
    }
}

#[test]
fn damaged_pngs_are_refused() {
    let file = png(40, 30);
    let data_at = file.windows(4).position(|name| name == b"IDAT").expect("data");
    let length = u32::from_be_bytes(file[data_at - 4..data_at].try_into().expect("four bytes")) as usize;
    let (data, end) = (&file[data_at + 4..data_at + 4 + length], chunk(*b"IEND", b""));
    let start = [PNG_START, &header(40, 30, 8, 2)].concat();
    let mut wrong_sum = file.clone();
    wrong_sum[data_at + 4 + length] ^= 1;
    let cases = [
        ("a wrong checksum", wrong_sum),
        ("too little data", [&start[..], &chunk(*b"IDAT", &data[..length / 2]), &end].concat()),
        ("no data", [&start[..], &end].concat()),
        ("two headers", with_chunks(&file, &header(40, 30, 8, 2))),
        ("no header", [PNG_START, &chunk(*b"IDAT", data), &end].concat()),
        ("an impossible depth", [PNG_START, &header(40, 30, 3, 2), &chunk(*b"IDAT", data), &end].concat()),
    ];
    for (what, bytes) in cases {
        let error = read(&bytes).expect_err(what);
        assert!(
            matches!(error, CaptureError::Broken { .. } | CaptureError::Truncated { .. }),
            "{what}: {error:?}"
        );
    }
}

#[test]
fn webps_whose_data_ends_early_are_refused() {
    for name in ["lossy.webp", "lossless.webp"] {
        let file = fixture(name);
        for percent in [30, 60, 90] {
            // Sizes in the container are set right again, so that only the picture's own data is short.
            let body = &file[20..20 + (file.len() - 20) * percent / 100];
            let name_of = *file[12..16].first_chunk().expect("a chunk name");
            let riff = riff_chunk(*b"RIFF", &[b"WEBP", &riff_chunk(name_of, body)[..]].concat());
            assert!(read(&riff).is_err(), "{name} at {percent}%");
        }
    }
}
