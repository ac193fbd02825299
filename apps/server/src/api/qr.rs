//! QR codes, for phones to scan.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use qrcode::QrCode;
use qrcode::render::svg;

use crate::error::ApiError;

/// A text as a QR code, an SVG picture in a `data:` URL.
///
/// # Errors
/// For more text than a code holds.
pub(crate) fn qr_code(text: &str) -> Result<String, ApiError> {
    let code = QrCode::new(text).map_err(|cause| ApiError::internal(&format!("QR code: {cause}")))?;
    let picture = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    Ok(format!("data:image/svg+xml;base64,{}", BASE64_STANDARD.encode(picture)))
}
