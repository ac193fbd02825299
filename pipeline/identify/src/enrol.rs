//! Checks at enrolment: crops that do not fit their folder, students who look alike, people enrolled twice.

use std::collections::BTreeMap;

use muster_domain::{Distance, FaceTemplate, StudentId, TemplateError, Threshold};

/// What the templates of a folder say about one of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Misfit {
    /// Further from the mean of the student's other templates than the review threshold: perhaps someone
    /// else's picture.
    UnlikeTheOthers {
        /// How far.
        distance: Distance,
    },
    /// The folder shows two people, several pictures each, and nothing says which of them is the student.
    TwoPeople {
        /// How many of the folder's pictures look like this one, itself included.
        alike: usize,
        /// How many pictures the folder has.
        of: usize,
    },
    /// Nearer to another student's templates than to those of its own folder.
    NearerToAnother {
        /// Whom it looks like.
        student: StudentId,
        /// How far from that student.
        distance: Distance,
    },
}

/// Two students whose faces the model can hardly tell apart.
#[derive(Clone, Debug, PartialEq)]
pub struct LookAlike {
    /// The one with the smaller id.
    pub first: StudentId,
    /// The other.
    pub second: StudentId,
    /// How far apart their mean templates are.
    pub distance: Distance,
}

/// Templates by student.
pub type Folders = BTreeMap<StudentId, Vec<FaceTemplate>>;

/// For each photo of one student the face that shows the person whom the student's other photos show: the one
/// with a face within `identify` in more other photos than any of its neighbours has. `None` where no face recurs,
/// or several do equally. Faces without a template never recur.
///
/// # Errors
/// [`TemplateError`] when templates of several models are mixed.
pub fn recurring(
    photos: &[Vec<Option<FaceTemplate>>],
    identify: Distance,
) -> Result<Vec<Option<usize>>, TemplateError> {
    let mut chosen = Vec::with_capacity(photos.len());
    for (at, photo) in photos.iter().enumerate() {
        let mut support = Vec::with_capacity(photo.len());
        for face in photo {
            let mut seen = 0;
            for other in photos.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, faces)| faces) {
                seen += usize::from(shows(other, face.as_ref(), identify)?);
            }
            support.push(seen);
        }
        let most = support.iter().copied().max().unwrap_or(0);
        let first = support.iter().position(|seen| *seen == most);
        let alone = support.iter().filter(|seen| **seen == most).count() == 1;
        chosen.push(first.filter(|_| most > 0 && alone));
    }
    Ok(chosen)
}

/// Whether one of the faces is this one.
fn shows(
    faces: &[Option<FaceTemplate>],
    face: Option<&FaceTemplate>,
    identify: Distance,
) -> Result<bool, TemplateError> {
    let Some(face) = face else { return Ok(false) };
    for other in faces.iter().flatten() {
        if face.score(other)?.distance() <= identify {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The misfits of all folders: student, place of the template in the folder, and what is wrong.
///
/// A template is judged against the mean of the *other* templates of its folder, so that a single wrong
/// picture cannot vouch for itself. Folders of one are judged against other students only.
///
/// # Errors
/// [`TemplateError`] when templates of several models are mixed.
pub fn misfits(
    folders: &Folders,
    threshold: &Threshold,
) -> Result<Vec<(StudentId, usize, Misfit)>, TemplateError> {
    let means = means(folders);
    let mut found = Vec::new();
    for (student, templates) in folders {
        if let Some(groups) = two_people(templates, threshold.review)? {
            let of = templates.len();
            let each = groups.into_iter().enumerate();
            found.extend(each.map(|(at, alike)| (student.clone(), at, Misfit::TwoPeople { alike, of })));
            continue;
        }
        for (at, template) in templates.iter().enumerate() {
            let others: Vec<FaceTemplate> =
                templates.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, t)| t.clone()).collect();
            let own = FaceTemplate::mean(&others)
                .map(|mean| template.score(&mean))
                .transpose()?
                .map(muster_domain::Score::distance);
            let nearest = nearest_other(&means, student, template)?;
            if let Some(misfit) = judge(own, nearest, threshold) {
                found.push((student.clone(), at, misfit));
            }
        }
    }
    Ok(found)
}

/// For each template how many of its folder look like it, when the folder falls into groups of which a second one
/// has at least two pictures and a third of all. Pictures that are linked by others are of one group.
fn two_people(templates: &[FaceTemplate], review: Distance) -> Result<Option<Vec<usize>>, TemplateError> {
    let mut group: Vec<usize> = (0..templates.len()).collect();
    for (at, template) in templates.iter().enumerate() {
        for (other, earlier) in templates[..at].iter().enumerate() {
            if template.score(earlier)?.distance() <= review && group[at] != group[other] {
                let (old, new) = (group[at], group[other]);
                group.iter_mut().filter(|own| **own == old).for_each(|own| *own = new);
            }
        }
    }
    let size = |one: &usize| group.iter().filter(|own| *own == one).count();
    let mut sizes: Vec<usize> = (0..templates.len()).map(|one| size(&one)).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let second = sizes.get(1).copied().unwrap_or(0);
    let mixed = second >= 2 && 3 * second >= templates.len();
    Ok(mixed.then(|| group.iter().map(size).collect()))
}

fn judge(
    own: Option<Distance>,
    nearest: Option<(StudentId, Distance)>,
    threshold: &Threshold,
) -> Option<Misfit> {
    if let Some((student, distance)) = nearest
        && distance <= threshold.identify
        && own.is_none_or(|own| distance < own)
    {
        return Some(Misfit::NearerToAnother { student, distance });
    }
    let distance = own.filter(|own| *own > threshold.review)?;
    Some(Misfit::UnlikeTheOthers { distance })
}

fn nearest_other(
    means: &BTreeMap<StudentId, FaceTemplate>,
    own: &StudentId,
    template: &FaceTemplate,
) -> Result<Option<(StudentId, Distance)>, TemplateError> {
    let mut nearest: Option<(StudentId, Distance)> = None;
    for (student, mean) in means.iter().filter(|(student, _)| *student != own) {
        let distance = template.score(mean)?.distance();
        if nearest.as_ref().is_none_or(|(_, best)| distance < *best) {
            nearest = Some((student.clone(), distance));
        }
    }
    Ok(nearest)
}

/// Pairs of students whose mean templates lie within the review threshold, nearest first.
///
/// # Errors
/// [`TemplateError`] when templates of several models are mixed.
pub fn look_alikes(folders: &Folders, threshold: &Threshold) -> Result<Vec<LookAlike>, TemplateError> {
    let means: Vec<(StudentId, FaceTemplate)> = means(folders).into_iter().collect();
    let mut pairs = Vec::new();
    for (at, (first, one)) in means.iter().enumerate() {
        for (second, two) in &means[at + 1..] {
            let distance = one.score(two)?.distance();
            if distance <= threshold.review {
                pairs.push(LookAlike { first: first.clone(), second: second.clone(), distance });
            }
        }
    }
    pairs.sort_by(|a, b| a.distance.0.total_cmp(&b.distance.0));
    Ok(pairs)
}

fn means(folders: &Folders) -> BTreeMap<StudentId, FaceTemplate> {
    let of_folder = |(student, templates): (&StudentId, &Vec<FaceTemplate>)| {
        FaceTemplate::mean(templates).map(|mean| (student.clone(), mean))
    };
    folders.iter().filter_map(of_folder).collect()
}

#[cfg(test)]
mod tests {
    use muster_domain::ModelId;

    use super::*;

    fn folders(entries: &[(&str, &[[f32; 3]])]) -> Folders {
        let template = |vector: &[f32; 3]| {
            FaceTemplate::new(ModelId::new("m"), vector.to_vec()).expect("a valid vector")
        };
        let folder = |(id, vectors): &(&str, &[[f32; 3]])| {
            (StudentId::new(*id), vectors.iter().map(template).collect())
        };
        entries.iter().map(folder).collect()
    }

    fn threshold() -> Threshold {
        Threshold {
            model: ModelId::new("m"),
            identify: Distance(0.5),
            review: Distance(0.7),
            margin: 0.0,
            contradict: Distance(1.3),
            calibration: "test".into(),
            likelihood: None,
            gallery: None,
        }
    }

    const A: [f32; 3] = [1.0, 0.0, 0.0];
    const A2: [f32; 3] = [0.99, 0.1, 0.0];
    const B: [f32; 3] = [0.0, 1.0, 0.0];
    const C: [f32; 3] = [0.0, 0.0, 1.0];

    #[test]
    fn a_wrong_picture_is_found_and_the_right_ones_are_not_blamed() {
        let found =
            misfits(&folders(&[("ada", &[A, A2, A, C]), ("bo", &[B, B])]), &threshold()).expect("one model");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(matches!(&found[0], (s, 3, Misfit::UnlikeTheOthers { .. }) if s.as_str() == "ada"));
    }

    #[test]
    fn the_face_that_recurs_is_the_students_and_a_pair_that_always_comes_together_is_left_open() {
        let photo = |faces: &[[f32; 3]]| {
            let template = |v: &[f32; 3]| FaceTemplate::new(ModelId::new("m"), v.to_vec()).ok();
            faces.iter().map(template).collect::<Vec<_>>()
        };
        let chosen =
            |photos: &[Vec<Option<FaceTemplate>>]| recurring(photos, Distance(0.5)).expect("one model");
        assert_eq!(chosen(&[photo(&[A]), photo(&[B, A2]), photo(&[C, A])]), [Some(0), Some(1), Some(1)]);
        assert_eq!(
            chosen(&[photo(&[B, A2]), photo(&[C, A])]),
            [Some(1), Some(1)],
            "no photo shows them alone"
        );
        assert_eq!(chosen(&[photo(&[B, A]), photo(&[B, A])]), [None, None]);
        assert_eq!(chosen(&[photo(&[A]), vec![None, None], photo(&[])]), [None, None, None]);
    }

    /// Half of one person, half of another: neither may stand for the student until someone has looked.
    #[test]
    fn a_folder_of_two_people_is_questioned_as_a_whole() {
        let found = misfits(&folders(&[("ada", &[A, A2, B, B])]), &threshold()).expect("one model");
        let expected = Misfit::TwoPeople { alike: 2, of: 4 };
        assert_eq!(
            found.iter().map(|(_, at, misfit)| (*at, misfit)).collect::<Vec<_>>(),
            [(0, &expected), (1, &expected), (2, &expected), (3, &expected)]
        );
        let one =
            misfits(&folders(&[("ada", &[A, A2, A, A2, A, A, B, B])]), &threshold()).expect("one model");
        assert_eq!(one.iter().map(|(_, at, _)| *at).collect::<Vec<_>>(), [6, 7], "a clear majority stands");
    }

    #[test]
    fn a_picture_of_another_student_names_that_student() {
        let found =
            misfits(&folders(&[("ada", &[A, A2, A, B]), ("bo", &[B, B])]), &threshold()).expect("one model");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            matches!(&found[0], (_, 3, Misfit::NearerToAnother { student, .. }) if student.as_str() == "bo")
        );
    }

    #[test]
    fn someone_enrolled_twice_and_look_alikes_are_reported_nearest_first() {
        let pairs = look_alikes(
            &folders(&[("a", &[A]), ("b", &[A2]), ("c", &[C]), ("d", &[[0.0, 0.6, 0.8]])]),
            &threshold(),
        )
        .expect("one model");
        let names: Vec<(&str, &str)> = pairs.iter().map(|p| (p.first.as_str(), p.second.as_str())).collect();
        assert_eq!(names, [("a", "b"), ("c", "d")]);
    }
}
