//! The grid of overlapping tiles over a photo.

use muster_domain::{BoundingBox, RgbImage};

use crate::raster::resize;
use crate::{DetectError, Detection};

/// A part of the photo, in pixels of the photo at the tiles' scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tile {
    /// What it covers.
    pub(super) area: BoundingBox,
    /// Size of the whole photo at the same scale.
    photo: (f32, f32),
}

impl Tile {
    /// Whether one of the places has its centre in the tile.
    pub(super) fn holds(&self, places: &[BoundingBox]) -> bool {
        places.iter().any(|place| self.area.contains(place.centre()))
    }

    /// The tile's pixels, cut from the photo and scaled.
    pub(super) fn pixels(&self, photo: &RgbImage, scale: f32) -> Result<RgbImage, DetectError> {
        let at = |length: f32| (length / scale).round() as u32;
        let part = photo.crop(at(self.area.x), at(self.area.y), at(self.area.width), at(self.area.height));
        resize(&part, self.area.width as u32, self.area.height as u32)
    }

    /// Whether the box reaches an edge of the tile that is not an edge of the photo: the face may go on there.
    pub(super) fn cuts(&self, place: &BoundingBox) -> bool {
        let near = 0.05 * place.height.max(place.width);
        let (width, height) = self.photo;
        (self.area.x > 0.5 && place.x < near)
            || (self.area.y > 0.5 && place.y < near)
            || (self.area.right() < width - 0.5 && place.right() > self.area.width - near)
            || (self.area.bottom() < height - 0.5 && place.bottom() > self.area.height - near)
    }

    /// A face of the tile, in pixels of the photo.
    pub(super) fn in_photo(&self, face: &Detection, scale: f32) -> Detection {
        face.scaled(1.0 / scale, self.area.x / scale, self.area.y / scale)
    }
}

/// All tiles of a photo, row by row.
///
/// `side` and `overlap` are in pixels at the tiles' scale. The first and last tile end at the photo's edges,
/// neighbours share about `overlap`, and all are equally large: `side` or smaller.
pub(super) fn grid(photo: &RgbImage, scale: f32, side: f32, overlap: f32) -> Vec<Tile> {
    let size = ((photo.width() as f32 * scale).round(), (photo.height() as f32 * scale).round());
    let (columns, rows) = (spread(size.0, side, overlap), spread(size.1, side, overlap));
    let areas = rows.iter().flat_map(|&(y, height)| {
        columns.iter().map(move |&(x, width)| BoundingBox::new(x, y, width, height))
    });
    areas.map(|area| Tile { area, photo: size }).collect()
}

/// Begin and length of each of the fewest equal tiles, none longer than `side`, that cover `length`. Overlaps are
/// at least `overlap` less a pixel of rounding, but at most half a tile.
fn spread(length: f32, side: f32, overlap: f32) -> Vec<(f32, f32)> {
    let overlap = overlap.min(side / 2.0);
    let count = ((length - overlap) / (side - overlap)).ceil().max(1.0);
    let own = ((length + (count - 1.0) * overlap) / count).ceil().min(length);
    let begin = |index: u32| ((length - own) * index as f32 / (count - 1.0).max(1.0)).round();
    (0..count as u32).map(|index| (begin(index), own)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects coverage: no pixel without a tile, no face up to the overlap that no tile shows whole.
    #[test]
    fn tiles_cover_the_photo_and_share_the_overlap() {
        for (length, side) in [(641.0, 640.0), (1300.0, 640.0), (3200.0, 512.0), (4000.0, 640.0)] {
            let tiles = spread(length, side, 96.0);
            let (last, own) = tiles[tiles.len() - 1];
            assert_eq!((tiles[0].0, last + own), (0.0, length), "{tiles:?}");
            assert!(own <= side, "{length}: {tiles:?}");
            let shared = tiles.windows(2).map(|pair| pair[0].0 + own - pair[1].0);
            assert!(shared.into_iter().all(|s| (95.0..99.0).contains(&s)), "{length}: {tiles:?}");
            let one_fewer = side * (tiles.len() - 1) as f32 - 96.0 * (tiles.len() - 2) as f32;
            assert!(one_fewer < length, "{length}: {} tiles would do", tiles.len() - 1);
        }
        assert_eq!(spread(500.0, 640.0, 96.0), [(0.0, 500.0)]);
    }

    /// Protects faces at the photo's own edge: they are not cut by the tile.
    #[test]
    fn only_inner_edges_cut() {
        let photo = RgbImage::filled(1000, 500, [0; 3]);
        let tiles = grid(&photo, 1.0, 600.0, 100.0);
        assert_eq!(tiles.len(), 2);
        let at_left_edge = BoundingBox::new(-2.0, 200.0, 50.0, 60.0);
        assert!(!tiles[0].cuts(&at_left_edge) && tiles[1].cuts(&at_left_edge));
        assert!(tiles[0].cuts(&BoundingBox::new(560.0, 200.0, 39.0, 60.0)));
        assert!(!tiles[0].cuts(&BoundingBox::new(300.0, 440.0, 50.0, 70.0)), "the photo ends there");
    }
}
