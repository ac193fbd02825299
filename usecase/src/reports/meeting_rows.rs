//! The rows of reports about meetings: which were taken, of which classes and teachers.

use jiff::civil::Date;
use muster_domain::{Class, ClassId};
use muster_record::Tally;
use muster_report::Cell;

use crate::build_register::build_register;
use crate::timetable::{Meeting, meetings};
use crate::{Act, UseCaseError};

fn count(number: usize) -> Cell {
    Cell::Count(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Meetings of a class that had begun: foreseen ones, those of them that were taken, and those that were not.
fn begun(act: Act<'_>, meetings: &[Meeting], class: &ClassId) -> (usize, usize, usize) {
    let own = || meetings.iter().filter(|one| one.class == *class);
    let due = |one: &&Meeting| {
        one.plan.as_ref().is_some_and(|plan| plan.cancelled.is_none() && plan.time.starts_at <= act.now)
    };
    let taken = own().filter(|one| one.session.is_some()).count();
    (own().filter(due).count(), taken, own().filter(|one| one.is_missed(act)).count())
}

/// A row for each class.
pub(super) async fn of_classes(
    act: Act<'_>,
    classes: &[Class],
    days: (Date, Date),
) -> Result<Vec<Vec<Cell>>, UseCaseError> {
    let ids: Vec<ClassId> = classes.iter().map(|class| class.id.clone()).collect();
    let all = meetings(act, &ids, days).await?;
    let mut rows = Vec::new();
    for class in classes {
        let data = build_register(act, &class.id, (Some(days.0), Some(days.1)), ("", "")).await?;
        let tally = Tally::of(&data.statuses, &data.records);
        let (planned, taken, missed) = begun(act, &all, &class.id);
        rows.push(vec![
            Cell::text(&class.name),
            count(data.students.len()),
            count(planned),
            count(taken),
            count(missed),
            Cell::Count(tally.taken()),
            Cell::Percent(tally.percentage_of_taken()),
        ]);
    }
    Ok(rows)
}

/// A row for each class of each teacher. Classes without one have a row without a name.
pub(super) async fn of_teachers(
    act: Act<'_>,
    classes: &[Class],
    days: (Date, Date),
) -> Result<Vec<Vec<Cell>>, UseCaseError> {
    let ids: Vec<ClassId> = classes.iter().map(|class| class.id.clone()).collect();
    let all = meetings(act, &ids, days).await?;
    let mut users = act.store.list_users(act.school).await?;
    users.retain(|user| user.disabled_at.is_none());
    users.sort_by(|a, b| a.name.cmp(&b.name));
    let mut rows = Vec::new();
    let row = |teacher: &str, class: &Class| {
        let (planned, taken, missed) = begun(act, &all, &class.id);
        vec![Cell::text(teacher), Cell::text(&class.name), count(planned), count(taken), count(missed)]
    };
    for user in &users {
        let own = classes.iter().filter(|class| user.classes.contains(&class.id));
        rows.extend(own.map(|class| row(&user.name, class)));
    }
    let taught = |class: &&Class| users.iter().any(|user| user.classes.contains(&class.id));
    rows.extend(classes.iter().filter(|class| !taught(class)).map(|class| row("", class)));
    Ok(rows)
}

/// The meetings that nobody took.
pub(super) async fn not_taken(
    act: Act<'_>,
    classes: &[Class],
    days: (Date, Date),
) -> Result<Vec<Vec<Cell>>, UseCaseError> {
    let ids: Vec<ClassId> = classes.iter().map(|class| class.id.clone()).collect();
    let name = |id: &ClassId| classes.iter().find(|class| class.id == *id).map_or("", |class| &class.name);
    let missed = meetings(act, &ids, days).await?.into_iter().filter(|one| one.is_missed(act));
    let row = |one: Meeting| {
        let starts = one.starts_at().map(|at| act.zone.to_datetime(at).strftime("%H:%M").to_string());
        let group = one.plan.as_ref().and_then(|plan| plan.group.clone());
        vec![
            Cell::Day(one.date),
            Cell::Text(starts.unwrap_or_default()),
            Cell::text(name(&one.class)),
            Cell::Text(one.label),
            Cell::Text(group.unwrap_or_default()),
        ]
    };
    Ok(missed.map(row).collect())
}
