//! Whoever changes what was logged, behind the store's back, is found out.

use jiff::SignedDuration;
use jiff::civil::Date;
use muster_domain::{AuditCheck, AuditKind, AuditRecord, StudentId};
use muster_store::{Audits as _, Erasures as _, ForgottenRecords, RecordsBefore, Sessions as _};
use muster_store_sqlite::SqliteStore;

use crate::furnishing::{adding, class, entropy, furnish, mark, school, tamper, time};

fn record(act: &str) -> AuditRecord {
    AuditRecord {
        at: time(),
        kind: AuditKind::Access,
        actor: "ms-hopper".into(),
        act: act.into(),
        about: "class=7b".into(),
        outcome: 200,
        detail: String::new(),
    }
}

/// What a check says after somebody ran these statements on the file.
async fn checked_after(sql: &str) -> AuditCheck {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store");
    let session = furnish(&store).await;
    let later = muster_domain::Mark { student: StudentId::new("002"), ..mark() };
    store.add_to_session(&school(), session, adding(&[], &[later]), time()).await.expect("stored");
    for act in ["one", "two", "three"] {
        store.log(&school(), &[(record(act), Some(StudentId::new("001")))]).await.expect("logged");
    }
    store.close().await;
    let unlocked = "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_removed;
                    DROP TRIGGER mark_is_not_changed; DROP TRIGGER mark_is_not_removed;";
    tamper(folder.path(), &format!("{unlocked} {sql}")).await.expect(sql);
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("opened");
    store.check_audit(&school()).await.expect("checked")
}

#[tokio::test]
async fn an_untouched_log_holds() {
    let check = checked_after("SELECT 1").await;
    assert_eq!(check.problems, []);
    assert_eq!((check.entries, check.marks), (6, 2), "its beginning, two marks, three looks");
}

/// Protects everybody about whom the log speaks: no edit, removal, insertion or cutting off goes unnoticed.
#[tokio::test]
async fn every_change_of_the_log_shows() {
    let columns = "school_id, number, at, kind, actor, act, about, subject, outcome, detail, hash";
    let changes = [
        "UPDATE audit SET actor = 'nobody' WHERE number = 3".to_owned(),
        "UPDATE audit SET outcome = 403 WHERE number = 6".to_owned(),
        "UPDATE audit SET subject = NULL WHERE number = 4".to_owned(),
        "UPDATE audit SET detail = '' WHERE number = 2".to_owned(),
        "DELETE FROM audit WHERE number = 3".to_owned(),
        "DELETE FROM audit WHERE number = 6".to_owned(),
        "DELETE FROM audit".to_owned(),
        "DELETE FROM audit; UPDATE school SET audit_head = NULL".to_owned(),
        "DELETE FROM audit WHERE number = 6; UPDATE school SET audit_head = x'00'".to_owned(),
        format!("INSERT INTO audit ({columns}) SELECT school_id, 7, at, kind, actor, act, about, subject, outcome, detail, hash FROM audit WHERE number = 6"),
        "UPDATE audit SET number = -number WHERE number IN (3, 4); UPDATE audit SET number = 7 + number WHERE number < 0".to_owned(),
    ];
    for change in changes {
        let check = checked_after(&change).await;
        assert!(!check.problems.is_empty(), "{change}");
    }
}

/// Protects the register itself: marks are vouched for, not only what is said of them.
#[tokio::test]
async fn every_change_of_a_mark_shows() {
    for change in [
        "UPDATE mark SET status = 'present' WHERE number = 1",
        "UPDATE mark SET student_id = '001', letter = 'X' WHERE number = 2",
        "DELETE FROM mark WHERE number = 2",
        "INSERT INTO mark SELECT school_id, session_id, 9, student_id, 'absent', at, source_kind, set_by, photo, distance,
             model, threshold, source, letter FROM mark WHERE number = 1",
    ] {
        let check = checked_after(change).await;
        assert!(!check.problems.is_empty(), "{change}");
    }
}

/// Protects the right to be forgotten from the log, and the log from it.
#[tokio::test]
async fn an_erasure_is_no_gap() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store");
    furnish(&store).await;
    store.erase_student(&school(), &StudentId::new("001"), ("office", time())).await.expect("erased");
    let check = store.check_audit(&school()).await.expect("checked");
    assert_eq!(check.problems, []);
    assert_eq!(store.list_sessions(&school(), &class(), None, None).await.expect("read").len(), 1);
}

/// A store whose session and whose first entries were removed because their time was over.
async fn forgetful(folder: &std::path::Path) -> SqliteStore {
    let store = SqliteStore::open_folder(folder, entropy()).await.expect("a new store");
    furnish(&store).await;
    let now = time() + SignedDuration::from_hours(400 * 24);
    let young = AuditRecord { at: now, ..record("young") };
    store.log(&school(), &[(record("old"), None), (young, None)]).await.expect("logged");
    let before = RecordsBefore { day: Date::constant(2027, 9, 1), instant: now };
    let gone = store.forget_records(&school(), before, 10, ("retention", now)).await.expect("forgotten");
    assert_eq!(gone, ForgottenRecords { sessions: 1, leaves: 0, audit_entries: 3 });
    store
}

/// Protects the right to be forgotten from the log's own length: it holds without what is gone.
#[tokio::test]
async fn old_entries_are_no_gap() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = forgetful(folder.path()).await;
    let check = store.check_audit(&school()).await.expect("checked");
    assert_eq!((check.problems, check.entries, check.forgotten), (vec![], 2, 3));
    assert_eq!(store.list_sessions(&school(), &class(), None, None).await.expect("read"), []);
}

/// Protects the log from whoever would have more forgotten than was.
#[tokio::test]
async fn nobody_moves_the_start_of_the_log() {
    let unlocked = "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_removed;";
    for change in [
        "DELETE FROM audit WHERE number = 4",
        "UPDATE school SET audit_start = NULL",
        "UPDATE school SET audit_start = audit_head",
        "UPDATE school SET audit_start = audit_head; DELETE FROM audit",
    ] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        forgetful(folder.path()).await.close().await;
        tamper(folder.path(), &format!("{unlocked} {change}")).await.expect(change);
        let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("opened");
        let check = store.check_audit(&school()).await.expect("checked");
        assert!(!check.problems.is_empty(), "{change}");
    }
}

/// Protects what a mark rests on: entries stay as long as a mark that they vouch for.
#[tokio::test]
async fn an_entry_stays_as_long_as_its_marks() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("a new store");
    furnish(&store).await;
    let now = time() + SignedDuration::from_hours(400 * 24);
    let before = RecordsBefore { day: Date::constant(2020, 1, 1), instant: now };
    let gone = store.forget_records(&school(), before, 10, ("retention", now)).await.expect("forgotten");
    assert_eq!(gone, ForgottenRecords { audit_entries: 1, ..ForgottenRecords::default() }, "its beginning");
    assert_eq!(store.check_audit(&school()).await.expect("checked").problems, []);
}
