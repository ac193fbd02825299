//! Evidence over all photos of a session: what they say together about each student.

use std::collections::BTreeMap;

use muster_domain::{Candidate, Distance, FaceTemplate, Identification, StudentId};

/// The verdicts on one photo.
#[derive(Clone, Debug)]
pub struct PhotoVerdicts<'a> {
    /// Each face's template and verdict.
    pub faces: Vec<(Option<&'a FaceTemplate>, &'a Identification)>,
}

/// Where the evidence is: photo and face by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The photo's place among those given.
    pub photo: usize,
    /// The face's place in that photo.
    pub face: usize,
}

/// What all photos say of one student.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Identified in at least one photo, and all identified faces look like one person.
    Seen {
        /// The nearest face over all photos.
        best: Evidence,
        /// Its distance.
        distance: Distance,
        /// In how many photos the student was identified.
        photos: usize,
    },
    /// A person said of a face that it is the student's.
    Confirmed {
        /// The faces, in the order of the photos.
        faces: Vec<Evidence>,
    },
    /// Faces that a person should look at before the student counts as present, most likely first.
    ToReview {
        /// The faces and how far each is.
        faces: Vec<(Evidence, Distance)>,
        /// The student was identified in several photos, but the faces do not look alike.
        conflict: bool,
    },
}

/// What a session's photos say together.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionVerdict {
    /// Every student that the photos say something of.
    pub students: BTreeMap<StudentId, Verdict>,
    /// Faces that are nobody of the gallery.
    pub unknown: Vec<Evidence>,
    /// Faces of which a person said that they are nobody.
    pub dismissed: Vec<Evidence>,
}

/// Fuses the photos of a session. A student is seen when any photo shows them: the best evidence counts, and
/// the rest supports or contradicts it. When two photos give the same student to faces that are further
/// apart than `apart`, one of them is wrong, and both go to review. A person's word on a face beats all of it.
pub fn fuse(photos: &[PhotoVerdicts<'_>], apart: Distance) -> SessionVerdict {
    let mut seen: BTreeMap<StudentId, Vec<(Evidence, Distance)>> = BTreeMap::new();
    let mut doubtful: BTreeMap<StudentId, Vec<(Evidence, Distance)>> = BTreeMap::new();
    let mut confirmed: BTreeMap<StudentId, Vec<Evidence>> = BTreeMap::new();
    let (mut unknown, mut dismissed) = (Vec::new(), Vec::new());
    for (photo, verdicts) in photos.iter().enumerate() {
        for (face, (_, verdict)) in verdicts.faces.iter().enumerate() {
            let at = Evidence { photo, face };
            let note = |into: &mut BTreeMap<StudentId, Vec<_>>, candidate: &Candidate| {
                into.entry(candidate.student.clone()).or_default().push((at, candidate.distance));
            };
            match verdict {
                Identification::Identified { best, .. } => note(&mut seen, best),
                Identification::NeedsReview { candidates, .. } => {
                    if let Some(first) = candidates.first() {
                        note(&mut doubtful, first);
                    }
                }
                Identification::Unknown => unknown.push(at),
                Identification::Confirmed { student } => {
                    confirmed.entry(student.clone()).or_default().push(at);
                }
                Identification::Dismissed => dismissed.push(at),
            }
        }
    }
    let template = |at: &Evidence| photos[at.photo].faces[at.face].0;
    let mut students = BTreeMap::new();
    for (student, mut faces) in seen {
        nearest_first(&mut faces);
        let conflict = disagree(faces.iter().filter_map(|(at, _)| template(at)), apart);
        let (best, distance) = faces[0];
        let verdict = if conflict {
            Verdict::ToReview { faces, conflict }
        } else {
            Verdict::Seen { best, distance, photos: faces.len() }
        };
        students.insert(student, verdict);
    }
    for (student, mut faces) in doubtful {
        nearest_first(&mut faces);
        students.entry(student).or_insert(Verdict::ToReview { faces, conflict: false });
    }
    students.extend(confirmed.into_iter().map(|(student, faces)| (student, Verdict::Confirmed { faces })));
    SessionVerdict { students, unknown, dismissed }
}

fn nearest_first(faces: &mut [(Evidence, Distance)]) {
    faces.sort_by(|a, b| a.1.0.total_cmp(&b.1.0).then(a.0.cmp(&b.0)));
}

/// Whether any later face is further than `apart` from the first, which is the best.
fn disagree<'a>(mut templates: impl Iterator<Item = &'a FaceTemplate>, apart: Distance) -> bool {
    let Some(first) = templates.next() else { return false };
    templates.any(|other| first.score(other).is_ok_and(|score| score.distance() > apart))
}

#[cfg(test)]
mod tests {
    use muster_domain::{ModelId, ReviewReason};

    use super::*;

    fn face(vector: &[f32]) -> FaceTemplate {
        FaceTemplate::new(ModelId::new("m"), vector.to_vec()).expect("a valid vector")
    }

    fn candidate(student: &str, distance: f32) -> Candidate {
        Candidate { student: StudentId::new(student), distance: Distance(distance) }
    }

    fn identified(student: &str, distance: f32) -> Identification {
        Identification::Identified { best: candidate(student, distance), others: Vec::new() }
    }

    fn doubtful(student: &str, distance: f32) -> Identification {
        let candidates = vec![candidate(student, distance), candidate("other", distance + 0.1)];
        Identification::NeedsReview { candidates, reason: ReviewReason::Uncertain }
    }

    #[test]
    fn one_clear_photo_outweighs_a_doubtful_one_and_the_nearest_face_is_the_evidence() {
        let template = face(&[1.0, 0.0]);
        let (far, near, maybe) = (identified("a", 0.9), identified("a", 0.6), doubtful("a", 1.1));
        let photos: Vec<PhotoVerdicts<'_>> = [&far, &maybe, &near]
            .map(|verdict| PhotoVerdicts { faces: vec![(Some(&template), verdict)] })
            .to_vec();
        let fused = fuse(&photos, Distance(1.2));
        let best = Evidence { photo: 2, face: 0 };
        let expected = Verdict::Seen { best, distance: Distance(0.6), photos: 2 };
        assert_eq!(fused.students, BTreeMap::from([(StudentId::new("a"), expected)]));
    }

    #[test]
    fn two_faces_that_do_not_look_alike_cannot_both_be_the_student() {
        let (one, two) = (face(&[1.0, 0.0]), face(&[0.0, 1.0]));
        let (first, second) = (identified("a", 0.9), identified("a", 0.95));
        let photos = [
            PhotoVerdicts { faces: vec![(Some(&one), &first)] },
            PhotoVerdicts { faces: vec![(Some(&two), &second)] },
        ];
        let fused = fuse(&photos, Distance(1.3));
        assert!(matches!(
            &fused.students[&StudentId::new("a")],
            Verdict::ToReview { conflict: true, faces } if faces.len() == 2
        ));
    }

    #[test]
    fn doubt_and_strangers_are_kept_apart() {
        let (maybe, nobody) = (doubtful("b", 1.1), Identification::Unknown);
        let photos = [PhotoVerdicts { faces: vec![(None, &nobody), (None, &maybe)] }];
        let fused = fuse(&photos, Distance(1.3));
        assert_eq!(fused.unknown, [Evidence { photo: 0, face: 0 }]);
        assert!(matches!(&fused.students[&StudentId::new("b")], Verdict::ToReview { conflict: false, .. }));
        assert!(!fused.students.contains_key(&StudentId::new("other")), "only the likeliest is listed");
    }
}
