//! Which mark holds for each student: the fold over a session's history.
//!
//! Owns the order of precedence and nothing else: what marks exist is decided by [`crate::machine_marks`],
//! [`crate::close`] and the people who correct.

use std::collections::HashMap;

use muster_domain::{AttendanceRecord, Mark, MarkSource, Session, Status, Student, StudentId};

use crate::evidence::nearer;

/// What holds for each student of the roster, in the roster's order, after all of the session's marks.
///
/// The first rule that finds a mark decides:
///
/// 1. **The latest human mark**, if it says anything but not seen. It beats every machine mark and every
///    closing, however many are added later. "Latest" is by [`Mark::at`]; of two at the same instant the later
///    row of `marks` counts.
/// 2. **A human mark of not seen** takes the decision back: the person says that the machine's sighting does
///    not count and that nobody has decided yet. So it beats every machine mark, and the closing of the session
///    makes the student absent as it does with everybody undecided.
/// 3. **The machine's sighting**: one that says present before one that says late, else the nearest. It holds before *and after* closing, whichever row came first:
///    closing makes a student absent only because no photo showed them, so a photo that does show them removes
///    the ground for it. This is the rule that never lets a student who is in a photo stay absent by default;
///    a teacher who knows better sets a human mark, which no photo overturns.
///    [`changed_since_closing`] lists such records for a person to look at.
/// 4. **An accepted leave** that covers the day ([`crate::leave_marks`]). It also beats a human absent or excused mark that was
///    set before the leave was entered, since the note from home comes after the roll call; never one that says the student
///    was there.
/// 5. **The closing**, while the session is closed. A reopened session (`closed_at` is `None`) has no absences
///    that nobody set.
///
/// With no mark the status is not seen. That holds in a closed session too, for a student who joined the roster
/// after it was closed, and for one whose only mark is a human not seen set after it: nobody decided about
/// them. [`crate::close`] on such records makes them absent as well.
///
/// What people said of faces and what they took back is not known here: `marks` are those that
/// [`crate::Rulings::standing`] lets stand. A confirmed face is a human mark.
///
/// Marks of students who are not on the roster are left out. The order of machine marks makes no difference.
pub fn fold(session: &Session, roster: &[Student], marks: &[Mark]) -> Vec<AttendanceRecord> {
    let mut histories: HashMap<&StudentId, History> = HashMap::new();
    for mark in marks {
        histories.entry(&mark.student).or_default().add(mark);
    }
    let closed = session.closed_at.is_some();
    roster
        .iter()
        .map(|student| {
            let mark = histories.get(&student.id).and_then(|history| history.decisive(closed));
            AttendanceRecord {
                session: session.id,
                student: student.id.clone(),
                status: mark.map_or(Status::NotSeen, |mark| mark.status),
                mark: mark.cloned(),
            }
        })
        .collect()
}

/// Whether a photo added after the session was closed decides this record: worth a person's look, since a
/// register that was finished says something else now.
pub fn changed_since_closing(session: &Session, record: &AttendanceRecord) -> bool {
    match (session.closed_at, &record.mark) {
        (Some(closed_at), Some(Mark { source: MarkSource::Machine { .. }, at, .. })) => *at > closed_at,
        _ => false,
    }
}

/// The strongest mark of each source for one student.
#[derive(Default)]
struct History<'a> {
    human: Option<&'a Mark>,
    machine: Option<&'a Mark>,
    leave: Option<&'a Mark>,
    closing: Option<&'a Mark>,
}

impl<'a> History<'a> {
    fn add(&mut self, mark: &'a Mark) {
        match &mark.source {
            MarkSource::Human { .. } | MarkSource::Confirmed { .. } => {
                keep(&mut self.human, mark, |new, old| new.at >= old.at);
            }
            MarkSource::Withdrawal { .. } => {}
            MarkSource::Machine { .. } => keep(&mut self.machine, mark, nearer),
            MarkSource::Leave { .. } => keep(&mut self.leave, mark, |new, old| new.at >= old.at),
            MarkSource::Closing { .. } => keep(&mut self.closing, mark, |new, old| new.at >= old.at),
        }
    }

    fn decisive(&self, closed: bool) -> Option<&'a Mark> {
        let closing = self.closing.filter(|_| closed);
        match self.human {
            Some(human) if human.status == Status::NotSeen => self.leave.or(closing).or(Some(human)),
            Some(human) if human.status.attended() => Some(human),
            Some(human) => self.leave.filter(|leave| leave.at > human.at).or(Some(human)),
            None => self.machine.or(self.leave).or(closing),
        }
    }
}

/// Replaces what is kept when there is nothing yet or the new mark is stronger.
fn keep<'a>(kept: &mut Option<&'a Mark>, new: &'a Mark, stronger: impl Fn(&Mark, &Mark) -> bool) {
    if kept.is_none_or(|old| stronger(new, old)) {
        *kept = Some(new);
    }
}
