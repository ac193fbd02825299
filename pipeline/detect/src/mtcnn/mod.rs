//! MTCNN: three small networks in a row, each looking closer at what the one before left over.
//!
//! Source: Zhang, Zhang, Li, Qiao, "Joint Face Detection and Alignment using Multitask Cascaded Convolutional
//! Networks", arXiv:1604.02878; weights, thresholds and conventions as in David Sandberg's `facenet` (the
//! detector that `FaceNet` was trained with) and its Python ports.
//!
//! All three networks see RGB as (value - 127.5) / 128, **width before height**, channels last. The first
//! (`P`) slides over a pyramid of the image: `softmax` is the chance of a face in each 12-pixel window at
//! stride 2, `conv2d_4` the correction of its edges. The second (`R`) and third (`O`) judge single windows of
//! 24 and 48 pixels: `softmax_1` and `dense_2`; `softmax_2`, `dense_5` and, five x then five y, `dense_6`.
//!
//! This file owns the flow; `window` owns windows and their pixels.

mod area;
mod window;

use std::sync::Arc;

use muster_domain::{Landmarks, Network, NetworkError, Outputs, Point, RgbImage, Tensor};

use self::area::Scaled;
use self::window::{Candidate, Edges, normalised, stacked};
use crate::nms::{Overlap, suppress_with};
use crate::{DetectError, Detection, Detector};

/// Side of the first network's window, and the distance of neighbouring windows, in pixels.
const WINDOW: f64 = 12.0;
const STEP: f64 = 2.0;
/// Each level of the pyramid is this much smaller than the one before: half the area.
const PYRAMID_FACTOR: f64 = 0.709;
/// Least chance of a face after each of the three networks.
const THRESHOLDS: [f32; 3] = [0.6, 0.7, 0.7];
/// Windows given to the second and third network at once: bounds the memory of a crowded photo.
const BATCH: usize = 128;

/// The MTCNN detector.
pub struct Mtcnn {
    proposal: Arc<dyn Network>,
    refinement: Arc<dyn Network>,
    output: Arc<dyn Network>,
    smallest_face: f32,
}

impl Mtcnn {
    /// Height in pixels of the smallest faces looked for.
    pub const SMALLEST_FACE: f32 = 20.0;

    /// A detector that runs the three networks P, R and O.
    pub fn new(proposal: Arc<dyn Network>, refinement: Arc<dyn Network>, output: Arc<dyn Network>) -> Self {
        Self { proposal, refinement, output, smallest_face: Self::SMALLEST_FACE }
    }

    /// The same detector looking for faces of at least this height in pixels (12 or more): the smaller, the
    /// slower.
    #[must_use]
    pub fn with_smallest_face(self, pixels: f32) -> Self {
        Self { smallest_face: pixels.max(WINDOW as f32), ..self }
    }

    /// Windows of all pyramid levels that may hold a face, corrected and made square.
    fn windows(&self, image: &RgbImage) -> Result<Vec<Candidate>, DetectError> {
        let mut all = Vec::new();
        let mut scale = WINDOW / f64::from(self.smallest_face);
        let shorter = f64::from(image.width().min(image.height()));
        while shorter * scale >= WINDOW {
            let side = |length: u32| (f64::from(length) * scale).ceil() as u32;
            let level = Scaled::of(image, side(image.width()), side(image.height())).rounded();
            let outputs = self.proposal.run(normalised(&level)?)?;
            let found = windows_of_level(&outputs, scale)?;
            all.extend(suppress_with(found, Candidate::detection, Overlap::Union, 0.5));
            scale *= PYRAMID_FACTOR;
        }
        let kept = suppress_with(all, Candidate::detection, Overlap::Union, 0.7);
        Ok(kept.into_iter().map(|c| c.corrected(0.0).squared().truncated()).collect())
    }

    /// What the second network leaves of the first one's windows.
    fn refine(&self, image: &RgbImage, windows: &[Candidate]) -> Result<Vec<Candidate>, DetectError> {
        let mut passed = Vec::new();
        for batch in windows.chunks(BATCH) {
            let outputs = self.refinement.run(stacked(image, batch, 24)?)?;
            let chance = rows(&outputs, "softmax_1", batch.len(), 2)?;
            let shift = rows(&outputs, "dense_2", batch.len(), 4)?;
            for (index, window) in batch.iter().enumerate() {
                if chance[index * 2 + 1] > THRESHOLDS[1] {
                    passed.push(window.judged(chance[index * 2 + 1], four(shift, index)));
                }
            }
        }
        let kept = suppress_with(passed, Candidate::detection, Overlap::Union, 0.7);
        Ok(kept.into_iter().map(|c| c.corrected(1.0).squared().truncated()).collect())
    }

    /// The faces among the second network's windows, with their points.
    fn finish(&self, image: &RgbImage, windows: &[Candidate]) -> Result<Vec<Detection>, DetectError> {
        let mut faces = Vec::new();
        for batch in windows.chunks(BATCH) {
            let outputs = self.output.run(stacked(image, batch, 48)?)?;
            let chance = rows(&outputs, "softmax_2", batch.len(), 2)?;
            let shift = rows(&outputs, "dense_5", batch.len(), 4)?;
            let points = rows(&outputs, "dense_6", batch.len(), 10)?;
            for (index, window) in batch.iter().enumerate() {
                if chance[index * 2 + 1] > THRESHOLDS[2] {
                    let face = window.judged(chance[index * 2 + 1], four(shift, index)).corrected(1.0);
                    let landmarks = landmarks_in(&window.edges, &points[index * 10..][..10]);
                    faces.push((face, landmarks));
                }
            }
        }
        let kept = suppress_with(faces, |(face, _)| face.detection(), Overlap::Smaller, 0.7);
        Ok(kept.into_iter().map(|(face, landmarks)| face.into_face(landmarks)).collect())
    }
}

impl Detector for Mtcnn {
    fn id(&self) -> &'static str {
        "mtcnn"
    }

    fn detect(&self, image: &RgbImage) -> Result<Vec<Detection>, DetectError> {
        let windows = self.windows(image)?;
        let refined = self.refine(image, &windows)?;
        self.finish(image, &refined)
    }

    fn smallest_face(&self) -> f32 {
        self.smallest_face
    }
}

/// The windows of one pyramid level whose chance is high enough, in pixels of the unscaled image.
fn windows_of_level(outputs: &Outputs, scale: f64) -> Result<Vec<Candidate>, NetworkError> {
    let chance = outputs.get("softmax")?;
    let [1, columns, rows, 2] = *chance.shape() else {
        return Err(NetworkError::Shape(format!("`softmax` is {:?}, not [1, w, h, 2]", chance.shape())));
    };
    let shift = outputs.get("conv2d_4")?;
    if *shift.shape() != [1, columns, rows, 4] {
        let shape = shift.shape();
        return Err(NetworkError::Shape(format!("`conv2d_4` is {shape:?}, not [1, {columns}, {rows}, 4]")));
    }
    let strong = chance.data().chunks_exact(2).enumerate().filter(|(_, pair)| pair[1] >= THRESHOLDS[0]);
    let windows = strong.map(|(cell, pair)| {
        let at = |index: usize, edge: f64| ((STEP * index as f64 + edge) / scale).trunc();
        let (column, row) = (cell / rows, cell % rows);
        let edges = Edges {
            left: at(column, 1.0),
            top: at(row, 1.0),
            right: at(column, WINDOW),
            bottom: at(row, WINDOW),
        };
        Candidate::new(edges, pair[1], four(shift.data(), cell))
    });
    Ok(windows.collect())
}

/// The values of an output of shape `count` x `depth`.
fn rows<'a>(outputs: &'a Outputs, name: &str, count: usize, depth: usize) -> Result<&'a [f32], NetworkError> {
    let tensor: &Tensor = outputs.get(name)?;
    if *tensor.shape() == [count, depth] {
        Ok(tensor.data())
    } else {
        let shape = tensor.shape();
        Err(NetworkError::Shape(format!("`{name}` is {shape:?}, not [{count}, {depth}]")))
    }
}

fn four(values: &[f32], index: usize) -> [f32; 4] {
    std::array::from_fn(|i| values[index * 4 + i])
}

/// Five x, then five y, as shares of the window; in pixels counted from 1 like the windows, hence the -1.
fn landmarks_in(edges: &Edges, shares: &[f32]) -> Landmarks {
    let point = |index: usize| {
        let share = |at: usize| f64::from(shares[at]);
        let x = edges.left + share(index) * (edges.right - edges.left + 1.0) - 1.0;
        let y = edges.top + share(index + 5) * (edges.bottom - edges.top + 1.0) - 1.0;
        Point::new(x as f32, y as f32)
    };
    Landmarks::from_viewer_order(std::array::from_fn(point))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// P: a face in the window at column 4, row 1 of the first level, nothing elsewhere.
    struct FakeProposal;

    impl Network for FakeProposal {
        fn run(&self, input: Tensor) -> Result<Outputs, NetworkError> {
            let [1, width, height, 3] = *input.shape() else {
                return Err(NetworkError::Shape("width and height, channels last".to_owned()));
            };
            let (columns, rows) = ((width - 10) / 2, (height - 10) / 2);
            let mut chance = [1.0, 0.0].repeat(columns * rows);
            if width == 60 {
                chance[(4 * rows + 1) * 2 + 1] = 0.95;
            }
            let shift = vec![0.0; columns * rows * 4];
            Ok(Outputs(vec![
                ("conv2d_4".to_owned(), Tensor::new(vec![1, columns, rows, 4], shift)?),
                ("softmax".to_owned(), Tensor::new(vec![1, columns, rows, 2], chance)?),
            ]))
        }
    }

    /// R and O: every window is a face; O moves the right edge out by half of the width.
    struct FakeJudge {
        names: &'static [&'static str],
    }

    impl Network for FakeJudge {
        fn run(&self, input: Tensor) -> Result<Outputs, NetworkError> {
            let count = input.shape()[0];
            let output = |name: &str| {
                let row: &[f32] = match name {
                    "dense_2" => &[0.0; 4],
                    "dense_5" => &[0.0, 0.0, 0.5, 0.0],
                    "dense_6" => &[0.3, 0.7, 0.5, 0.35, 0.65, 0.4, 0.4, 0.6, 0.8, 0.8],
                    _ => &[0.1, 0.9],
                };
                Ok((name.to_owned(), Tensor::new(vec![count, row.len()], row.repeat(count))?))
            };
            Ok(Outputs(self.names.iter().map(|name| output(name)).collect::<Result<_, NetworkError>>()?))
        }
    }

    fn detector() -> Mtcnn {
        let judge = |names| Arc::new(FakeJudge { names });
        let refinement = judge(&["dense_2", "softmax_1"]);
        Mtcnn::new(Arc::new(FakeProposal), refinement, judge(&["dense_5", "dense_6", "softmax_2"]))
    }

    /// Protects the way of a window through all three networks: axes, scale, correction and points.
    #[test]
    fn a_window_becomes_a_face_at_its_place() {
        let faces = detector().detect(&RgbImage::filled(100, 80, [90; 3])).expect("the fake networks run");
        let [face] = faces.as_slice() else { panic!("one face expected, not {}", faces.len()) };
        // Window: columns 9 to 20 and rows 3 to 14 of the level at 0.6, that is 15 to 33 and 5 to 23.
        let expected = [15.0, 5.0, 33.0 + 0.5 * 19.0, 23.0];
        let b = face.bounding_box;
        for (actual, expected) in [b.x, b.y, b.right(), b.bottom()].into_iter().zip(expected) {
            assert!((actual - expected).abs() <= 1.01, "{b:?}");
        }
        let nose = face.landmarks.expect("MTCNN marks points").nose;
        assert!((nose.x - 23.5).abs() <= 1.5 && (nose.y - 15.4).abs() <= 1.5, "{nose:?}");
    }

    #[test]
    fn an_image_smaller_than_a_face_has_none() {
        for (width, height) in [(0, 0), (5, 5), (19, 300)] {
            let faces = detector().detect(&RgbImage::filled(width, height, [90; 3]));
            assert!(faces.expect("nothing to run").is_empty(), "{width}x{height}");
        }
    }
}
