//! What numpy writes is read, what we write numpy reads, and everything else is refused by name.
//! Fixtures are made by `testdata/npz/make.py`.

mod exchange;
mod forge;
mod hostile;

use muster_domain::ModelId;

use super::{Fault, NpzError, NpzLimits, import};

type Imported = Vec<(String, Vec<Vec<f32>>)>;

fn model() -> ModelId {
    ModelId::new("facenet/box28")
}

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/../../testdata/npz/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Keys and plain vectors.
fn read(bytes: &[u8]) -> Result<Imported, NpzError> {
    let imported = import(bytes, &model(), None, &NpzLimits::default())?;
    let plain = |(key, templates): (String, Vec<muster_domain::FaceTemplate>)| {
        (key, templates.iter().map(|template| template.vector().to_vec()).collect())
    };
    Ok(imported.into_iter().map(plain).collect())
}

/// The key that is named, and what is wrong with it.
fn fault(bytes: &[u8]) -> (String, Fault) {
    match read(bytes) {
        Err(NpzError::Key { key, fault }) => (key, fault),
        other => panic!("no key is blamed: {other:?}"),
    }
}
