//! Each wrong use fails with a message that names the thing, the cause and the next step.

use crate::room::{MODEL, Ran, Room, has};

/// What the operating system's and the argument parser's convention say of an exit code.
const FAILED: i32 = 1;
const MISTYPED: i32 = 2;

/// A room with a class `7b` and with all things that can be named wrongly.
fn room() -> Room {
    let room = Room::with_class("7b", &["Ada_Lovelace", "Pele"]);
    room.put_photo("grey.jpg");
    room.put("photo.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic");
    room.put("empty.jpg", b"");
    room.put("text.jpg", b"this is no picture");
    for folder in ["folder.jpg", "nobody"] {
        std::fs::create_dir(room.path(folder)).expect("makes a folder");
    }
    room
}

fn fails(room: &Room, args: &str, code: i32, wanted: &[&str]) {
    let ran = room.run(args.split(' '));
    assert_eq!(ran.code, Some(code), "`muster {args}` said: {}{}", ran.out, ran.err);
    assert!(!ran.err.contains("panicked"), "`muster {args}`: {}", ran.err);
    assert_eq!(ran.out, "", "`muster {args}`: what goes wrong is told on standard error");
    has(&ran.err, wanted);
}

#[test]
fn photos_that_cannot_be_used_are_named_with_the_way_out() {
    let room = room();
    let take = |photo: &str| format!("take {photo} --class 7b --date 2026-11-24");
    let cases: [(&str, &[&str]); 6] = [
        ("nowhere.jpg", &["nowhere.jpg is not there", "check the file's name"]),
        ("photo.heic", &["photo.heic can't be used", "HEIC", "share it as JPEG"]),
        ("folder.jpg", &["folder.jpg is a folder", "name a file in it"]),
        ("empty.jpg", &["empty.jpg can't be used", "0 bytes", "send it again"]),
        ("text.jpg", &["text.jpg can't be used", "no photo of a known kind", "JPEG, PNG or WebP"]),
        ("grey.jpg nowhere.jpg", &["nowhere.jpg is not there"]),
    ];
    for (photo, wanted) in cases {
        fails(&room, &take(photo), FAILED, wanted);
    }
    fails(&room, "close --class 7b --date 2026-11-24", FAILED, &["no session on 2026-11-24"]);
}

#[test]
fn unknown_classes_profiles_students_and_faces_are_named() {
    let room = room();
    let no_class: &[&str] = &["no class `9z`", "muster enrol DIR --class \"9z\""];
    for args in [
        "take grey.jpg --class 9z --date 2026-11-24",
        "mark Pele late --class 9z --date 2026-11-24",
        "close --class 9z --date 2026-11-24",
        "register --class 9z --out r.xlsx",
        "review --class 9z list",
        "templates export --class 9z --model facenet/plain --out t.npz",
    ] {
        fails(&room, args, FAILED, no_class);
    }
    let no_profile: &[&str] = &["no profile `nope`", "default, facenet, paper"];
    fails(&room, "take grey.jpg --class 7b --date 2026-11-24 --profile nope", FAILED, no_profile);
    fails(&room, "profiles nope", FAILED, no_profile);
    fails(&room, "mark Nobody late --class 7b --date 2026-11-24", FAILED, &["`7b` has no student `Nobody`"]);
    fails(&room, "review --class 7b accept 99", FAILED, &["no enrolled face `99`"]);
    fails(&room, "models install nope", FAILED, &["no model `nope`", "facenet, sface"]);
    fails(
        &room,
        "templates export --class 7b --model nope --out t.npz",
        FAILED,
        &["`7b` has no templates of model `nope`", MODEL],
    );
    assert!(!room.path("t.npz").exists() && !room.path("r.xlsx").exists(), "no file is left behind");
}

#[test]
fn what_is_mistyped_is_answered_with_what_can_be_typed() {
    let room = room();
    for date in ["2026-13-02", "24.11.2026", "yesterday"] {
        let args = format!("take grey.jpg --class 7b --date {date}");
        fails(&room, &args, MISTYPED, &[date, "--date", "year, month and day as 2026-11-24"]);
    }
    fails(&room, "take grey.jpg --class 7b", MISTYPED, &["--date <DATE>", "--help"]);
    fails(&room, "take --class 7b --date 2026-11-24", MISTYPED, &["<PHOTOS>"]);
    fails(&room, "mark Pele Z --class 7b --date 2026-11-24", FAILED, &["`Z`", "present, late", "letters"]);
    fails(
        &room,
        "models add grey.jpg --id own --preset nope",
        MISTYPED,
        &["`nope`", "facenet, arcface, sface"],
    );
    fails(
        &room,
        "take grey.jpg --class 7b --date 2026-11-24 --engine gpu",
        MISTYPED,
        &["rten", "onnxruntime"],
    );
    fails(&room, "review --class 7b accept one", MISTYPED, &["'one'"]);
    let turned = "register --class 7b --out r.xlsx --from 2026-12-01 --to 2026-11-01";
    fails(&room, turned, FAILED, &["2026-12-01", "--from is after --to"]);
}

#[test]
fn folders_to_enrol_from_must_hold_folders_with_students() {
    let room = room();
    let holds: &str = "one folder for each student";
    fails(&room, "enrol nowhere --class 8a", FAILED, &["nowhere is not there", holds]);
    fails(&room, "enrol grey.jpg --class 8a", FAILED, &["grey.jpg is not a folder", holds]);
    fails(&room, "enrol nobody --class 8a", FAILED, &["nobody has no folders", "the student's name"]);
    fails(&room, "enrol nowhere.jpg --class 8a --class-photo", FAILED, &["nowhere.jpg is not there"]);
    fails(&room, "enrol folder.jpg --class 8a --class-photo", FAILED, &["folder.jpg is a folder"]);
    fails(&room, "register --class 8a --out r.xlsx", FAILED, &["no class `8a`"]);
}

#[test]
fn files_that_cannot_be_written_are_named() {
    let room = room();
    for command in [
        "register --class 7b",
        "review --class 7b sheet",
        "templates export --class 7b --model facenet/plain",
    ] {
        let args = |to: &str| format!("{command} --out {to}");
        fails(
            &room,
            &args("grey.jpg/r.xlsx"),
            FAILED,
            &["grey.jpg/r.xlsx can't be written", "grey.jpg is a file"],
        );
        fails(&room, &args("nobody"), FAILED, &["nobody is a folder", "name a file in it"]);
    }
    let count = std::fs::read_dir(room.path("nobody")).expect("lists").count();
    assert_eq!(count, 0, "no half-written file is left behind");
}

#[test]
fn files_of_the_wrong_kind_are_refused() {
    let room = room();
    let import = |file: &str| format!("templates import {file} --class 7b --model facenet/plain");
    fails(&room, &import("nowhere.npz"), FAILED, &["nowhere.npz is not there"]);
    fails(&room, &import("grey.jpg"), FAILED, &["not an .npz file", "np.savez"]);
    fails(&room, "models add nowhere.onnx --id own --preset sface", FAILED, &["nowhere.onnx is not there"]);
    fails(&room, "models add grey.jpg --id own --preset sface", FAILED, &["grey.jpg", "can't be loaded"]);
    fails(&room, "models add grey.jpg --id Own/.. --preset sface", FAILED, &["`Own/..`", "a-z, 0-9 and -"]);
}

#[test]
fn a_data_folder_that_cannot_be_used_is_named() {
    let room = room();
    let data = ["--home", "grey.jpg"];
    let ran = room.run(["review", "--class", "7b", "list"].iter().chain(&data));
    assert_eq!(ran.code, Some(FAILED));
    has(&ran.err, &["data folder grey.jpg", "--home names another"]);

    let mut homeless = room.muster(["profiles"]);
    for name in ["MUSTER_HOME", "HOME", "XDG_DATA_HOME", "LOCALAPPDATA"] {
        homeless.env_remove(name);
    }
    let ran = Ran::of(&mut homeless);
    assert_eq!(ran.code, Some(FAILED));
    has(&ran.err, &["no home folder", "--home DIR"]);
}

#[test]
fn models_that_cannot_be_fetched_are_named_with_the_python_that_failed() {
    let room = room();
    let args = "take grey.jpg --class 7b --date 2026-11-24 --profile facenet";
    fails(&room, args, FAILED, &["no-python-so-nothing-is-fetched"]);
    fails(
        &room,
        "models install haar --from nobody",
        FAILED,
        &["opencv_python_headless", "not in nobody", "copy it"],
    );
}
