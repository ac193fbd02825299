//! Verdicts on all faces of one photo together: optimal one-to-one assignment with an unknown option.

use std::collections::BTreeSet;

use muster_domain::{
    Candidate, Distance, FaceTemplate, Identification, ReviewReason, Score, TemplateError, Threshold,
};
use pathfinding::{kuhn_munkres::kuhn_munkres, matrix::Matrix};

use crate::Gallery;

/// Candidates shown to the person who reviews a face.
const SHOWN: usize = 5;
/// Scores become whole numbers for the assignment: a millionth is finer than any model's noise.
const SCALE: f32 = 1e6;

/// How many times the usual margin a student needs over a look-alike.
const LOOK_ALIKE: f32 = 3.0;

/// A face to be identified.
#[derive(Clone, Debug)]
pub struct Probe {
    /// Its template; a face without one is unknown.
    pub template: Option<FaceTemplate>,
    /// Whether its quality allows a verdict without review.
    pub fit: bool,
}

/// The verdict on each face of one photo, in order.
///
/// Each face goes to at most one student and each student to at most one face, so that the sum of
/// `score - score at the review threshold` is largest (Kuhn-Munkres); a face whose best remaining student lies
/// beyond the review threshold stays unassigned. Then each face is judged by itself against `threshold`. A student
/// whom a person has ruled out for a face like this one ([`Gallery::with_ruled_out`]) is never assigned to it.
///
/// # Errors
/// [`TemplateError::DifferentModels`] when a probe is not of the gallery's model, or the threshold belongs to
/// another model.
pub fn identify(
    gallery: &Gallery,
    probes: &[Probe],
    threshold: &Threshold,
) -> Result<Vec<Identification>, TemplateError> {
    if threshold.model != *gallery.model() {
        return Err(TemplateError::DifferentModels {
            left: threshold.model.clone(),
            right: gallery.model().clone(),
        });
    }
    let scores = probes
        .iter()
        .map(|probe| probe.template.as_ref().map_or(Ok(Vec::new()), |template| gallery.scores(template)))
        .collect::<Result<Vec<_>, _>>()?;
    let ruled_out = probes
        .iter()
        .zip(&scores)
        .map(|(probe, scores)| gallery.ruled_out(probe.template.as_ref(), scores, threshold.identify))
        .collect::<Result<Vec<_>, _>>()?;
    let assigned = assign(&scores, &ruled_out, gallery.students().len(), threshold.review.score());
    let photo =
        PhotoSearch { gallery, scores: &scores, ruled_out: &ruled_out, assigned: &assigned, threshold };
    Ok((0..probes.len()).map(|face| photo.judge(face, probes[face].fit)).collect())
}

/// For each face, the place of its student in the gallery.
fn assign(
    scores: &[Vec<Score>],
    ruled_out: &[BTreeSet<usize>],
    students: usize,
    floor: Score,
) -> Vec<Option<usize>> {
    let faces = scores.len();
    if faces == 0 || students == 0 {
        return vec![None; faces];
    }
    // One further column a face stands for "unknown", so that there are always enough columns.
    let columns = students + faces;
    let gain = |face: usize, column: usize| -> i64 {
        let open = column < students && !ruled_out[face].contains(&column);
        let score = scores[face].get(column).filter(|_| open);
        score.map_or(0, |score| ((score.0 - floor.0).max(0.0) * SCALE) as i64)
    };
    let weights = Matrix::from_fn(faces, columns, |(face, column)| gain(face, column));
    let (_, columns) = kuhn_munkres(&weights);
    let real = |(face, column): (usize, usize)| (gain(face, column) > 0).then_some(column);
    columns.into_iter().enumerate().map(real).collect()
}

struct PhotoSearch<'a> {
    gallery: &'a Gallery,
    scores: &'a [Vec<Score>],
    ruled_out: &'a [BTreeSet<usize>],
    assigned: &'a [Option<usize>],
    threshold: &'a Threshold,
}

impl PhotoSearch<'_> {
    fn judge(&self, face: usize, fit: bool) -> Identification {
        let ranked = self.ranked(face);
        let Some((nearest, first)) = ranked.first() else { return Identification::Unknown };
        let Some(student) = self.assigned[face] else {
            // Close enough to be someone whom a better face of this photo already is (a twin, a portrait on the
            // wall, a reflection), or who a person said it is not. Anything further off is nobody.
            let reason = if self.ruled_out[face].contains(nearest) {
                ReviewReason::RuledOut
            } else {
                ReviewReason::BetterFaceElsewhere
            };
            let near = first.distance <= self.threshold.identify;
            return if near { review(candidates(ranked), reason) } else { Identification::Unknown };
        };
        let own = self.candidate(face, student);
        if own.distance > self.threshold.identify {
            return review(own_first(ranked, &own), ReviewReason::Uncertain);
        }
        if self
            .runner_up(face, student)
            .is_some_and(|(other, d)| d.0 - own.distance.0 < self.margin(student, other))
        {
            return review(own_first(ranked, &own), ReviewReason::RunnerUpClose);
        }
        if !fit {
            return review(own_first(ranked, &own), ReviewReason::LowQuality);
        }
        let mut others = own_first(ranked, &own);
        others.remove(0);
        others.truncate(SHOWN - 1);
        Identification::Identified { best: own, others }
    }

    fn candidate(&self, face: usize, student: usize) -> Candidate {
        Candidate {
            student: self.gallery.students()[student].clone(),
            distance: self.scores[face][student].distance(),
        }
    }

    /// All students up to the review threshold with their places in the gallery, nearest first.
    fn ranked(&self, face: usize) -> Vec<(usize, Candidate)> {
        let all = (0..self.scores[face].len()).map(|student| (student, self.candidate(face, student)));
        let mut ranked: Vec<_> = all.filter(|(_, c)| c.distance <= self.threshold.review).collect();
        ranked.sort_by(|(_, a), (_, b)| a.distance.0.total_cmp(&b.distance.0));
        ranked
    }

    /// The nearest student other than `own` who is neither ruled out nor another face's by the assignment, and
    /// how far.
    fn runner_up(&self, face: usize, own: usize) -> Option<(usize, Distance)> {
        let taken = |student: &usize| self.assigned.contains(&Some(*student));
        let open = |student: &usize| *student != own && !self.ruled_out[face].contains(student);
        let others = (0..self.scores[face].len()).filter(|student| open(student) && !taken(student));
        let far = |student: usize| (student, self.scores[face][student].distance());
        others.map(far).min_by(|a, b| a.1.0.total_cmp(&b.1.0))
    }

    /// By how much the nearer of two students has to be nearer: more when the two look alike to the model.
    fn margin(&self, own: usize, other: usize) -> f32 {
        let alike = self.gallery.between(own, other).distance() <= self.threshold.review;
        if alike { LOOK_ALIKE * self.threshold.margin } else { self.threshold.margin }
    }
}

fn review(mut candidates: Vec<Candidate>, reason: ReviewReason) -> Identification {
    candidates.truncate(SHOWN);
    Identification::NeedsReview { candidates, reason }
}

/// The assigned student first, then the others by distance: the assignment knows more than the distance alone.
fn own_first(ranked: Vec<(usize, Candidate)>, own: &Candidate) -> Vec<Candidate> {
    let others = candidates(ranked).into_iter().filter(|candidate| candidate.student != own.student);
    std::iter::once(own.clone()).chain(others).collect()
}

fn candidates(ranked: Vec<(usize, Candidate)>) -> Vec<Candidate> {
    ranked.into_iter().map(|(_, candidate)| candidate).collect()
}

#[cfg(test)]
mod tests {
    use muster_domain::{ModelId, StudentId};
    use proptest::prelude::*;

    use super::*;
    use crate::TemplateRule;

    /// Students on the axes: a probe's coordinates are its scores.
    fn axes(students: usize) -> Gallery {
        let entries = (0..students).map(|at| {
            let mut vector = vec![0.0; 8];
            vector[at] = 1.0;
            (StudentId::new(format!("s{at}")), template(&vector))
        });
        Gallery::build(ModelId::new("m"), TemplateRule::Nearest, entries).expect("one model")
    }

    fn template(vector: &[f32]) -> FaceTemplate {
        FaceTemplate::new(ModelId::new("m"), vector.to_vec()).expect("a valid vector")
    }

    /// A probe with these scores; the last coordinate takes what is missing to unit length.
    fn probe(scores: &[f32]) -> Probe {
        let mut vector = vec![0.0; 8];
        vector[..scores.len()].copy_from_slice(scores);
        vector[7] = (1.0 - scores.iter().map(|s| s * s).sum::<f32>()).max(0.0).sqrt();
        Probe { template: Some(template(&vector)), fit: true }
    }

    fn threshold(margin: f32) -> Threshold {
        let at = |score: f32| Score(score).distance();
        Threshold {
            model: ModelId::new("m"),
            identify: at(0.5),
            review: at(0.35),
            margin,
            contradict: Distance(1.3),
            calibration: "test".into(),
            likelihood: None,
            gallery: None,
        }
    }

    /// Protects a teacher's "this is not X" on later photos: the same person is not taken for X again, but X can
    /// still be chosen, and X's own face is X's as before.
    #[test]
    fn a_face_like_one_that_was_ruled_out_is_left_to_a_person() {
        let visitor = probe(&[0.7, 0.1]);
        let own = probe(&[0.97, 0.1]);
        let template = visitor.template.clone().expect("it has one");
        let verdicts = |gallery: &Gallery| {
            let one = |probe: &Probe| identify(gallery, std::slice::from_ref(probe), &threshold(0.01));
            [&visitor, &own].map(|probe| one(probe).expect("one model").remove(0))
        };
        let [before, _] = verdicts(&axes(3));
        assert_eq!(student(&before), Some("s0"));
        let gallery = axes(3).with_ruled_out([(StudentId::new("s0"), template.clone())]).expect("one model");
        let [after, mine] = verdicts(&gallery);
        assert!(matches!(&after, Identification::NeedsReview { candidates, reason: ReviewReason::RuledOut }
            if candidates[0].student.as_str() == "s0"));
        assert_eq!(student(&mine), Some("s0"), "nearer to its own templates than to the visitor");
        let everybody = (0..3).map(|at| (StudentId::new(format!("s{at}")), template.clone()));
        let [dismissed, _] = verdicts(&axes(3).with_ruled_out(everybody).expect("one model"));
        assert!(matches!(dismissed, Identification::NeedsReview { .. }));
    }

    fn student(verdict: &Identification) -> Option<&str> {
        verdict.student().map(StudentId::as_str)
    }

    /// Twins: what would do between strangers is not enough between two who look alike.
    #[test]
    fn a_look_alike_needs_a_wider_margin() {
        let unit = |degrees: f32| {
            let (y, x) = degrees.to_radians().sin_cos();
            FaceTemplate::new(ModelId::new("m"), vec![x, y]).expect("a unit vector")
        };
        let verdict = |second: f32, probe: f32| {
            let entries = [(StudentId::new("a"), unit(0.0)), (StudentId::new("b"), unit(second))];
            let gallery =
                Gallery::build(ModelId::new("m"), TemplateRule::Nearest, entries).expect("one model");
            let probes = [Probe { template: Some(unit(probe)), fit: true }];
            identify(&gallery, &probes, &threshold(0.1)).expect("one model").remove(0)
        };
        // The probe is 0.20 nearer to one student than to the other each time.
        assert!(matches!(
            verdict(40.0, 14.0),
            Identification::NeedsReview { reason: ReviewReason::RunnerUpClose, .. }
        ));
        assert!(matches!(verdict(80.0, 34.0), Identification::Identified { .. }));
    }

    #[test]
    fn two_faces_never_share_a_student_and_the_sum_decides() {
        // Both faces are nearest to s0, but the second is the better s0 and the first a fair s1.
        let verdicts =
            identify(&axes(3), &[probe(&[0.62, 0.58]), probe(&[0.9, 0.1])], &threshold(0.0)).expect("fits");
        assert_eq!((student(&verdicts[0]), student(&verdicts[1])), (Some("s1"), Some("s0")));
    }

    #[test]
    fn a_second_face_of_an_identified_student_goes_to_review() {
        let verdicts =
            identify(&axes(3), &[probe(&[0.8, 0.0]), probe(&[0.9, 0.0])], &threshold(0.0)).expect("fits");
        assert_eq!(student(&verdicts[1]), Some("s0"));
        let Identification::NeedsReview { candidates, reason } = &verdicts[0] else {
            panic!("a twin or a portrait must be looked at: {:?}", verdicts[0])
        };
        assert_eq!((candidates[0].student.as_str(), *reason), ("s0", ReviewReason::BetterFaceElsewhere));
    }

    #[test]
    fn beyond_the_review_threshold_is_unknown_however_near_the_nearest() {
        let verdicts = identify(&axes(3), &[probe(&[0.34, 0.1])], &threshold(0.0)).expect("fits");
        assert_eq!(verdicts, [Identification::Unknown]);
    }

    #[test]
    fn between_the_thresholds_a_person_decides() {
        let verdicts = identify(&axes(3), &[probe(&[0.45, 0.40])], &threshold(0.0)).expect("fits");
        let Identification::NeedsReview { candidates, reason } = &verdicts[0] else { panic!("{verdicts:?}") };
        let names: Vec<&str> = candidates.iter().map(|c| c.student.as_str()).collect();
        assert_eq!((names, *reason), (vec!["s0", "s1"], ReviewReason::Uncertain));
    }

    #[test]
    fn a_close_runner_up_or_a_poor_face_is_never_marked_by_itself() {
        let close = identify(&axes(3), &[probe(&[0.70, 0.68])], &threshold(0.05)).expect("fits");
        let reason = |verdict: &Identification| match verdict {
            Identification::NeedsReview { reason, .. } => Some(*reason),
            _ => None,
        };
        assert_eq!(reason(&close[0]), Some(ReviewReason::RunnerUpClose));
        // The runner-up is in the photo himself: no doubt is left.
        let both = [probe(&[0.70, 0.68]), probe(&[0.0, 0.95])];
        assert_eq!(student(&identify(&axes(3), &both, &threshold(0.05)).expect("fits")[0]), Some("s0"));
        let unfit = Probe { fit: false, ..probe(&[0.9]) };
        let poor = identify(&axes(3), &[unfit], &threshold(0.0)).expect("fits");
        assert_eq!(reason(&poor[0]), Some(ReviewReason::LowQuality));
    }

    #[test]
    fn faces_without_template_and_empty_galleries_give_unknown() {
        let none = Probe { template: None, fit: true };
        let verdicts = identify(&axes(2), &[none, probe(&[0.9])], &threshold(0.0)).expect("fits");
        assert_eq!((student(&verdicts[0]), student(&verdicts[1])), (None, Some("s0")));
        let empty = Gallery::build(ModelId::new("m"), TemplateRule::Mean, []).expect("empty");
        let verdicts = identify(&empty, &[probe(&[0.9])], &threshold(0.0)).expect("fits");
        assert_eq!(verdicts, [Identification::Unknown]);
    }

    #[test]
    fn a_threshold_of_another_model_is_refused() {
        let foreign = Threshold { model: ModelId::new("n"), ..threshold(0.0) };
        assert!(identify(&axes(2), &[probe(&[0.9])], &foreign).is_err());
    }

    proptest! {
        /// The invariant of the design, over any scores: nobody twice in a photo, nobody beyond the threshold.
        #[test]
        fn nobody_is_identified_twice(faces in prop::collection::vec(prop::collection::vec(0.0f32..0.4, 5), 0..9)) {
            let probes: Vec<Probe> = faces
                .iter()
                .map(|scores| {
                    let mut scores = scores.clone();
                    let top = (scores[0] * 100.0) as usize % 5;
                    scores[top] *= 2.0;
                    probe(&scores)
                })
                .collect();
            let threshold = threshold(0.0);
            let verdicts = identify(&axes(5), &probes, &threshold).expect("fits");
            let mut names: Vec<&str> = verdicts.iter().filter_map(student).collect();
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            prop_assert_eq!(names.len(), all);
            for verdict in &verdicts {
                if let Identification::Identified { best, .. } = verdict {
                    prop_assert!(best.distance <= threshold.identify);
                }
            }
        }
    }
}
