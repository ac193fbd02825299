//! The log of who did what. It is only ever added to, and can be checked.

use async_trait::async_trait;
use muster_domain::{AuditCheck, AuditEntry, AuditKind, AuditRecord, SchoolId, StudentId};

use crate::StoreError;

/// Which entries of the log are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Of this kind.
    pub kind: Option<AuditKind>,
    /// By this actor.
    pub actor: Option<String>,
    /// About this student.
    pub student: Option<StudentId>,
    /// Before this number; from the newest on without one.
    pub before: Option<i64>,
}

/// The audit log.
///
/// Entries are chained by a digest under a key that only the school's own key gives: whoever changes, removes or puts in an
/// entry behind the store's back is found by [`Audits::check_audit`]. Marks are logged by the store itself, in the transaction
/// that adds them.
#[async_trait]
pub trait Audits: Send + Sync {
    /// Adds entries in their order, in one transaction; each may be about a student.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such school. A student who is not there is left away.
    async fn log(
        &self,
        school: &SchoolId,
        records: &[(AuditRecord, Option<StudentId>)],
    ) -> Result<(), StoreError>;

    /// At most `most` entries, newest first.
    async fn list_audit(
        &self,
        school: &SchoolId,
        filter: &AuditFilter,
        most: u32,
    ) -> Result<Vec<AuditEntry>, StoreError>;

    /// Checks every entry, and every mark that the log vouches for.
    async fn check_audit(&self, school: &SchoolId) -> Result<AuditCheck, StoreError>;
}
