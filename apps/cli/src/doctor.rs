//! `muster doctor`: checks this installation and says what would mend it.

use muster_inference::{EngineChoice, choose_engine};
use muster_usecase::Profile;

use crate::models;
use crate::place::Place;

pub(crate) async fn run(place: &Place) -> anyhow::Result<()> {
    println!("data     {}", place.data().display());
    println!("models   {}", place.models().display());
    match choose_engine(place.engine(), &place.models()) {
        Ok(chosen) => println!("engine   {}", chosen.reason),
        Err(error) => println!("engine   {error}"),
    }
    if place.engine() == EngineChoice::Auto {
        println!("         --engine rten or --engine onnxruntime chooses one");
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
        println!("profile  {:8} {state}", profile.id);
    }
    let desk = place.open().await?;
    let act = desk.act();
    let classes = act.store.list_classes(act.school).await?;
    println!("database opened and decrypted, {} classes", classes.len());
    Ok(())
}
