//! The recipe of a template: weights, crop and pixel scaling.

use muster_detect::align::{BoxCrop, CropShape, FIVE_POINT_SIDE, Resampling, box_crop, five_point_crop};
use muster_domain::{Face, ModelId, RgbImage, Tensor};
use serde::{Deserialize, Serialize};

/// Which kind of network makes the vector: its input and the vector's length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weights {
    /// FaceNet, Inception-ResNet-v1 (Schroff et al. 2015): 160x160, 512 numbers.
    Facenet,
    /// SFace (Zhong et al. 2021): 112x112, 128 numbers.
    Sface,
    /// A network of the ArcFace family (Deng et al. 2019): 112x112, 512 numbers. None comes with Muster, since
    /// those that are published may not be used freely: a school adds its own.
    Arcface,
}

impl Weights {
    /// Its name, which is also the manifest's id of the network that Muster installs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Facenet => "facenet",
            Self::Sface => "sface",
            Self::Arcface => "arcface",
        }
    }

    /// Whether Muster can install a network of this kind.
    pub const fn is_packaged(self) -> bool {
        !matches!(self, Self::Arcface)
    }

    /// Length of the vector.
    pub const fn dimension(self) -> usize {
        match self {
            Self::Facenet | Self::Arcface => 512,
            Self::Sface => 128,
        }
    }

    /// Side of the square input in pixels.
    pub const fn side(self) -> u32 {
        match self {
            Self::Facenet => 160,
            Self::Sface | Self::Arcface => 112,
        }
    }

    /// A pixel value as the network wants it: FaceNet's fixed standardisation, SFace's raw values, ArcFace's -1
    /// to 1.
    fn scale(self, value: u8) -> f32 {
        match self {
            Self::Facenet => (f32::from(value) - 127.5) / 128.0,
            Self::Sface => f32::from(value),
            Self::Arcface => (f32::from(value) - 127.5) / 127.5,
        }
    }
}

/// Which part of the photo the network sees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum CropRule {
    /// The detector's box, stretched to the square without smoothing: the original design.
    Plain,
    /// The box enlarged by `margin` (a share of its side, half of it on each side), stretched to the square.
    Box {
        /// Share of the box's side, 0 to 1.
        margin: f32,
    },
    /// The five points moved onto the ArcFace template by a similarity transform.
    FivePoint,
}

/// How a template is made. Two recipes with the same [`Recipe::model`] make templates that compare.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// The kind of network.
    pub weights: Weights,
    /// The id of a network of that kind that is not Muster's; absent for Muster's.
    pub own: Option<String>,
    /// What it sees.
    pub crop: CropRule,
    /// Whether the vectors of the crop and of its mirror image are averaged. Averaged and plain templates
    /// compare with each other; averaged ones are a little more exact at twice the cost.
    pub flip: bool,
}

impl Recipe {
    /// What the templates are called: weights and crop, for example `facenet/box-0.28` or `sface/5pt`.
    pub fn model(&self) -> ModelId {
        let weights = self.own.as_deref().unwrap_or(self.weights.id());
        ModelId::new(match self.crop {
            CropRule::Plain => format!("{weights}/plain"),
            CropRule::Box { margin } => format!("{weights}/box-{margin:.2}"),
            CropRule::FivePoint => format!("{weights}/5pt"),
        })
    }

    /// The network's view of a face; `None` when the recipe needs landmarks and the detector gave none, when
    /// these do not span a face, or when five points are asked for a network that is not of 112 pixels.
    pub fn crop(&self, image: &RgbImage, face: &Face) -> Option<RgbImage> {
        let size = self.weights.side();
        match self.crop {
            CropRule::Plain => Some(box_crop(image, &face.bounding_box, &BoxCrop { size, ..BoxCrop::PLAIN })),
            CropRule::Box { margin } => {
                let crop = BoxCrop { size, margin, shape: CropShape::Stretch, resampling: Resampling::Area };
                Some(box_crop(image, &face.bounding_box, &crop))
            }
            CropRule::FivePoint if size == FIVE_POINT_SIDE => {
                five_point_crop(image, face.landmarks.as_ref()?)
            }
            CropRule::FivePoint => None,
        }
    }

    /// Crops as one input: N x 3 x side x side, channels first, RGB.
    pub(crate) fn tensor(&self, crops: &[&RgbImage]) -> Tensor {
        let side = self.weights.side() as usize;
        let mut data = Vec::with_capacity(crops.len() * 3 * side * side);
        for crop in crops {
            for channel in 0..3 {
                data.extend(crop.data().iter().skip(channel).step_by(3).map(|v| self.weights.scale(*v)));
            }
        }
        Tensor::new(vec![crops.len(), 3, side, side], data).expect("the crops' sides were checked")
    }
}
