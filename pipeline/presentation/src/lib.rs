//! From a photo's faces to cues that one of them is a picture and not a person: presentation attack detection (PAD,
//! ISO/IEC 30107-1). A cue never refuses anybody: it makes a person look.
//!
//! This crate owns the measurements and the limits beyond which each one speaks of an attack. It leaves finding faces to
//! `detect`, whose they are to `identify`, and what a cue does to a verdict to `usecase`. It asks nothing about age, sex,
//! origin or mood, uses no network, and never reads the clock, the disk, the network or a database.
//!
//! No cue is proof either way: a print without a border, held still and filling the space around the face, shows none.
//! `docs/accuracy.md` has the error rates by kind of attack.

mod again;
mod edges;
mod frame;
mod lines;
mod planar;
mod plane;
mod screen;

pub use again::{PlacedFace, SENT_BEFORE, repeated};
pub use frame::frame;
pub use planar::{FLAT, Moved, flat};
pub use screen::screen;

use muster_domain::{BoundingBox, RgbImage};
use serde::{Deserialize, Serialize};

/// From here on [`frame()`] speaks of a print or a phone. Chosen on the untouched faces of the development data
/// (`muster evaluate presentation`).
pub const FRAMED: f32 = 0.55;
/// From here on [`screen()`] speaks of a screen, in decibels. Chosen as [`FRAMED`].
pub const SCREEN: f32 = 11.0;

/// What may show that a face is a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cue {
    /// A straight-edged rectangle around it.
    Frame,
    /// The pattern of a screen's pixels on it.
    Screen,
    /// It is the very picture somebody was enrolled with.
    Copy,
    /// It moves between photos as a flat thing does.
    Flat,
}

impl Cue {
    /// All, in the order of reports.
    pub const ALL: [Self; 4] = [Self::Frame, Self::Screen, Self::Copy, Self::Flat];

    /// The code used in reports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Frame => "frame",
            Self::Screen => "screen",
            Self::Copy => "copy",
            Self::Flat => "flat",
        }
    }
}

/// What was measured of one face of a photo; `None` where it is too small to tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// [`frame()`], 0 to 1.
    pub frame: Option<f32>,
    /// [`screen()`], in decibels.
    pub screen: Option<f32>,
}

impl Look {
    /// The cues that are beyond their limit.
    pub fn cues(&self) -> impl Iterator<Item = Cue> {
        let beyond = |value: Option<f32>, limit: f32| value.is_some_and(|value| value >= limit);
        let found = [(Cue::Frame, beyond(self.frame, FRAMED)), (Cue::Screen, beyond(self.screen, SCREEN))];
        found.into_iter().filter(|(_, found)| *found).map(|(cue, _)| cue)
    }
}

/// Looks at a face of an upright photo by itself.
pub fn look(image: &RgbImage, face: &BoundingBox) -> Look {
    Look { frame: frame(image, face), screen: screen(image, face) }
}
