//! Who asks for a page, in which language and colours, and how an error becomes a page.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use muster_console::pages::problem::problem;
use muster_console::shell::{Frame, Theme, Viewer};
use muster_console::text::{Language, Text};
use muster_console::{Markup, paths};

use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// What pages may load and ask: this server alone. Pictures may be written into a page or chosen in the browser.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
                   media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; \
                   base-uri 'none'; form-action 'self'";

/// Somebody who need not be signed in.
pub(crate) struct Guest(pub(crate) Frame);

/// Somebody who is.
pub(crate) struct Visitor {
    pub(crate) frame: Frame,
    pub(crate) caller: Caller,
}

impl Guest {
    fn of(headers: &HeaderMap, app: &App) -> Self {
        let cookies = CookieJar::from_headers(headers);
        let chosen = cookies.get("muster-language").and_then(|cookie| Language::from_tag(cookie.value()));
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|wish| wish.to_str().ok());
        let language = chosen.unwrap_or_else(|| Language::accepted(accepted.unwrap_or_default()));
        let theme = cookies.get("muster-theme").map(|cookie| Theme::from_code(cookie.value()));
        Self(Frame {
            text: Text(language),
            theme: theme.unwrap_or_default(),
            school: app.school_name.clone(),
            viewer: None,
        })
    }

    /// The page in place of one that can't be shown.
    pub(crate) fn refuse(&self, error: &ApiError) -> Response {
        let status = error.status();
        let mut response = (status, html(problem(&self.0, error.code(), error.message()))).into_response();
        error.mark(&mut response);
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(2));
        }
        response
    }
}

impl FromRequestParts<App> for Guest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers, app))
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let Guest(frame) = Guest::of(&parts.headers, app);
        match Caller::from_request_parts(parts, app).await {
            Ok(caller) => {
                let viewer = Viewer { name: caller.name().to_owned(), role: caller.role() };
                Ok(Self { frame: Frame { viewer: Some(viewer), ..frame }, caller })
            }
            Err(error) if error.status() == StatusCode::UNAUTHORIZED => {
                let to = parts.uri.path_and_query().map_or("/", |address| address.as_str());
                Err(Redirect::to(&format!("/sign-in?to={}", paths::part(to))).into_response())
            }
            Err(error) if error.code() == "factor_required" => Err(Redirect::to("/account").into_response()),
            Err(error) => Err(Guest(frame).refuse(&error)),
        }
    }
}

impl Visitor {
    /// The page that `load` makes for them, or the one that says why there is none.
    pub(crate) async fn page(self, load: impl AsyncFnOnce(&Self) -> Result<Markup, ApiError>) -> Response {
        match load(&self).await {
            Ok(page) => html(page),
            Err(error) => self.refuse(&error),
        }
    }

    /// The page that says why there is none.
    pub(crate) fn refuse(self, error: &ApiError) -> Response {
        Guest(self.frame).refuse(error)
    }
}

/// A page as an answer.
pub(crate) fn html(page: Markup) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP)),
    ];
    (headers, page.into_string()).into_response()
}

/// Whether a person waits for this rather than a program.
pub(crate) fn wants_page(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|accepted| accepted.to_str().ok());
    accepted.is_some_and(|accepted| accepted.contains("text/html"))
}
