//! Sign-ins that are under way elsewhere: what has to come back, kept for ten minutes and one use.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use muster_store::SecretDigest;

/// Between leaving for elsewhere and coming back.
const AWAY: SignedDuration = SignedDuration::from_mins(10);
/// Sign-ins under way at once; the oldest gives way.
const UNDER_WAY: usize = 1000;

/// What was sent out, by the digest of its state.
pub(crate) struct UnderWay<T>(Mutex<HashMap<SecretDigest, (Timestamp, T)>>);

impl<T> Default for UnderWay<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> UnderWay<T> {
    pub(crate) fn remember(&self, state: SecretDigest, sent: T, now: Timestamp) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= UNDER_WAY {
            let oldest = all.iter().min_by_key(|(_, (since, _))| *since).map(|(state, _)| *state);
            oldest.map(|state| all.remove(&state));
        }
        all.insert(state, (now, sent));
    }

    /// What was sent out with that state; it is forgotten, so that no state is good twice.
    pub(crate) fn recall(&self, state: &SecretDigest, now: Timestamp) -> Option<T> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(state).filter(|(since, _)| now.duration_since(*since) < AWAY).map(|(_, sent)| sent)
    }
}
