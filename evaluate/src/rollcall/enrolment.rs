//! The gallery of a labelled class, enrolled as `muster enrol` does without a person's review: photos with
//! several like-sized faces, of poor quality or unlike the rest of their folder are not used.

use std::collections::{BTreeMap, BTreeSet};

use muster_domain::{Face, FaceTemplate, StudentId};
use muster_identify::{Gallery, enrol::misfits};
use muster_store::EnrolmentState;
use muster_usecase::{Recogniser, enrol_student::choose};

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
    let mut templates: BTreeMap<StudentId, Vec<FaceTemplate>> = BTreeMap::new();
    let mut pictures = 0;
    for student in &class.students {
        for image in &student.images {
            pictures += 1;
            let found = source.faces_to_enrol(image)?;
            let faces: Vec<&Face> = found.iter().map(|one| &one.face).collect();
            if let Some((at, EnrolmentState::Accepted, _)) = choose(&faces)
                && let Some(template) = source.recogniser().blend(&found[at].templates)?
            {
                templates.entry(StudentId::new(&student.name)).or_default().push(template);
            }
            tick();
        }
    }
    let out: BTreeSet<(StudentId, usize)> = misfits(&templates, source.recogniser().threshold())?
        .into_iter()
        .map(|(student, at, _)| (student, at))
        .collect();
    for (student, own) in &mut templates {
        let mut at = 0..;
        own.retain(|_| !out.contains(&(student.clone(), at.next().unwrap_or_default())));
    }
    templates.retain(|_, own| !own.is_empty());
    let used = templates.values().map(Vec::len).sum::<usize>();
    Ok(Enrolled { templates, unused: Rate::new(pictures - used, pictures) })
}
