//! The whole evaluation with a detector whose every report is known.

use std::sync::atomic::{AtomicUsize, Ordering};

use muster_capture::encode_png;
use muster_detect::{DetectError, Detection};
use muster_domain::BoundingBox;

use super::*;
use crate::data::{DetectionPhoto, FaceTruth};

/// Finds the white squares of a black image that are larger than a pixel, and counts how often it looks.
#[derive(Default)]
struct Squares(AtomicUsize);

impl Detector for Squares {
    fn id(&self) -> &'static str {
        "squares"
    }

    fn detect(&self, image: &RgbImage) -> Result<Vec<Detection>, DetectError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        let white = |x: u32, y: u32| x < image.width() && y < image.height() && image.pixel(x, y)[0] > 128;
        let mut found = Vec::new();
        for y in 0..image.height() {
            for x in 0..image.width() {
                let corner = white(x, y) && !(x > 0 && white(x - 1, y)) && !(y > 0 && white(x, y - 1));
                if corner {
                    let side = (x..image.width()).take_while(|x| white(*x, y)).count() as f32;
                    let bounding_box = BoundingBox::new(x as f32, y as f32, side, side);
                    found.push(Detection { bounding_box, landmarks: None, confidence: 0.9 });
                }
            }
        }
        Ok(found)
    }
}

/// A photo of 200 by 100 pixels with a square of 40 at each of these columns.
fn photo(columns: &[u32]) -> RgbImage {
    let inside = |x: u32| columns.iter().any(|at| (*at..at + 40).contains(&x));
    RgbImage::from_fn(200, 100, |x, y| if inside(x) && (10..50).contains(&y) { [255; 3] } else { [0; 3] })
}

fn face(x: f32) -> FaceTruth {
    FaceTruth::Box { place: BoundingBox::new(x, 10.0, 40.0, 40.0), ignored: false }
}

/// Two photos: both faces found; one found, one missed and one false report.
fn data(folder: &std::path::Path) -> DetectionData {
    let write = |name: &str, image: &RgbImage| {
        let path = folder.join(name);
        fs::write(&path, encode_png(image).expect("encodable")).expect("writable");
        Picture::File(path)
    };
    let photos = vec![
        DetectionPhoto { picture: write("a.png", &photo(&[10, 120])), faces: vec![face(10.0), face(120.0)] },
        DetectionPhoto { picture: write("b.png", &photo(&[10, 80])), faces: vec![face(10.0), face(140.0)] },
    ];
    DetectionData { photos, absent: 3 }
}

#[test]
fn found_missed_and_false_faces_end_up_in_their_figures() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let detector = Squares::default();
    let source = DetectionSource::new(&detector, SearchPlan::AS_IT_IS, None);
    let mut told = Vec::new();
    let report = evaluate(&source, "test", &data(folder.path()), &mut |done, total| told.push((done, total)))
        .expect("readable photos");
    assert_eq!(told, [(1, 2), (2, 2)]);
    assert_eq!((report.photos, report.absent, report.detector), (2, 3, "squares"));
    assert_eq!((report.large.recall, report.large.precision), (Rate::new(3, 4), Rate::new(3, 4)));
    assert_eq!((report.all.false_reports.count, report.all.false_reports.photos), (1, 2));
    let band = HeightRecall { from: 32.0, below: Some(64.0), recall: Rate::new(3, 4) };
    assert_eq!(report.by_height, [band]);
    assert_eq!(report.overlap, Some(1.0));
    assert!((report.megapixels - 0.02).abs() < 1e-9);
}

/// A mosaic's pixels and labels have to be moved alike.
#[test]
fn the_same_faces_are_found_in_a_mosaic() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let detector = Squares::default();
    let source = DetectionSource::new(&detector, SearchPlan::AS_IT_IS, None);
    let data = data(folder.path()).mosaics(folder.path()).expect("boxes");
    let report = evaluate(&source, "test", &data, &mut |_, _| ()).expect("readable photos");
    assert_eq!((report.photos, report.large.recall), (1, Rate::new(3, 4)));
    assert!((report.megapixels - 12.582_912).abs() < 1e-9);
}

/// Results must not be shared between plans, or between a photo and the mosaic that holds only it.
#[test]
fn a_second_run_takes_its_faces_from_the_cache_and_another_plan_does_not() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cache = Some(folder.path().join("cache"));
    let detector = Squares::default();
    let mut looks = Vec::new();
    let mut run = |plan, data: &DetectionData| {
        let source = DetectionSource::new(&detector, plan, cache.clone());
        let report = evaluate(&source, "test", data, &mut |_, _| ()).expect("readable photos");
        looks.push(detector.0.load(Ordering::Relaxed));
        report.large
    };
    let one = DetectionData { photos: data(folder.path()).photos[..1].to_vec(), absent: 0 };
    let first = run(SearchPlan::AS_IT_IS, &one);
    let second = run(SearchPlan::AS_IT_IS, &one);
    run(SearchPlan { whole_side: 100, ..SearchPlan::AS_IT_IS }, &one);
    run(SearchPlan::AS_IT_IS, &one.mosaics(folder.path()).expect("boxes"));
    assert_eq!(first, second);
    assert_eq!(looks, [1, 1, 2, 3]);
}
