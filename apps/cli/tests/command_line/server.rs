//! The server as a school runs it: the binary, real models, a client on the network.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use crate::register_file::RegisterFile;
use crate::room::{Room, has};
use crate::with_models::{enrolled, models, student};

/// A running server, ended with the test.
pub(crate) struct Server {
    process: Child,
    pub(crate) address: String,
}

impl Server {
    pub(crate) fn start(room: &Room) -> Self {
        Self::spawn(room.muster(["serve", "--listen", "127.0.0.1:0"]))
    }

    /// Of a command that becomes one.
    pub(crate) fn spawn(mut command: Command) -> Self {
        let mut process = command.stdout(Stdio::piped()).spawn().expect("the binary starts");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("piped")).read_line(&mut line).expect("reads");
        let address =
            line.split_whitespace().find(|word| word.starts_with("http")).expect("says its address");
        Self { address: address.trim_end_matches(';').to_owned(), process }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    fn post(&self, path: &str, key: &str, body: &Value) -> Value {
        self.try_post(path, key, body).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn try_post(&self, path: &str, key: &str, body: &Value) -> Result<Value, ureq::Error> {
        ureq::post(format!("{}{path}", self.address))
            .header("Authorization", format!("Bearer {key}"))
            .send_json(body)?
            .body_mut()
            .read_json()
    }

    /// The status and the JSON, whatever they are.
    pub(crate) fn answer(&self, path: &str, key: &str, body: &Value) -> (u16, Value) {
        let (status, text) = self.answer_text(path, key, &body.to_string());
        (
            status,
            serde_json::from_str(&text).unwrap_or_else(|_| panic!("{path} answers JSON, not {text:.200}")),
        )
    }

    /// The same for a body that need not be JSON.
    pub(crate) fn answer_text(&self, path: &str, key: &str, body: &str) -> (u16, String) {
        let request =
            ureq::post(format!("{}{path}", self.address)).config().http_status_as_error(false).build();
        let request = request.header("Authorization", format!("Bearer {key}"));
        let request = request.header("Content-Type", "application/json");
        let mut answer = request.send(body).unwrap_or_else(|error| panic!("{path}: {error}"));
        (answer.status().as_u16(), answer.body_mut().read_to_string().expect("text"))
    }

    /// The process.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// No warning, no chance to tidy up.
    pub(crate) fn kill_9(&self) {
        let killed = Command::new("kill").args(["-9", &self.process.id().to_string()]).status();
        assert!(killed.is_ok_and(|status| status.success()));
    }

    pub(crate) fn get(&self, path: &str, key: &str) -> Vec<u8> {
        let mut answer = ureq::get(format!("{}{path}", self.address))
            .header("Authorization", format!("Bearer {key}"))
            .call()
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        answer.body_mut().read_to_vec().expect("a body")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The date so many days ago.
pub(crate) fn days_ago(days: usize) -> String {
    let today = jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date();
    today.saturating_sub(jiff::Span::new().days(days as i64)).to_string()
}

/// Protects the main job over the network: a photo in, names out, a correction, the register.
#[test]
fn a_client_takes_attendance_and_downloads_the_register() {
    let Some(room) = enrolled() else { return };
    let key = room.key("Ms Frizzle");
    has(&room.ok(["key", "list"]), &["Ms Frizzle", "teacher", "7b"]);
    let mut server = Server::start(&room);
    let day = days_ago(0);
    let photo = BASE64_STANDARD.encode(std::fs::read(room.path("class-photo.jpg")).expect("is there"));
    let request = json!({ "class": "7b", "date": day, "image": format!("data:image/jpeg;base64,{photo}") });
    let answer = server.post("/api/v1/attendance", &key, &request);
    assert_eq!(student(&answer, "Barack_Obama")["status"], "present", "{}", answer["students"]);
    assert_eq!(answer["unknown"].as_array().map(Vec::len), Some(6), "six strangers");
    let session = format!("/api/v1/classes/7b/sessions/{day}");
    let late = json!({ "student": "Joe_Biden", "status": "late", "remark": "bus" });
    let answer = server.post(&format!("{session}/marks"), &key, &late);
    assert_eq!(student(&answer, "Joe_Biden")["mark"]["by"], "Ms Frizzle");
    let answer = server.post(&format!("{session}/close"), &key, &json!({}));
    assert_eq!(student(&answer, "Sam_Without-Photo")["status"], "absent");

    std::fs::write(room.path("r.xlsx"), server.get("/api/v1/classes/7b/register.xlsx", &key))
        .expect("writes");
    let register = RegisterFile::open(&room.path("r.xlsx"));
    let letters = ["Barack_Obama", "Joe_Biden", "Sam_Without-Photo"].map(|id| register.letter(id, &day));
    assert_eq!(letters, ["P", "L", "A"]);

    let id =
        room.ok(["key", "list"]).lines().find(|line| line.contains("Ms Frizzle")).expect("listed").to_owned();
    let id = id.split(['│', '┆']).nth(1).expect("a column").trim().to_owned();
    room.ok(["key", "revoke", &id]);
    let refused = ureq::get(format!("{}/api/v1/classes", server.address))
        .header("Authorization", format!("Bearer {key}"))
        .call();
    assert!(matches!(refused, Err(ureq::Error::StatusCode(401))), "a revoked key opens nothing at once");

    let ended = Command::new("kill").args(["-TERM", &server.process.id().to_string()]).status();
    assert!(ended.is_ok_and(|status| status.success()));
    assert_eq!(server.process.wait().expect("ends").code(), Some(0), "a stop is no failure");
}

/// Protects accepted photos from a power cut: the next start takes them up, once.
#[test]
fn photos_that_were_accepted_survive_kill_9() {
    let Some(room) = enrolled() else { return };
    let key = &room.key("phone");
    let day = days_ago(0);
    let photo = BASE64_STANDARD.encode(std::fs::read(room.path("class-photo.jpg")).expect("is there"));
    let request = json!({ "class": "7b", "date": day, "image": photo });
    let server = Server::start(&room);
    let job = server.post("/api/v1/attendance?wait=0", key, &request);
    assert_ne!(job["state"], "done", "there is something left to do");
    server.kill_9();
    drop(server);

    let server = Server::start(&room);
    let job = format!("/api/v1/jobs/{}", job["id"]);
    let told = String::from_utf8(server.get(&format!("{job}/events"), key)).expect("text");
    assert!(told.trim_end().ends_with('}') && told.contains(r#""state":"done""#), "{told}");
    let session = server.get(&format!("/api/v1/classes/7b/sessions/{day}"), key);
    let session: Value = serde_json::from_slice(&session).expect("JSON");
    assert_eq!(session["photos"].as_array().map(Vec::len), Some(1));
    assert_eq!(student(&session, "Barack_Obama")["status"], "present");
}

/// Protects who sets a server up: what can't be is said in one line.
#[test]
fn a_taken_port_and_a_wrong_key_are_named() {
    let Some(models) = models() else { return };
    let room = Room::with_models(&models);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    let ran = room.run(["serve", "--listen", &address]);
    assert_eq!(ran.code, Some(1));
    has(&ran.err, &[&address, "can't be listened on", "--listen"]);
    let ran = room.run(["key", "add", "x", "--role", "teacher", "--class", "nowhere"]);
    has(&ran.err, &["there is no class `nowhere`"]);
    assert_eq!(room.run(["key", "add", "x", "--role", "teacher"]).code, Some(2));
    let ran = room.run(["key", "revoke", "nothing"]);
    has(&ran.err, &["there is no API key `nothing`"]);
}
