//! Running a model file: the engines, the list of models, and their installation.
//!
//! This room owns three things: [`engine`] turns a `.onnx` file into a [`muster_domain::Network`] with one of
//! two runtimes; [`manifest`] says which models there are, from which package each comes and what its bytes
//! must hash to; [`store`] installs them into a folder, with the conversions of [`convert`] where the published
//! file can't be run as it is. What goes into a model and what its numbers mean is left to `detect` and
//! `embed`; which models a run needs is left to the use cases and the profile.

pub mod convert;
pub mod engine;
pub mod manifest;
pub mod store;

pub use engine::{
    Chosen, Engine, EngineChoice, EngineError, OnnxRuntime, Rten, choose_engine, library_file_name,
};
pub use manifest::{Manifest, ManifestModel};
pub use store::{
    InstallError, ModelState, ModelStore, OwnModel, PackageFile, Preset, Progress, Source, fetch,
    fetch_members,
};
