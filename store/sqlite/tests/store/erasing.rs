//! What is erased is gone from every file, byte by byte; and what may never be changed still can't be.

use std::fs;
use std::path::Path;

use muster_domain::{ClassId, Mark, Student, StudentId};
use muster_store::story::everybody_consents;
use muster_store::{Erasures as _, People as _, Sessions as _};
use muster_store_sqlite::SqliteStore;

use crate::furnishing::{adding, class, entropy, furnish, mark, school, tamper, time};

/// Found nowhere but in one student's data.
const ID: &str = "canary-id-7741";
const LAST: &str = "Canaryname";
const FIRST: &str = "Canarita";

/// The canaries that are in any file of the folder, temporary ones included.
fn found(folder: &Path) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let bytes = fs::read(&path).expect("a file");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        for canary in [ID, LAST, FIRST] {
            if bytes.windows(canary.len()).any(|window| window == canary.as_bytes()) {
                found.push((name.clone(), canary));
            }
        }
    }
    found
}

/// Protects whoever asks to be forgotten from whoever gets hold of the disk afterwards.
#[tokio::test]
async fn an_erased_student_is_in_no_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store");
    let session = furnish(&store).await;
    let canary = Student { id: StudentId::new(ID), last_name: LAST.into(), first_name: FIRST.into() };
    store.put_students(&school(), &class(), std::slice::from_ref(&canary), None).await.expect("stored");
    // Renamed often and marked often, so that old versions of rows lie about in pages and log.
    for round in 0..200 {
        let renamed = Student { first_name: format!("{FIRST}{round}"), ..canary.clone() };
        store.put_students(&school(), &class(), &[renamed], None).await.expect("stored");
        let at = jiff::Timestamp::from_second(1_790_000_000 + round).expect("a time");
        let marks = [Mark { student: canary.id.clone(), at, ..mark() }];
        store.add_to_session(&school(), session, adding(&[], &marks), at).await.expect("stored");
    }
    everybody_consents(&store, &school(), [ID]).await;
    let before = found(folder.path());
    assert!([ID, LAST, FIRST].iter().all(|canary| before.iter().any(|(_, one)| one == canary)), "{before:?}");

    let erased = store.erase_student(&school(), &canary.id, ("office", time())).await.expect("erased");
    assert!(erased.files_cleaned, "nobody else reads");
    assert_eq!(found(folder.path()), [], "in the files of the open store");
    store.close().await;
    assert_eq!(found(folder.path()), [], "in the files of the closed store");
}

/// Protects the history of everybody else: the erasure of one student leaves the locks on marks as they were.
#[tokio::test]
async fn after_an_erasure_marks_still_can_not_be_changed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store");
    furnish(&store).await;
    store.erase_student(&school(), &StudentId::new("002"), ("office", time())).await.expect("erased");
    assert_eq!(store.members(&school(), &ClassId::new("7b")).await.expect("read").len(), 1);
    store.close().await;
    for change in
        ["DELETE FROM mark", "UPDATE mark SET status = 'present'", "UPDATE consent SET person = 'x'"]
    {
        assert!(tamper(folder.path(), change).await.is_err(), "{change}");
    }
}
