//! Error rates over all thresholds, from the distances of mated and of non-mated comparisons.

use serde::Serialize;

use crate::Rate;

/// Points that a plotted curve is reduced to.
const PLOTTED: usize = 240;

/// Distances of comparisons, in rising order. An infinite distance is a comparison that no threshold accepts:
/// a face that was not found, or a search whose nearest student is someone else.
///
/// For verification the rates are FMR and FNMR; for a search over a gallery the same arithmetic gives FPIR and
/// FNIR (ISO/IEC 19795-1).
#[derive(Clone, Debug, Default)]
pub struct Curve {
    mated: Vec<f32>,
    non_mated: Vec<f32>,
}

/// One threshold and both its error rates.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Point {
    /// Up to this Euclidean distance two faces count as one person.
    pub distance: f32,
    /// Share of non-mated comparisons that it accepts.
    pub false_match: f64,
    /// Share of mated comparisons that it refuses.
    pub false_non_match: f64,
}

/// A threshold chosen for a target, and what it does.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Cut {
    /// Which share of non-mated comparisons may be accepted.
    pub target: f64,
    /// The largest distance that keeps to it.
    pub distance: f32,
    /// Non-mated comparisons that are accepted (FMR or FPIR).
    pub false_match: Rate,
    /// Mated comparisons that are refused (FNMR or FNIR).
    pub false_non_match: Rate,
}

impl Curve {
    /// A curve from distances in any order; NaN counts as infinite.
    pub fn new(mated: Vec<f32>, non_mated: Vec<f32>) -> Self {
        let order = |mut distances: Vec<f32>| {
            distances.iter_mut().filter(|d| d.is_nan()).for_each(|d| *d = f32::INFINITY);
            distances.sort_by(f32::total_cmp);
            distances
        };
        Self { mated: order(mated), non_mated: order(non_mated) }
    }

    /// Mated comparisons at most this far apart, of all.
    fn accepted(distances: &[f32], limit: f32) -> usize {
        distances.partition_point(|distance| *distance <= limit)
    }

    /// Non-mated comparisons that the threshold accepts.
    pub fn false_match(&self, limit: f32) -> Rate {
        Rate::new(Self::accepted(&self.non_mated, limit), self.non_mated.len())
    }

    /// Mated comparisons that the threshold refuses.
    pub fn false_non_match(&self, limit: f32) -> Rate {
        Rate::new(self.mated.len() - Self::accepted(&self.mated, limit), self.mated.len())
    }

    /// The largest threshold that accepts at most `target` (0 to 1) of the non-mated comparisons; `None` without
    /// such comparisons, or when so few of them can't show a rate that small: less than one may be accepted.
    pub fn cut(&self, target: f64) -> Option<Cut> {
        let allowed = (target * self.non_mated.len() as f64 + 1e-9).floor() as usize;
        if allowed == 0 {
            return None;
        }
        // Just under the first distance that would be one too many.
        let distance = self.non_mated.get(allowed).map_or(2.0, |next| next.next_down().clamp(0.0, 2.0));
        Some(Cut {
            target,
            distance,
            false_match: self.false_match(distance),
            false_non_match: self.false_non_match(distance),
        })
    }

    /// The threshold with the most right decisions (both kinds counted alike), and these; the middle one of
    /// several that are equally good.
    pub fn most_accurate(&self) -> (f32, Rate) {
        let all = self.mated.len() + self.non_mated.len();
        let limits = self.limits();
        let right = |limit: f32| {
            Self::accepted(&self.mated, limit) + self.non_mated.len() - Self::accepted(&self.non_mated, limit)
        };
        let best = limits.iter().map(|limit| right(*limit)).max().unwrap_or(0);
        let equal: Vec<f32> = limits.into_iter().filter(|limit| right(*limit) == best).collect();
        (equal.get(equal.len() / 2).copied().unwrap_or(0.0), Rate::new(best, all))
    }

    /// The mean of both error rates where they are nearest to each other (equal error rate).
    pub fn equal_error(&self) -> Option<f64> {
        let rates =
            |limit: f32| Some((self.false_match(limit).value()?, self.false_non_match(limit).value()?));
        let gap = |rates: &(f64, f64)| (rates.0 - rates.1).abs();
        let nearest = self.limits().into_iter().filter_map(rates).min_by(|a, b| gap(a).total_cmp(&gap(b)))?;
        Some(f64::midpoint(nearest.0, nearest.1))
    }

    /// Points for a plot: at most a few hundred, dense where false matches are rare.
    pub fn points(&self) -> Vec<Point> {
        let mut limits = self.limits();
        if limits.len() > PLOTTED {
            let step = |at: usize, of: &[f32]| of[(of.len() - 1) * at / (PLOTTED / 3)];
            let mut few: Vec<f32> = Vec::new();
            for at in 0..=PLOTTED / 3 {
                few.extend([step(at, &limits), step(at, self.mated.as_slice())]);
                // Geometric steps through the nearest non-mated comparisons, where thresholds are chosen.
                let share = 10f64.powf(-(at as f64) * 15.0 / PLOTTED as f64);
                few.extend(self.non_mated.get((share * self.non_mated.len() as f64) as usize));
            }
            limits = few.into_iter().filter(|limit| limit.is_finite()).collect();
            limits.sort_by(f32::total_cmp);
            limits.dedup();
        }
        let point = |distance: f32| {
            let (false_match, false_non_match) =
                (self.false_match(distance).value()?, self.false_non_match(distance).value()?);
            Some(Point { distance, false_match, false_non_match })
        };
        limits.into_iter().filter_map(point).collect()
    }

    /// Every threshold that decides differently from the one before: between neighbouring distances.
    fn limits(&self) -> Vec<f32> {
        let mut all: Vec<f32> =
            self.mated.iter().chain(&self.non_mated).copied().filter(|d| d.is_finite()).collect();
        all.sort_by(f32::total_cmp);
        all.dedup();
        let between = all.windows(2).map(|pair| f32::midpoint(pair[0], pair[1])).collect::<Vec<_>>();
        let ends = [all.first().map(|d| d.next_down()), all.last().copied()];
        let mut limits: Vec<f32> = ends.into_iter().flatten().chain(between).collect();
        limits.sort_by(f32::total_cmp);
        if limits.is_empty() { vec![0.0] } else { limits }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn curve() -> Curve {
        Curve::new(vec![0.5, 0.7, 1.1, f32::INFINITY], vec![1.0, 1.2, 1.3, 1.4, f32::NAN])
    }

    #[test]
    fn a_comparison_that_no_threshold_accepts_counts_in_every_rate() {
        assert_eq!(curve().false_non_match(2.0), Rate::new(1, 4));
        assert_eq!(curve().false_match(2.0), Rate::new(4, 5));
    }

    #[test]
    fn a_cut_keeps_to_its_target_and_is_the_largest_that_does() {
        let cut = curve().cut(0.2).expect("one of five may be accepted");
        assert_eq!((cut.false_match, cut.false_non_match), (Rate::new(1, 5), Rate::new(1, 4)));
        assert!(cut.distance < 1.2 && cut.distance > 1.199);
        assert_eq!(curve().cut(0.1), None, "five comparisons can't show a rate of one in ten");
    }

    #[test]
    fn the_most_accurate_threshold_is_in_the_middle_of_its_range() {
        let (distance, right) = curve().most_accurate();
        assert_eq!(right, Rate::new(7, 9));
        assert!((0.7..1.0).contains(&distance) || (1.1..1.2).contains(&distance), "{distance}");
        let apart = Curve::new(vec![0.2, 0.4], vec![1.0, 1.4]);
        assert_eq!(apart.most_accurate(), (0.7, Rate::new(4, 4)));
        assert_eq!(apart.equal_error(), Some(0.0));
    }

    proptest! {
        /// A larger threshold never accepts less, and the plot keeps that order.
        #[test]
        fn rates_are_monotonic(
            mated in prop::collection::vec(0.0f32..2.0, 1..400),
            other in prop::collection::vec(0.0f32..2.0, 1..400),
        ) {
            let points = Curve::new(mated, other).points();
            prop_assert!(!points.is_empty());
            for pair in points.windows(2) {
                prop_assert!(pair[0].false_match <= pair[1].false_match);
                prop_assert!(pair[0].false_non_match >= pair[1].false_non_match);
            }
        }
    }
}
