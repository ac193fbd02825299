//! Whether a browser's request comes from this server's own pages.

use axum::http::{HeaderName, header, request::Parts, uri::Authority};

use crate::App;

/// True when the browser says so (`Sec-Fetch-Site`, which no page can forge), or else when `Origin` names the host that
/// was asked, or this server's public address. Without either it is false: every browser sends `Origin` with what
/// changes something.
pub(crate) fn is_own(parts: &Parts, app: &App) -> bool {
    let header = |name: HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header(HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    let Some(origin) = header(header::ORIGIN) else { return false };
    if app.gate.public_origin.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(origin)) {
        return true;
    }
    let asked = parts.uri.authority().map(Authority::as_str).or_else(|| header(header::HOST));
    let named = origin.split_once("://").map(|(_, host)| host);
    named.zip(asked).is_some_and(|(named, asked)| named.eq_ignore_ascii_case(asked))
}
