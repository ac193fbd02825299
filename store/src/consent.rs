//! Whose face may be used: a ledger of consent for each student, and where faces are not used at all.

use std::collections::BTreeSet;

use async_trait::async_trait;
use jiff::Timestamp;
use muster_domain::{ClassId, Consent, ConsentEntry, ConsentText, SchoolId, StudentId};
use serde::Serialize;

use crate::{KeptFile, StoreError};

/// Whose faces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaceScope {
    /// Everybody's.
    School,
    /// Those of a class, in its sessions.
    Class(ClassId),
    /// One student's.
    Student(StudentId),
}

/// Where faces are used, whatever people consented to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceUse {
    /// Whether the school uses faces at all.
    pub school: bool,
    /// Classes whose sessions are taken without faces.
    pub classes_off: BTreeSet<ClassId>,
    /// Students whose faces are not used.
    pub students_off: BTreeSet<StudentId>,
}

impl FaceUse {
    /// Whether photos of this class may be looked at.
    pub fn of_class(&self, class: &ClassId) -> bool {
        self.school && !self.classes_off.contains(class)
    }

    /// Whether this student's face may be used, consent given.
    pub fn of_student(&self, student: &StudentId) -> bool {
        self.school && !self.students_off.contains(student)
    }
}

/// How much was removed of faces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ForgottenFaces {
    /// Templates of the gallery, imported ones included.
    pub templates: u64,
    /// Enrolled faces with their crops.
    pub enrolled_faces: u64,
    /// Faces of class photos whose crops and templates were removed; their place in the photo stays.
    pub session_faces: u64,
}

impl ForgottenFaces {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            templates: self.templates + other.templates,
            enrolled_faces: self.enrolled_faces + other.enrolled_faces,
            session_faces: self.session_faces + other.session_faces,
        }
    }
}

/// A text that people read before they decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredConsentText {
    /// Its version, language and digest.
    pub text: ConsentText,
    /// Its words.
    pub body: String,
    /// When it was kept.
    pub at: Timestamp,
}

/// What a ledger comes to: a rule handed in, since stores decide nothing.
pub type ComesTo<'a> = &'a (dyn Fn(&[ConsentEntry]) -> Consent + Send + Sync);

/// Consent, and where faces are not used.
///
/// No enrolled face and no imported template of a student is kept, whoever asks, unless their consent is
/// [`Consent::Granted`] and faces are used of them and in the school ([`StoreError::FaceNotAllowed`]).
#[async_trait]
pub trait Consents: Send + Sync {
    /// Adds an entry to a student's ledger, and whatever the ledger then comes to. When that is no consent, everything that
    /// is kept of the student's face is removed in the same transaction.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such student.
    async fn add_consent(
        &self,
        school: &SchoolId,
        entry: &ConsentEntry,
        comes_to: ComesTo<'_>,
    ) -> Result<(Consent, ForgottenFaces), StoreError>;

    /// A student's ledger, in the order of arrival.
    async fn list_consents(
        &self,
        school: &SchoolId,
        student: &StudentId,
    ) -> Result<Vec<ConsentEntry>, StoreError>;

    /// Keeps a file, sealed, with the entry of that number in a student's ledger (from 1, in the order of arrival), and gives the
    /// file's own.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such entry; [`StoreError::Invalid`] when the file is empty.
    async fn add_consent_file(
        &self,
        school: &SchoolId,
        entry: (&StudentId, i64),
        file: (&str, &str, &[u8]),
    ) -> Result<i64, StoreError>;

    /// The files of a student's ledger with the numbers of their entries, by entry, in the order they were added.
    async fn list_consent_files(
        &self,
        school: &SchoolId,
        student: &StudentId,
    ) -> Result<Vec<(i64, KeptFile)>, StoreError>;

    /// A file's bytes.
    async fn read_consent_file(
        &self,
        school: &SchoolId,
        entry: (&StudentId, i64),
        number: i64,
    ) -> Result<Option<Vec<u8>>, StoreError>;

    /// Removes a file that does not belong there. Its number is not given again as long as a later one is there.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none.
    async fn remove_consent_file(
        &self,
        school: &SchoolId,
        entry: (&StudentId, i64),
        number: i64,
    ) -> Result<(), StoreError>;

    /// What the ledgers of all students of the school come to, by id.
    async fn consents(&self, school: &SchoolId) -> Result<Vec<(StudentId, Consent)>, StoreError>;

    /// Keeps a text. The same one again changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for other words under a version and language that are there.
    async fn put_consent_text(&self, school: &SchoolId, text: &StoredConsentText) -> Result<(), StoreError>;

    /// All texts, the newest first, then by version and language.
    async fn list_consent_texts(&self, school: &SchoolId) -> Result<Vec<StoredConsentText>, StoreError>;

    /// Says whether faces are used there. Where they are not, all that is kept of them is removed in the same transaction: of
    /// the school everything; of a class the faces that were enrolled with it and those in its photos; of a student theirs.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such class or student.
    async fn put_face_use(
        &self,
        school: &SchoolId,
        scope: &FaceScope,
        on: bool,
    ) -> Result<ForgottenFaces, StoreError>;

    /// Where faces are used. A school that is not there uses none.
    async fn face_use(&self, school: &SchoolId) -> Result<FaceUse, StoreError>;
}
