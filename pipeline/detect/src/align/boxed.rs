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

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: BoxCrop =
        BoxCrop { size: 64, margin: 0.0, shape: CropShape::Stretch, resampling: Resampling::Area };

    fn close(a: BoundingBox, b: BoundingBox) -> bool {
        let pairs = [(a.x, b.x), (a.y, b.y), (a.width, b.width), (a.height, b.height)];
        pairs.iter().all(|(a, b)| (a - b).abs() < 1e-3)
    }

    /// Protects the meaning of `margin`: growth of the side in all, half on either edge.
    #[test]
    fn margin_and_shape_give_the_documented_region() {
        let place = BoundingBox::new(100.0, 200.0, 50.0, 100.0);
        let grown = BoxCrop { margin: 0.2, ..AREA };
        assert!(close(grown.region(&place), BoundingBox::new(95.0, 190.0, 60.0, 120.0)));
        let square = BoxCrop { shape: CropShape::Square, ..grown };
        assert!(close(square.region(&place), BoundingBox::new(65.0, 190.0, 120.0, 120.0)));
        assert!(close(AREA.region(&place), place));
    }

    /// Protects faces at the edge: the box keeps its place and the edge is repeated, the photo is not shifted.
    #[test]
    fn beyond_the_photo_the_edge_is_repeated() {
        let image = RgbImage::from_fn(100, 100, |x, _| [if x < 50 { 10 } else { 200 }; 3]);
        let crop = box_crop(&image, &BoundingBox::new(-50.0, 0.0, 200.0, 100.0), &AREA);
        assert_eq!((crop.pixel(0, 30), crop.pixel(30, 30)), ([10; 3], [10; 3]));
        assert_eq!((crop.pixel(33, 30), crop.pixel(63, 30)), ([200; 3], [200; 3]));
    }

    #[test]
    fn odd_boxes_give_an_image_and_no_panic() {
        let image = RgbImage::from_fn(20, 10, |x, y| [x as u8, y as u8, 50]);
        for resampling in [Resampling::Area, Resampling::Linear] {
            let crop = BoxCrop { resampling, ..AREA };
            for (x, y, w, h) in [
                (5.0, 5.0, 0.0, 0.0),
                (-90.0, -90.0, 10.0, 10.0),
                (90.0, 90.0, 10.0, 10.0),
                (f32::NAN, 0.0, f32::INFINITY, 5.0),
                (0.0, 0.0, 1e30, 1e30),
            ] {
                let face = box_crop(&image, &BoundingBox::new(x, y, w, h), &crop);
                assert_eq!((face.width(), face.height()), (64, 64), "{x} {y} {w} {h}");
            }
        }
        let empty = RgbImage::new(0, 0, Vec::new()).expect("a valid buffer");
        box_crop(&empty, &BoundingBox::new(0.0, 0.0, 5.0, 5.0), &BoxCrop::PLAIN);
    }
}
