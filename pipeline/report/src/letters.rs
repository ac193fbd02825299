//! The letters of a register: which there are, in which order their totals stand, and what one in a cell stands for.

use muster_domain::{AttendanceRecord, CountsAs, SetStatus, Status, StatusSet};

/// A letter in a register's cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Letter {
    /// As it is written.
    pub text: String,
    /// What it stands for.
    pub status: Status,
}

impl Letter {
    /// The letter of a record. Where the set lacks the letter that was chosen, it is the one that stands for its status.
    pub fn of(set: &StatusSet, record: &AttendanceRecord) -> Self {
        Self { text: set.letter(record.status, record.letter()).to_owned(), status: record.status }
    }

    /// That nobody has decided.
    pub fn not_seen() -> Self {
        Self { text: Status::NotSeen.letter().to_owned(), status: Status::NotSeen }
    }

    /// What a text in a cell stands for, whatever its case and the blanks around it; none when it is no letter of the set.
    pub fn read(set: &StatusSet, text: &str) -> Option<Self> {
        let text = text.trim();
        if text == Status::NotSeen.letter() {
            return Some(Self::not_seen());
        }
        set.by_letter(text).map(|one| Self { text: one.letter.clone(), status: one.core })
    }
}

/// A letter's place among the totals.
#[derive(Clone, Copy)]
pub(crate) struct Sign<'a> {
    /// The letter.
    pub(crate) text: &'a str,
    /// Its status in the set; none for not seen.
    pub(crate) of_set: Option<&'a SetStatus>,
}

/// The letters in the order of the totals: what counts as attended, as excused, as absent, what is not counted, and last that
/// nobody has decided. Sums are over neighbours.
pub(crate) fn signs(set: &StatusSet) -> Vec<Sign<'_>> {
    let mut statuses: Vec<&SetStatus> = set.statuses.iter().collect();
    statuses.sort_by_key(|one| one.counts_as);
    let of_set = statuses.into_iter().map(|one| Sign { text: &one.letter, of_set: Some(one) });
    of_set.chain([Sign { text: Status::NotSeen.letter(), of_set: None }]).collect()
}

/// The letters that count as one of these, joined for a sentence.
pub(crate) fn sum_of(set: &StatusSet, kinds: &[CountsAs]) -> String {
    let counted =
        signs(set).into_iter().filter(|sign| sign.of_set.is_some_and(|one| kinds.contains(&one.counts_as)));
    counted.map(|sign| sign.text).collect::<Vec<_>>().join(" + ")
}
