//! Sessions: their photos, faces and marks.

use async_trait::async_trait;
use jiff::{Timestamp, civil::Date, civil::DateTime};
use muster_domain::{
    ClassId, Confirmation, Correction, Face, FaceTemplate, Identification, Mark, ModelId, PhotoDigest,
    PlannedSession, Reopening, SchoolId, Session, SessionId,
};

use crate::StoreError;

/// A face of a class photo with its verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct PhotoFace {
    /// Where it is and how good.
    pub face: Face,
    /// One template for each model of the profile; fewer when a network gave none. Sealed.
    pub templates: Vec<FaceTemplate>,
    /// The machine's verdict; what people said is in the session's corrections. Sealed.
    pub identification: Identification,
    /// A JPEG for people to look at; empty once it is not kept any more. Sealed.
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
    /// When it was taken, as far as that can be believed.
    pub taken_at: Option<Timestamp>,
    /// The profile that judged it.
    pub profile: String,
    /// What made the templates that were compared: the profile's models and how they were blended.
    pub model: ModelId,
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

/// A client's name for one request, so that it can send it again when the answer got lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestKey {
    /// The client's text: 1 to 255 characters.
    pub key: String,
    /// SHA-256 of all that was asked.
    pub digest: [u8; 32],
}

/// How much a session had been told when something was decided. Marks and corrections are only ever added, so their
/// numbers say what was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Its marks.
    pub marks: usize,
    /// Its corrections.
    pub corrections: usize,
}

/// What one act adds to a session.
#[derive(Clone, Copy, Debug, Default)]
pub struct Additions<'a> {
    /// Photos with their faces.
    pub photos: &'a [NewPhoto],
    /// Faces for photos that the session has, drawn by a person.
    pub faces: &'a [(PhotoDigest, PhotoFace)],
    /// Marks.
    pub marks: &'a [Mark],
    /// What people said of faces.
    pub corrections: &'a [Correction],
    /// The request that asks for it, and by whom, when it may come again.
    pub request: Option<(&'a str, &'a RequestKey)>,
    /// What was known when it was decided, where it must not be added to anything else.
    pub basis: Option<Basis>,
}

/// A corrected face of some session.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectedFace {
    /// Whose session.
    pub session: SessionId,
    /// The corrections of that face, in the order they were added.
    pub corrections: Vec<Correction>,
    /// The face's templates.
    pub templates: Vec<FaceTemplate>,
}

/// A session with everything that was decided about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The session.
    pub session: Session,
    /// As of [`Sessions::list_marks`].
    pub marks: Vec<Mark>,
    /// As of [`Sessions::list_corrections`].
    pub corrections: Vec<Correction>,
}

/// Sessions and their marks.
#[async_trait]
pub trait Sessions: Send + Sync {
    /// The session of a class at a date, made when there is none yet; then with the time and the group of `plan`, what the
    /// timetable foresees there.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such class.
    async fn open_session(
        &self,
        school: &SchoolId,
        class: &ClassId,
        date: Date,
        label: &str,
        plan: Option<&PlannedSession>,
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

    /// The same sessions with their marks and corrections, all of one moment and by a few reads, however many they are.
    async fn list_decided(
        &self,
        school: &SchoolId,
        class: &ClassId,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<Vec<Decided>, StoreError>;

    /// The session's photos with all faces, in the order received.
    async fn list_photos(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<StoredPhoto>, StoreError>;

    /// The class's sessions that have this photo, by id.
    async fn sessions_with_photo(
        &self,
        school: &SchoolId,
        class: &ClassId,
        photo: PhotoDigest,
    ) -> Result<Vec<SessionId>, StoreError>;

    /// What the machine said of the faces of the session's photos, drawn ones included, by photo in the order received,
    /// then by face. The same verdicts as [`Sessions::list_photos`] gives, without opening pictures and templates.
    async fn list_verdicts(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<(PhotoDigest, Vec<Identification>)>, StoreError>;

    /// The session's marks, oldest first; those of one instant in the order they were added.
    async fn list_marks(&self, school: &SchoolId, session: SessionId) -> Result<Vec<Mark>, StoreError>;

    /// The session's corrections, in the order they were added.
    async fn list_corrections(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<Correction>, StoreError>;

    /// Every face of the class's sessions that people said something of, oldest session first.
    async fn list_corrected_faces(
        &self,
        school: &SchoolId,
        class: &ClassId,
    ) -> Result<Vec<CorrectedFace>, StoreError>;

    /// Adds what an act adds in one transaction. A photo that the session already has is left as it is, a face
    /// that its photo has (boxes that overlap by 0.9) is not added again, nor is a mark or a correction that is
    /// equal in all parts to one it has: so a call may be repeated when its answer got lost.
    ///
    /// False when the request was done before; then nothing is added. Requests are remembered for seven days.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such session or photo, or a mark or correction is about no
    /// student of the school; [`StoreError::RequestReused`] when the request's key was used for another one;
    /// [`StoreError::Overtaken`] when the session has been told more than the basis, unless the request was done.
    async fn add_to_session(
        &self,
        school: &SchoolId,
        session: SessionId,
        additions: Additions<'_>,
        at: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Whether this request was done before, by the same person.
    ///
    /// # Errors
    /// [`StoreError::RequestReused`] when its key was used for another one.
    async fn is_done(&self, school: &SchoolId, request: (&str, &RequestKey)) -> Result<bool, StoreError>;

    /// Remembers that somebody looked over a closed session. What is added to it afterwards, and opening it again, forgets that.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such session; [`StoreError::Conflict`] when it is open.
    async fn confirm_session(
        &self,
        school: &SchoolId,
        session: SessionId,
        confirmation: &Confirmation,
    ) -> Result<(), StoreError>;

    /// Closes the session, adds the marks that this makes and removes its pictures, in one transaction. Closing a closed session
    /// keeps the first time and who did it; marks are added as by [`Sessions::add_to_session`], with the same errors.
    async fn close_session(
        &self,
        school: &SchoolId,
        session: SessionId,
        marks: &[Mark],
        by: &str,
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// Opens the session again, closed or not, and remembers why. The same reopening again changes nothing.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such session; [`StoreError::Invalid`] without a reason.
    async fn reopen_session(
        &self,
        school: &SchoolId,
        session: SessionId,
        reopening: &Reopening,
    ) -> Result<(), StoreError>;

    /// The session's reopenings, oldest first.
    async fn list_reopenings(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<Reopening>, StoreError>;
}
