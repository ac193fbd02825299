//! Attacks painted into class photos: a picture of a student held up in front of the class.
//!
//! Owns what each kind of attack looks like. Paint is not the real thing: paper bends and shines, a phone's screen has its
//! own sharpening and its pixels are far below a class camera's, and hands cover edges. Masks, makeup and videos can't be
//! painted at all.

use muster_domain::{BoundingBox, Point, RgbImage};
use serde::{Deserialize, Serialize};

use super::quad::Quad;
use crate::random::{STEP, split_mix};

/// A kind of presentation attack (ISO/IEC 30107-3: attack instrument species).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attack {
    /// A print with a white border, held at a slant, with shade over it and a little blurred.
    Print,
    /// A phone with a dark bezel, whose pixels the camera sees as a pattern, with a reflection.
    Screen,
    /// An enrolment picture put into the file without a border.
    Copy,
}

impl Attack {
    /// Those that are put into a photo.
    pub const ALL: [Self; 3] = [Self::Print, Self::Screen, Self::Copy];

    /// Its name in reports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Print => "print",
            Self::Screen => "screen",
            Self::Copy => "copy",
        }
    }
}

/// Draws numbers that look random and are the same in every run.
pub(super) struct Draw(u64);

impl Draw {
    pub(super) fn new(seed: &str) -> Self {
        // FNV-1a.
        Self(seed.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    /// Evenly from `low` to `high`.
    pub(super) fn between(&mut self, low: f32, high: f32) -> f32 {
        self.0 = self.0.wrapping_add(STEP);
        let share = (split_mix(self.0) >> 40) as f32 / (1u64 << 24) as f32;
        low + (high - low) * share
    }
}

/// Puts the picture over the photo's `place`, whose shape is the picture's without its border.
pub(super) fn put(
    photo: &RgbImage,
    attack: Attack,
    picture: &RgbImage,
    place: &BoundingBox,
    draw: &mut Draw,
) -> RgbImage {
    let (border, slant) = match attack {
        Attack::Print => (draw.between(0.04, 0.1), 0.12),
        Attack::Screen => (draw.between(0.05, 0.1), 0.12),
        Attack::Copy => (0.0, 0.0),
    };
    let grown = border * place.width;
    let outer = BoundingBox::new(
        place.x - grown,
        place.y - grown,
        place.width + 2.0 * grown,
        place.height + 2.0 * grown,
    );
    let quad = Quad::new(corners(&outer, slant, draw));
    let sheet = Sheet {
        attack,
        picture,
        border: (border / (1.0 + 2.0 * border), grown / outer.height),
        shade: (draw.between(-0.25, 0.25), draw.between(-0.25, 0.25)),
        pitch: draw.between(0.7, 3.0) * place.width,
        glare: (draw.between(0.0, 1.0), draw.between(0.0, 1.0)),
    };
    sheet.over(photo, &quad)
}

/// The corners of a box, each moved by up to `slant` of its sides and the whole turned a little.
fn corners(place: &BoundingBox, slant: f32, draw: &mut Draw) -> [Point; 4] {
    let turn = draw.between(-slant, slant);
    let centre = place.centre();
    [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)].map(|(x, y)| {
        let x = (x + draw.between(-slant, slant) / 2.0) * place.width;
        let y = (y + draw.between(-slant, slant) / 2.0) * place.height;
        Point::new(centre.x + x * turn.cos() - y * turn.sin(), centre.y + x * turn.sin() + y * turn.cos())
    })
}

/// What is held up.
struct Sheet<'a> {
    attack: Attack,
    picture: &'a RgbImage,
    /// The border's share of the sheet's width and height.
    border: (f32, f32),
    /// How much lighter the sheet gets from left to right and from top to bottom.
    shade: (f32, f32),
    /// Pixels that the screen has across its picture.
    pitch: f32,
    /// Where light is reflected.
    glare: (f32, f32),
}

impl Sheet<'_> {
    /// The photo with the sheet over it.
    fn over(&self, photo: &RgbImage, quad: &Quad) -> RgbImage {
        let mut data = photo.data().to_vec();
        let reach = |value: f32, side: u32| value.clamp(0.0, side as f32) as u32;
        let bounds = quad.bounds();
        for y in reach(bounds.y, photo.height())..reach(bounds.bottom() + 1.0, photo.height()) {
            for x in reach(bounds.x, photo.width())..reach(bounds.right() + 1.0, photo.width()) {
                let at = (y as usize * photo.width() as usize + x as usize) * 3;
                let under = [data[at], data[at + 1], data[at + 2]];
                data[at..at + 3].copy_from_slice(&self.pixel(quad, (x, y), under));
            }
        }
        RgbImage::new(photo.width(), photo.height(), data).expect("as many bytes as before")
    }

    /// A pixel of the photo with the sheet over it: the mean of four by four points, so that edges are as soft as a camera's.
    fn pixel(&self, quad: &Quad, (x, y): (u32, u32), under: [u8; 3]) -> [u8; 3] {
        let mut sum = [0.0f32; 3];
        // A print's picture is a little blurred: its points are taken from a pixel and a half around.
        let spread = if self.attack == Attack::Print { 1.5 } else { 1.0 };
        for at in 0..16u8 {
            let off = |step: u8| 0.5 + (f32::from(step) - 1.5) / 4.0 * spread;
            let point = Point::new(x as f32 + off(at % 4), y as f32 + off(at / 4));
            let colour = match quad.inside(point) {
                Some(own) => self.colour(own),
                None => under.map(f32::from),
            };
            (0..3).for_each(|c| sum[c] += colour[c] / 16.0);
        }
        sum.map(|value| value.round().clamp(0.0, 255.0) as u8)
    }

    /// The colour at a place of the sheet, 0 to 1 in both directions.
    fn colour(&self, (u, v): (f32, f32)) -> [f32; 3] {
        let own = |value: f32, border: f32| (value - border) / (1.0 - 2.0 * border);
        let (x, y) = (own(u, self.border.0), own(v, self.border.1));
        let inside = (0.0..1.0).contains(&x) && (0.0..1.0).contains(&y);
        let light = 1.0 + self.shade.0 * (u - 0.5) + self.shade.1 * (v - 0.5);
        match self.attack {
            Attack::Copy => self.read(x, y),
            Attack::Print if inside => self.read(x, y).map(|value| (25.0 + value * 0.82) * light),
            Attack::Print => [228.0 * light; 3],
            Attack::Screen if inside => self.lit(x, y, (u, v)),
            Attack::Screen => [22.0; 3],
        }
    }

    /// A screen's own pixels: three stripes of colour with dark gaps, each as bright as the picture there.
    fn lit(&self, x: f32, y: f32, at: (f32, f32)) -> [f32; 3] {
        let rows = self.pitch * self.picture.height() as f32 / self.picture.width().max(1) as f32;
        let (column, row) = (x * self.pitch, y * rows);
        let colour = self.read((column.floor() + 0.5) / self.pitch, (row.floor() + 0.5) / rows);
        let stripe = (column.fract() * 3.0) as usize;
        let gap = row.fract() < 0.15;
        let (dx, dy) = (at.0 - self.glare.0, at.1 - self.glare.1);
        let glare = 60.0 * (-(dx * dx + dy * dy) / 0.03).exp();
        let mut lit = [0.0; 3];
        for (channel, value) in colour.into_iter().enumerate() {
            // Cameras and lenses mix neighbouring stripes: a third of the light falls beside its own.
            let share = if channel == stripe.min(2) { 2.0 } else { 0.5 };
            lit[channel] = if gap { 8.0 } else { value * share * 1.1 } + glare;
        }
        lit
    }

    /// The picture's colour at a share of its width and height, between pixels.
    fn read(&self, x: f32, y: f32) -> [f32; 3] {
        let (width, height) = (self.picture.width(), self.picture.height());
        let split = |share: f32, side: u32| {
            let at = (share * side as f32 - 0.5).clamp(0.0, side as f32 - 1.0);
            (at as u32, (at as u32 + 1).min(side - 1), at.fract())
        };
        let ((x0, x1, fx), (y0, y1, fy)) = (split(x, width), split(y, height));
        let (a, b) = (self.picture.pixel(x0, y0), self.picture.pixel(x1, y0));
        let (c, d) = (self.picture.pixel(x0, y1), self.picture.pixel(x1, y1));
        [0, 1, 2].map(|at| {
            let mix = |one: u8, two: u8| f32::from(one) * (1.0 - fx) + f32::from(two) * fx;
            mix(a[at], b[at]) * (1.0 - fy) + mix(c[at], d[at]) * fy
        })
    }
}
