//! What strangers may know.

use axum::http::Method;
use serde_json::json;

use crate::provider::Provider;
use crate::school::School;

/// Protects passwords: an app asks what it talks to before anybody types one. And protects the school: strangers learn
/// what the sign-in page tells them, and nothing else.
#[tokio::test]
async fn an_app_can_tell_a_muster_from_any_other_server() {
    let school = School::open().await;
    let got = school.ask(Method::GET, "/api/v1/about", None, None).await;
    let expected =
        json!({ "software": "muster", "version": "muster test", "school": "School", "provider": false });
    assert_eq!((got.status.as_u16(), got.json()), (200, expected));
    let provider = Provider::start().await;
    let settings = provider.settings();
    let school = School::behind(|gate| gate.with_provider(settings).expect("good addresses")).await;
    let got = school.ask(Method::GET, "/api/v1/about", None, None).await;
    assert_eq!(got.json()["provider"], true);
}
