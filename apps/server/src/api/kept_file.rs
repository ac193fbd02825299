//! Files that people hand in, as they come and go: PDF files and pictures, kept sealed.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use muster_capture::picture_type;
use muster_store::KeptFile;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::base64;
use super::classes::plain;
use crate::error::ApiError;

/// Largest file, in bytes: a photographed note of several pages.
const LARGEST: usize = 10 << 20;
/// Most files that are handed in with one thing.
const MOST: usize = 10;

/// A file that was handed in.
#[derive(Serialize, ToSchema)]
pub(crate) struct KeptFileItem {
    /// Its number among those that it was handed in with.
    number: i64,
    /// Its name.
    name: String,
    /// What it is.
    media_type: String,
    /// Its size.
    bytes: usize,
}

impl From<KeptFile> for KeptFileItem {
    fn from(file: KeptFile) -> Self {
        Self { number: file.number, name: file.name, media_type: file.media_type, bytes: file.bytes }
    }
}

/// A file to keep.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeptFileRequest {
    /// Its name for people.
    name: String,
    /// A PDF, JPEG, PNG or WebP of at most 10 MB, in base64.
    file: String,
}

/// A file as it is kept.
pub(super) struct HandedIn {
    pub(super) name: String,
    pub(super) media_type: &'static str,
    pub(super) bytes: Vec<u8>,
}

impl KeptFileRequest {
    /// What it is is found out from its bytes. `there` are kept with the same thing already.
    ///
    /// # Errors
    /// 422 for no name or no base64; 413, 415; 409 when there are as many as there may be.
    pub(super) fn read(self, there: usize) -> Result<HandedIn, ApiError> {
        plain("name", &self.name)?;
        let bytes = base64("a file", &self.file)?;
        if bytes.len() > LARGEST {
            return Err(ApiError::too_large(LARGEST));
        }
        let media_type = media_type(&bytes).ok_or_else(|| {
            let text = "the file is no PDF, JPEG, PNG or WebP: photograph or print it as one of these";
            ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_file", text)
        })?;
        if there >= MOST {
            return Err(ApiError::conflict(format!(
                "there are {MOST} files already, and no more are kept here"
            )));
        }
        Ok(HandedIn { name: self.name, media_type, bytes })
    }
}

/// What a file is, by its first bytes.
fn media_type(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"%PDF-") { Some("application/pdf") } else { picture_type(bytes) }
}

/// A file to be saved under that name, which gets its ending here: no browser shows it as a page of this server.
pub(super) fn to_save(name: &str, media_type: &str, bytes: Vec<u8>) -> Response {
    let extension = media_type.rsplit('/').next().unwrap_or("bin");
    let disposition = format!("attachment; filename=\"{name}.{extension}\"");
    let disposition = HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment"));
    let media_type =
        HeaderValue::from_str(media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    ([(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}
