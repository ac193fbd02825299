//! Who is on a class's roster from when to when. Newcomers to a class that has met are on it from today: they were not
//! absent before they came.

use jiff::ToSpan as _;
use jiff::civil::Date;
use muster_domain::{ClassId, Student, StudentId};
use muster_store::RosterDays;

use crate::{Act, UseCaseError};

/// From when newcomers are on the roster and until when those who leave were: from today where the class has met before, else
/// since ever; until yesterday.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn roster_days(act: Act<'_>, class: &ClassId) -> Result<RosterDays, UseCaseError> {
    let today = act.today();
    let yesterday = today.saturating_sub(1.day());
    let has_met = !act.store.list_sessions(act.school, class, None, Some(yesterday)).await?.is_empty();
    Ok(RosterDays { first_day: has_met.then_some(today), last_day: yesterday })
}

/// Puts students on a class's roster; who is on it is renamed. `first_day` is the first day of newcomers, where somebody
/// says.
///
/// # Errors
/// When there is no such class.
pub async fn put_on_roster(
    act: Act<'_>,
    class: &ClassId,
    students: &[Student],
    first_day: Option<Date>,
) -> Result<(), UseCaseError> {
    let first_day = match first_day {
        Some(day) => Some(day),
        None => roster_days(act, class).await?.first_day,
    };
    Ok(act.store.put_students(act.school, class, students, first_day).await?)
}

/// Takes a student off a class's roster after `last_day`, or after yesterday when nobody says. Days on which they were marked
/// keep their marks.
///
/// # Errors
/// When they are not on it.
pub async fn take_off_roster(
    act: Act<'_>,
    class: &ClassId,
    student: &StudentId,
    last_day: Option<Date>,
) -> Result<(), UseCaseError> {
    let last_day = last_day.unwrap_or_else(|| act.today().saturating_sub(1.day()));
    Ok(act.store.leave_roster(act.school, class, student, last_day).await?)
}
