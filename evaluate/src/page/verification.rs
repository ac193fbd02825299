//! The page of a verification.

use maud::html;

use super::{cells, chart, lowest, page, wide};
use crate::EvaluateError;
use crate::curve::{Cut, Point};
use crate::plot::{Axis, Line, Scale, lines};
use crate::verification::VerificationReport;

/// The report as an HTML page.
///
/// # Errors
/// [`EvaluateError::Plot`] when a chart can't be drawn.
pub fn verification_page(report: &VerificationReport) -> Result<String, EvaluateError> {
    let from = lowest(report.curve.iter().chain(&report.exhaustive_curve));
    let x = Axis { name: "false match rate", from, to: 1.0 };
    let series = |points: &[Point], share: fn(&Point) -> f64| {
        points.iter().map(|point| (point.false_match, share(point))).collect::<Vec<_>>()
    };
    let both = |share: fn(&Point) -> f64| {
        [
            Line { name: "listed pairs", points: series(&report.curve, share) },
            Line { name: "all comparisons", points: series(&report.exhaustive_curve, share) },
        ]
    };
    let worst = worst(report);
    let matched = Axis { name: "true match rate", from: 1.0 - worst, to: 1.0 };
    let refused = Axis { name: "false non-match rate", from: 0.0, to: worst };
    let roc = lines("ROC", (&x, Scale::Log), &matched, &both(|point| 1.0 - point.false_non_match))?;
    let det = lines("DET", (&x, Scale::Log), &refused, &both(|point| point.false_non_match))?;
    let body = html! {
        p { "Profile " strong { (report.profile) } ", templates " code { (report.model) } "." }
        (wide(&html! {
            tr { th { "measure" } th { "value" } th { "n" } th { "95% interval" } }
            tr { td { "accuracy, each fold at the others' best threshold" } (cells(report.accuracy)) }
            tr { td { "accuracy at the one best threshold, distance " (format!("{:.4}", report.best.distance)) }
                (cells(report.best.right)) }
            tr { td { "pictures without a face" } (cells(report.no_face)) }
        }))
        p { (format!("Mean of the folds {:.4} ± {:.4} (standard error)", report.fold_mean, report.fold_error))
            @if let Some(error) = report.equal_error { (format!("; equal error rate {error:.4}")) } "." }
        div class="charts" {
            (chart(&roc, "Receiver operating characteristic; its points are in the tables below"))
            (chart(&det, "Detection error trade-off; its points are in the tables below"))
        }
        h2 { "Thresholds, listed pairs" } (cuts(&report.cuts))
        h2 { "Thresholds, all comparisons of the listed pictures" } (cuts(&report.exhaustive_cuts))
        p { small { "A pair in which a face was not found counts as different. Intervals take pairs as independent; "
            "those that share a picture are not. Curves begin at the lowest rate that the data can show: one false match." } }
    };
    Ok(page("Verification", &body))
}

/// The highest rate of refused mates that the charts have to show, in steps of a twentieth: beyond the first
/// false match there is nothing to see.
fn worst(report: &VerificationReport) -> f64 {
    let drawn = report.curve.iter().chain(&report.exhaustive_curve).filter(|point| point.false_match > 0.0);
    let worst = drawn.map(|point| point.false_non_match).fold(0.0, f64::max);
    ((worst * 20.0).ceil() / 20.0).clamp(0.05, 1.0)
}

fn cuts(cuts: &[Cut]) -> maud::Markup {
    html! {
        (wide(&html! {
            tr { th { "target FMR" } th { "distance" } th { "FMR" } th { "n" } th { "95%" } th { "FNMR" } th { "n" } th { "95%" } }
            @for cut in cuts {
                tr { td { (format!("{:e}", cut.target)) } td { (format!("{:.4}", cut.distance)) }
                    (cells(cut.false_match)) (cells(cut.false_non_match)) }
            }
        }))
    }
}
