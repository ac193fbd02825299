//! The school's own statuses.

use muster_domain::{CountsAs, Mark, MarkSource, SchoolId, SetStatus, Status, StatusSet};

use super::{Cast, assert_not_found, day, minute, ok};
use crate::{Additions, Store, StoreError};

fn status(letter: &str, core: Status) -> SetStatus {
    let (name, colour) = (core.code().to_owned(), "#1e7d34".to_owned());
    SetStatus {
        letter: letter.into(),
        name,
        core,
        counts_as: CountsAs::NotCounted,
        points: Some(1.25),
        colour,
    }
}

pub(super) async fn the_school_writes_its_own_letters(store: &dyn Store, cast: &Cast) {
    let (school, other) = (&cast.school, &cast.other);
    let statuses = vec![status("√", Status::Present), status("N", Status::Absent)];
    let mut set = StatusSet { id: "ours".into(), name: "Ours".into(), statuses };
    ok(store.put_status_set(school, &set).await);
    set.statuses.push(status("B", Status::Present));
    ok(store.put_status_set(school, &set).await);
    assert_eq!(ok(store.list_status_sets(school).await), std::slice::from_ref(&set), "replaced");
    assert_eq!(ok(store.list_status_sets(other).await), []);
    let nowhere = SchoolId::new("nowhere");
    assert_not_found(store.put_status_set(&nowhere, &set).await, "school");
    let impossible = StatusSet { statuses: vec![], ..set.clone() };
    assert!(matches!(store.put_status_set(school, &impossible).await, Err(StoreError::Invalid { .. })));

    assert_eq!(ok(store.used_status_set(school).await), None);
    ok(store.use_status_set(school, Some("ours")).await);
    assert_eq!(ok(store.used_status_set(school).await).as_deref(), Some("ours"));
    assert_eq!(ok(store.used_status_set(other).await), None);
    let used = store.remove_status_set(school, "ours").await;
    assert!(matches!(used, Err(StoreError::Conflict { .. })), "registers are written with it: {used:?}");
    assert_eq!(ok(store.list_status_sets(school).await), std::slice::from_ref(&set), "and it is there still");
    ok(store.use_status_set(school, None).await);
    assert_not_found(store.remove_status_set(other, "ours").await, "set of statuses of the school's own");
    ok(store.remove_status_set(school, "ours").await);
    assert_eq!(ok(store.list_status_sets(school).await), []);
    assert_not_found(store.remove_status_set(school, "ours").await, "set of statuses of the school's own");
    assert_eq!(ok(store.used_status_set(school).await), None);
    assert_not_found(store.use_status_set(&nowhere, None).await, "school");

    let session = ok(store.open_session(school, &cast.class.id, day(28), "", None).await).id;
    let by = || "ms-day".to_owned();
    let source = MarkSource::Human { by: by(), remark: String::new() };
    let plain =
        Mark { student: cast.bo.id.clone(), status: Status::Present, letter: None, source, at: minute(5) };
    let visit = Mark { letter: Some("B".into()), ..plain.clone() };
    let marks = [plain.clone(), visit.clone(), visit];
    ok(store
        .add_to_session(school, session, Additions { marks: &marks, ..Additions::default() }, minute(5))
        .await);
    assert_eq!(
        ok(store.list_marks(school, session).await),
        marks[..2],
        "a mark with another letter is another mark"
    );
    let leave = MarkSource::Leave { by: by(), note: String::new() };
    let computed = [Mark { source: leave, ..plain }];
    let refused = store
        .add_to_session(school, session, Additions { marks: &computed, ..Additions::default() }, minute(5))
        .await;
    assert!(matches!(refused, Err(StoreError::Invalid { .. })), "leave is kept as leave: {refused:?}");
}
