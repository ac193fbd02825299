//! Users and keys, as admins look after them, and what that does to those who are signed in.

use axum::http::Method;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use qrcode::QrCode;
use qrcode::render::svg;
use serde_json::{Value, json};

use crate::school::{HOST, PASSWORD, RED, School, later, photo};

const NEW_PASSWORD: &str = "purple otter lantern";

impl School {
    async fn status(&self, token: &str) -> u16 {
        self.ask(Method::GET, "/api/v1/me", Some(token), None).await.status.as_u16()
    }
}

/// Protects from invitations that are used twice, late, or after a newer one.
#[tokio::test]
async fn an_invitation_is_good_once_for_a_week() {
    let school = School::open().await;
    let user = json!({ "login": "Ada", "name": "Ada L.", "role": "teacher", "classes": ["7b"] });
    let invited = school.manage("POST", "/api/v1/users", &user).await;
    assert_eq!(invited.status, 201);
    let invited = invited.json();
    let expected = json!({
        "login": "ada", "name": "Ada L.", "role": "teacher", "classes": ["7b"],
        "created_at": invited["user"]["created_at"], "disabled_at": null, "second_factor": false,
        "substitutions": {}
    });
    assert_eq!(invited["user"], expected);
    assert!(expected["created_at"].as_str().is_some_and(|at| at.starts_with("2026-11-24T08:15:00")));
    assert_eq!(school.manage("GET", "/api/v1/users", &Value::Null).await.json(), json!([expected]));
    assert_eq!(school.manage("GET", "/api/v1/users/ADA", &Value::Null).await.json(), expected);
    let token = invited["invitation"]["token"].clone();
    assert_eq!(invited["invitation"]["link"], format!("/invitation#{}", token.as_str().expect("text")));
    let accept = async |token: &Value, password: &str| {
        let body = json!({ "token": token, "password": password });
        school.knock("/api/v1/invitation", &body).await.status.as_u16()
    };
    let before = school.knock("/api/v1/sign-in", &json!({ "login": "ada", "password": PASSWORD })).await;
    assert_eq!(before.status, 401, "there is no password yet");
    assert_eq!(accept(&token, "password123").await, 422, "and the link is not used up");
    assert_eq!(accept(&token, PASSWORD).await, 200);
    assert_eq!(accept(&token, PASSWORD).await, 410);

    let reset =
        async || school.manage("POST", "/api/v1/users/ada/reset", &Value::Null).await.json()["token"].clone();
    let (older, newer) = (reset().await, reset().await);
    assert_eq!(accept(&older, NEW_PASSWORD).await, 410, "a newer one replaced it");
    later(24 * 3600);
    assert_eq!(accept(&newer, NEW_PASSWORD).await, 410, "a reset is for today");
    let user = json!({ "login": "bo", "name": "Bo", "role": "auditor" });
    let late = school.manage("POST", "/api/v1/users", &user).await.json()["invitation"]["token"].clone();
    later(7 * 24 * 3600);
    assert_eq!(accept(&late, PASSWORD).await, 410, "after a week");
}

/// Protects whoever takes the first thing that comes to mind: it comes to others' minds, too. A login is no password of its own.
#[tokio::test]
async fn what_everybody_here_knows_is_no_password() {
    let school = School::open().await;
    let user = json!({ "login": "qxvbnz-trkw", "name": "Q", "role": "auditor" });
    let invited = school.manage("POST", "/api/v1/users", &user).await.json();
    let token = &invited["invitation"]["token"];
    let accept = async |password: &str| {
        let body = json!({ "token": token, "password": password });
        school.knock("/api/v1/invitation", &body).await.status.as_u16()
    };
    for guessed in ["qxvbnz-trkw", "QXVBNZ-TRKW", "rollcallmuster"] {
        assert_eq!(accept(guessed).await, 422, "{guessed}");
    }
    assert_eq!(
        accept("qxvbnz-trkz, and more").await,
        200,
        "the link was not used up, and another's word is good"
    );
}

/// Protects whoever was robbed of a password, a phone or a job: what was signed in ends at once.
#[tokio::test]
async fn a_new_password_a_reset_and_disabling_end_all_sign_ins() {
    let school = School::open().await;
    let ada = school.person("ada", "auditor", &[]).await;
    let bystander = school.person("bo", "auditor", &[]).await;
    let change = async |token: &str, current: &str, new: &str| {
        let body = json!({ "current": current, "new": new }).to_string().into_bytes();
        school.ask(Method::POST, "/api/v1/me/password", Some(token), Some(body)).await.status.as_u16()
    };
    assert_eq!(change(&ada.bearer, "wrong", NEW_PASSWORD).await, 401, "an unlocked phone is not enough");
    assert_eq!(change(&ada.bearer, PASSWORD, "password1234").await, 422);
    assert_eq!(school.status(&ada.bearer).await, 200);
    assert_eq!(change(&ada.bearer, PASSWORD, NEW_PASSWORD).await, 204);
    assert_eq!(school.status(&ada.bearer).await, 401);
    let cookie = school.send(Method::GET, "/api/v1/me", &[("cookie", &ada.cookie)], None, None).await;
    assert_eq!(cookie.status, 401, "the browser too");
    let sign_in = async |password: &str| {
        let got = school.knock("/api/v1/sign-in", &json!({ "login": "ada", "password": password })).await;
        got.json()["token"].as_str().map(str::to_owned)
    };
    assert_eq!(sign_in(PASSWORD).await, None);
    let token = sign_in(NEW_PASSWORD).await.expect("the new one");

    school.manage("PATCH", "/api/v1/users/ada", &json!({ "disabled": true })).await;
    assert_eq!((school.status(&token).await, sign_in(NEW_PASSWORD).await), (401, None));
    school.manage("PATCH", "/api/v1/users/ada", &json!({ "disabled": false })).await;
    assert_eq!(school.status(&token).await, 401, "what has ended stays so");
    let token = sign_in(NEW_PASSWORD).await.expect("she is back");

    assert_eq!(school.manage("POST", "/api/v1/users/ada/reset", &Value::Null).await.status, 200);
    assert_eq!((school.status(&token).await, sign_in(NEW_PASSWORD).await), (401, None));
    assert_eq!(school.status(&bystander.bearer).await, 200, "nobody else notices");
}

/// Protects the school from having nobody who can let others in.
#[tokio::test]
async fn the_last_admin_stays() {
    let school = School::open().await;
    let ada = school.person("ada", "admin", &[]).await;
    let patch = async |login: &str, change: Value| {
        school.manage("PATCH", &format!("/api/v1/users/{login}"), &change).await.status.as_u16()
    };
    assert_eq!(patch("ada", json!({ "disabled": true })).await, 409);
    assert_eq!(patch("ada", json!({ "role": "teacher" })).await, 409);
    assert_eq!(school.status(&ada.bearer).await, 200, "a refused change ends no sign-in");
    school.invite("bo", "admin", &[]).await;
    assert_eq!(patch("ada", json!({ "role": "teacher", "classes": ["7b"], "name": "Ada T." })).await, 200);
    assert_eq!(patch("bo", json!({ "disabled": true })).await, 409);
    let users = school.ask(Method::GET, "/api/v1/users", Some(&ada.bearer), None).await;
    assert_eq!(users.status, 403, "a role holds from the next request on");
    let classes = school.ask(Method::GET, "/api/v1/classes", Some(&ada.bearer), None).await;
    assert_eq!(classes.json(), json!([{ "id": "7b", "name": "Form 7b" }]));
}

/// Protects from users that can't be, and from fields that somebody hopes will be believed.
#[tokio::test]
async fn users_that_can_not_be_are_refused() {
    let school = School::open().await;
    school.invite("ada", "auditor", &[]).await;
    let user = |field: &str, value: Value| {
        let mut user = json!({ "login": "new", "name": "New", "role": "teacher", "classes": ["7b"] });
        user[field] = value;
        user
    };
    for (body, status) in [
        (user("login", json!("ADA")), 409),
        (user("login", json!("a b")), 422),
        (user("login", json!("")), 422),
        (user("login", json!("a".repeat(101))), 422),
        (user("name", json!(" ")), 422),
        (user("name", json!("a\u{0}b")), 422),
        (user("name", json!("x".repeat(201))), 422),
        (user("role", json!("owner")), 422),
        (user("role", json!("auditor")), 422),
        (user("classes", json!(["nowhere"])), 404),
        (user("password", json!(PASSWORD)), 422),
        (user("school_id", json!("other")), 422),
    ] {
        let got = school.manage("POST", "/api/v1/users", &body).await;
        assert_eq!(got.status, status, "{body}: {}", got.json());
        assert!(got.json()["message"].is_string());
    }
    assert_eq!(
        school.manage("GET", "/api/v1/users", &Value::Null).await.json().as_array().map(Vec::len),
        Some(1)
    );
    let unknown = school.manage("PATCH", "/api/v1/users/ada", &json!({ "login": "eve" })).await;
    assert_eq!(unknown.status, 422, "a login is for good");
    for (method, path) in [("GET", "nobody"), ("PATCH", "nobody"), ("POST", "nobody/reset"), ("GET", "a%20b")]
    {
        let body = if method == "PATCH" { json!({}) } else { Value::Null };
        let got = school.manage(method, &format!("/api/v1/users/{path}"), &body).await;
        assert_eq!(got.status, 404, "{method} {path}");
    }
}

/// Protects keys: a secret is shown once, opens what its role says, and nothing once it is revoked.
#[tokio::test]
async fn a_kiosks_key_takes_attendance_and_sees_nothing_else() {
    let school = School::open().await;
    let body = json!({ "label": "Door 7b", "role": "kiosk", "classes": ["7b"] });
    let made = school.manage("POST", "/api/v1/api-keys", &body).await;
    assert_eq!(made.status, 201);
    let made = made.json();
    let secret = made["secret"].as_str().expect("a secret");
    let scanned = QrCode::new(format!("http://{HOST}/app/connect#key={secret}")).expect("short");
    let drawn = scanned.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    let picture = made["picture"].as_str().and_then(|url| url.strip_prefix("data:image/svg+xml;base64,"));
    assert_eq!(picture, Some(BASE64_STANDARD.encode(drawn).as_str()), "the key is where no log sees it");
    let listed = school.manage("GET", "/api/v1/api-keys", &Value::Null).await;
    assert!(listed.json().as_array().expect("keys").contains(&made["key"]));
    assert!(!String::from_utf8_lossy(&listed.bytes).contains(secret), "shown once");

    let take = json!({ "class": "7b", "date": "2026-11-24", "image": photo(RED) }).to_string().into_bytes();
    let taken = school.ask(Method::POST, "/api/v1/attendance", Some(secret), Some(take)).await;
    assert_eq!((taken.status.as_u16(), &taken.json()["students"][1]["status"]), (200, &json!("present")));
    let session = "/api/v1/classes/7b/sessions/2026-11-24";
    assert_eq!(school.ask(Method::GET, session, Some(secret), None).await.status, 403);
    let me = school.ask(Method::GET, "/api/v1/me", Some(secret), None).await.json();
    assert_eq!((&me["login"], &me["role"], &me["classes"]), (&Value::Null, &json!("kiosk"), &json!(["7b"])));

    let id = made["key"]["id"].as_str().expect("an id");
    let revoke = school.manage("DELETE", &format!("/api/v1/api-keys/{id}"), &Value::Null).await;
    assert_eq!((revoke.status.as_u16(), school.status(secret).await), (204, 401));
    assert_eq!(school.manage("DELETE", "/api/v1/api-keys/nothing", &Value::Null).await.status, 404);
    let wrong = school
        .manage("POST", "/api/v1/api-keys", &json!({ "label": "x", "role": "admin", "classes": ["7b"] }))
        .await;
    assert_eq!(wrong.status, 422, "an admin's key is for all classes");
}
