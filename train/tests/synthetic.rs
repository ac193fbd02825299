//! Made-up people, for whom it is known whether there is something to learn.

use muster_domain::{FaceTemplate, ModelId};
use muster_identify::TemplateRule;
use muster_train::{Head, Labelled, Outcome, Person, Plan, Probe, Settings, TrainError, train_head};

/// Numbers that show who it is.
const IDENTITY: usize = 16;

/// Numbers from -1 to 1 by a linear congruential generator (Knuth, MMIX).
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f32 / 8_388_608.0 - 1.0
    }

    fn vector(&mut self, length: usize, strength: f32) -> Vec<f32> {
        (0..length).map(|_| strength * self.next()).collect()
    }
}

/// People of 16 numbers each, with `nuisance` numbers of that strength behind them which say nothing, and a
/// little noise on every number. Two enrolment pictures and four photos each.
fn people(nuisance: usize, strength: f32) -> Labelled {
    let mut noise = Noise(11);
    let model = ModelId::new("made-up-centred");
    let mut person = |at: usize| {
        let own = noise.vector(IDENTITY, 1.0);
        let mut template = || {
            let seen = own.iter().map(|value| value + 0.2 * noise.next()).collect::<Vec<f32>>();
            let vector = [seen, noise.vector(nuisance, strength)].concat();
            FaceTemplate::new(model.clone(), vector).expect("not zero")
        };
        let enrolment = vec![template(), template()];
        let probe = |photo: usize, template| Probe {
            template,
            session: format!("photo {photo}"),
            height: 60.0,
            enrolled_as: None,
        };
        let probes = (0..4).map(|photo| probe(photo, template())).collect();
        Person { name: format!("person {at}"), enrolment, probes }
    };
    let people = (0..240).map(&mut person).collect();
    Labelled { base: ModelId::new("made-up"), centre: Some("centre".into()), people, strangers: Vec::new() }
}

fn plan(seed: u64) -> Plan {
    Plan {
        name: "school".into(),
        seed,
        fpir: 0.01,
        threshold_fpir: 0.01,
        class_size: 30,
        rule: TemplateRule::Mean,
        // There is much to learn, far from where training starts: nothing draws the head back there.
        settings: Settings { outputs: IDENTITY, epochs: 60, pull: 0.0, ..Settings::default() },
    }
}

fn train(data: &Labelled, seed: u64) -> Outcome {
    train_head(data, &plan(seed), &mut |_| {}).expect("enough data")
}

/// 32 loud numbers hide who it is; a projection can leave them out, and that must show on new people.
#[test]
fn a_head_that_finds_the_identity_in_the_noise_is_accepted() {
    let outcome = train(&people(32, 0.8), 1);
    let paired = outcome.paired;
    let rates = (paired.frozen.false_non_match, paired.head.false_non_match);
    assert!(rates.0.value() > Some(0.3) && rates.1.value() < Some(0.25), "{} {}", rates.0, rates.1);
    assert!(
        paired.p < 1e-6 && paired.head_only > paired.frozen_only && paired.interval.1 < -0.1,
        "{paired:?}"
    );
    assert!(outcome.fit.best.validation < outcome.fit.start.validation);
    let accepted = outcome.accepted.expect("it is better");
    assert_eq!((accepted.head.inputs(), accepted.head.outputs()), (48, 16));
    assert_eq!((accepted.head.base().as_str(), accepted.head.centre()), ("made-up", Some("centre")));
    // The same people in the head's space: 120 held out in 4 galleries, 2 photos each.
    assert_eq!((accepted.searches.mated.len(), accepted.searches.non_mated.len()), (240, 960));
    assert!((accepted.searches.students - 30.0).abs() < 1e-9);
    assert!(accepted.distance(1.2) > 0.0 && accepted.difference(0.03) > 0.0);
}

/// Every number says as much as every other: a head can only throw away.
#[test]
fn where_there_is_nothing_to_learn_the_head_is_refused() {
    let mut data = people(0, 0.0);
    // Photos so noisy that the frozen model misses some: there is room, but no direction to gain in.
    let mut noise = Noise(5);
    for person in &mut data.people {
        for probe in &mut person.probes {
            let blurred = probe.template.vector().iter().map(|value| value + 0.25 * noise.next()).collect();
            probe.template = FaceTemplate::new(probe.template.model().clone(), blurred).expect("not zero");
        }
    }
    for seed in 1..4 {
        let outcome = train(&data, seed);
        assert!(outcome.accepted.is_none(), "seed {seed}: {:?}", outcome.paired);
        assert!(outcome.paired.frozen.false_non_match.hits > 0, "there was room");
    }
}

#[test]
fn a_seed_gives_the_same_head_and_another_seed_another() {
    let data = people(32, 0.8);
    let (one, again, other) = (train(&data, 1), train(&data, 1), train(&data, 2));
    assert_eq!(one, again);
    let label = |outcome: Outcome| outcome.accepted.map(|accepted| accepted.head.label());
    let (one, other) = (label(one), label(other));
    assert!(one.is_some() && one != other, "{one:?} {other:?}");
}

/// Leaving one out: a picture must not be found through its own template.
#[test]
fn enrolment_pictures_alone_are_searched_without_themselves() {
    let mut data = people(32, 0.8);
    for person in &mut data.people {
        person.enrolment = person.probes.iter().map(|probe| probe.template.clone()).collect();
        for (at, probe) in person.probes.iter_mut().enumerate() {
            probe.enrolled_as = Some(at);
        }
    }
    let outcome = train(&data, 1);
    assert_eq!((outcome.sizes.sessions, outcome.sizes.testing), (0, 120));
    let frozen = outcome.paired.frozen.false_non_match;
    assert!(
        frozen.of == 480 && frozen.value() > Some(0.1),
        "with themselves nothing would be missed: {frozen}"
    );
}

#[test]
fn mixed_templates_and_wrong_sizes_are_refused() {
    let mut data = people(4, 1.0);
    let refused = |data: &Labelled, settings: Settings| {
        train_head(data, &Plan { settings, ..plan(1) }, &mut |_| {}).expect_err("refused")
    };
    let too_many = Settings { outputs: IDENTITY + 5, ..plan(1).settings };
    assert!(matches!(refused(&data, too_many), TrainError::Setting { what: "the head's size", .. }));
    data.people[3].enrolment[0] =
        FaceTemplate::new(ModelId::new("made-up-centred"), vec![1.0]).expect("fine");
    assert!(matches!(refused(&data, plan(1).settings), TrainError::MixedModels { .. }));
    data.people.clear();
    assert!(matches!(refused(&data, plan(1).settings), TrainError::TooFewPeople { have: 0, .. }));
}

#[test]
fn a_rate_that_the_data_cannot_show_is_refused_before_training() {
    let mut epochs = 0;
    let strict = Plan { threshold_fpir: 0.001, ..plan(1) };
    let error = train_head(&people(32, 0.8), &strict, &mut |_| epochs += 1).expect_err("960 searches");
    assert_eq!(error, TrainError::TooFewSearches { have: 960, need: 1000, target: 0.001 });
    assert_eq!(epochs, 0);
}

/// What is written is what was judged: every number survives the file.
#[test]
fn a_head_survives_its_file() {
    let outcome = train(&people(32, 0.8), 1);
    let head = outcome.accepted.expect("better").head;
    let text = serde_json::to_string(&head).expect("plain data");
    let back: Head = serde_json::from_str(&text).expect("its own text");
    assert_eq!((back.label(), &back), (head.label(), &head));
    let ragged = r#"{"name":"h","base":"m","rows":[[1,2],[1]]}"#;
    assert!(serde_json::from_str::<Head>(ragged).expect_err("ragged").to_string().contains("row 2"));
}
