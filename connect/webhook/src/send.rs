//! One try at a delivery, and what came of it.

use std::io::Read as _;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use ureq::http::{HeaderMap, Response, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Error};

use crate::guard::Guard;
use crate::{Endpoint, ForbiddenAddress, Headers, Reach};

/// How long a receiver has for everything, from the look-up of its name to the end of its answer, as a rule.
pub const PATIENCE: Duration = Duration::from_secs(15);
/// Bytes of an answer that are read.
pub const ANSWER_BYTES: u64 = 1024;
/// A receiver can put a message off by this much at most.
pub const MAX_RETRY_AFTER: SignedDuration = SignedDuration::from_hours(24);
/// Bytes of an answer's head at most.
const HEAD_BYTES: usize = 16 * 1024;

/// What came of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver has it (any status from 200 to 299).
    Delivered,
    /// Not now: try again ([`crate::next_attempt`]).
    RetryLater {
        /// What was in the way.
        fault: Fault,
        /// How long the receiver asks to be left alone, [`MAX_RETRY_AFTER`] at most. The later of this and the next attempt
        /// counts.
        retry_after: Option<SignedDuration>,
    },
    /// The receiver does not want it as it is (any other status, redirects included, which are never followed). Tries go on
    /// all the same, since most such receivers are being repaired; whoever owns the endpoint should hear of it.
    Refused {
        /// The status.
        status: u16,
        /// What the receiver says about it: at most [`ANSWER_BYTES`], control characters as blanks. Text from outside.
        words: String,
    },
    /// The receiver never wants one again (410): switch the endpoint off.
    Gone,
}

/// What was in the way of a delivery. Messages name the host alone, never the whole URL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The receiver is overloaded or broken (429, or 500 to 599).
    #[error("{host} answered with status {status}: it is tried again later")]
    Status {
        /// The host.
        host: String,
        /// The status.
        status: u16,
    },
    /// The name stands for no address.
    #[error("nobody knows where {host} is: look at its spelling and at this machine's DNS")]
    Unknown {
        /// The host.
        host: String,
    },
    /// The name stands for an address that webhooks may not go to.
    #[error("{host} was not called: {cause}")]
    Forbidden {
        /// The host.
        host: String,
        /// The address and its kind.
        cause: ForbiddenAddress,
    },
    /// It took longer than it may.
    #[error("{host} did not answer in time: have it answer first and work afterwards")]
    Slow {
        /// The host.
        host: String,
    },
    /// The connection failed, its certificate is not trusted, or the answer is no HTTP.
    #[error("{host} could not be reached or not be understood: {cause}; it is tried again later")]
    Connection {
        /// The host.
        host: String,
        /// What the network library says.
        cause: String,
    },
}

/// Sends webhooks. Made once, and shared.
#[derive(Clone, Debug)]
pub struct Sender(Agent);

impl Sender {
    /// One that goes where `reach` allows, with `patience` for a try ([`PATIENCE`] as a rule).
    ///
    /// TLS trusts what the platform trusts. A proxy of the environment is not used, since it would look names up on its own,
    /// and no connection is kept, so that every try looks at the addresses anew.
    pub fn new(reach: Reach, patience: Duration) -> Self {
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .proxy(None)
            .max_redirects(0)
            .max_idle_connections(0)
            .max_response_header_size(HEAD_BYTES)
            .http_status_as_error(false)
            .timeout_global(Some(patience))
            .user_agent("Muster")
            .build();
        let guard = Guard { inner: DefaultResolver::default(), reach };
        Self(Agent::with_parts(config, DefaultConnector::default(), guard))
    }

    /// Sends a message, JSON, signed by `headers`, once. It blocks until the patience is over at the latest.
    pub fn send(&self, endpoint: &Endpoint, headers: &Headers, body: &[u8]) -> Outcome {
        let mut request = self.0.post(endpoint.as_str()).header(header::CONTENT_TYPE, "application/json");
        for (name, value) in headers.pairs() {
            request = request.header(name, value);
        }
        match request.send(body) {
            Ok(answer) => judged(answer, endpoint, headers),
            Err(error) => Outcome::RetryLater { fault: fault(error, endpoint), retry_after: None },
        }
    }
}

fn judged(mut answer: Response<Body>, endpoint: &Endpoint, headers: &Headers) -> Outcome {
    let status = answer.status().as_u16();
    match status {
        200..=299 => Outcome::Delivered,
        410 => Outcome::Gone,
        429 | 500..=599 => Outcome::RetryLater {
            fault: Fault::Status { host: endpoint.host().to_owned(), status },
            retry_after: retry_after(answer.headers(), headers.timestamp),
        },
        _ => Outcome::Refused { status, words: words(answer.body_mut()) },
    }
}

/// `Retry-After` (RFC 9110, 10.2.3): seconds, or a date, which is compared with the attempt's own time.
fn retry_after(headers: &HeaderMap, attempt: i64) -> Option<SignedDuration> {
    let value = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    let pause = if value.bytes().all(|byte| byte.is_ascii_digit()) && !value.is_empty() {
        // More seconds than a number holds is still a request to be left alone.
        SignedDuration::from_secs(value.parse().unwrap_or(i64::MAX))
    } else {
        let date: Timestamp = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(value).ok()?;
        SignedDuration::from_secs(date.as_second().saturating_sub(attempt))
    };
    Some(pause.clamp(SignedDuration::ZERO, MAX_RETRY_AFTER))
}

/// The beginning of an answer. One that breaks off counts as far as it came.
fn words(body: &mut Body) -> String {
    let mut bytes = Vec::new();
    let _ = body.as_reader().take(ANSWER_BYTES).read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}

fn fault(error: Error, endpoint: &Endpoint) -> Fault {
    let host = endpoint.host().to_owned();
    match error {
        Error::Timeout(_) => Fault::Slow { host },
        Error::HostNotFound => Fault::Unknown { host },
        Error::Other(cause) => match cause.downcast::<ForbiddenAddress>() {
            Ok(cause) => Fault::Forbidden { host, cause: *cause },
            Err(cause) => Fault::Connection { host, cause: cause.to_string() },
        },
        error => Fault::Connection { host, cause: error.to_string() },
    }
}
