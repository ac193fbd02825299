//! How right the machine was at a school's own sessions: what it said, beside what held when people were done.
//!
//! Nobody labels these sessions. What holds in the end is taken for the truth, so a slip that no person saw counts as
//! right: the figures say how much people had to change, which is no more than an upper limit of how good the machine
//! is. Labelled photos are measured by `evaluate`.

use std::collections::{HashMap, HashSet};

use muster_domain::{AttendanceRecord, Identification, Mark, MarkSource, Status, StudentId};

use crate::{Rate, Rulings, f1};

/// Counts of one closed session with photos, or of many.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quality {
    /// Sessions counted.
    pub sessions: usize,
    /// Students marked by the machine who were there.
    pub true_positive: usize,
    /// Students marked by the machine of whom a person said that they were not there, or that the face is not theirs.
    pub false_positive: usize,
    /// Students who were there and whom the machine did not mark, or by the wrong face. Those without a face on file
    /// are among them.
    pub false_negative: usize,
    /// Students marked by the machine of whom people said anything but present: the false positives, and who came late,
    /// left early.
    pub changed: usize,
    /// Faces that the photos showed.
    pub faces: usize,
    /// Those that the machine put up for review instead of deciding.
    pub to_review: usize,
    /// The sum of how deep each marked student's nearest sighting lay inside its threshold, 0 to 1 each.
    depths: f64,
}

impl Quality {
    /// The counts of one closed session.
    ///
    /// `records` are what holds ([`crate::fold()`]), `marks` the whole history, `verdicts` what the machine said of the
    /// faces of the session's photos. Students who are not decided count nowhere.
    pub fn of_session(
        records: &[AttendanceRecord],
        marks: &[Mark],
        rulings: &Rulings,
        verdicts: &[Identification],
    ) -> Self {
        let nearest = nearest(marks);
        let standing = rulings.standing(marks);
        let stands: HashSet<&StudentId> =
            standing.iter().filter(|mark| depth(mark).is_some()).map(|mark| &mark.student).collect();
        let review = |verdict: &&Identification| matches!(verdict, Identification::NeedsReview { .. });
        let mut counts = Self {
            sessions: 1,
            faces: verdicts.len(),
            to_review: verdicts.iter().filter(review).count(),
            ..Self::default()
        };
        for record in records.iter().filter(|record| record.status != Status::NotSeen) {
            let marked = nearest.get(&record.student);
            let right = stands.contains(&record.student) && record.status.attended();
            counts.true_positive += usize::from(right);
            counts.false_positive += usize::from(marked.is_some() && !right);
            counts.false_negative += usize::from(record.status.attended() && !right);
            counts.changed += usize::from(marked.is_some() && (!right || record.status != Status::Present));
            counts.depths += marked.copied().unwrap_or_default();
        }
        counts
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            sessions: self.sessions + other.sessions,
            true_positive: self.true_positive + other.true_positive,
            false_positive: self.false_positive + other.false_positive,
            false_negative: self.false_negative + other.false_negative,
            changed: self.changed + other.changed,
            faces: self.faces + other.faces,
            to_review: self.to_review + other.to_review,
            depths: self.depths + other.depths,
        }
    }

    /// Students whom the machine marked.
    pub const fn marked(&self) -> usize {
        self.true_positive + self.false_positive
    }

    /// Of those whom the machine marked, those who were there.
    pub const fn precision(&self) -> Rate {
        Rate::new(self.true_positive, self.marked())
    }

    /// Of those who were there, those whom the machine marked.
    pub const fn recall(&self) -> Rate {
        Rate::new(self.true_positive, self.true_positive + self.false_negative)
    }

    /// The harmonic mean of precision and recall, `2 TP / (2 TP + FP + FN)`, 0 to 1; it has no interval of its own.
    pub fn f1(&self) -> Option<f64> {
        f1(self.true_positive, self.false_positive, self.false_negative)
    }

    /// Of those whom the machine marked, those whose status people changed.
    pub const fn override_rate(&self) -> Rate {
        Rate::new(self.changed, self.marked())
    }

    /// Of the faces that photos showed, those put up for review.
    pub const fn review_rate(&self) -> Rate {
        Rate::new(self.to_review, self.faces)
    }

    /// How far the nearest sightings of the marked students are from their templates, as a share of the threshold in
    /// force: 0 is equal, 1 only just identified. Unlike distances, these compare between models.
    pub fn mean_depth(&self) -> Option<f64> {
        (self.marked() > 0).then(|| self.depths / self.marked() as f64)
    }
}

/// A machine mark's distance as a share of its threshold.
fn depth(mark: &Mark) -> Option<f64> {
    match &mark.source {
        MarkSource::Machine { sighting } => Some(f64::from(sighting.distance.0 / sighting.threshold.0)),
        _ => None,
    }
}

/// The smallest depth of each student whom the machine marked at any time.
fn nearest(marks: &[Mark]) -> HashMap<&StudentId, f64> {
    let mut nearest: HashMap<&StudentId, f64> = HashMap::new();
    for mark in marks {
        if let Some(depth) = depth(mark) {
            nearest.entry(&mark.student).and_modify(|known| *known = known.min(depth)).or_insert(depth);
        }
    }
    nearest
}
