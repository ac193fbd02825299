//! Sign-in through a provider: whose word counts, for whom, and once.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::http::Method;
use muster_server::Gate;
use serde_json::{Value, json};

use crate::provider::Provider;
use crate::school::{Got, School, later};

const CALLBACK: &str = "/api/v1/oidc/callback";

/// Bends what the provider says.
type Change = fn(&mut Value);

/// A browser that was sent to the provider.
pub(crate) struct Away {
    cookie: String,
    pub(crate) asked: HashMap<String, String>,
}

async fn school_with(provider: &Provider) -> School {
    let settings = provider.settings();
    School::behind(|gate| gate.with_provider(settings).expect("good addresses")).await
}

impl School {
    pub(crate) async fn leave(&self) -> Away {
        let got = self.ask(Method::GET, "/api/v1/oidc/start", None, None).await;
        assert_eq!(got.status, 303, "{}", String::from_utf8_lossy(&got.bytes));
        let cookie = got.headers["set-cookie"].to_str().expect("text");
        assert!(cookie.contains("Secure") && cookie.contains("HttpOnly"), "{cookie}");
        let to = got.headers["location"].to_str().expect("text").to_owned();
        let query: axum::extract::Query<HashMap<String, String>> =
            axum::extract::Query::try_from_uri(&to.parse().expect("an address")).expect("a query");
        Away { cookie: cookie.split(';').next().expect("a value").to_owned(), asked: query.0 }
    }

    pub(crate) async fn come_back(&self, away: &Away, code: &str) -> Got {
        let path =
            format!("{CALLBACK}?state={}&code={}&iss=ignored", away.asked["state"], code.replace(' ', "%20"));
        self.send(Method::GET, &path, &[("cookie", &away.cookie)], None, None).await
    }

    /// The whole way; the status and the error's code.
    async fn through(&self, provider: &Provider) -> (u16, String) {
        let away = self.leave().await;
        let got = self.come_back(&away, &provider.agree(&away.asked)).await;
        let code = if got.status == 303 {
            String::new()
        } else {
            got.json()["code"].as_str().expect("text").to_owned()
        };
        (got.status.as_u16(), code)
    }
}

/// Protects a school's people who have one account for everything: they come in, as who they are.
#[tokio::test]
async fn a_user_whom_the_provider_vouches_for_comes_in() {
    let provider = Provider::start().await;
    let school = school_with(&provider).await;
    school.invite("ada@school.example", "teacher", &["7b"]).await;
    let away = school.leave().await;
    let got = school.come_back(&away, &provider.agree(&away.asked)).await;
    assert_eq!((got.status.as_u16(), &got.headers["location"]), (303, &"/".parse().unwrap()));
    let cookies: Vec<&str> =
        got.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    let cookie = cookies.iter().find(|cookie| cookie.starts_with("__Host-muster=")).expect("signed in");
    assert!(cookies.iter().any(|cookie| cookie.starts_with("__Host-muster-oidc=;")), "{cookies:?}");
    let cookie = cookie.split(';').next().expect("a value");
    let me = school.send(Method::GET, "/api/v1/me", &[("cookie", cookie)], None, None).await.json();
    assert_eq!((&me["login"], &me["role"]), (&json!("ada@school.example"), &json!("teacher")));

    provider.bend(|claims| claims["email_verified"] = json!(false));
    assert_eq!(school.through(&provider).await, (403, "unknown_user".into()), "anybody can write an address");
    school.invite("AL", "auditor", &[]).await;
    assert_eq!(school.through(&provider).await.0, 303, "by the provider's name for them");
    school.manage("PATCH", "/api/v1/users/al", &json!({ "disabled": true })).await;
    assert_eq!(school.through(&provider).await, (403, "unknown_user".into()));
}

/// Protects from a word that is not the provider's, not for us, not for this sign-in, or not of now.
#[tokio::test]
async fn a_word_that_does_not_hold_is_refused() {
    let provider = Provider::start().await;
    let school = school_with(&provider).await;
    school.invite("ada@school.example", "admin", &[]).await;
    let bends: [(&str, Change); 6] = [
        ("nonce", |claims| claims["nonce"] = json!("of another sign-in")),
        ("no nonce", |claims| drop(claims.as_object_mut().unwrap().remove("nonce"))),
        ("audience", |claims| claims["aud"] = json!("another client")),
        ("issuer", |claims| claims["iss"] = json!("https://evil.example")),
        ("expired", |claims| claims["exp"] = json!(claims["iat"].as_i64().unwrap() - 1)),
        ("audiences", |claims| claims["aud"] = json!(["muster", "another client"])),
    ];
    for (what, bend) in bends {
        provider.bend(bend);
        assert_eq!(school.through(&provider).await, (401, "not_vouched".into()), "{what}");
    }
    provider.bend(|_| ());
    assert_eq!(school.through(&provider).await.0, 303);

    let forged = Provider::forged().await;
    let school = school_with(&forged).await;
    school.invite("ada@school.example", "admin", &[]).await;
    assert_eq!(school.through(&forged).await, (401, "not_vouched".into()), "another's signature");
}

/// Protects from links that sign somebody in as somebody else, and from what was overheard.
#[tokio::test]
async fn a_state_is_good_once_in_its_browser_for_ten_minutes() {
    let provider = Provider::start().await;
    let school = school_with(&provider).await;
    school.invite("ada@school.example", "admin", &[]).await;
    let away = school.leave().await;
    let code = provider.agree(&away.asked);
    let other = school.leave().await;
    let stolen = Away { cookie: other.cookie.clone(), asked: away.asked.clone() };
    assert_eq!(school.come_back(&stolen, &code).await.status, 401, "in another browser");
    let bare = Away { cookie: "x=y".into(), asked: away.asked.clone() };
    assert_eq!(school.come_back(&bare, &code).await.json()["code"], "not_begun");
    let injected = school.come_back(&other, &code).await;
    assert_eq!(injected.json()["code"], "not_vouched", "another's code fails PKCE");

    let away = school.leave().await;
    let code = provider.agree(&away.asked);
    assert_eq!(school.come_back(&away, &code).await.status, 303);
    let replayed = school.come_back(&away, &provider.agree(&away.asked)).await;
    assert_eq!((replayed.status.as_u16(), &replayed.json()["code"]), (401, &json!("not_begun")));

    let away = school.leave().await;
    later(600);
    let late = school.come_back(&away, &provider.agree(&away.asked)).await;
    assert_eq!(late.json()["code"], "not_begun");
    let away = school.leave().await;
    let path = format!("{CALLBACK}?state={}&error=access_denied", away.asked["state"]);
    let denied = school.send(Method::GET, &path, &[("cookie", &away.cookie)], None, None).await;
    assert_eq!(denied.json()["code"], "not_vouched");
}

/// Protects people from a provider that is down: it is said, and passwords still work.
#[tokio::test]
async fn a_provider_that_is_not_there_is_named() {
    let school = School::open().await;
    assert_eq!(school.ask(Method::GET, "/api/v1/oidc/start", None, None).await.status, 404, "there is none");
    let mut settings = Provider::start().await.settings();
    settings.issuer = "http://127.0.0.1:9".into();
    let school = School::behind(|gate| gate.with_provider(settings).expect("an address")).await;
    let got = school.ask(Method::GET, "/api/v1/oidc/start", None, None).await;
    assert_eq!((got.status.as_u16(), &got.json()["code"]), (502, &json!("no_provider")));
    school.invite("ada", "auditor", &[]).await;
    school.bearer("ada").await;
}

/// Protects from a provider whose word anybody on the way can write.
#[tokio::test]
async fn a_provider_has_to_speak_tls() {
    for (issuer, good) in [
        ("https://login.school.example", true),
        ("http://127.0.0.1:8080/realms/school", true),
        ("http://[::1]:8080", true),
        ("http://localhost:8080", true),
        ("http://login.school.example", false),
        ("http://127.0.0.1.evil.example", false),
        ("ftp://login.school.example", false),
    ] {
        let mut settings = Provider::start().await.settings();
        settings.issuer = issuer.to_owned();
        let gate = Gate::new(Arc::new(|bytes| bytes.fill(1)), || Duration::ZERO);
        assert_eq!(gate.with_provider(settings).is_ok(), good, "{issuer}");
    }
}
