//! A secret rotation, as rounds of turns in planes.
//!
//! Each round pairs all coordinates at random and turns each pair by a random angle: Kac's walk, whose outcome comes near
//! to a rotation drawn evenly from all of them within about log n rounds of n/2 turns (Pillai and Smith, "Kac's walk on
//! n-sphere mixes in n log n steps", Annals of Applied Probability 27, 2017). It works for vectors of any length, needs no
//! matrix, and is undone by turning back in the opposite order.

use std::f64::consts::TAU;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng as _, SeedableRng as _};
use muster_domain::{FaceTemplate, TemplateError};

/// Rounds for each doubling of the length.
const ROUNDS: u32 = 2;

/// A turn of two coordinates.
struct Turn {
    one: usize,
    other: usize,
    cos: f64,
    sin: f64,
}

/// A rotation of vectors of one length.
pub struct Rotation {
    dimension: usize,
    rounds: Vec<Vec<Turn>>,
}

impl Rotation {
    /// The rotation that belongs to a secret, for vectors of `dimension` numbers. The same for the same two, for ever:
    /// what was stored under it is read by it.
    pub fn new(secret: [u8; 32], dimension: usize) -> Self {
        let mut random = ChaCha20Rng::from_seed(secret);
        let rounds = ROUNDS * dimension.next_power_of_two().trailing_zeros();
        Self { dimension, rounds: (0..rounds).map(|_| round(&mut random, dimension)).collect() }
    }

    /// The template, turned.
    ///
    /// # Errors
    /// [`TemplateError::DifferentModels`] for a template of another length.
    pub fn turn(&self, template: &FaceTemplate) -> Result<FaceTemplate, TemplateError> {
        self.applied(template, |vector| {
            for turn in self.rounds.iter().flatten() {
                turn.apply(vector, turn.sin);
            }
        })
    }

    /// The template that was turned into this one, to within rounding (about 1e-7 of its length).
    ///
    /// # Errors
    /// As [`Rotation::turn`].
    pub fn turn_back(&self, template: &FaceTemplate) -> Result<FaceTemplate, TemplateError> {
        self.applied(template, |vector| {
            for turn in self.rounds.iter().rev().flatten() {
                turn.apply(vector, -turn.sin);
            }
        })
    }

    fn applied(
        &self,
        template: &FaceTemplate,
        turn: impl FnOnce(&mut [f64]),
    ) -> Result<FaceTemplate, TemplateError> {
        let model = template.model().clone();
        if template.vector().len() != self.dimension {
            return Err(TemplateError::DifferentModels { left: model.clone(), right: model });
        }
        let mut vector: Vec<f64> = template.vector().iter().map(|value| f64::from(*value)).collect();
        turn(&mut vector);
        FaceTemplate::new(model, vector.into_iter().map(|value| value as f32).collect())
    }
}

impl Turn {
    fn apply(&self, vector: &mut [f64], sin: f64) {
        let (x, y) = (vector[self.one], vector[self.other]);
        vector[self.one] = self.cos * x - sin * y;
        vector[self.other] = sin * x + self.cos * y;
    }
}

/// All coordinates in random pairs, each with a random angle; of an odd number one rests.
fn round(random: &mut ChaCha20Rng, dimension: usize) -> Vec<Turn> {
    let mut order: Vec<usize> = (0..dimension).collect();
    for last in (1..dimension).rev() {
        order.swap(last, below(random, last as u64 + 1) as usize);
    }
    let turn = |pair: &[usize], random: &mut ChaCha20Rng| {
        let (sin, cos) = (TAU * unit(random)).sin_cos();
        Turn { one: pair[0], other: pair[1], cos, sin }
    };
    order.chunks_exact(2).map(|pair| turn(pair, random)).collect()
}

/// Evenly from 0 up to and without 1, with 53 bits.
fn unit(random: &mut ChaCha20Rng) -> f64 {
    (random.next_u64() >> 11) as f64 / (1u64 << 53) as f64
}

/// Evenly below `end`: draws that would favour small numbers are drawn again.
fn below(random: &mut ChaCha20Rng, end: u64) -> u64 {
    let fair = u64::MAX - u64::MAX % end;
    loop {
        let drawn = random.next_u64();
        if drawn < fair {
            return drawn % end;
        }
    }
}

#[cfg(test)]
mod tests {
    use muster_domain::ModelId;
    use proptest::prelude::*;

    use super::*;

    fn template(values: &[f32]) -> FaceTemplate {
        FaceTemplate::new(ModelId::new("m"), values.to_vec()).expect("a direction")
    }

    fn score(one: &FaceTemplate, other: &FaceTemplate) -> f32 {
        one.score(other).expect("one model").0
    }

    fn axis(at: usize, dimension: usize) -> FaceTemplate {
        let mut values = vec![0.0; dimension];
        values[at] = 1.0;
        template(&values)
    }

    proptest! {
        /// Nobody is recognised otherwise: angles stay, and turning back gives the template again. Of any length, odd
        /// ones and 1 too.
        #[test]
        fn angles_stay_and_turning_back_undoes(
            secret in any::<[u8; 32]>(),
            (one, other) in (1usize..70).prop_flat_map(|n| {
                let vector = || proptest::collection::vec(-1.0f32..1.0, n).prop_map(|mut v| { v[0] += 2.0; v });
                (vector(), vector())
            }),
        ) {
            let rotation = Rotation::new(secret, one.len());
            let (one, other) = (template(&one), template(&other));
            let (turned, with) = (rotation.turn(&one).expect("fits"), rotation.turn(&other).expect("fits"));
            prop_assert!((score(&turned, &with) - score(&one, &other)).abs() < 1e-5);
            let back = rotation.turn_back(&turned).expect("fits");
            for (found, was) in back.vector().iter().zip(one.vector()) {
                prop_assert!((found - was).abs() < 1e-6);
            }
        }
    }

    /// A stored template is useless once its rotation is another one, so this may never change. The figures are those of
    /// another implementation, `testdata/protection/rotation.py`.
    #[test]
    fn the_rotation_of_a_secret_is_fixed() {
        let near = |secret: u8, from: &[f32], expected: &[f32]| {
            let turned = Rotation::new([secret; 32], from.len()).turn(&template(from)).expect("fits");
            for (found, expected) in turned.vector().iter().zip(expected) {
                assert!((found - expected).abs() < 1e-6, "{:?}", turned.vector());
            }
        };
        near(7, &[1.0, 2.0, 3.0, 4.0], &[0.264_135_4, -0.014_349_5, 0.669_101, -0.694_500_2]);
        let odd = [-0.323_270_6, -0.395_238, -0.501_322_3, 0.435_629_9, -0.546_063_7];
        near(9, &[1.0, 2.0, 3.0, 4.0, 5.0], &odd);
    }

    /// Protects the mixing: every axis ends up spread over all coordinates, and no coordinate says where it came from.
    /// For an even rotation of 128 coordinates each squared coordinate is 1/128 in the mean.
    #[test]
    fn each_axis_is_spread_over_all_coordinates() {
        const N: usize = 128;
        let mut mean = vec![0.0f64; N];
        let mut largest = 0.0f64;
        for secret in 0..64u8 {
            let rotation = Rotation::new([secret; 32], N);
            let turned = rotation.turn(&axis(usize::from(secret), N)).expect("fits");
            for (sum, value) in mean.iter_mut().zip(turned.vector()) {
                let square = f64::from(*value).powi(2);
                *sum += square / 64.0;
                largest = largest.max(square);
            }
        }
        // 64 draws of a squared coordinate with mean 1/128 and deviation 1.4/128: the mean's deviation is 0.18/128.
        assert!(mean.iter().all(|mean| (0.25 / 128.0..2.2 / 128.0).contains(mean)), "{mean:?}");
        assert!(largest < 0.25, "an axis is still nearly one: {largest}");
    }

    /// What two schools keep of one person are two strangers.
    #[test]
    fn two_secrets_make_strangers_of_one_template() {
        let one = template(&(0..512).map(|i| (i as f32).sin()).collect::<Vec<_>>());
        for secret in 0..20u8 {
            let [here, there] =
                [secret, secret + 100].map(|s| Rotation::new([s; 32], 512).turn(&one).expect("fits"));
            // A cosine of random directions in 512 dimensions has a deviation of 0.044.
            assert!(score(&here, &there).abs() < 0.2, "secret {secret}: {}", score(&here, &there));
        }
    }

    #[test]
    fn another_length_is_refused() {
        assert!(Rotation::new([1; 32], 3).turn(&template(&[1.0, 2.0])).is_err());
    }
}
