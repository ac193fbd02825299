//! Clients that are broken, slow or hostile, on the network: what they get, and that nobody else notices. The same
//! bad inputs as requests are in `apps/server/tests/api`.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::room::Room;
use crate::server::{Server, days_ago};
use crate::with_models::models;

/// A server, its room, and a key for its class.
fn served() -> Option<(Room, Server, String)> {
    let mut room = Room::with_class("7b", &["ada", "bo"]);
    room.models = models()?;
    let key = room.key("phone");
    let server = Server::start(&room);
    Some((room, server, key))
}

fn connect(server: &Server) -> TcpStream {
    let socket = TcpStream::connect(server.address.trim_start_matches("http://")).expect("connects");
    socket.set_read_timeout(Some(Duration::from_secs(30))).expect("sets");
    socket
}

/// What the server says to these bytes until it closes, or nothing more comes for a while.
fn say(server: &Server, bytes: &[u8]) -> String {
    let mut socket = connect(server);
    let _ = socket.write_all(bytes);
    let mut answer = Vec::new();
    let _ = socket.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// Resident memory of the server, in bytes.
#[cfg(target_os = "linux")]
fn memory(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).expect("it runs");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("has a size");
    line.split_whitespace().nth(1).and_then(|size| size.parse::<u64>().ok()).expect("a number") * 1024
}

fn works(server: &Server, key: &str) {
    let mark = json!({ "student": "ada", "status": "late" });
    let path = format!("/api/v1/classes/7b/sessions/{}/marks", days_ago(0));
    server.try_post(&path, key, &mark).expect("the next good request works");
}

/// Rows 35, 38, 43: requests that are none, and heads that never end.
#[test]
fn broken_heads_are_refused_and_the_server_goes_on() {
    let Some((_room, server, key)) = served() else { return };
    let long = "x".repeat(64 << 10);
    let many = "x-y: z\r\n".repeat(1000);
    let head = |fields: &str| {
        format!("POST /api/v1/attendance HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{fields}\r\n")
            .into_bytes()
    };
    let cases: [(Vec<u8>, &[&str]); 9] = [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(), &["400", ""]),
        (b"GET / HTTP/9.9\r\n\r\n".to_vec(), &["400", "505", ""]),
        (head(&format!("x: {long}\r\n")), &["431", "400"]),
        (head(&many), &["431", "400"]),
        (head("content-length: 5\r\ntransfer-encoding: chunked\r\n"), &["400", "401"]),
        (head("content-length: 5\r\ncontent-length: 6\r\n"), &["400"]),
        (head("content-length: -1\r\n"), &["400"]),
        (b"TRACE / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".to_vec(), &["404", "405"]),
        (b"GET /../../etc/passwd HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".to_vec(), &["404", "400"]),
    ];
    for (at, (bytes, statuses)) in cases.iter().enumerate() {
        let answer = say(&server, bytes);
        let status = answer.split(' ').nth(1).unwrap_or_default();
        assert!(statuses.contains(&status), "case {at}: {answer:.200}");
        assert!(!answer.contains("root:"), "case {at}");
    }
    let chunks = head(&format!(
        "authorization: Bearer {key}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n"
    ));
    let answer = say(&server, &[&chunks[..], b"zz\r\nnonsense\r\n"].concat());
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "a chunk without a size: {answer:.200}");
    works(&server, &key);
}

/// Rows 30, 35, 41: bodies that are too large, packed, or stop half-way leave no trace, in memory neither.
#[test]
#[cfg(target_os = "linux")]
fn large_and_aborted_bodies_leave_nothing() {
    let Some((_room, server, key)) = served() else { return };
    works(&server, &key);
    let before = memory(&server);
    let head = |length: usize, further: &str| {
        let head = format!(
            "POST /api/v1/attendance HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer {key}\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n{further}\r\n"
        );
        head.into_bytes()
    };
    let declared = say(&server, &head(4 << 30, ""));
    assert!(declared.starts_with("HTTP/1.1 413"), "refused by its head alone: {declared:.200}");
    let packed = say(&server, &[&head(3, "content-encoding: gzip\r\n")[..], b"\x1f\x8b\x08"].concat());
    assert!(packed.starts_with("HTTP/1.1 4"), "no packed bodies: {packed:.200}");
    for share in [10, 50, 99] {
        let mut socket = connect(&server);
        socket.write_all(&head(1_000_000, "")).expect("sends");
        socket.write_all(&vec![b'A'; share * 10_000]).expect("sends");
        drop(socket);
    }
    works(&server, &key);
    let jobs = server.get("/api/v1/jobs", &key);
    assert_eq!(jobs, b"[]", "nothing of a photo that never came whole is kept");
    let grown = memory(&server).saturating_sub(before);
    assert!(grown < 64 << 20, "{grown} bytes more than before");
}

/// Row 39: a thousand clients that say almost nothing are cut, and a teacher's request does not wait for them.
#[test]
fn slow_clients_are_cut_and_nobody_waits_for_them() {
    let Some((_room, server, key)) = served() else { return };
    let mut idle: Vec<TcpStream> = (0..500).map(|_| connect(&server)).collect();
    for socket in &mut idle {
        socket.write_all(b"POST /api/v1/attendance HTTP/1.1\r\nhost: x\r\nx: ").expect("sends");
    }
    let began = Instant::now();
    works(&server, &key);
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    let mut answer = Vec::new();
    let _ = idle[0].read_to_end(&mut answer);
    let waited = began.elapsed();
    assert!(waited > Duration::from_secs(5) && waited < Duration::from_secs(28), "cut after {waited:?}");
    works(&server, &key);
}
