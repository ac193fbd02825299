//! Every route for every kind of key. A route that is not in the table fails the test.

use axum::http::Method;
use serde_json::json;

use crate::school::{RED, School, photo};

/// Who may use a route that is about class 7b.
#[derive(Clone, Copy, Debug)]
enum Rule {
    /// Anybody, without a key.
    Open,
    /// Whoever has a key that holds.
    Known,
    /// Whoever may see the class; for others it is not there.
    Sees,
    /// Whoever may mark the class.
    Marks,
    /// Whoever may change the school itself.
    Administers,
    /// Whoever has a key for one class: CompreFace's routes act on that class.
    Collects,
    /// The same for a thing of class 7b.
    CollectsFrom,
}
use Rule::{Administers, Collects, CollectsFrom, Known, Marks, Open, Sees};

impl Rule {
    /// Statuses: no key, revoked, teacher of the class, teacher of another, auditor, admin.
    fn refusals(self) -> [Option<u16>; 6] {
        let (out, unseen, no) = (Some(401), Some(404), Some(403));
        match self {
            Open => [None; 6],
            Known => [out, out, None, None, None, None],
            Sees => [out, out, None, unseen, None, None],
            Marks => [out, out, None, unseen, no, None],
            Administers => [out, out, no, no, no, None],
            Collects => [out, out, None, None, Some(409), Some(409)],
            CollectsFrom => [out, out, None, unseen, Some(409), Some(409)],
        }
    }
}

/// Method, path as the description has it, who may, and what they get. All requests are good ones about class 7b.
const TABLE: &[(&str, &str, Rule, u16)] = &[
    ("GET", "/health/live", Open, 204),
    ("GET", "/health/ready", Open, 204),
    ("GET", "/api/v1/school", Known, 200),
    ("GET", "/api/v1/classes", Known, 200),
    ("PUT", "/api/v1/classes/{class}", Administers, 200),
    ("PUT", "/api/v1/classes/{class}/students/{student}", Administers, 200),
    ("GET", "/api/v1/classes/{class}/templates", Sees, 200),
    ("POST", "/api/v1/classes/{class}/enrolment", Marks, 200),
    ("GET", "/api/v1/classes/{class}/enrolment", Sees, 200),
    ("GET", "/api/v1/classes/{class}/enrolment/{face}/crop", Sees, 200),
    ("POST", "/api/v1/classes/{class}/enrolment/decisions", Marks, 200),
    ("GET", "/api/v1/classes/{class}/students", Sees, 200),
    ("POST", "/api/v1/attendance", Marks, 200),
    ("POST", "/api/v1/classes/{class}/sessions/{date}/marks", Marks, 200),
    ("POST", "/api/v1/detection/detect", Known, 200),
    ("POST", "/api/v1/recognition/recognize", Collects, 200),
    ("POST", "/api/v1/recognition/faces", Collects, 201),
    ("GET", "/api/v1/recognition/faces", Collects, 200),
    ("GET", "/api/v1/recognition/faces/{image_id}/img", CollectsFrom, 200),
    ("DELETE", "/api/v1/recognition/faces/{image_id}", CollectsFrom, 200),
    ("DELETE", "/api/v1/recognition/faces", Collects, 200),
    ("GET", "/api/v1/recognition/subjects", Collects, 200),
    ("POST", "/api/v1/recognition/subjects", Collects, 201),
    ("DELETE", "/api/v1/classes/{class}/sessions/{date}/marks/{student}", Marks, 200),
    ("GET", "/api/v1/classes/{class}/sessions/{date}/marks", Sees, 200),
    ("POST", "/api/v1/classes/{class}/sessions/{date}/corrections", Marks, 200),
    ("GET", "/api/v1/classes/{class}/sessions/{date}/corrections", Sees, 200),
    ("POST", "/api/v1/classes/{class}/sessions/{date}/faces", Marks, 200),
    ("POST", "/api/v1/classes/{class}/sessions/{date}/close", Marks, 200),
    ("GET", "/api/v1/jobs", Known, 200),
    ("GET", "/api/v1/jobs/{job}", Sees, 200),
    ("GET", "/api/v1/jobs/{job}/events", Sees, 200),
    ("GET", "/api/v1/classes/{class}/sessions", Sees, 200),
    ("GET", "/api/v1/classes/{class}/sessions/{date}", Sees, 200),
    ("GET", "/api/v1/classes/{class}/register.xlsx", Sees, 200),
    ("GET", "/api/v1/classes/{class}/report", Sees, 200),
    ("DELETE", "/api/v1/classes/{class}/students/{student}", Administers, 204),
];

#[tokio::test]
async fn every_route_answers_every_role_as_the_table_says() {
    let school = School::open().await;
    let take = json!({ "class": "7b", "date": "2026-11-24", "image": photo(RED) });
    let taken = school.post("/api/v1/attendance", &take).await;
    assert_eq!(taken.status, 200, "there is a session to read");
    let digest = taken.json()["photos"][0]["digest"].clone();
    let enrolled = school.post("/api/v1/classes/7b/enrolment", &enrolment()).await.json();
    let face = enrolled["faces"][0]["id"].clone();
    let keys = &school.keys;
    let callers = [
        None,
        Some(&keys.revoked),
        Some(&keys.teacher),
        Some(&keys.other_teacher),
        Some(&keys.auditor),
        Some(&keys.admin),
    ];
    for (method, path, rule, fine) in TABLE {
        let place =
            path.replace("{class}", "7b").replace("{date}", "2026-11-24").replace("{student}", "greta");
        let place = place.replace("{face}", &face.to_string()).replace("{job}", "1");
        let place = place.replace("{image_id}", &face.to_string());
        let subject =
            if *path == "/api/v1/recognition/faces" && *method == "POST" { "?subject=greta" } else { "" };
        let place = format!("{place}{subject}");
        let body = (*method == "POST" || *method == "PUT").then(|| match *path {
            "/api/v1/attendance" => take.clone(),
            path if path.ends_with("/marks") => json!({ "student": "greta", "status": "late" }),
            "/api/v1/recognition/subjects" => json!({ "subject": "greta" }),
            path if path.contains("/recognition/") || path.contains("/detection/") => {
                json!({ "file": photo(RED) })
            }
            path if path.ends_with("/corrections") => {
                json!({ "photo": digest, "face": 0, "ruling": "nobody" })
            }
            path if path.ends_with("/faces") => {
                let place = json!({ "x": 80, "y": 60, "width": 160, "height": 120 });
                json!({ "image": photo(RED), "box": place })
            }
            path if path.ends_with("/enrolment") => enrolment(),
            path if path.ends_with("/decisions") => json!({ "faces": [face], "state": "accepted" }),
            "/api/v1/classes/{class}" => json!({ "name": "Form 7b" }),
            path if path.ends_with("/{student}") => json!({ "first_name": "Greta" }),
            _ => json!({}),
        });
        for (caller, refused) in callers.iter().zip(rule.refusals()) {
            let key = caller.map(String::as_str);
            let body = body.as_ref().map(|body| body.to_string().into_bytes());
            let got = school.ask(method.parse().expect("a method"), &place, key, body).await;
            let expected = refused.unwrap_or(*fine);
            assert_eq!(got.status, expected, "{method} {path}: {}", String::from_utf8_lossy(&got.bytes));
            assert_eq!(got.headers["x-content-type-options"], "nosniff");
            assert_eq!(got.headers["cache-control"], "no-store");
        }
    }
}

fn enrolment() -> serde_json::Value {
    json!({ "student": "rita", "photos": [{ "name": "rita.jpg", "image": photo(RED) }] })
}

#[test]
fn no_route_is_missing_from_the_table() {
    let description = serde_json::to_value(muster_server::open_api()).expect("plain data");
    let mut routes = Vec::new();
    for (path, item) in description["paths"].as_object().expect("paths") {
        routes.extend(
            item.as_object().expect("methods").keys().map(|method| (method.to_uppercase(), path.clone())),
        );
    }
    let mut known: Vec<_> =
        TABLE.iter().map(|(method, path, ..)| ((*method).to_owned(), (*path).to_owned())).collect();
    routes.sort();
    known.sort();
    assert_eq!(routes, known);
}

#[tokio::test]
async fn a_teacher_sees_only_their_classes_and_a_wrong_key_nothing() {
    let school = School::open().await;
    assert_eq!(school.get("/api/v1/classes").await.json(), json!([{ "id": "7b", "name": "Form 7b" }]));
    for key in
        ["", "muster_", "muster_AAAA", "x", &format!("{}x", school.keys.admin), &"muster_".repeat(5000)]
    {
        let got = school.ask(Method::GET, "/api/v1/classes", Some(key), None).await;
        assert_eq!(got.status, 401, "{key:.40}");
        assert_eq!(got.headers["www-authenticate"], "Bearer");
    }
    let in_query = format!("/api/v1/classes?key={}", school.keys.admin);
    assert_eq!(school.ask(Method::GET, &in_query, None, None).await.status, 401, "addresses end up in logs");
}
