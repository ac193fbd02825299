//! The token for a platform's services: client credentials, proven by what the tool signs (RFC 7523).

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::json;
use ureq::http::Method;

use crate::http::{Question, ask, read};
use crate::{Registration, ServiceError, ToolKey};

const WHAT: &str = "a token";
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// How long a request for a token is good, in seconds.
const ASSERTION: i64 = 300;
/// A token's life when the platform doesn't say, in seconds: what the Security Framework recommends at most.
const LIFE: i64 = 3600;
/// The longest life that is believed, in seconds.
const LONGEST_LIFE: i64 = 86_400;

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// To read a course's members.
    Members,
    /// To find and make line items.
    LineItems,
    /// To post scores.
    Scores,
}

impl Scope {
    /// Its URI.
    pub const fn uri(self) -> &'static str {
        match self {
            Self::Members => "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly",
            Self::LineItems => "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
            Self::Scores => "https://purl.imsglobal.org/spec/lti-ags/scope/score",
        }
    }
}

/// A token for some of a platform's services.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken {
    pub(crate) secret: String,
    /// When it stops to be good.
    pub expires_at: Timestamp,
    /// What it is for; a platform may give less than was asked for.
    pub scopes: Vec<Scope>,
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("AccessToken");
        debug.field("expires_at", &self.expires_at).field("scopes", &self.scopes).finish_non_exhaustive()
    }
}

/// Asks for a token. `jti` is fresh, of 128 random bits at least: a platform takes each once.
///
/// # Errors
/// [`ServiceError`] when the platform gives none.
pub fn request_token(
    agent: &ureq::Agent,
    registration: &Registration,
    key: &ToolKey,
    scopes: &[Scope],
    now: Timestamp,
    jti: &str,
) -> Result<AccessToken, ServiceError> {
    let assertion = assertion(registration, key, now, jti)
        .ok_or_else(|| not_understood("the tool's key signs nothing"))?;
    let asked: Vec<&str> = scopes.iter().map(|scope| scope.uri()).collect();
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "client_credentials")
        .append_pair("client_assertion_type", ASSERTION_TYPE)
        .append_pair("client_assertion", &assertion)
        .append_pair("scope", &asked.join(" "))
        .finish();
    let question = Question {
        what: WHAT,
        method: Method::POST,
        url: &registration.token,
        bearer: None,
        accept: "application/json",
        body: Some(("application/x-www-form-urlencoded", form.into_bytes())),
    };
    let (_, json) = ask(agent, question)?;
    read::<Granted>(WHAT, &json)?.token(scopes, now)
}

/// A platform's answer to a request (RFC 6749, 5.1).
#[derive(Deserialize)]
struct Granted {
    access_token: String,
    token_type: String,
    expires_in: Option<i64>,
    scope: Option<String>,
}

impl Granted {
    /// The token that it is, for what was asked for.
    fn token(self, asked: &[Scope], now: Timestamp) -> Result<AccessToken, ServiceError> {
        if !self.token_type.eq_ignore_ascii_case("bearer") {
            return Err(not_understood("it is no bearer token"));
        }
        if self.access_token.is_empty() || !self.access_token.chars().all(|c| c.is_ascii_graphic()) {
            return Err(not_understood("its text can't be sent back"));
        }
        let given = |scope: &&Scope| match &self.scope {
            Some(scopes) => scopes.split_whitespace().any(|given| given == scope.uri()),
            None => true,
        };
        let scopes = asked.iter().filter(given).copied().collect();
        let life = self.expires_in.unwrap_or(LIFE).clamp(0, LONGEST_LIFE);
        let expires_at = now.saturating_add(SignedDuration::from_secs(life)).unwrap_or(now);
        Ok(AccessToken { secret: self.access_token, expires_at, scopes })
    }
}

fn not_understood(cause: &str) -> ServiceError {
    ServiceError::NotUnderstood { what: WHAT, cause: cause.to_owned() }
}

/// What proves the tool: issued by and about itself, to the platform, for five minutes and once.
fn assertion(registration: &Registration, key: &ToolKey, now: Timestamp, jti: &str) -> Option<String> {
    let platform = registration.platform();
    let issued = now.as_second();
    key.sign(&json!({
        "iss": platform.client_id,
        "sub": platform.client_id,
        "aud": platform.token_audience.as_ref().unwrap_or(&platform.token_url),
        "iat": issued,
        "exp": issued + ASSERTION,
        "jti": jti,
    }))
}
