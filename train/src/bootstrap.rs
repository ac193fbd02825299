//! How far a difference in FNIR may be chance, thresholds included: the bootstrap over people (Efron 1979; for
//! biometrics Bolle, Ratha and Pankanti 2004, who resample people because one person's scores hang together).
//!
//! A paired test on the mated searches alone takes both thresholds as given. They are not: each rests on the few
//! nearest non-mated searches, and a threshold that is off by chance turns many mated searches the same way. So
//! people are drawn again with all their searches, mated and not, and both thresholds are set anew each time.

use crate::random::Chance;
use crate::search::Searched;

/// Draws.
const DRAWS: usize = 2000;
/// Left out on each side.
const TAIL: f64 = 0.025;

/// A search: its owner and its distance, infinite where the wrong student was nearest.
type Search = (usize, f32);

/// Searches in an order that makes a draw one pass.
struct Ordered {
    mated: Vec<Search>,
    /// In rising order of distance.
    non_mated: Vec<Search>,
}

impl Ordered {
    fn new(found: &Searched) -> Self {
        let mated = found.owners.iter().copied().zip(found.distances()).collect();
        let non_mated = found.non_owners.iter().copied().zip(found.searches.non_mated.iter().copied());
        let mut non_mated: Vec<Search> = non_mated.collect();
        non_mated.sort_by(|a, b| a.1.total_cmp(&b.1));
        Self { mated, non_mated }
    }

    /// FNIR at the largest threshold that keeps to the target, with each owner's searches counted `times` over.
    fn false_negative(&self, times: &[u32], target: f64) -> Option<f64> {
        let count =
            |searches: &[Search]| searches.iter().map(|(owner, _)| u64::from(times[*owner])).sum::<u64>();
        let allowed = (target * count(&self.non_mated) as f64 + 1e-9).floor() as u64;
        let mut accepted = 0;
        let beyond = self.non_mated.iter().find(|(owner, _)| {
            accepted += u64::from(times[*owner]);
            accepted > allowed
        });
        let limit = beyond.map_or(f32::INFINITY, |(_, distance)| *distance);
        let missed = self.mated.iter().filter(|(_, distance)| *distance >= limit);
        let missed: u64 = missed.map(|(owner, _)| u64::from(times[*owner])).sum();
        let all = count(&self.mated);
        (all > 0).then(|| missed as f64 / all as f64)
    }
}

/// The 95% interval of the head's FNIR less the frozen model's, both at the target FPIR. Without people, from -1
/// to 1: nothing is known.
pub(crate) fn difference(frozen: &Searched, head: &Searched, target: f64, chance: &mut Chance) -> (f64, f64) {
    let (old, new) = (Ordered::new(frozen), Ordered::new(head));
    let owners = frozen.owners.iter().chain(&frozen.non_owners).max().map_or(0, |last| last + 1);
    let mut differences = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        let mut times = vec![0u32; owners];
        for _ in 0..owners {
            times[chance.below(owners)] += 1;
        }
        let rates = (new.false_negative(&times, target), old.false_negative(&times, target));
        if let (Some(new), Some(old)) = rates {
            differences.push(new - old);
        }
    }
    differences.sort_by(f64::total_cmp);
    let cut = (differences.len() as f64 * TAIL) as usize;
    match (differences.get(cut), differences.iter().rev().nth(cut)) {
        (Some(low), Some(high)) => (*low, *high),
        _ => (-1.0, 1.0),
    }
}

#[cfg(test)]
mod tests {
    use muster_evaluate::rollcall::{Mated, Nearest, Searches};

    use super::*;

    /// 60 people with two mated and eight non-mated searches each, by two functions of the search's number.
    fn searched(mated: impl Fn(usize) -> f32, non_mated: impl Fn(usize) -> f32) -> Searched {
        let one =
            |at: usize| Mated { height: 50.0, nearest: Some(Nearest { distance: mated(at), right: true }) };
        Searched {
            searches: Searches {
                students: 30.0,
                mated: (0..120).map(one).collect(),
                non_mated: (0..480).map(non_mated).collect(),
            },
            owners: (0..120).map(|at| at / 2).collect(),
            non_owners: (0..480).map(|at| at / 8).collect(),
            strangers: Vec::new(),
        }
    }

    /// Spreads numbers evenly over 0 to 1, in no visible order.
    fn spread(at: usize) -> f32 {
        (at as f32 * 0.618_034).fract()
    }

    /// The head's only gain is that five of 480 strangers happen to lie further off: the mated searches are the
    /// same, and a test on those alone would believe it.
    #[test]
    fn a_gain_that_hangs_on_a_few_strangers_is_not_believed() {
        let mated = |at: usize| 0.6 + 0.5 * spread(at);
        let frozen = searched(mated, |at| if at % 96 == 5 { 0.9 } else { 1.0 + 0.4 * spread(at) });
        let head = searched(mated, |at| 1.0 + 0.4 * spread(at));
        let (low, high) = difference(&frozen, &head, 0.01, &mut Chance::new(1, 2));
        assert!(low < -0.1 && high >= 0.0, "{low} {high}");
    }

    #[test]
    fn a_gain_that_most_people_share_is_believed() {
        let non_mated = |at: usize| 1.0 + 0.4 * spread(at);
        let frozen = searched(|at| 0.7 + 0.6 * spread(at), non_mated);
        let head = searched(|at| 0.6 + 0.45 * spread(at), non_mated);
        let (low, high) = difference(&frozen, &head, 0.01, &mut Chance::new(1, 2));
        assert!(-0.7 < low && low < high && high < -0.1, "{low} {high}");
        assert_eq!(difference(&frozen, &frozen, 0.01, &mut Chance::new(1, 2)), (0.0, 0.0));
    }

    /// Counted once each, the rates are those of the plain curve.
    #[test]
    fn a_draw_of_everyone_once_gives_the_plain_rate() {
        let found = searched(|at| 0.7 + 0.6 * spread(at), |at| 1.0 + 0.4 * spread(at));
        let plain = found.searches.curve().cut(0.01).expect("480 searches").false_non_match.value();
        assert_eq!(Ordered::new(&found).false_negative(&[1; 60], 0.01), plain);
    }
}
