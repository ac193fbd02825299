//! Which reports are right: found faces against labelled ones, photo by photo.

use muster_domain::Face;

use crate::Rate;
use crate::data::FaceTruth;

/// A found box is right when it overlaps the labelled one by at least this (intersection over union), the rule
/// of PASCAL VOC (Everingham et al. 2010) and WIDER FACE.
const RIGHT: f32 = 0.5;
/// Heights in pixels that divide the labelled faces. The first divides all figures too: smaller faces can't be
/// recognised, and finding them is worth nothing at a roll call.
pub(super) const HEIGHTS: [f32; 4] = [20.0, 32.0, 64.0, 128.0];

/// A report that counts for or against the detector.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Report {
    /// In which photo, from 0.
    pub(super) photo: usize,
    pub(super) confidence: f32,
    pub(super) right: bool,
    /// Whether the labelled face, or that of a wrong report, is as high as the first of [`HEIGHTS`].
    pub(super) large: bool,
}

/// Totals over photos.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Score {
    pub(super) photos: usize,
    /// Every report that counts.
    pub(super) reports: Vec<Report>,
    /// Found of all, by height.
    pub(super) by_height: [Rate; HEIGHTS.len() + 1],
    /// Found of all faces whose height is not known; they count as large.
    pub(super) of_unknown_height: Rate,
    /// The sum of the overlaps of right reports with their labelled boxes, and of how many.
    pub(super) overlap: (f64, usize),
}

impl Score {
    /// Adds a photo. From the surest report to the least sure, each takes the labelled face that it fits best of
    /// those still free; one that fits an ignored face best does not count. A second report of a face is a
    /// false one.
    pub(super) fn add(&mut self, found: &[Face], truth: &[FaceTruth]) {
        let mut surest: Vec<&Face> = found.iter().collect();
        surest.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        let mut free = vec![true; truth.len()];
        for face in surest {
            let open = truth.iter().enumerate().filter(|(at, label)| free[*at] || is_ignored(label));
            let best = open.map(|(at, label)| (fit(label, face), at)).max_by(|a, b| a.0.total_cmp(&b.0));
            let best = best.filter(|(fit, _)| *fit >= RIGHT);
            let (right, large) = match best {
                Some((_, at)) if is_ignored(&truth[at]) => continue,
                Some((fit, at)) => {
                    free[at] = false;
                    if matches!(truth[at], FaceTruth::Box { .. }) {
                        self.overlap = (self.overlap.0 + f64::from(fit), self.overlap.1 + 1);
                    }
                    (true, band(&truth[at]).is_none_or(|band| band > 0))
                }
                None => (false, face.bounding_box.height >= HEIGHTS[0]),
            };
            self.reports.push(Report { photo: self.photos, confidence: face.confidence, right, large });
        }
        for (label, free) in truth.iter().zip(free).filter(|(label, _)| !is_ignored(label)) {
            let rate = match band(label) {
                Some(band) => &mut self.by_height[band],
                None => &mut self.of_unknown_height,
            };
            *rate = rate.plus(!free);
        }
        self.photos += 1;
    }

    /// Labelled faces that count; only large ones, or all.
    pub(super) fn faces(&self, large: bool) -> usize {
        let bands = &self.by_height[usize::from(large)..];
        bands.iter().map(|rate| rate.of).sum::<usize>() + self.of_unknown_height.of
    }
}

/// How well a found face fits, 0 to 1: the overlap of the boxes. A nose is fitted by any box that holds it, the
/// better the nearer it is to the middle.
fn fit(label: &FaceTruth, face: &Face) -> f32 {
    match label {
        FaceTruth::Box { place, .. } => place.overlap(&face.bounding_box),
        FaceTruth::Nose(point) if face.bounding_box.contains(*point) => {
            let centre = face.bounding_box.centre();
            let off = (centre.x - point.x).hypot(centre.y - point.y);
            (1.0 - 0.5 * off / face.bounding_box.height.max(1.0)).max(RIGHT)
        }
        FaceTruth::Nose(_) => 0.0,
    }
}

fn is_ignored(label: &FaceTruth) -> bool {
    matches!(label, FaceTruth::Box { ignored: true, .. })
}

/// Which of the height classes; `None` where the height is not known.
fn band(label: &FaceTruth) -> Option<usize> {
    match label {
        FaceTruth::Box { place, .. } => Some(HEIGHTS.iter().filter(|limit| place.height >= **limit).count()),
        FaceTruth::Nose(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use muster_domain::{BoundingBox, Point, Quality};

    use super::*;

    fn found(x: f32, side: f32, confidence: f32) -> Face {
        let quality = Quality {
            height: side,
            sharpness: 99.0,
            brightness: 99.0,
            yaw: None,
            roll: None,
            reasons: vec![],
        };
        Face { bounding_box: BoundingBox::new(x, 0.0, side, side), landmarks: None, confidence, quality }
    }

    fn label(x: f32, side: f32, ignored: bool) -> FaceTruth {
        FaceTruth::Box { place: BoundingBox::new(x, 0.0, side, side), ignored }
    }

    fn scored(found: &[Face], truth: &[FaceTruth]) -> Score {
        let mut score = Score::default();
        score.add(found, truth);
        score
    }

    fn rights(score: &Score) -> Vec<(f32, bool)> {
        score.reports.iter().map(|report| (report.confidence, report.right)).collect()
    }

    /// A detector that reports a face twice is wrong once, and its surer report is the right one.
    #[test]
    fn each_labelled_face_is_taken_once_by_the_surest_report() {
        let score = scored(&[found(0.0, 40.0, 0.6), found(4.0, 40.0, 0.9)], &[label(0.0, 40.0, false)]);
        assert_eq!(rights(&score), [(0.9, true), (0.6, false)]);
        assert_eq!(score.by_height[2], Rate::new(1, 1));
        assert!((score.overlap.0 - 36.0 / 44.0).abs() < 1e-6 && score.overlap.1 == 1);
    }

    #[test]
    fn ignored_faces_count_neither_found_nor_missed_nor_reported_twice() {
        let truth = [label(0.0, 40.0, true), label(200.0, 40.0, true)];
        let score = scored(&[found(0.0, 40.0, 0.9), found(1.0, 40.0, 0.8)], &truth);
        assert_eq!((score.reports.len(), score.faces(false)), (0, 0));
    }

    #[test]
    fn half_an_overlap_is_right_and_less_is_not() {
        // Boxes of 40 moved by 13 share 27 of 67 columns, by 14 only 26 of 66.
        for (x, right) in [(13.0, true), (14.0, false)] {
            let score = scored(&[found(x, 40.0, 0.9)], &[label(0.0, 40.0, false)]);
            assert_eq!(rights(&score), [(0.9, right)], "moved by {x}");
        }
    }

    #[test]
    fn faces_are_told_apart_by_their_labelled_height_and_false_ones_by_their_own() {
        let truth = [label(0.0, 19.0, false), label(100.0, 20.0, false), label(300.0, 128.0, false)];
        let reports = [
            found(0.0, 21.0, 0.9),
            found(100.0, 19.0, 0.8),
            found(600.0, 19.0, 0.7),
            found(700.0, 20.0, 0.6),
        ];
        let score = scored(&reports, &truth);
        let large: Vec<bool> = score.reports.iter().map(|report| report.large).collect();
        assert_eq!(large, [false, true, false, true]);
        let (none, found, missed) = (Rate::default(), Rate::new(1, 1), Rate::new(0, 1));
        assert_eq!(score.by_height, [found, found, none, none, missed]);
        assert_eq!((score.faces(false), score.faces(true)), (3, 2));
    }

    #[test]
    fn a_box_that_holds_a_nose_is_right_and_two_noses_need_two_boxes() {
        let noses = [FaceTruth::Nose(Point::new(10.0, 20.0)), FaceTruth::Nose(Point::new(25.0, 20.0))];
        let score = scored(&[found(5.0, 40.0, 0.9), found(60.0, 40.0, 0.8)], &noses);
        assert_eq!(rights(&score), [(0.9, true), (0.8, false)]);
        assert_eq!((score.of_unknown_height, score.overlap.1), (Rate::new(1, 2), 0));
        assert_eq!(score.faces(true), 2, "a face of unknown height counts as large");
    }
}
