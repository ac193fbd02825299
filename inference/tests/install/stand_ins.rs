//! Programs that stand in for Python, on systems where a script is a program.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use muster_inference::{InstallError, Source};

use super::{Place, Told, WHEEL, sha256, wheel};

/// A program that takes Python's place: a shell script that runs `body` with pip's arguments.
fn python(folder: &Path, body: &str) -> Source {
    let path = folder.join("python");
    // Written under another name first: a program that is open for writing can't be started.
    let draft = folder.join("draft");
    std::fs::write(&draft, format!("#!/bin/sh\n{body}\n")).expect("write");
    std::fs::set_permissions(&draft, std::fs::Permissions::from_mode(0o755)).expect("executable");
    std::fs::rename(&draft, &path).expect("rename");
    Source::Pip { python: path.display().to_string() }
}

/// Shell: the folder that pip should download into.
const TO_DEST: &str = r#"while [ "$1" != --dest ]; do shift; done; cd "$2""#;

/// Protects what each failure of pip tells the user to do next.
#[test]
fn what_pip_says_is_told_with_the_next_step() {
    let cases = [
        ("echo 'python: No module named pip' >&2; exit 1", "install pip for this Python"),
        ("echo 'ERROR: Could not find a version' >&2; exit 1", "check the network"),
        (
            "echo 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES' >&2; exit 1",
            "another file than the published",
        ),
        ("echo 'OSError: [Errno 28] No space left on device' >&2; exit 1", "free some space"),
        ("exit 3", "pip ended with exit status: 3"),
    ];
    for (body, part) in cases {
        let place = Place::new();
        let source = python(place.packages.path(), body);
        let message =
            place.store().install("demo", &source, &mut Told::default()).expect_err(body).to_string();
        assert!(message.contains(part), "{body}: {message}");
        assert!(place.files().is_empty(), "{body}: {:?}", place.files());
    }
}

/// Protects against a download that pip takes for whole and that is not, and shows the way to a good one.
#[test]
fn a_cut_off_download_stores_nothing_and_the_next_run_mends_it() {
    let place = Place::new();
    let package = place.packages.path().join(WHEEL);
    let cut = format!("{TO_DEST}; head -c 100 '{}' > {WHEEL}", package.display());
    let source = python(place.packages.path(), &cut);
    let error = place.store().install("demo", &source, &mut Told::default()).expect_err("cut off");
    assert!(matches!(error, InstallError::Hash { .. }), "{error}");
    assert!(place.files().is_empty(), "{:?}", place.files());
    let source = python(place.packages.path(), &format!("{TO_DEST}; cp '{}' .", package.display()));
    assert!(place.store().install("demo", &source, &mut Told::default()).expect("whole"));
}

/// Protects the promises that pip is held to: hashes are required, wheels only, nothing else installed. And
/// that a download's growth is told.
#[test]
fn pip_is_asked_for_pinned_wheels_and_the_download_is_told() {
    let place = Place::new();
    let package = place.packages.path().join(WHEEL).display().to_string();
    let notes = place.packages.path().join("arguments").display().to_string();
    let body = format!(
        "echo \"$@\" > '{notes}'; {TO_DEST}; cat requirements.txt >> '{notes}'; \
         head -c 50 '{package}' > part; sleep 0.4; rm part; cp '{package}' ."
    );
    let source = python(place.packages.path(), &body);
    let mut told = Told::default();
    assert!(place.store().install("demo", &source, &mut told).expect("whole"));
    let asked = std::fs::read_to_string(&notes).expect("noted");
    for part in ["--require-hashes", "--only-binary=:all:", "--no-deps", &sha256(&wheel())] {
        assert!(asked.contains(part), "pip is told {part}: {asked}");
    }
    assert!(told.0.contains(&"downloaded 50".to_owned()), "{:?}", told.0);
}

/// Protects the message for a folder that may not be written. (Root may write everywhere, so the test says
/// when it could not be made.)
#[test]
fn a_read_only_folder_is_told() {
    let place = Place::new();
    std::fs::set_permissions(place.data.path(), std::fs::Permissions::from_mode(0o555)).expect("read-only");
    let outcome = place.install();
    std::fs::set_permissions(place.data.path(), std::fs::Permissions::from_mode(0o755)).expect("writable");
    match outcome {
        Ok(_) => println!("skipped: this user may write into read-only folders"),
        Err(error) => assert!(error.to_string().contains("read-only"), "{error}"),
    }
}
