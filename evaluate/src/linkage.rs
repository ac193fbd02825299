//! Can what two schools keep of one person be linked? The protocol of unlinkability for template protection
//! (Gomez-Barrero, Galbally, Rathgeb and Busch, "General Framework to Evaluate Unlinkability in Biometric Template
//! Protection Systems", IEEE TIFS 13, 2018; ISO/IEC 30136): the templates of mated and of non-mated pairs are turned by
//! the secret rotations of two schools and compared.

use muster_domain::{FaceTemplate, ModelId};
use muster_protection::Rotation;
use serde::Serialize;

use crate::curve::{Curve, Point};
use crate::data::Pairs;
use crate::faces::middle_face;
use crate::random::{STEP, split_mix};
use crate::{EvaluateError, FaceSource, Progress};

/// Classes of distance, from 0 to 2, by which mated and non-mated pairs are held against each other.
const CLASSES: usize = 40;
/// How often labels are shuffled to see what chance alone comes to.
const SHUFFLES: u64 = 200;
/// How many pairs of schools are tried.
const SCHOOLS: u64 = 10;

/// How well templates unlink, model by model.
#[derive(Clone, Debug, Serialize)]
pub struct LinkageReport {
    /// The profile.
    pub profile: String,
    /// What its models' templates come to.
    pub models: Vec<ModelLinkage>,
}

/// How well the templates of one model unlink.
#[derive(Clone, Debug, Serialize)]
pub struct ModelLinkage {
    /// The model.
    pub model: ModelId,
    /// Two schools that keep templates as the model gives them.
    pub as_given: Linkage,
    /// Pairs of schools that turn them, each by a secret of its own.
    pub turned: Vec<Linkage>,
}

/// How well pairs of one person can be told from pairs of two.
#[derive(Clone, Debug, Serialize)]
pub struct Linkage {
    /// Pairs of one person.
    pub mated: usize,
    /// Pairs of two.
    pub non_mated: usize,
    /// The global measure D of linkability: 0 when a distance says nothing of who is who, 1 when it says all.
    pub linkability: f64,
    /// What 95 in 100 shuffles of the same distances stay below: so much comes from the numbers being small.
    pub chance: f64,
    /// The equal error rate of whoever links by distance; a half is guessing.
    pub equal_error: Option<f64>,
    /// Both error rates over the distances.
    pub curve: Vec<Point>,
}

/// Compares the listed pairs as one school's template with another's.
///
/// # Errors
/// [`EvaluateError`] when a picture can't be used or a model fails.
pub fn evaluate(
    source: &FaceSource<'_>,
    pairs: &Pairs,
    progress: Progress<'_>,
) -> Result<LinkageReport, EvaluateError> {
    let mut templates: Vec<Vec<FaceTemplate>> = Vec::with_capacity(pairs.images.len());
    for (done, image) in pairs.images.iter().enumerate() {
        templates.push(middle_face(source, image)?.map(|face| face.templates).unwrap_or_default());
        progress(done + 1, pairs.images.len());
    }
    let most = templates.iter().max_by_key(|of| of.len()).map_or(&[][..], Vec::as_slice);
    let mut models = Vec::new();
    for (at, model) in most.iter().map(FaceTemplate::model).enumerate() {
        let of = |image: usize| templates[image].get(at);
        let known: Vec<Compared<'_>> = pairs
            .pairs
            .iter()
            .filter_map(|pair| Some((of(pair.images.0)?, of(pair.images.1)?, pair.mated)))
            .collect();
        models.push(ModelLinkage {
            model: model.clone(),
            as_given: linkage(&known, None)?,
            turned: (0..SCHOOLS).map(|two| linkage(&known, Some(two))).collect::<Result<_, _>>()?,
        });
    }
    Ok(LinkageReport { profile: source.recogniser().profile().id.clone(), models })
}

type Compared<'a> = (&'a FaceTemplate, &'a FaceTemplate, bool);

/// The pairs between two schools; `schools` numbers whose secrets are drawn, none means that they have none.
fn linkage(pairs: &[Compared<'_>], schools: Option<u64>) -> Result<Linkage, EvaluateError> {
    let dimension = pairs.first().map_or(0, |(one, ..)| one.vector().len());
    let secrets = schools.map(|two| [0u8, 1].map(|which| Rotation::new(secret(two, which), dimension)));
    let mut compared = Vec::with_capacity(pairs.len());
    for (one, other, mated) in pairs {
        let score = match &secrets {
            Some([here, there]) => here.turn(one)?.score(&there.turn(other)?)?,
            None => one.score(other)?,
        };
        compared.push((score.distance().0, *mated));
    }
    let of = |wanted: bool| compared.iter().filter(move |(_, mated)| *mated == wanted).map(|(d, _)| *d);
    let (mated, non_mated): (Vec<f32>, Vec<f32>) = (of(true).collect(), of(false).collect());
    let curve = Curve::new(mated.clone(), non_mated.clone());
    Ok(Linkage {
        mated: mated.len(),
        non_mated: non_mated.len(),
        linkability: linkability(&mated, &non_mated),
        chance: chance(&compared),
        equal_error: curve.equal_error(),
        curve: curve.points(),
    })
}

/// Fixed, so that a run can be repeated.
fn secret(schools: u64, which: u8) -> [u8; 32] {
    let mut secret = [which; 32];
    secret[..8].copy_from_slice(&schools.to_le_bytes());
    secret
}

/// The global measure D of Gomez-Barrero et al. 2018, equation 7, with equal priors: over classes of distance, the share
/// of mated pairs in the class times how much more likely it is mated than not.
fn linkability(mated: &[f32], non_mated: &[f32]) -> f64 {
    let share = |distances: &[f32]| {
        let mut counts = [0.0; CLASSES];
        for distance in distances {
            let class = (f64::from(*distance) / 2.0 * CLASSES as f64) as usize;
            counts[class.min(CLASSES - 1)] += 1.0 / distances.len() as f64;
        }
        counts
    };
    let (mated, non_mated) = (share(mated), share(non_mated));
    let classes = mated.iter().zip(&non_mated).filter(|(mated, non_mated)| mated > non_mated);
    classes.map(|(mated, non_mated)| mated * (mated - non_mated) / (mated + non_mated)).sum()
}

/// The 95th percentile of the measure when labels are shuffled.
fn chance(compared: &[(f32, bool)]) -> f64 {
    let mated = compared.iter().filter(|(_, mated)| *mated).count();
    let mut found: Vec<f64> = (0..SHUFFLES)
        .map(|seed| {
            let mut order: Vec<(u64, f32)> =
                (0..).zip(compared).map(|(at, (distance, _))| (mixed(seed << 32 | at), *distance)).collect();
            order.sort_unstable_by_key(|(key, _)| *key);
            let shuffled: Vec<f32> = order.into_iter().map(|(_, distance)| distance).collect();
            linkability(&shuffled[..mated], &shuffled[mated..])
        })
        .collect();
    found.sort_by(f64::total_cmp);
    found.get(found.len() * 95 / 100).copied().unwrap_or(0.0)
}

/// The number at that place of a sequence that is the same in every run.
fn mixed(place: u64) -> u64 {
    split_mix(place.wrapping_add(1).wrapping_mul(STEP))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(at: u64, noise: f32) -> FaceTemplate {
        let value = |i: u64, seed: u64| (mixed(seed << 20 | i) >> 40) as f32 / (1u32 << 24) as f32 - 0.5;
        let vector = (0..128).map(|i| value(i, at) + noise * value(i, at + 1_000_000)).collect();
        FaceTemplate::new(ModelId::new("m"), vector).expect("a direction")
    }

    /// The measure's ends: nothing in common is fully linkable, the same distances are not at all.
    #[test]
    fn the_measure_runs_from_nothing_to_all() {
        let near: Vec<f32> = (0..100).map(|i| 0.3 + i as f32 * 0.001).collect();
        let far: Vec<f32> = (0..100).map(|i| 1.3 + i as f32 * 0.001).collect();
        assert!((linkability(&near, &far) - 1.0).abs() < 1e-9);
        assert!(linkability(&near, &near).abs() < 1e-9);
    }

    /// Templates that are plainly one person's are linked as the model gives them, and not between two schools.
    #[test]
    fn two_schools_secrets_unlink_what_is_linked_without_them() {
        let ones: Vec<FaceTemplate> = (0..400).map(|at| template(at, 0.0)).collect();
        let others: Vec<FaceTemplate> = (0..400).map(|at| template(at, 0.5)).collect();
        let mated = ones.iter().zip(&others).map(|(one, other)| (one, other, true));
        let shifted = others.iter().cycle().skip(1);
        let non_mated = ones.iter().zip(shifted).map(|(one, other)| (one, other, false));
        let pairs: Vec<Compared<'_>> = mated.chain(non_mated).collect();
        let given = linkage(&pairs, None).expect("one model");
        assert!(given.linkability > 0.99 && given.equal_error.is_some_and(|error| error < 0.01), "{given:?}");
        for schools in 0..5 {
            let turned = linkage(&pairs, Some(schools)).expect("one model");
            assert!(turned.linkability < 2.0 * turned.chance && turned.linkability < 0.1, "{turned:?}");
            assert!(turned.equal_error.is_some_and(|error| (error - 0.5).abs() < 0.1), "{turned:?}");
        }
    }
}
