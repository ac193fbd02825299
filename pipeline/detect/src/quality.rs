//! Whether a found face can be judged: size, sharpness, light, pose, and what of it is in the photo.
//!
//! This module owns the measures and the limits; each limit is a number that a profile may change. What to do
//! with an unfit face is decided by the stages after it: here it is only named.

use muster_domain::{BoundingBox, Landmarks, Quality, QualityReason, RgbImage};
use serde::{Deserialize, Serialize};

use crate::Detection;
use crate::align::{BoxCrop, CropShape, Resampling, box_crop};

/// Side in pixels to which a face is scaled before its sharpness is measured.
const SHARPNESS_SIDE: u32 = 112;

/// The limits beyond which a face is unfit. The defaults condemn few faces of ordinary photos on purpose: see
/// each one's figure, measured on the development data.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QualityLimits {
    /// Least height of the box in pixels.
    pub height: f32,
    /// Least variance of the Laplacian, asked of faces that are not enlarged for the measurement (112 pixels
    /// and more). A smaller face has less detail by nature, so the limit falls with the square of its height.
    pub sharpness: f32,
    /// Least mean grey level, 0 to 255.
    pub darkest: f32,
    /// Greatest mean grey level, 0 to 255.
    pub brightest: f32,
    /// Greatest turn to either side, as [`Quality::yaw`] counts.
    pub yaw: f32,
    /// Greatest share of the box beyond the photo's edge, 0 to 1.
    pub cut_off: f32,
}

impl Default for QualityLimits {
    fn default() -> Self {
        Self { height: 20.0, sharpness: 30.0, darkest: 25.0, brightest: 240.0, yaw: 0.9, cut_off: 0.2 }
    }
}

/// Measures one face of a photo and names what speaks against using it.
pub fn assess(image: &RgbImage, face: &Detection, limits: &QualityLimits) -> Quality {
    let crop = BoxCrop {
        size: SHARPNESS_SIDE,
        margin: 0.0,
        shape: CropShape::Stretch,
        resampling: Resampling::Area,
    };
    let grey = grey(&box_crop(image, &face.bounding_box, &crop));
    let mut quality = Quality {
        height: face.bounding_box.height,
        sharpness: laplacian_variance(&grey, SHARPNESS_SIDE as usize),
        brightness: grey.iter().sum::<f32>() / grey.len().max(1) as f32,
        yaw: face.landmarks.as_ref().and_then(yaw),
        roll: face.landmarks.as_ref().map(roll),
        reasons: Vec::new(),
    };
    quality.reasons = reasons(&quality, outside_share(image, &face.bounding_box), limits);
    quality
}

fn reasons(quality: &Quality, outside: f32, limits: &QualityLimits) -> Vec<QualityReason> {
    let detail = (quality.height / SHARPNESS_SIDE as f32).min(1.0).powi(2);
    let checks = [
        (quality.height < limits.height, QualityReason::TooSmall),
        (quality.sharpness < limits.sharpness * detail, QualityReason::Blurred),
        (quality.brightness < limits.darkest, QualityReason::TooDark),
        (quality.brightness > limits.brightest, QualityReason::TooBright),
        (quality.yaw.is_some_and(|yaw| yaw.abs() > limits.yaw), QualityReason::Turned),
        (outside > limits.cut_off, QualityReason::CutOff),
    ];
    checks.into_iter().filter(|(applies, _)| *applies).map(|(_, reason)| reason).collect()
}

/// Grey levels 0 to 255 with the weights of ITU-R BT.601, as `cv2.cvtColor` has them.
fn grey(image: &RgbImage) -> Vec<f32> {
    let level = |p: &[u8]| 0.299 * f32::from(p[0]) + 0.587 * f32::from(p[1]) + 0.114 * f32::from(p[2]);
    image.data().chunks_exact(3).map(level).collect()
}

/// Variance of the 4-neighbour Laplacian over the inner pixels: Pech-Pacheco et al., "Diatom autofocusing in
/// brightfield microscopy", ICPR 2000; `cv2.Laplacian(grey, CV_64F).var()`.
fn laplacian_variance(grey: &[f32], width: usize) -> f32 {
    let (mut sum, mut squares, mut count) = (0.0f64, 0.0f64, 0u32);
    let rows: Vec<&[f32]> = grey.chunks_exact(width.max(1)).collect();
    for three in rows.windows(3) {
        for x in 1..width.saturating_sub(1) {
            let around = three[0][x] + three[2][x] + three[1][x - 1] + three[1][x + 1];
            let value = f64::from(around - 4.0 * three[1][x]);
            sum += value;
            squares += value * value;
            count += 1;
        }
    }
    let count = f64::from(count.max(1));
    (squares / count - (sum / count).powi(2)) as f32
}

/// Where the nose stands between the eyes, along the line through them: 0 in the middle, 1 at or beyond the
/// person's left eye. `None` when the eyes coincide.
fn yaw(points: &Landmarks) -> Option<f32> {
    let (right, left) = (points.right_eye, points.left_eye);
    let (ex, ey) = (left.x - right.x, left.y - right.y);
    let (nx, ny) =
        (points.nose.x - f32::midpoint(left.x, right.x), points.nose.y - f32::midpoint(left.y, right.y));
    let turn = 2.0 * (nx * ex + ny * ey) / (ex * ex + ey * ey);
    turn.is_finite().then(|| turn.clamp(-1.0, 1.0))
}

/// The angle of the line from the person's right eye to the left one, in degrees, clockwise positive.
fn roll(points: &Landmarks) -> f32 {
    let (right, left) = (points.right_eye, points.left_eye);
    (left.y - right.y).atan2(left.x - right.x).to_degrees()
}

/// The share of a box beyond the photo's edge, 0 to 1; 0 for a box without area.
fn outside_share(image: &RgbImage, place: &BoundingBox) -> f32 {
    let photo = BoundingBox::new(0.0, 0.0, image.width() as f32, image.height() as f32);
    if place.area() > 0.0 { 1.0 - photo.intersection(place) / place.area() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use muster_domain::Point;

    use super::*;

    fn at(x: f32, y: f32, side: f32) -> Detection {
        Detection { bounding_box: BoundingBox::new(x, y, side, side), landmarks: None, confidence: 0.9 }
    }

    fn checks(step: u32, low: u8, high: u8) -> RgbImage {
        RgbImage::from_fn(300, 300, |x, y| {
            [if (x / step + y / step).is_multiple_of(2) { low } else { high }; 3]
        })
    }

    fn reasons_of(image: &RgbImage, face: &Detection) -> Vec<QualityReason> {
        assess(image, face, &QualityLimits::default()).reasons
    }

    /// Protects the reason codes: each defect gives its own reason and no other.
    #[test]
    fn each_defect_gives_its_reason() {
        let sharp = checks(10, 60, 180);
        assert_eq!(reasons_of(&sharp, &at(50.0, 50.0, 150.0)), []);
        assert_eq!(reasons_of(&sharp, &at(50.0, 50.0, 19.0)), [QualityReason::TooSmall]);
        assert_eq!(reasons_of(&sharp, &at(-75.0, 50.0, 150.0)), [QualityReason::CutOff]);
        let flat = RgbImage::filled(300, 300, [120; 3]);
        assert_eq!(reasons_of(&flat, &at(50.0, 50.0, 150.0)), [QualityReason::Blurred]);
        assert_eq!(reasons_of(&checks(10, 0, 22), &at(50.0, 50.0, 150.0)), [QualityReason::TooDark]);
        assert_eq!(reasons_of(&checks(10, 235, 255), &at(50.0, 50.0, 150.0)), [QualityReason::TooBright]);
    }

    /// Protects against a second opinion of `cv2.Laplacian(...).var()`: a single bright pixel on black gives
    /// -4a once and a four times, over n inner pixels.
    #[test]
    fn the_laplacian_variance_is_the_textbook_one() {
        let mut grey = vec![0.0; 49];
        grey[24] = 10.0;
        let expected = (1600.0 + 4.0 * 100.0) / 25.0;
        assert!((laplacian_variance(&grey, 7) - expected).abs() < 1e-3);
        assert!(laplacian_variance(&[], 7).abs() < 1e-6, "no pixels, no detail");
    }

    /// Protects left and right: the nose near the person's left eye (larger x) means turned to the left.
    #[test]
    fn yaw_and_roll_have_the_documented_signs() {
        let points = |nose_x: f32, left_eye_y: f32| {
            let mouth = Point::new(50.0, 80.0);
            let eyes = [Point::new(30.0, 40.0), Point::new(70.0, left_eye_y)];
            Landmarks::from_viewer_order([eyes[0], eyes[1], Point::new(nose_x, 60.0), mouth, mouth])
        };
        assert!(yaw(&points(50.0, 40.0)).is_some_and(|yaw| yaw.abs() < 1e-6));
        assert!((yaw(&points(60.0, 40.0)).expect("the eyes differ") - 0.5).abs() < 1e-6);
        assert!((yaw(&points(0.0, 40.0)).expect("the eyes differ") + 1.0).abs() < 1e-6, "clamped");
        assert!((roll(&points(50.0, 80.0)) - 45.0).abs() < 1e-4, "the left eye lower: clockwise");
        let same = Point::new(5.0, 5.0);
        assert_eq!(yaw(&Landmarks::from_viewer_order([same; 5])), None);
        let turned = Detection { landmarks: Some(points(69.0, 40.0)), ..at(50.0, 50.0, 150.0) };
        assert_eq!(reasons_of(&checks(10, 60, 180), &turned), [QualityReason::Turned]);
    }
}
