//! What the disk holds, and what happens to someone who changes it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::furnishing::{
    CANARY_CROP, CANDIDATE, class, database, entropy, furnish, school, tamper, template, time,
};
use muster_domain::ModelId;
use muster_store::{
    Accounts, Enrolments, Invitation, Login, People, Role, SecretDigest, Sessions, StoreError, User,
};
use muster_store_sqlite::SqliteStore;

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Nobody who gets hold of the files alone sees a face, a template or whom a face was taken for.
#[tokio::test]
async fn faces_templates_and_verdicts_are_not_on_the_disk_in_the_clear() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store");
    furnish(&store).await;
    let numbers: Vec<u8> =
        template(1.0).vector()[3..6].iter().flat_map(|value| value.to_le_bytes()).collect();
    let scan = |when: &str| {
        let files = ["muster.db", "muster.db-wal"].map(|name| folder.path().join(name));
        let bytes: Vec<u8> = files
            .iter()
            .filter(|file| file.exists())
            .flat_map(|file| fs::read(file).expect("a file"))
            .collect();
        assert!(holds(&bytes, b"Form 7b"), "the scan finds what is plain, {when}");
        assert!(!holds(&bytes, CANARY_CROP), "a crop, {when}");
        assert!(!holds(&bytes, CANDIDATE.as_bytes()), "a candidate, {when}");
        assert!(!holds(&bytes, &numbers), "a template, {when}");
    };
    scan("in the write-ahead log");
    store.close().await;
    scan("in the database");
    let key = fs::read(folder.path().join("school.key")).expect("a key");
    let stored = fs::read(database(folder.path())).expect("a database");
    assert!(!holds(&stored, &key[..64]), "the key");
}

/// Whoever gets hold of the files can't make anybody's codes, nor give their own device's secret to another user.
#[tokio::test]
async fn second_factors_are_sealed_for_their_user() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store");
    store.put_school(&school(), "North School").await.expect("stored");
    let login = |text| Login::new(text).expect("a login");
    for (text, digest) in [("ada", 1), ("bo", 2)] {
        let (login, created_at) = (login(text), time());
        let (classes, name, disabled_at) = (BTreeSet::new(), text.into(), None);
        let substitutions = std::collections::BTreeMap::new();
        let role = Role::Admin;
        let user = User {
            login,
            name,
            role,
            classes,
            substitutions,
            created_at,
            disabled_at,
            has_totp: false,
            has_password: false,
        };
        let invitation = Invitation { secret: SecretDigest([digest; 32]), expires_at: time() };
        store.invite_user(&school(), &user, &invitation).await.expect("stored");
        let secret = format!("canary secret of {text}");
        store.offer_totp(&school(), &user.login, secret.as_bytes()).await.expect("stored");
    }
    store.close().await;
    assert!(!holds(&fs::read(database(folder.path())).expect("a database"), b"canary secret"));
    let given =
        "UPDATE school_user SET totp_secret = (SELECT totp_secret FROM school_user WHERE login = 'bo')";
    tamper(folder.path(), given).await.expect("changed");
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("opened");
    let error = store.find_credentials(&school(), &login("ada")).await.err();
    assert!(matches!(error, Some(StoreError::Sealed("second factor"))), "{error:?}");
    assert!(store.find_credentials(&school(), &login("bo")).await.is_ok());
}

/// The errors of reading all that is sealed: enrolled faces, the gallery, photos.
async fn read_all(folder: &Path) -> [Option<StoreError>; 3] {
    let store = SqliteStore::open_folder(folder, entropy()).await.expect("opened");
    let models = [ModelId::new("facenet/box28")];
    let sessions = store.list_sessions(&school(), &class(), None, None).await.expect("sessions");
    [
        store.list_enrolled_faces(&school(), &class()).await.err(),
        store
            .list_templates(&school(), &class(), &models, jiff::civil::Date::constant(2026, 9, 7))
            .await
            .err(),
        store.list_photos(&school(), sessions[0].id).await.err(),
    ]
}

/// Tampers with furnished data and demands that the reads at these places fail as sealed, and no others.
async fn refused(sql: &str, expected: [Option<&str>; 3]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store");
    furnish(&store).await;
    store.close().await;
    tamper(folder.path(), sql).await.expect(sql);
    let kinds = read_all(folder.path()).await.map(|error| {
        error.map(|error| match error {
            StoreError::Sealed(kind) => kind,
            other => panic!("{sql}: {other}"),
        })
    });
    assert_eq!(kinds, expected, "{sql}");
}

#[tokio::test]
async fn untouched_data_is_read() {
    refused("SELECT 1", [None, None, None]).await;
}

/// Whoever can write the file can't make one student's face, template or verdict another's.
#[tokio::test]
async fn blobs_that_change_places_are_refused() {
    let swap = |table: &str, column: &str, key: &str, a: &str, b: &str| {
        format!(
            "CREATE TEMP TABLE kept AS SELECT {key} AS k, {column} AS v FROM {table} WHERE {key} IN ({a}, {b});
             UPDATE {table} SET {column} = (SELECT v FROM kept WHERE k <> {table}.{key}) WHERE {key} IN ({a}, {b});"
        )
    };
    let crop = Some("enrolled crop");
    let model = Some("template");
    refused(&swap("enrolled_face", "crop", "face_id", "1", "2"), [crop, None, None]).await;
    refused(&swap("template", "vector", "sample", "1", "2"), [model, model, None]).await;
    refused(&swap("template", "vector", "sample", "3", "4"), [None, model, None]).await;
    refused(&swap("template", "vector", "sample", "1", "3"), [model, model, None]).await;
    refused(&swap("face", "crop", "face_index", "0", "1"), [None, None, Some("face crop")]).await;
    refused(&swap("face", "verdict", "face_index", "0", "1"), [None, None, Some("verdict")]).await;
    refused(&swap("face_template", "vector", "face_index", "0", "1"), [None, None, model]).await;
    refused("UPDATE face SET verdict = crop", [None, None, Some("verdict")]).await;
    refused("UPDATE template SET student_id = '002' WHERE student_id = '001'", [None, model, None]).await;
    refused("UPDATE template SET model = 'other' WHERE sample = 1", [model, None, None]).await;
}

#[tokio::test]
async fn a_single_changed_byte_is_refused() {
    let flip = |table: &str, column: &str| {
        let hex = format!("hex(substr({column}, 40, 1))");
        format!(
            "UPDATE {table} SET {column} = unhex(hex(substr({column}, 1, 39))
                || CASE {hex} WHEN '00' THEN '01' ELSE '00' END || hex(substr({column}, 41)))"
        )
    };
    let model = Some("template");
    refused(&flip("enrolled_face", "crop"), [Some("enrolled crop"), None, None]).await;
    refused(&flip("template", "vector"), [model, model, None]).await;
    refused(&flip("face", "crop"), [None, None, Some("face crop")]).await;
    refused(&flip("face", "verdict"), [None, None, Some("verdict")]).await;
    refused(&flip("face_template", "vector"), [None, None, model]).await;
}
