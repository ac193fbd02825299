//! What a person should look at among the faces on file: those without a name by likeness, those that fit somebody else
//! better, and students whom the models can hardly tell apart.

use std::collections::{BTreeMap, BTreeSet};

use muster_domain::{Candidate, ClassId, FaceTemplate, Student, StudentId, Threshold};
use muster_identify::enrol::{Folders, LookAlike, Misfit, look_alikes, misfits};
use muster_identify::{Gallery, Nameless, clusters};
use muster_store::{EnrolledFace, EnrolledFaceId, EnrolmentState, StoredTemplate};

use crate::session::find_class;
use crate::{Act, Recogniser, UseCaseError};

/// Students who are named with a face or a group as the likeliest.
const NEAREST: usize = 3;
/// Most faces without a name that are grouped at once: the work grows with their square. The others follow when these
/// have names.
pub const GROUPED: usize = 400;

/// What is on file of a student.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnFile {
    /// Templates under the models in force: of accepted faces, and imported ones.
    pub templates: usize,
    /// Faces that a person should look at first.
    pub pending: usize,
}

/// Faces without a name that probably show one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The faces.
    pub faces: Vec<EnrolledFaceId>,
    /// The students whom they are most like, nearest first.
    pub nearest: Vec<Candidate>,
}

/// A class's faces on file with what a person should know of them.
#[derive(Clone, Debug)]
pub struct EnrolmentReview {
    /// The class's roster.
    pub roster: Vec<Student>,
    /// All faces enrolled with the class, by student, then id; those without a name last.
    pub faces: Vec<EnrolledFace>,
    /// What is on file of each student of the roster.
    pub on_file: BTreeMap<StudentId, OnFile>,
    /// The pending faces without a name, by likeness; the largest group first.
    pub groups: Vec<Group>,
    /// Of pending faces with a name, the students whom they are most like.
    pub nearest: BTreeMap<EnrolledFaceId, Vec<Candidate>>,
    /// Accepted faces that fit somebody else better, or not the student's others.
    pub misfits: Vec<(EnrolledFaceId, Misfit)>,
    /// Students whom the models can hardly tell apart, nearest first.
    pub look_alikes: Vec<LookAlike>,
    /// The threshold in force for this gallery.
    pub threshold: Threshold,
}

/// What is on file of each student of the class's roster.
///
/// # Errors
/// [`UseCaseError::NoClass`].
pub async fn on_file(
    act: Act<'_>,
    recogniser: &Recogniser,
    class: &ClassId,
) -> Result<(Vec<Student>, BTreeMap<StudentId, OnFile>), UseCaseError> {
    find_class(act, class).await?;
    let roster = act.store.roster(act.school, class, act.today()).await?;
    let faces = act.store.list_enrolled_faces(act.school, class).await?;
    let stored = act.store.list_templates(act.school, class, &recogniser.models(), act.today()).await?;
    let counts = count(&roster, &faces, &stored);
    Ok((roster, counts))
}

fn count(
    roster: &[Student],
    faces: &[EnrolledFace],
    stored: &[StoredTemplate],
) -> BTreeMap<StudentId, OnFile> {
    let mut counts: BTreeMap<StudentId, OnFile> =
        roster.iter().map(|student| (student.id.clone(), OnFile::default())).collect();
    let samples: BTreeSet<(&StudentId, i64)> =
        stored.iter().map(|template| (&template.student, template.sample)).collect();
    for (student, _) in samples {
        counts.entry(student.clone()).or_default().templates += 1;
    }
    for face in faces.iter().filter(|face| face.face.state == EnrolmentState::Pending) {
        if let Some(own) = face.face.student.as_ref().and_then(|student| counts.get_mut(student)) {
            own.pending += 1;
        }
    }
    counts
}

/// The class's faces on file, as a person reviews them.
///
/// # Errors
/// [`UseCaseError::NoClass`]; [`UseCaseError::Template`] when a stored template does not fit its model.
pub async fn review_enrolment(
    act: Act<'_>,
    recogniser: &Recogniser,
    class: &ClassId,
) -> Result<EnrolmentReview, UseCaseError> {
    find_class(act, class).await?;
    let roster = act.store.roster(act.school, class, act.today()).await?;
    let faces = act.store.list_enrolled_faces(act.school, class).await?;
    let stored = act.store.list_templates(act.school, class, &recogniser.models(), act.today()).await?;
    let on_file = count(&roster, &faces, &stored);
    let gallery_templates = recogniser.blend_stored(stored)?;
    let mut folders = Folders::new();
    for (student, template) in &gallery_templates {
        folders.entry(student.clone()).or_default().push(template.clone());
    }
    let gallery = recogniser.gallery(gallery_templates)?;
    let threshold = recogniser.threshold_for(&gallery);
    Ok(EnrolmentReview {
        groups: groups(recogniser, (&gallery, &threshold), &faces)?,
        nearest: nearest(recogniser, (&gallery, &threshold), &faces)?,
        misfits: doubtful(recogniser, &faces)?,
        look_alikes: look_alikes(&folders, &threshold)?,
        threshold,
        roster,
        faces,
        on_file,
    })
}

fn groups(
    recogniser: &Recogniser,
    (gallery, threshold): (&Gallery, &Threshold),
    faces: &[EnrolledFace],
) -> Result<Vec<Group>, UseCaseError> {
    let nameless = faces.iter().filter(|one| is_pending(one) && one.face.student.is_none()).take(GROUPED);
    let (mut ids, mut known, mut groups) = (Vec::new(), Vec::new(), Vec::new());
    for face in nameless {
        match recogniser.blend(&face.face.templates)? {
            Some(template) => {
                ids.push(face.id);
                known.push(Nameless { template, photo: face.face.photo });
            }
            // Enrolled under other models: like nobody, for now.
            None => groups.push(Group { faces: vec![face.id], nearest: Vec::new() }),
        }
    }
    let mut alike = Vec::new();
    for group in clusters(&known, threshold.identify)? {
        let mean = FaceTemplate::mean(group.iter().map(|at| &known[*at].template));
        let nearest = mean.map(|mean| likeliest(gallery, threshold, &mean)).transpose()?.unwrap_or_default();
        alike.push(Group { faces: group.into_iter().map(|at| ids[at]).collect(), nearest });
    }
    alike.append(&mut groups);
    Ok(alike)
}

fn nearest(
    recogniser: &Recogniser,
    (gallery, threshold): (&Gallery, &Threshold),
    faces: &[EnrolledFace],
) -> Result<BTreeMap<EnrolledFaceId, Vec<Candidate>>, UseCaseError> {
    let mut nearest = BTreeMap::new();
    for face in faces.iter().filter(|one| is_pending(one) && one.face.student.is_some()) {
        if let Some(template) = recogniser.blend(&face.face.templates)? {
            nearest.insert(face.id, likeliest(gallery, threshold, &template)?);
        }
    }
    Ok(nearest)
}

fn doubtful(
    recogniser: &Recogniser,
    faces: &[EnrolledFace],
) -> Result<Vec<(EnrolledFaceId, Misfit)>, UseCaseError> {
    let mut folders = Folders::new();
    let mut ids: BTreeMap<StudentId, Vec<EnrolledFaceId>> = BTreeMap::new();
    for face in faces.iter().filter(|one| one.face.state == EnrolmentState::Accepted) {
        if let (Some(student), Some(template)) = (&face.face.student, recogniser.blend(&face.face.templates)?)
        {
            folders.entry(student.clone()).or_default().push(template);
            ids.entry(student.clone()).or_default().push(face.id);
        }
    }
    let found = misfits(&folders, recogniser.threshold())?;
    Ok(found.into_iter().map(|(student, at, misfit)| (ids[&student][at], misfit)).collect())
}

/// The nearest students, but for those whom the face is hardly.
fn likeliest(
    gallery: &Gallery,
    threshold: &Threshold,
    template: &FaceTemplate,
) -> Result<Vec<Candidate>, UseCaseError> {
    let mut nearest = gallery.candidates(template, NEAREST)?;
    nearest.retain(|one| one.distance <= threshold.contradict);
    Ok(nearest)
}

fn is_pending(face: &EnrolledFace) -> bool {
    face.face.state == EnrolmentState::Pending
}
