//! Why bytes did not become a photo, in words that the sender can act on.

/// Why bytes did not become a photo.
///
/// The variants follow what a caller must tell apart (an HTTP status, a hint in an app): too much, too little,
/// another kind of file, a file cut short, a damaged file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CaptureError {
    /// The file itself is too big.
    #[error("the photo has {bytes} bytes, and at most {limit} are taken: send a smaller copy of it")]
    TooManyBytes {
        /// Bytes received.
        bytes: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// The header declares more pixels than are taken.
    #[error(
        "the photo has {width}x{height} pixels, and at most {side} a side and {pixels} in all are taken: \
         send a smaller copy of it"
    )]
    TooLarge {
        /// Declared width.
        width: u32,
        /// Declared height.
        height: u32,
        /// Longest side allowed.
        side: u32,
        /// Most pixels allowed.
        pixels: u64,
    },
    /// The header declares fewer pixels than a face needs.
    #[error(
        "the photo has {width}x{height} pixels, and each side needs {minimum} at least: \
         send the photo itself, not a preview of it"
    )]
    TooSmall {
        /// Declared width.
        width: u32,
        /// Declared height.
        height: u32,
        /// Shortest side allowed.
        minimum: u32,
    },
    /// No bytes at all.
    #[error("the photo is empty (0 bytes): send it again")]
    Empty,
    /// A phone's HEIC, HEIF or AVIF picture.
    #[error(
        "the photo is in the {brand} format, which can't be read here: share it as JPEG. \
         On an iPhone, Settings > Camera > Formats > Most Compatible makes all new photos JPEG"
    )]
    HighEfficiency {
        /// `HEIC`, `HEIF` or `AVIF`.
        brand: &'static str,
    },
    /// A kind of file, or of JPEG, that is not read.
    #[error("{what} can't be read here: send the photo as JPEG, PNG or WebP")]
    Unsupported {
        /// What it is, for example `a GIF picture`.
        what: &'static str,
    },
    /// Not a known kind of file.
    #[error("the file is no photo of a known kind: send the photo as JPEG, PNG or WebP")]
    Unrecognised,
    /// The file ends before the picture does: most often a transfer that broke off.
    #[error("the {format} file is incomplete ({cause}): send the photo again")]
    Truncated {
        /// `JPEG`, `PNG` or `WebP`.
        format: &'static str,
        /// What is missing.
        cause: String,
    },
    /// The file contradicts itself or its format.
    #[error("the {format} file is damaged ({cause}): send the photo again, or take another one")]
    Broken {
        /// `JPEG`, `PNG` or `WebP`.
        format: &'static str,
        /// What is wrong.
        cause: String,
    },
}
