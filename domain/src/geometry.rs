//! Points and boxes, in pixels of the upright photo: x grows to the right, y grows downwards.

use serde::{Deserialize, Serialize};

/// A position in pixels. `(0, 0)` is the outer corner of the top left pixel, whose centre is `(0.5, 0.5)`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Distance from the left edge.
    pub x: f32,
    /// Distance from the top edge.
    pub y: f32,
}

impl Point {
    /// A point from its coordinates in pixels.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

/// An upright rectangle in pixels. It may reach beyond the photo's edges.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoundingBox {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width, not negative.
    pub width: f32,
    /// Height, not negative.
    pub height: f32,
}

impl BoundingBox {
    /// A box from its top left corner and size; negative sizes become 0.
    pub fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width: width.max(0.0), height: height.max(0.0) }
    }

    /// A box from its left, top, right and bottom edges.
    pub fn from_edges(left: f32, top: f32, right: f32, bottom: f32) -> Self {
        Self::new(left, top, right - left, bottom - top)
    }

    /// Right edge.
    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    /// Bottom edge.
    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }

    /// The middle of the box.
    pub fn centre(&self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Area in square pixels.
    pub fn area(&self) -> f32 {
        self.width * self.height
    }

    /// Whether the point lies inside or on the edge.
    pub fn contains(&self, point: Point) -> bool {
        (self.x..=self.right()).contains(&point.x) && (self.y..=self.bottom()).contains(&point.y)
    }

    /// The area that both boxes cover, in square pixels.
    pub fn intersection(&self, other: &Self) -> f32 {
        let width = self.right().min(other.right()) - self.x.max(other.x);
        let height = self.bottom().min(other.bottom()) - self.y.max(other.y);
        width.max(0.0) * height.max(0.0)
    }

    /// Intersection over union, 0 to 1 (the Jaccard index of the two areas); 0 when both are empty.
    pub fn overlap(&self, other: &Self) -> f32 {
        let shared = self.intersection(other);
        let union = self.area() + other.area() - shared;
        if union > 0.0 { shared / union } else { 0.0 }
    }

    /// The same box seen in an image scaled by `factor`, then moved by `(dx, dy)`.
    #[must_use]
    pub fn scaled(&self, factor: f32, dx: f32, dy: f32) -> Self {
        Self::new(self.x * factor + dx, self.y * factor + dy, self.width * factor, self.height * factor)
    }
}

/// The five points that detectors mark. Left and right are the **person's**: in an upright, unmirrored photo
/// the left eye has the larger x.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Landmarks {
    /// Centre of the person's left eye.
    pub left_eye: Point,
    /// Centre of the person's right eye.
    pub right_eye: Point,
    /// Tip of the nose.
    pub nose: Point,
    /// The person's left corner of the mouth.
    pub left_mouth: Point,
    /// The person's right corner of the mouth.
    pub right_mouth: Point,
}

impl Landmarks {
    /// From the order in which detectors give them: the viewer's left to right, that is right eye, left eye,
    /// nose, right corner of the mouth, left corner.
    pub const fn from_viewer_order(points: [Point; 5]) -> Self {
        let [right_eye, left_eye, nose, right_mouth, left_mouth] = points;
        Self { left_eye, right_eye, nose, left_mouth, right_mouth }
    }

    /// The inverse of [`Landmarks::from_viewer_order`].
    pub const fn viewer_order(&self) -> [Point; 5] {
        [self.right_eye, self.left_eye, self.nose, self.right_mouth, self.left_mouth]
    }

    /// The same points seen in an image scaled by `factor`, then moved by `(dx, dy)`.
    #[must_use]
    pub fn scaled(&self, factor: f32, dx: f32, dy: f32) -> Self {
        Self::from_viewer_order(self.viewer_order().map(|p| Point::new(p.x * factor + dx, p.y * factor + dy)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_is_shared_area_over_union() {
        let a = BoundingBox::new(0.0, 100.0, 10.0, 10.0);
        let b = BoundingBox::new(5.0, 100.0, 10.0, 10.0);
        assert!((a.overlap(&b) - 50.0 / 150.0).abs() < 1e-6);
        assert!(a.overlap(&BoundingBox::new(0.0, 200.0, 10.0, 10.0)).abs() < 1e-6);
        let empty = BoundingBox::new(0.0, 0.0, -3.0, 0.0);
        assert!(empty.overlap(&empty).abs() < 1e-6, "two empty boxes overlap by 0, not NaN");
    }

    #[test]
    fn viewer_order_puts_the_persons_right_eye_first() {
        let points = [1.0, 2.0, 3.0, 4.0, 5.0].map(|x| Point::new(x, 10.0 * x));
        let marks = Landmarks::from_viewer_order(points);
        assert_eq!(marks.right_eye, points[0]);
        assert_eq!(marks.left_mouth, points[4]);
        assert_eq!(marks.viewer_order(), points);
    }
}
