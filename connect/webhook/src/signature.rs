//! The signature: HMAC-SHA256 of `id.timestamp.body`, in the three headers of Standard Webhooks.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::{SignedDuration, Timestamp};
use sha2::Sha256;

use crate::Secret;

/// Characters of a message's id at most.
pub const ID_BYTES: usize = 255;
const ID: &str = "webhook-id";
const TIMESTAMP: &str = "webhook-timestamp";
const SIGNATURE: &str = "webhook-signature";
/// The symmetric scheme's mark before each signature.
const SCHEME: &str = "v1,";

/// The headers of a signed message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headers {
    /// `webhook-id`: the message. It stays the same however often the message is tried, so that receivers know it again.
    pub id: String,
    /// `webhook-timestamp`: this attempt, in seconds since 1970 in UTC.
    pub timestamp: i64,
    /// `webhook-signature`: one signature for each secret, with blanks between.
    pub signature: String,
}

impl Headers {
    /// Names and values, as they are sent.
    pub fn pairs(&self) -> [(&'static str, String); 3] {
        [(ID, self.id.clone()), (TIMESTAMP, self.timestamp.to_string()), (SIGNATURE, self.signature.clone())]
    }

    /// Reads them from a request, of which `header` gives the value of the header of that name (in lower case).
    ///
    /// # Errors
    /// [`VerifyError::Missing`] or [`VerifyError::Timestamp`].
    pub fn read<'a>(header: impl Fn(&str) -> Option<&'a str>) -> Result<Self, VerifyError> {
        let value = |name| header(name).ok_or(VerifyError::Missing { name });
        let written = value(TIMESTAMP)?;
        // The number must be written as it was signed: a sign or a zero before it would be another text.
        let timestamp = written
            .parse()
            .ok()
            .filter(|seconds: &i64| seconds.to_string() == written)
            .ok_or(VerifyError::Timestamp)?;
        Ok(Self { id: value(ID)?.to_owned(), timestamp, signature: value(SIGNATURE)?.to_owned() })
    }
}

/// Why a message can't be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// The id could be mistaken for another message's: a full stop ends it in what is signed.
    #[error(
        "a webhook's id has 1 to 255 letters, digits, hyphens and underscores, and this one has not: make \
         another"
    )]
    Id,
    /// There is nothing to sign with.
    #[error("the webhook has no secret to sign with: make one for its endpoint")]
    NoSecret,
}

/// Why a message is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// A header is not there.
    #[error("the request has no {name} header: it is no webhook, or a proxy dropped it")]
    Missing {
        /// The header.
        name: &'static str,
    },
    /// The time is no number of seconds.
    #[error("webhook-timestamp is not a number of seconds since 1970: ask the sender")]
    Timestamp,
    /// Sent too long ago: perhaps by somebody who recorded it.
    #[error(
        "the webhook is {seconds} s old, more than is allowed: compare this machine's clock with the sender's"
    )]
    Old {
        /// Its age.
        seconds: i64,
    },
    /// Sent in the future.
    #[error(
        "the webhook comes from {seconds} s ahead, more than is allowed: compare this machine's clock with the \
         sender's"
    )]
    Ahead {
        /// How far.
        seconds: i64,
    },
    /// No signature fits a secret.
    #[error(
        "no signature fits: compare the secret with the sender's, and verify the body's bytes as they came, before \
         reading them as JSON"
    )]
    NoMatch,
}

/// Signs an attempt at a message with every secret given, the newest first. While a secret is replaced both are given, so
/// that a receiver believes the message before it changes over and after.
///
/// # Errors
/// [`SignError`] for an id that does not fit or no secret.
pub fn sign(secrets: &[Secret], id: &str, at: Timestamp, body: &[u8]) -> Result<Headers, SignError> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if id.is_empty() || id.len() > ID_BYTES || !id.bytes().all(fits) {
        return Err(SignError::Id);
    }
    if secrets.is_empty() {
        return Err(SignError::NoSecret);
    }
    let timestamp = at.as_second();
    let signatures: Vec<String> = secrets
        .iter()
        .map(|secret| {
            let code = code(secret, id, timestamp, body).finalize().into_bytes();
            format!("{SCHEME}{}", STANDARD.encode(code))
        })
        .collect();
    Ok(Headers { id: id.to_owned(), timestamp, signature: signatures.join(" ") })
}

/// Whether a message is from who shares one of these secrets, and sent within `tolerance` before or after `now`. Receivers
/// allow 5 minutes as a rule, and remember the ids of that time. Comparing takes the same time whatever fits.
///
/// # Errors
/// [`VerifyError`] says why it is not to be believed.
pub fn verify(
    secrets: &[Secret],
    headers: &Headers,
    body: &[u8],
    now: Timestamp,
    tolerance: SignedDuration,
) -> Result<(), VerifyError> {
    let age = now.as_second().saturating_sub(headers.timestamp);
    if age > tolerance.as_secs() {
        return Err(VerifyError::Old { seconds: age });
    }
    if age < -tolerance.as_secs() {
        return Err(VerifyError::Ahead { seconds: age.saturating_neg() });
    }
    let given: Vec<Vec<u8>> = headers
        .signature
        .split(' ')
        .filter_map(|signature| STANDARD.decode(signature.strip_prefix(SCHEME)?).ok())
        .collect();
    let fits = secrets.iter().any(|secret| {
        let code = code(secret, &headers.id, headers.timestamp, body);
        given.iter().any(|signature| code.clone().verify_slice(signature).is_ok())
    });
    if fits { Ok(()) } else { Err(VerifyError::NoMatch) }
}

fn code(secret: &Secret, id: &str, timestamp: i64, body: &[u8]) -> Hmac<Sha256> {
    let mut code = Hmac::new_from_slice(secret.bytes()).expect("HMAC takes keys of any length");
    code.update(format!("{id}.{timestamp}.").as_bytes());
    code.update(body);
    code
}
