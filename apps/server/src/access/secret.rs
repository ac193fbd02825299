//! Secrets that are shown once: keys, tokens of sign-ins, invitations. Only their digests are stored.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use muster_domain::ClassId;
use muster_store::{ApiKey, Entropy, Invitation, Role, SecretDigest};
use sha2::{Digest as _, Sha256};

/// Every secret begins with this, so that scanners for leaked secrets find it.
const PREFIX: &str = "muster_";
/// Longer text is no secret, and not worth a digest.
const LENGTH: usize = 100;

/// 256 random bits in base64. Shown once; only its digest is stored.
pub struct Secret(String);

impl Secret {
    /// A new one.
    pub fn new(entropy: &Entropy) -> Self {
        let mut secret = [0u8; 32];
        entropy(&mut secret);
        Self(format!("{PREFIX}{}", BASE64_URL_SAFE_NO_PAD.encode(secret)))
    }

    /// The text that a client sends.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    pub fn digest(&self) -> SecretDigest {
        digest(&self.0)
    }
}

/// The digest of a text that a client sent as a secret; none when it can't be one.
pub(crate) fn digest_of(sent: &str) -> Option<SecretDigest> {
    (sent.starts_with(PREFIX) && sent.len() < LENGTH).then(|| digest(sent))
}

pub(crate) fn digest(secret: &str) -> SecretDigest {
    SecretDigest(Sha256::digest(secret).into())
}

/// A new invitation that holds for so long, and its secret.
pub fn new_invitation(entropy: &Entropy, now: Timestamp, holds: SignedDuration) -> (Invitation, Secret) {
    let secret = Secret::new(entropy);
    (Invitation { secret: secret.digest(), expires_at: now + holds }, secret)
}

/// A new key and its secret.
pub fn new_api_key(
    entropy: &Entropy,
    label: impl Into<String>,
    role: Role,
    classes: impl IntoIterator<Item = ClassId>,
    now: Timestamp,
) -> (ApiKey, Secret) {
    let mut id = [0u8; 6];
    entropy(&mut id);
    let key = ApiKey {
        id: BASE64_URL_SAFE_NO_PAD.encode(id).replace('-', "x"),
        label: label.into(),
        role,
        classes: classes.into_iter().collect(),
        created_at: now,
        revoked_at: None,
    };
    (key, Secret::new(entropy))
}
