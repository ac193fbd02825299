//! The eight ways a camera may have been held (EXIF 2.32, tag 0x0112), and turning a picture upright.

use muster_domain::RgbImage;

/// How the stored picture must be turned to stand upright: first swap rows and columns, then mirror.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Orientation {
    transposed: bool,
    mirrored: bool,
    flipped: bool,
}

impl Orientation {
    /// From the value of the EXIF tag; whatever is not 2 to 8 leaves the picture as it is.
    pub(crate) fn from_exif(value: u32) -> Self {
        let (transposed, mirrored, flipped) = match value {
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, true, false),
            7 => (true, true, true),
            8 => (true, false, true),
            _ => (false, false, false),
        };
        Self { transposed, mirrored, flipped }
    }

    /// The picture turned upright.
    pub(crate) fn apply(self, image: RgbImage) -> RgbImage {
        if self == Self::default() {
            return image;
        }
        let (width, height) = (image.width() as usize, image.height() as usize);
        let data =
            if self.transposed { self.transposed(&image) } else { self.mirrored_rows(&image, width, height) };
        let (width, height) = if self.transposed { (height, width) } else { (width, height) };
        RgbImage::new(width as u32, height as u32, data).expect("turning keeps the number of pixels")
    }

    /// Rows copied in order or from the bottom up, each as it is or reversed.
    fn mirrored_rows(self, image: &RgbImage, width: usize, height: usize) -> Vec<u8> {
        let mut data = Vec::with_capacity(width * height * 3);
        for y in 0..height {
            let row = image.row(if self.flipped { height - 1 - y } else { y } as u32);
            if self.mirrored {
                row.as_chunks::<3>().0.iter().rev().for_each(|pixel| data.extend_from_slice(pixel));
            } else {
                data.extend_from_slice(row);
            }
        }
        data
    }

    /// Rows and columns swapped, in squares of 32 pixels: walking down a whole column would leave the cache at
    /// every step.
    fn transposed(self, image: &RgbImage) -> Vec<u8> {
        const SQUARE: usize = 32;
        let (width, height) = (image.width() as usize, image.height() as usize);
        let source = image.data().as_chunks::<3>().0;
        let mut data = vec![0; width * height * 3];
        let target = data.as_chunks_mut::<3>().0;
        for top in (0..height).step_by(SQUARE) {
            for left in (0..width).step_by(SQUARE) {
                for x in left..width.min(left + SQUARE) {
                    let row = if self.flipped { width - 1 - x } else { x } * height;
                    for y in top..height.min(top + SQUARE) {
                        let column = if self.mirrored { height - 1 - y } else { y };
                        target[row + column] = source[y * width + x];
                    }
                }
            }
        }
        data
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For each orientation, where the stored picture's first pixel and the last of its first row end up in the
    /// upright one, per the table of the EXIF standard (0th row / 0th column).
    #[test]
    fn each_orientation_puts_the_first_row_where_the_standard_says() {
        let (w, h) = (50, 70);
        let stored = RgbImage::from_fn(w, h, |x, y| [x as u8, y as u8, 7]);
        let (right, bottom) = (w - 1, h - 1);
        let expected = [
            (1, (w, h), (0, 0), (right, 0)),
            (2, (w, h), (right, 0), (0, 0)),
            (3, (w, h), (right, bottom), (0, bottom)),
            (4, (w, h), (0, bottom), (right, bottom)),
            (5, (h, w), (0, 0), (0, right)),
            (6, (h, w), (bottom, 0), (bottom, right)),
            (7, (h, w), (bottom, right), (bottom, 0)),
            (8, (h, w), (0, right), (0, 0)),
        ];
        for (value, size, first, last) in expected {
            let upright = Orientation::from_exif(value).apply(stored.clone());
            assert_eq!((upright.width(), upright.height()), size, "orientation {value}");
            assert_eq!(upright.pixel(first.0, first.1), [0, 0, 7], "orientation {value}: first pixel");
            assert_eq!(upright.pixel(last.0, last.1), [right as u8, 0, 7], "orientation {value}: row's end");
        }
    }

    #[test]
    fn unknown_values_leave_the_picture_alone() {
        for value in [0, 1, 9, 65_535] {
            assert_eq!(Orientation::from_exif(value), Orientation::default(), "{value}");
        }
    }
}
