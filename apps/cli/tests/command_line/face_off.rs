//! A server whose models are missing or changed: a school still takes attendance, by hand.

use serde_json::{Value, json};

use crate::register_file::RegisterFile;
use crate::room::Room;
use crate::server::{Server, days_ago};

/// Protects Monday morning from a lost file (fault F10).
#[test]
fn without_models_attendance_is_taken_by_hand() {
    let room = Room::with_class("7b", &["ada", "bo"]);
    let said = room.ok(["key", "add", "office", "--role", "admin"]);
    let key = said.lines().next().expect("a secret");
    let server = Server::start(&room);
    let health: Value = serde_json::from_slice(&server.get("/health/ready", key)).expect("JSON");
    assert_eq!(health["status"], "degraded");
    let day = days_ago(0);
    let photo = json!({ "class": "7b", "date": day, "image": "AAAA" });
    let (status, answer) = server.answer("/api/v1/attendance", key, &photo);
    assert_eq!((status, &answer["code"]), (503, &"no_models".into()), "{answer}");
    assert!(answer["message"].as_str().is_some_and(|text| text.contains("by hand")), "{answer}");
    for (student, mark) in [("ada", "present"), ("bo", "late")] {
        let mark = json!({ "student": student, "status": mark });
        let (status, answer) = server.answer(&format!("/api/v1/classes/7b/sessions/{day}/marks"), key, &mark);
        assert_eq!(status, 200, "{answer}");
    }
    std::fs::write(room.path("r.xlsx"), server.get("/api/v1/classes/7b/register.xlsx", key)).expect("writes");
    let register = RegisterFile::open(&room.path("r.xlsx"));
    assert_eq!(["ada", "bo"].map(|id| register.letter(id, &day)), ["P", "L"]);
}
