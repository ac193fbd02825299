//! Leave: accepted reasons for not being there, with what was handed in as evidence.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;
use muster_domain::{Leave, LeaveId, SchoolId, StudentId};

use crate::{KeptFile, StoreError};

/// Leave of students.
#[async_trait]
pub trait Leaves: Send + Sync {
    /// Enters a leave; its id is a new one, whatever it says, and it is not withdrawn. Its note is sealed.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such student; [`StoreError::Invalid`] when it ends before it begins.
    async fn add_leave(&self, school: &SchoolId, leave: &Leave) -> Result<LeaveId, StoreError>;

    /// Withdraws a leave; one that is withdrawn stays as it is. Its files are removed.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none.
    async fn withdraw_leave(
        &self,
        school: &SchoolId,
        leave: LeaveId,
        by: &str,
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// The leave of a student, or of all, that touches a day from `from` to `to`, withdrawn or not, by first day, then id.
    async fn list_leaves(
        &self,
        school: &SchoolId,
        student: Option<&StudentId>,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<Vec<Leave>, StoreError>;

    /// Keeps a file with a leave, sealed, and gives its number.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such leave, or it was withdrawn; [`StoreError::Invalid`] when it is empty.
    async fn add_leave_file(
        &self,
        school: &SchoolId,
        leave: LeaveId,
        file: (&str, &str, &[u8]),
    ) -> Result<i64, StoreError>;

    /// The files of a leave, in the order they were added.
    async fn list_leave_files(&self, school: &SchoolId, leave: LeaveId) -> Result<Vec<KeptFile>, StoreError>;

    /// A file's bytes.
    async fn read_leave_file(
        &self,
        school: &SchoolId,
        leave: LeaveId,
        number: i64,
    ) -> Result<Option<Vec<u8>>, StoreError>;
}
