//! Other keys for a data folder: everything is read as before, and nothing with the keys of before.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use muster_domain::FaceTemplate;
use muster_store::{Audits as _, Enrolments as _, Sessions as _, StoreError};
use muster_store_sqlite::{
    KEY_FILE, KeyError, KeySource, LocalKey, LockError, OpenError, SealedFolder, SqliteStore,
};

use crate::furnishing::{
    CANARY_CROP, class, database, entropy, furnish, mark, school, tamper, template, time,
};

async fn furnished(folder: &Path) {
    let store = SqliteStore::open_folder(folder, entropy()).await.expect("a new store");
    furnish(&store).await;
    store.close().await;
}

/// What was furnished is there; templates to within rounding.
async fn reads_as_furnished(folder: &Path, source: &KeySource) {
    let store = SqliteStore::open_folder_under(folder, source, entropy()).await.expect("opens");
    let faces = store.list_enrolled_faces(&school(), &class()).await.expect("faces");
    assert_eq!(faces.len(), 2);
    let near = |found: &FaceTemplate| {
        [1.0, 2.0, 9.0, 10.0, 100.0]
            .map(template)
            .iter()
            .any(|one| one.score(found).is_ok_and(|score| score.0 > 0.999_999))
    };
    for face in &faces {
        assert_eq!(face.face.crop, CANARY_CROP);
        assert!(
            !face.face.templates.is_empty() && face.face.templates.iter().all(near),
            "{:?}",
            face.face.templates
        );
    }
    let session = store.list_sessions(&school(), &class(), None, None).await.expect("sessions")[0].id;
    let photos = store.list_photos(&school(), session).await.expect("photos");
    assert!(photos[0].photo.faces.iter().all(|face| face.templates.iter().all(near)));
    assert_eq!(store.list_marks(&school(), session).await.expect("marks"), [mark()]);
    let check = store.check_audit(&school()).await.expect("checked");
    assert!(check.problems.is_empty() && check.entries > 0, "{:?}", check.problems);
    store.close().await;
}

async fn alone(folder: &Path, source: KeySource) -> SealedFolder {
    SealedFolder::open(folder, source, entropy()).await.expect("nobody else uses it")
}

fn elsewhere(byte: u8) -> KeySource {
    KeySource::Elsewhere(Arc::new(LocalKey::from_bytes([byte; 32])))
}

#[tokio::test]
async fn everything_is_read_under_another_data_key() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    furnished(folder.path()).await;
    let sealed = alone(folder.path(), KeySource::File).await;
    let mut told = (0, 0);
    let values = sealed.rotate(time(), &mut |done, total| told = (done, total)).await.expect("rotates");
    assert!(values > 10 && told == (values, values), "{values} values, told {told:?}");
    drop(sealed);
    reads_as_furnished(folder.path(), &KeySource::File).await;
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("opens");
    let keys = store.data_keys().await.expect("listed");
    assert_eq!((keys.len(), keys[0].generation), (1, 2));
    assert!(keys[0].made_at.is_some());
}

/// Crypto-erasure: whoever has an old copy of the database and gets hold of today's key opens nothing of it.
#[tokio::test]
async fn new_keys_open_nothing_that_was_sealed_before_them() {
    let (folder, old) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    furnished(folder.path()).await;
    fs::copy(database(folder.path()), database(old.path())).expect("copied");
    alone(folder.path(), KeySource::File).await.change_master(&KeySource::File).await.expect("moves");
    reads_as_furnished(folder.path(), &KeySource::File).await;
    fs::copy(folder.path().join(KEY_FILE), old.path().join(KEY_FILE)).expect("copied");
    let error = SqliteStore::open_folder(old.path(), entropy()).await.expect_err("the old copy");
    assert!(matches!(error, OpenError::Store(StoreError::Key { .. })), "{error}");
}

#[tokio::test]
async fn a_master_key_moves_out_of_the_folder_and_back() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    furnished(folder.path()).await;
    alone(folder.path(), KeySource::File).await.change_master(&elsewhere(9)).await.expect("moves");
    assert!(!folder.path().join(KEY_FILE).exists(), "no key lies beside the data");
    reads_as_furnished(folder.path(), &elsewhere(9)).await;
    let error =
        SqliteStore::open_folder(folder.path(), entropy()).await.expect_err("nobody said where it is");
    assert!(matches!(error, OpenError::Key(KeyError::Missing { .. })), "{error}");
    assert!(error.to_string().contains("MUSTER_MASTER_KEY"), "{error}");
    let other = SqliteStore::open_folder_under(folder.path(), &elsewhere(8), entropy()).await;
    assert!(matches!(other.expect_err("another key"), OpenError::Store(StoreError::Key { .. })));
    alone(folder.path(), elsewhere(9)).await.change_master(&KeySource::File).await.expect("moves");
    reads_as_furnished(folder.path(), &KeySource::File).await;
}

/// Killed before the database counts on the new key file, and after: the folder opens, with one key file.
#[tokio::test]
async fn a_change_of_the_key_file_that_was_cut_off_is_settled_by_the_next_start() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (file, next) = (folder.path().join(KEY_FILE), folder.path().join("school.key.next"));
    furnished(folder.path()).await;
    let before = fs::read(&file).expect("a key");
    let write_private = |path: &Path, bytes: &[u8]| {
        fs::copy(&file, path).expect("with its permissions");
        fs::write(path, bytes).expect("written");
    };
    write_private(&next, format!("{}\n", "a7".repeat(32)).as_bytes());
    reads_as_furnished(folder.path(), &KeySource::File).await;
    assert!(!next.exists() && fs::read(&file).expect("a key") == before, "the old one stays");

    alone(folder.path(), KeySource::File).await.change_master(&KeySource::File).await.expect("moves");
    let after = fs::read(&file).expect("a key");
    write_private(&next, &after);
    fs::write(&file, &before).expect("written");
    reads_as_furnished(folder.path(), &KeySource::File).await;
    assert!(!next.exists() && fs::read(&file).expect("a key") == after, "the new one is in place");
}

#[tokio::test]
async fn keys_are_not_changed_under_somebody_who_uses_them() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store");
    furnish(&store).await;
    let taken = SealedFolder::open(folder.path(), KeySource::File, entropy()).await;
    assert!(matches!(taken.err(), Some(OpenError::Lock(LockError::Held { .. }))));
}

/// Nothing opens any more, a copy of the database with the key file included, and whoever starts Muster is told why.
#[tokio::test]
async fn a_destroyed_key_is_gone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    furnished(folder.path()).await;
    let key = fs::read(folder.path().join(KEY_FILE)).expect("a key");
    alone(folder.path(), KeySource::File).await.destroy(time()).await.expect("destroys");
    assert!(!folder.path().join(KEY_FILE).exists());
    fs::write(folder.path().join(KEY_FILE), key).expect("somebody kept it");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder.path().join(KEY_FILE), fs::Permissions::from_mode(0o600)).expect("ours");
    }
    let store =
        SqliteStore::open_folder(folder.path(), entropy()).await.expect("names and marks are not sealed");
    let error = store.list_enrolled_faces(&school(), &class()).await.expect_err("no face opens");
    assert!(error.to_string().contains("destroyed at 2026-"), "{error}");
    store.close().await;
    tamper(folder.path(), "UPDATE data_key SET destroyed_at = NULL").await.expect_err("a row can't pretend");
}
