//! From a photo to its faces: detectors behind one trait, large photos in tiles, quality, and aligned crops.
//!
//! This crate owns what is found where and whether it can be judged. It leaves running a network to whoever
//! hands in a [`muster_domain::Network`], and who somebody is to `embed` and `identify`. It never reads the
//! clock, the disk, the network or a database.

pub mod align;
mod centerface;
mod faces;
mod haar;
mod mtcnn;
mod nms;
mod quality;
mod raster;
mod search;
mod yunet;

use muster_domain::{BoundingBox, Landmarks, NetworkError, RgbImage};

pub use centerface::CenterFace;
pub use faces::{detect, face_in};
pub use haar::{Haar, HaarError, HaarParameters};
pub use mtcnn::Mtcnn;
pub use nms::{Overlap, by_confidence, suppress};
pub use quality::{QualityLimits, assess};
pub use search::{SearchPlan, Tiling, find_faces};
pub use yunet::YuNet;

/// A face as one detector reports it, before quality is judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Detection {
    /// Where, in pixels of the image that was searched.
    pub bounding_box: BoundingBox,
    /// The five points, when the detector marks them.
    pub landmarks: Option<Landmarks>,
    /// How sure the detector is, 0 to 1; not comparable between detectors.
    pub confidence: f32,
}

impl Detection {
    /// The same face seen in an image scaled by `factor`, then moved by `(dx, dy)` pixels.
    #[must_use]
    pub fn scaled(&self, factor: f32, dx: f32, dy: f32) -> Self {
        Self {
            bounding_box: self.bounding_box.scaled(factor, dx, dy),
            landmarks: self.landmarks.map(|points| points.scaled(factor, dx, dy)),
            confidence: self.confidence,
        }
    }
}

/// Why no faces could be looked for.
#[derive(Debug, thiserror::Error)]
pub enum DetectError {
    /// The detector's network failed.
    #[error("the face detector could not be run: {0}")]
    Network(#[from] NetworkError),
    /// The image could not be brought to the size that the detector needs.
    #[error(
        "an image of {}x{} pixels could not be scaled to {}x{} for the face detector: {cause}",
        from.0, from.1, to.0, to.1
    )]
    Resize {
        /// Width and height of the image.
        from: (u32, u32),
        /// Width and height asked for.
        to: (u32, u32),
        /// What went wrong.
        cause: String,
    },
}

/// Finds faces in one image, as a whole and at its own size.
pub trait Detector: Send + Sync {
    /// The detector's id in profiles: `haar`, `mtcnn`, `centerface` or `yunet`.
    fn id(&self) -> &'static str;

    /// All faces, in no particular order, with overlapping reports of one face already merged.
    ///
    /// # Errors
    /// [`DetectError`] when the network fails.
    fn detect(&self, image: &RgbImage) -> Result<Vec<Detection>, DetectError>;

    /// As [`Detector::detect`], with weaker reports as well: places that deserve a closer look.
    ///
    /// # Errors
    /// [`DetectError`] when the network fails.
    fn propose(&self, image: &RgbImage) -> Result<Vec<Detection>, DetectError> {
        self.detect(image)
    }

    /// The confidence from which on a proposal counts as a face.
    fn threshold(&self) -> f32 {
        0.0
    }

    /// Height in pixels from which on the detector finds most faces.
    fn smallest_face(&self) -> f32 {
        20.0
    }

    /// The longest side in pixels that the detector looks at in full; it shrinks larger images by itself.
    fn largest_side(&self) -> Option<u32> {
        None
    }
}
