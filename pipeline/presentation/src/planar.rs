//! Faces that move from one photo to the next as a flat picture does.
//!
//! Between two photos of a class most faces follow one motion, the camera's. A print that somebody holds moves apart from
//! it, and its faces move by one affine map: a plane seen from a little further aside, with its distance large beside its
//! size (Hartley and Zisserman, "Multiple View Geometry", section 6.3). A head that turns does not: the nose stands out of
//! the plane of eyes and mouth by half the distance between the eyes, and moves by itself.
//!
//! Owns when that can be told at all. Five points of one face that neither turned nor was tilted fit an affine map whether
//! flat or not; then there is no verdict.

use muster_domain::{Landmarks, Point};

/// Up to this rest, in distances between the eyes, faces move as a flat thing. Detectors mark points to about 0.03 of that
/// distance; a nose's own move at a turn of 15 degrees leaves 0.05.
pub const FLAT: f32 = 0.035;
/// A face whose rest under the others' motion is greater than this, in distances between its eyes, moves apart: people who
/// sit move their heads by less between two photos.
const APART: f32 = 0.6;
/// Faces that have to follow the common motion, beside being at least half of all.
const FEWEST: usize = 3;
/// Faces that prove one plane without being tilted: with three, people would have to keep their distances to millimetres.
const GROUP: usize = 3;
/// How much one direction has to shrink against the other for fewer faces: a tilt by about 40 degrees.
const TILTED: f32 = 1.3;

/// One person's points in two photos.
#[derive(Clone, Copy, Debug)]
pub struct Moved {
    /// In the one photo, in its pixels.
    pub before: Landmarks,
    /// In the other photo.
    pub after: Landmarks,
}

/// For each face the rest, in distances between the eyes (root mean square over the points), that one plane's motion
/// leaves of its points; at most [`FLAT`] speaks of a picture. `None` where nothing can be said: too few faces, a face
/// that moves with the others, or one that neither is one of three nor was tilted.
pub fn flat(faces: &[Moved]) -> Vec<Option<f32>> {
    let mut verdicts = vec![None; faces.len()];
    let Some(apart) = moving_apart(faces) else { return verdicts };
    for &face in &apart {
        let group = companions(faces, &apart, face);
        let members: Vec<&Moved> = group.iter().map(|at| &faces[*at]).collect();
        let Some(map) = Affine::fit(&members) else { continue };
        if group.len() >= GROUP || map.stretch() >= TILTED {
            verdicts[face] = Some(map.rest(&faces[face]));
        }
    }
    verdicts
}

/// The faces that do not follow the motion of most; `None` when there is no motion that most follow.
fn moving_apart(faces: &[Moved]) -> Option<Vec<usize>> {
    let mut best: Option<(f32, Vec<usize>)> = None;
    for (at, one) in faces.iter().enumerate() {
        for other in &faces[at + 1..] {
            let Some(map) = Affine::fit(&[one, other]) else { continue };
            let rests: Vec<f32> = faces.iter().map(|face| map.rest(face)).collect();
            let middle = median(&rests);
            if best.as_ref().is_none_or(|(least, _)| middle < *least) {
                best = Some((middle, (0..faces.len()).filter(|at| rests[*at] > APART).collect()));
            }
        }
    }
    let (_, apart) = best?;
    let common = faces.len() - apart.len();
    (common >= FEWEST && common * 2 >= faces.len()).then_some(apart)
}

/// The faces, with `face` itself, that move apart by the same plane's motion as it does.
fn companions(faces: &[Moved], apart: &[usize], face: usize) -> Vec<usize> {
    let with = |other: usize| {
        let map = Affine::fit(&[&faces[face], &faces[other]])?;
        let group = apart.iter().copied().filter(|at| map.rest(&faces[*at]) <= FLAT * 2.0);
        Some(group.collect::<Vec<_>>())
    };
    let others = apart.iter().copied().filter(|other| *other != face);
    let largest = others.filter_map(with).filter(|group| group.contains(&face)).max_by_key(Vec::len);
    largest.filter(|group| group.len() >= GROUP).unwrap_or_else(|| vec![face])
}

fn median(values: &[f32]) -> f32 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f32::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f32::MAX)
}

/// `x' = a x + b y + c`, `y' = d x + e y + f`.
struct Affine([f32; 6]);

impl Affine {
    /// The least-squares map of all points of some faces; `None` when the points lie on a line or are no numbers.
    fn fit(faces: &[&Moved]) -> Option<Self> {
        let pairs: Vec<(Point, Point)> = faces.iter().flat_map(|face| pairs(face)).collect();
        let n = pairs.len() as f64;
        let mean =
            |of: fn(&(Point, Point)) -> f32| pairs.iter().map(|one| f64::from(of(one))).sum::<f64>() / n;
        let (mx, my, tx, ty) = (mean(|p| p.0.x), mean(|p| p.0.y), mean(|p| p.1.x), mean(|p| p.1.y));
        let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
        let (mut xt, mut yt, mut xs, mut ys) = (0.0, 0.0, 0.0, 0.0);
        for (from, to) in &pairs {
            let (x, y) = (f64::from(from.x) - mx, f64::from(from.y) - my);
            let (t, s) = (f64::from(to.x) - tx, f64::from(to.y) - ty);
            (xx, xy, yy) = (xx + x * x, xy + x * y, yy + y * y);
            (xt, yt, xs, ys) = (xt + x * t, yt + y * t, xs + x * s, ys + y * s);
        }
        let det = xx * yy - xy * xy;
        if !(det.is_finite() && det > 1e-6 * (xx + yy).powi(2)) {
            return None;
        }
        let (a, b) = ((xt * yy - yt * xy) / det, (yt * xx - xt * xy) / det);
        let (d, e) = ((xs * yy - ys * xy) / det, (ys * xx - xs * xy) / det);
        let (c, f) = (tx - a * mx - b * my, ty - d * mx - e * my);
        Some(Self([a, b, c, d, e, f].map(|value| value as f32)))
    }

    /// Root mean square of what the map leaves of a face's points, in distances between its eyes in the second photo.
    fn rest(&self, face: &Moved) -> f32 {
        let Self([a, b, c, d, e, f]) = self;
        let off = |(from, to): (Point, Point)| {
            let (x, y) = (a * from.x + b * from.y + c, d * from.x + e * from.y + f);
            (x - to.x).powi(2) + (y - to.y).powi(2)
        };
        let (right, left) = (face.after.right_eye, face.after.left_eye);
        let eyes = (right.x - left.x).hypot(right.y - left.y).max(1e-3);
        (pairs(face).map(off).sum::<f32>() / 5.0).sqrt() / eyes
    }

    /// How much more the map stretches one direction than another: the ratio of its singular values, 1 and more.
    fn stretch(&self) -> f32 {
        let Self([a, b, _, d, e, _]) = self;
        let (sum, det) = (a * a + b * b + d * d + e * e, (a * e - b * d).abs());
        let root = (sum * sum - 4.0 * det * det).max(0.0).sqrt();
        ((sum + root) / (sum - root).max(1e-9)).sqrt()
    }
}

fn pairs(face: &Moved) -> impl Iterator<Item = (Point, Point)> {
    face.before.viewer_order().into_iter().zip(face.after.viewer_order())
}
