//! Sessions: their photos, faces and marks.

use async_trait::async_trait;
use jiff::{Timestamp, civil::Date, civil::DateTime};
use muster_domain::{
    ClassId, Face, FaceTemplate, Identification, Mark, PhotoDigest, SchoolId, Session, SessionId,
};

use crate::StoreError;

/// A face of a class photo with its verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct PhotoFace {
    /// Where it is and how good.
    pub face: Face,
    /// The blended template that was searched with; `None` when none could be made. Sealed.
    pub template: Option<FaceTemplate>,
    /// The verdict. Sealed.
    pub identification: Identification,
    /// A JPEG for people to look at. Sealed.
    pub crop: Vec<u8>,
}

/// A class photo to add to a session. The picture itself is not kept, only its faces' crops.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPhoto {
    /// Digest of the file.
    pub digest: PhotoDigest,
    /// Upright width in pixels.
    pub width: u32,
    /// Upright height in pixels.
    pub height: u32,
    /// What the camera says.
    pub captured_at: Option<DateTime>,
    /// The profile that judged it.
    pub profile: String,
    /// Its faces.
    pub faces: Vec<PhotoFace>,
}

/// A photo of a session, as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredPhoto {
    /// What was stored.
    pub photo: NewPhoto,
    /// When it was received.
    pub at: Timestamp,
}

/// Sessions and their marks.
#[async_trait]
pub trait Sessions: Send + Sync {
    /// The session of a class at a date, made when there is none yet.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such class.
    async fn open_session(
        &self,
        school: &SchoolId,
        class: &ClassId,
        date: Date,
        label: &str,
    ) -> Result<Session, StoreError>;

    /// The session of a class at a date.
    async fn find_session(
        &self,
        school: &SchoolId,
        class: &ClassId,
        date: Date,
        label: &str,
    ) -> Result<Option<Session>, StoreError>;

    /// The class's sessions from `from` to `to`, both included, by date, then label.
    async fn list_sessions(
        &self,
        school: &SchoolId,
        class: &ClassId,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<Vec<Session>, StoreError>;

    /// The session's photos with all faces, in the order received.
    async fn list_photos(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<StoredPhoto>, StoreError>;

    /// The session's marks, oldest first; those of one instant in the order they were added.
    async fn list_marks(&self, school: &SchoolId, session: SessionId) -> Result<Vec<Mark>, StoreError>;

    /// Adds photos and marks in one transaction. A photo that the session already has is left as it is, and a
    /// mark that is equal in all parts to one it has is not added again: so a call may be repeated when its
    /// answer got lost.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such session, or a mark is about no student of the school.
    async fn add_to_session(
        &self,
        school: &SchoolId,
        session: SessionId,
        photos: &[NewPhoto],
        marks: &[Mark],
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// Closes the session and adds the marks that this makes, in one transaction. Closing a closed session
    /// keeps the first time; marks are added as by [`Sessions::add_to_session`], with the same errors.
    async fn close_session(
        &self,
        school: &SchoolId,
        session: SessionId,
        marks: &[Mark],
        at: Timestamp,
    ) -> Result<(), StoreError>;
}
