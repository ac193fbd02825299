//! A message is believed by whoever shares the secret, and by nobody when a byte of it changed.

use jiff::{SignedDuration, Timestamp};
use muster_webhook::{Headers, Secret, SecretError, SignError, VerifyError, sign, verify};
use proptest::prelude::*;
use standardwebhooks::Webhook;

const MINUTES: SignedDuration = SignedDuration::from_mins(5);

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

fn secret(byte: u8) -> Secret {
    Secret::new([byte; 32])
}

#[test]
fn signs_as_the_published_vector_says() {
    // From the reference libraries of Standard Webhooks, for example libraries/go/webhook_test.go, TestWebhookSign.
    let secret = Secret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("a secret");
    let body = br#"{"test": 2432232314}"#;
    let headers = sign(&[secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", at(1_614_265_330), body).expect("signed");
    assert_eq!(headers.signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assert_eq!(
        headers.pairs().map(|(name, _)| name),
        ["webhook-id", "webhook-timestamp", "webhook-signature"]
    );
}

#[test]
fn a_secret_comes_back_from_its_text_and_shows_itself_nowhere_else() {
    let made = secret(7);
    let again = Secret::parse(&made.reveal()).expect("its own text");
    assert_eq!(again.reveal(), made.reveal());
    assert_eq!(format!("{made:?}"), "Secret(..)");
}

#[test]
fn a_text_that_is_no_secret_is_refused_without_telling_it() {
    for (text, error) in [
        ("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", SecretError::Prefix),
        ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa*w", SecretError::Base64),
        ("whsec_MfKQ9r8G", SecretError::Length { bytes: 6 }),
        ("whsec_", SecretError::Length { bytes: 0 }),
    ] {
        let refused = Secret::parse(text).expect_err(text);
        assert_eq!(refused, error);
        assert!(!refused.to_string().contains("MfKQ"), "{refused}");
    }
    let long = format!("whsec_{}", "AAAA".repeat(22));
    assert_eq!(Secret::parse(&long).expect_err("66 bytes"), SecretError::Length { bytes: 66 });
}

#[test]
fn while_a_secret_is_replaced_receivers_with_either_believe() {
    let (old, new, other) = (secret(1), secret(2), secret(3));
    let headers = sign(&[new.clone(), old.clone()], "m1", at(100), b"{}").expect("signed");
    let check = |secrets: &[Secret]| verify(secrets, &headers, b"{}", at(100), MINUTES);
    assert_eq!(check(&[old]), Ok(()));
    assert_eq!(check(&[other.clone(), new]), Ok(()));
    assert_eq!(check(&[other]), Err(VerifyError::NoMatch));
    assert_eq!(check(&[]), Err(VerifyError::NoMatch));
}

#[test]
fn a_recording_is_not_believed_later() {
    let headers = sign(&[secret(1)], "m1", at(1000), b"{}").expect("signed");
    let check = |second| verify(&[secret(1)], &headers, b"{}", at(second), MINUTES);
    assert_eq!((check(700), check(1300)), (Ok(()), Ok(())));
    assert_eq!(check(1301), Err(VerifyError::Old { seconds: 301 }));
    assert_eq!(check(699), Err(VerifyError::Ahead { seconds: 301 }));
}

#[test]
fn an_id_that_could_be_taken_for_another_is_not_signed() {
    for id in ["", "a.1", "a b", "a\r\nx: y", "ü", &"a".repeat(256)] {
        assert_eq!(sign(&[secret(1)], id, at(0), b""), Err(SignError::Id), "{id:?}");
    }
    assert_eq!(sign(&[], "a", at(0), b""), Err(SignError::NoSecret));
}

#[test]
fn headers_that_are_missing_or_written_otherwise_are_refused() {
    let headers = sign(&[secret(1)], "m1", at(1000), b"{}").expect("signed");
    let pairs = headers.pairs();
    let without = |dropped: &str| {
        Headers::read(|name| {
            pairs.iter().find(|(known, _)| *known == name && name != dropped).map(|(_, value)| value.as_str())
        })
    };
    assert_eq!(without("nothing"), Ok(headers.clone()));
    for (name, _) in &pairs {
        assert_eq!(without(name), Err(VerifyError::Missing { name }));
    }
    for written in ["+1000", "01000", "1000.0", " 1000", "", "99999999999999999999"] {
        let read = Headers::read(|name| Some(if name == "webhook-timestamp" { written } else { "x" }));
        assert_eq!(read, Err(VerifyError::Timestamp), "{written:?}");
    }
}

proptest! {
    /// The reference implementation signs the same, so that its `verify` believes ours and ours believes its.
    #[test]
    fn agrees_with_the_reference_implementation(
        key in any::<[u8; 32]>(),
        id in "[A-Za-z0-9_-]{1,40}",
        second in 0_i64..4_000_000_000,
        body in ".{0,100}",
    ) {
        let body = body.as_bytes();
        let ours = Secret::new(key);
        let theirs = Webhook::new(&ours.reveal()).expect("our secrets are theirs");
        let signature = theirs.sign(&id, second, body).expect("signed");
        let headers = sign(std::slice::from_ref(&ours), &id, at(second), body).expect("signed");
        prop_assert_eq!(&headers.signature, &signature);
        prop_assert_eq!(verify(&[ours], &headers, body, at(second), MINUTES), Ok(()));
    }

    /// No changed byte, other id, other time or other secret passes.
    #[test]
    fn a_changed_message_is_not_believed(
        key in any::<[u8; 32]>(),
        body in proptest::collection::vec(any::<u8>(), 1..100),
        place in any::<prop::sample::Index>(),
        flip in 1_u8..,
    ) {
        let secret = Secret::new(key);
        let headers = sign(std::slice::from_ref(&secret), "m1", at(1000), &body).expect("signed");
        let check = |secret: &Secret, headers: &Headers, body: &[u8]| {
            verify(std::slice::from_ref(secret), headers, body, at(1000), MINUTES)
        };
        let mut changed = body.clone();
        changed[place.index(body.len())] ^= flip;
        prop_assert_eq!(check(&secret, &headers, &changed), Err(VerifyError::NoMatch));
        let mut other_key = key;
        other_key[place.index(32)] ^= flip;
        prop_assert_eq!(check(&Secret::new(other_key), &headers, &body), Err(VerifyError::NoMatch));
        let other_id = Headers { id: "m2".to_owned(), ..headers.clone() };
        prop_assert_eq!(check(&secret, &other_id, &body), Err(VerifyError::NoMatch));
        let later = Headers { timestamp: 1001, ..headers };
        prop_assert_eq!(check(&secret, &later, &body), Err(VerifyError::NoMatch));
    }

    /// Whatever a stranger sends as headers is an answer, never a panic, and never believed.
    #[test]
    fn garbage_is_not_believed(signature in ".*", timestamp in any::<i64>(), id in ".*") {
        let headers = Headers { id, timestamp, signature };
        let believed = verify(&[secret(1)], &headers, b"no signature", at(0), MINUTES).is_ok();
        prop_assert!(!believed);
    }
}
