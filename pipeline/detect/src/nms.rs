//! Which of several overlapping reports of one face is kept: greedy non-maximum suppression.
//!
//! This module owns the two measures of overlap and the order of a suppression. What is a candidate, and
//! with which threshold, is each detector's business.

use std::cmp::Ordering;

use muster_domain::BoundingBox;

use crate::Detection;

/// How much two boxes count as the same face, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    /// Shared area over the area of both together (intersection over union).
    Union,
    /// Shared area over the smaller box: 1 for a box inside another, whatever their sizes.
    Smaller,
}

impl Overlap {
    /// The overlap of two boxes; 0 when either is empty.
    pub fn of(self, a: &BoundingBox, b: &BoundingBox) -> f32 {
        match self {
            Self::Union => a.overlap(b),
            Self::Smaller => {
                let smaller = a.area().min(b.area());
                if smaller > 0.0 { a.intersection(b) / smaller } else { 0.0 }
            }
        }
    }
}

/// Orders detections from the surest to the least sure; equal ones by place and size, so that the order
/// never depends on the order in which a network or a thread reported them.
pub fn by_confidence(a: &Detection, b: &Detection) -> Ordering {
    let place =
        |d: &Detection| [d.bounding_box.y, d.bounding_box.x, d.bounding_box.height, d.bounding_box.width];
    b.confidence.total_cmp(&a.confidence).then_with(|| {
        let pairs = place(a).into_iter().zip(place(b));
        pairs.map(|(one, other)| one.total_cmp(&other)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
    })
}

/// Keeps the surest detection of each face: one whose overlap with an already kept one is over `limit` goes.
///
/// The result is ordered by [`by_confidence`].
pub fn suppress(detections: Vec<Detection>, overlap: Overlap, limit: f32) -> Vec<Detection> {
    suppress_with(detections, |detection| detection, overlap, limit)
}

/// As [`suppress`], for things that carry a detection and more.
pub(crate) fn suppress_with<T>(
    mut things: Vec<T>,
    detection: impl Fn(&T) -> &Detection,
    overlap: Overlap,
    limit: f32,
) -> Vec<T> {
    things.sort_by(|a, b| by_confidence(detection(a), detection(b)));
    let mut kept: Vec<T> = Vec::new();
    for candidate in things {
        let place = &detection(&candidate).bounding_box;
        if kept.iter().all(|k| overlap.of(&detection(k).bounding_box, place) <= limit) {
            kept.push(candidate);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detection(x: f32, side: f32, confidence: f32) -> Detection {
        Detection { bounding_box: BoundingBox::new(x, 0.0, side, side), landmarks: None, confidence }
    }

    /// Protects the count of people: one face reported twice is one face, neighbours are two.
    #[test]
    fn overlapping_reports_become_one_and_neighbours_stay_two() {
        let reports = vec![detection(0.0, 10.0, 0.6), detection(2.0, 10.0, 0.9), detection(11.0, 10.0, 0.7)];
        let kept = suppress(reports, Overlap::Union, 0.3);
        assert_eq!(kept.iter().map(|d| d.confidence).collect::<Vec<_>>(), [0.9, 0.7], "surest first");
    }

    /// Protects the `Smaller` measure: a part inside a whole face has a small union overlap and still goes.
    #[test]
    fn a_box_inside_another_goes_only_by_the_smaller_measure() {
        let reports = || vec![detection(0.0, 40.0, 0.9), detection(10.0, 10.0, 0.8)];
        assert_eq!(suppress(reports(), Overlap::Union, 0.3).len(), 2);
        assert_eq!(suppress(reports(), Overlap::Smaller, 0.7).len(), 1);
    }

    /// Protects reproducibility: the order of the input must not show in the answer, even among equals.
    #[test]
    fn the_order_of_reports_does_not_matter() {
        let reports: Vec<_> = (0..9).map(|i| detection(i as f32 * 6.0, 10.0, 0.5)).collect();
        let reversed = reports.iter().rev().cloned().collect();
        assert_eq!(suppress(reports, Overlap::Union, 0.2), suppress(reversed, Overlap::Union, 0.2));
    }

    #[test]
    fn empty_boxes_and_nan_confidences_do_no_harm() {
        let reports = vec![detection(0.0, 0.0, 0.5), detection(0.0, 0.0, f32::NAN), detection(0.0, 5.0, 0.4)];
        assert_eq!(suppress(reports, Overlap::Smaller, 0.3).len(), 3);
    }
}
