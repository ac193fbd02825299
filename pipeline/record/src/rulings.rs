//! What people said of faces: which marks stand, and what verdict on a face holds.
//!
//! Owns the order of precedence among corrections. Which marks then decide is [`crate::fold()`]'s.

use std::collections::{BTreeMap, BTreeSet};

use muster_domain::{
    Correction, FacePlace, Identification, Mark, MarkSource, ReviewReason, Ruling, StudentId,
};

/// What holds of one face after all corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Word {
    /// Undecided, but for who it is not.
    Open(BTreeSet<StudentId>),
    /// This student.
    Is(StudentId),
    /// Nobody of the class.
    Nobody,
}

/// What people said of a session's faces, the later word over the earlier one.
#[derive(Clone, Debug, Default)]
pub struct Rulings(Vec<(FacePlace, Word)>);

impl Rulings {
    /// The rulings after these corrections, which are in the order they were added.
    ///
    /// "Is X" and "nobody" replace what was said before. "Is not X" adds to what was said; only where "is X" held
    /// before, the face is open again. "Open" takes everything back. A student is one face of a photo: the later "is X"
    /// makes an earlier one an "is not X".
    pub fn of(corrections: &[Correction]) -> Self {
        let mut rulings = Self::default();
        for Correction { face, ruling, .. } in corrections {
            if let Ruling::Is { student } = ruling {
                rulings.displace(face, student);
            }
            let word = rulings.entry(face);
            match ruling {
                Ruling::Is { student } => *word = Word::Is(student.clone()),
                Ruling::Nobody => *word = Word::Nobody,
                Ruling::Open => *word = Word::Open(BTreeSet::new()),
                Ruling::IsNot { student } => match word {
                    Word::Open(not) => drop(not.insert(student.clone())),
                    Word::Is(own) if own == student => *word = Word::Open([student.clone()].into()),
                    Word::Is(_) | Word::Nobody => {}
                },
            }
        }
        rulings
    }

    /// Opens another face of the photo that was said to be this student.
    fn displace(&mut self, face: &FacePlace, student: &StudentId) {
        for (place, word) in &mut self.0 {
            if place.photo == face.photo && *word == Word::Is(student.clone()) && !place.is(face) {
                *word = Word::Open([student.clone()].into());
            }
        }
    }

    fn entry(&mut self, face: &FacePlace) -> &mut Word {
        let at = self.0.iter().position(|(own, _)| own.is(face)).unwrap_or_else(|| {
            self.0.push((*face, Word::Open(BTreeSet::new())));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }

    fn word(&self, face: &FacePlace) -> Option<&Word> {
        self.0.iter().find(|(own, _)| own.is(face)).map(|(_, word)| word)
    }

    /// The student of whom a person said that this face is theirs.
    pub fn confirmed(&self, face: &FacePlace) -> Option<&StudentId> {
        match self.word(face) {
            Some(Word::Is(student)) => Some(student),
            _ => None,
        }
    }

    /// Whether nothing that was said speaks against this face being the student's. Where another face of the
    /// photo is the student's, this one is not.
    pub fn allow(&self, face: &FacePlace, student: &StudentId) -> bool {
        let own = match self.word(face) {
            Some(Word::Is(other)) => return other == student,
            Some(Word::Nobody) => return false,
            Some(Word::Open(not)) => !not.contains(student),
            None => true,
        };
        let elsewhere = |(place, word): &(FacePlace, Word)| {
            place.photo == face.photo && *word == Word::Is(student.clone())
        };
        own && !self.0.iter().any(elsewhere)
    }

    /// The verdict that holds: the machine's, as far as people let it.
    pub fn verdict(&self, face: &FacePlace, machine: &Identification) -> Identification {
        match self.word(face) {
            Some(Word::Is(student)) => return Identification::Confirmed { student: student.clone() },
            Some(Word::Nobody) => return Identification::Dismissed,
            Some(Word::Open(_)) | None => {}
        }
        let (mut candidates, reason) = match machine {
            Identification::Identified { best, others } if !self.allow(face, &best.student) => {
                (others.clone(), ReviewReason::RuledOut)
            }
            Identification::NeedsReview { candidates, reason } => (candidates.clone(), *reason),
            other => return other.clone(),
        };
        candidates.retain(|candidate| self.allow(face, &candidate.student));
        if candidates.is_empty() {
            return Identification::Unknown;
        }
        Identification::NeedsReview { candidates, reason }
    }

    /// The marks that still stand, in their order: not a machine's whose face is not the student's after all, not
    /// a confirmation whose word was taken back, no withdrawal and not the mark by a person that it takes back
    /// (the latest one before it that stands).
    pub fn standing(&self, marks: &[Mark]) -> Vec<Mark> {
        let mut order: Vec<usize> = (0..marks.len()).collect();
        order.sort_by_key(|at| marks[*at].at);
        let mut by_people: BTreeMap<&StudentId, Vec<usize>> = BTreeMap::new();
        let mut stands = vec![true; marks.len()];
        for at in order {
            let mark = &marks[at];
            let of_student = by_people.entry(&mark.student).or_default();
            match &mark.source {
                MarkSource::Machine { sighting } => {
                    stands[at] = self.allow(&sighting.place(), &mark.student);
                }
                MarkSource::Confirmed { face, .. } => {
                    stands[at] = self.confirmed(face) == Some(&mark.student);
                    if stands[at] {
                        of_student.push(at);
                    }
                }
                MarkSource::Human { .. } => of_student.push(at),
                MarkSource::Withdrawal { .. } => {
                    stands[at] = false;
                    if let Some(taken_back) = of_student.pop() {
                        stands[taken_back] = false;
                    }
                }
                MarkSource::Closing { .. } | MarkSource::Leave { .. } => {}
            }
        }
        marks.iter().zip(stands).filter(|(_, stands)| *stands).map(|(mark, _)| mark.clone()).collect()
    }
}
