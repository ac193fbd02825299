//! How wide the columns of a printed table are.

/// What a column asks for, in points, the space beside its text included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Wanted {
    /// So wide that no word has to be broken.
    pub(super) least: f32,
    /// So wide that no cell has to be wrapped; not below `least`.
    pub(super) most: f32,
}

/// A width for each column, together no more than `available`.
///
/// Every column gets what it asks for where that fits. Else those that ask for little keep it and the others come down
/// to one width, but not so far that a word breaks. Where not even whole words fit, they come down further.
pub(super) fn widths(wanted: &[Wanted], available: f32) -> Vec<f32> {
    let least: f32 = wanted.iter().map(|column| column.least).sum();
    if least <= available {
        levelled(wanted, available)
    } else {
        let broken: Vec<Wanted> =
            wanted.iter().map(|column| Wanted { least: 0.0, most: column.least }).collect();
        levelled(&broken, available)
    }
}

/// Cuts down to the one level at which all fit, or to `least` where that is more; least widths must fit together.
fn levelled(wanted: &[Wanted], available: f32) -> Vec<f32> {
    let at = |level: f32| wanted.iter().map(move |column| column.most.min(level).max(column.least));
    let (mut low, mut high) = (0.0, wanted.iter().map(|column| column.most).fold(0.0, f32::max));
    if at(high).sum::<f32>() <= available {
        return at(high).collect();
    }
    // Halving some pages' width so often comes below the resolution of an `f32`.
    for _ in 0..48 {
        let middle = f32::midpoint(low, high);
        if at(middle).sum::<f32>() <= available { low = middle } else { high = middle }
    }
    at(low).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wanted(pairs: &[(f32, f32)]) -> Vec<Wanted> {
        pairs.iter().map(|(least, more)| Wanted { least: *least, most: least + more }).collect()
    }

    #[test]
    fn a_long_word_takes_nothing_from_narrow_columns() {
        let widths = widths(&wanted(&[(20.0, 0.0), (5_000.0, 0.0), (30.0, 5.0)]), 100.0);
        let close = widths.iter().zip([20.0, 50.0, 30.0]).all(|(width, right)| (width - right).abs() < 0.01);
        assert!(close, "{widths:?}");
    }

    #[test]
    fn remarks_wrap_before_names_do() {
        let widths = widths(&wanted(&[(20.0, 20.0), (40.0, 400.0)]), 200.0);
        assert!((widths[0] - 40.0).abs() < 0.01 && (widths[1] - 160.0).abs() < 0.01, "{widths:?}");
    }

    proptest! {
        #[test]
        fn columns_fit_and_none_vanishes(
            pairs in prop::collection::vec((8.0_f32..3_000.0, 0.0_f32..30_000.0), 1..24),
            available in 400.0_f32..800.0,
        ) {
            let wanted = wanted(&pairs);
            let widths = widths(&wanted, available);
            prop_assert!(widths.iter().sum::<f32>() <= available * 1.0001, "{widths:?}");
            for (width, column) in widths.iter().zip(&wanted) {
                prop_assert!(*width >= 7.99 && *width <= column.most + 0.001, "{widths:?}");
            }
        }
    }
}
