//! The gallery of a labelled class, enrolled as `muster enrol` does without a person's review: what it would put
//! up for review is not used.

use std::collections::BTreeMap;

use muster_domain::{FaceTemplate, StudentId};
use muster_identify::Gallery;
use muster_usecase::{FoundFace, Recogniser, enrol_choice::accepted};

use crate::data::ClassData;
use crate::{EvaluateError, FaceSource, Rate};

/// Templates of each student in the order of their pictures.
pub(super) struct Enrolled {
    templates: BTreeMap<StudentId, Vec<FaceTemplate>>,
    /// Pictures that gave no template to use.
    pub(super) unused: Rate,
}

impl Enrolled {
    /// The gallery from each student's first `photos` templates.
    pub(super) fn gallery(&self, recogniser: &Recogniser, photos: usize) -> Result<Gallery, EvaluateError> {
        let first = self.templates.iter().flat_map(|(student, templates)| {
            templates.iter().take(photos).map(|template| (student.clone(), template.clone()))
        });
        Ok(recogniser.gallery(first.collect())?)
    }

    /// The most templates that a student has.
    pub(super) fn most(&self) -> usize {
        self.templates.values().map(Vec::len).max().unwrap_or(0)
    }
}

pub(super) fn enrol(
    source: &FaceSource<'_>,
    class: &ClassData,
    tick: &mut dyn FnMut(),
) -> Result<Enrolled, EvaluateError> {
    let photos = enrolment_faces(source, class, tick)?;
    let templates = accepted(source.recogniser(), &photos)?;
    let pictures = photos.values().map(Vec::len).sum::<usize>();
    let used = templates.values().map(Vec::len).sum::<usize>();
    Ok(Enrolled { templates, unused: Rate::new(pictures - used, pictures) })
}

/// All faces of each student's enrolment pictures, with templates for the gallery. `tick` is told each picture.
///
/// # Errors
/// [`EvaluateError`] when a picture can't be used or a model fails.
pub fn enrolment_faces(
    source: &FaceSource<'_>,
    class: &ClassData,
    tick: &mut dyn FnMut(),
) -> Result<BTreeMap<StudentId, Vec<Vec<FoundFace>>>, EvaluateError> {
    let mut photos: BTreeMap<StudentId, Vec<Vec<FoundFace>>> = BTreeMap::new();
    for student in &class.students {
        let own = photos.entry(StudentId::new(&student.name)).or_default();
        for image in &student.images {
            own.push(source.faces_to_enrol(image)?);
            tick();
        }
    }
    Ok(photos)
}
