//! Who asks, and what a key allows.

use axum::extract::FromRequestParts;
use axum::http::{header, request::Parts};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use jiff::Timestamp;
use muster_domain::{ClassId, SchoolId};
use muster_store::{ApiKey, Entropy, Role, SecretDigest};
use sha2::{Digest as _, Sha256};

use crate::App;
use crate::error::ApiError;

/// Every secret begins with this, so that scanners for leaked secrets find it.
const PREFIX: &str = "muster_";

/// A key's secret: 256 random bits in base64. Shown once; only its digest is stored.
pub struct Secret(String);

impl Secret {
    /// The text that a client sends.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    pub fn digest(&self) -> SecretDigest {
        digest(&self.0)
    }
}

fn digest(secret: &str) -> SecretDigest {
    SecretDigest(Sha256::digest(secret).into())
}

/// A new key and its secret.
pub fn new_api_key(
    entropy: &Entropy,
    label: impl Into<String>,
    role: Role,
    classes: impl IntoIterator<Item = ClassId>,
    now: Timestamp,
) -> (ApiKey, Secret) {
    let (mut id, mut secret) = ([0u8; 6], [0u8; 32]);
    entropy(&mut id);
    entropy(&mut secret);
    let key = ApiKey {
        id: BASE64_URL_SAFE_NO_PAD.encode(id).replace('-', "x"),
        label: label.into(),
        role,
        classes: classes.into_iter().collect(),
        created_at: now,
        revoked_at: None,
    };
    (key, Secret(format!("{PREFIX}{}", BASE64_URL_SAFE_NO_PAD.encode(secret))))
}

/// The holder of a valid key.
pub(crate) struct Caller {
    pub(crate) school: SchoolId,
    key: ApiKey,
}

impl Caller {
    /// How histories name them.
    pub(crate) fn name(&self) -> &str {
        &self.key.label
    }

    /// Whether this class is one of theirs. Another's is as good as not there.
    pub(crate) fn sees(&self, class: &ClassId) -> bool {
        self.key.role != Role::Teacher || self.key.classes.contains(class)
    }

    /// Refuses a class that they may not see.
    ///
    /// # Errors
    /// 404.
    pub(crate) fn may_see(&self, class: &ClassId) -> Result<(), ApiError> {
        if self.sees(class) { Ok(()) } else { Err(ApiError::not_found("class", class.as_str())) }
    }

    /// Refuses a class that they may not change.
    ///
    /// # Errors
    /// 404, and 403 when they may see it.
    pub(crate) fn may_mark(&self, class: &ClassId) -> Result<(), ApiError> {
        self.may_see(class)?;
        if self.key.role == Role::Auditor { Err(ApiError::forbidden()) } else { Ok(()) }
    }
}

impl Caller {
    /// Refuses everybody who may not change the school itself: its classes and rosters.
    ///
    /// # Errors
    /// 403.
    pub(crate) fn may_administer(&self) -> Result<(), ApiError> {
        if self.key.role == Role::Admin { Ok(()) } else { Err(ApiError::forbidden()) }
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let value = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let bearer = value.and_then(|value| value.split_once(' ')).filter(|(scheme, secret)| {
            scheme.eq_ignore_ascii_case("bearer") && secret.starts_with(PREFIX) && secret.len() < 100
        });
        let (_, secret) = bearer.ok_or_else(ApiError::unauthorised)?;
        let found = app.store.find_api_key(&digest(secret)).await?;
        let (school, key) = found.ok_or_else(ApiError::unauthorised)?;
        if key.revoked_at.is_some() {
            return Err(ApiError::unauthorised());
        }
        Ok(Self { school, key })
    }
}
