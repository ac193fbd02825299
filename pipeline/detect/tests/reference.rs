//! Protects the crops against `OpenCV`, and the detectors against the original programs, by the numbers that
//! `testdata/detect/reference.py` made.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use muster_detect::align::{BoxCrop, CropShape, Resampling, box_crop, five_point_crop};
use muster_detect::{CenterFace, Detector, Mtcnn, YuNet};
use muster_domain::{BoundingBox, Landmarks, Network, Point, RgbImage};
use muster_inference::{EngineChoice, choose_engine};
use serde_json::Value;

fn reference(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/detect").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).expect("reference numbers are JSON")
}

fn numbers(value: &Value) -> Vec<f32> {
    let values = value.as_array().expect("a list").iter();
    values.map(|v| v.as_f64().expect("a number") as f32).collect()
}

/// The picture that `reference.py` draws: triangle waves in three directions.
fn picture(width: u32, height: u32) -> RgbImage {
    let wave = |n: i64| ((n % 200 - 100).abs() * 2) as u8;
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (i64::from(x), i64::from(y));
        [wave(3 * x + 2 * y), wave(5 * y - x + 1000), wave(2 * x + 7 * y)]
    })
}

/// Difference in levels between an image and samples of the expected one, for each value.
fn differences(image: &RgbImage, expected: &Value, step: u32) -> Vec<f32> {
    let at = |length: u32| (step / 2..length).step_by(step as usize);
    let actual: Vec<u8> =
        at(image.height()).flat_map(|y| at(image.width()).flat_map(move |x| image.pixel(x, y))).collect();
    let expected = numbers(expected);
    assert_eq!(actual.len(), expected.len());
    actual.iter().zip(expected).map(|(a, b)| (f32::from(*a) - b).abs()).collect()
}

fn largest(differences: &[f32]) -> f32 {
    differences.iter().copied().fold(0.0, f32::max)
}

fn mean(differences: &[f32]) -> f32 {
    differences.iter().sum::<f32>() / differences.len().max(1) as f32
}

/// The `paper` profile's crop is `cv2.resize` of the plain box to a level; the averaging crop stays near
/// `cv2.INTER_AREA`.
#[test]
fn box_crops_agree_with_opencv() {
    let data = reference("align.json");
    let size = numbers(&data["picture"]);
    let image = picture(size[0] as u32, size[1] as u32);
    for case in data["resized"].as_array().expect("a list of cases") {
        let b = numbers(&case["box"]);
        let linear = case["way"] == "linear";
        let crop = BoxCrop {
            size: case["size"].as_u64().expect("a size") as u32,
            margin: 0.0,
            shape: CropShape::Stretch,
            resampling: if linear { Resampling::Linear } else { Resampling::Area },
        };
        let face = box_crop(&image, &BoundingBox::new(b[0], b[1], b[2], b[3]), &crop);
        let off = differences(&face, &case["samples"], 4);
        let (largest, mean) = (largest(&off), mean(&off));
        println!("{} {b:?} to {}: largest {largest}, mean {mean}", case["way"], crop.size);
        let limits = if linear { (1.0, 0.3) } else { (3.0, 0.3) };
        assert!(largest <= limits.0 && mean <= limits.1, "{} {b:?}: {largest}, {mean}", case["way"]);
    }
}

/// The aligned crop is `cv2.warpAffine` with a least-squares similarity, to `OpenCV`'s fixed-point rounding.
///
/// Beyond 35 pixels between the eyes the crop averages, which `OpenCV` does not. That shows where the photo ends
/// and black begins: `OpenCV` goes from full to black within one pixel, the crop a little softer. Four samples,
/// of which the nearest are 0.15 and 0.50 pixels beyond the beginning of that slope (scale 1.5, turned by 0.5),
/// differ there by up to (0.15 + 0.50) / 4 of the brightest level, 200: by 32.
#[test]
fn five_point_crops_agree_with_opencv() {
    let data = reference("align.json");
    let size = numbers(&data["picture"]);
    let image = picture(size[0] as u32, size[1] as u32);
    for case in data["aligned"].as_array().expect("a list of cases") {
        let points: Vec<_> = case["points"].as_array().expect("five points").iter().map(numbers).collect();
        // OpenCV counts from the centre of the first pixel, landmarks from its corner.
        let point = |i: usize| Point::new(points[i][0] + 0.5, points[i][1] + 0.5);
        let marks = Landmarks::from_viewer_order(std::array::from_fn(point));
        let face = five_point_crop(&image, &marks).expect("five different points");
        let off = differences(&face, &case["samples"], 4);
        let border = numbers(&case["border"]);
        let at_border = |index: usize| border.contains(&((index / 3) as f32));
        let (edge, inner): (Vec<_>, Vec<_>) =
            off.iter().enumerate().partition(|(index, _)| at_border(*index));
        let [edge, inner] =
            [edge, inner].map(|part| part.into_iter().map(|(_, off)| *off).collect::<Vec<_>>());
        let eyes = (points[1][0] - points[0][0]).hypot(points[1][1] - points[0][1]);
        let (at_edge, within, mean) = (largest(&edge), largest(&inner), mean(&off));
        println!("eyes {eyes:.0} px apart: largest {within}, at the photo's edge {at_edge}, mean {mean}");
        let (limit, edge_limit) = if eyes <= 35.3 { (3.0, 3.0) } else { (6.0, 32.0) };
        assert!(within <= limit && mean <= 0.5, "eyes {eyes} apart: {within}, {mean}");
        assert!(at_edge <= edge_limit, "eyes {eyes} apart: {at_edge} at the photo's edge");
    }
}

/// The image that `put_together` in `reference.py` makes of the development data, pixel for pixel: parts from
/// PNG files, each shrunk to the rounded mean of its squares of pixels. No JPEG: decoders differ in a seventh of
/// a photo's values, and where a face's two most likely places are equally likely that decides between them.
/// `None` where the data is missing.
fn put_together(data: &Value) -> Option<RgbImage> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/classroom_friends");
    let size = numbers(&data["wide"]);
    let mut canvas = RgbImage::filled(size[2] as u32, size[3] as u32, [0; 3]);
    for part in data["parts"].as_array().expect("a list of parts") {
        let file = folder.join(part[0].as_str().expect("a file name"));
        if !file.exists() {
            println!("skipped: the development data is not here");
            return None;
        }
        let [shrink, left, top] = [1, 2, 3].map(|i| part[i].as_u64().expect("a number") as u32);
        let part = image::open(&file).expect("a readable picture").into_rgb8();
        for y in 0..(part.height() / shrink).min(canvas.height() - top) {
            for x in 0..(part.width() / shrink).min(canvas.width() - left) {
                let square = (0..shrink * shrink).map(|i| (x * shrink + i % shrink, y * shrink + i / shrink));
                let sum = square.fold([shrink * shrink / 2; 3], |sum, (x, y)| {
                    std::array::from_fn(|channel| sum[channel] + u32::from(part.get_pixel(x, y)[channel]))
                });
                let mean = sum.map(|value| (value / (shrink * shrink)) as u8);
                canvas.set_pixel(i64::from(left + x), i64::from(top + y), mean);
            }
        }
    }
    let values = canvas.data().iter().enumerate();
    let check: u64 = values.map(|(index, value)| u64::from(*value) * (index as u64 % 251 + 1)).sum();
    assert_eq!(Some(check), data["check"].as_u64(), "the original programs saw other pixels");
    Some(canvas)
}

/// The installed models and the image, or a printed line that says what is missing.
struct Originals {
    engine: Box<dyn muster_inference::Engine>,
    models: PathBuf,
    image: RgbImage,
    data: Value,
}

impl Originals {
    fn find() -> Option<Self> {
        let data = reference("detections.json");
        let Some(models) = std::env::var_os("MUSTER_MODELS").map(PathBuf::from) else {
            println!("skipped: MUSTER_MODELS is not set");
            return None;
        };
        let image = put_together(&data)?;
        let engine = choose_engine(EngineChoice::Auto, &models).expect("one engine is built in").engine;
        Some(Self { engine, models, image, data })
    }

    fn load(&self, name: &str) -> Option<Arc<dyn Network>> {
        let path = self.models.join(name).with_extension("onnx");
        if path.exists() {
            return Some(Arc::from(self.engine.load(&path).expect("an installed model loads")));
        }
        println!("skipped: the model {name} is not installed");
        None
    }

    /// Every face of the original program has its match: box overlap, mean distance of points in widths.
    fn compare(
        &self,
        detector: &dyn Detector,
        area: &str,
        (overlap, points_off, score_off): (f32, f32, f32),
    ) {
        let cut = numbers(&self.data[area]);
        let image = self.image.crop(cut[0] as u32, cut[1] as u32, cut[2] as u32, cut[3] as u32);
        let found = detector.detect(&image).expect("the detector runs");
        let expected = self.data[detector.id()].as_array().expect("a list of faces");
        for face in expected {
            let b = numbers(&face["box"]);
            let place = BoundingBox::new(b[0], b[1], b[2], b[3]);
            let best = found
                .iter()
                .max_by(|x, y| x.bounding_box.overlap(&place).total_cmp(&y.bounding_box.overlap(&place)))
                .expect("at least one face");
            let points = numbers(&face["points"]);
            let own = best.landmarks.expect("this detector marks points").viewer_order();
            let off = own.iter().zip(points.chunks_exact(2)).map(|(p, q)| (p.x - q[0]).hypot(p.y - q[1]));
            let off = off.sum::<f32>() / 5.0 / b[2];
            let fit = best.bounding_box.overlap(&place);
            let confidence = face["confidence"].as_f64().expect("a number") as f32 - best.confidence;
            println!(
                "{}: {b:?} overlap {fit:.3}, points {off:.3}, confidence {confidence:.3}",
                detector.id()
            );
            assert!(fit >= overlap, "{b:?} became {:?}", best.bounding_box);
            assert!(off <= points_off && confidence.abs() <= score_off, "{b:?}: {off}, {confidence}");
        }
        assert_eq!(found.len(), expected.len(), "the original finds as many faces");
    }
}

/// Least overlap of a box, most distance of the points in widths, and of the confidence. The numbers are rounded
/// to 0.01 pixels, a thousandth of the smallest face's overlap; the rest allows for another engine's sums.
const CLOSE: (f32, f32, f32) = (0.995, 0.002, 0.002);

#[test]
fn centerface_finds_what_the_original_finds() {
    let Some(originals) = Originals::find() else { return };
    let Some(network) = originals.load("centerface") else { return };
    originals.compare(&CenterFace::new(network).with_threshold(0.35), "wide", CLOSE);
}

#[test]
fn yunet_finds_what_opencv_finds() {
    let Some(originals) = Originals::find() else { return };
    let Some(network) = originals.load("yunet") else { return };
    originals.compare(&YuNet::new(network).with_threshold(0.7), "square", CLOSE);
}

#[test]
fn mtcnn_finds_what_the_original_finds() {
    let Some(originals) = Originals::find() else { return };
    let nets = ["mtcnn-p", "mtcnn-r", "mtcnn-o"].map(|name| originals.load(name));
    let [Some(p), Some(r), Some(o)] = nets else { return };
    originals.compare(&Mtcnn::new(p, r, o), "wide", CLOSE);
}
