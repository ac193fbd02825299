//! Why an evaluation did not run to its end.

use std::path::{Path, PathBuf};

use muster_capture::CaptureError;
use muster_domain::TemplateError;
use muster_usecase::UseCaseError;

/// Why an evaluation did not run to its end.
#[derive(Debug, thiserror::Error)]
pub enum EvaluateError {
    /// A file or folder can't be read or written.
    #[error("{}: {cause}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the operating system said.
        cause: std::io::Error,
    },
    /// A list of labels is not as its format asks.
    #[error("{}, line {line}: {cause}", path.display())]
    Label {
        /// The list.
        path: PathBuf,
        /// Which line, from 1.
        line: u64,
        /// What is wrong and what is expected.
        cause: String,
    },
    /// The data folder lacks something.
    #[error("{} can't be evaluated: {cause}", folder.display())]
    Data {
        /// The folder.
        folder: PathBuf,
        /// What is missing and what would mend it.
        cause: String,
    },
    /// A picture can't be decoded.
    #[error("{} can't be used: {cause}", path.display())]
    Picture {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: CaptureError,
    },
    /// A model failed.
    #[error(transparent)]
    Model(#[from] UseCaseError),
    /// Templates can't be compared.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// A plot can't be drawn.
    #[error("a plot can't be drawn: {0}")]
    Plot(String),
}

impl EvaluateError {
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |cause| Self::File { path: path.to_owned(), cause }
    }

    pub(crate) fn label(path: &Path, line: u64, cause: impl Into<String>) -> Self {
        Self::Label { path: path.to_owned(), line, cause: cause.into() }
    }

    pub(crate) fn data(folder: &Path, cause: impl Into<String>) -> Self {
        Self::Data { folder: folder.to_owned(), cause: cause.into() }
    }
}
