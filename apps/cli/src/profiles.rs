//! `muster profiles`: the ways of recognising people, as data.

use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use muster_usecase::Profile;

use crate::args::Profiles;

pub(crate) fn run(args: &Profiles) -> anyhow::Result<()> {
    if let Some(name) = &args.name {
        println!("{}", Profile::named(name)?.to_toml()?.trim_end());
        return Ok(());
    }
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header([
        "profile",
        "what it is",
        "models",
        "identify",
        "review",
    ]);
    for profile in Profile::built_in() {
        let models: Vec<String> = profile.recipes().iter().map(|recipe| recipe.model().to_string()).collect();
        table.add_row([
            profile.id.clone(),
            profile.title.clone(),
            models.join(" + "),
            format!("d <= {:.3}", profile.threshold.identify),
            format!("d <= {:.3}", profile.threshold.review),
        ]);
    }
    println!(
        "{table}\n`muster profiles NAME` prints one as TOML; d is the Euclidean distance of unit vectors."
    );
    Ok(())
}
