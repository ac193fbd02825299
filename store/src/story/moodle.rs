//! Links to Moodle: one a class, and a token that goes with its site.

use muster_domain::{ClassId, MoodleLink, MoodleStatusName, MoodleUser, RegisterStatus, Status};

use super::{Cast, assert_not_found, minute, ok};
use crate::{Store, StoreError};

pub(super) async fn a_class_is_linked_to_moodle(store: &dyn Store, cast: &Cast) {
    let (school, other, class) = (&cast.school, &cast.other, &cast.class.id);
    let name = |of, acronym: &str| MoodleStatusName { of, acronym: acronym.into() };
    let mut link = MoodleLink {
        class: class.clone(),
        site: "https://moodle.school.example".into(),
        course: 7,
        attendance: 3,
        user: MoodleUser::Email,
        statuses: vec![
            name(RegisterStatus::Status(Status::Late), "L"),
            name(RegisterStatus::Letter("M".into()), "E"),
        ],
        by: "Head".into(),
        since: minute(1),
    };
    let token = async |school| ok(store.moodle_token(school, class, "https://moodle.school.example").await);
    let nowhere = MoodleLink { class: ClassId::new("nowhere"), ..link.clone() };
    assert_not_found(store.put_moodle_link(school, &nowhere, Some("t")).await, "class");
    assert_no_token(&store.put_moodle_link(school, &link, None).await);
    ok(store.put_moodle_link(school, &link, Some("a token")).await);
    assert_eq!(ok(store.list_moodle_links(school).await), std::slice::from_ref(&link));
    assert_eq!(token(school).await.as_deref(), Some("a token"));
    assert_eq!(ok(store.list_moodle_links(other).await), []);
    assert_eq!(token(other).await, None);

    link.course = 8;
    ok(store.put_moodle_link(school, &link, None).await);
    assert_eq!(ok(store.list_moodle_links(school).await), std::slice::from_ref(&link));
    assert_eq!(token(school).await.as_deref(), Some("a token"), "it is kept");
    let elsewhere = MoodleLink { site: "https://elsewhere.example".into(), ..link.clone() };
    assert_no_token(&store.put_moodle_link(school, &elsewhere, None).await);
    assert_eq!(ok(store.list_moodle_links(school).await), [link], "a refused change changes nothing");
    ok(store.put_moodle_link(school, &elsewhere, Some("another")).await);
    assert_eq!(token(school).await, None, "it is not for the site before");
    let another = ok(store.moodle_token(school, class, &elsewhere.site).await);
    assert_eq!(another.as_deref(), Some("another"));

    assert_not_found(store.remove_moodle_link(other, class).await, "link to Moodle of class");
    ok(store.remove_moodle_link(school, class).await);
    assert_eq!(ok(store.list_moodle_links(school).await), []);
    assert_eq!(ok(store.moodle_token(school, class, &elsewhere.site).await), None);
    assert_not_found(store.remove_moodle_link(school, class).await, "link to Moodle of class");
}

fn assert_no_token(result: &Result<(), StoreError>) {
    assert!(matches!(result, Err(StoreError::Conflict { what: "link to Moodle", .. })), "{result:?}");
}
