//! `YuNet`: a very small detector with five landmarks, at a fixed 640 x 640 pixels.
//!
//! Source: Wu, Peng, Yu, "`YuNet`: A Tiny Millisecond-level Face Detector", Machine Intelligence Research 20
//! (2023); weights and decoding as in `OpenCV` Zoo's `face_detection_yunet_2023mar` and `cv::FaceDetectorYN`.
//! The network sees BGR 0 to 255. For each stride s of 8, 16, 32 it answers, a row for each of the (640/s)²
//! cells: `cls_s` and `obj_s`, whose geometric mean is the confidence; `bbox_s`, the centre's offset in cells
//! and the logarithm of width and height in cells; `kps_s`, five points as offsets in cells.
//!
//! A larger image is shrunk to fit (keeping its proportions), a smaller one keeps its size; the rest is black.

use std::sync::Arc;

use muster_domain::{BoundingBox, Landmarks, Network, NetworkError, Outputs, Point, RgbImage};

use crate::nms::{Overlap, suppress};
use crate::raster::{Channels, planes, resize};
use crate::{DetectError, Detection, Detector};

/// Side of the network's input in pixels.
const SIDE: usize = 640;
/// Reports of one face overlap more than this (`OpenCV`'s default).
const SAME_FACE: f32 = 0.3;
/// A size beyond `exp(6)` cells (13,000 pixels at stride 32) is not a face but a broken number.
const LARGEST_LOG_SIZE: f32 = 6.0;

/// The `YuNet` detector.
pub struct YuNet {
    network: Arc<dyn Network>,
    threshold: f32,
}

impl YuNet {
    /// Least confidence of a face, from development data (`OpenCV`'s own default is 0.9, with fewer faces).
    pub const THRESHOLD: f32 = 0.7;
    /// Least confidence of a place worth a closer look.
    pub const PROPOSAL_THRESHOLD: f32 = 0.3;

    /// A detector that runs `network` and reports faces of at least [`YuNet::THRESHOLD`].
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
        let scale = (SIDE as f32 / image.width().max(image.height()) as f32).min(1.0);
        let side = |length: u32| (length as f32 * scale).round() as u32;
        let outputs = if scale < 1.0 {
            let fitted = resize(image, side(image.width()), side(image.height()))?;
            self.network.run(planes(&fitted, SIDE, SIDE, Channels::Bgr)?)?
        } else {
            self.network.run(planes(image, SIDE, SIDE, Channels::Bgr)?)?
        };
        let mut found = Vec::new();
        for stride in [8, 16, 32] {
            found.extend(Grid::of(&outputs, stride)?.decode(threshold));
        }
        let faces = suppress(found, Overlap::Union, SAME_FACE);
        Ok(faces.into_iter().map(|face| face.scaled(1.0 / scale, 0.0, 0.0)).collect())
    }
}

impl Detector for YuNet {
    fn id(&self) -> &'static str {
        "yunet"
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

    fn largest_side(&self) -> Option<u32> {
        Some(SIDE as u32)
    }
}

/// The answers of one stride.
struct Grid<'a> {
    class: &'a [f32],
    object: &'a [f32],
    boxes: &'a [f32],
    points: &'a [f32],
    stride: usize,
}

impl<'a> Grid<'a> {
    fn of(outputs: &'a Outputs, stride: usize) -> Result<Self, NetworkError> {
        let cells = (SIDE / stride).pow(2);
        let rows = |kind: &str, depth: usize| -> Result<&'a [f32], NetworkError> {
            let name = format!("{kind}_{stride}");
            let tensor = outputs.get(&name)?;
            if tensor.data().len() == cells * depth {
                Ok(tensor.data())
            } else {
                let shape = tensor.shape();
                Err(NetworkError::Shape(format!("`{name}` is {shape:?}, not [1, {cells}, {depth}]")))
            }
        };
        Ok(Self {
            class: rows("cls", 1)?,
            object: rows("obj", 1)?,
            boxes: rows("bbox", 4)?,
            points: rows("kps", 10)?,
            stride,
        })
    }

    fn decode(&self, threshold: f32) -> Vec<Detection> {
        let cells = self.class.iter().zip(self.object).enumerate();
        let scored = cells
            .map(|(cell, (class, object))| (cell, (class.clamp(0.0, 1.0) * object.clamp(0.0, 1.0)).sqrt()));
        scored
            .filter(|(_, score)| *score >= threshold)
            .map(|(cell, score)| self.face_at(cell, score))
            .collect()
    }

    fn face_at(&self, cell: usize, confidence: f32) -> Detection {
        let columns = SIDE / self.stride;
        let stride = self.stride as f32;
        let (column, row) = ((cell % columns) as f32, (cell / columns) as f32);
        let [dx, dy, log_width, log_height] = std::array::from_fn(|i| self.boxes[cell * 4 + i]);
        let width = log_width.min(LARGEST_LOG_SIZE).exp() * stride;
        let height = log_height.min(LARGEST_LOG_SIZE).exp() * stride;
        let (x, y) = ((column + dx) * stride - width / 2.0, (row + dy) * stride - height / 2.0);
        let point = |index: usize| {
            let offset = &self.points[cell * 10 + 2 * index..][..2];
            Point::new((column + offset[0]) * stride, (row + offset[1]) * stride)
        };
        Detection {
            bounding_box: BoundingBox::new(x, y, width, height),
            landmarks: Some(Landmarks::from_viewer_order(std::array::from_fn(point))),
            confidence,
        }
    }
}

#[cfg(test)]
mod tests {
    use muster_domain::Tensor;

    use super::*;

    /// One face at stride 16, column 5, row 7; the blue plane's first value is kept for the test.
    struct OneFace;

    impl Network for OneFace {
        fn run(&self, input: Tensor) -> Result<Outputs, NetworkError> {
            assert_eq!(input.shape(), [1, 3, 640, 640]);
            assert!((input.data()[0] - 30.0).abs() < 1e-3, "blue is the first plane");
            let mut outputs = Vec::new();
            for stride in [8usize, 16, 32] {
                let cells = (640 / stride).pow(2);
                for (kind, depth) in [("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10)] {
                    let mut data = vec![0.0; cells * depth];
                    if stride == 16 {
                        let values: &[f32] = match kind {
                            "cls" => &[0.9],
                            "obj" => &[1.3],
                            "bbox" => &[0.5, 0.25, 1.386_294_4, 1.609_438],
                            _ => &[0.0, 0.1, 1.0, 0.2, 0.5, 0.6, 0.2, 1.0, 0.8, 1.1],
                        };
                        data[(7 * 40 + 5) * depth..][..depth].copy_from_slice(values);
                    }
                    outputs.push((format!("{kind}_{stride}"), Tensor::new(vec![1, cells, depth], data)?));
                }
            }
            Ok(Outputs(outputs))
        }
    }

    /// Protects the decoding and the way back from the shrunk image: places count in the photo's pixels.
    #[test]
    fn a_face_is_reported_in_the_pixels_of_the_image_given() {
        let faces = YuNet::new(Arc::new(OneFace)).detect(&RgbImage::filled(1280, 960, [10, 20, 30]));
        let faces = faces.expect("the fake network runs");
        let [face] = faces.as_slice() else { panic!("one face expected, not {}", faces.len()) };
        let expected = BoundingBox::new(2.0 * (88.0 - 32.0), 2.0 * (116.0 - 40.0), 128.0, 160.0);
        assert!(face.bounding_box.overlap(&expected) > 0.999, "{:?}", face.bounding_box);
        assert!((face.confidence - 0.9f32.sqrt()).abs() < 1e-6, "objectness is cut to 1");
        let nose = face.landmarks.expect("YuNet marks points").nose;
        assert!((nose.x - 2.0 * 88.0).abs() < 1e-3 && (nose.y - 2.0 * 121.6).abs() < 1e-3, "{nose:?}");
    }
}
