//! Face templates, and the two ways to say how alike two of them are.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Names what made a template: the weights and the crop they were given, for example `facenet/box28` or
/// `sface/5pt`. Templates compare only under the same id.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ModelId(String);

impl ModelId {
    /// An id from its text.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ModelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a template can't be made or compared.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum TemplateError {
    /// The vector is empty, all zeros, or holds a NaN or an infinity.
    #[error("a template needs finite numbers that are not all zero, and this vector of {length} has none")]
    NotAUnitVector {
        /// Length of the vector.
        length: usize,
    },
    /// Two templates of different models, or of different lengths, were compared.
    #[error("templates of {left} and {right} can't be compared: enrol again, or choose the other profile")]
    DifferentModels {
        /// Model of the first.
        left: ModelId,
        /// Model of the second.
        right: ModelId,
    },
}

/// A face as a point on the unit sphere of one model (ISO/IEC 2382-37: biometric template).
#[derive(Clone, Debug, PartialEq)]
pub struct FaceTemplate {
    model: ModelId,
    vector: Vec<f32>,
}

impl FaceTemplate {
    /// A template from any vector that points somewhere: it is scaled to unit length.
    ///
    /// # Errors
    /// [`TemplateError::NotAUnitVector`] for an empty or zero vector, NaN or infinities.
    pub fn new(model: ModelId, mut vector: Vec<f32>) -> Result<Self, TemplateError> {
        let norm = vector.iter().map(|v| f64::from(*v).powi(2)).sum::<f64>().sqrt();
        if !norm.is_finite() || norm < 1e-12 {
            return Err(TemplateError::NotAUnitVector { length: vector.len() });
        }
        for value in &mut vector {
            *value = (f64::from(*value) / norm) as f32;
        }
        Ok(Self { model, vector })
    }

    /// The direction between templates of one model: their sum, scaled to unit length. `None` when there are none
    /// or they cancel out. The caller sees to it that they are of one model and length.
    pub fn mean<'a>(templates: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let mut templates = templates.into_iter();
        let first = templates.next()?;
        let mut sum = first.vector.clone();
        for template in templates {
            for (total, value) in sum.iter_mut().zip(&template.vector) {
                *total += value;
            }
        }
        Self::new(first.model.clone(), sum).ok()
    }

    /// What made it.
    pub fn model(&self) -> &ModelId {
        &self.model
    }

    /// The unit vector.
    pub fn vector(&self) -> &[f32] {
        &self.vector
    }

    /// How alike two templates are.
    ///
    /// # Errors
    /// [`TemplateError::DifferentModels`] when they are not of the same model and length.
    pub fn score(&self, other: &Self) -> Result<Score, TemplateError> {
        if self.model != other.model || self.vector.len() != other.vector.len() {
            return Err(TemplateError::DifferentModels {
                left: self.model.clone(),
                right: other.model.clone(),
            });
        }
        Ok(Score(self.vector.iter().zip(&other.vector).map(|(a, b)| a * b).sum::<f32>().clamp(-1.0, 1.0)))
    }
}

/// The dot product in eight running sums, which the compiler turns into vector instructions and whose order is the
/// same on every machine. Numbers beyond the shorter vector are left out.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    let (left, right) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = left.remainder().iter().zip(right.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in left.zip(right) {
        for lane in 0..8 {
            sums[lane] += x[lane] * y[lane];
        }
    }
    sums.iter().sum::<f32>() + rest
}

/// Cosine similarity of two templates, -1 to 1: higher is more alike.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Score(pub f32);

impl Score {
    /// The same comparison as a distance: `d = sqrt(2 - 2 cos)` for unit vectors.
    pub fn distance(self) -> Distance {
        Distance((2.0 - 2.0 * self.0).max(0.0).sqrt())
    }
}

/// Euclidean distance of two templates, 0 to 2: lower is more alike.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Distance(pub f32);

impl Distance {
    /// The same comparison as a score: `cos = 1 - d^2 / 2` for unit vectors.
    pub fn score(self) -> Score {
        Score(1.0 - self.0 * self.0 / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(model: &str, vector: &[f32]) -> FaceTemplate {
        FaceTemplate::new(ModelId::new(model), vector.to_vec()).expect("a valid vector")
    }

    #[test]
    fn templates_are_scaled_to_unit_length() {
        assert_eq!(template("a", &[3.0, 0.0, -4.0]).vector(), [0.6, 0.0, -0.8]);
    }

    #[test]
    fn vectors_that_point_nowhere_are_refused() {
        for vector in [vec![], vec![0.0; 4], vec![f32::NAN, 1.0], vec![f32::INFINITY, 1.0]] {
            assert!(FaceTemplate::new(ModelId::new("a"), vector.clone()).is_err(), "{vector:?}");
        }
    }

    #[test]
    fn templates_of_different_models_do_not_compare() {
        let error = template("a", &[1.0, 0.0]).score(&template("b", &[1.0, 0.0])).expect_err("models differ");
        assert!(error.to_string().contains("a and b"));
        assert!(template("a", &[1.0, 0.0]).score(&template("a", &[1.0, 0.0, 0.0])).is_err());
    }

    #[test]
    fn the_mean_is_a_direction_and_opposites_have_none() {
        let (one, other) = (template("a", &[1.0, 0.0]), template("a", &[0.0, 1.0]));
        assert_eq!(FaceTemplate::mean([&one, &other]), Some(template("a", &[1.0, 1.0])));
        assert_eq!(FaceTemplate::mean([&one, &template("a", &[-1.0, 0.0])]), None);
        assert_eq!(FaceTemplate::mean([]), None);
    }

    #[test]
    fn a_dot_product_uses_every_number() {
        let numbers: Vec<f32> = (0..19u8).map(f32::from).collect();
        assert!((dot(&numbers, &[1.0; 19]) - 171.0).abs() < 1e-6);
    }

    #[test]
    fn score_and_distance_are_two_views_of_one_angle() {
        let score = template("a", &[1.0, 0.0]).score(&template("a", &[1.0, 1.0])).expect("same model");
        let (dx, dy) = (1.0 - 0.5f32.sqrt(), 0.5f32.sqrt());
        assert!((score.distance().0 - dx.hypot(dy)).abs() < 1e-6);
        assert!((score.distance().score().0 - score.0).abs() < 1e-6);
    }
}
