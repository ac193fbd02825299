//! `muster backup` and `muster restore`: the whole data folder in one encrypted file, and back.
//!
//! What goes into a copy and how it is put in place is `muster-store-sqlite`'s; the file's format is `archive`'s
//! and its encryption `envelope`'s.

mod archive;
mod envelope;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use jiff::Timestamp;
use muster_store_sqlite::{Contents, FolderCopy, KEY_FILE, KeySource, Replacement, Scratch, inspect_folder};

use crate::files;
use crate::key_keeper::KEY_VARIABLE;
use crate::out::count;
use crate::place::{Place, entropy};
use crate::register::VERSION;
use archive::Manifest;
use envelope::{Opener, Sealer};

#[derive(Args, Debug)]
pub(crate) struct Backup {
    /// The file to write; keep it on another machine
    file: PathBuf,
    /// A file with the passphrase [default: what `MUSTER_BACKUP_PASSPHRASE` holds]
    #[arg(long, conflicts_with = "recipient")]
    passphrase_file: Option<PathBuf>,
    /// Encrypt to this age key (age1...) instead of a passphrase; may be given several times
    #[arg(long)]
    recipient: Vec<String>,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Restore {
    /// A file of `muster backup`
    file: PathBuf,
    /// Only check it: change nothing
    #[arg(long)]
    verify: bool,
    /// A file with the passphrase [default: what `MUSTER_BACKUP_PASSPHRASE` holds]
    #[arg(long, conflicts_with = "identity")]
    passphrase_file: Option<PathBuf>,
    /// A file with the age identity (AGE-SECRET-KEY-1...) of the backup's recipient
    #[arg(long)]
    identity: Option<PathBuf>,
}

pub(crate) async fn run(place: &Place, args: Backup, out: &mut dyn Write) -> anyhow::Result<()> {
    if !args.force && args.file.exists() {
        bail!("{} is there already; choose another name, or replace it with --force", args.file.display());
    }
    let sealer = Sealer::new(args.passphrase_file.as_deref(), &args.recipient)?;
    let copy = FolderCopy::make(place.data(), place.key_source(), entropy()).await?;
    let manifest = Manifest::of(copy.path(), copy.contents().schema, VERSION, Timestamp::now())?;
    let replace = if args.force { files::Existing::Replace } else { files::Existing::Keep };
    files::create(&args.file, replace, |file| {
        let mut sealed = sealer.seal(file)?;
        archive::write(&mut sealed, copy.path(), &manifest)?;
        Ok(sealed.finish().map(drop)?)
    })?;
    writeln!(out, "Backup of {}: {}", listed(copy.contents()), args.file.display())?;
    writeln!(out, "`muster restore --verify {}` checks it.", args.file.display())?;
    Ok(())
}

pub(crate) async fn restore(place: &Place, args: Restore, out: &mut dyn Write) -> anyhow::Result<()> {
    files::present(&args.file)?;
    let opener = Opener::new(args.passphrase_file.as_deref(), args.identity.as_deref())?;
    if args.verify {
        let (manifest, contents, _) = verify(place, &args.file, &opener).await?;
        writeln!(out, "{} is whole and opens: {}.", described(&args.file, &manifest), listed(contents))?;
        return Ok(());
    }
    let replacement = Replacement::begin(place.data())?;
    let (manifest, contents, source) = unpack(place, &args.file, &opener, replacement.path()).await?;
    let replaced = replacement.put_in_place(Timestamp::now(), &source, entropy()).await?;
    writeln!(out, "Restored {}: {}.", described(&args.file, &manifest), listed(contents))?;
    if let (KeySource::File, KeySource::Elsewhere(_)) = (&source, place.key_source()) {
        writeln!(
            out,
            "Its master key is in its key file: start Muster without {KEY_VARIABLE} and --key-command."
        )?;
    }
    match replaced.erased_again {
        None => writeln!(
            out,
            "Who was erased since is not known: the data from before can't be read. Erase them again."
        )?,
        Some(0) => {}
        Some(students) => {
            writeln!(out, "Erased since, and from it again: {}.", count(students, "student"))?;
        }
    }
    let before = replaced.before.display();
    writeln!(out, "What was there before is in {before}; delete it when you are sure.")?;
    Ok(())
}

/// Checks a backup in a folder that goes away: one inside the data folder, whose disk has room for data, or when there
/// is none yet, the system's.
async fn verify(
    place: &Place,
    file: &Path,
    opener: &Opener,
) -> anyhow::Result<(Manifest, Contents, KeySource)> {
    if place.data().is_dir() {
        return unpack(place, file, opener, Scratch::new(place.data())?.path()).await;
    }
    unpack(place, file, opener, tempfile::tempdir()?.path()).await
}

/// Opens a backup into a folder and checks everything that can be checked.
async fn unpack(
    place: &Place,
    file: &Path,
    opener: &Opener,
    into: &Path,
) -> anyhow::Result<(Manifest, Contents, KeySource)> {
    let manifest = opener
        .open(file, |plain| archive::read(plain, into))
        .with_context(|| format!("{} can't be restored, and nothing was changed", file.display()))?;
    // A key that came along is the one of this data, wherever the master key is kept now.
    let came_along = into.join(KEY_FILE).exists();
    let source = if came_along { KeySource::File } else { place.key_source().clone() };
    let contents = inspect_folder(into, &source, entropy())
        .await
        .with_context(|| format!("the data in {} can't be used, and nothing was changed", file.display()))?;
    Ok((manifest, contents, source))
}

fn described(file: &Path, manifest: &Manifest) -> String {
    format!("{} of {:.0} by {}", file.display(), manifest.made_at, manifest.muster)
}

fn listed(contents: Contents) -> String {
    let parts = [
        (contents.schools, "school"),
        (contents.students, "student"),
        (contents.sessions, "session"),
        (contents.marks, "mark"),
        (contents.templates, "template"),
    ];
    parts.map(|(number, what)| count(number as usize, what)).join(", ")
}
