//! The order in which a person looks at what the machine is not sure of.

use muster_domain::{Distance, Identification, ReviewReason, StudentId};

use crate::fuse::{Evidence, SessionVerdict, Verdict};

/// A student whom the photos may show.
#[derive(Clone, Debug, PartialEq)]
pub struct Review<'a> {
    /// Who.
    pub student: &'a StudentId,
    /// The faces and how far each is, most likely first.
    pub faces: &'a [(Evidence, Distance)],
    /// The student was identified in several photos whose faces do not look alike.
    pub conflict: bool,
}

/// Everything to review, riskiest first: faces that contradict each other, then what may be a picture and no person, then
/// faces of a photo that was sent before, then those that may be one of two students
/// (a slip there makes two wrong marks), then those that people or other faces speak against, then the uncertain ones;
/// among these the less likely first. `of` gives a face's verdict.
pub fn review_queue<'a>(
    verdict: &'a SessionVerdict,
    of: impl Fn(Evidence) -> &'a Identification,
) -> Vec<Review<'a>> {
    let to_review = verdict.students.iter().filter_map(|(student, verdict)| match verdict {
        Verdict::ToReview { faces, conflict } => Some(Review { student, faces, conflict: *conflict }),
        Verdict::Seen { .. } | Verdict::Confirmed { .. } => None,
    });
    let mut queue: Vec<Review<'a>> = to_review.collect();
    let nearest = |one: &Review<'_>| one.faces.first().map_or(f32::MAX, |(_, distance)| distance.0);
    let rank = |one: &Review<'_>| {
        let risk = one.faces.first().map_or(0, |(at, _)| risk(of(*at)));
        (one.conflict, risk)
    };
    queue.sort_by(|a, b| rank(b).cmp(&rank(a)).then(nearest(b).total_cmp(&nearest(a))));
    queue
}

/// How much may go wrong with a face; 0 when a person need not look.
fn risk(verdict: &Identification) -> u8 {
    let Identification::NeedsReview { reason, .. } = verdict else { return 0 };
    match reason {
        ReviewReason::Presentation => 7,
        ReviewReason::SentBefore => 6,
        ReviewReason::RunnerUpClose => 5,
        ReviewReason::RuledOut => 4,
        ReviewReason::BetterFaceElsewhere => 3,
        ReviewReason::Uncertain => 2,
        ReviewReason::LowQuality => 1,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use muster_domain::Candidate;

    use super::*;

    #[test]
    fn what_may_go_wrong_twice_comes_first() {
        let review = |reason| Identification::NeedsReview {
            candidates: vec![Candidate { student: StudentId::new("x"), distance: Distance(1.0) }],
            reason,
        };
        let faces = [
            review(ReviewReason::LowQuality),
            review(ReviewReason::Uncertain),
            review(ReviewReason::RunnerUpClose),
            review(ReviewReason::Uncertain),
            Identification::Unknown,
        ];
        let one = |face, distance, conflict| Verdict::ToReview {
            faces: vec![(Evidence { photo: 0, face }, Distance(distance))],
            conflict,
        };
        let students: BTreeMap<_, _> = [
            ("small", one(0, 1.10, false)),
            ("likely", one(1, 1.05, false)),
            ("two", one(2, 0.90, false)),
            ("unlikely", one(3, 1.15, false)),
            ("conflict", one(4, 0.80, true)),
        ]
        .map(|(id, verdict)| (StudentId::new(id), verdict))
        .into();
        let verdict = SessionVerdict { students, unknown: vec![], dismissed: vec![] };
        let order: Vec<&str> = review_queue(&verdict, |at| &faces[at.face])
            .into_iter()
            .map(|review| review.student.as_str())
            .collect();
        assert_eq!(order, ["conflict", "two", "unlikely", "likely", "small"]);
    }
}
