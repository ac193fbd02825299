//! What people say of faces: corrections, and the places they are about.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{BoundingBox, PhotoDigest, StudentId};

/// Boxes that overlap by at least this much (intersection over union) are of one face: another engine moves a box
/// by a fraction of a pixel.
const SAME: f32 = 0.9;

/// A face of a session, by where it is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FacePlace {
    /// The photo that shows it.
    pub photo: PhotoDigest,
    /// Where in the photo.
    pub bounding_box: BoundingBox,
}

impl FacePlace {
    /// Whether both are one face.
    pub fn is(&self, other: &Self) -> bool {
        let (own, theirs) = (&self.bounding_box, &other.bounding_box);
        self.photo == other.photo && (own == theirs || own.overlap(theirs) >= SAME)
    }
}

/// A person's word on a face.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ruling", rename_all = "snake_case")]
pub enum Ruling {
    /// It is this student.
    Is {
        /// Who.
        student: StudentId,
    },
    /// It is not this student, whoever else it may be.
    IsNot {
        /// Who not.
        student: StudentId,
    },
    /// It is nobody of the class: a visitor, a portrait on the wall, no face at all.
    Nobody,
    /// All that was said of it before is taken back.
    Open,
}

/// One row of what was said of a session's faces. Rows are only ever added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// The face.
    pub face: FacePlace,
    /// What was said.
    #[serde(flatten)]
    pub ruling: Ruling,
    /// By whom, as the login or the command line names them.
    pub by: String,
    /// When.
    pub at: Timestamp,
}
