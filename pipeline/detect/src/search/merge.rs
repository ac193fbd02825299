//! Which of several reports of one face is kept, when they come from different looks at the photo.

use muster_domain::BoundingBox;

use crate::nms::{Overlap, by_confidence};
use crate::{Detection, search::tiles::Tile};

/// Two whole reports overlap more than this when they mean one face.
const SAME_FACE: f32 = 0.3;
/// A report that lies in another by more than this share, and is a part of a face by other signs, is that part.
const PART: f32 = 0.5;
/// A box's edges are uncertain by this share of its sides: the rest of a face that a tile's edge cuts can lie
/// just beyond the box that shows the whole face.
const UNCERTAIN: f32 = 0.05;
/// A tile's report inside a face seen in the whole photo, and lower than this share of it, is a detail of it
/// (an eye, a mouth, a pattern), not a second face.
const DETAIL: f32 = 0.4;

/// A face as one look reports it, in the photo's pixels.
#[derive(Clone, Debug)]
pub(super) struct Report {
    face: Detection,
    /// The edge of a tile runs through it: its box shows a part of the face.
    cut: bool,
    /// It comes from a tile.
    close: bool,
}

impl Report {
    /// From a look at the whole photo at `scale`.
    pub(super) fn whole(face: &Detection, scale: f32) -> Self {
        Self { face: face.scaled(1.0 / scale, 0.0, 0.0), cut: false, close: false }
    }

    /// From a tile at `scale`; `face` is in the tile's pixels.
    pub(super) fn tile(face: &Detection, tile: &Tile, scale: f32) -> Self {
        Self { face: tile.in_photo(face, scale), cut: tile.cuts(&face.bounding_box), close: true }
    }

    /// Whether this report, the weaker one, is of the same face as `kept`.
    fn repeats(&self, kept: &Self) -> bool {
        let (own, other) = (&self.face.bounding_box, &kept.face.bounding_box);
        let inside = |whole: &BoundingBox| Overlap::Smaller.of(own, whole);
        Overlap::Union.of(own, other) > SAME_FACE
            || (self.cut && inside(&grown(other)) > PART)
            || (self.close && own.height < DETAIL * other.height && inside(other) > 0.8)
    }
}

/// The box as large as it may be.
fn grown(place: &BoundingBox) -> BoundingBox {
    let (dx, dy) = (UNCERTAIN * place.width, UNCERTAIN * place.height);
    BoundingBox::from_edges(place.x - dx, place.y - dy, place.right() + dx, place.bottom() + dy)
}

/// One report of each face, surest first. A face cut by a tile's edge loses to any report that shows it
/// whole, however sure it is.
pub(super) fn merge(mut reports: Vec<Report>) -> Vec<Detection> {
    reports.sort_by(|a, b| a.cut.cmp(&b.cut).then_with(|| by_confidence(&a.face, &b.face)));
    let mut kept: Vec<Report> = Vec::new();
    for report in reports {
        if !kept.iter().any(|k| report.repeats(k)) {
            kept.push(report);
        }
    }
    let mut faces: Vec<Detection> = kept.into_iter().map(|report| report.face).collect();
    faces.sort_by(by_confidence);
    faces
}
