//! Which class's register goes to which attendance activity in Moodle, and the token that opens it.

use async_trait::async_trait;
use muster_domain::{ClassId, MoodleLink, SchoolId};

use crate::StoreError;

/// Links of classes to Moodle.
#[async_trait]
pub trait MoodleLinks: Send + Sync {
    /// Links a class, or changes its link. The token is sealed for that class and site; without one the link keeps its own.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such class; [`StoreError::Conflict`] when there is no token to keep: the
    /// link is new, or to another site than before.
    async fn put_moodle_link(
        &self,
        school: &SchoolId,
        link: &MoodleLink,
        token: Option<&str>,
    ) -> Result<(), StoreError>;

    /// Ends a class's link, and forgets its token.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it has none.
    async fn remove_moodle_link(&self, school: &SchoolId, class: &ClassId) -> Result<(), StoreError>;

    /// The school's links, by class.
    async fn list_moodle_links(&self, school: &SchoolId) -> Result<Vec<MoodleLink>, StoreError>;

    /// The token of a class's link to that site; none where it has no such link.
    async fn moodle_token(
        &self,
        school: &SchoolId,
        class: &ClassId,
        site: &str,
    ) -> Result<Option<String>, StoreError>;
}
