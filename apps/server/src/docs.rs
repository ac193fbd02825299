//! The interface's own pages at `/api/docs`: swagger-ui, which is built in and asks no other server for anything.

use axum::Router;
use axum::http::{HeaderValue, header};
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa_swagger_ui::{Config, SwaggerUi};

/// What these pages may load: their own files, and the pictures and styles that swagger-ui writes into itself.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                   connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// The pages.
pub(crate) fn pages() -> Router {
    let config = Config::from("/api/v1/openapi.json").try_it_out_enabled(true).validator_url("none");
    let pages: Router = SwaggerUi::new("/api/docs").config(config).into();
    pages.layer(SetResponseHeaderLayer::overriding(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(CSP),
    ))
}
