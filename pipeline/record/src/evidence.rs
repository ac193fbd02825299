//! The machine's marks: which sightings are worth a new row, and which of two is the better evidence.
//!
//! Owns the comparison of sightings. Whether a face *is* a sighting was decided by `identify`.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use jiff::Timestamp;
use muster_domain::{Mark, MarkSource, Sighting, Status, StudentId};

/// The marks that new sightings add to a session's history: at most one a student, in the order of their ids. Each sighting
/// comes with what the photos make of its student: present, or late ([`crate::arrival()`]).
///
/// A student gets a row when they have no machine mark yet, when the best of their new sightings is strictly
/// better than all that the machine knew, or when the machine took them for late and an earlier photo now shows them on
/// time. Everything else adds nothing, so taking the same photos again, any
/// number of times, leaves the history as it is:
///
/// - a sighting in a photo that was already used for this student with this model is never new, even when
///   another engine's rounding brings it a hair closer;
/// - sightings whose distance is not a number are no evidence.
///
/// Students with a human mark get rows too: these change nothing (see [`crate::fold()`]) but keep the evidence
/// beside the person's decision.
///
/// *Better* means a smaller distance relative to the sighting's own threshold (`distance / threshold`, 0 to 1).
/// Distances of different models can't be compared, how deep each lies inside its own threshold can; with one
/// model and threshold it is the same as the smaller distance.
pub fn machine_marks(
    existing: &[Mark],
    sightings: &[(StudentId, Sighting, Status)],
    at: Timestamp,
) -> Vec<Mark> {
    let mut known: BTreeMap<&StudentId, Vec<&Sighting>> = BTreeMap::new();
    let mut on_time: BTreeSet<&StudentId> = BTreeSet::new();
    for mark in existing {
        if let MarkSource::Machine { sighting } = &mark.source {
            known.entry(&mark.student).or_default().push(sighting);
            if mark.status == Status::Present {
                on_time.insert(&mark.student);
            }
        }
    }
    let early = |(_, sighting, status): &&(StudentId, Sighting, Status)| {
        sighting.distance.0.is_finite() && *status == Status::Present
    };
    let shown_on_time: BTreeSet<&StudentId> =
        sightings.iter().filter(early).map(|(student, ..)| student).collect();
    let mut best: BTreeMap<&StudentId, &Sighting> = BTreeMap::new();
    for (student, sighting, _) in sightings {
        let before = known.get(student).map_or(&[][..], Vec::as_slice);
        let news = shown_on_time.contains(student) && !before.is_empty() && !on_time.contains(student);
        // What makes a late student punctual needs no better evidence than there was.
        let rivals = if news { &[][..] } else { before };
        let rivals = rivals.iter().copied().chain(best.get(student).copied());
        let fits = sighting.distance.0.is_finite() && (news || is_new(sighting, before));
        if fits && rivals.into_iter().all(|old| closer(sighting, old).is_lt()) {
            best.insert(student, sighting);
        }
    }
    best.into_iter()
        .map(|(student, sighting)| Mark {
            student: student.clone(),
            status: if shown_on_time.contains(student) { Status::Present } else { Status::Late },
            letter: None,
            source: MarkSource::Machine { sighting: sighting.clone() },
            at,
        })
        .collect()
}

/// Whether a sighting says something that the machine did not know of this student.
fn is_new(sighting: &Sighting, known: &[&Sighting]) -> bool {
    let used = |old: &&Sighting| old.photo == sighting.photo && old.model == sighting.model;
    sighting.distance.0.is_finite() && !known.iter().any(used)
}

/// Orders sightings by how strong they are as evidence: `Less` is the better one.
fn closer(a: &Sighting, b: &Sighting) -> Ordering {
    let depth = |sighting: &Sighting| sighting.distance.0 / sighting.threshold.0;
    depth(a).total_cmp(&depth(b))
}

/// Whether machine mark `a` is to be kept rather than `b`: who was seen on time was not late. This is a total order of everything in a mark, so
/// that the same marks in any order give the same record.
pub(crate) fn nearer(a: &Mark, b: &Mark) -> bool {
    let (MarkSource::Machine { sighting: left }, MarkSource::Machine { sighting: right }) =
        (&a.source, &b.source)
    else {
        return false;
    };
    let late = |mark: &Mark| mark.status == Status::Late;
    let numbers = |sighting: &Sighting| {
        let area = sighting.bounding_box;
        [sighting.distance.0, sighting.threshold.0, area.x, area.y, area.width, area.height]
    };
    late(a)
        .cmp(&late(b))
        .then_with(|| closer(left, right))
        .then_with(|| compare(&numbers(left), &numbers(right)))
        .then_with(|| a.at.cmp(&b.at))
        .then_with(|| left.photo.cmp(&right.photo))
        .then_with(|| left.model.cmp(&right.model))
        .then_with(|| a.status.cmp(&b.status))
        .is_lt()
}

/// Orders two rows of numbers by their first difference, NaN included.
fn compare(a: &[f32], b: &[f32]) -> Ordering {
    a.iter().zip(b).map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}
