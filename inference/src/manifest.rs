//! Which models there are: where each comes from and what its bytes must hash to.
//!
//! Owns the form of `models/manifest.toml`, which is compiled in. Getting and storing the files is `store`'s.

use serde::Deserialize;

use crate::convert::Conversion;

const MANIFEST: &str = include_str!("../../models/manifest.toml");

/// All that Muster can install.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The models, in the order of the file.
    #[serde(rename = "model")]
    pub models: Vec<ManifestModel>,
}

/// A model, or the engine's library.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestModel {
    /// Its id.
    pub id: String,
    /// The package that holds it.
    pub package: String,
    /// The package's version.
    pub version: String,
    /// The licence of its weights.
    pub licence: String,
    /// Who made it.
    pub source: String,
    /// What goes in; empty for the library.
    pub input: String,
    /// Length of its templates, for embedding models.
    pub template_length: Option<usize>,
    /// The package's file for each kind of machine; `any` fits all.
    #[serde(rename = "wheel")]
    pub wheels: Vec<Wheel>,
}

/// A package file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wheel {
    /// `any`, or operating system and processor as Rust names them: `linux-x86_64`.
    pub target: String,
    /// The file's name.
    pub file: String,
    /// The file's size in bytes, for the progress of a download.
    pub bytes: u64,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Options that make pip choose exactly this file.
    #[serde(default)]
    pub options: Vec<String>,
    /// What is taken out of it.
    #[serde(rename = "member")]
    pub members: Vec<Member>,
}

/// A file in a package.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Its path in the package.
    pub path: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// The name under which it is stored.
    pub file: String,
    /// What is done to it first.
    #[serde(default)]
    pub conversion: Conversion,
}

impl Manifest {
    /// The manifest that is compiled in.
    ///
    /// # Panics
    /// Never: a test parses it.
    pub fn built_in() -> Self {
        Self::parse(MANIFEST).expect("a test parses the built-in manifest")
    }

    /// A manifest from the text of a TOML file.
    ///
    /// # Errors
    /// When the text is not a manifest.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The model of that id.
    pub fn model(&self, id: &str) -> Option<&ManifestModel> {
        self.models.iter().find(|model| model.id == id)
    }

    /// All ids, joined for a message.
    pub fn ids(&self) -> String {
        self.models.iter().map(|model| model.id.as_str()).collect::<Vec<_>>().join(", ")
    }
}

impl ManifestModel {
    /// The package file for this machine.
    pub fn wheel(&self) -> Option<&Wheel> {
        let here = format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH);
        self.wheels.iter().find(|wheel| wheel.target == "any" || wheel.target == here)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_manifest_is_complete() {
        let manifest = Manifest::parse(MANIFEST).expect("valid TOML of this shape");
        for id in ["facenet", "sface", "centerface", "mtcnn", "yunet", "haar", "onnxruntime"] {
            let model = manifest.model(id).unwrap_or_else(|| panic!("{id} is missing"));
            assert!(!model.licence.is_empty() && !model.source.is_empty(), "{id} names licence and source");
            for wheel in &model.wheels {
                let hashes = wheel.members.iter().map(|member| &member.sha256).chain([&wheel.sha256]);
                assert!(hashes.into_iter().all(|hash| hash.len() == 64), "{id} has whole hashes");
            }
        }
    }
}
