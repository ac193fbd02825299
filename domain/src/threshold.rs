//! Where distances are cut, how sure they make, and how both depend on how many students are searched.

use serde::{Deserialize, Serialize};

use crate::{Distance, ModelId};

/// How sure a distance makes: `1 / (1 + exp(-(intercept + slope * distance)))` (Platt 1999).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Likelihood {
    /// Log-odds at distance 0.
    pub intercept: f32,
    /// Log-odds a unit of distance; negative.
    pub slope: f32,
}

impl Likelihood {
    /// The probability, 0 to 1, that the nearest student at this distance is the right one, for a face about which
    /// nothing else is known: before the search, as likely a student's as a stranger's.
    pub fn probability(&self, distance: Distance) -> f32 {
        1.0 / (1.0 + (-(self.intercept + self.slope * distance.0)).exp())
    }
}

/// How thresholds depend on the number of students that a face is compared with.
///
/// The more students, the more often a stranger looks like one of them: at small rates the false positive
/// identification rate is the false match rate times their number (ISO/IEC 19795-1). The logarithm of the false
/// match rate is nearly a straight line over the distance where thresholds lie, so a constant rate asks for a
/// constant step in distance for each factor of ten.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GallerySize {
    /// Students in the galleries that the thresholds were made for.
    pub students: f32,
    /// How much closer a face has to be when ten times as many are searched.
    pub tenfold: f32,
}

impl GallerySize {
    /// What to add to a distance threshold to keep its false positive rate with this many students.
    pub fn shift(&self, students: usize) -> f32 {
        self.tenfold * (self.students / students.max(1) as f32).log10()
    }
}

/// Where one model's distances are cut, and how the cut was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// The model it belongs to.
    pub model: ModelId,
    /// At most this distance: the same person, by the machine's suggestion.
    pub identify: Distance,
    /// Beyond `identify` and up to this distance: a person should look.
    pub review: Distance,
    /// An identified face whose runner-up is closer than this (in distance) goes to review.
    pub margin: f32,
    /// Two faces further apart than this are hardly one person: most faces of different people are, and few of
    /// the same.
    pub contradict: Distance,
    /// How it was calibrated: data, rule, figures.
    pub calibration: String,
    /// How sure a distance makes, where that was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<Likelihood>,
    /// How the cut moves with the number of students searched, where that was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gallery: Option<GallerySize>,
}

impl Threshold {
    /// The same rates for a search among this many students. `contradict` compares two faces and stays; the
    /// others don't go beyond it.
    #[must_use]
    pub fn for_gallery(&self, students: usize) -> Self {
        let shift = self.gallery.map_or(0.0, |gallery| gallery.shift(students));
        let moved = |cut: Distance| Distance((cut.0 + shift).clamp(0.0, self.contradict.0.max(cut.0)));
        let odds = |was: Likelihood| Likelihood { intercept: was.intercept - was.slope * shift, ..was };
        Self {
            identify: moved(self.identify),
            review: moved(self.review),
            likelihood: self.likelihood.map(odds),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn threshold() -> Threshold {
        Threshold {
            model: ModelId::new("m"),
            identify: Distance(1.1),
            review: Distance(1.16),
            margin: 0.03,
            contradict: Distance(1.2),
            calibration: String::new(),
            likelihood: Some(Likelihood { intercept: 40.0, slope: -36.0 }),
            gallery: Some(GallerySize { students: 30.0, tenfold: 0.06 }),
        }
    }

    #[test]
    fn ten_times_the_students_ask_for_one_step_less() {
        let (same, more) = (threshold().for_gallery(30), threshold().for_gallery(300));
        assert_eq!(same, threshold());
        assert!((more.identify.0 - 1.04).abs() < 1e-6 && (more.review.0 - 1.10).abs() < 1e-6, "{more:?}");
        let sure = |one: &Threshold| one.likelihood.expect("has one").probability(one.identify);
        assert!((sure(&more) - sure(&same)).abs() < 1e-4, "as sure at the threshold as before");
    }

    #[test]
    fn few_students_never_widen_it_beyond_what_contradicts() {
        let one = threshold().for_gallery(1);
        assert!((one.identify.0 - (1.1 + 0.06 * 30f32.log10())).abs() < 1e-6, "{one:?}");
        assert_eq!(one.review, Distance(1.2));
        assert_eq!(threshold().for_gallery(0), one, "an empty gallery is no division by zero");
    }

    #[test]
    fn without_a_measurement_nothing_moves() {
        let fixed = Threshold { gallery: None, ..threshold() };
        assert_eq!(fixed.for_gallery(1000), fixed);
    }
}
