//! Whether the store can work.

use async_trait::async_trait;

use crate::StoreError;

/// The state of the store itself, for whoever watches over it.
#[async_trait]
pub trait Condition: Send + Sync {
    /// Whether the store answers, and nothing since it was opened has shown that it is damaged. Cheap: it does
    /// not look for damage.
    ///
    /// # Errors
    /// What stands against it.
    async fn check(&self) -> Result<(), StoreError>;
}
