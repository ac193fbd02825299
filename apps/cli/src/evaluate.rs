//! `muster evaluate`: error rates on labelled pictures, as tables, JSON and pages.

mod detection;
mod linkage;
mod presentation;

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use comfy_table::Table;
use muster_evaluate::{
    Condition, FaceSource, compare_page,
    data::{Pairs, RollCallData},
    rollcall::{self, Counts, OpenSet, RollCallReport},
    rollcall_page, verification, verification_page,
};
use muster_usecase::Recogniser;
use serde::Serialize;

use crate::out::table;
use crate::place::Place;
use crate::{files, models, progress};

#[derive(Subcommand, Debug)]
pub(crate) enum Evaluate {
    /// Are two pictures of one person? A list of pairs in LFW's format
    Verification(Compared),
    /// Can what two schools keep of one person be linked? A list of pairs in LFW's format
    Linkage(Compared),
    /// Are the faces of photos found? A list of boxes in WIDER FACE's format, or of noses
    Detection(detection::Detection),
    /// Who is on the class photos? A folder with enrol/, photos/, truth.csv
    Rollcall(RollCall),
    /// The same roll calls with glasses, masks, shade and the like painted onto the class photos, in one table
    Conditions(RollCall),
    /// Is a picture of a student taken for the student? Prints, screens and copies put into the class photos
    Presentation(RollCall),
    /// The same roll calls with several profiles, in one table
    Compare {
        /// Names, or TOML files
        #[arg(required = true)]
        profiles: Vec<String>,
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        output: Output,
    },
}

/// Pairs of pictures with one profile.
#[derive(Args, Debug)]
pub(crate) struct Compared {
    /// Folder with a folder a person: ``NAME/NAME_0001.jpg``
    #[arg(long)]
    images: PathBuf,
    /// The list: pairs.txt, or a development list
    #[arg(long)]
    pairs: PathBuf,
    /// The way of recognising people: a name, or a TOML file
    #[arg(long, default_value = "default")]
    profile: String,
    #[command(flatten)]
    output: Output,
}

/// Roll calls with one profile.
#[derive(Args, Debug)]
pub(crate) struct RollCall {
    #[command(flatten)]
    data: Data,
    /// The way of recognising people: a name, or a TOML file
    #[arg(long, default_value = "default")]
    profile: String,
    #[command(flatten)]
    output: Output,
}

#[derive(Args, Debug)]
pub(crate) struct Data {
    /// Folder with enrol/, photos/, truth.csv and perhaps classes.csv and boxes.csv
    #[arg(long)]
    data: PathBuf,
    /// PHOTO leaves a photo out; PHOTO:PERSON claims nothing of a person on it
    #[arg(long)]
    ignore: Vec<String>,
}

impl Data {
    fn read(&self) -> anyhow::Result<RollCallData> {
        Ok(RollCallData::read(&self.data, &self.ignore)?)
    }
}

#[derive(Args, Debug)]
pub(crate) struct Output {
    /// Folder for report.html and report.json
    #[arg(long, default_value = "evaluation")]
    out: PathBuf,
    /// Folder that keeps found faces and templates between runs, in the clear [default: OUT/cache]
    #[arg(long)]
    cache: Option<PathBuf>,
}

impl Output {
    fn cache(&self) -> PathBuf {
        self.cache.clone().unwrap_or_else(|| self.out.join("cache"))
    }

    /// Writes NAME.html and NAME.json.
    fn write(&self, name: &str, page: &str, report: &impl Serialize) -> anyhow::Result<()> {
        files::write(&self.out.join(format!("{name}.html")), page.as_bytes())?;
        files::write(&self.out.join(format!("{name}.json")), &serde_json::to_vec_pretty(report)?)
    }

    fn tell(&self, name: &str, out: &mut dyn Write) -> anyhow::Result<()> {
        writeln!(out, "Report: {}", self.out.join(format!("{name}.html")).display())?;
        Ok(())
    }
}

pub(crate) fn run(place: &Place, what: &Evaluate, out: &mut dyn Write) -> anyhow::Result<()> {
    match what {
        Evaluate::Verification(Compared { images, pairs, profile, output }) => {
            let pairs = Pairs::read(pairs, images)?;
            verify(place, profile, &pairs, output, out)
        }
        Evaluate::Linkage(Compared { images, pairs, profile, output }) => {
            let pairs = Pairs::read(pairs, images)?;
            linkage::run(&models::recogniser(place, profile)?, &pairs, output, out)
        }
        Evaluate::Presentation(RollCall { data, profile, output }) => {
            let recogniser = models::recogniser(place, profile)?;
            presentation::run(&recogniser, &data.read()?, output, out)
        }
        Evaluate::Detection(args) => detection::run(place, args, out),
        Evaluate::Rollcall(RollCall { data, profile, output }) => {
            let data = data.read()?;
            let recogniser = models::recogniser(place, profile)?;
            let report = roll_call(&recogniser, &data, None, ("report", output))?;
            tell_counts(std::slice::from_ref(&report), out)?;
            if let Some(open_set) = &report.open_set {
                tell_open_set(open_set, out)?;
            }
            output.tell("report", out)
        }
        Evaluate::Compare { profiles, data, output } => {
            let data = data.read()?;
            let name = |profile: &str| {
                Path::new(profile).file_stem().unwrap_or_default().to_string_lossy().into_owned()
            };
            let one = |profile: &String| {
                roll_call(&models::recogniser(place, profile)?, &data, None, (&name(profile), output))
            };
            compared("compare", &profiles.iter().map(one).collect::<anyhow::Result<Vec<_>>>()?, output, out)
        }
        Evaluate::Conditions(what) => conditions(place, what, out),
    }
}

fn conditions(
    place: &Place,
    RollCall { data, profile, output }: &RollCall,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let data = data.read()?;
    let recogniser = models::recogniser(place, profile)?;
    let conditions = std::iter::once(None).chain(Condition::ALL.map(Some));
    let one = |condition: Option<Condition>| {
        let name = condition.map_or("unaltered", Condition::code);
        roll_call(&recogniser, &data, condition, (name, output))
    };
    compared("conditions", &conditions.map(one).collect::<anyhow::Result<Vec<_>>>()?, output, out)
}

/// Several reports as one table.
fn compared(
    name: &str,
    reports: &[RollCallReport],
    output: &Output,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    output.write(name, &compare_page(reports), &reports)?;
    tell_counts(reports, out)?;
    output.tell(name, out)
}

fn verify(
    place: &Place,
    profile: &str,
    pairs: &Pairs,
    output: &Output,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let recogniser = models::recogniser(place, profile)?;
    let source = FaceSource::new(&recogniser, Some(output.cache()));
    let bar = progress::bar("Looking at pictures", pairs.images.len());
    let report = verification::verify(&source, pairs, &mut progress::told(&bar))?;
    bar.finish_and_clear();
    output.write("report", &verification_page(&report)?, &report)?;
    writeln!(out, "{} ({})", report.profile, report.model)?;
    writeln!(
        out,
        "accuracy      {} (folds {:.4} ± {:.4})",
        report.accuracy, report.fold_mean, report.fold_error
    )?;
    writeln!(out, "best          {} at distance {:.4}", report.best.right, report.best.distance)?;
    writeln!(out, "without face  {}", report.no_face)?;
    for (name, cuts) in [("pairs", &report.cuts), ("all comparisons", &report.exhaustive_cuts)] {
        for cut in cuts {
            writeln!(
                out,
                "FMR {:e}, {name}: distance {:.4}, FNMR {}",
                cut.target, cut.distance, cut.false_non_match
            )?;
        }
    }
    output.tell("report", out)
}

/// Runs a profile over the data and writes its report under a name.
fn roll_call(
    recogniser: &Recogniser,
    data: &RollCallData,
    condition: Option<Condition>,
    (name, output): (&str, &Output),
) -> anyhow::Result<RollCallReport> {
    let source = FaceSource::new(recogniser, Some(output.cache()));
    let bar = progress::bar(&recogniser.profile().id, data.photos());
    let report = rollcall::evaluate(&source, data, condition, &mut progress::told(&bar))?;
    bar.finish_and_clear();
    let crops = rollcall::crops(data, &report.mistakes)?;
    output.write(name, &rollcall_page(&report, &crops)?, &report)?;
    Ok(report)
}

fn tell_counts(reports: &[RollCallReport], out: &mut dyn Write) -> anyhow::Result<()> {
    let mut rows = table(&[
        "profile",
        "photos",
        "decisions",
        "accuracy",
        "precision",
        "recall",
        "F1",
        "wrong",
        "missed",
        "to review",
    ]);
    for report in reports {
        let altered = report.condition.map_or(String::new(), |condition| format!(", {condition}"));
        rows.add_row(row(&format!("{}{altered}", report.profile), "each", &report.photos));
        if altered.is_empty() {
            further(report, &mut rows);
        }
    }
    writeln!(out, "{rows}")?;
    Ok(())
}

/// Rows for fused photos and for fewer enrolment photos.
fn further(report: &RollCallReport, rows: &mut Table) {
    for (photos, counts) in &report.sessions {
        rows.add_row(row("", &format!("{photos} fused"), counts));
    }
    for (photos, counts) in &report.by_enrolment_photos {
        rows.add_row(row("", &format!("each, {photos} to enrol"), counts));
    }
}

fn row(profile: &str, photos: &str, counts: &Counts) -> Vec<String> {
    let share = |value: Option<f64>| value.map_or_else(|| "none".to_owned(), |value| format!("{value:.3}"));
    vec![
        profile.to_owned(),
        photos.to_owned(),
        counts.decisions().to_string(),
        share(counts.accuracy().value()),
        share(counts.precision().value()),
        share(counts.recall().value()),
        share(counts.f1()),
        counts.false_positive.to_string(),
        counts.false_negative.to_string(),
        counts.missed_to_review.to_string(),
    ]
}

fn tell_open_set(open: &OpenSet, out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(out, "not detected  {}", open.not_detected)?;
    writeln!(out, "FPIR          {}", open.false_positive)?;
    writeln!(out, "FNIR          {}", open.false_negative)?;
    writeln!(out, "rank 1        {}", open.rank_one)?;
    for cut in &open.cuts {
        writeln!(out, "FPIR {}: distance {:.4}, FNIR {}", cut.target, cut.distance, cut.false_non_match)?;
    }
    for band in &open.by_height {
        let below = band.below.map_or_else(|| "and more".to_owned(), |below| format!("to {below}"));
        writeln!(out, "{} {below} px: FNIR at 0.3% {}", band.from, band.false_negative_at_target)?;
    }
    Ok(())
}
