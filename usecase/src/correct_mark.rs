//! A teacher's word: marks set by hand, and the closing of a session.

use jiff::Timestamp;
use jiff::civil::Date;
use muster_domain::{AttendanceRecord, ClassId, Mark, MarkSource, Session, Status, Student};
use muster_record::close;
use muster_store::{Additions, Basis};

use crate::seen::{History, unless_done};
use crate::session::{find_class, find_session, rulings, session_records};
use crate::status_sets::Chosen;
use crate::timetable::open_session;
use crate::{Act, SeenMark, UseCaseError};

/// The student who is, was or will be on the class's roster that `who` names: by id, else by full name, whatever its case.
///
/// # Errors
/// [`UseCaseError::NoStudent`], [`UseCaseError::AmbiguousStudent`].
pub async fn find_student(act: Act<'_>, class: &ClassId, who: &str) -> Result<Student, UseCaseError> {
    let members = act.store.members(act.school, class).await?;
    let roster: Vec<Student> = members.into_iter().map(|member| member.student).collect();
    if let Some(student) = roster.iter().find(|student| student.id.as_str() == who) {
        return Ok(student.clone());
    }
    let wanted = who.to_lowercase();
    let mut fitting: Vec<Student> =
        roster.into_iter().filter(|student| student.full_name().to_lowercase() == wanted).collect();
    match (fitting.pop(), fitting.len()) {
        (Some(student), 0) => Ok(student),
        (None, _) => Err(UseCaseError::NoStudent { class: class.to_string(), student: who.to_owned() }),
        (Some(last), _) => {
            let ids: Vec<&str> = fitting.iter().chain([&last]).map(|student| student.id.as_str()).collect();
            let candidates = ids.join(", ");
            Err(UseCaseError::AmbiguousStudent { class: class.to_string(), name: who.to_owned(), candidates })
        }
    }
}

/// Sets a student's status by hand. It beats every machine mark; the history keeps what was there before.
/// [`Status::NotSeen`] takes a decision back. A session without photos is made: the manual way is equal. `seen` is what
/// the person saw when they decided, where that may be long ago.
///
/// # Errors
/// [`UseCaseError::NoClass`], [`UseCaseError::NoStudent`], [`UseCaseError::AmbiguousStudent`];
/// [`UseCaseError::ChangedMeanwhile`] when something else holds now than was seen.
pub async fn correct_mark(
    act: Act<'_>,
    class: &ClassId,
    (date, label): (Date, &str),
    who: &str,
    (chosen, remark): (Chosen, &str),
    seen: Option<SeenMark>,
) -> Result<Student, UseCaseError> {
    find_class(act, class).await?;
    let student = find_student(act, class, who).await?;
    let mut basis = None;
    if let Some(seen) = seen {
        let session = act.store.find_session(act.school, class, date, label).await?;
        let history = History::read(act, session).await?;
        unless_done(act, history.holds_of(&student, seen)).await?;
        basis = Some(history.basis());
    }
    let session = open_session(act, class, (date, label)).await?;
    add_mark(act, &session, &student, (chosen, remark), basis).await?;
    Ok(student)
}

/// Adds a mark by whoever acts.
///
/// # Errors
/// [`UseCaseError::Store`].
pub(crate) async fn add_mark(
    act: Act<'_>,
    session: &Session,
    student: &Student,
    (chosen, remark): (Chosen, &str),
    basis: Option<Basis>,
) -> Result<(), UseCaseError> {
    let source = MarkSource::Human { by: act.by.to_owned(), remark: remark.to_owned() };
    let Chosen { status, letter } = chosen;
    let mark = Mark { student: student.id.clone(), status, letter, source, at: act.now };
    let additions = Additions { marks: &[mark], request: act.request(), basis, ..Additions::default() };
    act.store.add_to_session(act.school, session.id, additions, act.now).await?;
    Ok(())
}

/// Takes the student's latest mark by a person back; what held before it holds again. `seen` is when the mark was set
/// that is meant, where the person may have looked long ago.
///
/// # Errors
/// [`UseCaseError::NoClass`], [`UseCaseError::NoSession`], [`UseCaseError::NoStudent`],
/// [`UseCaseError::AmbiguousStudent`]; [`UseCaseError::NothingToWithdraw`] when no mark by a person stands;
/// [`UseCaseError::ChangedMeanwhile`] when another one does than was seen.
pub async fn withdraw_mark(
    act: Act<'_>,
    class: &ClassId,
    at: (Date, &str),
    who: &str,
    seen: Option<Timestamp>,
) -> Result<Student, UseCaseError> {
    let session = find_session(act, class, at).await?;
    let student = find_student(act, class, who).await?;
    let history = History::read(act, Some(session.clone())).await?;
    let standing = history.by_person(&student.id);
    if seen.is_some() {
        let meant = standing.as_ref().map(|mark| mark.at) == seen;
        let checked = if meant { Ok(()) } else { Err(history.student_changed(&student)) };
        unless_done(act, checked).await?;
    }
    let source = MarkSource::Withdrawal { by: act.by.to_owned() };
    let mark =
        Mark { student: student.id.clone(), status: Status::NotSeen, letter: None, source, at: act.now };
    let basis = seen.map(|_| history.basis());
    let additions = Additions { marks: &[mark], request: act.request(), basis, ..Additions::default() };
    // A request that comes again finds its mark withdrawn already: that is no error.
    let done =
        standing.is_some() && act.store.add_to_session(act.school, session.id, additions, act.now).await?;
    if !done && act.request.is_none() {
        return Err(UseCaseError::NothingToWithdraw { student: student.full_name() });
    }
    Ok(student)
}

/// Closes a session: who was not seen becomes absent. Returns the records after it, in the roster's order.
///
/// # Errors
/// [`UseCaseError::NoClass`], [`UseCaseError::NoSession`].
pub async fn close_session(
    act: Act<'_>,
    class: &ClassId,
    at: (Date, &str),
) -> Result<Vec<(Student, AttendanceRecord)>, UseCaseError> {
    let session = find_session(act, class, at).await?;
    let rulings = rulings(act, &session).await?;
    let (_, records) = session_records(act, &session, &rulings).await?;
    // Nobody has to come to an event with an open list.
    let is_open = act.store.has_open_list(act.school, class).await?;
    let closing = if is_open { Vec::new() } else { close(&records, act.by, act.now) };
    act.store.close_session(act.school, session.id, &closing, act.by, act.now).await?;
    let session = find_session(act, class, at).await?;
    let (roster, records) = session_records(act, &session, &rulings).await?;
    Ok(roster.into_iter().zip(records).collect())
}
