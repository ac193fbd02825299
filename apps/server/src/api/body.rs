//! Reading what clients send: JSON with the errors of this interface, pictures in every base64 that is in use,
//! dates.

use axum::Json;
use axum::body::Bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, FromRequestParts, Query, Request, rejection::JsonRejection};
use axum::http::{HeaderMap, StatusCode, header, request::Parts};
use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use jiff::{Timestamp, ToSpan as _, civil::Date, civil::DateTime, tz::TimeZone};
use muster_store::RequestKey;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::error::ApiError;

/// Most photos of one request.
pub(crate) const PHOTOS: usize = 12;

const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const PLAIN: GeneralPurpose = GeneralPurpose::new(&STANDARD, LENIENT);
const URL: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, LENIENT);

/// A JSON body.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(value)) => Ok(Self(value)),
            Err(rejection) => Err(refused(&rejection)),
        }
    }
}

fn refused(rejection: &JsonRejection) -> ApiError {
    let (status, code) = match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json"),
        StatusCode::UNPROCESSABLE_ENTITY => (StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
        _ => (StatusCode::BAD_REQUEST, "bad_json"),
    };
    // After the library's own words for "it does not fit" comes where and why.
    let text = rejection.body_text();
    let cause = text.split_once(": ").map_or(text.as_str(), |(_, cause)| cause);
    ApiError::new(status, code, format!("the body can't be used: {cause}"))
}

/// A JSON body that may be sent again under its `Idempotency-Key`.
pub(crate) struct Repeatable<T> {
    pub(crate) value: T,
    pub(crate) request: Option<RequestKey>,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Repeatable<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let (parts, body) = request.into_parts();
        let address = address(&parts);
        let key = request_key(&parts.headers)?;
        let bytes = Bytes::from_request(Request::new(body), state).await.map_err(|rejection| {
            let code =
                if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE { "too_large" } else { "bad_body" };
            ApiError::new(rejection.status(), code, rejection.body_text())
        })?;
        let request = key.map(|key| RequestKey { key, digest: digest(&[address.as_bytes(), &bytes]) });
        let Body(value) = Body::from_request(Request::from_parts(parts, bytes.into()), state).await?;
        Ok(Self { value, request })
    }
}

/// The `Idempotency-Key` of a request without a body.
pub(crate) struct Once(pub(crate) Option<RequestKey>);

impl<S: Send + Sync> FromRequestParts<S> for Once {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let key = request_key(&parts.headers)?;
        let digest = digest(&[address(parts).as_bytes()]);
        Ok(Self(key.map(|key| RequestKey { key, digest })))
    }
}

fn address(parts: &Parts) -> String {
    format!("{} {}", parts.method, parts.uri)
}

/// SHA-256 of parts, each with its length before it.
pub(crate) fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// The client's name for its request (the header `Idempotency-Key`, draft-ietf-httpapi-idempotency-key-header).
///
/// # Errors
/// 422 for one that is empty, longer than 255 characters or not plain ASCII.
pub(crate) fn request_key(headers: &HeaderMap) -> Result<Option<String>, ApiError> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let text = value.to_str().ok().map(|text| text.trim().trim_matches('"'));
    let plain = text.filter(|text| (1..=255).contains(&text.len()));
    let cause = "`Idempotency-Key` has to be 1 to 255 plain characters, new for each new request";
    plain.map(|text| Some(text.to_owned())).ok_or_else(|| ApiError::invalid(cause))
}

/// Whether a request brings a form rather than JSON.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("multipart/"))
}

/// A part of a form that can't be read.
pub(crate) fn bad_part(cause: &MultipartError) -> ApiError {
    ApiError::bad_form(cause.status(), &cause.body_text())
}

/// The query of an address.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let query = Query::<T>::from_request_parts(parts, state).await;
        query.map(|Query(value)| Self(value)).map_err(|rejection| ApiError::invalid(rejection.body_text()))
    }
}

/// The bytes of a picture in base64: standard or URL-safe, with or without padding, broken into lines, or as a
/// `data:` URL, whose type is not believed.
///
/// # Errors
/// 422 for anything else; nothing is guessed.
pub(crate) fn picture(text: &str) -> Result<Vec<u8>, ApiError> {
    base64("a picture", text)
}

/// The same for any file, which messages call `what`.
///
/// # Errors
/// As [`picture`].
pub(crate) fn base64(what: &str, text: &str) -> Result<Vec<u8>, ApiError> {
    let bad = |cause: &str| ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "bad_base64", cause.to_owned());
    let data = match text.trim_start_matches('\u{feff}').trim_start().strip_prefix("data:") {
        None => text.trim_start_matches('\u{feff}'),
        Some(url) => match url.split_once(',') {
            Some((kind, data)) if kind.trim_end().to_ascii_lowercase().ends_with(";base64") => data,
            _ => return Err(bad("a data: URL needs `;base64,` before its data")),
        },
    };
    let dense: Vec<u8> = data.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    if dense.is_empty() {
        return Err(bad(&format!("{what} is empty: send it again")));
    }
    let has = |bytes: [u8; 2]| dense.iter().any(|byte| bytes.contains(byte));
    let engine = match (has(*b"+/"), has(*b"-_")) {
        (true, true) => return Err(bad(&format!("{what} mixes two kinds of base64"))),
        (_, true) => URL,
        _ => PLAIN,
    };
    engine.decode(&dense).map_err(|cause| bad(&format!("{what} is not base64: {cause}")))
}

/// A date as `2026-11-24`.
///
/// # Errors
/// 422 for any other form and for days that don't exist.
pub(crate) fn date(text: &str) -> Result<Date, ApiError> {
    let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let parsed = if plain { text.parse().ok() } else { None };
    parsed.ok_or_else(|| {
        ApiError::invalid(format!("`{text}` is no date: write year, month and day as 2026-11-24"))
    })
}

/// A local time without a zone as `2026-11-24T09:05:00`.
///
/// # Errors
/// 422 for any other form and for times that don't exist.
pub(crate) fn local_time(text: &str) -> Result<DateTime, ApiError> {
    let plain = text.len() == 19 && text.bytes().all(|byte| byte.is_ascii_digit() || b"-T:".contains(&byte));
    let parsed = if plain { text.parse().ok() } else { None };
    parsed.ok_or_else(|| {
        ApiError::invalid(format!(
            "`{text}` is no local time: write it without a zone, as 2026-11-24T09:05:00"
        ))
    })
}

/// An instant as answers write it, RFC 3339.
///
/// # Errors
/// 422 for any other form.
pub(crate) fn instant(text: &str) -> Result<Timestamp, ApiError> {
    let bad = || ApiError::invalid(format!("`{text}` is no time as answers write it: 2026-11-24T08:15:00Z"));
    text.parse().map_err(|_| bad())
}

/// The date of a session that is to be changed: from a year ago until tomorrow, since somewhere it is tomorrow
/// already. A wrong year is a slip, not a session.
///
/// # Errors
/// 422.
pub(crate) fn session_date(text: &str, now: Timestamp) -> Result<Date, ApiError> {
    let (date, today) = (date(text)?, TimeZone::UTC.to_datetime(now).date());
    let (first, last) = (today.saturating_sub(366.days()), today.saturating_add(1.day()));
    if (first..=last).contains(&date) {
        return Ok(date);
    }
    Err(ApiError::invalid(format!("{date} is not from {first} to {last}: is the year right?")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_come_in_every_base64_that_clients_write() {
        let bytes = [251u8, 255, 191, 0, 1];
        for text in [
            "+/+/AAE=",
            "+/+/AAE",
            "-_-_AAE=",
            "-_-_AAE",
            "+/+/\r\nAAE=\r\n",
            " +/+\t/AAE=",
            "\u{feff}+/+/AAE=",
            "data:image/jpeg;base64,+/+/AAE=",
            "data:text/html;charset=utf-8;base64, -_-_AAE",
        ] {
            assert_eq!(picture(text).expect(text), bytes, "{text}");
        }
    }

    #[test]
    fn what_is_no_base64_is_refused_and_not_guessed() {
        for text in
            ["", "  \r\n", "+/-_AAE=", "AAAAA", "AA*A", "AA==AA", "data:image/png,AAAA", "data:AAAA", "é"]
        {
            assert!(picture(text).is_err(), "{text}");
        }
    }

    #[test]
    fn dates_and_times_have_one_form_and_sessions_are_near() {
        assert!(date("2024-02-29").is_ok());
        for text in ["2023-02-29", "2026-13-01", "24.11.2026", "2026-1-1", "2026-11-24T10", "", "20261124"] {
            assert!(date(text).is_err(), "{text}");
        }
        assert!(local_time("2026-11-24T09:05:00").is_ok());
        for text in [
            "2026-11-24T09:05:00Z",
            "2026-11-24T09:05:00+01:00",
            "2026-11-24 09:05:00",
            "2026-11-24T09:05",
            "2026-11-24T24:05:00",
            "2026-02-29T09:05:00",
            "2026-11-24T09:05:0é",
            "",
        ] {
            assert!(local_time(text).is_err(), "{text}");
        }
        let now: Timestamp = "2026-11-24T23:30:00Z".parse().expect("a time");
        for (text, near) in
            [("2026-11-25", true), ("2026-11-26", false), ("2025-11-24", true), ("2024-11-24", false)]
        {
            assert_eq!(session_date(text, now).is_ok(), near, "{text}");
        }
    }
}
