//! Whether the store can work.

use async_trait::async_trait;

use muster_domain::SchoolId;

use crate::StoreError;

/// How much is held of a school.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// Students, whether on a roster or not.
    pub students: usize,
    /// Sessions.
    pub sessions: usize,
    /// Pictures of class photos that are kept still.
    pub pictures: usize,
    /// Enrolled faces, rejected ones included.
    pub enrolled: usize,
    /// Enrolled faces that wait for a person's decision.
    pub pending: usize,
}

/// The state of the store itself, for whoever watches over it.
#[async_trait]
pub trait Condition: Send + Sync {
    /// Whether the store answers, and nothing since it was opened has shown that it is damaged. Cheap: it does
    /// not look for damage.
    ///
    /// # Errors
    /// What stands against it.
    async fn check(&self) -> Result<(), StoreError>;

    /// How much is held of the school.
    async fn holdings(&self, school: &SchoolId) -> Result<Holdings, StoreError>;
}
