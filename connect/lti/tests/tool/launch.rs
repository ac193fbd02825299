//! Logins and launches: a good one says who opened what; every forgery that the specifications name is refused.

use crate::double::{CLIENT, DEPLOYMENT, EC, NONCE, NOW, RSA, Served, claims, jws, now};
use std::sync::LazyLock;

use base64::{Engine as _, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use muster_lti::{
    LONGEST_TOKEN, LaunchError, LoginRequest, Platform, PlatformKeys, Registration, RegistrationError,
    ServiceError, begin_login, verify_launch, verify_launch_fetching,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use url::Url;

const PREFIX: &str = "https://purl.imsglobal.org/spec/lti/claim/";

fn agent() -> ureq::Agent {
    ureq::Agent::new_with_defaults()
}

fn both_keys() -> PlatformKeys {
    let keys = json!({ "keys": [RSA.jwk("rsa-1"), EC.jwk("ec-1"), { "kty": "later", "kid": "x" }] });
    PlatformKeys::read(keys.to_string().as_bytes()).expect("keys")
}

fn verify(token: &str) -> Result<muster_lti::Launch, LaunchError> {
    verify_launch(&Served::new().registration(), &both_keys(), token, NONCE, now())
}

fn with(name: &str, value: Value) -> Value {
    let mut changed = claims();
    changed[name] = value;
    changed
}

fn without(name: &str) -> Value {
    let mut changed = claims();
    changed.as_object_mut().expect("claims").remove(name);
    changed
}

/// Protects what a launch tells: who, as what, which course, and where its services are; by both kinds of signature.
#[test]
fn a_good_launch_is_read() {
    for (signer, kid) in [(&*RSA, "rsa-1"), (&*EC, "ec-1")] {
        let launch = verify(&signer.token(kid, &claims())).expect(kid);
        assert_eq!((launch.user_id.as_str(), launch.deployment_id.as_str()), ("u-1", DEPLOYMENT));
        assert_eq!(launch.person_sourcedid.as_deref(), Some("T1"));
        assert_eq!(
            (launch.given_name.as_deref(), launch.family_name.as_deref()),
            (Some("Tea"), Some("Cher"))
        );
        assert!(launch.roles.teaches() && !launch.roles.learns());
        assert_eq!(launch.resource_link.id, "link-9");
        assert_eq!(launch.context.expect("a course").label.as_deref(), Some("5B"));
        assert_eq!(launch.members_url.as_deref(), Some("https://lms.school.example/members"));
        assert_eq!(
            launch.grades.expect("grades").line_items_url.as_deref(),
            Some("https://lms.school.example/items")
        );
    }
    let plain =
        verify(&RSA.token("rsa-1", &with("aud", json!(CLIENT)))).expect("an audience that is no list");
    assert_eq!(plain.user_id, "u-1");
}

/// Protects against every token that is not from this platform, for this tool, now, and for this login.
#[test]
fn what_does_not_hold_is_untrusted() {
    let bad = [
        ("another nonce", with("nonce", json!("n-other"))),
        ("no nonce", without("nonce")),
        ("another audience", with("aud", json!("tool-8"))),
        ("a further audience", with("aud", json!([CLIENT, "tool-8"]))),
        ("authorised for another", with("azp", json!("tool-8"))),
        ("another issuer", with("iss", json!("https://lms.school.example/"))),
        ("expired", with("exp", json!(NOW - 60))),
        ("from the future", with("iat", json!(NOW + 61))),
        ("old and long-lived", with("iat", json!(NOW - 3601))),
    ];
    for (what, claims) in bad {
        let error = verify(&RSA.token("rsa-1", &claims)).expect_err(what);
        assert!(matches!(error, LaunchError::Untrusted(_)), "{what}: {error:?}");
    }
    for skewed in [with("exp", json!(NOW - 59)), with("iat", json!(NOW + 60)), with("azp", json!(CLIENT))] {
        verify(&RSA.token("rsa-1", &skewed)).expect("clocks a minute apart");
    }
    let registration = Served::new().registration();
    let token = RSA.token("rsa-1", &with("nonce", json!("")));
    verify_launch(&registration, &both_keys(), &token, "", now()).expect_err("no nonce on either side");
    let late = now() + SignedDuration::from_secs(121);
    verify_launch(&registration, &both_keys(), &RSA.token("rsa-1", &claims()), NONCE, late)
        .expect_err("late");
}

/// Protects against launches that are genuine and not what this tool takes.
#[test]
fn claims_of_another_message_are_refused() {
    let of = |name: &str| format!("{PREFIX}{name}");
    let bad = [
        ("message_type", with(&of("message_type"), json!("LtiDeepLinkingRequest"))),
        ("message_type", without(&of("message_type"))),
        ("version", with(&of("version"), json!("1.2.0"))),
        ("deployment_id", with(&of("deployment_id"), json!("2"))),
        ("deployment_id", with(&of("deployment_id"), json!(""))),
        ("deployment_id", without(&of("deployment_id"))),
        ("target_link_uri", without(&of("target_link_uri"))),
        ("resource_link", without(&of("resource_link"))),
        ("roles", without(&of("roles"))),
    ];
    for (named, claims) in bad {
        match verify(&RSA.token("rsa-1", &claims)) {
            Err(LaunchError::Claim { claim, .. }) => assert_eq!(claim, named),
            other => panic!("{named}: {other:?}"),
        }
    }
}

/// Protects against forged signatures: none, of a public key taken as a secret, of another's key, of a key that the
/// token brings along, changed after signing, or of another algorithm.
#[test]
fn forgeries_are_refused() {
    let hmac = |secret: &[u8], message: &[u8]| -> Vec<u8> {
        ring::hmac::sign(&ring::hmac::Key::new(ring::hmac::HMAC_SHA256, secret), message).as_ref().to_vec()
    };
    let header = |alg: &str| json!({ "alg": alg, "kid": "rsa-1", "typ": "JWT" });
    let jwk = RSA.jwk("rsa-1");
    let n = jwk["n"].as_str().expect("a modulus");
    let modulus = BASE64_URL_SAFE_NO_PAD.decode(n).expect("base64");
    let mut forged = vec![
        ("none", jws::token(&header("none"), &claims(), |_| vec![])),
        ("None", jws::token(&header("None"), &claims(), |_| vec![])),
        ("no signature", jws::token(&header("RS256"), &claims(), |_| vec![])),
        ("RS512", jws::token(&header("RS512"), &claims(), |message| RSA.sign(message))),
        ("PS256", jws::token(&header("PS256"), &claims(), |message| RSA.sign(message))),
        (
            "another kind of key",
            jws::token(&json!({ "alg": "ES256", "kid": "ec-1" }), &claims(), |m| RSA.sign(m)),
        ),
        (
            "kid of another kind",
            jws::token(&json!({ "alg": "ES256", "kid": "rsa-1" }), &claims(), |m| EC.sign(m)),
        ),
    ];
    for secret in [
        n.as_bytes(),
        &modulus,
        jwk.to_string().as_bytes(),
        BASE64_STANDARD.encode(&modulus).as_bytes(),
        CLIENT.as_bytes(),
        b"",
    ] {
        forged.push(("HS256", jws::token(&header("HS256"), &claims(), |message| hmac(secret, message))));
    }
    let thief = jws::Signer::ec(&[9; 32]);
    forged.push(("another's key", thief.token("ec-1", &claims())));
    let brought =
        json!({ "alg": "ES256", "kid": "ec-1", "jwk": thief.jwk("ec-1"), "jku": "https://evil.example" });
    forged.push(("a key that it brings", jws::token(&brought, &claims(), |message| thief.sign(message))));
    let critical = json!({ "alg": "ES256", "kid": "ec-1", "crit": ["b64"], "b64": true });
    forged.push(("an unknown critical header", jws::token(&critical, &claims(), |message| EC.sign(message))));
    let good = RSA.token("rsa-1", &claims());
    let other = RSA.token("rsa-1", &with("sub", json!("u-2")));
    let (head, signature) =
        (good.split('.').next().expect("a head"), good.rsplit('.').next().expect("a signature"));
    let body = other.split('.').nth(1).expect("a body");
    forged.push(("changed after signing", format!("{head}.{body}.{signature}")));
    for (what, token) in forged {
        let error = verify(&token).expect_err(what);
        let refused =
            matches!(error, LaunchError::Untrusted(_) | LaunchError::UnknownKey | LaunchError::Malformed(_));
        assert!(refused, "{what}: {error:?}");
    }
}

/// Protects from a token that ends the program or is quoted in a log.
#[test]
fn what_is_no_token_is_refused_in_our_words() {
    let long = "a".repeat(LONGEST_TOKEN + 1);
    let nobody = RSA.token("rsa-1", &without("sub"));
    let strange = RSA.token("rsa-1", &with("email", json!({ "Jane": "Doe" })));
    for token in ["", ".", "..", "a.b.c", "{}", "é", long.as_str(), nobody.as_str(), strange.as_str()] {
        let error = verify(token).expect_err("no token");
        assert!(
            matches!(error, LaunchError::Malformed(_)) && !format!("{error:?}").contains("Jane"),
            "{error:?}"
        );
    }
}

proptest! {
    /// Protects every byte of a launch: with another one in its place it is refused, and nothing panics. The last letter of a
    /// part has bits that belong to no byte (RFC 4648, 3.5), and is left alone.
    #[test]
    fn any_change_is_refused(at in any::<proptest::sample::Index>(), other in "[A-Za-z0-9_.=-]") {
        static GOOD: LazyLock<(String, Registration, PlatformKeys)> = LazyLock::new(|| {
            (RSA.token("rsa-1", &claims()), Served::new().registration(), both_keys())
        });
        let (good, registration, keys) = &*GOOD;
        let at = at.index(good.len());
        let ends = at + 1 == good.len() || good.as_bytes()[at + 1] == b'.';
        prop_assume!(!ends);
        let changed = format!("{}{other}{}", &good[..at], &good[at + 1..]);
        let launch = verify_launch(registration, keys, &changed, NONCE, now());
        prop_assert_eq!(launch.is_ok(), changed == *good);
    }

    /// Protects from bytes that are no launch at all.
    #[test]
    fn any_text_is_refused(text in "\\PC{0,200}") {
        static KNOWN: LazyLock<(Registration, PlatformKeys)> =
            LazyLock::new(|| (Served::new().registration(), both_keys()));
        prop_assert!(verify_launch(&KNOWN.0, &KNOWN.1, &text, NONCE, now()).is_err());
    }
}

/// Protects launches while a platform changes its keys, and the platform from being asked for them each time.
#[test]
fn new_keys_are_fetched_once() {
    let served = Served::new();
    let registration = served.registration();
    let mut keys = None;
    let mut launch = |token: &str| {
        let launch = verify_launch_fetching(&agent(), &registration, &mut keys, token, (NONCE, now()));
        (launch, served.state(|state| std::mem::take(&mut state.keys_fetched)))
    };
    let (first, fetched) = launch(&RSA.token("rsa-1", &claims()));
    first.expect("a launch");
    assert_eq!(fetched, 1);
    assert_eq!(launch(&RSA.token("rsa-1", &claims())).1, 0, "kept");
    served.state(|state| state.keys = vec![EC.jwk("ec-2")]);
    let (changed, fetched) = launch(&EC.token("ec-2", &claims()));
    changed.expect("a launch with the new key");
    assert_eq!(fetched, 1);
    let (unknown, fetched) = launch(&EC.token("ec-3", &claims()));
    assert_eq!((unknown, fetched), (Err(LaunchError::UnknownKey), 1));
    assert_eq!(launch(&EC.token("ec-2", &with("nonce", json!("x")))).1, 0, "no fetch where keys don't help");
}

/// Protects the message where the keys can't be had.
#[test]
fn keys_that_are_none_are_said() {
    let served = Served::new();
    let registration =
        Registration::new(Platform { jwks_url: format!("{}/nowhere", served.address), ..served.platform() });
    let token = RSA.token("rsa-1", &claims());
    let launch =
        verify_launch_fetching(&agent(), &registration.expect("one"), &mut None, &token, (NONCE, now()));
    assert!(
        matches!(launch, Err(LaunchError::Keys(ServiceError::Refused { status: 404, .. }))),
        "{launch:?}"
    );
    PlatformKeys::read(b"<html>").expect_err("no keys");
}

/// Protects the login: what the platform needs is in the redirect, its own query stays, and hints go back unread.
#[test]
fn a_login_goes_on_to_the_platform() {
    let registration = Served::new().registration();
    let query = "iss=https%3A%2F%2Flms.school.example&login_hint=4%262&target_link_uri=https%3A%2F%2Fm.example%2Flti\
                 &lti_message_hint=%7B%22cmid%22%3A1%7D&lti_deployment_id=1&client_id=tool-7&more=1";
    let login = LoginRequest::read(query).expect("a login");
    let redirect = Url::parse("https://muster.school.example/lti/launch").expect("a URL");
    let url = begin_login(&registration, &login, &redirect, "state-1", NONCE).expect("a redirect");
    assert_eq!((url.host_str(), url.path()), (Some("lms.school.example"), "/auth"));
    let mut sent: Vec<_> = url.query_pairs().into_owned().collect();
    sent.sort();
    let expected = [
        ("client_id", CLIENT),
        ("login_hint", "4&2"),
        ("lti_message_hint", "{\"cmid\":1}"),
        ("nonce", NONCE),
        ("prompt", "none"),
        ("redirect_uri", redirect.as_str()),
        ("response_mode", "form_post"),
        ("response_type", "id_token"),
        ("scope", "openid"),
        ("site", "3"),
        ("state", "state-1"),
    ];
    assert_eq!(sent, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    for (parameter, bad) in [
        ("iss", LoginRequest { iss: "https://evil.example".to_owned(), ..login.clone() }),
        ("client_id", LoginRequest { client_id: Some("tool-8".to_owned()), ..login.clone() }),
        ("lti_deployment_id", LoginRequest { lti_deployment_id: Some("2".to_owned()), ..login.clone() }),
    ] {
        let error = begin_login(&registration, &bad, &redirect, "state-1", NONCE).expect_err(parameter);
        assert!(
            matches!(&error, LaunchError::Login { parameter: named, .. } if *named == parameter),
            "{error}"
        );
    }
    for missing in ["iss=x&login_hint=1", "login_hint=1&target_link_uri=x", "iss=x&target_link_uri=x", ""] {
        LoginRequest::read(missing).expect_err(missing);
    }
}

/// Protects secrets and people's data from a platform without TLS, and an admin from a half-filled form.
#[test]
fn a_registration_is_whole_and_safe() {
    let good = Served::new().platform();
    Registration::new(good.clone()).expect("a registration");
    for bad in [
        Platform { issuer: "lms".to_owned(), ..good.clone() },
        Platform { auth_url: "http://lms.school.example/auth".to_owned(), ..good.clone() },
        Platform { token_url: "http://localhost.evil.example/".to_owned(), ..good.clone() },
        Platform { jwks_url: String::new(), ..good.clone() },
    ] {
        let error = Registration::new(bad).expect_err("unsafe");
        assert!(matches!(error, RegistrationError::Address { .. }), "{error}");
    }
    for bad in [
        Platform { client_id: String::new(), ..good.clone() },
        Platform { deployment_ids: vec![], ..good.clone() },
        Platform { deployment_ids: vec![String::new()], ..good },
    ] {
        let error = Registration::new(bad).expect_err("incomplete");
        assert!(matches!(error, RegistrationError::Missing { .. }), "{error}");
    }
}
