//! What answers say to browsers: what they may do with them, and what no browser may be made to do with this server.

use axum::http::Method;
use serde_json::json;

use crate::school::{Got, School};

/// An answer's field as text; nothing where it is missing.
fn field<'a>(got: &'a Got, name: &str) -> &'a str {
    got.headers.get(name).map_or("", |value| value.to_str().expect("text"))
}

const LEAVE_FILE: &str = "/api/v1/leaves/1/files/1";

/// With a leave that has a file, and the phone app.
async fn school(folder: &std::path::Path) -> School {
    std::fs::write(folder.join("index.html"), "<!DOCTYPE html>app").expect("writes");
    let school = School::with_app(folder).await;
    let leave = json!({ "student": "greta", "first_day": "2026-12-01" });
    assert_eq!(school.post("/api/v1/leaves", &leave).await.status, 201);
    let file = json!({ "name": "note\"; filename=\"a.html", "file": "JVBERi0xLjcK" });
    assert_eq!(school.post("/api/v1/leaves/1/files", &file).await.status, 201);
    school
}

/// Protects everybody whose browser shows an answer: it loads nothing from elsewhere, is in nobody's frame, guesses no type,
/// and no other site's page reads it.
#[tokio::test]
async fn every_answer_says_what_browsers_may_do_with_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let school = school(folder.path()).await;
    let key = format!("Bearer {}", school.keys.teacher);
    for (path, status, kind) in [
        ("/api/v1/classes", 200, "application/json"),
        ("/api/v1/classes/nowhere/students", 404, "application/json"),
        ("/api/v1/me?token=x", 200, "application/json"),
        ("/api/v1/users", 403, "application/json"),
        ("/api/v1/openapi.json", 200, "application/json"),
        ("/api/v1/classes/7b/register.csv", 200, "text/csv; charset=utf-8"),
        ("/api/v1/calendar.ics", 200, "text/calendar; charset=utf-8"),
        ("/api/v1/privacy/notice.txt", 200, "text/plain; charset=utf-8"),
        ("/api/v1/about", 200, "application/json"),
        (LEAVE_FILE, 200, "application/pdf"),
        ("/", 200, "text/html; charset=utf-8"),
        ("/sign-in", 200, "text/html; charset=utf-8"),
        ("/api/docs/", 200, "text/html"),
        ("/app/", 200, "text/html"),
        ("/app/anything", 200, "text/html"),
        ("/nowhere", 404, "application/json"),
        ("/assets/0/console.js", 404, "application/json"),
    ] {
        let headers = [("authorization", key.as_str()), ("origin", "https://evil.example")];
        let got = school.send(Method::GET, path, &headers, None, None).await;
        assert_eq!((got.status.as_u16(), field(&got, "content-type")), (status, kind), "{path}");
        assert_eq!(field(&got, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(field(&got, "referrer-policy"), "no-referrer", "{path}");
        let policy = field(&got, "content-security-policy");
        for rule in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(rule), "{path} lacks {rule}: {policy}");
        }
        assert!(
            !policy.contains("unsafe-eval") && !policy.contains("script-src 'unsafe"),
            "{path}: {policy}"
        );
        for told in ["access-control-allow-origin", "server", "x-powered-by"] {
            assert!(!got.headers.contains_key(told), "{path} tells {told}");
        }
    }
}

/// Protects who opens a file that somebody uploaded: it is saved under a name of this server's and never shown as a page.
#[tokio::test]
async fn what_was_uploaded_is_saved_and_not_shown() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let school = school(folder.path()).await;
    let got = school.get(LEAVE_FILE).await;
    assert_eq!(field(&got, "content-disposition"), "attachment; filename=\"leave-1-1.pdf\"");
    let pages =
        ["PGh0bWw+PHNjcmlwdD4=", "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciPg==", "R0lGODlh"];
    for page in pages {
        let file = json!({ "name": "note.pdf", "file": page });
        let got = school.post("/api/v1/leaves/1/files", &file).await;
        assert_eq!(got.status, 415, "what it is counts, and not its name: {page}");
    }
    for name in ["a\r\nset-cookie: x=y", "a\u{0}b"] {
        let file = json!({ "name": name, "file": "JVBERi0xLjcK" });
        assert_eq!(school.post("/api/v1/leaves/1/files", &file).await.status, 422, "{name:?}");
    }
    for export in ["/api/v1/classes/7b/register.xlsx", "/api/v1/classes/7b/register.csv"] {
        assert!(
            field(&school.get(export).await, "content-disposition").starts_with("attachment"),
            "{export}"
        );
    }
}

/// Protects from methods that nobody wrote: TRACE would show a browser's cookie to scripts, an answered OPTIONS would let other
/// sites in.
#[tokio::test]
async fn methods_that_no_route_takes_are_refused() {
    let school = School::open().await;
    for path in ["/api/v1/classes", "/api/v1/sign-in", "/", "/sign-in", "/lti/launch", "/health/live"] {
        for method in ["TRACE", "OPTIONS", "CONNECT", "PROPFIND"] {
            let method: Method = method.parse().expect("a method");
            let asked = [("origin", "https://evil.example"), ("access-control-request-method", "PUT")];
            let got = school.send(method.clone(), path, &asked, None, None).await;
            assert_eq!(got.status, 405, "{method} {path}");
            assert!(!got.headers.contains_key("access-control-allow-methods"), "{method} {path}");
        }
    }
}

/// Protects what lies beside the server: no address is a file, a folder's list, or this repository's history.
#[tokio::test]
async fn no_address_is_a_file_beside_the_server() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let school = school(folder.path()).await;
    for path in [
        "/.git/config",
        "/muster.db",
        "/school.key",
        "/muster.toml",
        "/Cargo.toml",
        "/assets/",
        "/assets/..%2f..%2fschool.key/x",
        "/api/",
        "/api/v1",
        "/app/_expo/",
        "/app/assets/",
    ] {
        let got = school.ask(Method::GET, path, Some(&school.keys.admin), None).await;
        assert_eq!(got.status, 404, "{path}: {}", String::from_utf8_lossy(&got.bytes));
    }
}

/// Protects from a request that two readers understand in two ways: a parameter that is there twice is refused.
#[tokio::test]
async fn a_parameter_that_comes_twice_is_refused() {
    let school = School::open().await;
    for path in [
        "/api/v1/classes/7b/sessions?from=2026-11-01&from=2026-11-20",
        "/api/v1/reports/absences?class=7b&class=8a",
        "/api/v1/calendar.ics?class=7b&class=8a",
        "/api/v1/classes/7b/sessions/2026-11-24?label=a&label=b",
    ] {
        assert_eq!(school.get(path).await.status, 422, "{path}");
    }
}

/// Protects passwords from being chosen short so that they can be typed: fields are masked and managers may fill them.
#[tokio::test]
async fn passwords_are_masked_and_managers_may_fill_them() {
    let school = School::open().await;
    let ada = school.person("ada", "admin", &[]).await;
    for (path, kinds) in [
        ("/sign-in", &["current-password"][..]),
        ("/setup", &["new-password"]),
        ("/invitation", &["new-password"]),
        ("/account", &["current-password", "new-password"]),
    ] {
        let got = school.send(Method::GET, path, &[("cookie", &ada.cookie)], None, None).await;
        let html = String::from_utf8(got.bytes).expect("text");
        for kind in kinds {
            let input =
                html.split("<input").find(|input| input.contains(&format!("autocomplete=\"{kind}\"")));
            let input = input.unwrap_or_else(|| panic!("{path} has no field for a {kind}"));
            assert!(input.contains("type=\"password\""), "{path}: {input:.200}");
        }
        assert!(!html.contains("onpaste") && !html.contains("autocomplete=\"off\""), "{path}");
    }
}

/// Protects whoever shares a device: every page of somebody who is signed in has the way out.
#[tokio::test]
async fn every_page_has_the_way_out() {
    let school = School::open().await;
    let ada = school.person("ada", "admin", &[]).await;
    for path in
        ["/", "/account", "/classes/7b", "/admin/users", "/reports", "/classes/7b/register", "/nowhere"]
    {
        let headers = [("cookie", ada.cookie.as_str()), ("accept", "text/html")];
        let got = school.send(Method::GET, path, &headers, None, None).await;
        let html = String::from_utf8(got.bytes).expect("text");
        let out = html.contains("data-call=\"POST /api/v1/sign-out\"");
        assert_eq!(out, path != "/nowhere", "{path}");
    }
}
