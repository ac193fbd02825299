//! How the measures of quality are spread over found faces: what limits on them are chosen from.

use muster_domain::{Face, Quality, QualityReason};
use serde::Serialize;

use super::score::HEIGHTS;
use crate::Rate;

/// Shares of the faces that lie below a reported value.
pub const SHARES: [f64; 5] = [0.01, 0.05, 0.5, 0.95, 0.99];
/// Below this height in pixels a face is enlarged for the measurement of its sharpness, and has less of it.
const FULL_DETAIL: f32 = 112.0;
const REASONS: [QualityReason; 6] = [
    QualityReason::TooSmall,
    QualityReason::Blurred,
    QualityReason::TooDark,
    QualityReason::TooBright,
    QualityReason::Turned,
    QualityReason::CutOff,
];

/// Quality of the found faces.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QualitySpread {
    /// The measures, over found faces of 20 pixels and more.
    pub measures: Vec<Spread>,
    /// How often each reason is given, of all found faces.
    pub reasons: Vec<(QualityReason, Rate)>,
}

/// One measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// Its name: as in [`Quality`]; `sharpness_by_size` is the sharpness over the square of the height in
    /// 112 pixels, at most 1, which the limit applies to.
    pub measure: &'static str,
    /// Of how many faces it is known.
    pub faces: usize,
    /// The values below which [`SHARES`] of the faces lie.
    pub values: [f32; SHARES.len()],
}

impl QualitySpread {
    pub(super) fn of(found: &[Face]) -> Self {
        let large = || found.iter().map(|face| &face.quality).filter(|q| q.height >= HEIGHTS[0]);
        let detail = |q: &Quality| q.sharpness / (q.height / FULL_DETAIL).min(1.0).powi(2);
        let measures = [
            spread("sharpness_by_size", large().map(detail).collect()),
            spread("brightness", large().map(|q| q.brightness).collect()),
            spread("yaw", large().filter_map(|q| q.yaw).collect()),
            spread("roll", large().filter_map(|q| q.roll).collect()),
        ];
        let given = |reason| Rate::count(found.iter().map(|face| face.quality.reasons.contains(&reason)));
        Self {
            measures: measures.into_iter().flatten().collect(),
            reasons: REASONS.map(|reason| (reason, given(reason))).to_vec(),
        }
    }
}

fn spread(measure: &'static str, mut values: Vec<f32>) -> Option<Spread> {
    if values.is_empty() {
        return None;
    }
    values.sort_by(f32::total_cmp);
    let at = |share: f64| values[(share * values.len() as f64) as usize];
    Some(Spread { measure, faces: values.len(), values: SHARES.map(at) })
}

#[cfg(test)]
mod tests {
    use muster_domain::BoundingBox;

    use super::*;

    fn face(height: f32, sharpness: f32, yaw: Option<f32>, reasons: Vec<QualityReason>) -> Face {
        let quality = Quality { height, sharpness, brightness: 100.0, yaw, roll: None, reasons };
        let bounding_box = BoundingBox::new(0.0, 0.0, height, height);
        Face { bounding_box, landmarks: None, confidence: 1.0, quality }
    }

    #[test]
    fn values_are_those_below_which_the_shares_lie() {
        let faces: Vec<Face> = (0..200).map(|at| face(112.0, at as f32, None, vec![])).collect();
        let spread = QualitySpread::of(&faces);
        let values = spread.measures[0].values.map(|value| value as usize);
        assert_eq!(values, [2, 10, 100, 190, 198]);
        let names: Vec<_> = spread.measures.iter().map(|measure| measure.measure).collect();
        assert_eq!(names, ["sharpness_by_size", "brightness"], "what no face has is not reported");
    }

    #[test]
    fn faces_too_small_to_recognise_count_among_the_reasons_only() {
        let small = face(19.0, 50.0, Some(0.5), vec![QualityReason::TooSmall]);
        let spread = QualitySpread::of(&[small, face(56.0, 50.0, Some(0.1), vec![])]);
        assert_eq!(spread.reasons[0], (QualityReason::TooSmall, Rate::new(1, 2)));
        let sharpness = spread.measures[0].values.map(|value| value.round() as usize);
        assert_eq!(sharpness, [200; 5], "half the height has a quarter of the detail");
        assert_eq!(spread.measures[2].faces, 1);
    }
}
