//! The parts of a profile, as its TOML file has them.

use std::{collections::BTreeMap, sync::Arc};

use muster_domain::{GallerySize, Likelihood};
use muster_embed::{CropRule, Head, Recipe, Weights};
use serde::{Deserialize, Serialize};

/// Which detector finds the faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DetectorKind {
    /// The Viola-Jones cascade of the original design.
    Haar,
    /// MTCNN.
    Mtcnn,
    /// CenterFace.
    Centerface,
    /// `YuNet`.
    Yunet,
}

impl DetectorKind {
    /// The model's id in the manifest.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Haar => "haar",
            Self::Mtcnn => "mtcnn",
            Self::Centerface => "centerface",
            Self::Yunet => "yunet",
        }
    }
}

/// How faces are found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DetectorChoice {
    /// Which detector.
    pub kind: DetectorKind,
    /// Reports below this confidence are dropped; the detector's own default when absent.
    pub confidence: Option<f32>,
    /// How a photo is searched: the name of a [`muster_detect::SearchPlan`].
    pub search: String,
    /// Whether faces of poor quality go to review instead of being marked.
    pub review_poor_faces: bool,
}

/// One model of a profile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelChoice {
    /// The kind of network.
    pub weights: Weights,
    /// A network of that kind that the school added itself, by its id; absent for the one that Muster installs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<String>,
    /// What it sees of a face.
    pub crop: CropRule,
    /// Whether the mirror image is averaged in.
    pub flip: bool,
    /// Enrolment templates are averaged with those of the same crop shrunk to this side in pixels and enlarged
    /// again, so that a small face in a class photo finds its like; absent or 0 for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrol_small: Option<u32>,
    /// Its share of the squared distance when there are several models.
    pub weight: f32,
    /// The mean vector that is subtracted, by name.
    pub centre: Option<Centre>,
    /// The trained projection that follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<HeadChoice>,
}

impl ModelChoice {
    /// The id of the network among the installed and added ones; its file is `ID.onnx`.
    pub fn id(&self) -> &str {
        self.own.as_deref().unwrap_or(self.weights.id())
    }

    /// How its templates are made.
    pub fn recipe(&self) -> Recipe {
        Recipe { weights: self.weights, own: self.own.clone(), crop: self.crop, flip: self.flip }
    }
}

/// A trained head: the JSON file that a profile names, and what it held when the profile was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HeadChoice {
    /// The file; a relative path starts at the profile's own folder.
    pub file: String,
    #[serde(skip)]
    pub(super) head: Option<Arc<Head>>,
}

impl HeadChoice {
    /// A head that is, or will be, in a file of that name.
    pub fn new(file: impl Into<String>, head: Arc<Head>) -> Self {
        Self { file: file.into(), head: Some(head) }
    }
}

/// What was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Marks on real group photos that were right, of all marks.
    GroupPrecision,
    /// Students on real group photos who were marked, of all who were there.
    GroupRecall,
    /// Faces of strangers that were taken for a student of a class of 30, of all such searches.
    StrangersIdentified,
    /// Enrolled faces in photos of classes of 30 that were not identified, of all such faces.
    EnrolledMissed,
}

impl Measure {
    /// The code used in files and answers.
    pub const fn code(self) -> &'static str {
        match self {
            Self::GroupPrecision => "group_precision",
            Self::GroupRecall => "group_recall",
            Self::StrangersIdentified => "strangers_identified",
            Self::EnrolledMissed => "enrolled_missed",
        }
    }
}

/// A figure of a profile, measured on labelled photos: `docs/accuracy.md` has the data and the commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// What was counted.
    pub what: Measure,
    /// How often it was so.
    pub hits: u32,
    /// Of how many.
    pub of: u32,
}

/// The name of a mean vector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Centre(pub String);

/// The threshold of a profile; it belongs to the profile's blend of models.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThresholdChoice {
    /// Up to this Euclidean distance a face is identified.
    pub identify: f32,
    /// Up to this distance a person should look.
    pub review: f32,
    /// The runner-up must be further off than the best by this much.
    pub margin: f32,
    /// Two faces that are given to one student in different photos and lie further apart than this send both to
    /// review.
    pub contradict: f32,
    /// A face that is nearer than this to a single enrolled template is a picture of the enrolment picture; no such cue
    /// without one. Measured as `docs/accuracy.md` says under "Pictures of pictures".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy: Option<f32>,
    /// Two faces of class photos that are nearer than this come from one picture; no such cue without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same: Option<f32>,
    /// The data and the rule that these figures come from.
    pub calibration: String,
    /// SHA-256 of each model's file, by its id, at the time of calibration: other files need another calibration.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub model_sha256: BTreeMap<String, String>,
    /// How sure a distance makes, where that was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<Likelihood>,
    /// How the thresholds move with the number of students searched, where that was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gallery: Option<GallerySize>,
}
