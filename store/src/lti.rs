//! Platforms that open Muster by LTI, their courses, and the key by which they know Muster.

use async_trait::async_trait;
use muster_domain::{
    ClassId, LtiClassLink, LtiContext, LtiContextAbout, LtiContextKey, LtiPlatform, LtiPlatformId, SchoolId,
};

use crate::StoreError;

/// Platforms and their courses.
#[async_trait]
pub trait LtiPlatforms: Send + Sync {
    /// Registers a platform; its id is a new one, whatever it says.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such school; [`StoreError::Conflict`] when one of that issuer and client id
    /// is registered.
    async fn add_lti_platform(
        &self,
        school: &SchoolId,
        platform: &LtiPlatform,
    ) -> Result<LtiPlatformId, StoreError>;

    /// Removes a platform with its courses.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none.
    async fn remove_lti_platform(&self, school: &SchoolId, platform: LtiPlatformId)
    -> Result<(), StoreError>;

    /// The school's platforms, by id.
    async fn list_lti_platforms(&self, school: &SchoolId) -> Result<Vec<LtiPlatform>, StoreError>;

    /// Keeps what a launch says of its course, in place of what was said before. The course's class stays.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such platform.
    async fn note_lti_context(
        &self,
        school: &SchoolId,
        context: &LtiContextKey,
        about: &LtiContextAbout,
    ) -> Result<(), StoreError>;

    /// The courses from which Muster was opened, by platform, deployment and id.
    async fn list_lti_contexts(&self, school: &SchoolId) -> Result<Vec<LtiContext>, StoreError>;

    /// Says which class a course is. The class's other course and the course's other class are that no more.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such class, or Muster was never opened from that course.
    async fn link_lti_context(
        &self,
        school: &SchoolId,
        context: &LtiContextKey,
        link: &LtiClassLink,
    ) -> Result<(), StoreError>;

    /// Ends the link of a class.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is no course.
    async fn unlink_lti_class(&self, school: &SchoolId, class: &ClassId) -> Result<(), StoreError>;

    /// The private key of Muster as a tool, PKCS #8 in DER.
    async fn lti_key(&self, school: &SchoolId) -> Result<Option<Vec<u8>>, StoreError>;

    /// Keeps a private key, sealed, where there is none yet. Returns the one that is kept.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such school.
    async fn keep_lti_key(&self, school: &SchoolId, key: &[u8]) -> Result<Vec<u8>, StoreError>;
}
