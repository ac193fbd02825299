//! MTCNN's windows: their edges, how the networks correct them, and their pixels as network input.
//!
//! Edges are kept as the original program keeps them: whole pixels counted from 1 and inclusive, so that a
//! window from 1 to 12 is 12 pixels wide and takes in the image's first pixel.

use muster_domain::{BoundingBox, Landmarks, NetworkError, RgbImage, Tensor};

use super::area::Scaled;
use crate::Detection;

/// The edges of a window in pixels; in double precision as in the original, because they are cut to whole pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edges {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Edges {
    /// The box from edge to edge, `pixel` added to the right and the bottom one.
    fn bounding_box(&self, pixel: f64) -> BoundingBox {
        let Self { left, top, right, bottom } = *self;
        BoundingBox::from_edges(left as f32, top as f32, (right + pixel) as f32, (bottom + pixel) as f32)
    }
}

/// A window that may hold a face.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) edges: Edges,
    detection: Detection,
    shift: [f32; 4],
}

impl Candidate {
    /// A window with its chance of a face and the correction of its left, top, right and bottom edge in
    /// widths and heights.
    pub(super) fn new(edges: Edges, chance: f32, shift: [f32; 4]) -> Self {
        let bounding_box = edges.bounding_box(1.0); // the pixels of both edges belong to the window
        let detection = Detection { bounding_box, landmarks: None, confidence: chance };
        Self { edges, detection, shift }
    }

    /// The window's area as a detection, for the suppression of doubles.
    pub(super) fn detection(&self) -> &Detection {
        &self.detection
    }

    /// The face in the window as the original reports it: from edge to edge.
    pub(super) fn into_face(self, landmarks: Landmarks) -> Detection {
        let bounding_box = self.edges.bounding_box(0.0);
        Detection { bounding_box, landmarks: Some(landmarks), confidence: self.detection.confidence }
    }

    /// The same window with another network's verdict.
    pub(super) fn judged(&self, chance: f32, shift: [f32; 4]) -> Self {
        Self::new(self.edges, chance, shift)
    }

    /// The window with its correction applied; `pixel` is added to the sides that the correction counts in
    /// (the original program uses 0 after the first network and 1 later).
    pub(super) fn corrected(&self, pixel: f64) -> Self {
        let Edges { left, top, right, bottom } = self.edges;
        let (width, height) = (right - left + pixel, bottom - top + pixel);
        let shift = self.shift.map(f64::from);
        let edges = Edges {
            left: left + shift[0] * width,
            top: top + shift[1] * height,
            right: right + shift[2] * width,
            bottom: bottom + shift[3] * height,
        };
        Self::new(edges, self.detection.confidence, [0.0; 4])
    }

    /// The square with the same centre and the longer of the two sides.
    pub(super) fn squared(&self) -> Self {
        let Edges { left, top, right, bottom } = self.edges;
        let side = (right - left).max(bottom - top);
        let left = left + (right - left - side) * 0.5;
        let top = top + (bottom - top - side) * 0.5;
        let edges = Edges { left, top, right: left + side, bottom: top + side };
        Self::new(edges, self.detection.confidence, self.shift)
    }

    /// The window with its edges cut to whole pixels, towards zero.
    pub(super) fn truncated(&self) -> Self {
        let Edges { left, top, right, bottom } = self.edges;
        let edges =
            Edges { left: left.trunc(), top: top.trunc(), right: right.trunc(), bottom: bottom.trunc() };
        Self::new(edges, self.detection.confidence, self.shift)
    }
}

/// One image as the first network's input: 1 x width x height x 3.
pub(super) fn normalised(image: &Scaled) -> Result<Tensor, NetworkError> {
    let shape = vec![1, image.width, image.values.len() / 3 / image.width.max(1), 3];
    let mut data = Vec::with_capacity(image.values.len());
    append_columns(image, &mut data);
    Tensor::new(shape, data)
}

/// The windows' pixels, each scaled to `side` x `side`: count x side x side x 3, columns first.
pub(super) fn stacked(image: &RgbImage, windows: &[Candidate], side: u32) -> Result<Tensor, NetworkError> {
    let mut data = Vec::with_capacity(windows.len() * (side * side * 3) as usize);
    for window in windows {
        append_columns(&Scaled::of(&cut_out(image, &window.edges), side, side), &mut data);
    }
    Tensor::new(vec![windows.len(), side as usize, side as usize, 3], data)
}

fn append_columns(image: &Scaled, data: &mut Vec<f32>) {
    for x in 0..image.width {
        for pixel in image.values.chunks_exact(3).skip(x).step_by(image.width) {
            data.extend(pixel.iter().map(|value| (value - 127.5) / 128.0));
        }
    }
}

/// The pixels of a window; black where it reaches beyond the image.
fn cut_out(image: &RgbImage, edges: &Edges) -> RgbImage {
    let (left, top) = (edges.left as i64 - 1, edges.top as i64 - 1);
    // A window can't be much larger than the image it came from; the limit keeps broken numbers harmless.
    let longest = 3 * i64::from(image.width().max(image.height()));
    let width = (edges.right as i64 - left).clamp(1, longest);
    let height = (edges.bottom as i64 - top).clamp(1, longest);
    let mut data = vec![0u8; (width * height * 3) as usize];
    let from = left.clamp(0, i64::from(image.width()));
    let to = (left + width).clamp(from, i64::from(image.width()));
    if from < to {
        for (row, target) in data.chunks_exact_mut(width as usize * 3).enumerate() {
            let y = top + row as i64;
            if (0..i64::from(image.height())).contains(&y) {
                let source = &image.row(y as u32)[from as usize * 3..to as usize * 3];
                target[(from - left) as usize * 3..][..source.len()].copy_from_slice(source);
            }
        }
    }
    RgbImage::new(width as u32, height as u32, data).unwrap_or_else(|_| RgbImage::filled(1, 1, [0; 3]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the counting from 1, and black beyond the image on both sides.
    #[test]
    fn a_window_is_cut_with_black_beyond_the_image() {
        let image = RgbImage::from_fn(10, 10, |x, y| [(x + 1) as u8, (y + 1) as u8, 7]);
        let inside = cut_out(&image, &Edges { left: 1.0, top: 2.0, right: 3.0, bottom: 4.0 });
        assert_eq!((inside.width(), inside.height(), inside.pixel(0, 0)), (3, 3, [1, 2, 7]));
        let over = cut_out(&image, &Edges { left: -1.0, top: 9.0, right: 2.0, bottom: 12.0 });
        assert_eq!((over.width(), over.pixel(1, 0), over.pixel(2, 0)), (4, [0; 3], [1, 9, 7]));
        assert_eq!(over.pixel(2, 2), [0; 3], "below the image");
        let away = cut_out(&image, &Edges { left: 50.0, top: 50.0, right: 60.0, bottom: 55.0 });
        assert!(away.data().iter().all(|v| *v == 0));
    }

    /// Protects the networks' input layout: width before height.
    #[test]
    fn tensors_go_column_by_column() {
        let image = RgbImage::from_fn(2, 3, |x, y| [(100 * x + 10 * y) as u8, 0, 255]);
        let tensor = normalised(&Scaled::of(&image, 2, 3)).expect("a valid shape");
        assert_eq!(tensor.shape(), [1, 2, 3, 3]);
        let red: Vec<f32> = tensor.data().iter().step_by(3).map(|v| v * 128.0 + 127.5).collect();
        assert_eq!(red, [0.0, 10.0, 20.0, 100.0, 110.0, 120.0]);
    }

    #[test]
    fn a_square_keeps_the_centre_and_the_longer_side() {
        let edges = Edges { left: 0.0, top: 10.0, right: 10.0, bottom: 30.0 };
        let square = Candidate::new(edges, 0.9, [0.0; 4]).squared();
        assert_eq!(square.edges, Edges { left: -5.0, top: 10.0, right: 15.0, bottom: 30.0 });
    }
}
