//! `muster seal`: the keys under which faces, notes and secrets are sealed.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use muster_store_sqlite::{KEY_FILE, KeySource, SealedFolder, older_copies};
use zeroize::Zeroizing;

use crate::key_keeper::{self, KEY_VARIABLE};
use crate::out::{count, table};
use crate::place::{Place, entropy};
use crate::progress;

#[derive(Subcommand, Debug)]
pub(crate) enum Seal {
    /// Where the master key is, and how old the school's data key
    Show,
    /// Draw another data key, seal everything anew under it, and destroy the old one; the server has to be stopped
    Rotate,
    /// Wrap the data key under another master key; the server has to be stopped
    Move(Target),
    /// Destroy the data key for good: nothing opens the faces, notes and secrets any more
    Destroy {
        /// Really
        #[arg(long)]
        yes: bool,
    },
}

/// Where the master key is to be.
#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
pub(crate) struct Target {
    /// A new key in the key file of the data folder, in place of the one that is there
    #[arg(long = "to-file")]
    file: bool,
    /// The key that this environment variable holds in 64 hexadecimal digits; from then on start Muster with it in
    /// `MUSTER_MASTER_KEY`
    #[arg(long = "to-env", value_name = "VARIABLE")]
    env: Option<String>,
    /// The key that a program keeps; from then on start Muster with --key-command
    #[arg(long = "to-command", value_name = "PROGRAM")]
    command: Option<PathBuf>,
}

impl Target {
    fn source(&self) -> anyhow::Result<KeySource> {
        if let Some(program) = &self.command {
            return Ok(key_keeper::kept_by(program));
        }
        let Some(variable) = &self.env else { return Ok(KeySource::File) };
        let text = std::env::var(variable).with_context(|| format!("the variable {variable} is not set"))?;
        key_keeper::held(&Zeroizing::new(text), variable)
    }

    fn next(&self) -> String {
        match (&self.env, &self.command) {
            (Some(_), _) => format!(
                "Start Muster with it in {KEY_VARIABLE} from now on, and keep a copy: backups hold none."
            ),
            (_, Some(program)) => {
                format!(
                    "Start Muster with --key-command {} from now on: backups hold no key.",
                    program.display()
                )
            }
            _ => {
                "The key file is a new one. Backups from before open as they did, with the key of their time."
                    .to_owned()
            }
        }
    }
}

pub(crate) async fn run(place: &Place, what: Seal, out: &mut dyn Write) -> anyhow::Result<()> {
    match what {
        Seal::Show => show(place, out).await,
        Seal::Rotate => rotate(place, out).await,
        Seal::Move(target) => {
            alone(place).await?.change_master(&target.source()?).await?;
            writeln!(out, "The data key is wrapped under another master key. {}", target.next())?;
            tell_older(place, out)
        }
        Seal::Destroy { yes: false } => {
            bail!(
                "this can't be undone: the faces, notes and secrets of this folder could never be read again; add --yes"
            )
        }
        Seal::Destroy { yes: true } => {
            alone(place).await?.destroy(Timestamp::now()).await?;
            writeln!(
                out,
                "The data key is destroyed. Names and marks are not sealed: delete the folder to be rid of these."
            )?;
            tell_older(place, out)
        }
    }
}

async fn alone(place: &Place) -> anyhow::Result<SealedFolder> {
    Ok(SealedFolder::open(place.data(), place.key_source().clone(), entropy()).await?)
}

async fn show(place: &Place, out: &mut dyn Write) -> anyhow::Result<()> {
    let desk = place.open().await?;
    writeln!(out, "Master key: {}", place.key_place())?;
    let mut shown = table(&["school", "data key", "made", "state"]);
    for key in desk.store().data_keys().await? {
        let made = key.made_at.unwrap_or_else(|| "with the school".to_owned());
        let state = key.destroyed_at.map_or_else(|| "in use".to_owned(), |at| format!("destroyed {at}"));
        shown.add_row([key.school_id, key.generation.to_string(), made, state]);
    }
    writeln!(out, "{shown}")?;
    tell_older(place, out)
}

async fn rotate(place: &Place, out: &mut dyn Write) -> anyhow::Result<()> {
    let folder = alone(place).await?;
    let bar = progress::bar("Sealing anew", 0);
    let values = folder
        .rotate(Timestamp::now(), &mut |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        })
        .await?;
    bar.finish_and_clear();
    writeln!(
        out,
        "{} sealed anew under another data key; the old key is destroyed.",
        count(values as usize, "value")
    )?;
    tell_older(place, out)
}

/// Names what was not changed: it opens under the keys of its time.
fn tell_older(place: &Place, out: &mut dyn Write) -> anyhow::Result<()> {
    let older = older_copies(place.data())?;
    if !older.is_empty() {
        writeln!(out, "These copies in the data folder were not changed; delete them when you are sure:")?;
    }
    for copy in older {
        writeln!(out, "  {}", copy.display())?;
    }
    Ok(())
}

impl Place {
    /// Where the master key is, in words.
    pub(crate) fn key_place(&self) -> String {
        match self.key_source() {
            KeySource::File => {
                format!("{}: only its owner may read it", self.data().join(KEY_FILE).display())
            }
            KeySource::Elsewhere(_) => {
                "not in the data folder: in the environment, or with the program of --key-command".to_owned()
            }
        }
    }
}
