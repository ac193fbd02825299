//! Writing pictures: face crops and annotated photos. Only pixels are written, never metadata.

use image::codecs::{jpeg::JpegEncoder, png::PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use muster_domain::RgbImage;

/// Why a picture could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "a picture of {width}x{height} pixels can't be written as {format} ({cause}): crop or scale it first"
)]
pub struct EncodeError {
    /// `JPEG` or `PNG`.
    pub format: &'static str,
    /// Width of the picture.
    pub width: u32,
    /// Height of the picture.
    pub height: u32,
    /// What the encoder says.
    pub cause: String,
}

/// The picture as a baseline JPEG. `quality` is libjpeg's scale: 1 (smallest) to 100 (best); 85 to 92 suits faces.
///
/// # Errors
/// [`EncodeError`] when a side is 0 or above 65,535 pixels.
pub fn encode_jpeg(image: &RgbImage, quality: u8) -> Result<Vec<u8>, EncodeError> {
    let mut bytes = Vec::with_capacity(image.data().len() / 8);
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality.clamp(1, 100));
    write("JPEG", encoder, image)?;
    Ok(bytes)
}

/// The picture as an 8-bit RGB PNG, without loss.
///
/// # Errors
/// [`EncodeError`] when a side is 0.
pub fn encode_png(image: &RgbImage) -> Result<Vec<u8>, EncodeError> {
    let mut bytes = Vec::with_capacity(image.data().len() / 2);
    write("PNG", PngEncoder::new(&mut bytes), image)?;
    Ok(bytes)
}

fn write(format: &'static str, encoder: impl ImageEncoder, image: &RgbImage) -> Result<(), EncodeError> {
    let (width, height) = (image.width(), image.height());
    let failed = |cause: String| EncodeError { format, width, height, cause };
    if width == 0 || height == 0 {
        return Err(failed("it has no pixels".to_owned()));
    }
    encoder
        .write_image(image.data(), width, height, ExtendedColorType::Rgb8)
        .map_err(|error| failed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_without_pixels_are_refused() {
        let empty = RgbImage::filled(0, 5, [0; 3]);
        assert!(encode_jpeg(&empty, 90).is_err());
        let error = encode_png(&empty).expect_err("no pixels");
        assert!(error.to_string().contains("0x5"), "{error}");
    }

    #[test]
    fn sides_beyond_the_jpeg_format_are_refused() {
        assert!(encode_jpeg(&RgbImage::filled(65_536, 1, [9; 3]), 90).is_err());
    }
}
