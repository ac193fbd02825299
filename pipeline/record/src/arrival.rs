//! Whether a photo shows somebody late. A phone's clock is set by its owner, and a photo can lie on the phone for hours before
//! it is sent: so neither the time in the file nor the time of arrival says by itself when the picture was taken.
//!
//! Owns when a claim of time is believed. A photo whose time nobody can vouch for makes nobody late.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use muster_domain::{SessionTime, Status};

/// A clock that is off by less needs no correction: sending takes time too.
const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_mins(2);

/// What is known of when a photo was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhotoTime {
    /// What the camera's clock said when it was taken.
    pub captured_at: Option<DateTime>,
    /// What the same clock said when the photo was sent. Both are local times without a zone, so that a phone in another zone
    /// is corrected too.
    pub sent_at: Option<DateTime>,
    /// When it was received, by our own clock.
    pub received_at: Timestamp,
}

/// When a photo was taken, as far as it can be believed; none when it can't.
///
/// With the sender's clock at the time of sending known, the error of that clock is the difference to our own on receipt, and
/// the time of capture is corrected by it. Without it the capture is believed as it stands. A capture after receipt can't
/// be: by no more than two minutes it is the time of receipt, else it is not believed. `zone` is the school's.
pub fn taken_at(time: PhotoTime, zone: &TimeZone) -> Option<Timestamp> {
    let instant =
        |local: DateTime| Some(zone.to_ambiguous_zoned_datetime(local).compatible().ok()?.timestamp());
    let claimed = instant(time.captured_at?)?;
    let error = match time.sent_at {
        Some(sent) => time.received_at.duration_since(instant(sent)?),
        None => SignedDuration::ZERO,
    };
    let error = if error.abs() <= CLOCK_TOLERANCE { SignedDuration::ZERO } else { error };
    let corrected = claimed.checked_add(error).ok()?;
    let ahead = corrected.duration_since(time.received_at);
    (ahead <= CLOCK_TOLERANCE).then(|| corrected.min(time.received_at))
}

/// What a photo of that time makes of who is seen in it first: late when it was taken after the grace and before the end of
/// the session, else present. A photo from before or after the session says nothing of when somebody came.
pub fn arrival(session: Option<&SessionTime>, taken_at: Option<Timestamp>) -> Status {
    match (session.and_then(|time| Some((time.late_from?, time.ends_at))), taken_at) {
        (Some((late_from, ends_at)), Some(at)) if late_from <= at && at < ends_at => Status::Late,
        _ => Status::Present,
    }
}
