//! Key, token, members and scores, against a platform that checks what it is sent.

use crate::double::{
    ITEMS_SCOPE, MEMBERS_SCOPE, NOW, RSA, SCORES_SCOPE, Served, TOOL, claims, jws, key, now, serve,
};
use jiff::{SignedDuration, Timestamp};
use muster_lti::{
    AccessToken, ActivityProgress, GradingProgress, LineItemWanted, MemberStatus, Platform, Registration,
    Scope, Score, ServiceError, ToolKey, find_or_create_line_item, members, post_score, request_token,
};
use serde_json::json;

const ALL: [Scope; 3] = [Scope::Members, Scope::LineItems, Scope::Scores];

fn agent() -> ureq::Agent {
    ureq::Agent::new_with_defaults()
}

fn token(served: &Served) -> AccessToken {
    request_token(&agent(), &served.registration(), &TOOL.0, &ALL, now(), "jti-1").expect("a token")
}

fn class(served: &Served, size: usize) {
    let member = |at: usize| {
        json!({
            "user_id": format!("u-{at}"), "roles": ["Learner"], "name": "N N", "status": "Active",
            "picture": "https://lms.school.example/picture", "lis_person_sourcedid": format!("S{at}"),
        })
    };
    served.state(|state| state.members = (0..size).map(member).collect());
}

/// Protects the key: what is kept is the same key again, the set has its id and no secret, and each seed has its own.
#[test]
fn a_key_is_kept_and_named() {
    let (own, secret) = &*TOOL;
    let again = ToolKey::from_pkcs8(secret).expect("the key");
    assert_eq!(again.jwks(), own.jwks());
    assert_eq!(own.jwks()["keys"][0]["kid"], own.id());
    assert_ne!(key(3).0.id(), own.id());
    let bits = own.jwks()["keys"][0]["n"].as_str().map(|n| n.len() * 6);
    assert_eq!(bits, Some(3072), "128 bits of security");
    assert!(own.jwks()["keys"][0].get("d").is_none(), "only the public half");
    assert!(format!("{own:?}").len() < 120);
    for bad in [&b""[..], b"key", &secret[..secret.len() - 1]] {
        ToolKey::from_pkcs8(bad).expect_err("no key");
    }
}

/// Protects the way to a token: a second implementation reads what the tool signs, and the token says what it is for.
#[test]
fn the_platform_reads_our_signatures() {
    let served = Served::new();
    let token = token(&served);
    assert_eq!(token.scopes, ALL);
    assert_eq!(token.expires_at, now() + SignedDuration::from_secs(600));
    let given = served.state(|state| state.tokens.clone());
    assert_eq!(given["secret-0"], [MEMBERS_SCOPE, ITEMS_SCOPE, SCORES_SCOPE].map(str::to_owned).into());
    assert!(!format!("{token:?}").contains("secret-0"));
}

/// Protects from guessing why there is no token: OAuth's code and the next step are in the message.
#[test]
fn a_refused_token_says_why() {
    let served = Served::new();
    let ask = |registration: &Registration, key: &ToolKey, jti: &str, at: Timestamp| {
        request_token(&agent(), registration, key, &ALL, at, jti)
    };
    let registration = served.registration();
    ask(&registration, &TOOL.0, "once", now()).expect("a token");
    let stranger = key(3).0;
    let elsewhere =
        Platform { token_audience: Some("https://other.example".to_owned()), ..served.platform() };
    let elsewhere = Registration::new(elsewhere).expect("a registration");
    let late = now() + SignedDuration::from_hours(1);
    for (what, refused) in [
        ("a jti again", ask(&registration, &TOOL.0, "once", now())),
        ("another's key", ask(&registration, &stranger, "2", now())),
        ("another audience", ask(&elsewhere, &TOOL.0, "3", now())),
        ("another time", ask(&registration, &TOOL.0, "4", late)),
    ] {
        let error = refused.expect_err(what);
        assert!(error.to_string().contains("400 (invalid_client); check the client id"), "{what}: {error}");
    }
    served.state(|state| state.allowed_scopes = [MEMBERS_SCOPE].into());
    assert_eq!(ask(&registration, &TOOL.0, "5", now()).expect("a token").scopes, [Scope::Members]);
}

/// Protects from half a class: all pages, in order, and of each member what they need to be matched.
#[test]
fn all_members_come() {
    let served = Served::new();
    let token = token(&served);
    for size in [0, 1, 2, 5, 6] {
        class(&served, size);
        let all = members(&agent(), &token, &format!("{}/members", served.address)).expect("members");
        let ids: Vec<_> = all.iter().map(|member| member.person_sourcedid.clone().expect("an id")).collect();
        assert_eq!(ids, (0..size).map(|at| format!("S{at}")).collect::<Vec<_>>());
        assert!(all.iter().all(|member| member.roles.learns() && member.status == MemberStatus::Active));
    }
    served.state(|state| {
        state.members = vec![
            json!({ "user_id": "a", "roles": [] }),
            json!({ "user_id": "b", "roles": [], "status": "Inactive" }),
            json!({ "user_id": "c", "roles": [], "status": "Odd" }),
        ];
    });
    let all = members(&agent(), &token, &format!("{}/members", served.address)).expect("members");
    let statuses: Vec<_> = all.iter().map(|member| member.status).collect();
    assert_eq!(statuses, [MemberStatus::Active, MemberStatus::Inactive, MemberStatus::Unknown]);
}

/// Protects from a list that is cut off, that never ends, or that sends the token elsewhere.
#[test]
fn half_a_list_is_none() {
    let served = Served::new();
    class(&served, 3);
    let token = token(&served);
    let with_next = |next: &str| {
        let link = format!("<{next}>; rel=\"next\"");
        let page = move || async move { ([("link", link)], json!({ "members": [] }).to_string()) };
        let address = serve(axum::Router::new().fallback(page));
        members(&agent(), &token, &address).expect_err("no end")
    };
    assert!(matches!(with_next("?again"), ServiceError::NotUnderstood { .. }));
    let elsewhere = with_next(&format!("{}/members", served.address));
    assert!(matches!(elsewhere, ServiceError::Address { .. }), "{elsewhere}");
    served.state(|state| {
        state.members[2] = json!({ "name": "Jane Doe" });
    });
    let error = members(&agent(), &token, &format!("{}/members", served.address)).expect_err("a bad page");
    assert!(!format!("{error:?}").contains("Jane"));
    for bad in ["http://lms.school.example/members", "members", ""] {
        let error = members(&agent(), &token, bad).expect_err(bad);
        assert!(matches!(error, ServiceError::Address { .. }), "{error}");
    }
    served.state(|state| state.tokens.clear());
    let error = members(&agent(), &token, &format!("{}/members", served.address)).expect_err("no token");
    assert!(matches!(error, ServiceError::Refused { status: 401, .. }), "{error}");
}

fn wanted(resource: &str, tag: &str) -> LineItemWanted {
    LineItemWanted {
        label: "Attendance".to_owned(),
        score_maximum: 100.0,
        resource_id: resource.to_owned(),
        tag: tag.to_owned(),
    }
}

/// Protects the grade book from a second column: it is found again on a later page, after a teacher renamed it, and on
/// platforms that give all their columns whatever is asked.
#[test]
fn a_column_is_made_once() {
    for filters in [true, false] {
        let served = Served::new();
        served.state(|state| state.filters = filters);
        let token = token(&served);
        let url = format!("{}/items?type_id=1", served.address);
        let get = |wanted: &LineItemWanted| {
            find_or_create_line_item(&agent(), &token, &url, wanted).expect("a column")
        };
        let all: Vec<_> = [("a", "x"), ("a", "y"), ("b", "x"), ("b", ""), ("c", "&=?")]
            .into_iter()
            .map(|(resource, tag)| (wanted(resource, tag), get(&wanted(resource, tag))))
            .collect();
        served.state(|state| state.line_items[4]["label"] = json!("Renamed"));
        for (wanted, made) in &all {
            assert_eq!(get(wanted).id, made.id);
        }
        assert_eq!(served.state(|state| state.line_items.len()), 5, "filters: {filters}");
    }
}

fn score(user: &str, given: f64, at: i64) -> Score {
    Score {
        user_id: user.to_owned(),
        given,
        maximum: 100.0,
        at: Timestamp::from_second(at).expect("in range"),
        activity_progress: ActivityProgress::Completed,
        grading_progress: GradingProgress::FullyGraded,
    }
}

/// Protects a student's score: it arrives as it was, at the column's own address, and an older one does not replace it.
#[test]
fn a_score_arrives() {
    let served = Served::new();
    class(&served, 1);
    let token = token(&served);
    let url = format!("{}/items?type_id=1", served.address);
    let column = find_or_create_line_item(&agent(), &token, &url, &wanted("a", "")).expect("a column");
    let post = |score: &Score| post_score(&agent(), &token, &column.id, score);
    post(&score("u-0", 87.5, NOW)).expect("a score");
    let kept = served.state(|state| state.scores[&(0, "u-0".to_owned())].clone());
    assert_eq!((&kept["scoreGiven"], &kept["scoreMaximum"]), (&json!(87.5), &json!(100.0)));
    assert_eq!(kept["timestamp"], "2026-11-27T10:00:00.000Z");
    let older = post(&score("u-0", 1.0, NOW - 1)).expect_err("an older one");
    assert!(older.to_string().contains("a newer one"), "{older}");
    post(&score("u-0", 0.0, NOW + 1)).expect("a newer one, and zero is a score");
    assert!(matches!(post(&score("u-9", 1.0, NOW)), Err(ServiceError::Refused { status: 404, .. })));
    for none in [f64::NAN, f64::INFINITY, -1.0] {
        assert!(matches!(post(&score("u-0", none, NOW + 2)), Err(ServiceError::Score(_))));
        assert!(matches!(
            post(&Score { maximum: none, ..score("u-0", 1.0, NOW + 2) }),
            Err(ServiceError::Score(_))
        ));
    }
}

/// Protects what a token may do: without the scope a service says so, and with what to change.
#[test]
fn a_service_without_its_scope_says_so() {
    let served = Served::new();
    served.state(|state| state.allowed_scopes = [ITEMS_SCOPE].into());
    let token = token(&served);
    let error = members(&agent(), &token, &format!("{}/members", served.address)).expect_err("not allowed");
    assert!(error.to_string().contains("let the tool use this service"), "{error}");
}

/// Protects the token from whoever controls a redirect.
#[test]
fn a_redirect_is_not_followed() {
    let served = Served::new();
    let token = token(&served);
    let to = format!("{}/members", served.address);
    let moved = move || async move { (axum::http::StatusCode::TEMPORARY_REDIRECT, [("location", to)]) };
    let address = serve(axum::Router::new().fallback(moved));
    let error = members(&agent(), &token, &address).expect_err("moved");
    assert!(matches!(error, ServiceError::Refused { status: 307, .. }), "{error}");
}

/// Protects from a double that takes anything: it reads its own launches with the tool's reader and refuses a stranger.
#[test]
fn the_double_checks_signatures() {
    let good = RSA.token("rsa-1", &claims());
    assert_eq!(jws::verified(&good, &[RSA.jwk("rsa-1")]), Some(claims()));
    assert_eq!(jws::verified(&good, &[jws::Signer::rsa(&key(3).1).jwk("rsa-1")]), None);
}
