//! A profile: detector, models, gallery rule and threshold, as data.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use muster_detect::SearchPlan;
use muster_domain::{Distance, Likelihood, ModelId, Threshold};
use muster_embed::{Blend, BlendPart, CropRule, Head, Recipe, Weights};
use muster_identify::TemplateRule;
use serde::{Deserialize, Serialize};

/// The profiles that come with Muster, as their files' text.
const BUILT_IN: [&str; 3] = [
    include_str!("../profiles/default.toml"),
    include_str!("../profiles/facenet.toml"),
    include_str!("../profiles/paper.toml"),
];

/// Mean vectors that profiles can subtract, as JSON arrays: name, text.
const CENTRES: [(&str, &str); 2] = [
    ("facenet-lfw", include_str!("../profiles/centre-facenet-lfw.json")),
    ("sface-lfw", include_str!("../profiles/centre-sface-lfw.json")),
];

/// Why a profile can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// No profile of that name.
    #[error("there is no profile `{name}`; there are: {known}")]
    Unknown {
        /// The name asked for.
        name: String,
        /// Those that exist.
        known: String,
    },
    /// The text is not a profile.
    #[error("the profile is not valid: {0}")]
    Syntax(#[from] toml::de::Error),
    /// The parts of the profile don't fit together.
    #[error("profile `{profile}` is not valid: {cause}")]
    Invalid {
        /// Its id.
        profile: String,
        /// What does not fit.
        cause: String,
    },
}

/// Which detector finds the faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DetectorKind {
    /// The Viola-Jones cascade of the original design.
    Haar,
    /// MTCNN.
    Mtcnn,
    /// CenterFace.
    Centerface,
    /// `YuNet`.
    Yunet,
}

impl DetectorKind {
    /// The model's id in the manifest.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Haar => "haar",
            Self::Mtcnn => "mtcnn",
            Self::Centerface => "centerface",
            Self::Yunet => "yunet",
        }
    }
}

/// How faces are found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DetectorChoice {
    /// Which detector.
    pub kind: DetectorKind,
    /// Reports below this confidence are dropped; the detector's own default when absent.
    pub confidence: Option<f32>,
    /// How a photo is searched: the name of a [`SearchPlan`].
    pub search: String,
    /// Whether faces of poor quality go to review instead of being marked.
    pub review_poor_faces: bool,
}

/// One model of a profile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelChoice {
    /// The network.
    pub weights: Weights,
    /// What it sees of a face.
    pub crop: CropRule,
    /// Whether the mirror image is averaged in.
    pub flip: bool,
    /// Enrolment templates are averaged with those of the same crop shrunk to this side in pixels and enlarged
    /// again, so that a small face in a class photo finds its like; absent or 0 for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrol_small: Option<u32>,
    /// Its share of the squared distance when there are several models.
    pub weight: f32,
    /// The mean vector that is subtracted, by name.
    pub centre: Option<Centre>,
    /// The trained projection that follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<HeadChoice>,
}

/// A trained head: the JSON file that a profile names, and what it held when the profile was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HeadChoice {
    /// The file; a relative path starts at the profile's own folder.
    pub file: String,
    #[serde(skip)]
    head: Option<Arc<Head>>,
}

impl HeadChoice {
    /// A head that is, or will be, in a file of that name.
    pub fn new(file: impl Into<String>, head: Arc<Head>) -> Self {
        Self { file: file.into(), head: Some(head) }
    }
}

/// The name of a mean vector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Centre(pub String);

/// The threshold of a profile; it belongs to the profile's blend of models.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThresholdChoice {
    /// Up to this Euclidean distance a face is identified.
    pub identify: f32,
    /// Up to this distance a person should look.
    pub review: f32,
    /// The runner-up must be further off than the best by this much.
    pub margin: f32,
    /// Two faces that are given to one student in different photos and lie further apart than this send both to
    /// review.
    pub contradict: f32,
    /// The data and the rule that these figures come from.
    pub calibration: String,
    /// SHA-256 of each model's file, by its id, at the time of calibration: other files need another calibration.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub model_sha256: BTreeMap<String, String>,
    /// How sure a distance makes, where that was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<Likelihood>,
}

/// A whole way of recognising people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Its name.
    pub id: String,
    /// One line for people.
    pub title: String,
    /// How faces are found.
    pub detector: DetectorChoice,
    /// The models, blended when there are several.
    #[serde(rename = "model")]
    pub models: Vec<ModelChoice>,
    /// What a probe is compared with.
    pub gallery: TemplateRule,
    /// Where distances are cut.
    pub threshold: ThresholdChoice,
}

impl Profile {
    /// A profile from the text of a TOML file.
    ///
    /// # Errors
    /// [`ProfileError`] when the text is not a profile, its parts do not fit, or it names a head's file: see
    /// [`Profile::parse_with`].
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        let nowhere = "only a profile that is read from a file can have one, since it lies beside it";
        Self::parse_with(text, &|_| Err(nowhere.to_owned()))
    }

    /// A profile whose heads' files are read by `read`: given the path as the profile has it, the file's text or
    /// why it can't be read.
    ///
    /// # Errors
    /// [`ProfileError`] when the text is not a profile, its parts do not fit, or a head's file can't be read, is
    /// not a head, or is one for another model.
    pub fn parse_with(
        text: &str,
        read: &dyn Fn(&str) -> Result<String, String>,
    ) -> Result<Self, ProfileError> {
        let mut profile: Self = toml::from_str(text)?;
        let id = profile.id.clone();
        for choice in profile.models.iter_mut().filter_map(|model| model.head.as_mut()) {
            let invalid = |cause: String| ProfileError::Invalid {
                profile: id.clone(),
                cause: format!("head `{}`: {cause}", choice.file),
            };
            let json = read(&choice.file).map_err(&invalid)?;
            let head = serde_json::from_str(&json).map_err(|cause| invalid(cause.to_string()))?;
            choice.head = Some(Arc::new(head));
        }
        profile.checked()
    }

    /// The profile, when its parts fit together.
    ///
    /// # Errors
    /// [`ProfileError::Invalid`] when they do not.
    pub fn checked(self) -> Result<Self, ProfileError> {
        self.check()?;
        Ok(self)
    }

    /// The profiles that come with Muster.
    ///
    /// # Panics
    /// Never: a test parses them.
    pub fn built_in() -> Vec<Self> {
        BUILT_IN.iter().map(|text| Self::parse(text).expect("a test parses the built-in profiles")).collect()
    }

    /// A built-in profile by its name.
    ///
    /// # Errors
    /// [`ProfileError::Unknown`] for any other name.
    pub fn named(name: &str) -> Result<Self, ProfileError> {
        let mut all = Self::built_in();
        if let Some(at) = all.iter().position(|profile| profile.id == name) {
            Ok(all.swap_remove(at))
        } else {
            let known: Vec<String> = all.into_iter().map(|profile| profile.id).collect();
            Err(ProfileError::Unknown { name: name.to_owned(), known: known.join(", ") })
        }
    }

    /// The recipes of its models, in order.
    pub fn recipes(&self) -> Vec<Recipe> {
        let recipe =
            |model: &ModelChoice| Recipe { weights: model.weights, crop: model.crop, flip: model.flip };
        self.models.iter().map(recipe).collect()
    }

    /// The ids, in the manifest, of all that it needs.
    pub fn needed_models(&self) -> BTreeSet<&'static str> {
        let weights = self.models.iter().map(|model| model.weights.id());
        weights.chain([self.detector.kind.id()]).collect()
    }

    /// The blend of its models.
    ///
    /// # Errors
    /// [`ProfileError::Invalid`] for weights that are not positive, an unknown centre, or a head that was not
    /// read or does not fit.
    pub fn blend(&self) -> Result<Blend, ProfileError> {
        let part = |(choice, recipe): (&ModelChoice, Recipe)| -> Result<BlendPart, ProfileError> {
            let centre = choice.centre.as_ref().map(|name| self.centre(name)).transpose()?;
            let head = choice.head.as_ref().map(|head| self.head(choice, head)).transpose()?;
            Ok(BlendPart { model: recipe.model(), weight: choice.weight, centre, head })
        };
        let parts = self.models.iter().zip(self.recipes()).map(part).collect::<Result<Vec<_>, _>>()?;
        Blend::new(parts).map_err(|cause| self.invalid(cause.to_string()))
    }

    /// The threshold, bound to the blend's model.
    pub fn threshold(&self, model: &ModelId) -> Threshold {
        Threshold {
            model: model.clone(),
            identify: Distance(self.threshold.identify),
            review: Distance(self.threshold.review),
            margin: self.threshold.margin,
            contradict: Distance(self.threshold.contradict),
            calibration: self.threshold.calibration.clone(),
            likelihood: self.threshold.likelihood,
        }
    }

    /// The profile as the text of a TOML file.
    ///
    /// # Errors
    /// [`ProfileError::Invalid`] should a value have no TOML form.
    pub fn to_toml(&self) -> Result<String, ProfileError> {
        toml::to_string_pretty(self).map_err(|cause| self.invalid(cause.to_string()))
    }

    /// How photos are searched.
    ///
    /// # Errors
    /// [`ProfileError::Invalid`] for an unknown name.
    pub fn search(&self) -> Result<SearchPlan, ProfileError> {
        let name = &self.detector.search;
        SearchPlan::named(name).ok_or_else(|| self.invalid(format!("there is no search plan `{name}`")))
    }

    fn centre(&self, name: &Centre) -> Result<(String, Vec<f32>), ProfileError> {
        let text = CENTRES.iter().find(|(own, _)| *own == name.0).map(|(_, text)| *text);
        let text = text.ok_or_else(|| self.invalid(format!("there is no centre `{}`", name.0)))?;
        let vector = serde_json::from_str(text).map_err(|cause| self.invalid(cause.to_string()))?;
        Ok((name.0.clone(), vector))
    }

    fn head(&self, model: &ModelChoice, choice: &HeadChoice) -> Result<Arc<Head>, ProfileError> {
        let unread = || self.invalid(format!("head `{}` was not read from its file", choice.file));
        let head = choice.head.clone().ok_or_else(unread)?;
        let recipe = Recipe { weights: model.weights, crop: model.crop, flip: model.flip };
        let centre = model.centre.as_ref().map(|centre| centre.0.as_str());
        head.fits(&recipe.model(), centre, model.weights.dimension())
            .map_err(|cause| self.invalid(cause.to_string()))?;
        Ok(head)
    }

    fn check(&self) -> Result<(), ProfileError> {
        let cut = &self.threshold;
        let distances = [cut.identify, cut.review, cut.contradict];
        if distances.iter().any(|distance| !(0.0..=2.0).contains(distance)) || cut.review < cut.identify {
            let text = "thresholds are distances from 0 to 2, and review is not below identify";
            return Err(self.invalid(text.to_owned()));
        }
        if !(0.0..=2.0).contains(&cut.margin) {
            return Err(self.invalid("the margin is a distance from 0 to 2".to_owned()));
        }
        let landmarks = self.models.iter().any(|model| model.crop == CropRule::FivePoint);
        if landmarks && self.detector.kind == DetectorKind::Haar {
            let text = "the Haar cascade gives no landmarks, and a five-point crop needs them";
            return Err(self.invalid(text.to_owned()));
        }
        if self.models.iter().any(|m| m.crop == CropRule::FivePoint && m.weights != Weights::Sface) {
            return Err(self.invalid("only sface takes a five-point crop".to_owned()));
        }
        self.search()?;
        self.blend().map(|_| ())
    }

    fn invalid(&self, cause: String) -> ProfileError {
        ProfileError::Invalid { profile: self.id.clone(), cause }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_profiles_are_valid_and_round_trip() {
        let profiles = Profile::built_in();
        assert_eq!(
            profiles.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(),
            ["default", "facenet", "paper"]
        );
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
            profile
                .checked()
                .expect("still fits")
                .to_toml()
                .expect("plain data")
                .matches("head.json")
                .count(),
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
}
