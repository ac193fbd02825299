//! A class's register goes to its attendance activity in Moodle: the link, what a push would change there, and the doing
//! of it. Only somebody's wish begins a push.
//!
//! A push has two halves: [`prepare_push`] reads the store, [`PreparedPush::run`] asks and changes the Moodle that it is
//! handed, and blocks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use muster_domain::{
    ClassId, MoodleLink, MoodleUser, RegisterStatus, Session, SessionTime, Status, StudentId,
};
use muster_moodle::{
    Activity, AttendanceId, CourseId, Done, GroupId, Identified, Interrupted, LeftOut, Mapping, Moodle,
    MoodleError, MoodleState, Push, Reason, Recorded, Register, RegisterSession, StatusMap, StatusName, Step,
    Unclear, Unidentified, Update, UserId, carry_out, plan,
};
use muster_report::{Letter, RegisterData};

use crate::build_register::build_register;
use crate::session::find_class;
use crate::status_sets::status_set;
use crate::{Act, UseCaseError};

/// A Moodle, as a push needs it. Calls block.
pub trait MoodleSite {
    /// What an activity has now.
    ///
    /// # Errors
    /// When it can't be asked.
    fn state(&self, activity: Activity, user: MoodleUser) -> Result<MoodleState, MoodleError>;

    /// Does what a push says, as taken by that user.
    ///
    /// # Errors
    /// [`Interrupted`] at the first call that fails; what was done stays.
    fn carry_out(
        &self,
        activity: (Activity, UserId),
        push: &Push,
        mapping: &Mapping,
    ) -> Result<Done, Interrupted>;
}

impl MoodleSite for Moodle {
    fn state(&self, activity: Activity, user: MoodleUser) -> Result<MoodleState, MoodleError> {
        Self::state(self, activity, user)
    }

    fn carry_out(
        &self,
        activity: (Activity, UserId),
        push: &Push,
        mapping: &Mapping,
    ) -> Result<Done, Interrupted> {
        carry_out(self, activity, push, mapping, &mut |_| ())
    }
}

/// A session of the register, as people name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionName {
    /// Its day.
    pub date: Date,
    /// Its label.
    pub label: String,
}

/// What of a register is to go to Moodle.
#[derive(Clone, Debug)]
pub struct PreparedPush {
    link: MoodleLink,
    register: Register,
    /// By the second in which they begin: one, or several that Moodle could not tell apart.
    names: BTreeMap<i64, Vec<SessionName>>,
    without_time: Vec<SessionName>,
    students: BTreeMap<StudentId, String>,
}

/// How a push goes about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PushManner {
    /// Whether it is carried out, or only shown.
    pub apply: bool,
    /// Whether what somebody marked in Moodle stays.
    pub keep_theirs: bool,
}

/// What a push changes in Moodle, and what it can't.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushReport {
    /// The sessions that change there, in the register's order.
    pub sessions: Vec<PushedSession>,
    /// What was done; none when it was only shown.
    pub done: Option<Done>,
    /// Records that Moodle can't take, although it knows session and student. Which those are of a session that it does not
    /// have yet shows when it is added.
    pub left_out: Vec<(SessionName, StudentId, Reason)>,
    /// Students who can't be found in the course.
    pub unidentified: Vec<(StudentId, Unidentified)>,
    /// Sessions of which nobody can say which of Moodle's they are.
    pub unclear: Vec<(SessionName, Unclear)>,
    /// Sessions without a time, which Moodle can't have.
    pub without_time: Vec<SessionName>,
    /// The names of the register's students.
    pub students: BTreeMap<StudentId, String>,
    /// Whether the token's user sees nobody's field by which students are known: then that is why nobody is found.
    pub field_hidden: bool,
}

/// A session that a push changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushedSession {
    /// Which one.
    pub session: SessionName,
    /// Whether Moodle does not have it yet.
    pub is_new: bool,
    /// Who is marked as what.
    pub marks: Vec<PushedMark>,
}

/// A mark for Moodle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushedMark {
    /// Whose.
    pub student: StudentId,
    /// What the register says.
    pub recorded: Recorded,
    /// The acronym that Moodle has now; none where it has nothing.
    pub replaces: Option<String>,
}

/// The class's link.
///
/// # Errors
/// [`UseCaseError::NoMoodleLink`].
pub async fn find_moodle_link(act: Act<'_>, class: &ClassId) -> Result<MoodleLink, UseCaseError> {
    let all = act.store.list_moodle_links(act.school).await?;
    let found = all.into_iter().find(|link| link.class == *class);
    found.ok_or_else(|| UseCaseError::NoMoodleLink(class.to_string()))
}

/// Links a class to an attendance activity, or changes its link. Without a token the link keeps the one that it has for its
/// site. Moodle is not asked.
///
/// # Errors
/// [`UseCaseError::NoClass`]; [`UseCaseError::Moodle`] for an address that can't be used; [`UseCaseError::BadMoodleLink`];
/// [`UseCaseError::NoStatus`] for a letter that the school's set lacks; and when there is no token to keep.
pub async fn link_moodle(
    act: Act<'_>,
    mut link: MoodleLink,
    token: Option<&str>,
) -> Result<MoodleLink, UseCaseError> {
    find_class(act, &link.class).await?;
    link.site = Moodle::site_address(&link.site)?;
    if link.course < 1 || link.attendance < 1 {
        return Err(UseCaseError::BadMoodleLink("the numbers of course and activity are 1 or more"));
    }
    if token.is_some_and(|token| token.is_empty() || !token.chars().all(|c| c.is_ascii_graphic())) {
        return Err(UseCaseError::BadMoodleLink(
            "the token has to be the text that Moodle shows, without blanks",
        ));
    }
    check_names(act, &link).await?;
    act.store.put_moodle_link(act.school, &link, token).await?;
    Ok(link)
}

async fn check_names(act: Act<'_>, link: &MoodleLink) -> Result<(), UseCaseError> {
    let set = status_set(act).await?;
    let mut seen = BTreeSet::new();
    for name in &link.statuses {
        if name.acronym.trim().is_empty() {
            return Err(UseCaseError::BadMoodleLink("every status needs the acronym that it has in Moodle"));
        }
        let of = match &name.of {
            RegisterStatus::Status(Status::NotSeen) => {
                let cause = "who is not decided is not sent to Moodle, so `not_seen` has no acronym there";
                return Err(UseCaseError::BadMoodleLink(cause));
            }
            RegisterStatus::Status(status) => RegisterStatus::Status(*status),
            RegisterStatus::Letter(letter) if set.by_letter(letter).is_none() => {
                return Err(UseCaseError::NoStatus { letter: letter.clone(), set: set.name });
            }
            RegisterStatus::Letter(letter) => RegisterStatus::Letter(letter.to_lowercase()),
        };
        if !seen.insert(of) {
            return Err(UseCaseError::BadMoodleLink("a status has two acronyms"));
        }
    }
    Ok(())
}

/// What of the class's register from `from` to `to`, both included, is to go to Moodle.
///
/// # Errors
/// [`UseCaseError::NoClass`]; [`UseCaseError::NoMoodleLink`].
pub async fn prepare_push(
    act: Act<'_>,
    class: &ClassId,
    (from, to): (Date, Date),
) -> Result<PreparedPush, UseCaseError> {
    find_class(act, class).await?;
    let link = find_moodle_link(act, class).await?;
    let data = build_register(act, class, (Some(from), Some(to)), ("", "")).await?;
    let mut prepared = PreparedPush {
        link,
        register: Register::default(),
        names: BTreeMap::new(),
        without_time: Vec::new(),
        students: data.students.iter().map(|one| (one.id.clone(), one.full_name())).collect(),
    };
    for session in &data.sessions {
        let name = SessionName { date: session.date, label: session.label.clone() };
        let Some(time) = &session.time else {
            prepared.without_time.push(name);
            continue;
        };
        let ours = register_session(&data, session, time);
        prepared.names.entry(ours.start_second()).or_default().push(name);
        prepared.register.sessions.push(ours);
    }
    Ok(prepared)
}

fn register_session(data: &RegisterData, session: &Session, time: &SessionTime) -> RegisterSession {
    let own = data.records.iter().filter(|record| record.session == session.id);
    let recorded = |record| {
        let Letter { text, status } = Letter::of(&data.statuses, record);
        Recorded { status, letter: Some(text) }
    };
    RegisterSession {
        starts_at: time.starts_at,
        ends_at: time.ends_at,
        description: session.label.clone(),
        records: own.map(|record| (record.student.clone(), recorded(record))).collect(),
    }
}

impl PreparedPush {
    /// The site that it goes to.
    pub fn site(&self) -> &str {
        &self.link.site
    }

    /// Looks at what Moodle has, and says what the register changes there; changes it where `manner` says so.
    ///
    /// # Errors
    /// [`UseCaseError::Moodle`] when nothing was changed; [`UseCaseError::PushInterrupted`] when something may be.
    pub fn run(&self, site: &dyn MoodleSite, manner: PushManner) -> Result<PushReport, UseCaseError> {
        let activity =
            Activity { course: CourseId(self.link.course), attendance: AttendanceId(self.link.attendance) };
        let state = site.state(activity, self.link.user)?;
        let mapping = mapping(&self.link);
        let push = plan(&self.register, &state, &mapping);
        let push = if manner.keep_theirs { push.keeping_theirs() } else { push };
        let mut report = self.report(&push, &state);
        if manner.apply {
            let done = site.carry_out((activity, state.me), &push, &mapping)?;
            report.left_out.extend(self.left_out(&done.left_out));
            report.done = Some(done);
        }
        Ok(report)
    }

    fn report(&self, push: &Push, state: &MoodleState) -> PushReport {
        let unclear: BTreeMap<i64, Unclear> =
            push.unclear.iter().map(|(at, why)| (at.as_second(), *why)).collect();
        let all_of =
            |(at, why)| self.names.get(&at).into_iter().flatten().map(move |name| (name.clone(), why));
        PushReport {
            sessions: push.steps.iter().filter_map(|step| self.pushed(step, state)).collect(),
            done: None,
            left_out: self.left_out(&push.left_out),
            unidentified: push.unidentified.clone(),
            unclear: unclear.into_iter().flat_map(all_of).collect(),
            without_time: self.without_time.clone(),
            students: self.students.clone(),
            field_hidden: push.field_hidden,
        }
    }

    fn pushed(&self, step: &Step, state: &MoodleState) -> Option<PushedSession> {
        match step {
            Step::Add(new) => {
                let mark = |one: &Identified| PushedMark {
                    student: one.student.clone(),
                    recorded: one.recorded.clone(),
                    replaces: None,
                };
                let marks = new.records.iter().map(mark).collect();
                Some(PushedSession { session: self.name(new.start_second)?, is_new: true, marks })
            }
            Step::Mark { session, updates, .. } => {
                let theirs = state.sessions.iter().find(|one| one.id == *session)?;
                let acronym =
                    |id| theirs.statuses.iter().find(|one| one.id == id).map(|one| one.acronym.clone());
                let mark = |one: &Update| PushedMark {
                    student: one.student.clone(),
                    recorded: one.recorded.clone(),
                    // One that is not in the set any more has no acronym, and is replaced all the same.
                    replaces: one.replaces.map(|id| acronym(id).unwrap_or_else(|| "?".to_owned())),
                };
                let marks = updates.iter().map(mark).collect();
                Some(PushedSession { session: self.name(theirs.start_second)?, is_new: false, marks })
            }
        }
    }

    fn left_out(&self, left_out: &[LeftOut]) -> Vec<(SessionName, StudentId, Reason)> {
        let named =
            |one: &LeftOut| Some((self.name(one.start_second)?, one.student.clone(), one.reason.clone()));
        left_out.iter().filter_map(named).collect()
    }

    /// The register's session that begins in that second. Steps and reasons are about no others.
    fn name(&self, start_second: i64) -> Option<SessionName> {
        self.names.get(&start_second)?.first().cloned()
    }
}

fn mapping(link: &MoodleLink) -> Mapping {
    let mut statuses = StatusMap::default();
    for name in &link.statuses {
        let acronym = vec![StatusName::Acronym(name.acronym.clone())];
        statuses = match &name.of {
            RegisterStatus::Status(status) => statuses.with(*status, acronym),
            RegisterStatus::Letter(letter) => statuses.with_letter(letter, acronym),
        };
    }
    Mapping { user: link.user, group: GroupId::ALL, statuses }
}
