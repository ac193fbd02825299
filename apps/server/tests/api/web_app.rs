//! The phone app's files under `/app`, from a small made-up export.

use std::fs;
use std::path::Path;

use axum::http::Method;

use crate::school::{Got, School};

/// An export beside a file that nobody may get.
fn export(folder: &Path) {
    fs::write(folder.join("secret.txt"), "of the server alone").expect("writes");
    let app = folder.join("app");
    for (name, text) in [
        ("index.html", "<title>app</title>"),
        ("favicon.ico", "icon"),
        ("_expo/static/js/web/entry-0123.js", "plain"),
        ("_expo/static/js/web/entry-0123.js.br", "brotli"),
        ("_expo/static/js/web/entry-0123.js.gz", "gzip"),
        ("assets/node_modules/@expo/icons.0123.ttf", "font"),
    ] {
        let file = app.join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("makes");
        fs::write(file, text).expect("writes");
    }
}

async fn school() -> (tempfile::TempDir, School) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    export(folder.path());
    let school = School::with_app(&folder.path().join("app")).await;
    (folder, school)
}

async fn get(school: &School, path: &str, headers: &[(&str, &str)]) -> Got {
    school.send(Method::GET, path, headers, None, None).await
}

fn header<'a>(got: &'a Got, name: &str) -> &'a str {
    got.headers.get(name).map_or("", |value| value.to_str().expect("text"))
}

/// Protects links into the app, whoever opens them first, and the app from an old first page.
#[tokio::test]
async fn every_page_of_the_app_is_its_first_file() {
    let (_folder, school) = school().await;
    for path in ["/app", "/app/", "/app/connect", "/app/classes/7b/sessions/2026-11-24?label=2nd"] {
        let got = get(&school, path, &[]).await;
        assert_eq!((got.status.as_u16(), got.bytes.as_slice()), (200, &b"<title>app</title>"[..]), "{path}");
        assert_eq!(header(&got, "cache-control"), "no-cache", "{path}");
        assert_eq!(header(&got, "content-type"), "text/html", "{path}");
        assert_eq!(header(&got, "x-content-type-options"), "nosniff");
        let csp = header(&got, "content-security-policy");
        assert!(csp.contains("script-src 'self';") && csp.contains("frame-ancestors 'none'"), "{csp}");
        let again = get(&school, path, &[("if-none-match", header(&got, "etag"))]).await;
        assert_eq!((again.status.as_u16(), header(&again, "cache-control")), (304, "no-cache"), "{path}");
    }
    let icon = get(&school, "/app/favicon.ico", &[]).await;
    assert_eq!((icon.bytes.as_slice(), header(&icon, "cache-control")), (&b"icon"[..], "no-cache"));
    assert_eq!(get(&school, "/apple", &[]).await.status, 404);
}

/// Protects phones on slow networks: what is named by its content is kept for good, and sent packed.
#[tokio::test]
async fn hashed_files_are_kept_and_packed_and_old_ones_are_not_found() {
    let (_folder, school) = school().await;
    let script = "/app/_expo/static/js/web/entry-0123.js";
    for (accepts, sent) in [("", "plain"), ("gzip", "gzip"), ("gzip, br", "brotli")] {
        let got = get(&school, script, &[("accept-encoding", accepts)]).await;
        assert_eq!(String::from_utf8_lossy(&got.bytes), sent, "{accepts}");
        assert_eq!(header(&got, "content-type"), "text/javascript", "{accepts}");
        assert_eq!(header(&got, "cache-control"), "public, max-age=31536000, immutable");
    }
    assert_eq!(get(&school, "/app/assets/node_modules/@expo/icons.0123.ttf", &[]).await.status, 200);
    for path in [
        "/app/_expo/static/js/web/entry-old.js",
        "/app/_expo/static",
        "/app/_expo",
        "/app/assets/",
        "/app/assets/node_modules",
        "/app/assets/nope.png",
    ] {
        let got = get(&school, path, &[("accept", "text/html")]).await;
        assert_eq!((got.status.as_u16(), header(&got, "cache-control")), (404, "no-store"), "{path}");
        assert_eq!(got.json()["code"], "not_found");
    }
}

/// Protects the server's other files, however somebody asks for them.
#[tokio::test]
async fn no_address_leaves_the_folder() {
    let (_folder, school) = school().await;
    for path in [
        "/app/../secret.txt",
        "/app/%2e%2e/secret.txt",
        "/app/..%2fsecret.txt",
        "/app/%2e%2e%2fsecret.txt",
        "/app/..%5csecret.txt",
        "/app/_expo/../../secret.txt",
        "/app/_expo/%2e%2e/%2e%2e/secret.txt",
        "/app/assets/..%2f..%2fsecret.txt",
        "/app//etc/passwd",
        "/app/%2fetc%2fpasswd",
        "/app/%00",
        "/app/%ff",
    ] {
        let got = get(&school, path, &[]).await;
        let text = String::from_utf8_lossy(&got.bytes);
        assert!(!text.contains("alone") && !text.contains("root:"), "{path}: {text}");
        assert!(matches!(got.status.as_u16(), 200 | 404), "{path}: {}", got.status);
    }
    let post = school.send(Method::POST, "/app", &[], Some(b"{}".to_vec()), None).await;
    assert_eq!(post.status, 405);
}

/// Protects whoever follows a link to an app that is not there.
#[tokio::test]
async fn a_server_without_the_app_says_so() {
    let school = School::open().await;
    for path in ["/app", "/app/", "/app/connect", "/app/_expo/x.js"] {
        let got = get(&school, path, &[]).await;
        assert_eq!((got.status.as_u16(), &got.json()["code"]), (404, &"no_app".into()), "{path}");
        assert!(got.json()["message"].as_str().expect("text").contains("cargo xtask app"));
        let page = get(&school, path, &[("accept", "text/html"), ("accept-language", "en")]).await;
        assert_eq!(page.status, 404, "{path}");
        let text = String::from_utf8(page.bytes).expect("text");
        assert!(text.starts_with("<!DOCTYPE html>") && text.contains("cargo xtask app"), "{path}: {text}");
    }
}
