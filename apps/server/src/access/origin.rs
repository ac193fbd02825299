//! Where this server is: by which address it is reached, and whether a browser's request comes from its own pages.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::{HeaderName, header, request::Parts, uri::Authority};

use super::gate::Gate;
use crate::App;

/// The address by which people reach this server, as browsers name it in `Origin`: `https://muster.school.example`. It is
/// what the settings say; else the host that this request asks for, which whoever asks can reach. None where a request
/// names no host.
pub(crate) struct OwnOrigin(pub(crate) Option<String>);

impl FromRequestParts<App> for OwnOrigin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self(app.gate.public_origin.clone().or_else(|| asked_origin(parts, &app.gate))))
    }
}

/// Where a proxy that is trusted stands before this server, it says whether people came to it over TLS.
fn asked_origin(parts: &Parts, gate: &Gate) -> Option<String> {
    let host: Authority = asked_host(parts)?.parse().ok()?;
    let proxied = gate.proxies.sent(parts);
    let tls = gate.tls
        || proxied && header_text(parts, &HeaderName::from_static("x-forwarded-proto")) == Some("https");
    let plain = !host.as_str().contains('@');
    plain.then(|| format!("{}://{host}", if tls { "https" } else { "http" }))
}

/// True when the browser says so (`Sec-Fetch-Site`, which no page can forge), or else when `Origin` names the host that
/// was asked, or this server's public address. Without either it is false: every browser sends `Origin` with what
/// changes something.
pub(crate) fn is_own(parts: &Parts, app: &App) -> bool {
    if let Some(site) = header_text(parts, &HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    let Some(origin) = header_text(parts, &header::ORIGIN) else { return false };
    if app.gate.public_origin.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(origin)) {
        return true;
    }
    let named = origin.split_once("://").map(|(_, host)| host);
    named.zip(asked_host(parts)).is_some_and(|(named, asked)| named.eq_ignore_ascii_case(asked))
}

/// The host and port that a request asks for.
fn asked_host(parts: &Parts) -> Option<&str> {
    parts.uri.authority().map(Authority::as_str).or_else(|| header_text(parts, &header::HOST))
}

fn header_text<'a>(parts: &'a Parts, name: &HeaderName) -> Option<&'a str> {
    parts.headers.get(name).and_then(|value| value.to_str().ok())
}
