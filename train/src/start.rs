//! Where training starts: the directions in which the training faces differ most (principal components), so that
//! an untrained head already compares faces nearly as the frozen model does.
//!
//! The components are found by orthogonal iteration (Golub and Van Loan, Matrix Computations, section 8.2.4) on
//! the second moment of the vectors; these are centred already, so no mean is subtracted. Directions that no
//! training face has are filled up by chance. A basis of the space is enough: distances do not depend on which.

use muster_domain::dot;

use crate::random::Chance;
use crate::vector::{add_scaled, unit};

/// Rounds of the iteration. Neighbouring components need not be told apart exactly.
const ROUNDS: usize = 30;
/// Added to every direction's variance, as a share of the mean variance, so that none is ever lost.
const FLOOR: f32 = 1e-3;

/// `outputs` orthonormal rows (at most as many as a vector has numbers).
pub(crate) fn components(vectors: &[&[f32]], outputs: usize, chance: &mut Chance) -> Vec<Vec<f32>> {
    let inputs = vectors.first().map_or(0, |first| first.len());
    let mut rows: Vec<Vec<f32>> =
        (0..outputs.min(inputs)).map(|_| (0..inputs).map(|_| chance.signed()).collect()).collect();
    orthonormalise(&mut rows);
    let energy: f32 = vectors.iter().map(|vector| dot(vector, vector)).sum();
    let floor = FLOOR * energy / inputs.max(1) as f32;
    for _ in 0..ROUNDS {
        for row in &mut rows {
            let mut next = vec![0.0; inputs];
            for vector in vectors {
                add_scaled(&mut next, dot(vector, row), vector);
            }
            add_scaled(&mut next, floor, row);
            *row = next;
        }
        orthonormalise(&mut rows);
    }
    rows
}

/// Gram and Schmidt's procedure, each row twice: once is not enough in single precision.
fn orthonormalise(rows: &mut [Vec<f32>]) {
    for at in 0..rows.len() {
        let (before, rest) = rows.split_at_mut(at);
        let mut row = unit(std::mem::take(&mut rest[0])).0;
        for _ in 0..2 {
            for other in before.iter() {
                let along = dot(&row, other);
                add_scaled(&mut row, -along, other);
            }
            row = unit(row).0;
        }
        rest[0] = row;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_orthonormal_and_span_the_directions_of_most_variance() {
        let mut chance = Chance::new(1, 0);
        // Variance 1 in numbers 1 and 4, next to none elsewhere.
        let strength = [0.01, 1.0, 0.01, 0.01, 1.0, 0.01];
        let vectors: Vec<Vec<f32>> =
            (0..200).map(|_| strength.iter().map(|strength| strength * chance.signed()).collect()).collect();
        let views: Vec<&[f32]> = vectors.iter().map(Vec::as_slice).collect();
        let rows = components(&views, 2, &mut chance);
        for row in &rows {
            let inside = row[1] * row[1] + row[4] * row[4];
            assert!((dot(row, row) - 1.0).abs() < 1e-5 && inside > 0.999, "{row:?}");
        }
        assert!(dot(&rows[0], &rows[1]).abs() < 1e-5);
    }

    /// Fewer faces than rows: the rest still has to be orthonormal, not zero or NaN.
    #[test]
    fn directions_without_faces_are_filled_up() {
        let rows = components(&[&[1.0, 0.0, 0.0, 0.0]], 3, &mut Chance::new(1, 0));
        assert!(rows[0][0].abs() > 0.999);
        for (at, row) in rows.iter().enumerate() {
            assert!((dot(row, row) - 1.0).abs() < 1e-5);
            assert!(rows[..at].iter().all(|other| dot(row, other).abs() < 1e-4));
        }
    }
}
