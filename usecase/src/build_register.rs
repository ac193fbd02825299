//! What a class's sessions come to, ready to be written as a workbook or CSV.

use jiff::civil::Date;
use muster_domain::ClassId;
use muster_record::fold;
use muster_report::{LogEntry, RegisterData};

use crate::session::{find_class, rulings};
use crate::{Act, UseCaseError};

/// The register of a class from `from` to `to`, both included; `version` names the program that writes it.
///
/// # Errors
/// [`UseCaseError::NoClass`].
pub async fn build_register(
    act: Act<'_>,
    class: &ClassId,
    (from, to): (Option<Date>, Option<Date>),
    (school, version): (&str, &str),
) -> Result<RegisterData, UseCaseError> {
    let class = find_class(act, class).await?;
    let students = act.store.roster(act.school, &class.id).await?;
    let sessions = act.store.list_sessions(act.school, &class.id, from, to).await?;
    let (mut records, mut log) = (Vec::new(), Vec::new());
    for session in &sessions {
        let marks = act.store.list_marks(act.school, session.id).await?;
        let standing = rulings(act, session).await?.standing(&marks);
        records.extend(fold(session, &students, &standing));
        log.extend(marks.into_iter().map(|mark| LogEntry { session: session.id, mark }));
    }
    Ok(RegisterData {
        school: school.to_owned(),
        class: class.name,
        students,
        sessions,
        records,
        log,
        generated_at: act.now,
        version: version.to_owned(),
    })
}
