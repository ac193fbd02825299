//! The stage as one call: from a photo's pixels to its faces, judged and in a fixed order.

use muster_domain::{BoundingBox, Face, RgbImage};

use crate::quality::{QualityLimits, assess};
use crate::search::{SearchPlan, find_faces};
use crate::{DetectError, Detection, Detector};

/// The faces of a photo with their quality, in reading order: from the top edge of the box down, and from
/// left to right at the same height. The order depends on the places only, so the third face stays the third
/// when a model or a threshold changes the confidences.
///
/// # Errors
/// [`DetectError`] when the detector fails.
pub fn detect(
    image: &RgbImage,
    detector: &dyn Detector,
    plan: &SearchPlan,
    limits: &QualityLimits,
) -> Result<Vec<Face>, DetectError> {
    let mut found = find_faces(image, detector, plan)?;
    let place = |d: &Detection| (d.bounding_box.y, d.bounding_box.x);
    found.sort_by(|a, b| {
        let ((ay, ax), (by, bx)) = (place(a), place(b));
        ay.total_cmp(&by).then(ax.total_cmp(&bx))
    });
    Ok(found.into_iter().map(|face| judged(image, &face, limits)).collect())
}

/// A detected face and a drawn box that overlap by less (intersection over union) are not one face.
const DRAWN: f32 = 0.3;

/// The face in a box that a person drew: what the detector sees there when it is shown the surroundings only, else
/// the box itself, with confidence 0 and without landmarks.
///
/// # Errors
/// [`DetectError`] when the detector fails.
pub fn face_in(
    image: &RgbImage,
    drawn: &BoundingBox,
    detector: &dyn Detector,
    plan: &SearchPlan,
    limits: &QualityLimits,
) -> Result<Face, DetectError> {
    let (left, top) = ((drawn.x - drawn.width).max(0.0).floor(), (drawn.y - drawn.height).max(0.0).floor());
    let (right, bottom) = ((drawn.right() + drawn.width).ceil(), (drawn.bottom() + drawn.height).ceil());
    let around = image.crop(left as u32, top as u32, (right - left) as u32, (bottom - top) as u32);
    let seen = if around.data().is_empty() { Vec::new() } else { find_faces(&around, detector, plan)? };
    let near = |face: &Detection| face.bounding_box.overlap(drawn);
    let best = seen
        .into_iter()
        .map(|face| face.scaled(1.0, left, top))
        .filter(|face| near(face) >= DRAWN)
        .max_by(|a, b| near(a).total_cmp(&near(b)));
    let itself = Detection { bounding_box: *drawn, landmarks: None, confidence: 0.0 };
    Ok(judged(image, best.as_ref().unwrap_or(&itself), limits))
}

fn judged(image: &RgbImage, face: &Detection, limits: &QualityLimits) -> Face {
    Face {
        quality: assess(image, face, limits),
        bounding_box: face.bounding_box,
        landmarks: face.landmarks,
        confidence: face.confidence,
    }
}
