//! Signing in, one-time links, and the reader's own page.

use axum::extract::State;
use axum::response::Response;
use muster_console::pages::account::{self, AccountView, SignedIn};
use muster_console::pages::sign_in;
use serde::Deserialize;

use super::visitor::html;
use super::{Guest, Visitor};
use crate::App;
use crate::access::{sign_in_id, sign_ins_of};
use crate::api::Asked;
use crate::error::ApiError;

/// Where to go after signing in.
#[derive(Deserialize)]
pub(crate) struct To {
    #[serde(default)]
    to: String,
}

/// An address of this server, or its first page: a link must not lead people who have just signed in elsewhere.
fn own(to: &str) -> &str {
    let own = to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\n', '\r', '\t']);
    if own && !to.starts_with("/sign-in") { to } else { "/" }
}

pub(crate) async fn sign_in(
    State(app): State<App>,
    Guest(frame): Guest,
    Asked(To { to }): Asked<To>,
) -> Response {
    html(sign_in::sign_in(&frame, own(&to), app.gate.provider.is_some()))
}

pub(crate) async fn set_up(Guest(frame): Guest) -> Response {
    html(sign_in::link(&frame, true))
}

pub(crate) async fn invitation(Guest(frame): Guest) -> Response {
    html(sign_in::link(&frame, false))
}

pub(crate) async fn account(State(app): State<App>, visitor: Visitor) -> Response {
    visitor
        .page(async |visitor| {
            let person = visitor.caller.require_person()?;
            let found = app.store.find_credentials(&visitor.caller.school, &person.login).await?;
            let user = found.ok_or_else(ApiError::unauthorised)?.user;
            let held = sign_ins_of(&app, &visitor.caller.school, &person.login).await?;
            let signed_in = |(secret, sign_in)| SignedIn {
                id: sign_in_id(&secret),
                sign_in,
                current: secret == person.sign_in,
            };
            let sign_ins: Vec<SignedIn> = held.into_iter().map(signed_in).collect();
            let view = AccountView {
                second_factor: user.has_totp,
                required: visitor.caller.lacks_factor(),
                sign_ins: &sign_ins,
            };
            Ok(account::account(&visitor.frame, &view))
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::own;

    /// Protects from links that sign people in here and then send them to a copy of this server.
    #[test]
    fn only_own_addresses_are_gone_to() {
        for to in ["/", "/classes/7b?label=1st", "/admin"] {
            assert_eq!(own(to), to);
        }
        for to in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "x",
            "/\t/evil",
            "/sign-in?to=/",
        ] {
            assert_eq!(own(to), "/", "{to}");
        }
    }
}
