//! A fault of our own: the last resort.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use muster_server::{Profiles, router};
use muster_usecase::{Profile, Recogniser};
use tower::ServiceExt as _;

use crate::school::School;

/// Breaks when it is asked what there is.
struct Broken;

impl Profiles for Broken {
    fn known(&self) -> Vec<Profile> {
        panic!("a fault of our own, with school.key in its text")
    }

    fn are_fixed(&self) -> bool {
        false
    }

    fn assemble(&self, _: Profile) -> Result<Recogniser, String> {
        Err("never asked".to_owned())
    }
}

/// Protects everybody from one broken page: a panic is an answer without its cause, and the server goes on.
#[tokio::test]
async fn a_panic_is_an_answer_and_the_server_goes_on() {
    let school = School::open().await;
    let mut app = school.app.clone();
    app.profiles = Arc::new(Broken);
    let router = router(app);
    let ask = async |path: &str| {
        let key = format!("Bearer {}", school.keys.admin);
        let request = Request::builder().uri(path).header(header::AUTHORIZATION, key);
        let answer = router.clone().oneshot(request.body(Body::empty()).expect("a request")).await;
        let answer = answer.expect("infallible");
        (answer.status(), to_bytes(answer.into_body(), 1 << 20).await.expect("a body"))
    };
    let (status, body) = ask("/api/v1/recognition-profile").await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    let error: serde_json::Value = serde_json::from_slice(&body).expect("JSON, like every error");
    assert_eq!(error["code"], "internal");
    assert!(!error.to_string().contains("school.key"), "{error}");
    assert_eq!(ask("/api/v1/classes").await.0, StatusCode::OK);
}
