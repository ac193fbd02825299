//! A running server whose disk or database fails: it says so, stays up, loses nothing that it acknowledged, and works
//! again when it can. Needs the installed models, as every server does; a full disk needs the right to mount one.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::backup::tamper;
use crate::register_file::RegisterFile;
use crate::room::{Room, has};
use crate::server::{Server, days_ago};
use crate::with_models::models;

/// A room with a class and a key to it, and its server.
fn served(mut room: Room, models: PathBuf) -> (Room, String, Server) {
    room.models = models;
    let key = room.key("phone");
    let server = Server::start(&room);
    (room, key, server)
}

struct Answer {
    status: u16,
    retry_after: bool,
    body: Value,
}

fn answered(result: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Answer {
    let mut response = result.expect("the server answers");
    let retry_after = response.headers().contains_key("retry-after");
    let body = response.body_mut().read_json().unwrap_or(Value::Null);
    Answer { status: response.status().as_u16(), retry_after, body }
}

fn mark(server: &Server, key: &str, number: usize) -> Answer {
    let (address, day) = (server.address(), days_ago(number % 300));
    let mark = json!({ "student": "ada", "status": "late", "remark": format!("no. {number}") });
    let request = ureq::post(format!("{address}/api/v1/classes/7b/sessions/{day}/marks"));
    let request = request.config().http_status_as_error(false).build();
    answered(request.header("Authorization", format!("Bearer {key}")).send_json(&mark))
}

fn get(server: &Server, path: &str, key: &str) -> Answer {
    let request =
        ureq::get(format!("{}{path}", server.address())).config().http_status_as_error(false).build();
    answered(request.header("Authorization", format!("Bearer {key}")).call())
}

fn ready(server: &Server) -> u16 {
    get(server, "/health/ready", "").status
}

fn refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!((answer.status, answer.body["code"].as_str()), (status, Some(code)), "{}", answer.body);
    assert!(!answer.body["message"].as_str().expect("says why").contains('/'), "{}", answer.body);
    assert_eq!(answer.retry_after, status == 503);
}

/// The numbers of the marks in the register.
fn numbers(room: &Room) -> BTreeSet<usize> {
    room.ok(["register", "--class", "7b", "--out", "register.xlsx"]);
    let remarks = RegisterFile::open(&room.path("register.xlsx")).remarks();
    remarks.iter().filter_map(|remark| remark.strip_prefix("no. ")?.parse().ok()).collect()
}

/// Fault F18, with two real servers.
#[test]
fn the_second_server_is_refused_until_the_first_has_ended() {
    let Some(models) = models() else { return };
    let (room, _, server) = served(Room::with_class("7b", &["ada"]), models);
    let ran = room.run(["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(ran.code, Some(1));
    has(&ran.err, &["another `muster serve` runs on the data folder", "--home"]);
    has(&room.ok(["doctor"]), &["a `muster serve` runs on this folder", "MB free", "no damage"]);
    server.kill_9();
    drop(server);
    assert_eq!(ready(&Server::start(&room)), 204, "a killed server's lock is nobody's");
}

/// Fault F3: a lock that outlasts the busy timeout.
#[test]
fn a_locked_database_is_answered_with_come_back_later() {
    use sqlx::{ConnectOptions as _, Connection as _};
    let Some(models) = models() else { return };
    let (room, key, server) = served(Room::with_class("7b", &["ada"]), models);
    assert_eq!(mark(&server, &key, 0).status, 200);
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(room.path("data/muster.db"));
    let mut other = runtime.block_on(options.connect()).expect("opens");
    let lock = |other: &mut sqlx::SqliteConnection, sql: &'static str| {
        runtime.block_on(sqlx::raw_sql(sql).execute(other)).expect("runs");
    };
    lock(&mut other, "BEGIN EXCLUSIVE");
    let started = Instant::now();
    refused(&mark(&server, &key, 1), 503, "storage_busy");
    assert!(started.elapsed() > Duration::from_secs(4), "it waits its busy timeout first");
    assert_eq!(get(&server, "/api/v1/classes", &key).status, 200, "readers go on");
    assert_eq!(ready(&server), 204);
    lock(&mut other, "ROLLBACK");
    assert_eq!(mark(&server, &key, 2).status, 200);
    runtime.block_on(other.close()).expect("closes");
    assert_eq!(numbers(&room), BTreeSet::from([0, 2]));
}

/// A small disk of its own, unmounted with the test.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: &Path) -> Option<Self> {
        fs::create_dir_all(at).expect("makes the folder");
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs"]).arg(at).stderr(Stdio::null());
        if command.status().is_ok_and(|status| status.success()) {
            return Some(Self(at.to_owned()));
        }
        println!("skipped: a small disk can't be mounted here (it needs root)");
        None
    }

    /// Writes until nothing more fits.
    fn fill(&self) {
        let mut file = fs::File::create(self.0.join("filler")).expect("there is space");
        while file.write_all(&[0; 512]).is_ok() {}
    }

    fn free(&self) {
        fs::remove_file(self.0.join("filler")).expect("is there");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Fault F1: the disk is full for a while.
#[test]
fn a_full_disk_loses_nothing_and_the_server_goes_on_when_there_is_space() {
    let Some(models) = models() else { return };
    let room = Room::new();
    let Some(disk) = SmallDisk::mount(&room.path("data")) else { return };
    room.add_class("7b", &["ada"]);
    let (room, key, server) = served(room, models);
    let mut acknowledged = BTreeSet::new();
    let mut next = 0..;
    let mut post = |count: usize| {
        let mut last = None;
        for number in next.by_ref().take(count) {
            let answer = mark(&server, &key, number);
            if answer.status == 200 {
                acknowledged.insert(number);
            }
            last = Some(answer);
        }
        last.expect("one at least")
    };
    for _ in 0..2 {
        assert_eq!(post(5).status, 200);
        disk.fill();
        refused(&post(20), 503, "storage_full");
        assert_eq!(get(&server, "/api/v1/classes", &key).status, 200, "readers go on");
        let ran = room.run([
            "backup",
            "data/b",
            "--recipient",
            &age::x25519::Identity::generate().to_public().to_string(),
        ]);
        assert_eq!(ran.code, Some(1));
        assert!(!room.path("data/b").exists(), "no half backup");
        disk.free();
        assert_eq!(post(5).status, 200, "there is space again");
    }
    assert_eq!(ready(&server), 204);
    server.kill_9();
    drop(server);
    assert!(numbers(&room).is_superset(&acknowledged), "all that was acknowledged is there");
    has(&room.ok(["doctor"]), &["this is little", "no damage"]);
}

/// Fault F4: damage under a running server. It never panics, says what it is, and is not ready any more.
#[test]
fn damage_is_named_and_makes_the_server_not_ready() {
    let Some(models) = models() else { return };
    let (room, key, server) = served(Room::with_class("7b", &["ada"]), models);
    assert_eq!(mark(&server, &key, 0).status, 200);
    // The log is folded into the file, then every page but the first is overwritten.
    tamper(&room.path("data/muster.db"), "PRAGMA wal_checkpoint(TRUNCATE)");
    let path = room.path("data/muster.db");
    let mut bytes = fs::read(&path).expect("there");
    bytes[4096..].fill(0xa5);
    let mut file = fs::OpenOptions::new().write(true).open(&path).expect("ours");
    file.write_all(&bytes).expect("writes");
    let identity = age::x25519::Identity::generate().to_public().to_string();
    // A write by another connection makes the server read the pages again.
    let answers: Vec<Answer> = (1..5).map(|number| mark(&server, &key, number)).collect();
    let last = answers.last().expect("some");
    refused(last, 500, "storage_corrupt");
    assert_eq!(ready(&server), 503);
    assert_eq!(get(&server, "/health/ready", "").body["code"], "storage_corrupt");
    has(&room.run(["doctor"]).err, &["damaged", "muster restore"]);
    has(&room.run(["backup", "b", "--recipient", &identity]).err, &["damaged"]);
    assert!(!room.path("b").exists(), "damage is not backed up");
}

/// Fault F4: someone deletes the log while the server has it open. What would be written is lost with the process,
/// so it is refused.
#[test]
fn a_deleted_log_is_noticed_before_anything_is_acknowledged() {
    let Some(models) = models() else { return };
    let (room, key, server) = served(Room::with_class("7b", &["ada"]), models);
    fs::remove_file(room.path("data/muster.db-wal")).expect("is there");
    refused(&mark(&server, &key, 0), 500, "storage_corrupt");
    assert_eq!(ready(&server), 503);
}

/// Fault F8: more connections than the server may have files. It turns to them when there is room again, and what
/// it stores meanwhile is whole.
#[cfg(unix)]
#[test]
fn too_many_connections_for_its_file_limit_do_not_end_the_server() {
    let Some(models) = models() else { return };
    let (room, key, server) = served(Room::with_class("7b", &["ada"]), models);
    drop(server);
    let server = Server::spawn(room.muster_after("ulimit -n 64", ["serve", "--listen", "127.0.0.1:0"]));
    assert_eq!(mark(&server, &key, 0).status, 200);
    let address = server.address().trim_start_matches("http://");
    let idle: Vec<_> =
        (0..100).map(|_| std::net::TcpStream::connect(address).expect("the system takes it")).collect();
    std::thread::sleep(Duration::from_secs(2));
    drop(idle);
    assert_eq!(mark(&server, &key, 1).status, 200);
    assert_eq!(ready(&server), 204);
    drop(server);
    assert_eq!(numbers(&room), BTreeSet::from([0, 1]));
}
