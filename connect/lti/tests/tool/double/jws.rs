//! Signatures as the other side makes and reads them.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::sha2::{Digest as _, Sha256};
use rsa::traits::PublicKeyParts as _;
use rsa::{BigUint, Pkcs1v15Sign, RsaPrivateKey, RsaPublicKey};
use serde_json::{Value, json};

/// What a token is signed with.
pub(crate) enum Signer {
    Rsa(Box<RsaPrivateKey>),
    Ec(SigningKey),
}

impl Signer {
    pub(crate) fn rsa(pkcs8: &[u8]) -> Self {
        Self::Rsa(Box::new(RsaPrivateKey::from_pkcs8_der(pkcs8).expect("a key")))
    }

    pub(crate) fn ec(secret: &[u8; 32]) -> Self {
        Self::Ec(SigningKey::from_slice(secret).expect("a key"))
    }

    /// The public half, as key sets have it.
    pub(crate) fn jwk(&self, kid: &str) -> Value {
        match self {
            Self::Rsa(key) => json!({
                "kty": "RSA", "kid": kid, "alg": "RS256", "use": "sig",
                "n": BASE64.encode(key.n().to_bytes_be()), "e": BASE64.encode(key.e().to_bytes_be()),
            }),
            Self::Ec(key) => {
                // Uncompressed: a 4, then 32 bytes of each coordinate.
                let point = key.verifying_key().to_sec1_point(false);
                let bytes = point.as_bytes();
                json!({
                    "kty": "EC", "crv": "P-256", "kid": kid, "alg": "ES256", "use": "sig",
                    "x": BASE64.encode(&bytes[1..33]), "y": BASE64.encode(&bytes[33..]),
                })
            }
        }
    }

    /// A token that is signed properly.
    pub(crate) fn token(&self, kid: &str, claims: &Value) -> String {
        let alg = match self {
            Self::Rsa(_) => "RS256",
            Self::Ec(_) => "ES256",
        };
        token(&json!({ "alg": alg, "kid": kid, "typ": "JWT" }), claims, |message| self.sign(message))
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Rsa(key) => {
                key.sign(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(message)).expect("a signature")
            }
            Self::Ec(key) => {
                let signature: Signature = key.sign(message);
                signature.to_bytes().to_vec()
            }
        }
    }
}

/// A compact JWS with any header and any signature.
pub(crate) fn token(header: &Value, claims: &Value, sign: impl FnOnce(&[u8]) -> Vec<u8>) -> String {
    let message = format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(claims.to_string()));
    let signature = BASE64.encode(sign(message.as_bytes()));
    format!("{message}.{signature}")
}

/// The claims of a token that one of these RSA keys signed with RS256.
pub(crate) fn verified(token: &str, keys: &[Value]) -> Option<Value> {
    let (message, signature) = token.rsplit_once('.')?;
    let (header, claims) = message.split_once('.')?;
    let header: Value = serde_json::from_slice(&BASE64.decode(header).ok()?).ok()?;
    if header["alg"] != "RS256" {
        return None;
    }
    let key = keys.iter().find(|key| key["kid"] == header["kid"])?;
    let number = |name: &str| Some(BigUint::from_bytes_be(&BASE64.decode(key[name].as_str()?).ok()?));
    let public = RsaPublicKey::new(number("n")?, number("e")?).ok()?;
    let digest = Sha256::digest(message.as_bytes());
    public.verify(Pkcs1v15Sign::new::<Sha256>(), &digest, &BASE64.decode(signature).ok()?).ok()?;
    serde_json::from_slice(&BASE64.decode(claims).ok()?).ok()
}
