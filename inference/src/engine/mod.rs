//! Engines: what can load a model file and run it.
//!
//! Two of them stand behind one trait. [`Rten`] is compiled in and always works; [`OnnxRuntime`] needs its
//! shared library, and is about twice as fast. Both take any batch and, where the graph allows it, any height
//! and width, and their answers agree to 1e-3 (`tests/models_match_reference.rs`). [`choose_engine`] picks one and says
//! why.

mod choose;
mod onnx_runtime;
mod rten_engine;
mod whole_library;

use std::path::{Path, PathBuf};

use muster_domain::Network;

pub use choose::{Chosen, EngineChoice, choose_engine};
pub use onnx_runtime::{OnnxRuntime, library_file_name};
pub use rten_engine::Rten;

/// A runtime for model files.
pub trait Engine: Send + Sync {
    /// The engine's name, as configuration and reports spell it.
    fn name(&self) -> &'static str;

    /// Loads a `.onnx` file that has exactly one input.
    ///
    /// The network keeps what it needs in memory: the file can be replaced afterwards.
    ///
    /// # Errors
    /// [`EngineError::Model`] when the file is missing, damaged, or uses something this engine can't run.
    fn load(&self, path: &Path) -> Result<Box<dyn Network>, EngineError>;
}

/// Why an engine or a model could not be made ready.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The engine's shared library is there and can't be used.
    #[error(
        "ONNX Runtime's library {} can't be used: {cause}; run `muster models install onnxruntime` to \
         replace it, or choose the engine `rten`", path.display()
    )]
    Library {
        /// The library file.
        path: PathBuf,
        /// What the loader said.
        cause: String,
    },
    /// The engine's shared library is not there.
    #[error(
        "ONNX Runtime's library is not installed ({} is missing); run `muster models install onnxruntime`, \
         or choose the engine `rten`", path.display()
    )]
    NoLibrary {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A process can hold one ONNX Runtime library, and holds another one already.
    #[error(
        "ONNX Runtime is already loaded from {}, so {} can't be loaded beside it; restart with the library \
         that you want", loaded.display(), asked.display()
    )]
    AnotherLibrary {
        /// The library in use.
        loaded: PathBuf,
        /// The library asked for.
        asked: PathBuf,
    },
    /// The model file can't be loaded.
    #[error(
        "the model file {} can't be loaded by {engine}: {cause}; run `muster models verify` to check it",
        path.display()
    )]
    Model {
        /// The engine's name.
        engine: &'static str,
        /// The model file.
        path: PathBuf,
        /// What the engine said.
        cause: String,
    },
}

impl EngineError {
    fn model(engine: &'static str, path: &Path, cause: impl std::fmt::Display) -> Self {
        Self::Model { engine, path: path.to_owned(), cause: cause.to_string() }
    }
}
