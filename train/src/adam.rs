//! Adam (Kingma and Ba 2015, algorithm 1), with the pull towards the start of Li et al. 2018 ("L2-SP") decoupled
//! from the gradient as in `AdamW` (Loshchilov and Hutter 2019): a head that has seen few people stays near the
//! frozen model.

/// Decay of the running mean of gradients.
const FIRST: f32 = 0.9;
/// Decay of the running mean of squared gradients.
const SECOND: f32 = 0.999;
const EPSILON: f32 = 1e-8;

/// The state of the optimiser.
pub(crate) struct Adam {
    rate: f32,
    pull: f32,
    start: Vec<f32>,
    first: Vec<f32>,
    second: Vec<f32>,
    /// Running products of the decays.
    left: (f32, f32),
}

impl Adam {
    /// For weights that are now `start`. `rate` is the step size; `pull` the share of the way back to the start
    /// that is gone each step, divided by the rate.
    pub(crate) fn new(rate: f32, pull: f32, start: &[f32]) -> Self {
        let zeros = vec![0.0; start.len()];
        Self { rate, pull, start: start.to_vec(), first: zeros.clone(), second: zeros, left: (1.0, 1.0) }
    }

    /// Moves the weights one step down the gradient.
    pub(crate) fn step(&mut self, weights: &mut [f32], gradient: &[f32]) {
        self.left = (self.left.0 * FIRST, self.left.1 * SECOND);
        let (first_scale, second_scale) = (1.0 / (1.0 - self.left.0), 1.0 / (1.0 - self.left.1));
        let moments = self.first.iter_mut().zip(&mut self.second);
        for (((weight, slope), start), (first, second)) in
            weights.iter_mut().zip(gradient).zip(&self.start).zip(moments)
        {
            *first = FIRST * *first + (1.0 - FIRST) * slope;
            *second = SECOND * *second + (1.0 - SECOND) * slope * slope;
            let step = *first * first_scale / ((*second * second_scale).sqrt() + EPSILON);
            *weight -= self.rate * (step + self.pull * (*weight - start));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first step is the rate times the gradient's sign; the second was worked out by hand from the paper.
    #[test]
    fn steps_are_those_of_the_paper() {
        let mut adam = Adam::new(0.1, 0.0, &[1.0, 1.0]);
        let mut weights = vec![1.0, 1.0];
        adam.step(&mut weights, &[0.5, -2.0]);
        assert!((weights[0] - 0.9).abs() < 1e-6 && (weights[1] - 1.1).abs() < 1e-6, "{weights:?}");
        adam.step(&mut weights, &[-0.5, -2.0]);
        // First moments: (0.9 * 0.05 - 0.05) / 0.19 = -0.026316; second: 0.25, root 0.5.
        assert!((weights[0] - (0.9 + 0.1 * 0.026_316 / 0.5)).abs() < 1e-5, "{weights:?}");
        assert!((weights[1] - 1.2).abs() < 1e-5, "{weights:?}");
    }

    #[test]
    fn without_a_gradient_weights_go_back_to_the_start() {
        let mut adam = Adam::new(0.1, 1.0, &[1.0]);
        let mut weights = vec![2.0];
        adam.step(&mut weights, &[0.0]);
        assert!((weights[0] - 1.9).abs() < 1e-6, "{weights:?}");
    }
}
