//! The log for operators: lines that programs read, with nobody in them.

use std::fs::{self, File};

use serde_json::{Value, json};

use crate::room::Room;
use crate::server::{Server, days_ago};

/// Texts that no line may have in it: a name, an id, a password, a login, a remark, what stood in an address.
const CANARIES: [&str; 7] = [
    "canary-id-7741",
    "Canaria",
    "canary horse lamp",
    "canary@school.example",
    "canary remark",
    "canary-query",
    "muster_canary",
];

/// Protects students and passwords from the one place that is copied, mailed and kept by others; and the log from lines that
/// somebody writes into it.
#[test]
fn the_log_is_lines_of_json_and_names_nobody() {
    let room = Room::with_class("7b", &["canary-id-7741"]);
    let key = room.key("phone");
    let mut command = room.muster(["serve", "--listen", "127.0.0.1:0"]);
    command.stderr(File::create(room.path("log")).expect("makes the log"));
    let server = Server::spawn(command);
    let marks = format!("/api/v1/classes/7b/sessions/{}/marks", days_ago(0));
    let late = json!({ "student": "canary-id-7741", "status": "late", "remark": "canary remark" });
    assert_eq!(server.answer(&marks, &key, &late).0, 200);
    let wrong = json!({ "login": "canary@school.example", "password": "canary horse lamp" });
    assert_eq!(server.answer("/api/v1/sign-in", &key, &wrong).0, 401);
    let named = json!({ "student": "Canaria", "status": "late" });
    assert_eq!(server.answer(&marks, &key, &named).0, 404);
    assert_eq!(server.answer(&marks, "muster_canary", &late).0, 401);
    let odd = "/api/v1/classes/canary-id-7741%0A%7B%22level%22%3A%22ERROR%22%7D/students?x=canary-query%0D%0Aforged";
    server.answer_text(odd, &key, "{}");
    let students = server.get("/api/v1/classes/7b/students?canary-query=1", &key);
    assert!(String::from_utf8_lossy(&students).contains("canary-id-7741"), "she is there");
    drop(server);

    let log = fs::read_to_string(room.path("log")).expect("reads");
    let lines: Vec<&str> = log.lines().filter(|line| !line.starts_with("muster: ")).collect();
    assert!(lines.len() >= 6, "a line a request: {log}");
    for line in lines {
        let entry: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
        let at = entry["timestamp"].as_str().unwrap_or_default();
        assert!(at.ends_with('Z') && entry["level"].is_string(), "when, in UTC, and how bad: {line}");
        for canary in CANARIES {
            assert!(!line.contains(canary), "{canary} is in the log: {line}");
        }
    }
}
