//! Thresholds and probabilities from labelled searches.

use muster_domain::{GallerySize, Likelihood};
use serde::Serialize;

use crate::curve::Cut;
use crate::rollcall::Searches;

/// Up to this rate a false positive rate is as good as the false match rate times the number of students.
const SMALL_RATE: f64 = 0.1;
/// Steps of Newton's method; it needs fewer than ten where it converges at all.
const STEPS: usize = 50;

/// What labelled searches say about distances.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// Up to this distance a face is identified: the target FPIR.
    pub identify: Cut,
    /// Up to this distance a person should look: ten times the target.
    pub review: Cut,
    /// How sure a distance makes.
    pub likelihood: Likelihood,
    /// For how many students these thresholds are, and how they move with their number.
    pub gallery: Option<GallerySize>,
    /// Mated searches.
    pub mated: usize,
    /// Non-mated searches.
    pub non_mated: usize,
}

/// Why data can't calibrate.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CalibrateError {
    /// Too few searches to show a rate that small.
    #[error(
        "{have} non-mated searches can't show a false positive rate of {target}; at least {needed} are needed: \
         add photos or classes, or choose a larger --target-fpir"
    )]
    TooFew {
        /// How many there are.
        have: usize,
        /// How many would do.
        needed: usize,
        /// The rate.
        target: f64,
    },
    /// No face was found again.
    #[error("no enrolled person's face was found in the class photos, so nothing can be learnt about them")]
    NoMated,
}

/// Thresholds for a target FPIR (0 to 1, above 0), and the probability that the nearest student is right.
///
/// # Errors
/// [`CalibrateError`] when the searches are too few.
pub fn calibrate(searches: &Searches, target: f64) -> Result<Calibration, CalibrateError> {
    let curve = searches.curve();
    let non_mated = searches.non_mated.len();
    let too_few =
        || CalibrateError::TooFew { have: non_mated, needed: (1.0 / target).ceil() as usize, target };
    let identify = curve.cut(target).ok_or_else(too_few)?;
    let review = curve.cut((10.0 * target).min(1.0)).ok_or_else(too_few)?;
    let found = || searches.mated.iter().filter_map(|one| one.nearest);
    let right: Vec<f32> = found().filter(|one| one.right).map(|one| one.distance).collect();
    if right.is_empty() {
        return Err(CalibrateError::NoMated);
    }
    let wrong = found().filter(|one| !one.right).map(|one| one.distance);
    let wrong: Vec<f32> = wrong.chain(searches.non_mated.iter().copied()).filter(|d| d.is_finite()).collect();
    let likelihood = logistic(&right, &wrong);
    let gallery = gallery(searches.students, &identify, &review);
    Ok(Calibration { identify, review, likelihood, gallery, mated: found().count(), non_mated })
}

/// How thresholds move with the number of students, from two whose false positive rates are tenfold apart; `None`
/// where the rates are too large for the straight line that [`GallerySize`] takes them for.
fn gallery(students: f64, identify: &Cut, review: &Cut) -> Option<GallerySize> {
    let tens = (review.target / identify.target).log10() as f32;
    let tenfold = ((review.distance - identify.distance) / tens).max(0.0);
    (review.target <= SMALL_RATE && students >= 1.0)
        .then_some(GallerySize { students: students as f32, tenfold })
}

/// The logistic curve through right and wrong nearest distances: Platt's scaling (Platt 1999) with his smoothed
/// targets, by Newton's method (Lin, Lin and Weng 2007). Both kinds weigh the same in all, so the probability is
/// that of a face about which nothing else is known: as likely a student's as a stranger's.
fn logistic(right: &[f32], wrong: &[f32]) -> Likelihood {
    let (n, m) = (right.len() as f64, wrong.len() as f64);
    let (high, low) = ((n + 1.0) / (n + 2.0), 1.0 / (m + 2.0));
    let samples: Vec<(f64, f64, f64)> = right
        .iter()
        .map(|d| (f64::from(*d), high, 0.5 / n))
        .chain(wrong.iter().map(|d| (f64::from(*d), low, 0.5 / m.max(1.0))))
        .collect();
    let (mut intercept, mut slope) = (0.0f64, 0.0f64);
    for _ in 0..STEPS {
        let (mut gradient, mut curvature) = ([0.0f64; 2], [1e-12f64, 0.0, 1e-12]);
        for (distance, target, weight) in &samples {
            let p = 1.0 / (1.0 + (-(intercept + slope * distance)).exp());
            let (error, spread) = (weight * (target - p), weight * p * (1.0 - p));
            gradient[0] += error;
            gradient[1] += error * distance;
            curvature[0] += spread;
            curvature[1] += spread * distance;
            curvature[2] += spread * distance * distance;
        }
        let determinant = curvature[0] * curvature[2] - curvature[1] * curvature[1];
        let step = [
            (curvature[2] * gradient[0] - curvature[1] * gradient[1]) / determinant,
            (curvature[0] * gradient[1] - curvature[1] * gradient[0]) / determinant,
        ];
        // A step too far on steep data is cut, as in trust-region methods.
        let cut = (20.0 / step[0].hypot(step[1])).min(1.0);
        if !cut.is_finite() {
            break;
        }
        intercept += cut * step[0];
        slope += cut * step[1];
        if step[0].hypot(step[1]) < 1e-9 {
            break;
        }
    }
    Likelihood { intercept: intercept as f32, slope: slope as f32 }
}

#[cfg(test)]
mod tests {
    use muster_domain::Distance;

    use super::*;
    use crate::rollcall::{Mated, Nearest};

    fn searches(non_mated: usize) -> Searches {
        let mated = |at: usize| Mated {
            height: 50.0,
            nearest: Some(Nearest { distance: 0.6 + 0.006 * at as f32, right: true }),
        };
        Searches {
            mated: (0..100).map(mated).collect(),
            non_mated: (0..non_mated).map(|at| 1.1 + 0.4 * at as f32 / non_mated as f32).collect(),
            students: 30.0,
        }
    }

    #[test]
    fn thresholds_keep_to_their_targets() {
        let found = calibrate(&searches(1000), 0.003).expect("enough searches");
        assert_eq!((found.identify.false_match.hits, found.review.false_match.hits), (3, 30));
        assert!(found.identify.distance < found.review.distance);
        let step = found.review.distance - found.identify.distance;
        assert_eq!(found.gallery, Some(GallerySize { students: 30.0, tenfold: step }));
        let wide = calibrate(&searches(1000), 0.02).expect("enough searches");
        assert_eq!(wide.gallery, None, "0.2 is no small rate");
    }

    #[test]
    fn a_rate_that_the_data_cannot_show_is_refused_with_the_number_needed() {
        let error = calibrate(&searches(300), 0.003).expect_err("too few");
        assert_eq!(error, CalibrateError::TooFew { have: 300, needed: 334, target: 0.003 });
        let none = Searches { mated: vec![], ..searches(1000) };
        assert_eq!(calibrate(&none, 0.01), Err(CalibrateError::NoMated));
    }

    #[test]
    fn probability_falls_with_distance_and_is_even_where_the_kinds_meet() {
        let likelihood = calibrate(&searches(1000), 0.003).expect("enough searches").likelihood;
        let p = |distance| likelihood.probability(Distance(distance));
        assert!(p(0.7) > 0.98 && p(1.4) < 0.02, "{} {}", p(0.7), p(1.4));
        assert!((0.2..0.8).contains(&p(1.15)), "{}", p(1.15));
    }

    /// Data without any overlap must not drive the slope to infinity.
    #[test]
    fn separable_data_still_has_a_slope() {
        let found = logistic(&[0.5; 40], &[1.5; 40]);
        assert!(found.intercept.is_finite() && found.slope < 0.0 && found.slope > -60.0, "{found:?}");
    }
}
