//! From a photo to its faces: detectors behind one trait, large photos in tiles, quality, and aligned crops.
//!
//! This crate owns what is found where and whether it can be judged. It leaves running a network to whoever
//! hands in a [`muster_domain::Network`], and who somebody is to `embed` and `identify`. It never reads the
//! clock, the disk, the network or a database.

use muster_domain::{BoundingBox, Landmarks, NetworkError, RgbImage};

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

/// Why no faces could be looked for.
#[derive(Debug, thiserror::Error)]
pub enum DetectError {
    /// The detector's network failed.
    #[error("the face detector could not be run: {0}")]
    Network(#[from] NetworkError),
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
}
