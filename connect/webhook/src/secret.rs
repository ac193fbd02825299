//! The secret that an endpoint shares with this server.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::{Zeroize as _, Zeroizing};

/// Bytes of a secret made here. The specification asks for 24 to 64.
pub const SECRET_BYTES: usize = 32;
const PREFIX: &str = "whsec_";
const ALLOWED_BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// A secret, 24 to 64 bytes, wiped from memory when dropped. Each endpoint has its own.
#[derive(Clone)]
pub struct Secret(Zeroizing<Vec<u8>>);

/// Why a text is no secret. It never tells the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// It begins otherwise.
    #[error("a webhook's secret begins with whsec_, and this text does not: copy it whole")]
    Prefix,
    /// What follows is not base64.
    #[error("what follows whsec_ is not base64: copy the secret whole")]
    Base64,
    /// Too short to be safe, or too long.
    #[error("the secret has {bytes} bytes and needs 24 to 64: make a new one")]
    Length {
        /// The bytes that it has.
        bytes: usize,
    },
}

impl Secret {
    /// The secret that these random bytes are. They must come from the system's source of randomness.
    pub fn new(mut random: [u8; SECRET_BYTES]) -> Self {
        let secret = Self(Zeroizing::new(random.to_vec()));
        random.zeroize();
        secret
    }

    /// Reads `whsec_` and base64 (the standard alphabet, padded), as [`Self::reveal`] writes it.
    ///
    /// # Errors
    /// [`SecretError`] says what is wrong with the text, and not what it is.
    pub fn parse(text: &str) -> Result<Self, SecretError> {
        let encoded = text.strip_prefix(PREFIX).ok_or(SecretError::Prefix)?;
        let bytes = Zeroizing::new(STANDARD.decode(encoded).map_err(|_| SecretError::Base64)?);
        if !ALLOWED_BYTES.contains(&bytes.len()) {
            return Err(SecretError::Length { bytes: bytes.len() });
        }
        Ok(Self(bytes))
    }

    /// The secret as its owner copies it into the receiving program, for example `whsec_MfKQ9r8G...`.
    pub fn reveal(&self) -> Zeroizing<String> {
        let encoded = Zeroizing::new(STANDARD.encode(self.bytes()));
        Zeroizing::new([PREFIX, encoded.as_str()].concat())
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}
