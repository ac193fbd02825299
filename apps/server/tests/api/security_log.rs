//! What the audit log keeps of who came in, who did not, and who asked for what is not theirs.

use axum::http::Method;
use serde_json::{Value, json};

use crate::provider::Provider;
use crate::school::{PASSWORD, RED, School, later, photo};

/// The log's entries whose act contains this: actor, what about, outcome.
async fn entries(school: &School, act: &str) -> Vec<(String, String, u64)> {
    let log = school.manage("GET", "/api/v1/audit", &Value::Null).await.json();
    let text = |entry: &Value, name: &str| entry[name].as_str().expect("text").to_owned();
    let mut found: Vec<_> = log
        .as_array()
        .expect("a list")
        .iter()
        .filter(|entry| text(entry, "act").contains(act))
        .map(|entry| {
            (text(entry, "actor"), text(entry, "about"), entry["outcome"].as_u64().expect("a status"))
        })
        .collect();
    found.reverse();
    found
}

fn entry(actor: &str, about: &str, outcome: u64) -> (String, String, u64) {
    (actor.to_owned(), about.to_owned(), outcome)
}

impl School {
    async fn try_sign_in(&self, login: &str, password: &str) -> u16 {
        let body = json!({ "login": login, "password": password });
        self.knock("/api/v1/sign-in", &body).await.status.as_u16()
    }
}

/// Waits for what is told beside the answer.
async fn told(school: &School, count: usize) -> Vec<(String, String, u64)> {
    for _ in 0..200 {
        let found = entries(school, "/sign-in").await;
        if found.len() >= count {
            return found;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    entries(school, "/sign-in").await
}

/// Protects whoever has to find out how somebody came in: sign-ins are in the log, and tries at a real login too.
#[tokio::test]
async fn who_came_in_and_who_tried_is_known() {
    let school = School::open().await;
    school.invite("ada", "auditor", &[]).await;
    assert_eq!(school.try_sign_in("ada", PASSWORD).await, 200);
    assert_eq!(school.try_sign_in("ada", "horse battery lamb").await, 401);
    assert_eq!(school.try_sign_in("horse battery lamp", PASSWORD).await, 401);
    let expected = [entry("ada!", "", 200), entry("not signed in", "login=ada", 401)];
    assert_eq!(told(&school, 2).await, expected, "what is nobody's login is not written down");
    for _ in 0..40 {
        school.try_sign_in("ada", "horse battery lamb").await;
    }
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    let all = entries(&school, "/sign-in").await.len();
    assert!((3..=11).contains(&all), "no more than one may guess, so that nobody fills the log: {all}");
    let check = school.manage("GET", "/api/v1/audit/check", &Value::Null).await.json();
    assert_eq!(check["holds"], true, "{check}");
}

/// Protects the same for who comes in by the school's own provider.
#[tokio::test]
async fn a_sign_in_through_the_provider_is_in_the_log() {
    let provider = Provider::start().await;
    let settings = provider.settings();
    let school = School::behind(|gate| gate.with_provider(settings).expect("good addresses")).await;
    school.invite("ada@school.example", "teacher", &["7b"]).await;
    let away = school.leave().await;
    assert_eq!(school.come_back(&away, &provider.agree(&away.asked)).await.status, 303);
    assert_eq!(entries(&school, "/oidc/callback").await, [entry("ada@school.example!", "", 303)]);
}

/// Protects from a teacher, or a teacher's stolen key, that looks around: what was refused is in the log, once in five minutes.
#[tokio::test]
async fn who_asks_for_what_is_not_theirs_is_known() {
    let school = School::open().await;
    for path in ["/api/v1/users", "/api/v1/classes/8a/students", "/classes/8a", "/api/v1/classes/7b/nothing"]
    {
        for _ in 0..2 {
            assert!([403, 404].contains(&school.get(path).await.status.as_u16()), "{path}");
        }
    }
    let by = "Ms Frizzle";
    assert_eq!(entries(&school, "GET /api/v1/users").await, [entry(by, "", 403)]);
    assert_eq!(entries(&school, "GET /api/v1/classes/{class}/students").await, [entry(by, "class=8a", 404)]);
    assert_eq!(entries(&school, "GET /classes/{class}").await, [entry(by, "class=8a", 404)], "a page, too");
    later(301);
    assert_eq!(school.get("/api/v1/users").await.status, 403);
    assert_eq!(entries(&school, "GET /api/v1/users").await.len(), 2);
    let own = school.get("/api/v1/classes/7b/students/nobody/attendance").await;
    assert_eq!(own.status, 404);
    assert_eq!(entries(&school, "/attendance").await, [], "what is nowhere is nobody's secret");
    let stranger = school.ask(Method::GET, "/api/v1/users", None, None).await;
    assert_eq!((stranger.status.as_u16(), entries(&school, "GET /api/v1/users").await.len()), (401, 2));
}

/// Protects students from looks through a page: faces that are written into it are looked at like those of the interface.
#[tokio::test]
async fn a_page_with_faces_is_a_look_at_them() {
    let school = School::open().await;
    let take = json!({ "class": "7b", "date": "2026-11-24", "image": photo(RED) });
    let photo = school.post("/api/v1/attendance", &take).await.json()["photos"][0]["digest"].clone();
    let photo = photo.as_str().expect("a digest");
    let session = "/classes/7b/sessions/2026-11-24";
    for page in [session.to_owned(), format!("{session}/faces/{photo}/0")] {
        let got = school.get(&page).await;
        assert_eq!(got.status, 200, "{page}");
        assert!(String::from_utf8_lossy(&got.bytes).contains("data:image/jpeg;base64,"), "{page} has a face");
    }
    let looks = entries(&school, "GET /classes/{class}/sessions").await;
    let about = "class=7b date=2026-11-24";
    let face = format!("{about} photo={photo} face=0");
    assert_eq!(looks, [entry("Ms Frizzle", about, 200), entry("Ms Frizzle", &face, 200)]);
}
