//! The parsers of requests, for `fuzz/targets` alone: no other crate may use them.

use jiff::Timestamp;

use super::attendance::checked;
use super::body;

/// The bytes of a picture in base64, as a request for attendance reads them.
pub fn picture(text: &str) -> Option<Vec<u8>> {
    body::picture(text).ok()
}

/// The pictures in the body of a request for attendance, of which everything is checked that needs no store.
pub fn attendance(body: &[u8]) -> Option<Vec<Vec<u8>>> {
    // 2026-11-24T08:15:00Z
    let now = Timestamp::constant(1_795_508_100, 0);
    checked(serde_json::from_slice(body).ok()?, now).ok()
}
