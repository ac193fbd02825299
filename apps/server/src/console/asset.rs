//! What pages load. An address holds for good, so browsers keep what it names.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use muster_console::assets;

use crate::error::ApiError;

/// A file of the pages.
pub(crate) async fn asset(Path((version, name)): Path<(String, String)>) -> Response {
    let Some(asset) = assets::find(&version, &name) else {
        return ApiError::not_found("file", &name).into_response();
    };
    let headers =
        [(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    (headers, asset.text).into_response()
}
