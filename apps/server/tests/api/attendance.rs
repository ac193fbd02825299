//! From a photo to the register, as a client sees it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::http::Method;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use crate::school::{BLUE, RED, School, photo};

fn take(colours: &[[u8; 3]]) -> Value {
    let images: Vec<String> = colours.iter().map(|colour| photo(*colour)).collect();
    json!({ "class": "7b", "date": "2026-11-24", "images": images })
}

pub(crate) fn statuses(answer: &Value) -> Vec<(&str, &str)> {
    let students = answer["students"].as_array().expect("an array");
    students
        .iter()
        .map(|one| (one["id"].as_str().expect("text"), one["status"].as_str().expect("text")))
        .collect()
}

/// Protects the original system's call: photos in, who is there out, once.
#[tokio::test]
async fn photos_give_marks_and_the_same_photos_again_give_nothing_new() {
    let school = School::open().await;
    let first = school.post("/api/v1/attendance", &take(&[RED, BLUE])).await;
    assert_eq!(first.status, 200, "{}", String::from_utf8_lossy(&first.bytes));
    let first = first.json();
    assert_eq!(first["added"], 2);
    assert_eq!(statuses(&first), [("greta", "not_seen"), ("rita", "present")]);
    let unknown = first["unknown"].as_array().expect("an array");
    assert_eq!(unknown.len(), 1, "nobody is blue");
    let thumbnail = unknown[0]["thumbnail"].as_str().expect("a picture");
    assert!(BASE64_STANDARD.decode(thumbnail).expect("base64").starts_with(&[0xFF, 0xD8]), "a JPEG");
    let mark = first["students"][1]["mark"].clone();
    assert_eq!((&mark["source"], &mark["model"]), (&json!("machine"), &json!("facenet/plain")));

    let again = school.post("/api/v1/attendance", &take(&[RED])).await.json();
    assert_eq!((&again["added"], &again["students"][1]["mark"]), (&json!(0), &mark));
    let read = school.get("/api/v1/classes/7b/sessions/2026-11-24").await.json();
    assert_eq!(read, again, "reading says what taking said");
    assert!(!read.to_string().contains("vector"), "no template leaves");
}

/// Protects registers from the hour at which a phone happened to have a network: it says when its photos were taken,
/// but a file that knows better is believed.
#[tokio::test]
async fn a_phone_says_when_its_photos_were_taken() {
    let school = School::open().await;
    let mut body = take(&[RED]);
    body["captured_at"] = json!("2026-11-24T09:05:00");
    let jpeg = BASE64_STANDARD.decode(photo(BLUE)).expect("base64");
    body["images"]
        .as_array_mut()
        .expect("an array")
        .push(json!(BASE64_STANDARD.encode(with_exif_time(&jpeg))));
    let answer = school.post("/api/v1/attendance", &body).await.json();
    assert_eq!(answer["photos"][0]["captured_at"], "2026-11-24T09:05:00", "{answer}");
    assert_eq!(answer["photos"][1]["captured_at"], "2026-11-24T08:30:00", "its own EXIF data");
}

/// A JPEG with an EXIF block that says 24 November 2026, 8:30: two directories of one entry each.
fn with_exif_time(jpeg: &[u8]) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let directory = |entry: Vec<u8>| [&[1, 0][..], &entry, &[0; 4]].concat();
    let exif = [
        b"Exif\0\0II*\0\x08\0\0\0".to_vec(),
        directory(entry(0x8769, 4, 1, 26)),
        directory(entry(0x9003, 2, 20, 44)),
        b"2026:11:24 08:30:00\0".to_vec(),
    ]
    .concat();
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
}

/// Protects a teacher's word from machines, and students from being absent before anybody said so.
#[tokio::test]
async fn a_mark_by_hand_wins_and_only_closing_makes_absent() {
    let school = School::open().await;
    let marks = "/api/v1/classes/7b/sessions/2026-11-24/marks";
    let excused = json!({ "student": "rita", "status": "excused", "remark": "dentist" });
    let answer = school.post(marks, &excused).await.json();
    assert_eq!(statuses(&answer), [("greta", "not_seen"), ("rita", "excused")], "without any photo");
    assert_eq!(answer["students"][1]["mark"]["by"], "Ms Frizzle");
    let answer = school.post("/api/v1/attendance", &take(&[RED])).await.json();
    assert_eq!(statuses(&answer), [("greta", "not_seen"), ("rita", "excused")]);
    let close = "/api/v1/classes/7b/sessions/2026-11-24/close";
    let answer = school.ask(Method::POST, close, Some(&school.keys.teacher), None).await.json();
    assert_eq!(statuses(&answer), [("greta", "absent"), ("rita", "excused")]);
    let sessions = school.get("/api/v1/classes/7b/sessions?from=2026-11-24").await.json();
    assert!(sessions[0]["closed_at"].is_string(), "{sessions}");
    assert_eq!(school.get("/api/v1/classes/7b/sessions?to=2026-11-23").await.json(), json!([]));
    let register = school.get("/api/v1/classes/7b/register.xlsx").await;
    assert!(
        register.bytes.starts_with(b"PK")
            && register.headers["content-type"].to_str().unwrap().contains("sheet")
    );
    assert_eq!(
        school.get("/api/v1/classes/7b/register.xlsx?from=2026-12-01&to=2026-11-01").await.status,
        422
    );
}

/// Protects memory and rosters: what is too much is told when to come back, and nothing else waits for it.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_queue_says_when_to_come_back_and_rosters_do_not_wait() {
    let school = School::with(Duration::from_secs(2), 0).await;
    let (body, done) = (take(&[RED]), AtomicBool::new(false));
    let slow = async {
        let answer = school.post("/api/v1/attendance", &body).await;
        done.store(true, Ordering::SeqCst);
        answer
    };
    let others = async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let roster = school.get("/api/v1/classes/7b/students").await;
        let turned_away = school.post("/api/v1/attendance", &body).await;
        (roster, turned_away, done.load(Ordering::SeqCst))
    };
    let (slow, (roster, turned_away, waited)) = tokio::join!(slow, others);
    assert_eq!((slow.status.as_u16(), roster.status.as_u16(), turned_away.status.as_u16()), (200, 200, 503));
    assert!(!waited, "neither waited for the photo");
    assert_eq!(turned_away.json()["code"], "busy");
    assert!(turned_away.headers["retry-after"].to_str().unwrap().parse::<u32>().is_ok());
    assert_eq!(school.post("/api/v1/attendance", &body).await.json()["added"], 0, "the place is free again");
}
