//! Students check in by themselves with a code that is shown in the room.

use axum::http::Method;
use serde_json::{Value, json};

use crate::school::{Got, School, later};

const SESSION: &str = "/api/v1/classes/7b/sessions/2026-11-24";

/// The path and query that the code leads to now.
async fn scanned(school: &School) -> String {
    let code = school.get(&format!("{SESSION}/check-in-code")).await;
    assert_eq!(code.status, 200, "{}", code.json());
    let address = code.json()["address"].as_str().expect("an address").to_owned();
    address.strip_prefix("http://muster.test").expect("this server's").to_owned()
}

async fn open(school: &School, path: &str) -> (u16, String) {
    let got = school.send(Method::GET, path, &[("accept-language", "en")], None, None).await;
    (got.status.as_u16(), String::from_utf8(got.bytes).expect("text"))
}

/// The ticket of the page that the code leads to.
async fn ticket(school: &School) -> String {
    let path = scanned(school).await;
    let (status, html) = open(school, &path).await;
    assert_eq!(status, 200, "{html}");
    let (_, rest) = html.split_once("name=\"ticket\" value=\"").expect("a ticket");
    rest.split_once('"').expect("its end").0.to_owned()
}

async fn check_in(school: &School, ticket: &str, student: &str, cookie: &str) -> Got {
    let body = json!({ "ticket": ticket, "student": student }).to_string().into_bytes();
    let headers: Vec<(&str, &str)> =
        [("cookie", cookie)].into_iter().filter(|(_, c)| !c.is_empty()).collect();
    school.send(Method::POST, "/api/v1/check-in", &headers, Some(body), None).await
}

async fn status_of(school: &School, student: &str) -> (Value, Value) {
    let answer = school.get(SESSION).await.json();
    let list = answer["students"].as_array().expect("students").clone();
    let one = list.into_iter().find(|one| one["id"] == student).expect("on the roster");
    (one["status"].clone(), one["mark"]["by"].clone())
}

/// The whole way, without an account: scanned, typed, marked, named in the history.
#[tokio::test]
async fn a_student_checks_in_with_the_code_that_is_shown() {
    let school = School::open().await;
    let got = check_in(&school, &ticket(&school).await, " greta ", "").await;
    assert_eq!((got.status.as_u16(), got.json()["name"].as_str()), (200, Some("greta")));
    assert_eq!(got.json()["status"], "present");
    assert_eq!(status_of(&school, "greta").await, (json!("present"), json!("self check-in")));
    let history = school.get(&format!("{SESSION}/marks")).await.json();
    let remark = history[0]["mark"]["remark"].as_str().expect("a remark");
    assert!(remark.starts_with("device ") && remark.len() == "device ".len() + 4, "{remark}");
}

/// Protects from a picture of the code that is sent about, a ticket that is passed on, and one phone for the whole class.
#[tokio::test]
async fn codes_tickets_and_phones_are_good_for_one_student_for_a_while() {
    let school = School::open().await;
    let path = scanned(&school).await;
    later(31);
    let (status, html) = open(&school, &path).await;
    assert_eq!(status, 410);
    assert!(html.contains("This code is over") && !html.contains("name=\"ticket\""));
    let late = ticket(&school).await;
    later(181);
    assert_eq!(check_in(&school, &late, "greta", "").await.json()["code"], "code_is_over");

    let used = ticket(&school).await;
    let got = check_in(&school, &used, "greta", "").await;
    let cookie =
        got.headers["set-cookie"].to_str().expect("text").split(';').next().expect("a cookie").to_owned();
    assert!(cookie.starts_with("__Host-muster-device="));
    assert_eq!(check_in(&school, &used, "rita", "").await.json()["code"], "code_is_over");
    let other = check_in(&school, &ticket(&school).await, "rita", &cookie).await;
    assert_eq!((other.status.as_u16(), other.json()["code"].as_str()), (409, Some("device_used")));
    let again = check_in(&school, &ticket(&school).await, "greta", &cookie).await;
    assert_eq!(again.status, 200, "the same student once more changes nothing");
    assert_eq!(school.get(&format!("{SESSION}/marks")).await.json().as_array().map(Vec::len), Some(1));
}

/// Protects a teacher's word, before and after, and sessions that are done; numbers can't be guessed for long.
#[tokio::test]
async fn a_teacher_decides() {
    let school = School::open().await;
    let marks = format!("{SESSION}/marks");
    school.post(&marks, &json!({ "student": "rita", "status": "absent" })).await;
    let got = check_in(&school, &ticket(&school).await, "rita", "").await;
    assert_eq!((got.status.as_u16(), got.json()["code"].as_str()), (409, Some("decided_already")));
    check_in(&school, &ticket(&school).await, "greta", "").await;
    later(1);
    school.post(&marks, &json!({ "student": "greta", "status": "late" })).await;
    assert_eq!(status_of(&school, "greta").await.0, "late");

    let guessing = ticket(&school).await;
    for _ in 0..5 {
        assert_eq!(check_in(&school, &guessing, "nobody", "").await.status, 404);
    }
    assert_eq!(check_in(&school, &guessing, "greta", "").await.status, 410);

    let before = ticket(&school).await;
    school.post(&format!("{SESSION}/close"), &json!({})).await;
    let got = check_in(&school, &before, "rita", "").await;
    assert_eq!((got.status.as_u16(), got.json()["code"].as_str()), (409, Some("session_closed")));
}

/// Only for sessions of today, and only who marks the class shows a code.
#[tokio::test]
async fn a_code_is_for_today_and_shown_by_who_marks() {
    let school = School::open().await;
    let other = school.get("/api/v1/classes/7b/sessions/2026-11-20/check-in-code").await;
    assert_eq!(other.status, 422);
    let kiosk =
        school.ask(Method::GET, &format!("{SESSION}/check-in-code"), Some(&school.keys.kiosk), None).await;
    assert_eq!(kiosk.status, 403);
}
