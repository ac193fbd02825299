//! `muster calibrate` and `muster centre`: what a profile's figures are made from.
//!
//! Neither changes a profile in use: they write files, and a school names the new profile when it wants it.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use clap::Args;
use muster_evaluate::{
    FaceSource,
    calibration::{Calibration, calibrate},
    centres,
    data::RollCallData,
    rollcall::{self, Mated, Nearest, Searches},
};
use muster_inference::ModelStore;
use muster_usecase::{
    ModelChoice, Profile, Recogniser,
    confirmed_searches::{ConfirmedSearch, confirmed_searches},
};

use crate::place::Place;
use crate::{files, models, progress};

#[derive(Args, Debug)]
pub(crate) struct Calibrate {
    /// Folder with enrol/, photos/, truth.csv and boxes.csv
    #[arg(long, required_unless_present = "own")]
    data: Option<PathBuf>,
    /// Learn from this school's own closed sessions instead
    #[arg(long, conflicts_with = "data")]
    own: bool,
    /// The way of recognising people: a name, or a TOML file
    #[arg(long, default_value = "default")]
    profile: String,
    /// Share of faces of people outside the class that may be identified as someone of it
    #[arg(long, default_value_t = 0.003)]
    target_fpir: f64,
    /// The new profile
    #[arg(long, default_value = "calibrated.toml")]
    out: PathBuf,
    /// Folder that keeps found faces and templates between runs, in the clear
    #[arg(long)]
    cache: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Centre {
    /// Folder with a folder a person
    #[arg(long)]
    images: PathBuf,
    /// The way of recognising people: a name, or a TOML file
    #[arg(long, default_value = "default")]
    profile: String,
    /// Folder for one JSON file a model: centre-MODEL.json
    #[arg(long)]
    out: PathBuf,
    /// Folder that keeps found faces and templates between runs, in the clear
    #[arg(long)]
    cache: Option<PathBuf>,
}

pub(crate) async fn run(place: &Place, args: &Calibrate, out: &mut dyn Write) -> anyhow::Result<()> {
    anyhow::ensure!(
        args.target_fpir > 0.0 && args.target_fpir <= 1.0,
        "--target-fpir {} is not a share above 0 and up to 1",
        args.target_fpir
    );
    let mut profile = models::profile(&args.profile)?;
    profile.threshold.model_sha256.clear();
    let recogniser = models::assembled(place, profile)?;
    let (searches, source) = match &args.data {
        Some(folder) => {
            let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned();
            (labelled(&recogniser, folder, args.cache.clone())?, name)
        }
        None => own_sessions(place, &recogniser).await?,
    };
    let found = calibrate(&searches, args.target_fpir)?;
    let mut profile = calibrated(&recogniser, &found, &source)?;
    note_models(&models::store(place), &mut profile);
    files::write(&args.out, profile.to_toml()?.as_bytes())?;
    tell(&recogniser, &found, out)?;
    let path = args.out.display();
    writeln!(out, "New profile: {path}. Nothing changed yet: `--profile {path}` uses it.")?;
    Ok(())
}

fn labelled(recogniser: &Recogniser, folder: &Path, cache: Option<PathBuf>) -> anyhow::Result<Searches> {
    let data = RollCallData::read(folder, &[])?;
    let source = FaceSource::new(recogniser, cache);
    let bar = progress::bar("Looking at pictures", data.photos());
    let searches = rollcall::searches(&source, &data, &mut progress::told(&bar))?;
    bar.finish_and_clear();
    Ok(searches)
}

/// The school's closed sessions as searches, and what to call them.
async fn own_sessions(place: &Place, recogniser: &Recogniser) -> anyhow::Result<(Searches, String)> {
    let desk = place.open().await?;
    let found = confirmed_searches(desk.act(), recogniser).await?;
    anyhow::ensure!(
        found.sessions > 0,
        "no closed session has photos that this profile judged; take attendance and `muster close` first"
    );
    let mated = |search: ConfirmedSearch| Mated {
        height: search.height,
        nearest: Some(Nearest { distance: search.distance.0, right: true }),
    };
    let non_mated = found.non_mated.iter().map(|search| search.distance.0).collect();
    let all = found.mated.iter().chain(&found.non_mated);
    let students = all.clone().map(|search| search.students as f64).sum::<f64>() / all.count().max(1) as f64;
    let searches = Searches { mated: found.mated.into_iter().map(mated).collect(), non_mated, students };
    Ok((searches, format!("{} closed sessions of this school", found.sessions)))
}

/// The profile with new thresholds, and where they come from.
fn calibrated(recogniser: &Recogniser, found: &Calibration, source: &str) -> anyhow::Result<Profile> {
    let mut profile = recogniser.profile().clone();
    let calibration = format!(
        "{source}: FPIR {} of {} at identify, {} at review, in {} non-mated searches; FNIR {} of {} at identify",
        found.identify.false_match.hits,
        found.non_mated,
        found.review.false_match.hits,
        found.non_mated,
        found.identify.false_non_match.hits,
        found.mated,
    );
    set_thresholds(&mut profile, found, calibration);
    profile.checked().context("the calibrated profile does not fit together")
}

/// Puts what was found into a profile.
pub(crate) fn set_thresholds(profile: &mut Profile, found: &Calibration, calibration: String) {
    let threshold = &mut profile.threshold;
    threshold.identify = found.identify.distance;
    threshold.review = found.review.distance;
    threshold.likelihood = Some(found.likelihood);
    threshold.gallery = found.gallery;
    threshold.calibration = calibration;
}

/// Notes the hashes of the models that a profile's new thresholds hold for.
pub(crate) fn note_models(models: &ModelStore, profile: &mut Profile) {
    let hash = |choice: &ModelChoice| Some((choice.id().to_owned(), models.sha256(choice.id())?));
    profile.threshold.model_sha256 = profile.models.iter().filter_map(hash).collect();
}

fn tell(recogniser: &Recogniser, found: &Calibration, out: &mut dyn Write) -> anyhow::Result<()> {
    let old = recogniser.threshold();
    writeln!(out, "{} mated and {} non-mated searches", found.mated, found.non_mated)?;
    for (name, before, cut) in
        [("identify", old.identify, &found.identify), ("review", old.review, &found.review)]
    {
        writeln!(out, "{name}: distance {:.4} -> {:.4}", before.0, cut.distance)?;
        writeln!(out, "  FPIR {}\n  FNIR {}", cut.false_match, cut.false_non_match)?;
    }
    let sure = |distance| found.likelihood.probability(muster_domain::Distance(distance));
    writeln!(
        out,
        "probability of the nearest student at these distances: {:.3}, {:.3}",
        sure(found.identify.distance),
        sure(found.review.distance)
    )?;
    Ok(())
}

pub(crate) fn centre(place: &Place, args: &Centre, out: &mut dyn Write) -> anyhow::Result<()> {
    let recogniser = models::recogniser(place, &args.profile)?;
    let source = FaceSource::new(&recogniser, args.cache.clone());
    let mut pictures = Vec::new();
    for folder in files::folders(&args.images)? {
        pictures.extend(files::pictures(&folder)?);
    }
    let bar = progress::bar("Looking at pictures", pictures.len());
    let means = centres(&source, &pictures, &mut progress::told(&bar))?;
    bar.finish_and_clear();
    for mean in means {
        let name = mean.model.as_str().replace('/', "-");
        let path = args.out.join(format!("centre-{name}.json"));
        files::write(&path, &serde_json::to_vec(&mean.vector)?)?;
        writeln!(out, "{}: the mean of {} pictures", path.display(), mean.pictures)?;
    }
    Ok(())
}
