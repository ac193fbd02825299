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

/// Largest and mean difference between an image and samples of the expected one, in levels.
fn difference(image: &RgbImage, expected: &Value, step: u32) -> (f32, f32) {
    let at = |length: u32| (step / 2..length).step_by(step as usize);
    let actual: Vec<u8> =
        at(image.height()).flat_map(|y| at(image.width()).flat_map(move |x| image.pixel(x, y))).collect();
    let expected = numbers(expected);
    assert_eq!(actual.len(), expected.len());
    let off: Vec<f32> = actual.iter().zip(expected).map(|(a, b)| (f32::from(*a) - b).abs()).collect();
    (off.iter().copied().fold(0.0, f32::max), off.iter().sum::<f32>() / off.len() as f32)
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
        let (largest, mean) = difference(&face, &case["samples"], 4);
        println!("{} {b:?} to {}: largest {largest}, mean {mean}", case["way"], crop.size);
        let limits = if linear { (1.0, 0.3) } else { (12.0, 2.0) };
        assert!(largest <= limits.0 && mean <= limits.1, "{} {b:?}: {largest}, {mean}", case["way"]);
    }
}

/// The aligned crop is `cv2.warpAffine` with a least-squares similarity, to `OpenCV`'s fixed-point rounding.
#[test]
fn five_point_crops_agree_with_opencv() {
    let data = reference("align.json");
    let size = numbers(&data["picture"]);
    let image = picture(size[0] as u32, size[1] as u32);
    for case in data["aligned"].as_array().expect("a list of cases") {
        let points: Vec<_> = case["points"].as_array().expect("five points").iter().map(numbers).collect();
        let marks =
            Landmarks::from_viewer_order(std::array::from_fn(|i| Point::new(points[i][0], points[i][1])));
        let face = five_point_crop(&image, &marks).expect("five different points");
        let (largest, mean) = difference(&face, &case["samples"], 4);
        let eyes = (points[1][0] - points[0][0]).hypot(points[1][1] - points[0][1]);
        println!("eyes {eyes:.0} px apart: largest {largest}, mean {mean}");
        // Beyond 35 pixels between the eyes the crop averages, which OpenCV does not: single pixels at hard edges
        // then differ by design, the picture as a whole does not.
        let limits = if eyes <= 35.3 { (6.0, 1.0) } else { (32.0, 1.0) };
        assert!(largest <= limits.0 && mean <= limits.1, "eyes {eyes} apart: {largest}, {mean}");
    }
}

/// The installed models and the labelled photo, or a printed line that says what is missing.
struct Originals {
    engine: Box<dyn muster_inference::Engine>,
    models: PathBuf,
    photo: RgbImage,
    data: Value,
}

impl Originals {
    fn find() -> Option<Self> {
        let data = reference("detections.json");
        let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/widerface/images");
        let photo = shared.join(data["photo"].as_str().expect("a file name"));
        let Some(models) = std::env::var_os("MUSTER_MODELS").map(PathBuf::from) else {
            println!("skipped: MUSTER_MODELS is not set");
            return None;
        };
        if !photo.exists() {
            println!("skipped: the development photos are not here");
            return None;
        }
        let image = image::open(&photo).expect("a readable photo").into_rgb8();
        let photo = RgbImage::new(image.width(), image.height(), image.into_raw()).expect("a full image");
        let engine = choose_engine(EngineChoice::Auto, &models).expect("one engine is built in").engine;
        Some(Self { engine, models, photo, data })
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
        let image = self.photo.crop(cut[0] as u32, cut[1] as u32, cut[2] as u32, cut[3] as u32);
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
        let allowed = expected.len() + 1;
        assert!(found.len() <= allowed, "{} faces, the original finds {}", found.len(), expected.len());
    }
}

#[test]
fn centerface_finds_what_the_original_finds() {
    let Some(originals) = Originals::find() else { return };
    let Some(network) = originals.load("centerface") else { return };
    originals.compare(&CenterFace::new(network).with_threshold(0.35), "wide", (0.95, 0.03, 0.02));
}

#[test]
fn yunet_finds_what_opencv_finds() {
    let Some(originals) = Originals::find() else { return };
    let Some(network) = originals.load("yunet") else { return };
    originals.compare(&YuNet::new(network).with_threshold(0.7), "square", (0.95, 0.03, 0.02));
}

#[test]
fn mtcnn_finds_what_the_original_finds() {
    let Some(originals) = Originals::find() else { return };
    let nets = ["mtcnn-p", "mtcnn-r", "mtcnn-o"].map(|name| originals.load(name));
    let [Some(p), Some(r), Some(o)] = nets else { return };
    originals.compare(&Mtcnn::new(p, r, o), "wide", (0.85, 0.06, 0.1));
}
