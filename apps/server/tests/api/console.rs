//! The console's pages as a browser asks for them.

use axum::http::Method;
use muster_server::Gate;
use serde_json::json;

use crate::school::{BLUE, HOST, RED, School, Signed, later, photo, photo_of_width};

async fn page(school: &School, who: &Signed, path: &str) -> (u16, String) {
    let headers = [("cookie", who.cookie.as_str()), ("accept", "text/html"), ("accept-language", "en")];
    let got = school.send(Method::GET, path, &headers, None, None).await;
    (got.status.as_u16(), String::from_utf8(got.bytes).expect("text"))
}

/// Everybody's pages, and who sees them: admin, teacher of 7b, teacher of 8a, auditor, kiosk of 7b.
const PAGES: &[(&str, [u16; 5])] = &[
    ("/", [200, 200, 200, 200, 303]),
    ("/tour", [200, 200, 200, 200, 403]),
    ("/year", [200, 200, 200, 200, 403]),
    ("/year?week=2026-11-24&class=7b", [200, 200, 404, 200, 403]),
    ("/year?week=24.11.2026", [422, 422, 422, 422, 403]),
    ("/year/entries?class=7b", [200, 403, 403, 403, 403]),
    ("/year/entries/SLOT", [200, 403, 403, 403, 403]),
    ("/year/entries/999", [404, 403, 403, 403, 403]),
    ("/year/entries/SLOT/2026-11-24", [200, 200, 404, 403, 403]),
    ("/year/entries/SLOT/2026-11-25", [404, 404, 404, 403, 403]),
    ("/year/event", [200, 403, 403, 403, 403]),
    ("/classes/7b/groups/A", [200, 403, 403, 403, 403]),
    ("/classes/7b/groups/nobody", [404, 403, 403, 403, 403]),
    ("/leave", [200, 200, 200, 200, 403]),
    ("/leave?past=true", [200, 200, 200, 200, 403]),
    ("/reports", [200, 200, 200, 200, 403]),
    ("/reports?kind=students&class=7b&from=2026-11-01&to=2026-11-30", [200, 200, 404, 200, 403]),
    ("/reports?kind=teachers", [200, 403, 403, 200, 403]),
    ("/reports?kind=nothing", [404, 404, 404, 404, 403]),
    ("/reports?from=2026-11-30&to=2026-11-01", [422, 422, 422, 422, 403]),
    ("/admin/statuses", [200, 403, 403, 200, 403]),
    ("/admin/statuses/england", [200, 403, 403, 403, 403]),
    ("/admin/statuses/nothing", [404, 403, 403, 403, 403]),
    ("/classes/7b/students/rita", [200, 200, 404, 200, 403]),
    ("/account", [200, 200, 200, 200, 200]),
    ("/connect", [200, 200, 200, 200, 200]),
    ("/classes/7b", [200, 200, 404, 200, 403]),
    ("/classes/7b/sessions/2026-11-24", [200, 200, 404, 200, 403]),
    ("/classes/7b/sessions/2026-11-20?label=2nd%20%3Cb%3E", [200, 200, 404, 200, 403]),
    ("/classes/7b/sessions/24.11.2026", [422, 422, 422, 422, 422]),
    ("/classes/7b/sessions/2026-11-24/check-in", [200, 200, 404, 403, 403]),
    ("/classes/7b/sessions/2026-11-20/check-in", [422, 422, 404, 403, 403]),
    ("/classes/7b/students", [200, 200, 404, 200, 403]),
    ("/classes/7b/register/import", [200, 200, 404, 403, 403]),
    ("/classes/7b/roster", [200, 403, 403, 403, 403]),
    ("/classes/7b/roster/rita", [200, 403, 403, 403, 403]),
    ("/classes/7b/roster/nobody", [404, 403, 403, 403, 403]),
    ("/classes/7b/enrolment", [200, 200, 404, 200, 403]),
    ("/classes/7b/enrolment/faces?ids=FACE", [200, 200, 404, 200, 403]),
    ("/classes/7b/enrolment/faces?ids=FACE,x", [404, 404, 404, 404, 403]),
    ("/classes/7b/enrolment/faces?ids=999", [404, 404, 404, 404, 403]),
    ("/classes/7b/live", [200, 200, 404, 403, 200]),
    ("/classes/nowhere", [404, 404, 404, 404, 404]),
    ("/admin", [303, 403, 403, 303, 403]),
    ("/admin/users", [200, 403, 403, 403, 403]),
    ("/admin/users/teacher", [200, 403, 403, 403, 403]),
    ("/admin/users/nobody", [404, 403, 403, 403, 403]),
    ("/admin/keys", [200, 403, 403, 403, 403]),
    ("/admin/notices", [200, 403, 403, 403, 403]),
    ("/admin/connections", [200, 403, 403, 403, 403]),
    ("/admin/connections/7b", [200, 403, 403, 403, 403]),
    ("/admin/connections/nowhere", [404, 403, 403, 403, 403]),
    ("/admin/classes", [200, 403, 403, 200, 403]),
    ("/admin/recognition", [200, 403, 403, 200, 403]),
    ("/admin/activity", [200, 403, 403, 200, 403]),
    ("/admin/privacy", [200, 403, 403, 200, 403]),
    ("/classes/7b/consent", [200, 200, 404, 200, 403]),
    ("/admin/activity?from=2026-11-25&to=2026-11-24", [422, 403, 403, 422, 403]),
    ("/admin/jobs", [200, 403, 403, 200, 403]),
    ("/admin/data", [200, 403, 403, 200, 403]),
    ("/admin/health", [200, 403, 403, 200, 403]),
    ("/nowhere", [404, 404, 404, 404, 404]),
];

/// Protects each page from whom it is not for, and shows all of them with data in them.
#[tokio::test]
async fn every_page_is_for_whom_the_table_says() {
    let school = School::open().await;
    let take = json!({ "class": "7b", "date": "2026-11-24", "image": photo(RED) });
    assert_eq!(school.post("/api/v1/attendance", &take).await.status, 200);
    let enrolled =
        school.post("/api/v1/classes/7b/enrolment", &json!({ "photos": [{ "image": photo(RED) }] })).await;
    let face = enrolled.json()["faces"][0]["id"].to_string();
    let slot = timetable(&school).await;
    let mut people = Vec::new();
    for (login, role, classes) in [
        ("admin", "admin", &[][..]),
        ("teacher", "teacher", &["7b"]),
        ("other", "teacher", &["8a"]),
        ("auditor", "auditor", &[]),
        ("kiosk", "kiosk", &["7b"]),
    ] {
        people.push(school.person(login, role, classes).await);
    }
    for (path, expected) in PAGES {
        for (who, expected) in people.iter().zip(expected) {
            later(2);
            let (status, html) =
                page(&school, who, &path.replace("FACE", &face).replace("SLOT", &slot)).await;
            assert_eq!(status, *expected, "{path}: {html:.2000}");
            assert!(status == 303 || html.starts_with("<!DOCTYPE html>"), "{path}: {html:.200}");
        }
    }
}

/// A term, a group, leave, and a meeting of 7b on Tuesdays; gives its entry's id.
async fn timetable(school: &School) -> String {
    let calls = [
        (
            Method::PUT,
            "calendar",
            json!({
                "terms": [{ "name": "Autumn", "first_day": "2026-09-01", "last_day": "2026-12-18" }], "holidays": []
            }),
        ),
        (Method::PUT, "classes/7b/groups/A", json!({ "students": ["rita"] })),
        (
            Method::POST,
            "leaves",
            json!({ "student": "greta", "first_day": "2026-11-24", "note": "<dentist>" }),
        ),
        (
            Method::POST,
            "timetable",
            json!({
                "class": "7b", "label": "Maths", "group": "A", "weekdays": [2], "first_day": "2026-09-01",
                "last_day": "2026-12-18", "starts": "07:15", "ends": "08:00", "grace": 5
            }),
        ),
    ];
    let mut slot = String::new();
    for (method, path, body) in calls {
        let path = format!("/api/v1/{path}");
        let got =
            school.ask(method, &path, Some(&school.keys.admin), Some(body.to_string().into_bytes())).await;
        assert!(got.status.is_success(), "{path}: {}", got.json());
        slot = got.json()["id"].to_string();
    }
    slot
}

/// Protects whoever begins the day: what is foreseen is there before anybody takes it, and what was forgotten is told.
#[tokio::test]
async fn the_first_page_has_the_day_and_what_was_forgotten() {
    let school = School::open().await;
    timetable(&school).await;
    let teacher = school.person("teacher", "teacher", &["7b"]).await;
    let (_, html) = page(&school, &teacher, "/").await;
    assert!(html.contains("id=\"missed\"") && html.contains("<time datetime=\"2026-11-17\""), "{html}");
    let today = html.split("aria-labelledby=\"today\"").nth(1).expect("the day");
    assert!(today.contains("07:15–08:00") && today.contains("Not taken"), "begun, and nobody took it");
    let (_, html) = page(&school, &teacher, "/classes/7b/sessions/2026-11-24?label=Maths").await;
    assert!(html.contains("id=\"student-rita\"") && !html.contains("id=\"student-greta\""), "the group only");
    let (_, html) = page(&school, &teacher, "/classes/7b/sessions/2026-11-24").await;
    assert!(
        html.contains("label=Maths") && html.contains("&lt;dentist&gt;"),
        "leave holds before anybody marks"
    );
    let other = school.person("other", "teacher", &["8a"]).await;
    let (_, html) = page(&school, &other, "/leave").await;
    assert!(!html.contains("dentist"), "another class's leave is nobody else's");
}

/// Protects teachers from a code that leads nowhere: it has the address that phones reach, or says why it has none.
#[tokio::test]
async fn a_phone_is_connected_by_the_address_that_people_use() {
    let shown = async |school: &School, headers: &[(&str, &str)]| {
        let teacher = school.person("teacher", "teacher", &["7b"]).await;
        let own = [("cookie", teacher.cookie.as_str()), ("accept-language", "en")];
        let from = Some("127.0.0.1:1");
        let got = school.send(Method::GET, "/connect", &[&own, headers].concat(), None, from).await;
        assert_eq!(got.status, 200);
        String::from_utf8(got.bytes).expect("text")
    };
    let tls = [("x-forwarded-proto", "https")];
    let html = shown(&School::open().await, &tls).await;
    assert!(html.contains("value=\"http://muster.test/app/connect\""), "nobody said that there is a proxy");
    assert!(html.contains("not encrypted") && html.contains("no app for phones"), "{html}");
    let proxy = |gate: Gate| gate.behind(vec!["127.0.0.1/32".parse().expect("an address")]);
    for gate in [proxy, Gate::over_tls] {
        let html = shown(&School::behind(gate).await, &tls).await;
        assert!(
            html.contains("value=\"https://muster.test/app/connect\"") && !html.contains("not encrypted")
        );
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("index.html"), "app").expect("writes");
    let html = shown(&School::with_app(folder.path()).await, &[]).await;
    assert!(html.contains("src=\"data:image/svg+xml;base64,") && !html.contains("no app for phones"));
    let html = shown(&School::behind(|gate| gate.at("https://muster.school.example")).await, &[]).await;
    assert!(html.contains("value=\"https://muster.school.example/app/connect\""), "whatever host was asked");
}

/// Protects whoever follows a link while signed out: they come back to it, and only to this server.
#[tokio::test]
async fn without_a_sign_in_every_page_leads_to_it_and_back() {
    let school = School::open().await;
    let got = school.send(Method::GET, "/classes/7b?x=1&y=2", &[("accept", "text/html")], None, None).await;
    assert_eq!(
        (got.status.as_u16(), got.headers["location"].to_str().ok()),
        (303, Some("/sign-in?to=%2Fclasses%2F7b%3Fx%3D1%26y%3D2"))
    );
    let there = school.ask(Method::GET, "/sign-in?to=%2Fclasses%2F7b", None, None).await;
    assert!(String::from_utf8_lossy(&there.bytes).contains("data-then=\"/classes/7b\""));
    let elsewhere = school.ask(Method::GET, "/sign-in?to=%2F%2Fevil.example", None, None).await;
    assert!(!String::from_utf8_lossy(&elsewhere.bytes).contains("evil"));
}

/// Protects readers: language by the browser's wish or their own, right-to-left where it is; and what pages load.
#[tokio::test]
async fn pages_speak_the_readers_language_and_load_from_here_only() {
    let school = School::open().await;
    let ask = |headers: Vec<(&'static str, &'static str)>| {
        let school = &school;
        async move { school.send(Method::GET, "/sign-in", &headers, None, None).await }
    };
    for (headers, language) in [
        (vec![("accept-language", "ar-EG,ar;q=0.9")], "lang=\"ar\" dir=\"rtl\""),
        (vec![("accept-language", "ar"), ("cookie", "muster-language=de")], "lang=\"de\" dir=\"ltr\""),
        (
            vec![("cookie", "muster-language=xx; muster-theme=dark")],
            "lang=\"en\" dir=\"ltr\" data-theme=\"dark\"",
        ),
    ] {
        let got = ask(headers).await;
        let html = String::from_utf8(got.bytes).expect("text");
        assert!(html.contains(language), "{html:.300}");
        let policy = got.headers["content-security-policy"].to_str().expect("text");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        for asset in html.split("\"/assets/").skip(1).filter_map(|rest| rest.split('"').next()) {
            let got = school.ask(Method::GET, &format!("/assets/{asset}"), None, None).await;
            assert_eq!(got.status, 200, "{asset}");
            assert!(got.headers["cache-control"].to_str().expect("text").contains("immutable"));
        }
    }
    assert_eq!(school.ask(Method::GET, "/assets/0000/console.js", None, None).await.status, 404);
    let program = school.ask(Method::GET, "/nowhere", None, None).await;
    assert_eq!(program.json()["code"], "not_found", "programs get no page");
}

/// Protects students' pictures: there for who marks while the session is open, and gone with its closing. Until then a
/// missed face is drawn without sending the photo again.
#[tokio::test]
async fn a_photo_is_kept_until_its_session_is_closed() {
    let school = School::open().await;
    let take = json!({ "class": "7b", "date": "2026-11-24", "image": photo(RED) });
    let digest = school.post("/api/v1/attendance", &take).await.json()["photos"][0]["digest"].clone();
    let digest = digest.as_str().expect("a digest");
    let session = "/api/v1/classes/7b/sessions/2026-11-24";
    let address = format!("{session}/photos/{digest}");
    let kept = school.get(&address).await;
    assert_eq!((kept.status.as_u16(), kept.headers["content-type"].to_str().ok()), (200, Some("image/jpeg")));
    assert_eq!(kept.headers["cache-control"], "no-store");
    assert_eq!(school.get(&format!("{session}/photos/xyz")).await.status, 422);
    assert_eq!(school.get(&format!("{session}/photos/{}", "0".repeat(64))).await.status, 404);
    assert_eq!(
        school.get(&format!("{session}/photos/{digest}?label=2nd")).await.status,
        404,
        "another session"
    );

    let face = json!({ "photo": digest, "box": { "x": 10, "y": 10, "width": 40, "height": 40 } });
    let drawn = school.post(&format!("{session}/faces"), &face).await;
    assert_eq!(drawn.status, 200, "{}", drawn.json());
    assert_eq!(drawn.json()["photos"][0]["faces"].as_array().map(Vec::len), Some(2));

    assert_eq!(school.post(&format!("{session}/close"), &json!({})).await.status, 200);
    assert_eq!(school.get(&address).await.status, 404, "closing removes it");
    assert_eq!(school.post(&format!("{session}/faces"), &face).await.status, 404);
    let teacher = school.person("teacher", "teacher", &["7b"]).await;
    let (status, html) = page(&school, &teacher, "/classes/7b/sessions/2026-11-24").await;
    assert!(
        status == 200 && html.contains("<image href=\"data:image/jpeg;base64,"),
        "its faces are shown still"
    );
    assert!(!html.contains(HOST), "no address is absolute");
}

/// Protects from naming face by face: those of class photos that are alike are one choice, the likeliest student first.
#[tokio::test]
async fn faces_without_a_name_are_grouped_by_likeness() {
    let school = School::open().await;
    let teacher = school.person("teacher", "teacher", &["7b"]).await;
    for picture in [photo(RED), photo_of_width(330, RED), photo(BLUE)] {
        let photos = json!({ "photos": [{ "name": "class.jpg", "image": picture }] });
        assert_eq!(school.post("/api/v1/classes/7b/enrolment", &photos).await.status, 200);
    }
    let (status, html) = page(&school, &teacher, "/classes/7b/enrolment").await;
    let groups: Vec<&str> = html.split("<form class=\"card stack\"").skip(1).collect();
    assert_eq!((status, groups.len()), (200, 2), "two colours, two people");
    assert_eq!(groups[0].matches("type=\"checkbox\" name=\"faces\"").count(), 2, "both red ones at once");
    let first = groups[0].split("name=\"student\" value=\"").nth(1);
    assert!(first.is_some_and(|nearest| nearest.starts_with("rita")), "she is red");
    let (_, students) = page(&school, &teacher, "/classes/7b/students").await;
    assert!(!students.contains("/classes/7b/roster/rita"), "a teacher sees the roster and changes nothing");
}
