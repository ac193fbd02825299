//! The training loop: batches of several pictures of several people, Adam, and an early stop.

use muster_domain::{FaceTemplate, dot};
use muster_evaluate::curve::Curve;

use crate::TrainError;
use crate::adam::Adam;
use crate::loss::{Example, loss};
use crate::random::Chance;
use crate::split::Split;
use crate::start::components;
use crate::vector::{Projection, unit};

/// False match rates at which the validation people are judged: those that matter at a roll call and some that
/// few people can show.
const RATES: [f64; 5] = [0.001, 0.003, 0.01, 0.03, 0.1];

/// How a head is trained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// How many numbers a projected template has.
    pub outputs: usize,
    /// How much further off, in squared distance, another person has to be than the same.
    pub margin: f32,
    /// People in a batch.
    pub people: usize,
    /// Templates of each.
    pub templates: usize,
    /// Step size of Adam.
    pub rate: f32,
    /// How strongly weights are drawn back to where they started; 0 for not at all.
    pub pull: f32,
    /// The most rounds over all people.
    pub epochs: usize,
    /// So many rounds without a gain on the validation people end the training.
    pub patience: usize,
}

impl Default for Settings {
    /// The margin and size of the FaceNet paper; step size and pull are those of eight tried that did best on the
    /// validation people, never the held-out ones, of LFW's development view.
    fn default() -> Self {
        Self {
            outputs: 128,
            margin: 0.2,
            people: 16,
            templates: 4,
            rate: 1e-3,
            pull: 10.0,
            epochs: 200,
            patience: 30,
        }
    }
}

impl Settings {
    /// # Errors
    /// [`TrainError::Setting`] for a setting out of its range; `inputs` numbers go in.
    pub(crate) fn check(&self, inputs: usize) -> Result<(), TrainError> {
        let within = |what, value: f64, right: bool, range| {
            if right { Ok(()) } else { Err(TrainError::Setting { what, value, range }) }
        };
        let size = self.outputs;
        let range = "from 1 to as many as the model's templates have";
        within("the head's size", size as f64, (1..=inputs).contains(&size), range)?;
        let margin = f64::from(self.margin);
        within("the margin", margin, margin > 0.0 && margin <= 4.0, "above 0 and up to 4")?;
        within("people in a batch", self.people as f64, self.people > 1, "at least 2")?;
        within("templates of each", self.templates as f64, self.templates > 1, "at least 2")?;
        let rate = f64::from(self.rate);
        within("the step size", rate, rate > 0.0 && rate <= 1.0, "above 0 and up to 1")?;
        let pull = f64::from(self.pull);
        within("the pull", pull, (0.0..=1.0).contains(&(pull * rate)), "from 0 to one by the step size")
    }
}

/// A round of training.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Epoch {
    /// Which, from 1; 0 is the start.
    pub number: usize,
    /// The most there can be.
    pub of: usize,
    /// Mean triplet loss over the round's batches; `None` for the start.
    pub loss: Option<f32>,
    /// Mean false non-match rate of the validation people's pairs over several small false match rates.
    pub validation: f64,
}

/// How the training went.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// The start, before any training.
    pub start: Epoch,
    /// The round whose weights were kept: the best on the validation people.
    pub best: Epoch,
    /// Rounds that were trained.
    pub epochs: usize,
}

/// One person's templates, each with its picture.
type Templates<'a> = Vec<(usize, &'a FaceTemplate)>;

/// Trains a projection on the split's training people.
pub(crate) fn fit(
    split: &Split<'_>,
    settings: &Settings,
    seed: u64,
    progress: &mut dyn FnMut(Epoch),
) -> (Projection, Fit) {
    let held = |session: &str| split.is_held(session);
    let training: Vec<Templates<'_>> = split.training.iter().map(|one| one.examples(held)).collect();
    let validation: Vec<Templates<'_>> = split.validation.iter().map(|one| one.examples(held)).collect();
    let mut chance = Chance::new(seed, 1);
    let vectors: Vec<&[f32]> = training.iter().flatten().map(|(_, template)| template.vector()).collect();
    let mut projection = Projection::from_rows(&components(&vectors, settings.outputs, &mut chance));
    let mut adam = Adam::new(settings.rate, settings.pull, &projection.weights);
    let of = settings.epochs;
    let start = Epoch { number: 0, of, loss: None, validation: judge(&projection, &validation) };
    progress(start);
    let mut kept = (projection.clone(), Fit { start, best: start, epochs: 0 });
    for number in 1..=of {
        let loss = round(&mut projection, &mut adam, &training, settings, &mut chance);
        let epoch = Epoch { number, of, loss, validation: judge(&projection, &validation) };
        progress(epoch);
        kept.1.epochs = number;
        if epoch.validation < kept.1.best.validation {
            kept.0 = projection.clone();
            kept.1.best = epoch;
        } else if number - kept.1.best.number >= settings.patience {
            break;
        }
    }
    kept
}

/// One round over all people with several pictures; the mean loss.
fn round(
    projection: &mut Projection,
    adam: &mut Adam,
    training: &[Templates<'_>],
    settings: &Settings,
    chance: &mut Chance,
) -> Option<f32> {
    let (mut several, mut single): (Vec<usize>, Vec<usize>) =
        (0..training.len()).partition(|at| training[*at].len() > 1);
    chance.shuffle(&mut several);
    chance.shuffle(&mut single);
    let mut others = single.into_iter().cycle();
    let (mut total, mut batches) = (0.0, 0);
    for people in several.chunks(settings.people) {
        let mut batch: Vec<Example<'_>> = Vec::new();
        // Someone with one picture is still someone else.
        for person in people.iter().copied().chain(others.by_ref().take(settings.people / 2)) {
            let mut own = training[person].clone();
            chance.shuffle(&mut own);
            batch.extend(own.into_iter().take(settings.templates).map(|(picture, template)| Example {
                person,
                picture,
                vector: template.vector(),
            }));
        }
        if let Some((loss, gradient)) = loss(projection, &batch, settings.margin) {
            adam.step(&mut projection.weights, &gradient);
            total += loss;
            batches += 1;
        }
    }
    (batches > 0).then(|| total / batches as f32)
}

/// The mean false non-match rate of all pairs of templates over [`RATES`], as far as so few pairs can show them.
fn judge(projection: &Projection, people: &[Templates<'_>]) -> f64 {
    let points: Vec<(usize, usize, Vec<f32>)> = people
        .iter()
        .enumerate()
        .flat_map(|(person, own)| own.iter().map(move |(picture, template)| (person, *picture, *template)))
        .map(|(person, picture, template)| (person, picture, unit(projection.apply(template.vector())).0))
        .collect();
    let (mut mated, mut non_mated) = (Vec::new(), Vec::new());
    for (at, (person, picture, point)) in points.iter().enumerate() {
        for (other, other_picture, other_point) in &points[..at] {
            let distance = (2.0 - 2.0 * dot(point, other_point)).max(0.0).sqrt();
            if person != other {
                non_mated.push(distance);
            } else if picture != other_picture {
                mated.push(distance);
            }
        }
    }
    let curve = Curve::new(mated, non_mated);
    let rates: Vec<f64> = RATES
        .iter()
        .filter_map(|rate| curve.cut(*rate).and_then(|cut| cut.false_non_match.value()))
        .collect();
    if rates.is_empty() { 1.0 } else { rates.iter().sum::<f64>() / rates.len() as f64 }
}
