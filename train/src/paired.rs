//! Two ways to compare faces, judged on the same searches.

use std::collections::BTreeMap;

use muster_evaluate::curve::Cut;

use crate::TrainError;
use crate::bootstrap;
use crate::random::Chance;
use crate::search::Searched;

/// A difference is believed when chance alone would show one as large this rarely.
const SIGNIFICANT: f64 = 0.05;

/// The frozen model and a head at the same false positive identification rate, on people and sessions that the
/// head never saw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paired {
    /// The frozen model at its own threshold.
    pub frozen: Cut,
    /// The head at its own.
    pub head: Cut,
    /// Mated searches that only the head gets right.
    pub head_only: usize,
    /// Mated searches that only the frozen model gets right.
    pub frozen_only: usize,
    /// [`mcnemar`] of the two.
    pub p: f64,
    /// People for whom the head gets more searches right, and people for whom it gets fewer.
    pub people: (usize, usize),
    /// The 95% interval of the head's FNIR less the frozen model's when people are drawn again and both
    /// thresholds set anew: [`mcnemar`] takes the thresholds as given, and they are estimates too.
    pub interval: (f64, f64),
    /// People in a gallery, on average.
    pub gallery: f64,
}

impl Paired {
    /// Both at their own thresholds for one FPIR.
    ///
    /// # Errors
    /// [`TrainError::TooFewSearches`] when the searches can't show that FPIR.
    pub(crate) fn new(
        frozen: &Searched,
        head: &Searched,
        target: f64,
        gallery: f64,
        chance: &mut Chance,
    ) -> Result<Self, TrainError> {
        let (frozen_cut, head_cut) = (cut(frozen, target)?, cut(head, target)?);
        let (mut head_only, mut frozen_only) = (0, 0);
        let mut balance: BTreeMap<usize, i64> = BTreeMap::new();
        for ((owner, old), new) in frozen.owners.iter().zip(frozen.distances()).zip(head.distances()) {
            let (old, new) = (old <= frozen_cut.distance, new <= head_cut.distance);
            head_only += usize::from(new && !old);
            frozen_only += usize::from(old && !new);
            *balance.entry(*owner).or_default() += i64::from(new) - i64::from(old);
        }
        let people = (
            balance.values().filter(|sum| **sum > 0).count(),
            balance.values().filter(|sum| **sum < 0).count(),
        );
        let p = mcnemar(head_only, frozen_only);
        let interval = bootstrap::difference(frozen, head, target, chance);
        Ok(Self { frozen: frozen_cut, head: head_cut, head_only, frozen_only, p, people, interval, gallery })
    }

    /// The head's FNIR less the frozen model's.
    pub fn difference(&self) -> f64 {
        let rate = |cut: &Cut| cut.false_non_match.value().unwrap_or(1.0);
        rate(&self.head) - rate(&self.frozen)
    }

    /// Whether the head is better, and by more than chance explains: in the searches at these thresholds, and
    /// in the thresholds.
    pub fn is_better(&self) -> bool {
        self.head.false_non_match.hits < self.frozen.false_non_match.hits
            && self.p < SIGNIFICANT
            && self.interval.1 < 0.0
    }
}

fn cut(found: &Searched, target: f64) -> Result<Cut, TrainError> {
    let have = found.searches.non_mated.len();
    let too_few = || TrainError::TooFewSearches { have, need: (1.0 / target).ceil() as usize, target };
    found.searches.curve().cut(target).ok_or_else(too_few)
}

/// `McNemar`'s test in its exact form (`McNemar` 1947; Fagerland, Lydersen and Laake 2013): of the cases that only
/// one of two ways gets right, how probable is a share at least this far from a half, if both were equally good?
/// Two-sided, 0 to 1. Cases are taken as independent; several of one person are not quite.
pub fn mcnemar(one: usize, other: usize) -> f64 {
    let (n, fewer) = (one + other, one.min(other));
    // Logarithms: 0.5^n is zero in floating point for a thousand cases.
    let mut term = -(n as f64) * std::f64::consts::LN_2;
    let mut tail = 0.0;
    for k in 0..=fewer {
        tail += term.exp();
        term += ((n - k) as f64 / (k + 1) as f64).ln();
    }
    (2.0 * tail).min(1.0)
}

#[cfg(test)]
mod tests {
    use muster_evaluate::Rate;
    use muster_evaluate::rollcall::{Mated, Nearest, Searches};

    use super::*;

    /// Figures of `SciPy`'s `binomtest(min(b, c), b + c).pvalue`.
    #[test]
    fn the_p_value_is_that_of_the_exact_binomial_test() {
        for (b, c, p) in
            [(0, 0, 1.0), (5, 0, 0.0625), (6, 0, 0.03125), (10, 2, 0.038_574_218_75), (8, 8, 1.0)]
        {
            assert!((mcnemar(b, c) - p).abs() < 1e-12 && (mcnemar(c, b) - p).abs() < 1e-12, "{b} {c}");
        }
        assert!(mcnemar(1600, 1400) > 2e-4 && mcnemar(1600, 1400) < 4e-4, "{}", mcnemar(1600, 1400));
    }

    fn searched(distances: &[(f32, bool)], non_mated: &[f32]) -> Searched {
        let mated = |(distance, right): &(f32, bool)| Mated {
            height: 50.0,
            nearest: Some(Nearest { distance: *distance, right: *right }),
        };
        Searched {
            searches: Searches {
                students: 30.0,
                mated: distances.iter().map(mated).collect(),
                non_mated: non_mated.to_vec(),
            },
            owners: (0..distances.len()).map(|at| at / 2).collect(),
            non_owners: (0..non_mated.len()).collect(),
            strangers: Vec::new(),
        }
    }

    /// Each has its own threshold at the same rate of false positives: a scale is no merit.
    #[test]
    fn both_are_held_to_the_same_false_positives() {
        let frozen = searched(&[(0.5, true), (1.5, true), (0.9, false), (0.8, true)], &[1.0, 1.1]);
        let head = searched(&[(0.05, true), (0.08, true), (0.09, false), (0.15, true)], &[0.1, 0.11]);
        let paired =
            Paired::new(&frozen, &head, 0.5, 2.0, &mut Chance::new(1, 2)).expect("half of two is one");
        assert_eq!((paired.frozen.false_match, paired.head.false_match), (Rate::new(1, 2), Rate::new(1, 2)));
        assert_eq!((paired.head_only, paired.frozen_only, paired.people), (1, 1, (1, 1)));
        assert!(!paired.is_better());
        assert!(Paired::new(&frozen, &head, 0.01, 2.0, &mut Chance::new(1, 2)).is_err());
    }
}
