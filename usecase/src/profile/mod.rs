//! A profile: detector, models, gallery rule and threshold, as data.

mod choice;
#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, sync::Arc};

use muster_detect::{SearchPlan, align::FIVE_POINT_SIDE};
use muster_domain::{Distance, ModelId, Threshold};
use muster_embed::{Blend, BlendPart, CropRule, Head, Recipe};
use muster_identify::TemplateRule;
use serde::{Deserialize, Serialize};

pub use choice::{
    Centre, DetectorChoice, DetectorKind, HeadChoice, Measure, Measured, ModelChoice, ThresholdChoice,
};

/// The profiles that come with Muster, as their files' text.
const BUILT_IN: [&str; 3] = [
    include_str!("../../profiles/default.toml"),
    include_str!("../../profiles/facenet.toml"),
    include_str!("../../profiles/paper.toml"),
];

/// Mean vectors that profiles can subtract, as JSON arrays: name, text.
const CENTRES: [(&str, &str); 2] = [
    ("facenet-lfw", include_str!("../../profiles/centre-facenet-lfw.json")),
    ("sface-lfw", include_str!("../../profiles/centre-sface-lfw.json")),
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
    /// What it was measured to do, on data that had no part in its thresholds unless `docs/accuracy.md` says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measured: Vec<Measured>,
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
        self.models.iter().map(ModelChoice::recipe).collect()
    }

    /// The ids, in the manifest, of all that it needs and Muster can install: not models of one's own.
    pub fn needed_models(&self) -> BTreeSet<&'static str> {
        let packaged = self.models.iter().filter(|model| model.own.is_none());
        packaged.map(|model| model.weights.id()).chain([self.detector.kind.id()]).collect()
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
            gallery: self.threshold.gallery,
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
        let centre = model.centre.as_ref().map(|centre| centre.0.as_str());
        head.fits(&model.recipe().model(), centre, model.weights.dimension())
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
        if cut.gallery.is_some_and(|size| !(size.students >= 1.0 && (0.0..=2.0).contains(&size.tenfold))) {
            let text =
                "thresholds are for galleries of at least 1 student, and tenfold is a distance from 0 to 2";
            return Err(self.invalid(text.to_owned()));
        }
        let landmarks = self.models.iter().any(|model| model.crop == CropRule::FivePoint);
        if landmarks && self.detector.kind == DetectorKind::Haar {
            let text = "the Haar cascade gives no landmarks, and a five-point crop needs them";
            return Err(self.invalid(text.to_owned()));
        }
        for model in &self.models {
            if model.crop == CropRule::FivePoint && model.weights.side() != FIVE_POINT_SIDE {
                return Err(self.invalid(format!("{} takes no five-point crop", model.weights.id())));
            }
            if !model.weights.is_packaged() && model.own.is_none() {
                let text = "is a kind of network that Muster can't install: name yours (own = \"its id\"), as \
                            `muster models list` shows it";
                return Err(self.invalid(format!("{} {text}", model.weights.id())));
            }
        }
        self.search()?;
        self.blend().map(|_| ())
    }

    fn invalid(&self, cause: String) -> ProfileError {
        ProfileError::Invalid { profile: self.id.clone(), cause }
    }
}
