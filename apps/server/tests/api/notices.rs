//! Notices: what comes up by itself, and a receiver that gets it signed.

use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use muster_domain::ClassId;
use muster_store::Sessions as _;
use muster_usecase::notices::LookedAt;
use muster_webhook::{Headers, Secret, verify};
use serde_json::{Value, json};

use crate::school::{School, later, now};

/// What a receiver has got; it answers with this status.
#[derive(Clone)]
struct Receiver {
    address: String,
    got: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
    answer: Arc<Mutex<StatusCode>>,
}

impl Receiver {
    async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}/hook", listener.local_addr().expect("an address"));
        let (got, answer) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(StatusCode::NO_CONTENT)));
        let receiver = Self { address, got, answer };
        let own = receiver.clone();
        let take = async move |headers: HeaderMap, body: Bytes| {
            own.got.lock().expect("sound").push((headers, body));
            *own.answer.lock().expect("sound")
        };
        let router = axum::Router::new().route("/hook", axum::routing::post(take));
        tokio::spawn(async move { axum::serve(listener, router).await });
        receiver
    }

    fn count(&self) -> usize {
        self.got.lock().expect("sound").len()
    }

    fn last(&self) -> (HeaderMap, Bytes) {
        self.got.lock().expect("sound").last().expect("something came").clone()
    }

    fn answer(&self, status: u16) {
        *self.answer.lock().expect("sound") = StatusCode::from_u16(status).expect("a status");
    }
}

async fn rule(school: &School, receiver: &Receiver, more: Value) -> Value {
    let mut rule = json!({ "name": "Office", "watches": "absence", "url": receiver.address });
    for (name, value) in more.as_object().expect("fields") {
        rule[name] = value.clone();
    }
    let made = school.manage("POST", "/api/v1/notice-rules", &rule).await;
    assert_eq!(made.status, 201, "{}", made.json());
    made.json()
}

async fn close_with_greta_absent(school: &School, date: &str) {
    later(1);
    let path = |what: &str| format!("/api/v1/classes/7b/sessions/{date}/{what}");
    school.post(&path("marks"), &json!({ "student": "rita", "status": "present" })).await;
    school.post(&path("close"), &json!({})).await;
}

async fn round(school: &School) -> usize {
    round_after(school, &mut LookedAt::default()).await
}

async fn round_after(school: &School, last: &mut LookedAt) -> usize {
    muster_server::send_notices(&school.app, last).await.expect("the store works")
}

/// Protects a family from no message and from two, and the receiver from anybody else's.
#[tokio::test]
async fn an_absence_is_told_once_and_signed() {
    let (school, receiver) = (School::open().await, Receiver::open().await);
    close_with_greta_absent(&school, "2026-11-23").await;
    later(1);
    let made = rule(&school, &receiver, json!({})).await;
    assert_eq!(round(&school).await, 0, "nothing from before the rule");
    close_with_greta_absent(&school, "2026-11-24").await;
    assert_eq!((round(&school).await, round(&school).await, receiver.count()), (1, 0, 1));
    let (headers, body) = receiver.last();
    let secret = Secret::parse(made["secret"].as_str().expect("a secret")).expect("a secret");
    let read = Headers::read(|name| headers.get(name)?.to_str().ok()).expect("signed");
    let age = jiff::SignedDuration::from_mins(5);
    verify(&[secret], &read, &body, now(), age).expect("signed by our secret");
    let told: Value = serde_json::from_slice(&body).expect("JSON");
    let notices = &told["data"]["notices"];
    assert_eq!(notices.as_array().map(Vec::len), Some(1), "{told}");
    assert_eq!(
        (&notices[0]["kind"], &notices[0]["student_name"], &notices[0]["date"]),
        (&json!("absence"), &json!("greta"), &json!("2026-11-24"))
    );
    let listed = school.manage("GET", "/api/v1/notice-rules", &Value::Null).await.json();
    assert_eq!(listed[0]["secret"], Value::Null, "shown once");
}

/// Protects from news that are none any more, and from a message in the night.
#[tokio::test]
async fn what_was_put_right_before_its_hour_is_not_told() {
    let (school, receiver) = (School::open().await, Receiver::open().await);
    let made =
        rule(&school, &receiver, json!({ "digest": "15:30", "quiet_from": "18:00", "quiet_to": "07:00" }))
            .await;
    close_with_greta_absent(&school, "2026-11-23").await;
    close_with_greta_absent(&school, "2026-11-24").await;
    assert_eq!(round(&school).await, 0, "its hour is half past three");
    let late = json!({ "student": "greta", "status": "late" });
    school.post("/api/v1/classes/7b/sessions/2026-11-24/marks", &late).await;
    later(8 * 3600);
    assert_eq!((round(&school).await, receiver.count()), (1, 1), "one letter with all that holds");
    let told: Value = serde_json::from_slice(&receiver.last().1).expect("JSON");
    let days: Vec<&Value> =
        told["data"]["notices"].as_array().expect("a list").iter().map(|one| &one["date"]).collect();
    assert_eq!(days, ["2026-11-23"]);
    let path = format!("/api/v1/notice-rules/{}/notices", made["id"]);
    let kept = school.manage("GET", &path, &Value::Null).await.json();
    let ends: Vec<&Value> = kept.as_array().expect("a list").iter().map(|one| &one["ended"]).collect();
    assert_eq!(ends, ["outdated", "sent"], "the newest first");
}

/// Protects a school from somebody who takes everything out: who has to know is told who it was, once.
#[tokio::test]
async fn many_exports_are_told_of() {
    let (school, receiver) = (School::open().await, Receiver::open().await);
    let made = rule(&school, &receiver, json!({ "watches": "many_exports" })).await;
    assert_eq!(made["watches"], "many_exports");
    for number in 1..=10 {
        assert_eq!((round(&school).await, receiver.count()), (0, 0), "before export {number}");
        let got = school.manage("GET", "/api/v1/classes/7b/register.xlsx", &Value::Null).await;
        assert_eq!(got.status, 200);
    }
    assert_eq!((round(&school).await, round(&school).await, receiver.count()), (1, 0, 1));
    let told: Value = serde_json::from_slice(&receiver.last().1).expect("JSON");
    let notice = &told["data"]["notices"][0];
    assert_eq!((&notice["kind"], &notice["by"]), (&json!("many_exports"), &json!("office")), "{told}");
}

/// Protects notices from a receiver that is down.
#[tokio::test]
async fn what_did_not_arrive_is_tried_again() {
    let (school, receiver) = (School::open().await, Receiver::open().await);
    let made = rule(&school, &receiver, json!({})).await;
    receiver.answer(503);
    close_with_greta_absent(&school, "2026-11-24").await;
    assert_eq!((round(&school).await, receiver.count()), (0, 1));
    assert_eq!((round(&school).await, receiver.count()), (0, 1), "not at once again");
    let path = format!("/api/v1/notice-rules/{}/notices", made["id"]);
    let waits = school.manage("GET", &path, &Value::Null).await.json();
    assert_eq!((&waits[0]["attempts"], &waits[0]["ended"]), (&json!(1), &Value::Null));
    assert!(waits[0]["failure"].as_str().expect("why").contains("503"), "{waits}");
    receiver.answer(204);
    later(10);
    assert_eq!((round(&school).await, receiver.count()), (1, 2));
    let first: Vec<_> = receiver
        .got
        .lock()
        .expect("sound")
        .iter()
        .map(|(headers, _)| headers["webhook-id"].clone())
        .collect();
    assert_eq!(first[0], first[1], "the same message, by which a receiver knows it");
}

#[tokio::test]
async fn a_report_comes_by_itself_and_a_test_at_once() {
    let (school, receiver) = (School::open().await, Receiver::open().await);
    let weekly = json!({ "watches": "report", "report": "students", "every": "week" });
    let made = rule(&school, &receiver, weekly).await;
    close_with_greta_absent(&school, "2026-11-24").await;
    assert_eq!(round(&school).await, 0, "the week is not over");
    later(6 * 24 * 3600);
    assert_eq!((round(&school).await, round(&school).await), (1, 0));
    let told: Value = serde_json::from_slice(&receiver.last().1).expect("JSON");
    let notice = &told["data"]["notices"][0];
    assert_eq!((&notice["from"], &notice["to"]), (&json!("2026-11-23"), &json!("2026-11-29")));
    assert!(notice["csv"].as_str().expect("a file").contains("greta"), "{notice}");
    let path = format!("/api/v1/notice-rules/{}/test", made["id"]);
    assert_eq!(school.manage("POST", &path, &Value::Null).await.json()["arrived"], true);
    receiver.answer(404);
    let failed = school.manage("POST", &path, &Value::Null).await.json();
    assert!(failed["failure"].as_str().expect("why").contains("404"), "{failed}");
}

/// Protects a session from being forgotten, and the office from news that are none.
#[tokio::test]
async fn a_session_that_nobody_took_is_told_when_it_is_over() {
    let (school, receiver) = (School::open().await, Receiver::open().await);
    rule(&school, &receiver, json!({ "watches": "not_taken" })).await;
    let slot = json!({
        "class": "7b", "weekdays": [2], "first_day": "2026-11-01", "last_day": "2026-11-30", "starts": "08:00", "ends": "09:00"
    });
    school.manage("POST", "/api/v1/timetable", &slot).await;
    assert_eq!(round(&school).await, 0, "it is not over, and last week's was before the rule");
    later(3600);
    assert_eq!((round(&school).await, round(&school).await), (1, 0));
}

#[tokio::test]
async fn a_rule_that_cant_be_is_refused() {
    let school = School::open().await;
    for wrong in [
        json!({ "name": " ", "watches": "absence", "url": "https://x.example/" }),
        json!({ "name": "x", "watches": "in_row", "url": "https://x.example/" }),
        json!({ "name": "x", "watches": "chronic", "percent": 0, "url": "https://x.example/" }),
        json!({ "name": "x", "watches": "report", "report": "students", "url": "https://x.example/" }),
        json!({ "name": "x", "watches": "absence", "url": "http://x.example/" }),
        json!({ "name": "x", "watches": "absence", "url": "https://169.254.169.254/" }),
        json!({ "name": "x", "watches": "absence", "mail": "office@x.example" }),
        json!({ "name": "x", "watches": "absence" }),
        json!({ "name": "x", "watches": "absence", "url": "https://x.example/", "quiet_from": "18:00" }),
        json!({ "name": "x", "watches": "absence", "url": "https://x.example/", "digest": "25:00" }),
    ] {
        let refused = school.manage("POST", "/api/v1/notice-rules", &wrong).await;
        assert_eq!(refused.status, 422, "{wrong}: {}", refused.json());
    }
}

/// Protects a big school's server from counting everything every minute, and families from being forgotten by that: what was looked
/// at is looked at again when something was changed, or when the day is another.
#[tokio::test]
async fn nothing_is_counted_again_while_nothing_changes() {
    let (school, receiver) = (School::open().await, Receiver::open().await);
    rule(&school, &receiver, json!({})).await;
    let mut last = LookedAt::default();
    later(300);
    assert_eq!(round_after(&school, &mut last).await, 0);
    // Behind the log's back, so that only a round that counts would see it.
    let (store, id) = (&school.store, &school.app.school);
    let day = "2026-11-24".parse().expect("a day");
    let session = store.open_session(id, &ClassId::new("7b"), day, "", None).await.expect("opens");
    let mark = json!({ "student": "greta", "status": "absent" });
    school.post("/api/v1/classes/7b/sessions/2026-11-24/marks", &mark).await;
    assert_eq!(round_after(&school, &mut last).await, 0, "it is open");
    later(300);
    assert_eq!(round_after(&school, &mut last).await, 0, "settled");
    store.close_session(id, session.id, &[], "office", now()).await.expect("closes");
    assert_eq!(round_after(&school, &mut last).await, 0, "nothing has changed, as far as the log knows");
    later(20);
    school.manage("PUT", "/api/v1/classes/8a", &json!({ "name": "Form 8a" })).await;
    assert_eq!(round_after(&school, &mut last).await, 1);
}
