//! Whether a session may still be changed, and its opening again.

use jiff::civil::Date;
use muster_domain::{ClassId, Confirmation, Reopening, Session};
use muster_record::Lock;

use crate::session::{find_class, find_session};
use crate::timetable::open_session;
use crate::{Act, UseCaseError};

/// When the school's sessions are locked.
#[derive(Clone, Debug)]
pub struct LockRule {
    /// When.
    pub lock: Lock,
}

impl LockRule {
    /// Since when the session of a day is locked; none while it may be changed. One that nobody has opened yet is locked by
    /// its day alone.
    ///
    /// # Errors
    /// [`UseCaseError::Store`].
    pub async fn since(
        &self,
        act: Act<'_>,
        date: Date,
        session: Option<&Session>,
    ) -> Result<Option<Date>, UseCaseError> {
        let by_day = self.lock.since(date, None, act.today());
        match session {
            // Opening again only gives time: what its day alone does not lock needs no look at the store.
            Some(session) if by_day.is_some() => {
                Ok(self.lock.since(date, self.last_reopening(act, session).await?, act.today()))
            }
            _ => Ok(by_day),
        }
    }

    /// Refuses what would change a locked session.
    ///
    /// # Errors
    /// [`UseCaseError::Locked`].
    pub async fn require_open(
        &self,
        act: Act<'_>,
        class: &ClassId,
        (date, label): (Date, &str),
    ) -> Result<(), UseCaseError> {
        if self.lock == Lock::Never {
            return Ok(()); // every mark and every frame asks: the usual answer takes no look at the store
        }
        let session = act.store.find_session(act.school, class, date, label).await?;
        match self.since(act, date, session.as_ref()).await? {
            Some(since) => Err(UseCaseError::Locked { date, since }),
            None => Ok(()),
        }
    }

    async fn last_reopening(&self, act: Act<'_>, session: &Session) -> Result<Option<Date>, UseCaseError> {
        let reopenings = act.store.list_reopenings(act.school, session.id).await?;
        Ok(reopenings.iter().map(|one| act.zone.to_datetime(one.at).date()).max())
    }
}

/// Confirms a closed session: somebody else than who closed it has looked over it. Whatever is added to it afterwards forgets
/// that.
///
/// # Errors
/// [`UseCaseError::NoClass`], [`UseCaseError::NoSession`]; [`UseCaseError::OwnClosing`]; a conflict when it is open.
pub async fn confirm_session(act: Act<'_>, class: &ClassId, at: (Date, &str)) -> Result<(), UseCaseError> {
    let session = find_session(act, class, at).await?;
    if session.closed_by.as_deref() == Some(act.by) {
        return Err(UseCaseError::OwnClosing);
    }
    let confirmation = Confirmation { by: act.by.to_owned(), at: act.now };
    Ok(act.store.confirm_session(act.school, session.id, &confirmation).await?)
}

/// Opens a session again: what nobody decided is open again, and it may be changed for as long as on its first day. A locked
/// day on which there was no session gets one, so that a lesson that was forgotten can still be written down. What is
/// locked is opened only by who `unlocks`.
///
/// # Errors
/// [`UseCaseError::NoClass`], [`UseCaseError::NoSession`]; [`UseCaseError::Locked`] for who may not;
/// [`UseCaseError::NotClosed`] for one that is open as it is; [`UseCaseError::Store`] without a reason.
pub async fn reopen_session(
    act: Act<'_>,
    rule: &LockRule,
    class: &ClassId,
    (date, label): (Date, &str),
    (reason, unlocks): (&str, bool),
) -> Result<(), UseCaseError> {
    find_class(act, class).await?;
    let (reason, found) = (reason.trim(), act.store.find_session(act.school, class, date, label).await?);
    let locked = rule.since(act, date, found.as_ref()).await?;
    if let Some(since) = locked.filter(|_| !unlocks) {
        return Err(UseCaseError::Locked { date, since });
    }
    let session = match found {
        None if locked.is_some() && !reason.is_empty() => open_session(act, class, (date, label)).await?,
        None => return Err(UseCaseError::NoSession { class: class.to_string(), date }),
        Some(session) => session,
    };
    if session.closed_at.is_none() && locked.is_none() {
        return Err(UseCaseError::NotClosed { date });
    }
    let reopening = Reopening { by: act.by.to_owned(), reason: reason.to_owned(), at: act.now };
    Ok(act.store.reopen_session(act.school, session.id, &reopening).await?)
}
