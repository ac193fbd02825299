//! The grey picture, the scales it is searched at, and its rows at each scale.

use muster_domain::RgbImage;

use super::HaarParameters;

/// An 8-bit grey picture, row after row.
pub(super) struct Grey {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) data: Vec<u8>,
}

impl Grey {
    /// `cv::cvtColor` with `COLOR_RGB2GRAY`: Rec. 601 luma with coefficients of 15 bits, rounded.
    pub(super) fn from_rgb(image: &RgbImage) -> Self {
        let luma = |&[r, g, b]: &[u8; 3]| {
            ((u32::from(r) * 9798 + u32::from(g) * 19_235 + u32::from(b) * 3735 + (1 << 14)) >> 15) as u8
        };
        let data = image.data().as_chunks::<3>().0.iter().map(luma).collect();
        Self { width: image.width() as usize, height: image.height() as usize, data }
    }

    fn row(&self, y: usize) -> &[u8] {
        &self.data[y * self.width..][..self.width]
    }
}

/// `cvRound`: to the nearest whole number, halves to the even one.
pub(super) fn round(value: f32) -> i32 {
    value.round_ties_even() as i32
}

/// A scale of the search.
pub(super) struct Level {
    /// Pixels of the picture for one of this level.
    pub(super) scale: f32,
    /// Width of the picture at this level.
    pub(super) width: usize,
    /// The search looks at every `step`-th place, across and down.
    pub(super) step: usize,
    /// Rows above this one are searched (by steps).
    pub(super) rows: usize,
    /// Places in a row.
    pub(super) columns: usize,
    /// Width and height of the cascade's window.
    pub(super) window: (usize, usize),
    x: Axis,
    y: Axis,
}

impl Level {
    /// Writes row `y` of the level into `row`. `lines` holds the last source rows scaled across.
    pub(super) fn row(&self, grey: &Grey, y: usize, lines: &mut Lines, row: &mut Vec<u8>) {
        let (first, second, weight) = self.y.at(y);
        lines.load(grey, first, second, &self.x);
        let weights = [256 - u32::from(weight), u32::from(weight)];
        row.clear();
        row.extend(lines.upper.iter().zip(&lines.lower).map(|(&upper, &lower)| {
            ((u32::from(upper) * weights[0] + u32::from(lower) * weights[1] + (1 << 15)) >> 16) as u8
        }));
    }
}

/// The two source rows that a row of a level lies between, scaled across, in 1/256 grey levels.
#[derive(Default)]
pub(super) struct Lines {
    upper: Vec<u16>,
    lower: Vec<u16>,
    /// Which source rows they are.
    of: Option<(usize, usize)>,
}

impl Lines {
    /// Forgets what is held: the next rows belong to another level.
    pub(super) fn reset(&mut self) {
        self.of = None;
    }

    fn load(&mut self, grey: &Grey, first: usize, second: usize, x: &Axis) {
        let held = self.of.replace((first, second));
        if held == Some((first, second)) {
            return;
        }
        if held.is_some_and(|(_, lower)| lower == first) {
            std::mem::swap(&mut self.upper, &mut self.lower);
        } else {
            x.scale(grey.row(first), &mut self.upper);
        }
        x.scale(grey.row(second), &mut self.lower);
    }
}

/// How one axis is scaled: `cv::resize` with `INTER_LINEAR_EXACT`, whose weights are in 1/256.
struct Axis {
    /// For each place its first source, its second one, and the second's weight.
    sources: Vec<(u32, u32, u16)>,
}

impl Axis {
    fn new(from: usize, to: usize) -> Self {
        let scale = 1.0 / (to as f64 / from as f64);
        let last = from - 1;
        let source = |place: usize| {
            let position = scale * (place as f64 + 0.5) - 0.5;
            let whole = position.floor();
            if whole < 0.0 {
                (0, 0, 0)
            } else if whole as usize >= last {
                (last as u32, last as u32, 0)
            } else {
                let weight = ((position - whole) * 256.0).round_ties_even() as u16;
                (whole as u32, whole as u32 + 1, weight)
            }
        };
        Self { sources: (0..to).map(source).collect() }
    }

    fn at(&self, place: usize) -> (usize, usize, u16) {
        let (first, second, weight) = self.sources[place];
        (first as usize, second as usize, weight)
    }

    fn scale(&self, row: &[u8], line: &mut Vec<u16>) {
        line.clear();
        line.extend(self.sources.iter().map(|&(first, second, weight)| {
            let (first, second) = (u16::from(row[first as usize]), u16::from(row[second as usize]));
            first * (256 - weight) + second * weight
        }));
    }
}

/// The levels at which `detectMultiScale` searches a picture, finest first.
pub(super) fn levels(grey: &Grey, window: (usize, usize), parameters: &HaarParameters) -> Vec<Level> {
    let scales = scales(grey, window, parameters);
    let Some(&finest) = scales.first() else { return Vec::new() };
    // OpenCV cuts each level into as many stripes as fit the finest one; where they do not divide a level evenly,
    // its last row is left out.
    let stripes = (size(grey.width, finest) + 1 - window.0).div_ceil(32);
    scales.iter().map(|&scale| level(grey, window, scale, stripes)).collect()
}

fn level(grey: &Grey, window: (usize, usize), scale: f32, stripes: usize) -> Level {
    let (width, height) = (size(grey.width, scale), size(grey.height, scale));
    let step = if scale >= 2.0 { 1 } else { 2 };
    let (across, down) = ((width + 1).saturating_sub(window.0), (height + 1).saturating_sub(window.1));
    let stripe = (down / step).div_ceil(stripes).max(1) * step;
    Level {
        scale,
        width,
        step,
        rows: down.min(stripes * stripe),
        columns: across.div_ceil(step),
        window,
        x: Axis::new(grey.width, width),
        y: Axis::new(grey.height, height),
    }
}

/// A side of the picture at a scale.
fn size(side: usize, scale: f32) -> usize {
    round(side as f32 / scale) as usize
}

/// `detectMultiScaleNoGrouping`: powers of the scale factor at which the window fits into the picture and is
/// neither too small nor too large; if there are none, the one nearest to the smallest size asked for.
fn scales(grey: &Grey, window: (usize, usize), parameters: &HaarParameters) -> Vec<f32> {
    let fits = |factor: f64| {
        let scaled = |side: usize| (side as f64 * factor).round_ties_even() as usize;
        scaled(window.0) <= grey.width && scaled(window.1) <= grey.height
    };
    let factors = std::iter::successors(Some(1.0), |factor| Some(factor * parameters.scale_factor));
    let all: Vec<f32> = factors.take_while(|&factor| fits(factor)).map(|factor| factor as f32).collect();
    let sides = |scale: f32| [window.0, window.1].map(|side| i64::from(round(side as f32 * scale)));
    let (least, most) = (i64::from(parameters.min_size), parameters.max_size.map(i64::from));
    let wanted: Vec<f32> = all
        .iter()
        .copied()
        .take_while(|&scale| most.is_none_or(|most| sides(scale).iter().all(|&side| side <= most)))
        .filter(|&scale| sides(scale).iter().all(|&side| side >= least))
        .collect();
    if !wanted.is_empty() {
        return wanted;
    }
    let distance = |scale: f32| sides(scale).iter().map(|side| (least - side).pow(2)).sum::<i64>();
    all.into_iter().min_by_key(|&scale| distance(scale)).into_iter().collect()
}
