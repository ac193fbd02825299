//! Hard conditions painted onto class photos, where labelled photos of the real thing are missing.
//!
//! The photo is altered before anything is looked for in it, so detection suffers as it would. What is painted is
//! simpler than life (flat glasses, a mask without folds, light without shadows cast): a rate under a condition
//! says how the profile bears that much covered or darkened face, not how it fares in a real class of masks.
//! Of expressions only the mouth wide open is painted, on a jaw that stays where it was; others can't be.

use std::fmt;

use muster_domain::{Face, Point, RgbImage};
use serde::{Deserialize, Serialize};

/// What is done to a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Dark glasses over both eyes.
    Sunglasses,
    /// The rims of clear glasses.
    Glasses,
    /// A surgical mask from the bridge of the nose to the chin.
    Mask,
    /// A scarf over mouth and chin.
    Scarf,
    /// The mouth wide open, with lips and teeth.
    OpenMouth,
    /// The right half of each face in deep shade.
    SideLight,
    /// A fifth of the light, with the noise that comes with it.
    Dim,
    /// Half the resolution.
    HalfSize,
}

impl Condition {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Glasses,
        Self::Sunglasses,
        Self::Mask,
        Self::Scarf,
        Self::OpenMouth,
        Self::SideLight,
        Self::Dim,
        Self::HalfSize,
    ];

    /// Its name in reports and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sunglasses => "sunglasses",
            Self::Glasses => "glasses",
            Self::Mask => "mask",
            Self::Scarf => "scarf",
            Self::OpenMouth => "open_mouth",
            Self::SideLight => "side_light",
            Self::Dim => "dim",
            Self::HalfSize => "half_size",
        }
    }

    /// How much smaller the altered photo is: boxes of the original shrink by it.
    pub const fn scale(self) -> f32 {
        match self {
            Self::HalfSize => 0.5,
            _ => 1.0,
        }
    }

    /// The photo under this condition; `faces` are those of the unaltered photo.
    pub fn apply(self, image: &RgbImage, faces: &[Face]) -> RgbImage {
        match self {
            Self::Dim => dim(image),
            Self::HalfSize => half(image),
            _ => self.paint(image, faces),
        }
    }

    fn paint(self, image: &RgbImage, faces: &[Face]) -> RgbImage {
        let mut data = image.data().to_vec();
        let width = image.width() as usize;
        for frame in faces.iter().map(FaceFrame::of) {
            let (columns, rows) = frame.reach(image);
            for y in rows {
                for x in columns.clone() {
                    let at = frame.place(x as f32 + 0.5, y as f32 + 0.5);
                    let pixel = &mut data[(y * width + x) * 3..][..3];
                    if let Some(painted) = self.pixel(at, [pixel[0], pixel[1], pixel[2]]) {
                        pixel.copy_from_slice(&painted);
                    }
                }
            }
        }
        RgbImage::new(image.width(), image.height(), data).expect("as many bytes as before")
    }

    /// The new colour of a point of a face, where it changes. The unit is the distance between the eyes; (0, 0)
    /// is between them, x grows to the viewer's right and y down the face.
    fn pixel(self, (x, y): (f32, f32), pixel: [u8; 3]) -> Option<[u8; 3]> {
        let lens = |rx: f32, ry: f32| ((x.abs() - 0.5) / rx).powi(2) + (y / ry).powi(2);
        let bridge = x.abs() < 0.2 && (-0.12..0.0).contains(&y);
        match self {
            Self::Sunglasses => (lens(0.42, 0.33) < 1.0 || bridge).then_some([18, 18, 22]),
            Self::Glasses => {
                let rim = lens(0.42, 0.33) < 1.0 && lens(0.35, 0.26) > 1.0;
                (rim || bridge).then_some([35, 28, 25])
            }
            Self::Mask => {
                let inside = (0.35..1.75).contains(&y) && x.abs() < 1.0 - ((y - 0.95) / 1.4).powi(2) * 1.6;
                inside.then(|| shaded([165, 200, 220], pixel))
            }
            Self::Scarf => {
                let stripe = ((x + y) * 6.0).sin() > 0.0;
                let colour = if stripe { [120, 40, 45] } else { [60, 60, 80] };
                ((0.85..2.3).contains(&y) && x.abs() < 1.15).then_some(colour)
            }
            Self::OpenMouth => open_mouth(x, y - 1.25),
            Self::SideLight => {
                let inside = (x / 1.5).powi(2) + ((y - 0.4) / 2.0).powi(2) < 1.0;
                let light = 0.2 + 0.9 / (1.0 + (6.0 * x).exp());
                inside.then(|| pixel.map(|v| (f32::from(v) * light).min(255.0) as u8))
            }
            Self::Dim | Self::HalfSize => None,
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::str::FromStr for Condition {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || Self::ALL.map(Self::code).join(", ");
        Self::ALL
            .into_iter()
            .find(|one| one.code() == text)
            .ok_or_else(|| format!("not a condition; there are: {}", known()))
    }
}

/// Lips, teeth and the dark behind them, from the mouth's middle.
fn open_mouth(x: f32, y: f32) -> Option<[u8; 3]> {
    let within = |rx: f32, ry: f32| (x / rx).powi(2) + (y / ry).powi(2) < 1.0;
    let inside = if y < -0.2 { [215, 210, 200] } else { [45, 15, 18] };
    if within(0.34, 0.38) { Some(inside) } else { within(0.42, 0.46).then_some([150, 75, 75]) }
}

/// Cloth that keeps a little of the light that was on the face.
fn shaded(colour: [u8; 3], under: [u8; 3]) -> [u8; 3] {
    let light = under.iter().map(|v| f32::from(*v)).sum::<f32>() / 765.0;
    colour.map(|v| (f32::from(v) * (0.55 + 0.45 * light)) as u8)
}

/// A fifth of the light and a sensor's noise, the same in every run.
fn dim(image: &RgbImage) -> RgbImage {
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let mut channel = 0u32;
        image.pixel(x, y).map(|value| {
            channel += 1;
            let mut hash =
                x.wrapping_mul(0x9E37_79B1) ^ y.wrapping_mul(0x85EB_CA77) ^ channel.wrapping_mul(0xC2B2_AE3D);
            hash = (hash ^ (hash >> 15)).wrapping_mul(0x2C1B_3C6D);
            hash = (hash ^ (hash >> 12)).wrapping_mul(0x297A_2D39);
            // The sum of four bytes is near enough to a bell curve: mean 510, deviation 148; here 5 grey levels.
            let sum: u32 = hash.to_le_bytes().iter().map(|byte| u32::from(*byte)).sum();
            (f32::from(value) * 0.2 + (sum as f32 - 510.0) * 5.0 / 148.0).clamp(0.0, 255.0) as u8
        })
    })
}

/// Each pixel the mean of four.
fn half(image: &RgbImage) -> RgbImage {
    RgbImage::from_fn((image.width() / 2).max(1), (image.height() / 2).max(1), |x, y| {
        let clamp = |value: u32, side: u32| value.min(side - 1);
        let at = |dx, dy| image.pixel(clamp(2 * x + dx, image.width()), clamp(2 * y + dy, image.height()));
        let four = [at(0, 0), at(1, 0), at(0, 1), at(1, 1)];
        [0, 1, 2].map(|c| (four.iter().map(|pixel| u32::from(pixel[c])).sum::<u32>() / 4) as u8)
    })
}

/// A face's own axes.
struct FaceFrame {
    origin: Point,
    /// From the viewer's left eye to the right one, in pixels.
    across: (f32, f32),
}

impl FaceFrame {
    /// From the eyes, or from the box with eyes where a frontal face has them.
    fn of(face: &Face) -> Self {
        let area = &face.bounding_box;
        let (left, right) = face.landmarks.map_or_else(
            || {
                let eye = |share: f32| Point::new(area.x + area.width * share, area.y + area.height * 0.38);
                (eye(0.3), eye(0.7))
            },
            |points| (points.right_eye, points.left_eye),
        );
        Self {
            origin: Point::new(f32::midpoint(left.x, right.x), f32::midpoint(left.y, right.y)),
            across: (right.x - left.x, right.y - left.y),
        }
    }

    /// A pixel in the face's own unit.
    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        let (dx, dy) = (x - self.origin.x, y - self.origin.y);
        let (ax, ay) = self.across;
        let square = (ax * ax + ay * ay).max(1e-6);
        ((dx * ax + dy * ay) / square, (dy * ax - dx * ay) / square)
    }

    /// Columns and rows that any condition may reach.
    fn reach(&self, image: &RgbImage) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
        let far = 2.6 * self.across.0.hypot(self.across.1);
        let range = |centre: f32, side: u32| {
            let clamp = |value: f32| value.clamp(0.0, side as f32) as usize;
            clamp(centre - far)..clamp(centre + far)
        };
        (range(self.origin.x, image.width()), range(self.origin.y, image.height()))
    }
}

#[cfg(test)]
mod tests {
    use muster_domain::{BoundingBox, Landmarks, Quality};

    use super::*;

    fn face() -> Face {
        let quality = Quality {
            height: 80.0,
            sharpness: 99.0,
            brightness: 99.0,
            yaw: None,
            roll: None,
            reasons: vec![],
        };
        let landmarks = Landmarks {
            left_eye: Point::new(60.0, 40.0),
            right_eye: Point::new(40.0, 40.0),
            nose: Point::new(50.0, 52.0),
            left_mouth: Point::new(58.0, 64.0),
            right_mouth: Point::new(42.0, 64.0),
        };
        let bounding_box = BoundingBox::new(25.0, 15.0, 50.0, 65.0);
        Face { bounding_box, landmarks: Some(landmarks), confidence: 1.0, quality }
    }

    fn changed(condition: Condition) -> Vec<(u32, u32)> {
        let image = RgbImage::from_fn(100, 100, |_, _| [200; 3]);
        let altered = condition.apply(&image, &[face()]);
        let all = (0..100).flat_map(|y| (0..100).map(move |x| (x, y)));
        all.filter(|(x, y)| altered.pixel(*x, *y) != [200; 3]).collect()
    }

    #[test]
    fn each_condition_covers_its_own_part_of_the_face() {
        let covers = |condition, x, y| changed(condition).contains(&(x, y));
        let (eye, mouth, brow) = ((40, 40), (50, 64), (50, 25));
        for (condition, at, expected) in [
            (Condition::Sunglasses, eye, true),
            (Condition::Sunglasses, mouth, false),
            (Condition::Glasses, eye, false),
            (Condition::Glasses, (48, 39), true),
            (Condition::OpenMouth, mouth, true),
            (Condition::OpenMouth, eye, false),
            (Condition::Mask, mouth, true),
            (Condition::Mask, eye, false),
            (Condition::Scarf, mouth, true),
            (Condition::Scarf, (50, 50), false),
            (Condition::SideLight, (65, 45), true),
            (Condition::SideLight, brow, true),
        ] {
            assert_eq!(covers(condition, at.0, at.1), expected, "{condition} at {at:?}");
        }
    }

    /// A tilted head wears its glasses tilted.
    #[test]
    fn the_frame_turns_with_the_face() {
        let mut tilted = face();
        let points = tilted.landmarks.as_mut().expect("has landmarks");
        (points.right_eye, points.left_eye) = (Point::new(50.0, 30.0), Point::new(50.0, 50.0));
        let frame = FaceFrame::of(&tilted);
        let (x, y) = frame.place(30.0, 40.0);
        assert!(x.abs() < 1e-6 && (y - 1.0).abs() < 1e-6, "the mouth's side: {x} {y}");
    }

    #[test]
    fn dim_and_half_size_change_the_whole_photo() {
        let image = RgbImage::from_fn(64, 64, |_, _| [200; 3]);
        let dim = Condition::Dim.apply(&image, &[]);
        let mean = dim.data().iter().map(|v| f64::from(*v)).sum::<f64>() / dim.data().len() as f64;
        assert!((mean - 39.5).abs() < 1.0, "a fifth of 200, cut to whole numbers: {mean}");
        let half = Condition::HalfSize.apply(&image, &[]);
        assert_eq!((half.width(), half.height(), half.pixel(3, 3)), (32, 32, [200; 3]));
    }

    #[test]
    fn names_are_read_back_and_others_refused() {
        for condition in Condition::ALL {
            assert_eq!(condition.code().parse(), Ok(condition));
        }
        assert!("rain".parse::<Condition>().expect_err("unknown").contains("half_size"));
    }
}
