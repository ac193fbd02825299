//! What is learnt from: templates of one model, each with the person it is confirmed to show.

use muster_domain::{FaceTemplate, ModelId};

use crate::TrainError;

/// A face to be searched for.
#[derive(Clone, Debug, PartialEq)]
pub struct Probe {
    /// The base model's centred template.
    pub template: FaceTemplate,
    /// The class photo or session that it is from; people and sessions are held out alike.
    pub session: String,
    /// Height of the face in pixels.
    pub height: f32,
    /// When the face is that of an enrolment picture: its place among the person's enrolment templates. That
    /// template is left out of the gallery when this face is searched.
    pub enrolled_as: Option<usize>,
}

/// Someone with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Who; every person has another name.
    pub name: String,
    /// Templates for the gallery, one for each enrolment picture.
    pub enrolment: Vec<FaceTemplate>,
    /// Faces of this person in class photos, or in the enrolment pictures when there are no others.
    pub probes: Vec<Probe>,
}

/// Confirmed faces.
#[derive(Clone, Debug, PartialEq)]
pub struct Labelled {
    /// The model that a head is to sit on, without its centre.
    pub base: ModelId,
    /// The name of the centre that was subtracted from every template here.
    pub centre: Option<String>,
    /// Everyone who is enrolled.
    pub people: Vec<Person>,
    /// Faces of people who are not; nothing is learnt from them, they are searched only.
    pub strangers: Vec<Probe>,
}

impl Person {
    /// Pictures that show this person.
    pub(crate) fn pictures(&self) -> usize {
        self.enrolment.len() + self.probes.iter().filter(|probe| probe.enrolled_as.is_none()).count()
    }

    /// Every template with the picture that it is from; probes of the sessions that `held` names are left out.
    pub(crate) fn examples(&self, held: impl Fn(&str) -> bool) -> Vec<(usize, &FaceTemplate)> {
        let enrolment = self.enrolment.iter().enumerate();
        let probes = self
            .probes
            .iter()
            .enumerate()
            .filter(|(_, probe)| probe.enrolled_as.is_some() || !held(&probe.session));
        let picture =
            |(at, probe): (usize, &'_ Probe)| probe.enrolled_as.unwrap_or(self.enrolment.len() + at);
        enrolment.chain(probes.map(|(at, probe)| (picture((at, probe)), &probe.template))).collect()
    }
}

impl Labelled {
    /// All templates.
    fn templates(&self) -> impl Iterator<Item = &FaceTemplate> {
        let people = self.people.iter();
        let all = people.flat_map(|one| one.enrolment.iter().chain(one.probes.iter().map(|p| &p.template)));
        all.chain(self.strangers.iter().map(|probe| &probe.template))
    }

    /// The length of every template.
    ///
    /// # Errors
    /// [`TrainError::MixedModels`] when there are several models or lengths, [`TrainError::TooFewPeople`] when
    /// there is nobody.
    pub(crate) fn length(&self) -> Result<usize, TrainError> {
        let mut all = self.templates();
        let first = all.next().ok_or(TrainError::TooFewPeople { part: "training", have: 0, need: 2 })?;
        let name =
            |one: &FaceTemplate| ModelId::new(format!("{} ({} numbers)", one.model(), one.vector().len()));
        match all.find(|one| one.model() != first.model() || one.vector().len() != first.vector().len()) {
            Some(other) => Err(TrainError::MixedModels { left: name(first), right: name(other) }),
            None => Ok(first.vector().len()),
        }
    }
}
