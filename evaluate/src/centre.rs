//! The mean template of many people's pictures: what all faces have in common, which a profile can subtract.

use std::path::PathBuf;

use muster_domain::{FaceTemplate, ModelId};

use crate::faces::middle_face;
use crate::{EvaluateError, FaceSource, Progress};

/// The mean of one model's unit templates, and how many they were. It is shorter than 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Mean {
    /// Whose templates.
    pub model: ModelId,
    /// As many numbers as a template.
    pub vector: Vec<f32>,
    /// Pictures that it is the mean of.
    pub pictures: usize,
}

/// The mean template of each model of the source's profile over the pictures' middle faces.
///
/// # Errors
/// [`EvaluateError`] when a picture can't be used or a model fails.
pub fn centres(
    source: &FaceSource<'_>,
    pictures: &[PathBuf],
    progress: Progress<'_>,
) -> Result<Vec<Mean>, EvaluateError> {
    let mut templates: Vec<FaceTemplate> = Vec::new();
    for (done, picture) in pictures.iter().enumerate() {
        templates.extend(middle_face(source, picture)?.into_iter().flat_map(|face| face.templates));
        progress(done + 1, pictures.len());
    }
    let models = source.recogniser().models();
    Ok(models.into_iter().filter_map(|model| mean(model, &templates)).collect())
}

fn mean(model: ModelId, templates: &[FaceTemplate]) -> Option<Mean> {
    let own: Vec<&FaceTemplate> = templates.iter().filter(|template| *template.model() == model).collect();
    let mut sums = vec![0.0f64; own.first()?.vector().len()];
    for template in &own {
        sums.iter_mut().zip(template.vector()).for_each(|(sum, value)| *sum += f64::from(*value));
    }
    let vector = sums.into_iter().map(|sum| (sum / own.len() as f64) as f32).collect();
    Some(Mean { model, vector, pictures: own.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_models_mean_is_its_own() {
        let template = |model: &str, vector: &[f32]| {
            FaceTemplate::new(ModelId::new(model), vector.to_vec()).expect("a valid vector")
        };
        let all = [template("a", &[1.0, 0.0]), template("b", &[1.0]), template("a", &[0.0, 1.0])];
        let found = mean(ModelId::new("a"), &all).expect("two templates");
        assert_eq!((found.vector, found.pictures), (vec![0.5, 0.5], 2));
        assert_eq!(mean(ModelId::new("c"), &all), None);
    }
}
