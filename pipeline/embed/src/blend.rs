//! One template out of those of several models, still compared by Euclidean distance.
//!
//! Unit vectors scaled by `sqrt(w)` and laid end to end have `d^2 = w1 d1^2 + w2 d2^2`: a weighted sum of both
//! models' squared distances, so everything that works on one model's templates works on a blend.
//! Subtracting a fixed mean vector first removes the direction that all faces share (the protocol of
//! FaceNet's authors for LFW does this too). A trained [`Head`] projects what is left; as it is applied here and
//! not to what is stored, another head needs no new enrolment.

use std::sync::Arc;

use muster_domain::{FaceTemplate, ModelId, TemplateError};

use crate::{Head, HeadError};

/// One model's share of a blend.
#[derive(Clone, Debug, PartialEq)]
pub struct BlendPart {
    /// Whose templates.
    pub model: ModelId,
    /// Its share of the squared distance; only the ratio between parts counts.
    pub weight: f32,
    /// A mean vector to subtract, of the model's length, and its name (data it comes from).
    pub centre: Option<(String, Vec<f32>)>,
    /// A trained projection of the centred template.
    pub head: Option<Arc<Head>>,
}

/// Why a blend can't be set up.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BlendError {
    /// No parts, or a weight that is not positive.
    #[error("a profile needs at least one model, each with a weight above 0")]
    NoWeight,
    /// A head belongs to another model or centre.
    #[error(transparent)]
    Head(#[from] HeadError),
}

/// Turns the templates of one face (one for each model) into the template that is searched with.
#[derive(Clone, Debug, PartialEq)]
pub struct Blend {
    parts: Vec<BlendPart>,
    model: ModelId,
}

impl Blend {
    /// A blend of parts; weights are scaled to sum to 1.
    ///
    /// # Errors
    /// [`BlendError::NoWeight`] without parts or with a weight that is not a positive number;
    /// [`BlendError::Head`] when a part's head was trained on another model or centre.
    pub fn new(mut parts: Vec<BlendPart>) -> Result<Self, BlendError> {
        let total: f32 = parts.iter().map(|part| part.weight).sum();
        if parts.iter().any(|part| part.weight.is_nan() || part.weight <= 0.0) || !total.is_normal() {
            return Err(BlendError::NoWeight);
        }
        for part in &parts {
            let centre = part.centre.as_ref();
            let length = centre.map(|(_, vector)| vector.len());
            if let Some(head) = &part.head {
                let name = centre.map(|(name, _)| name.as_str());
                head.fits(&part.model, name, length.unwrap_or(head.inputs()))?;
            }
        }
        for part in &mut parts {
            part.weight /= total;
        }
        let names: Vec<String> = parts.iter().map(|part| part_name(part, parts.len() > 1)).collect();
        Ok(Self { model: ModelId::new(names.join("+")), parts })
    }

    /// What blended templates are called: the models, their shares, centres and heads. A single model
    /// without either keeps its own name, since its templates are unchanged.
    pub fn model(&self) -> &ModelId {
        &self.model
    }

    /// The models whose templates are needed, in order.
    pub fn models(&self) -> Vec<ModelId> {
        self.parts.iter().map(|part| part.model.clone()).collect()
    }

    /// The blended template of one face; `None` when one of the models' templates is not among those given.
    ///
    /// # Errors
    /// [`TemplateError`] when a centre or head has another length than the template, or the result points nowhere.
    pub fn apply(&self, templates: &[FaceTemplate]) -> Result<Option<FaceTemplate>, TemplateError> {
        let mut vector = Vec::new();
        for part in &self.parts {
            let Some(template) = templates.iter().find(|template| *template.model() == part.model) else {
                return Ok(None);
            };
            let own = projected(centred(template, part)?, part)?;
            vector.extend(own.vector().iter().map(|value| value * part.weight.sqrt()));
        }
        FaceTemplate::new(self.model.clone(), vector).map(Some)
    }
}

fn part_name(part: &BlendPart, shared: bool) -> String {
    let centre = part.centre.as_ref().map_or(String::new(), |(name, _)| format!("-{name}"));
    let weight = if shared { format!("*{:.2}", part.weight) } else { String::new() };
    let head = part.head.as_ref().map_or(String::new(), |head| format!("-{}", head.label()));
    format!("{}{centre}{head}{weight}", part.model)
}

fn projected(template: FaceTemplate, part: &BlendPart) -> Result<FaceTemplate, TemplateError> {
    let Some(head) = &part.head else { return Ok(template) };
    let vector = head.project(template.vector()).map_err(|_| TemplateError::DifferentModels {
        left: template.model().clone(),
        right: ModelId::new(format!("{}, a head that takes {} numbers", head.name(), head.inputs())),
    })?;
    FaceTemplate::new(template.model().clone(), vector)
}

fn centred(template: &FaceTemplate, part: &BlendPart) -> Result<FaceTemplate, TemplateError> {
    let Some((name, centre)) = &part.centre else { return Ok(template.clone()) };
    if centre.len() != template.vector().len() {
        let right = ModelId::new(format!("{name}, a mean of {} numbers", centre.len()));
        return Err(TemplateError::DifferentModels { left: template.model().clone(), right });
    }
    let vector = template.vector().iter().zip(centre).map(|(value, mean)| value - mean).collect();
    FaceTemplate::new(template.model().clone(), vector)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(model: &str, weight: f32, centre: Option<Vec<f32>>) -> BlendPart {
        BlendPart {
            model: ModelId::new(model),
            weight,
            centre: centre.map(|c| ("lfw".into(), c)),
            head: None,
        }
    }

    fn template(model: &str, vector: &[f32]) -> FaceTemplate {
        FaceTemplate::new(ModelId::new(model), vector.to_vec()).expect("a valid vector")
    }

    #[test]
    fn a_blends_squared_distance_is_the_weighted_sum_of_the_parts() {
        let blend = Blend::new(vec![part("a", 3.0, None), part("b", 1.0, None)]).expect("positive weights");
        let one = [template("a", &[1.0, 0.0]), template("b", &[0.0, 1.0, 0.0])];
        let two = [template("b", &[1.0, 2.0, 2.0]), template("a", &[0.6, 0.8])];
        let squared = |left: &FaceTemplate, right: &FaceTemplate| {
            left.score(right).expect("same model").distance().0.powi(2)
        };
        let blended = |parts: &[FaceTemplate]| blend.apply(parts).expect("fits").expect("complete");
        let expected = 0.75 * squared(&one[0], &two[1]) + 0.25 * squared(&one[1], &two[0]);
        assert!((squared(&blended(&one), &blended(&two)) - expected).abs() < 1e-5);
        assert_eq!(blend.model().as_str(), "a*0.75+b*0.25");
    }

    #[test]
    fn a_single_model_without_centre_is_left_as_it_is() {
        let blend = Blend::new(vec![part("a", 0.2, None)]).expect("positive weight");
        let own = template("a", &[0.6, 0.8]);
        assert_eq!(blend.apply(std::slice::from_ref(&own)).expect("fits"), Some(own));
    }

    #[test]
    fn centring_subtracts_the_mean_and_names_it() {
        let blend = Blend::new(vec![part("a", 1.0, Some(vec![0.6, 0.0]))]).expect("positive weight");
        let result = blend.apply(&[template("a", &[0.6, 0.8])]).expect("fits").expect("complete");
        assert_eq!((result.vector(), result.model().as_str()), ([0.0, 1.0].as_slice(), "a-lfw"));
    }

    #[test]
    fn a_missing_model_gives_no_template_and_a_wrong_centre_is_an_error() {
        let blend = Blend::new(vec![part("a", 1.0, Some(vec![0.1; 3]))]).expect("positive weight");
        assert_eq!(blend.apply(&[template("b", &[1.0, 0.0])]), Ok(None));
        assert!(blend.apply(&[template("a", &[1.0, 0.0])]).is_err());
        assert_eq!(Blend::new(vec![]), Err(BlendError::NoWeight));
        assert_eq!(Blend::new(vec![part("a", f32::NAN, None)]), Err(BlendError::NoWeight));
    }

    /// Centring comes first, the length is one again, and templates of a head never mix with others.
    #[test]
    fn a_head_projects_the_centred_template_and_names_itself() {
        let head = |base: &str| {
            Arc::new(
                Head::new("h", ModelId::new(base), Some("lfw".into()), &[vec![0.0, 2.0]]).expect("a matrix"),
            )
        };
        let with = |head| BlendPart { head: Some(head), ..part("a", 1.0, Some(vec![0.6, 0.0])) };
        let blend = Blend::new(vec![with(head("a"))]).expect("the head fits");
        let result = blend.apply(&[template("a", &[0.6, 0.8])]).expect("fits").expect("complete");
        assert_eq!(result.vector(), [1.0].as_slice());
        assert!(blend.model().as_str().starts_with("a-lfw-h."), "{}", blend.model());
        assert!(matches!(Blend::new(vec![with(head("b"))]), Err(BlendError::Head(_))));
        let long = BlendPart { head: Some(head("a")), ..part("a", 1.0, Some(vec![0.1; 3])) };
        assert!(matches!(Blend::new(vec![long]), Err(BlendError::Head(_))), "the centre shows the length");
    }
}
