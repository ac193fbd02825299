//! What a school's own closed sessions say about distances: the ground for calibrating on its own classes.
//!
//! A teacher who closes a session has confirmed who was there. For each student the nearest face of the session
//! counts: right when the student was there; when not, it is a face of someone else. The same confirmed faces are
//! searched in the school's other classes, where their owners are not enrolled. A face that is nobody's nearest
//! proves nothing and is left out, so misses of the detector and faces nearer to a wrong student do not show:
//! rates of missed students are too low on this data, thresholds against false marks are not.

use std::collections::{BTreeMap, BTreeSet};

use muster_domain::{Class, Distance, FaceTemplate, Session, StudentId};
use muster_identify::Gallery;
use muster_store::PhotoFace;

use crate::session::{rulings, session_records};
use crate::take_attendance::load_gallery;
use crate::{Act, Recogniser, UseCaseError};

/// A confirmed face and its nearest student.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConfirmedSearch {
    /// Height of the face in pixels.
    pub height: f32,
    /// How far the nearest student is.
    pub distance: Distance,
    /// Of how many students.
    pub students: usize,
}

/// What the closed sessions say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Confirmed {
    /// Closed sessions with photos.
    pub sessions: usize,
    /// Faces whose nearest student was there.
    pub mated: Vec<ConfirmedSearch>,
    /// Faces whose nearest student was not there, and confirmed faces in other classes' galleries.
    pub non_mated: Vec<ConfirmedSearch>,
}

/// Reads every closed session of every class of the school.
///
/// # Errors
/// [`UseCaseError::Store`]; [`UseCaseError::Template`] when a stored template does not fit its model.
pub async fn confirmed_searches(act: Act<'_>, recogniser: &Recogniser) -> Result<Confirmed, UseCaseError> {
    let mut classes: Vec<(Class, Gallery)> = Vec::new();
    for class in act.store.list_classes(act.school).await? {
        let gallery = load_gallery(act, recogniser, &class.id, act.today()).await?;
        if !gallery.students().is_empty() {
            classes.push((class, gallery));
        }
    }
    let mut confirmed = Confirmed::default();
    for (at, (class, gallery)) in classes.iter().enumerate() {
        let others: Vec<&Gallery> = classes
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .map(|(_, (_, other))| other)
            .collect();
        for session in act.store.list_sessions(act.school, &class.id, None, None).await? {
            if session.closed_at.is_some() {
                let nearest = nearest_faces(act, recogniser, gallery, &session).await?;
                let there = attended(act, &session).await?;
                confirmed.sessions += usize::from(!nearest.is_empty());
                judge(&nearest, &there, &others, &mut confirmed)?;
            }
        }
    }
    Ok(confirmed)
}

type Nearest = BTreeMap<StudentId, (ConfirmedSearch, FaceTemplate)>;

/// For each student the nearest of the session's faces that are nearest to this student.
async fn nearest_faces(
    act: Act<'_>,
    recogniser: &Recogniser,
    gallery: &Gallery,
    session: &Session,
) -> Result<Nearest, UseCaseError> {
    let mut nearest = Nearest::new();
    let photos = act.store.list_photos(act.school, session.id).await?;
    for PhotoFace { face, templates, .. } in photos.into_iter().flat_map(|stored| stored.photo.faces) {
        let Some(template) = recogniser.blend(&templates)? else { continue };
        let Some(first) = gallery.candidates(&template, 1)?.pop() else { continue };
        let search = ConfirmedSearch {
            height: face.bounding_box.height,
            distance: first.distance,
            students: gallery.students().len(),
        };
        let known = nearest.get(&first.student);
        if known.is_none_or(|(best, _)| search.distance < best.distance) {
            nearest.insert(first.student, (search, template));
        }
    }
    Ok(nearest)
}

async fn attended(act: Act<'_>, session: &Session) -> Result<BTreeSet<StudentId>, UseCaseError> {
    let (_, records) = session_records(act, session, &rulings(act, session).await?).await?;
    Ok(records.into_iter().filter(|record| record.status.attended()).map(|record| record.student).collect())
}

fn judge(
    nearest: &Nearest,
    there: &BTreeSet<StudentId>,
    others: &[&Gallery],
    confirmed: &mut Confirmed,
) -> Result<(), UseCaseError> {
    for (student, (search, template)) in nearest {
        if !there.contains(student) {
            confirmed.non_mated.push(*search);
            continue;
        }
        confirmed.mated.push(*search);
        for other in others.iter().filter(|other| !other.students().contains(student)) {
            if let Some(first) = other.candidates(template, 1)?.pop() {
                confirmed.non_mated.push(ConfirmedSearch {
                    distance: first.distance,
                    students: other.students().len(),
                    ..*search
                });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use muster_domain::ModelId;
    use muster_identify::TemplateRule;

    use super::*;

    fn template(x: f32, y: f32) -> FaceTemplate {
        FaceTemplate::new(ModelId::new("m"), vec![x, y]).expect("a valid vector")
    }

    /// A teacher's word decides what a distance teaches, and a face teaches other classes only what it is not.
    #[test]
    fn confirmed_faces_are_mated_and_others_are_not() {
        let entries = [("ada", template(1.0, 0.0)), ("di", template(0.0, 1.0))];
        let entries = entries.map(|(id, template)| (StudentId::new(id), template));
        let other = Gallery::build(ModelId::new("m"), TemplateRule::Mean, entries).expect("one model");
        let seen =
            |distance: f32| ConfirmedSearch { height: 40.0, distance: Distance(distance), students: 3 };
        let nearest: Nearest = [("ada", 0.5), ("bo", 0.6), ("cy", 1.2)]
            .map(|(id, distance)| (StudentId::new(id), (seen(distance), template(0.6, 0.8))))
            .into();
        let there = [StudentId::new("ada"), StudentId::new("bo")].into();
        let mut found = Confirmed::default();
        judge(&nearest, &there, &[&other], &mut found).expect("one model");
        assert_eq!(found.mated, [seen(0.5), seen(0.6)]);
        // Ada is enrolled in the other class too; Bo is not, and is nearest to Di there; Cy was absent.
        let distances: Vec<f32> = found.non_mated.iter().map(|search| search.distance.0).collect();
        assert!((distances[0] - 0.4f32.sqrt()).abs() < 1e-6, "{distances:?}");
        assert_eq!(distances[1..], [1.2]);
    }
}
