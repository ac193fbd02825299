//! Searching the held-out people's faces, through the frozen model or through a head: what a roll call would do.
//!
//! The held-out people are put into galleries of a class's size. Each of their faces, and each stranger's, is
//! searched in every gallery: with its owner in it as a mated search, and in every gallery without the owner (the
//! own gallery too, with the owner taken out) as a non-mated one.

use muster_domain::{FaceTemplate, StudentId};
use muster_embed::Head;
use muster_evaluate::rollcall::{Mated, Nearest, Searches};
use muster_identify::{Gallery, TemplateRule};

use crate::data::{Person, Probe};
use crate::split::Split;
use crate::{Labelled, TrainError};

/// Distances to map between two models.
const MAPPED: usize = 200_000;

/// All searches, and whose faces they are: people and strangers by number, the same through every model.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Searched {
    pub(crate) searches: Searches,
    /// Of each mated search.
    pub(crate) owners: Vec<usize>,
    /// Of each non-mated search.
    pub(crate) non_owners: Vec<usize>,
    /// Distances of faces of different people, in rising order.
    pub(crate) strangers: Vec<f32>,
}

impl Searched {
    /// The right student's distance of each mated search, infinite where someone else is nearer.
    pub(crate) fn distances(&self) -> impl Iterator<Item = f32> + '_ {
        self.searches.mated.iter().map(|one| one.distance().unwrap_or(f32::INFINITY))
    }
}

/// Through what templates are compared.
pub(crate) struct Through<'a> {
    pub(crate) head: Option<&'a Head>,
    pub(crate) rule: TemplateRule,
}

impl Through<'_> {
    fn template(&self, template: &FaceTemplate) -> Result<FaceTemplate, TrainError> {
        let Some(head) = self.head else { return Ok(template.clone()) };
        Ok(FaceTemplate::new(template.model().clone(), head.project(template.vector())?)?)
    }

    fn gallery<'p>(&self, people: impl IntoIterator<Item = &'p Person>) -> Result<Gallery, TrainError> {
        let mut templates = Vec::new();
        for person in people {
            for template in &person.enrolment {
                templates.push((StudentId::new(&person.name), self.template(template)?));
            }
        }
        self.built(templates)
    }

    fn built(&self, templates: Vec<(StudentId, FaceTemplate)>) -> Result<Gallery, TrainError> {
        let first = templates.first().map(|(_, template)| template.model().clone());
        let model = first.unwrap_or_else(|| muster_domain::ModelId::new("none"));
        Ok(Gallery::build(model, self.rule, templates)?)
    }

    /// The distance of the probe's owner, without the picture that the probe is from.
    fn own(&self, person: &Person, probe: &Probe, template: &FaceTemplate) -> Result<f32, TrainError> {
        let mut templates = Vec::new();
        for (at, own) in person.enrolment.iter().enumerate() {
            if probe.enrolled_as != Some(at) {
                templates.push((StudentId::new(&person.name), self.template(own)?));
            }
        }
        nearest(&self.built(templates)?, template, None)
    }
}

/// Searches every held-out face.
///
/// # Errors
/// [`TrainError`] when a template can't be projected or compared.
pub(crate) fn search(
    data: &Labelled,
    split: &Split<'_>,
    size: usize,
    through: &Through<'_>,
) -> Result<Searched, TrainError> {
    let groups = split.galleries(size);
    let galleries =
        groups.iter().map(|group| through.gallery(group.iter().copied())).collect::<Result<Vec<_>, _>>()?;
    let mut found = Searched::default();
    let students = groups.iter().map(Vec::len).sum::<usize>() as f64;
    found.searches.students = students / groups.len().max(1) as f64;
    let mut faces: Vec<(&str, FaceTemplate)> = Vec::new();
    for (owner, person) in split.testing.iter().enumerate() {
        let own = StudentId::new(&person.name);
        for probe in &person.probes {
            if probe.enrolled_as.is_none() && !split.is_held(&probe.session) {
                continue;
            }
            let template = through.template(&probe.template)?;
            for gallery in &galleries {
                let other = nearest(gallery, &template, Some(&own))?;
                if other.is_finite() {
                    found.searches.non_mated.push(other);
                    found.non_owners.push(owner);
                }
                if split.judges(person, probe) && gallery.students().contains(&own) {
                    let distance = through.own(person, probe, &template)?;
                    let right = distance <= other;
                    let nearest = Some(Nearest { distance: distance.min(other), right });
                    found.searches.mated.push(Mated { height: probe.height, nearest });
                    found.owners.push(owner);
                }
            }
            faces.push((&person.name, template));
        }
    }
    let strangers = data.strangers.iter().filter(|probe| split.is_held(&probe.session));
    for (at, probe) in strangers.enumerate() {
        let template = through.template(&probe.template)?;
        for gallery in &galleries {
            found.searches.non_mated.push(nearest(gallery, &template, None)?);
            found.non_owners.push(split.testing.len() + at);
        }
    }
    found.strangers = apart(&faces)?;
    Ok(found)
}

/// The nearest student but one; infinitely far when there is none.
fn nearest(gallery: &Gallery, probe: &FaceTemplate, but: Option<&StudentId>) -> Result<f32, TrainError> {
    let candidates = gallery.candidates(probe, 2)?;
    let nearest = candidates.into_iter().find(|candidate| Some(&candidate.student) != but);
    Ok(nearest.map_or(f32::INFINITY, |candidate| candidate.distance.0))
}

/// Distances between faces of different people; an even choice of them when they are very many.
fn apart(faces: &[(&str, FaceTemplate)]) -> Result<Vec<f32>, TrainError> {
    let pairs = faces.len() * faces.len().saturating_sub(1) / 2;
    let step = pairs.div_ceil(MAPPED).max(1);
    let mut distances = Vec::new();
    let mut count = 0;
    for (at, (name, face)) in faces.iter().enumerate() {
        for (other_name, other) in &faces[..at] {
            count += 1;
            if name != other_name && count % step == 0 {
                distances.push(face.score(other)?.distance().0);
            }
        }
    }
    distances.sort_by(f32::total_cmp);
    Ok(distances)
}

/// The distance that is to `to` what `distance` is to `from`: the same share of different people's faces is
/// nearer. Both in rising order; `distance` itself when one is empty.
pub(crate) fn equivalent(distance: f32, from: &[f32], to: &[f32]) -> f32 {
    if from.is_empty() || to.is_empty() {
        return distance;
    }
    let share = from.partition_point(|one| *one < distance) as f64 / from.len() as f64;
    to[((share * to.len() as f64) as usize).min(to.len() - 1)]
}

/// How much wider distances of different people are spread in `to` than in `from` (standard deviations).
pub(crate) fn spread(from: &[f32], to: &[f32]) -> f32 {
    let deviation = |distances: &[f32]| {
        let n = distances.len() as f64;
        let mean = distances.iter().map(|one| f64::from(*one)).sum::<f64>() / n;
        (distances.iter().map(|one| (f64::from(*one) - mean).powi(2)).sum::<f64>() / n).sqrt()
    };
    let ratio = deviation(to) / deviation(from);
    if ratio.is_finite() { ratio as f32 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_is_mapped_to_the_one_with_as_many_nearer() {
        let from = [1.0, 1.1, 1.2, 1.3];
        let to = [0.2, 0.5, 0.8, 1.4];
        assert!((equivalent(1.15, &from, &to) - 0.8).abs() < 1e-6);
        assert!((equivalent(1.9, &from, &to) - 1.4).abs() < 1e-6, "beyond all: the farthest");
        assert!((equivalent(1.15, &[], &to) - 1.15).abs() < 1e-6);
        let double: Vec<f32> = from.iter().map(|one| one * 2.0).collect();
        assert!((spread(&from, &double) - 2.0).abs() < 1e-4);
        assert!((spread(&[], &double) - 1.0).abs() < 1e-6);
    }
}
