//! The few operations on rows of numbers that training needs, each in a fixed order.
//!
//! No sum is split by the length of a vector register or a number of threads, so results do not depend on the
//! machine. Long sums run over columns (`add_scaled`), which a compiler may run side by side all the same.

use muster_domain::dot;

/// `sum += factor * row`, number by number.
pub(crate) fn add_scaled(sum: &mut [f32], factor: f32, row: &[f32]) {
    for (sum, value) in sum.iter_mut().zip(row) {
        *sum += factor * value;
    }
}

/// The vector scaled to length 1, and the length that it had; as it is when that is next to nothing.
pub(crate) fn unit(mut vector: Vec<f32>) -> (Vec<f32>, f32) {
    let length = dot(&vector, &vector).sqrt();
    if length > 1e-12 {
        for value in &mut vector {
            *value /= length;
        }
    }
    (vector, length)
}

/// A projection from `inputs` to `outputs` numbers. It is kept by input: for each number that goes in, the
/// `outputs` weights that it has.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Projection {
    pub(crate) outputs: usize,
    pub(crate) weights: Vec<f32>,
}

impl Projection {
    /// From one row for each number that comes out.
    pub(crate) fn from_rows(rows: &[Vec<f32>]) -> Self {
        let (outputs, inputs) = (rows.len(), rows.first().map_or(0, Vec::len));
        let weights = (0..inputs).flat_map(|at| rows.iter().map(move |row| row[at])).collect();
        Self { outputs, weights }
    }

    /// One row for each number that comes out.
    pub(crate) fn rows(&self) -> Vec<Vec<f32>> {
        let row = |out: usize| self.weights.iter().skip(out).step_by(self.outputs).copied().collect();
        (0..self.outputs).map(row).collect()
    }

    /// What comes out.
    pub(crate) fn apply(&self, vector: &[f32]) -> Vec<f32> {
        let mut sum = vec![0.0; self.outputs];
        for (value, weights) in vector.iter().zip(self.weights.chunks_exact(self.outputs)) {
            add_scaled(&mut sum, *value, weights);
        }
        sum
    }

    /// Adds one vector's share to the gradient of the weights: `gradient` is that of what came out.
    pub(crate) fn add_gradient(&self, sum: &mut [f32], vector: &[f32], gradient: &[f32]) {
        for (value, sum) in vector.iter().zip(sum.chunks_exact_mut(self.outputs)) {
            add_scaled(sum, *value, gradient);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_projection_keeps_its_rows_and_multiplies_by_them() {
        let rows = vec![vec![1.0, 2.0, 0.0], vec![0.0, -1.0, 0.5]];
        let projection = Projection::from_rows(&rows);
        assert_eq!(projection.rows(), rows);
        assert_eq!(projection.apply(&[1.0, 1.0, 4.0]), [3.0, 1.0]);
    }
}
