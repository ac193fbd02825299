//! What is told by itself: absences, many of them, and sessions that nobody took.
//!
//! Owns what comes up and whether it still holds when its time comes. How a letter reaches its address is the courier's.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use muster_domain::{
    AuditKind, ClassId, Event, MANY_EXPORTS, Notice, NoticeEnd, NoticeRule, Session, Status, Student, Watched,
};
use muster_record::{due_at, last_period};
use muster_report::RegisterData;
use muster_store::AuditFilter;

use crate::build_register::build_register;
use crate::reports::{History, histories};
use crate::timetable::meetings;
use crate::{Act, UseCaseError};

/// For how many days after a session something about it is still news.
const NEWS_DAYS: i32 = 7;
/// How far back absences in a row are looked for.
const RUN_DAYS: i32 = 120;
/// How far back a share is counted where no term says so.
const YEAR_DAYS: i32 = 365;
/// So many exports are looked through for those that were many.
const LOOKED_AT: u32 = 2000;

/// For so long after it was logged a change may still be under way: commands are logged before they are done.
const UNDER_WAY: SignedDuration = SignedDuration::from_mins(2);
/// What may change marks, and whom they are about.
const CHANGES: [AuditKind; 4] =
    [AuditKind::Mark, AuditKind::Biometrics, AuditKind::Administration, AuditKind::Removal];

/// What a round has looked at. Until it changes nothing can come up that is counted over sessions, which takes a while in a big
/// school.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LookedAt {
    /// The newest change in the audit log, once it is settled.
    change: Option<i64>,
    day: Option<Date>,
}

impl LookedAt {
    async fn now(act: Act<'_>) -> Result<Self, UseCaseError> {
        let (mut newest, mut at) = (0, Timestamp::MIN);
        for kind in CHANGES {
            let filter = AuditFilter { kind: Some(kind), ..AuditFilter::default() };
            if let Some(entry) = act.store.list_audit(act.school, &filter, 1).await?.pop() {
                newest = newest.max(entry.number);
                at = at.max(entry.record.at);
            }
        }
        let settled = act.now.duration_since(at) > UNDER_WAY;
        Ok(Self { change: settled.then_some(newest), day: Some(act.today()) })
    }

    /// Whether nothing has changed since the other.
    fn is(self, other: Self) -> bool {
        self.change.is_some() && self == other
    }
}

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

/// Notes what has come up since the rules were made; each thing once a rule. How many are new. `last` is what the round before
/// has looked at.
///
/// # Errors
/// [`UseCaseError::Store`]; then everything is looked at again.
pub async fn note_events(act: Act<'_>, last: &mut LookedAt) -> Result<usize, UseCaseError> {
    let before = std::mem::take(last);
    let now = LookedAt::now(act).await?;
    let mut added = 0;
    for rule in act.store.list_notice_rules(act.school).await? {
        let counts =
            matches!(rule.watched, Watched::Absence | Watched::InRow { .. } | Watched::Chronic { .. });
        if counts && now.is(before) {
            continue;
        }
        let events: Vec<Event> = events_of(act, &rule).await?.into_iter().collect();
        let due = due_at(act.now, rule.timing, act.zone);
        added += act.store.add_notices(act.school, rule.id, &events, act.now, due).await?;
    }
    *last = now;
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
        Event::Report { .. } | Event::ManyExports { .. } => {
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
        Watched::ManyExports => return many_exports(act, rule).await,
        Watched::Report { report, every } => {
            let (from, to) = last_period(every, act.today());
            let made = act.zone.to_datetime(rule.since).date();
            return Ok(BTreeSet::from_iter((to >= made).then_some(Event::Report { report, from, to })));
        }
        Watched::Absence | Watched::InRow { .. } | Watched::Chronic { .. } => {}
    }
    let from = first_day(act, rule.watched).await?;
    let mut events = BTreeSet::new();
    for class in &classes {
        let data = closed_register(act, class, from).await?;
        let histories = histories(&data);
        match rule.watched {
            Watched::Absence => events.extend(absences(class, &histories, rule.since)),
            Watched::InRow { sessions } => events.extend(in_row(class, &histories, rule.since, sessions)),
            Watched::Chronic { percent } => events.extend(chronic(class, &histories, from, percent)),
            Watched::NotTaken | Watched::ManyExports | Watched::Report { .. } => {}
        }
    }
    Ok(events)
}

/// The first day that a watch looks at.
async fn first_day(act: Act<'_>, watched: Watched) -> Result<Date, UseCaseError> {
    let today = act.today();
    let ago = |days: i32| today.saturating_sub(days.days());
    Ok(match watched {
        Watched::Absence | Watched::NotTaken | Watched::ManyExports | Watched::Report { .. } => {
            ago(NEWS_DAYS)
        }
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

/// What the audit log has of that since the rule was made, in the last days.
async fn many_exports(act: Act<'_>, rule: &NoticeRule) -> Result<BTreeSet<Event>, UseCaseError> {
    let news = SignedDuration::from_hours(24 * i64::from(NEWS_DAYS));
    let from = act.now.saturating_sub(news).unwrap_or(rule.since).max(rule.since);
    let filter = AuditFilter { kind: Some(AuditKind::Export), ..AuditFilter::default() };
    let logged = act.store.list_audit(act.school, &filter, LOOKED_AT).await?.into_iter();
    let told = logged.filter(|entry| entry.record.act == MANY_EXPORTS && entry.record.at >= from);
    Ok(told.map(|entry| Event::ManyExports { by: entry.record.actor, at: entry.record.at }).collect())
}

/// A class's sessions that are closed: what is open may still change.
async fn closed_register(act: Act<'_>, class: &ClassId, from: Date) -> Result<RegisterData, UseCaseError> {
    let mut data = build_register(act, class, (Some(from), None), ("", "")).await?;
    data.sessions.retain(|session| session.closed_at.is_some());
    Ok(data)
}

fn absences(class: &ClassId, histories: &[History<'_>], since: Timestamp) -> Vec<Event> {
    let absence = |student: &Student, session: &Session| Event::Absence {
        student: student.id.clone(),
        class: class.clone(),
        date: session.date,
        label: session.label.clone(),
    };
    let mut events = Vec::new();
    for History { student, sessions } in histories {
        let new = sessions.iter().filter(|(session, ..)| session.closed_at >= Some(since));
        let away = new.filter(|(.., status)| *status == Status::Absent);
        events.extend(away.map(|(session, ..)| absence(student, session)));
    }
    events
}

fn in_row(class: &ClassId, histories: &[History<'_>], since: Timestamp, sessions: u32) -> Vec<Event> {
    let of = |history: &History<'_>| {
        let last = history.sessions.last().and_then(|(session, ..)| session.closed_at);
        let run = history.last_run(sessions).filter(|_| last >= Some(since))?;
        let (student, class) = (history.student.id.clone(), class.clone());
        Some(Event::InRow { student, class, since: run.first_day, sessions })
    };
    histories.iter().filter_map(of).collect()
}

fn chronic(class: &ClassId, histories: &[History<'_>], since: Date, percent: u32) -> Vec<Event> {
    let missing = histories.iter().filter(|history| history.chronic(percent).is_some());
    let of =
        |one: &History<'_>| Event::Chronic { student: one.student.id.clone(), class: class.clone(), since };
    missing.map(of).collect()
}
