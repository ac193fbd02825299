//! Faces without a name, put together by likeness, so that a person is named once and not face by face.

use kodama::{Method, linkage};
use muster_domain::{Distance, FaceTemplate, PhotoDigest, TemplateError};

/// Further than any two templates are apart: for faces that can't be one person's.
const NEVER: f32 = 4.0;

/// A face of a class photo that has no name yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Nameless {
    /// Its template.
    pub template: FaceTemplate,
    /// The photo that it is in: nobody is in a photo twice.
    pub photo: PhotoDigest,
}

/// Groups of faces that probably show one person each: the largest first, equal ones in the order of their first face;
/// each face, by its place, is in one.
///
/// Agglomerative with complete linkage: all faces of a group are within `same` of each other, so that a face between two
/// people doesn't join them, and of different photos. Whoever looks different in two photos is in two groups: naming
/// both is less work than taking a wrong one apart.
///
/// # Errors
/// [`TemplateError`] when templates of several models are mixed.
pub fn clusters(faces: &[Nameless], same: Distance) -> Result<Vec<Vec<usize>>, TemplateError> {
    let mut distances = Vec::with_capacity(faces.len() * faces.len().saturating_sub(1) / 2);
    for (at, one) in faces.iter().enumerate() {
        for other in &faces[at + 1..] {
            let measured = one.template.score(&other.template)?.distance().0;
            distances.push(if one.photo == other.photo { NEVER } else { measured });
        }
    }
    let mut groups: Vec<Vec<usize>> = (0..faces.len()).map(|at| vec![at]).collect();
    // Steps come with growing distance, and each makes the group after all earlier ones.
    for step in linkage(&mut distances, faces.len(), Method::Complete).steps() {
        if step.dissimilarity > same.0 {
            break;
        }
        let mut joined = std::mem::take(&mut groups[step.cluster1]);
        joined.append(&mut groups[step.cluster2]);
        joined.sort_unstable();
        groups.push(joined);
    }
    groups.retain(|group| !group.is_empty());
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group[0]));
    Ok(groups)
}

#[cfg(test)]
mod tests {
    use muster_domain::ModelId;
    use proptest::prelude::*;

    use super::*;

    fn face(vector: &[f32], photo: u8) -> Nameless {
        let template = FaceTemplate::new(ModelId::new("m"), vector.to_vec()).expect("a valid vector");
        Nameless { template, photo: PhotoDigest([photo; 32]) }
    }

    fn found(faces: &[Nameless], same: f32) -> Vec<Vec<usize>> {
        clusters(faces, Distance(same)).expect("one model")
    }

    const A: [f32; 2] = [1.0, 0.0];
    const NEAR_A: [f32; 2] = [0.98, 0.2];
    const BETWEEN: [f32; 2] = [0.7, 0.7];
    const B: [f32; 2] = [0.0, 1.0];

    #[test]
    fn a_person_is_one_group_over_several_photos() {
        let faces = [face(&B, 1), face(&A, 1), face(&NEAR_A, 2), face(&A, 3)];
        assert_eq!(found(&faces, 0.5), [vec![1, 2, 3], vec![0]]);
        assert_eq!(found(&[], 0.5), Vec::<Vec<usize>>::new());
        assert_eq!(found(&faces[..1], 0.5), [vec![0]]);
    }

    /// Protects from two names for one group: a face that is like both joins one of them only.
    #[test]
    fn a_face_between_two_people_does_not_join_them() {
        let faces = [face(&A, 1), face(&BETWEEN, 2), face(&B, 3)];
        assert_eq!(found(&faces, 0.8).len(), 2);
    }

    /// Protects twins: side by side in one photo, they are two.
    #[test]
    fn faces_of_one_photo_are_different_people() {
        assert_eq!(found(&[face(&A, 1), face(&A, 1), face(&A, 2)], 0.5).len(), 2);
    }

    #[test]
    fn templates_of_two_models_are_refused() {
        let mut other = face(&A, 2);
        other.template = FaceTemplate::new(ModelId::new("n"), A.to_vec()).expect("a valid vector");
        assert!(clusters(&[face(&A, 1), other], Distance(0.5)).is_err());
    }

    proptest! {
        /// Whatever the faces are, each is in one group, and a group's faces are near each other and of different photos.
        #[test]
        fn groups_keep_their_promise(points in prop::collection::vec((-3.0f32..3.0, 0u8..5), 0..20)) {
            let faces: Vec<Nameless> =
                points.iter().map(|(angle, photo)| face(&[angle.cos(), angle.sin()], *photo)).collect();
            let groups = found(&faces, 0.6);
            let mut all = groups.concat();
            all.sort_unstable();
            prop_assert_eq!(all, (0..faces.len()).collect::<Vec<_>>());
            for group in &groups {
                for (at, one) in group.iter().enumerate() {
                    for other in &group[at + 1..] {
                        let apart = faces[*one].template.score(&faces[*other].template).expect("one model");
                        prop_assert!(apart.distance().0 <= 0.6 && faces[*one].photo != faces[*other].photo);
                    }
                }
            }
        }
    }
}
