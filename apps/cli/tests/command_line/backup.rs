//! Backups: what goes in comes out, on another machine too; what is not whole is refused, and the data that is there
//! stays (row 69 of the bad inputs). Nothing here needs a model.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::Stdio;

use age::secrecy::ExposeSecret as _;
use age::x25519;
use muster_store_sqlite::{FolderLock, KEY_FILE, SqliteStore};

use crate::room::{Ran, Room, has};

const STUDENTS: [&str; 3] = ["Ada_Lovelace", "Pele", "Zoe_Q"];
const PASSPHRASE: &str = "correct horse battery staple";

/// A room with marks in a class, and an age key in `key.txt`; the second value is its recipient.
fn room(class: &str) -> (Room, String) {
    let room = Room::with_class(class, &STUDENTS);
    room.ok(["mark", "Pele", "excused", "--class", class, "--date", "2026-11-24", "--remark", "dentist"]);
    room.ok(["close", "--class", class, "--date", "2026-11-24"]);
    let identity = x25519::Identity::generate();
    room.put("key.txt", identity.to_string().expose_secret().as_bytes());
    (room, identity.to_public().to_string())
}

fn register(room: &Room, class: &str) -> String {
    room.ok(["register", "--class", class, "--out", "r.csv"]);
    fs::read_to_string(room.path("r.csv")).expect("was written")
}

/// Every file of the data folder that holds data, with its bytes. (An open log is folded into the file first.)
fn data(room: &Room) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(room.path("data")).expect("a folder").map(|entry| entry.expect("an entry"));
    entries
        .map(|entry| (entry.file_name().into_string().expect("Unicode"), entry.path()))
        .filter(|(_, path)| path.extension().is_none_or(|ending| ending != "lock"))
        .map(|(name, path)| (name, fs::read(path).unwrap_or_default()))
        .collect()
}

fn with_passphrase(room: &Room, passphrase: &str, args: &[&str]) -> Ran {
    Ran::of(room.muster(args).env("MUSTER_BACKUP_PASSPHRASE", passphrase))
}

/// Encrypts a tar archive of these entries to a recipient: a backup that Muster did not make.
fn forge(recipient: &str, entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o600);
        archive.append_data(&mut header, name, *bytes).expect("memory");
    }
    let recipient: x25519::Recipient = recipient.parse().expect("a recipient");
    age::encrypt(&recipient, &archive.into_inner().expect("memory")).expect("encrypts")
}

/// The entries of a backup, read with the two libraries and nothing of Muster.
fn entries(room: &Room, file: &str) -> Vec<(String, Vec<u8>)> {
    let identity: x25519::Identity =
        fs::read_to_string(room.path("key.txt")).expect("there").parse().expect("an identity");
    let plain = age::decrypt(&identity, &fs::read(room.path(file)).expect("there")).expect("decrypts");
    let mut archive = tar::Archive::new(&plain[..]);
    let read = |entry: std::io::Result<tar::Entry<'_, &[u8]>>| {
        let mut entry = entry.expect("an entry");
        let name = entry.path().expect("a name").display().to_string();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("whole");
        (name, bytes)
    };
    archive.entries().expect("an archive").map(read).collect()
}

/// Protects the whole point: a machine is lost, and everything is there again on another one.
#[test]
fn a_backup_brings_everything_to_another_machine() {
    let (room, _) = room("7b");
    let csv = register(&room, "7b");
    has(&csv, &["excused,E,human,Ms Frizzle,dentist", "absent"]);
    let ran = with_passphrase(&room, PASSPHRASE, &["backup", "school.backup"]);
    has(&ran.out, &["1 school, 3 students, 1 session, 3 marks, 3 templates", "school.backup"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(room.path("school.backup")).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let bytes = fs::read(room.path("school.backup")).expect("there");
    for secret in ["Lovelace", "dentist", "SQLite format"] {
        assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()), "{secret} is to be seen");
    }
    let other = Room::new();
    other.put("school.backup", &bytes);
    other.put("pass.txt", format!("{PASSPHRASE}\n").as_bytes());
    let restore = ["restore", "school.backup", "--passphrase-file", "pass.txt"];
    has(&other.ok(restore), &["3 students, 1 session, 3 marks", "muster 0."]);
    assert_eq!(register(&other, "7b"), csv);
    assert_eq!(
        fs::read_dir(other.path("data"))
            .expect("a folder")
            .filter(|entry| {
                entry.as_ref().expect("an entry").file_name().to_string_lossy().starts_with('.')
            })
            .count(),
        0,
        "nothing is left behind"
    );
    let again = with_passphrase(&room, PASSPHRASE, &["backup", "school.backup"]);
    assert_eq!(again.code, Some(1));
    has(&again.err, &["school.backup is there already", "--force"]);
    assert_eq!(fs::read(room.path("school.backup")).expect("there"), bytes);
    assert_eq!(with_passphrase(&room, PASSPHRASE, &["backup", "school.backup", "--force"]).code, Some(0));
}

/// Someone without Muster can get at the data with `age -d` and `tar -x`.
#[test]
fn a_backup_is_an_ordinary_age_file_with_a_tar_archive() {
    let (room, recipient) = room("7b");
    room.ok(["backup", "b", "--recipient", &recipient]);
    let entries = entries(&room, "b");
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["manifest.json", KEY_FILE, "muster.db"]);
    let manifest: serde_json::Value = serde_json::from_slice(&entries[0].1).expect("JSON");
    assert_eq!(manifest["format"], 1);
    assert_eq!(manifest["database"]["bytes"], entries[2].1.len());
    assert_eq!(entries[1].1, fs::read(room.path("data").join(KEY_FILE)).expect("there"));
}

#[test]
fn a_check_changes_nothing_and_a_restore_keeps_what_was_there() {
    let (room, recipient) = room("7b");
    let csv = register(&room, "7b");
    room.ok(["backup", "b", "--recipient", &recipient]);
    room.ok(["mark", "Zoe_Q", "late", "--class", "7b", "--date", "2026-11-25"]);
    let later = register(&room, "7b");
    let before = data(&room);
    let said = room.ok(["restore", "b", "--verify", "--identity", "key.txt"]);
    has(&said, &["is whole and opens", "1 school, 3 students, 1 session, 3 marks, 3 templates"]);
    assert!(data(&room) == before, "a check changes nothing");

    let said = room.ok(["restore", "b", "--identity", "key.txt"]);
    assert_eq!(register(&room, "7b"), csv, "back at the day of the backup");
    let kept =
        said.lines().find_map(|line| line.split(" is in ").nth(1)?.split(';').next()).expect("says where");
    let mut command = room.muster(["register", "--class", "7b", "--out", "r.csv"]);
    assert_eq!(Ran::of(command.env("MUSTER_HOME", kept)).code, Some(0));
    assert_eq!(fs::read_to_string(room.path("r.csv")).expect("was written"), later);
}

/// Runs a restore that must be refused with these words, and sees that nothing has changed.
fn refused(room: &Room, what: &str, file: &[u8], words: &[&str]) {
    room.put("bad", file);
    let before = data(room);
    for args in [
        &["restore", "bad", "--identity", "key.txt"][..],
        &["restore", "bad", "--identity", "key.txt", "--verify"],
    ] {
        let ran = room.run(args);
        assert_eq!(ran.code, Some(1), "{what}: {}{}", ran.out, ran.err);
        assert!(words.iter().all(|word| ran.err.contains(word)), "{what}: {}", ran.err);
        assert!(ran.err.contains("bad") && ran.err.contains("nothing was changed"), "{what}: {}", ran.err);
        assert!(data(room) == before, "{what}: the data is as it was");
    }
}

#[test]
fn what_is_cut_off_tampered_with_or_no_backup_is_refused() {
    let (room, recipient) = room("7b");
    room.ok(["backup", "b", "--recipient", &recipient]);
    let whole = fs::read(room.path("b")).expect("there");
    for length in [0, 10, 150, 230, whole.len() / 2, whole.len() - 1] {
        refused(&room, &format!("{length} bytes"), &whole[..length], &[]);
    }
    refused(&room, "cut", &whole[..whole.len() - 1], &["take another copy"]);
    for at in [0, 100, 200, 300, 70_000, whole.len() / 2, whole.len() - 1] {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        refused(&room, &format!("byte {at} is another"), &changed, &[]);
    }
    refused(&room, "more at the end", &[&whole[..], b"x"].concat(), &[]);
    refused(&room, "text", b"a shopping list", &["not a backup of Muster"]);
    refused(&room, "a database", &fs::read(room.path("data/muster.db")).expect("there"), &["not a backup"]);
    let (other, _) = self::room("8a");
    other.put("b", &whole);
    let ran = other.run(["restore", "b", "--identity", "key.txt"]);
    has(&ran.err, &["does not open with this passphrase or identity"]);
}

/// A backup made by someone who knows the recipient, which is no secret.
#[test]
fn forged_backups_are_refused() {
    let (room, recipient) = room("7b");
    room.ok(["backup", "b", "--recipient", &recipient]);
    let parts = entries(&room, "b");
    let [manifest, key, database] = [0, 1, 2].map(|at| parts[at].1.as_slice());
    let forged = |what: &str, entries: &[(&str, &[u8])], words: &[&str]| {
        refused(&room, what, &forge(&recipient, entries), words);
    };
    forged("empty", &[], &["no backup of Muster"]);
    forged("no key", &[("manifest.json", manifest), ("muster.db", database)], &["school.key is not where"]);
    let all = [("manifest.json", manifest), (KEY_FILE, key), ("muster.db", database)];
    forged("one more", &[&all[..], &[("x", b"x")]].concat(), &["more than Muster put in"]);
    let mut changed = database.to_vec();
    changed[5000] ^= 1;
    forged(
        "another database",
        &[all[0], all[1], ("muster.db", &changed)],
        &["not the one that its manifest names"],
    );
    let other_key = "a7".repeat(32) + "\n";
    forged("another key", &[all[0], (KEY_FILE, other_key.as_bytes()), all[2]], &["not the one"]);
    let text = String::from_utf8(manifest.to_vec()).expect("JSON");
    let newer = text.replace("\"format\": 1", "\"format\": 2");
    assert_ne!(text, newer);
    forged(
        "newer format",
        &[("manifest.json", newer.as_bytes()), all[1], all[2]],
        &["newer Muster (format 2"],
    );
    forged("no manifest", &[("manifest.json", b"{}"), all[1], all[2]], &["manifest can't be read"]);
}

/// A database from the future, in a backup that is otherwise in order.
#[test]
fn a_newer_schema_is_refused_with_the_version_it_needs() {
    let (newer, recipient) = room("7b");
    tamper(
        &newer.path("data/muster.db"),
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9001, 'future', TRUE, x'00', 0)",
    );
    let ran = newer.run(["backup", "b", "--recipient", &recipient]);
    has(&ran.err, &["newer Muster (schema 9001", "install the newer version"]);
    assert!(!newer.path("b").exists(), "a backup that can't be checked is not made");

    let (here, recipient) = room("8a");
    here.ok(["backup", "b", "--recipient", &recipient]);
    let key = fs::read(newer.path("data").join(KEY_FILE)).expect("there");
    let database = fs::read(newer.path("data/muster.db")).expect("there");
    let part = |bytes: &[u8]| {
        use sha2::Digest as _;
        // This type prints any SHA-256 in hexadecimal digits.
        let digest = muster_domain::PhotoDigest(sha2::Sha256::digest(bytes).into());
        serde_json::json!({ "bytes": bytes.len(), "sha256": digest.to_string() })
    };
    let mut manifest: serde_json::Value = serde_json::from_slice(&entries(&here, "b")[0].1).expect("JSON");
    manifest["key"] = part(&key);
    manifest["database"] = part(&database);
    let manifest = manifest.to_string().into_bytes();
    let forged =
        forge(&recipient, &[("manifest.json", &manifest), (KEY_FILE, &key), ("muster.db", &database)]);
    refused(&here, "a newer schema", &forged, &["schema 9001"]);
}

/// Runs a statement on a database behind Muster's back.
pub(crate) fn tamper(database: &Path, sql: &'static str) {
    use sqlx::{ConnectOptions as _, Connection as _};
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    runtime.block_on(async {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(database);
        let mut connection = options.connect().await.expect("opens");
        sqlx::raw_sql(sql).execute(&mut connection).await.expect("runs");
        connection.close().await.expect("closes");
    });
}

#[test]
fn secrets_that_are_missing_short_or_wrong_are_named() {
    let (room, _) = room("7b");
    has(&room.run(["backup", "b"]).err, &["no passphrase", "--passphrase-file", "MUSTER_BACKUP_PASSPHRASE"]);
    has(&with_passphrase(&room, "short", &["backup", "b"]).err, &["short", "12 characters", "--recipient"]);
    has(&room.run(["backup", "b", "--recipient", "age1nope"]).err, &["`age1nope`", "age-keygen"]);
    assert!(!room.path("b").exists());
    assert_eq!(with_passphrase(&room, PASSPHRASE, &["backup", "b"]).code, Some(0));
    let before = data(&room);
    let ran = with_passphrase(&room, "correct horse battery stable", &["restore", "b"]);
    has(&ran.err, &["b can't be restored", "nothing was changed", "does not open with this passphrase"]);
    assert!(data(&room) == before);
    has(&room.run(["restore", "nowhere", "--identity", "key.txt"]).err, &["nowhere is not there"]);
    let nobody = Room::new();
    let ran = with_passphrase(&nobody, PASSPHRASE, &["backup", "b"]);
    has(&ran.err, &["holds no data yet", "--home"]);
    assert!(!nobody.path("data").exists() && !nobody.path("b").exists());
}

#[test]
fn a_restore_waits_for_nobody_who_uses_the_data() {
    let (room, recipient) = room("7b");
    room.ok(["backup", "b", "--recipient", &recipient]);
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    let entropy: muster_store::Entropy = std::sync::Arc::new(|bytes| bytes.fill(1));
    let folder = room.path("data");
    let open = runtime.block_on(SqliteStore::open_folder(&folder, entropy)).expect("opens");
    let ran = room.run(["restore", "b", "--identity", "key.txt"]);
    assert_eq!(ran.code, Some(1));
    has(&ran.err, &["is at work in", "data", "stop it first"]);
    room.ok(["backup", "while-open", "--recipient", &recipient]);
    runtime.block_on(open.close());
    room.ok(["restore", "b", "--identity", "key.txt"]);
}

/// Fault F18: the second server says whose folder it is, and ends.
#[test]
fn a_second_server_on_a_folder_is_refused() {
    let room = Room::new();
    let _first = FolderLock::serve(&room.path("data")).expect("is free");
    let ran = room.run(["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(ran.code, Some(1));
    let folder = room.path("data").display().to_string();
    has(&ran.err, &["another `muster serve` runs on the data folder", &folder, "--home"]);
    assert_eq!(ran.err.trim_end().lines().count(), 1, "one line: {}", ran.err);
}

/// Kill -9 at moments spread over a restore: afterwards everything is as before, or as in the backup.
#[test]
fn a_restore_that_is_killed_leaves_the_old_or_the_new_data() {
    let (room, recipient) = room("7b");
    room.ok(["backup", "b", "--recipient", &recipient]);
    let in_backup = register(&room, "7b");
    let started = std::time::Instant::now();
    room.ok(["restore", "b", "--identity", "key.txt"]);
    let whole = started.elapsed();
    let (mut old, mut new) = (0, 0);
    for round in 0..24_u32 {
        room.ok(["mark", "Zoe_Q", "late", "--class", "7b", "--date", "2026-11-25"]);
        let before = register(&room, "7b");
        assert_ne!(before, in_backup);
        let mut restore = room
            .muster(["restore", "b", "--identity", "key.txt"])
            .stdout(Stdio::null())
            .spawn()
            .expect("starts");
        std::thread::sleep(whole.mul_f64(f64::from(round) / 12.0));
        restore.kill().expect("is ours");
        restore.wait().expect("ends");
        let after = register(&room, "7b");
        assert!(after == before || after == in_backup, "round {round} left a mixture:\n{after}");
        if after == before {
            old += 1;
        } else {
            new += 1;
        }
        assert!(!room.path("data/restore.journal").exists(), "round {round}");
        if after == before {
            room.ok(["restore", "b", "--identity", "key.txt"]);
        }
    }
    println!("killed restores: {old} left the old data, {new} the new");
    assert!(old > 0 && new > 0, "the kills were spread over the whole restore: {old} old, {new} new");
}
