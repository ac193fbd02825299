//! The upright crop: a box with margin, brought to a square.

use muster_domain::{BoundingBox, RgbImage};
use serde::{Deserialize, Serialize};

use super::{Affine, Beyond, warp};

/// How a box that is not square becomes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CropShape {
    /// The box is stretched: the face's proportions change. `FaceNet` was trained so.
    Stretch,
    /// The shorter side is first widened to the longer one around the centre: no distortion.
    Square,
}

/// How pixels are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resampling {
    /// Averages over the area of each pixel when shrinking, bilinear when growing. Beyond the photo's edge
    /// the edge is repeated, so the box keeps its place.
    Area,
    /// The original design's way, `cv2.resize(image[y:y+h, x:x+w], (size, size))`: the box is rounded to
    /// whole pixels and cut to the photo, then read bilinearly without averaging.
    Linear,
}

/// How [`box_crop`] cuts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoxCrop {
    /// Side of the result in pixels.
    pub size: u32,
    /// By how much of its width and height the box grows **in all**: at 0.32 each edge moves out by 16% of
    /// the side. This is `facenet`'s `margin` of 44 pixels on a crop of 182: 44 / (182 - 44) = 0.32.
    pub margin: f32,
    /// How the box becomes square; done after the margin.
    pub shape: CropShape,
    /// How pixels are read.
    pub resampling: Resampling,
}

impl BoxCrop {
    /// The plain crop of the `paper` profile: no margin, stretched to 160 pixels, as `cv2.resize` reads.
    pub const PLAIN: Self =
        Self { size: 160, margin: 0.0, shape: CropShape::Stretch, resampling: Resampling::Linear };

    /// What is cut out for a face at `place`, in pixels of the photo.
    pub fn region(&self, place: &BoundingBox) -> BoundingBox {
        let growth = 1.0 + self.margin.max(-0.9);
        let (mut width, mut height) = (place.width * growth, place.height * growth);
        if self.shape == CropShape::Square {
            (width, height) = (width.max(height), width.max(height));
        }
        let centre = place.centre();
        BoundingBox::new(centre.x - width / 2.0, centre.y - height / 2.0, width, height)
    }
}

/// The face at `place` as a square of `crop.size` pixels. A box without area or outside the photo gives an
/// image all the same: whatever pixel is nearest.
pub fn box_crop(image: &RgbImage, place: &BoundingBox, crop: &BoxCrop) -> RgbImage {
    let region = crop.region(place);
    match crop.resampling {
        Resampling::Area => stretched(image, &region, crop.size, true),
        Resampling::Linear => {
            let (part, region) = cut_out(image, &region);
            stretched(&part, &region, crop.size, false)
        }
    }
}

/// The region as a square image. Sizes count between outer edges here, hence the half pixels.
fn stretched(image: &RgbImage, region: &BoundingBox, size: u32, average: bool) -> RgbImage {
    let step = |length: f32| length / size.max(1) as f32;
    let (across, down) = (step(region.width), step(region.height));
    let map = Affine {
        xx: across,
        xy: 0.0,
        x0: region.x + across / 2.0 - 0.5,
        yx: 0.0,
        yy: down,
        y0: region.y + down / 2.0 - 0.5,
    };
    warp(image, &map, (size, size), Beyond::Edge, average)
}

/// The pixels of a region, rounded to whole pixels and cut to the image (at least one pixel is left), and the
/// region within them.
fn cut_out(image: &RgbImage, region: &BoundingBox) -> (RgbImage, BoundingBox) {
    let within = |value: f32, limit: u32| value.round().clamp(0.0, limit as f32) as u32;
    let left = within(region.x, image.width().saturating_sub(1));
    let top = within(region.y, image.height().saturating_sub(1));
    let right = within(region.right(), image.width()).max(left + 1);
    let bottom = within(region.bottom(), image.height()).max(top + 1);
    let part = image.crop(left, top, right - left, bottom - top);
    let whole = BoundingBox::new(0.0, 0.0, part.width() as f32, part.height() as f32);
    (part, whole)
}
