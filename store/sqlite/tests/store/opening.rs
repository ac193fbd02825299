//! Opening a data folder: what is made, what is found again, what is refused.

use std::fs;

use crate::furnishing::{
    adding, class, database, entropy, furnish, mark, old_database, photo, school, tamper, time,
};
use muster_store::{Access, Enrolments, People, Role, SecretDigest, Sessions, StoreError};
use muster_store_sqlite::{KEY_FILE, KeyError, LocalKey, OpenError, SqliteStore};

/// Nothing acknowledged is lost: not when the store is dropped with its log unfolded, not when it is closed.
#[tokio::test]
async fn everything_is_there_after_opening_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path().join("made").join("on the way");
    let store = SqliteStore::open_folder(&folder, entropy()).await.expect("a new store");
    let session = furnish(&store).await;
    let faces = store.list_enrolled_faces(&school(), &class()).await.expect("faces");
    let photos = store.list_photos(&school(), session).await.expect("photos");
    assert_eq!((faces.len(), photos.len()), (2, 1));
    drop(store);
    for _ in 0..2 {
        let store = SqliteStore::open_folder(&folder, entropy()).await.expect("opened again");
        assert_eq!(
            store
                .roster(&school(), &class(), jiff::civil::Date::constant(2026, 9, 7))
                .await
                .expect("a roster")
                .len(),
            2
        );
        assert_eq!(store.list_enrolled_faces(&school(), &class()).await.expect("faces"), faces);
        assert_eq!(store.list_photos(&school(), session).await.expect("photos"), photos);
        assert_eq!(store.list_marks(&school(), session).await.expect("marks"), [mark()], "to the nanosecond");
        store.close().await;
    }
}

/// The command line opens the data while the server has it open; each sees what the other wrote.
#[tokio::test]
async fn two_stores_may_share_a_folder() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let server = SqliteStore::open_folder(folder.path(), entropy()).await.expect("the first");
    let command = SqliteStore::open_folder(folder.path(), entropy()).await.expect("the second");
    let session = furnish(&server).await;
    let mut correction = mark();
    correction.at = time() + jiff::SignedDuration::from_secs(60);
    command.add_to_session(&school(), session, adding(&[], &[correction]), time()).await.expect("written");
    assert_eq!(server.list_marks(&school(), session).await.expect("marks").len(), 2);
}

#[cfg(unix)]
#[tokio::test]
async fn the_key_and_the_data_are_private() {
    use std::os::unix::fs::PermissionsExt;
    let root = tempfile::tempdir().expect("a temporary folder");
    let folder = root.path().join("data");
    SqliteStore::open_folder(&folder, entropy()).await.expect("a new store").close().await;
    let mode = |path: &std::path::Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&folder.join(KEY_FILE)), 0o600);
    assert_eq!(mode(&database(&folder)), 0o600);
    fs::set_permissions(folder.join(KEY_FILE), fs::Permissions::from_mode(0o644)).expect("ours");
    let error = SqliteStore::open_folder(&folder, entropy()).await.expect_err("a key that others can read");
    assert!(matches!(error, OpenError::Key(KeyError::Exposed { mode: 0o644, .. })), "{error}");
}

/// A new key in place of a lost one would seal new faces under it and bury the old ones.
#[tokio::test]
async fn a_lost_key_is_not_replaced() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store");
    furnish(&store).await;
    store.close().await;
    fs::remove_file(folder.path().join(KEY_FILE)).expect("there");
    let error = SqliteStore::open_folder(folder.path(), entropy()).await.expect_err("the key is lost");
    assert!(matches!(error, OpenError::Key(KeyError::Missing { .. })), "{error}");
    assert!(error.to_string().contains("backup"), "{error}");
    assert!(!folder.path().join(KEY_FILE).exists(), "none may be made");
}

#[tokio::test]
async fn a_key_of_other_data_is_refused_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store");
    furnish(&store).await;
    store.close().await;
    let key = std::sync::Arc::new(LocalKey::from_bytes([7; 32]));
    let error = SqliteStore::open(&database(folder.path()), key, entropy()).await.expect_err("another key");
    assert!(matches!(error, StoreError::Key { .. }), "{error}");
}

#[tokio::test]
async fn a_database_of_a_newer_muster_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store").close().await;
    let future = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                  VALUES (9001, 'future', TRUE, x'00', 0)";
    tamper(folder.path(), future).await.expect("a row");
    let error = SqliteStore::open_folder(folder.path(), entropy()).await.expect_err("newer").to_string();
    assert!(error.contains("newer Muster") && error.contains("muster.db"), "{error}");
}

/// Keys that were made before there were accounts open what they opened: their tables are made anew by a migration.
#[tokio::test]
async fn keys_survive_the_migration_that_makes_their_tables_anew() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store");
    furnish(&store).await;
    store.close().await;
    fs::rename(database(folder.path()), folder.path().join("new.db")).expect("moved");
    old_database(folder.path(), 2).await;
    let old = format!(
        "ATTACH '{}' AS new;
         INSERT INTO school (school_id, name, key_check) SELECT school_id, name, key_check FROM new.school;
         INSERT INTO class SELECT school_id, class_id, name FROM new.class;
         INSERT INTO api_key VALUES ('north', 'k1', 'phone', 'teacher', zeroblob(32),
             '2026-09-01T08:00:00.000000000Z', NULL);
         INSERT INTO api_key_class VALUES ('north', 'k1', '7b');",
        folder.path().join("new.db").display()
    );
    tamper(folder.path(), &old).await.expect("an old database");
    old_database(folder.path(), 18).await;
    let keys = format!(
        "ATTACH '{}' AS new; INSERT INTO data_key SELECT * FROM new.data_key;
         UPDATE school SET audit_key = (SELECT audit_key FROM new.school);",
        folder.path().join("new.db").display()
    );
    tamper(folder.path(), &keys).await.expect("the keys of what was sealed");

    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("migrated");
    let found = store.find_api_key(&SecretDigest([0; 32])).await.expect("read");
    let (at, key) = found.expect("the key is there");
    assert_eq!((at, key.role, key.classes), (school(), Role::Teacher, [class()].into()));
    store.revoke_api_key(&school(), "k1", time()).await.expect("it can be revoked");
    store.close().await;
    let orphan = "INSERT INTO api_key_class VALUES ('north', 'none', '7b')";
    tamper(folder.path(), orphan).await.expect_err("classes of no key are refused as before");
}

/// The history of a session can't be rewritten, not even by other software on the same file.
#[tokio::test]
async fn marks_can_not_be_changed_or_removed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store");
    let session = furnish(&store).await;
    for sql in ["UPDATE mark SET status = 'absent'", "DELETE FROM mark"] {
        let error = tamper(folder.path(), sql).await.expect_err("refused").to_string();
        assert!(error.contains("only ever added"), "{sql}: {error}");
    }
    assert_eq!(store.list_marks(&school(), session).await.expect("marks"), [mark()]);
}

/// Writers of one process queue; none is refused because another is at work.
#[tokio::test(flavor = "multi_thread")]
async fn many_writers_of_one_process_all_get_through() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store");
    let session = furnish(&store).await;
    let store = std::sync::Arc::new(store);
    let tasks: Vec<_> = (0..40)
        .map(|second| {
            let store = store.clone();
            let mut mark = mark();
            mark.at = time() + jiff::SignedDuration::from_secs(1 + second);
            tokio::spawn(async move {
                store.add_to_session(&school(), session, adding(&[photo(50)], &[mark]), time()).await
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("no panic").expect("written");
    }
    assert_eq!(store.list_marks(&school(), session).await.expect("marks").len(), 41);
    assert_eq!(
        store.list_photos(&school(), session).await.expect("photos").len(),
        2,
        "one photo, sent 40 times"
    );
}
