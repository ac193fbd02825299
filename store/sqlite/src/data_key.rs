//! A school's data key: what its values are sealed under, what its templates are turned by, and its row.
//!
//! The key itself seals nothing: a key for sealing and secrets for rotations are derived from it, so that one says nothing
//! about the other. What the audit log is chained with is no part of it: a log outlives many keys.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use muster_domain::{FaceTemplate, ModelId, SchoolId, TemplateError};
use muster_protection::Rotation;
use zeroize::Zeroizing;

use crate::audit;
use crate::local_key::LocalKey;

const NONCE: usize = 24;
/// The layout and cipher of a sealed value. A change of either gets a new number; old values keep theirs.
const VERSION: u8 = 2;
/// The same, from before there were data keys: under the master key, templates not turned.
const BEFORE_DATA_KEYS: u8 = 1;

/// Seals and opens, and turns templates.
pub(crate) struct DataKey {
    version: u8,
    cipher: XChaCha20Poly1305,
    /// None in data from before data keys.
    vectors: Option<Zeroizing<[u8; 32]>>,
    /// Made once each: there are a few models, and thousands of templates.
    rotations: Mutex<HashMap<(ModelId, usize), Arc<Rotation>>>,
}

impl DataKey {
    pub(crate) fn new(bytes: &[u8; 32]) -> Self {
        let derived = |purpose: &str| Zeroizing::new(audit::chain(bytes, &[0; 32], &[purpose.into()]));
        let sealing = derived("muster sealing v2");
        Self {
            version: VERSION,
            cipher: XChaCha20Poly1305::new((&*sealing).into()),
            vectors: Some(derived("muster template rotation v1")),
            rotations: Mutex::default(),
        }
    }

    /// What opens values from before there were data keys.
    pub(crate) fn before_data_keys(master: &LocalKey) -> Self {
        Self {
            version: BEFORE_DATA_KEYS,
            cipher: XChaCha20Poly1305::new(master.bytes().into()),
            vectors: None,
            rotations: Mutex::default(),
        }
    }

    /// What such data's audit log is chained with.
    pub(crate) fn chain_before_data_keys(master: &LocalKey) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(audit::chain(master.bytes(), &[0; 32], &[b"muster audit log v1".to_vec()]))
    }

    /// Version byte, nonce, ciphertext and tag; `place` is bound to it. None for more bytes than the cipher takes.
    pub(crate) fn seal(&self, nonce: [u8; NONCE], place: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
        let aad = [&[self.version], place].concat();
        let ciphertext = self.cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: &aad }).ok()?;
        Some([&[self.version][..], &nonce, &ciphertext].concat())
    }

    /// None when the key, the version, the place or a single bit is another one.
    pub(crate) fn open(&self, place: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (version, rest) = sealed.split_first()?;
        let (nonce, ciphertext) = rest.split_first_chunk::<NONCE>()?;
        if *version != self.version {
            return None;
        }
        let aad = [&[self.version], place].concat();
        self.cipher.decrypt(&XNonce::from(*nonce), Payload { msg: ciphertext, aad: &aad }).ok()
    }

    /// The template as it is kept.
    pub(crate) fn turn(&self, template: &FaceTemplate) -> Result<FaceTemplate, TemplateError> {
        match self.rotation(template) {
            Some(rotation) => rotation.turn(template),
            None => Ok(template.clone()),
        }
    }

    /// The template that is kept as this one.
    pub(crate) fn turn_back(&self, kept: FaceTemplate) -> Result<FaceTemplate, TemplateError> {
        match self.rotation(&kept) {
            Some(rotation) => rotation.turn_back(&kept),
            None => Ok(kept),
        }
    }

    fn rotation(&self, template: &FaceTemplate) -> Option<Arc<Rotation>> {
        let vectors = self.vectors.as_ref()?;
        let dimension = template.vector().len();
        let mut known = self.rotations.lock().unwrap_or_else(PoisonError::into_inner);
        let made = known.entry((template.model().clone(), dimension)).or_insert_with(|| {
            let about = [template.model().as_str().into(), (dimension as u64).to_le_bytes().into()];
            Arc::new(Rotation::new(audit::chain(vectors, &[0; 32], &about), dimension))
        });
        Some(Arc::clone(made))
    }
}

/// How a master key's keeper is told which data key it is about.
pub(crate) fn context(school: &SchoolId, generation: i64) -> String {
    format!("muster data key {generation} of {school}")
}
