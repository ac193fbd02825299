//! A head: a trained linear projection of one model's templates, for example from 512 numbers to 128.
//!
//! FaceNet itself ends in such a layer (Schroff et al. 2015, section 3); a head is another one on top, learnt from
//! a school's own faces by `muster-train`. This module owns what a head is and how it is applied; it leaves
//! training to that crate, and files to its callers.

use muster_domain::ModelId;
use serde::{Deserialize, Serialize};

/// Why a head can't be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum HeadError {
    /// The head has no name, no rows or empty rows.
    #[error("a head needs a name and at least one row of numbers")]
    Empty,
    /// The rows are not of one length.
    #[error("row {row} of head `{name}` has {have} numbers and the first has {need}; the file is damaged")]
    Ragged {
        /// The head.
        name: String,
        /// Which row, from 1.
        row: usize,
        /// Its length.
        have: usize,
        /// The first row's length.
        need: usize,
    },
    /// A number is NaN or infinite.
    #[error("head `{name}` holds a number that is not finite; the file is damaged")]
    NotFinite {
        /// The head.
        name: String,
    },
    /// The head was trained on templates of another kind.
    #[error(
        "head `{name}` was trained on {base} (centre: {centre}) and the profile's model is {model} (centre: \
         {own}); name the head beside the model it was trained on, or train another"
    )]
    OtherBase {
        /// The head.
        name: String,
        /// The model that it was trained on.
        base: ModelId,
        /// The centre that was subtracted then.
        centre: String,
        /// The model at hand.
        model: ModelId,
        /// The centre at hand.
        own: String,
    },
    /// The vector has another length than the head takes.
    #[error("head `{name}` takes {need} numbers and its model gives {have}; train another head")]
    Length {
        /// The head.
        name: String,
        /// How many it takes.
        need: usize,
        /// How many there are.
        have: usize,
    },
}

/// A head as its JSON file has it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    base: ModelId,
    #[serde(default)]
    centre: Option<String>,
    rows: Vec<Vec<f32>>,
}

/// A linear projection of templates of one model under one centre.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "File", into = "File")]
pub struct Head {
    name: String,
    base: ModelId,
    centre: Option<String>,
    inputs: usize,
    /// Row after row, `inputs` numbers each.
    weights: Vec<f32>,
}

impl Head {
    /// A head from its matrix: a row for each number that comes out, in each row a number for each that goes in.
    /// `base` and `centre` name the templates that go in, as a profile does.
    ///
    /// # Errors
    /// [`HeadError`] for an empty or ragged matrix, an empty name, or a number that is not finite.
    pub fn new(
        name: impl Into<String>,
        base: ModelId,
        centre: Option<String>,
        rows: &[Vec<f32>],
    ) -> Result<Self, HeadError> {
        let name = name.into();
        let inputs = rows.first().map_or(0, Vec::len);
        if name.trim().is_empty() || inputs == 0 {
            return Err(HeadError::Empty);
        }
        if let Some(at) = rows.iter().position(|row| row.len() != inputs) {
            return Err(HeadError::Ragged { name, row: at + 1, have: rows[at].len(), need: inputs });
        }
        let weights = rows.concat();
        if weights.iter().any(|value| !value.is_finite()) {
            return Err(HeadError::NotFinite { name });
        }
        Ok(Self { name, base, centre, inputs, weights })
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name with a fingerprint of the matrix (FNV-1a, 32 bits): two heads that project differently have
    /// different labels even when both files carry one name. It is part of the model id of projected templates.
    pub fn label(&self) -> String {
        let bytes = self.weights.iter().flat_map(|value| value.to_bits().to_le_bytes());
        let hash =
            bytes.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        format!("{}.{hash:08x}", self.name)
    }

    /// The model whose templates go in.
    pub fn base(&self) -> &ModelId {
        &self.base
    }

    /// The name of the centre that is subtracted before.
    pub fn centre(&self) -> Option<&str> {
        self.centre.as_deref()
    }

    /// How many numbers go in.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many numbers come out.
    pub fn outputs(&self) -> usize {
        self.weights.len() / self.inputs
    }

    /// Whether the head belongs to templates of `model` under `centre`, `length` numbers each.
    ///
    /// # Errors
    /// [`HeadError::OtherBase`] or [`HeadError::Length`] when not.
    pub fn fits(&self, model: &ModelId, centre: Option<&str>, length: usize) -> Result<(), HeadError> {
        if self.base != *model || self.centre() != centre {
            let text = |centre: Option<&str>| centre.unwrap_or("none").to_owned();
            return Err(HeadError::OtherBase {
                name: self.name.clone(),
                base: self.base.clone(),
                centre: text(self.centre()),
                model: model.clone(),
                own: text(centre),
            });
        }
        self.takes(length)
    }

    /// The projection of a vector, not scaled to unit length.
    ///
    /// # Errors
    /// [`HeadError::Length`] for a vector of another length than [`Head::inputs`].
    pub fn project(&self, vector: &[f32]) -> Result<Vec<f32>, HeadError> {
        self.takes(vector.len())?;
        let row = |row: &[f32]| row.iter().zip(vector).map(|(weight, value)| weight * value).sum();
        Ok(self.weights.chunks_exact(self.inputs).map(row).collect())
    }

    fn takes(&self, length: usize) -> Result<(), HeadError> {
        if length == self.inputs {
            return Ok(());
        }
        Err(HeadError::Length { name: self.name.clone(), need: self.inputs, have: length })
    }
}

impl TryFrom<File> for Head {
    type Error = HeadError;

    fn try_from(file: File) -> Result<Self, HeadError> {
        Self::new(file.name, file.base, file.centre, &file.rows)
    }
}

impl From<Head> for File {
    fn from(head: Head) -> Self {
        let rows = head.weights.chunks_exact(head.inputs).map(<[f32]>::to_vec).collect();
        Self { name: head.name, base: head.base, centre: head.centre, rows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(rows: &[Vec<f32>]) -> Result<Head, HeadError> {
        Head::new("school", ModelId::new("facenet/plain"), Some("lfw".into()), rows)
    }

    #[test]
    fn a_projection_is_the_matrix_times_the_vector() {
        let head = head(&[vec![1.0, 2.0, 0.0], vec![0.0, -1.0, 0.5]]).expect("a matrix");
        assert_eq!((head.inputs(), head.outputs()), (3, 2));
        assert_eq!(head.project(&[1.0, 1.0, 4.0]), Ok(vec![3.0, 1.0]));
    }

    #[test]
    fn a_matrix_that_is_none_is_refused_with_the_place() {
        assert_eq!(head(&[]), Err(HeadError::Empty));
        assert_eq!(head(&[vec![]]), Err(HeadError::Empty));
        let ragged = head(&[vec![1.0, 2.0], vec![1.0]]).expect_err("ragged").to_string();
        assert!(ragged.contains("row 2") && ragged.contains("1 numbers"), "{ragged}");
        assert!(matches!(head(&[vec![f32::NAN]]), Err(HeadError::NotFinite { .. })));
    }

    /// A head on another model's templates would give directions without meaning, and no error later.
    #[test]
    fn another_model_centre_or_length_is_refused() {
        let head = head(&[vec![1.0, 0.0]]).expect("a matrix");
        let plain = ModelId::new("facenet/plain");
        assert_eq!(head.fits(&plain, Some("lfw"), 2), Ok(()));
        assert!(matches!(
            head.fits(&ModelId::new("sface/5pt"), Some("lfw"), 2),
            Err(HeadError::OtherBase { .. })
        ));
        assert!(matches!(head.fits(&plain, None, 2), Err(HeadError::OtherBase { .. })));
        assert!(matches!(head.fits(&plain, Some("lfw"), 3), Err(HeadError::Length { need: 2, have: 3, .. })));
        assert!(head.project(&[1.0]).is_err());
    }

    #[test]
    fn other_numbers_under_the_same_name_make_another_label() {
        let (one, other) = (head(&[vec![1.0, 0.0]]), head(&[vec![1.0, 0.1]]));
        let (one, other) = (one.expect("a matrix").label(), other.expect("a matrix").label());
        assert!(one.starts_with("school.") && one != other, "{one} {other}");
    }
}
