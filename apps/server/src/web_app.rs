//! The phone app as browsers run it, under `/app`: the files of its web export, as `cargo xtask app` makes them.
//!
//! Owns what is answered for which address there, and how long browsers keep it. What the app does is its own; it talks
//! to the interface like any other client.

use std::path::Path;

use axum::Router;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, get};
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::App;
use crate::console::{Guest, wants_page};
use crate::error::ApiError;

/// The folder's first page, which draws every other one.
pub const INDEX: &str = "index.html";

/// What the app may load: its own files. Its library (react-native-web) makes its styles at run time, as `<style>` elements
/// and attributes, which only `'unsafe-inline'` lets through; scripts stay its own files alone.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
                   font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
                   frame-ancestors 'none'";

/// Folders of the export whose files carry a digest of their content in their names: one that is missing there is an old
/// one, and not a page of the app.
const HASHED: [&str; 2] = ["_expo", "assets"];

/// The app's page that takes a phone in, on the server of that origin.
pub(crate) fn connect(origin: &str) -> String {
    format!("{origin}/app/connect")
}

/// The app's addresses: its files where there is a folder of them, else the reason why there are none.
pub(crate) fn pages(app: &App) -> Router {
    let Some(folder) = &app.web_app else {
        return Router::new()
            .route("/app", any(not_built))
            .route("/app/", any(not_built))
            .route("/app/{*page}", any(not_built))
            .with_state(app.clone());
    };
    let keep = |found| SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, kept(found));
    let first = ServeFile::new(folder.join(INDEX)).precompressed_gzip().precompressed_br();
    let pages = Router::new().nest_service("/app", files(folder).fallback(first)).layer(keep("no-cache"));
    let hashed = HASHED.into_iter().fold(Router::new(), |router, name| {
        let files = files(&folder.join(name)).fallback(get(missing));
        router.nest_service(&format!("/app/{name}"), files)
    });
    let hashed = hashed.layer(keep("public, max-age=31536000, immutable"));
    let csp = HeaderValue::from_static(CSP);
    pages.merge(hashed).layer(SetResponseHeaderLayer::overriding(header::CONTENT_SECURITY_POLICY, csp))
}

/// The files of a folder and of those in it; an address with `..` in it, however written, names none.
fn files(folder: &Path) -> ServeDir {
    ServeDir::new(folder).redirect_to_trailing_slash(false).precompressed_gzip().precompressed_br()
}

/// How long browsers keep what was found; what was not, they ask for again.
fn kept(found: &'static str) -> impl Fn(&Response) -> Option<HeaderValue> + Clone {
    move |response| {
        let status = response.status();
        let there = status.is_success() || status == StatusCode::NOT_MODIFIED;
        Some(HeaderValue::from_static(if there { found } else { "no-store" }))
    }
}

async fn missing(address: Uri) -> ApiError {
    ApiError::not_found("file", address.path())
}

/// What stands in the app's place where there is none.
async fn not_built(headers: HeaderMap, guest: Guest) -> Response {
    let text =
        "this server has no phone app: `cargo xtask app` makes it, `muster serve --app FOLDER` shows it";
    let error = ApiError::new(StatusCode::NOT_FOUND, "no_app", text);
    if wants_page(&headers) { guest.refuse(&error) } else { error.into_response() }
}
