//! Why a head can't be trained.

use muster_domain::{ModelId, TemplateError};
use muster_embed::HeadError;

/// Why a head can't be trained or compared. A head that is worse than the frozen model is no error.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum TrainError {
    /// Too few people have two pictures.
    #[error(
        "{have} people for {part} have pictures to compare, and at least {need} are needed: add people, or at \
         least two confirmed pictures of each"
    )]
    TooFewPeople {
        /// Training, validation or testing.
        part: &'static str,
        /// How many people there are.
        have: usize,
        /// How many would do.
        need: usize,
    },
    /// Too few faces to hold both at the same FPIR.
    #[error(
        "{have} searches of held-out people's faces in galleries without them can't show an FPIR of {target}; at \
         least {need} are needed: add people or photos, or ask for a larger FPIR"
    )]
    TooFewSearches {
        /// How many there are.
        have: usize,
        /// How many would do.
        need: usize,
        /// The FPIR.
        target: f64,
    },
    /// A template of another model or length is among the data.
    #[error("the data holds templates of {left} and of {right}; a head is trained on one model")]
    MixedModels {
        /// One.
        left: ModelId,
        /// The other.
        right: ModelId,
    },
    /// A setting is out of its range.
    #[error("{what} is {value}; it has to be {range}")]
    Setting {
        /// Which.
        what: &'static str,
        /// What it is.
        value: f64,
        /// What it may be.
        range: &'static str,
    },
    /// A projected template points nowhere.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The training gave no head: a number grew beyond all bounds.
    #[error(transparent)]
    Head(#[from] HeadError),
}
