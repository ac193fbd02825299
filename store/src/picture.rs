//! The pictures of class photos: kept while a session is open, so that people can look at what the machine saw and
//! draw what it missed.

use async_trait::async_trait;
use jiff::Timestamp;
use muster_domain::{PhotoDigest, SchoolId, SessionId};

use crate::StoreError;

/// Pictures of class photos. The closing of a session removes its pictures, in the same transaction
/// ([`Sessions::close_session`](crate::Sessions::close_session)).
#[async_trait]
pub trait Pictures: Send + Sync {
    /// Keeps a photo's file, sealed; one that is kept already stays as it is.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the session has no such photo.
    async fn keep_picture(
        &self,
        school: &SchoolId,
        session: SessionId,
        photo: PhotoDigest,
        file: &[u8],
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// A photo's file, while it is kept.
    async fn find_picture(
        &self,
        school: &SchoolId,
        session: SessionId,
        photo: PhotoDigest,
    ) -> Result<Option<Vec<u8>>, StoreError>;

    /// The session's photos whose file is kept, by digest.
    async fn list_pictures(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<PhotoDigest>, StoreError>;

    /// Removes every picture, of any school, that was kept before that time. Gives how many there were.
    async fn forget_pictures(&self, before: Timestamp) -> Result<u64, StoreError>;
}
