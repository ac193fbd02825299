//! A class's register goes to a Moodle over a socket, from the wish of somebody who may wish it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::moodle_double::{ATTENDANCE, COURSE, ME, Served, SessionRow, Site, TOKEN, User};
use crate::school::{Got, School};

const LINK: &str = "/api/v1/classes/7b/moodle";
const PUSH: &str = "/api/v1/classes/7b/moodle/push";
/// 2026-11-24 08:15 in UTC.
const BEGINS: i64 = 1_795_508_100;

/// A course with Rita and Greta.
fn site() -> Site {
    let user = |idnumber, listed| User { idnumber, email: "", enrolled: true, listed };
    let users = [(ME, user("T1", false)), (11, user("rita", true)), (12, user("greta", true))];
    Site { users: BTreeMap::from(users), ..Site::new() }
}

fn link(served: &Served) -> Value {
    json!({ "site": served.address, "course": COURSE, "attendance": ATTENDANCE, "token": TOKEN })
}

/// A school whose class meets at 08:15 and is linked.
async fn linked(served: &Served) -> School {
    let school = School::open().await;
    let slot = json!({
        "class": "7b", "label": "", "weekdays": [2], "first_day": "2026-09-01", "last_day": "2027-01-29",
        "starts": "08:15", "ends": "09:00"
    });
    assert_eq!(school.manage("POST", "/api/v1/timetable", &slot).await.status, 201);
    let put = school.manage("PUT", LINK, &link(served)).await;
    assert_eq!(put.status, 200, "{}", put.json());
    school
}

async fn mark(school: &School, at: &str, student: &str, status: &str) {
    let path = format!("/api/v1/classes/7b/sessions/{at}");
    let got = school.post(&path, &json!({ "student": student, "status": status })).await;
    assert_eq!(got.status, 200, "{}", got.json());
}

async fn push(school: &School, more: Value) -> Got {
    let mut body = json!({ "from": "2026-11-01", "to": "2026-11-30" });
    body.as_object_mut().expect("fields").extend(more.as_object().expect("fields").clone());
    school.post(PUSH, &body).await
}

/// Protects a course from changes that nobody saw: first it is said, then done, and then nothing is left to do; and whoever
/// or whatever stays out is named with its reason.
#[tokio::test]
async fn a_push_is_shown_then_done_and_then_nothing_is_left() {
    let served = Served::new(site());
    let school = linked(&served).await;
    school.manage("PUT", "/api/v1/classes/7b/students/zoe", &json!({ "first_name": "Zoe" })).await;
    for (student, status) in [("rita", "late"), ("greta", "absent"), ("zoe", "present")] {
        mark(&school, "2026-11-24/marks", student, status).await;
    }
    mark(&school, "2026-11-23/marks?label=2nd", "rita", "present").await;
    served.site(|site| assert!(site.calls.is_empty(), "nobody has asked for a push"));

    let shown = push(&school, json!({})).await.json();
    let marks = json!([
        { "student": "greta", "name": "greta", "status": "absent", "letter": "A", "replaces": null },
        { "student": "rita", "name": "rita", "status": "late", "letter": "L", "replaces": null },
    ]);
    let session = json!([{ "date": "2026-11-24", "label": "", "new": true, "marks": marks }]);
    assert_eq!((&shown["applied"], &shown["sessions"]), (&json!(false), &session));
    let left: Vec<_> = shown["left_out"].as_array().expect("a list").iter().collect();
    assert_eq!((&left[0]["student"], &left[0]["name"]), (&json!("zoe"), &json!("Zoe")));
    assert_eq!((&left[1]["date"], &left[1]["label"]), (&json!("2026-11-23"), &json!("2nd")));
    assert_eq!(left.len(), 2, "{left:?}");
    served.site(|site| assert!(site.sessions.is_empty() && site.log.is_empty()));

    let done = push(&school, json!({ "apply": true })).await.json();
    assert_eq!(
        (&done["applied"], &done["added"], &done["marked"]),
        (&json!(true), &json!(1), &json!(2)),
        "{done}"
    );
    served.site(|site| {
        let rows: Vec<_> = site.sessions.values().map(|row| (row.sessdate, row.duration)).collect();
        assert_eq!(rows, [(BEGINS, 45 * 60)]);
        let log: Vec<_> = site.log.iter().map(|((_, user), status)| (*user, *status)).collect();
        assert_eq!(log, [(11, 22), (12, 24)], "late and absent");
    });
    let again = push(&school, json!({ "apply": true })).await.json();
    assert_eq!((&again["sessions"], &again["marked"]), (&json!([]), &json!(0)));
}

/// Protects what a teacher marked in Moodle: it is shown, and can be kept.
#[tokio::test]
async fn what_moodle_has_is_shown_and_can_be_kept() {
    let mut theirs = site();
    let row =
        SessionRow { sessdate: BEGINS, duration: 2700, statusset: 0, group: 0, description: String::new() };
    theirs.sessions.insert(5, row);
    theirs.log.insert((5, 11), 23);
    let served = Served::new(theirs);
    let school = linked(&served).await;
    mark(&school, "2026-11-24/marks", "rita", "absent").await;
    mark(&school, "2026-11-24/marks", "greta", "present").await;
    let shown = push(&school, json!({})).await.json();
    let session = &shown["sessions"][0];
    assert_eq!((&session["new"], &session["marks"][1]["replaces"]), (&json!(false), &json!("E")), "{shown}");
    let kept = push(&school, json!({ "apply": true, "keep_theirs": true })).await.json();
    assert_eq!(kept["marked"], 1);
    served.site(|site| assert_eq!((site.log[&(5, 11)], site.log[&(5, 12)]), (23, 21)));
}

/// Protects the meaning of the school's own letters, and from names that nothing would ever use.
#[tokio::test]
async fn letters_have_their_own_acronyms() {
    let served = Served::new(site());
    let school = linked(&served).await;
    let status = |letter: &str, status: &str, counts_as: &str| json!({ "letter": letter, "name": letter, "status": status, "counts_as": counts_as, "colour": "#1e7d34" });
    let set = json!({ "name": "Ours", "statuses": [
        status("P", "present", "attended"), status("A", "absent", "absent"), status("I", "excused", "excused"),
        status("M", "excused", "attended"),
    ] });
    assert_eq!(school.manage("PUT", "/api/v1/status-sets/ours", &set).await.status, 200);
    school.manage("POST", "/api/v1/status-sets", &json!({ "id": "ours" })).await;
    let named = |statuses: Value| {
        let mut link = link(&served);
        link["statuses"] = statuses;
        link
    };
    for (what, bad) in [
        ("unknown letter", json!([{ "letter": "X", "acronym": "P" }])),
        ("twice", json!([{ "letter": "M", "acronym": "P" }, { "letter": "m", "acronym": "L" }])),
        ("both", json!([{ "letter": "M", "status": "late", "acronym": "P" }])),
        ("neither", json!([{ "acronym": "P" }])),
        ("undecided", json!([{ "status": "not_seen", "acronym": "P" }])),
        ("no acronym", json!([{ "letter": "M", "acronym": " " }])),
    ] {
        assert_eq!(school.manage("PUT", LINK, &named(bad)).await.status, 422, "{what}");
    }
    let names = json!([{ "letter": "M", "acronym": "P" }, { "status": "absent", "acronym": "l" }]);
    let put = school.manage("PUT", LINK, &named(names.clone())).await.json();
    assert_eq!(put["statuses"], names);
    let marks = "/api/v1/classes/7b/sessions/2026-11-24/marks";
    let rita = school.post(marks, &json!({ "student": "rita", "letter": "M" })).await;
    assert_eq!(rita.status, 200, "{}", rita.json());
    mark(&school, "2026-11-24/marks", "greta", "absent").await;
    push(&school, json!({ "apply": true })).await;
    served.site(|site| assert_eq!(site.log.values().copied().collect::<Vec<_>>(), [21, 22]));
}

/// Protects the token: no answer has it, and no other site gets it.
#[tokio::test]
async fn the_token_stays_with_its_site() {
    let served = Served::new(site());
    let school = linked(&served).await;
    let told = school.manage("GET", LINK, &Value::Null).await;
    assert!(!String::from_utf8_lossy(&told.bytes).contains(TOKEN));
    assert_eq!(told.json()["user"], "idnumber");
    let mut changed = link(&served);
    changed.as_object_mut().expect("fields").remove("token");
    changed["user"] = json!("email");
    assert_eq!(school.manage("PUT", LINK, &changed).await.status, 200, "the same site keeps it");
    changed["site"] = json!("https://elsewhere.example");
    let refused = school.manage("PUT", LINK, &changed).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (409, &json!("conflict")));
    for (field, bad) in [
        ("site", json!("http://moodle.school.example")),
        ("course", json!(0)),
        ("user", json!("phone")),
        ("token", json!("two words")),
    ] {
        let mut link = link(&served);
        link[field] = bad;
        assert_eq!(school.manage("PUT", LINK, &link).await.status, 422, "{field}");
    }
    let mut wrong = link(&served);
    wrong["token"] = json!("ffffffffffffffffffffffffffffffff");
    school.manage("PUT", LINK, &wrong).await;
    let got = push(&school, json!({})).await;
    let text = got.json()["message"].as_str().expect("text").to_owned();
    assert_eq!((got.status.as_u16(), &got.json()["code"]), (502, &json!("platform")));
    assert!(text.contains("make a new token") && !text.contains("ffff"), "{text}");
    assert_eq!(school.manage("DELETE", LINK, &Value::Null).await.status, 204);
    assert_eq!(push(&school, json!({})).await.status, 404);
}

/// Protects from a half push that looks whole: what was done is said, and the next push does the rest.
#[tokio::test]
async fn a_push_that_broke_off_says_so_and_goes_on() {
    let served = Served::new(Site { broken_from: Some(6), ..site() });
    let school = linked(&served).await;
    mark(&school, "2026-11-24/marks", "rita", "late").await;
    mark(&school, "2026-11-24/marks", "greta", "absent").await;
    let got = push(&school, json!({ "apply": true })).await;
    let text = got.json()["message"].as_str().expect("text").to_owned();
    assert!(got.status == 502 && text.contains("1 sessions were added and 1 marks sent"), "{text}");
    served.site(|site| site.broken_from = None);
    let done = push(&school, json!({ "apply": true })).await.json();
    assert_eq!((&done["added"], &done["marked"]), (&json!(0), &json!(1)));
    assert_eq!(push(&school, json!({ "from": "2026-12-01", "to": "2026-11-01" })).await.status, 422);
}
