//! `evaluate` and `calibrate`, on the pictures that `muster demo` fetches: one student of two is on the class
//! photo, beside six strangers.

use std::fmt::Write as _;

use serde_json::Value;

use crate::room::{Room, has};
use crate::with_models::{DAY, copy_pictures, models, take};

const PHOTO: &str = "data-set/photos/class-photo.jpg";

/// A room with a labelled folder `data-set`, its faces marked where `take` finds them.
fn room() -> Option<Room> {
    let room = Room::with_models(&models()?);
    copy_pictures(&room)?;
    std::fs::remove_dir(room.path("enrol/Sam_Without-Photo")).expect("is empty");
    room.ok(["enrol", "enrol", "--class", "7b", "--consent", "a test"]);
    let answer = take(&room, "class-photo.jpg", &[]);
    std::fs::create_dir_all(room.path("data-set/photos")).expect("makes a folder");
    std::fs::rename(room.path("enrol"), room.path("data-set/enrol")).expect("moves");
    std::fs::rename(room.path("class-photo.jpg"), room.path(PHOTO)).expect("moves");
    room.put("data-set/truth.csv", b"photo,person\nclass-photo.jpg,Barack_Obama\n");
    let mut boxes = "photo,class,person,kind,x,y,w,h\n".to_owned();
    let mut face = |person: &str, kind: &str, place: &Value| {
        let [x, y, w, h] = ["x", "y", "width", "height"].map(|side| place[side].as_f64().expect("a number"));
        writeln!(boxes, "class-photo.jpg,,{person},{kind},{x:.0},{y:.0},{w:.0},{h:.0}")
            .expect("a string takes it");
    };
    let students = answer["students"].as_array().expect("an array");
    let there = students.iter().find(|student| student["id"] == "Barack_Obama").expect("is listed");
    face("Barack_Obama", "enrolled", &there["mark"]["box"]);
    for stranger in answer["unknown"].as_array().expect("an array") {
        face("", "stranger", &stranger["box"]);
    }
    room.put("data-set/boxes.csv", boxes.as_bytes());
    Some(room)
}

fn report(room: &Room, name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(room.path(name)).expect("was written")).expect("is JSON")
}

/// Protects the figures from the pictures to the report: what was right is counted right, and a profile that
/// identifies nobody is counted as missing everybody.
#[test]
fn roll_calls_are_counted_and_shown() {
    let Some(room) = room() else { return };
    let said = room.ok(["evaluate", "rollcall", "--data", "data-set", "--out", "measured"]);
    has(&said, &["default", "1.000", "FPIR          0.0000 (0 of ", "Report: measured/report.html"]);
    let counts = report(&room, "measured/report.json")["photos"].clone();
    let number = |name: &str| counts[name].as_u64().unwrap_or_else(|| panic!("{name} in {counts}"));
    assert_eq!(
        ["true_positive", "true_negative", "false_positive", "false_negative"].map(number),
        [1, 1, 0, 0],
        "one student is there, the other is not"
    );
    let page = std::fs::read_to_string(room.path("measured/report.html")).expect("was written");
    has(&page, &["<svg", "Precision and recall", "too few non-mated searches"]);
    assert!(!page.contains("src=\"http"), "the page needs no other file");

    let strict = room.ok(["profiles", "default"]).replace("id = \"default\"", "id = \"strict\"");
    let at = strict.find("identify = ").expect("a threshold");
    let end = at + strict[at..].find('\n').expect("a line");
    let strict = [&strict[..at], "identify = 0.1", &strict[end..]].concat();
    room.put("strict.toml", strict.as_bytes());
    room.ok(["evaluate", "compare", "default", "strict.toml", "--data", "data-set", "--out", "both"]);
    let both = report(&room, "both/compare.json");
    let missed = |at: usize| both[at]["photos"]["false_negative"].as_u64();
    assert_eq!((missed(0), missed(1)), (Some(0), Some(1)));
    assert!(room.path("both/strict.html").is_file() && room.path("both/compare.html").is_file());
}

/// Protects schools from thresholds that move by themselves, and from ones that too few faces support.
#[test]
fn calibration_writes_a_profile_and_changes_none() {
    let Some(room) = room() else { return };
    let before = room.ok(["profiles", "default"]);
    let few = room.run(["calibrate", "--data", "data-set"]);
    assert_eq!(few.code, Some(1), "0.3% of a dozen searches is nothing: {}", few.out);
    has(&few.err, &["non-mated", "334"]);

    let said = room.ok(["calibrate", "--data", "data-set", "--target-fpir", "0.2", "--out", "new.toml"]);
    has(&said, &["1 mated and ", "identify: distance", "95%", "Nothing changed yet"]);
    let new = std::fs::read_to_string(room.path("new.toml")).expect("was written");
    has(&new, &["data-set: FPIR", "[threshold.likelihood]", "[threshold.model_sha256]"]);
    assert_eq!(room.ok(["profiles", "default"]), before);
    let answer = take(&room, PHOTO, &["--profile", "new.toml"]);
    assert_eq!(answer["added"], 0, "{answer}");
}

/// Protects the school's own calibration: only what a person has closed counts as true.
#[test]
fn a_school_calibrates_from_its_closed_sessions_only() {
    let Some(room) = room() else { return };
    let own = |target: &str| room.run(["calibrate", "--own", "--target-fpir", target, "--out", "own.toml"]);
    let open = own("0.2");
    assert_eq!(open.code, Some(1));
    has(&open.err, &["no closed session", "muster close"]);
    room.ok(["close", "--class", "7b", "--date", DAY]);
    has(&own("0.2").err, &["1 non-mated searches", "at least 5 are needed"]);
    has(&own("1").out, &["1 mated and 1 non-mated searches", "New profile: own.toml"]);
    has(&std::fs::read_to_string(room.path("own.toml")).expect("was written"), &["1 closed session"]);
}
