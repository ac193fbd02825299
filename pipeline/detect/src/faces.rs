//! The stage as one call: from a photo's pixels to its faces, judged and in a fixed order.

use muster_domain::{Face, RgbImage};

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
    let judged = found.into_iter().map(|face| Face {
        quality: assess(image, &face, limits),
        bounding_box: face.bounding_box,
        landmarks: face.landmarks,
        confidence: face.confidence,
    });
    Ok(judged.collect())
}
