//! Students who check in by themselves, with a code that is shown in the room.
//!
//! Owns who may, and what it comes to: present, or late by the session's own hours. That somebody was in the room is the
//! code's business, not this one's. A person's word stands above it, before and after.

use jiff::civil::Date;
use muster_domain::{AttendanceRecord, ClassId, MarkSource, Status, Student};
use muster_record::arrival;

use crate::correct_mark::add_mark;
use crate::session::{find_class, rulings, session_records};
use crate::status_sets::Chosen;
use crate::timetable::{foresee_session, meetings, open_session};
use crate::{Act, UseCaseError};

/// Whom histories name as the one who set such a mark.
pub const CHECK_IN: &str = "self check-in";

/// Marks a student who has checked in. `number` is their id, `remark` goes into the history. Doing it again changes nothing.
///
/// # Errors
/// [`UseCaseError::NoClass`]; [`UseCaseError::NoStudent`] when the session is not about them;
/// [`UseCaseError::SessionClosed`]; [`UseCaseError::DecidedAlready`] when a person has decided what holds for them.
pub async fn check_in(
    act: Act<'_>,
    class: &ClassId,
    (date, label): (Date, &str),
    number: &str,
    remark: &str,
) -> Result<(Student, Status), UseCaseError> {
    find_class(act, class).await?;
    let held = act.store.find_session(act.school, class, date, label).await?;
    if held.as_ref().is_some_and(|session| session.closed_at.is_some()) {
        return Err(UseCaseError::SessionClosed { date });
    }
    let (roster, records) = match &held {
        Some(session) => session_records(act, session, &rulings(act, session).await?).await?,
        None => foreseen(act, class, (date, label)).await?,
    };
    let unknown = || UseCaseError::NoStudent { class: class.to_string(), student: number.trim().to_owned() };
    let at = roster.iter().position(|student| student.id.as_str() == number.trim()).ok_or_else(unknown)?;
    let student = roster[at].clone();
    match records[at].mark.as_ref().map(|mark| &mark.source) {
        Some(MarkSource::Human { by, .. }) if by == CHECK_IN => return Ok((student, records[at].status)),
        Some(MarkSource::Human { .. } | MarkSource::Confirmed { .. }) => {
            return Err(UseCaseError::DecidedAlready { student: student.full_name() });
        }
        _ => {}
    }
    let session = open_session(act, class, (date, label)).await?;
    let status = arrival(session.time.as_ref(), Some(act.now));
    let act = Act { by: CHECK_IN, ..act };
    add_mark(act, &session, &student, (Chosen::from(status), remark), None).await?;
    Ok((student, status))
}

/// Whom a session is about that nobody has begun.
async fn foreseen(
    act: Act<'_>,
    class: &ClassId,
    (date, label): (Date, &str),
) -> Result<(Vec<Student>, Vec<AttendanceRecord>), UseCaseError> {
    let day = meetings(act, std::slice::from_ref(class), (date, date)).await?;
    let group = day.iter().find(|one| one.label == label).and_then(|one| one.group());
    let foreseen = foresee_session(act, class, (date, label), group).await?;
    Ok((foreseen.roster, foreseen.records))
}
