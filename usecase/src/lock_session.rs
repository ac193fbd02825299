//! Whether a session may still be changed, and its opening again.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use muster_domain::{ClassId, Reopening, Session};
use muster_record::Lock;

use crate::session::{find_class, find_session};
use crate::{Act, UseCaseError};

/// When the school's sessions are locked, and where its days begin.
#[derive(Clone, Debug)]
pub struct LockRule {
    /// When.
    pub lock: Lock,
    /// The school's time zone.
    pub zone: TimeZone,
}

impl LockRule {
    /// The first day on which the session is, or was, locked; none when it never is.
    ///
    /// # Errors
    /// [`UseCaseError::Store`].
    pub async fn first_day(&self, act: Act<'_>, session: &Session) -> Result<Option<Date>, UseCaseError> {
        let reopenings = act.store.list_reopenings(act.school, session.id).await?;
        let last = reopenings.iter().map(|one| self.zone.to_datetime(one.at).date()).max();
        Ok(self.lock.first_day(session.date, last))
    }

    /// Refuses what would change a locked session. One that nobody has opened yet is locked by its day alone.
    ///
    /// # Errors
    /// [`UseCaseError::Locked`].
    pub async fn require_open(
        &self,
        act: Act<'_>,
        class: &ClassId,
        (date, label): (Date, &str),
    ) -> Result<(), UseCaseError> {
        let first = match act.store.find_session(act.school, class, date, label).await? {
            Some(session) => self.first_day(act, &session).await?,
            None => self.lock.first_day(date, None),
        };
        let today = self.zone.to_datetime(act.now).date();
        match first.filter(|first| today >= *first) {
            Some(since) => Err(UseCaseError::Locked { date, since }),
            None => Ok(()),
        }
    }
}

/// Opens a session again: what nobody decided is open again, and it may be changed for as long as on its first day. A locked
/// day on which there was no session gets one, so that a lesson that was forgotten can still be written down.
///
/// # Errors
/// [`UseCaseError::NoClass`], [`UseCaseError::NoSession`]; [`UseCaseError::NotClosed`] for one that is open as it is;
/// [`UseCaseError::Store`] without a reason.
pub async fn reopen_session(
    act: Act<'_>,
    rule: &LockRule,
    class: &ClassId,
    at: (Date, &str),
    reason: &str,
) -> Result<(), UseCaseError> {
    let locked = matches!(rule.require_open(act, class, at).await, Err(UseCaseError::Locked { .. }));
    if locked && !reason.trim().is_empty() {
        find_class(act, class).await?;
        act.store.open_session(act.school, class, at.0, at.1).await?;
    }
    let session = find_session(act, class, at).await?;
    if session.closed_at.is_none() && !locked {
        return Err(UseCaseError::NotClosed { date: session.date });
    }
    let reopening = Reopening { by: act.by.to_owned(), reason: reason.trim().to_owned(), at: act.now };
    Ok(act.store.reopen_session(act.school, session.id, &reopening).await?)
}
