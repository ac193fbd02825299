//! Comparison with `OpenCV` (`testdata/haar/reference.py`), and what must not go wrong.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use muster_domain::RgbImage;
use serde_json::Value;

use super::*;

const TESTDATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/haar");
const DEVELOPMENT_DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");

fn text(name: &str) -> String {
    std::fs::read_to_string(format!("{TESTDATA}/{name}")).expect("committed reference data")
}

fn json(name: &str) -> Value {
    serde_json::from_str(&text(name)).expect("valid JSON")
}

fn tiny() -> Haar {
    Haar::from_xml(&text("tiny.xml")).expect("the tiny cascade")
}

/// The formula of `picture` in `reference.py`.
fn picture(width: u32, height: u32) -> RgbImage {
    let figures = [(20, 15, 28), (80, 30, 44), (170, 20, 71), (60, 120, 110), (215, 150, 35)];
    RgbImage::from_fn(width, height, |x, y| {
        let noise = (x.wrapping_mul(73_856_093) ^ y.wrapping_mul(19_349_663)) >> 13 & 63;
        let mut grey = noise + 90;
        for (left, top, size) in figures {
            let tall = size * 6 / 7;
            if (left..left + size).contains(&x) && (top..top + tall).contains(&y) {
                let middle = (left + size * 3 / 10..left + size * 7 / 10).contains(&x);
                let shade = match (y >= top + tall / 2, middle) {
                    (true, true) => 150,
                    (true, false) => 215,
                    (false, true) => 30,
                    (false, false) => 60,
                };
                grey = shade + noise / 4;
            }
        }
        [grey as u8; 3]
    })
}

/// A box and its number of hits.
type Found = [i64; 5];

fn found(haar: &Haar, image: &RgbImage) -> Vec<Found> {
    let (width, height) = (image.width() as i32, image.height() as i32);
    let groups = haar.find(&Grey::from_rgb(image));
    let mut boxes: Vec<Found> = groups
        .iter()
        .filter_map(|group| {
            let rect = group.rect.clipped(width, height)?;
            Some([rect.x.into(), rect.y.into(), rect.width.into(), rect.height.into(), group.hits as i64])
        })
        .collect();
    boxes.sort_unstable();
    boxes
}

fn boxes(value: &Value) -> Vec<Found> {
    serde_json::from_value(value.clone()).expect("boxes of five numbers")
}

#[test]
fn the_tiny_cascade_finds_exactly_what_opencv_finds() {
    let reference = json("tiny.json");
    for search in reference["searches"].as_array().expect("searches") {
        let number = |key: &str| search[key].as_u64();
        let parameters = HaarParameters {
            scale_factor: search["scale_factor"].as_f64().expect("a factor"),
            min_neighbors: number("min_neighbors").expect("neighbours") as usize,
            min_size: number("min_size").expect("a size") as u32,
            max_size: number("max_size").map(|size| size as u32),
        };
        let size = ["width", "height"].map(|side| number(side).expect("a size") as u32);
        let haar = tiny().with_parameters(parameters).expect("sound parameters");
        assert_eq!(found(&haar, &picture(size[0], size[1])), boxes(&search["boxes"]), "{parameters:?}");
    }
}

#[test]
fn grey_levels_are_opencvs() {
    let reference = json("tiny.json");
    let samples: Vec<[u8; 4]> = serde_json::from_value(reference["greys"].clone()).expect("colours");
    for [r, g, b, grey] in samples {
        assert_eq!(Grey::from_rgb(&RgbImage::filled(1, 1, [r, g, b])).data, [grey], "{r} {g} {b}");
    }
}

#[test]
fn small_flat_and_odd_pictures_are_searched_without_fuss() {
    let haar = tiny();
    for side in 0..40 {
        for (width, height) in [(side, 40), (40, side), (side, side)] {
            let _ = haar.detect(&picture(width, height)).expect("no network to fail");
        }
    }
    for level in [0, 128, 255] {
        assert!(
            found(&haar, &RgbImage::filled(200, 150, [level; 3])).is_empty(),
            "a flat picture has no faces"
        );
    }
}

#[test]
fn confidence_grows_with_the_hits_and_stays_below_one() {
    let haar = tiny();
    let detections = haar.detect(&picture(331, 257)).expect("no network to fail");
    assert!(!detections.is_empty());
    for detection in &detections {
        assert!((0.5..1.0).contains(&detection.confidence), "{detection:?}");
        assert!(detection.landmarks.is_none());
    }
    let of =
        |found: &Found| detections.iter().find(|d| d.bounding_box.x as i64 == found[0]).map(|d| d.confidence);
    let mut all = found(&haar, &picture(331, 257));
    all.sort_by_key(|found| found[4]);
    assert!(of(&all[0]) < of(all.last().expect("several")), "more hits, more confidence");
}

#[test]
fn texts_that_are_no_cascade_are_refused_with_the_part_that_is_wrong() {
    let good = text("tiny.xml");
    let cases = [
        ("<cascade", "XML"),
        ("<opencv_storage/>", "opencv-cascade-classifier"),
        (&good.replace("BOOST", "OTHER"), "boosted"),
        (&good.replace("HAAR", "LBP"), "Haar-like"),
        (&good.replace("<width>14", "<width>0"), "width"),
        (&good.replace("<height>12</height>", ""), "height"),
        (&good.replace("0 -1 2 -2.9", "0 -1 3 -2.9"), "internalNodes"),
        (&good.replace("0 -1 1 1.0", "1 0 1 0.5 -1 -2 0 1.0"), "trees"),
        (&good.replace("0 6 14 6 2.", "0 7 14 6 2."), "rects"),
        (&good.replace("5 1 3 4 3.", "5 1 3 4 much"), "rects"),
        (&good.replace("<tilted>0", "<tilted>1"), "tilted"),
        (&good.replace("2.0000000298023224e-01", ""), "stageThreshold"),
        (&good.replace("<?xml version=\"1.0\"?>", "<!DOCTYPE a [<!ENTITY b \"c\">]>"), "XML"),
    ];
    for (xml, word) in cases {
        let error = Haar::from_xml(xml).err().unwrap_or_else(|| panic!("accepted, but {word} is wrong"));
        assert!(error.to_string().contains(word), "{error} should name {word}");
    }
}

#[test]
fn scale_factors_that_do_not_grow_are_refused() {
    for scale_factor in [1.0, 0.5, -1.0, f64::NAN, f64::INFINITY] {
        let parameters = HaarParameters { scale_factor, ..HaarParameters::default() };
        assert!(tiny().with_parameters(parameters).is_err(), "{scale_factor}");
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flat_map(|entry| {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() { files(&path) } else { vec![path] }
        })
        .collect();
    paths.sort();
    paths
}

/// How far apart two boxes' sides are at most, in pixels.
fn distance(a: &Found, b: &Found) -> i64 {
    let sides = |found: &Found| [found[0], found[1], found[0] + found[2], found[1] + found[3]];
    sides(a).iter().zip(sides(b)).map(|(a, b)| (a - b).abs()).max().unwrap_or_default()
}

/// Boxes of both lists, best paired first; returns those without a partner within two pixels.
fn unpaired(ours: &[Found], theirs: &[Found]) -> usize {
    let lone = |list: &[Found], other: &[Found]| {
        list.iter().filter(|found| other.iter().all(|partner| distance(found, partner) > 2)).count()
    };
    lone(ours, theirs) + lone(theirs, ours)
}

/// The default cascade on real photos, each decoded by our own decoder, whose levels differ from `OpenCV`'s by one
/// here and there: nearly all boxes must be the same, and the rest few.
#[test]
fn real_photos_give_opencvs_boxes() {
    let model = std::env::var_os("MUSTER_MODELS").and_then(|folder| {
        std::fs::read_to_string(Path::new(&folder).join("haarcascade_frontalface_default.xml")).ok()
    });
    let Some(xml) = model else {
        println!("skipped: MUSTER_MODELS holds no haarcascade_frontalface_default.xml");
        return;
    };
    let haar = Haar::from_xml(&xml).expect("OpenCV's cascade");
    let reference = json("photos.json");
    let expected: BTreeMap<String, Vec<Found>> = reference["photos"]
        .as_object()
        .expect("photos")
        .iter()
        .map(|(key, v)| (key.clone(), boxes(v)))
        .collect();
    let data = Path::new(DEVELOPMENT_DATA);
    let mut paths = files(&data.join("classroom_friends/photos"));
    paths.extend(files(&data.join("lfw_view1/images")).into_iter().take(60));
    // Without optimisation a large photo takes many seconds.
    let most_pixels = if cfg!(debug_assertions) { 600_000 } else { u64::MAX };
    let (mut photos, mut all, mut same, mut apart) = (0, 0, 0, 0);
    for path in paths {
        let bytes = std::fs::read(&path).expect("a readable file");
        let photo = muster_capture::decode(&bytes, &muster_capture::Limits::default()).expect("a photo");
        if u64::from(photo.image.width()) * u64::from(photo.image.height()) > most_pixels {
            continue;
        }
        let Some(theirs) = expected.get(&photo.digest.to_string()[..16]) else { continue };
        let ours = found(&haar, &photo.image);
        photos += 1;
        all += theirs.len();
        same += ours.iter().filter(|found| theirs.iter().any(|other| other[..4] == found[..4])).count();
        apart += unpaired(&ours, theirs);
    }
    if photos == 0 {
        println!("skipped: no development data");
        return;
    }
    println!(
        "{photos} photos, {all} boxes of OpenCV's, {same} found exactly, {apart} without a partner within 2 px"
    );
    assert!(apart * 50 <= all, "{apart} of {all} boxes have no partner within 2 pixels");
}
