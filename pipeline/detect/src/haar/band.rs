//! Integral images of a band of rows of one level.
//!
//! Only differences of sums are ever used, and these do not depend on where the summing starts. So a level is
//! searched in bands: each needs a few megabytes that stay in the cache, instead of hundreds for the whole picture.
//!
//! Where the search steps by two columns, even and odd columns are kept apart, so that neighbouring places of the
//! search lie side by side in memory and can be evaluated together.

use super::pyramid::{Grey, Level, Lines};
use super::scan::LANES;

/// Rows of places in a band: even, and large enough that the window's height more of pixels weighs little.
pub(super) const ROWS: usize = 96;

/// How sums are laid out at a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    step: usize,
    /// Sums in a row of one parity (of all columns when the step is one), with room for a full reading at the end.
    plane: usize,
}

impl Layout {
    pub(super) fn new(level: &Level) -> Self {
        Self { step: level.step, plane: (level.width + 1).div_ceil(level.step) + LANES }
    }

    /// Sums in a row.
    pub(super) fn stride(self) -> usize {
        self.plane * self.step
    }

    /// Where the sum above and left of pixel `(x, y)` lies, counted from the one of a place of the search.
    pub(super) fn offset(self, x: usize, y: usize) -> usize {
        y * self.stride() + x % self.step * self.plane + x / self.step
    }
}

/// A band of a level, ready to be searched.
#[derive(Default)]
pub(super) struct Band {
    /// The level's row that its first row is.
    pub(super) first: usize,
    /// Rows of places in it.
    pub(super) rows: usize,
    /// Sums of grey levels: entry `(x, y)` is the sum over all pixels left of x and above y. They wrap around.
    pub(super) sums: Vec<u32>,
    /// Sums of their squares, likewise.
    pub(super) squares: Vec<u32>,
    lines: Lines,
    row: Vec<u8>,
}

impl Band {
    /// Computes the sums for the rows of places from `first` on.
    pub(super) fn fill(&mut self, grey: &Grey, level: &Level, first: usize) {
        let layout = Layout::new(level);
        self.first = first;
        self.rows = ROWS.min(level.rows - first);
        let last = first + self.rows - 1 + level.window.1;
        let stride = layout.stride();
        for sums in [&mut self.sums, &mut self.squares] {
            sums.clear();
            sums.resize((last - first + 1) * stride, 0);
        }
        self.lines.reset();
        for (index, y) in (first..last).enumerate() {
            level.row(grey, y, &mut self.lines, &mut self.row);
            let two_rows = index * stride..(index + 2) * stride;
            add_row(layout, &self.row, &mut self.sums[two_rows.clone()], &mut self.squares[two_rows]);
        }
    }
}

/// Fills the lower of two rows of sums from the upper one and the pixels between them.
fn add_row(layout: Layout, row: &[u8], sums: &mut [u32], squares: &mut [u32]) {
    let (sums_above, sums) = sums.split_at_mut(layout.stride());
    let (squares_above, squares) = squares.split_at_mut(layout.stride());
    let (mut sum, mut square) = (0u32, 0u32);
    let mut put = |pixel: u8, at: usize| {
        sum = sum.wrapping_add(u32::from(pixel));
        square = square.wrapping_add(u32::from(pixel).pow(2));
        sums[at] = sums_above[at].wrapping_add(sum);
        squares[at] = squares_above[at].wrapping_add(square);
    };
    if layout.step == 1 {
        row.iter().enumerate().for_each(|(x, &pixel)| put(pixel, x + 1));
    } else {
        for (index, pixels) in row.chunks(2).enumerate() {
            put(pixels[0], layout.plane + index);
            if let Some(&second) = pixels.get(1) {
                put(second, index + 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::HaarParameters;
    use super::super::pyramid::levels;
    use super::*;

    /// Sums of any rectangle, taken from the band, are the sums of the level's pixels: at full size (where even
    /// and odd columns are apart) and at a coarse scale (where they are not).
    #[test]
    fn differences_of_sums_are_sums_over_rectangles() {
        let (width, height) = (301usize, 240usize);
        let data = (0..width * height).map(|i| (i * i / 7 % 251) as u8).collect();
        let grey = Grey { width, height, data };
        let parameters = HaarParameters { scale_factor: 2.5, ..HaarParameters::default() };
        let mut band = Band::default();
        for level in levels(&grey, (24, 24), &parameters) {
            let layout = Layout::new(&level);
            let first = if level.rows > ROWS { ROWS } else { 0 };
            band.fill(&grey, &level, first);
            let (mut lines, mut row) = (Lines::default(), Vec::new());
            let (left, top, w, h) = (2, 3, 7, 5);
            let (mut sum, mut square) = (0u32, 0u32);
            for y in first + 2 + top..first + 2 + top + h {
                level.row(&grey, y, &mut lines, &mut row);
                for &pixel in &row[4 + left..4 + left + w] {
                    sum += u32::from(pixel);
                    square += u32::from(pixel).pow(2);
                }
            }
            let place = 2 * layout.stride() + 4 / level.step;
            let take = |sums: &[u32]| {
                let at = |x, y| sums[place + layout.offset(x, y)];
                at(left, top)
                    .wrapping_sub(at(left + w, top))
                    .wrapping_sub(at(left, top + h))
                    .wrapping_add(at(left + w, top + h))
            };
            assert_eq!(take(&band.sums), sum, "scale {}", level.scale);
            assert_eq!(take(&band.squares), square, "scale {}", level.scale);
        }
    }
}
