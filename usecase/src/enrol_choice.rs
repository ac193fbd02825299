//! Which face of each enrolment photo is the student's, and whether it may be used before a person has looked.

use std::collections::BTreeMap;

use muster_domain::{FaceTemplate, QualityReason, StudentId};
use muster_identify::enrol::{Folders, Misfit, misfits, recurring};
use muster_store::EnrolmentState;

use crate::{FoundFace, Recogniser, UseCaseError};

/// A face that is less than this many times as high as another may be either.
const DOMINANT: f32 = 1.5;

/// The face that was chosen from an enrolment photo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its place among the photo's faces.
    pub face: usize,
    /// Accepted, or pending: a person should look first.
    pub state: EnrolmentState,
    /// Why, in plain words; empty when there is nothing to say.
    pub remark: String,
}

/// For each student's photos (all faces found in each) the student's face; `None` for a photo without faces.
///
/// Of several faces of similar size the one that recurs in the student's photos is chosen. A face of poor quality,
/// one of several that can't be told apart, and one unlike its folder or like another student is pending.
///
/// # Errors
/// [`UseCaseError::Template`] when templates can't be compared.
pub fn choose(
    recogniser: &Recogniser,
    students: &BTreeMap<StudentId, Vec<Vec<FoundFace>>>,
) -> Result<BTreeMap<StudentId, Vec<Option<Choice>>>, UseCaseError> {
    let mut choices = BTreeMap::new();
    for (student, photos) in students {
        choices.insert(student.clone(), choose_one(recogniser, photos)?);
    }
    question_misfits(recogniser, students, &mut choices)?;
    Ok(choices)
}

fn choose_one(
    recogniser: &Recogniser,
    photos: &[Vec<FoundFace>],
) -> Result<Vec<Option<Choice>>, UseCaseError> {
    let likely: Vec<Vec<usize>> = photos.iter().map(|faces| likely(faces)).collect();
    let mut templates = Vec::with_capacity(photos.len());
    for (faces, likely) in photos.iter().zip(&likely) {
        let blended = likely.iter().map(|at| recogniser.blend(&faces[*at].templates));
        templates.push(blended.collect::<Result<Vec<_>, _>>()?);
    }
    let recurring = recurring(&templates, recogniser.threshold().identify)?;
    let choice = |((faces, likely), recurring): ((&Vec<FoundFace>, &Vec<usize>), Option<usize>)| {
        let (face, certain, remark) = match (likely.as_slice(), recurring) {
            ([], _) => return None,
            ([only], _) if faces.len() == 1 => (*only, true, String::new()),
            ([only], _) => (*only, true, format!("the largest of {} faces", faces.len())),
            (_, Some(at)) => {
                let text = format!("of {} faces the one that the other photos show too", faces.len());
                (likely[at], true, text)
            }
            ([largest, ..], None) => {
                let text = format!("one of {} faces of similar size: is it the student's?", faces.len());
                (*largest, false, text)
            }
        };
        let reasons = &faces[face].face.quality.reasons;
        if certain && !reasons.is_empty() {
            let codes: Vec<&str> = reasons.iter().map(|reason| QualityReason::code(*reason)).collect();
            return Some(Choice { face, state: EnrolmentState::Pending, remark: codes.join(", ") });
        }
        let state = if certain { EnrolmentState::Accepted } else { EnrolmentState::Pending };
        Some(Choice { face, state, remark })
    };
    Ok(photos.iter().zip(&likely).zip(recurring).map(choice).collect())
}

/// The places of the faces that may be the student's by their size, largest first.
pub fn likely(faces: &[FoundFace]) -> Vec<usize> {
    let height = |at: usize| faces[at].face.bounding_box.height;
    let mut order: Vec<usize> = (0..faces.len()).collect();
    order.sort_by(|a, b| height(*b).total_cmp(&height(*a)));
    let largest = order.first().map_or(0.0, |at| height(*at));
    order.retain(|at| height(*at) * DOMINANT > largest);
    order
}

/// Makes accepted faces that do not fit their folder pending.
fn question_misfits(
    recogniser: &Recogniser,
    students: &BTreeMap<StudentId, Vec<Vec<FoundFace>>>,
    choices: &mut BTreeMap<StudentId, Vec<Option<Choice>>>,
) -> Result<(), UseCaseError> {
    let mut folders = Folders::new();
    let mut places: BTreeMap<StudentId, Vec<usize>> = BTreeMap::new();
    for (student, photos) in students {
        for (at, faces) in photos.iter().enumerate() {
            let accepted = choices[student][at].as_ref().filter(|c| c.state == EnrolmentState::Accepted);
            let template = accepted.map(|choice| recogniser.blend(&faces[choice.face].templates));
            if let Some(template) = template.transpose()?.flatten() {
                folders.entry(student.clone()).or_default().push(template);
                places.entry(student.clone()).or_default().push(at);
            }
        }
    }
    for (student, at, misfit) in misfits(&folders, recogniser.threshold())? {
        let photo = places[&student][at];
        if let Some(choice) = choices.get_mut(&student).and_then(|own| own[photo].as_mut()) {
            choice.state = EnrolmentState::Pending;
            choice.remark = remark(&misfit);
        }
    }
    Ok(())
}

fn remark(misfit: &Misfit) -> String {
    match misfit {
        Misfit::UnlikeTheOthers { distance } => {
            format!("unlike the student's other photos (distance {:.2})", distance.0)
        }
        Misfit::TwoPeople { alike, of } => {
            format!("the folder shows two people: {alike} of {of} photos look like this one")
        }
        Misfit::NearerToAnother { student, distance } => {
            format!("looks like {student} (distance {:.2})", distance.0)
        }
    }
}

/// The templates of the accepted faces, by student in the order of the photos.
///
/// # Errors
/// [`UseCaseError::Template`] when a centre does not fit its model.
pub fn accepted(
    recogniser: &Recogniser,
    students: &BTreeMap<StudentId, Vec<Vec<FoundFace>>>,
) -> Result<BTreeMap<StudentId, Vec<FaceTemplate>>, UseCaseError> {
    let choices = choose(recogniser, students)?;
    let mut templates = BTreeMap::new();
    for (student, photos) in students {
        let mut own = Vec::new();
        for (faces, choice) in photos.iter().zip(&choices[student]) {
            if let Some(Choice { face, state: EnrolmentState::Accepted, .. }) = choice {
                own.extend(recogniser.blend(&faces[*face].templates)?);
            }
        }
        if !own.is_empty() {
            templates.insert(student.clone(), own);
        }
    }
    Ok(templates)
}
