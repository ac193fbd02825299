//! Templates as a NumPy `.npz` dictionary: key = student id or name, value = one vector `(d,)` or a matrix
//! `(k, d)` with a template a row.
//!
//! This is the exchange format of the original design and of most face recognition scripts:
//! `np.savez("class.npz", **{"Ada Lovelace": vectors, ...})`, read back with `np.load("class.npz")`. This module
//! owns the format: what is accepted, what is refused and why. It leaves to its callers whom a key names.
//!
//! An `.npz` is a ZIP archive of `.npy` arrays (NEP 1; `numpy.lib.format`). Both readers here are small and
//! strict, since files come from outside: no pickled object is ever interpreted (numpy refuses them by default
//! since CVE-2019-6446), keys are never used as paths, and sizes are checked before anything is unpacked. What
//! is refused is refused whole, with the key that is wrong: half a class imported in silence would be worse.

mod archive;
mod array;
mod error;
mod header;
#[cfg(test)]
mod tests;

use std::{
    collections::HashSet,
    io::{Cursor, Write},
};

use muster_domain::{FaceTemplate, ModelId, StudentId};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use archive::{Archive, Entry};
pub use error::{Fault, NpzError};

/// How the archive's comment names the model; numpy ignores comments.
const MODEL_COMMENT: &str = "muster templates of model ";

/// How much a file may hold. The defaults fit a large school many times over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NpzLimits {
    /// Bytes of the file.
    pub file_bytes: usize,
    /// Bytes of all arrays together once unpacked.
    pub unpacked_bytes: u64,
    /// How many times its packed size an array may unpack to, once it is beyond a megabyte. Embeddings hardly
    /// compress; DEFLATE's most is 1,032.
    pub ratio: u64,
    /// Keys.
    pub keys: usize,
    /// Bytes of a key in UTF-8.
    pub key_bytes: usize,
    /// Templates of one key.
    pub templates_per_key: usize,
    /// Templates of all keys together.
    pub templates: usize,
    /// Numbers in a template.
    pub dimension: usize,
}

impl Default for NpzLimits {
    fn default() -> Self {
        Self {
            file_bytes: 128 << 20,
            unpacked_bytes: 128 << 20,
            ratio: 100,
            keys: 20_000,
            key_bytes: 512,
            templates_per_key: 1_000,
            templates: 200_000,
            dimension: 4_096,
        }
    }
}

/// Reads the templates of an `.npz` file, in the order of the file.
///
/// The vectors are taken to be of `model`; a file of [`export`] says which model made it, and is refused for
/// another. Every template must have `dimension` numbers, or as many as the file's first when that is `None`.
/// Accepted are `f2`, `f4` and `f8` of either byte order, in C and in Fortran order; other dtypes are refused.
/// Vectors of any length are scaled to unit length, as [`FaceTemplate::new`] does.
///
/// Keys are exact text, whatever they look like (`a/b`, `../x`, `C:\x`): non-empty UTF-8 without control
/// characters.
///
/// # Errors
/// [`NpzError`] names the key and, for a vector, its row (counted from 0) wherever there is one.
pub fn import(
    bytes: &[u8],
    model: &ModelId,
    dimension: Option<usize>,
    limits: &NpzLimits,
) -> Result<Vec<(String, Vec<FaceTemplate>)>, NpzError> {
    if bytes.len() > limits.file_bytes {
        return Err(NpzError::TooLarge { what: "bytes", limit: limits.file_bytes as u64 });
    }
    let archive = Archive::read(bytes, limits)?;
    check_model(archive.comment(), model)?;
    let mut dimension = dimension;
    let mut templates = 0;
    let mut keys = HashSet::new();
    let mut imported = Vec::with_capacity(archive.entries().len());
    for entry in archive.entries() {
        let key = entry.key();
        let vectors = vectors(&archive, entry, &mut dimension, limits)
            .and_then(|vectors| if keys.insert(key) { Ok(vectors) } else { Err(Fault::Duplicate) })
            .and_then(|vectors| made_of(vectors, model))
            .map_err(|fault| NpzError::key(key, fault))?;
        templates += vectors.len();
        if templates > limits.templates {
            return Err(NpzError::TooLarge { what: "templates", limit: limits.templates as u64 });
        }
        imported.push((key.to_owned(), vectors));
    }
    Ok(imported)
}

/// Writes templates as an `.npz` file that `numpy.load` reads without `allow_pickle`: one `(k, d)` matrix of
/// little-endian `f4` a student, for a single template too. Students without templates are left out. The same
/// templates always give the same bytes.
///
/// # Errors
/// [`NpzError::MixedModels`] when not all templates are of one model; [`NpzError::Key`] for an id that can't be
/// a key, an id that is there twice, or templates of different lengths.
pub fn export(templates: &[(StudentId, Vec<FaceTemplate>)]) -> Result<Vec<u8>, NpzError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // Without a modification time of its own each member gets the format's earliest, so no clock is read.
    let options = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Stored);
    let mut first: Option<&FaceTemplate> = None;
    let mut keys = HashSet::new();
    for (student, vectors) in templates.iter().filter(|(_, vectors)| !vectors.is_empty()) {
        let key = student.as_str();
        let first = *first.get_or_insert(&vectors[0]);
        check_exported(key, vectors, first)?;
        if !keys.insert(key) {
            return Err(NpzError::key(key, Fault::Duplicate));
        }
        writer.start_file(format!("{key}.npy"), options).map_err(NpzError::write)?;
        writer.write_all(&array::encode(vectors)).map_err(NpzError::write)?;
    }
    if let Some(first) = first {
        writer.set_comment(format!("{MODEL_COMMENT}{}", first.model())).map_err(NpzError::write)?;
    }
    Ok(writer.finish().map_err(NpzError::write)?.into_inner())
}

/// The rows of one array.
fn vectors(
    archive: &Archive<'_>,
    entry: &Entry<'_>,
    dimension: &mut Option<usize>,
    limits: &NpzLimits,
) -> Result<Vec<Vec<f32>>, Fault> {
    archive::check_key(entry.key(), limits.key_bytes)?;
    let data = archive.unpack(entry)?;
    let (header, values) = header::read(&data)?;
    let shape = array::check_shape(&header, values.len(), limits)?;
    let expected = *dimension.get_or_insert(shape.dimension);
    if shape.dimension != expected {
        return Err(Fault::Dimension { expected, actual: shape.dimension });
    }
    Ok(array::decode(&header, &shape, values))
}

fn made_of(vectors: Vec<Vec<f32>>, model: &ModelId) -> Result<Vec<FaceTemplate>, Fault> {
    let template = |(row, vector): (usize, Vec<f32>)| {
        FaceTemplate::new(model.clone(), vector).map_err(|_| Fault::NoDirection { row })
    };
    vectors.into_iter().enumerate().map(template).collect()
}

fn check_model(comment: &[u8], model: &ModelId) -> Result<(), NpzError> {
    let named = std::str::from_utf8(comment).ok().and_then(|comment| comment.strip_prefix(MODEL_COMMENT));
    match named {
        Some(named) if named != model.as_str() => {
            Err(NpzError::OtherModel { file: ModelId::new(error::shown(named)), wanted: model.clone() })
        }
        _ => Ok(()),
    }
}

fn check_exported(key: &str, vectors: &[FaceTemplate], first: &FaceTemplate) -> Result<(), NpzError> {
    archive::check_key(key, NpzLimits::default().key_bytes).map_err(|fault| NpzError::key(key, fault))?;
    // numpy looks a key up as it is before it adds `.npy`: with `a.npy` beside `a` it would answer with `a`.
    if key.strip_suffix(".npy").is_some() {
        return Err(NpzError::key(key, Fault::Name("ends in .npy, which numpy takes for a file name")));
    }
    for vector in vectors {
        if vector.model() != first.model() {
            let (left, right) = (first.model().clone(), vector.model().clone());
            return Err(NpzError::MixedModels { left, right });
        }
        let (expected, actual) = (first.vector().len(), vector.vector().len());
        if actual != expected {
            return Err(NpzError::key(key, Fault::Dimension { expected, actual }));
        }
    }
    Ok(())
}
