//! Who did what is kept in order, and what it says of a student can be asked for until they are erased.

use muster_domain::{AuditKind, AuditRecord, SchoolId};

use super::{Cast, assert_not_found, minute, ok, student};
use crate::{AuditFilter, Store};

fn record(act: &str, kind: AuditKind, actor: &str) -> AuditRecord {
    AuditRecord {
        at: minute(70),
        kind,
        actor: actor.into(),
        act: act.into(),
        about: "class=7b \u{1F600}".into(),
        outcome: 200,
        detail: String::new(),
    }
}

pub(super) async fn the_log_is_kept_and_holds(store: &dyn Store, cast: &Cast) {
    let Cast { school, other, class, ada, .. } = cast;
    let before = ok(store.check_audit(school).await);
    assert_eq!(before.problems, [], "after all that was marked and erased in this story");
    assert!(before.entries > 0 && before.marks > 0, "the store logs marks by itself: {before:?}");

    let seen = record("GET crop", AuditKind::Access, "ms-day");
    let taken = record("GET register.xlsx", AuditKind::Export, "office");
    let both = [(seen.clone(), Some(ada.id.clone())), (taken.clone(), None)];
    ok(store.log(school, &both).await);
    let newest = ok(store.list_audit(school, &AuditFilter::default(), 2).await);
    assert_eq!([&newest[0].record, &newest[1].record], [&taken, &seen], "newest first");
    assert_eq!(newest[0].number, before.entries + 2);
    let only = async |filter: AuditFilter| ok(store.list_audit(school, &filter, 100).await);
    let of_ada = only(AuditFilter { student: Some(ada.id.clone()), ..AuditFilter::default() }).await;
    assert_eq!(of_ada.iter().map(|entry| &entry.record).collect::<Vec<_>>(), [&seen]);
    assert!(of_ada[0].subject.as_ref().is_some_and(|name| name != ada.id.as_str()), "not by her id");
    let exports = only(AuditFilter { kind: Some(AuditKind::Export), ..AuditFilter::default() }).await;
    assert_eq!(exports.len(), 1);
    let earlier = only(AuditFilter {
        before: Some(newest[1].number),
        actor: Some("ms-day".into()),
        ..AuditFilter::default()
    });
    assert!(
        earlier.await.iter().all(|entry| entry.number < newest[1].number && entry.record.actor == "ms-day")
    );

    let gone = student("audit-9", "Gone", "Soon");
    ok(store.put_students(school, &class.id, std::slice::from_ref(&gone), None).await);
    ok(store.log(school, &[(seen.clone(), Some(gone.id.clone()))]).await);
    ok(store.erase_student(school, &gone.id, ("office", minute(71))).await);
    let of_gone = only(AuditFilter { student: Some(gone.id.clone()), ..AuditFilter::default() }).await;
    assert_eq!(of_gone, [], "nobody can ask for them any more");
    let after = ok(store.check_audit(school).await);
    assert_eq!((after.problems, after.entries), (vec![], before.entries + 4));
    assert!(after.head.is_some() && after.head != before.head);

    assert_eq!(
        ok(store
            .list_audit(other, &AuditFilter { actor: Some("ms-day".into()), ..AuditFilter::default() }, 9)
            .await),
        []
    );
    assert_not_found(store.log(&SchoolId::new("nowhere"), &both).await, "school");
}
