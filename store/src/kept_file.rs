//! Files that people handed in: with a leave, or as evidence of what they consented to.

/// What was handed in, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// Its place among the files that it was handed in with, from 1.
    pub number: i64,
    /// Its name for people.
    pub name: String,
    /// What it is, for example `application/pdf`.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: usize,
}
