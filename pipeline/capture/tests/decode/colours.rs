//! Every kind of JPEG, PNG and WebP comes out in the colours that Pillow sees (`testdata/capture/fixtures.py`).

use std::collections::BTreeMap;

use super::support::{fixture, read};
use muster_domain::RgbImage;
use serde_json::Value;

/// Mean colour of a cell of the picture cut into 4 x 4.
fn mean(image: &RgbImage, cell: usize) -> [f64; 3] {
    let (w, h) = (image.width() / 4, image.height() / 4);
    let part = image.crop(cell as u32 % 4 * w, cell as u32 / 4 * h, w, h);
    let sums = part
        .data()
        .as_chunks::<3>()
        .0
        .iter()
        .fold([0.0; 3], |sums, pixel| [0, 1, 2].map(|channel| sums[channel] + f64::from(pixel[channel])));
    sums.map(|sum| sum / f64::from(w * h))
}

/// Largest difference of a cell's mean that is put up with. What has no loss must agree but for rounding;
/// lossy decoders differ in how they smooth colours of lower resolution.
fn tolerance(name: &str) -> f64 {
    match name {
        _ if name.contains(".png") || name.starts_with("lossless") || name == "animated.webp" => 0.51,
        "baseline_411.jpg" => 2.5,
        _ => 1.0,
    }
}

#[test]
fn colours_agree_with_pillow() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/capture/colours.json");
    let text = std::fs::read_to_string(path).expect("the reference colours");
    let expected: BTreeMap<String, Value> = serde_json::from_str(&text).expect("valid JSON");
    assert!(expected.len() >= 39, "the reference covers all kinds");
    for (name, picture) in expected {
        let photo = read(&fixture(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(u64::from(photo.image.width()), picture["width"].as_u64().expect("a width"), "{name}");
        assert_eq!(u64::from(photo.image.height()), picture["height"].as_u64().expect("a height"), "{name}");
        for (cell, colour) in picture["cells"].as_array().expect("cells").iter().enumerate() {
            for (channel, actual) in mean(&photo.image, cell).into_iter().enumerate() {
                let wanted = colour[channel].as_f64().expect("a number");
                assert!(
                    (actual - wanted).abs() <= tolerance(&name),
                    "{name}: cell {cell}, channel {channel}: {actual:.2}, but Pillow sees {wanted}"
                );
            }
        }
    }
}
