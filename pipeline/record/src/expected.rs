//! Whom a session is about, and what their leave says before anybody marks them.

use std::collections::BTreeSet;

use muster_domain::{Leave, Mark, MarkSource, Member, Session, Status, Student, StudentId};

/// The students whom a session is about, in the order of `members`: who is on the class's roster on its day, and in its
/// group where it has one. Who joined later or had left by then is no part of it, so that nobody is absent where they were
/// not expected. But a student whom a photo or a person marked there is one of them, whatever the roster says: a mark that
/// was set never goes out of sight.
///
/// `members` are the class's, whenever they were there; `group` those of the session's group, where it has one. `marks` are
/// those that stand ([`crate::Rulings::standing`]).
pub fn expected(
    session: &Session,
    members: &[Member],
    group: Option<&[Member]>,
    marks: &[Mark],
) -> Vec<Student> {
    let seen: BTreeSet<&StudentId> =
        marks.iter().filter(|mark| says_something(mark)).map(|mark| &mark.student).collect();
    let meets = |student: &StudentId| {
        let of_group = |group: &[Member]| {
            group.iter().any(|member| member.student.id == *student && member.covers(session.date))
        };
        group.is_none_or(of_group)
    };
    members
        .iter()
        .filter(|member| {
            let student = &member.student.id;
            seen.contains(student) || (member.covers(session.date) && meets(student))
        })
        .map(|member| member.student.clone())
        .collect()
}

/// Whether a mark is a photo's or a person's word about the student; a closing speaks of everybody who was not seen.
fn says_something(mark: &Mark) -> bool {
    match mark.source {
        MarkSource::Machine { .. } | MarkSource::Confirmed { .. } => true,
        MarkSource::Human { .. } => mark.status != Status::NotSeen,
        MarkSource::Withdrawal { .. } | MarkSource::Closing { .. } | MarkSource::Leave { .. } => false,
    }
}

/// The marks that follow from leave at a session: excused, for every student with a leave that covers its day; of several
/// the one entered last. They hold in [`crate::fold()`] and are never stored.
pub fn leave_marks(session: &Session, leaves: &[Leave]) -> Vec<Mark> {
    let mut covering: Vec<&Leave> = leaves.iter().filter(|leave| leave.covers(session.date)).collect();
    covering.sort_by(|a, b| (&a.student, b.at, b.id).cmp(&(&b.student, a.at, a.id)));
    covering.dedup_by(|later, first| later.student == first.student);
    covering
        .into_iter()
        .map(|leave| Mark {
            student: leave.student.clone(),
            status: Status::Excused,
            letter: leave.letter.clone(),
            source: MarkSource::Leave { by: leave.by.clone(), note: leave.note.clone() },
            at: leave.at,
        })
        .collect()
}
