//! API keys: found by their secret, revoked once and for good, no other school's.

use std::collections::BTreeSet;

use super::{Cast, assert_not_found, minute, ok};
use crate::{ApiKey, Role, SecretDigest, Store, StoreError};

pub(super) async fn keys_open_until_they_are_revoked(store: &dyn Store, cast: &Cast) {
    let Cast { school, other, class, .. } = cast;
    let key = |id: &str, role, classes: &[&str], minutes| ApiKey {
        id: id.into(),
        label: format!("{id}'s phone"),
        role,
        classes: classes.iter().map(|class| muster_domain::ClassId::new(*class)).collect(),
        created_at: minute(minutes),
        revoked_at: None,
    };
    let secret = |byte| SecretDigest([byte; 32]);
    let teacher = key("t1", Role::Teacher, &[class.id.as_str()], 2);
    let admin = ApiKey { classes: BTreeSet::new(), ..key("a1", Role::Admin, &[], 1) };
    ok(store.add_api_key(school, &teacher, &secret(1)).await);
    ok(store.add_api_key(school, &admin, &secret(2)).await);
    assert_eq!(ok(store.find_api_key(&secret(1)).await), Some((school.clone(), teacher.clone())));
    assert_eq!(ok(store.find_api_key(&secret(9)).await), None);
    assert_eq!(ok(store.list_api_keys(school).await), [admin.clone(), teacher.clone()], "oldest first");
    assert_eq!(ok(store.list_api_keys(other).await), []);

    let twice = store.add_api_key(school, &key("t2", Role::Auditor, &[], 3), &secret(1)).await;
    assert!(matches!(twice, Err(StoreError::Invalid { .. })), "one secret, one key: {twice:?}");
    let same = store.add_api_key(school, &key("t1", Role::Auditor, &[], 3), &secret(3)).await;
    assert!(matches!(same, Err(StoreError::Invalid { .. })), "one id, one key: {same:?}");
    let nowhere = key("t3", Role::Teacher, &["nowhere"], 3);
    assert_not_found(store.add_api_key(school, &nowhere, &secret(4)).await, "class");
    assert_eq!(ok(store.find_api_key(&secret(4)).await), None, "a refused call leaves no key");

    assert_not_found(store.revoke_api_key(other, "t1", minute(4)).await, "API key");
    ok(store.revoke_api_key(school, "t1", minute(4)).await);
    ok(store.revoke_api_key(school, "t1", minute(5)).await);
    let (_, revoked) = ok(store.find_api_key(&secret(1)).await).expect("revoked keys are known");
    assert_eq!(revoked.revoked_at, Some(minute(4)), "since the first time");
    assert_eq!(ok(store.find_api_key(&secret(2)).await), Some((school.clone(), admin)), "no other key");
}
