//! Sessions that are locked, and opened again with a reason.

use serde_json::{Value, json};

use crate::school::{RED, School, photo};

/// A day whose time for changes is over on the tests' day, the 24th; one that is just in time, and what one may do to them.
const LOCKED: &str = "2026-11-21";
const IN_TIME: &str = "2026-11-22";

fn at(date: &str, what: &str) -> String {
    format!("/api/v1/classes/7b/sessions/{date}/{what}")
}

fn status_of(answer: &Value, student: &str) -> Value {
    let students = answer["students"].as_array().expect("students");
    students.iter().find(|one| one["id"] == student).expect("is on the roster")["status"].clone()
}

/// Protects a register that the office has counted: by no way does a teacher change it any more.
#[tokio::test]
async fn a_locked_session_is_not_changed() {
    let school = School::with_lock(2).await;
    let take = |date: &str| json!({ "class": "7b", "date": date, "image": photo(RED) });
    let mark = json!({ "student": "greta", "status": "present" });
    assert_eq!(school.post("/api/v1/attendance", &take(IN_TIME)).await.status, 200);
    assert_eq!(school.post(&at(IN_TIME, "marks"), &mark).await.status, 200);

    let word = json!({ "photo": "0".repeat(64), "face": 0, "ruling": "nobody" });
    let drawn = json!({ "image": photo(RED), "box": { "x": 80, "y": 60, "width": 160, "height": 120 } });
    for (path, body) in [
        ("/api/v1/attendance".to_owned(), take(LOCKED)),
        (at(LOCKED, "marks"), mark),
        (at(LOCKED, "corrections"), word),
        (at(LOCKED, "faces"), drawn),
        (at(LOCKED, "frames"), json!({ "image": photo(RED) })),
        (at(LOCKED, "close"), json!({})),
    ] {
        let got = school.post(&path, &body).await;
        assert_eq!((got.status.as_u16(), &got.json()["code"]), (409, &json!("locked")), "{path}");
    }
    let withdrawn = school.manage("DELETE", &at(LOCKED, "marks/greta"), &Value::Null).await;
    assert_eq!(withdrawn.json()["code"], "locked", "an admin has to open it first, too");
    assert_eq!(school.get(&at(LOCKED, "marks")).await.status, 404, "nothing was begun");
}

/// Protects a teacher who closed too early, and keeps why it was opened again.
#[tokio::test]
async fn a_closed_session_is_opened_again_with_a_reason() {
    let school = School::with_lock(2).await;
    let mark = json!({ "student": "rita", "status": "present" });
    school.post(&at(IN_TIME, "marks"), &mark).await;
    let closed = school.post(&at(IN_TIME, "close"), &json!({})).await.json();
    assert_eq!(status_of(&closed, "greta"), "absent");

    for reason in ["", "  "] {
        assert_eq!(school.post(&at(IN_TIME, "reopen"), &json!({ "reason": reason })).await.status, 422);
    }
    let opened = school.post(&at(IN_TIME, "reopen"), &json!({ "reason": " Greta came late " })).await.json();
    assert_eq!(status_of(&opened, "greta"), "not_seen", "she was absent by the closing alone");
    assert_eq!(status_of(&opened, "rita"), "present");
    assert_eq!(opened["session"]["closed_at"], Value::Null);
    let again = school.post(&at(IN_TIME, "reopen"), &json!({ "reason": "once more" })).await;
    assert_eq!(again.json()["code"], "conflict", "it is open");
    let kept = school.get(&at(IN_TIME, "reopenings")).await.json();
    assert_eq!(kept.as_array().map(Vec::len), Some(1));
    assert_eq!(kept[0]["reason"], "Greta came late");
}

/// Protects a locked register from teachers, and a school from one that nobody can mend.
#[tokio::test]
async fn an_admin_opens_what_is_locked() {
    let school = School::with_lock(2).await;
    // Old enough to be locked, and from before there was a lock.
    let class = muster_domain::ClassId::new("7b");
    let ours = muster_domain::SchoolId::new("school");
    muster_store::Sessions::open_session(
        school.store.as_ref(),
        &ours,
        &class,
        LOCKED.parse().expect("a day"),
        "",
        None,
    )
    .await
    .expect("opens");
    let reason = json!({ "reason": "the sick note came" });
    let refused = school.post(&at(LOCKED, "reopen"), &reason).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (409, &json!("locked")));
    assert_eq!(school.manage("POST", &at(LOCKED, "reopen"), &reason).await.status, 200);
    let excused = json!({ "student": "greta", "status": "excused" });
    assert_eq!(school.post(&at(LOCKED, "marks"), &excused).await.status, 200, "for two days more");

    // A day that was forgotten.
    let forgotten = "2026-11-19";
    assert_eq!(school.manage("POST", &at(forgotten, "reopen"), &json!({ "reason": " " })).await.status, 404);
    assert_eq!(school.manage("POST", &at(forgotten, "reopen"), &reason).await.status, 200);
    assert_eq!(school.post(&at(forgotten, "marks"), &excused).await.status, 200);
    assert_eq!(
        school.manage("POST", "/api/v1/classes/9z/sessions/2026-11-19/reopen", &reason).await.status,
        404
    );
}
