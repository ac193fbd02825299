//! The stages from photo to verdict, assembled by one profile.

use std::sync::Arc;

use muster_detect::align::{BoxCrop, CropShape, Resampling, box_crop};
use muster_detect::{DetectError, Detection, Detector, QualityLimits, SearchPlan};
use muster_domain::{
    BoundingBox, Face, FaceTemplate, Identification, ModelId, Network, NetworkError, Outputs, RgbImage,
    StudentId, TemplateError, Tensor, Threshold,
};
use muster_embed::{Blend, Embedder};
use muster_identify::{Gallery, Probe, identify};
use muster_store::StoredTemplate;

use crate::{ModelChoice, Profile, ProfileError, UseCaseError};

/// The crop that people look at: the face with some surroundings, undistorted.
const LOOK: BoxCrop =
    BoxCrop { size: 160, margin: 0.5, shape: CropShape::Square, resampling: Resampling::Area };

/// A face with what the models made of it.
#[derive(Clone, Debug)]
pub struct FoundFace {
    /// Where it is and how good.
    pub face: Face,
    /// One template for each model of the profile; fewer when a network gave none.
    pub templates: Vec<FaceTemplate>,
}

/// A profile with its detector and networks: everything between a photo and its verdicts.
pub struct Recogniser {
    profile: Profile,
    detector: Arc<dyn Detector>,
    search: SearchPlan,
    limits: QualityLimits,
    embedders: Vec<Embedder>,
    blend: Blend,
    threshold: Threshold,
}

impl Recogniser {
    /// Assembles the stages; `networks` are the embedding networks in the order of the profile's models.
    ///
    /// # Errors
    /// [`ProfileError::Invalid`] when the profile does not fit together or a network is missing.
    pub fn new(
        profile: Profile,
        detector: Arc<dyn Detector>,
        networks: Vec<Arc<dyn Network>>,
    ) -> Result<Self, ProfileError> {
        let recipes = profile.recipes();
        if recipes.len() != networks.len() {
            let cause = format!("{} models need as many networks, not {}", recipes.len(), networks.len());
            return Err(ProfileError::Invalid { profile: profile.id, cause });
        }
        let embedders = networks
            .into_iter()
            .zip(recipes)
            .map(|(network, recipe)| Embedder::new(network, recipe))
            .collect();
        let blend = profile.blend()?;
        let threshold = profile.threshold(blend.model());
        let (search, limits) = (profile.search()?, QualityLimits::default());
        Ok(Self { profile, detector, search, limits, embedders, blend, threshold })
    }

    /// The same for a place whose models can't be loaded: what needs no network works (galleries, corrections, what
    /// holds of earlier photos), everything else fails with `why`.
    ///
    /// # Errors
    /// [`ProfileError::Invalid`] when the profile does not fit together.
    pub fn without_models(profile: Profile, why: &str) -> Result<Self, ProfileError> {
        let absent = Arc::new(Absent(why.to_owned()));
        let networks = profile.recipes().iter().map(|_| Arc::clone(&absent) as Arc<dyn Network>).collect();
        Self::new(profile, absent, networks)
    }

    /// The profile.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The threshold as the profile has it, for galleries of the size that it was calibrated with.
    pub fn threshold(&self) -> &Threshold {
        &self.threshold
    }

    /// The threshold in force when this gallery is searched.
    pub fn threshold_for(&self, gallery: &Gallery) -> Threshold {
        self.threshold.for_gallery(gallery.students().len())
    }

    /// The models whose templates the gallery needs.
    pub fn models(&self) -> Vec<ModelId> {
        self.blend.models()
    }

    /// Finds the faces of an upright image and judges their quality.
    ///
    /// # Errors
    /// [`UseCaseError::Detect`] when the detector fails.
    pub fn detect(&self, image: &RgbImage) -> Result<Vec<Face>, UseCaseError> {
        Ok(muster_detect::detect(image, self.detector.as_ref(), &self.search, &self.limits)?)
    }

    /// The face in a box that a person drew.
    ///
    /// # Errors
    /// [`UseCaseError::Detect`] when the detector fails.
    pub fn face_in(&self, image: &RgbImage, drawn: &BoundingBox) -> Result<Face, UseCaseError> {
        Ok(muster_detect::face_in(image, drawn, self.detector.as_ref(), &self.search, &self.limits)?)
    }

    /// Makes each face's templates, to search with.
    ///
    /// # Errors
    /// [`UseCaseError::Embed`] when a network fails.
    pub fn embed(&self, image: &RgbImage, faces: Vec<Face>) -> Result<Vec<FoundFace>, UseCaseError> {
        self.embed_faces(image, faces, |_| None)
    }

    /// Makes each face's templates for the gallery: where the profile asks for it, the mean of the face as it is
    /// and as it would be far away.
    ///
    /// # Errors
    /// [`UseCaseError::Embed`] when a network fails.
    pub fn embed_to_enrol(&self, image: &RgbImage, faces: Vec<Face>) -> Result<Vec<FoundFace>, UseCaseError> {
        self.embed_faces(image, faces, |choice| choice.enrol_small.filter(|side| *side > 0))
    }

    /// `far` says to which side a model's crops are shrunk for a second template, whose mean with the first
    /// counts.
    fn embed_faces(
        &self,
        image: &RgbImage,
        faces: Vec<Face>,
        far: impl Fn(&ModelChoice) -> Option<u32>,
    ) -> Result<Vec<FoundFace>, UseCaseError> {
        let mut found: Vec<FoundFace> =
            faces.into_iter().map(|face| FoundFace { face, templates: Vec::new() }).collect();
        for (embedder, choice) in self.embedders.iter().zip(&self.profile.models) {
            let crop = |(at, one): (usize, &FoundFace)| Some((at, embedder.recipe().crop(image, &one.face)?));
            let (places, crops): (Vec<usize>, Vec<RgbImage>) =
                found.iter().enumerate().filter_map(crop).unzip();
            let mut templates = embedder.embed(&crops)?;
            if let Some(side) = far(choice) {
                let small: Vec<RgbImage> = crops.iter().map(|crop| far_away(crop, side)).collect();
                for (near, far) in templates.iter_mut().zip(embedder.embed(&small)?) {
                    *near = between(near.take(), far.as_ref());
                }
            }
            for (at, template) in places.into_iter().zip(templates) {
                found[at].templates.extend(template);
            }
        }
        Ok(found)
    }

    /// The template that is searched with; `None` when a model gave none for this face.
    ///
    /// # Errors
    /// [`UseCaseError::Template`] when a centre does not fit its model.
    pub fn blend(&self, templates: &[FaceTemplate]) -> Result<Option<FaceTemplate>, UseCaseError> {
        Ok(self.blend.apply(templates)?)
    }

    /// Stored templates of single models as blended ones, by student; samples that lack a model are left out.
    ///
    /// # Errors
    /// [`UseCaseError::Template`] when a stored template does not fit its model.
    pub fn blend_stored(
        &self,
        stored: Vec<StoredTemplate>,
    ) -> Result<Vec<(StudentId, FaceTemplate)>, UseCaseError> {
        let mut samples: Vec<(StudentId, i64, Vec<FaceTemplate>)> = Vec::new();
        for StoredTemplate { student, sample, template } in stored {
            match samples.iter_mut().rev().find(|(own, at, _)| *own == student && *at == sample) {
                Some((_, _, templates)) => templates.push(template),
                None => samples.push((student, sample, vec![template])),
            }
        }
        let mut blended = Vec::new();
        for (student, _, templates) in samples {
            blended.extend(self.blend(&templates)?.map(|template| (student, template)));
        }
        Ok(blended)
    }

    /// A gallery of blended templates under the profile's rule.
    ///
    /// # Errors
    /// [`TemplateError`] when templates are not of this profile's blend.
    pub fn gallery(&self, templates: Vec<(StudentId, FaceTemplate)>) -> Result<Gallery, TemplateError> {
        Gallery::build(self.blend.model().clone(), self.profile.gallery, templates)
    }

    /// The verdicts on all faces of one photo, with the blended templates that they rest on.
    ///
    /// # Errors
    /// [`UseCaseError::Template`] when the gallery is of another profile.
    pub fn identify(
        &self,
        gallery: &Gallery,
        found: &[FoundFace],
    ) -> Result<Vec<(Option<FaceTemplate>, Identification)>, UseCaseError> {
        let strict = self.profile.detector.review_poor_faces;
        let probe = |one: &FoundFace| -> Result<Probe, UseCaseError> {
            let fit = !strict || one.face.quality.is_fit();
            Ok(Probe { template: self.blend(&one.templates)?, fit })
        };
        let probes = found.iter().map(probe).collect::<Result<Vec<_>, _>>()?;
        let verdicts = identify(gallery, &probes, &self.threshold_for(gallery))?;
        Ok(probes.into_iter().map(|probe| probe.template).zip(verdicts).collect())
    }
}

/// Stands where a detector and networks would be.
struct Absent(String);

impl Network for Absent {
    fn run(&self, _: Tensor) -> Result<Outputs, NetworkError> {
        Err(NetworkError::Run(self.0.clone()))
    }
}

impl Detector for Absent {
    fn id(&self) -> &'static str {
        "absent"
    }

    fn detect(&self, _: &RgbImage) -> Result<Vec<Detection>, DetectError> {
        Err(NetworkError::Run(self.0.clone()).into())
    }
}

/// A crop as a far-off camera would have it: shrunk to `side` pixels and enlarged again.
fn far_away(crop: &RgbImage, side: u32) -> RgbImage {
    let to = |image: &RgbImage, size| {
        let all = BoundingBox::new(0.0, 0.0, image.width() as f32, image.height() as f32);
        let crop = BoxCrop { size, margin: 0.0, shape: CropShape::Stretch, resampling: Resampling::Area };
        box_crop(image, &all, &crop)
    };
    to(&to(crop, side), crop.width())
}

/// The direction between two templates of one model; the first where there is no other or they cancel out.
fn between(near: Option<FaceTemplate>, far: Option<&FaceTemplate>) -> Option<FaceTemplate> {
    let (Some(one), Some(other)) = (&near, far) else { return near };
    FaceTemplate::mean([one, other]).or(near)
}

/// Where the face lies in its [`look_crop`]: in the middle, as large as the surroundings leave it.
pub fn look_box(place: &BoundingBox) -> BoundingBox {
    let side = LOOK.size as f32;
    let scale = side / ((1.0 + LOOK.margin) * place.width.max(place.height));
    let (width, height) = (place.width * scale, place.height * scale);
    BoundingBox::new((side - width) / 2.0, (side - height) / 2.0, width, height)
}

/// A square crop with some surroundings, for people to look at.
pub fn look_crop(image: &RgbImage, place: &BoundingBox) -> RgbImage {
    box_crop(image, place, &LOOK)
}
