//! Chance from a seed: `ChaCha8`, whose numbers are the same on every machine and in every release.

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng as _, SeedableRng as _};

/// A source of chance.
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    /// The numbers of a seed; each `purpose` has numbers of its own, so that one does not move the others.
    pub(crate) fn new(seed: u64, purpose: u64) -> Self {
        let mut key = [0u8; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&purpose.to_le_bytes());
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A whole number from 0 to below `bound` (above 0), all equally likely to within 2^-32 or so.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.0.next_u64()) * bound as u128) >> 64) as usize
    }

    /// Puts things into an order of chance (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }

    /// A number from -1 to 1, all equally likely.
    pub(crate) fn signed(&mut self) -> f32 {
        (self.0.next_u32() >> 8) as f32 / 8_388_608.0 - 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A changed order would silently change every head that a seed names.
    #[test]
    fn a_seed_gives_the_same_order_always_and_another_seed_another() {
        let order = |seed, purpose| {
            let mut things: Vec<u8> = (0..20).collect();
            Chance::new(seed, purpose).shuffle(&mut things);
            things
        };
        assert_eq!(order(1, 0), order(1, 0));
        assert!(order(1, 0) != order(2, 0) && order(1, 0) != order(1, 1));
        let mut sorted = order(1, 0);
        sorted.sort_unstable();
        assert_eq!(sorted, (0..20).collect::<Vec<u8>>(), "nothing is lost or doubled");
    }

    #[test]
    fn numbers_stay_in_their_range_and_lean_to_no_side() {
        let mut chance = Chance::new(7, 0);
        let drawn: Vec<f32> = (0..4000).map(|_| chance.signed()).collect();
        assert!(drawn.iter().all(|value| (-1.0..=1.0).contains(value)));
        assert!((drawn.iter().sum::<f32>() / 4000.0).abs() < 0.05);
    }
}
