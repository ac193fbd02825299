//! A model that a school adds itself, from `models add` to a roll call, with the built-in engine.

use crate::room::{Room, has};
use crate::with_models::{copy_pictures, models, student, take};

/// A room with its own copy of the default profile's models, and `mine.toml`: that profile with an own model.
fn room() -> Option<Room> {
    let (from, to) = (models()?, "models");
    let files = ["installed.toml", "centerface.onnx", "sface.onnx"];
    if !from.join(files[0]).is_file() {
        return None;
    }
    let mut room = Room::new();
    room.models = room.path(to);
    for file in files {
        room.put(&format!("{to}/{file}"), &std::fs::read(from.join(file)).expect("is there"));
    }
    let profile = room.ok(["profiles", "default"]);
    let own = profile
        .replace("id = \"default\"", "id = \"mine\"")
        .replace("weights = \"sface\"", "weights = \"sface\"\nown = \"mine\"")
        .replace("\nsface = \"", "\n# sface = \"");
    room.put("mine.toml", own.as_bytes());
    copy_pictures(&room)?;
    Some(room)
}

/// Protects who brings a better or a licensed model: its templates count, under its own name.
#[test]
fn an_added_model_enrols_and_identifies_under_its_own_name() {
    let Some(room) = room() else { return };
    let mine = ["--profile", "mine.toml", "--engine", "rten"];
    let run = |args: &[&str]| room.run(args.iter().chain(&mine));
    let early = run(&["enrol", "enrol", "--class", "7b", "--consent", "a test"]);
    has(&early.err, &["the model mine is not there", "muster models add FILE.onnx --id mine --preset sface"]);

    let add = |file: &str, preset| room.run(["models", "add", file, "--id", "mine", "--preset", preset]);
    assert_eq!(add("models/sface.onnx", "sface").code, Some(0));
    has(&room.ok(["models", "list"]), &["mine", "your own, takes what sface takes"]);
    assert_eq!(run(&["enrol", "enrol", "--class", "7b", "--consent", "a test"]).code, Some(0));
    room.ok(["templates", "export", "--class", "7b", "--model", "mine/5pt", "--out", "t.npz"]);
    let answer = take(&room, "class-photo.jpg", &mine);
    assert_eq!(student(&answer, "Barack_Obama")["status"], "present", "{answer}");
    assert_eq!(answer["unknown"].as_array().map(Vec::len), Some(6));

    assert_eq!(add("models/sface.onnx", "sface").code, Some(0), "the same file again mends it");
    let other = add("models/centerface.onnx", "sface");
    assert_eq!(other.code, Some(1), "other weights under the same name would mix two kinds of templates");
    has(&other.err, &["there is another model `mine`"]);
}

/// Protects thresholds from weights that they were not measured with.
#[test]
fn thresholds_of_another_file_are_refused() {
    let Some(room) = room() else { return };
    let text = std::fs::read_to_string(room.path("mine.toml")).expect("was written");
    let noted = text.replacen("\n# sface = \"", "\nmine = \"", 1);
    assert_ne!(noted, text, "the default profile notes its model's hash");
    room.put("mine.toml", noted.as_bytes());
    room.ok(["models", "add", "models/sface.onnx", "--id", "mine", "--preset", "sface"]);
    let ran = room.run([
        "enrol",
        "enrol",
        "--class",
        "7b",
        "--consent",
        "a test",
        "--profile",
        "mine.toml",
        "--engine",
        "rten",
    ]);
    assert_eq!(ran.code, Some(1));
    has(&ran.err, &["profile `mine`", "another file of the model mine", "muster calibrate"]);
}
