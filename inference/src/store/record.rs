//! `installed.toml`: what is in the folder, with the hashes of the published and of the stored bytes.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{InstallError, hash};
use crate::convert;
use crate::manifest::{ManifestModel, Member};
use crate::store::Preset;

pub(super) const FILE: &str = "installed.toml";

/// All installed files.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Record {
    #[serde(default, rename = "file")]
    files: Vec<Installed>,
}

/// One installed file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Installed {
    pub(super) model: String,
    pub(super) file: String,
    /// The package and version it came from; empty for a model of one's own.
    #[serde(default)]
    pub(super) package: String,
    #[serde(default)]
    pub(super) version: String,
    /// What a model of one's own takes as input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) preset: Option<Preset>,
    /// The hash of the bytes in the package.
    pub(super) published_sha256: String,
    /// Which state of the conversions made the stored bytes of them.
    #[serde(default)]
    conversions: u32,
    /// Size and hash of the stored bytes.
    #[serde(default)]
    pub(super) bytes: u64,
    pub(super) stored_sha256: String,
}

impl Installed {
    /// A member of a package, and the bytes that were made of it.
    pub(super) fn member(model: &ManifestModel, member: &Member, stored: &[u8]) -> Self {
        Self {
            package: model.package.clone(),
            version: model.version.clone(),
            ..Self::new(&model.id, &member.file, &member.sha256, stored)
        }
    }

    /// A model of one's own.
    pub(super) fn own(id: &str, file: &str, preset: Preset, stored: &[u8]) -> Self {
        Self { preset: Some(preset), ..Self::new(id, file, &hash(stored), stored) }
    }

    fn new(model: &str, file: &str, published_sha256: &str, stored: &[u8]) -> Self {
        Self {
            model: model.to_owned(),
            file: file.to_owned(),
            package: String::new(),
            version: String::new(),
            preset: None,
            published_sha256: published_sha256.to_owned(),
            conversions: convert::REVISION,
            bytes: stored.len() as u64,
            stored_sha256: hash(stored),
        }
    }
}

impl Record {
    /// The record of a folder; empty when there is none, or when it can't be parsed: everything is then
    /// installed again.
    pub(super) fn read(folder: &Path) -> Result<Self, InstallError> {
        let path = folder.join(FILE);
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(toml::from_str(&text).unwrap_or_default()),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(cause) => Err(InstallError::read(&path, &cause)),
        }
    }

    pub(super) fn file(&self, name: &str) -> Option<&Installed> {
        self.files.iter().find(|own| own.file == name)
    }

    /// The first file of a model.
    pub(super) fn model(&self, id: &str) -> Option<&Installed> {
        self.files.iter().find(|own| own.model == id)
    }

    /// The member's entry, if it was made from the bytes that the manifest names today by today's conversions.
    pub(super) fn current(&self, member: &Member) -> Option<&Installed> {
        self.file(&member.file)
            .filter(|own| own.published_sha256 == member.sha256 && own.conversions == convert::REVISION)
    }

    /// The models of one's own, and what they take as input.
    pub(super) fn own(&self) -> impl Iterator<Item = (&Installed, Preset)> {
        self.files.iter().filter_map(|own| Some((own, own.preset?)))
    }

    pub(super) fn put(&mut self, installed: Installed) {
        self.files.retain(|own| own.file != installed.file);
        self.files.push(installed);
    }

    pub(super) fn to_text(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }
}
