//! Bytes as people and files write them.

use std::fmt::Write as _;

/// Hexadecimal digits, two a byte, in lower case.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // text takes everything
        text
    })
}
