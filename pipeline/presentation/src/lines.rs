//! Straight edges beside a face.

use crate::edges::Edges;

/// Steps of slope that are tried to either side of upright, and how far apart.
const SLOPES: i32 = 6;
const SLOPE: f32 = 0.05;
/// Least share of the face's length along which a line has an edge to be looked at.
const LEAST: f32 = 0.6;
/// Lines kept a side.
const KEPT: usize = 8;
/// Lines whose places and slopes are nearer than this are one.
const SAME: (f32, f32) = (2.0, 0.11);

/// Where a line lies from the face.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

impl Side {
    pub(crate) const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Top, Self::Bottom];
}

/// A line: `place + slope * t`, where t is the distance from the plane's centre along the other axis.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    upright: bool,
    place: f32,
    slope: f32,
    centre: f32,
    pub(crate) support: f32,
}

impl Line {
    fn at(&self, along: f32) -> (f32, f32) {
        let across = self.place + self.slope * (along - self.centre);
        if self.upright { (across, along) } else { (along, across) }
    }

    /// Where an upright line meets a level one.
    pub(crate) fn meets(&self, level: &Self) -> (f32, f32) {
        // x = p + s (y - c), y = q + r (x - c).
        let Self { place: p, slope: s, centre: c, .. } = *self;
        let (q, r) = (level.place, level.slope);
        let x = (p + s * (q - c - r * c)) / (1.0 - s * r);
        (x, q + r * (x - c))
    }
}

/// The lines with most of an edge along the face on one side of it, at most [`KEPT`]. `half` is half the face's width and
/// height and `unit` its longer side, in pixels of the plane, in whose middle it is.
pub(crate) fn candidates(edges: &Edges, side: Side, half: (f32, f32), unit: f32) -> Vec<Line> {
    let centre = edges.side as f32 / 2.0;
    let upright = matches!(side, Side::Left | Side::Right);
    let sign = if matches!(side, Side::Left | Side::Top) { -1.0 } else { 1.0 };
    let (own, along) = if upright { half } else { (half.1, half.0) };
    // From just inside the box, which often is wider than the face, to where the largest frame would be.
    let (from, to) = (own * 0.8, (unit * 1.9).min(centre - 2.0));
    let mut found = Vec::new();
    let mut off = from;
    while off <= to {
        for slope in -SLOPES..=SLOPES {
            let line = Line {
                upright,
                place: centre + sign * off,
                slope: slope as f32 * SLOPE,
                centre,
                support: 0.0,
            };
            let support = edges.support(line.at(centre - along), line.at(centre + along));
            if support >= LEAST {
                found.push(Line { support, ..line });
            }
        }
        off += 1.0;
    }
    strongest(found)
}

fn strongest(mut found: Vec<Line>) -> Vec<Line> {
    found.sort_by(|a, b| b.support.total_cmp(&a.support));
    let mut kept: Vec<Line> = Vec::new();
    for line in found {
        let same =
            |own: &Line| (own.place - line.place).abs() < SAME.0 && (own.slope - line.slope).abs() < SAME.1;
        if kept.len() < KEPT && !kept.iter().any(same) {
            kept.push(line);
        }
    }
    kept
}
