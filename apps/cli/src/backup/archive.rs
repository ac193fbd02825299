//! What a backup holds once it is decrypted: a tar archive of `manifest.json`, the key file unless the master key is
//! elsewhere, and the database, in this order. Nothing else is accepted, and no name in it is used as a path.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use jiff::Timestamp;
use muster_domain::hex;
use muster_store_sqlite::{DATABASE_FILE, KEY_FILE};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tar::{Archive, Builder, Entries, Header};

const MANIFEST: &str = "manifest.json";
const FORMAT: u32 = 1;
/// Bytes of a manifest and of a key at most; both are far smaller.
const SMALL: u64 = 64 << 10;

/// What a backup says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The version of this format.
    format: u32,
    /// The Muster that made it.
    pub(super) muster: String,
    /// The version of the database's schema.
    schema: i64,
    /// When.
    pub(super) made_at: Timestamp,
    /// None when the master key is not in a key file: then a backup alone can't be opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<Part>,
    database: Part,
}

/// A file of the archive.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    bytes: u64,
    /// In hexadecimal digits.
    sha256: String,
}

/// Counts and digests what passes through to `to`.
struct Digesting<W> {
    to: W,
    bytes: u64,
    hash: Sha256,
}

impl<W: Write> Digesting<W> {
    fn new(to: W) -> Self {
        Self { to, bytes: 0, hash: Sha256::new() }
    }

    fn part(self) -> Part {
        Part { bytes: self.bytes, sha256: hex(&self.hash.finalize()) }
    }
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.bytes += written as u64;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl Manifest {
    /// The manifest of a folder with the two files, or with the database alone.
    pub(super) fn of(folder: &Path, schema: i64, muster: &str, made_at: Timestamp) -> anyhow::Result<Self> {
        let part = |name: &str| -> anyhow::Result<Part> {
            let mut digesting = Digesting::new(io::sink());
            io::copy(&mut File::open(folder.join(name))?, &mut digesting)?;
            Ok(digesting.part())
        };
        let key = folder.join(KEY_FILE).exists().then(|| part(KEY_FILE)).transpose()?;
        let database = part(DATABASE_FILE)?;
        Ok(Self { format: FORMAT, muster: muster.to_owned(), schema, made_at, key, database })
    }
}

/// Writes the archive of a folder with what the manifest names.
pub(super) fn write(to: impl Write, folder: &Path, manifest: &Manifest) -> anyhow::Result<()> {
    let mut archive = Builder::new(to);
    let text = serde_json::to_vec_pretty(manifest)?;
    let mut append = |name: &str, bytes: u64, from: &mut dyn Read| {
        let mut header = Header::new_gnu();
        header.set_size(bytes);
        header.set_mode(0o600);
        header.set_mtime(manifest.made_at.as_second().max(0) as u64);
        archive.append_data(&mut header, name, from)
    };
    append(MANIFEST, text.len() as u64, &mut &text[..])?;
    if let Some(key) = &manifest.key {
        append(KEY_FILE, key.bytes, &mut File::open(folder.join(KEY_FILE))?)?;
    }
    append(DATABASE_FILE, manifest.database.bytes, &mut File::open(folder.join(DATABASE_FILE))?)?;
    archive.finish()?;
    Ok(())
}

/// Unpacks an archive into a folder, and checks it against its manifest.
pub(super) fn read(from: &mut dyn Read, into: &Path) -> anyhow::Result<Manifest> {
    let mut archive = Archive::new(from);
    let mut entries = archive.entries()?;
    let mut text = Vec::new();
    next(&mut entries, MANIFEST, SMALL)?.read_to_end(&mut text)?;
    let manifest = parsed(&text)?;
    if let Some(key) = &manifest.key {
        ensure!(key.bytes <= SMALL, "its manifest names a key of {} bytes", key.bytes);
    }
    let key = manifest.key.iter().map(|part| (KEY_FILE, part));
    for (name, part) in key.chain([(DATABASE_FILE, &manifest.database)]) {
        let mut file = Digesting::new(private_file(&into.join(name))?);
        io::copy(&mut next(&mut entries, name, part.bytes)?, &mut file)?;
        file.to.sync_all()?;
        ensure!(file.part() == *part, "its {name} is not the one that its manifest names: take another copy");
    }
    ensure!(entries.next().is_none(), "it holds more than Muster put in");
    Ok(manifest)
}

fn parsed(text: &[u8]) -> anyhow::Result<Manifest> {
    #[derive(Deserialize)]
    struct Version {
        format: u32,
    }
    let Version { format } = serde_json::from_slice(text).context("its manifest can't be read")?;
    if format > FORMAT {
        bail!(
            "it was made by a newer Muster (format {format}; this one knows {FORMAT}): install that version"
        );
    }
    serde_json::from_slice(text).context("its manifest can't be read")
}

/// The next entry, which must be a file of this name and at most so many bytes.
fn next<'a, R: Read>(
    entries: &mut Entries<'a, R>,
    name: &str,
    most: u64,
) -> anyhow::Result<tar::Entry<'a, R>> {
    let entry = entries.next().with_context(|| format!("it is no backup of Muster: it has no {name}"))??;
    let fits = entry.path_bytes() == name.as_bytes() && entry.header().entry_type().is_file();
    ensure!(fits, "it is no backup of Muster: {name} is not where it should be");
    ensure!(entry.size() <= most, "its {name} is larger than it should be");
    Ok(entry)
}

fn private_file(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
