//! The enrolled templates of a class, searched together and exactly.

use std::collections::{BTreeMap, BTreeSet};

use muster_domain::{Candidate, Distance, FaceTemplate, ModelId, Score, StudentId, TemplateError, dot};
use serde::{Deserialize, Serialize};

/// What a probe is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplateRule {
    /// Every template of a student; the nearest one counts.
    Nearest,
    /// One template a student: the mean of all, scaled to unit length.
    Mean,
}

/// All templates of one model that a probe is searched against. Students are in the order of their ids.
#[derive(Clone, Debug)]
pub struct Gallery {
    model: ModelId,
    dimension: usize,
    students: Vec<StudentId>,
    /// Row after row, `dimension` numbers each.
    rows: Vec<f32>,
    /// For each row, its student's place in `students`.
    owners: Vec<usize>,
    /// Faces of whom a person said that they are not the student at that place.
    ruled_out: Vec<(usize, FaceTemplate)>,
    /// Every template by itself, whatever the rule, row after row: what a picture of an enrolment picture is told by.
    samples: Vec<f32>,
}

impl Gallery {
    /// A gallery of one model. Students without templates are left out: they are on the roster all the same.
    ///
    /// # Errors
    /// [`TemplateError::DifferentModels`] when a template is of another model or length.
    pub fn build(
        model: ModelId,
        rule: TemplateRule,
        templates: impl IntoIterator<Item = (StudentId, FaceTemplate)>,
    ) -> Result<Self, TemplateError> {
        let mut by_student: BTreeMap<StudentId, Vec<FaceTemplate>> = BTreeMap::new();
        for (student, template) in templates {
            by_student.entry(student).or_default().push(template);
        }
        let dimension = by_student.values().flatten().next().map_or(0, |first| first.vector().len());
        let (students, rows, owners, ruled_out) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut gallery = Self { model, dimension, students, rows, owners, ruled_out, samples: Vec::new() };
        for (student, templates) in by_student {
            for template in &templates {
                gallery.check(template)?;
                gallery.samples.extend_from_slice(template.vector());
            }
            gallery.students.push(student);
            let rows = match rule {
                TemplateRule::Nearest => templates,
                // Templates that cancel out have no mean direction: keep them as they are.
                TemplateRule::Mean => FaceTemplate::mean(&templates).map_or(templates, |mean| vec![mean]),
            };
            for row in rows {
                gallery.rows.extend_from_slice(row.vector());
                gallery.owners.push(gallery.students.len() - 1);
            }
        }
        Ok(gallery)
    }

    /// The same gallery, remembering faces that people said are not a student's. Those of students without
    /// templates are of no use and left out.
    ///
    /// # Errors
    /// [`TemplateError::DifferentModels`] when a template is of another model or length.
    pub fn with_ruled_out(
        mut self,
        faces: impl IntoIterator<Item = (StudentId, FaceTemplate)>,
    ) -> Result<Self, TemplateError> {
        for (student, template) in faces {
            if let Ok(place) = self.students.binary_search(&student) {
                self.check(&template)?;
                self.ruled_out.push((place, template));
            }
        }
        Ok(self)
    }

    /// The places of students who were ruled out for a face that is nearer to the probe than the student's own
    /// templates are, and near enough to be the same person: within `same`.
    pub(crate) fn ruled_out(
        &self,
        probe: Option<&FaceTemplate>,
        scores: &[Score],
        same: Distance,
    ) -> Result<BTreeSet<usize>, TemplateError> {
        let mut places = BTreeSet::new();
        for (student, face) in &self.ruled_out {
            let Some(probe) = probe else { break };
            let score = probe.score(face)?;
            if score.distance() <= same && score.0 >= scores[*student].0 {
                places.insert(*student);
            }
        }
        Ok(places)
    }

    /// What made the templates.
    pub fn model(&self) -> &ModelId {
        &self.model
    }

    /// The students that can be identified, by id.
    pub fn students(&self) -> &[StudentId] {
        &self.students
    }

    /// How alike the probe is to each student's nearest template, in the order of [`Gallery::students`].
    ///
    /// # Errors
    /// [`TemplateError::DifferentModels`] when the probe is of another model or length.
    pub fn scores(&self, probe: &FaceTemplate) -> Result<Vec<Score>, TemplateError> {
        if self.students.is_empty() {
            return Ok(Vec::new());
        }
        self.check(probe)?;
        let mut best = vec![Score(-1.0); self.students.len()];
        for (row, owner) in self.rows.chunks_exact(self.dimension).zip(&self.owners) {
            let score = dot(row, probe.vector()).clamp(-1.0, 1.0);
            best[*owner].0 = best[*owner].0.max(score);
        }
        Ok(best)
    }

    /// How far the probe is from the nearest single template of anybody, each enrolment picture by itself: nearer than two
    /// pictures of one person ever are, it is a picture of that picture. `None` when nobody is enrolled.
    ///
    /// # Errors
    /// As [`Gallery::scores`].
    pub fn nearest_sample(&self, probe: &FaceTemplate) -> Result<Option<Distance>, TemplateError> {
        if self.students.is_empty() {
            return Ok(None);
        }
        self.check(probe)?;
        let scores = self.samples.chunks_exact(self.dimension).map(|row| dot(row, probe.vector()));
        Ok(scores.max_by(f32::total_cmp).map(|score| Score(score.clamp(-1.0, 1.0)).distance()))
    }

    /// How alike two students are, by their places in [`Gallery::students`]: their nearest templates.
    pub(crate) fn between(&self, one: usize, other: usize) -> Score {
        let rows = |student: usize| {
            let all = self.rows.chunks_exact(self.dimension.max(1)).zip(&self.owners);
            all.filter(move |(_, owner)| **owner == student).map(|(row, _)| row)
        };
        let scores = rows(one).flat_map(|row| rows(other).map(move |second| dot(row, second)));
        Score(scores.fold(-1.0, f32::max).min(1.0))
    }

    /// The students nearest to the probe, nearest first, at most `limit`; equal distances in order of id.
    ///
    /// # Errors
    /// As [`Gallery::scores`].
    pub fn candidates(&self, probe: &FaceTemplate, limit: usize) -> Result<Vec<Candidate>, TemplateError> {
        let scores = self.scores(probe)?;
        let mut candidates: Vec<Candidate> = self
            .students
            .iter()
            .zip(scores)
            .map(|(student, score)| Candidate { student: student.clone(), distance: score.distance() })
            .collect();
        candidates.sort_by(|a, b| a.distance.0.total_cmp(&b.distance.0));
        candidates.truncate(limit);
        Ok(candidates)
    }

    fn check(&self, template: &FaceTemplate) -> Result<(), TemplateError> {
        if *template.model() == self.model && template.vector().len() == self.dimension {
            return Ok(());
        }
        let name = |model: &ModelId, length: usize| ModelId::new(format!("{model} ({length} numbers)"));
        Err(TemplateError::DifferentModels {
            left: name(template.model(), template.vector().len()),
            right: name(&self.model, self.dimension),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn template(vector: &[f32]) -> FaceTemplate {
        FaceTemplate::new(ModelId::new("m"), vector.to_vec()).expect("a valid vector")
    }

    fn gallery(rule: TemplateRule, entries: &[(&str, &[f32])]) -> Gallery {
        let entries = entries.iter().map(|(id, vector)| (StudentId::new(*id), template(vector)));
        Gallery::build(ModelId::new("m"), rule, entries).expect("one model")
    }

    /// Protects the cue of a copied enrolment picture under the rule that keeps only a student's mean: the copy is near its
    /// own picture, not near the mean.
    #[test]
    fn single_pictures_are_remembered_under_the_mean_rule() {
        let all: &[(&str, &[f32])] =
            &[("a", &[1.0, 0.0, 0.0]), ("a", &[0.0, 1.0, 0.0]), ("b", &[0.0, 0.0, 1.0])];
        let mean = gallery(TemplateRule::Mean, all);
        let copy = mean
            .nearest_sample(&template(&[1.0, 0.0, 0.0]))
            .expect("one model")
            .expect("somebody is enrolled");
        assert!(copy.0 < 1e-3, "{copy:?}");
        let genuine = mean.nearest_sample(&template(&[1.0, 1.0, 0.0])).expect("one model");
        assert!(genuine.is_some_and(|distance| distance.0 > 0.7), "as far from both pictures, on the mean");
        let nobody = Gallery::build(ModelId::new("m"), TemplateRule::Mean, []).expect("nothing to check");
        assert_eq!(nobody.nearest_sample(&template(&[1.0])), Ok(None));
    }

    #[test]
    fn the_nearest_of_several_templates_counts() {
        let gallery = gallery(
            TemplateRule::Nearest,
            &[("b", &[1.0, 0.0, 0.0]), ("a", &[0.0, 1.0, 0.0]), ("b", &[0.0, 0.0, 1.0])],
        );
        let found = gallery.candidates(&template(&[0.0, 0.6, 0.8]), 5).expect("same model");
        let names: Vec<&str> = found.iter().map(|c| c.student.as_str()).collect();
        assert_eq!(names, ["b", "a"]);
        assert!((found[0].distance.score().0 - 0.8).abs() < 1e-6);
    }

    #[test]
    fn the_mean_rule_keeps_one_direction_a_student() {
        let gallery = gallery(TemplateRule::Mean, &[("a", &[1.0, 0.0]), ("a", &[0.0, 1.0])]);
        let score = gallery.scores(&template(&[1.0, 1.0])).expect("same model")[0];
        assert!((score.0 - 1.0).abs() < 1e-6);
    }

    #[test]
    fn templates_that_cancel_out_are_kept_rather_than_lost() {
        let gallery = gallery(TemplateRule::Mean, &[("a", &[1.0, 0.0]), ("a", &[-1.0, 0.0])]);
        assert!((gallery.scores(&template(&[1.0, 0.0])).expect("same model")[0].0 - 1.0).abs() < 1e-6);
    }

    #[test]
    fn another_model_or_length_is_refused_and_an_empty_gallery_knows_nobody() {
        let gallery = gallery(TemplateRule::Mean, &[("a", &[1.0, 0.0])]);
        assert!(gallery.scores(&template(&[1.0, 0.0, 0.0])).is_err());
        let other = FaceTemplate::new(ModelId::new("n"), vec![1.0, 0.0]).expect("valid");
        assert!(gallery.scores(&other).is_err());
        let empty = Gallery::build(ModelId::new("m"), TemplateRule::Mean, []).expect("nothing to refuse");
        assert_eq!(empty.candidates(&other, 3).expect("nobody"), vec![]);
    }

    proptest! {
        /// The vectorised search agrees with the plain formula for any dimension.
        #[test]
        fn search_is_exact(rows in prop::collection::vec(prop::collection::vec(-1.0f32..1.0, 19), 1..12)) {
            let templates: Vec<FaceTemplate> = rows
                .iter()
                .filter_map(|row| FaceTemplate::new(ModelId::new("m"), row.clone()).ok())
                .collect();
            prop_assume!(!templates.is_empty());
            let entries =
                templates.iter().enumerate().map(|(i, t)| (StudentId::new(format!("{i:03}")), t.clone()));
            let gallery = Gallery::build(ModelId::new("m"), TemplateRule::Nearest, entries).expect("one model");
            let scores = gallery.scores(&templates[0]).expect("same model");
            for (score, template) in scores.iter().zip(&templates) {
                let plain = template.score(&templates[0]).expect("same model");
                prop_assert!((score.0 - plain.0).abs() < 1e-5);
            }
        }
    }
}
