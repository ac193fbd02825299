//! Where grey levels change, and how much of a straight line has such a change along it.

use crate::plane::Plane;

/// Least change that counts, in grey levels a pixel (Sobel's operator over 8): a step of 30 levels, blurred over two
/// pixels, has 10 to 15. Sensor noise after scaling has 1 to 3.
const LEAST: f32 = 6.0;
/// How far the change may turn away from the line's normal: the sine of 20 degrees.
const TURNED: f32 = 0.34;

/// The gradient of a plane.
pub(crate) struct Edges {
    pub(crate) side: usize,
    /// Change a pixel to the right and downwards.
    gradient: Vec<(f32, f32)>,
}

impl Edges {
    pub(crate) fn of(plane: &Plane) -> Self {
        let gradient = |x: i64, y: i64| {
            let p = |dx: i64, dy: i64| plane.at(x + dx, y + dy);
            let across = p(1, -1) + 2.0 * p(1, 0) + p(1, 1) - p(-1, -1) - 2.0 * p(-1, 0) - p(-1, 1);
            let down = p(-1, 1) + 2.0 * p(0, 1) + p(1, 1) - p(-1, -1) - 2.0 * p(0, -1) - p(1, -1);
            (across / 8.0, down / 8.0)
        };
        let side = plane.side as i64;
        let all = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
        Self { side: plane.side, gradient: all.map(|(x, y)| gradient(x, y)).collect() }
    }

    /// The share, 0 to 1, of the line between two places along which grey levels change across it, all in one
    /// direction: from dark to light or from light to dark. A pixel to either side counts too. 0 for a line that leaves
    /// the plane for the most part.
    pub(crate) fn support(&self, from: (f32, f32), to: (f32, f32)) -> f32 {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy);
        let steps = (length.round() as usize).clamp(1, 96);
        if !length.is_finite() || length < 1.0 {
            return 0.0;
        }
        let normal = (-dy / length, dx / length);
        let (mut lighter, mut darker) = (0u32, 0u32);
        for step in 0..steps {
            let share = (step as f32 + 0.5) / steps as f32;
            let change = self.across((from.0 + dx * share, from.1 + dy * share), normal);
            lighter += u32::from(change >= LEAST);
            darker += u32::from(change <= -LEAST);
        }
        lighter.max(darker) as f32 / steps as f32
    }

    /// The strongest change along the normal within a pixel of a place, where the change is along it at all.
    fn across(&self, (x, y): (f32, f32), normal: (f32, f32)) -> f32 {
        let mut strongest = 0.0f32;
        for off in [-1.0, 0.0, 1.0] {
            let (x, y) = (x + off * normal.0, y + off * normal.1);
            let inside = |value: f32| value >= 0.0 && value < self.side as f32;
            if inside(x) && inside(y) {
                let (gx, gy) = self.gradient[y as usize * self.side + x as usize];
                let along = gx * normal.0 + gy * normal.1;
                let turned = (gx * normal.1 - gy * normal.0).abs();
                if along.abs() > strongest.abs() && turned <= TURNED * gx.hypot(gy) {
                    strongest = along;
                }
            }
        }
        strongest
    }
}
