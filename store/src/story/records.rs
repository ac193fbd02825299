//! Records go when their time is over: what is of that time, and nothing that was touched since.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use muster_domain::{Leave, LeaveId, Mark, MarkSource, Session, Status, Student};

use super::{Cast, ok, student};
use crate::{Additions, ForgottenRecords, RecordsBefore, Store};

/// Long before everything else of the story.
const YEAR: i16 = 2012;
/// The first day that stays.
const FIRST: Date = date(YEAR, 9, 1);

fn noon(day: Date) -> Timestamp {
    TimeZone::UTC.to_timestamp(day.at(12, 0, 0, 0)).expect("a time")
}

fn mark(student: &Student, at: Timestamp) -> Mark {
    Mark {
        student: student.id.clone(),
        status: Status::Absent,
        letter: None,
        source: MarkSource::Human { by: "ms-day".into(), remark: "flu".into() },
        at,
    }
}

async fn session(store: &dyn Store, cast: &Cast, day: Date, marks: &[Mark]) -> Session {
    let session = ok(store.open_session(&cast.school, &cast.class.id, day, "old", None).await);
    let additions = Additions { marks, ..Additions::default() };
    ok(store.add_to_session(&cast.school, session.id, additions, noon(day)).await);
    session
}

fn leave(student: &Student, day: Date) -> Leave {
    Leave {
        id: LeaveId(-1),
        student: student.id.clone(),
        first_day: day,
        last_day: day,
        letter: None,
        note: "flu".into(),
        by: "office".into(),
        at: noon(day),
        withdrawn: None,
    }
}

pub(super) async fn what_is_long_over_goes(store: &dyn Store, cast: &Cast) {
    let Cast { school, class, ada, .. } = cast;
    let (gone, back) = (student("left-1", "Long", "Gone"), student("left-2", "Come", "Back"));
    let (old, last) = (date(YEAR, 6, 4), date(YEAR, 8, 31));
    ok(store.put_students(school, &class.id, &[gone.clone(), back.clone()], Some(date(YEAR, 1, 1))).await);
    for one in [&gone, &back] {
        ok(store.leave_roster(school, &class.id, &one.id, last).await);
    }
    ok(store.put_students(school, &class.id, std::slice::from_ref(&back), Some(FIRST)).await);
    let marks = [mark(&gone, noon(old)), mark(ada, noon(old))];
    let over = session(store, cast, old, &marks).await;
    let corrected =
        session(store, cast, date(YEAR, 6, 5), &[mark(ada, noon(old)), mark(ada, noon(FIRST))]).await;
    let later = session(store, cast, FIRST, &[mark(ada, noon(FIRST))]).await;
    let leaves = [leave(&gone, old), leave(ada, FIRST)];
    let first = ok(store.add_leave(school, &leaves[0]).await);
    ok(store.add_leave_file(school, first, ("note.pdf", "application/pdf", b"%PDF-")).await);
    ok(store.add_leave(school, &leaves[1]).await);

    let before = RecordsBefore { day: FIRST, instant: noon(last) };
    assert_eq!(ok(store.students_long_gone(school, before).await), [], "as long as there are marks");
    let forget = async || ok(store.forget_records(school, before, 10, ("retention", noon(FIRST))).await);
    let first = forget().await;
    assert_eq!((first.sessions, first.leaves), (1, 1));
    assert_eq!(forget().await, ForgottenRecords::default(), "once");
    let left = ok(store.list_sessions(school, &class.id, None, Some(FIRST)).await);
    assert!(left.iter().all(|one| one.id != over.id));
    assert!([&corrected, &later].iter().all(|kept| left.iter().any(|one| one.id == kept.id)));
    let kept = ok(store.list_leaves(school, None, None, Some(FIRST)).await);
    assert_eq!(kept.iter().map(|one| &one.student).collect::<Vec<_>>(), [&ada.id]);
    assert_eq!(ok(store.students_long_gone(school, before).await), [gone.id], "not who came back");
    assert_eq!(ok(store.check_audit(school).await).problems, [], "the log knows where the marks went");
    assert_eq!(ok(store.students_long_gone(&cast.other, before).await), []);
    assert_eq!(
        ok(store.forget_records(&cast.other, before, 10, ("retention", noon(FIRST))).await),
        ForgottenRecords::default()
    );
}
