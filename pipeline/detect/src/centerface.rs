//! `CenterFace`: faces as points of a heat map, with five landmarks; the best of the detectors on small faces.
//!
//! Source: Xu, Yan, Yang, Wang, "`CenterFace`: Joint Face Detection and Alignment Using Face as Point",
//! arXiv:1911.03599. The network sees RGB 0 to 255 at any size that is a multiple of 32 and answers at a
//! quarter of it: `537` the chance of a face's centre at each cell, `538` the logarithm of height and width in
//! cells, `539` the centre's offset (y, x) in cells, `540` five points (y, x) in box sizes from the box's top
//! left corner.
//!
//! The image is padded with black to the multiple of 32, not stretched, so faces keep their proportions; and
//! boxes are not cut at the image's edge, so that `quality` can tell a face that is cut off.

use std::sync::Arc;

use muster_domain::{BoundingBox, Landmarks, Network, NetworkError, Outputs, Point, RgbImage, Tensor};

use crate::nms::{Overlap, suppress};
use crate::raster::{Channels, planes};
use crate::{DetectError, Detection, Detector};

/// Pixels between neighbouring cells of the network's answer.
const STRIDE: f32 = 4.0;
/// The network halves its input five times on the way down.
const MULTIPLE: usize = 32;
/// Reports of one face overlap more than this (the authors' value).
const SAME_FACE: f32 = 0.3;
/// A size beyond `exp(8)` cells (12,000 pixels) is not a face but a broken number.
const LARGEST_LOG_SIZE: f32 = 8.0;

/// The `CenterFace` detector.
pub struct CenterFace {
    network: Arc<dyn Network>,
    threshold: f32,
}

impl CenterFace {
    /// Least confidence of a face: on development data the value with the best balance (`muster evaluate
    /// detection`).
    pub const THRESHOLD: f32 = 0.37;
    /// Least confidence of a place worth a closer look.
    pub const PROPOSAL_THRESHOLD: f32 = 0.2;

    /// A detector that runs `network` and reports faces of at least [`CenterFace::THRESHOLD`].
    pub fn new(network: Arc<dyn Network>) -> Self {
        Self { network, threshold: Self::THRESHOLD }
    }

    /// The same detector with another least confidence, 0 to 1.
    #[must_use]
    pub fn with_threshold(self, threshold: f32) -> Self {
        Self { threshold, ..self }
    }

    fn search(&self, image: &RgbImage, threshold: f32) -> Result<Vec<Detection>, DetectError> {
        if image.data().is_empty() {
            return Ok(Vec::new());
        }
        let width = (image.width() as usize).next_multiple_of(MULTIPLE);
        let height = (image.height() as usize).next_multiple_of(MULTIPLE);
        let outputs = self.network.run(planes(image, width, height, Channels::Rgb)?)?;
        let maps = Maps::of(&outputs, width / STRIDE as usize, height / STRIDE as usize)?;
        Ok(suppress(maps.decode(threshold), Overlap::Union, SAME_FACE))
    }
}

impl Detector for CenterFace {
    fn id(&self) -> &'static str {
        "centerface"
    }

    fn detect(&self, image: &RgbImage) -> Result<Vec<Detection>, DetectError> {
        self.search(image, self.threshold)
    }

    fn propose(&self, image: &RgbImage) -> Result<Vec<Detection>, DetectError> {
        self.search(image, self.threshold.min(Self::PROPOSAL_THRESHOLD))
    }

    fn threshold(&self) -> f32 {
        self.threshold
    }
}

/// The four answers of one run, each plane `columns` x `rows` cells.
struct Maps<'a> {
    heat: &'a [f32],
    log_size: &'a [f32],
    offset: &'a [f32],
    points: &'a [f32],
    columns: usize,
    cells: usize,
}

impl<'a> Maps<'a> {
    fn of(outputs: &'a Outputs, columns: usize, rows: usize) -> Result<Self, NetworkError> {
        let plane = |name: &str, depth: usize| -> Result<&'a [f32], NetworkError> {
            let tensor: &Tensor = outputs.get(name)?;
            let expected = [1, depth, rows, columns];
            if tensor.shape() != expected {
                let shape = tensor.shape();
                return Err(NetworkError::Shape(format!("`{name}` is {shape:?}, not {expected:?}")));
            }
            Ok(tensor.data())
        };
        Ok(Self {
            heat: plane("537", 1)?,
            log_size: plane("538", 2)?,
            offset: plane("539", 2)?,
            points: plane("540", 10)?,
            columns,
            cells: columns * rows,
        })
    }

    fn decode(&self, threshold: f32) -> Vec<Detection> {
        let strong = self.heat.iter().enumerate().filter(|(_, heat)| **heat > threshold);
        strong.map(|(cell, _)| self.face_at(cell)).collect()
    }

    fn face_at(&self, cell: usize) -> Detection {
        let size =
            |plane: usize| self.log_size[plane * self.cells + cell].min(LARGEST_LOG_SIZE).exp() * STRIDE;
        let centre = |position: usize, plane: usize| {
            (position as f32 + self.offset[plane * self.cells + cell] + 0.5) * STRIDE
        };
        let (height, width) = (size(0), size(1));
        let x = centre(cell % self.columns, 1) - width / 2.0;
        let y = centre(cell / self.columns, 0) - height / 2.0;
        let point = |index: usize| {
            let part = |plane: usize| self.points[plane * self.cells + cell];
            Point::new(x + part(2 * index + 1) * width, y + part(2 * index) * height)
        };
        Detection {
            bounding_box: BoundingBox::new(x, y, width, height),
            landmarks: Some(Landmarks::from_viewer_order(std::array::from_fn(point))),
            confidence: self.heat[cell].min(1.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers a fixed peak at cell (column 3, row 2) of whatever size is asked, and a weak one beside it.
    struct OnePeak;

    impl Network for OnePeak {
        fn run(&self, input: Tensor) -> Result<Outputs, NetworkError> {
            let [_, _, height, width] = input.shape() else {
                return Err(NetworkError::Shape("four dimensions expected".to_owned()));
            };
            let (rows, columns) = (height / 4, width / 4);
            let cells = rows * columns;
            let mut heat = vec![0.0; cells];
            heat[2 * columns + 3] = 0.9;
            heat[2 * columns + 4] = 0.6;
            let mut log_size = vec![6.0f32.ln(); cells];
            log_size.extend(vec![5.0f32.ln(); cells]);
            let mut offset = vec![0.25; cells];
            offset.extend(vec![-0.25; cells]);
            let points = (0..10).flat_map(|plane| vec![plane as f32 / 10.0; cells]).collect();
            let map = |depth: usize, data| Tensor::new(vec![1, depth, rows, columns], data);
            Ok(Outputs(vec![
                ("537".to_owned(), map(1, heat)?),
                ("538".to_owned(), map(2, log_size)?),
                ("539".to_owned(), map(2, offset)?),
                ("540".to_owned(), map(10, points)?),
            ]))
        }
    }

    /// Protects the decoding against swapped axes: height before width, y before x, in a wide image.
    #[test]
    fn a_peak_becomes_one_face_at_its_place() {
        let detector = CenterFace::new(Arc::new(OnePeak));
        let faces = detector.detect(&RgbImage::filled(70, 33, [0; 3])).expect("the fake network runs");
        assert_eq!(faces.len(), 1, "the neighbouring peak reports the same face");
        let face = &faces[0];
        let expected = BoundingBox::new(13.0 - 10.0, 11.0 - 12.0, 20.0, 24.0);
        assert!(face.bounding_box.overlap(&expected) > 0.999, "{:?}", face.bounding_box);
        let nose = face.landmarks.expect("CenterFace marks points").nose;
        assert!((nose.x - (3.0 + 0.5 * 20.0)).abs() < 1e-3 && (nose.y - (-1.0 + 0.4 * 24.0)).abs() < 1e-3);
        assert!((face.confidence - 0.9).abs() < 1e-6);
    }

    struct Broken;

    impl Network for Broken {
        fn run(&self, _: Tensor) -> Result<Outputs, NetworkError> {
            Ok(Outputs(vec![("537".to_owned(), Tensor::new(vec![1, 1, 1, 1], vec![0.0])?)]))
        }
    }

    #[test]
    fn a_wrong_model_is_an_error_not_a_panic() {
        let detector = CenterFace::new(Arc::new(Broken));
        let error = detector.detect(&RgbImage::filled(64, 64, [0; 3])).expect_err("the shape is wrong");
        assert!(error.to_string().contains("537"), "{error}");
        let empty = RgbImage::new(0, 0, Vec::new()).expect("a valid buffer");
        assert!(detector.detect(&empty).expect("nothing to look at").is_empty());
    }
}
