//! How often one may guess. Every path that takes a secret asks here first.
//!
//! A login and a network each have a bucket of attempts that fills again with time, so an attacker of one person is
//! stopped wherever they ask from, one who tries many persons is stopped where they are, and nobody else notices.

use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use muster_store::{Login, SecretDigest};

use super::client::Client;
use super::secret::digest;
use crate::error::ApiError;

/// Attempts at once, and the time after which there is one more.
type Bucket = (u32, Duration);

/// Passwords of one login.
const LOGIN: Bucket = (10, Duration::from_mins(1));
/// Second factors of one login, by somebody who knows the password: a code is right by chance once in 333,333 tries,
/// and this is 288 tries a day.
const CODE: Bucket = (5, Duration::from_mins(5));
/// Secrets of any kind from one network. A school's teachers may all be one network.
const ADDRESS: Bucket = (60, Duration::from_secs(1));

/// Buckets that are full again are dropped after so many attempts.
const SWEEP: u32 = 1000;

type Buckets<K> = RateLimiter<K, HashMapStateStore<K>, Elapsed, NoOpMiddleware<Duration>>;

/// The time since some moment, that only goes forward; the clock on the wall may be set back.
#[derive(Clone)]
pub(crate) struct Elapsed(pub(crate) Arc<dyn Fn() -> Duration + Send + Sync>);

impl Clock for Elapsed {
    type Instant = Duration;

    fn now(&self) -> Duration {
        (self.0)()
    }
}

/// All buckets.
pub(crate) struct Limits {
    elapsed: Elapsed,
    logins: Buckets<[u8; 32]>,
    codes: Buckets<[u8; 32]>,
    addresses: Buckets<Option<IpAddr>>,
    attempts: AtomicU32,
}

impl Limits {
    pub(crate) fn new(elapsed: Elapsed) -> Self {
        Self {
            logins: buckets(LOGIN, &elapsed),
            codes: buckets(CODE, &elapsed),
            addresses: buckets(ADDRESS, &elapsed),
            attempts: AtomicU32::new(0),
            elapsed,
        }
    }

    /// An attempt from there at any secret.
    ///
    /// # Errors
    /// 429 when there were too many.
    pub(crate) fn address(&self, client: &Client) -> Result<(), ApiError> {
        self.sweep();
        self.spend(&self.addresses, &client.network)
    }

    /// An attempt at a login's password, whether there is such a login or not.
    ///
    /// # Errors
    /// 429 when there were too many.
    pub(crate) fn login(&self, login: &Login) -> Result<(), ApiError> {
        self.spend(&self.logins, &key(login))
    }

    /// An attempt at a login's second factor.
    ///
    /// # Errors
    /// 429 when there were too many.
    pub(crate) fn code(&self, login: &Login) -> Result<(), ApiError> {
        self.spend(&self.codes, &key(login))
    }

    fn spend<K: Hash + Eq + Clone>(&self, buckets: &Buckets<K>, key: &K) -> Result<(), ApiError> {
        buckets.check_key(key).map_err(|wait| {
            let seconds = wait.wait_time_from(self.elapsed.now()).as_secs_f64().ceil();
            ApiError::too_many_attempts(seconds as u32)
        })
    }

    /// Keeps memory bounded by what the last minutes brought.
    fn sweep(&self) {
        if self.attempts.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.logins.retain_recent();
            self.codes.retain_recent();
            self.addresses.retain_recent();
        }
    }
}

/// All keys are of one size, however long the logins are that somebody makes up.
fn key(login: &Login) -> [u8; 32] {
    let SecretDigest(key) = digest(login.as_str());
    key
}

fn buckets<K: Hash + Eq + Clone>((burst, period): Bucket, elapsed: &Elapsed) -> Buckets<K> {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::with_period(period).unwrap_or(Quota::per_minute(burst)).allow_burst(burst);
    RateLimiter::new(quota, HashMapStateStore::default(), elapsed.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(network: u8) -> Client {
        Client { network: Some(IpAddr::from([192, 0, 2, network])), agent: String::new() }
    }

    /// Protects memory from an attacker with many addresses: what is full again is forgotten.
    #[test]
    fn buckets_that_are_full_again_are_dropped() {
        let seconds = Arc::new(AtomicU32::new(0));
        let clock = Arc::clone(&seconds);
        let elapsed = Elapsed(Arc::new(move || Duration::from_secs(clock.load(Ordering::Relaxed).into())));
        let limits = Limits::new(elapsed);
        for attempt in 0..SWEEP {
            seconds.store(attempt * 10, Ordering::Relaxed);
            limits.address(&from((attempt % 250) as u8)).expect("enough left");
        }
        assert!(limits.addresses.len() < 3, "{} are kept", limits.addresses.len());
    }
}
