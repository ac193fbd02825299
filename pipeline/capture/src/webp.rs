//! WebP (RFC 9649): the container walked first, then the pixels.

use std::io::Cursor;

use image::ImageDecoder;
use image::codecs::webp::WebPDecoder;
use muster_domain::RgbImage;

use crate::flatten::append;
use crate::metadata::Metadata;
use crate::{CaptureError, Decoded, Limits};

/// Decodes a WebP: lossy, lossless, with alpha, or the first frame of an animation on its canvas.
pub(crate) fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, CaptureError> {
    let (file, exif) = walk(bytes)?;
    let decoder = WebPDecoder::new(Cursor::new(file)).map_err(|error| broken(error.to_string()))?;
    let (width, height) = decoder.dimensions();
    limits.check(width, height)?;
    let channels = usize::from(decoder.color_type().channel_count());
    let mut pixels = vec![0; width as usize * height as usize * channels];
    decoder.read_image(&mut pixels).map_err(|error| broken(error.to_string()))?;
    let data = if channels == 3 {
        pixels
    } else {
        let mut data = Vec::with_capacity(width as usize * height as usize * 3);
        append(channels, &pixels, &mut data);
        data
    };
    let image = RgbImage::new(width, height, data).map_err(|error| broken(error.to_string()))?;
    Ok(Decoded { image, metadata: exif.map_or_else(Metadata::default, Metadata::from_exif) })
}

/// The RIFF file without what follows it, and its EXIF block, if there is one.
fn walk(bytes: &[u8]) -> Result<(&[u8], Option<&[u8]>), CaptureError> {
    let cut = || truncated("it is shorter than its header says");
    let size = bytes.get(4..8).and_then(|size| size.first_chunk()).ok_or_else(cut)?;
    let file = (u32::from_le_bytes(*size) as usize).checked_add(8).and_then(|end| bytes.get(..end));
    let file = file.ok_or_else(cut)?;
    let mut rest = file.get(12..).ok_or_else(cut)?;
    let mut exif = None;
    while !rest.is_empty() {
        let (name, after) = rest.split_first_chunk::<4>().ok_or_else(cut)?;
        let (length, after) = after.split_first_chunk::<4>().ok_or_else(cut)?;
        let length = u32::from_le_bytes(*length) as usize;
        let data = after.get(..length).ok_or_else(cut)?;
        if name == b"EXIF" && exif.is_none() {
            exif = Some(data);
        }
        // Chunks are padded to even lengths; some writers leave out the last chunk's padding.
        rest = after.get(length + length % 2..).unwrap_or_default();
    }
    Ok((file, exif))
}

fn broken(cause: impl Into<String>) -> CaptureError {
    CaptureError::Broken { format: "WebP", cause: cause.into() }
}

fn truncated(cause: &str) -> CaptureError {
    CaptureError::Truncated { format: "WebP", cause: cause.to_owned() }
}
