//! The pages that one-time links lead to: `/setup` and `/invitation`. What they send goes to the interface like
//! everybody's; everything else that people do in a browser is the console's.

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::routing::get;
use tower_http::set_header::SetResponseHeaderLayer;

/// What these pages may load and ask: this server alone.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; \
                   base-uri 'none'; form-action 'none'";

/// The pages with what they load.
pub(crate) fn pages() -> Router {
    let page = || get(async || file("text/html; charset=utf-8", include_str!("../assets/link.html")));
    let script = async || file("text/javascript; charset=utf-8", include_str!("../assets/link.js"));
    let style = async || file("text/css; charset=utf-8", include_str!("../assets/link.css"));
    Router::new()
        .route("/setup", page())
        .route("/invitation", page())
        .route("/link.js", get(script))
        .route("/link.css", get(style))
        .layer(SetResponseHeaderLayer::overriding(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(CSP),
        ))
}

fn file(kind: &'static str, text: &'static str) -> ([(header::HeaderName, &'static str); 1], &'static str) {
    ([(header::CONTENT_TYPE, kind)], text)
}
