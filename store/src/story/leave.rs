//! Leave, from its entry to its withdrawal.

use muster_domain::{Leave, LeaveId};

use super::{Cast, assert_not_found, day, minute, ok};
use crate::{KeptFile, Store, StoreError};

pub(super) async fn leave_is_entered_and_withdrawn(store: &dyn Store, cast: &Cast) {
    let (school, other) = (&cast.school, &cast.other);
    let mut leave = Leave {
        id: LeaveId(-1),
        student: cast.ada.id.clone(),
        first_day: day(8),
        last_day: day(10),
        letter: Some("I".into()),
        note: "Has the flu.\nCalled at 7:40".into(),
        by: "office".into(),
        at: minute(3),
        withdrawn: None,
    };
    leave.id = ok(store.add_leave(school, &leave).await);
    let mut second = Leave {
        student: cast.bo.id.clone(),
        first_day: day(1),
        last_day: day(1),
        letter: None,
        ..leave.clone()
    };
    second.id = ok(store.add_leave(school, &second).await);
    let list = async |student, from, to| ok(store.list_leaves(school, student, from, to).await);
    assert_eq!(list(None, None, None).await, [second.clone(), leave.clone()], "by first day");
    assert_eq!(list(Some(&cast.ada.id), None, None).await, std::slice::from_ref(&leave));
    assert_eq!(
        list(None, Some(day(10)), Some(day(20))).await,
        std::slice::from_ref(&leave),
        "its last day is one of it"
    );
    assert_eq!(list(None, Some(day(2)), Some(day(7))).await, []);
    assert_eq!(ok(store.list_leaves(other, None, None, None).await), []);

    let nobody = Leave { student: muster_domain::StudentId::new("nobody"), ..leave.clone() };
    assert_not_found(store.add_leave(school, &nobody).await, "student");
    let backwards = Leave { last_day: day(7), ..leave.clone() };
    assert!(matches!(store.add_leave(school, &backwards).await, Err(StoreError::Invalid { .. })));

    let file = ("note.pdf", "application/pdf", &b"%PDF-1.7"[..]);
    assert_eq!(ok(store.add_leave_file(school, leave.id, file).await), 1);
    let listed =
        KeptFile { number: 1, name: "note.pdf".into(), media_type: "application/pdf".into(), bytes: 8 };
    assert_eq!(ok(store.list_leave_files(school, leave.id).await), [listed]);
    assert_eq!(ok(store.read_leave_file(school, leave.id, 1).await).as_deref(), Some(file.2));
    assert_eq!(ok(store.read_leave_file(other, leave.id, 1).await), None);
    assert_eq!(ok(store.read_leave_file(school, second.id, 1).await), None);
    assert!(store.add_leave_file(school, leave.id, ("empty", "text/plain", &[])).await.is_err());
    assert_not_found(store.add_leave_file(other, leave.id, file).await, "leave");

    assert_not_found(store.withdraw_leave(other, leave.id, "ms-day", minute(4)).await, "leave");
    ok(store.withdraw_leave(school, leave.id, "ms-day", minute(4)).await);
    ok(store.withdraw_leave(school, leave.id, "mr-may", minute(9)).await);
    leave.withdrawn = Some(("ms-day".into(), minute(4)));
    assert_eq!(list(Some(&cast.ada.id), None, None).await, [leave.clone()], "the first withdrawal counts");
    assert_eq!(ok(store.read_leave_file(school, leave.id, 1).await), None, "its evidence is gone");
    assert_not_found(store.add_leave_file(school, leave.id, file).await, "leave");
}
