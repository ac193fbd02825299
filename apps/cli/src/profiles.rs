//! `muster profiles`: the ways of recognising people, as data.

use std::io::Write;

use muster_usecase::Profile;

use crate::args::Profiles;
use crate::out::table;

pub(crate) fn run(args: &Profiles, out: &mut dyn Write) -> anyhow::Result<()> {
    if let Some(name) = &args.name {
        writeln!(out, "{}", Profile::named(name)?.to_toml()?.trim_end())?;
        return Ok(());
    }
    let mut table = table(&["profile", "what it is", "models", "identify", "review"]);
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
    writeln!(
        out,
        "{table}\n`muster profiles NAME` prints one as TOML; d is the Euclidean distance of unit vectors."
    )?;
    Ok(())
}
