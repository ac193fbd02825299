//! Measures detectors on labelled photos: recall by face height, precision, false reports and time.
//!
//! `MUSTER_MODELS=... cargo run --release -p muster-detect --example detection -- widerface centerface adaptive`
//!
//! Arguments: the set (`widerface`, `mosaic`: the same as 12-megapixel photos of twelve each, `compreface`, or a
//! folder of unlabelled photos), the detector, the plan (a preset, with changed fields behind commas), and if
//! wanted the detector's threshold and a cap on the number of photos. Labelled photos are looked for beside the
//! repository.

mod data;
mod scoring;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use muster_detect::{CenterFace, Detector, Mtcnn, QualityLimits, SearchPlan, YuNet, assess, find_faces};
use muster_domain::Network;
use muster_inference::{Engine, EngineChoice, choose_engine};

use crate::scoring::Score;

type AnyError = Box<dyn std::error::Error>;

fn main() -> Result<(), AnyError> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [set, detector, plan, rest @ ..] = arguments.as_slice() else {
        return Err("usage: detection SET DETECTOR PLAN [THRESHOLD [PHOTOS]]".into());
    };
    let threshold = rest.first().map(|text| text.parse()).transpose()?;
    let most = rest.get(1).map(|text| text.parse()).transpose()?.unwrap_or(usize::MAX);
    let models = PathBuf::from(std::env::var_os("MUSTER_MODELS").ok_or("MUSTER_MODELS is not set")?);
    let chosen = choose_engine(EngineChoice::Auto, &models)?;
    println!("engine: {} ({})", chosen.engine.name(), chosen.reason);
    let detector = detector_named(detector, threshold, chosen.engine.as_ref(), &models)?;
    let plan = plan_named(plan)?;
    let photos = data::load(set)?;

    let mut score = Score::default();
    let mut qualities = Vec::new();
    let mut seconds = 0.0;
    let mut pixels = 0.0;
    for photo in photos.iter().take(most) {
        let image = photo.read()?;
        #[expect(clippy::disallowed_methods, reason = "a measurement reads the clock; the stage does not")]
        let start = Instant::now();
        let faces = find_faces(&image, detector.as_ref(), &plan)?;
        seconds += start.elapsed().as_secs_f64();
        pixels += f64::from(image.width()) * f64::from(image.height());
        qualities.extend(faces.iter().map(|face| assess(&image, face, &QualityLimits::default())));
        score.add(&faces, &photo.truth);
    }
    score.print();
    let count = score.photos.max(1) as f64;
    println!("{:.0} ms a photo of {:.2} megapixels", 1e3 * seconds / count, pixels / count / 1e6);
    scoring::print_quality(&qualities);
    Ok(())
}

fn detector_named(
    name: &str,
    threshold: Option<f32>,
    engine: &dyn Engine,
    models: &std::path::Path,
) -> Result<Box<dyn Detector>, AnyError> {
    let load = |file: &str| -> Result<Arc<dyn Network>, AnyError> {
        Ok(Arc::from(engine.load(&models.join(file).with_extension("onnx"))?))
    };
    Ok(match name {
        "centerface" => {
            let detector = CenterFace::new(load("centerface")?);
            Box::new(detector.with_threshold(threshold.unwrap_or(CenterFace::THRESHOLD)))
        }
        "yunet" => {
            let detector = YuNet::new(load("yunet")?);
            Box::new(detector.with_threshold(threshold.unwrap_or(YuNet::THRESHOLD)))
        }
        "mtcnn" => Box::new(Mtcnn::new(load("mtcnn-p")?, load("mtcnn-r")?, load("mtcnn-o")?)),
        other => return Err(format!("no detector is called {other}").into()),
    })
}

/// A preset, or one with changed fields: `single,whole_side=1200,enlarge_to=0`.
fn plan_named(text: &str) -> Result<SearchPlan, AnyError> {
    let mut parts = text.split(',');
    let name = parts.next().unwrap_or_default();
    let mut plan = SearchPlan::named(name).ok_or_else(|| format!("no plan is called {name}"))?;
    for part in parts {
        let (field, value) = part.split_once('=').ok_or("a changed field is written name=value")?;
        match field {
            "whole_side" => plan.whole_side = value.parse()?,
            "coarse_side" => plan.coarse_side = value.parse()?,
            "enlarge_to" => plan.enlarge_to = value.parse()?,
            "tile_side" => plan.tile_side = value.parse()?,
            "smallest_face" => plan.smallest_face = value.parse()?,
            other => return Err(format!("a plan has no field {other}").into()),
        }
    }
    Ok(plan)
}
