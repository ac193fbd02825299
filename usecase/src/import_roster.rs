//! A list of students from another system becomes the class's roster.

use muster_domain::{ClassId, Student};
use muster_roster::{Difference, difference};

use crate::roster::roster_days;
use crate::session::find_class;
use crate::{Act, UseCaseError};

/// What a list would change on the class's roster. Each id is in the list once.
///
/// # Errors
/// [`UseCaseError::NoClass`].
pub async fn compare_roster(
    act: Act<'_>,
    class: &ClassId,
    list: Vec<Student>,
) -> Result<Difference, UseCaseError> {
    find_class(act, class).await?;
    let roster = act.store.roster(act.school, class, act.today()).await?;
    let mut known = Vec::new();
    for student in &list {
        if roster.iter().all(|own| own.id != student.id) {
            known.extend(act.store.lookup_student(act.school, &student.id).await?);
        }
    }
    Ok(difference(&roster, &known, list))
}

/// Puts everybody of a list on the class's roster as the list has them; with `remove_missing` nobody else stays on it.
/// Importing a list again changes nothing. Returns what was changed.
///
/// # Errors
/// As [`compare_roster`]; then nothing was changed.
pub async fn import_roster(
    act: Act<'_>,
    class: &ClassId,
    list: Vec<Student>,
    remove_missing: bool,
) -> Result<Difference, UseCaseError> {
    let difference = compare_roster(act, class, list).await?;
    let leave = if remove_missing { difference.to_leave() } else { Vec::new() };
    let days = roster_days(act, class).await?;
    act.store.change_roster(act.school, class, &difference.to_put(), &leave, days).await?;
    Ok(difference)
}
