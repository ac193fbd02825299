//! Which engine runs the models, and why: the sentence that `muster doctor` shows.

use std::path::Path;

use crate::store::recorded;

use super::{Engine, EngineError, OnnxRuntime, Rten, library_file_name};

/// Which engine the configuration asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EngineChoice {
    /// ONNX Runtime where its library is installed and loads, `rten` otherwise.
    #[default]
    Auto,
    /// `rten`, compiled in.
    Rten,
    /// ONNX Runtime, or an error.
    OnnxRuntime,
}

/// An engine, and why it is this one.
pub struct Chosen {
    /// The engine.
    pub engine: Box<dyn Engine>,
    /// One plain sentence, without a full stop.
    pub reason: String,
}

impl std::fmt::Debug for Chosen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Chosen").field("engine", &self.engine.name()).field("reason", &self.reason).finish()
    }
}

/// Picks the engine. ONNX Runtime's library is looked for in `models_dir`, under its platform's name
/// ([`library_file_name`]).
///
/// # Errors
/// Only [`EngineChoice::OnnxRuntime`] fails, when its library is missing or can't be used (see
/// [`OnnxRuntime::open`]); [`EngineChoice::Auto`] falls back to `rten` and tells the cause in the reason.
pub fn choose_engine(choice: EngineChoice, models_dir: &Path) -> Result<Chosen, EngineError> {
    if choice == EngineChoice::Rten {
        return Ok(rten("the configuration asks for it"));
    }
    let library = models_dir.join(library_file_name());
    let recorded = recorded(models_dir, library_file_name());
    match open_recorded(&library, recorded.as_ref().map(|(_, bytes)| *bytes)) {
        Ok(engine) => Ok(onnx_runtime(engine, choice, recorded.map(|(version, _)| version))),
        Err(error) if choice == EngineChoice::OnnxRuntime => Err(error),
        Err(EngineError::NoLibrary { .. }) => Ok(rten(
            "ONNX Runtime's library is not installed; `muster models install onnxruntime` makes faces 2x faster",
        )),
        Err(error) => Ok(rten(&error.to_string())),
    }
}

/// Opens the library, unless its size shows that it is not the one that was installed.
fn open_recorded(library: &Path, bytes: Option<u64>) -> Result<OnnxRuntime, EngineError> {
    let found = std::fs::metadata(library).ok().map(|data| data.len());
    match (found, bytes) {
        (Some(found), Some(bytes)) if found != bytes => {
            let cause = format!("it has {found} bytes, installed were {bytes}");
            Err(EngineError::Library { path: library.to_owned(), cause })
        }
        _ => OnnxRuntime::open(library),
    }
}

fn onnx_runtime(engine: OnnxRuntime, choice: EngineChoice, version: Option<String>) -> Chosen {
    let version =
        version.filter(|version| !version.is_empty()).map(|own| format!(" {own}")).unwrap_or_default();
    let why = match choice {
        EngineChoice::OnnxRuntime => "the configuration asks for it",
        _ => "it is installed",
    };
    let reason = format!("ONNX Runtime{version} from {}: {why}", engine.library().display());
    Chosen { engine: Box::new(engine), reason }
}

fn rten(why: &str) -> Chosen {
    Chosen { engine: Box::new(Rten), reason: format!("rten, built in: {why}") }
}
