//! Decode, detect, embed, identify, and a whole photo.
//!
//! Needs the models (`MUSTER_MODELS` names their folder) and a class photo (`MUSTER_BENCH_PHOTO`; by default one
//! of the development data). Stages whose input is missing say so and are left out. `MUSTER_ENGINE=rten` runs
//! the built-in engine.

#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a bench stops at the first thing that is wrong"
)]

use std::{fs, path::PathBuf, sync::OnceLock};

use divan::{Bencher, black_box};
use muster_capture::{Limits, decode, encode_jpeg};
use muster_detect::SearchPlan;
use muster_domain::{FaceTemplate, ModelId, RgbImage, StudentId};
use muster_embed::{CropRule, Embedder, Recipe, Weights};
use muster_identify::{Gallery, Probe, TemplateRule, identify};
use muster_inference::{Chosen, EngineChoice, choose_engine};
use muster_usecase::{DetectorKind, Profile, Recogniser};

const PHOTO: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/classroom_synthetic/photos/class01_s1.jpg");
const STUDENTS: usize = 40;
const TEMPLATES: usize = 3;

fn main() {
    divan::main();
}

fn models() -> Option<PathBuf> {
    let folder = std::env::var_os("MUSTER_MODELS").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("left out: MUSTER_MODELS names no folder with models");
    }
    folder
}

fn photo() -> Option<Vec<u8>> {
    let path = std::env::var("MUSTER_BENCH_PHOTO").unwrap_or_else(|_| PHOTO.to_owned());
    let bytes = fs::read(&path).ok();
    if bytes.is_none() {
        eprintln!("left out: {path} is not there; MUSTER_BENCH_PHOTO names a class photo");
    }
    bytes
}

fn engine() -> &'static Chosen {
    static ENGINE: OnceLock<Chosen> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let rten = std::env::var("MUSTER_ENGINE").is_ok_and(|name| name == "rten");
        let choice = if rten { EngineChoice::Rten } else { EngineChoice::Auto };
        let chosen = choose_engine(choice, &models().expect("asked for before")).expect("an engine");
        eprintln!("engine: {}", chosen.engine.name());
        chosen
    })
}

fn recogniser(profile: &str) -> Option<Recogniser> {
    let profile = Profile::named(profile).expect("built in");
    let engine = engine().engine.as_ref();
    models().map(|models| muster_assemble::recogniser(profile, &models, engine).expect("installed models"))
}

/// A picture of 12 megapixels without a face, as a phone's JPEG would be compressed.
#[divan::bench]
fn decode_12_megapixels(bencher: Bencher<'_, '_>) {
    let image = RgbImage::from_fn(4000, 3000, |x, y| {
        let wave = ((x as f32 / 37.0).sin() * (y as f32 / 53.0).cos() * 100.0) as i32 + 128;
        [wave as u8, (wave / 2) as u8, (x / 16 + y / 12) as u8]
    });
    let bytes = encode_jpeg(&image, 90).expect("encodable");
    bencher.bench(|| decode(black_box(&bytes), &Limits::default()).expect("a whole JPEG"));
}

#[divan::bench(args = [DetectorKind::Haar, DetectorKind::Mtcnn, DetectorKind::Centerface, DetectorKind::Yunet])]
fn detect(bencher: Bencher<'_, '_>, kind: DetectorKind) {
    let (Some(models), Some(photo)) = (models(), photo()) else { return };
    let image = decode(&photo, &Limits::default()).expect("a photo").image;
    let detector =
        muster_assemble::detector(kind, None, &models, engine().engine.as_ref()).expect("installed models");
    let plan = if kind == DetectorKind::Haar { SearchPlan::AS_IT_IS } else { SearchPlan::default() };
    bencher.bench(|| muster_detect::find_faces(black_box(&image), detector.as_ref(), &plan).expect("runs"));
}

/// So many crops in one call, without flip averaging; divide for a face. Shows what larger batches would give.
#[divan::bench(args = [
    (Weights::Facenet, 1), (Weights::Facenet, 16), (Weights::Facenet, 64),
    (Weights::Sface, 1), (Weights::Sface, 16), (Weights::Sface, 64),
])]
fn embed(bencher: Bencher<'_, '_>, (weights, faces): (Weights, u32)) {
    let Some(models) = models() else { return };
    let network =
        muster_assemble::network(&models, engine().engine.as_ref(), weights.id()).expect("installed models");
    let embedder = Embedder::new(network, Recipe { weights, own: None, crop: CropRule::Plain, flip: false });
    let side = weights.side();
    let crops: Vec<RgbImage> =
        (0..faces).map(|n| RgbImage::from_fn(side, side, |x, y| [(x + n) as u8, y as u8, 90])).collect();
    bencher.bench(|| embedder.embed(black_box(&crops)).expect("runs"));
}

/// One face against 40 students with three templates each.
#[divan::bench(args = [128, 512])]
fn identify_one_face(bencher: Bencher<'_, '_>, dimension: usize) {
    let gallery = gallery(dimension);
    let threshold = muster_domain::Threshold {
        model: gallery.model().clone(),
        identify: muster_domain::Distance(1.1),
        review: muster_domain::Distance(1.2),
        margin: 0.03,
        contradict: muster_domain::Distance(1.3),
        calibration: String::new(),
        likelihood: None,
        gallery: None,
    };
    let probe = Probe { template: Some(template(dimension, 7)), fit: true };
    let probes = [probe];
    bencher.bench(|| identify(black_box(&gallery), black_box(&probes), &threshold).expect("one model"));
}

/// Bytes of a photo to verdicts, for each profile.
#[divan::bench(args = ["default", "facenet", "paper"], sample_count = 10)]
fn whole_photo(bencher: Bencher<'_, '_>, profile: &str) {
    let (Some(recogniser), Some(photo)) = (models().and_then(|_| recogniser(profile)), photo()) else {
        return;
    };
    let dimension = if profile == "default" { 128 } else { 512 };
    let model = recogniser.threshold().model.clone();
    let of_model = |at: usize| FaceTemplate::new(model.clone(), vector(dimension, at)).expect("not zero");
    let students = (0..STUDENTS * TEMPLATES).map(|at| (student(at), of_model(at))).collect();
    let gallery = recogniser.gallery(students).expect("one model");
    bencher.bench(|| {
        let image = decode(black_box(&photo), &Limits::default()).expect("a photo").image;
        let faces = recogniser.detect(&image).expect("runs");
        let found = recogniser.embed(&image, faces).expect("runs");
        recogniser.identify(&gallery, &found).expect("one model").len()
    });
}

fn gallery(dimension: usize) -> Gallery {
    let entries = (0..STUDENTS * TEMPLATES).map(|at| (student(at), template(dimension, at)));
    Gallery::build(ModelId::new("bench"), TemplateRule::Nearest, entries).expect("one model")
}

fn student(at: usize) -> StudentId {
    StudentId::new(format!("{:02}", at % STUDENTS))
}

fn template(dimension: usize, seed: usize) -> FaceTemplate {
    FaceTemplate::new(ModelId::new("bench"), vector(dimension, seed)).expect("not zero")
}

/// Directions that are spread out and the same in every run.
fn vector(dimension: usize, seed: usize) -> Vec<f32> {
    (0..dimension).map(|at| (((seed * 7919 + at * 104_729) % 1009) as f32 / 504.5) - 1.0).collect()
}
