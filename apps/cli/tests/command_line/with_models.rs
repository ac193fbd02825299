//! The whole way with real models, on the pictures that `muster demo` fetches.
//!
//! The class photo shows Barack Obama, in a picture that is not used for enrolment, beside six strangers.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::register_file::RegisterFile;
use crate::room::{Ran, Room, has};

pub(crate) const DAY: &str = "2026-11-24";

/// The demo's folder and what the demo printed; `None` with the cause printed when it can't be had here.
fn demo() -> Option<&'static (TempDir, String)> {
    static DEMO: OnceLock<Option<(TempDir, String)>> = OnceLock::new();
    DEMO.get_or_init(run_demo).as_ref()
}

/// Says so on standard error itself: what `eprintln!` says the test runner shows for failed tests only.
fn skipped(cause: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: the tests of `with_models`: {cause}");
}

pub(crate) fn models() -> Option<PathBuf> {
    let models = PathBuf::from(std::env::var_os("MUSTER_MODELS")?);
    ["centerface.onnx", "sface.onnx"].iter().all(|file| models.join(file).is_file()).then_some(models)
}

fn run_demo() -> Option<(TempDir, String)> {
    let Some(models) = models() else {
        skipped("MUSTER_MODELS names no folder with the models of the default profile");
        return None;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let room = Room::with_models(&models);
    let mut command = room.muster(["demo", "--out"]);
    command.arg(folder.path()).env_remove("MUSTER_PYTHON");
    let Ran { code, out, err } = Ran::of(&mut command);
    if !folder.path().join("class-photo.jpg").is_file() {
        skipped(&format!("the demo's pictures can't be fetched: {err}"));
        return None;
    }
    assert_eq!(code, Some(0), "with its pictures there the demo must succeed; it said: {out}{err}");
    Some((folder, out))
}

/// A room with the models and the demo's pictures, as `enrol/STUDENT/...` and `class-photo.jpg`.
fn room() -> Option<Room> {
    let room = Room::with_models(&models()?);
    copy_pictures(&room)?;
    Some(room)
}

/// The demo's pictures, in a room of one's own.
pub(crate) fn copy_pictures(room: &Room) -> Option<()> {
    let (folder, _) = demo()?;
    let copy = |from: &Path, to: &str| room.put(to, &std::fs::read(from).expect("the demo fetched it"));
    for picture in ["Barack_Obama/obama.jpg", "Barack_Obama/obama3.jpg", "Joe_Biden/biden.jpg"] {
        copy(&folder.path().join("enrol").join(picture), &format!("enrol/{picture}"));
    }
    std::fs::create_dir_all(room.path("enrol/Sam_Without-Photo")).expect("makes a folder");
    copy(&folder.path().join("class-photo.jpg"), "class-photo.jpg");
    Some(())
}

/// A room whose class `7b` has three faces of two people on file.
pub(crate) fn enrolled() -> Option<Room> {
    let room = room()?;
    let said = room.ok(["enrol", "enrol", "--class", "7b", "--consent", "a test"]);
    has(&said, &["3 faces: 3 accepted, 0 to review; 0 photos", "Sam Without-Photo has no face on file"]);
    has(&said, &["review-7b.html"]);
    Some(room)
}

pub(crate) fn take(room: &Room, photo: &str, further: &[&str]) -> Value {
    let said = room.ok(["take", photo, "--class", "7b", "--date", DAY, "--json"].iter().chain(further));
    serde_json::from_str(&said).expect("--json prints JSON and nothing else")
}

/// The student of that id in an answer.
pub(crate) fn student<'a>(answer: &'a Value, id: &str) -> &'a Value {
    let students = answer["students"].as_array().expect("an array");
    students.iter().find(|student| student["id"] == id).expect("the student is listed")
}

fn statuses(answer: &Value) -> [&str; 3] {
    ["Barack_Obama", "Joe_Biden", "Sam_Without-Photo"]
        .map(|id| student(answer, id)["status"].as_str().expect("a status"))
}

fn letters(room: &Room) -> [String; 3] {
    room.ok(["register", "--class", "7b", "--out", "register.xlsx"]);
    let register = RegisterFile::open(&room.path("register.xlsx"));
    ["Barack_Obama", "Joe_Biden", "Sam_Without-Photo"].map(|id| register.letter(id, DAY))
}

#[test]
fn the_demo_names_who_is_there_and_leaves_strangers_unknown() {
    let Some((folder, said)) = demo() else { return };
    has(said, &["3 faces: 3 accepted", "1 of 3 present on", "1 photo (1 new), 7 faces, 6 unknown."]);
    for name in ["class-photo-with-names.jpg", "register.xlsx", "review.html"] {
        let path = folder.path().join(name);
        has(said, &[&path.display().to_string()]);
        assert!(path.is_file(), "{name} was written");
    }
}

#[test]
fn a_roll_call_from_photo_to_register_with_a_correction_that_stays() {
    let Some(room) = enrolled() else { return };
    let first = take(&room, "class-photo.jpg", &[]);
    assert_eq!(first["added"], 1);
    assert_eq!(statuses(&first), ["present", "not_seen", "not_seen"]);

    let second = take(&room, "class-photo.jpg", &[]);
    assert_eq!(second["added"], 0, "the same photo is no news");
    let [before, after] = [&first, &second].map(|answer| &student(answer, "Barack_Obama")["mark"]);
    assert_eq!(before, after, "the mark is the first one, its time included");

    room.ok(["mark", "Barack Obama", "excused", "--remark", "on stage", "--class", "7b", "--date", DAY]);
    room.ok(["mark", "Sam_Without-Photo", "late", "--class", "7b", "--date", DAY]);
    let again = take(&room, "enrol/Barack_Obama/obama.jpg", &[]);
    assert_eq!(again["added"], 1, "another photo of the same session");
    assert_eq!(statuses(&again), ["excused", "not_seen", "late"], "a photo never overrules a person");

    let closed = room.ok(["close", "--class", "7b", "--date", DAY]);
    has(&closed, &["1 excused: Barack Obama", "1 late: Sam Without-Photo", "1 absent: Joe Biden"]);
    assert_eq!(letters(&room), ["E", "A", "L"]);

    let later = take(&room, "class-photo.jpg", &[]);
    assert_eq!(statuses(&later), ["excused", "absent", "late"], "a re-take after closing changes nothing");
    assert_eq!(letters(&room), ["E", "A", "L"]);
}

#[test]
fn the_json_answer_has_its_shape_and_its_evidence() {
    let Some(room) = enrolled() else { return };
    let answer = take(&room, "class-photo.jpg", &[]);
    let keys: Vec<&str> = answer.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["added", "photos", "session", "students", "to_review", "unknown"]);
    assert_eq!((&answer["session"]["class"], &answer["session"]["date"]), (&"7b".into(), &DAY.into()));
    let photo = &answer["photos"][0];
    assert_eq!((photo["faces"].as_array().map(Vec::len), &photo["profile"]), (Some(7), &"default".into()));
    let there = student(&answer, "Barack_Obama");
    assert_eq!(there["name"], "Barack Obama");
    let mark = &there["mark"];
    assert_eq!((&mark["source"], &mark["photo"]), (&"machine".into(), &photo["digest"]), "{there}");
    let number = |name: &str| mark[name].as_f64().unwrap_or_else(|| panic!("{name} in {there}"));
    assert!(number("distance") < number("threshold"), "{there}");
    let of_distance = 1.0 - number("distance").powi(2) / 2.0;
    assert!((number("score") - of_distance).abs() < 1e-4, "the score is the distance's cosine: {there}");
    assert_eq!(student(&answer, "Joe_Biden")["mark"], Value::Null);
    let unknown = answer["unknown"].as_array().expect("an array");
    assert_eq!(unknown.len(), 6, "six strangers");
    for face in unknown {
        assert!(face["box"]["width"].as_f64().is_some_and(|width| width > 20.0), "{face}");
        assert!(face["quality"].is_array() && face["candidates"] == serde_json::json!([]), "{face}");
        assert!(face.get("thumbnail").is_none(), "pictures are for clients, not for terminals");
    }
}

#[test]
fn a_photo_with_names_is_drawn_as_large_as_the_photo() {
    let Some(room) = enrolled() else { return };
    let said = room.ok(["take", "class-photo.jpg", "--class", "7b", "--date", DAY, "--draw", "names.png"]);
    has(&said, &["Barack Obama", "present", "machine", "6 unknown", "Photo with names: names.png"]);
    let read = |name: &str| {
        let bytes = std::fs::read(room.path(name)).expect("is there");
        muster_capture::decode(&bytes, &muster_capture::Limits::default()).expect("is a picture").image
    };
    let (photo, drawn) = (read("class-photo.jpg"), read("names.png"));
    assert_eq!((photo.width(), photo.height()), (drawn.width(), drawn.height()));
    let changed = photo.data().iter().zip(drawn.data()).filter(|(a, b)| a.abs_diff(**b) > 40).count();
    assert!(changed > 2_000, "boxes and names are on it: {changed} values differ");
}

#[test]
fn faces_that_do_not_fit_wait_for_a_person() {
    let Some(room) = room() else { return };
    // The largest face of the class photo is Barack Obama's, so neither of Joe Biden's two pictures is sure.
    std::fs::copy(room.path("class-photo.jpg"), room.path("enrol/Joe_Biden/z.jpg")).expect("copies");
    std::fs::copy(room.path("enrol/Barack_Obama/obama.jpg"), room.path("enrol/Joe_Biden/zz.jpg"))
        .expect("copies");
    let said = room.ok(["enrol", "enrol", "--class", "7b", "--consent", "a test"]);
    has(&said, &["4 faces: 2 accepted, 2 to review; 1 photo ", "Joe_Biden/zz.jpg: the same file as"]);
    has(&said, &["Joe_Biden/z.jpg: looks like Barack_Obama", "accept NUMBER"]);

    let review = |args: &[&str]| room.ok(["review", "--class", "7b"].iter().chain(args));
    let listed = review(&["list"]);
    has(&listed, &["Joe_Biden/z.jpg", "2 of 4 faces"]);
    let line = listed.lines().find(|line| line.contains("Joe_Biden/z.jpg")).expect("is listed");
    let number = line.trim_start().split(' ').next().expect("a number").to_owned();
    let sheet = || {
        review(&["sheet", "--out", "sheet.html"]);
        std::fs::read_to_string(room.path("sheet.html")).expect("was written")
    };
    let verdict = |state: &str| format!("<strong>{number}: {state}</strong>");
    has(
        &sheet(),
        &[&verdict("pending"), "Joe Biden", "Without a picture: Sam Without-Photo", "data:image/jpeg"],
    );
    has(&review(&["reject", &number]), &["1 face is never used"]);
    has(&sheet(), &[&verdict("rejected")]);
    has(&review(&["list"]), &["1 of 4 faces"]);
    has(&review(&["accept", &number]), &["1 face is used from now on"]);
    has(&sheet(), &[&verdict("accepted")]);
}

#[test]
fn faces_of_a_class_photo_get_their_names_later() {
    let Some(room) = room() else { return };
    let said = room.ok(["enrol", "class-photo.jpg", "--class", "7b", "--class-photo"]);
    has(&said, &["7 faces: 0 accepted, 7 to review", "name NUMBER STUDENT"]);
    let nobody = room.run(["take", "class-photo.jpg", "--class", "7b", "--date", DAY]);
    assert_eq!(nobody.code, Some(1), "nobody can be identified yet: {}", nobody.out);
    has(&nobody.err, &["no accepted faces"]);

    let review = |args: &[&str]| room.run(["review", "--class", "7b"].iter().chain(args));
    let unnamed = review(&["accept", "3"]);
    assert_eq!(unnamed.code, Some(1), "a face without a name is nobody's");
    has(&unnamed.err, &["face 3 has no name yet", "name 3 STUDENT"]);
    let unasked = review(&["name", "3", "Ada Lovelace"]);
    assert_eq!(unasked.code, Some(1), "nobody has consented");
    has(&unasked.err, &["Ada Lovelace", "nobody has consented yet", "enter a consent first"]);
    let named = review(&["name", "3", "Ada Lovelace", "--consent", "a test"]);
    has(&named.out, &["Face 3 is Ada Lovelace and is used"]);
    has(&review(&["list"]).out, &["6 of 7 faces"]);

    let answer = take(&room, "class-photo.jpg", &[]);
    let asked = &answer["to_review"][0];
    assert_eq!(asked["student"], student(&answer, "Ada Lovelace")["id"], "the named face is found again");
    let why = &asked["faces"][0]["reason"];
    assert_eq!(
        (asked["faces"].as_array().map(Vec::len), why),
        (Some(1), &"sent_before".into()),
        "its own picture"
    );
    assert_eq!(answer["unknown"].as_array().map(Vec::len), Some(6), "the others stay unknown");
}

#[test]
fn templates_move_to_another_class_and_identify_there() {
    let Some(room) = enrolled() else { return };
    let model = "sface/5pt";
    has(
        &room.ok(["templates", "export", "--class", "7b", "--model", model, "--out", "t.npz"]),
        &["Templates of 2 students"],
    );
    let other = Room::with_models(&models().expect("was there"));
    for name in ["t.npz", "class-photo.jpg"] {
        std::fs::copy(room.path(name), other.path(name)).expect("copies");
    }
    let import = ["templates", "import", "t.npz", "--class", "7b", "--model", model];
    assert_eq!(other.run(import).code, Some(1), "nobody has consented there");
    let said = other.ok(import.iter().chain(&["--consent", "a test"]));
    has(&said, &["Barack Obama: 2 of sface", "Joe Biden: 1 of sface", "2 students."]);
    let [here, there] = [&room, &other].map(|room| take(room, "class-photo.jpg", &[]));
    let evidence =
        |answer| ["photo", "box"].map(|part| student(answer, "Barack_Obama")["mark"][part].clone());
    assert!(evidence(&there).iter().all(|part| !part.is_null()), "{there}");
    assert_eq!(evidence(&here), evidence(&there), "the same face");
    // Each school turns its templates by a rotation of its own, which rounds otherwise.
    let distance = |answer| student(answer, "Barack_Obama")["mark"]["distance"].as_f64().expect("a distance");
    assert!((distance(&here) - distance(&there)).abs() < 1e-5, "at the same distance");
}

#[test]
fn a_photo_without_a_face_to_enrol_is_a_failure_and_one_without_students_says_so() {
    let Some(room) = room() else { return };
    room.put_photo("grey.jpg");
    let ran = room.run(["enrol", "grey.jpg", "--class", "8a", "--class-photo"]);
    assert_eq!(ran.code, Some(1));
    has(&ran.out, &["grey.jpg: no face was found"]);
    has(&ran.err, &["no photo gave a face"]);
    room.ok(["enrol", "enrol", "--class", "7b", "--consent", "a test"]);
    let said = room.ok(["take", "grey.jpg", "--class", "7b", "--date", DAY]);
    has(&said, &["0 of 3 present", "1 photo (1 new), 0 faces", "no faces were found: go nearer"]);
}
