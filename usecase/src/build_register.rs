//! What a class's sessions come to, ready to be written as a workbook or CSV.

use std::collections::BTreeSet;

use jiff::civil::Date;
use muster_domain::{ClassId, StudentId};
use muster_record::Rulings;
use muster_report::{LogEntry, RegisterData};
use muster_store::Decided;

use crate::class_people::ClassPeople;
use crate::session::find_class;
use crate::status_sets::status_set;
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
    let people = ClassPeople::read(act, &class.id, (from, to)).await?;
    let (mut sessions, mut records, mut log) = (Vec::new(), Vec::new(), Vec::new());
    // Who is on the roster now has a row, and who left or comes later where a session shown is about them.
    let now = act.store.roster(act.school, &class.id, act.today()).await?;
    let mut expected: BTreeSet<StudentId> = now.into_iter().map(|student| student.id).collect();
    for Decided { session, marks, corrections } in
        act.store.list_decided(act.school, &class.id, from, to).await?
    {
        let (there, of_session) = people.records(&session, &Rulings::of(&corrections).standing(&marks));
        expected.extend(there.into_iter().map(|student| student.id));
        records.extend(of_session);
        log.extend(marks.into_iter().map(|mark| LogEntry { session: session.id, mark }));
        sessions.push(session);
    }
    let students = people.students().filter(|one| expected.contains(&one.id)).cloned().collect();
    Ok(RegisterData {
        school: school.to_owned(),
        class: class.name,
        students,
        sessions,
        records,
        log,
        statuses: status_set(act).await?,
        generated_at: act.now,
        version: version.to_owned(),
    })
}
