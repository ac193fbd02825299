//! `muster models`, and loading what a profile needs.

use std::{path::PathBuf, sync::Arc, time::Duration};

use anyhow::{Context as _, bail};
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use indicatif::{ProgressBar, ProgressStyle};
use muster_detect::{CenterFace, Detector, Haar, Mtcnn, YuNet};
use muster_domain::Network;
use muster_inference::{
    Engine, EngineChoice, Manifest, ModelState, ModelStore, Progress, Source, choose_engine,
};
use muster_usecase::{DetectorKind, Profile, Recogniser};

use crate::args::Models;
use crate::files;
use crate::place::Place;

/// The recogniser of a profile, from the installed models; what is missing is installed first.
pub(crate) fn recogniser(place: &Place, profile: &str) -> anyhow::Result<Recogniser> {
    let profile = Profile::named(profile)?;
    ensure(place, &profile)?;
    let engine = choose_engine(place.engine(), &place.models())?.engine;
    let load = |file: &str| network(place, engine.as_ref(), file);
    let detector = detector(place, &profile, &load)?;
    let networks = profile
        .recipes()
        .iter()
        .map(|recipe| load(&format!("{}.onnx", recipe.weights.id())))
        .collect::<anyhow::Result<Vec<_>>>()?;
    Ok(Recogniser::new(profile, detector, networks)?)
}

pub(crate) fn run(place: &Place, args: Models) -> anyhow::Result<()> {
    let store = store(place);
    match args {
        Models::Install { ids, from } => install(&store, ids, from),
        Models::List => {
            list(&store);
            Ok(())
        }
        Models::Verify => verify(&store),
        Models::Add { file, id, preset } => {
            println!("{}", store.add_with_preset(&file, &id, preset)?.display());
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

fn install(store: &ModelStore, ids: Vec<String>, from: Option<PathBuf>) -> anyhow::Result<()> {
    let all = || store.manifest().models.iter().map(|model| model.id.clone()).collect();
    let ids: Vec<String> = if ids.is_empty() { all() } else { ids };
    let source = from.map_or_else(pip, Source::Folder);
    for id in ids {
        let done = store.install(&id, &source, &mut Spinner::default())?;
        println!("{id}: {}", if done { "installed" } else { "already installed" });
    }
    Ok(())
}

fn list(store: &ModelStore) {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header(["model", "state", "package", "licence", "what it is"]);
    for model in &store.manifest().models {
        table.add_row([
            model.id.clone(),
            if store.is_installed(&model.id) { "installed" } else { "not installed" }.to_owned(),
            format!("{} {}", model.package, model.version),
            model.licence.clone(),
            model.source.clone(),
        ]);
    }
    println!("{table}");
}

fn verify(store: &ModelStore) -> anyhow::Result<()> {
    let mut damaged = Vec::new();
    for model in &store.manifest().models {
        let state = store.verify(&model.id)?;
        let text = match state {
            ModelState::Installed => "whole",
            ModelState::Missing => "not installed",
            ModelState::Damaged => "damaged",
        };
        println!("{:12} {text}", model.id);
        if state == ModelState::Damaged {
            damaged.push(model.id.as_str());
        }
    }
    if damaged.is_empty() {
        return Ok(());
    }
    bail!("damaged: {}; `muster models install {}` mends them", damaged.join(", "), damaged.join(" "))
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
    if place.engine() != EngineChoice::Rten
        && !store.is_installed("onnxruntime")
        && let Err(error) = store.install("onnxruntime", &pip(), &mut Spinner::default())
    {
        eprintln!("muster: working on with the slower built-in engine: {error}");
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

fn network(place: &Place, engine: &dyn Engine, file: &str) -> anyhow::Result<Arc<dyn Network>> {
    Ok(Arc::from(engine.load(&place.models().join(file))?))
}

fn detector(
    place: &Place,
    profile: &Profile,
    load: &dyn Fn(&str) -> anyhow::Result<Arc<dyn Network>>,
) -> anyhow::Result<Arc<dyn Detector>> {
    let confidence = profile.detector.confidence;
    Ok(match profile.detector.kind {
        DetectorKind::Centerface => {
            let detector = CenterFace::new(load("centerface.onnx")?);
            Arc::new(match confidence {
                Some(confidence) => detector.with_threshold(confidence),
                None => detector,
            })
        }
        DetectorKind::Yunet => {
            let detector = YuNet::new(load("yunet.onnx")?);
            Arc::new(match confidence {
                Some(confidence) => detector.with_threshold(confidence),
                None => detector,
            })
        }
        DetectorKind::Mtcnn => {
            Arc::new(Mtcnn::new(load("mtcnn-p.onnx")?, load("mtcnn-r.onnx")?, load("mtcnn-o.onnx")?))
        }
        DetectorKind::Haar => {
            let path = place.models().join("haarcascade_frontalface_default.xml");
            let text = String::from_utf8(files::read(&path)?).context("the cascade file is not text")?;
            Arc::new(Haar::from_xml(&text)?)
        }
    })
}
