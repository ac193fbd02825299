//! A located face and the verdict on whether it can be judged.

use serde::{Deserialize, Serialize};

use crate::{BoundingBox, Landmarks};

/// A face found in a photo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// Where it is, in pixels of the upright photo.
    pub bounding_box: BoundingBox,
    /// Its five points, when the detector gives them (the Haar cascade does not).
    pub landmarks: Option<Landmarks>,
    /// How sure the detector is, 0 to 1. Detectors' figures are not comparable with each other.
    pub confidence: f32,
    /// Whether the face can be judged.
    pub quality: Quality,
}

/// What was measured of a face, and why it may be unfit for recognition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// Height of the box in pixels.
    pub height: f32,
    /// Variance of the Laplacian of the grey face scaled to 112 px: under about 30 is a blur.
    pub sharpness: f32,
    /// Mean grey level of the face, 0 to 255.
    pub brightness: f32,
    /// Head turned to the side, -1 (the person's right) to 1 (left), 0 frontal; from the nose's place
    /// between the eyes. `None` without landmarks.
    pub yaw: Option<f32>,
    /// Tilt of the line through the eyes, in degrees, clockwise positive. `None` without landmarks.
    pub roll: Option<f32>,
    /// Everything that speaks against using this face, in a fixed order; empty means fit.
    pub reasons: Vec<QualityReason>,
}

impl Quality {
    /// Whether nothing speaks against using this face.
    pub fn is_fit(&self) -> bool {
        self.reasons.is_empty()
    }
}

/// Reason codes, after OFIQ and ISO/IEC 29794-5 where these have a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QualityReason {
    /// Too few pixels to judge.
    TooSmall,
    /// Out of focus or moved.
    Blurred,
    /// Hardly any light on the face.
    TooDark,
    /// Washed out.
    TooBright,
    /// Turned too far to the side.
    Turned,
    /// The box reaches over the photo's edge: part of the face is missing.
    CutOff,
}

impl QualityReason {
    /// The code used in files and answers, for example `too_small`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooSmall => "too_small",
            Self::Blurred => "blurred",
            Self::TooDark => "too_dark",
            Self::TooBright => "too_bright",
            Self::Turned => "turned",
            Self::CutOff => "cut_off",
        }
    }
}
