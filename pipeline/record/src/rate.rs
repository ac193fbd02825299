//! A rate, always with its n and its interval.

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeStruct as _};

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// How often it happened.
    pub hits: usize,
    /// How often it could have happened.
    pub of: usize,
}

impl Rate {
    /// The 97.5% quantile of the normal distribution: both tails together leave 5%.
    pub const Z: f64 = 1.959_963_984_540_054;

    /// `hits` of `of`.
    pub const fn new(hits: usize, of: usize) -> Self {
        Self { hits, of }
    }

    /// Counts how many of `all` hold.
    pub fn count(all: impl IntoIterator<Item = bool>) -> Self {
        all.into_iter().fold(Self::default(), Self::plus)
    }

    /// With one more chance, taken or not.
    #[must_use]
    pub fn plus(self, hit: bool) -> Self {
        Self { hits: self.hits + usize::from(hit), of: self.of + 1 }
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { hits: self.hits + other.hits, of: self.of + other.of }
    }

    /// The share, 0 to 1; `None` when there was no chance at all.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.hits as f64 / self.of as f64)
    }

    /// The 95% score interval (Wilson 1927). Chances are taken as independent: with several of one person or
    /// photo the true interval is wider.
    pub fn interval(self) -> Option<(f64, f64)> {
        let share = self.value()?;
        let n = self.of as f64;
        let square = Self::Z * Self::Z;
        let middle = share + square / (2.0 * n);
        let reach = Self::Z * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
        let scale = 1.0 + square / n;
        // At the ends the formula gives 0 and 1, but for the last binary digit.
        let low = if self.hits == 0 { 0.0 } else { (middle - reach) / scale };
        let high = if self.hits == self.of { 1.0 } else { (middle + reach) / scale };
        Some((low, high))
    }
}

/// The harmonic mean of precision and recall, `2 TP / (2 TP + FP + FN)`, 0 to 1; `None` when nobody was there or marked. It
/// has no interval of its own.
pub fn f1(true_positive: usize, false_positive: usize, false_negative: usize) -> Option<f64> {
    let twice = 2 * true_positive;
    Rate::new(twice, twice + false_positive + false_negative).value()
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.value(), self.interval()) {
            (Some(value), Some((low, high))) => {
                write!(f, "{value:.4} ({} of {}; 95%: {low:.4} to {high:.4})", self.hits, self.of)
            }
            _ => f.write_str("none to count"),
        }
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Rate", 5)?;
        fields.serialize_field("hits", &self.hits)?;
        fields.serialize_field("of", &self.of)?;
        fields.serialize_field("value", &self.value())?;
        fields.serialize_field("low", &self.interval().map(|interval| interval.0))?;
        fields.serialize_field("high", &self.interval().map(|interval| interval.1))?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The figures of statsmodels' `proportion_confint(..., method="wilson")`.
    #[test]
    fn the_interval_is_wilsons() {
        for (rate, low, high) in [
            (Rate::new(0, 100), 0.0, 0.036_993),
            (Rate::new(95, 100), 0.888_250, 0.978_463),
            (Rate::new(181, 181), 0.979_219, 1.0),
        ] {
            let (l, h) = rate.interval().expect("n is not 0");
            assert!((l - low).abs() < 1e-5 && (h - high).abs() < 1e-5, "{rate}: {l} {h}");
        }
    }

    /// Rounding once left 1.7e-18 as the lower end of 0 of 178.
    #[test]
    fn none_and_all_reach_the_ends_exactly() {
        for of in 1..2000 {
            let (none, all) = (Rate::new(0, of).interval(), Rate::new(of, of).interval());
            let (none, all) = (none.expect("n is not 0"), all.expect("n is not 0"));
            assert!(none.0.to_bits() == 0 && all.1.to_bits() == 1f64.to_bits(), "{of}: {none:?} {all:?}");
        }
    }

    #[test]
    fn nothing_counted_is_no_rate_rather_than_zero() {
        assert_eq!((Rate::default().value(), Rate::default().interval()), (None, None));
        assert_eq!(Rate::default().to_string(), "none to count");
    }

    #[test]
    fn a_rate_is_printed_with_its_n_and_interval() {
        assert_eq!(Rate::new(1, 4).to_string(), "0.2500 (1 of 4; 95%: 0.0456 to 0.6994)");
    }
}
