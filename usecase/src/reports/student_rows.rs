//! The rows of reports about students, from the register of their class.

use muster_domain::{AttendanceRecord, MarkSource, Session, Status, Student};
use muster_report::{Cell, Letter, RegisterData};

use super::histories::{History, histories};

/// Last name first, as registers sort.
fn listed(student: &Student) -> String {
    match (student.last_name.as_str(), student.first_name.as_str()) {
        ("", first) => first.to_owned(),
        (last, "") => last.to_owned(),
        (last, first) => format!("{last}, {first}"),
    }
}

/// Class, student and id, which most rows begin with.
fn who(data: &RegisterData, student: &Student) -> [Cell; 3] {
    [Cell::text(&data.class), Cell::Text(listed(student)), Cell::text(student.id.as_str())]
}

/// Who was away or late, by session.
pub(super) fn absences(data: &RegisterData) -> Vec<Vec<Cell>> {
    let mut found: Vec<(&Session, Vec<Cell>)> = Vec::new();
    for History { student, sessions } in histories(data) {
        let away = |status| matches!(status, Status::Absent | Status::Excused | Status::Late);
        let away = sessions.into_iter().filter(|(.., status)| away(*status));
        found.extend(away.map(|(session, record, _)| (session, absence(data, student, session, record))));
    }
    found.sort_by(|(a, _), (b, _)| (a.date, &a.label).cmp(&(b.date, &b.label)));
    found.into_iter().map(|(_, row)| row).collect()
}

fn absence(
    data: &RegisterData,
    student: &Student,
    session: &Session,
    record: &AttendanceRecord,
) -> Vec<Cell> {
    let by = record.mark.as_ref().map_or("", |mark| match &mark.source {
        MarkSource::Machine { .. } => "",
        source => source.by().unwrap_or_default(),
    });
    let when = [Cell::Day(session.date), Cell::text(&session.label)];
    let what = [Cell::Text(Letter::of(&data.statuses, record).text), Cell::text(by)];
    when.into_iter().chain(who(data, student)).chain(what).collect()
}

/// What each student's sessions come to.
pub(super) fn students(data: &RegisterData) -> Vec<Vec<Cell>> {
    let row = |history: History<'_>| {
        let tally = history.tally();
        let counts = [
            Cell::Count(tally.taken()),
            Cell::Count(tally.attended()),
            Cell::Count(tally.late),
            Cell::Count(tally.excused),
            Cell::Count(tally.absent),
            Cell::Percent(tally.percentage_of_taken()),
        ];
        who(data, history.student).into_iter().chain(counts).collect()
    };
    histories(data).into_iter().map(row).collect()
}

/// Who has missed the last `least` sessions or more.
pub(super) fn in_row(data: &RegisterData, least: u32) -> Vec<Vec<Cell>> {
    let row = |history: History<'_>| {
        let run = history.last_run(least)?;
        let cells = [
            Cell::Count(run.sessions),
            Cell::Count(run.unexcused),
            Cell::Day(run.first_day),
            Cell::Day(run.last_day),
        ];
        Some(who(data, history.student).into_iter().chain(cells).collect())
    };
    histories(data).into_iter().filter_map(row).collect()
}

/// Who has missed so many percent.
pub(super) fn chronic(data: &RegisterData, percent: u32) -> Vec<Vec<Cell>> {
    let row = |history: History<'_>| {
        let tally = history.chronic(percent)?;
        let cells = [
            Cell::Count(tally.taken()),
            Cell::Count(tally.taken() - tally.attended()),
            Cell::Count(tally.absent),
            Cell::Percent(tally.percentage_of_taken().map(|attended| 100.0 - attended)),
        ];
        Some(who(data, history.student).into_iter().chain(cells).collect())
    };
    histories(data).into_iter().filter_map(row).collect()
}
