//! `muster evaluate detection`: how well a profile's detector and search plan find faces.

use std::{io::Write, path::PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use muster_detect::SearchPlan;
use muster_evaluate::{
    data::DetectionData,
    detection::{self, DetectionReport, DetectionSource, Figures},
    detection_page,
};
use muster_inference::choose_engine;

use super::Output;
use crate::out::table;
use crate::place::Place;
use crate::{models, progress};

#[derive(Args, Debug)]
pub(crate) struct Detection {
    /// Folder of the photos that the list names
    #[arg(long)]
    images: PathBuf,
    /// Where the faces are: a list of boxes in WIDER FACE's format, or of noses: a CSV file with a row
    /// photo,faces,"x,y;x,y" a photo
    #[arg(long)]
    truth: PathBuf,
    /// The way of recognising people: a name, or a TOML file
    #[arg(long, default_value = "default")]
    profile: String,
    /// How photos are searched, instead of the profile's way: `as_it_is`, single, adaptive or thorough, with changed
    /// fields behind commas: `single,whole_side=1200`
    #[arg(long)]
    search: Option<String>,
    /// Least confidence of a face, instead of the profile's, for detectors that have one
    #[arg(long)]
    confidence: Option<f32>,
    /// Puts the photos together as 12-megapixel ones of twelve each
    #[arg(long)]
    mosaic: bool,
    #[command(flatten)]
    output: Output,
}

pub(super) fn run(place: &Place, args: &Detection, out: &mut dyn Write) -> anyhow::Result<()> {
    if let Some(confidence) = args.confidence.filter(|share| !(0.0..=1.0).contains(share)) {
        bail!("--confidence {confidence} is not a share from 0 to 1");
    }
    let profile = models::profile(&args.profile)?;
    let plan = match &args.search {
        Some(text) => plan(text)?,
        None => profile.search()?,
    };
    let data = DetectionData::read(&args.truth, &args.images)?;
    let data = if args.mosaic { data.mosaics(&args.truth)? } else { data };

    // Only the detector is needed, not the profile's networks.
    let (store, kind) = (models::store(place), profile.detector.kind);
    if !store.is_installed(kind.id()) {
        store.install(kind.id(), &models::pip(), &mut models::Spinner::default())?;
    }
    let engine = choose_engine(place.engine(), &place.models())?.engine;
    let confidence = args.confidence.or(profile.detector.confidence);
    let detector = muster_assemble::detector(kind, confidence, &place.models(), engine.as_ref())?;

    let source = DetectionSource::new(detector.as_ref(), plan, Some(args.output.cache()));
    let bar = progress::bar("Looking for faces", data.photos.len());
    let report = detection::evaluate(&source, &profile.id, &data, &mut progress::told(&bar))?;
    bar.finish_and_clear();
    args.output.write("report", &detection_page(&report)?, &report)?;
    tell(&report, out)?;
    args.output.tell("report", out)
}

/// A preset, or one with changed fields: `single,whole_side=1200,tiling=never`.
fn plan(text: &str) -> anyhow::Result<SearchPlan> {
    let mut parts = text.split(',');
    let name = parts.next().unwrap_or_default();
    let known = "as_it_is, single, adaptive, thorough";
    let preset =
        SearchPlan::named(name).with_context(|| format!("there is no plan `{name}`; there are: {known}"))?;
    let mut fields = serde_json::to_value(preset)?;
    for part in parts {
        let (field, value) = part
            .split_once('=')
            .with_context(|| format!("`{part}` in --search has to be written field=value"))?;
        fields[field] = serde_json::from_str(value).unwrap_or_else(|_| value.into());
    }
    serde_json::from_value(fields).with_context(|| format!("--search {text} is no plan"))
}

fn tell(report: &DetectionReport, out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(
        out,
        "{}: {} from confidence {:.2} on, {} photos of {:.2} megapixels",
        report.profile, report.detector, report.confidence, report.photos, report.megapixels
    )?;
    if report.absent > 0 {
        writeln!(out, "{} photos of the list are not there", report.absent)?;
    }
    for (name, figures) in [("of 20 px and more", &report.large), ("of any height", &report.all)] {
        let precision =
            figures.average_precision.map_or_else(|| "none".to_owned(), |value| format!("{value:.4}"));
        writeln!(out, "faces {name}: average precision {precision}")?;
        writeln!(out, "  recall        {}", figures.recall)?;
        writeln!(out, "  precision     {}", figures.precision)?;
        writeln!(out, "  false reports {}", figures.false_reports)?;
    }
    for band in &report.by_height {
        let below = band.below.map_or_else(|| "and more".to_owned(), |below| format!("to {below}"));
        writeln!(out, "{} {below} px: recall {}", band.from, band.recall)?;
    }
    thresholds(&report.large, out)
}

fn thresholds(figures: &Figures, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut rows = table(&["from confidence", "recall", "precision", "false a photo"]);
    let share = |value: Option<f64>| value.map_or_else(|| "none".to_owned(), |value| format!("{value:.3}"));
    for row in &figures.thresholds {
        rows.add_row([
            format!("{:.2}", row.confidence),
            share(row.recall.value()),
            share(row.precision.value()),
            share(row.false_reports.value()),
        ]);
    }
    writeln!(out, "{rows}")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use muster_detect::Tiling;

    use super::*;

    #[test]
    fn a_plan_is_a_preset_with_changed_fields_and_others_are_refused_by_name() {
        let changed = plan("single,whole_side=1200,smallest_face=12.5,tiling=never").expect("valid");
        let expected =
            SearchPlan { whole_side: 1200, smallest_face: 12.5, tiling: Tiling::Never, ..SearchPlan::SINGLE };
        assert_eq!(changed, expected);
        for (text, cause) in [
            ("singel", "single, adaptive"),
            ("single,whole_side", "field=value"),
            ("single,whole_side=big", "invalid type: string \"big\""),
            ("single,side=3", "unknown field `side`"),
        ] {
            let error = format!("{:#}", plan(text).expect_err(cause));
            assert!(error.contains(cause), "{error}");
        }
    }
}
