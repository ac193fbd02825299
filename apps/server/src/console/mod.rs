//! The console: which page an address is, who may see it, and where its data comes from. How pages look is
//! `muster-console`'s; what they change goes through the JSON interface like everybody's.

mod asset;
mod class;
mod enrolment;
mod entrance;
mod home;
mod session;
mod students;
mod visitor;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::routing::get;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::App;

pub(crate) use visitor::{Guest, Visitor, wants_page};

/// What pages may load and ask: this server alone. Pictures may be written into a page or chosen in the browser.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
                   media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; \
                   base-uri 'none'; form-action 'self'";

/// All pages.
pub(crate) fn pages() -> Router<App> {
    Router::new()
        .route("/", get(home::home))
        .route("/account", get(entrance::account))
        .route("/sign-in", get(entrance::sign_in))
        .route("/setup", get(entrance::set_up))
        .route("/invitation", get(entrance::invitation))
        .route("/classes/{class}", get(class::class))
        .route("/classes/{class}/students", get(students::students))
        .route("/classes/{class}/roster", get(students::import))
        .route("/classes/{class}/roster/{student}", get(students::one))
        .route("/classes/{class}/enrolment", get(enrolment::enrolment))
        .route("/classes/{class}/enrolment/faces", get(enrolment::faces))
        .route("/classes/{class}/sessions", get(session::open))
        .route("/classes/{class}/sessions/{date}", get(session::session))
        .route("/classes/{class}/sessions/{date}/faces/{photo}/{face}", get(session::face))
        .layer(SetResponseHeaderLayer::overriding(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(CSP),
        ))
}

/// What pages load, which browsers keep for good.
pub(crate) fn assets() -> Router {
    Router::new().route("/assets/{version}/{name}", get(asset::asset))
}
