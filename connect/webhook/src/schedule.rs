//! When a message that was not delivered is tried again.

use jiff::SignedDuration;

/// By how much chance lengthens a pause at most, as a share of it.
pub const MAX_STRETCH: f64 = 0.2;

/// The pauses that Standard Webhooks recommends ("Deliverability and reliability"): about three days in all.
const PAUSES: [SignedDuration; 9] = [
    SignedDuration::from_secs(5),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(2),
    SignedDuration::from_hours(5),
    SignedDuration::from_hours(10),
    SignedDuration::from_hours(14),
    SignedDuration::from_hours(20),
    SignedDuration::from_hours(24),
];

/// How long to wait after `attempts` tries, or nothing when that was the last. No try at all waits for nothing.
///
/// `jitter` is a random number from 0 to 1, by which the pause is lengthened by up to [`MAX_STRETCH`], so that messages that
/// failed together do not come back together; what lies outside counts as the nearer end. Where the receiver named a time
/// ([`crate::Outcome::RetryLater`]), the later of both counts.
pub fn next_attempt(attempts: u32, jitter: f64) -> Option<SignedDuration> {
    let Some(failed) = attempts.checked_sub(1) else { return Some(SignedDuration::ZERO) };
    let pause = PAUSES.get(usize::try_from(failed).ok()?)?;
    let share = if jitter.is_nan() { 0.0 } else { jitter.clamp(0.0, 1.0) };
    let millis = pause.as_millis() as f64 * (1.0 + share * MAX_STRETCH);
    Some(SignedDuration::from_millis(millis as i64))
}
