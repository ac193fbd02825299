//! Which way of recognising people a school has chosen, and when.

use async_trait::async_trait;
use jiff::Timestamp;
use muster_domain::SchoolId;

use crate::StoreError;

/// A choice of a profile. Rows are only ever added: the newest holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileChoice {
    /// The profile's id.
    pub profile: String,
    /// Who chose it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A school's choices of profiles.
#[async_trait]
pub trait ProfileChoices: Send + Sync {
    /// Adds a choice.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such school.
    async fn choose_profile(&self, school: &SchoolId, choice: &ProfileChoice) -> Result<(), StoreError>;

    /// All choices, the newest first.
    async fn list_profile_choices(&self, school: &SchoolId) -> Result<Vec<ProfileChoice>, StoreError>;
}
