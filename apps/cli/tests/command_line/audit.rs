//! Commands are in the audit log as the server's routes are.

use crate::room::{Room, has};

/// Protects students from commands that leave no trace: what was done is told with what it was about, and whom under the log's own
/// name for them; much at once is told of.
#[test]
fn commands_are_told_with_what_they_were_about() {
    let room = Room::with_class("7b", &["canary-id-7741"]);
    room.ok(["register", "--class", "7b", "--from", "2026-11-01", "--out", "r.xlsx"]);
    room.ok(["student", "export", "canary-id-7741", "--out", "all.zip"]);
    room.ok(["user", "add", "ada@school.example", "--name", "Ada", "--role", "admin"]);
    let log = room.ok(["audit", "list"]);
    has(&log, &["muster register", "class=7b from=2026-11-01", "muster student export"]);
    has(&log, &["muster user add", "login=ada@school.example role=admin"]);
    assert!(!log.contains("canary-id-7741"), "{log}");
    has(&room.ok(["audit", "list", "--student", "canary-id-7741"]), &["muster student export"]);
    for number in 0..7 {
        room.ok(["register", "--class", "7b", "--out", &format!("{number}.csv")]);
    }
    assert!(!room.ok(["audit", "list"]).contains("many exports"), "nine");
    let tenth = room.run(["register", "--class", "7b", "--out", "tenth.csv"]);
    has(&tenth.err, &["one of 10 exports within an hour"]);
    has(&room.ok(["audit", "list", "--kind", "export"]), &["many exports within an hour"]);
    has(&room.ok(["audit", "verify"]), &["The log holds"]);
}

/// Protects registers from a number of years that the law forbids.
#[test]
fn records_are_kept_as_long_as_the_law_says() {
    let room = Room::with_class("7b", &["ada"]);
    let settings = |text: &str| room.put("data/muster.toml", text.as_bytes());
    settings("jurisdiction = \"england\"\nrecords_years = 5\n");
    has(&room.run(["retention"]).err, &["records_years is 5", "england", "6 years"]);
    settings("records_years = 3\n");
    has(&room.ok(["retention"]), &["over 3 years old: 0 sessions"]);
}
