//! The page that connects a phone.

use std::net::IpAddr;

use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use muster_console::pages::connect::{ConnectView, Reach, connect as page};

use super::Visitor;
use crate::access::OwnOrigin;
use crate::api::qr_code;
use crate::error::ApiError;
use crate::{App, web_app};

pub(crate) async fn connect(
    State(app): State<App>,
    visitor: Visitor,
    OwnOrigin(origin): OwnOrigin,
) -> Response {
    visitor
        .page(async |visitor| {
            let unnamed = || ApiError::invalid("this request does not say which host it asks: send `Host`");
            let origin = origin.ok_or_else(unnamed)?;
            let address = web_app::connect(&origin);
            let picture = qr_code(&address)?;
            let view = ConnectView {
                address: &address,
                picture: &picture,
                reach: reach(&origin),
                in_browsers: app.web_app.is_some(),
            };
            Ok(page(&visitor.frame, &view))
        })
        .await
}

/// What a phone may make of an address.
fn reach(origin: &str) -> Reach {
    let parsed = origin.parse::<Uri>().ok();
    let host = parsed.as_ref().and_then(Uri::host).unwrap_or_default().trim_matches(['[', ']']);
    let name = host.to_ascii_lowercase();
    let own = match host.parse::<IpAddr>() {
        Ok(address) => address.is_loopback() || address.is_unspecified(),
        Err(_) => name == "localhost" || name.ends_with(".localhost"),
    };
    match parsed.as_ref().and_then(Uri::scheme_str) {
        _ if own => Reach::ThisMachine,
        Some("https") => Reach::Safe,
        _ => Reach::Unencrypted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects teachers from a code that no phone can follow, and pupils' photos from being read on their way.
    #[test]
    fn addresses_that_no_phone_reaches_or_nobody_should_use_are_known() {
        for (origin, expected) in [
            ("https://muster.school.example", Reach::Safe),
            ("https://192.168.1.7:8443", Reach::Safe),
            ("http://192.168.1.7:8420", Reach::Unencrypted),
            ("http://muster.local", Reach::Unencrypted),
            ("http://localhost.school.example", Reach::Unencrypted),
            ("http://127.0.0.1:8420", Reach::ThisMachine),
            ("http://127.8.8.8", Reach::ThisMachine),
            ("http://[::1]:8420", Reach::ThisMachine),
            ("http://0.0.0.0:8420", Reach::ThisMachine),
            ("http://LocalHost:8420", Reach::ThisMachine),
            ("https://muster.localhost", Reach::ThisMachine),
        ] {
            assert_eq!(reach(origin), expected, "{origin}");
        }
    }
}
