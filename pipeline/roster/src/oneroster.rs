//! A school's whole export as OneRoster CSV (1EdTech, versions 1.1 and 1.2): the zip's bytes -> its classes, and the
//! students of one of them.
//!
//! Read are `manifest.csv`, `classes.csv`, `academicSessions.csv` (the terms' names), `enrollments.csv`, `users.csv`
//! and, in 1.2, `roles.csv`; orgs, courses, profiles and whatever else there is are left alone. Only whole exports are
//! taken (bulk mode): changes alone (delta) say nothing of who is in a class.
//!
//! **A student's id is their `sourcedId`.** It is the one that the standard promises to stay as it is and to be there
//! for everybody; `identifier`, `username` and `userMasterIdentifier` may be missing, come later, or change with a name.
//!
//! **In a class** is who has an enrolment with the role `student` that is active (or says nothing of it, as bulk mode has
//! it), has begun and is not over: `endDate` is the first day without. A user whose own roles are others is left out,
//! one without any is taken at the enrolment's word. `enabledUser` says who may sign in somewhere, not who attends.
//!
//! A zip file is a dangerous thing to open: its size, what really comes out of it, its members, rows and the length of
//! each are bounded ([`Limits`]), and no name in it is used as a path.

mod archive;
mod classes;
mod enrolled;
mod error;
mod manifest;
mod row;

use jiff::civil::Date;

use archive::Archive;
pub use classes::{Classes, SourceClass};
pub use error::OneRosterError;

use crate::Listed;

/// How much an export may hold. The defaults fit the largest districts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the zip file.
    pub file_bytes: usize,
    /// Bytes of all files read, as they really come out.
    pub unpacked_bytes: u64,
    /// Rows of all files read, headers included.
    pub rows: u64,
    /// Files in the zip.
    pub members: usize,
    /// Classes, and terms.
    pub classes: usize,
    /// Enrolments as students in one class.
    pub students: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 50 << 20,
            unpacked_bytes: 200 << 20,
            rows: 1_000_000,
            members: 1_000,
            classes: 20_000,
            students: crate::ROWS,
        }
    }
}

/// Whether bytes are those of a zip file, by how they begin. Text never begins so.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// An export whose manifest has been read.
pub struct Export<'a> {
    archive: Archive<'a>,
    version: &'static str,
}

impl<'a> Export<'a> {
    /// Opens an export and reads its manifest.
    ///
    /// # Errors
    /// [`OneRosterError`] for what is no zip, has no manifest, is of another version or holds changes only.
    pub fn open(bytes: &'a [u8], limits: Limits) -> Result<Self, OneRosterError> {
        let mut archive = Archive::open(bytes, limits)?;
        let version = manifest::check(&mut archive)?;
        Ok(Self { archive, version })
    }

    /// The version of the standard: `1.1` or `1.2`.
    pub fn version(&self) -> &'static str {
        self.version
    }

    /// The classes that are not marked as deleted, by title, code and id. Reading them again counts again against the
    /// limits.
    ///
    /// # Errors
    /// [`OneRosterError`] when `classes.csv` is missing or can't be read, or a limit is passed.
    pub fn classes(&mut self) -> Result<Classes, OneRosterError> {
        classes::classes(&mut self.archive)
    }

    /// The students of the class with this `sourcedId` on a day, in the order of their enrolments; nobody for a class
    /// that is not there. Problems and left-out lines are those of this class alone.
    ///
    /// # Errors
    /// [`OneRosterError`] when `enrollments.csv` or `users.csv` is missing or can't be read, or a limit is passed.
    pub fn students(&mut self, class: &str, today: Date) -> Result<Listed, OneRosterError> {
        enrolled::students(&mut self.archive, class, today)
    }
}
