//! Every wrong decision, with what is known of its cause and the face to look at.

use muster_capture::encode_jpeg;
use muster_domain::{BoundingBox, Identification, StudentId};
use muster_identify::{Gallery, SessionVerdict, Verdict};
use muster_usecase::{FoundFace, Recogniser, UseCaseError, look_crop};
use serde::Serialize;

use super::{ClassFaces, openset::matched};
use crate::EvaluateError;
use crate::data::{LabelledPhoto, RollCallData};
use crate::faces::read_photo;

/// Quality of the JPEG crops.
const QUALITY: u8 = 85;

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MistakeKind {
    /// Marked present without being there.
    Wrong,
    /// There, and put up for review instead of marked.
    Review,
    /// There, and their face was not found. Known only for data that says where each face is.
    NotDetected,
    /// There, and not recognised.
    NotRecognised,
}

/// One wrong decision.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mistake {
    /// The photo's file name.
    pub photo: String,
    /// Whom the decision is about.
    pub student: String,
    /// What went wrong.
    pub kind: MistakeKind,
    /// How far the face is from the student's templates.
    pub distance: Option<f32>,
    /// The face: its box x, y, width and height in the upright photo.
    pub place: Option<[f32; 4]>,
}

/// The face of each mistake as JPEG, in order; none where its place is not known.
///
/// # Errors
/// [`EvaluateError`] when a photo can't be read again.
pub fn crops(data: &RollCallData, mistakes: &[Mistake]) -> Result<Vec<Option<Vec<u8>>>, EvaluateError> {
    let photos = || data.classes.iter().flat_map(|class| &class.photos);
    let crop = |mistake: &Mistake| -> Result<Option<Vec<u8>>, EvaluateError> {
        let Some([x, y, width, height]) = mistake.place else { return Ok(None) };
        let Some(photo) = photos().find(|photo| photo.name == mistake.photo) else { return Ok(None) };
        let image = read_photo(&photo.path)?.image;
        let crop = look_crop(&image, &BoundingBox::new(x, y, width, height));
        Ok(Some(encode_jpeg(&crop, QUALITY).map_err(UseCaseError::from)?))
    };
    mistakes.iter().map(crop).collect()
}

/// The wrong decisions on the class's photos; `verdicts` are those of each photo by itself.
pub(super) fn find(
    recogniser: &Recogniser,
    gallery: &Gallery,
    class: &ClassFaces<'_>,
    verdicts: &[SessionVerdict],
) -> Result<Vec<Mistake>, EvaluateError> {
    let mut mistakes = Vec::new();
    for ((photo, found), session) in class.data.photos.iter().zip(&class.photos).zip(verdicts) {
        let looked = Looked { recogniser, gallery, photo, found };
        for student in class.data.students.iter().filter(|s| !photo.ignored.contains(&s.name)) {
            let id = StudentId::new(&student.name);
            let there = photo.present.contains(&student.name);
            let kind = match session.students.get(&id) {
                Some(Verdict::Seen { .. } | Verdict::Confirmed { .. }) if !there => MistakeKind::Wrong,
                Some(Verdict::Seen { .. } | Verdict::Confirmed { .. }) => continue,
                _ if !there => continue,
                Some(Verdict::ToReview { .. }) => MistakeKind::Review,
                None => looked.why_missed(&student.name),
            };
            mistakes.push(looked.mistake(kind, &id)?);
        }
    }
    Ok(mistakes)
}

struct Looked<'a> {
    recogniser: &'a Recogniser,
    gallery: &'a Gallery,
    photo: &'a LabelledPhoto,
    found: &'a [FoundFace],
}

impl Looked<'_> {
    fn why_missed(&self, student: &str) -> MistakeKind {
        let known = self.photo.faces.iter().any(|face| face.person.as_deref() == Some(student));
        if known && self.own_face(student).is_none() {
            MistakeKind::NotDetected
        } else {
            MistakeKind::NotRecognised
        }
    }

    /// The found face that the labels give to this student.
    fn own_face(&self, student: &str) -> Option<usize> {
        let at = self.photo.faces.iter().position(|face| face.person.as_deref() == Some(student))?;
        matched(&self.photo.places(), self.found)[at]
    }

    fn mistake(&self, kind: MistakeKind, student: &StudentId) -> Result<Mistake, EvaluateError> {
        let face = match kind {
            MistakeKind::Wrong | MistakeKind::Review => self.claimed(student)?,
            MistakeKind::NotDetected | MistakeKind::NotRecognised => self.own_face(student.as_str()),
        };
        let label = self.photo.faces.iter().find(|face| face.person.as_deref() == Some(student.as_str()));
        let place = face.map(|at| self.found[at].face.bounding_box).or(label.map(|face| face.place));
        Ok(Mistake {
            photo: self.photo.name.clone(),
            student: student.to_string(),
            kind,
            distance: face.map(|at| self.distance(at, student)).transpose()?.flatten(),
            place: place.map(|b| [b.x, b.y, b.width, b.height]),
        })
    }

    /// The face that was taken for the student.
    fn claimed(&self, student: &StudentId) -> Result<Option<usize>, EvaluateError> {
        let verdicts = self.recogniser.identify(self.gallery, self.found)?;
        let first = |verdict: &Identification| match verdict {
            Identification::Identified { best, .. } => Some(best.student.clone()),
            Identification::NeedsReview { candidates, .. } => {
                candidates.first().map(|one| one.student.clone())
            }
            Identification::Confirmed { .. } | Identification::Unknown | Identification::Dismissed => None,
        };
        Ok(verdicts.iter().position(|(_, verdict)| first(verdict).as_ref() == Some(student)))
    }

    fn distance(&self, face: usize, student: &StudentId) -> Result<Option<f32>, EvaluateError> {
        let Some(template) = self.recogniser.blend(&self.found[face].templates)? else { return Ok(None) };
        let scores = self.gallery.scores(&template)?;
        let at = self.gallery.students().iter().position(|own| own == student);
        Ok(at.map(|at| scores[at].distance().0))
    }
}
