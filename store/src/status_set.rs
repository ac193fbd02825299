//! The school's own statuses.

use async_trait::async_trait;
use muster_domain::{SchoolId, StatusSet};

use crate::StoreError;

/// Sets of statuses that a school made, and which set it uses.
#[async_trait]
pub trait StatusSets: Send + Sync {
    /// Adds a set, or replaces the one of its id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such school; [`StoreError::Invalid`] when the set can't be.
    async fn put_status_set(&self, school: &SchoolId, set: &StatusSet) -> Result<(), StoreError>;

    /// The school's own sets, by id.
    async fn list_status_sets(&self, school: &SchoolId) -> Result<Vec<StatusSet>, StoreError>;

    /// Removes one of the school's own sets. Marks keep the letters that they were set with.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the school has no such set of its own; [`StoreError::Conflict`] while the school uses it.
    async fn remove_status_set(&self, school: &SchoolId, set: &str) -> Result<(), StoreError>;

    /// Uses the set of this id, own or not, from now on; none for Muster's own letters.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such school.
    async fn use_status_set(&self, school: &SchoolId, set: Option<&str>) -> Result<(), StoreError>;

    /// The id of the set that the school uses.
    async fn used_status_set(&self, school: &SchoolId) -> Result<Option<String>, StoreError>;
}
