//! A flat thing seen at a slant: which of its points a point of the photo shows.

use muster_domain::{BoundingBox, Point};

/// Four corners from the upper left one clockwise.
pub(super) struct Quad {
    corners: [Point; 4],
    /// From the photo to the unit square, as a 3 by 3 matrix.
    inverse: [f32; 9],
}

impl Quad {
    /// The map of a unit square to four corners (Heckbert, "Fundamentals of texture mapping and image warping", 1989,
    /// section 2.2.3), inverted.
    pub(super) fn new(corners: [Point; 4]) -> Self {
        let [p0, p1, p2, p3] = corners;
        let (dx1, dx2, dx3) = (p1.x - p2.x, p3.x - p2.x, p0.x - p1.x + p2.x - p3.x);
        let (dy1, dy2, dy3) = (p1.y - p2.y, p3.y - p2.y, p0.y - p1.y + p2.y - p3.y);
        let det = dx1 * dy2 - dx2 * dy1;
        let det = if det.abs() < 1e-9 { 1e-9 } else { det };
        let g = (dx3 * dy2 - dx2 * dy3) / det;
        let h = (dx1 * dy3 - dx3 * dy1) / det;
        let [a, b, c] = [p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x, p0.x];
        let [d, e, f] = [p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y, p0.y];
        let inverse = [
            e - f * h,
            c * h - b,
            b * f - c * e,
            f * g - d,
            a - c * g,
            c * d - a * f,
            d * h - e * g,
            b * g - a * h,
            a * e - b * d,
        ];
        Self { corners, inverse }
    }

    /// The point of the flat thing, 0 to 1 in both directions, that is seen there; none beside it.
    pub(super) fn inside(&self, at: Point) -> Option<(f32, f32)> {
        let row = |r: usize| self.inverse[r] * at.x + self.inverse[r + 1] * at.y + self.inverse[r + 2];
        let (u, v) = (row(0) / row(6), row(3) / row(6));
        ((0.0..=1.0).contains(&u) && (0.0..=1.0).contains(&v)).then_some((u, v))
    }

    /// The upright box around it, in pixels.
    pub(super) fn bounds(&self) -> BoundingBox {
        let least = |of: fn(&Point) -> f32| self.corners.iter().map(of).fold(f32::INFINITY, f32::min);
        let most = |of: fn(&Point) -> f32| self.corners.iter().map(of).fold(f32::NEG_INFINITY, f32::max);
        BoundingBox::from_edges(least(|p| p.x), least(|p| p.y), most(|p| p.x), most(|p| p.y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the synthesis: the corners of what is held up are where they were put.
    #[test]
    fn corners_are_seen_where_they_lie() {
        let corners = [(10.0, 12.0), (50.0, 8.0), (54.0, 70.0), (7.0, 60.0)].map(|(x, y)| Point::new(x, y));
        let quad = Quad::new(corners);
        let middle = Point::new(
            corners.iter().map(|p| p.x).sum::<f32>() / 4.0,
            corners.iter().map(|p| p.y).sum::<f32>() / 4.0,
        );
        for (corner, expected) in corners.iter().zip([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]) {
            // A little inside, as a point on the very edge may round to either side.
            let inner =
                Point::new(corner.x + (middle.x - corner.x) * 1e-3, corner.y + (middle.y - corner.y) * 1e-3);
            let (u, v) = quad.inside(inner).expect("inside");
            assert!((u - expected.0).abs() < 0.01 && (v - expected.1).abs() < 0.01, "{u} {v}");
        }
        assert_eq!(quad.inside(Point::new(0.0, 0.0)), None);
        assert_eq!(quad.bounds(), BoundingBox::from_edges(7.0, 8.0, 54.0, 70.0));
    }
}
