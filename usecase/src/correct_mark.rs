//! A teacher's word: marks set by hand, and the closing of a session.

use jiff::civil::Date;
use muster_domain::{AttendanceRecord, ClassId, Mark, MarkSource, Status, Student};
use muster_record::close;
use muster_store::Additions;

use crate::session::{find_class, find_session, rulings, session_records};
use crate::{Act, UseCaseError};

/// The student of the class that `who` names: by id, else by full name, whatever its case.
///
/// # Errors
/// [`UseCaseError::NoStudent`], [`UseCaseError::AmbiguousStudent`].
pub async fn find_student(act: Act<'_>, class: &ClassId, who: &str) -> Result<Student, UseCaseError> {
    let roster = act.store.roster(act.school, class).await?;
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
/// [`Status::NotSeen`] takes a decision back. A session without photos is made: the manual way is equal.
///
/// # Errors
/// [`UseCaseError::NoClass`], [`UseCaseError::NoStudent`], [`UseCaseError::AmbiguousStudent`].
pub async fn correct_mark(
    act: Act<'_>,
    class: &ClassId,
    (date, label): (Date, &str),
    who: &str,
    (status, remark): (Status, &str),
) -> Result<Student, UseCaseError> {
    find_class(act, class).await?;
    let student = find_student(act, class, who).await?;
    let session = act.store.open_session(act.school, class, date, label).await?;
    let source = MarkSource::Human { by: act.by.to_owned(), remark: remark.to_owned() };
    let mark = Mark { student: student.id.clone(), status, source, at: act.now };
    let additions = Additions { marks: &[mark], request: act.request(), ..Additions::default() };
    act.store.add_to_session(act.school, session.id, additions, act.now).await?;
    Ok(student)
}

/// Takes the student's latest mark by a person back; what held before it holds again.
///
/// # Errors
/// [`UseCaseError::NoClass`], [`UseCaseError::NoSession`], [`UseCaseError::NoStudent`],
/// [`UseCaseError::AmbiguousStudent`]; [`UseCaseError::NothingToWithdraw`] when no mark by a person stands.
pub async fn withdraw_mark(
    act: Act<'_>,
    class: &ClassId,
    at: (Date, &str),
    who: &str,
) -> Result<Student, UseCaseError> {
    let session = find_session(act, class, at).await?;
    let student = find_student(act, class, who).await?;
    let marks = act.store.list_marks(act.school, session.id).await?;
    let marks = rulings(act, &session).await?.standing(&marks);
    let by_person =
        |mark: &Mark| matches!(mark.source, MarkSource::Human { .. } | MarkSource::Confirmed { .. });
    let any = marks.iter().any(|mark| mark.student == student.id && by_person(mark));
    let source = MarkSource::Withdrawal { by: act.by.to_owned() };
    let mark = Mark { student: student.id.clone(), status: Status::NotSeen, source, at: act.now };
    let additions = Additions { marks: &[mark], request: act.request(), ..Additions::default() };
    // A request that comes again finds its mark withdrawn already: that is no error.
    let done = any && act.store.add_to_session(act.school, session.id, additions, act.now).await?;
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
    let closing = close(&records, act.by, act.now);
    act.store.close_session(act.school, session.id, &closing, act.now).await?;
    let session = find_session(act, class, at).await?;
    let (roster, records) = session_records(act, &session, &rulings).await?;
    Ok(roster.into_iter().zip(records).collect())
}
