//! API keys and roles: who may ask the server for what.

use std::collections::BTreeSet;

use async_trait::async_trait;
use jiff::Timestamp;
use muster_domain::{ClassId, SchoolId};
use serde::{Deserialize, Serialize};

use crate::StoreError;

/// What the holder of a key, or a user, may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything, in all classes.
    Admin,
    /// Take attendance and correct marks in their own classes.
    Teacher,
    /// Read everything, change nothing.
    Auditor,
    /// Take attendance in their own classes and see the answer; nothing else.
    Kiosk,
}

impl Role {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Admin, Self::Teacher, Self::Auditor, Self::Kiosk];

    /// The code used in files and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Teacher => "teacher",
            Self::Auditor => "auditor",
            Self::Kiosk => "kiosk",
        }
    }

    /// Whether it sees some classes only: those that it is given.
    pub const fn has_classes(self) -> bool {
        matches!(self, Self::Teacher | Self::Kiosk)
    }

    /// The role of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// The SHA-256 of a secret with so much randomness that it can't be guessed back. The secret itself is never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SecretDigest(pub [u8; 32]);

/// A key, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ApiKey {
    /// Its id, by which it is revoked; no secret.
    pub id: String,
    /// Whose it is or what for. Histories name it as the one who acted.
    pub label: String,
    /// What it allows.
    pub role: Role,
    /// Its classes, for roles that have some.
    pub classes: BTreeSet<ClassId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when it opens nothing.
    pub revoked_at: Option<Timestamp>,
}

/// Keys to the server.
#[async_trait]
pub trait Access: Send + Sync {
    /// Adds a key with the digest of its secret.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such school or class; [`StoreError::Invalid`] when the id or the
    /// secret is another key's.
    async fn add_api_key(
        &self,
        school: &SchoolId,
        key: &ApiKey,
        secret: &SecretDigest,
    ) -> Result<(), StoreError>;

    /// The school and the key of a secret, revoked ones included. The one call that names no school: the secret
    /// does.
    async fn find_api_key(&self, secret: &SecretDigest) -> Result<Option<(SchoolId, ApiKey)>, StoreError>;

    /// All keys of the school, oldest first, then by id.
    async fn list_api_keys(&self, school: &SchoolId) -> Result<Vec<ApiKey>, StoreError>;

    /// Revokes a key; a revoked one keeps its first time.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such key.
    async fn revoke_api_key(&self, school: &SchoolId, id: &str, at: Timestamp) -> Result<(), StoreError>;
}
