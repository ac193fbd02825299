//! A reader that leaves early, as `head -1` does, never makes a command fail or complain.

use std::process::Stdio;

use crate::room::{Ran, Room};

/// Standard output that nobody reads: every write gives a broken pipe.
fn nobody() -> Stdio {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    writer.into()
}

fn quiet(room: &Room, args: &[&str]) {
    let ran = Ran::of(room.muster(args).stdout(nobody()));
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "`muster {}` ends quietly", args.join(" "));
}

#[test]
fn commands_end_quietly_and_finish_their_work_when_nobody_reads() {
    let room = Room::with_class("7b", &["Ada_Lovelace", "Pele"]);
    let at = ["--class", "7b", "--date", "2026-11-24"];
    let with_at = |args: &[&'static str]| [args, at.as_slice()].concat();
    for args in [
        vec!["models", "list"],
        vec!["models", "verify"],
        vec!["doctor"],
        vec!["profiles"],
        vec!["profiles", "default"],
        vec!["--help"],
        with_at(&["mark", "Pele", "late"]),
        with_at(&["close"]),
        vec!["review", "--class", "7b", "list"],
        vec!["review", "--class", "7b", "sheet", "--out", "sheet.html"],
        vec!["register", "--class", "7b", "--out", "register.csv"],
        vec!["templates", "export", "--class", "7b", "--model", crate::room::MODEL, "--out", "out.npz"],
        vec![
            "templates",
            "import",
            "out.npz",
            "--class",
            "8a",
            "--model",
            crate::room::MODEL,
            "--consent",
            "a test",
        ],
    ] {
        quiet(&room, &args);
    }
    let register = std::fs::read_to_string(room.path("register.csv")).expect("was written all the same");
    assert!(register.contains("late") && register.contains("absent"), "both marks are there: {register}");
    assert!(room.path("sheet.html").is_file() && room.path("out.npz").is_file(), "files were written");
}

#[test]
fn an_error_keeps_its_exit_code_when_nobody_reads_it() {
    let room = Room::new();
    let mut command = room.muster(["profiles", "nope"]);
    let status = command.stdout(nobody()).stderr(nobody()).status().expect("the binary starts");
    assert_eq!(status.code(), Some(1), "a message that can't be told is no crash");
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_does_not_fit_on_the_disk_is_an_error() {
    let room = Room::new();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let ran = Ran::of(room.muster(["models", "list"]).stdout(full));
    assert_eq!(ran.code, Some(1), "the answer is lost");
    crate::room::has(&ran.err, &["muster: ", "standard output"]);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}
