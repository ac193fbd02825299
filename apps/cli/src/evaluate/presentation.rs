//! `muster evaluate presentation`: how often a picture is taken for a person, and a person for a picture.

use std::io::Write;

use muster_evaluate::{
    FaceSource, Rate,
    data::RollCallData,
    presentation::{self, PresentationReport},
    presentation_page,
};
use muster_usecase::Recogniser;

use super::Output;
use crate::out::table;
use crate::progress;

pub(super) fn run(
    recogniser: &Recogniser,
    data: &RollCallData,
    output: &Output,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let source = FaceSource::new(recogniser, Some(output.cache()));
    let bar = progress::bar("Looking at photos", data.photos());
    let report = presentation::evaluate(&source, data, &mut progress::told(&bar))?;
    bar.finish_and_clear();
    output.write("presentation", &presentation_page(&report), &report)?;
    tell(&report, out)?;
    output.tell("presentation", out)
}

fn tell(report: &PresentationReport, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut rows = table(&["presented", "measure", "rate"]);
    let mut row = |what: &str, measure: &str, rate: Rate| {
        rows.add_row([what.to_owned(), measure.to_owned(), rate.to_string()]);
    };
    row("people", "BPCER", report.bona_fide);
    row("", "of those identified", report.bona_fide_identified);
    for (cue, rate) in &report.bona_fide_by_cue {
        row("", &format!("cue {}", cue.code()), *rate);
    }
    for rates in &report.attacks {
        row(rates.attack.code(), "APCER", rates.missed);
        row("", "APNRR", rates.not_found);
        row("", "marked without cues", rates.marked_before);
        row("", "marked (IAPAR)", rates.marked);
        for (cue, rate) in &rates.by_cue {
            row("", &format!("cue {}", cue.code()), *rate);
        }
    }
    row("sent again", "APCER", report.again_missed);
    row("another photo", "BPCER", report.again_wrong);
    writeln!(out, "{rows}")?;
    Ok(())
}
