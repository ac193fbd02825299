//! Second factors: codes by time (RFC 6238: SHA-1, six digits, thirty seconds, one step early or late) and recovery
//! codes, each good once.

use jiff::Timestamp;
use muster_domain::SchoolId;
use muster_store::{Entropy, Login, SecretDigest, Totp as Stored};
use totp_rs::{Builder, Totp};

use super::secret::digest;
use crate::App;
use crate::error::ApiError;

/// Recovery codes of a user.
const CODES: usize = 10;
/// Characters of a recovery code: 140 random bits. From 112 on a plain digest is enough to keep it (OWASP ASVS 5.0, 6.5.2).
const CODE_LENGTH: usize = 28;
/// Characters of codes that were given out before; these stay good.
const EARLIER_LENGTH: usize = 16;
/// No letter that looks like a digit.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

fn totp(secret: &[u8], login: &Login, issuer: &str) -> Totp {
    // The link sets issuer and login apart by a colon.
    let issuer = issuer.replace(':', " ");
    Builder::new()
        .with_secret(secret)
        .with_account_name(login.as_str())
        .with_issuer(Some(issuer))
        .build_noncompliant()
}

/// A new shared secret of 160 bits.
pub(crate) fn new_factor(entropy: &Entropy) -> [u8; 20] {
    let mut secret = [0; 20];
    entropy(&mut secret);
    secret
}

/// The secret in base32, for typing, and the link that authenticators read as a QR code.
///
/// # Errors
/// 500 when no link can be made.
pub(crate) fn otpauth_url(secret: &[u8], login: &Login, issuer: &str) -> Result<(String, String), ApiError> {
    let totp = totp(secret, login, issuer);
    let url = totp.to_url().map_err(|cause| ApiError::internal(&format!("otpauth: {cause}")))?;
    Ok((totp.secret().to_base32(), url))
}

/// The step of that code, when it is one of about now.
pub(crate) fn confirmed_step(stored: &Stored, login: &Login, code: &str, now: Timestamp) -> Option<u64> {
    let seconds = u64::try_from(now.as_second()).ok()?;
    totp(&stored.secret, login, "").check(code.trim(), seconds)
}

/// Whether the code proves the second factor, as a code by time or as a recovery code. It is used up by that.
///
/// # Errors
/// What the store says.
pub(crate) async fn proves(
    app: &App,
    school: &SchoolId,
    (login, stored): (&Login, &Stored),
    code: &str,
) -> Result<bool, ApiError> {
    if let Some(step) = confirmed_step(stored, login, code, (app.now)()) {
        return Ok(app.store.spend_totp_step(school, login, step).await?);
    }
    match recovery_digest(code) {
        Some(code) => Ok(app.store.spend_recovery_code(school, login, &code).await?),
        None => Ok(false),
    }
}

/// New recovery codes, as people write them down and as they are stored.
pub(crate) fn new_recovery_codes(entropy: &Entropy) -> (Vec<String>, Vec<SecretDigest>) {
    let codes: Vec<String> = (0..CODES).map(|_| new_recovery_code(entropy)).collect();
    let digests = codes.iter().filter_map(|code| recovery_digest(code)).collect();
    (codes, digests)
}

fn new_recovery_code(entropy: &Entropy) -> String {
    let mut random = [0u8; CODE_LENGTH];
    entropy(&mut random);
    let letters: Vec<char> = random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// The digest of a recovery code, however its groups are set apart; none for what can't be one.
fn recovery_digest(code: &str) -> Option<SecretDigest> {
    let apart = |letter: &char| letter.is_whitespace() || *letter == '-';
    let dense: String = code.to_ascii_lowercase().chars().filter(|letter| !apart(letter)).collect();
    [CODE_LENGTH, EARLIER_LENGTH].contains(&dense.len()).then(|| digest(&dense))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects from an authenticator that shows other codes than we expect: the test vector of RFC 6238, appendix B,
    /// its last six digits.
    #[test]
    fn codes_are_those_of_the_standard_for_one_step_around() {
        let stored = Stored { secret: b"12345678901234567890".to_vec(), last_step: None };
        let login = Login::new("ada").expect("a login");
        let step = |code, seconds| {
            confirmed_step(&stored, &login, code, Timestamp::from_second(seconds).expect("a time"))
        };
        let step_of = Some(1_111_111_109 / 30);
        assert_eq!(step("081804", 1_111_111_109), step_of);
        assert_eq!(step(" 081804 ", 1_111_111_109 + 30), step_of, "one step late");
        assert_eq!(step("081804", 1_111_111_109 - 30), step_of, "one step early");
        assert_eq!(step("081804", 1_111_111_109 + 60), None);
        for wrong in ["", "81804", "0818040", "081805", "x", "０８１８０４"] {
            assert_eq!(step(wrong, 1_111_111_109), None, "{wrong}");
        }
    }

    #[test]
    fn recovery_codes_are_read_as_people_write_them() {
        let (codes, digests) =
            new_recovery_codes(&(std::sync::Arc::new(|bytes: &mut [u8]| bytes.fill(33)) as Entropy));
        let code = ["bbbb"; 7].join("-");
        assert_eq!((codes[0].as_str(), codes.len(), digests.len()), (code.as_str(), CODES, CODES));
        for written in [code.to_uppercase(), code.replace('-', " "), format!(" bb-{}", "b".repeat(26))] {
            assert_eq!(recovery_digest(&written), Some(digests[0]), "{written}");
        }
        assert!(recovery_digest("bbbb-bbbb-bbbb-bbbb").is_some(), "one of the shorter ones from before");
        assert_eq!(recovery_digest("123456"), None);
    }
}
