//! Who is learnt from, who says when to stop, and who judges: three groups without anyone in common, and class
//! photos that are learnt from or judged by, never both.

use std::collections::BTreeSet;

use crate::TrainError;
use crate::data::{Labelled, Person};
use crate::random::Chance;

/// The share of people, and of sessions, that judges.
const HELD_OUT: f64 = 0.5;
/// The share of the other people that says when to stop.
const VALIDATION: f64 = 0.2;
/// Fewer people with two pictures in a group say nothing.
const FEWEST: [(&str, usize); 3] = [("training", 8), ("validation", 2), ("testing", 4)];

/// How many are in each group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// People whose faces are learnt from.
    pub training: usize,
    /// People who say when to stop.
    pub validation: usize,
    /// People who judge.
    pub testing: usize,
    /// Sessions whose faces judge; none when the data has enrolment pictures only.
    pub held_sessions: usize,
    /// All sessions.
    pub sessions: usize,
}

/// Places of people in the data, in an order of chance.
pub(crate) struct Split<'a> {
    pub(crate) training: Vec<&'a Person>,
    pub(crate) validation: Vec<&'a Person>,
    pub(crate) testing: Vec<&'a Person>,
    /// Sessions that judge.
    held: BTreeSet<&'a str>,
    sessions: usize,
}

impl<'a> Split<'a> {
    /// Splits people and sessions by chance. People with one picture are shared out on their own, so that each
    /// group has its share of pairs.
    ///
    /// # Errors
    /// [`TrainError::TooFewPeople`] when a group would be too small to say anything.
    pub(crate) fn new(data: &'a Labelled, chance: &mut Chance) -> Result<Self, TrainError> {
        let (mut training, mut validation, mut testing) = (Vec::new(), Vec::new(), Vec::new());
        let (several, single): (Vec<&Person>, Vec<&Person>) =
            data.people.iter().filter(|one| one.pictures() > 0).partition(|one| one.pictures() > 1);
        for mut people in [several, single] {
            chance.shuffle(&mut people);
            let held = share(people.len(), HELD_OUT);
            testing.extend(people.drain(..held));
            let stop = share(people.len(), VALIDATION);
            validation.extend(people.drain(..stop));
            training.extend(people);
        }
        let probes = data.people.iter().flat_map(|one| &one.probes).chain(&data.strangers);
        let sessions = probes.filter(|probe| probe.enrolled_as.is_none()).map(|probe| probe.session.as_str());
        let mut sessions: Vec<&str> = sessions.collect::<BTreeSet<_>>().into_iter().collect();
        chance.shuffle(&mut sessions);
        let held = sessions[..share(sessions.len(), HELD_OUT)].iter().copied().collect();
        let split = Self { training, validation, testing, held, sessions: sessions.len() };
        split.check()?;
        Ok(split)
    }

    fn check(&self) -> Result<(), TrainError> {
        let pairs = |people: &[&Person], examples: &dyn Fn(&Person) -> usize| {
            people.iter().filter(|one| examples(one) > 1).count()
        };
        let learnt = |one: &Person| one.examples(|session| self.is_held(session)).len();
        let judged = |one: &Person| {
            let probes = one.probes.iter().filter(|probe| self.judges(one, probe)).count();
            if one.enrolment.is_empty() || probes == 0 { 0 } else { 2 }
        };
        let have =
            [pairs(&self.training, &learnt), pairs(&self.validation, &learnt), pairs(&self.testing, &judged)];
        match FEWEST.iter().zip(have).find(|((_, need), have)| have < need) {
            Some(((part, need), have)) => Err(TrainError::TooFewPeople { part, have, need: *need }),
            None => Ok(()),
        }
    }

    /// Whether a session judges.
    pub(crate) fn is_held(&self, session: &str) -> bool {
        self.held.contains(session)
    }

    /// Whether a probe of a held-out person is searched for in a gallery with that person.
    pub(crate) fn judges(&self, person: &Person, probe: &crate::Probe) -> bool {
        match probe.enrolled_as {
            Some(_) => person.enrolment.len() > 1,
            None => self.is_held(&probe.session),
        }
    }

    pub(crate) fn sizes(&self) -> Sizes {
        Sizes {
            training: self.training.len(),
            validation: self.validation.len(),
            testing: self.testing.len(),
            held_sessions: self.held.len(),
            sessions: self.sessions,
        }
    }

    /// The held-out people in galleries of about that size.
    pub(crate) fn galleries(&self, size: usize) -> Vec<Vec<&'a Person>> {
        let enrolled: Vec<&Person> =
            self.testing.iter().copied().filter(|one| !one.enrolment.is_empty()).collect();
        let count = ((enrolled.len() as f64 / size as f64).round() as usize).max(1);
        (0..count).map(|at| enrolled.iter().copied().skip(at).step_by(count).collect()).collect()
    }
}

/// That share of a number, rounded.
fn share(of: usize, share: f64) -> usize {
    (of as f64 * share).round() as usize
}

#[cfg(test)]
mod tests {
    use muster_domain::{FaceTemplate, ModelId};

    use super::*;
    use crate::Probe;

    fn data(people: usize, photos: usize) -> Labelled {
        let template = || FaceTemplate::new(ModelId::new("m"), vec![1.0, 0.5]).expect("a vector");
        let probe = |at: usize| Probe {
            template: template(),
            session: format!("photo {at}"),
            height: 50.0,
            enrolled_as: None,
        };
        let person = |at: usize| Person {
            name: format!("person {at}"),
            enrolment: vec![template()],
            probes: (0..photos).map(probe).collect(),
        };
        let people = (0..people).map(person).collect();
        Labelled { base: ModelId::new("m"), centre: None, people, strangers: Vec::new() }
    }

    /// Anyone, or any photo, on both sides would make every figure of the comparison too good.
    #[test]
    fn nobody_and_no_session_is_on_both_sides() {
        let data = data(40, 6);
        let split = Split::new(&data, &mut Chance::new(5, 0)).expect("enough");
        let names = |people: &[&Person]| people.iter().map(|one| one.name.clone()).collect::<BTreeSet<_>>();
        let all = [names(&split.training), names(&split.validation), names(&split.testing)];
        assert_eq!(all.iter().map(BTreeSet::len).collect::<Vec<_>>(), [16, 4, 20]);
        assert_eq!(all.iter().flatten().collect::<BTreeSet<_>>().len(), 40);
        assert_eq!((split.sizes().held_sessions, split.sizes().sessions), (3, 6));
        for one in &split.training {
            assert_eq!(
                one.examples(|session| split.is_held(session)).len(),
                1 + 3,
                "held photos are not learnt"
            );
        }
        for one in &split.testing {
            assert_eq!(one.probes.iter().filter(|probe| split.judges(one, probe)).count(), 3);
        }
    }

    #[test]
    fn galleries_hold_everyone_once_and_are_of_one_size() {
        let data = data(130, 2);
        let split = Split::new(&data, &mut Chance::new(5, 0)).expect("enough");
        let galleries = split.galleries(30);
        assert_eq!(galleries.iter().map(Vec::len).collect::<Vec<_>>(), [33, 32]);
    }

    #[test]
    fn too_few_people_are_refused_with_the_number_needed() {
        let data = data(12, 2);
        let error =
            Split::new(&data, &mut Chance::new(1, 0)).err().expect("six are not enough to learn from");
        assert_eq!(error, TrainError::TooFewPeople { part: "training", have: 5, need: 8 });
    }
}
