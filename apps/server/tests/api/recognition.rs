//! Switching to another way of recognising while the server runs.

use std::time::Duration;

use serde_json::{Value, json};

use crate::attendance::statuses;
use crate::school::{GREEN, RED, School, photo, photo_of_width};

const PROFILE: &str = "/api/v1/recognition-profile";

/// The answer once no switch is under way.
async fn settled(school: &School) -> Value {
    for _ in 0..200 {
        let now = school.manage("GET", PROFILE, &Value::Null).await.json();
        if now["switch"]["failed"].is_string() || now["switch"].is_null() {
            return now;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the switch does not end");
}

async fn enrol_greta(school: &School) {
    let enrolment =
        json!({ "student": "greta", "photos": [{ "name": "g.jpg", "image": photo_of_width(640, GREEN) }] });
    let enrolled = school.post("/api/v1/classes/7b/enrolment", &enrolment).await.json();
    let decision = json!({ "faces": [enrolled["faces"][0]["id"]], "state": "accepted" });
    assert_eq!(school.post("/api/v1/classes/7b/enrolment/decisions", &decision).await.status, 200);
}

/// Protects a school that changes its mind: templates are made from the crops on file, nobody enrols again, what was marked
/// stays, and the way back is open.
#[tokio::test]
async fn another_profile_takes_over_without_enrolling_again() {
    let school = School::open().await;
    enrol_greta(&school).await;
    let first = settled(&school).await;
    assert_eq!((&first["profile"], &first["choices"]), (&json!("paper"), &json!([])));
    assert_eq!(first["profiles"].as_array().map(Vec::len), Some(2));

    let begun = school.manage("PUT", PROFILE, &json!({ "profile": "facenet" })).await;
    assert_eq!(begun.status, 202, "{}", begun.json());
    let now = settled(&school).await;
    assert_eq!((&now["profile"], &now["choices"][0]["by"]), (&json!("facenet"), &json!("office")), "{now}");
    let take = |colour| json!({ "class": "7b", "date": "2026-11-24", "image": photo(colour) });
    let taken = school.post("/api/v1/attendance", &take(GREEN)).await;
    assert_eq!(taken.status, 200, "{}", taken.json());
    let taken = taken.json();
    assert_eq!(statuses(&taken), [("greta", "present"), ("rita", "not_seen")], "{taken}");

    assert_eq!(school.manage("PUT", PROFILE, &json!({ "profile": "paper" })).await.status, 202);
    assert_eq!(settled(&school).await["profile"], "paper");
    let back = school.post("/api/v1/attendance", &take(RED)).await.json();
    assert_eq!(
        statuses(&back),
        [("greta", "present"), ("rita", "present")],
        "imported templates are there again"
    );
}

#[tokio::test]
async fn a_profile_that_is_not_there_changes_nothing() {
    let school = School::open().await;
    assert_eq!(school.manage("PUT", PROFILE, &json!({ "profile": "default" })).await.status, 404);
    assert_eq!(school.manage("PUT", PROFILE, &json!({ "profile": 7 })).await.status, 422);
    assert_eq!(settled(&school).await["profile"], "paper");
}

/// Protects a school that gives up faces from models that stay in memory, and one that wants them again from a restart.
#[tokio::test]
async fn models_go_and_come_with_the_use_of_faces() {
    let school = School::open().await;
    let take = json!({ "class": "7b", "date": "2026-11-24", "image": photo(GREEN) });
    let used = async |on: bool| {
        assert_eq!(school.manage("PUT", "/api/v1/faces", &json!({ "on": on })).await.status, 200);
    };
    used(false).await;
    let refused = school.post("/api/v1/attendance", &take).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (409, &json!("face_off")));
    assert_eq!(school.manage("GET", "/health/ready", &Value::Null).await.status, 204, "nothing is missing");
    assert_eq!(school.manage("PUT", PROFILE, &json!({ "profile": "facenet" })).await.status, 202);
    assert_eq!(settled(&school).await["profile"], "facenet", "the choice is kept");
    assert_eq!(school.post("/api/v1/attendance", &take).await.status, 409, "and switches nothing on");

    used(true).await;
    assert_eq!(settled(&school).await["switch"], Value::Null);
    enrol_greta(&school).await;
    let taken = school.post("/api/v1/attendance", &take).await;
    assert_eq!(taken.status, 200, "{}", taken.json());
    assert_eq!(statuses(&taken.json()), [("greta", "present"), ("rita", "not_seen")]);
}
