//! The cascade, evaluated at every place of a band.
//!
//! Neighbouring places are evaluated together, [`LANES`] at a time, while enough of them are still in the running:
//! the compiler makes vector instructions of that. The arithmetic of a single place is the same either way.

use super::band::{Band, Layout};
use super::cascade::Cascade;
use super::group::Rect;
use super::pyramid::{Level, round};

/// Places that are evaluated together.
pub(super) const LANES: usize = 8;
/// With fewer places than this still in the running, they are evaluated one by one.
const FEW: u32 = 3;

/// Four corners of a rectangle, as offsets from a place.
type Corners = [u32; 4];

fn corners(layout: Layout, x: usize, y: usize, width: usize, height: usize) -> Corners {
    [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
        .map(|(x, y)| layout.offset(x, y) as u32)
}

/// The sum over a rectangle.
fn sum(sums: &[u32], corners: &Corners) -> i32 {
    let [a, b, c, d] = *corners;
    let (a, b, c, d) = (sums[a as usize], sums[b as usize], sums[c as usize], sums[d as usize]);
    a.wrapping_sub(b).wrapping_sub(c).wrapping_add(d) as i32
}

/// The sums over a rectangle at neighbouring places.
#[inline]
fn sums(sums: &[u32], corners: &Corners) -> [i32; LANES] {
    let [a, b, c, d] = *corners;
    let (a, b, c, d) = (lanes(sums, a), lanes(sums, b), lanes(sums, c), lanes(sums, d));
    std::array::from_fn(|lane| {
        a[lane].wrapping_sub(b[lane]).wrapping_sub(c[lane]).wrapping_add(d[lane]) as i32
    })
}

#[inline]
fn lanes(sums: &[u32], corner: u32) -> &[u32; LANES] {
    sums[corner as usize..].first_chunk().expect("rows end with LANES spare sums")
}

/// A stump with its feature laid out for a level.
struct Stump {
    corners: [Corners; 3],
    weights: [f32; 3],
    threshold: f32,
    below: f32,
    above: f32,
}

impl Stump {
    fn vote(&self, window: &[u32], factor: f32) -> f64 {
        let mut value = self.weights[0] * sum(window, &self.corners[0]) as f32
            + self.weights[1] * sum(window, &self.corners[1]) as f32;
        if self.weights[2] != 0.0 {
            value += self.weights[2] * sum(window, &self.corners[2]) as f32;
        }
        f64::from(if value * factor < self.threshold { self.below } else { self.above })
    }

    #[inline]
    fn votes(&self, window: &[u32], factors: &[f32; LANES], totals: &mut [f64; LANES]) {
        let (first, second) = (sums(window, &self.corners[0]), sums(window, &self.corners[1]));
        let mut values: [f32; LANES] = std::array::from_fn(|lane| {
            self.weights[0] * first[lane] as f32 + self.weights[1] * second[lane] as f32
        });
        if self.weights[2] != 0.0 {
            let third = sums(window, &self.corners[2]);
            for lane in 0..LANES {
                values[lane] += self.weights[2] * third[lane] as f32;
            }
        }
        for lane in 0..LANES {
            let below = values[lane] * factors[lane] < self.threshold;
            totals[lane] += f64::from(if below { self.below } else { self.above });
        }
    }
}

struct Stage {
    threshold: f64,
    stumps: Vec<Stump>,
}

impl Stage {
    fn passes(&self, window: &[u32], factor: f32) -> bool {
        let total: f64 = self.stumps.iter().map(|stump| stump.vote(window, factor)).sum();
        total >= self.threshold
    }

    /// Which of the neighbouring places pass, as bits.
    fn passing(&self, window: &[u32], factors: &[f32; LANES]) -> u32 {
        let mut totals = [0.0; LANES];
        for stump in &self.stumps {
            stump.votes(window, factors, &mut totals);
        }
        mask(|lane| totals[lane] >= self.threshold)
    }
}

fn mask(holds: impl Fn(usize) -> bool) -> u32 {
    (0..LANES).fold(0, |bits, lane| bits | u32::from(holds(lane)) << lane)
}

/// A cascade laid out for a level.
pub(super) struct Stumps {
    stages: Vec<Stage>,
    /// The window without its outermost pixels, over which brightness is normalised.
    inner: Corners,
    /// Its pixels.
    area: f64,
}

impl Stumps {
    pub(super) fn new(cascade: &Cascade, level: &Level) -> Self {
        let layout = Layout::new(level);
        let stump = |stump: &super::cascade::Stump| {
            let feature = &cascade.features[stump.feature];
            Stump {
                corners: feature.map(|rect| corners(layout, rect.x, rect.y, rect.width, rect.height)),
                weights: feature.map(|rect| rect.weight),
                threshold: stump.threshold,
                below: stump.below,
                above: stump.above,
            }
        };
        let stages = cascade.stages.iter().map(|stage| Stage {
            threshold: f64::from(stage.threshold),
            stumps: stage.stumps.iter().map(stump).collect(),
        });
        let (width, height) = (cascade.window.0 - 2, cascade.window.1 - 2);
        Self {
            stages: stages.collect(),
            inner: corners(layout, 1, 1, width, height),
            area: (width * height) as f64,
        }
    }

    /// What features are multiplied by at neighbouring places: one over the standard deviation of the window's
    /// pixels, times their number; and at which places there is contrast enough to go on, as bits
    /// (`HaarEvaluator::setWindow`).
    fn factors(&self, window: &[u32], squares: &[u32]) -> ([f32; LANES], u32) {
        let (totals, squares) = (sums(window, &self.inner), sums(squares, &self.inner));
        let spreads: [f64; LANES] = std::array::from_fn(|lane| {
            self.area * f64::from(squares[lane] as u32) - f64::from(totals[lane]) * f64::from(totals[lane])
        });
        let factors = spreads.map(|spread| (1.0 / spread.sqrt()) as f32);
        let contrast = mask(|lane| spreads[lane] > 0.0 && self.area * f64::from(factors[lane]) < 0.1);
        (factors, contrast)
    }
}

/// All places of the band that pass all stages, as rectangles of the picture.
pub(super) fn hits(cascade: &Cascade, stumps: &Stumps, level: &Level, band: &Band) -> Vec<Rect> {
    let stride = Layout::new(level).stride();
    let side = |side: usize| round(side as f32 * level.scale);
    let (width, height) = (side(cascade.window.0), side(cascade.window.1));
    let mut hits = Vec::new();
    for row in (0..band.rows).step_by(level.step) {
        let y = round((band.first + row) as f32 * level.scale);
        row_hits(
            stumps,
            &band.sums[row * stride..],
            &band.squares[row * stride..],
            level.columns,
            |column| {
                let x = round((column * level.step) as f32 * level.scale);
                hits.push(Rect { x, y, width, height });
            },
        );
    }
    hits
}

/// Calls `hit` with each place of a row that passes.
fn row_hits(stumps: &Stumps, sums: &[u32], squares: &[u32], columns: usize, mut hit: impl FnMut(usize)) {
    let Some((first, rest)) = stumps.stages.split_first() else { return };
    let mut skip = false;
    for start in (0..columns).step_by(LANES) {
        let (window, squares) = (&sums[start..], &squares[start..]);
        let (factors, contrast) = stumps.factors(window, squares);
        let passing = if contrast == 0 { 0 } else { first.passing(window, &factors) };
        // A place that fails the very first stage takes its right neighbour with it, unseen.
        let mut running = 0;
        for lane in 0..LANES.min(columns - start) {
            if skip {
                skip = false;
            } else if contrast >> lane & 1 == 1 {
                running |= passing & 1 << lane;
                skip = passing >> lane & 1 == 0;
            }
        }
        for stage in rest {
            if running.count_ones() >= FEW {
                running &= stage.passing(window, &factors);
            } else {
                let passes =
                    |lane: usize| running >> lane & 1 == 1 && stage.passes(&window[lane..], factors[lane]);
                running = mask(passes);
            }
            if running == 0 {
                break;
            }
        }
        (0..LANES).filter(|lane| running >> lane & 1 == 1).for_each(|lane| hit(start + lane));
    }
}
