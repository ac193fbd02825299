//! Users: set up once, invited, changed, disabled, with a second factor and sign-ins that end.

use std::collections::{BTreeMap, BTreeSet};

use muster_domain::ClassId;

use super::{Cast, assert_not_found, day, minute, ok};
use crate::{
    Invitation, Login, Role, SecretDigest, SignIn, Store, StoreError, Substitution, User, UserChange,
};

const PASSWORD: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";

fn login(text: &str) -> Login {
    Login::new(text).expect("a login")
}

fn user(text: &str, role: Role, classes: &[&str]) -> User {
    User {
        login: login(text),
        name: format!("{text} 👩🏽‍🏫"),
        role,
        classes: classes.iter().map(|class| ClassId::new(*class)).collect(),
        substitutions: BTreeMap::new(),
        created_at: minute(10),
        disabled_at: None,
        has_totp: false,
        has_password: false,
    }
}

fn secret(byte: u8) -> SecretDigest {
    SecretDigest([byte; 32])
}

/// Holds until the thirtieth minute.
fn invitation(byte: u8) -> Invitation {
    Invitation { secret: secret(byte), expires_at: minute(30) }
}

fn sign_in(text: &str, minutes: i64) -> SignIn {
    SignIn {
        login: login(text),
        created_at: minute(minutes),
        last_used_at: minute(minutes),
        expires_at: minute(minutes + 60),
        agent: "Muster/1 (phone)".into(),
    }
}

fn assert_conflict<T: std::fmt::Debug>(result: &Result<T, StoreError>, what: &str) {
    assert!(matches!(result, Err(StoreError::Conflict { .. })), "{what}: {result:?}");
}

pub(super) async fn the_first_admin_is_set_up_once(store: &dyn Store, cast: &Cast) {
    let school = &cast.school;
    let head = user("head", Role::Admin, &[]);
    assert_eq!(ok(store.list_users(school).await), []);
    ok(store.offer_set_up(school, &invitation(20)).await);
    ok(store.offer_set_up(school, &invitation(21)).await);
    let late = User { created_at: minute(30), ..head.clone() };
    assert_not_found(store.set_up(school, &secret(20), &head, PASSWORD).await, "invitation");
    assert_not_found(store.set_up(school, &secret(21), &late, PASSWORD).await, "invitation");
    assert_not_found(store.set_up(&cast.other, &secret(21), &head, PASSWORD).await, "invitation");
    assert_not_found(store.accept_invitation(school, &secret(21), PASSWORD, minute(10)).await, "invitation");
    assert_eq!(ok(store.list_users(school).await), [], "refused calls leave no user");

    ok(store.set_up(school, &secret(21), &head, PASSWORD).await);
    let head = User { has_password: true, ..head };
    assert_eq!(ok(store.list_users(school).await), std::slice::from_ref(&head));
    let again = user("thief", Role::Admin, &[]);
    assert_not_found(store.set_up(school, &secret(21), &again, PASSWORD).await, "invitation");
    assert_conflict(&store.offer_set_up(school, &invitation(22)).await, "there is an admin");
    let found = ok(store.find_credentials(school, &login("HEAD")).await).expect("is there");
    assert_eq!((found.user, found.password.as_deref()), (head, Some(PASSWORD)));
    assert!(found.totp.is_none());
}

pub(super) async fn users_are_invited_changed_and_disabled(store: &dyn Store, cast: &Cast) {
    let (school, class) = (&cast.school, cast.class.id.as_str());
    let bo = user("bo", Role::Teacher, &[class]);
    ok(store.invite_user(school, &bo, &invitation(31)).await);
    assert_conflict(&store.invite_user(school, &bo, &invitation(32)).await, "a login is one user's");
    let nowhere = user("cy", Role::Teacher, &[class, "nowhere"]);
    assert_not_found(store.invite_user(school, &nowhere, &invitation(33)).await, "class");
    assert_eq!(ok(store.list_users(school).await).len(), 2, "by login, refused ones not there");
    assert_eq!(ok(store.list_users(school).await)[0], bo);

    assert_not_found(store.set_up(school, &secret(31), &nowhere, PASSWORD).await, "invitation");
    assert_not_found(store.accept_invitation(school, &secret(31), PASSWORD, minute(30)).await, "invitation");
    assert_eq!(ok(store.find_invited(school, &secret(31), minute(30)).await), None, "expired");
    assert_eq!(ok(store.find_invited(school, &secret(31), minute(29)).await), Some(bo.login.clone()));
    assert_eq!(ok(store.accept_invitation(school, &secret(31), PASSWORD, minute(29)).await), bo.login);
    assert_eq!(ok(store.find_invited(school, &secret(31), minute(29)).await), None, "used up");
    assert_not_found(store.accept_invitation(school, &secret(31), PASSWORD, minute(29)).await, "invitation");

    let moved = UserChange {
        name: Some("Bo D.".into()),
        role: Some(Role::Kiosk),
        classes: Some(BTreeSet::new()),
        substitutions: None,
        disabled_at: None,
    };
    let changed = ok(store.change_user(school, &bo.login, &moved).await);
    assert_eq!((changed.name.as_str(), changed.role, changed.classes.len()), ("Bo D.", Role::Kiosk, 0));
    let same = ok(store.change_user(school, &bo.login, &UserChange::default()).await);
    assert_eq!(same, changed, "nothing asked, nothing changed");
    let class = &cast.class.id;
    let days = Substitution { first_day: Some(day(9)), last_day: day(11) };
    let lent = UserChange { substitutions: Some([(class.clone(), days)].into()), ..UserChange::default() };
    let substitute = ok(store.change_user(school, &bo.login, &lent).await);
    assert_eq!(
        ok(store.list_users(school).await).iter().find(|one| one.login == bo.login),
        Some(&substitute)
    );
    let has = |on| substitute.classes_on(day(on)).contains(class);
    assert_eq!(
        [8, 9, 11, 12].map(has),
        [false, true, true, false],
        "a substitution begins and ends by itself"
    );
    let lost = UserChange { classes: Some([ClassId::new("nowhere")].into()), ..UserChange::default() };
    assert_not_found(store.change_user(school, &bo.login, &lost).await, "class");
    the_last_admin_stays(store, cast).await;
    ok(store.reset_user(school, &bo.login, &invitation(34)).await);
    ok(store.reset_user(school, &bo.login, &invitation(35)).await);
    let found = ok(store.find_credentials(school, &bo.login).await).expect("is there");
    assert!(found.password.is_none(), "a lost password opens nothing");
    assert_not_found(store.accept_invitation(school, &secret(34), PASSWORD, minute(11)).await, "invitation");
    ok(store.accept_invitation(school, &secret(35), PASSWORD, minute(11)).await);
}

async fn the_last_admin_stays(store: &dyn Store, cast: &Cast) {
    let (school, head, bo) = (&cast.school, login("head"), login("bo"));
    let disable = |at| UserChange { disabled_at: Some(at), ..UserChange::default() };
    let role = |role| UserChange { role: Some(role), ..UserChange::default() };
    assert_conflict(&store.change_user(school, &head, &disable(Some(minute(12)))).await, "disabled");
    assert_conflict(&store.change_user(school, &head, &role(Role::Teacher)).await, "demoted");
    ok(store.change_user(school, &bo, &role(Role::Admin)).await);
    ok(store.change_user(school, &head, &disable(Some(minute(12)))).await);
    assert_conflict(&store.change_user(school, &bo, &role(Role::Teacher)).await, "the other is disabled");
    assert_eq!(ok(store.change_user(school, &head, &disable(None)).await).disabled_at, None);
    ok(store.change_user(school, &bo, &role(Role::Teacher)).await);
}

pub(super) async fn the_second_factor_is_used_up(store: &dyn Store, cast: &Cast) {
    let (school, bo) = (&cast.school, login("bo"));
    assert_not_found(store.confirm_totp(school, &bo, 7, &[]).await, "offered second factor of");
    ok(store.offer_totp(school, &bo, b"first").await);
    ok(store.offer_totp(school, &bo, b"second").await);
    assert!(!ok(store.spend_totp_step(school, &bo, 8).await), "not confirmed, so no step counts");
    let found = ok(store.find_credentials(school, &bo).await).expect("is there");
    let totp = found.totp.expect("is offered");
    assert_eq!((totp.secret.as_slice(), totp.last_step, found.user.has_totp), (&b"second"[..], None, false));

    ok(store.confirm_totp(school, &bo, 7, &[secret(41), secret(42)]).await);
    assert_not_found(store.confirm_totp(school, &bo, 9, &[]).await, "offered second factor of");
    assert_conflict(&store.offer_totp(school, &bo, b"third").await, "one is enough");
    let found = ok(store.find_credentials(school, &bo).await).expect("is there");
    assert_eq!((found.totp.and_then(|totp| totp.last_step), found.user.has_totp), (Some(7), true));
    let mut spent = Vec::new();
    for step in [7, 6, 8, 8, 10] {
        spent.push(ok(store.spend_totp_step(school, &bo, step).await));
    }
    assert_eq!(spent, [false, false, true, false, true], "each step once, none before");
    let mut spent = Vec::new();
    for code in [41, 41, 49] {
        spent.push(ok(store.spend_recovery_code(school, &bo, &secret(code)).await));
    }
    assert_eq!(spent, [true, false, false], "each code once");
    ok(store.remove_totp(school, &bo).await);
    assert!(!ok(store.spend_recovery_code(school, &bo, &secret(42)).await), "codes go with it");
    assert!(ok(store.find_credentials(school, &bo).await).is_some_and(|found| found.totp.is_none()));
}

pub(super) async fn sign_ins_end(store: &dyn Store, cast: &Cast) {
    let (school, bo) = (&cast.school, login("bo"));
    let first = sign_in("bo", 40);
    let begin =
        async |minutes, byte| ok(store.add_sign_in(school, &sign_in("bo", minutes), &secret(byte)).await);
    begin(40, 51).await;
    begin(41, 52).await;
    let held = [(secret(52), sign_in("bo", 41)), (secret(51), first.clone())];
    assert_eq!(ok(store.list_sign_ins(school, &bo).await), held, "the newest first");
    assert_eq!(ok(store.list_sign_ins(&cast.other, &bo).await), []);
    let (at, found, user) = ok(store.find_sign_in(&secret(51)).await).expect("is there");
    assert_eq!((&at, &found, &user.login), (school, &first, &bo));
    ok(store.note_sign_in_use(&secret(51), minute(50)).await);
    let (_, used, _) = ok(store.find_sign_in(&secret(51)).await).expect("is there");
    assert_eq!(used, SignIn { last_used_at: minute(50), ..first });
    ok(store.end_sign_in(&secret(51)).await);
    ok(store.end_sign_in(&secret(51)).await);
    ok(store.note_sign_in_use(&secret(51), minute(51)).await);
    let there = async |byte| ok(store.find_sign_in(&secret(byte)).await).is_some();
    assert_eq!((there(51).await, there(52).await), (false, true), "only that one");

    ok(store.set_password(school, &bo, PASSWORD).await);
    assert!(!there(52).await, "a new password ends all");
    begin(42, 53).await;
    ok(store.reset_user(school, &bo, &invitation(36)).await);
    assert!(!there(53).await, "a reset ends all");
    begin(43, 54).await;
    begin(200, 55).await;
    assert_eq!((there(54).await, there(55).await), (false, true), "an expired one is forgotten");
    let disable = UserChange { disabled_at: Some(Some(minute(201))), ..UserChange::default() };
    ok(store.change_user(school, &bo, &disable).await);
    assert!(!there(55).await, "disabling ends all");
    assert_not_found(store.accept_invitation(school, &secret(36), PASSWORD, minute(20)).await, "invitation");
    let refused = store.add_sign_in(school, &sign_in("bo", 202), &secret(56)).await;
    assert_not_found(refused, "enabled user");
}

pub(super) async fn another_school_sees_no_users(store: &dyn Store, cast: &Cast) {
    let (other, bo) = (&cast.other, login("bo"));
    assert_eq!(ok(store.list_users(other).await), []);
    assert!(ok(store.find_credentials(other, &bo).await).is_none());
    assert_not_found(store.change_user(other, &bo, &UserChange::default()).await, "user");
    assert_not_found(store.reset_user(other, &bo, &invitation(60)).await, "user");
    assert_not_found(store.set_password(other, &bo, PASSWORD).await, "user");
    assert_not_found(store.offer_totp(other, &bo, b"theirs").await, "user");
    assert_not_found(store.remove_totp(other, &bo).await, "user");
    assert!(!ok(store.spend_totp_step(other, &bo, 99).await));
    assert_not_found(store.add_sign_in(other, &sign_in("bo", 50), &secret(61)).await, "user");
    let namesake = user("bo", Role::Auditor, &[]);
    ok(store.invite_user(other, &namesake, &invitation(62)).await);
    assert_eq!(ok(store.list_users(other).await), [namesake], "the same login there is another person");
}
