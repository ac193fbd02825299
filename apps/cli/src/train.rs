//! `muster train head`: a head learnt from confirmed faces, written only when it beats the frozen model.
//!
//! Nothing in use changes: a new profile names the head's file, stored templates stay as they are, and naming the
//! old profile again is the way back.

mod confirmed;

use std::{
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use muster_evaluate::{
    FaceSource,
    calibration::{Calibration, calibrate},
};
use muster_train::{Accepted, Epoch, Outcome, Paired, Plan, Settings, train_head};
use muster_usecase::{HeadChoice, Profile};

use crate::calibrate::{note_models, set_thresholds};
use crate::place::Place;
use crate::{files, models, progress};

#[derive(Subcommand, Debug)]
pub(crate) enum Train {
    /// A projection of a model's templates, trained with the triplet loss; refused unless it is better on people
    /// and photos that it never saw
    Head(HeadArgs),
}

#[derive(Args, Debug)]
pub(crate) struct HeadArgs {
    /// Folder with enrol/, photos/, truth.csv and perhaps boxes.csv; or one with a folder a person
    #[arg(long)]
    data: PathBuf,
    /// The way of recognising people whose one model gets the head: a name, or a TOML file
    #[arg(long, default_value = "facenet")]
    profile: String,
    /// Decides who is learnt from and who judges, and the training's chances; the same seed gives the same head.
    /// Trying seeds until one is accepted proves nothing
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folder for head-NAME.json and profile.toml
    #[arg(long)]
    out: PathBuf,
    /// What the head is called [default: the data folder's name and the seed]
    #[arg(long)]
    name: Option<String>,
    /// How many numbers a projected template has
    #[arg(long, default_value_t = Settings::default().outputs)]
    size: usize,
    /// How much further off, in squared distance, another person has to be than the same
    #[arg(long, default_value_t = Settings::default().margin)]
    margin: f32,
    /// Step size of the training
    #[arg(long, default_value_t = Settings::default().rate)]
    rate: f32,
    /// How strongly the head is held near the frozen model, from 0 to 1 by the step size
    #[arg(long, default_value_t = Settings::default().pull)]
    pull: f32,
    /// The false positive identification rate at which head and frozen model are compared
    #[arg(long, default_value_t = 0.01)]
    fpir: f64,
    /// Share of faces of people outside the class that the new profile may identify as someone of it
    #[arg(long, default_value_t = 0.003)]
    target_fpir: f64,
    /// Folder that keeps found faces and templates between runs, in the clear
    #[arg(long)]
    cache: Option<PathBuf>,
}

pub(crate) fn run(place: &Place, what: &Train, out: &mut dyn Write) -> anyhow::Result<()> {
    let Train::Head(args) = what;
    let name = name(args)?;
    let recogniser = models::recogniser(place, &args.profile)?;
    let source = FaceSource::new(&recogniser, args.cache.clone());
    let labelled = confirmed::read(&source, &args.data, out)?;
    let plan = Plan {
        name,
        seed: args.seed,
        fpir: args.fpir,
        threshold_fpir: args.target_fpir,
        class_size: labelled.class_size,
        rule: recogniser.profile().gallery,
        settings: Settings {
            outputs: args.size,
            margin: args.margin,
            rate: args.rate,
            pull: args.pull,
            ..Settings::default()
        },
    };
    let bar = progress::bar("Training", plan.settings.epochs);
    let outcome = train_head(&labelled.faces, &plan, &mut |epoch| {
        bar.set_position(epoch.number as u64);
        bar.set_message(in_brief(&epoch));
    })?;
    bar.finish_and_clear();
    tell(&outcome, args, out)?;
    let Some(accepted) = outcome.accepted else {
        bail!(
            "the head is refused: {}. Nothing was written; go on with `{}`",
            refusal(&outcome.paired),
            args.profile
        );
    };
    let found = calibrate(&accepted.searches, plan.threshold_fpir)?;
    let mut profile = with_head(recogniser.profile(), &plan, &accepted, &found, args)?;
    note_models(&models::store(place), &mut profile);
    write(&profile, &plan.name, &accepted, args, out)
}

/// What the head is called: it becomes part of a file's name and of the model's.
fn name(args: &HeadArgs) -> anyhow::Result<String> {
    let by_data = || format!("{}-{}", folder_name(&args.data), args.seed);
    let name = args.name.clone().unwrap_or_else(by_data);
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if args.name.is_some() && !name.chars().all(plain) || name.is_empty() {
        bail!("--name {name} may have letters from a to z, digits, - and _ only");
    }
    Ok(name.chars().map(|c| if plain(c) { c } else { '_' }).collect())
}

fn folder_name(folder: &Path) -> String {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    files::name(&whole)
}

fn in_brief(epoch: &Epoch) -> String {
    let loss = epoch.loss.map_or_else(|| "none yet".to_owned(), |loss| format!("{loss:.4}"));
    format!("Training, loss {loss}, validation {:.3}", epoch.validation)
}

fn tell(outcome: &Outcome, args: &HeadArgs, out: &mut dyn Write) -> anyhow::Result<()> {
    let (sizes, fit, paired) = (&outcome.sizes, &outcome.fit, &outcome.paired);
    writeln!(
        out,
        "people: {} to learn from, {} to say when to stop, {} held out, in galleries of {:.0}",
        sizes.training, sizes.validation, sizes.testing, paired.gallery
    )?;
    if sizes.sessions > 0 {
        writeln!(out, "photos: {} of {} held out", sizes.held_sessions, sizes.sessions)?;
    }
    writeln!(
        out,
        "training: {} rounds, kept round {}; missed pairs of the stopping people {:.4} -> {:.4}",
        fit.epochs, fit.best.number, fit.start.validation, fit.best.validation
    )?;
    writeln!(out, "on the held-out people, each at its own threshold for an FPIR of {}:", args.fpir)?;
    for (who, cut) in [("frozen", &paired.frozen), ("head", &paired.head)] {
        writeln!(out, "  {who:6} FPIR {}\n         FNIR {}", cut.false_match, cut.false_non_match)?;
    }
    writeln!(
        out,
        "only the head finds {}, only the frozen model {}: p = {:.2e} (McNemar, exact); better for {} people, \
         worse for {}\nFNIR of the head less that of the frozen model: {:+.4} (95%, people drawn again with both thresholds: \
         {:+.4} to {:+.4})",
        paired.head_only,
        paired.frozen_only,
        paired.p,
        paired.people.0,
        paired.people.1,
        paired.difference(),
        paired.interval.0,
        paired.interval.1
    )?;
    Ok(())
}

fn refusal(paired: &Paired) -> String {
    let (old, new) = (paired.frozen.false_non_match, paired.head.false_non_match);
    let rates =
        format!("it misses {} of {} held-out faces and the frozen model {}", new.hits, new.of, old.hits);
    if new.hits < old.hits {
        return format!(
            "{rates}, which chance may explain (p = {:.3} has to be below 0.05, and the interval below 0)",
            paired.p
        );
    }
    rates
}

/// The profile with the head, and thresholds from the held-out people.
fn with_head(
    old: &Profile,
    plan: &Plan,
    accepted: &Accepted,
    found: &Calibration,
    args: &HeadArgs,
) -> anyhow::Result<Profile> {
    let mut profile = old.clone();
    profile.id = format!("{}-{}", old.id, plan.name);
    profile.title =
        format!("{} with a head of {} numbers trained on {}", old.id, args.size, folder_name(&args.data));
    for model in &mut profile.models {
        model.head = Some(HeadChoice::new(head_file(&plan.name), Arc::new(accepted.head.clone())));
    }
    let threshold = &mut profile.threshold;
    threshold.margin = accepted.difference(threshold.margin);
    threshold.contradict = accepted.distance(threshold.contradict);
    let calibration = format!(
        "{}, seed {}, people and photos that the head never saw: FPIR {} of {} at identify, {} at review; FNIR {} \
         of {} at identify; margin and contradict moved from {} to the head's scale by distances of different \
         people",
        folder_name(&args.data),
        plan.seed,
        found.identify.false_match.hits,
        found.non_mated,
        found.review.false_match.hits,
        found.identify.false_non_match.hits,
        found.mated,
        old.id,
    );
    set_thresholds(&mut profile, found, calibration);
    profile.checked().context("the profile with the head does not fit together")
}

fn head_file(name: &str) -> String {
    format!("head-{name}.json")
}

/// The head first: a profile without its head would be of no use.
fn write(
    profile: &Profile,
    name: &str,
    accepted: &Accepted,
    args: &HeadArgs,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let head = args.out.join(head_file(name));
    let path = args.out.join("profile.toml");
    files::write(&head, &serde_json::to_vec(&accepted.head)?)?;
    files::write(&path, profile.to_toml()?.as_bytes())?;
    let (path, data, old) = (path.display(), args.data.display(), &args.profile);
    writeln!(
        out,
        "identify: distance {:.4}, review: {:.4}\nThe head is accepted: {}\nNew profile: {path}. Nothing changed \
         yet, and nothing has to be enrolled again.",
        profile.threshold.identify,
        profile.threshold.review,
        head.display()
    )?;
    if confirmed::is_roll_call(&args.data) {
        writeln!(
            out,
            "Compare:   muster evaluate compare {old} {path} --data {data}\n           (half of these people \
             taught the head: only the figures above are fair; better compare on other photos)"
        )?;
    } else {
        writeln!(
            out,
            "Compare:   muster evaluate compare {old} {path} --data FOLDER-OF-LABELLED-CLASS-PHOTOS"
        )?;
    }
    writeln!(out, "Use:       --profile {path}\nRoll back: --profile {old}")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use muster_domain::{FaceTemplate, ModelId};
    use muster_identify::TemplateRule;
    use muster_train::{Labelled, Person, Probe};

    use super::*;

    /// Made-up people whom 16 of the model's 512 numbers tell apart, and whom 64 louder ones hide.
    fn people() -> Labelled {
        let mut state = 3u64;
        let mut noise = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f32 / 8_388_608.0 - 1.0
        };
        let mut person = |at: usize| {
            let own: Vec<f32> = (0..16).map(|_| noise()).collect();
            let mut template = || {
                let mut vector: Vec<f32> = own.iter().map(|value| value + 0.1 * noise()).collect();
                vector.extend((16..80).map(|_| 0.6 * noise()));
                vector.resize(512, 0.0);
                FaceTemplate::new(ModelId::new("facenet/box-0.25-facenet-lfw"), vector).expect("not zero")
            };
            let enrolment = vec![template(), template()];
            let probe = |photo: usize, template| Probe {
                template,
                session: format!("photo {photo}"),
                height: 60.0,
                enrolled_as: None,
            };
            let probes = (0..4).map(|photo| probe(photo, template())).collect();
            Person { name: format!("person {at}"), enrolment, probes }
        };
        let (base, centre) = (ModelId::new("facenet/box-0.25"), Some("facenet-lfw".to_owned()));
        Labelled { base, centre, people: (0..160).map(&mut person).collect(), strangers: Vec::new() }
    }

    fn args(out: &Path) -> HeadArgs {
        HeadArgs {
            data: PathBuf::from("our school"),
            profile: "facenet".into(),
            seed: 1,
            out: out.to_owned(),
            name: None,
            size: 16,
            margin: 0.2,
            rate: 3e-3,
            pull: 0.0,
            fpir: 0.01,
            target_fpir: 0.01,
            cache: None,
        }
    }

    /// From the accepted head to the profile in use and back: what is written is read as what was judged, and the
    /// head's templates have a model of their own, while those that are stored stay the old profile's.
    #[test]
    fn an_accepted_head_is_written_beside_a_profile_that_uses_it() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let args = args(folder.path());
        let plan = Plan {
            name: name(&args).expect("a folder's name"),
            seed: args.seed,
            fpir: args.fpir,
            threshold_fpir: args.target_fpir,
            class_size: 20,
            rule: TemplateRule::Mean,
            settings: Settings {
                outputs: args.size,
                rate: args.rate,
                pull: args.pull,
                ..Settings::default()
            },
        };
        assert_eq!(plan.name, "our_school-1");
        let outcome = train_head(&people(), &plan, &mut |_| {}).expect("enough data");
        let accepted = outcome.accepted.as_ref().expect("there is much to learn");
        let found = calibrate(&accepted.searches, plan.threshold_fpir).expect("enough searches");
        let old = Profile::named("facenet").expect("built in");
        let new = with_head(&old, &plan, accepted, &found, &args).expect("fits together");
        let mut said = Vec::new();
        tell(&outcome, &args, &mut said).expect("a vector takes it");
        write(&new, &plan.name, accepted, &args, &mut said).expect("the folder takes it");
        let said = String::from_utf8(said).expect("text");
        assert!(said.contains("Roll back: --profile facenet") && said.contains("McNemar"), "{said}");

        let path = folder.path().join("profile.toml");
        let read = models::profile(&path.to_string_lossy()).expect("its own file");
        assert_eq!(read.threshold, new.threshold);
        let (old, new) = (old.blend().expect("fits"), read.blend().expect("fits"));
        assert!(new.model().as_str().contains(&accepted.head.label()) && new.model() != old.model());
        assert_eq!(new.models(), old.models(), "nothing has to be enrolled again");
        let head = folder.path().join("head-our_school-1.json");
        std::fs::remove_file(head).expect("was written");
        let error = models::profile(&path.to_string_lossy()).expect_err("the head is gone");
        assert!(format!("{error:#}").contains("head-our_school-1.json"), "{error:#}");
    }

    #[test]
    fn a_name_that_is_no_part_of_a_files_name_is_refused() {
        let named = |name: &str| super::name(&HeadArgs { name: Some(name.into()), ..args(Path::new("out")) });
        assert!(named("../other").is_err() && named("").is_err());
        assert_eq!(named("school-2").expect("plain"), "school-2");
    }
}
