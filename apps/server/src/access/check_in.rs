//! Codes for checking in by oneself. A code is shown in the room for seconds; who opens it in time gets a ticket, which lets one
//! student check in within minutes; one browser checks in one student of a session.
//!
//! Codes and tickets are signed and not stored: what they say is in them. A restart ends all of them, and the next code is shown
//! seconds later. They prove that somebody saw the screen, or was sent a picture of it at once: a teacher looks over the list.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::http::HeaderMap;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use muster_domain::{ClassId, StudentId};
use muster_store::Entropy;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::launch::random_text;
use super::sign_in::host_cookie;

/// A code is shown for as long, and holds for as long again.
pub(crate) const SHOWN: SignedDuration = SignedDuration::from_secs(15);
/// A ticket holds for as long: time to type a number.
const TICKET: SignedDuration = SignedDuration::from_mins(3);
/// Wrong numbers of one ticket.
const TRIES: u32 = 5;
/// So long it is known which browser has checked in whom: until the session is over.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(12);
/// The cookie that tells browsers apart. It says nothing of who uses it.
const COOKIE: &str = "__Host-muster-device";
/// 256 bits in Base64: no browser chooses a longer name to remember it by.
const DEVICE_LENGTH: usize = 43;
/// Bytes of a signature: 128 bits, as RFC 2104 (section 5) allows.
const MAC: usize = 16;

/// The session that a code is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Meeting {
    #[serde(rename = "c")]
    pub(crate) class: ClassId,
    #[serde(rename = "d")]
    pub(crate) date: Date,
    #[serde(rename = "l")]
    pub(crate) label: String,
}

/// What is signed. Written in few letters: the fewer, the further away a phone reads the code.
#[derive(Serialize, Deserialize)]
enum Said {
    #[serde(rename = "c")]
    Code(Meeting, i64),
    #[serde(rename = "t")]
    Ticket(Meeting, i64, String),
}

/// A ticket that holds.
pub(crate) struct Ticket {
    pub(crate) meeting: Meeting,
    number: String,
}

/// Codes, tickets and what became of them.
pub(crate) struct CheckIns {
    key: [u8; 32],
    entropy: Entropy,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    /// Tickets that were tried: how often, and until when it matters.
    tried: HashMap<String, (u32, Timestamp)>,
    /// Whom a browser has checked in.
    checked_in: HashMap<(Meeting, String), (StudentId, Timestamp)>,
}

impl CheckIns {
    pub(crate) fn new(entropy: Entropy) -> Self {
        let mut key = [0; 32];
        entropy(&mut key);
        Self { key, entropy, held: Mutex::default() }
    }

    /// The code that is shown at this moment, and when the next one is.
    pub(crate) fn code(&self, meeting: Meeting, now: Timestamp) -> (String, Timestamp) {
        let step = SHOWN.as_secs();
        let next = (now.as_second() / step + 1) * step;
        let code = self.signed(&Said::Code(meeting, next + step));
        (code, Timestamp::from_second(next).unwrap_or(now))
    }

    /// A ticket for a code that is shown, or was until just now.
    pub(crate) fn ticket(&self, code: &str, now: Timestamp) -> Option<(Meeting, String)> {
        let Some(Said::Code(meeting, ends)) = self.read(code) else { return None };
        if now.as_second() >= ends {
            return None;
        }
        let (ends, number) = (now.as_second() + TICKET.as_secs(), random_text(&self.entropy));
        Some((meeting.clone(), self.signed(&Said::Ticket(meeting, ends, number))))
    }

    /// What a ticket is for, if it may be tried once more.
    pub(crate) fn try_ticket(&self, ticket: &str, now: Timestamp) -> Option<Ticket> {
        let Some(Said::Ticket(meeting, ends, number)) = self.read(ticket) else { return None };
        if now.as_second() >= ends {
            return None;
        }
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.tried.retain(|_, (_, until)| now < *until);
        let until = Timestamp::from_second(ends).unwrap_or(now);
        let (tries, _) = held.tried.entry(number.clone()).or_insert((0, until));
        *tries += 1;
        (*tries <= TRIES).then_some(Ticket { meeting, number })
    }

    /// Whether this browser has checked in somebody else.
    pub(crate) fn is_others(&self, ticket: &Ticket, device: &str, student: &str, now: Timestamp) -> bool {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.checked_in.retain(|_, (_, until)| now < *until);
        let known = held.checked_in.get(&(ticket.meeting.clone(), device.to_owned()));
        known.is_some_and(|(known, _)| known.as_str() != student)
    }

    /// Ends a ticket, and remembers whom the browser has checked in.
    pub(crate) fn done(&self, ticket: Ticket, device: &str, student: StudentId, now: Timestamp) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((tries, _)) = held.tried.get_mut(&ticket.number) {
            *tries = TRIES;
        }
        let until = now.saturating_add(REMEMBERED).unwrap_or(now);
        held.checked_in.insert((ticket.meeting, device.to_owned()), (student, until));
    }

    /// What tells this browser from others, and the cookie to keep it by when it has none yet.
    pub(crate) fn device(&self, headers: &HeaderMap) -> (String, Option<Cookie<'static>>) {
        let known = CookieJar::from_headers(headers).get(COOKIE).map(|cookie| cookie.value().to_owned());
        if let Some(device) = known.filter(|device| device.len() == DEVICE_LENGTH) {
            return (device, None);
        }
        let device = random_text(&self.entropy);
        (device.clone(), Some(host_cookie(COOKIE, device)))
    }

    fn signed(&self, said: &Said) -> String {
        let text = serde_json::to_vec(said).unwrap_or_default();
        let mac = self.hmac(&text).finalize().into_bytes();
        let [text, mac] = [&text[..], &mac[..MAC]].map(|part| BASE64_URL_SAFE_NO_PAD.encode(part));
        format!("{text}.{mac}")
    }

    fn read(&self, signed: &str) -> Option<Said> {
        let (text, mac) = signed.split_once('.')?;
        let text = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        let mac = BASE64_URL_SAFE_NO_PAD.decode(mac).ok()?;
        (mac.len() == MAC).then(|| self.hmac(&text).verify_truncated_left(&mac))?.ok()?;
        serde_json::from_slice(&text).ok()
    }

    fn hmac(&self, text: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("HMAC takes keys of any length");
        mac.update(text);
        mac
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU8, Ordering};

    use super::*;

    fn check_ins() -> CheckIns {
        let counter = AtomicU8::new(0);
        CheckIns::new(Arc::new(move |bytes: &mut [u8]| bytes.fill(counter.fetch_add(1, Ordering::Relaxed))))
    }

    fn meeting(label: &str) -> Meeting {
        Meeting { class: ClassId::new("7b"), date: Date::constant(2026, 11, 24), label: label.into() }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_010 + second).expect("a time")
    }

    /// Protects a session from a picture of the code that is sent about: what was shown is worth nothing half a minute later.
    #[test]
    fn a_code_holds_while_it_is_shown_and_once_again_as_long() {
        let ours = check_ins();
        let (code, next) = ours.code(meeting(""), at(0));
        assert_eq!(next, at(15), "the steps are the same for everybody who shows it");
        assert_ne!(code, ours.code(meeting(""), at(15)).0);
        assert_eq!(code, ours.code(meeting(""), at(14)).0);
        for (second, holds) in [(0, true), (29, true), (30, false), (3600, false)] {
            let got = ours.ticket(&code, at(second)).map(|(of, _)| of);
            assert_eq!(got, holds.then(|| meeting("")), "second {second}");
        }
        assert!(check_ins_of_another_key().ticket(&code, at(0)).is_none());
        let bent = code.replacen('.', "A.", 1);
        assert!(ours.ticket(&bent, at(0)).is_none() && ours.ticket("", at(0)).is_none());
    }

    fn check_ins_of_another_key() -> CheckIns {
        CheckIns::new(Arc::new(|bytes: &mut [u8]| bytes.fill(99)))
    }

    /// Protects from numbers that are guessed, tickets that are passed on, and one browser for the whole class.
    #[test]
    fn a_ticket_is_good_once_and_a_browser_for_one_student() {
        let ours = check_ins();
        let ticket = || ours.ticket(&ours.code(meeting("Maths"), at(0)).0, at(0)).expect("it is shown").1;
        let guessed = ticket();
        for _ in 0..TRIES {
            assert!(ours.try_ticket(&guessed, at(1)).is_some());
        }
        assert!(ours.try_ticket(&guessed, at(1)).is_none(), "one guess too many");
        let used = ticket();
        let good = ours.try_ticket(&used, at(100)).expect("in time");
        assert!(!ours.is_others(&good, "phone", "ada", at(100)));
        ours.done(good, "phone", StudentId::new("ada"), at(100));
        assert!(ours.try_ticket(&used, at(101)).is_none(), "once");
        let next = ours.try_ticket(&ticket(), at(102)).expect("another one");
        assert!(
            ours.is_others(&next, "phone", "bo", at(102)) && !ours.is_others(&next, "phone", "ada", at(102))
        );
        assert!(!ours.is_others(&next, "tablet", "bo", at(102)));
        assert!(ours.try_ticket(&ticket(), at(180)).is_none(), "too late");
        let code = ours.code(meeting("Maths"), at(0)).0;
        assert!(ours.try_ticket(&code, at(0)).is_none(), "a code is no ticket");
        assert!(ours.ticket(&ticket(), at(0)).is_none(), "and a ticket no code");
    }
}
