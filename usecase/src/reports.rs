//! What a school asks of its registers: who was absent, which sessions were not taken, who misses much.
//!
//! Owns which rows a report has. The headings' words, and how it is printed, are its readers'.

use std::collections::BTreeMap;

use jiff::civil::Date;
use muster_domain::{
    AttendanceRecord, Class, ClassId, MarkSource, ReportKind, Session, Status, Student, StudentId,
};
use muster_record::{Tally, absence_runs, is_chronic};
use muster_report::{Cell, ColumnKind, RegisterData};

use crate::build_register::build_register;
use crate::timetable::{Meeting, meetings};
use crate::{Act, UseCaseError};

/// Who misses a share of fewer sessions is in no report of it.
const LEAST_SESSIONS: u32 = 10;

/// A report without words.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Which.
    pub kind: ReportKind,
    /// Its columns.
    pub columns: &'static [ReportColumn],
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a report, whose heading is for its readers to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportColumn {
    /// A class's name.
    Class,
    /// A student's name, last name first.
    Student,
    /// A student's id.
    StudentId,
    /// A session's day.
    Date,
    /// A session's label.
    Session,
    /// When it begins, by the school's clock.
    Starts,
    /// The group that meets.
    Group,
    /// The school's letter.
    Letter,
    /// Who set it.
    By,
    /// A user's name.
    Teacher,
    /// How many students.
    Students,
    /// How many sessions the timetable foresaw and had begun.
    Planned,
    /// How many sessions were taken.
    SessionsTaken,
    /// How many were not.
    SessionsNotTaken,
    /// How many records were decided: the n of the percentages.
    Taken,
    /// How many of them were attended.
    Attended,
    /// How many were late.
    Late,
    /// How many were excused.
    Excused,
    /// How many were absent.
    Absent,
    /// How many were missed, for whatever reason.
    Missed,
    /// Attended out of those that were decided.
    OfTaken,
    /// Missed out of those that were decided.
    MissedOfTaken,
    /// Sessions in a row.
    InRow,
    /// How many of them without an accepted reason.
    Unexcused,
    /// The first day of a row.
    Since,
    /// The last day of a row.
    Until,
}

impl ReportColumn {
    /// The code used in messages and answers.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Student => "student",
            Self::StudentId => "student_id",
            Self::Date => "date",
            Self::Session => "session",
            Self::Starts => "starts",
            Self::Group => "group",
            Self::Letter => "letter",
            Self::By => "by",
            Self::Teacher => "teacher",
            Self::Students => "students",
            Self::Planned => "planned",
            Self::SessionsTaken => "sessions_taken",
            Self::SessionsNotTaken => "sessions_not_taken",
            Self::Taken => "taken",
            Self::Attended => "attended",
            Self::Late => "late",
            Self::Excused => "excused",
            Self::Absent => "absent",
            Self::Missed => "missed",
            Self::OfTaken => "of_taken",
            Self::MissedOfTaken => "missed_of_taken",
            Self::InRow => "in_row",
            Self::Unexcused => "unexcused",
            Self::Since => "since",
            Self::Until => "until",
        }
    }

    /// What its cells hold.
    pub const fn kind(self) -> ColumnKind {
        match self {
            Self::Date | Self::Since | Self::Until => ColumnKind::Date,
            Self::OfTaken | Self::MissedOfTaken => ColumnKind::Percent,
            Self::Students
            | Self::Planned
            | Self::SessionsTaken
            | Self::SessionsNotTaken
            | Self::Taken
            | Self::Attended
            | Self::Late
            | Self::Excused
            | Self::Absent
            | Self::Missed
            | Self::InRow
            | Self::Unexcused => ColumnKind::Number,
            Self::Class
            | Self::Student
            | Self::StudentId
            | Self::Session
            | Self::Starts
            | Self::Group
            | Self::Letter
            | Self::By
            | Self::Teacher => ColumnKind::Text,
        }
    }
}

/// Limits of the reports that have one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// From how many sessions in a row on.
    pub in_row: u32,
    /// From how many percent missed on.
    pub percent: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { in_row: 3, percent: 10 }
    }
}

/// A report about these classes from `from` to `to`, both included.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn report(
    act: Act<'_>,
    kind: ReportKind,
    classes: &[Class],
    days: (Date, Date),
    limits: Limits,
) -> Result<Report, UseCaseError> {
    use ReportColumn as C;
    let (columns, rows): (&'static [C], Vec<Vec<Cell>>) = match kind {
        ReportKind::Absences => {
            let columns = &[C::Date, C::Session, C::Class, C::Student, C::StudentId, C::Letter, C::By];
            (columns, by_class(act, classes, days, absences).await?)
        }
        ReportKind::Students => {
            let columns = &[
                C::Class,
                C::Student,
                C::StudentId,
                C::Taken,
                C::Attended,
                C::Late,
                C::Excused,
                C::Absent,
                C::OfTaken,
            ];
            (columns, by_class(act, classes, days, students).await?)
        }
        ReportKind::InRow => {
            let columns = &[C::Class, C::Student, C::StudentId, C::InRow, C::Unexcused, C::Since, C::Until];
            (columns, by_class(act, classes, days, |data| in_row(data, limits.in_row)).await?)
        }
        ReportKind::Chronic => {
            let columns =
                &[C::Class, C::Student, C::StudentId, C::Taken, C::Missed, C::Absent, C::MissedOfTaken];
            (columns, by_class(act, classes, days, |data| chronic(data, limits.percent)).await?)
        }
        ReportKind::Classes => {
            let columns = &[
                C::Class,
                C::Students,
                C::Planned,
                C::SessionsTaken,
                C::SessionsNotTaken,
                C::Taken,
                C::OfTaken,
            ];
            (columns, of_classes(act, classes, days).await?)
        }
        ReportKind::Teachers => {
            let columns = &[C::Teacher, C::Class, C::Planned, C::SessionsTaken, C::SessionsNotTaken];
            (columns, of_teachers(act, classes, days).await?)
        }
        ReportKind::NotTaken => {
            (&[C::Date, C::Starts, C::Class, C::Session, C::Group], not_taken(act, classes, days).await?)
        }
    };
    Ok(Report { kind, columns, rows })
}

async fn by_class(
    act: Act<'_>,
    classes: &[Class],
    (from, to): (Date, Date),
    rows: impl Fn(&RegisterData) -> Vec<Vec<Cell>>,
) -> Result<Vec<Vec<Cell>>, UseCaseError> {
    let mut all = Vec::new();
    for class in classes {
        let data = build_register(act, &class.id, (Some(from), Some(to)), ("", "")).await?;
        all.extend(rows(&data));
    }
    Ok(all)
}

fn count(number: usize) -> Cell {
    Cell::Count(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Last name first, as registers sort.
fn listed(student: &Student) -> String {
    match (student.last_name.as_str(), student.first_name.as_str()) {
        ("", first) => first.to_owned(),
        (last, "") => last.to_owned(),
        (last, first) => format!("{last}, {first}"),
    }
}

/// The status that a record is counted under; none when it is not counted.
fn counted(data: &RegisterData, record: &AttendanceRecord) -> Option<Status> {
    let letter = record.mark.as_ref().and_then(|mark| mark.letter.as_deref());
    data.statuses.counted(record.status, letter)
}

/// A class's students in the register's order, each with the records of its sessions by date.
fn by_student(data: &RegisterData) -> Vec<(&Student, Vec<(&Session, &AttendanceRecord)>)> {
    let sessions: BTreeMap<_, &Session> = data.sessions.iter().map(|session| (session.id, session)).collect();
    let mut own: BTreeMap<&StudentId, Vec<(&Session, &AttendanceRecord)>> = BTreeMap::new();
    for record in &data.records {
        if let Some(session) = sessions.get(&record.session) {
            own.entry(&record.student).or_default().push((session, record));
        }
    }
    let arranged = muster_report::Arranged::new(data);
    let mut found = Vec::new();
    for student in arranged.students {
        let mut records = own.remove(&student.id).unwrap_or_default();
        records.sort_by_key(|(session, _)| (session.date, session.time.as_ref().map(|time| time.starts_at)));
        found.push((student, records));
    }
    found
}

fn tally(data: &RegisterData, records: &[(&Session, &AttendanceRecord)]) -> Tally {
    Tally::of(&data.statuses, records.iter().map(|(_, record)| *record))
}

fn absences(data: &RegisterData) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for (student, records) in by_student(data) {
        for (session, record) in records {
            let away = matches!(counted(data, record), Some(Status::Absent | Status::Excused | Status::Late));
            if away {
                let by = record.mark.as_ref().map(|mark| match &mark.source {
                    MarkSource::Machine { .. } => String::new(),
                    source => source.by().unwrap_or_default().to_owned(),
                });
                rows.push((
                    session.date,
                    session.label.clone(),
                    vec![
                        Cell::Day(session.date),
                        Cell::text(&session.label),
                        Cell::text(&data.class),
                        Cell::Text(listed(student)),
                        Cell::text(student.id.as_str()),
                        Cell::Text(muster_report::Letter::of(&data.statuses, record).text),
                        Cell::Text(by.unwrap_or_default()),
                    ],
                ));
            }
        }
    }
    rows.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    rows.into_iter().map(|(.., row)| row).collect()
}

fn students(data: &RegisterData) -> Vec<Vec<Cell>> {
    let row = |(student, records): (&Student, Vec<(&Session, &AttendanceRecord)>)| {
        let tally = tally(data, &records);
        vec![
            Cell::text(&data.class),
            Cell::Text(listed(student)),
            Cell::text(student.id.as_str()),
            Cell::Count(tally.taken()),
            Cell::Count(tally.attended()),
            Cell::Count(tally.late),
            Cell::Count(tally.excused),
            Cell::Count(tally.absent),
            Cell::Percent(tally.percentage_of_taken()),
        ]
    };
    by_student(data).into_iter().map(row).collect()
}

fn in_row(data: &RegisterData, least: u32) -> Vec<Vec<Cell>> {
    let row = |(student, records): (&Student, Vec<(&Session, &AttendanceRecord)>)| {
        let decided =
            records.iter().filter_map(|(session, record)| Some((session.date, counted(data, record)?)));
        let run = absence_runs(decided).pop().filter(|run| run.ongoing && run.sessions >= least.max(2))?;
        Some(vec![
            Cell::text(&data.class),
            Cell::Text(listed(student)),
            Cell::text(student.id.as_str()),
            Cell::Count(run.sessions),
            Cell::Count(run.unexcused),
            Cell::Day(run.first_day),
            Cell::Day(run.last_day),
        ])
    };
    by_student(data).into_iter().filter_map(row).collect()
}

fn chronic(data: &RegisterData, percent: u32) -> Vec<Vec<Cell>> {
    let row = |(student, records): (&Student, Vec<(&Session, &AttendanceRecord)>)| {
        let tally = tally(data, &records);
        let missed = tally.taken() - tally.attended();
        let share = tally.percentage_of_taken().map(|attended| 100.0 - attended);
        is_chronic(&tally, f64::from(percent) / 100.0, LEAST_SESSIONS).then(|| {
            vec![
                Cell::text(&data.class),
                Cell::Text(listed(student)),
                Cell::text(student.id.as_str()),
                Cell::Count(tally.taken()),
                Cell::Count(missed),
                Cell::Count(tally.absent),
                Cell::Percent(share),
            ]
        })
    };
    by_student(data).into_iter().filter_map(row).collect()
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

async fn of_classes(
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
async fn of_teachers(
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

async fn not_taken(
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
