//! The Viola-Jones detector: a cascade of boosted Haar-like features, as `OpenCV` evaluates it.
//!
//! Source: Viola and Jones, "Rapid Object Detection using a Boosted Cascade of Simple Features", CVPR 2001;
//! Lienhart and Maydt, ICIP 2002. Every step repeats `cv::CascadeClassifier::detectMultiScale` of `OpenCV` 4
//! (`modules/objdetect/src/cascadedetect.cpp`) number by number, so that the boxes are the same:
//!
//! 1. [`pyramid`]: fixed-point grey, and a copy of the picture for each scale by fixed-point bilinear
//!    interpolation;
//! 2. [`band`]: sums over rectangles by integral images, a band of rows at a time;
//! 3. [`scan`]: the cascade at every place, brightness-normalised, with early rejection;
//! 4. [`group`]: overlapping hits merged into boxes.
//!
//! [`cascade`] reads the cascade's XML, which is handed in as text: nothing is read from disk here.

mod band;
mod cascade;
mod group;
mod pyramid;
mod scan;
#[cfg(test)]
mod tests;

use muster_domain::{BoundingBox, RgbImage};
use rayon::prelude::*;

use crate::{DetectError, Detection, Detector};
use band::Band;
use cascade::Cascade;
use group::{Group, Rect};
use pyramid::Grey;
use scan::Stumps;

pub use cascade::HaarError;

/// How the picture is searched, in the terms of `detectMultiScale`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HaarParameters {
    /// Ratio of one scale to the next, above 1. Smaller finds more and takes longer.
    pub scale_factor: f64,
    /// A face needs more overlapping hits than this; 0 reports every single hit.
    pub min_neighbors: usize,
    /// Side in pixels of the smallest face looked for; 0 looks for all, from the cascade's own window on.
    pub min_size: u32,
    /// Side in pixels of the largest face looked for; `None` goes up to the picture's size.
    pub max_size: Option<u32>,
}

impl Default for HaarParameters {
    /// Scale factor 1.1 and 5 neighbours, the values of the original design; all sizes.
    fn default() -> Self {
        Self { scale_factor: 1.1, min_neighbors: 5, min_size: 0, max_size: None }
    }
}

/// The Haar cascade detector. It marks no landmarks.
pub struct Haar {
    cascade: Cascade,
    parameters: HaarParameters,
}

impl Haar {
    /// A detector from a cascade's XML (`OpenCV`'s `opencv-cascade-classifier` format, boosted stumps over upright
    /// Haar features, such as `haarcascade_frontalface_default.xml`), with default parameters.
    ///
    /// # Errors
    /// [`HaarError`] when the text is no such cascade.
    pub fn from_xml(xml: &str) -> Result<Self, HaarError> {
        Ok(Self { cascade: Cascade::from_xml(xml)?, parameters: HaarParameters::default() })
    }

    /// The same detector with other parameters.
    ///
    /// # Errors
    /// [`HaarError::ScaleFactor`] for a scale factor of less than 1.01, with which the search would hardly end.
    pub fn with_parameters(self, parameters: HaarParameters) -> Result<Self, HaarError> {
        if parameters.scale_factor >= 1.01 && parameters.scale_factor.is_finite() {
            Ok(Self { parameters, ..self })
        } else {
            Err(HaarError::ScaleFactor { value: parameters.scale_factor })
        }
    }

    /// All groups of hits in a grey picture, in the order of their first hit.
    fn find(&self, grey: &Grey) -> Vec<Group> {
        let levels = pyramid::levels(grey, self.cascade.window, &self.parameters);
        let stumps: Vec<Stumps> = levels.iter().map(|level| Stumps::new(&self.cascade, level)).collect();
        let tasks: Vec<(usize, usize)> = levels
            .iter()
            .enumerate()
            .flat_map(|(index, level)| (0..level.rows).step_by(band::ROWS).map(move |row| (index, row)))
            .collect();
        let hits: Vec<Vec<Rect>> = tasks
            .par_iter()
            .map_init(Band::default, |band, &(index, row)| {
                let level = &levels[index];
                band.fill(grey, level, row);
                scan::hits(&self.cascade, &stumps[index], level, band)
            })
            .collect();
        group::group(&hits.concat(), self.parameters.min_neighbors)
    }
}

impl Detector for Haar {
    fn id(&self) -> &'static str {
        "haar"
    }

    /// Confidence is n / (n + the neighbours asked for + 1), n being the number of hits that were merged: 0.5 for a
    /// face that just passes, near 1 for one that is seen at many places and scales.
    fn detect(&self, image: &RgbImage) -> Result<Vec<Detection>, DetectError> {
        let (width, height) = (image.width() as i32, image.height() as i32);
        let least = self.parameters.min_neighbors as f32 + 1.0;
        let found = self.find(&Grey::from_rgb(image));
        Ok(found
            .iter()
            .filter_map(|group| {
                let rect = group.rect.clipped(width, height)?;
                let hits = group.hits as f32;
                Some(Detection {
                    bounding_box: BoundingBox::new(
                        rect.x as f32,
                        rect.y as f32,
                        rect.width as f32,
                        rect.height as f32,
                    ),
                    landmarks: None,
                    confidence: hits / (hits + least),
                })
            })
            .collect())
    }

    fn smallest_face(&self) -> f32 {
        self.cascade.window.0.max(self.parameters.min_size as usize) as f32
    }
}
