//! What is told by itself: absences, many of them, and sessions that nobody took.
//!
//! Owns what comes up and whether it still holds when its time comes. How a letter reaches its address is the courier's.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use muster_domain::{
    ClassId, Event, Notice, NoticeEnd, NoticeRule, Session, Status, StatusSet, StudentId, Watched,
};
use muster_record::{Tally, absence_runs, due_at, is_chronic, last_period};

use crate::class_people::ClassPeople;
use crate::session::rulings;
use crate::status_sets::status_set;
use crate::timetable::meetings;
use crate::{Act, UseCaseError};

/// For how many days after a session something about it is still news.
const NEWS_DAYS: i32 = 7;
/// How far back absences in a row are looked for.
const RUN_DAYS: i32 = 120;
/// How far back a share is counted where no term says so.
const YEAR_DAYS: i32 = 365;
/// A share of fewer sessions says nothing.
const LEAST_SESSIONS: u32 = 10;

/// One message: everything that a rule has to tell at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The same whenever it is sent again.
    pub id: String,
    /// The rule.
    pub rule: NoticeRule,
    /// What it tells.
    pub lines: Vec<Line>,
}

/// One thing that a letter tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What came up.
    pub event: Event,
    /// The student's name; none where it is about a class.
    pub student: Option<String>,
    /// The class's name; empty where it is about several.
    pub class: String,
}

/// What became of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It arrived.
    Arrived,
    /// It did not, for this reason; it is worth trying again.
    Failed(String),
}

/// Who brings letters to their addresses.
pub trait Courier: Send + Sync {
    /// Brings a letter; `secret` is what its webhook signs with.
    fn bring(
        &self,
        letter: &Letter,
        secret: Option<Vec<u8>>,
        at: Timestamp,
    ) -> impl Future<Output = Delivery> + Send;

    /// After how long it is tried again when it has failed so many times; none to give up.
    fn again_after(&self, failures: u32) -> Option<SignedDuration>;
}

/// Notes what has come up since the rules were made; each thing once a rule. How many are new.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn note_events(act: Act<'_>) -> Result<usize, UseCaseError> {
    let mut added = 0;
    for rule in act.store.list_notice_rules(act.school).await? {
        let events: Vec<Event> = events_of(act, &rule).await?.into_iter().collect();
        let due = due_at(act.now, rule.timing, act.zone);
        added += act.store.add_notices(act.school, rule.id, &events, act.now, due).await?;
    }
    Ok(added)
}

/// Sends what is due. What does not hold any more (an absence that was corrected, a session that was taken after all) is not
/// told. How many letters arrived.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn send_due(act: Act<'_>, courier: &impl Courier) -> Result<usize, UseCaseError> {
    let due = act.store.due_notices(act.school, act.now).await?;
    if due.is_empty() {
        return Ok(0);
    }
    let mut sent = 0;
    for rule in act.store.list_notice_rules(act.school).await? {
        let own: Vec<&Notice> = due.iter().filter(|notice| notice.rule == rule.id).collect();
        if !own.is_empty() {
            sent += usize::from(send(act, courier, rule, &own).await?);
        }
    }
    Ok(sent)
}

async fn send(
    act: Act<'_>,
    courier: &impl Courier,
    rule: NoticeRule,
    due: &[&Notice],
) -> Result<bool, UseCaseError> {
    let holding = events_of(act, &rule).await?;
    let (holds, outdated): (Vec<&Notice>, Vec<&Notice>) =
        due.iter().copied().partition(|notice| holding.contains(&notice.event));
    let numbers = |notices: &[&Notice]| notices.iter().map(|notice| notice.number).collect::<Vec<_>>();
    end(act, &numbers(&outdated), NoticeEnd::Outdated).await?;
    let Some(first) = holds.first() else { return Ok(false) };
    let id = format!("notice-{}-{}", rule.id.0, first.number);
    let failures = holds.iter().map(|notice| notice.attempts).max().unwrap_or(0);
    let letter = Letter { id, lines: lines(act, &holds).await?, rule };
    let secret = act.store.notice_secret(act.school, letter.rule.id).await?;
    match courier.bring(&letter, secret, act.now).await {
        Delivery::Arrived => {
            end(act, &numbers(&holds), NoticeEnd::Sent).await?;
            Ok(true)
        }
        Delivery::Failed(cause) => {
            match courier.again_after(failures + 1) {
                Some(wait) => {
                    let again = act.now.saturating_add(wait).unwrap_or(act.now);
                    act.store.postpone_notices(act.school, &numbers(&holds), &cause, again).await?;
                }
                None => end(act, &numbers(&holds), NoticeEnd::GivenUp).await?,
            }
            Ok(false)
        }
    }
}

async fn end(act: Act<'_>, numbers: &[i64], how: NoticeEnd) -> Result<(), UseCaseError> {
    if numbers.is_empty() {
        return Ok(());
    }
    Ok(act.store.end_notices(act.school, numbers, how, act.now).await?)
}

async fn lines(act: Act<'_>, notices: &[&Notice]) -> Result<Vec<Line>, UseCaseError> {
    let mut lines = Vec::new();
    for notice in notices {
        lines.push(line(act, &notice.event).await?);
    }
    Ok(lines)
}

/// What came up, with the names of whom and what it is about.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn line(act: Act<'_>, event: &Event) -> Result<Line, UseCaseError> {
    let (class, student) = match event {
        Event::Absence { class, student, .. }
        | Event::InRow { class, student, .. }
        | Event::Chronic { class, student, .. } => (class, Some(student)),
        Event::NotTaken { class, .. } => (class, None),
        Event::Report { .. } => {
            return Ok(Line { event: event.clone(), student: None, class: String::new() });
        }
    };
    let name = act.store.lookup_class(act.school, class).await?.map(|class| class.name);
    let student = match student {
        Some(student) => act.store.lookup_student(act.school, student).await?.map(|one| one.full_name()),
        None => None,
    };
    Ok(Line { event: event.clone(), student, class: name.unwrap_or_else(|| class.to_string()) })
}

/// What the rule's watch comes to now.
async fn events_of(act: Act<'_>, rule: &NoticeRule) -> Result<BTreeSet<Event>, UseCaseError> {
    let all = act.store.list_classes(act.school).await?;
    let classes: Vec<ClassId> = all
        .into_iter()
        .map(|class| class.id)
        .filter(|class| rule.classes.is_empty() || rule.classes.contains(class))
        .collect();
    match rule.watched {
        Watched::NotTaken => return not_taken(act, rule, &classes).await,
        Watched::Report { report, every } => {
            let (from, to) = last_period(every, act.today());
            let made = act.zone.to_datetime(rule.since).date();
            return Ok(BTreeSet::from_iter((to >= made).then_some(Event::Report { report, from, to })));
        }
        Watched::Absence | Watched::InRow { .. } | Watched::Chronic { .. } => {}
    }
    let set = status_set(act).await?;
    let from = first_day(act, rule.watched).await?;
    let mut events = BTreeSet::new();
    for class in &classes {
        let taken = Taken::read(act, class, from, &set).await?;
        match rule.watched {
            Watched::Absence => events.extend(taken.absences(rule.since)),
            Watched::InRow { sessions } => events.extend(taken.in_row(rule.since, sessions)),
            Watched::Chronic { percent } => events.extend(taken.chronic(from, percent)),
            Watched::NotTaken | Watched::Report { .. } => {}
        }
    }
    Ok(events)
}

/// The first day that a watch looks at.
async fn first_day(act: Act<'_>, watched: Watched) -> Result<Date, UseCaseError> {
    let today = act.today();
    let ago = |days: i32| today.saturating_sub(days.days());
    Ok(match watched {
        Watched::Absence | Watched::NotTaken | Watched::Report { .. } => ago(NEWS_DAYS),
        Watched::InRow { .. } => ago(RUN_DAYS),
        Watched::Chronic { .. } => {
            let terms = act.store.calendar(act.school).await?.terms;
            let now = terms.into_iter().find(|term| term.first_day <= today && today <= term.last_day);
            now.map_or_else(|| ago(YEAR_DAYS), |term| term.first_day)
        }
    })
}

async fn not_taken(
    act: Act<'_>,
    rule: &NoticeRule,
    classes: &[ClassId],
) -> Result<BTreeSet<Event>, UseCaseError> {
    let from = first_day(act, Watched::NotTaken).await?;
    let found = meetings(act, classes, (from, act.today())).await?;
    let over = found.into_iter().filter(|meeting| {
        let ended = |at: Timestamp| at <= act.now && at >= rule.since;
        meeting.is_missed(act) && meeting.plan.as_ref().is_some_and(|plan| ended(plan.time.ends_at))
    });
    Ok(over.map(|one| Event::NotTaken { class: one.class, date: one.date, label: one.label }).collect())
}

/// A closed session and what is counted of each student at it.
struct Closed {
    session: Session,
    counted: Vec<(StudentId, Status)>,
}

/// The closed sessions of a class, oldest first.
struct Taken {
    class: ClassId,
    sessions: Vec<Closed>,
}

impl Taken {
    async fn read(act: Act<'_>, class: &ClassId, from: Date, set: &StatusSet) -> Result<Self, UseCaseError> {
        let people = ClassPeople::read(act, class, (Some(from), None)).await?;
        let mut sessions = Vec::new();
        for session in act.store.list_sessions(act.school, class, Some(from), None).await? {
            if session.closed_at.is_none() {
                continue;
            }
            let marks = act.store.list_marks(act.school, session.id).await?;
            let standing = rulings(act, &session).await?.standing(&marks);
            let (_, records) = people.records(&session, &standing);
            let counted = records.into_iter().filter_map(|record| {
                let letter = record.mark.as_ref().and_then(|mark| mark.letter.as_deref());
                let status = set.counted(record.status, letter)?;
                Some((record.student, status))
            });
            sessions.push(Closed { counted: counted.collect(), session });
        }
        Ok(Self { class: class.clone(), sessions })
    }

    fn absences(&self, since: Timestamp) -> Vec<Event> {
        let mut events = Vec::new();
        for Closed { session, counted } in
            self.sessions.iter().filter(|one| one.session.closed_at >= Some(since))
        {
            let away = counted.iter().filter(|(_, status)| *status == Status::Absent);
            events.extend(away.map(|(student, _)| Event::Absence {
                student: student.clone(),
                class: self.class.clone(),
                date: session.date,
                label: session.label.clone(),
            }));
        }
        events
    }

    /// The students, each with what is counted of them by session.
    fn by_student(&self) -> BTreeMap<&StudentId, Vec<(&Session, Status)>> {
        let mut found: BTreeMap<&StudentId, Vec<(&Session, Status)>> = BTreeMap::new();
        for Closed { session, counted } in &self.sessions {
            for (student, status) in counted {
                found.entry(student).or_default().push((session, *status));
            }
        }
        found
    }

    fn in_row(&self, since: Timestamp, sessions: u32) -> Vec<Event> {
        let of = |(student, records): (&StudentId, Vec<(&Session, Status)>)| {
            let last = records.last().and_then(|(session, _)| session.closed_at);
            let runs = absence_runs(records.iter().map(|(session, status)| (session.date, *status)));
            let run = runs.last().filter(|run| run.ongoing && run.sessions >= sessions.max(2))?;
            (last >= Some(since)).then(|| Event::InRow {
                student: student.clone(),
                class: self.class.clone(),
                since: run.first_day,
                sessions,
            })
        };
        self.by_student().into_iter().filter_map(of).collect()
    }

    fn chronic(&self, since: Date, percent: u32) -> Vec<Event> {
        let of = |(student, records): (&StudentId, Vec<(&Session, Status)>)| {
            let tally: Tally = records.iter().map(|(_, status)| *status).collect();
            is_chronic(&tally, f64::from(percent) / 100.0, LEAST_SESSIONS).then(|| Event::Chronic {
                student: student.clone(),
                class: self.class.clone(),
                since,
            })
        };
        self.by_student().into_iter().filter_map(of).collect()
    }
}
