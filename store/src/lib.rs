//! What Muster keeps, as repository traits. Backends live beside this crate (`sqlite/`), and each must pass
//! the one story test in [`story`].
//!
//! This crate owns the shape of what is stored and the promises of each call; it holds no SQL. Every call
//! names the school, and a row of another school is as good as not there. Whatever shows or describes a face
//! (crops, templates, candidates) is sealed under the school's key before it reaches the disk: callers hand
//! in and get back plain values.
//!
//! To add a backend: implement [`Store`], run [`story::run`] on it, and seal what [`Sealed`] says.

mod access;
mod account;
mod enrolment;
mod people;
mod sealing;
mod session;
pub mod story;

pub use access::{Access, ApiKey, Role, SecretDigest};
pub use account::{Accounts, Credentials, Invitation, Login, SignIn, Totp, User, UserChange};
pub use enrolment::{
    EnrolledFace, EnrolledFaceId, EnrolmentState, Enrolments, NewEnrolledFace, StoredTemplate,
};
pub use people::People;
pub use sealing::{Entropy, Sealed};
pub use session::{NewPhoto, PhotoFace, Sessions, StoredPhoto};

/// Why the store did not do what was asked. Nothing is half done: a call that fails has changed nothing.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The thing to change is not there (or belongs to another school).
    #[error("there is no {kind} `{id}`")]
    NotFound {
        /// What was looked for, for example `class`.
        kind: &'static str,
        /// Its id.
        id: String,
    },
    /// A value that no backend keeps: text with a NUL, an empty id, a number that is not finite.
    #[error("a {what} can't be stored: {cause}")]
    Invalid {
        /// What was handed in, for example `student id`.
        what: &'static str,
        /// What is wrong with it.
        cause: String,
    },
    /// What is there already forbids it.
    #[error("this {what} can't be: {cause}")]
    Conflict {
        /// What was asked for, for example `login`.
        what: &'static str,
        /// What stands against it.
        cause: &'static str,
    },
    /// A stored value can't be opened: the key is another one, or the bytes were changed.
    #[error(
        "a stored {0} can't be decrypted: the key file does not belong to this data, or the data was changed; restore both from one backup"
    )]
    Sealed(&'static str),
    /// A stored value is not what this version expects.
    #[error("a stored {what} can't be read: {cause}; was it written by a newer version of Muster?")]
    Corrupt {
        /// What was being read.
        what: &'static str,
        /// What is wrong with it.
        cause: String,
    },
    /// The database itself failed: locked, full, unreadable.
    #[error("the database {path} can't be used: {cause}")]
    Database {
        /// The file or address, for the operator.
        path: String,
        /// What the database said.
        cause: String,
    },
}

/// Everything Muster keeps.
pub trait Store: People + Enrolments + Sessions + Access + Accounts {}

impl<T: People + Enrolments + Sessions + Access + Accounts> Store for T {}
