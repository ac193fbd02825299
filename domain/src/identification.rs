//! The verdict on one face.

use serde::{Deserialize, Serialize};

use crate::{Distance, StudentId};

/// A student a face may be, and how far off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Who.
    pub student: StudentId,
    /// How far the face is from this student's templates.
    pub distance: Distance,
}

/// Why a person should look before a face counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewReason {
    /// Between the identification and the review threshold.
    Uncertain,
    /// A second student is almost as close.
    RunnerUpClose,
    /// Another face of the photo is a better match for this student.
    BetterFaceElsewhere,
    /// The face is too small, blurred or turned to trust the match.
    LowQuality,
    /// A person said of this face, or of one that it resembles more than the student, that it is not the student.
    RuledOut,
    /// Something speaks for a picture of the student and not the student: a print, a phone's screen, an enrolment picture.
    Presentation,
    /// The whole photo, or one like it, was sent before, or was taken on another day than the session's.
    SentBefore,
}

impl ReviewReason {
    /// The code used in files and answers, for example `runner_up_close`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Uncertain => "uncertain",
            Self::RunnerUpClose => "runner_up_close",
            Self::BetterFaceElsewhere => "better_face_elsewhere",
            Self::LowQuality => "low_quality",
            Self::RuledOut => "ruled_out",
            Self::Presentation => "presentation",
            Self::SentBefore => "sent_before",
        }
    }
}

/// A verdict without who it names and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerdictKind {
    /// The machine is sure enough.
    Identified,
    /// A person should look.
    ToReview,
    /// Nobody of the class, says the machine.
    Unknown,
    /// A person said whose it is.
    Confirmed,
    /// A person said that it is nobody of the class.
    Dismissed,
}

impl VerdictKind {
    /// The code used in answers, for example `to_review`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Identified => "identified",
            Self::ToReview => "to_review",
            Self::Unknown => "unknown",
            Self::Confirmed => "confirmed",
            Self::Dismissed => "dismissed",
        }
    }
}

/// The verdict on one face (ISO/IEC 2382-37: biometric identification, open set).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Identification {
    /// Below the threshold, and the best claim on this student in the photo.
    Identified {
        /// The student.
        best: Candidate,
        /// Others up to the review threshold, nearest first.
        #[serde(default)]
        others: Vec<Candidate>,
    },
    /// Not sure enough: a person decides among ranked candidates.
    NeedsReview {
        /// Nearest first; never empty.
        candidates: Vec<Candidate>,
        /// Why.
        reason: ReviewReason,
    },
    /// Nobody of the gallery. Never the nearest one.
    Unknown,
    /// A person said who it is.
    Confirmed {
        /// Who.
        student: StudentId,
    },
    /// A person said that it is nobody of the class.
    Dismissed,
}

impl Identification {
    /// Its kind, and whose the face is, or most likely is when it is to review.
    pub fn kind(&self) -> (VerdictKind, Option<&StudentId>) {
        match self {
            Self::Identified { best, .. } => (VerdictKind::Identified, Some(&best.student)),
            Self::NeedsReview { candidates, .. } => {
                (VerdictKind::ToReview, candidates.first().map(|first| &first.student))
            }
            Self::Unknown => (VerdictKind::Unknown, None),
            Self::Confirmed { student } => (VerdictKind::Confirmed, Some(student)),
            Self::Dismissed => (VerdictKind::Dismissed, None),
        }
    }

    /// The same for a person to decide, for this reason: no machine's certainty is left. What a person said of the face
    /// stays the reason or the verdict, and nobody stays nobody.
    #[must_use]
    pub fn to_review(self, reason: ReviewReason) -> Self {
        match self {
            Self::Identified { best, others } => {
                Self::NeedsReview { candidates: std::iter::once(best).chain(others).collect(), reason }
            }
            Self::NeedsReview { candidates, reason: own } if own != ReviewReason::RuledOut => {
                Self::NeedsReview { candidates, reason }
            }
            other => other,
        }
    }

    /// The identified or confirmed student, if there is one.
    pub fn student(&self) -> Option<&StudentId> {
        match self {
            Self::Identified { best, .. } => Some(&best.student),
            Self::Confirmed { student } => Some(student),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(student: &str) -> Candidate {
        Candidate { student: StudentId::new(student), distance: Distance(0.5) }
    }

    /// Protects the rule that a suspicion takes the machine's word away and nobody else's.
    #[test]
    fn a_suspicion_leaves_the_candidates_and_people_s_words() {
        let sure = Identification::Identified { best: candidate("a"), others: vec![candidate("b")] };
        let candidates = vec![candidate("a"), candidate("b")];
        let reason = ReviewReason::Presentation;
        let suspected = Identification::NeedsReview { candidates: candidates.clone(), reason };
        assert_eq!(sure.to_review(reason), suspected);
        let unsure =
            Identification::NeedsReview { candidates: candidates.clone(), reason: ReviewReason::Uncertain };
        assert_eq!(unsure.to_review(reason), suspected);
        for kept in [
            Identification::NeedsReview { candidates, reason: ReviewReason::RuledOut },
            Identification::Unknown,
            Identification::Confirmed { student: StudentId::new("a") },
            Identification::Dismissed,
        ] {
            assert_eq!(kept.clone().to_review(reason), kept);
        }
    }
}
