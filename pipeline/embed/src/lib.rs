//! From a face to its template: which crop a model gets, how its pixels become numbers, how vectors become
//! templates, how a trained head projects them, and how templates of several models are blended into one.
//!
//! This crate owns the recipe of a template. It leaves finding and cropping faces to `detect`, running the
//! network to whoever hands in a [`muster_domain::Network`], and comparing templates to `identify`. It never
//! reads the clock, the disk, the network or a database.

mod blend;
mod embedder;
mod head;
mod recipe;

pub use blend::{Blend, BlendError, BlendPart};
pub use embedder::{EmbedError, Embedder};
pub use head::{Head, HeadError};
pub use recipe::{CropRule, Recipe, Weights};
