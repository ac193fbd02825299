//! Training a head and judging it: the whole way, as one call.

use muster_embed::Head;
use muster_evaluate::rollcall::Searches;
use muster_identify::TemplateRule;

use crate::fit::{Epoch, Fit, Settings, fit};
use crate::paired::Paired;
use crate::random::Chance;
use crate::search::{Searched, Through, equivalent, search, spread};
use crate::split::{Sizes, Split};
use crate::{Labelled, TrainError};

/// What is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What the head will be called.
    pub name: String,
    /// Decides the split, the start and the order of training, and nothing else does.
    pub seed: u64,
    /// The FPIR (above 0, up to 1) at which head and frozen model are compared.
    pub fpir: f64,
    /// The FPIR that thresholds will be made for; the data has to be able to show it.
    pub threshold_fpir: f64,
    /// People in a class.
    pub class_size: usize,
    /// How the profile compares a face with a student's templates.
    pub rule: TemplateRule,
    /// How to train.
    pub settings: Settings,
}

/// A head that is better than the frozen model, with what its profile needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    /// The head that was judged; it is not trained again on the held-out people.
    pub head: Head,
    /// The held-out people's searches through the head, for calibration.
    pub searches: Searches,
    /// Distances of the frozen profile, by what they mean, in the head's space: see [`Accepted::distance`].
    scales: (Vec<f32>, Vec<f32>),
}

impl Accepted {
    /// The head's distance that as many faces of different people lie below as below the frozen model's.
    pub fn distance(&self, frozen: f32) -> f32 {
        equivalent(frozen, &self.scales.0, &self.scales.1)
    }

    /// A difference of the frozen model's distances on the head's scale.
    pub fn difference(&self, frozen: f32) -> f32 {
        frozen * spread(&self.scales.0, &self.scales.1)
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Who was learnt from and who judged.
    pub sizes: Sizes,
    /// The training.
    pub fit: Fit,
    /// The comparison on held-out people.
    pub paired: Paired,
    /// The head, only when it is better: a refused one can't be used by mistake.
    pub accepted: Option<Accepted>,
}

/// Trains a head on some of the people and judges it on the others.
///
/// # Errors
/// [`TrainError`] when the data is too small or mixed, a setting is out of range, or the training gives no
/// numbers. A head that is not better is no error: see [`Outcome::accepted`].
pub fn train_head(
    data: &Labelled,
    plan: &Plan,
    progress: &mut dyn FnMut(Epoch),
) -> Result<Outcome, TrainError> {
    let inputs = data.length()?;
    plan.settings.check(inputs)?;
    for (what, value) in [("the FPIR", plan.fpir), ("the thresholds' FPIR", plan.threshold_fpir)] {
        if !(value > 0.0 && value <= 1.0) {
            return Err(TrainError::Setting { what, value, range: "above 0 and up to 1" });
        }
    }
    let size = plan.class_size.max(1);
    let split = Split::new(data, &mut Chance::new(plan.seed, 0))?;
    let frozen = search(data, &split, size, &Through { head: None, rule: plan.rule })?;
    enough(&frozen, plan.fpir.min(plan.threshold_fpir))?;
    let (projection, fit) = fit(&split, &plan.settings, plan.seed, progress);
    let head = Head::new(plan.name.clone(), data.base.clone(), data.centre.clone(), &projection.rows())?;
    let through = search(data, &split, size, &Through { head: Some(&head), rule: plan.rule })?;
    let paired =
        Paired::new(&frozen, &through, plan.fpir, frozen.searches.students, &mut Chance::new(plan.seed, 2))?;
    let accepted = paired.is_better().then_some(Accepted {
        head,
        searches: through.searches,
        scales: (frozen.strangers, through.strangers),
    });
    Ok(Outcome { sizes: split.sizes(), fit, paired, accepted })
}

/// Refuses data that can't show a rate that small, before time is spent on training.
fn enough(found: &Searched, target: f64) -> Result<(), TrainError> {
    let (have, need) = (found.searches.non_mated.len(), (1.0 / target).ceil() as usize);
    if have < need { Err(TrainError::TooFewSearches { have, need, target }) } else { Ok(()) }
}
