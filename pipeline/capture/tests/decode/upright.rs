//! Photos come out upright, with their time of capture, and with nothing else of their metadata.

use super::support::{Order, busy, chunk, exif, extended_webp, fixture, jpeg, png, read, riff_chunk};
use super::support::{with_chunks, with_segment};
use muster_capture::{CaptureError, encode_jpeg, encode_png};
use muster_domain::RgbImage;

/// The picture as a camera held in each of the eight ways would store it (EXIF 2.32, figure of tag 0x0112):
/// `stored(x, y)` of the sensor looks at this place of the upright scene.
fn stored(scene: &RgbImage, orientation: u16) -> RgbImage {
    let (w, h) = (scene.width(), scene.height());
    let turned = orientation >= 5;
    let (sw, sh) = if turned { (h, w) } else { (w, h) };
    RgbImage::from_fn(sw, sh, |x, y| {
        let (x, y) = match orientation {
            2 => (w - 1 - x, y),
            3 => (w - 1 - x, h - 1 - y),
            4 => (x, h - 1 - y),
            5 => (y, x),
            6 => (w - 1 - y, x),
            7 => (w - 1 - y, h - 1 - x),
            8 => (y, h - 1 - x),
            _ => (x, y),
        };
        scene.pixel(x, y)
    })
}

#[test]
fn all_eight_orientations_give_the_same_photo() {
    let scene = busy(48, 32);
    for orientation in 1..=8 {
        let file = encode_png(&stored(&scene, orientation)).expect("a PNG");
        for order in [Order::Little, Order::Big] {
            let block = exif(order, orientation, "");
            let photo = read(&with_chunks(&file, &chunk(*b"eXIf", &block))).expect("a photo");
            assert!(photo.image == scene, "PNG with orientation {orientation}, {order:?} endian");
        }
    }
}

#[test]
fn jpeg_and_webp_are_turned_too() {
    let file = jpeg(48, 32);
    let lying = read(&file).expect("a photo").image;
    let block = [b"Exif\0\0", &exif(Order::Big, 6, "")[..]].concat();
    let photo = read(&with_segment(&file, 0xE1, &block)).expect("a photo");
    assert!(stored(&photo.image, 6) == lying, "JPEG");

    let file = fixture("lossless.webp");
    let lying = read(&file).expect("a photo").image;
    let turned = riff_chunk(*b"EXIF", &exif(Order::Little, 8, ""));
    let photo = read(&extended_webp(&file, 0b1000, 56, 40, &turned)).expect("a photo");
    assert!(stored(&photo.image, 8) == lying, "WebP");
}

#[test]
fn wrong_orientations_leave_the_photo_as_it_is() {
    let file = jpeg(48, 32);
    let plain = read(&file).expect("a photo").image;
    let mut looped = exif(Order::Little, 1, "");
    looped[34..38].copy_from_slice(&8u32.to_le_bytes());
    let mut own_tail = exif(Order::Big, 1, "");
    own_tail[30..34].copy_from_slice(&8u32.to_be_bytes());
    let blocks = [
        exif(Order::Little, 0, ""),
        exif(Order::Big, 9, ""),
        exif(Order::Big, 65_535, ""),
        exif(Order::Little, 6, "")[..20].to_vec(),
        b"II*\0\xFF\xFF\xFF\xFF".to_vec(),
        vec![0xA5; 3000],
        Vec::new(),
        looped,
        own_tail,
    ];
    for (index, block) in blocks.iter().enumerate() {
        let payload = [b"Exif\0\0", &block[..]].concat();
        let photo = read(&with_segment(&file, 0xE1, &payload)).expect("EXIF never makes a photo fail");
        assert!(photo.image == plain, "block {index}");
    }
}

#[test]
fn the_time_of_capture_is_kept_as_local_time() {
    let taken = |text: &str| {
        let block = [b"Exif\0\0", &exif(Order::Little, 1, text)[..]].concat();
        read(&with_segment(&jpeg(48, 32), 0xE1, &block)).expect("a photo").captured_at
    };
    assert_eq!(
        taken("2024:02:29 08:15:00").map(|time| time.to_string()).as_deref(),
        Some("2024-02-29T08:15:00")
    );
    for garbage in ["", "2023:02:29 08:15:00", "    :  :     :  :  ", "yesterday at half past"] {
        assert_eq!(taken(garbage), None, "{garbage}");
    }
    assert_eq!(read(&png(40, 30)).expect("a photo").captured_at, None);
}

#[test]
fn written_pictures_hold_no_metadata_and_read_back() {
    let block = [b"Exif\0\0", &exif(Order::Little, 1, "2024:02:29 08:15:00")[..], b"secret place"].concat();
    let photo = read(&with_segment(&jpeg(64, 48), 0xE1, &block)).expect("a photo");
    let written = encode_jpeg(&photo.image, 92).expect("a JPEG");
    assert!(!written.windows(6).any(|part| part == b"secret"), "metadata is dropped");
    assert_eq!(read(&written).expect("a photo").captured_at, None);
    let exact = read(&encode_png(&photo.image).expect("a PNG")).expect("a photo");
    assert!(exact.image == photo.image, "PNG keeps every pixel");
}

#[test]
fn the_kind_of_file_is_told_by_its_content() {
    // A picture that is also an archive or a page is a picture.
    for tail in ["PK\x03\x04", "<html><script>alert(1)</script>"] {
        assert!(read(&with_segment(&jpeg(64, 48), 0xFE, tail.as_bytes())).is_ok());
    }
    assert!(matches!(read(b"<html>\xFF\xD8\xFF"), Err(CaptureError::Unsupported { .. })));
    assert!(matches!(read(b""), Err(CaptureError::Empty)));
}
