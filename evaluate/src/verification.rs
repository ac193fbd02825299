//! Are these two pictures of one person? The protocol of LFW (Huang et al. 2007), and beyond its few pairs all
//! comparisons that its pictures allow.

use serde::Serialize;

use crate::curve::{Curve, Cut, Point};
use crate::data::Pairs;
use crate::faces::middle_face;
use crate::{EvaluateError, FaceSource, Progress, Rate};

/// Shares of non-mated comparisons at which thresholds are reported.
const TARGETS: [f64; 4] = [1e-1, 1e-2, 1e-3, 1e-4];

/// What a profile achieves on a list of pairs.
#[derive(Clone, Debug, Serialize)]
pub struct VerificationReport {
    /// The profile.
    pub profile: String,
    /// Whose templates were compared.
    pub model: String,
    /// Pictures in which no face was found: their pairs count as "different".
    pub no_face: Rate,
    /// Right decisions, each fold at the threshold that was best on the other folds.
    pub accuracy: Rate,
    /// The folds' mean accuracy and the standard error of the mean, as LFW reports it.
    pub fold_mean: f64,
    /// See [`VerificationReport::fold_mean`].
    pub fold_error: f64,
    /// The one threshold with the most right decisions over all pairs: optimistic, since chosen on them.
    pub best: BestThreshold,
    /// Equal error rate over the pairs.
    pub equal_error: Option<f64>,
    /// Thresholds for given false match rates over the pairs.
    pub cuts: Vec<Cut>,
    /// The same over every comparison of two listed pictures, people told apart by folder.
    pub exhaustive_cuts: Vec<Cut>,
    /// Both error rates over the thresholds, for the pairs.
    pub curve: Vec<Point>,
    /// The same for all comparisons.
    pub exhaustive_curve: Vec<Point>,
}

/// A threshold and its right decisions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct BestThreshold {
    /// The Euclidean distance.
    pub distance: f32,
    /// Right decisions of all.
    pub right: Rate,
}

/// A pair that was compared.
#[derive(Clone, Copy, Debug)]
struct Compared {
    distance: f32,
    mated: bool,
    fold: usize,
}

/// Compares the pairs, and all pictures with each other.
///
/// Of several faces in a picture the one nearest to the middle counts, as LFW's pictures are centred.
///
/// # Errors
/// [`EvaluateError`] when a picture can't be used or a model fails.
pub fn verify(
    source: &FaceSource<'_>,
    pairs: &Pairs,
    progress: Progress<'_>,
) -> Result<VerificationReport, EvaluateError> {
    let mut templates = Vec::with_capacity(pairs.images.len());
    for (done, image) in pairs.images.iter().enumerate() {
        let face = middle_face(source, image)?;
        let template = face.map(|face| source.recogniser().blend(&face.templates)).transpose()?;
        templates.push(template.flatten());
        progress(done + 1, pairs.images.len());
    }
    let distance = |(one, other): (usize, usize)| -> Result<f32, EvaluateError> {
        match (&templates[one], &templates[other]) {
            (Some(one), Some(other)) => Ok(one.score(other)?.distance().0),
            _ => Ok(f32::INFINITY),
        }
    };
    let compare = |pair: &crate::data::Pair| -> Result<Compared, EvaluateError> {
        Ok(Compared { distance: distance(pair.images)?, mated: pair.mated, fold: pair.fold })
    };
    let compared = pairs.pairs.iter().map(compare).collect::<Result<Vec<_>, _>>()?;
    let person = |image: usize| pairs.images[image].parent();
    let (mut mated, mut non_mated) = (Vec::new(), Vec::new());
    for one in 0..templates.len() {
        for other in one + 1..templates.len() {
            let into = if person(one) == person(other) { &mut mated } else { &mut non_mated };
            into.push(distance((one, other))?);
        }
    }
    let mut report = summarise(&compared, pairs.folds, &Curve::new(mated, non_mated));
    report.no_face = Rate::count(templates.iter().map(Option::is_none));
    report.profile.clone_from(&source.recogniser().profile().id);
    report.model = source.recogniser().threshold().model.to_string();
    Ok(report)
}

fn summarise(compared: &[Compared], folds: usize, exhaustive: &Curve) -> VerificationReport {
    let all = curve(compared.iter());
    let tried: Vec<Rate> = (0..folds).map(|fold| try_fold(compared, fold)).collect();
    let shares: Vec<f64> = tried.iter().filter_map(|rate| rate.value()).collect();
    let n = shares.len().max(1) as f64;
    let fold_mean = shares.iter().sum::<f64>() / n;
    let spread = shares.iter().map(|share| (share - fold_mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
    let (distance, right) = all.most_accurate();
    let cuts = |curve: &Curve| TARGETS.iter().filter_map(|target| curve.cut(*target)).collect();
    VerificationReport {
        profile: String::new(),
        model: String::new(),
        no_face: Rate::default(),
        accuracy: tried.iter().copied().fold(Rate::default(), Rate::and),
        fold_mean,
        fold_error: (spread / n).sqrt(),
        best: BestThreshold { distance, right },
        equal_error: all.equal_error(),
        cuts: cuts(&all),
        exhaustive_cuts: cuts(exhaustive),
        curve: all.points(),
        exhaustive_curve: exhaustive.points(),
    }
}

fn curve<'a>(compared: impl Iterator<Item = &'a Compared>) -> Curve {
    let (mated, non_mated): (Vec<&Compared>, Vec<&Compared>) = compared.partition(|pair| pair.mated);
    let distances = |pairs: Vec<&Compared>| pairs.into_iter().map(|pair| pair.distance).collect();
    Curve::new(distances(mated), distances(non_mated))
}

/// Right decisions on one fold, at the threshold that is best on the others.
fn try_fold(compared: &[Compared], fold: usize) -> Rate {
    let (limit, _) = curve(compared.iter().filter(|pair| pair.fold != fold)).most_accurate();
    let own = compared.iter().filter(|pair| pair.fold == fold);
    Rate::count(own.map(|pair| (pair.distance <= limit) == pair.mated))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(distance: f32, mated: bool, fold: usize) -> Compared {
        Compared { distance, mated, fold }
    }

    /// A fold is never judged by a threshold that saw it.
    #[test]
    fn thresholds_come_from_the_other_folds() {
        let mut pairs = Vec::new();
        for fold in 0..3 {
            pairs.extend([compared(0.5, true, fold), compared(1.5, false, fold)]);
        }
        // Apart within its own fold, but both beyond what the others teach.
        pairs.extend([compared(1.2, true, 3), compared(1.3, false, 3)]);
        assert_eq!(try_fold(&pairs, 3), Rate::new(1, 2));
        let report = summarise(&pairs, 4, &Curve::default());
        assert_eq!(report.best.right, Rate::new(8, 8));
        assert!(report.accuracy.hits < 8);
    }

    #[test]
    fn the_error_of_the_mean_is_lfws() {
        let mut pairs = vec![compared(0.5, true, 0), compared(1.5, false, 0)];
        pairs.extend([compared(0.5, true, 1), compared(0.5, false, 1)]);
        let report = summarise(&pairs, 2, &Curve::default());
        // Folds 1.0 and 0.5: mean 0.75, sample deviation 0.354, over the root of 2 folds.
        assert!((report.fold_mean - 0.75).abs() < 1e-9 && (report.fold_error - 0.25).abs() < 1e-9);
    }

    #[test]
    fn a_face_that_was_not_found_is_an_error_of_its_mated_pair_only() {
        let pairs = [compared(f32::INFINITY, true, 0), compared(f32::INFINITY, false, 0)];
        assert_eq!(curve(pairs.iter()).most_accurate().1, Rate::new(1, 2));
    }
}
