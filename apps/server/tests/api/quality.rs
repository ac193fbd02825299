//! How right the machine was, over HTTP.

use serde_json::json;

use crate::school::{BLUE, RED, School, later, photo_of_width};

async fn take(school: &School, date: &str, colour: [u8; 3]) {
    // Each day its own picture: the same one again would mark nobody.
    let day: u32 = date[8..].parse().expect("a day");
    let take = json!({ "class": "7b", "date": date, "image": photo_of_width(320 + day, colour) });
    assert_eq!(school.post("/api/v1/attendance", &take).await.status, 200);
}

async fn mark(school: &School, date: &str, student: &str, status: &str) {
    later(1);
    let path = format!("/api/v1/classes/7b/sessions/{date}/marks");
    assert_eq!(school.post(&path, &json!({ "student": student, "status": status })).await.status, 200);
}

async fn close(school: &School, date: &str) {
    let path = format!("/api/v1/classes/7b/sessions/{date}/close");
    assert_eq!(school.post(&path, &json!(null)).await.status, 200);
}

/// Protects the figures from sessions that say nothing of the machine: open ones, and those taken by hand.
#[tokio::test]
async fn closed_sessions_with_photos_are_compared_with_what_held() {
    let school = School::open().await;
    take(&school, "2026-11-20", RED).await;
    mark(&school, "2026-11-20", "greta", "present").await;
    close(&school, "2026-11-20").await;
    take(&school, "2026-11-23", RED).await;
    mark(&school, "2026-11-23", "rita", "absent").await;
    close(&school, "2026-11-23").await;
    take(&school, "2026-11-24", BLUE).await;
    mark(&school, "2026-11-19", "rita", "present").await;
    close(&school, "2026-11-19").await;

    let got = school.get("/api/v1/classes/7b/quality").await.json();
    let total = &got["total"];
    assert_eq!(total["sessions"], 2, "{got}");
    assert_eq!(
        [&total["true_positive"], &total["false_positive"], &total["false_negative"]],
        [&json!(1), &json!(1), &json!(1)],
        "Rita was seen and there; seen and not there; Greta was there and not seen"
    );
    assert_eq!((&total["precision"]["hits"], &total["precision"]["of"]), (&json!(1), &json!(2)));
    assert!(total["precision"]["low"].as_f64() < total["precision"]["value"].as_f64());
    assert_eq!((&total["review_rate"]["of"], &total["f1"]), (&json!(2), &json!(0.5)));
    let days: Vec<_> = got["sessions"].as_array().expect("sessions").iter().map(|one| &one["date"]).collect();
    assert_eq!(days, ["2026-11-20", "2026-11-23"]);
    let later = school.get("/api/v1/classes/7b/quality?from=2026-11-21").await.json();
    assert_eq!(later["total"]["sessions"], 1);
}
