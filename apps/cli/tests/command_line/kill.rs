//! Nothing acknowledged is lost: a server that takes marks is killed again and again, and every mark that it said
//! yes to is in the register afterwards, once.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::json;

use crate::register_file::RegisterFile;
use crate::room::Room;
use crate::server::{Server, days_ago};
use crate::with_models::models;

const STUDENTS: [&str; 5] = ["ada", "bo", "cy", "di", "eve"];

/// Kills in an ordinary run; `MUSTER_KILLS=200` makes the full one.
fn kills() -> usize {
    std::env::var("MUSTER_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(20)
}

/// One life of a server: what the thread that posts and the one that kills tell each other.
#[derive(Default)]
struct Life {
    killed: AtomicBool,
    acknowledged: AtomicUsize,
}

/// Posts marks with a number each until the server is gone; returns the numbers that were acknowledged.
fn post_until_killed(server: &Server, key: &str, first: usize, life: &Life) -> Vec<usize> {
    let mut acknowledged = Vec::new();
    for number in first.. {
        let (student, day) = (STUDENTS[number % STUDENTS.len()], days_ago(number / STUDENTS.len() % 300));
        let mark = json!({ "student": student, "status": "late", "remark": format!("no. {number}") });
        match server.try_post(&format!("/api/v1/classes/7b/sessions/{day}/marks"), key, &mark) {
            Ok(_) => {
                acknowledged.push(number);
                life.acknowledged.fetch_add(1, Ordering::SeqCst);
            }
            Err(_) if life.killed.load(Ordering::SeqCst) => return acknowledged,
            Err(error) => panic!("mark {number} was refused by a living server: {error}"),
        }
    }
    acknowledged
}

#[test]
fn every_acknowledged_mark_survives_kill_9_once() {
    let Some(models) = models() else { return };
    let mut room = Room::with_class("7b", &STUDENTS);
    room.models = models;
    let key = &room.key("phone");
    let mut acknowledged = Vec::new();
    let mut first = 0;
    for round in 0..kills() {
        let server = Server::start(&room);
        let life = Life::default();
        let new = std::thread::scope(|scope| {
            let posting = scope.spawn(|| post_until_killed(&server, key, first, &life));
            while life.acknowledged.load(Ordering::SeqCst) <= round % 3 && !posting.is_finished() {
                std::thread::sleep(Duration::from_millis(1));
            }
            // Spread over the phases of the next write, the same in every run.
            std::thread::sleep(Duration::from_micros((round as u64 * 7919) % 41_000));
            life.killed.store(true, Ordering::SeqCst);
            server.kill_9();
            posting.join().expect("only a killed server refuses")
        });
        first = new.last().map_or(first, |last| last + 1) + 1;
        acknowledged.extend(new);
    }
    assert!(acknowledged.len() >= kills(), "every life wrote something");

    room.ok(["register", "--class", "7b", "--out", "register.xlsx"]);
    let log = RegisterFile::open(&room.path("register.xlsx")).remarks();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for remark in log {
        *times.entry(remark).or_default() += 1;
    }
    for number in &acknowledged {
        assert_eq!(times.get(&format!("no. {number}")), Some(&1), "mark {number} was acknowledged");
    }
    assert!(times.iter().all(|(remark, count)| !remark.starts_with("no.") || *count == 1), "{times:?}");
    println!("{} kills, {} acknowledged marks, none lost, none twice", kills(), acknowledged.len());
}
