//! The register's pages over HTTP: who gets them, and what their address chooses.

use axum::http::Method;
use serde_json::json;

use crate::school::{Got, School};

async fn page(school: &School, key: &str, path: &str) -> Got {
    school.ask(Method::GET, path, Some(key), None).await
}

/// Protects classes from other classes' teachers: their pages are not there, and neither are students of another class.
#[tokio::test]
async fn pages_of_a_class_are_its_own_peoples() {
    let school = School::open().await;
    let keys = &school.keys;
    for path in ["/classes/7b/register", "/classes/7b/charts", "/classes/7b/students/rita"] {
        for (key, status) in [
            (&keys.teacher, 200),
            (&keys.admin, 200),
            (&keys.auditor, 200),
            (&keys.other_teacher, 404),
            (&keys.kiosk, 403),
        ] {
            assert_eq!(page(&school, key, path).await.status, status, "{path}");
        }
    }
    assert_eq!(page(&school, &keys.other_teacher, "/classes/8a/students/rita").await.status, 404);
    assert_eq!(page(&school, &keys.teacher, "/classes/7b/students/nobody").await.status, 404);
    for (key, status) in [(&keys.admin, 200), (&keys.auditor, 200), (&keys.teacher, 403), (&keys.kiosk, 403)]
    {
        assert_eq!(page(&school, key, "/charts").await.status, status);
    }
}

/// Protects shared links: the address chooses the days, and a wrong one is told.
#[tokio::test]
async fn the_address_of_a_register_chooses_its_days() {
    let school = School::open().await;
    for date in ["2026-11-20", "2026-11-24"] {
        let path = format!("/api/v1/classes/7b/sessions/{date}/marks");
        assert_eq!(school.post(&path, &json!({ "student": "rita", "status": "late" })).await.status, 200);
    }
    let key = school.keys.teacher.clone();
    let columns = async |query: &str| {
        let got = page(&school, &key, &format!("/classes/7b/register{query}")).await;
        let text = String::from_utf8(got.bytes).expect("UTF-8");
        (got.status.as_u16(), text.matches("data-session-name").count())
    };
    for (query, sessions) in [
        ("", 2),
        ("?span=week", 1),
        ("?from=2026-11-21&to=&below=80&sort=percentage", 1),
        ("?from=&to=", 2),
        ("?below=many&sort=odd", 2),
    ] {
        assert_eq!(columns(query).await, (200, sessions), "{query}");
    }
    for wrong in ["?from=soon", "?from=2026-11-24&to=2026-11-20"] {
        assert_eq!(columns(wrong).await.0, 422, "{wrong}");
    }
}
