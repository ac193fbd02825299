//! The manual way is whole without any model: roster, marks, closing, register.

use muster_domain::ModelId;
use muster_identify::npz::{self, NpzLimits};

use crate::register_file::RegisterFile;
use crate::room::{MODEL, Room, has};

const AT: [&str; 4] = ["--class", "7b", "--date", "2026-11-24"];

fn at(args: &[&str]) -> Vec<String> {
    args.iter().chain(&AT).map(|arg| (*arg).to_owned()).collect()
}

#[test]
fn a_roll_call_by_hand_ends_in_a_register() {
    let room = Room::with_class("7b", &["Ada_Lovelace", "Pele", "Zoe_Q"]);
    has(&room.ok(at(&["mark", "ada lovelace", "present"])), &["Ada Lovelace: present on 2026-11-24"]);
    has(&room.ok(at(&["mark", "Pele", "excused", "--remark", "dentist"])), &["Pele: excused"]);
    let closed = room.ok(at(&["close"]));
    has(&closed, &["1 present: Ada Lovelace", "1 excused: Pele", "1 absent: Zoe Q"]);

    has(&room.ok(["register", "--class", "7b", "--out", "r.xlsx"]), &["3 students, 1 session: r.xlsx"]);
    let register = RegisterFile::open(&room.path("r.xlsx"));
    assert_eq!(register.sheets, ["Register", "Log", "Legend", "Base"]);
    let letter = |student| register.letter(student, "2026-11-24");
    assert_eq!(
        (letter("Ada_Lovelace"), letter("Pele"), letter("Zoe_Q")),
        ("P".into(), "E".into(), "A".into())
    );

    // A file that nobody edited says nothing, whatever has been decided since.
    room.ok(at(&["mark", "Zoe_Q", "late"]));
    let import = ["register", "--class", "7b", "--import", "r.xlsx", "--apply"];
    has(&room.ok(import), &["0 marks set"]);

    room.ok(["register", "--class", "7b", "--out", "r.csv"]);
    let csv = std::fs::read_to_string(room.path("r.csv")).expect("was written");
    has(&csv, &["Lovelace,Ada,Ada_Lovelace,2026-11-24", "excused,E,human,Ms Frizzle,dentist"]);
}

#[test]
fn a_decision_can_be_taken_back_and_sessions_of_a_day_are_told_apart() {
    let room = Room::with_class("7b", &["Pele"]);
    room.ok(at(&["mark", "Pele", "absent"]));
    room.ok(at(&["mark", "Pele", "not_seen"]));
    room.ok(at(&["mark", "Pele", "late", "--label", "2nd period"]));
    room.ok(["register", "--class", "7b", "--out", "r.csv"]);
    let csv = std::fs::read_to_string(room.path("r.csv")).expect("was written");
    has(&csv, &["2026-11-24,,1,not_seen,?", "2026-11-24,2nd period,2,late,L"]);
}

#[test]
fn templates_come_out_as_they_went_in() {
    let room = Room::with_class("7b", &["Ada_Lovelace", "Pele"]);
    let out = ["templates", "export", "--class", "7b", "--model", MODEL, "--out", "out.npz"];
    has(&room.ok(out), &["Templates of 2 students: out.npz"]);
    // They were turned and turned back in between, which rounds.
    let read = |name: &str| {
        let bytes = std::fs::read(room.path(name)).expect("is there");
        npz::import(&bytes, &ModelId::new(MODEL), None, &NpzLimits::default()).expect("a dictionary")
    };
    let (before, after) = (read("class.npz"), read("out.npz"));
    assert_eq!(before.len(), after.len());
    for ((name, was), (after_name, is)) in before.iter().zip(&after) {
        assert_eq!(name, after_name);
        let values = was[0].vector().iter().zip(is[0].vector());
        assert!(values.into_iter().all(|(was, is)| (was - is).abs() < 1e-6), "{name}");
    }
    let again =
        room.ok(["templates", "import", "out.npz", "--class", "7b", "--model", MODEL, "--consent", "a test"]);
    has(&again, &["Ada Lovelace: 1 of facenet/plain", "2 students."]);
}

#[test]
fn an_installation_without_models_says_what_would_mend_it() {
    let room = Room::new();
    has(&room.ok(["models", "list"]), &["facenet", "sface", "not installed", "MIT"]);
    has(&room.ok(["models", "verify"]), &["centerface   not installed"]);
    let doctor = room.ok(["doctor"]);
    has(
        &doctor,
        &["muster models install", "the first use does it", "database opened and decrypted, 0 classes"],
    );
    has(&room.ok(["profiles"]), &["paper", "facenet", "default"]);
    has(&room.ok(["profiles", "paper"]), &["haar"]);
}
