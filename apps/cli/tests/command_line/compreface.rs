//! A client that was written for CompreFace (its own Python package) against the real server.

use std::process::Command;

use serde_json::Value;

use crate::room::Room;
use crate::server::Server;
use crate::with_models::{copy_pictures, models};

/// A Python that has `compreface-sdk`; `cargo xtask test` makes one and names it here.
const PYTHON: &str = "MUSTER_COMPREFACE_PYTHON";

/// Protects Double Take and everything else that speaks to CompreFace: the package's own calls get answers that it
/// and its users understand.
#[test]
fn comprefaces_own_client_adds_lists_recognises_detects_and_deletes() {
    let Some(models) = models() else { return };
    let Some(python) = std::env::var_os(PYTHON) else {
        return eprintln!("skipped: {PYTHON} names no Python with the package compreface-sdk");
    };
    let mut room = Room::with_class("7b", &["Sam"]);
    room.models = models;
    let Some(()) = copy_pictures(&room) else { return };
    std::fs::write(room.path("list.csv"), "id,first name,last name\nBarack_Obama,Barack,Obama\n")
        .expect("written");
    room.ok(["roster", "list.csv", "--class", "7b", "--apply"]);
    room.ok(["consent", "enter", "granted", "Barack_Obama", "--person", "a test"]);
    let key = &room.key("Double Take");
    let server = Server::start(&room);
    let (address, port) = server.address.rsplit_once(':').expect("a port");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/compreface/client.py");
    let pictures = ["enrol/Barack_Obama/obama.jpg", "enrol/Barack_Obama/obama3.jpg", "class-photo.jpg"];
    let ran = Command::new(python)
        .args([script, address, port, key])
        .args(pictures.map(|picture| room.path(picture)))
        .output()
        .expect("Python starts");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let got: Value = serde_json::from_slice(&ran.stdout).expect("the script prints JSON");
    assert_eq!(
        (&got["added"]["subject"], &got["added"]["state"]),
        (&"Barack_Obama".into(), &"accepted".into())
    );
    assert_eq!(got["listed"]["faces"][0]["image_id"], got["added"]["image_id"], "{got}");
    let subject = &got["recognised"]["result"][0]["subjects"][0];
    assert_eq!(subject["subject"], "Barack_Obama", "{got}");
    assert!(subject["similarity"].as_f64().is_some_and(|similarity| similarity > 0.9), "{got}");
    assert!(got["found"].as_u64().is_some_and(|faces| faces >= 7), "{got}");
    assert_eq!(got["gone"]["image_id"], got["added"]["image_id"], "{got}");
    assert_eq!(got["after"]["total_elements"], 0, "{got}");
}
