//! One question to a platform: never redirected, of bounded length, and JSON back.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use ureq::http::{HeaderMap, Method, Request, Response, header};
use url::Url;

use crate::ServiceError;
use crate::registration::safe;

/// Most bytes of an answer: a page of members or line items, or keys.
const ANSWER: u64 = 16 << 20;
/// Most characters of an OAuth code that are passed on.
const CODE: usize = 60;

/// A question, and how its answer is spoken of.
pub(crate) struct Question<'a> {
    pub(crate) what: &'static str,
    pub(crate) method: Method,
    pub(crate) url: &'a Url,
    /// The bearer token's text.
    pub(crate) bearer: Option<&'a str>,
    pub(crate) accept: &'static str,
    /// The body, with its media type.
    pub(crate) body: Option<(&'static str, Vec<u8>)>,
}

/// Asks; gives the answer's headers and bytes.
pub(crate) fn ask(agent: &ureq::Agent, question: Question<'_>) -> Result<(HeaderMap, Vec<u8>), ServiceError> {
    let what = question.what;
    let unreachable = |cause: &dyn ToString| ServiceError::Unreachable { what, cause: cause.to_string() };
    let mut request = Request::builder()
        .method(question.method)
        .uri(question.url.as_str())
        .header(header::ACCEPT, question.accept);
    if let Some(bearer) = question.bearer {
        request = request.header(header::AUTHORIZATION, format!("Bearer {bearer}"));
    }
    let sent = match question.body {
        None => send(agent, request.body(())),
        Some((kind, body)) => send(agent, request.header(header::CONTENT_TYPE, kind).body(body)),
    };
    let (parts, mut body) = sent.map_err(|cause| unreachable(&cause))?.into_parts();
    let bytes = body.with_config().limit(ANSWER).read_to_vec().map_err(|cause| match cause {
        ureq::Error::BodyExceedsLimit(limit) => {
            ServiceError::NotUnderstood { what, cause: format!("it is longer than {limit} bytes") }
        }
        cause => unreachable(&cause),
    })?;
    if parts.status.is_success() {
        return Ok((parts.headers, bytes));
    }
    Err(ServiceError::Refused { what, status: parts.status.as_u16(), code: oauth_code(&bytes) })
}

/// Who controls a redirect must not choose who gets the token.
fn send<B: ureq::AsSendBody>(
    agent: &ureq::Agent,
    request: Result<Request<B>, ureq::http::Error>,
) -> Result<Response<ureq::Body>, ureq::Error> {
    let request = agent.configure_request(request?);
    agent.run(request.max_redirects(0).http_status_as_error(false).build())
}

/// The code of an OAuth error (RFC 6749, 5.2), whose characters are harmless by that.
fn oauth_code(bytes: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct OAuthError {
        error: String,
    }
    let code = serde_json::from_slice::<OAuthError>(bytes).ok()?.error;
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    Some(code.chars().filter(|c| plain(*c)).take(CODE).collect())
}

/// What an answer says. The library's own words would quote it, and it is about people.
pub(crate) fn read<T: DeserializeOwned>(what: &'static str, bytes: &[u8]) -> Result<T, ServiceError> {
    serde_json::from_slice(bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let cause = format!("it is not the expected JSON at line {line}, column {column}");
        ServiceError::NotUnderstood { what, cause }
    })
}

/// A service's address out of a launch or an answer, if a token may be sent to it.
pub(crate) fn service(what: &'static str, text: &str) -> Result<Url, ServiceError> {
    safe(text).map_err(|cause| ServiceError::Address { what, cause })
}
