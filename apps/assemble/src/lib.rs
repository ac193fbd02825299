//! A profile and the installed models become a [`Recogniser`]: the one place that names concrete models.
//!
//! Owns which file each detector and network is loaded from. Leaves installing them to `inference`, which engine
//! runs them to its caller, and what a profile may ask for to `usecase`.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use muster_detect::{CenterFace, Detector, Haar, HaarError, Mtcnn, YuNet};
use muster_domain::Network;
use muster_inference::{Engine, EngineError};
use muster_usecase::{DetectorKind, ModelChoice, Profile, ProfileError, Recogniser};

/// The cascade's file.
const CASCADE: &str = "haarcascade_frontalface_default.xml";

/// Why a profile's stages can't be assembled.
#[derive(Debug, thiserror::Error)]
pub enum AssembleError {
    /// A network can't be loaded.
    #[error(transparent)]
    Network(#[from] EngineError),
    /// The cascade can't be read.
    #[error("{}: {cause}; `muster models install haar` mends it", path.display())]
    Cascade {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        cause: std::io::Error,
    },
    /// The cascade's file is not one.
    #[error(transparent)]
    Detector(#[from] HaarError),
    /// The profile does not fit together.
    #[error(transparent)]
    Profile(#[from] ProfileError),
}

/// The stages of a profile, from the models in a folder.
///
/// # Errors
/// [`AssembleError`] when a model is missing or damaged, or the profile does not fit together.
pub fn recogniser(profile: Profile, models: &Path, engine: &dyn Engine) -> Result<Recogniser, AssembleError> {
    let detector = detector(profile.detector.kind, profile.detector.confidence, models, engine)?;
    let load = |choice: &ModelChoice| network(models, engine, choice.id());
    let networks = profile.models.iter().map(load).collect::<Result<Vec<_>, _>>()?;
    Ok(Recogniser::new(profile, detector, networks)?)
}

/// A network by its model's name.
///
/// # Errors
/// [`AssembleError::Network`] when its file can't be loaded.
pub fn network(models: &Path, engine: &dyn Engine, id: &str) -> Result<Arc<dyn Network>, AssembleError> {
    Ok(Arc::from(engine.load(&models.join(format!("{id}.onnx")))?))
}

/// A detector; `confidence` replaces its own threshold where it has one.
///
/// # Errors
/// [`AssembleError`] when one of its files can't be loaded.
pub fn detector(
    kind: DetectorKind,
    confidence: Option<f32>,
    models: &Path,
    engine: &dyn Engine,
) -> Result<Arc<dyn Detector>, AssembleError> {
    let load = |id: &str| network(models, engine, id);
    Ok(match kind {
        DetectorKind::Centerface => {
            let detector = CenterFace::new(load("centerface")?);
            Arc::new(match confidence {
                Some(confidence) => detector.with_threshold(confidence),
                None => detector,
            })
        }
        DetectorKind::Yunet => {
            let detector = YuNet::new(load("yunet")?);
            Arc::new(match confidence {
                Some(confidence) => detector.with_threshold(confidence),
                None => detector,
            })
        }
        DetectorKind::Mtcnn => Arc::new(Mtcnn::new(load("mtcnn-p")?, load("mtcnn-r")?, load("mtcnn-o")?)),
        DetectorKind::Haar => {
            let path = models.join(CASCADE);
            let text =
                std::fs::read_to_string(&path).map_err(|cause| AssembleError::Cascade { path, cause })?;
            Arc::new(Haar::from_xml(&text)?)
        }
    })
}
