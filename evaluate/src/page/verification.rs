//! The page of a verification.

use maud::html;

use super::{cells, chart, page};
use crate::EvaluateError;
use crate::curve::{Cut, Point};
use crate::plot::{Axis, Line, lines};
use crate::verification::VerificationReport;

/// The report as an HTML page.
///
/// # Errors
/// [`EvaluateError::Plot`] when a chart can't be drawn.
pub fn verification_page(report: &VerificationReport) -> Result<String, EvaluateError> {
    let x = Axis { name: "false match rate", from: 1e-6, to: 1.0 };
    let series = |points: &[Point], share: fn(&Point) -> f64| {
        points.iter().map(|point| (point.false_match, share(point))).collect::<Vec<_>>()
    };
    let both = |share: fn(&Point) -> f64| {
        [
            Line { name: "listed pairs", points: series(&report.curve, share) },
            Line { name: "all comparisons", points: series(&report.exhaustive_curve, share) },
        ]
    };
    let matched = Axis { name: "true match rate", from: 0.5, to: 1.0 };
    let refused = Axis { name: "false non-match rate", from: 0.0, to: 0.5 };
    let roc = lines("ROC", &x, &matched, &both(|point| 1.0 - point.false_non_match))?;
    let det = lines("DET", &x, &refused, &both(|point| point.false_non_match))?;
    let body = html! {
        p { "Profile " strong { (report.profile) } ", templates " code { (report.model) } "." }
        table {
            tr { th { "measure" } th { "value" } th { "n" } th { "95% interval" } }
            tr { td { "accuracy, each fold at the others' best threshold" } (cells(report.accuracy)) }
            tr { td { "accuracy at the one best threshold, distance " (format!("{:.4}", report.best.distance)) }
                (cells(report.best.right)) }
            tr { td { "pictures without a face" } (cells(report.no_face)) }
        }
        p { (format!("Mean of the folds {:.4} ± {:.4} (standard error)", report.fold_mean, report.fold_error))
            @if let Some(error) = report.equal_error { (format!("; equal error rate {error:.4}")) } "." }
        div class="charts" {
            (chart(&roc, "Receiver operating characteristic; its points are in the tables below"))
            (chart(&det, "Detection error trade-off; its points are in the tables below"))
        }
        h2 { "Thresholds, listed pairs" } (cuts(&report.cuts))
        h2 { "Thresholds, all comparisons of the listed pictures" } (cuts(&report.exhaustive_cuts))
        p { small { "A pair in which a face was not found counts as different. Intervals take pairs as independent; "
            "those that share a picture are not." } }
    };
    Ok(page("Verification", &body))
}

fn cuts(cuts: &[Cut]) -> maud::Markup {
    html! {
        table {
            tr { th { "target FMR" } th { "distance" } th { "FMR" } th { "n" } th { "95%" } th { "FNMR" } th { "n" } th { "95%" } }
            @for cut in cuts {
                tr { td { (format!("{:e}", cut.target)) } td { (format!("{:.4}", cut.distance)) }
                    (cells(cut.false_match)) (cells(cut.false_non_match)) }
            }
        }
    }
}
