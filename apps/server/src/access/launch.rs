//! Launches from learning platforms that are under way: what has to come back, bound to the browser that left.

use axum::http::HeaderMap;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use muster_domain::LtiPlatformId;
use muster_store::Entropy;

use super::sign_in::host_cookie;

/// Binds a launch to the browser that it was begun in.
const COOKIE: &str = "__Host-muster-lti";

/// What has to come back from a platform.
pub(crate) struct AwaitedLaunch {
    pub(crate) platform: LtiPlatformId,
    pub(crate) nonce: String,
}

/// 256 random bits in base64.
pub(crate) fn random_text(entropy: &Entropy) -> String {
    let mut bytes = [0u8; 32];
    entropy(&mut bytes);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// The cookie that binds a launch to this browser. A platform posts from its own page, often in a frame: so the cookie has
/// to come along from other sites, and is kept apart for each site that frames this one.
pub(crate) fn launch_cookie(state: String) -> Cookie<'static> {
    let mut cookie = host_cookie(COOKIE, state);
    cookie.set_same_site(SameSite::None);
    cookie.set_partitioned(true);
    cookie
}

/// Takes that cookie away.
pub(crate) fn expired_launch_cookie() -> Cookie<'static> {
    let mut cookie = launch_cookie(String::new());
    cookie.make_removal();
    cookie
}

/// The state that this browser left with.
pub(crate) fn launch_state(headers: &HeaderMap) -> Option<String> {
    CookieJar::from_headers(headers).get(COOKIE).map(|cookie| cookie.value().to_owned())
}
