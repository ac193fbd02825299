//! `muster doctor`: checks this installation and says what would mend it.

use std::io::Write;

use muster_inference::{EngineChoice, choose_engine};
use muster_usecase::Profile;

use crate::models;
use crate::place::Place;

pub(crate) async fn run(place: &Place, out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(out, "data     {}", place.data().display())?;
    writeln!(out, "models   {}", place.models().display())?;
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
    let desk = place.open().await?;
    let act = desk.act();
    let classes = act.store.list_classes(act.school).await?;
    writeln!(out, "database opened and decrypted, {} classes", classes.len())?;
    Ok(())
}
