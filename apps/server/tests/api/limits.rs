//! Guessing is stopped, and nobody else notices: row 46 of the bad inputs.

use axum::http::Method;
use serde_json::{Value, json};

use crate::school::{Got, PASSWORD, School, later};

impl School {
    async fn knock_from(&self, from: &str, path: &str, body: &Value) -> Got {
        self.send(Method::POST, path, &[], Some(body.to_string().into_bytes()), Some(from)).await
    }

    async fn guess(&self, from: &str, login: &str, password: &str) -> u16 {
        let body = json!({ "login": login, "password": password });
        self.knock_from(from, "/api/v1/sign-in", &body).await.status.as_u16()
    }
}

/// Protects one person's password from an attacker with many addresses; others sign in all the while.
#[tokio::test]
async fn one_login_is_guessed_at_ten_times_then_once_a_minute() {
    let school = School::open().await;
    for login in ["ada", "bo"] {
        school.invite(login, "auditor", &[]).await;
    }
    later(3600);
    for attempt in 0..10 {
        assert_eq!(school.guess(&format!("192.0.2.{attempt}:1"), "ada", "horse battery lamb").await, 401);
    }
    let body = json!({ "login": "ADA", "password": PASSWORD });
    let stopped = school.knock_from("192.0.2.99:1", "/api/v1/sign-in", &body).await;
    assert_eq!((stopped.status.as_u16(), &stopped.json()["code"]), (429, &json!("too_many_attempts")));
    let wait: u64 = stopped.headers["retry-after"].to_str().unwrap().parse().expect("seconds");
    assert!((1..=60).contains(&wait), "{wait}");
    assert_eq!(school.guess("192.0.2.99:1", "bo", PASSWORD).await, 200, "another person");
    later(wait);
    assert_eq!(school.guess("192.0.2.99:1", "ada", PASSWORD).await, 200, "as was said");
}

/// Protects from who tries one password on everybody, from all addresses of a household or a rented machine.
#[tokio::test]
async fn one_network_guesses_sixty_times_then_once_a_second() {
    let school = School::open().await;
    school.invite("ada", "auditor", &[]).await;
    let path = "/api/v1/invitation";
    let guess = async |number: usize| {
        let body = json!({ "token": "", "password": PASSWORD });
        school.knock_from(&format!("[2001:db8:1:2::{number:x}]:1"), path, &body).await.status.as_u16()
    };
    for number in 1..=60 {
        assert_eq!(guess(number).await, 410);
    }
    assert_eq!(guess(61).await, 429, "rotating through a /64 is one network");
    for path in ["/api/v1/setup", "/api/v1/sign-in"] {
        let body = json!({ "token": "", "login": "ada", "name": "x", "password": PASSWORD });
        let body = if path.ends_with("in") { json!({ "login": "ada", "password": PASSWORD }) } else { body };
        let got = school.knock_from("[2001:db8:1:2:9:9:9:9]:1", path, &body).await;
        assert_eq!(got.status, 429, "{path} shares the bucket");
    }
    assert_eq!(school.guess("[2001:db8:1:3::1]:1", "ada", PASSWORD).await, 200, "the neighbour network");
    assert_eq!(school.guess("198.51.100.7:1", "ada", PASSWORD).await, 200);
    later(2);
    assert_eq!((guess(1).await, guess(1).await, guess(1).await), (410, 410, 429));
}

/// Protects second factors from somebody who knows the password.
#[tokio::test]
async fn second_factors_are_guessed_at_five_times() {
    let school = School::open().await;
    let ada = school.person("ada", "auditor", &[]).await;
    let mut seen = Vec::new();
    for _ in 0..6 {
        let body = json!({ "code": "000000" }).to_string().into_bytes();
        let got = school.ask(Method::DELETE, "/api/v1/me/totp", Some(&ada.bearer), Some(body)).await;
        seen.push(got.status.as_u16());
    }
    assert_eq!(seen, [404, 404, 404, 404, 404, 429]);
    let body = json!({ "code": "000000" }).to_string().into_bytes();
    let confirm = school.ask(Method::POST, "/api/v1/me/totp/confirm", Some(&ada.bearer), Some(body)).await;
    assert_eq!(confirm.status, 429, "one bucket for all that takes a code");
    let me = school.ask(Method::GET, "/api/v1/me", Some(&ada.bearer), None).await;
    assert_eq!(me.status, 200, "the rest goes on");
}

/// Protects keys and sign-ins from guessing, and their holders from those who guess beside them.
#[tokio::test]
async fn wrong_tokens_are_counted_and_right_ones_never_stopped() {
    let school = School::open().await;
    let ask = async |token: &str| {
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str())];
        let from = Some("203.0.113.5:1");
        school.send(Method::GET, "/api/v1/classes", &headers, None, from).await.status.as_u16()
    };
    for number in 0..60 {
        assert_eq!(ask(&format!("muster_{number}")).await, 401);
    }
    assert_eq!(ask("muster_60").await, 429);
    assert_eq!(ask(&school.keys.teacher).await, 200);
    let none = school.send(Method::GET, "/api/v1/classes", &[], None, Some("203.0.113.5:1")).await;
    assert_eq!(none.status, 401, "who sends no token guesses nothing");
}

/// Protects from who writes addresses into a header, and a school behind a proxy from being one client.
#[tokio::test]
async fn forwarded_addresses_are_believed_behind_a_proxy_only() {
    for proxied in [false, true] {
        let proxy = vec!["127.0.0.1/32".parse().expect("an address")];
        let school = School::behind(|gate| if proxied { gate.behind(proxy) } else { gate }).await;
        let mut last = 0;
        for number in 0..70 {
            let forwarded = format!("203.0.113.1, 192.0.2.{number}");
            let headers = [("x-forwarded-for", forwarded.as_str())];
            let body = json!({ "token": "", "password": PASSWORD }).to_string().into_bytes();
            let from = Some("127.0.0.1:1");
            let got = school.send(Method::POST, "/api/v1/invitation", &headers, Some(body), from).await;
            last = got.status.as_u16();
        }
        assert_eq!(last, if proxied { 410 } else { 429 });
    }
}
