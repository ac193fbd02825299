//! The installed models give the numbers that the published files give in other runtimes, on both engines.
//!
//! Protects the conversions and the engines together: `testdata/inference/reference.py` ran the published files
//! in TensorFlow and in ONNX Runtime's Python package. Needs the installed models: `MUSTER_MODELS` names their
//! folder; without it each test says that it was skipped.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use muster_domain::{Network, Outputs, Tensor};
use muster_inference::{Engine, EngineChoice, choose_engine, library_file_name};
use serde::Deserialize;

#[derive(Deserialize)]
struct Expected {
    shape: Vec<usize>,
    step: usize,
    values: Vec<f32>,
}

type Cases = BTreeMap<String, BTreeMap<String, Expected>>;

fn reference(file: &str) -> Cases {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/inference").join(file);
    let text = std::fs::read_to_string(&path).expect("the reference numbers are committed");
    serde_json::from_str(&text).expect("reference.py wrote them")
}

/// The folder of installed models, or nothing after saying so.
fn models(files: &[&str]) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("MUSTER_MODELS").map(PathBuf::from) else {
        println!("skipped: MUSTER_MODELS is not set");
        return None;
    };
    let missing = files.iter().find(|file| !folder.join(file).is_file());
    if let Some(missing) = missing {
        println!("skipped: {missing} is not installed in {}", folder.display());
        return None;
    }
    Some(folder)
}

/// `rten`, and ONNX Runtime where its library is installed.
fn engines(folder: &Path) -> Vec<Box<dyn Engine>> {
    let mut engines = vec![choose_engine(EngineChoice::Rten, folder).expect("compiled in").engine];
    if folder.join(library_file_name()).is_file() {
        engines.push(choose_engine(EngineChoice::OnnxRuntime, folder).expect("its library loads").engine);
    } else {
        println!("skipped for ONNX Runtime: its library is not installed");
    }
    engines
}

/// `pixel` of reference.py.
fn pixel(seed: u32, c: usize, y: usize, x: usize) -> f32 {
    let mixed = seed.wrapping_mul(2_654_435_761)
        ^ (c as u32).wrapping_mul(73_856_093)
        ^ (y as u32 / 8).wrapping_mul(19_349_663)
        ^ (x as u32 / 8).wrapping_mul(83_492_791);
    (mixed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223) >> 24) as f32
}

/// Pictures with the seeds `first`, `first + 1`, ...: N x 3 x H x W, 0 to 255.
fn pictures(first: u32, count: usize, height: usize, width: usize) -> Tensor {
    let mut values = Vec::with_capacity(count * 3 * height * width);
    for n in 0..count {
        for c in 0..3 {
            for y in 0..height {
                values.extend((0..width).map(|x| pixel(first + n as u32, c, y, x)));
            }
        }
    }
    Tensor::new(vec![count, 3, height, width], values).expect("as many values as the shape says")
}

fn normalised(tensor: Tensor) -> Tensor {
    let (shape, values) = tensor.into_parts();
    Tensor::new(shape, values.into_iter().map(|x| (x - 127.5) / 128.0).collect()).expect("the same shape")
}

/// N x 3 x H x W as N x H x W x 3.
fn channels_last(tensor: &Tensor) -> Tensor {
    let &[count, channels, height, width] = tensor.shape() else { panic!("four dimensions") };
    let plane = height * width;
    let mut values = Vec::with_capacity(tensor.data().len());
    for n in 0..count {
        for at in 0..plane {
            values.extend((0..channels).map(|c| tensor.data()[(n * channels + c) * plane + at]));
        }
    }
    Tensor::new(vec![count, height, width, channels], values).expect("the same number of values")
}

fn cosine(a: &[f32], b: &[f32]) -> f64 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum::<f64>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

/// The largest difference, relative where the expected value is larger than 1.
fn difference<'a>(found: impl IntoIterator<Item = &'a f32>, expected: &[f32]) -> f32 {
    let pairs = found.into_iter().zip(expected);
    pairs.map(|(found, expected)| (found - expected).abs() / expected.abs().max(1.0)).fold(0.0, f32::max)
}

/// Compares all outputs with a case of the reference; gives the largest difference.
fn compare(what: &str, outputs: &Outputs, expected: &BTreeMap<String, Expected>) -> f32 {
    let mut largest = 0.0_f32;
    for (name, expected) in expected {
        let found = outputs.get(name).expect("the output keeps its name");
        assert_eq!(found.shape(), expected.shape, "{what}: shape of {name}");
        let sampled: Vec<f32> = found.data().iter().step_by(expected.step).copied().collect();
        assert_eq!(sampled.len(), expected.values.len(), "{what}: samples of {name}");
        largest = largest.max(difference(&sampled, &expected.values));
    }
    largest
}

/// The embeddings of two faces against the reference, and a batch against its faces one by one.
fn check_embedding(file: &str, output: &str, expected: &Expected, faces: impl Fn(u32, usize) -> Tensor) {
    let Some(folder) = models(&[file]) else { return };
    let length = expected.shape[1];
    for engine in engines(&folder) {
        let what = format!("{file} on {}", engine.name());
        let network = engine.load(&folder.join(file)).expect("it loads");
        let rows = |first, count| {
            let outputs = network.run(faces(first, count)).expect("it runs");
            let found = outputs.get(output).expect("the output keeps its name");
            assert_eq!(found.shape(), [count, length], "{what}: one row a face");
            found.data().to_vec()
        };
        let both = rows(1, 2);
        for (n, (found, expected)) in both.chunks(length).zip(expected.values.chunks(length)).enumerate() {
            let same = cosine(found, expected);
            let apart = difference(found, expected);
            println!("{what}, face {n}: cosine {same:.8}, largest difference {apart:.1e}");
            assert!(same > 0.9999, "{what}, face {n}: cosine {same}");
            assert!(apart < 1e-3, "{what}, face {n}: difference {apart}");
            let alone = rows(1 + n as u32, 1);
            let apart = difference(found, &alone);
            assert!(apart < 1e-4, "{what}, face {n}: in a batch it differs by {apart} from alone");
        }
    }
}

#[test]
fn facenet_gives_tensorflows_embeddings() {
    let reference = reference("facenet.json");
    let faces = |first, count| normalised(pictures(first, count, 160, 160));
    check_embedding("facenet.onnx", "embeddings", &reference["facenet"]["embeddings"], faces);
}

#[test]
fn sface_gives_the_published_files_embeddings() {
    let reference = reference("onnx.json");
    let faces = |first, count| pictures(first, count, 112, 112);
    check_embedding("sface.onnx", "fc1", &reference["sface"]["fc1"], faces);
}

/// A detector's file, and its cases in the reference with the input of each.
fn check_detector(file: &str, cases: &[(&str, Tensor)]) {
    let Some(folder) = models(&[file]) else { return };
    let reference = reference("onnx.json");
    for engine in engines(&folder) {
        let network: Box<dyn Network> = engine.load(&folder.join(file)).expect("it loads");
        for (case, input) in cases {
            let what = format!("{case} on {}", engine.name());
            let outputs = network.run(input.clone()).expect("it runs");
            let apart = compare(&what, &outputs, &reference[*case]);
            println!("{what}: largest difference {apart:.1e}");
            assert!(apart < 1e-3, "{what}: difference {apart}");
        }
    }
}

#[test]
fn centerface_gives_the_published_files_maps_at_its_size_and_at_another() {
    let cases =
        [("centerface 10x32x32", pictures(1, 10, 32, 32)), ("centerface 1x96x160", pictures(1, 1, 96, 160))];
    check_detector("centerface.onnx", &cases);
}

#[test]
fn yunet_gives_the_published_files_scores_at_its_size_and_at_another() {
    let cases = [("yunet 1x640x640", pictures(1, 1, 640, 640)), ("yunet 1x96x160", pictures(1, 1, 96, 160))];
    check_detector("yunet.onnx", &cases);
}

#[test]
fn mtcnns_three_networks_give_the_published_files_numbers() {
    for (letter, count, height, width) in [("p", 1, 70, 90), ("r", 3, 24, 24), ("o", 2, 48, 48)] {
        let input = channels_last(&normalised(pictures(1, count, height, width)));
        let case = format!("mtcnn-{letter} {count}x{height}x{width}");
        check_detector(&format!("mtcnn-{letter}.onnx"), &[(case.as_str(), input)]);
    }
}

/// Protects the promise that a picture's answer does not depend on its neighbours: a batch of pictures of any
/// size equals the pictures one by one, and one network serves two threads at once.
#[test]
fn a_batch_of_pictures_equals_its_pictures_and_threads_do_not_disturb_each_other() {
    let Some(folder) = models(&["centerface.onnx", "yunet.onnx"]) else { return };
    for (engine, file) in
        engines(&folder).iter().flat_map(|own| [(own, "centerface.onnx"), (own, "yunet.onnx")])
    {
        let what = format!("{file} on {}", engine.name());
        let network = engine.load(&folder.join(file)).expect("it loads");
        let run = |first, count| network.run(pictures(first, count, 64, 96)).expect("it runs");
        let both = run(1, 2);
        let (first, second) = std::thread::scope(|scope| {
            let first = scope.spawn(|| run(1, 1));
            let second = scope.spawn(|| run(2, 1));
            (first.join().expect("no panic"), second.join().expect("no panic"))
        });
        for (name, tensor) in &both.0 {
            let alone: Vec<f32> = [&first, &second]
                .iter()
                .flat_map(|own| own.get(name).expect("the same outputs").data().to_vec())
                .collect();
            assert_eq!(tensor.data().len(), alone.len(), "{what}: {name}");
            let apart = difference(tensor.data(), &alone);
            assert!(apart < 1e-4, "{what}: {name} differs by {apart}");
        }
    }
}
