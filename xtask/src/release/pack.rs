//! The archive, with nothing in it of when, where and by whom it was packed; and the checksums.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;

use anyhow::Context as _;
use flate2::{Compression, GzBuilder};
use sha2::{Digest as _, Sha256};

use super::{Build, Place};

/// Files of the repository that come along.
const BESIDE: [&str; 5] = ["README.md", "LICENSE-APACHE", "LICENSE-MIT", "NOTICE", "SECURITY.md"];

/// Writes `muster-VERSION-PLATFORM.tar.gz`: what was built, and the documents of the commit.
pub(super) fn archive(place: &Place, build: &Build, built: &[(&str, Vec<u8>)]) -> anyhow::Result<()> {
    let mut entries: BTreeMap<String, Vec<u8>> =
        built.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone())).collect();
    let documents = fs::read_dir(place.sources.join("docs"))?.flatten().map(|found| found.file_name());
    let documents = documents.map(|name| format!("docs/{}", name.to_string_lossy()));
    for name in BESIDE.into_iter().map(str::to_owned).chain(documents) {
        let path = place.sources.join(&name);
        let bytes = fs::read(&path).with_context(|| format!("{} can't be read", path.display()))?;
        entries.insert(name, bytes);
    }
    let bytes = packed(&build.name(), build.epoch.parse()?, &entries)?;
    fs::write(place.files.join(format!("{}.tar.gz", build.name())), bytes)
        .context("the archive can't be written")
}

/// A compressed tar archive of these files in one folder, in the order of their names, all of that time and of nobody.
fn packed(folder: &str, time: u64, entries: &BTreeMap<String, Vec<u8>>) -> anyhow::Result<Vec<u8>> {
    let mut archive = tar::Builder::new(GzBuilder::new().mtime(0).write(Vec::new(), Compression::best()));
    for (name, bytes) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mtime(time);
        header.set_mode(if name.starts_with("bin/") { 0o755 } else { 0o644 });
        header.set_uid(0);
        header.set_gid(0);
        archive.append_data(&mut header, format!("{folder}/{name}"), bytes.as_slice())?;
    }
    Ok(archive.into_inner()?.finish()?)
}

/// Bytes as digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// Writes `SHA256SUMS` of all files there, as `sha256sum --check` reads it; the digests by name.
pub(super) fn checksums(folder: &std::path::Path) -> anyhow::Result<BTreeMap<String, String>> {
    let mut sums = BTreeMap::new();
    for found in fs::read_dir(folder)? {
        let path = found?.path();
        let digest = Sha256::digest(fs::read(&path)?);
        sums.insert(path.file_name().unwrap_or_default().to_string_lossy().into_owned(), hex(&digest));
    }
    let mut file = fs::File::create(folder.join("SHA256SUMS"))?;
    for (name, digest) in &sums {
        writeln!(file, "{digest}  {name}")?;
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects from an archive that depends on its making: the same files give the same bytes, in one order and of one time.
    #[test]
    fn an_archive_is_of_its_files_alone() {
        let files = |names: &[&str]| {
            names
                .iter()
                .map(|name| ((*name).to_owned(), name.as_bytes().to_vec()))
                .collect::<BTreeMap<_, _>>()
        };
        let first = packed("muster-1", 1_800_000_000, &files(&["docs/a.md", "bin/muster"])).expect("packs");
        let again = packed("muster-1", 1_800_000_000, &files(&["bin/muster", "docs/a.md"])).expect("packs");
        assert!(first == again, "the order in which they came is no matter");
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(first.as_slice()));
        let told: Vec<(String, u32, u64, u64)> = archive
            .entries()
            .expect("entries")
            .map(|entry| {
                let entry = entry.expect("an entry");
                let header = entry.header();
                let name = entry.path().expect("a name").display().to_string();
                let of = |number: std::io::Result<u64>| number.expect("a number");
                (name, header.mode().expect("a mode"), of(header.mtime()), of(header.uid()))
            })
            .collect();
        let expected = |name: &str, mode| (name.to_owned(), mode, 1_800_000_000, 0);
        assert_eq!(told, [expected("muster-1/bin/muster", 0o755), expected("muster-1/docs/a.md", 0o644)]);
    }
}
