//! From the published model file to the one that is stored and run: pure functions, bytes to bytes.
//!
//! A conversion changes the file's form and frees what the file fixes without need (the batch, the size of the
//! picture); it leaves the numbers as they are (`tests/models_match_reference.rs`). What the bytes must hash to
//! before, and where they go afterwards, is `store`'s.

mod facenet;
mod fold_weights;
mod free_shapes;
mod graph;
mod onnx;
mod tensorflow;
mod values;

use prost::Message;

pub use facenet::facenet_to_onnx;
use onnx::ModelProto;

/// The state of the conversions. Raised when a change makes other bytes of the same file, so that what an older
/// Muster has stored is made anew.
pub(crate) const REVISION: u32 = 1;

/// What must be done to a published file before it can be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conversion {
    /// Nothing: the bytes are stored as they are.
    #[default]
    None,
    /// `FaceNet`'s frozen TensorFlow graph becomes ONNX: [`facenet_to_onnx`].
    FaceNet,
    /// An embedding network with block-quantised weights: [`fold_and_free_batch`].
    FoldWeights,
    /// A detector whose file fixes the size of its input: [`free_image_size`].
    FreeImageSize,
}

impl Conversion {
    /// Does it.
    ///
    /// # Errors
    /// [`ConvertError`] when the bytes are not the kind of model that this conversion is for.
    pub fn apply(self, bytes: Vec<u8>) -> Result<Vec<u8>, ConvertError> {
        match self {
            Self::None => Ok(bytes),
            Self::FaceNet => facenet_to_onnx(&bytes),
            Self::FoldWeights => fold_and_free_batch(&bytes),
            Self::FreeImageSize => free_image_size(&bytes),
        }
    }
}

/// Why a published file can't be converted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConvertError {
    /// The bytes are not the protobuf message that they should be.
    #[error("the file is no {format}: {cause}")]
    Decode {
        /// The format expected.
        format: &'static str,
        /// What the decoder said.
        cause: String,
    },
    /// The graph uses something that the conversion does not know.
    #[error("node `{node}`: {what}")]
    Unsupported {
        /// The node's name.
        node: String,
        /// What is not known about it.
        what: String,
    },
    /// The graph as a whole is not what it should be.
    #[error("the graph {0}")]
    Graph(String),
}

impl ConvertError {
    fn unsupported(node: &str, what: impl Into<String>) -> Self {
        Self::Unsupported { node: node.to_owned(), what: what.into() }
    }
}

/// Folds quantised weights to `f32` and frees the batch; the rest of the shape stays.
///
/// For `SFace`: input `data` Nx3x112x112, output `fc1` Nx128.
///
/// # Errors
/// [`ConvertError`] when the bytes are no ONNX model or its quantised weights are inconsistent.
pub fn fold_and_free_batch(bytes: &[u8]) -> Result<Vec<u8>, ConvertError> {
    rewrite(bytes, |model| {
        fold_weights::fold(model)?;
        free_shapes::free(model, &["N"])
    })
}

/// Folds quantised weights, if there are any, and frees batch, height and width.
///
/// For `CenterFace` and `YuNet`: any batch, and a height and a width that are multiples of 32.
///
/// # Errors
/// [`ConvertError`] when the bytes are no ONNX model or the size is baked in where it can't be freed.
pub fn free_image_size(bytes: &[u8]) -> Result<Vec<u8>, ConvertError> {
    rewrite(bytes, |model| {
        fold_weights::fold(model)?;
        free_shapes::free(model, &["N", "", "H", "W"])
    })
}

fn rewrite(
    bytes: &[u8],
    change: impl FnOnce(&mut ModelProto) -> Result<(), ConvertError>,
) -> Result<Vec<u8>, ConvertError> {
    let mut model = ModelProto::decode(bytes)
        .map_err(|error| ConvertError::Decode { format: "ONNX model", cause: error.to_string() })?;
    change(&mut model)?;
    if let Some(graph) = model.graph.as_mut() {
        graph::tidy(graph);
    }
    Ok(model.encode_to_vec())
}
