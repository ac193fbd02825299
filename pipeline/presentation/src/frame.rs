//! A straight-edged rectangle around a face: the border of a print, the bezel of a phone.
//!
//! Owns the search for one in the face's surroundings. Near-upright lines with an edge along them are looked for on each
//! side of the face; four of them make a rectangle, whose weakest side counts. An edge that goes on beyond the corners
//! (a door, a board, a desk) counts less, since a print ends at its corners.

use muster_domain::{BoundingBox, RgbImage};

use crate::edges::Edges;
use crate::lines::{Line, Side, candidates};
use crate::plane::grey_square;

/// How much of the photo is searched around a face: a square of so many times the face's longer side.
const AROUND: f32 = 4.0;
/// Largest side of the searched square in pixels after scaling: then a face has 40.
const LARGEST: usize = 160;
/// Faces whose longer side is below this have no edges to speak of: no verdict.
const SMALLEST_FACE: f32 = 24.0;
/// A rectangle's sides, in the face's longer side. Under the least it is the face itself, over the most it is furniture.
const SIDES: std::ops::RangeInclusive<f32> = 1.1..=3.4;
/// How much opposite sides may differ in length: held at a slant, a print becomes a trapezium.
const UNEQUAL: f32 = 1.6;
/// How far beyond its corners a side is looked at, as a share of its length.
const BEYOND: f32 = 0.3;

/// How much speaks for a frame around the face, 0 to 1: the share of the weakest side along which there is an edge,
/// less half the share of the sides' continuations beyond the corners along which there is one too. `None` for a face
/// that is too small to tell.
pub fn frame(image: &RgbImage, face: &BoundingBox) -> Option<f32> {
    let size = face.width.max(face.height);
    if image.width() == 0 || image.height() == 0 || !(SMALLEST_FACE..1e6).contains(&size) {
        return None;
    }
    let square = size * AROUND;
    let side = LARGEST.min(square as usize);
    let centre = face.centre();
    let plane = grey_square(image, (centre.x - square / 2.0, centre.y - square / 2.0), square, side);
    let edges = Edges::of(&plane);
    let unit = side as f32 / AROUND;
    let scale = side as f32 / square;
    let half = (face.width * scale / 2.0, face.height * scale / 2.0);
    let [left, right, top, bottom] = Side::ALL.map(|side| candidates(&edges, side, half, unit));
    let mut best = 0.0f32;
    for (l, r) in pairs(&left, &right) {
        for (t, b) in pairs(&top, &bottom) {
            let weakest = [l, r, t, b].iter().map(|line| line.support).fold(1.0, f32::min);
            if weakest > best {
                best = best.max(rectangle(&edges, [*l, *r, *t, *b], unit));
            }
        }
    }
    Some(best)
}

fn pairs<'a>(one: &'a [Line], other: &'a [Line]) -> impl Iterator<Item = (&'a Line, &'a Line)> {
    one.iter().flat_map(move |first| other.iter().map(move |second| (first, second)))
}

/// What speaks for the rectangle of a left, right, upper and lower line; 0 when its shape is not a print's.
fn rectangle(edges: &Edges, [left, right, top, bottom]: [Line; 4], unit: f32) -> f32 {
    let corners = [left.meets(&top), right.meets(&top), right.meets(&bottom), left.meets(&bottom)];
    let length = |a: usize, b: usize| (corners[a].0 - corners[b].0).hypot(corners[a].1 - corners[b].1);
    let (above, below, west, east) = (length(0, 1), length(2, 3), length(3, 0), length(1, 2));
    let like = |a: f32, b: f32| a.max(b) <= UNEQUAL * a.min(b);
    let allowed = [above, below, west, east].iter().all(|length| SIDES.contains(&(length / unit)));
    if !allowed || !like(above, below) || !like(west, east) {
        return 0.0;
    }
    let (mut weakest, mut beyond) = (1.0f32, 0.0);
    for (a, b) in [(0, 1), (1, 2), (2, 3), (3, 0)] {
        weakest = weakest.min(edges.support(corners[a], corners[b]));
        let out = |from: (f32, f32), to: (f32, f32)| {
            (to.0 + (to.0 - from.0) * BEYOND, to.1 + (to.1 - from.1) * BEYOND)
        };
        beyond += edges.support(corners[a], out(corners[b], corners[a]));
        beyond += edges.support(corners[b], out(corners[a], corners[b]));
    }
    (weakest - beyond / 16.0).max(0.0)
}
