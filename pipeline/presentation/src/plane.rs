//! Grey levels of a part of a photo, read at whatever scale a cue needs.

use muster_domain::RgbImage;

/// Numbers in rows, `side` by `side`.
pub(crate) struct Plane {
    pub(crate) side: usize,
    pub(crate) data: Vec<f32>,
}

impl Plane {
    /// The value at a place; beyond the edge, that of the nearest place.
    pub(crate) fn at(&self, x: i64, y: i64) -> f32 {
        let clamp = |value: i64| value.clamp(0, self.side as i64 - 1) as usize;
        self.data[clamp(y) * self.side + clamp(x)]
    }
}

/// The grey levels (0 to 255, ITU-R BT.601) of a square of the photo, scaled to `side` by `side`: each the mean of the
/// pixels it covers when that is several, else the nearest pixel. Beyond the photo its edge is repeated, which makes no
/// edge there.
pub(crate) fn grey_square(image: &RgbImage, (left, top): (f32, f32), square: f32, side: usize) -> Plane {
    let step = square / side as f32;
    let span = |from: f32, at: usize, limit: u32| {
        let start = from + at as f32 * step;
        let whole = |value: f32| (value.floor().max(0.0) as u32).min(limit - 1);
        let first = whole(start);
        (first, whole(start + step - 1e-3).max(first))
    };
    let mut data = Vec::with_capacity(side * side);
    for y in 0..side {
        let (y0, y1) = span(top, y, image.height());
        for x in 0..side {
            let (x0, x1) = span(left, x, image.width());
            data.push(mean_grey(image, (x0, x1), (y0, y1)));
        }
    }
    Plane { side, data }
}

fn mean_grey(image: &RgbImage, (x0, x1): (u32, u32), (y0, y1): (u32, u32)) -> f32 {
    let mut sum = 0.0;
    for y in y0..=y1 {
        for pixel in image.row(y)[x0 as usize * 3..=x1 as usize * 3 + 2].chunks_exact(3) {
            sum += grey([pixel[0], pixel[1], pixel[2]]);
        }
    }
    sum / ((x1 - x0 + 1) * (y1 - y0 + 1)) as f32
}

/// The grey level of a pixel, 0 to 255.
pub(crate) fn grey([r, g, b]: [u8; 3]) -> f32 {
    0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b)
}
