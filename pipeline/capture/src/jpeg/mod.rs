//! JPEG (ITU-T T.81): structure and limits first, then completeness, then the pixels.
//!
//! Decoders fill what a cut file lacks with grey and say nothing, so this module reads the file's structure by
//! itself ([`structure`]), checks that the compressed data covers every block of the picture ([`coverage`]), and
//! hands only those segments to the decoder that carry pixels: no metadata, preview or trailing film reaches it.

mod bits;
mod coverage;
mod structure;

use muster_domain::RgbImage;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::metadata::Metadata;
use crate::{CaptureError, Decoded, Limits};
use structure::{MOST_SCANS, Structure};

/// Decodes a JPEG: 8-bit baseline, extended sequential or progressive with Huffman coding.
pub(crate) fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, CaptureError> {
    let structure = Structure::read(bytes, limits)?;
    coverage::check(&structure)?;
    let metadata = structure.notes.exif.map_or_else(Metadata::default, Metadata::from_exif);
    Ok(Decoded { image: pixels(&structure)?, metadata })
}

/// The colours that three or four components stand for, by the rules of libjpeg's `default_decompress_parms`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Colours {
    Grey,
    YCbCr,
    Rgb,
    Cmyk,
    Ycck,
}

fn colours(structure: &Structure) -> Result<Colours, CaptureError> {
    let contradictory = Err(CaptureError::Unsupported { what: "a JPEG with contradictory colour channels" });
    let named_rgb = structure.frame.is_named_rgb();
    match (structure.frame.components.len(), structure.notes.adobe_transform) {
        (1, _) => Ok(Colours::Grey),
        (3, Some(0)) if !structure.notes.jfif => Ok(Colours::Rgb),
        (3, None) if !structure.notes.jfif && named_rgb => Ok(Colours::Rgb),
        (3, _) if named_rgb => contradictory,
        (3, _) => Ok(Colours::YCbCr),
        (4, Some(2)) => Ok(Colours::Ycck),
        (4, _) => Ok(Colours::Cmyk),
        _ => Err(CaptureError::Unsupported { what: "a JPEG of two, or more than four, colour channels" }),
    }
}

fn pixels(structure: &Structure) -> Result<RgbImage, CaptureError> {
    let (width, height) = (structure.frame.width, structure.frame.height);
    let colours = colours(structure)?;
    // The decoder copies components as they are when it is asked for what it takes the input to be. Without an
    // Adobe segment that is RGB for components named R, G and B, and YCbCr for any other three.
    let as_they_are = colours == Colours::Rgb && !structure.frame.is_named_rgb();
    let output = if as_they_are { ColorSpace::YCbCr } else { ColorSpace::RGB };
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_max_scans(MOST_SCANS)
        .jpeg_set_out_colorspace(output);
    let stream = structure.without_metadata(colours == Colours::Ycck);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(&stream), options);
    let mut data = vec![0; width as usize * height as usize * 3];
    decoder.decode_into(&mut data).map_err(|error| broken(error.to_string()))?;
    RgbImage::new(width, height, data).map_err(|error| broken(error.to_string()))
}

fn broken(cause: impl Into<String>) -> CaptureError {
    CaptureError::Broken { format: "JPEG", cause: cause.into() }
}

fn truncated(cause: impl Into<String>) -> CaptureError {
    CaptureError::Truncated { format: "JPEG", cause: cause.into() }
}
