//! Cues on pictures that are drawn here.

mod moving;

use muster_domain::{BoundingBox, RgbImage};
use muster_presentation::{Cue, FRAMED, SCREEN, frame, look, screen};
use proptest::prelude::*;

const FACE: BoundingBox = BoundingBox { x: 260.0, y: 160.0, width: 80.0, height: 100.0 };

/// A number from 0 to 1 that looks random.
fn noise(x: u32, y: u32) -> f32 {
    let mut hash = x.wrapping_mul(0x9E37_79B1) ^ y.wrapping_mul(0x85EB_CA77);
    hash = (hash ^ (hash >> 15)).wrapping_mul(0x2C1B_3C6D);
    hash = (hash ^ (hash >> 12)).wrapping_mul(0x297A_2D39);
    (hash >> 8) as f32 / (1u32 << 24) as f32
}

/// A head with eyes and mouth on shoulders before an uneven wall, grey level by grey level.
fn person(x: u32, y: u32) -> f32 {
    let centre = FACE.centre();
    let (dx, dy) = ((x as f32 - centre.x) / 40.0, (y as f32 - centre.y) / 50.0);
    let round = |cx: f32, cy: f32, r: f32| ((dx - cx).powi(2) + (dy - cy).powi(2)).sqrt() < r;
    let shade = 12.0 * (x as f32 / 37.0).sin() + 9.0 * (y as f32 / 23.0).cos() + 8.0 * (noise(x, y) - 0.5);
    let level =
        if round(-0.4, -0.3, 0.14) || round(0.4, -0.3, 0.14) || (dx.abs() < 0.4 && (dy - 0.5).abs() < 0.06) {
            60.0
        } else if round(0.0, 0.0, 1.0) {
            185.0
        } else if dy > 1.0 && dx.abs() < 1.2 + (dy - 1.0) * 0.8 {
            90.0
        } else {
            140.0
        };
    level + shade
}

fn drawn(level: impl Fn(u32, u32) -> f32) -> RgbImage {
    RgbImage::from_fn(600, 450, |x, y| [level(x, y).round().clamp(0.0, 255.0) as u8; 3])
}

/// Whether a place lies in an upright rectangle around the face, by so many pixels beyond its box.
fn within(x: u32, y: u32, beyond: f32) -> bool {
    (x as f32 - 300.0).abs() < 40.0 + beyond && (y as f32 - 210.0).abs() < 50.0 + beyond
}

/// Protects everybody: a face without cues is not doubted.
#[test]
fn a_person_has_no_cue() {
    let image = drawn(person);
    let seen = look(&image, &FACE);
    assert_eq!(seen.cues().collect::<Vec<Cue>>(), [], "{seen:?}");
    assert!(seen.frame.is_some() && seen.screen.is_some(), "and that was looked at: {seen:?}");
}

/// Protects against a print held up: a white border on all four sides.
#[test]
fn a_print_s_border_is_a_frame() {
    let print = drawn(|x, y| if within(x, y, 40.0) && !within(x, y, 32.0) { 235.0 } else { person(x, y) });
    let value = frame(&print, &FACE).expect("large enough");
    assert!(value >= FRAMED, "{value}");
}

/// Protects against a phone held up: a dark bezel, tilted.
#[test]
fn a_tilted_phone_s_bezel_is_a_frame() {
    let turned = |x: u32, y: u32| {
        let (dx, dy) = (x as f32 - 300.0, y as f32 - 210.0);
        ((300.0 + dx + 0.12 * dy).max(0.0) as u32, (210.0 + dy - 0.12 * dx).max(0.0) as u32)
    };
    let phone = drawn(|x, y| {
        let (u, v) = turned(x, y);
        if within(u, v, 38.0) && !within(u, v, 28.0) { 20.0 } else { person(x, y) }
    });
    let value = frame(&phone, &FACE).expect("large enough");
    assert!(value >= FRAMED, "{value}");
}

/// Protects those who stand before a door or sit under a board: edges that go on are no print.
#[test]
fn a_door_behind_somebody_is_no_frame() {
    let door = drawn(|x, y| {
        let panel = (220..380).contains(&x) && y > 100;
        let level = person(x, y);
        if panel && (level - 140.0).abs() < 26.0 { level - 60.0 } else { level }
    });
    let value = frame(&door, &FACE).expect("large enough");
    assert!(value < FRAMED, "{value}");
}

/// Protects against a screen held up: its pixels beat with the camera's.
#[test]
fn a_screen_s_pattern_is_a_peak() {
    let wave = |x: u32, y: u32| 9.0 * (std::f32::consts::TAU * (0.21 * x as f32 + 0.13 * y as f32)).sin();
    let shown = drawn(|x, y| person(x, y) + wave(x, y));
    let value = screen(&shown, &FACE).expect("large enough");
    assert!(value >= SCREEN, "{value}");
}

/// A face at the back of a room is too small for either: no verdict, and so no cue.
#[test]
fn small_faces_get_no_verdict() {
    let small = BoundingBox::new(300.0, 200.0, 18.0, 22.0);
    let image = drawn(person);
    assert_eq!((frame(&image, &small), screen(&image, &small)), (None, None));
    assert_eq!(look(&RgbImage::filled(0, 0, [0; 3]), &FACE).cues().count(), 0, "no picture, no cue");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever a detector reports, looking at it neither panics nor doubts a wall.
    #[test]
    fn a_plain_wall_has_no_cues(
        x in -500.0f32..900.0, y in -500.0f32..900.0, width in 0.0f32..400.0, height in 0.0f32..400.0, level in 0u8..=255
    ) {
        let image = RgbImage::filled(320, 240, [level; 3]);
        let seen = look(&image, &BoundingBox::new(x, y, width, height));
        prop_assert_eq!(seen.cues().count(), 0, "{:?}", seen);
    }

    /// The frame cue is a share.
    #[test]
    fn a_frame_is_between_nothing_and_all(x in 0.0f32..500.0, y in 0.0f32..350.0, side in 24.0f32..200.0) {
        let value = frame(&drawn(person), &BoundingBox::new(x, y, side, side)).expect("large enough");
        prop_assert!((0.0..=1.0).contains(&value), "{}", value);
    }
}
