//! Open-set identification of single faces (ISO/IEC 19795-1): every labelled face is searched in its own
//! class's gallery, and as a non-mated probe in the galleries of the classes in which it is not enrolled.

use muster_domain::{BoundingBox, FaceTemplate, StudentId};
use muster_identify::Gallery;
use muster_usecase::{FoundFace, Recogniser};
use serde::Serialize;

use super::ClassFaces;
use crate::curve::{Curve, Cut, Point};
use crate::data::LabelledFace;
use crate::{EvaluateError, Rate};

/// Shares of non-mated searches at which thresholds are reported.
const TARGETS: [f64; 3] = [0.001, GOAL, 0.01];
/// The share of non-mated searches that the product's goals name.
const GOAL: f64 = 0.003;
/// Heights in pixels that divide the faces.
const BANDS: [f32; 4] = [24.0, 36.0, 60.0, 100.0];
/// A found face belongs to a labelled one when they overlap this much (intersection over union), as with WIDER
/// FACE's loosest common rule: labels and detectors disagree on how much forehead a face has.
const SAME_FACE: f32 = 0.3;

/// Rates of searches.
#[derive(Clone, Debug, Serialize)]
pub struct OpenSet {
    /// Enrolled people's faces that the detector did not find; they are in no other figure here.
    pub not_detected: Rate,
    /// Non-mated searches that return someone, at the profile's threshold (FPIR).
    pub false_positive: Rate,
    /// Mated searches that do not return the right student first, at the profile's threshold (FNIR).
    pub false_negative: Rate,
    /// Mated searches whose nearest student is the right one, however far (rank-1 identification rate).
    pub rank_one: Rate,
    /// Thresholds for given FPIR.
    pub cuts: Vec<Cut>,
    /// FPIR and FNIR over the thresholds.
    pub curve: Vec<Point>,
    /// By the height of the face.
    pub by_height: Vec<HeightBand>,
}

/// Faces of similar height.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HeightBand {
    /// Pixels from.
    pub from: f32,
    /// Pixels below; none for the last.
    pub below: Option<f32>,
    /// Not found by the detector.
    pub not_detected: Rate,
    /// FNIR at the profile's threshold.
    pub false_negative: Rate,
    /// FNIR at the threshold whose FPIR over all faces is 0.3%.
    pub false_negative_at_target: Rate,
}

/// What the searches of all labelled faces returned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Searches {
    /// Faces of enrolled people in their own class's gallery.
    pub mated: Vec<Mated>,
    /// The distance of the nearest student for faces that the gallery does not hold.
    pub non_mated: Vec<f32>,
    /// Students in a gallery, on average.
    pub students: f64,
}

/// The search of an enrolled person's face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mated {
    /// Height of the labelled face in pixels.
    pub height: f32,
    /// What was found; `None` when the detector did not find the face.
    pub nearest: Option<Nearest>,
}

/// The nearest student of a search.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// How far.
    pub distance: f32,
    /// Whether it is the right one.
    pub right: bool,
}

impl Mated {
    /// The distance of the right student, infinite when someone else is nearer; `None` when not detected.
    pub fn distance(&self) -> Option<f32> {
        self.nearest.map(|nearest| if nearest.right { nearest.distance } else { f32::INFINITY })
    }
}

impl Searches {
    /// FPIR and FNIR over the thresholds.
    pub fn curve(&self) -> Curve {
        Curve::new(self.mated.iter().filter_map(Mated::distance).collect(), self.non_mated.clone())
    }
}

pub(super) fn search(
    recogniser: &Recogniser,
    galleries: &[Gallery],
    classes: &[ClassFaces<'_>],
) -> Result<Searches, EvaluateError> {
    let students = galleries.iter().map(|gallery| gallery.students().len()).sum::<usize>() as f64;
    let mut searches = Searches { students: students / galleries.len().max(1) as f64, ..Searches::default() };
    for (at, class) in classes.iter().enumerate() {
        for (photo, found) in class.data.photos.iter().zip(&class.photos) {
            for (label, place) in photo.faces.iter().zip(matched(&photo.places(), found)) {
                let template = place.map(|at| recogniser.blend(&found[at].templates)).transpose()?.flatten();
                let own = label.person.as_ref().map(StudentId::new);
                for (other, gallery) in galleries.iter().enumerate() {
                    let enrolled = own.as_ref().filter(|id| gallery.students().contains(id));
                    match (enrolled, &template) {
                        (Some(id), template) if other == at => {
                            searches.mated.push(mated_search(gallery, id, label, template.as_ref())?);
                        }
                        (None, Some(template)) => searches.non_mated.push(nearest(gallery, template)?.1),
                        _ => {}
                    }
                }
            }
        }
    }
    Ok(searches)
}

fn mated_search(
    gallery: &Gallery,
    own: &StudentId,
    label: &LabelledFace,
    template: Option<&FaceTemplate>,
) -> Result<Mated, EvaluateError> {
    let nearest = template.map(|template| nearest(gallery, template)).transpose()?;
    let judged = |(student, distance): (StudentId, f32)| Nearest { distance, right: student == *own };
    Ok(Mated { height: label.place.height, nearest: nearest.map(judged) })
}

/// The nearest student; infinitely far in an empty gallery.
fn nearest(gallery: &Gallery, template: &FaceTemplate) -> Result<(StudentId, f32), EvaluateError> {
    let first = gallery.candidates(template, 1)?.into_iter().next();
    Ok(first.map_or((StudentId::new(""), f32::INFINITY), |one| (one.student, one.distance.0)))
}

/// For each labelled place the found face that overlaps it most and enough to be the same, each found face once,
/// best overlaps first.
pub fn matched(places: &[BoundingBox], found: &[FoundFace]) -> Vec<Option<usize>> {
    let mut overlaps: Vec<(f32, usize, usize)> = Vec::new();
    for (label, place) in places.iter().enumerate() {
        for (at, one) in found.iter().enumerate() {
            overlaps.push((place.overlap(&one.face.bounding_box), label, at));
        }
    }
    overlaps.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut matched = vec![None; places.len()];
    let mut taken = vec![false; found.len()];
    for (overlap, label, at) in overlaps {
        if overlap >= SAME_FACE && matched[label].is_none() && !taken[at] {
            matched[label] = Some(at);
            taken[at] = true;
        }
    }
    matched
}

pub(super) fn summarise(searches: &Searches, identify: f32) -> OpenSet {
    let (mated, curve) = (&searches.mated, searches.curve());
    let cuts: Vec<Cut> = TARGETS.iter().filter_map(|target| curve.cut(*target)).collect();
    let target = curve.cut(GOAL).map_or(identify, |cut| cut.distance);
    let edges = [0.0].into_iter().chain(BANDS);
    let band = |(at, from): (usize, f32)| {
        let below = BANDS.get(at).copied();
        let inside = |one: &&Mated| one.height >= from && below.is_none_or(|below| one.height < below);
        let refused = |limit: f32| {
            let distances = mated.iter().filter(inside).filter_map(Mated::distance);
            Rate::count(distances.map(|distance| distance > limit))
        };
        HeightBand {
            from,
            below,
            not_detected: Rate::count(mated.iter().filter(inside).map(|one| one.nearest.is_none())),
            false_negative: refused(identify),
            false_negative_at_target: refused(target),
        }
    };
    OpenSet {
        not_detected: Rate::count(mated.iter().map(|one| one.nearest.is_none())),
        false_positive: curve.false_match(identify),
        false_negative: curve.false_non_match(identify),
        rank_one: Rate::count(mated.iter().filter_map(|one| Some(one.nearest?.right))),
        cuts,
        curve: curve.points(),
        by_height: edges.enumerate().map(band).filter(|band| band.not_detected.of > 0).collect(),
    }
}

#[cfg(test)]
mod tests {
    use muster_domain::{Face, Quality};

    use super::*;

    fn label(x: f32) -> BoundingBox {
        BoundingBox::new(x, 0.0, 10.0, 10.0)
    }

    fn found(x: f32) -> FoundFace {
        let quality = Quality {
            height: 10.0,
            sharpness: 100.0,
            brightness: 120.0,
            yaw: None,
            roll: None,
            reasons: vec![],
        };
        let bounding_box = BoundingBox::new(x, 0.0, 10.0, 10.0);
        FoundFace {
            face: Face { bounding_box, landmarks: None, confidence: 1.0, quality },
            templates: vec![],
        }
    }

    /// One found face must not stand for two labelled ones, and the better overlap wins.
    #[test]
    fn each_found_face_is_used_once() {
        assert_eq!(matched(&[label(0.0), label(4.0)], &[found(3.0)]), [None, Some(0)]);
        assert_eq!(matched(&[label(0.0), label(20.0)], &[found(21.0), found(1.0)]), [Some(1), Some(0)]);
        assert_eq!(matched(&[label(0.0)], &[found(9.0)]), [None], "a touch is not a match");
    }

    /// A face that was not found is a failure to detect, not one to recognise.
    #[test]
    fn detection_and_recognition_fail_apart() {
        let mated = |height, nearest: Option<(f32, bool)>| Mated {
            height,
            nearest: nearest.map(|(distance, right)| Nearest { distance, right }),
        };
        let searches = Searches {
            students: 30.0,
            mated: vec![
                mated(20.0, None),
                mated(30.0, Some((0.5, false))),
                mated(120.0, Some((0.5, true))),
                mated(120.0, Some((1.3, true))),
            ],
            non_mated: vec![0.9, 1.4],
        };
        let open = summarise(&searches, 1.0);
        assert_eq!(open.not_detected, Rate::new(1, 4));
        assert_eq!((open.false_negative, open.rank_one), (Rate::new(2, 3), Rate::new(2, 3)));
        assert_eq!(open.false_positive, Rate::new(1, 2));
        let heights: Vec<_> =
            open.by_height.iter().map(|b| (b.from, b.not_detected, b.false_negative)).collect();
        let expected = [
            (0.0, Rate::new(1, 1), Rate::default()),
            (24.0, Rate::new(0, 1), Rate::new(1, 1)),
            (100.0, Rate::new(0, 2), Rate::new(1, 2)),
        ];
        assert_eq!(heights, expected);
    }
}
