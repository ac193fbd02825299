//! The tool's own key: platforms know its public half and so believe what the tool signs.
//!
//! It is RSA for RS256, which every platform has to take (Security Framework 1.0, 5.1), of 3072 bits: 128 bits of security
//! (NIST SP 800-57, part 1, table 2). One of 2048 that was kept from before stays good. `rsa` draws it from
//! the caller's randomness. `ring` signs, since `rsa` leaks private keys by timing when it uses them
//! (RUSTSEC-2023-0071).

use std::fmt;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use ring::rand::SystemRandom;
use ring::rsa::{KeyPair, PublicKeyComponents};
use ring::signature::RSA_PKCS1_SHA256;
use rsa::RsaPrivateKey;
use rsa::pkcs8::EncodePrivateKey as _;
use rsa::rand_core::{CryptoRng, Error, RngCore};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

const BITS: usize = 3072;

/// Why there is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The randomness gave no key, so it is none.
    #[error("no key came of the randomness: check the system's source of it")]
    NotMade,
    /// What was stored is no key.
    #[error(
        "the stored key is no RSA key of 2048 bits or more in PKCS #8: restore it, or make a new one and give the platforms its public half"
    )]
    NotRead,
}

/// The tool's key pair.
pub struct ToolKey {
    pair: KeyPair,
    id: String,
}

impl fmt::Debug for ToolKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ToolKey").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The caller's randomness, as `rsa` takes it.
struct Drawn<'a>(&'a mut dyn FnMut(&mut [u8]));

impl RngCore for Drawn<'_> {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0; 4];
        self.fill_bytes(&mut bytes);
        u32::from_le_bytes(bytes)
    }

    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.fill_bytes(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    fn fill_bytes(&mut self, dest: &mut [u8]) {
        (self.0)(dest);
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(dest);
        Ok(())
    }
}

impl CryptoRng for Drawn<'_> {}

impl ToolKey {
    /// Makes a key of random bytes (`entropy` fills what it is given; it has to be the system's or as good). Gives its
    /// secret half as PKCS #8 too, for the caller to keep sealed. Takes up to some seconds.
    ///
    /// # Errors
    /// [`KeyError::NotMade`] when the randomness is none.
    pub fn generate(entropy: &mut dyn FnMut(&mut [u8])) -> Result<(Self, Vec<u8>), KeyError> {
        let key = RsaPrivateKey::new(&mut Drawn(entropy), BITS).map_err(|_| KeyError::NotMade)?;
        let der = key.to_pkcs8_der().map_err(|_| KeyError::NotMade)?;
        let own = Self::from_pkcs8(der.as_bytes()).map_err(|_| KeyError::NotMade)?;
        Ok((own, der.as_bytes().to_vec()))
    }

    /// A key that was kept, from PKCS #8 in DER.
    ///
    /// # Errors
    /// [`KeyError::NotRead`] when it is none.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        let pair = KeyPair::from_pkcs8(der).map_err(|_| KeyError::NotRead)?;
        let (n, e) = components(&pair);
        let id = thumbprint(&n, &e);
        Ok(Self { pair, id })
    }

    /// Its id, the `kid`: its thumbprint (RFC 7638).
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The public half as a JSON Web Key Set, for the platforms to fetch. While a new key takes over, a platform has to
    /// see both: put the keys of both sets into one.
    pub fn jwks(&self) -> Value {
        let (n, e) = components(&self.pair);
        json!({ "keys": [{ "kty": "RSA", "n": n, "e": e, "alg": "RS256", "use": "sig", "kid": self.id }] })
    }

    /// Claims as a compact JSON Web Signature (RFC 7515, 7.1). `None` never happens with a key of ours: `ring` signs with
    /// every key that it takes.
    pub(crate) fn sign(&self, claims: &impl Serialize) -> Option<String> {
        let header = json!({ "alg": "RS256", "kid": self.id, "typ": "JWT" });
        let part = |json: Vec<u8>| BASE64.encode(json);
        let header = part(serde_json::to_vec(&header).ok()?);
        let message = format!("{header}.{}", part(serde_json::to_vec(claims).ok()?));
        let mut signature = vec![0; self.pair.public().modulus_len()];
        // PKCS #1 v1.5 draws nothing: the same message has the same signature.
        self.pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature).ok()?;
        Some(format!("{message}.{}", part(signature)))
    }
}

/// Modulus and exponent as key sets write them.
fn components(pair: &KeyPair) -> (String, String) {
    let public = PublicKeyComponents::<Vec<u8>>::from(pair.public());
    (BASE64.encode(public.n), BASE64.encode(public.e))
}

/// The thumbprint of a public key (RFC 7638): a hash of its necessary members in the order of their names.
fn thumbprint(n: &str, e: &str) -> String {
    BASE64.encode(Sha256::digest(format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the key's id, by which platforms find it: the example of RFC 7638, 3.1.
    #[test]
    fn the_id_is_the_thumbprint() {
        let n = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3\
                 oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdA\
                 ZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-\
                 kEgU8awapJzKnqDKgw";
        assert_eq!(thumbprint(n, "AQAB"), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }
}
