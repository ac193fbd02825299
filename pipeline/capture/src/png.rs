//! PNG (W3C PNG, third edition): chunks walked first, then the pixels.

use std::io::Cursor;

use muster_domain::RgbImage;
use png::{ColorType, DecodeOptions, Decoder, DecodingError, Reader, Transformations};

use crate::flatten::append;
use crate::metadata::Metadata;
use crate::{CaptureError, Decoded, Limits};

/// Most memory that the decoder may take for chunks and rows, in bytes. The picture's own buffer is ours.
const DECODER_MEMORY: usize = 32 << 20;

/// Decodes a PNG: all colour types and depths. The still picture of an animated one.
pub(crate) fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, CaptureError> {
    let exif = walk(bytes, limits)?;
    let metadata = exif.map_or_else(Metadata::default, Metadata::from_exif);
    let image = pixels(bytes).map_err(|error| match error {
        DecodingError::IoError(_) => truncated("a part of the picture is missing"),
        other => broken(other.to_string()),
    })?;
    Ok(Decoded { image: image.ok_or_else(|| broken("it has too few rows"))?, metadata })
}

/// Walks the chunks up to the end chunk and returns the EXIF block, if there is one. The limits are checked at
/// the header, which comes first.
fn walk<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Option<&'a [u8]>, CaptureError> {
    let mut rest = &bytes[8..];
    let (mut first, mut exif) = (true, None);
    loop {
        let cut = || truncated("the end chunk is missing");
        let (length, after) = rest.split_first_chunk::<4>().ok_or_else(cut)?;
        let (name, after) = after.split_first_chunk::<4>().ok_or_else(cut)?;
        if first != (name == b"IHDR") {
            return Err(broken(if first { "the header is missing" } else { "there are two headers" }));
        }
        let data = after.get(..u32::from_be_bytes(*length) as usize).ok_or_else(cut)?;
        match name {
            b"IHDR" => check_size(data, limits)?,
            b"eXIf" => exif = exif.or(Some(data)),
            b"IEND" => return Ok(exif),
            _ => {}
        }
        first = false;
        rest = after.get(data.len() + 4..).ok_or_else(cut)?;
    }
}

fn check_size(header: &[u8], limits: &Limits) -> Result<(), CaptureError> {
    match *header {
        [w3, w2, w1, w0, h3, h2, h1, h0, ..] => {
            limits.check(u32::from_be_bytes([w3, w2, w1, w0]), u32::from_be_bytes([h3, h2, h1, h0]))
        }
        _ => Err(broken("the header is too short")),
    }
}

/// The pixels as RGB; `None` when rows are missing.
fn pixels(bytes: &[u8]) -> Result<Option<RgbImage>, DecodingError> {
    let mut options = DecodeOptions::default();
    // Compressed text and colour profiles are where bombs hide, and neither is of use here.
    options.set_ignore_text_chunk(true);
    options.set_ignore_iccp_chunk(true);
    let mut decoder = Decoder::new_with_options(Cursor::new(bytes), options);
    decoder.set_limits(png::Limits { bytes: DECODER_MEMORY });
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info()?;
    let (width, height) = (reader.info().width, reader.info().height);
    let channels = match reader.output_color_type().0 {
        ColorType::Grayscale => 1,
        ColorType::GrayscaleAlpha => 2,
        ColorType::Rgb | ColorType::Indexed => 3,
        ColorType::Rgba => 4,
    };
    let mut data = Vec::with_capacity(width as usize * height as usize * 3);
    if reader.info().interlaced {
        append_interlaced(&mut reader, channels, &mut data)?;
    } else {
        for _ in 0..height {
            let Some(row) = reader.next_row()? else { return Ok(None) };
            append(channels, row.data(), &mut data);
        }
    }
    // Reads on to the end chunk, so that the last checksums are verified too.
    reader.finish()?;
    Ok(RgbImage::new(width, height, data).ok())
}

/// An interlaced picture's rows are complete only after its last pass, so it needs a buffer of its own.
fn append_interlaced(
    reader: &mut Reader<Cursor<&[u8]>>,
    channels: usize,
    data: &mut Vec<u8>,
) -> Result<(), DecodingError> {
    let mut buffer = vec![0; reader.output_buffer_size().ok_or(DecodingError::LimitsExceeded)?];
    reader.next_frame(&mut buffer)?;
    append(channels, &buffer, data);
    Ok(())
}

fn broken(cause: impl Into<String>) -> CaptureError {
    CaptureError::Broken { format: "PNG", cause: cause.into() }
}

fn truncated(cause: &str) -> CaptureError {
    CaptureError::Truncated { format: "PNG", cause: cause.to_owned() }
}
