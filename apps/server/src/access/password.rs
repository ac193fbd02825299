//! Passwords: what they have to be, hashing, comparing.
//!
//! argon2id with 19 MiB, two passes, one lane (the OWASP minimum, about 40 ms); two hashes at once, so that a flood of
//! sign-ins leaves processors to everybody else.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use muster_store::Entropy;
use serde::Deserialize;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;
use utoipa::ToSchema;
use zxcvbn::{Score, zxcvbn};

use crate::error::ApiError;

/// Characters a password has.
const LENGTH: std::ops::RangeInclusive<usize> = 10..=128;
/// Hashes at once.
const AT_ONCE: usize = 2;
/// Hashes that may wait; more are turned away.
const WAITING: usize = 62;
const SALT: usize = 16;
/// Words that whoever guesses at this server tries first, whoever the user is; docs/accounts.md lists them.
const OURS: [&str; 8] =
    ["muster", "attendance", "register", "rollcall", "school", "teacher", "classroom", "admin"];

/// A password as a client sent it. It is never shown, logged or stored.
#[derive(Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, format = Password)]
pub(crate) struct Password(String);

impl Password {
    /// NFC, so that `é` is the same on every keyboard.
    fn bytes(&self) -> Vec<u8> {
        self.0.nfc().collect::<String>().into_bytes()
    }

    /// Refuses what is too short or among the first that anybody guesses; there are no rules about kinds of characters
    /// (NIST SP 800-63B). `about` is what others know of the user.
    ///
    /// # Errors
    /// 422.
    fn check(&self, about: &[String]) -> Result<(), ApiError> {
        let weak =
            |text| Err(ApiError::new(axum::http::StatusCode::UNPROCESSABLE_ENTITY, "weak_password", text));
        if !LENGTH.contains(&self.0.chars().count()) {
            return weak("a password has 10 to 128 characters: several words make a good one");
        }
        let about: Vec<&str> = about.iter().map(String::as_str).chain(OURS).collect();
        // The score below two: it is among the first million guesses.
        if zxcvbn(&self.0, &about).score() < Score::Two {
            return weak(
                "this password is among the first that are guessed: several words make a better one",
            );
        }
        Ok(())
    }
}

/// The place where passwords are hashed.
pub(crate) struct Passwords {
    entropy: Entropy,
    places: Arc<Semaphore>,
    turns: Arc<Semaphore>,
    /// The hash of no password, to compare with where there is no user: that takes as long.
    decoy: String,
}

impl Passwords {
    pub(crate) fn new(entropy: Entropy) -> Self {
        let mut random = [0u8; 32 + SALT];
        entropy(&mut random);
        let (unguessable, salt) = random.split_at(32);
        let decoy = argon2().hash_password_with_salt(unguessable, salt).map(|hash| hash.to_string());
        Self {
            entropy,
            places: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            decoy: decoy.unwrap_or_default(),
        }
    }

    /// The hash of a new password, as PHC text.
    ///
    /// # Errors
    /// 422 for one that is too easily guessed, `about` being what others know of the user; 503 when too many wait.
    pub(crate) async fn hash(&self, password: Password, about: Vec<String>) -> Result<String, ApiError> {
        let mut salt = [0u8; SALT];
        (self.entropy)(&mut salt);
        self.run(move || {
            password.check(&about)?;
            let hash = argon2().hash_password_with_salt(&password.bytes(), &salt);
            hash.map(|hash| hash.to_string()).map_err(|cause| ApiError::internal(&format!("argon2: {cause}")))
        })
        .await?
    }

    /// Whether the password is that of the hash; with no hash it is not, after the same time.
    ///
    /// # Errors
    /// 503 when too many wait.
    pub(crate) async fn matches(&self, password: Password, hash: Option<String>) -> Result<bool, ApiError> {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.decoy.clone());
        let same = self.run(move || -> Result<bool, ApiError> {
            let hash =
                PasswordHash::new(&hash).map_err(|cause| ApiError::internal(&format!("PHC: {cause}")))?;
            Ok(argon2().verify_password(&password.bytes(), &hash).is_ok())
        });
        Ok(same.await?? && known)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, ApiError> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| ApiError::busy_signing_in())?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| ApiError::busy_signing_in())?;
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            drop((turn, place));
            result
        });
        done.await.map_err(|cause| ApiError::internal(&format!("password: {cause}")))
    }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(19_456, 2, 1, None).unwrap_or(Params::DEFAULT);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(password: &str) -> bool {
        let about = ["greta.green", "Greta Green", "North Hill"].map(str::to_owned);
        Password(password.into()).check(&about).is_err()
    }

    /// Protects accounts from the first guesses, and people from rules that make passwords worse.
    #[test]
    fn length_and_the_first_guesses_are_the_only_rules() {
        for bad in [
            "",
            "short",
            "nine char",
            "password123",
            "1234567890",
            "aaaaaaaaaaaa",
            "qwertyuiop",
            "greta.green",
            "rollcallmuster",
            "musterclassroom",
            "adminregister",
            "north hill",
        ] {
            assert!(refused(bad), "{bad}");
        }
        assert!(refused(&"horse battery ".repeat(10)), "140 characters");
        for good in ["horse battery lamp", "ключ от сарая 7", "xkqjzvbmpw", &"long words ".repeat(11)]
        {
            assert!(!refused(good), "{good}");
        }
    }

    /// Protects people with two keyboards, and the parameters that the figure in the header is about.
    #[tokio::test]
    async fn a_password_is_itself_however_its_accents_are_typed() {
        let passwords = Passwords::new(Arc::new(|bytes| bytes.fill(7)));
        let sent = |text: &str| Password(text.into());
        let hash = passwords.hash(sent("caf\u{e9} creme rouge"), vec![]).await.expect("a good one");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let same = async |text: &str, hash| passwords.matches(sent(text), hash).await.expect("no queue");
        assert!(same("cafe\u{301} creme rouge", Some(hash.clone())).await);
        assert!(!same("cafe creme rouge", Some(hash)).await);
        assert!(!same("cafe creme rouge", None).await);
        assert!(passwords.matches(sent("x"), Some("plain".into())).await.is_err(), "no hash is no match");
    }
}
