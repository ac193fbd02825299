//! The fast engine: ONNX Runtime, whose shared library is loaded at run time from a given path.
//!
//! A process holds one library and one environment (ONNX Runtime's own rule), kept in [`LOADED`] for the rest
//! of its life. `ort`'s `Session::run` takes `&mut self`, so each loaded model holds its session behind a
//! mutex: a run uses all cores by itself, and two at once on the same model would only share them. Telemetry is
//! switched off.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use muster_domain::{Network, NetworkError, Outputs, Tensor};
use ort::environment::Environment;
use ort::session::Session;
use ort::session::builder::GraphOptimizationLevel;
use ort::value::TensorRef;

use super::whole_library::check_whole;
use super::{Engine, EngineError};

const NAME: &str = "onnxruntime";

/// The library that this process has loaded, and the environment made with it.
static LOADED: Mutex<Option<(PathBuf, Environment)>> = Mutex::new(None);

/// The file name that ONNX Runtime's library is stored under on this platform.
pub const fn library_file_name() -> &'static str {
    if cfg!(target_os = "windows") {
        "onnxruntime.dll"
    } else if cfg!(target_os = "macos") {
        "libonnxruntime.dylib"
    } else {
        "libonnxruntime.so"
    }
}

/// ONNX Runtime, loaded from its shared library.
#[derive(Debug, Clone)]
pub struct OnnxRuntime {
    environment: Environment,
    library: PathBuf,
    threads: usize,
}

impl OnnxRuntime {
    /// Loads the shared library at `path` (1.17 or newer), or takes the one that is loaded from there already.
    ///
    /// Loading runs the library's code: give a file that you trust (the store checks its hash).
    ///
    /// # Errors
    /// [`EngineError::NoLibrary`] when there is no file, [`EngineError::Library`] when the file is damaged, made
    /// for another machine, too old, or no ONNX Runtime, [`EngineError::AnotherLibrary`] when this process has
    /// loaded another one.
    pub fn open(path: &Path) -> Result<Self, EngineError> {
        let library = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((own, environment)) = loaded.as_ref() {
            if *own != library {
                return Err(EngineError::AnotherLibrary { loaded: own.clone(), asked: library });
            }
            return Ok(Self { environment: environment.clone(), library, threads });
        }
        if !library.exists() {
            return Err(EngineError::NoLibrary { path: library });
        }
        let environment =
            load(&library).map_err(|cause| EngineError::Library { path: library.clone(), cause })?;
        *loaded = Some((library.clone(), environment.clone()));
        Ok(Self { environment, library, threads })
    }

    /// The library's file.
    pub fn library(&self) -> &Path {
        &self.library
    }

    fn session(&self, path: &Path) -> Result<Session, String> {
        let text = |error: &dyn std::fmt::Display| error.to_string();
        let mut builder = Session::builder(&self.environment)
            .map_err(|error| text(&error))?
            .with_optimization_level(GraphOptimizationLevel::All)
            .map_err(|error| text(&error))?
            .with_intra_threads(self.threads)
            .map_err(|error| text(&error))?;
        builder.commit_from_file(path).map_err(|error| text(&error))
    }
}

/// Loads a library into the process, as far as that can be done safely.
fn load(library: &Path) -> Result<Environment, String> {
    check_whole(library)?;
    let builder = ort::init_from(library).map_err(|error| error.to_string())?;
    builder.with_name("muster").with_telemetry(false).build().map_err(|error| error.to_string())
}

impl Engine for OnnxRuntime {
    fn name(&self) -> &'static str {
        NAME
    }

    fn load(&self, path: &Path) -> Result<Box<dyn Network>, EngineError> {
        let session = self.session(path).map_err(|cause| EngineError::model(NAME, path, cause))?;
        let inputs = session.inputs().len();
        if inputs != 1 {
            let cause = format!("it has {inputs} inputs, where one is expected");
            return Err(EngineError::model(NAME, path, cause));
        }
        Ok(Box::new(OnnxRuntimeNetwork { session: Mutex::new(session) }))
    }
}

struct OnnxRuntimeNetwork {
    session: Mutex<Session>,
}

impl Network for OnnxRuntimeNetwork {
    fn run(&self, input: Tensor) -> Result<Outputs, NetworkError> {
        let failed = |error: ort::Error| NetworkError::Run(error.to_string());
        let view = TensorRef::from_array_view((input.shape(), input.data())).map_err(failed)?;
        // A panic of another thread during a run leaves the session itself intact.
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let outputs = session.run(ort::inputs![view]).map_err(failed)?;
        let named = outputs.iter().map(|(name, value)| {
            let (shape, data) = value.try_extract_tensor::<f32>().map_err(failed)?;
            let shape = shape.iter().map(|&size| size as usize).collect();
            Ok((name.to_owned(), Tensor::new(shape, data.to_vec())?))
        });
        Ok(Outputs(named.collect::<Result<_, NetworkError>>()?))
    }
}
