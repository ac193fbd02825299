//! What a register would change in Moodle. Pure: the same register and state give the same push, and the state after a
//! push gives an empty one.
//!
//! A session is recognised by the second it begins in, among those of the mapping's group; where several begin then, by
//! its duration too. A student is recognised by one field of the course's users. A status that Moodle has already is
//! not sent again, and a student about whom nothing is decided is left as they are.

use std::collections::HashMap;

use jiff::Timestamp;
use muster_domain::{MoodleUser, Status, StudentId};

use crate::status_map::{comparable, shown};
use crate::{
    EnrolledUser, GroupId, MoodleSession, MoodleSessionId, MoodleState, Recorded, Register, RegisterSession,
    StatusId, StatusMap, UserId,
};

/// What is called what in Moodle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The field of Moodle's users that holds our student ids.
    pub user: MoodleUser,
    /// The group whose sessions they are; [`GroupId::ALL`] for sessions of the whole course.
    pub group: GroupId,
    /// The names of the statuses.
    pub statuses: StatusMap,
}

/// What is to be done, and what can't be. Everybody recorded with a decided status is in a step, left out of one, not
/// identified, or in a session that is unclear.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Push {
    /// What to do, a step for each session that needs one, in the register's order.
    pub steps: Vec<Step>,
    /// Who is known to Moodle and can't be marked in a session that it has.
    pub left_out: Vec<LeftOut>,
    /// Who can't be found in the course, each once.
    pub unidentified: Vec<(StudentId, Unidentified)>,
    /// Sessions of which nobody can say which one of Moodle's they are, by their begin.
    pub unclear: Vec<(Timestamp, Unclear)>,
    /// Whether the token sees nobody's [`MoodleUser`] but its own user's. Then nobody can be identified before an
    /// administrator adds the field to "Show user identity" and lets the token's user see it.
    pub field_hidden: bool,
}

impl Push {
    /// Whether Moodle needs nothing.
    pub fn changes_nothing(&self) -> bool {
        self.steps.is_empty()
    }

    /// How many marks it would send. Those of sessions that are still to be added are counted too.
    pub fn marks(&self) -> usize {
        self.steps.iter().map(Step::marks).sum()
    }

    /// This push without what would replace a status that somebody gave in Moodle.
    #[must_use]
    pub fn keeping_theirs(mut self) -> Self {
        for step in &mut self.steps {
            if let Step::Mark { updates, .. } = step {
                updates.retain(|update| update.replaces.is_none());
            }
        }
        self.steps.retain(|step| step.marks() > 0);
        self
    }
}

/// What to do for one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Moodle has no such session. Its statuses are known once it is added.
    Add(NewSession),
    /// Moodle has it, and somebody's status differs.
    Mark {
        /// Moodle's session.
        session: MoodleSessionId,
        /// The number of its status set.
        status_set: i64,
        /// What to change, at least one.
        updates: Vec<Update>,
    },
}

impl Step {
    /// How many marks it would send.
    pub fn marks(&self) -> usize {
        match self {
            Self::Add(session) => session.records.len(),
            Self::Mark { updates, .. } => updates.len(),
        }
    }
}

/// A session to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// When it began, in seconds since 1970 began in UTC.
    pub start_second: i64,
    /// How long it was, in seconds.
    pub seconds: i64,
    /// What Moodle shows beside it, as plain text.
    pub description: String,
    /// Who is to be marked in it, at least one.
    pub records: Vec<Identified>,
}

/// A decided record of a student whom Moodle knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identified {
    /// Ours.
    pub student: StudentId,
    /// Moodle's.
    pub user: UserId,
    /// What is recorded.
    pub recorded: Recorded,
}

/// A mark to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Whose.
    pub student: StudentId,
    /// The same student in Moodle.
    pub user: UserId,
    /// What our register says.
    pub recorded: Recorded,
    /// What Moodle is to say.
    pub to: StatusId,
    /// What Moodle says now; `None` when it says nothing.
    pub replaces: Option<StatusId>,
}

/// A record that Moodle can't take, although it has the session and knows the student.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Moodle's session.
    pub session: MoodleSessionId,
    /// When it began, in seconds since 1970 began in UTC.
    pub start_second: i64,
    /// Whose record.
    pub student: StudentId,
    /// Why.
    pub reason: Reason,
}

/// Why Moodle can't take a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The student is no participant of that session: another group, or a role that is not listed.
    #[error("Moodle does not list the student in this session: check their group and role in the course")]
    NotListed,
    /// The session's status set has nothing of that name, or several.
    #[error("no status of the session's set is clearly `{0}`: name the one that is meant")]
    NoCounterpart(Recorded),
}

/// Why a student can't be identified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unidentified {
    /// Nobody in the course has that id.
    #[error("nobody in the course has this id: enrol them, or correct their id in Moodle")]
    Nobody,
    /// Several have it.
    #[error("several in the course have this id: correct it in Moodle")]
    Several,
}

/// Why a session can't be told from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unclear {
    /// Another session of the register begins in the same second.
    #[error("another session of the register begins at the same time")]
    TwoOfOurs,
    /// Several of Moodle's sessions fit equally.
    #[error("Moodle has several sessions at that time: delete the wrong ones, or name the group")]
    SeveralOfTheirs,
}

/// What a register would change in an activity that is as `theirs` says.
pub fn plan(ours: &Register, theirs: &MoodleState, mapping: &Mapping) -> Push {
    let directory = Directory::new(&theirs.users, mapping.user);
    let mut push = Push { field_hidden: field_hidden(theirs, mapping.user), ..Push::default() };
    let mut begins: HashMap<i64, usize> = HashMap::new();
    for session in &ours.sessions {
        *begins.entry(session.start_second()).or_default() += 1;
    }
    for session in &ours.sessions {
        let records = identified(session, &directory, &mut push.unidentified);
        let found = match begins.get(&session.start_second()) {
            Some(2..) => Err(Unclear::TwoOfOurs),
            _ => same_session(session, &theirs.sessions, mapping.group),
        };
        match found {
            Err(unclear) => push.unclear.push((session.starts_at, unclear)),
            // A session without a mark would stand in Moodle as one that nobody has taken.
            Ok(None) if records.is_empty() => {}
            Ok(None) => push.steps.push(Step::Add(NewSession {
                start_second: session.start_second(),
                seconds: session.seconds(),
                description: session.description.clone(),
                records,
            })),
            Ok(Some(own)) => {
                let (step, left_out) = marking(own, &records, &mapping.statuses);
                push.steps.extend(step);
                push.left_out.extend(left_out);
            }
        }
    }
    push
}

/// What to mark in a session that Moodle has, and whom it can't take. No step when it has everything already.
pub(crate) fn marking(
    session: &MoodleSession,
    records: &[Identified],
    statuses: &StatusMap,
) -> (Option<Step>, Vec<LeftOut>) {
    let (mut updates, mut left_out) = (Vec::new(), Vec::new());
    for Identified { student, user, recorded } in records {
        let mut leave = |reason| {
            let (student, start_second) = (student.clone(), session.start_second);
            left_out.push(LeftOut { session: session.id, start_second, student, reason });
        };
        if !session.users.contains(user) {
            leave(Reason::NotListed);
            continue;
        }
        let Some(counterpart) = statuses.counterpart(recorded, &session.statuses) else {
            leave(Reason::NoCounterpart(recorded.clone()));
            continue;
        };
        let (to, replaces) = (counterpart.id, session.marks.get(user).copied());
        if replaces != Some(to) {
            let (student, recorded) = (student.clone(), recorded.clone());
            updates.push(Update { student, user: *user, recorded, to, replaces });
        }
    }
    let step = Step::Mark { session: session.id, status_set: session.status_set, updates };
    ((step.marks() > 0).then_some(step), left_out)
}

/// A session's decided records of students whom Moodle knows; the others are noted, each once in a push.
fn identified(
    session: &RegisterSession,
    directory: &Directory,
    unidentified: &mut Vec<(StudentId, Unidentified)>,
) -> Vec<Identified> {
    let mut records = Vec::new();
    for (student, recorded) in
        session.records.iter().filter(|(_, recorded)| recorded.status != Status::NotSeen)
    {
        match directory.find(student) {
            Ok(user) => {
                records.push(Identified { student: student.clone(), user, recorded: recorded.clone() });
            }
            Err(why) if unidentified.iter().all(|(noted, _)| noted != student) => {
                unidentified.push((student.clone(), why));
            }
            Err(_) => {}
        }
    }
    records
}

/// Moodle's session that ours is, if it has it.
fn same_session<'a>(
    ours: &RegisterSession,
    theirs: &'a [MoodleSession],
    group: GroupId,
) -> Result<Option<&'a MoodleSession>, Unclear> {
    let begin_then =
        |session: &&MoodleSession| session.group == group && session.start_second == ours.start_second();
    let mut fitting: Vec<_> = theirs.iter().filter(begin_then).collect();
    if fitting.len() > 1 {
        fitting.retain(|session| session.seconds == ours.seconds());
        if fitting.len() != 1 {
            return Err(Unclear::SeveralOfTheirs);
        }
    }
    Ok(fitting.first().copied())
}

/// A user sees their own fields in any case, so that says nothing.
fn field_hidden(theirs: &MoodleState, field: MoodleUser) -> bool {
    let mut others = theirs.users.iter().filter(|user| user.id != theirs.me).peekable();
    others.peek().is_some() && others.all(|user| shown(field, user).is_none())
}

/// A course's users by the field that holds our ids.
struct Directory {
    field: MoodleUser,
    users: HashMap<String, Result<UserId, Unidentified>>,
}

impl Directory {
    fn new(users: &[EnrolledUser], field: MoodleUser) -> Self {
        let mut found: HashMap<String, Result<UserId, Unidentified>> = HashMap::new();
        for user in users {
            if let Some(value) = shown(field, user) {
                let several = |entry: &mut Result<UserId, Unidentified>| *entry = Err(Unidentified::Several);
                found.entry(value).and_modify(several).or_insert(Ok(user.id));
            }
        }
        Self { field, users: found }
    }

    fn find(&self, student: &StudentId) -> Result<UserId, Unidentified> {
        let value = comparable(self.field, student.as_str());
        self.users.get(&value).copied().unwrap_or(Err(Unidentified::Nobody))
    }
}
