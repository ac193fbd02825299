//! Notices: told once, tried again, ended.

use std::collections::BTreeSet;

use muster_domain::{Channel, Event, NoticeEnd, NoticeRule, NoticeRuleId, SchoolId, Timing, Watched};

use super::{Cast, assert_not_found, day, minute, ok};
use crate::Store;

pub(super) async fn notices_are_told_once(store: &dyn Store, cast: &Cast) {
    let (school, other) = (&cast.school, &cast.other);
    let mut rule = NoticeRule {
        id: NoticeRuleId(-1),
        name: "Office".into(),
        watched: Watched::InRow { sessions: 3 },
        classes: BTreeSet::from([cast.class.id.clone()]),
        channel: Channel::Webhook { url: "https://office.example/hook".into() },
        timing: Timing { digest: Some(jiff::civil::time(15, 0, 0, 0)), quiet: None },
        by: "ms-day".into(),
        since: minute(1),
    };
    assert_not_found(store.add_notice_rule(&SchoolId::new("nowhere"), &rule, None).await, "school");
    rule.id = ok(store.add_notice_rule(school, &rule, Some(b"a secret")).await);
    assert_eq!(ok(store.list_notice_rules(school).await), std::slice::from_ref(&rule));
    assert_eq!(ok(store.list_notice_rules(other).await), []);
    assert_eq!(ok(store.notice_secret(school, rule.id).await).as_deref(), Some(&b"a secret"[..]));
    assert_eq!(ok(store.notice_secret(other, rule.id).await), None);

    let event =
        |label: &str| Event::NotTaken { class: cast.class.id.clone(), date: day(7), label: label.into() };
    let both = [event("1st"), event("2nd")];
    let add =
        async |events: &[Event]| ok(store.add_notices(school, rule.id, events, minute(5), minute(30)).await);
    assert_eq!((add(&both[..1]).await, add(&both).await, add(&both).await), (1, 1, 0), "each is told once");
    assert_not_found(store.add_notices(other, rule.id, &both, minute(5), minute(30)).await, "notice rule");
    assert_eq!(ok(store.due_notices(school, minute(29)).await), []);
    let due = ok(store.due_notices(school, minute(30)).await);
    assert_eq!(due.iter().map(|one| one.event.clone()).collect::<Vec<_>>(), both);
    assert_eq!(ok(store.due_notices(other, minute(30)).await), []);

    let numbers: Vec<i64> = due.iter().map(|one| one.number).collect();
    ok(store.postpone_notices(school, &numbers[..1], "503", minute(60)).await);
    assert_eq!(ok(store.due_notices(school, minute(30)).await).len(), 1);
    ok(store.end_notices(other, &numbers, NoticeEnd::Sent, minute(31)).await);
    ok(store.end_notices(school, &numbers[1..], NoticeEnd::Sent, minute(31)).await);
    ok(store.end_notices(school, &numbers[1..], NoticeEnd::GivenUp, minute(32)).await);
    let all = ok(store.list_notices(school, rule.id, 10).await);
    assert_eq!(
        all.iter().map(|one| one.number).collect::<Vec<_>>(),
        [numbers[1], numbers[0]],
        "newest first"
    );
    assert_eq!(all[0].ended, Some(NoticeEnd::Sent), "the first end counts");
    assert_eq!((all[1].attempts, all[1].failure.as_deref(), all[1].due_at), (1, Some("503"), minute(60)));
    assert_eq!(add(&both).await, 0, "one that was sent is not told again");

    assert_not_found(store.remove_notice_rule(other, rule.id).await, "notice rule");
    ok(store.remove_notice_rule(school, rule.id).await);
    assert_eq!(ok(store.due_notices(school, minute(90)).await), [], "gone with its rule");
    assert_not_found(store.remove_notice_rule(school, rule.id).await, "notice rule");
}
