//! Doing what a push says, one call after the other.
//!
//! When a call fails, what was done stays done: plan again from what Moodle has then, and the rest is what is left.

use crate::plan::marking;
use crate::{
    Activity, LeftOut, Mapping, Moodle, MoodleError, MoodleSessionId, NewSession, Push, Step, Update, UserId,
};

/// What a push did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Sessions added.
    pub added: usize,
    /// Marks sent.
    pub marked: usize,
    /// Whom a session that was added could not take.
    pub left_out: Vec<LeftOut>,
}

/// How far a push is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Marks of sessions that are done, and those sent in the present one.
    pub marks: usize,
    /// All marks of the push.
    pub of: usize,
}

/// A push that ended early.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the push stopped after {} sessions were added and {} marks sent, which stay: {error}", .done.added, .done.marked)]
pub struct Interrupted {
    /// What was done until then.
    pub done: Done,
    /// What stopped it.
    #[source]
    pub error: MoodleError,
}

/// Does what a push says, as taken by `me` (the token's user). `told` hears how far it is after every mark.
///
/// # Errors
/// [`Interrupted`] at the first call that fails. Push again to continue.
pub fn carry_out(
    moodle: &Moodle,
    (activity, me): (Activity, UserId),
    push: &Push,
    mapping: &Mapping,
    told: &mut dyn FnMut(Progress),
) -> Result<Done, Interrupted> {
    let mut done = Done::default();
    let of = push.marks();
    let mut before = 0;
    for step in &push.steps {
        let mut sent = |marks: usize| told(Progress { marks: (before + marks).min(of), of });
        let result = match step {
            Step::Add(session) => add(moodle, (activity, me), session, mapping, (&mut done, &mut sent)),
            Step::Mark { session, status_set, updates } => {
                mark(moodle, me, (*session, *status_set), updates, (&mut done, &mut sent))
            }
        };
        if let Err(error) = result {
            return Err(Interrupted { done, error });
        }
        before += step.marks();
    }
    Ok(done)
}

type Account<'a> = (&'a mut Done, &'a mut dyn FnMut(usize));

/// Adds a session, and marks those in it whom Moodle lists there.
fn add(
    moodle: &Moodle,
    (activity, me): (Activity, UserId),
    session: &NewSession,
    mapping: &Mapping,
    (done, sent): Account<'_>,
) -> Result<(), MoodleError> {
    let id = moodle.add_session(activity.attendance, mapping.group, session)?;
    done.added += 1;
    let (step, left_out) = marking(&moodle.session(id)?, &session.records, &mapping.statuses);
    done.left_out.extend(left_out);
    match step {
        Some(Step::Mark { session, status_set, updates }) => {
            mark(moodle, me, (session, status_set), &updates, (done, sent))
        }
        _ => Ok(()),
    }
}

fn mark(
    moodle: &Moodle,
    me: UserId,
    (session, set): (MoodleSessionId, i64),
    updates: &[Update],
    (done, sent): Account<'_>,
) -> Result<(), MoodleError> {
    for (at, update) in updates.iter().enumerate() {
        moodle.update_user_status(session, update.user, me, (update.to, set))?;
        done.marked += 1;
        sent(at + 1);
    }
    Ok(())
}
