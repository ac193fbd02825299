//! The pattern that a screen's pixels make with a camera's: peaks in the spectrum of a face.
//!
//! Owns the spectrum and what a peak in it is. Skin, hair and glasses spread their power over neighbouring frequencies; a
//! grid gathers it in single ones.

use muster_domain::{BoundingBox, RgbImage};
use rustfft::{Fft, FftPlanner, num_complex::Complex};

use crate::plane::{Plane, grey_square};

/// Sides of the squares that are looked at, the largest that the face holds: powers of two.
const SIDES: [usize; 3] = [256, 128, 64];
/// Lowest and highest frequency that counts, in cycles a pixel. Under the lowest is the face itself.
const FREQUENCIES: std::ops::Range<f32> = 0.12..0.5;

/// How far the strongest single frequency of the face stands out of its neighbours, in decibels, 0 to about 80. `None` for a
/// face of fewer than 64 pixels.
pub fn screen(image: &RgbImage, face: &BoundingBox) -> Option<f32> {
    let room = face.width.min(face.height);
    let side = SIDES.into_iter().find(|side| *side as f32 <= room)?;
    if image.width() == 0 || image.height() == 0 {
        return None;
    }
    let centre = face.centre();
    let corner = ((centre.x - side as f32 / 2.0).floor(), (centre.y - side as f32 / 2.0).floor());
    let power = spectrum(&grey_square(image, corner, side as f32, side));
    Some(peak(&power))
}

/// Power of each frequency, of the plane less its mean under a Hann window; `(0, 0)` is the mean.
fn spectrum(plane: &Plane) -> Plane {
    let side = plane.side;
    let mean = plane.data.iter().sum::<f32>() / plane.data.len().max(1) as f32;
    let hann = |at: usize| 0.5 - 0.5 * (std::f32::consts::TAU * (at as f32 + 0.5) / side as f32).cos();
    let value = |(at, grey): (usize, &f32)| (grey - mean) * hann(at % side) * hann(at / side);
    let mut data: Vec<Complex<f32>> =
        plane.data.iter().enumerate().map(|one| Complex::new(value(one), 0.0)).collect();
    let fft = FftPlanner::new().plan_fft_forward(side);
    rows(fft.as_ref(), &mut data);
    let mut turned = transposed(&data, side);
    rows(fft.as_ref(), &mut turned);
    Plane { side, data: transposed(&turned, side).iter().map(Complex::norm_sqr).collect() }
}

/// Transforms each row; the length of the transform is that of a row.
fn rows(fft: &dyn Fft<f32>, data: &mut [Complex<f32>]) {
    fft.process(data);
}

fn transposed(data: &[Complex<f32>], side: usize) -> Vec<Complex<f32>> {
    (0..side * side).map(|at| data[at % side * side + at / side]).collect()
}

/// The strongest peak in decibels: the mean power of three by three frequencies over that of the ring around them.
fn peak(power: &Plane) -> f32 {
    let side = power.side as i64;
    let mut best = 0.0f32;
    // A real image's spectrum is the same at a frequency and its opposite: half of it is enough.
    for v in 0..=side / 2 {
        for u in -side / 2..side / 2 {
            let frequency = ((u * u + v * v) as f32).sqrt() / side as f32;
            if FREQUENCIES.contains(&frequency) && !is_jpeg((u, v), side) {
                best = best.max(prominence(power, u, v));
            }
        }
    }
    best
}

/// Frequencies at which JPEG's blocks of 8 by 8 pixels put power: multiples of an eighth in both directions.
fn is_jpeg((u, v): (i64, i64), side: i64) -> bool {
    let step = side / 8;
    let near = |value: i64| (value + side + 1).rem_euclid(step) <= 2;
    near(u) && near(v)
}

fn prominence(power: &Plane, u: i64, v: i64) -> f32 {
    let (mut own, mut around, mut count) = (0.0f32, 0.0f32, 0u32);
    for dv in -4..=4i64 {
        for du in -4..=4i64 {
            let value = wrapped(power, u + du, v + dv);
            match du.abs().max(dv.abs()) {
                0 | 1 => own += value,
                3 | 4 => {
                    around += value;
                    count += 1;
                }
                _ => {}
            }
        }
    }
    let (own, around) = (own / 9.0, around / count.max(1) as f32);
    // A tenth of a grey level of noise in each pixel: a spectrum of nothing has no peaks.
    let floor = (power.side * power.side) as f32 * 0.14 * 0.01;
    10.0 * ((own + floor) / (around + floor)).log10()
}

fn wrapped(power: &Plane, u: i64, v: i64) -> f32 {
    let side = power.side as i64;
    power.data[(v.rem_euclid(side) * side + u.rem_euclid(side)) as usize]
}
