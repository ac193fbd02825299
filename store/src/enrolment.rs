//! Enrolment: the crops a person may review, and the templates made from them.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;
use muster_domain::{BoundingBox, ClassId, FaceTemplate, ModelId, PhotoDigest, Quality, SchoolId, StudentId};
use serde::{Deserialize, Serialize};

use crate::StoreError;

/// Names an enrolled face within its school; people type it to accept or reject one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EnrolledFaceId(pub i64);

/// Whether a crop's templates are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnrolmentState {
    /// A person should look first; not used until then.
    Pending,
    /// In the gallery.
    Accepted,
    /// Kept for the record, never used.
    Rejected,
}

impl EnrolmentState {
    /// The code used in files and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Pending, Self::Accepted, Self::Rejected].into_iter().find(|state| state.code() == code)
    }
}

/// A face taken from an enrolment photo, before it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEnrolledFace {
    /// Whose; `None` while a face of a class photo has no name yet.
    pub student: Option<StudentId>,
    /// The file's name as a person knows it. Never used as a path.
    pub source_name: String,
    /// The photo it comes from.
    pub photo: PhotoDigest,
    /// Where in that photo.
    pub bounding_box: BoundingBox,
    /// What was measured of it.
    pub quality: Quality,
    /// The verdict.
    pub state: EnrolmentState,
    /// Why, in plain words; empty for an ordinary accepted face.
    pub remark: String,
    /// A JPEG or PNG for people to look at. Sealed.
    pub crop: Vec<u8>,
    /// One template for each model of the profile. Sealed.
    pub templates: Vec<FaceTemplate>,
}

/// A stored face, with its crop.
#[derive(Clone, Debug, PartialEq)]
pub struct EnrolledFace {
    /// Its id.
    pub id: EnrolledFaceId,
    /// The class whose enrolment it came with.
    pub class: ClassId,
    /// What was stored; `templates` holds all of them.
    pub face: NewEnrolledFace,
    /// When it was stored.
    pub at: Timestamp,
}

/// A template of the gallery.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredTemplate {
    /// Whose.
    pub student: StudentId,
    /// The templates of one face (one for each model) share this number; those of an imported row too.
    pub sample: i64,
    /// The template.
    pub template: FaceTemplate,
}

/// What a decision says about whose a face is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose<'a> {
    /// As before.
    Unchanged,
    /// This student's.
    Of(&'a StudentId),
    /// Without a name, as faces of a class photo come.
    Unnamed,
}

impl<'a> Whose<'a> {
    /// This student's, when one is given; else as before.
    pub fn given(student: Option<&'a StudentId>) -> Self {
        student.map_or(Self::Unchanged, Self::Of)
    }
}

/// Enrolment of faces.
#[async_trait]
pub trait Enrolments: Send + Sync {
    /// Stores the faces in one transaction and returns their ids in order. A face whose student, photo and
    /// box are already stored for this class is not stored again: its id is returned, its state kept (a
    /// person may have decided it), and templates of models it lacks are added. "Student" is whose it is now
    /// or whose it was given as, so that a face which a person has named is found again; boxes are the same
    /// when they overlap by 0.9 (another engine moves them by a fraction of a pixel).
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such class or student; [`StoreError::FaceNotAllowed`] for a student's face
    /// without consent; [`StoreError::Invalid`] for a face with two templates of one model.
    async fn add_enrolled_faces(
        &self,
        school: &SchoolId,
        class: &ClassId,
        faces: &[NewEnrolledFace],
        at: Timestamp,
    ) -> Result<Vec<EnrolledFaceId>, StoreError>;

    /// All faces enrolled with a class, by student, then id; those without a name last.
    async fn list_enrolled_faces(
        &self,
        school: &SchoolId,
        class: &ClassId,
    ) -> Result<Vec<EnrolledFace>, StoreError>;

    /// The face of that id, when it was enrolled with this class.
    async fn find_enrolled_face(
        &self,
        school: &SchoolId,
        class: &ClassId,
        face: EnrolledFaceId,
    ) -> Result<Option<EnrolledFace>, StoreError>;

    /// Those of the class's faces that come from this photo, in the order of [`Enrolments::list_enrolled_faces`].
    async fn list_faces_enrolled_from(
        &self,
        school: &SchoolId,
        class: &ClassId,
        photo: PhotoDigest,
    ) -> Result<Vec<EnrolledFace>, StoreError>;

    /// Decides faces: sets their state and whose they are; where that changes, their remark spoke of someone else and is
    /// cleared. One transaction for all ids.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when an id or the student is not there, [`StoreError::FaceNotAllowed`] when the student's face
    /// must not be kept; then nothing is changed.
    async fn decide_enrolled_faces(
        &self,
        school: &SchoolId,
        faces: &[EnrolledFaceId],
        state: EnrolmentState,
        whose: Whose<'_>,
    ) -> Result<(), StoreError>;

    /// Templates for those of the class's roster on a day ([`crate::People::roster`]) whose consent holds then: those of accepted faces (with whatever class they were enrolled) and
    /// imported ones, of the given models, by student, then sample.
    async fn list_templates(
        &self,
        school: &SchoolId,
        class: &ClassId,
        models: &[ModelId],
        on: Date,
    ) -> Result<Vec<StoredTemplate>, StoreError>;

    /// Replaces the imported templates (those without a face) of these students and their models. One
    /// transaction; templates of enrolled faces stay. Each row is one sample; a second template of the same
    /// model in a row is a sample of its own.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such student; [`StoreError::FaceNotAllowed`] without their consent.
    async fn import_templates(
        &self,
        school: &SchoolId,
        templates: &[(StudentId, Vec<FaceTemplate>)],
        at: Timestamp,
    ) -> Result<(), StoreError>;
}
