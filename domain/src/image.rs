//! Pixels: an RGB image, and the photo that one came from.

use std::fmt;
use std::str::FromStr;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::hex;

/// An 8-bit RGB image: row after row from the top, three bytes a pixel, no padding.
#[derive(Clone, PartialEq, Eq)]
pub struct RgbImage {
    width: u32,
    height: u32,
    data: Vec<u8>,
}

/// Why pixels do not make an image.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// The buffer's length is not width x height x 3.
    #[error("an RGB image of {width}x{height} pixels needs {expected} bytes, but {actual} were given")]
    WrongLength {
        /// Width asked for.
        width: u32,
        /// Height asked for.
        height: u32,
        /// Bytes that this size needs.
        expected: usize,
        /// Bytes given.
        actual: usize,
    },
    /// Text that names no photo.
    #[error("a photo's digest has 64 hexadecimal digits")]
    BadDigest,
}

impl RgbImage {
    /// An image from its bytes.
    ///
    /// # Errors
    /// [`ImageError::WrongLength`] when `data` is not exactly `width * height * 3` bytes long.
    pub fn new(width: u32, height: u32, data: Vec<u8>) -> Result<Self, ImageError> {
        let expected = width as usize * height as usize * 3;
        if data.len() == expected {
            Ok(Self { width, height, data })
        } else {
            Err(ImageError::WrongLength { width, height, expected, actual: data.len() })
        }
    }

    /// An image of one colour.
    pub fn filled(width: u32, height: u32, colour: [u8; 3]) -> Self {
        Self { width, height, data: colour.repeat(width as usize * height as usize) }
    }

    /// An image whose pixel at `(x, y)` is `colour(x, y)`.
    pub fn from_fn(width: u32, height: u32, mut colour: impl FnMut(u32, u32) -> [u8; 3]) -> Self {
        let mut data = Vec::with_capacity(width as usize * height as usize * 3);
        for y in 0..height {
            for x in 0..width {
                data.extend_from_slice(&colour(x, y));
            }
        }
        Self { width, height, data }
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// All bytes, row after row, RGB.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// The bytes, given up.
    pub fn into_data(self) -> Vec<u8> {
        self.data
    }

    /// The bytes of row `y`.
    ///
    /// # Panics
    /// When `y` is not below the height.
    pub fn row(&self, y: u32) -> &[u8] {
        let stride = self.width as usize * 3;
        &self.data[y as usize * stride..][..stride]
    }

    /// The pixel at `(x, y)`.
    ///
    /// # Panics
    /// When the position is outside the image.
    pub fn pixel(&self, x: u32, y: u32) -> [u8; 3] {
        assert!(x < self.width && y < self.height, "pixel ({x}, {y}) is outside the image");
        let at = (y as usize * self.width as usize + x as usize) * 3;
        [self.data[at], self.data[at + 1], self.data[at + 2]]
    }

    /// Sets the pixel at `(x, y)`; positions outside the image are left alone, so that shapes may be drawn
    /// across the edge.
    pub fn set_pixel(&mut self, x: i64, y: i64, colour: [u8; 3]) {
        if (0..i64::from(self.width)).contains(&x) && (0..i64::from(self.height)).contains(&y) {
            let at = (y as usize * self.width as usize + x as usize) * 3;
            self.data[at..at + 3].copy_from_slice(&colour);
        }
    }

    /// The part of the image inside a rectangle, which is first cut to the image.
    #[must_use]
    pub fn crop(&self, x: u32, y: u32, width: u32, height: u32) -> Self {
        let (x, y) = (x.min(self.width), y.min(self.height));
        let (width, height) = (width.min(self.width - x), height.min(self.height - y));
        let mut data = Vec::with_capacity(width as usize * height as usize * 3);
        for row in y..y + height {
            data.extend_from_slice(&self.row(row)[x as usize * 3..][..width as usize * 3]);
        }
        Self { width, height, data }
    }

    /// The image mirrored left to right.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        Self::from_fn(self.width, self.height, |x, y| self.pixel(self.width - 1 - x, y))
    }
}

impl fmt::Debug for RgbImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RgbImage({}x{})", self.width, self.height)
    }
}

/// SHA-256 of a photo's bytes as they were received: the same file is the same photo.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PhotoDigest(pub [u8; 32]);

impl fmt::Display for PhotoDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl FromStr for PhotoDigest {
    type Err = ImageError;

    /// From 64 hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, ImageError> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != 32 || !rest.is_empty() || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(ImageError::BadDigest);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(pairs) {
            let pair = str::from_utf8(pair).map_err(|_| ImageError::BadDigest)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| ImageError::BadDigest)?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Debug for PhotoDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhotoDigest({self})")
    }
}

/// A photograph, decoded and turned upright. All metadata of the file is gone but the time of capture.
#[derive(Clone, Debug)]
pub struct Photo {
    /// The upright pixels.
    pub image: RgbImage,
    /// Digest of the file that it came from.
    pub digest: PhotoDigest,
    /// When the camera says the picture was taken: local time, no zone (EXIF `DateTimeOriginal`).
    pub captured_at: Option<DateTime>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_of_the_wrong_length_is_refused() {
        assert!(RgbImage::new(2, 3, vec![0; 18]).is_ok());
        let error = RgbImage::new(2, 3, vec![0; 17]).expect_err("one byte is missing");
        assert_eq!(error.to_string(), "an RGB image of 2x3 pixels needs 18 bytes, but 17 were given");
    }

    #[test]
    fn digests_are_read_as_they_are_written() {
        let digest = PhotoDigest(std::array::from_fn(|at| at as u8 * 7));
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert_eq!(digest.to_string().to_uppercase().parse(), Ok(digest));
        let long = "é".repeat(32);
        for text in ["", "00", &"0".repeat(63), &"0".repeat(65), &"g".repeat(64), &"+1".repeat(32), &long] {
            assert_eq!(text.parse::<PhotoDigest>(), Err(ImageError::BadDigest), "{text}");
        }
    }

    #[test]
    fn crop_is_cut_to_the_image_and_mirror_swaps_columns() {
        let image = RgbImage::from_fn(4, 3, |x, y| [x as u8, y as u8, 0]);
        let part = image.crop(2, 1, 10, 10);
        assert_eq!((part.width(), part.height()), (2, 2));
        assert_eq!(part.pixel(1, 1), [3, 2, 0]);
        assert_eq!(image.mirrored().pixel(0, 2), [3, 2, 0]);
    }
}
