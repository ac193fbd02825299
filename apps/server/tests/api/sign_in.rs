//! Coming in, staying in, going out; the second factor.

use axum::http::Method;
use jiff::SignedDuration;
use muster_domain::SchoolId;
use muster_server::{FactorRule, Secret};
use muster_store::{Accounts as _, Invitation};
use serde_json::{Value, json};
use totp_rs::{Builder, Secret as Shared};

use crate::school::{Got, HOST, PASSWORD, School, later, now};

const ME: &str = "/api/v1/me";

impl School {
    async fn me(&self, header: (&str, &str)) -> Got {
        self.send(Method::GET, ME, &[header], None, None).await
    }

    async fn with_bearer(&self, token: &str, method: Method, path: &str, body: Value) -> Got {
        let body = (!body.is_null()).then(|| body.to_string().into_bytes());
        self.ask(method, path, Some(token), body).await
    }

    async fn sign_in(&self, login: &str, password: &str, code: Option<&str>) -> Got {
        self.knock("/api/v1/sign-in", &json!({ "login": login, "password": password, "code": code })).await
    }
}

/// Protects a new school from whoever comes first without the link, and from the link being used twice.
#[tokio::test]
async fn the_set_up_link_makes_one_admin_and_is_gone() {
    let school = School::open().await;
    let offer = async || {
        let secret =
            Secret::new(&(std::sync::Arc::new(|bytes: &mut [u8]| getrandom::fill(bytes).unwrap()) as _));
        let expires_at = now() + SignedDuration::from_hours(24);
        let invitation = Invitation { secret: secret.digest(), expires_at };
        school.store.offer_set_up(&SchoolId::new("school"), &invitation).await.expect("stores");
        secret.reveal().to_owned()
    };
    let with = |token: &str, password: &str| json!({ "token": token, "login": "Head@School.example", "name": "Head", "password": password });
    let (older, token) = (offer().await, offer().await);
    for wrong in [older.as_str(), "muster_AAAA", "", &"muster_".repeat(50)] {
        assert_eq!(school.knock("/api/v1/setup", &with(wrong, PASSWORD)).await.status, 410, "{wrong}");
    }
    let weak = school.knock("/api/v1/setup", &with(&token, "head@school.example")).await;
    assert_eq!(
        (weak.status.as_u16(), &weak.json()["code"]),
        (422, &json!("weak_password")),
        "the link is not used up"
    );
    let made = school.knock("/api/v1/setup", &with(&token, PASSWORD)).await;
    assert_eq!((made.status.as_u16(), made.json()), (201, json!({ "login": "head@school.example" })));
    let again = school.knock("/api/v1/setup", &with(&token, PASSWORD)).await;
    assert_eq!((again.status.as_u16(), &again.json()["code"]), (410, &json!("gone")));

    let bearer = school.bearer("HEAD@school.example").await;
    let me = school.me(("authorization", &format!("Bearer {bearer}"))).await.json();
    let expected = json!({
        "login": "head@school.example", "name": "Head", "role": "admin", "classes": [], "second_factor": false,
        "second_factor_required": false,
    });
    assert_eq!(me, expected);
}

/// Protects whoever opens a printed link: it leads to a page, which may load from and talk to this server only.
#[tokio::test]
async fn one_time_links_lead_to_a_page() {
    let school = School::open().await;
    for path in ["/setup", "/invitation"] {
        let got = school.ask(Method::GET, path, None, None).await;
        assert_eq!(got.status, 200, "{path}");
        let header = |name: &str| got.headers[name].to_str().expect("text").to_owned();
        assert!(header("content-type").starts_with("text/html"), "{path}");
        let policy = header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(
            (header("cache-control").as_str(), header("x-content-type-options").as_str()),
            ("no-store", "nosniff")
        );
    }
}

/// Protects a set-up link that lies in a log from being of use a day later.
#[tokio::test]
async fn the_set_up_link_expires() {
    let school = School::open().await;
    let secret = Secret::new(&(std::sync::Arc::new(|bytes: &mut [u8]| bytes.fill(1)) as _));
    let invitation =
        Invitation { secret: secret.digest(), expires_at: now() + SignedDuration::from_hours(24) };
    school.store.offer_set_up(&SchoolId::new("school"), &invitation).await.expect("stores");
    later(24 * 3600);
    let body = json!({ "token": secret.reveal(), "login": "head", "name": "Head", "password": PASSWORD });
    assert_eq!(school.knock("/api/v1/setup", &body).await.status, 410);
}

/// Protects from telling whoever guesses which half was wrong.
#[tokio::test]
async fn wrong_login_wrong_password_and_disabled_are_one_answer() {
    let school = School::open().await;
    for login in ["ada", "bo"] {
        school.invite(login, "auditor", &[]).await;
    }
    let disabled = school.manage("PATCH", "/api/v1/users/bo", &json!({ "disabled": true })).await;
    assert_eq!(disabled.status, 200);
    let answers = [
        school.sign_in("ada", "horse battery lamb", None).await,
        school.sign_in("nobody", PASSWORD, None).await,
        school.sign_in("not a login", PASSWORD, None).await,
        school.sign_in("bo", PASSWORD, None).await,
        school.sign_in("ada", "", None).await,
    ];
    for answer in &answers {
        assert_eq!((answer.status.as_u16(), answer.json()), (401, answers[0].json()));
    }
    assert_eq!(answers[0].json()["code"], "wrong_password");
    assert_eq!(school.sign_in("Ada", PASSWORD, None).await.status, 200);
}

/// Protects who may sign in from being told by how long a refusal takes.
#[tokio::test]
async fn an_unknown_login_takes_as_long_as_a_known_one() {
    let school = School::open().await;
    school.invite("ada", "auditor", &[]).await;
    let quickest = async |login: &str| {
        let mut quickest = std::time::Duration::MAX;
        for _ in 0..4 {
            let start = std::time::Instant::now();
            assert_eq!(school.sign_in(login, "horse battery lamb", None).await.status, 401);
            quickest = quickest.min(start.elapsed());
        }
        quickest
    };
    let (known, unknown) = (quickest("ada").await, quickest("nobody").await);
    assert!(unknown > known / 4, "a hash is most of it: {unknown:?} for unknown, {known:?} for known");
}

/// Protects from wrong tokens of every kind: row 43 of the bad inputs.
#[tokio::test]
async fn wrong_tokens_open_nothing() {
    let school = School::open().await;
    let ada = school.person("ada", "auditor", &[]).await;
    for header in [
        "Bearer garbage",
        "Bearer muster_garbage",
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
        "Bearer",
        "",
        &format!("Basic {}", ada.bearer),
        &format!("Bearer {} x", ada.bearer),
        &format!("Bearer {}", ada.bearer.to_lowercase()),
    ] {
        assert_eq!(school.me(("authorization", header)).await.status, 401, "{header}");
    }
    for cookie in ["__Host-muster=", "__Host-muster=x", "muster=x", &ada.cookie.replace("__Host-", "")] {
        assert_eq!(school.me(("cookie", cookie)).await.status, 401, "{cookie}");
    }
    let in_query = format!("{ME}?token={}", ada.bearer);
    assert_eq!(school.ask(Method::GET, &in_query, None, None).await.status, 401);
    let both = [("authorization", "Bearer muster_garbage"), ("cookie", ada.cookie.as_str())];
    assert_eq!(school.send(Method::GET, ME, &both, None, None).await.status, 401, "the header decides");
}

/// Protects a browser's user from other sites' pages: row 45 of the bad inputs.
#[tokio::test]
async fn a_cookie_changes_nothing_for_another_sites_page() {
    let school = School::behind(|gate| gate.at("https://muster.school.example")).await;
    let ada = school.person("ada", "admin", &[]).await;
    let post = async |proof: (&str, &str), said: &[(&str, &str)]| {
        let headers: Vec<_> = [proof].iter().chain(said).copied().collect();
        let body = Some(json!({ "password": PASSWORD }).to_string().into_bytes());
        school.send(Method::POST, "/api/v1/me/totp", &headers, body, None).await.status.as_u16()
    };
    let cookie = ("cookie", ada.cookie.as_str());
    let (own, foreign) = (format!("https://{HOST}"), "https://evil.example");
    assert_eq!(post(cookie, &[]).await, 403, "no word of where it is from");
    for bad in [foreign, "null", "", HOST, "https://muster.test.evil.example", "https://muster.test:444"] {
        assert_eq!(post(cookie, &[("origin", bad)]).await, 403, "{bad}");
    }
    for site in ["cross-site", "same-site", "none"] {
        assert_eq!(post(cookie, &[("sec-fetch-site", site), ("origin", &own)]).await, 403, "{site}");
    }
    assert_eq!(post(cookie, &[("origin", &own)]).await, 200);
    assert_eq!(post(cookie, &[("origin", "https://muster.school.example")]).await, 200, "as people call it");
    assert_eq!(post(cookie, &[("sec-fetch-site", "same-origin")]).await, 200);
    let bearer = format!("Bearer {}", ada.bearer);
    assert_eq!(post(("authorization", &bearer), &[("origin", foreign)]).await, 200, "no page has this");
    assert_eq!(school.me(cookie).await.status, 200, "reading needs no origin");
}

/// Protects the cookie from scripts, plain HTTP, other hosts and other sites.
#[tokio::test]
async fn the_cookie_is_for_this_host_alone() {
    let school = School::open().await;
    school.invite("ada", "auditor", &[]).await;
    let got = school
        .knock("/api/v1/sign-in", &json!({ "login": "ada", "password": PASSWORD, "cookie": true }))
        .await;
    assert_eq!(got.json()["token"], Value::Null, "scripts don't see the secret");
    let cookie = got.headers["set-cookie"].to_str().expect("text").to_owned();
    let (value, attributes) = cookie.split_once("; ").expect("attributes");
    assert!(value.starts_with("__Host-muster=muster_"), "{value}");
    let mut attributes: Vec<&str> = attributes.split("; ").collect();
    attributes.sort_unstable();
    assert_eq!(attributes, ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
    let headers = [("cookie", value), ("origin", "https://muster.test")];
    let out = school.send(Method::POST, "/api/v1/sign-out", &headers, None, None).await;
    assert_eq!(out.status, 204);
    let taken = out.headers["set-cookie"].to_str().expect("text");
    assert!(taken.starts_with("__Host-muster=;") && taken.contains("Max-Age=0"), "{taken}");
    assert_eq!(school.me(("cookie", value)).await.status, 401);
}

/// Protects a lost phone and a browser left open: sign-ins end.
#[tokio::test]
async fn sign_ins_end_unused_by_age_and_at_sign_out() {
    let school = School::open().await;
    let (ada, bo) = (school.person("ada", "auditor", &[]).await, school.person("bo", "auditor", &[]).await);
    let is_in = async |header: (&str, &str)| school.me(header).await.status == 200;
    let [ada_app, bo_app] = [&ada, &bo].map(|who| format!("Bearer {}", who.bearer));
    let (app, browser) = (("authorization", ada_app.as_str()), ("cookie", ada.cookie.as_str()));
    for hour in 1..=13 {
        later(3600);
        assert!(is_in(app).await && is_in(browser).await, "in use after {hour} h");
    }
    assert!(!is_in(("authorization", &bo_app)).await && !is_in(("cookie", &bo.cookie)).await, "12 h unused");
    later(3600);
    assert!(is_in(app).await && !is_in(browser).await, "a browser's ends after 14 h");
    for _ in 0..64 {
        later(11 * 3600);
        assert!(is_in(app).await, "718 hours of 720");
    }
    later(2 * 3600);
    assert!(!is_in(app).await, "an app's ends after 30 days");
}

/// Protects everybody else: one sign-out ends one sign-in.
#[tokio::test]
async fn signing_out_ends_this_sign_in_only() {
    let school = School::open().await;
    let ada = school.person("ada", "auditor", &[]).await;
    let other = school.bearer("ada").await;
    let out = school.with_bearer(&ada.bearer, Method::POST, "/api/v1/sign-out", Value::Null).await;
    assert_eq!(out.status, 204);
    assert_eq!(school.with_bearer(&ada.bearer, Method::GET, ME, Value::Null).await.status, 401);
    assert_eq!(school.with_bearer(&other, Method::GET, ME, Value::Null).await.status, 200);
    assert_eq!(school.me(("cookie", &ada.cookie)).await.status, 200);
}

/// Protects a browser that two people share, or one signs in twice with: the sign-in from before ends, others stay.
#[tokio::test]
async fn signing_in_again_ends_the_browsers_earlier_sign_in() {
    let school = School::open().await;
    let ada = school.person("ada", "auditor", &[]).await;
    let again = json!({ "login": "ada", "password": PASSWORD, "cookie": true }).to_string().into_bytes();
    let headers = [("cookie", ada.cookie.as_str())];
    let got = school.send(Method::POST, "/api/v1/sign-in", &headers, Some(again), None).await;
    let cookie =
        got.headers["set-cookie"].to_str().expect("text").split(';').next().expect("a value").to_owned();
    assert_ne!(cookie, ada.cookie, "a new secret each time");
    assert_eq!(school.me(("cookie", &ada.cookie)).await.status, 401);
    assert_eq!(school.me(("cookie", &cookie)).await.status, 200);
    let bearer = format!("Bearer {}", ada.bearer);
    assert_eq!(school.me(("authorization", &bearer)).await.status, 200, "the app's is another one");
    let wrong = json!({ "login": "ada", "password": "wrong", "cookie": true }).to_string().into_bytes();
    let headers = [("cookie", cookie.as_str())];
    school.send(Method::POST, "/api/v1/sign-in", &headers, Some(wrong), None).await;
    assert_eq!(school.me(("cookie", &cookie)).await.status, 200, "a refused one ends nothing");
}

/// An authenticator on a phone.
struct Phone(totp_rs::Totp);

impl Phone {
    fn code(&self) -> String {
        self.0.generate(now().as_second() as u64).to_string()
    }
}

impl School {
    /// Gives `token`'s user a second factor; the phone and the recovery codes.
    async fn second_factor(&self, token: &str) -> (Phone, Vec<String>) {
        let offer = async |password: &str| {
            let body = json!({ "password": password });
            self.with_bearer(token, Method::POST, "/api/v1/me/totp", body).await
        };
        assert_eq!(offer("wrong").await.status, 401, "an unlocked phone is not enough");
        let offered = offer(PASSWORD).await.json();
        let secret = offered["secret"].as_str().expect("base32");
        let url = offered["url"].as_str().expect("a link");
        assert!(url.starts_with("otpauth://totp/School:ada?") && url.contains(secret), "{url}");
        let shared = Shared::try_from_base32(secret).expect("base32");
        let phone = Phone(Builder::new().with_secret(shared).build().expect("160 bits"));
        assert_eq!(self.sign_in("ada", PASSWORD, None).await.status, 200, "only offered, so not needed");
        let confirm = "/api/v1/me/totp/confirm";
        let wrong = self.with_bearer(token, Method::POST, confirm, json!({ "code": "x" })).await;
        assert_eq!((wrong.status.as_u16(), &wrong.json()["code"]), (401, &json!("wrong_code")));
        let done = self.with_bearer(token, Method::POST, confirm, json!({ "code": phone.code() })).await;
        let codes = done.json()["recovery_codes"].clone();
        (phone, serde_json::from_value(codes).expect("texts"))
    }
}

/// Protects accounts whose password is known to somebody else: each code is good once, and both are needed.
#[tokio::test]
async fn a_second_factor_is_needed_and_each_code_is_good_once() {
    let school = School::open().await;
    let ada = school.person("ada", "admin", &[]).await;
    let (phone, codes) = school.second_factor(&ada.bearer).await;
    let outcome = async |password: &str, code: Option<&str>| {
        later(301); // so that the limit of guesses does not matter here
        let got = school.sign_in("ada", password, code).await;
        got.json()["code"].as_str().unwrap_or("in").to_owned()
    };
    assert_eq!(codes.len(), 10);
    assert_eq!(outcome(PASSWORD, None).await, "second_factor");
    assert_eq!(outcome("wrong", None).await, "wrong_password", "who has no password learns nothing");
    assert_eq!(outcome(PASSWORD, Some("000000")).await, "wrong_code");
    later(301);
    let code = phone.code();
    let at_once = async |code: &str| school.sign_in("ada", PASSWORD, Some(code)).await.status.as_u16();
    assert_eq!(
        (at_once(&code).await, at_once(&code).await),
        (200, 401),
        "a code seen by a neighbour is worthless"
    );
    assert_eq!(outcome(PASSWORD, Some(&codes[3].to_uppercase())).await, "in");
    assert_eq!(outcome(PASSWORD, Some(&codes[3])).await, "wrong_code", "used up");
    assert_eq!(outcome("wrong", Some(&codes[4])).await, "wrong_password");
    assert_eq!(outcome(PASSWORD, Some(&codes[4])).await, "in", "a wrong password used no code up");

    let token = school.sign_in("ada", PASSWORD, Some(&codes[5])).await.json()["token"].clone();
    let token = token.as_str().expect("signed in");
    let me = school.with_bearer(token, Method::GET, ME, Value::Null).await.json();
    assert_eq!(me["second_factor"], true);
    later(301);
    let again =
        school.with_bearer(token, Method::POST, "/api/v1/me/totp", json!({ "password": PASSWORD })).await;
    assert_eq!(again.status, 409, "nobody replaces it unasked");
    let remove = async |code: &str| {
        school
            .with_bearer(token, Method::DELETE, "/api/v1/me/totp", json!({ "code": code }))
            .await
            .status
            .as_u16()
    };
    later(301);
    assert_eq!(remove("000000").await, 401, "an unlocked phone is not enough");
    assert_eq!((remove(&phone.code()).await, remove(&codes[6]).await), (204, 404));
    assert_eq!(outcome(PASSWORD, None).await, "in");
}

/// Protects whoever lost a phone: they see where they are signed in, and end it there without ending it here.
#[tokio::test]
async fn one_sees_where_one_is_signed_in_and_ends_it_there() {
    let school = School::open().await;
    let ada = school.person("ada", "teacher", &["7b"]).await;
    let bo = school.person("bo", "teacher", &["7b"]).await;
    let sign_ins = async |bearer: &str| {
        let all = school.with_bearer(bearer, Method::GET, "/api/v1/me/sign-ins", Value::Null).await.json();
        all.as_array().cloned().expect("a list")
    };
    let held = sign_ins(&ada.bearer).await;
    assert_eq!(held.iter().filter(|one| one["current"] == true).count(), 1, "{held:?}");
    let other = held.iter().find(|one| one["current"] == false).expect("the browser's");
    let address = format!("/api/v1/me/sign-ins/{}", other["id"].as_str().expect("an id"));
    let end = async |bearer: &str| {
        school.with_bearer(bearer, Method::DELETE, &address, Value::Null).await.status.as_u16()
    };
    assert_eq!(end(&bo.bearer).await, 404, "nobody ends another's");
    assert_eq!(school.me(("cookie", &ada.cookie)).await.status, 200);
    assert_eq!((end(&ada.bearer).await, end(&ada.bearer).await), (204, 404));
    assert_eq!(school.me(("cookie", &ada.cookie)).await.status, 401);
    assert_eq!(sign_ins(&ada.bearer).await.len(), held.len() - 1);
}

/// Protects a school that wants more than passwords: until somebody has set up a second factor, their own account is all that is
/// open to them. Keys, kiosks and who comes through a provider are not asked.
#[tokio::test]
async fn a_second_factor_can_be_required() {
    let mut school = School::open().await;
    let (ada, bo) = (school.person("ada", "admin", &[]).await, school.person("bo", "teacher", &["7b"]).await);
    let kiosk = school.person("door", "kiosk", &["7b"]).await;
    let classes = async |school: &School, bearer: &str| {
        let got = school.with_bearer(bearer, Method::GET, "/api/v1/classes", Value::Null).await;
        (got.status.as_u16(), got.json()["code"].as_str().unwrap_or_default().to_owned())
    };
    let (open, closed) = ((200, String::new()), (403, "factor_required".to_owned()));
    school.with_rule(FactorRule::Admins);
    assert_eq!(classes(&school, &ada.bearer).await, closed);
    assert_eq!(classes(&school, &bo.bearer).await, open);
    school.with_rule(FactorRule::Everybody);
    assert_eq!(classes(&school, &bo.bearer).await, closed);
    let room = school.with_bearer(&kiosk.bearer, Method::GET, ME, Value::Null).await.json();
    assert_eq!(room["second_factor_required"], false, "a tablet at a door has no authenticator");
    assert_eq!(school.get("/api/v1/classes").await.status, 200, "nor has a key");
    let page = school.send(Method::GET, "/classes/7b", &[("cookie", &ada.cookie)], None, None).await;
    assert_eq!((page.status.as_u16(), &page.headers["location"]), (303, &"/account".parse().expect("plain")));
    let account = school.send(Method::GET, "/account", &[("cookie", &ada.cookie)], None, None).await;
    assert!(String::from_utf8_lossy(&account.bytes).contains("wants a second factor of you"));
    let feed = format!("/api/v1/calendar.ics?key={}", ada.bearer);
    assert_eq!(school.ask(Method::GET, &feed, None, None).await.status, 403, "by no other way");
    school.second_factor(&ada.bearer).await;
    assert_eq!(classes(&school, &ada.bearer).await, open);
    let me = school.with_bearer(&bo.bearer, Method::GET, ME, Value::Null).await.json();
    assert_eq!(me["second_factor_required"], true);
    assert_eq!(
        school.with_bearer(&bo.bearer, Method::POST, "/api/v1/sign-out", Value::Null).await.status,
        204
    );
}
