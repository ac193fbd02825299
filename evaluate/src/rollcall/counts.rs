//! Right and wrong decisions, and the four figures of the original system's report.

use muster_record::f1;
use serde::{Serialize, Serializer, ser::SerializeStruct as _};

use crate::Rate;

/// Decisions "present" or not, a student and session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Marked present, and there.
    pub true_positive: usize,
    /// Marked present, and not there.
    pub false_positive: usize,
    /// Not marked, and not there.
    pub true_negative: usize,
    /// Not marked, and there.
    pub false_negative: usize,
    /// Of the false negatives, those put up for review: a person can still mark them.
    pub missed_to_review: usize,
    /// Of the true negatives, those put up for review: work for a person.
    pub absent_to_review: usize,
}

impl Counts {
    pub(super) fn add(&mut self, there: bool, marked: bool, review: bool) {
        match (there, marked) {
            (true, true) => self.true_positive += 1,
            (false, true) => self.false_positive += 1,
            (false, false) => self.true_negative += 1,
            (true, false) => self.false_negative += 1,
        }
        self.missed_to_review += usize::from(there && !marked && review);
        self.absent_to_review += usize::from(!there && !marked && review);
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            true_positive: self.true_positive + other.true_positive,
            false_positive: self.false_positive + other.false_positive,
            true_negative: self.true_negative + other.true_negative,
            false_negative: self.false_negative + other.false_negative,
            missed_to_review: self.missed_to_review + other.missed_to_review,
            absent_to_review: self.absent_to_review + other.absent_to_review,
        }
    }

    /// All decisions.
    pub fn decisions(&self) -> usize {
        self.true_positive + self.false_positive + self.true_negative + self.false_negative
    }

    /// Right decisions of all.
    pub fn accuracy(&self) -> Rate {
        Rate::new(self.true_positive + self.true_negative, self.decisions())
    }

    /// Of those marked present, those who are there.
    pub fn precision(&self) -> Rate {
        Rate::new(self.true_positive, self.true_positive + self.false_positive)
    }

    /// Of those who are there, those marked present.
    pub fn recall(&self) -> Rate {
        Rate::new(self.true_positive, self.true_positive + self.false_negative)
    }

    /// Of those who are there, those marked present or put up for review.
    pub fn recall_with_review(&self) -> Rate {
        Rate::new(self.true_positive + self.missed_to_review, self.true_positive + self.false_negative)
    }

    /// The harmonic mean of precision and recall, `2 TP / (2 TP + FP + FN)`; it has no interval of its own.
    pub fn f1(&self) -> Option<f64> {
        f1(self.true_positive, self.false_positive, self.false_negative)
    }
}

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Counts", 11)?;
        fields.serialize_field("true_positive", &self.true_positive)?;
        fields.serialize_field("false_positive", &self.false_positive)?;
        fields.serialize_field("true_negative", &self.true_negative)?;
        fields.serialize_field("false_negative", &self.false_negative)?;
        fields.serialize_field("missed_to_review", &self.missed_to_review)?;
        fields.serialize_field("absent_to_review", &self.absent_to_review)?;
        fields.serialize_field("accuracy", &self.accuracy())?;
        fields.serialize_field("precision", &self.precision())?;
        fields.serialize_field("recall", &self.recall())?;
        fields.serialize_field("recall_with_review", &self.recall_with_review())?;
        fields.serialize_field("f1", &self.f1())?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The original system's figures: 70 decisions, precision 1.0, accuracy 0.90.
    #[test]
    fn the_original_reports_figures_follow_from_its_counts() {
        let counts = Counts { true_positive: 42, true_negative: 21, false_negative: 7, ..Counts::default() };
        assert_eq!(counts.decisions(), 70);
        assert_eq!(counts.accuracy().value(), Some(0.9));
        assert_eq!(counts.precision().value(), Some(1.0));
        assert!((counts.recall().value().expect("some are there") - 0.857).abs() < 1e-3);
        assert!((counts.f1().expect("some are there") - 0.923).abs() < 1e-3);
    }

    #[test]
    fn a_review_is_not_a_mark() {
        let mut counts = Counts::default();
        counts.add(true, false, true);
        counts.add(false, false, true);
        assert_eq!((counts.recall(), counts.recall_with_review()), (Rate::new(0, 1), Rate::new(1, 1)));
        assert_eq!((counts.absent_to_review, counts.precision().value()), (1, None));
    }
}
