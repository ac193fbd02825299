//! Running a network over crops, in batches, and turning its rows into templates.

use std::sync::Arc;

use muster_domain::{FaceTemplate, ModelId, Network, NetworkError, RgbImage};

use crate::Recipe;

/// Crops a run: enough to keep two cores busy, few enough to keep memory below 200 MB.
const BATCH: usize = 16;

/// Why no templates could be made.
#[derive(Debug, thiserror::Error)]
pub enum EmbedError {
    /// The network failed, or is not the one that the recipe names.
    #[error("the embedding model `{model}` could not be run: {cause}")]
    Network {
        /// The recipe's model.
        model: ModelId,
        /// What went wrong.
        cause: NetworkError,
    },
    /// A crop is not of the size that the recipe makes.
    #[error("a crop of {width}x{height} pixels was given to `{model}`, which takes {side}x{side}")]
    WrongSize {
        /// The recipe's model.
        model: ModelId,
        /// The crop's width.
        width: u32,
        /// The crop's height.
        height: u32,
        /// The side that the model takes.
        side: u32,
    },
}

/// Makes templates by one recipe.
#[derive(Clone)]
pub struct Embedder {
    network: Arc<dyn Network>,
    recipe: Recipe,
    model: ModelId,
}

impl Embedder {
    /// An embedder from a loaded network and its recipe.
    pub fn new(network: Arc<dyn Network>, recipe: Recipe) -> Self {
        Self { network, model: recipe.model(), recipe }
    }

    /// The recipe.
    pub fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// The model of the templates.
    pub fn model(&self) -> &ModelId {
        &self.model
    }

    /// One template for each crop, in order; `None` where the network gave no direction (zeros or NaN).
    ///
    /// # Errors
    /// [`EmbedError`] when a crop has the wrong size, or the network fails or answers with another shape.
    pub fn embed(&self, crops: &[RgbImage]) -> Result<Vec<Option<FaceTemplate>>, EmbedError> {
        self.check_sizes(crops)?;
        let mut templates = Vec::with_capacity(crops.len());
        for batch in crops.chunks(if self.recipe.flip { BATCH / 2 } else { BATCH }) {
            templates.extend(self.embed_batch(batch)?);
        }
        Ok(templates)
    }

    fn check_sizes(&self, crops: &[RgbImage]) -> Result<(), EmbedError> {
        let side = self.recipe.weights.side();
        match crops.iter().find(|crop| (crop.width(), crop.height()) != (side, side)) {
            None => Ok(()),
            Some(crop) => Err(EmbedError::WrongSize {
                model: self.model.clone(),
                width: crop.width(),
                height: crop.height(),
                side,
            }),
        }
    }

    fn embed_batch(&self, batch: &[RgbImage]) -> Result<Vec<Option<FaceTemplate>>, EmbedError> {
        let mirrored: Vec<RgbImage> =
            if self.recipe.flip { batch.iter().map(RgbImage::mirrored).collect() } else { Vec::new() };
        let views: Vec<&RgbImage> = batch.iter().chain(&mirrored).collect();
        let rows = self.run(&views)?;
        let template = |row: &[f32]| FaceTemplate::new(self.model.clone(), row.to_vec()).ok();
        let (plain, flipped) = rows.split_at(batch.len());
        if flipped.is_empty() {
            return Ok(plain.iter().map(|row| template(row)).collect());
        }
        let averaged = plain
            .iter()
            .zip(flipped)
            .map(|(row, mirror)| FaceTemplate::mean([&template(row)?, &template(mirror)?]));
        Ok(averaged.collect())
    }

    /// One row of numbers for each view.
    fn run(&self, views: &[&RgbImage]) -> Result<Vec<Vec<f32>>, EmbedError> {
        let failed = |cause| EmbedError::Network { model: self.model.clone(), cause };
        let output = self.network.run(self.recipe.tensor(views)).map_err(failed)?;
        let (shape, data) = output.into_first().map_err(failed)?.into_parts();
        let dimension = self.recipe.weights.dimension();
        if data.len() != views.len() * dimension {
            let text = format!("{} faces should give {dimension} numbers each, not {shape:?}", views.len());
            return Err(failed(NetworkError::Shape(text)));
        }
        Ok(data.chunks(dimension).map(<[f32]>::to_vec).collect())
    }
}

#[cfg(test)]
mod tests {
    use muster_domain::{Outputs, Tensor};

    use super::*;
    use crate::{CropRule, Weights};

    /// Answers with the sums of the left and of the right half of the first channel, then zeros: enough to
    /// tell a face from its mirror image and a batch from its rows.
    struct Halves;

    impl Network for Halves {
        fn run(&self, input: Tensor) -> Result<Outputs, NetworkError> {
            let (shape, data) = input.into_parts();
            let side = shape[3];
            let mut rows = Vec::new();
            for image in data.chunks(3 * side * side) {
                let mut row = vec![0.0; 128];
                for (at, value) in image[..side * side].iter().enumerate() {
                    row[usize::from(at % side >= side / 2)] += value;
                }
                rows.extend(row);
            }
            Ok(Outputs(vec![("fc1".into(), Tensor::new(vec![shape[0], 128], rows)?)]))
        }
    }

    fn embedder(flip: bool) -> Embedder {
        let recipe = Recipe { weights: Weights::Sface, own: None, crop: CropRule::FivePoint, flip };
        Embedder::new(Arc::new(Halves), recipe)
    }

    fn left_bright(level: u8) -> RgbImage {
        RgbImage::from_fn(112, 112, |x, _| if x < 56 { [level, 0, 0] } else { [0, 0, 0] })
    }

    #[test]
    fn more_crops_than_a_batch_keep_their_order_and_unit_length() {
        let crops: Vec<RgbImage> = (0..40).map(|i| left_bright(if i % 2 == 0 { 200 } else { 0 })).collect();
        let templates = embedder(false).embed(&crops).expect("the fake answers");
        assert_eq!(templates.len(), 40);
        for (at, template) in templates.iter().enumerate() {
            match template {
                Some(template) => assert!(at % 2 == 0 && (template.vector()[0] - 1.0).abs() < 1e-6),
                None => assert!(at % 2 == 1, "a black crop gives zeros, and zeros are no template"),
            }
        }
    }

    #[test]
    fn flip_averages_the_crop_and_its_mirror_image() {
        let templates = embedder(true).embed(&[left_bright(200)]).expect("the fake answers");
        let vector = templates[0].as_ref().expect("not zero").vector().to_vec();
        assert!((vector[0] - 0.5f32.sqrt()).abs() < 1e-6 && (vector[1] - 0.5f32.sqrt()).abs() < 1e-6);
    }

    #[test]
    fn a_crop_of_the_wrong_size_is_an_error_not_a_wrong_template() {
        let error = embedder(false).embed(&[RgbImage::filled(160, 160, [0; 3])]).expect_err("112 is right");
        assert!(error.to_string().contains("160x160"), "{error}");
    }

    #[test]
    fn model_names_tell_crops_apart() {
        let name =
            |crop| Recipe { weights: Weights::Facenet, own: None, crop, flip: true }.model().to_string();
        assert_eq!(name(CropRule::Plain), "facenet/plain");
        assert_eq!(name(CropRule::Box { margin: 0.28 }), "facenet/box-0.28");
        assert_eq!(name(CropRule::FivePoint), "facenet/5pt");
    }
}
