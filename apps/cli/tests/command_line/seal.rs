//! The keys under which everything is sealed, as whoever runs Muster handles them.

use std::process::Command;

use crate::room::{MODEL, Ran, Room, has};

/// A keeper for tests.
#[cfg(unix)]
fn keeper(room: &Room, name: &str, body: &str) {
    use std::os::unix::fs::PermissionsExt;
    room.put(name, format!("#!/bin/sh\n{body}\n").as_bytes());
    let mode = std::fs::Permissions::from_mode(0o700);
    std::fs::set_permissions(room.path(name), mode).expect("ours");
}

/// Puts three bytes before a key and takes them away, which is no encryption; it insists on being told of which key.
const PREFIXING: &str =
    "case \"$MUSTER_KEY_CONTEXT\" in 'muster data key '*' of school') ;; *) exit 3 ;; esac
case \"$1\" in wrap) printf AAAA; cat ;; open) tail -c +5 ;; esac";

fn with(room: &Room, variable: (&str, &str), args: &[&str]) -> Ran {
    let mut command: Command = room.muster(args);
    Ran::of(command.env(variable.0, variable.1))
}

fn passphrase(room: &Room) {
    room.put("passphrase", b"a dozen letters and more");
}

/// Protects faces and the log when the data key is changed, and from a change under a running server.
#[test]
fn everything_opens_after_a_rotation_and_the_log_holds() {
    let room = Room::with_class("7b", &["ada", "bo"]);
    has(&room.ok(["seal", "show"]), &["school.key", "with the school", "in use"]);
    let said = room.ok(["seal", "rotate"]);
    has(&said, &["values sealed anew", "the old key is destroyed"]);
    let shown = room.ok(["seal", "show"]);
    assert!(!shown.contains("with the school") && shown.contains(" 2 "), "{shown}");
    room.ok(["templates", "export", "--class", "7b", "--model", MODEL, "--out", "out.npz"]);
    has(&room.ok(["audit", "verify"]), &["The log holds"]);
    has(&room.ok(["audit", "list", "--kind", "administration"]), &["muster seal"]);
    let server = crate::server::Server::start(&room);
    has(&room.run(["seal", "rotate"]).err, &["is at work in", "stop it first"]);
    drop(server);
}

/// Protects a school that keeps its key with a service: no key lies beside the data or in backups, and each failure of the
/// service is told in its own words.
#[cfg(unix)]
#[test]
fn a_program_keeps_the_master_key() {
    let room = Room::with_class("7b", &["ada"]);
    passphrase(&room);
    keeper(&room, "keeper", PREFIXING);
    let program = room.path("keeper").display().to_string();
    let kept = ("MUSTER_KEY_COMMAND", program.as_str());
    has(&room.ok(["seal", "move", "--to-command", &program]), &["--key-command"]);
    assert!(!room.path("data/school.key").exists());
    let ran = room.run(["templates", "export", "--class", "7b", "--model", MODEL, "--out", "out.npz"]);
    has(&ran.err, &["school.key is missing", "MUSTER_KEY_COMMAND"]);
    let ran =
        with(&room, kept, &["templates", "export", "--class", "7b", "--model", MODEL, "--out", "out.npz"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);

    let ran = with(&room, kept, &["backup", "b", "--passphrase-file", "passphrase"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let restore = ["restore", "b", "--passphrase-file", "passphrase"];
    has(&room.run(restore).err, &["school.key is missing"]);
    let ran = with(&room, kept, &restore);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    has(&with(&room, kept, &["seal", "show"]).out, &["not in the data folder", "in use", "before-restore-"]);

    for (body, words) in [
        ("echo 'key is disabled' >&2; exit 7", ["key is disabled", "exit status: 7"]),
        ("cat >/dev/null; echo '!!'", ["not Base64", "open"]),
        ("cat >/dev/null; echo AAAA", ["answered 3 bytes", "data key 1 of school"]),
    ] {
        keeper(&room, "broken", body);
        let program = room.path("broken").display().to_string();
        let ran = with(&room, ("MUSTER_KEY_COMMAND", &program), &["seal", "show"]);
        assert_ne!(ran.code, Some(0));
        has(&ran.err, &words);
    }
    let ran = with(&room, ("MUSTER_KEY_COMMAND", "/nowhere/keeper"), &["seal", "show"]);
    has(&ran.err, &["/nowhere/keeper", "No such file"]);
}

/// Protects a school whose platform hands secrets over in the environment, and the way back to a file.
#[test]
fn a_variable_holds_the_master_key() {
    let room = Room::with_class("7b", &["ada"]);
    let key = "5e".repeat(32);
    has(&room.run(["seal", "move", "--to-env", "NEW"]).err, &["NEW is not set"]);
    has(&with(&room, ("NEW", "abc"), &["seal", "move", "--to-env", "NEW"]).err, &["64 hexadecimal digits"]);
    let moved = with(&room, ("NEW", &key), &["seal", "move", "--to-env", "NEW"]);
    assert_eq!(moved.code, Some(0), "{}", moved.err);
    let held = ("MUSTER_MASTER_KEY", key.as_str());
    has(&with(&room, held, &["doctor"]).out, &["not in the data folder", "decrypted"]);
    let other = "5f".repeat(32);
    let ran = with(&room, ("MUSTER_MASTER_KEY", &other), &["seal", "show"]);
    has(&ran.err, &["the master key does not open muster data key 1 of school"]);
    let mut both = room.muster(["seal", "show"]);
    both.env("MUSTER_MASTER_KEY", &key).env("MUSTER_KEY_COMMAND", "keeper");
    has(&Ran::of(&mut both).err, &["say where the master key is once"]);
    let back = with(&room, held, &["seal", "move", "--to-file"]);
    assert_eq!(back.code, Some(0), "{}", back.err);
    has(&room.ok(["doctor"]), &["only its owner may read it", "decrypted"]);
}

/// Nothing is destroyed by a slip, and what is destroyed is said so.
#[test]
fn a_data_key_is_destroyed_on_purpose_only() {
    let room = Room::with_class("7b", &["ada"]);
    has(&room.run(["seal", "destroy"]).err, &["can't be undone", "--yes"]);
    room.ok(["templates", "export", "--class", "7b", "--model", MODEL, "--out", "out.npz"]);
    has(&room.ok(["seal", "destroy", "--yes"]), &["destroyed", "delete the folder"]);
    let ran = room.run(["templates", "export", "--class", "7b", "--model", MODEL, "--out", "again.npz"]);
    assert_ne!(ran.code, Some(0), "{}", ran.out);
    has(&ran.err, &["school.key is missing"]);
}
