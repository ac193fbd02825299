//! Models of one's own: an ONNX file that is taken as it is, and what it wants as input.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{InstallError, Installed, ModelState, ModelStore, Record, hash};
use crate::engine::{EngineChoice, choose_engine};

/// What an embedding model takes as input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Preset {
    /// Nx3x160x160 RGB, (x - 127.5) / 128, the face's box with a margin.
    FaceNet,
    /// Nx3x112x112 RGB, (x - 127.5) / 127.5, aligned by five landmarks.
    ArcFace,
    /// Nx3x112x112 RGB, 0 to 255, aligned by five landmarks.
    SFace,
}

impl Preset {
    /// Its name.
    pub const fn id(self) -> &'static str {
        match self {
            Self::FaceNet => "facenet",
            Self::ArcFace => "arcface",
            Self::SFace => "sface",
        }
    }
}

impl std::str::FromStr for Preset {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let all = [Self::FaceNet, Self::ArcFace, Self::SFace];
        let unknown = || format!("there is no preset `{text}`; there are: {}", all.map(Self::id).join(", "));
        all.into_iter().find(|preset| preset.id() == text).ok_or_else(unknown)
    }
}

/// A model of one's own, as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnModel {
    /// Its id.
    pub id: String,
    /// The file's name in the folder.
    pub file: String,
    /// What it takes as input.
    pub preset: Preset,
}

impl ModelStore {
    /// Adds a model of one's own: an ONNX file, stored as `ID.onnx` as it is. Adding the same file again
    /// mends it; another file needs another id, since templates and thresholds are named after this one.
    ///
    /// # Errors
    /// [`InstallError::Id`] when the id is one of Muster's or has other characters than `a-z 0-9 -`,
    /// [`InstallError::Taken`] when it is another model's of one's own,
    /// [`InstallError::Model`] when no engine can load the file, [`InstallError::Read`] and
    /// [`InstallError::Folder`] when a file can't be read or written.
    pub fn add(&self, file: &Path, id: &str, preset: Preset) -> Result<PathBuf, InstallError> {
        let name = self.own_file_name(id)?;
        choose_engine(EngineChoice::Auto, self.folder.as_path())
            .and_then(|chosen| chosen.engine.load(file))
            .map_err(InstallError::Model)?;
        let bytes = std::fs::read(file).map_err(|cause| InstallError::read(file, &cause))?;
        if self.sha256(id).is_some_and(|recorded| recorded != hash(&bytes)) {
            return Err(InstallError::Taken { id: id.to_owned() });
        }
        self.folder.prepare()?;
        self.folder.write(&name, &bytes)?;
        self.folder.record(|record| record.put(Installed::own(id, &name, preset, &bytes)))?;
        Ok(self.path(&name))
    }

    /// The models of one's own, in the order in which they were added.
    ///
    /// # Errors
    /// [`InstallError::Read`] when the record can't be read.
    pub fn own(&self) -> Result<Vec<OwnModel>, InstallError> {
        let record = Record::read(self.folder.as_path())?;
        let own = record.own().map(|(own, preset)| OwnModel {
            id: own.model.clone(),
            file: own.file.clone(),
            preset,
        });
        Ok(own.collect())
    }

    /// Computes the hash of a model of one's own.
    ///
    /// # Errors
    /// [`InstallError::Read`] when the record or the file can't be read.
    pub fn verify_own(&self, id: &str) -> Result<ModelState, InstallError> {
        let record = Record::read(self.folder.as_path())?;
        match record.own().map(|(own, _)| own).find(|own| own.model == id) {
            None => Ok(ModelState::Missing),
            Some(own) if self.is_whole(own)? => Ok(ModelState::Installed),
            Some(_) => Ok(ModelState::Damaged),
        }
    }

    /// The file name for an id; an id that could name another file is refused.
    fn own_file_name(&self, id: &str) -> Result<String, InstallError> {
        let refused = |cause| Err(InstallError::Id { id: id.to_owned(), cause });
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || id.len() > 64 || !id.chars().all(plain) {
            return refused("use 1 to 64 of the characters a-z, 0-9 and -");
        }
        let name = format!("{id}.onnx");
        let wheels = self.manifest.models.iter().flat_map(|model| &model.wheels);
        if self.manifest.model(id).is_some()
            || wheels.flat_map(|wheel| &wheel.members).any(|member| member.file == name)
        {
            return refused("it is the name of a model that Muster installs; choose another");
        }
        Ok(name)
    }
}
