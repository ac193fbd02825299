//! Copies of a data folder, and other data put in its place.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::furnishing::{adding, class, entropy, furnish, mark, school, tamper, time};
use muster_domain::{Class, ClassId, StudentId};
use muster_store::{Erasures, People, Sessions};
use muster_store_sqlite::{
    DATABASE_FILE, FolderCopy, KEY_FILE, KeySource, LockError, OpenError, ReplaceError, Replacement, Scratch,
    SqliteStore, inspect_folder,
};

/// A folder with data; `classes` further classes tell it from others.
async fn folder(classes: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store");
    furnish(&store).await;
    for number in 0..classes {
        let class = Class { id: ClassId::new(format!("more {number}")), name: "More".into() };
        store.put_class(&school(), &class).await.expect("stores");
    }
    store.close().await;
    folder
}

async fn classes(folder: &Path) -> usize {
    let store = SqliteStore::open_folder(folder, entropy()).await.expect("opens");
    let classes = store.list_classes(&school()).await.expect("reads").len();
    store.close().await;
    classes - 1
}

/// The names in a folder but for locks.
fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names
        .map(|name| name.into_string().expect("Unicode"))
        .filter(|name| Path::new(name).extension().is_none_or(|ending| ending != "lock"))
        .collect();
    names.sort();
    names
}

/// Puts a copy's files where a replacement wants them.
fn hand_over(copy: &FolderCopy, replacement: &Replacement) {
    for name in [DATABASE_FILE, KEY_FILE] {
        fs::copy(copy.path().join(name), replacement.path().join(name)).expect("copies");
    }
}

/// A backup is one moment of a server at work: whole, and with all that was acknowledged before it began.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_whole_while_others_write() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Arc::new(SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store"));
    let session = furnish(&store).await;
    let stop = Arc::new(AtomicBool::new(false));
    let writing = tokio::spawn({
        let (store, stop) = (Arc::clone(&store), Arc::clone(&stop));
        async move {
            let mut written = 1;
            while !stop.load(Ordering::SeqCst) {
                let mut mark = mark();
                mark.at = time() + jiff::SignedDuration::from_secs(written);
                store.add_to_session(&school(), session, adding(&[], &[mark]), time()).await.expect("writes");
                written += 1;
            }
            written
        }
    });
    let mut last = 0;
    for _ in 0..10 {
        let before = store.list_marks(&school(), session).await.expect("reads").len() as i64;
        let copy = FolderCopy::make(folder.path(), &KeySource::File, entropy()).await.expect("copies");
        let (found, after) = (copy.contents(), store.list_marks(&school(), session).await.expect("reads"));
        assert!((before..=after.len() as i64).contains(&found.marks), "{before} {found:?} {}", after.len());
        assert_eq!((found.schools, found.students, found.sessions, found.templates), (1, 2, 1, 4));
        assert!(found.marks >= last);
        last = found.marks;
    }
    stop.store(true, Ordering::SeqCst);
    assert!(writing.await.expect("no panic") > 1, "it wrote meanwhile");
    let left: Vec<String> = names(folder.path()).into_iter().filter(|name| name.starts_with('.')).collect();
    assert!(left.is_empty(), "copies are removed: {left:?}");
}

#[tokio::test]
async fn without_data_there_is_nothing_to_copy_and_nothing_is_made() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let nowhere = folder.path().join("nowhere");
    let error = FolderCopy::make(&nowhere, &KeySource::File, entropy()).await.err().expect("no data");
    assert!(matches!(error, OpenError::NoData { .. }) && error.to_string().contains("--home"), "{error}");
    assert!(!nowhere.exists());
}

/// The other data is in place with its own key, and nothing that was there is lost.
#[tokio::test]
async fn a_replacement_keeps_what_was_there() {
    let (here, other) = (folder(2).await, folder(5).await);
    let copy = FolderCopy::make(other.path(), &KeySource::File, entropy()).await.expect("copies");
    let replacement = Replacement::begin(here.path()).expect("is free");
    hand_over(&copy, &replacement);
    let replaced =
        replacement.put_in_place(time(), &KeySource::File, entropy()).await.expect("puts in place");
    let before = replaced.before;
    assert_eq!(classes(here.path()).await, 5);
    assert_eq!(before.parent(), Some(here.path()));
    assert_eq!(names(&before), [DATABASE_FILE, KEY_FILE]);
    assert_eq!(classes(&before).await, 2, "it still opens with its key");
    let before = before.file_name().expect("a name").to_str().expect("Unicode");
    assert_eq!(names(here.path()), [before, DATABASE_FILE, KEY_FILE]);
}

/// A backup that passes all checks and still can't be brought up to date: the data from before comes back.
#[tokio::test]
async fn what_does_not_open_is_taken_out_again() {
    let (here, other) = (folder(2).await, folder(5).await);
    let of_a_fork = "UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 1";
    tamper(other.path(), of_a_fork).await.expect("changes");
    inspect_folder(other.path(), &KeySource::File, entropy()).await.expect("looks whole");
    let copy = FolderCopy::make(other.path(), &KeySource::File, entropy()).await.expect("copies");
    let files = names(here.path());
    let replacement = Replacement::begin(here.path()).expect("is free");
    hand_over(&copy, &replacement);
    let error =
        replacement.put_in_place(time(), &KeySource::File, entropy()).await.expect_err("does not open");
    assert!(matches!(error, ReplaceError::Undone(_)), "{error}");
    assert!(error.to_string().contains("back in place"), "{error}");
    assert_eq!(names(here.path()), files);
    assert_eq!(classes(here.path()).await, 2);
}

/// The rename of files under an open database would tear both.
#[tokio::test]
async fn nobody_restores_under_an_open_database_and_nobody_opens_during_a_restore() {
    let here = folder(0).await;
    let open = SqliteStore::open_folder(here.path(), entropy()).await.expect("opens");
    let error = Replacement::begin(here.path()).err().expect("is in use");
    assert!(matches!(error, OpenError::Lock(LockError::Held { .. })), "{error}");
    open.close().await;
    let replacement = Replacement::begin(here.path()).expect("is free");
    let error = SqliteStore::open_folder(here.path(), entropy()).await.expect_err("is being replaced");
    assert!(error.to_string().contains("muster restore"), "{error}");
    drop(replacement);
    assert_eq!(classes(here.path()).await, 0, "a replacement that is given up changes nothing");
}

/// A kill in the middle of a restore (each step is tested beside the code): the next start has the old data, says
/// so, and leaves nothing behind.
#[tokio::test]
async fn a_restore_that_was_cut_off_is_undone_by_the_next_start() {
    let (here, other) = (folder(2).await, folder(5).await);
    let place = |name: &str| here.path().join(name);
    let journal = r#"{"before":"before-restore-x","had":["muster.db","school.key"]}"#;
    for done in 0..4 {
        fs::create_dir(place("before-restore-x")).expect("makes");
        fs::write(place("restore.journal"), journal).expect("writes");
        for (step, name) in [DATABASE_FILE, KEY_FILE].into_iter().enumerate() {
            if step < done {
                fs::rename(place(name), place("before-restore-x").join(name)).expect("moves");
            }
        }
        for (step, name) in [KEY_FILE, DATABASE_FILE].into_iter().enumerate() {
            if step + 2 < done {
                fs::copy(other.path().join(name), place(name)).expect("copies");
            }
        }
        let store = SqliteStore::open_folder(here.path(), entropy()).await.expect("opens");
        assert!(store.undid_restore(), "step {done}");
        assert_eq!(store.list_marks(&school(), muster_domain::SessionId(1)).await.expect("reads"), [mark()]);
        store.close().await;
        assert_eq!(classes(here.path()).await, 2, "step {done}");
        assert_eq!(names(here.path()), [DATABASE_FILE, KEY_FILE], "step {done}");
    }
}

/// What a killed backup or restore left on the disk is removed by the next one, and by the next start: it holds
/// faces and the key.
#[tokio::test]
async fn what_killed_calls_left_is_swept_away() {
    let here = folder(0).await;
    let left = || {
        for name in [".backup-killed", ".restore-killed"] {
            fs::create_dir_all(here.path().join(name)).expect("makes");
            fs::write(here.path().join(name).join(KEY_FILE), "secret").expect("writes");
        }
    };
    left();
    drop(FolderCopy::make(here.path(), &KeySource::File, entropy()).await.expect("copies"));
    drop(Replacement::begin(here.path()).expect("is free"));
    assert_eq!(names(here.path()), [DATABASE_FILE, KEY_FILE]);
    left();
    let at_work = Scratch::new(here.path()).expect("is free");
    left();
    assert_eq!(classes(here.path()).await, 0);
    assert!(at_work.path().is_dir(), "what is in use stays");
    drop(at_work);
    assert_eq!(classes(here.path()).await, 0);
    assert_eq!(names(here.path()), [DATABASE_FILE, KEY_FILE], "the next start is enough");
}

/// Protects whoever asked to be forgotten from a backup of before, and whoever enters the school again afterwards.
#[tokio::test]
async fn a_restored_backup_does_not_bring_back_who_was_erased() {
    let here = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open_folder(here.path(), entropy()).await.expect("a new store");
    furnish(&store).await;
    let copy = FolderCopy::make(here.path(), &KeySource::File, entropy()).await.expect("copies");
    store.erase_student(&school(), &StudentId::new("001"), ("office", time())).await.expect("erased");
    store.close().await;
    for round in 0..2 {
        let replacement = Replacement::begin(here.path()).expect("is free");
        hand_over(&copy, &replacement);
        let at = time() + jiff::SignedDuration::from_secs(round);
        let replaced =
            replacement.put_in_place(at, &KeySource::File, entropy()).await.expect("puts in place");
        assert_eq!(replaced.erased_again, Some(1), "the list itself is carried over, round {round}");
        let store = SqliteStore::open_folder(here.path(), entropy()).await.expect("opens");
        let ids: Vec<String> = store
            .members(&school(), &class())
            .await
            .expect("read")
            .into_iter()
            .map(|member| member.student.id.to_string())
            .collect();
        assert_eq!(ids, ["002"]);
        store.close().await;
    }
    let store = SqliteStore::open_folder(here.path(), entropy()).await.expect("opens");
    let erased =
        store.erase_student(&school(), &StudentId::new("002"), ("office", time())).await.expect("erased");
    assert!(
        erased.copies.len() == 2 && erased.copies[0].starts_with("before-restore-"),
        "{:?}",
        erased.copies
    );
}
