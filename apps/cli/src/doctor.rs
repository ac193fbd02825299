//! `muster doctor`: checks this installation and says what would mend it.

use std::io::Write;
use std::path::Path;

use anyhow::Context as _;
use muster_inference::{EngineChoice, choose_engine};
use muster_store_sqlite::FolderLock;
use muster_usecase::Profile;

use crate::models;
use crate::place::Place;
use crate::settings::{self, Settings};

/// Bytes of free space below which a warning is due: weeks of marks, a day of faces.
const LITTLE: u64 = 500_000_000;

pub(crate) async fn run(place: &Place, out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(out, "data     {}", place.data().display())?;
    writeln!(out, "models   {}", place.models().display())?;
    let file = place.data().join(settings::FILE);
    let settings = Settings::default().resolve(None, place.data())?;
    let found = if file.exists() { "read and understood" } else { "not there, and not needed" };
    writeln!(out, "settings {}: {found}; `muster serve` listens on {}", file.display(), settings.listen)?;
    match choose_engine(place.engine(), &place.models()) {
        Ok(chosen) => writeln!(out, "engine   {}", chosen.reason)?,
        Err(error) => writeln!(out, "engine   {error}")?,
    }
    if place.engine() == EngineChoice::Auto {
        writeln!(out, "         --engine rten or --engine onnxruntime chooses one")?;
    }
    let store = models::store(place);
    for profile in Profile::built_in() {
        let missing: Vec<&str> =
            profile.needed_models().into_iter().filter(|id| !store.is_installed(id)).collect();
        let state = if missing.is_empty() {
            "ready".to_owned()
        } else {
            format!("needs `muster models install {}`; the first use does it", missing.join(" "))
        };
        writeln!(out, "profile  {:8} {state}", profile.id)?;
    }
    disk(place, out)?;
    let served = if FolderLock::is_served(place.data())? { "a `muster serve`" } else { "none" };
    writeln!(out, "server   {served} runs on this folder")?;
    let desk = place.open().await?;
    let act = desk.act();
    let classes = act.store.list_classes(act.school).await?;
    writeln!(out, "key      {}", place.key_place())?;
    writeln!(out, "database opened and decrypted, {} classes", classes.len())?;
    desk.store().check_integrity().await?;
    writeln!(out, "         read to the last page, no damage")?;
    Ok(())
}

/// How much space is left where the data is, or will be.
fn disk(place: &Place, out: &mut dyn Write) -> anyhow::Result<()> {
    let there = place.data().ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
    let free = fs4::available_space(there)
        .with_context(|| format!("the free space at {} can't be read", there.display()))?;
    let advice = if free < LITTLE { "; this is little: free some before the next roll call" } else { "" };
    writeln!(out, "disk     {} MB free{advice}", free / 1_000_000)?;
    Ok(())
}
