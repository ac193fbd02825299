//! From right and wrong reports to average precision and its curve.

use serde::Serialize;

use super::score::Report;
use crate::{PerPhoto, Rate};

/// Points that a plotted curve is reduced to.
const PLOTTED: usize = 240;
/// Steps between reported thresholds.
const STEP: f32 = 0.05;

/// What a detector achieves on faces of certain heights.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// The area under the precision-recall curve, each precision being the best at that recall or a higher one
    /// (PASCAL VOC from 2010 on, Everingham et al. 2015). What would need reports below the detector's threshold
    /// counts as never reached. `None` without labelled faces.
    pub average_precision: Option<f64>,
    /// Faces that were found, of all.
    pub recall: Rate,
    /// Reports that are faces, of all.
    pub precision: Rate,
    /// Reports that are no faces.
    pub false_reports: PerPhoto,
    /// The same at the detector's threshold and at higher ones.
    pub thresholds: Vec<AtThreshold>,
    /// Recall and precision over the thresholds, recall rising.
    pub curve: Vec<RecallPrecision>,
}

/// Figures of the reports of at least some confidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct AtThreshold {
    /// The least confidence.
    pub confidence: f32,
    /// Faces that were found, of all.
    pub recall: Rate,
    /// Reports that are faces, of all.
    pub precision: Rate,
    /// Reports that are no faces.
    pub false_reports: PerPhoto,
}

/// A point of the precision-recall curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RecallPrecision {
    /// The least confidence.
    pub confidence: f32,
    /// Found of all faces.
    pub recall: f64,
    /// Faces of all reports.
    pub precision: f64,
}

impl Figures {
    /// From the reports of `photos` photos with `faces` labelled faces, when the detector reports from
    /// `confidence` on.
    pub(super) fn of(mut reports: Vec<Report>, faces: usize, photos: usize, confidence: f32) -> Self {
        reports.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        let above = (1..).map(|step| step as f32 * STEP).skip_while(|limit| *limit <= confidence);
        let limits = std::iter::once(confidence).chain(above.take_while(|limit| *limit < 1.0));
        let from = |limit: f32| &reports[..reports.partition_point(|report| report.confidence >= limit)];
        let all = at(&reports, faces, photos, confidence);
        Self {
            average_precision: average_precision(&reports, faces),
            recall: all.recall,
            precision: all.precision,
            false_reports: all.false_reports,
            thresholds: limits.map(|limit| at(from(limit), faces, photos, limit)).collect(),
            curve: curve(&reports, faces),
        }
    }
}

fn at(reports: &[Report], faces: usize, photos: usize, confidence: f32) -> AtThreshold {
    let mut wrong = vec![0; photos];
    for report in reports.iter().filter(|report| !report.right) {
        wrong[report.photo] += 1;
    }
    let precision = Rate::count(reports.iter().map(|report| report.right));
    AtThreshold {
        confidence,
        recall: Rate::new(precision.hits, faces),
        precision,
        false_reports: PerPhoto::new(&wrong),
    }
}

/// Reports come surest first.
fn average_precision(reports: &[Report], faces: usize) -> Option<f64> {
    let mut seen = Rate::default();
    let mut precisions = Vec::new();
    for report in reports {
        seen = seen.plus(report.right);
        precisions.extend(seen.value().filter(|_| report.right));
    }
    let mut best: f64 = 0.0;
    let area = precisions.iter().rev().map(|precision| {
        best = best.max(*precision);
        best
    });
    let area = area.sum::<f64>();
    (faces > 0).then(|| area / faces as f64)
}

/// A point for each confidence at which something is reported, or for some of them when there are many.
fn curve(reports: &[Report], faces: usize) -> Vec<RecallPrecision> {
    let mut seen = Rate::default();
    let mut points: Vec<RecallPrecision> = Vec::new();
    for (at, report) in reports.iter().enumerate() {
        seen = seen.plus(report.right);
        // Reports of one confidence come and go together.
        let is_last = reports.get(at + 1).is_none_or(|next| next.confidence < report.confidence);
        if let (true, Some(recall), Some(precision)) =
            (is_last, Rate::new(seen.hits, faces).value(), seen.value())
        {
            points.push(RecallPrecision { confidence: report.confidence, recall, precision });
        }
    }
    if points.len() <= PLOTTED {
        return points;
    }
    let last = points.len() - 1;
    (0..PLOTTED).map(|at| points[at * last / (PLOTTED - 1)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(photo: usize, confidence: f32, right: bool) -> Report {
        Report { photo, confidence, right, large: true }
    }

    /// Right, wrong, right, wrong, right of four faces: precisions 1, 2/3 and 3/5 at three recalls.
    fn reports() -> Vec<Report> {
        vec![
            report(1, 0.5, true),
            report(0, 0.9, true),
            report(0, 0.8, false),
            report(0, 0.7, true),
            report(0, 0.6, false),
        ]
    }

    #[test]
    fn average_precision_is_the_area_under_the_curve_and_missed_faces_take_from_it() {
        let figures = Figures::of(reports(), 4, 2, 0.4);
        let expected = (1.0 + 2.0 / 3.0 + 3.0 / 5.0) / 4.0;
        assert!((figures.average_precision.expect("four faces") - expected).abs() < 1e-9);
        assert_eq!((figures.recall, figures.precision), (Rate::new(3, 4), Rate::new(3, 5)));
        assert_eq!(Figures::of(vec![], 0, 2, 0.4).average_precision, None);
    }

    /// A dip of the curve is filled: at a recall the precision of any higher recall can be had.
    #[test]
    fn a_late_run_of_right_reports_lifts_what_came_before() {
        let late =
            [(0.9, false), (0.8, true), (0.7, true), (0.6, true)].map(|(c, right)| report(0, c, right));
        let precision = Figures::of(late.to_vec(), 3, 1, 0.5).average_precision;
        assert!((precision.expect("three faces") - 0.75).abs() < 1e-9, "{precision:?}");
    }

    #[test]
    fn thresholds_begin_at_the_detectors_own_and_count_false_reports_by_photo() {
        let figures = Figures::of(reports(), 4, 2, 0.57);
        let limits: Vec<f32> = figures.thresholds.iter().map(|row| row.confidence).collect();
        assert!((limits[0] - 0.57).abs() < 1e-6 && (limits[1] - 0.6).abs() < 1e-6, "{limits:?}");
        assert!((limits.last().expect("some") - 0.95).abs() < 1e-6);
        let rows: Vec<_> =
            figures.thresholds.iter().map(|row| (row.recall.hits, row.false_reports.count)).collect();
        assert_eq!(rows[0], (2, 2), "the report of 0.5 is below the threshold");
        assert_eq!(rows[5], (1, 1), "from 0.80 on");
        assert_eq!(figures.thresholds[0].false_reports, PerPhoto::new(&[2, 0]));
    }

    #[test]
    fn reports_of_one_confidence_make_one_point() {
        let curve = curve(&[report(0, 0.9, true), report(0, 0.9, false), report(0, 0.8, true)], 2);
        let points: Vec<_> = curve.iter().map(|point| (point.recall, point.precision)).collect();
        assert_eq!(points, [(0.5, 0.5), (1.0, 2.0 / 3.0)]);
    }

    #[test]
    fn a_long_curve_keeps_its_ends() {
        let many: Vec<Report> = (0..5000).map(|at| report(0, 1.0 - at as f32 / 5001.0, at % 3 > 0)).collect();
        let few = curve(&many, 4000);
        assert_eq!(few.len(), PLOTTED);
        assert!(few[0].recall < 1e-3 && (few[PLOTTED - 1].recall - 3333.0 / 4000.0).abs() < 1e-9);
    }
}
