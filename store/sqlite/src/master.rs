//! The master key: it wraps the data keys of schools, and is kept in a file beside the data or elsewhere.
//!
//! Where else is the caller's business: whoever implements [`MasterKey`] may hold the bytes or ask a service that never
//! gives them away.

use std::path::Path;
use std::sync::Arc;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use muster_store::Entropy;
use zeroize::Zeroizing;

use crate::local_key::{KeyError, LocalKey};

const NONCE: usize = 24;

/// What wraps and opens data keys.
pub trait MasterKey: Send + Sync {
    /// The data key, encrypted; `context` says which it is, and it opens with the same context only.
    ///
    /// # Errors
    /// [`KeyError::Keeper`] when a service fails.
    fn wrap(&self, context: &str, key: &[u8; 32], entropy: &Entropy) -> Result<Vec<u8>, KeyError>;

    /// The data key that was wrapped.
    ///
    /// # Errors
    /// [`KeyError::Refused`] when it was wrapped by another key, in another context, or was changed;
    /// [`KeyError::Keeper`] when a service fails.
    fn open(&self, context: &str, wrapped: &[u8]) -> Result<Zeroizing<[u8; 32]>, KeyError>;

    /// The bytes, when Muster holds them: values that a Muster before data keys sealed were sealed under these.
    fn held(&self) -> Option<&LocalKey> {
        None
    }
}

impl MasterKey for LocalKey {
    fn wrap(&self, context: &str, key: &[u8; 32], entropy: &Entropy) -> Result<Vec<u8>, KeyError> {
        let mut nonce = [0; NONCE];
        entropy(&mut nonce);
        let payload = Payload { msg: key, aad: context.as_bytes() };
        let sealed = XChaCha20Poly1305::new(self.bytes().into()).encrypt(&XNonce::from(nonce), payload);
        let refused = |_| KeyError::Refused { context: context.to_owned() };
        Ok([&nonce[..], &sealed.map_err(refused)?].concat())
    }

    fn open(&self, context: &str, wrapped: &[u8]) -> Result<Zeroizing<[u8; 32]>, KeyError> {
        let refused = || KeyError::Refused { context: context.to_owned() };
        let (nonce, sealed) = wrapped.split_first_chunk::<NONCE>().ok_or_else(refused)?;
        let payload = Payload { msg: sealed, aad: context.as_bytes() };
        let key = XChaCha20Poly1305::new(self.bytes().into()).decrypt(&XNonce::from(*nonce), payload);
        let key = Zeroizing::new(key.map_err(|_| refused())?);
        Ok(Zeroizing::new(key.as_slice().try_into().map_err(|_| refused())?))
    }

    fn held(&self) -> Option<&LocalKey> {
        Some(self)
    }
}

/// Where a folder's master key is.
#[derive(Clone)]
pub enum KeySource {
    /// In the key file of the folder, made with it.
    File,
    /// Elsewhere; the folder holds no key.
    Elsewhere(Arc<dyn MasterKey>),
}

impl KeySource {
    /// The key. That of a folder without data is made in its key file.
    ///
    /// # Errors
    /// As [`LocalKey::load`] and [`LocalKey::load_or_create`].
    pub(crate) fn key(
        &self,
        file: &Path,
        has_data: bool,
        entropy: &Entropy,
    ) -> Result<Arc<dyn MasterKey>, KeyError> {
        Ok(match self {
            Self::File if has_data => Arc::new(LocalKey::load(file)?),
            Self::File => Arc::new(LocalKey::load_or_create(file, entropy)?),
            Self::Elsewhere(key) => Arc::clone(key),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entropy() -> Entropy {
        Arc::new(|bytes: &mut [u8]| bytes.fill(5))
    }

    /// A data key of one school, or of an earlier time, can't be put in another one's place.
    #[test]
    fn a_wrapped_key_opens_with_its_own_master_and_context_only() {
        let ours = LocalKey::from_bytes([1; 32]);
        let wrapped = ours.wrap("data key 1 of a", &[9; 32], &entropy()).expect("wrapped");
        assert_eq!(*ours.open("data key 1 of a", &wrapped).expect("ours"), [9; 32]);
        let refused = |key: &LocalKey, context: &str, wrapped: &[u8]| {
            matches!(key.open(context, wrapped), Err(KeyError::Refused { .. }))
        };
        assert!(refused(&ours, "data key 2 of a", &wrapped), "another time");
        assert!(refused(&ours, "data key 1 of b", &wrapped), "another school");
        assert!(refused(&LocalKey::from_bytes([2; 32]), "data key 1 of a", &wrapped), "another master key");
        for bit in 0..wrapped.len() * 8 {
            let mut changed = wrapped.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(refused(&ours, "data key 1 of a", &changed), "bit {bit} flipped");
        }
        for length in 0..wrapped.len() {
            assert!(refused(&ours, "data key 1 of a", &wrapped[..length]), "cut to {length} bytes");
        }
    }
}
