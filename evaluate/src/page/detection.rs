//! The page of a detection.

use maud::{Markup, html};

use super::{bar, cells, chart, counted, page, wide};
use crate::detection::{DetectionReport, Figures, QualitySpread, SHARES};
use crate::plot::{Axis, Bar, Line, Paint, Scale, bars, lines};
use crate::{EvaluateError, PerPhoto};

/// The report as an HTML page.
///
/// # Errors
/// [`EvaluateError::Plot`] when a chart can't be drawn.
pub fn detection_page(report: &DetectionReport) -> Result<String, EvaluateError> {
    let body = html! {
        p { "Profile " strong { (report.profile) } ", detector " code { (report.detector) } ", reports from confidence "
            (format!("{:.2}", report.confidence)) " on. " (report.photos) " photos of "
            (format!("{:.1}", report.megapixels)) " megapixels on average"
            @if report.absent > 0 { "; " (report.absent) " more are listed and not there" } "." }
        (summary(report))
        div class="charts" { (curve(report)?) (heights(report)?) }
        @if !report.by_height.is_empty() {
            h2 { "By height of the face" }
            (wide(&html! {
                tr { th { "pixels" } th { "recall" } th { "n" } th { "95% interval" } }
                @for band in &report.by_height { tr { td { (between(band.from, band.below)) } (cells(band.recall)) } }
            }))
        }
        h2 { "At higher thresholds, faces of 20 pixels and more" } (thresholds(&report.large))
        h2 { "At higher thresholds, faces of any height" } (thresholds(&report.all))
        h2 { "Quality of the found faces" } (quality(&report.quality))
        h2 { "How photos were searched" }
        p { code { (format!("{:?}", report.search)) } }
        p { small { "A report is right when it overlaps a labelled face by half (intersection over union), or holds its "
            "nose where only that is known; each labelled face once. Faces flagged invalid count neither way. "
            "A false report counts by its own height. Intervals of recall and precision take faces as independent; "
            "those of one photo are not, so the true ones are wider. Average precision has no interval. The curve "
            "ends at the detector's threshold. Small figures are 95% intervals." } }
    };
    Ok(page("Detection", &body))
}

fn summary(report: &DetectionReport) -> Markup {
    let rows = |name: &str, figures: &Figures| {
        html! {
            tr { td { "recall, " (name) } (cells(figures.recall)) }
            tr { td { "precision, " (name) } (cells(figures.precision)) }
            tr { td { "false reports a photo, " (name) } (per_photo(figures.false_reports)) }
            tr { td { "average precision, " (name) } td { (precision(figures)) } td {} td {} }
        }
    };
    wide(&html! {
        tr { th { "measure" } th { "value" } th { "n" } th { "95% interval" } }
        (rows("20 pixels and more", &report.large))
        (rows("any height", &report.all))
        @if let Some(overlap) = report.overlap {
            tr { td { "mean overlap of right reports" } td { (format!("{overlap:.4}")) } td {} td {} }
        }
    })
}

fn precision(figures: &Figures) -> String {
    figures.average_precision.map_or_else(|| "none".to_owned(), |value| format!("{value:.4}"))
}

/// As [`cells`], for what a photo can have any number of.
fn per_photo(mean: PerPhoto) -> Markup {
    html! {
        @if let (Some(value), Some((low, high))) = (mean.value(), mean.interval()) {
            td { (format!("{value:.3}")) }
            td { (mean.count) " in " (mean.photos) }
            td { (format!("{low:.3} to {high:.3}")) }
        } @else {
            td { "–" } td { "no photos" } td { "–" }
        }
    }
}

fn curve(report: &DetectionReport) -> Result<Markup, EvaluateError> {
    let x = Axis { name: "recall", from: 0.0, to: 1.0 };
    let y = Axis { name: "precision", from: 0.0, to: 1.0 };
    let line = |name, figures: &Figures| Line {
        name,
        points: figures.curve.iter().map(|point| (point.recall, point.precision)).collect(),
    };
    let both = [line("20 pixels and more", &report.large), line("any height", &report.all)];
    let svg = lines("Precision over recall", (&x, Scale::Linear), &y, &both)?;
    Ok(chart(&svg, "Precision over recall; points are in the tables of thresholds below"))
}

fn heights(report: &DetectionReport) -> Result<Markup, EvaluateError> {
    if report.by_height.is_empty() {
        return Ok(html! {});
    }
    let shown: Vec<Bar> =
        report.by_height.iter().map(|band| bar(between(band.from, band.below), band.recall)).collect();
    let svg = bars("Recall by height of the face in pixels", "recall", 1.0, Paint::Alike, &shown)?;
    Ok(chart(&svg, "Recall by height of the face; figures are in the table below"))
}

fn between(from: f32, below: Option<f32>) -> String {
    match below {
        Some(below) if from > 0.0 => format!("{from} to {below}"),
        Some(below) => format!("under {below}"),
        None => format!("{from} and more"),
    }
}

fn thresholds(figures: &Figures) -> Markup {
    wide(&html! {
        tr { th { "confidence" } th { "recall" } th { "n" } th { "precision" } th { "n" } th { "false a photo" } th { "n" } }
        @for row in &figures.thresholds {
            tr { td { (format!("{:.2}", row.confidence)) } (counted(row.recall)) (counted(row.precision))
                (false_reports(row.false_reports)) }
        }
    })
}

/// As [`counted`], for what a photo can have any number of.
fn false_reports(mean: PerPhoto) -> Markup {
    html! {
        td {
            (mean.value().map_or_else(|| "none".to_owned(), |value| format!("{value:.3}")))
            @if let Some((low, high)) = mean.interval() { small { (format!("{low:.3}–{high:.3}")) } }
        }
        td { (mean.count) " in " (mean.photos) }
    }
}

fn quality(quality: &QualitySpread) -> Markup {
    html! {
        p { "Values below which so many of the found faces of 20 pixels and more lie." }
        (wide(&html! {
            tr { th { "measure" } th { "faces" } @for share in SHARES { th { (format!("{:.0}%", 100.0 * share)) } } }
            @for spread in &quality.measures {
                tr { td { (spread.measure.replace('_', " ")) } td { (spread.faces) }
                    @for value in spread.values { td { (format!("{value:.2}")) } } }
            }
        }))
        p { "Reasons against using a face, of all that were found." }
        (wide(&html! {
            tr { th { "reason" } th { "share" } th { "n" } th { "95% interval" } }
            @for (reason, rate) in &quality.reasons { tr { td { (reason.code().replace('_', " ")) } (cells(*rate)) } }
        }))
    }
}

#[cfg(test)]
mod tests {
    use muster_detect::SearchPlan;
    use muster_domain::QualityReason;

    use super::*;
    use crate::Rate;
    use crate::detection::{AtThreshold, HeightRecall, RecallPrecision, Spread};

    fn figures() -> Figures {
        let (recall, precision) = (Rate::new(895, 1000), Rate::new(895, 947));
        let false_reports = PerPhoto::new(&[50, 2, 0, 0]);
        Figures {
            average_precision: Some(0.8917),
            recall,
            precision,
            false_reports,
            thresholds: vec![AtThreshold { confidence: 0.37, recall, precision, false_reports }],
            curve: vec![RecallPrecision { confidence: 0.37, recall: 0.895, precision: 0.945 }],
        }
    }

    fn report(by_height: Vec<HeightRecall>) -> DetectionReport {
        DetectionReport {
            profile: "<b>mine</b>".into(),
            detector: "centerface",
            confidence: 0.37,
            search: SearchPlan::ADAPTIVE,
            photos: 4,
            absent: 9,
            megapixels: 0.85,
            large: figures(),
            all: figures(),
            by_height,
            overlap: Some(0.775),
            quality: QualitySpread {
                measures: vec![Spread { measure: "sharpness_by_size", faces: 7, values: [1.5; 5] }],
                reasons: vec![(QualityReason::TooSmall, Rate::new(1, 7))],
            },
        }
    }

    #[test]
    fn a_report_shows_its_figures_with_intervals_and_both_charts() {
        let bands = [(0.0, Some(20.0), 3), (128.0, None, 9)];
        let band = |(from, below, hits)| HeightRecall { from, below, recall: Rate::new(hits, 10) };
        let page = detection_page(&report(bands.map(band).to_vec())).expect("drawable");
        for text in [
            "0.8917",
            "895 of 1000",
            "52 in 4",
            "under 20",
            "128 and more",
            "3 of 10",
            "too small",
            "sharpness by size",
            "9 more are listed",
            "&lt;b&gt;mine",
        ] {
            assert!(page.contains(text), "{text} is missing");
        }
        assert_eq!(page.matches("<svg").count(), 2);
    }

    #[test]
    fn labels_without_heights_get_no_chart_of_heights() {
        let page = detection_page(&report(vec![])).expect("drawable");
        assert_eq!((page.matches("<svg").count(), page.contains("By height")), (1, false));
    }
}
