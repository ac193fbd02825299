//! Platforms that open Muster, the classes that their courses are, and one key.

use muster_domain::{
    ClassId, LtiClassLink, LtiContext, LtiContextAbout, LtiContextKey, LtiMemberId, LtiPlatform,
    LtiPlatformId, SchoolId,
};

use super::{Cast, assert_not_found, minute, ok};
use crate::{Store, StoreError};

fn platform() -> LtiPlatform {
    LtiPlatform {
        id: LtiPlatformId(-1),
        issuer: "https://lms.school.example".into(),
        client_id: "tool-7".into(),
        auth_url: "https://lms.school.example/auth".into(),
        token_url: "https://lms.school.example/token".into(),
        jwks_url: "https://lms.school.example/keys".into(),
        deployment_ids: vec!["1".into()],
        sign_in: true,
        by: "Head".into(),
        since: minute(1),
    }
}

pub(super) async fn a_course_is_a_class(store: &dyn Store, cast: &Cast) {
    let (school, other) = (&cast.school, &cast.other);
    let mut one = platform();
    assert_not_found(store.add_lti_platform(&SchoolId::new("nowhere"), &one).await, "school");
    one.id = ok(store.add_lti_platform(school, &one).await);
    let twice = store.add_lti_platform(school, &one).await;
    assert!(matches!(twice, Err(StoreError::Conflict { what: "platform", .. })), "{twice:?}");
    assert_eq!(ok(store.list_lti_platforms(school).await), std::slice::from_ref(&one));
    assert_eq!(ok(store.list_lti_platforms(other).await), []);

    let key =
        |context: &str| LtiContextKey { platform: one.id, deployment: "1".into(), context: context.into() };
    let about = |title: &str| LtiContextAbout {
        title: Some(title.into()),
        members_url: Some("https://lms.school.example/members".into()),
        line_items_url: None,
        at: minute(2),
    };
    let link = |class: &ClassId| LtiClassLink { class: class.clone(), member_id: LtiMemberId::Email };
    let ours = link(&cast.class.id);
    assert_not_found(store.note_lti_context(other, &key("c1"), &about("x")).await, "platform");
    assert_not_found(store.link_lti_context(school, &key("c1"), &ours).await, "course");
    for (context, title) in [("c1", "Old"), ("c2", "Second"), ("c1", "First")] {
        ok(store.note_lti_context(school, &key(context), &about(title)).await);
    }
    assert_not_found(store.link_lti_context(school, &key("c1"), &link(&ClassId::new("x"))).await, "class");
    ok(store.link_lti_context(school, &key("c1"), &ours).await);
    ok(store.note_lti_context(school, &key("c1"), &about("Again")).await);
    let is = |context, title, link: Option<&LtiClassLink>| LtiContext {
        key: key(context),
        about: about(title),
        link: link.cloned(),
    };
    assert_eq!(
        ok(store.list_lti_contexts(school).await),
        [is("c1", "Again", Some(&ours)), is("c2", "Second", None)],
        "a launch leaves the class"
    );
    ok(store.link_lti_context(school, &key("c2"), &ours).await);
    assert_eq!(
        ok(store.list_lti_contexts(school).await),
        [is("c1", "Again", None), is("c2", "Second", Some(&ours))],
        "a class is one course"
    );
    assert_eq!(ok(store.list_lti_contexts(other).await), []);
    assert_not_found(store.unlink_lti_class(other, &cast.class.id).await, "course of class");
    ok(store.unlink_lti_class(school, &cast.class.id).await);
    assert_not_found(store.unlink_lti_class(school, &cast.class.id).await, "course of class");
    assert_not_found(store.remove_lti_platform(other, one.id).await, "platform");
    ok(store.remove_lti_platform(school, one.id).await);
    assert_eq!(ok(store.list_lti_contexts(school).await), [], "gone with its platform");
    assert_not_found(store.remove_lti_platform(school, one.id).await, "platform");
}

pub(super) async fn the_first_key_is_kept(store: &dyn Store, cast: &Cast) {
    assert_eq!(ok(store.lti_key(&cast.school).await), None);
    assert_eq!(ok(store.keep_lti_key(&cast.school, b"first").await), b"first");
    assert_eq!(ok(store.keep_lti_key(&cast.school, b"second").await), b"first", "platforms know it");
    assert_eq!(ok(store.lti_key(&cast.school).await).as_deref(), Some(&b"first"[..]));
    assert_eq!(ok(store.lti_key(&cast.other).await), None);
    assert_not_found(store.keep_lti_key(&SchoolId::new("nowhere"), b"x").await, "school");
}
