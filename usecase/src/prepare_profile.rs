//! Another profile without enrolling again: its templates are made from the crops that enrolment keeps.
//!
//! A crop is smaller than the photo that it comes from, and was compressed, so a template from it is a little worse
//! than one from the photo. Imported templates have no crop: they can't be made anew.

use muster_capture::{Limits, decode};
use muster_domain::{BoundingBox, ClassId};
use muster_store::{EnrolledFace, EnrolmentState, NewEnrolledFace};

use crate::{Act, Recogniser, UseCaseError, look_box};

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prepared {
    /// Faces that have the profile's templates now and had not.
    pub made: usize,
    /// Faces whose crop gives none.
    pub failed: usize,
}

/// The class's faces that lack a template of the profile's models, rejected ones aside.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn unprepared(
    act: Act<'_>,
    recogniser: &Recogniser,
    class: &ClassId,
) -> Result<Vec<EnrolledFace>, UseCaseError> {
    let models = recogniser.models();
    let lacks = |stored: &EnrolledFace| {
        let has = |model| stored.face.templates.iter().any(|template| template.model() == model);
        stored.face.state != EnrolmentState::Rejected && !models.iter().all(has)
    };
    let all = act.store.list_enrolled_faces(act.school, class).await?;
    Ok(all.into_iter().filter(lacks).collect())
}

/// Makes the profile's templates for these faces of a class. `progress` is told how many are done.
///
/// # Errors
/// [`UseCaseError`] when a model fails or nothing can be stored; what was done before stays done.
pub async fn prepare_profile(
    act: Act<'_>,
    recogniser: &Recogniser,
    class: &ClassId,
    faces: Vec<EnrolledFace>,
    progress: &mut (dyn FnMut(usize) + Send),
) -> Result<Prepared, UseCaseError> {
    let mut prepared = Prepared::default();
    for (done, stored) in faces.into_iter().enumerate() {
        match anew(recogniser, &stored.face)? {
            Some(face) => {
                act.store.add_enrolled_faces(act.school, class, &[face], act.now).await?;
                prepared.made += 1;
            }
            None => prepared.failed += 1,
        }
        progress(done + 1);
    }
    Ok(prepared)
}

/// The face with the templates that the profile's models make of its crop.
fn anew(recogniser: &Recogniser, known: &NewEnrolledFace) -> Result<Option<NewEnrolledFace>, UseCaseError> {
    let Ok(photo) = decode(&known.crop, &Limits::default()) else { return Ok(None) };
    let place: BoundingBox = look_box(&known.bounding_box);
    let face = recogniser.face_in(&photo.image, &place)?;
    let found = recogniser.embed_to_enrol(&photo.image, vec![face])?.pop();
    let templates = found.map(|found| found.templates).unwrap_or_default();
    Ok((!templates.is_empty()).then(|| NewEnrolledFace { templates, ..known.clone() }))
}
