//! Photos that take their time, and the two forms they come in.

use std::time::Duration;

use axum::http::Method;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use crate::attendance::statuses;
use crate::school::{BLUE, RED, School, photo};

fn red() -> Value {
    json!({ "class": "7b", "date": "2026-11-24", "image": photo(RED) })
}

/// Protects accepted photos: whoever does not wait can look later, or be told.
#[tokio::test(flavor = "multi_thread")]
async fn what_takes_longer_than_the_client_waits_goes_on_as_a_job() {
    let school = School::with(Duration::from_millis(700), 8).await;
    let accepted = school.post("/api/v1/attendance?wait=0", &red()).await;
    assert_eq!(accepted.status, 202, "{}", String::from_utf8_lossy(&accepted.bytes));
    let job = accepted.headers["location"].to_str().expect("text").to_owned();
    assert_eq!(accepted.json()["photos"], 1);
    let events = school.get(&format!("{job}/events")).await;
    assert_eq!(events.headers["content-type"], "text/event-stream");
    let text = String::from_utf8(events.bytes).expect("text");
    let told: Vec<Value> = text
        .lines()
        .filter_map(|line| line.strip_prefix("data: "))
        .map(|data| serde_json::from_str(data).expect("JSON"))
        .collect();
    assert_eq!(told.last().expect("an event")["state"], "done", "{text}");
    assert!(told.iter().any(|item| item["state"] == "running"), "{text}");
    let job = school.get(&job).await.json();
    assert_eq!((&job["state"], &job["done"], &job["by"]), (&json!("done"), &json!(1), &json!("Ms Frizzle")));
    let session = school.get("/api/v1/classes/7b/sessions/2026-11-24").await.json();
    assert_eq!(statuses(&session)[1], ("rita", "present"));
    assert_eq!(school.get("/api/v1/jobs").await.json().as_array().map(Vec::len), Some(1));
    let others = school.ask(Method::GET, "/api/v1/jobs", Some(&school.keys.other_teacher), None).await;
    assert_eq!(others.json(), json!([]), "another teacher's jobs are not shown");
}

/// Protects phones that send again because the answer got lost.
#[tokio::test(flavor = "multi_thread")]
async fn photos_sent_again_under_their_key_find_their_job() {
    let school = School::with(Duration::from_millis(300), 8).await;
    let send = async |body: Value| {
        let headers = [("idempotency-key", "tuesday")];
        school
            .teacher_sends(Method::POST, "/api/v1/attendance", &headers, body.to_string().into_bytes())
            .await
    };
    let (first, second) = tokio::join!(send(red()), send(red()));
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (200, 200));
    assert_eq!(send(red()).await.json()["photos"].as_array().map(Vec::len), Some(1));
    let mut other = red();
    other["image"] = json!(photo(BLUE));
    assert_eq!(send(other).await.status, 409);
    let mut other = red();
    other["captured_at"] = json!("2026-11-24T09:05:00");
    assert_eq!(send(other).await.status, 409, "another time is another request");
    assert_eq!(school.get("/api/v1/jobs").await.json().as_array().map(Vec::len), Some(1));
}

/// Protects the disk: a bad photo leaves neither a job nor a session's photo.
#[tokio::test]
async fn a_photo_that_is_none_leaves_no_job() {
    let school = School::open().await;
    let bad = json!({ "class": "7b", "date": "2026-11-24", "image": BASE64_STANDARD.encode("GIF89a") });
    assert_eq!(school.post("/api/v1/attendance", &bad).await.status, 415);
    assert_eq!(school.get("/api/v1/jobs").await.json(), json!([]));
    let unseen = school.post("/api/v1/attendance?wait=0", &bad).await;
    let job = unseen.headers["location"].to_str().expect("text").to_owned();
    let told = school.get(&format!("{job}/events")).await;
    assert!(String::from_utf8_lossy(&told.bytes).contains("unsupported_photo"));
    assert_eq!(school.get(&job).await.json()["state"], "failed", "who did not wait can still read why");
}

fn form(parts: &[(&str, Option<&str>, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file, bytes) in parts {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        let head = format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--XX--\r\n");
    body
}

async fn send_form(school: &School, body: Vec<u8>) -> crate::school::Got {
    let headers = [("content-type", "multipart/form-data; boundary=XX")];
    school.teacher_sends(Method::POST, "/api/v1/attendance", &headers, body).await
}

/// Protects simple clients that send a form, and the server from its field names and file names (rows 36, 37).
#[tokio::test]
async fn a_form_does_what_the_json_does() {
    let school = School::open().await;
    let [red, blue] = [RED, BLUE].map(|colour| BASE64_STANDARD.decode(photo(colour)).expect("base64"));
    let named = form(&[
        ("class", None, b"7b"),
        ("date", None, b"2026-11-24"),
        ("captured_at", None, b"2026-11-24T09:05:00"),
        ("image", Some("../../etc/passwd"), &red),
        ("image", Some("C:\\CON\u{202e}gpj.exe"), &blue),
    ]);
    let got = send_form(&school, named).await;
    assert_eq!(got.status, 200, "{}", String::from_utf8_lossy(&got.bytes));
    assert_eq!(got.json()["photos"][1]["captured_at"], "2026-11-24T09:05:00");
    assert_eq!(statuses(&got.json())[1], ("rita", "present"));
    assert_eq!(got.json()["photos"].as_array().map(Vec::len), Some(2));
    assert!(!String::from_utf8_lossy(&got.bytes).contains("passwd"), "file names are not kept");

    let class: (&str, Option<&str>, &[u8]) = ("class", None, b"7b");
    let date: (&str, Option<&str>, &[u8]) = ("date", None, b"2026-11-24");
    let image: (&str, Option<&str>, &[u8]) = ("image", None, &red);
    let many = vec![image; 20];
    let cases: [(Vec<u8>, u16); 8] = [
        (form(&[class, date]), 422),
        (form(&[date, image]), 422),
        (form(&[class, class, date, image]), 422),
        (form(&[class, date, image, ("role", None, b"admin")]), 422),
        (form(&[class, date, ("image", None, b"")]), 422),
        (form(&[class, date, image, ("captured_at", None, b"yesterday")]), 422),
        (form(&[&[class, date][..], &many].concat()), 413),
        (b"--XX\r\nContent-Disposition: form-data; name=\"class\"\r\n\r\n7b".to_vec(), 400),
    ];
    for (at, (body, status)) in cases.into_iter().enumerate() {
        let got = send_form(&school, body).await;
        assert_eq!(got.status, status, "case {at}: {}", String::from_utf8_lossy(&got.bytes));
    }
    let no_boundary = [("content-type", "multipart/form-data")];
    let got = school.teacher_sends(Method::POST, "/api/v1/attendance", &no_boundary, form(&[class])).await;
    assert_eq!(got.status, 400);
}
