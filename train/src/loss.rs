//! The triplet loss with semi-hard negatives (Schroff et al. 2015, equations 2 and 4), and its gradient.
//!
//! For an anchor a, a positive p of the same person and a negative n of another: `max(0, |a-p|^2 - |a-n|^2 + m)`
//! over unit vectors. Every pair of one person in a batch makes one triplet. Its negative is the nearest of those
//! that are further off than the positive but within the margin; when none is, the pair costs nothing as long as
//! no negative is nearer than the positive, else the farthest of the nearer ones is taken, the rule of
//! TensorFlow's `triplet_semihard_loss`: the very nearest ones make a training collapse.

use muster_domain::dot;

use crate::vector::{Projection, add_scaled, unit};

/// A training example.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Example<'a> {
    /// Whose face, as a number.
    pub(crate) person: usize,
    /// Which picture of this person: two templates of one picture are no pair to learn from.
    pub(crate) picture: usize,
    /// The base model's centred unit vector.
    pub(crate) vector: &'a [f32],
}

/// Places in the batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Triplet {
    anchor: usize,
    positive: usize,
    negative: usize,
}

/// The mean loss over all pairs of one person, and the gradient of the projection's weights (in their order).
/// `None` when the batch has no such pair with someone else beside it.
pub(crate) fn loss(projection: &Projection, batch: &[Example<'_>], margin: f32) -> Option<(f32, Vec<f32>)> {
    let (points, lengths): (Vec<Vec<f32>>, Vec<f32>) =
        batch.iter().map(|one| unit(projection.apply(one.vector))).unzip();
    let squared: Vec<Vec<f32>> =
        points.iter().map(|a| points.iter().map(|b| 2.0 - 2.0 * dot(a, b)).collect()).collect();
    let (triplets, pairs) = mine(batch, &squared, margin);
    if pairs == 0 {
        return None;
    }
    let share = 1.0 / pairs as f32;
    let mut total = 0.0;
    let mut slopes = vec![vec![0.0f32; projection.outputs]; batch.len()];
    for Triplet { anchor: a, positive: p, negative: n } in triplets {
        let loss = squared[a][p] - squared[a][n] + margin;
        if loss <= 0.0 {
            continue;
        }
        total += loss * share;
        for (of, plus, minus) in [(a, n, p), (p, p, a), (n, a, n)] {
            add_scaled(&mut slopes[of], 2.0 * share, &points[plus]);
            add_scaled(&mut slopes[of], -2.0 * share, &points[minus]);
        }
    }
    let mut gradient = vec![0.0; projection.weights.len()];
    for (((one, point), length), slope) in batch.iter().zip(&points).zip(&lengths).zip(&mut slopes) {
        if *length <= 1e-12 {
            continue;
        }
        // Through the scaling to length 1: only what is across the vector counts.
        let along = dot(slope, point);
        add_scaled(slope, -along, point);
        for value in slope.iter_mut() {
            *value /= length;
        }
        projection.add_gradient(&mut gradient, one.vector, slope);
    }
    Some((total, gradient))
}

/// The triplets that may cost something, and how many pairs there were.
fn mine(batch: &[Example<'_>], squared: &[Vec<f32>], margin: f32) -> (Vec<Triplet>, usize) {
    let (mut triplets, mut pairs) = (Vec::new(), 0);
    for (anchor, own) in batch.iter().enumerate() {
        for (positive, other) in batch.iter().enumerate() {
            if own.person != other.person || own.picture == other.picture {
                continue;
            }
            let others = || (0..batch.len()).filter(|at| batch[*at].person != own.person);
            pairs += usize::from(others().next().is_some());
            let negative = negative(&squared[anchor], others, squared[anchor][positive], margin);
            triplets.extend(negative.map(|negative| Triplet { anchor, positive, negative }));
        }
    }
    (triplets, pairs)
}

/// The negative for a positive at that squared distance from the anchor.
fn negative<I: Iterator<Item = usize>>(
    distances: &[f32],
    others: impl Fn() -> I,
    positive: f32,
    margin: f32,
) -> Option<usize> {
    let order = |a: &usize, b: &usize| distances[*a].total_cmp(&distances[*b]);
    let nearest_beyond = others().filter(|at| distances[*at] > positive).min_by(order);
    let farthest_within = || others().filter(|at| distances[*at] <= positive).max_by(order);
    match nearest_beyond {
        Some(at) if distances[at] < positive + margin => Some(at),
        _ => farthest_within(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Chance;

    fn example(person: usize, picture: usize, vector: &[f32]) -> Example<'_> {
        Example { person, picture, vector }
    }

    /// a=(1,0), p=(0.8,0.6), n=(0.6,0.8): |a-p|^2 = 0.4, |a-n|^2 = 0.8, |p-n|^2 = 0.08. With a margin of 0.5 the
    /// anchor a costs 0.4 - 0.8 + 0.5 = 0.1; the anchor p has only the nearer n: 0.4 - 0.08 + 0.5 = 0.82.
    #[test]
    fn the_loss_is_that_of_numbers_worked_out_by_hand() {
        let projection = Projection::from_rows(&[vec![1.0, 0.0], vec![0.0, 1.0]]);
        let batch = [example(0, 0, &[1.0, 0.0]), example(0, 1, &[0.8, 0.6]), example(1, 0, &[0.6, 0.8])];
        let (value, _) = loss(&projection, &batch, 0.5).expect("one pair, both ways");
        assert!((value - 0.46).abs() < 1e-6, "{value}");
        let (value, _) = loss(&projection, &batch, 0.3).expect("one pair, both ways");
        assert!((value - 0.31).abs() < 1e-6, "the anchor a is satisfied with a smaller margin: {value}");
    }

    /// One pair with a tangent that can be followed by hand: anchor (1,0), positive (0,1), negative (0,-1):
    /// both are at a squared distance of 2, so the "nearer" rule takes the negative, and the loss is the margin.
    /// The anchor turns towards the positive: its slope is 2(n-p) = (0,-4), all of it across the anchor.
    #[test]
    fn the_gradient_is_that_of_numbers_worked_out_by_hand() {
        let projection = Projection::from_rows(&[vec![1.0, 0.0], vec![0.0, 1.0]]);
        let batch = [example(0, 0, &[1.0, 0.0]), example(0, 1, &[0.0, 1.0]), example(1, 0, &[0.0, -1.0])];
        let (value, gradient) = loss(&projection, &batch, 0.25).expect("one pair, both ways");
        // The anchor p has its negative at 4: satisfied. Half of one triplet: slopes a (0,-2), p (-1,1), n (1,1);
        // across: a (0,-2), p (-1,0), n (1,0). By input: x of a: (0,-2); y of p minus y of n: (-1,0) - (1,0).
        assert!((value - 0.125).abs() < 1e-6, "{value}");
        let expected = [0.0, -2.0, -2.0, 0.0];
        assert!(gradient.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6), "{gradient:?}");
    }

    /// Central differences of the loss over every weight, at a place where no triplet changes.
    #[test]
    fn the_gradient_is_the_slope_of_the_loss() {
        let mut chance = Chance::new(3, 0);
        let vectors: Vec<Vec<f32>> =
            (0..12).map(|_| unit((0..6).map(|_| chance.signed()).collect()).0).collect();
        let batch: Vec<Example<'_>> =
            vectors.iter().enumerate().map(|(at, vector)| example(at % 4, at / 4, vector)).collect();
        let rows: Vec<Vec<f32>> = (0..3).map(|_| (0..6).map(|_| chance.signed()).collect()).collect();
        let projection = Projection::from_rows(&rows);
        let (value, gradient) = loss(&projection, &batch, 0.2).expect("pairs");
        assert!(value > 0.1, "something to learn: {value}");
        let step = 1e-3;
        for (at, expected) in gradient.iter().enumerate() {
            let moved = |by: f32| {
                let mut other = projection.clone();
                other.weights[at] += by;
                loss(&other, &batch, 0.2).expect("pairs").0
            };
            let slope = (moved(step) - moved(-step)) / (2.0 * step);
            assert!((slope - expected).abs() < 4e-3, "weight {at}: {slope} {expected}");
        }
    }

    #[test]
    fn negatives_are_semi_hard_first() {
        let negative = |distances: &[f32]| negative(distances, || 0..distances.len(), 1.0, 0.2);
        assert_eq!(negative(&[0.4, 1.15, 1.05, 3.0]), Some(2), "the nearest beyond the positive");
        assert_eq!(negative(&[0.4, 0.9, 1.3]), Some(1), "none in the margin: the farthest within");
        assert_eq!(negative(&[1.3, 2.0]), None, "all far off: nothing to learn");
    }

    #[test]
    fn two_templates_of_one_picture_are_no_pair() {
        let projection = Projection::from_rows(&[vec![1.0, 0.0]]);
        let batch = [example(0, 0, &[1.0, 0.0]), example(0, 0, &[0.8, 0.6]), example(1, 0, &[0.6, 0.8])];
        assert_eq!(loss(&projection, &batch, 0.2), None);
        assert_eq!(loss(&projection, &batch[..1], 0.2), None);
    }
}
