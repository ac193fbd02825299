//! Are the faces of a photo found? Average precision, recall by height and false reports on labelled photos.
//!
//! Photos are searched as at a roll call: the profile's detector, its threshold and its search plan. So the
//! figures are those of the whole search, tiles and all, and the precision-recall curve ends at the profile's
//! threshold. Labels are WIDER FACE's boxes or points on noses; faces that the annotators flagged invalid count
//! neither way.

mod figures;
mod quality;
mod score;

pub use figures::{AtThreshold, Figures, RecallPrecision};
pub use quality::{QualitySpread, SHARES, Spread};

use std::{fs, path::PathBuf};

use muster_detect::{Detector, QualityLimits, SearchPlan, detect};
use muster_domain::{Face, RgbImage};
use muster_usecase::UseCaseError;
use serde::{Deserialize, Serialize};

use crate::data::{DetectionData, MOSAIC, Picture};
use crate::faces::decode_at;
use crate::{EvaluateError, Progress, Rate, cache};
use score::{HEIGHTS, Score};

/// What a detector and search plan achieve on labelled photos.
#[derive(Clone, Debug, Serialize)]
pub struct DetectionReport {
    /// The profile.
    pub profile: String,
    /// Its detector.
    pub detector: &'static str,
    /// Its least confidence; 0 for a detector without one.
    pub confidence: f32,
    /// How photos were searched.
    pub search: SearchPlan,
    /// Photos that were searched.
    pub photos: usize,
    /// Photos of the list that were not there.
    pub absent: usize,
    /// Millions of pixels a photo, on average.
    pub megapixels: f64,
    /// Faces of 20 pixels and more.
    pub large: Figures,
    /// Faces of any height.
    pub all: Figures,
    /// Recall by the height of the labelled face; empty when the labels give no heights.
    pub by_height: Vec<HeightRecall>,
    /// Mean intersection over union of right reports and labelled boxes; `None` without boxes.
    pub overlap: Option<f64>,
    /// Quality of the found faces.
    pub quality: QualitySpread,
}

/// Faces of similar height.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct HeightRecall {
    /// Pixels from.
    pub from: f32,
    /// Pixels below; none for the last.
    pub below: Option<f32>,
    /// Found of all.
    pub recall: Rate,
}

/// The search of photos, with a cache.
pub struct DetectionSource<'a> {
    detector: &'a dyn Detector,
    plan: SearchPlan,
    limits: QualityLimits,
    cache: Option<PathBuf>,
}

/// What the search of one photo gave.
#[derive(Debug, Serialize, Deserialize)]
struct Searched {
    /// Width times height.
    pixels: u64,
    faces: Vec<Face>,
}

impl<'a> DetectionSource<'a> {
    /// Faces as `detector` sees them under `plan`. `cache` is a folder for what was found.
    pub fn new(detector: &'a dyn Detector, plan: SearchPlan, cache: Option<PathBuf>) -> Self {
        Self { detector, plan, limits: QualityLimits::default(), cache }
    }

    fn search(&self, picture: &Picture) -> Result<Searched, EvaluateError> {
        let files = match picture {
            Picture::File(file) => std::slice::from_ref(file),
            Picture::Mosaic(files) => files,
        };
        let read = |file: &PathBuf| fs::read(file).map_err(EvaluateError::file(file));
        let bytes = files.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let place = self.cache.as_ref().map(|folder| {
            let (detector, confidence) = (self.detector.id(), self.detector.threshold());
            let kind = matches!(picture, Picture::Mosaic(_)).then_some(MOSAIC);
            let way = format!("{detector} {confidence} {:?} {:?} {kind:?}", self.plan, self.limits);
            cache::place(folder, bytes.iter().map(Vec::as_slice), &way)
        });
        if let Some(kept) = place.as_ref().and_then(|place| cache::load(place)) {
            return Ok(kept);
        }
        let decoded = files.iter().zip(&bytes).map(|(file, bytes)| Ok(decode_at(file, bytes)?.image));
        let mut images = decoded.collect::<Result<Vec<RgbImage>, EvaluateError>>()?;
        let image = match (picture, images.len()) {
            (Picture::File(_), 1) => images.remove(0),
            _ => mosaic(&images),
        };
        let faces = detect(&image, self.detector, &self.plan, &self.limits).map_err(UseCaseError::from)?;
        let searched = Searched { pixels: u64::from(image.width()) * u64::from(image.height()), faces };
        place.map(|place| cache::keep(&place, &searched)).transpose()?;
        Ok(searched)
    }
}

/// Images in the cells of a large one, black around them.
fn mosaic(images: &[RgbImage]) -> RgbImage {
    let (columns, rows, side) = MOSAIC;
    RgbImage::from_fn(columns as u32 * side, rows as u32 * side, |x, y| {
        let cell = images.get((y / side) as usize * columns + (x / side) as usize);
        let inside = |image: &&RgbImage| x % side < image.width() && y % side < image.height();
        cell.filter(inside).map_or([0; 3], |image| image.pixel(x % side, y % side))
    })
}

/// Searches the photos and compares what is found with their labels. `profile` is the name in the report.
///
/// # Errors
/// [`EvaluateError`] when a picture can't be used or the detector fails.
pub fn evaluate(
    source: &DetectionSource<'_>,
    profile: &str,
    data: &DetectionData,
    progress: Progress<'_>,
) -> Result<DetectionReport, EvaluateError> {
    let (mut score, mut faces, mut pixels) = (Score::default(), Vec::new(), 0);
    for (done, photo) in data.photos.iter().enumerate() {
        let searched = source.search(&photo.picture)?;
        score.add(&searched.faces, &photo.faces);
        pixels += searched.pixels;
        faces.extend(searched.faces);
        progress(done + 1, data.photos.len());
    }
    let confidence = source.detector.threshold();
    let figures = |large: bool| {
        let reports = score.reports.iter().copied().filter(|report| report.large || !large);
        Figures::of(reports.collect(), score.faces(large), score.photos, confidence)
    };
    Ok(DetectionReport {
        profile: profile.to_owned(),
        detector: source.detector.id(),
        confidence,
        search: source.plan,
        photos: score.photos,
        absent: data.absent,
        megapixels: pixels as f64 / 1e6 / score.photos.max(1) as f64,
        large: figures(true),
        all: figures(false),
        by_height: by_height(&score),
        overlap: (score.overlap.1 > 0).then(|| score.overlap.0 / score.overlap.1 as f64),
        quality: QualitySpread::of(&faces),
    })
}

fn by_height(score: &Score) -> Vec<HeightRecall> {
    let edges = [0.0].into_iter().chain(HEIGHTS).enumerate();
    let band = |(at, from): (usize, f32)| HeightRecall {
        from,
        below: HEIGHTS.get(at).copied(),
        recall: score.by_height[at],
    };
    edges.map(band).filter(|band| band.recall.of > 0).collect()
}

#[cfg(test)]
mod tests;
