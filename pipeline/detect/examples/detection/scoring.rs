//! How found faces compare with labelled ones.

use muster_detect::Detection;
use muster_domain::{BoundingBox, Point, Quality, QualityReason};

/// Upper limits of the height classes in pixels; the last class is open.
const HEIGHTS: [f32; 4] = [20.0, 32.0, 64.0, 128.0];
/// A found box is right when it overlaps the labelled one by at least this (intersection over union).
const RIGHT: f32 = 0.5;

/// A labelled face.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Truth {
    /// Its box; ignored ones count neither for nor against a detector.
    Box {
        /// Where.
        place: BoundingBox,
        /// Whether it is left out.
        ignored: bool,
    },
    /// A point that must be in the box.
    Nose(Point),
}

impl Truth {
    /// How well a found face fits, 0 to 1.
    fn fit(&self, face: &Detection) -> f32 {
        match self {
            Self::Box { place, .. } => place.overlap(&face.bounding_box),
            Self::Nose(point) if face.bounding_box.contains(*point) => {
                let centre = face.bounding_box.centre();
                let off = (centre.x - point.x).hypot(centre.y - point.y);
                (1.0 - 0.5 * off / face.bounding_box.height.max(1.0)).max(RIGHT)
            }
            Self::Nose(_) => 0.0,
        }
    }

    fn is_ignored(&self) -> bool {
        matches!(self, Self::Box { ignored: true, .. })
    }

    fn height_class(&self) -> usize {
        match self {
            Self::Box { place, .. } => HEIGHTS.iter().filter(|limit| place.height >= **limit).count(),
            Self::Nose(_) => HEIGHTS.len(),
        }
    }
}

/// Totals over photos.
#[derive(Default)]
pub(crate) struct Score {
    /// Photos seen.
    pub(crate) photos: usize,
    labelled: [usize; 5],
    found: [usize; 5],
    /// Confidence of each counted report, whether it is right, and whether the labelled face (of a wrong
    /// report: its own box) is 20 pixels high or more.
    reports: Vec<(f32, bool, bool)>,
    placed: f64,
}

impl Score {
    /// Adds a photo; `faces` are surest first. Each report takes the best labelled face that is still free.
    pub(crate) fn add(&mut self, faces: &[Detection], truth: &[Truth]) {
        self.photos += 1;
        for face in truth.iter().filter(|face| !face.is_ignored()) {
            self.labelled[face.height_class()] += 1;
        }
        let mut free = vec![true; truth.len()];
        for face in faces {
            let fits = truth.iter().enumerate().filter(|(i, t)| free[*i] || t.is_ignored());
            let best = fits.max_by(|a, b| a.1.fit(face).total_cmp(&b.1.fit(face)));
            match best.filter(|(_, t)| t.fit(face) >= RIGHT) {
                Some((_, t)) if t.is_ignored() => {}
                Some((index, t)) => {
                    free[index] = false;
                    self.found[t.height_class()] += 1;
                    self.placed += f64::from(t.fit(face));
                    self.reports.push((face.confidence, true, t.height_class() > 0));
                }
                None => self.reports.push((face.confidence, false, face.bounding_box.height >= HEIGHTS[0])),
            }
        }
    }

    /// Prints recall by height, average precision and false reports.
    pub(crate) fn print(&self) {
        let names = ["under 20", "20 to 32", "32 to 64", "64 to 128", "over 128"];
        for (name, (found, all)) in names.iter().zip(self.found.iter().zip(self.labelled)) {
            if all > 0 {
                println!("recall {name:>9} px: {found:4} of {all:4}  {:.3}", *found as f64 / all as f64);
            }
        }
        let right = self.reports.iter().filter(|report| report.1).count();
        let wrong = self.reports.len() - right;
        let total: usize = self.labelled.iter().sum();
        println!("average precision, all: {:.3}", average_precision(&self.reports, total));
        let large: Vec<_> = self.reports.iter().copied().filter(|report| report.2).collect();
        let large_total = total - self.labelled[0];
        println!("average precision, 20 px and more: {:.3}", average_precision(&large, large_total));
        let photos = self.photos.max(1) as f64;
        let fit = self.placed / right.max(1) as f64;
        println!("false reports: {wrong}, {:.2} a photo; mean fit {fit:.3}", wrong as f64 / photos);
        println!("of 20 px and more:");
        print_thresholds(&large, large_total, photos);
    }
}

/// Recall and false reports at rising thresholds.
fn print_thresholds(reports: &[(f32, bool, bool)], total: usize, photos: f64) {
    for step in 3..20 {
        let threshold = step as f32 * 0.05;
        let over = || reports.iter().filter(|report| report.0 >= threshold);
        let right = over().filter(|report| report.1).count();
        let wrong = over().count() - right;
        let recall = right as f64 / total.max(1) as f64;
        println!("  from {threshold:.2}: recall {recall:.3}, false {:.3} a photo", wrong as f64 / photos);
    }
}

/// The area under the precision-recall curve, each precision being the best at that recall or a higher one
/// (PASCAL VOC 2010).
fn average_precision(reports: &[(f32, bool, bool)], total: usize) -> f64 {
    let mut ordered = reports.to_vec();
    ordered.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut right = 0.0;
    let mut precisions = Vec::new();
    for (index, report) in ordered.iter().enumerate() {
        if report.1 {
            right += 1.0;
            precisions.push(right / (index + 1) as f64);
        }
    }
    let mut best: f64 = 0.0;
    let area = precisions.iter().rev().map(|precision| {
        best = best.max(*precision);
        best
    });
    area.sum::<f64>() / total.max(1) as f64
}

/// Prints how the measures of quality are spread, and how often each reason is given.
pub(crate) fn print_quality(qualities: &[Quality]) {
    use QualityReason::{Blurred, CutOff, TooBright, TooDark, TooSmall, Turned};
    let large: Vec<&Quality> = qualities.iter().filter(|q| q.height >= 20.0).collect();
    println!("quality of the {} found faces of 20 px and more (1%, 5%, half, 95%, 99%):", large.len());
    let detail = |q: &Quality| q.sharpness / (q.height / 112.0).min(1.0).powi(2);
    spread("sharpness by size", large.iter().map(|q| detail(q)).collect());
    spread("brightness", large.iter().map(|q| q.brightness).collect());
    spread("yaw", large.iter().filter_map(|q| q.yaw).collect());
    spread("roll", large.iter().filter_map(|q| q.roll).collect());
    for reason in [TooSmall, Blurred, TooDark, TooBright, Turned, CutOff] {
        let count = qualities.iter().filter(|q| q.reasons.contains(&reason)).count();
        println!("  {}: {count} of {}", reason.code(), qualities.len());
    }
}

fn spread(name: &str, mut values: Vec<f32>) {
    values.sort_by(f32::total_cmp);
    let at = |share: f64| values.get((share * values.len() as f64) as usize).copied().unwrap_or(f32::NAN);
    let shares = [0.01, 0.05, 0.5, 0.95, 0.99].map(|share| format!("{:.2}", at(share)));
    println!("  {name}: {}", shares.join(", "));
}
