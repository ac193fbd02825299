//! Leave: a student will not be there, or was not, for a reason that the school accepts.

use jiff::civil::Date;
use muster_domain::{Leave, LeaveId, Status, StudentId};

use crate::status_sets::status_set;
use crate::{Act, UseCaseError};

/// What is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLeave {
    /// Whose.
    pub student: StudentId,
    /// The first day.
    pub first_day: Date,
    /// The last day.
    pub last_day: Date,
    /// The status of the school's set, by its letter; its first for excused without one.
    pub letter: Option<String>,
    /// Why, in their words.
    pub note: String,
}

/// Enters a leave, ahead or afterwards; one that is there already is not entered twice. Sessions of its days say excused from then on, unless a photo or a person says that
/// the student was there.
///
/// # Errors
/// [`UseCaseError::BadLeave`] when it ends before it begins or lasts more than two years; [`UseCaseError::NoStatus`] when its
/// letter stands for no absence with a reason; when there is no such student.
pub async fn enter_leave(act: Act<'_>, new: NewLeave) -> Result<Leave, UseCaseError> {
    let NewLeave { student, first_day, last_day, letter, note } = new;
    if last_day < first_day {
        return Err(UseCaseError::BadLeave("its last day is before its first"));
    }
    if (last_day - first_day).get_days() > 731 {
        return Err(UseCaseError::BadLeave(
            "it lasts more than two years: take the student off the roster instead",
        ));
    }
    let set = status_set(act).await?;
    let letter = match letter {
        Some(letter) => match set.by_letter(&letter) {
            Some(one) if one.core == Status::Excused => Some(one.letter.clone()),
            _ => return Err(UseCaseError::NoStatus { letter, set: set.name }),
        },
        None => None,
    };
    let by = act.by.to_owned();
    let (id, at) = (LeaveId(0), act.now);
    let leave = Leave { id, student, first_day, last_day, letter, note, by, at, withdrawn: None };
    // Sent again after an answer that got lost, it is the same leave.
    let of_days =
        act.store.list_leaves(act.school, Some(&leave.student), Some(first_day), Some(last_day)).await?;
    let same = |known: &Leave| Leave { id: known.id, at: known.at, ..leave.clone() } == *known;
    if let Some(known) = of_days.into_iter().find(same) {
        return Ok(known);
    }
    let id = act.store.add_leave(act.school, &leave).await?;
    Ok(Leave { id, ..leave })
}
