//! Reading an image through an affine map.

use muster_domain::RgbImage;

/// Most samples a side that are averaged for one pixel. As each is bilinear and takes in two source pixels,
/// nothing aliases up to a shrinking of 16, a face of 1,800 to 2,600 pixels.
const MOST_SAMPLES: u32 = 8;

/// A map from target to source positions, both counted between pixel **centres** (the centre of the first
/// pixel is 0, as in `cv2.warpAffine`): `x = xx u + xy v + x0`, `y = yx u + yy v + y0`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Affine {
    pub(crate) xx: f32,
    pub(crate) xy: f32,
    pub(crate) x0: f32,
    pub(crate) yx: f32,
    pub(crate) yy: f32,
    pub(crate) y0: f32,
}

impl Affine {
    fn apply(&self, u: f32, v: f32) -> (f32, f32) {
        (self.xx * u + self.xy * v + self.x0, self.yx * u + self.yy * v + self.y0)
    }

    /// Source pixels passed by one step to the right, and by one step down, in the target.
    fn steps(&self) -> (f32, f32) {
        (self.xx.hypot(self.yx), self.xy.hypot(self.yy))
    }
}

/// What is seen beyond the source's edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beyond {
    /// Black.
    Black,
    /// The nearest pixel of the edge.
    Edge,
}

/// The `width` x `height` image whose pixels are read from `source` through `map`, bilinearly.
///
/// With `average`, a pixel that covers several source pixels is the mean of a grid of samples over its area,
/// so that shrinking does not alias; without, it is one sample, as `OpenCV`'s `INTER_LINEAR` does it.
pub(crate) fn warp(
    source: &RgbImage,
    map: &Affine,
    (width, height): (u32, u32),
    beyond: Beyond,
    average: bool,
) -> RgbImage {
    if source.data().is_empty() {
        return RgbImage::filled(width, height, [0; 3]);
    }
    let count = |step: f32| if average { (step.ceil() as u32).clamp(1, MOST_SAMPLES) } else { 1 };
    let (across, down) = (count(map.steps().0), count(map.steps().1));
    let share = 1.0 / (across * down) as f32;
    RgbImage::from_fn(width, height, |u, v| {
        let mut sum = [0.0f32; 3];
        for j in 0..down {
            let v = v as f32 + (j as f32 + 0.5) / down as f32 - 0.5;
            for i in 0..across {
                let u = u as f32 + (i as f32 + 0.5) / across as f32 - 0.5;
                let (x, y) = map.apply(u, v);
                add_sample(source, x, y, beyond, &mut sum);
            }
        }
        sum.map(|value| (value * share + 0.5) as u8)
    })
}

/// Adds the bilinear mean of the four pixels around a position.
fn add_sample(source: &RgbImage, x: f32, y: f32, beyond: Beyond, sum: &mut [f32; 3]) {
    let (right, lower) = (x - x.floor(), y - y.floor());
    // A broken or far away position saturates here and then counts as beyond the edge.
    let (column, row) = (x.floor() as i64, y.floor() as i64);
    let corners = [
        (0, 0, (1.0 - right) * (1.0 - lower)),
        (1, 0, right * (1.0 - lower)),
        (0, 1, (1.0 - right) * lower),
        (1, 1, right * lower),
    ];
    let (width, stride) = (i64::from(source.width()), source.width() as usize * 3);
    let height = i64::from(source.height());
    for (dx, dy, weight) in corners {
        let (mut x, mut y) = (column.saturating_add(dx), row.saturating_add(dy));
        if beyond == Beyond::Edge {
            (x, y) = (x.clamp(0, width - 1), y.clamp(0, height - 1));
        } else if !(0..width).contains(&x) || !(0..height).contains(&y) {
            continue;
        }
        let pixel = &source.data()[y as usize * stride + x as usize * 3..][..3];
        for (value, byte) in sum.iter_mut().zip(pixel) {
            *value += weight * f32::from(*byte);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAME: Affine = Affine { xx: 1.0, xy: 0.0, x0: 0.0, yx: 0.0, yy: 1.0, y0: 0.0 };

    #[test]
    fn the_identity_changes_nothing_and_beyond_is_as_asked() {
        let image = RgbImage::from_fn(5, 4, |x, y| [(40 * x) as u8, (50 * y) as u8, 9]);
        assert_eq!(warp(&image, &SAME, (5, 4), Beyond::Black, true), image);
        let moved = Affine { x0: -2.0, ..SAME };
        assert_eq!(warp(&image, &moved, (5, 4), Beyond::Black, true).pixel(0, 3), [0, 0, 0]);
        assert_eq!(warp(&image, &moved, (5, 4), Beyond::Edge, true).pixel(0, 3), [0, 150, 9]);
    }

    /// Protects large faces from aliasing: a fine pattern becomes its mean, without averaging it does not.
    #[test]
    fn shrinking_averages_when_asked() {
        let stripes = RgbImage::from_fn(96, 96, |x, _| [if x % 6 < 3 { 0 } else { 240 }; 3]);
        let sixth = Affine { xx: 6.0, x0: 2.5, yy: 6.0, y0: 2.5, ..SAME };
        let mean = warp(&stripes, &sixth, (16, 16), Beyond::Edge, true);
        assert!(mean.data().iter().all(|v| v.abs_diff(120) < 12), "{:?}", mean.pixel(8, 8));
        let single = warp(&stripes, &sixth, (16, 16), Beyond::Edge, false);
        assert_eq!(single.pixel(8, 8), warp(&stripes, &sixth, (16, 16), Beyond::Edge, false).pixel(3, 3));
    }

    #[test]
    fn broken_numbers_do_not_panic() {
        let image = RgbImage::filled(3, 3, [200; 3]);
        for bad in [f32::NAN, f32::INFINITY, -1e30] {
            let map = Affine { x0: bad, xx: bad, ..SAME };
            warp(&image, &map, (4, 4), Beyond::Edge, true);
            warp(&image, &map, (4, 4), Beyond::Black, true);
        }
        let empty = RgbImage::new(0, 0, Vec::new()).expect("a valid buffer");
        assert_eq!(warp(&empty, &SAME, (2, 2), Beyond::Edge, true).data(), [0; 12]);
    }
}
