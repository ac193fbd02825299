//! `muster evaluate linkage`: whether what two schools keep of one person can be linked.

use std::io::Write;

use muster_evaluate::{
    FaceSource,
    data::Pairs,
    linkage::{self, Linkage},
    linkage_page,
};
use muster_usecase::Recogniser;

use super::Output;
use crate::out::table;
use crate::progress;

pub(super) fn run(
    recogniser: &Recogniser,
    pairs: &Pairs,
    output: &Output,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let source = FaceSource::new(recogniser, Some(output.cache()));
    let bar = progress::bar("Looking at pictures", pairs.images.len());
    let report = linkage::evaluate(&source, pairs, &mut progress::told(&bar))?;
    bar.finish_and_clear();
    output.write("linkage", &linkage_page(&report)?, &report)?;
    let mut rows = table(&["templates", "kept", "pairs", "linkability D", "95% of shuffles below", "EER"]);
    for model in &report.models {
        let mut row = |kept: String, one: &Linkage| {
            rows.add_row([
                model.model.to_string(),
                kept,
                format!("{} + {}", one.mated, one.non_mated),
                format!("{:.3}", one.linkability),
                format!("{:.3}", one.chance),
                one.equal_error.map_or_else(|| "none".to_owned(), |error| format!("{error:.3}")),
            ]);
        };
        row("as given".to_owned(), &model.as_given);
        for (at, one) in model.turned.iter().enumerate() {
            row(format!("turned, schools {}", at + 1), one);
        }
    }
    writeln!(out, "{rows}")?;
    output.tell("linkage", out)
}
