//! How MTCNN scales pixels: `cv2.resize` with `INTER_AREA`, which its networks were trained and run with.
//!
//! Shrinking takes the mean over exactly the area that each new pixel covers, growing is linear but flat around
//! each old pixel. Other good filters (a triangle, for one) shift the networks' answers: the corrected edges by
//! a pixel or two, a doubtful face's confidence by some hundredths.

use muster_domain::RgbImage;

/// An image of unrounded values, 0 to 255: red, green and blue of each pixel, row by row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scaled {
    /// Pixels in a row.
    pub(super) width: usize,
    /// Three values a pixel.
    pub(super) values: Vec<f32>,
}

impl Scaled {
    /// `image` at another size, both sides at least 1; an image without pixels becomes black.
    pub(super) fn of(image: &RgbImage, width: u32, height: u32) -> Self {
        let (width, height) = (width.max(1) as usize, height.max(1) as usize);
        if image.data().is_empty() {
            return Self { width, values: vec![0.0; width * height * 3] };
        }
        let columns = shares(image.width() as usize, width);
        let mut values = Vec::with_capacity(width * height * 3);
        let mut row = vec![0.0f32; image.width() as usize * 3];
        for share in shares(image.height() as usize, height) {
            row.fill(0.0);
            for (y, weight) in share.weighted() {
                let source = image.row(y as u32);
                row.iter_mut().zip(source).for_each(|(sum, value)| *sum += weight * f32::from(*value));
            }
            for share in &columns {
                let mut sum = [0.0f32; 3];
                for (pixel, weight) in row[share.first * 3..].chunks_exact(3).zip(&share.weights) {
                    sum.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += weight * value);
                }
                values.extend(sum);
            }
        }
        Self { width, values }
    }

    /// The same image in whole levels, as an image of bytes holds them.
    pub(super) fn rounded(mut self) -> Self {
        self.values.iter_mut().for_each(|value| *value = value.round_ties_even());
        self
    }
}

/// Which of an axis's old pixels one new pixel is made of: neighbours from `first` on.
#[derive(Clone, Debug, PartialEq)]
struct Share {
    first: usize,
    weights: Vec<f32>,
}

impl Share {
    fn weighted(&self) -> impl Iterator<Item = (usize, f32)> {
        self.weights.iter().enumerate().map(|(index, weight)| (self.first + index, *weight))
    }
}

/// What each of `to` new pixels is made of when `from` old ones become them.
fn shares(from: usize, to: usize) -> Vec<Share> {
    let step = from as f64 / to as f64;
    (0..to)
        .map(|index| if step >= 1.0 { covered(index, step, from) } else { between(index, step, from) })
        .collect()
}

/// Shrinking: each old pixel counts by how much of it the new one covers (`computeResizeAreaTab`, which lets
/// slivers below a thousandth go).
fn covered(index: usize, step: f64, from: usize) -> Share {
    const SLIVER: f64 = 1e-3;
    let begin = index as f64 * step;
    let end = (begin + step).min(from as f64);
    let first = (begin + SLIVER).floor().min((from - 1) as f64);
    let last = (end - SLIVER).ceil().max(first + 1.0);
    let part = |pixel: usize| (end.min(pixel as f64 + 1.0) - begin.max(pixel as f64)) / (end - begin);
    let weights = (first as usize..last as usize).map(|pixel| part(pixel) as f32).collect();
    Share { first: first as usize, weights }
}

/// Growing: an old pixel and, near its end, a part of the next (the linear case of `INTER_AREA` in `cv::resize`).
fn between(index: usize, step: f64, from: usize) -> Share {
    let first = ((index as f64 * step).floor() as usize).min(from - 1);
    let next = ((index as f64 + 1.0) - (first as f64 + 1.0) / step) as f32;
    let next = if next <= 0.0 { 0.0 } else { next.fract() };
    let weights = if first + 1 < from { vec![1.0 - next, next] } else { vec![1.0] };
    Share { first, weights }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32) -> RgbImage {
        let wave = |n: i64| ((n % 200 - 100).abs() * 2) as u8;
        RgbImage::from_fn(width, height, |x, y| {
            let (x, y) = (i64::from(x), i64::from(y));
            [wave(3 * x + 2 * y), wave(5 * y - x + 1000), wave(2 * x + 7 * y)]
        })
    }

    /// Protects the networks from other pixels than they were trained on: `cv2.resize` with `INTER_AREA` on
    /// unrounded values, by the numbers that `testdata/detect/reference.py` made.
    #[test]
    fn scaling_agrees_with_opencv() {
        let text = include_str!("../../../../testdata/detect/area.json");
        let data: serde_json::Value = serde_json::from_str(text).expect("reference numbers are JSON");
        let number = |value: &serde_json::Value| value.as_f64().expect("a number") as f32;
        let list = |value: &serde_json::Value| value.as_array().expect("a list").iter().map(number).collect();
        let (size, step): (Vec<f32>, _) = (list(&data["picture"]), number(&data["step"]) as usize);
        let image = picture(size[0] as u32, size[1] as u32);
        for case in data["cases"].as_array().expect("a list of cases") {
            let (to, expected): (Vec<f32>, Vec<f32>) = (list(&case["size"]), list(&case["samples"]));
            let scaled = Scaled::of(&image, to[0] as u32, to[1] as u32);
            let rows = scaled.values.chunks_exact(3 * scaled.width).step_by(step);
            let actual: Vec<f32> =
                rows.flat_map(|row| row.chunks_exact(3).step_by(step).flatten().copied()).collect();
            assert_eq!(actual.len(), expected.len(), "{to:?}");
            let off = actual.iter().zip(&expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            assert!(off < 0.01, "to {to:?}: off by {off} levels");
        }
    }

    #[test]
    fn an_image_without_pixels_is_black_and_rounding_gives_whole_levels() {
        let empty = RgbImage::new(0, 4, Vec::new()).expect("a valid buffer");
        assert_eq!(Scaled::of(&empty, 2, 0), Scaled { width: 2, values: vec![0.0; 6] });
        let image = RgbImage::from_fn(3, 1, |x, _| [x as u8; 3]);
        let scaled = Scaled::of(&image, 2, 1);
        assert!((scaled.values[0] - 1.0 / 3.0).abs() < 1e-6, "{scaled:?}");
        assert_eq!(scaled.rounded().values, [0.0, 0.0, 0.0, 2.0, 2.0, 2.0]);
    }
}
