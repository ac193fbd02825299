//! Requests that no client should send, against the running server without any model: `bad-inputs.md`, rows 27 to 53
//! as far as they are about requests. Pictures are in `bad_photos`, broken connections in `sockets`.

use serde_json::{Value, json};

use crate::room::Room;
use crate::server::{Server, days_ago};

/// The server, its room, and a key for class 7b.
fn served() -> (Room, Server, String) {
    let room = Room::with_class("7b", &["ada", "bo"]);
    let key = room.key("phone");
    room.add_class("8a", &["cy"]);
    let server = Server::start(&room);
    (room, server, key)
}

/// Rows 31 to 34, 44, 47, 48, 51 to 53: each is refused with a code and a sentence, and nothing is written.
#[test]
fn marks_that_make_no_sense_are_refused_and_change_nothing() {
    let (_room, server, key) = served();
    let (today, far) = (days_ago(0), days_ago(400));
    let late = json!({ "student": "ada", "status": "late" }).to_string();
    let nested = format!("{{\"student\":{}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
    let many = json!({ "student": "ada", "status": "late", "remark": "x".repeat(100_000) }).to_string();
    let on = |day: &str| format!("/api/v1/classes/7b/sessions/{day}/marks");
    let of = |class: &str| format!("/api/v1/classes/{class}/sessions/{today}/marks");
    let rows: Vec<(&str, String, String, &[u16])> = vec![
        ("31: nested", on(&today), nested, &[400, 422]),
        ("31: too large", on(&today), many, &[413]),
        ("32: unknown field", on(&today), late.replace('}', ",\"role\":\"admin\"}"), &[422]),
        ("32: twice", on(&today), late.replace('}', ",\"status\":\"absent\"}"), &[422]),
        ("33: a number", on(&today), late.replace("\"ada\"", "12"), &[422]),
        ("33: null", on(&today), late.replace("\"ada\"", "null"), &[422]),
        ("33: 1e400", on(&today), late.replace("\"ada\"", "1e400"), &[400, 422]),
        ("34: lone surrogate", on(&today), late.replace("ada", "\\ud800"), &[400]),
        ("34: NUL", on(&today), late.replace("ada", "a\\u0000"), &[404, 422]),
        ("44: another's class", of("8a"), late.clone(), &[404]),
        ("44: no class", of("nope"), late.clone(), &[404]),
        ("44: a path", of("..%2F..%2Fetc"), late.clone(), &[404]),
        ("44: no student", on(&today), late.replace("ada", "cy"), &[404]),
        ("48: no such day", on("2023-02-29"), late.clone(), &[422]),
        ("48: no such day", on("2026-04-31"), late.clone(), &[422]),
        ("48: no such month", on("2026-13-01"), late.clone(), &[422]),
        ("51: year 0", on("0000-01-01"), late.clone(), &[422]),
        ("51: year 10000", on("10000-01-01"), late.clone(), &[422]),
        ("51: epoch", on("1795507200"), late.clone(), &[422]),
        ("52: long ago", on(&far), late.clone(), &[422]),
        ("53: slashes", on("03%2F04%2F2026"), late.clone(), &[422]),
        ("not JSON", on(&today), "student=ada".into(), &[400]),
        ("nothing", on(&today), String::new(), &[400]),
    ];
    for (what, path, body, statuses) in rows {
        let (status, answer) = server.answer_text(&path, &key, &body);
        assert!(statuses.contains(&status), "{what}: {status} {answer}");
        let error: Value = serde_json::from_str(&answer).unwrap_or_else(|_| panic!("{what}: {answer}"));
        let text = error["message"].as_str().unwrap_or_default();
        assert!(error["code"].is_string() && !text.is_empty() && !text.contains("/tmp"), "{error}");
    }
    assert_eq!(server.get("/api/v1/classes/7b/sessions", &key), b"[]", "no session was made");
    let (status, _) = server.answer_text(&on(&today), &key, &late);
    assert_eq!(status, 200, "the next good request works");
}

/// Rows 43, 46: what is no key opens nothing, and whoever guesses is slowed down while others work.
#[test]
fn wrong_secrets_open_nothing_and_guessing_is_slowed() {
    let (_room, server, key) = served();
    let mark = json!({ "student": "ada", "status": "late" });
    let path = format!("/api/v1/classes/7b/sessions/{}/marks", days_ago(0));
    for secret in ["", "muster_", "eyJhbGciOiJub25lIn0.e30.", &format!("{key}x"), &"x".repeat(8000)] {
        let (status, answer) = server.answer(&path, secret, &mark);
        assert!([401, 429].contains(&status), "{secret:.20}: {answer}");
    }
    let guess = json!({ "login": "head@school.example", "password": "wrong horse lamp" });
    let statuses: Vec<u16> = (0..14).map(|_| server.answer("/api/v1/sign-in", &key, &guess).0).collect();
    assert!(statuses.starts_with(&[401; 5]) && statuses.ends_with(&[429; 2]), "{statuses:?}");
    assert_eq!(server.answer(&path, &key, &mark).0, 200, "others go on");
}

/// Row 40: a client that opens and cancels requests without end is cut off, and nobody else notices.
#[tokio::test(flavor = "multi_thread")]
async fn cancelled_streams_without_end_end_the_connection() {
    let (_room, server, key) = served();
    let socket = tokio::net::TcpStream::connect(server.address.trim_start_matches("http://")).await;
    let (client, connection) = h2::client::handshake(socket.expect("connects")).await.expect("speaks HTTP/2");
    let ended = tokio::spawn(connection);
    let mut sent = 0;
    while sent < 20_000 {
        let Ok(mut ready) = client.clone().ready().await else { break };
        let request = live(&server.address);
        let Ok((_answer, mut stream)) = ready.send_request(request, false) else { break };
        stream.send_reset(h2::Reason::CANCEL);
        sent += 1;
    }
    let path = format!("/api/v1/classes/7b/sessions/{}/marks", days_ago(0));
    let (status, _) = tokio::task::spawn_blocking(move || {
        let mark = json!({ "student": "ada", "status": "late" });
        server.answer(&path, &key, &mark)
    })
    .await
    .expect("runs");
    assert_eq!(status, 200, "others go on");
    assert!(sent < 20_000, "the connection was ended");
    assert!(ended.await.expect("runs").is_err(), "with an error");
}

fn live(address: &str) -> http::Request<()> {
    let request = http::Request::builder().method("GET").uri(format!("{address}/health/live"));
    request.body(()).expect("a request")
}
