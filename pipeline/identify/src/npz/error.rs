//! Why an `.npz` file is refused.

use muster_domain::ModelId;

/// Characters of foreign text that a message shows.
const SHOWN: usize = 60;

/// Why an `.npz` file is refused, or can't be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NpzError {
    /// More of something than the limits allow.
    #[error("the .npz file holds more than {limit} {what}: split it into several")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// How much is allowed.
        limit: u64,
    },
    /// A single array instead of a dictionary of arrays.
    #[error(
        "this is a single array (.npy), which has no names: save it again as a dictionary, in Python \
         `np.savez(path, **{{\"Ada Lovelace\": vectors, ...}})`"
    )]
    SingleArray,
    /// A dictionary that `np.save` pickled.
    #[error(
        "this is a pickled Python object (np.save of a dictionary), which can run code when it is read: if you \
         made it yourself, load it in Python and save it again with `np.savez(path, **dict)`"
    )]
    Pickled,
    /// Neither a ZIP archive nor a NumPy array.
    #[error("this is not an .npz file: make one in Python with `np.savez(path, **dict)`")]
    NotNpz,
    /// The archive as a whole is damaged or of an unusual kind.
    #[error("the .npz file is damaged or cut short ({0}): copy or make it again")]
    Damaged(&'static str),
    /// One key is wrong.
    #[error("key `{key}`: {fault}")]
    Key {
        /// The key; control characters are escaped, long ones cut.
        key: String,
        /// What is wrong with it.
        fault: Fault,
    },
    /// The file says that another model made its templates.
    #[error("the templates were made by {file} and {wanted} is in use: they can't be compared, enrol again")]
    OtherModel {
        /// The model that the file names.
        file: ModelId,
        /// The model asked for.
        wanted: ModelId,
    },
    /// Templates of two models were to be written into one file.
    #[error("templates of {left} and {right} can't be in one file: export one model at a time")]
    MixedModels {
        /// Model of the first template.
        left: ModelId,
        /// Another model.
        right: ModelId,
    },
    /// The archive could not be written.
    #[error("the .npz file could not be written: {0}")]
    Write(String),
}

/// What is wrong with one key of an `.npz` file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The key itself can't be used.
    #[error("the name {0}")]
    Name(&'static str),
    /// The key is there twice.
    #[error("it is in the file twice")]
    Duplicate,
    /// The member is encrypted.
    #[error("it is encrypted: save the file without a password")]
    Encrypted,
    /// The member is a folder or a link.
    #[error("it is a folder or a link, not an array")]
    NotAFile,
    /// The member is compressed in a way that numpy does not use.
    #[error("it is compressed by method {0}: save it with np.savez or np.savez_compressed")]
    Compression(u16),
    /// The member shares bytes with another, or lies outside of the archive.
    #[error("it overlaps another array or the archive's edge, as in a zip bomb")]
    Overlap,
    /// The member is larger than 4 GiB or claims to be.
    #[error("it is larger than an array of templates can be")]
    TooLarge,
    /// The member unpacks to far more than templates do.
    #[error("it unpacks to {0} times its size, as a zip bomb does")]
    Ratio(u64),
    /// What was unpacked is not what the archive promised.
    #[error("it is damaged ({0}): copy or make the file again")]
    Damaged(&'static str),
    /// The member has no NumPy magic.
    #[error("it is not a NumPy array")]
    NotAnArray,
    /// The array's header is longer than numpy itself allows.
    #[error("its header has {0} bytes, more than the 10,000 that numpy allows")]
    HeaderTooLong(usize),
    /// The array's header is not what numpy writes.
    #[error("its header is not NumPy's: {0}")]
    Header(&'static str),
    /// An array of pickled Python objects.
    #[error(
        "it holds pickled Python objects, which can run code when they are read: save it as numbers, \
         `np.asarray(vectors, dtype=np.float32)`"
    )]
    Pickled,
    /// An array of records.
    #[error("it is a structured array: save plain numbers, `np.asarray(vectors, dtype=np.float32)`")]
    Structured,
    /// An array of something else than floating-point numbers.
    #[error("its type is {0} and templates are f2, f4 or f8: convert it, `vectors.astype(np.float32)`")]
    Type(String),
    /// An array whose shape is not that of templates.
    #[error("its shape {0} is not that of one template (d,) or of several (k, d)")]
    Shape(String),
    /// More or fewer bytes than the shape needs.
    #[error("its shape needs {expected} bytes and {actual} are there")]
    Length {
        /// Bytes that the shape needs.
        expected: u64,
        /// Bytes there.
        actual: u64,
    },
    /// A template of the wrong length.
    #[error("its templates have {actual} numbers and {expected} are expected: another model made them")]
    Dimension {
        /// Numbers expected.
        expected: usize,
        /// Numbers there.
        actual: usize,
    },
    /// A vector that is all zeros, or holds NaN, infinities or numbers beyond `f32`.
    #[error("row {row} is all zeros, or holds NaN or infinite numbers")]
    NoDirection {
        /// Which row, from 0.
        row: usize,
    },
}

impl NpzError {
    pub(super) fn key(key: &str, fault: Fault) -> Self {
        Self::Key { key: shown(key), fault }
    }

    pub(super) fn write(error: impl std::fmt::Display) -> Self {
        Self::Write(error.to_string())
    }
}

/// Foreign text as a message may show it: control characters escaped, cut after 60 characters.
pub(super) fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).flat_map(char::escape_debug).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
