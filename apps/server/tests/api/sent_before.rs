//! Yesterday's photo, sent again: a person decides.

use serde_json::{Value, json};

use crate::attendance::statuses;
use crate::school::{GREEN, RED, School, photo, photo_of_width};

async fn take(school: &School, date: &str, more: Value) -> Value {
    let mut body = json!({ "class": "7b", "date": date });
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    let got = school.post("/api/v1/attendance", &body).await;
    assert_eq!(got.status, 200, "{}", got.json());
    got.json()
}

/// Protects the register from a photo of another day, and the teacher who knows better.
#[tokio::test]
async fn the_same_file_in_another_session_marks_nobody_until_a_person_does() {
    let school = School::open().await;
    let monday = take(&school, "2026-11-23", json!({ "image": photo(RED) })).await;
    assert_eq!(statuses(&monday), [("greta", "not_seen"), ("rita", "present")]);
    let again = take(&school, "2026-11-24", json!({ "image": photo(RED) })).await;
    assert_eq!(statuses(&again), [("greta", "not_seen"), ("rita", "not_seen")], "not by itself");
    let face = &again["to_review"][0]["faces"][0];
    assert_eq!((&again["to_review"][0]["student"], &face["reason"]), (&json!("rita"), &json!("sent_before")));

    let word = json!({ "photo": again["photos"][0]["digest"], "face": 0, "ruling": "is", "student": "rita" });
    let said = school.post("/api/v1/classes/7b/sessions/2026-11-24/corrections", &word).await.json();
    assert_eq!(statuses(&said), [("greta", "not_seen"), ("rita", "present")], "a person's word wins");

    let own = take(&school, "2026-11-24", json!({ "image": photo_of_width(640, GREEN) })).await;
    assert_eq!(statuses(&own), [("greta", "present"), ("rita", "present")], "a new photo is as good as ever");
    let twice = take(&school, "2026-11-24", json!({ "image": photo_of_width(640, GREEN) })).await;
    assert_eq!(
        statuses(&twice),
        [("greta", "present"), ("rita", "present")],
        "sent twice to its own session"
    );
}

/// Protects against an old photo that was never sent: its own time gives it away. Another time zone does not.
#[tokio::test]
async fn a_photo_taken_days_before_is_for_a_person_and_one_of_the_eve_is_not() {
    let school = School::open().await;
    let old = json!({ "image": photo(RED), "captured_at": "2026-11-21T09:00:00" });
    let taken = take(&school, "2026-11-24", old).await;
    assert_eq!(statuses(&taken), [("greta", "not_seen"), ("rita", "not_seen")], "{taken}");
    assert_eq!(taken["to_review"][0]["faces"][0]["reason"], "sent_before");
    let eve = json!({ "image": photo(GREEN), "captured_at": "2026-11-23T22:00:00" });
    assert_eq!(statuses(&take(&school, "2026-11-24", eve).await)[0], ("greta", "present"));
}

/// Protects against an enrolment picture that is sent as a class photo.
#[tokio::test]
async fn an_enrolment_picture_is_no_class_photo() {
    let school = School::open().await;
    let picture = json!({ "student": "greta", "photos": [{ "name": "g.jpg", "image": photo(GREEN) }] });
    assert_eq!(school.post("/api/v1/classes/7b/enrolment", &picture).await.status, 200);
    let taken = take(&school, "2026-11-24", json!({ "image": photo(GREEN) })).await;
    assert_eq!(statuses(&taken), [("greta", "not_seen"), ("rita", "not_seen")], "{taken}");
}
