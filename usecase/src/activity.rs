//! What people did at a school's sessions lately: marks by hand, words on faces, closings.
//!
//! It is read off the sessions' own histories; who looked at what, and everything else that an audit asks for, is not there.

use jiff::Timestamp;
use jiff::civil::Date;
use muster_domain::{Class, Correction, Mark, MarkSource, Ruling, Session, Status, StudentId};
use muster_store::Decided;

use crate::{Act, UseCaseError};

/// Something that a person did.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// At which session.
    pub session: Session,
    /// What.
    pub what: What,
}

/// What a person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Set a student's status by hand.
    Marked {
        /// Whose.
        student: StudentId,
        /// To what.
        status: Status,
        /// Why, in their words.
        remark: String,
    },
    /// Took a student's mark back.
    Withdrew(StudentId),
    /// Said something of a face.
    Said(Ruling),
    /// Closed the session.
    Closed,
    /// Opened it again.
    Reopened {
        /// Why, in their words.
        reason: String,
    },
}

/// What people did at the sessions of these classes from `from` to `to`, the newest first.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn activity(
    act: Act<'_>,
    classes: &[Class],
    (from, to): (Date, Date),
) -> Result<Vec<Deed>, UseCaseError> {
    let mut deeds = Vec::new();
    for class in classes {
        for Decided { session, marks, corrections } in
            act.store.list_decided(act.school, &class.id, Some(from), Some(to)).await?
        {
            deeds.extend(of_session(&session, marks, corrections));
            let reopenings = act.store.list_reopenings(act.school, session.id).await?;
            deeds.extend(reopenings.into_iter().map(|one| Deed {
                at: one.at,
                by: one.by,
                session: session.clone(),
                what: What::Reopened { reason: one.reason },
            }));
        }
    }
    deeds.sort_by_key(|deed| std::cmp::Reverse(deed.at));
    Ok(deeds)
}

/// A closing is one deed, however many marks it makes; what the machine says is nobody's, and a confirmation is told by the
/// word on the face.
fn of_session(session: &Session, marks: Vec<Mark>, said: Vec<Correction>) -> Vec<Deed> {
    let deed = |at, by: String, what| Deed { at, by, session: session.clone(), what };
    let mut deeds: Vec<Deed> = Vec::new();
    for Mark { student, status, source, at, .. } in marks {
        let (by, what) = match source {
            MarkSource::Human { by, remark } => (by, What::Marked { student, status, remark }),
            MarkSource::Withdrawal { by } => (by, What::Withdrew(student)),
            MarkSource::Closing { by } => (by, What::Closed),
            MarkSource::Machine { .. } | MarkSource::Confirmed { .. } | MarkSource::Leave { .. } => continue,
        };
        let known = |deed: &Deed| deed.what == What::Closed && deed.at == at && deed.by == by;
        if what != What::Closed || !deeds.iter().any(known) {
            deeds.push(deed(at, by, what));
        }
    }
    deeds.extend(said.into_iter().map(|one| deed(one.at, one.by, What::Said(one.ruling))));
    deeds
}

#[cfg(test)]
mod tests {
    use muster_domain::{BoundingBox, ClassId, FacePlace, PhotoDigest, SessionId};

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).expect("a time")
    }

    /// Protects who looks for a decision from the machine's marks and from a closing that fills the page.
    #[test]
    fn a_session_tells_what_people_did_at_it() {
        let session = Session {
            closed_by: None,
            confirmation: None,
            group: None,
            time: None,
            id: SessionId(1),
            class: ClassId::new("7b"),
            date: jiff::civil::date(2026, 11, 24),
            label: String::new(),
            closed_at: None,
        };
        let mark = |student: &str, status, source, second| Mark {
            letter: None,
            student: StudentId::new(student),
            status,
            source,
            at: at(second),
        };
        let human = MarkSource::Human { by: "Ada".into(), remark: "bus".into() };
        let closing = MarkSource::Closing { by: "Ada".into() };
        let face =
            FacePlace { photo: PhotoDigest([1; 32]), bounding_box: BoundingBox::new(0.0, 0.0, 9.0, 9.0) };
        let marks = vec![
            mark("x", Status::Late, human, 1),
            mark("x", Status::NotSeen, MarkSource::Withdrawal { by: "Bo".into() }, 2),
            mark("y", Status::Present, MarkSource::Confirmed { by: "Bo".into(), face }, 3),
            mark("x", Status::Absent, closing.clone(), 4),
            mark("z", Status::Absent, closing, 4),
        ];
        let said = vec![Correction { face, ruling: Ruling::Nobody, by: "Bo".into(), at: at(3) }];
        let told: Vec<_> =
            of_session(&session, marks, said).into_iter().map(|deed| (deed.by, deed.what)).collect();
        let x = StudentId::new("x");
        let marked = What::Marked { student: x.clone(), status: Status::Late, remark: "bus".into() };
        let expected = [
            ("Ada".to_owned(), marked),
            ("Bo".to_owned(), What::Withdrew(x)),
            ("Ada".to_owned(), What::Closed),
            ("Bo".to_owned(), What::Said(Ruling::Nobody)),
        ];
        assert_eq!(told, expected);
    }
}
