//! A camera at the door.

use serde_json::{Value, json};

use crate::attendance::statuses;
use crate::school::{BLUE, RED, School, later, photo_of_width};

const SESSION: &str = "/api/v1/classes/7b/sessions/2026-11-24";

/// A frame that differs from all others of another width.
async fn frame(school: &School, width: u32, colour: [u8; 3]) -> Value {
    later(1);
    let body = json!({ "image": photo_of_width(width, colour) });
    let got = school.post(&format!("{SESSION}/frames"), &body).await;
    assert_eq!(got.status, 200, "{}", String::from_utf8_lossy(&got.bytes));
    got.json()
}

/// Protects from a mark by one lucky frame; from traces of people who only pass; and the teacher's last word.
#[tokio::test]
async fn who_is_seen_in_several_frames_arrives_and_can_be_sent_back() {
    let school = School::open().await;
    for (width, frames) in [(320, 1), (322, 2)] {
        let seen = frame(&school, width, RED).await;
        assert_eq!((&seen["arrived"], &seen["faces"][0]["name"]), (&json!([]), &json!("rita")));
        assert_eq!((&seen["faces"][0]["frames"], &seen["frames_needed"]), (&json!(frames), &json!(3)));
    }
    let passing = frame(&school, 324, BLUE).await;
    assert_eq!((&passing["arrived"], &passing["faces"][0]["student"]), (&json!([]), &Value::Null));
    let before = school.get(SESSION).await.json();
    assert_eq!(before["photos"], json!([]), "nothing is kept of people who have not arrived");

    let arrived = frame(&school, 326, RED).await;
    let rita = &arrived["arrived"][0];
    assert_eq!((&rita["student"], &rita["name"]), (&json!("rita"), &json!("rita")));
    assert!(rita["at"].as_str().is_some_and(|at| at.starts_with("2026-11-24T")), "{rita}");
    let session = school.get(SESSION).await.json();
    assert_eq!(statuses(&session), [("greta", "not_seen"), ("rita", "present")]);
    assert_eq!(session["photos"][0]["digest"], rita["photo"]);
    for width in [328, 330, 332, 334] {
        assert_eq!(frame(&school, width, RED).await["arrived"], json!([]), "arrives once");
    }

    let word = json!({ "photo": rita["photo"], "face": rita["face"], "ruling": "is_not", "student": "rita" });
    let back = school.post(&format!("{SESSION}/corrections"), &word).await.json();
    assert_eq!(statuses(&back), [("greta", "not_seen"), ("rita", "not_seen")]);
    for width in [336, 338, 340, 342] {
        assert_eq!(frame(&school, width, RED).await["arrived"], json!([]), "and is not taken for her again");
    }
}

/// Protects from frames that are minutes apart.
#[tokio::test]
async fn frames_have_to_be_close_together() {
    let school = School::open().await;
    for width in [320, 322, 324, 326] {
        later(60);
        assert_eq!(frame(&school, width, RED).await["arrived"], json!([]));
    }
}
