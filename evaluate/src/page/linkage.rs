//! The page of unlinkability.

use maud::html;

use super::{chart, figure, page, wide};
use crate::EvaluateError;
use crate::linkage::{Linkage, LinkageReport, ModelLinkage};
use crate::plot::{Axis, Line, Scale, lines};

/// The report as an HTML page.
///
/// # Errors
/// [`EvaluateError::Plot`] when a chart can't be drawn.
pub fn linkage_page(report: &LinkageReport) -> Result<String, EvaluateError> {
    let charts = report.models.iter().map(of_model).collect::<Result<Vec<_>, _>>()?;
    let row = |name: &str, one: &Linkage| {
        html! {
            tr {
                td { (name) } td { (one.mated) } td { (one.non_mated) } td { (figure(one.linkability)) }
                td { (figure(one.chance)) } td { (one.equal_error.map_or_else(|| "none".to_owned(), figure)) }
            }
        }
    };
    let body = html! {
        p { "Profile " strong { (report.profile) } ". One school keeps the first picture of each pair, another the second." }
        @for (model, svg) in report.models.iter().zip(&charts) {
            h2 { "Templates " code { (model.model) } }
            (wide(&html! {
                tr { th { "kept" } th { "mated pairs" } th { "non-mated pairs" } th { "linkability D" }
                    th { "95% of shuffles below" } th { "equal error rate" } }
                (row("as the model gives them", &model.as_given))
                @for (at, one) in model.turned.iter().enumerate() { (row(&format!("turned, schools {}", at + 1), one)) }
            }))
            (chart(svg, "How often pairs of one person are linked, over how often pairs of two are; the table above has the figures"))
        }
        p { small { "D after Gomez-Barrero et al. 2018: 0 is unlinkable, 1 is fully linkable. A straight diagonal is guessing. "
            "Who knows a school's secret, or as many of its vectors turned and unturned as they have numbers, turns back." } }
    };
    Ok(page("Can templates of two schools be linked?", &body))
}

fn of_model(model: &ModelLinkage) -> Result<String, EvaluateError> {
    let line = |name: &'static str, of: &Linkage| Line {
        name,
        points: of.curve.iter().map(|point| (point.false_match, 1.0 - point.false_non_match)).collect(),
    };
    let all = [Some(line("as given", &model.as_given)), model.turned.first().map(|one| line("turned", one))];
    let drawn: Vec<Line<'_>> = all.into_iter().flatten().collect();
    let x = Axis { name: "share of pairs of two people that are linked", from: 0.0, to: 1.0 };
    let y = Axis { name: "share of pairs of one person", from: 0.0, to: 1.0 };
    lines("Linking by distance", (&x, Scale::Linear), &y, &drawn)
}
