//! Profiles as data: what is accepted, what is refused and with which words.

use muster_domain::ModelId;

use super::*;

#[test]
fn the_built_in_profiles_are_valid_and_round_trip() {
    let profiles = Profile::built_in();
    assert_eq!(profiles.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(), ["default", "facenet", "paper"]);
    for profile in profiles {
        let text = profile.to_toml().expect("plain data");
        assert_eq!(Profile::parse(&text).expect("its own text"), profile);
    }
}

#[test]
fn every_centre_has_the_length_of_its_model() {
    for profile in Profile::built_in() {
        for choice in &profile.models {
            if let Some(name) = &choice.centre {
                let (_, vector) = profile.centre(name).expect("built in");
                assert_eq!(vector.len(), choice.weights.dimension(), "{}", name.0);
            }
        }
    }
}

#[test]
fn parts_that_do_not_fit_are_refused_with_the_reason() {
    let paper = BUILT_IN[2];
    let cases = [
        (paper.replace("kind = \"plain\"", "kind = \"five_point\""), "no landmarks"),
        (paper.replacen("identify =", "identify = 3.0 #", 1), "0 to 2"),
        (paper.replacen("[detector]", "[detector]\nspeed = 9", 1), "speed"),
        (paper.replacen("\"facenet\"", "\"arcface\"", 1), "own = "),
        (paper.replace("\"haar\"", "\"yunet\"").replace("\"plain\"", "\"five_point\""), "facenet takes no"),
    ];
    for (text, expected) in cases {
        let error = Profile::parse(&text).expect_err(expected).to_string();
        assert!(error.contains(expected), "{error}");
    }
    assert!(Profile::named("papr").expect_err("unknown").to_string().contains("default, facenet, paper"));
}

/// A head on another model's templates would match nobody, or anybody: it must not get as far as a roll call.
#[test]
fn a_head_is_read_beside_its_profile_and_refused_where_it_does_not_fit() {
    let text = Profile::named("facenet").expect("built in").to_toml().expect("plain data");
    let text = text.replacen("centre =", "head = \"head.json\"\ncentre =", 1);
    let json = |base: &str, length: usize| {
        let rows = [vec![0.0f32; length - 1], vec![1.0]].concat();
        let head = Head::new("h", ModelId::new(base), Some("facenet-lfw".into()), &[rows]);
        serde_json::to_string(&head.expect("a matrix")).expect("plain data")
    };
    let read = |json: String| {
        Profile::parse_with(&text, &move |file| {
            assert_eq!(file, "head.json");
            Ok(json.clone())
        })
    };
    let profile = read(json("facenet/box-0.25", 512)).expect("the head fits");
    assert!(profile.blend().expect("fits").model().as_str().contains("-h."), "its templates are its own");
    assert_eq!(
        profile.checked().expect("still fits").to_toml().expect("plain data").matches("head.json").count(),
        1
    );
    for (json, expected) in [
        (json("sface/5pt", 512), "sface/5pt"),
        (json("facenet/box-0.25", 128), "128"),
        ("{}".to_owned(), "missing field"),
    ] {
        let error = read(json).expect_err(expected).to_string();
        assert!(error.contains(expected) && error.contains("facenet"), "{error}");
    }
    assert!(Profile::parse(&text).expect_err("no file").to_string().contains("head.json"));
}

/// A model that the school added must not share a name, and so a threshold or templates, with Muster's own.
#[test]
fn a_model_of_ones_own_has_its_own_templates_and_is_not_installed() {
    let text = BUILT_IN[0].replacen("weights = \"sface\"", "weights = \"arcface\"\nown = \"buffalo\"", 1);
    let text = text.replacen("centre = \"sface-lfw\"\n", "", 1);
    let profile = Profile::parse(&text).expect("an own model");
    assert_eq!(profile.recipes()[0].model(), ModelId::new("buffalo/5pt"));
    assert_eq!(profile.needed_models().into_iter().collect::<Vec<_>>(), ["centerface"]);
    assert_eq!(Profile::parse(&profile.to_toml().expect("plain data")).expect("its own text"), profile);
}
