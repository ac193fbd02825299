//! Pictures become faces with templates, each picture once: a cache on disk lets a long run be resumed and
//! lets profiles share what they have in common.

use std::{
    fs,
    path::{Path, PathBuf},
};

use muster_capture::{Limits, decode};
use muster_domain::{Face, FaceTemplate, ModelId, Photo};
use muster_usecase::{FoundFace, Recogniser};
use serde::{Deserialize, Serialize};

use crate::{Condition, EvaluateError, cache};

/// The stages up to the templates, with a cache.
pub struct FaceSource<'a> {
    recogniser: &'a Recogniser,
    cache: Option<PathBuf>,
}

/// What the cache holds of one picture: the faces, and for each the vectors of each model by name.
#[derive(Serialize, Deserialize)]
struct Kept {
    faces: Vec<Face>,
    templates: Vec<Vec<(ModelId, Vec<f32>)>>,
}

impl<'a> FaceSource<'a> {
    /// Faces as `recogniser` sees them. `cache` is a folder; it will hold templates of everyone in the data, in
    /// the clear, so it belongs beside the data.
    pub fn new(recogniser: &'a Recogniser, cache: Option<PathBuf>) -> Self {
        Self { recogniser, cache }
    }

    /// The recogniser.
    pub fn recogniser(&self) -> &'a Recogniser {
        self.recogniser
    }

    /// All faces of a picture with their templates.
    ///
    /// # Errors
    /// [`EvaluateError::File`] and [`EvaluateError::Picture`] for a picture that can't be read;
    /// [`EvaluateError::Model`] when a model fails.
    pub fn faces(&self, path: &Path) -> Result<Vec<FoundFace>, EvaluateError> {
        let bytes = fs::read(path).map_err(EvaluateError::file(path))?;
        self.cached(&bytes, "", || {
            let image = decode_at(path, &bytes)?.image;
            let faces = self.recogniser.detect(&image)?;
            Ok(self.recogniser.embed(&image, faces)?)
        })
    }

    /// All faces of an enrolment picture, with templates for the gallery.
    ///
    /// # Errors
    /// As [`FaceSource::faces`].
    pub fn faces_to_enrol(&self, path: &Path) -> Result<Vec<FoundFace>, EvaluateError> {
        let bytes = fs::read(path).map_err(EvaluateError::file(path))?;
        let small: Vec<_> = self.recogniser.profile().models.iter().map(|model| model.enrol_small).collect();
        self.cached(&bytes, &format!("enrol {small:?}"), || {
            let image = decode_at(path, &bytes)?.image;
            let faces = self.recogniser.detect(&image)?;
            Ok(self.recogniser.embed_to_enrol(&image, faces)?)
        })
    }

    /// All faces of a picture under a condition, their boxes in the unaltered picture's pixels.
    ///
    /// # Errors
    /// As [`FaceSource::faces`].
    pub fn faces_under(&self, path: &Path, condition: Condition) -> Result<Vec<FoundFace>, EvaluateError> {
        let bytes = fs::read(path).map_err(EvaluateError::file(path))?;
        self.cached(&bytes, condition.code(), || {
            let image = decode_at(path, &bytes)?.image;
            let clean: Vec<Face> = self.faces(path)?.into_iter().map(|found| found.face).collect();
            let altered = condition.apply(&image, &clean);
            let faces = self.recogniser.detect(&altered)?;
            let mut found = self.recogniser.embed(&altered, faces)?;
            for one in &mut found {
                one.face.bounding_box = one.face.bounding_box.scaled(1.0 / condition.scale(), 0.0, 0.0);
            }
            Ok(found)
        })
    }

    /// What the cache has for these bytes and this treatment of them, or what `look` finds.
    fn cached(
        &self,
        bytes: &[u8],
        treatment: &str,
        look: impl FnOnce() -> Result<Vec<FoundFace>, EvaluateError>,
    ) -> Result<Vec<FoundFace>, EvaluateError> {
        let Some(folder) = &self.cache else { return look() };
        let place = self.place(folder, bytes, treatment);
        if let Some(kept) = load(&place) {
            return Ok(kept);
        }
        let found = look()?;
        keep(&place, &found)?;
        Ok(found)
    }

    /// The file for this picture under this treatment, detector and models.
    fn place(&self, folder: &Path, bytes: &[u8], treatment: &str) -> PathBuf {
        let profile = self.recogniser.profile();
        let way = format!("{:?}{:?}{treatment}", profile.detector, profile.recipes());
        cache::place(folder, [bytes], &way)
    }
}

/// The face nearest to the picture's middle; none when no face was found.
///
/// # Errors
/// As [`FaceSource::faces`].
pub(crate) fn middle_face(
    source: &FaceSource<'_>,
    picture: &Path,
) -> Result<Option<FoundFace>, EvaluateError> {
    let mut faces = source.faces(picture)?;
    if faces.len() < 2 {
        return Ok(faces.pop());
    }
    let image = read_photo(picture)?.image;
    let (x, y) = (image.width() as f32 / 2.0, image.height() as f32 / 2.0);
    let off = |one: &FoundFace| {
        let centre = one.face.bounding_box.centre();
        (centre.x - x).hypot(centre.y - y)
    };
    Ok(faces.into_iter().min_by(|a, b| off(a).total_cmp(&off(b))))
}

/// Reads and decodes a picture.
///
/// # Errors
/// [`EvaluateError::File`] and [`EvaluateError::Picture`].
pub(crate) fn read_photo(path: &Path) -> Result<Photo, EvaluateError> {
    decode_at(path, &fs::read(path).map_err(EvaluateError::file(path))?)
}

/// Decodes a picture's bytes.
///
/// # Errors
/// [`EvaluateError::Picture`], which names the file.
pub(crate) fn decode_at(path: &Path, bytes: &[u8]) -> Result<Photo, EvaluateError> {
    decode(bytes, &Limits::default()).map_err(|cause| EvaluateError::Picture { path: path.to_owned(), cause })
}

/// An entry whose vectors are no templates counts as not there.
fn load(place: &Path) -> Option<Vec<FoundFace>> {
    let kept: Kept = cache::load(place)?;
    let whole = |(face, templates): (Face, Vec<(ModelId, Vec<f32>)>)| {
        let templates = templates.into_iter().map(|(model, vector)| FaceTemplate::new(model, vector).ok());
        Some(FoundFace { face, templates: templates.collect::<Option<_>>()? })
    };
    kept.faces.into_iter().zip(kept.templates).map(whole).collect()
}

fn keep(place: &Path, found: &[FoundFace]) -> Result<(), EvaluateError> {
    let vectors = |one: &FoundFace| {
        one.templates.iter().map(|t| (t.model().clone(), t.vector().to_vec())).collect::<Vec<_>>()
    };
    let kept = Kept {
        faces: found.iter().map(|one| one.face.clone()).collect(),
        templates: found.iter().map(vectors).collect(),
    };
    cache::keep(place, &kept)
}
