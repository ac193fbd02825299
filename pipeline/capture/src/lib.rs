//! From received bytes to a [`Photo`]: sniff, limits, decode, completeness, orientation, capture time.
//!
//! This crate owns every file format that comes in or goes out: which ones are read (JPEG, PNG, WebP, told by
//! their content only), how large a picture may be (checked on the header, before anything is allocated),
//! whether the file is whole, which way is up, and which colours are meant. All metadata is dropped but the
//! time of capture. It also writes crops and annotated pictures ([`encode_jpeg`], [`encode_png`]).
//!
//! It leaves finding faces to `detect`, and names, requests and storage to the crates above. It never reads the
//! clock, the disk, the network or a database. Any bytes whatever are answered with a photo or a
//! [`CaptureError`], in bounded time and memory, never with a panic.

mod encode;
mod error;
mod flatten;
mod jpeg;
mod metadata;
mod orientation;
mod png;
mod sniff;
mod webp;

use muster_domain::{Photo, PhotoDigest, RgbImage};
use sha2::{Digest, Sha256};

pub use encode::{EncodeError, encode_jpeg, encode_png};
pub use error::CaptureError;

use metadata::Metadata;
use sniff::Format;
pub use sniff::picture_type;

/// What a photo may measure. Checked before decoding, on the header alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest file, in bytes.
    pub bytes: usize,
    /// Longest side, in pixels.
    pub side: u32,
    /// Most pixels in all (width times height).
    pub pixels: u64,
    /// Shortest side, in pixels: below it there is no room for a face.
    pub minimum_side: u32,
}

impl Default for Limits {
    /// 32 MiB, 8,192 pixels a side, 40 megapixels, and no side under 16 pixels.
    fn default() -> Self {
        Self { bytes: 32 << 20, side: 8192, pixels: 40_000_000, minimum_side: 16 }
    }
}

impl Limits {
    /// Whether a picture of this size may be decoded.
    fn check(&self, width: u32, height: u32) -> Result<(), CaptureError> {
        let pixels = u64::from(width) * u64::from(height);
        if width > self.side || height > self.side || pixels > self.pixels {
            return Err(CaptureError::TooLarge { width, height, side: self.side, pixels: self.pixels });
        }
        if width < self.minimum_side || height < self.minimum_side {
            return Err(CaptureError::TooSmall { width, height, minimum: self.minimum_side });
        }
        Ok(())
    }
}

/// A picture as a codec hands it over, not yet turned upright.
struct Decoded {
    image: RgbImage,
    metadata: Metadata,
}

/// Decodes a photo and turns it upright.
///
/// JPEG (baseline, extended and progressive, 8 bits; grey, YCbCr, RGB, CMYK, YCCK), PNG (all kinds; alpha over
/// white, 16 bits reduced to 8, the still picture of an animation) and WebP (lossy, lossless, the first frame of
/// an animation). What follows the end of a JPEG (a film, a second picture) is ignored. The EXIF orientation is
/// applied, and anything wrong with the EXIF data counts as "upright".
///
/// # Errors
/// [`CaptureError`], whose variant tells too large, too small, unsupported, truncated and damaged files apart.
pub fn decode(bytes: &[u8], limits: &Limits) -> Result<Photo, CaptureError> {
    if bytes.len() > limits.bytes {
        return Err(CaptureError::TooManyBytes { bytes: bytes.len(), limit: limits.bytes });
    }
    let decoded = match sniff::format(bytes)? {
        Format::Jpeg => jpeg::decode(bytes, limits)?,
        Format::Png => png::decode(bytes, limits)?,
        Format::WebP => webp::decode(bytes, limits)?,
    };
    Ok(Photo {
        image: decoded.metadata.orientation.apply(decoded.image),
        digest: PhotoDigest(Sha256::digest(bytes).into()),
        captured_at: decoded.metadata.captured_at,
    })
}
