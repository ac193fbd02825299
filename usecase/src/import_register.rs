//! An edited workbook comes back: what it changes, and the change.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use muster_domain::{ClassId, Mark, MarkSource, SessionId, Status, StudentId};
use muster_report::{Changed, EditedRegister, Letter, RegisterDifference, difference};
use muster_store::{Additions, Basis};

use crate::build_register::build_register;
use crate::seen::History;
use crate::session::find_class;
use crate::{Act, UseCaseError};

/// What marks from a workbook say of why they were set.
pub const REMARK: &str = "from register.xlsx";

/// A conflict that a person decided for the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Override {
    /// Whose mark.
    pub student: StudentId,
    /// The session's date.
    pub date: Date,
    /// The session's label.
    pub label: String,
}

impl Override {
    /// The one that this change is.
    pub fn of(change: &Changed) -> Self {
        let session = &change.session;
        Self { student: change.student.id.clone(), date: session.date, label: session.label.clone() }
    }
}

/// An edited workbook beside the class's register as it was at one moment.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What it changes.
    pub difference: RegisterDifference,
    /// How much each session of its days had been told.
    bases: Vec<(SessionId, Basis)>,
}

/// What an edited workbook changes in the class's register.
///
/// # Errors
/// [`UseCaseError::NoClass`]; [`UseCaseError::OtherClass`] when the file is another class's register.
pub async fn compare_register(
    act: Act<'_>,
    class: &ClassId,
    edited: &EditedRegister,
) -> Result<Compared, UseCaseError> {
    find_class(act, class).await?;
    if let Some(base) = &edited.base
        && !base.class.as_str().is_empty()
        && base.class != *class
    {
        let (class, file) = (class.to_string(), base.class.to_string());
        return Err(UseCaseError::OtherClass { class, file });
    }
    // The bases first, so that whatever comes after the comparison is more than they say.
    let bases = bases(act, class, edited).await?;
    let (from, to) = days(edited);
    let current = build_register(act, class, (Some(from), Some(to)), ("", "")).await?;
    Ok(Compared { difference: difference(edited, &current), bases })
}

/// Sets the marks that an edited workbook changes, and those of its conflicts that are among `overrides`. Each session's
/// come in one transaction, and only onto what was compared: if somebody decides at the same moment, the session is left
/// as they have it. The same file again changes nothing. Returns what was changed; its conflicts are those that were left.
///
/// # Errors
/// [`muster_store::StoreError::Overtaken`] when somebody was faster: sessions before that one have their marks, and the
/// file may be compared again.
pub async fn import_register(
    act: Act<'_>,
    compared: Compared,
    overrides: &[Override],
) -> Result<RegisterDifference, UseCaseError> {
    let Compared { difference: mut found, bases } = compared;
    let chosen: HashSet<&Override> = overrides.iter().collect();
    let (decided, left): (Vec<_>, Vec<_>) =
        found.conflicts.into_iter().partition(|one| chosen.contains(&Override::of(&one.change)));
    found.conflicts = left;
    found.changes.extend(decided.into_iter().map(|conflict| conflict.change));
    let mut marks: HashMap<SessionId, Vec<Mark>> = HashMap::new();
    for change in &found.changes {
        marks.entry(change.session.id).or_default().push(mark(act, change));
    }
    for (session, basis) in bases {
        let Some(marks) = marks.get(&session) else { continue };
        let additions = Additions { marks, basis: Some(basis), ..Additions::default() };
        act.store.add_to_session(act.school, session, additions, act.now).await?;
    }
    Ok(found)
}

fn mark(act: Act<'_>, change: &Changed) -> Mark {
    let source = MarkSource::Human { by: act.by.to_owned(), remark: REMARK.to_owned() };
    let Letter { text, status } = change.to.clone();
    let letter = (status != Status::NotSeen).then_some(text);
    Mark { student: change.student.id.clone(), status, letter, source, at: act.now }
}

/// How much each session of the file's days was told.
async fn bases(
    act: Act<'_>,
    class: &ClassId,
    edited: &EditedRegister,
) -> Result<Vec<(SessionId, Basis)>, UseCaseError> {
    let (from, to) = days(edited);
    let mut bases = Vec::new();
    for session in act.store.list_sessions(act.school, class, Some(from), Some(to)).await? {
        let id = session.id;
        bases.push((id, History::read(act, Some(session)).await?.basis()));
    }
    Ok(bases)
}

/// The first and the last day that the file is about; a day on which nothing ever was when it has none.
fn days(edited: &EditedRegister) -> (Date, Date) {
    let in_heading = |heading: &str| heading.trim().get(..10)?.parse::<Date>().ok();
    let headed = edited.columns.iter().filter_map(|column| in_heading(&column.heading));
    let written = edited.base.iter().flat_map(|base| base.sessions.iter().map(|session| session.date));
    let days: Vec<Date> = headed.chain(written).collect();
    let first = days.iter().min().copied().unwrap_or(Date::ZERO);
    (first, days.iter().max().copied().unwrap_or(first))
}
