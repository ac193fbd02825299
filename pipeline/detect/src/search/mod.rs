//! Looking for faces of all sizes in photos of all sizes.
//!
//! A detector is best on faces of some dozen pixels and costs time by the pixel. So a photo is looked at in
//! up to three ways, each reported in the photo's own pixels and then merged:
//!
//! 1. **whole**, shrunk to [`SearchPlan::whole_side`]: finds what is large enough at that size;
//! 2. **coarse**, once more at [`SearchPlan::coarse_side`] when the photo is much larger than that: finds the
//!    face that fills the photo and is too large for the detector otherwise. What the whole look can judge
//!    itself isn't taken from here: that would double the false reports and find nothing more;
//! 3. **tiles** of the photo at a finer scale, overlapping by more than any face that they are there for:
//!    always ([`Tiling::Everywhere`]), never, or only where the whole look saw something very small, or small
//!    and unsure ([`Tiling::WherePromising`]): classes sit in rows, so where one small face is seen there are
//!    more.
//!
//! Tiles are looked at at the scale that makes a face of [`SearchPlan::smallest_face`] photo pixels as high as
//! [`Detector::smallest_face`] asks, at most at the photo's own; a photo whose whole look is already that fine
//! gets no tiles. A small photo is enlarged for the whole look.
//!
//! This file owns plans and looks; `tiles` owns the grid, `merge` the choice between reports of one face.

mod merge;
mod tiles;

use muster_domain::RgbImage;
use serde::{Deserialize, Serialize};

use self::merge::{Report, merge};
use self::tiles::grid;
use crate::raster::resize;
use crate::{DetectError, Detection, Detector};

/// Where tiles are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tiling {
    /// Nowhere.
    Never,
    /// Where the whole look has a face lower than [`Detector::smallest_face`], or one up to half again as high
    /// that it is not sure of.
    WherePromising,
    /// Everywhere, whenever tiles are finer than the whole look.
    Everywhere,
}

/// A face lower than this many [`Detector::smallest_face`] heights is seen better in a finer look.
const SMALL: f32 = 1.5;

/// Neighbouring tiles share this many heights of such a face.
const OVERLAP: f32 = 1.25;

/// Height in pixels of the whole look from which on faces are taken from the coarse one. `CenterFace` finds faces
/// of up to 600 pixels and reports larger ones as something smaller.
const LARGE: f32 = 400.0;

/// How much work a photo gets. All lengths are in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchPlan {
    /// Longest side of the whole look: larger photos are shrunk to it.
    pub whole_side: u32,
    /// Longest side of the coarse look, which photos of more than twice that get; 0 for none.
    pub coarse_side: u32,
    /// Longest side to which smaller photos are enlarged, at most twofold; 0 for none.
    pub enlarge_to: u32,
    /// Where tiles are searched.
    pub tiling: Tiling,
    /// Side of a tile at the tiles' own scale.
    pub tile_side: u32,
    /// Height in the photo of the smallest faces worth finding.
    pub smallest_face: f32,
}

impl SearchPlan {
    /// One look at the whole photo as it is, whatever it costs: the original design.
    pub const AS_IT_IS: Self = Self {
        whole_side: u32::MAX,
        coarse_side: 0,
        enlarge_to: 0,
        tiling: Tiling::Never,
        tile_side: 640,
        smallest_face: 20.0,
    };
    /// The whole look and the coarse one: a fixed, low cost whatever the photo's size.
    pub const SINGLE: Self = Self { whole_side: 1600, coarse_side: 480, enlarge_to: 1280, ..Self::AS_IT_IS };
    /// As single, and tiles where small unsure faces were seen: the default.
    pub const ADAPTIVE: Self = Self { tiling: Tiling::WherePromising, ..Self::SINGLE };
    /// As single, and tiles everywhere: several times the cost of the others on a large photo.
    pub const THOROUGH: Self = Self { tiling: Tiling::Everywhere, ..Self::SINGLE };

    /// The preset of that name: `as_it_is`, `single`, `adaptive` or `thorough`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "as_it_is" => Some(Self::AS_IT_IS),
            "single" => Some(Self::SINGLE),
            "adaptive" => Some(Self::ADAPTIVE),
            "thorough" => Some(Self::THOROUGH),
            _ => None,
        }
    }
}

impl Default for SearchPlan {
    fn default() -> Self {
        Self::ADAPTIVE
    }
}

/// All faces of a photo, in its pixels, surest first; each face once.
///
/// # Errors
/// [`DetectError`] when the detector or a resize fails.
pub fn find_faces(
    image: &RgbImage,
    detector: &dyn Detector,
    plan: &SearchPlan,
) -> Result<Vec<Detection>, DetectError> {
    if image.data().is_empty() {
        return Ok(Vec::new());
    }
    let scales = Scales::of(image.width().max(image.height()), detector, plan);
    let first_look = scaled(image, scales.whole)?;
    let seen = match (scales.tiles, plan.tiling) {
        (Some(_), Tiling::WherePromising) => detector.propose(&first_look)?,
        _ => detector.detect(&first_look)?,
    };
    let (faces, hints): (Vec<_>, Vec<_>) =
        seen.into_iter().partition(|face| face.confidence >= detector.threshold());
    let mut reports: Vec<Report> = faces.iter().map(|face| Report::whole(face, scales.whole)).collect();
    if let Some(scale) = scales.coarse {
        let faces = detector.detect(&scaled(image, scale)?)?;
        let large = faces.iter().filter(|face| face.bounding_box.height * scales.whole / scale >= LARGE);
        reports.extend(large.map(|face| Report::whole(face, scale)));
    }
    if let Some(scale) = scales.tiles {
        let small = SMALL * detector.smallest_face();
        let tiny = |face: &&Detection| face.bounding_box.height < detector.smallest_face();
        let unsure = hints.iter().filter(|face| face.bounding_box.height < small);
        let places = faces.iter().filter(tiny).chain(unsure);
        let zoom = scale / scales.whole;
        let places: Vec<_> = places.map(|face| face.bounding_box.scaled(zoom, 0.0, 0.0)).collect();
        let side = plan.tile_side.min(detector.largest_side().unwrap_or(u32::MAX)) as f32;
        let tiles = grid(image, scale, side, OVERLAP * small * zoom);
        for tile in tiles.iter().filter(|tile| plan.tiling == Tiling::Everywhere || tile.holds(&places)) {
            let faces = detector.detect(&tile.pixels(image, scale)?)?;
            reports.extend(faces.iter().map(|face| Report::tile(face, tile, scale)));
        }
    }
    Ok(merge(reports))
}

fn scaled(image: &RgbImage, scale: f32) -> Result<RgbImage, DetectError> {
    let side = |length: u32| (length as f32 * scale).round() as u32;
    resize(image, side(image.width()), side(image.height()))
}

/// The factors by which the photo is scaled for each look.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Scales {
    whole: f32,
    coarse: Option<f32>,
    tiles: Option<f32>,
}

impl Scales {
    fn of(longest: u32, detector: &dyn Detector, plan: &SearchPlan) -> Self {
        let to = |side: u32| side as f32 / longest as f32;
        let enlarged = to(plan.enlarge_to).clamp(1.0, 2.0);
        let whole = enlarged.min(to(plan.whole_side)).min(to(detector.largest_side().unwrap_or(u32::MAX)));
        let finest = (detector.smallest_face() / plan.smallest_face.max(1.0)).min(1.0);
        let coarse = to(plan.coarse_side);
        Self {
            whole,
            coarse: (coarse > 0.0 && coarse < whole / 2.0).then_some(coarse),
            tiles: (plan.tiling != Tiling::Never && whole < 0.9 * finest).then_some(finest),
        }
    }
}
