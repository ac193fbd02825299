//! A teacher opens Muster from a course of a platform over a socket; its learners become a roster, and attendance scores.

use std::collections::HashMap;

use axum::http::Method;
use serde_json::{Value, json};
use url::{Url, form_urlencoded};

use crate::lti_double::{RSA, Served, claims, key};
use crate::school::{Got, School, later};

const ORIGIN: &str = "https://muster.test";
/// From the school's now to the double's.
const UNTIL_NOW: u64 = 265_500;
const TARGET: &str = "https://purl.imsglobal.org/spec/lti/claim/target_link_uri";
const ROLES: &str = "https://purl.imsglobal.org/spec/lti/claim/roles";

/// A login under way: the browser's cookie, and what the platform was sent.
struct Away {
    cookie: String,
    asked: HashMap<String, String>,
}

/// A school that knows the platform.
async fn registered(served: &Served, sign_in: bool) -> School {
    let school = School::behind(|gate| gate.at(ORIGIN)).await;
    later(UNTIL_NOW);
    let platform = served.platform();
    let body = json!({
        "issuer": platform.issuer, "client_id": platform.client_id, "auth_url": platform.auth_url,
        "token_url": platform.token_url, "jwks_url": platform.jwks_url,
        "deployment_ids": platform.deployment_ids, "sign_in": sign_in
    });
    let added = school.manage("POST", "/api/v1/lti/platforms", &body).await;
    assert_eq!(added.status, 201, "{}", added.json());
    school
}

fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

impl School {
    async fn begin(&self, fields: &[(&str, &str)]) -> Got {
        self.send(Method::GET, &format!("/lti/login?{}", form(fields)), &[], None, None).await
    }

    async fn depart(&self) -> Away {
        let hints = [("iss", "https://lms.school.example"), ("login_hint", "u-1"), ("client_id", "tool-7")];
        let got = self.begin(&[&hints[..], &[("target_link_uri", "https://muster.test/")]].concat()).await;
        assert_eq!(got.status, 303, "{}", String::from_utf8_lossy(&got.bytes));
        let cookie = got.headers["set-cookie"].to_str().expect("text");
        for attribute in ["SameSite=None", "Secure", "HttpOnly", "Partitioned"] {
            assert!(cookie.contains(attribute), "{attribute} in {cookie}");
        }
        let to = Url::parse(got.headers["location"].to_str().expect("text")).expect("an address");
        assert_eq!(to.host_str(), Some("lms.school.example"));
        let asked: HashMap<_, _> = to.query_pairs().into_owned().collect();
        assert_eq!(asked["redirect_uri"], "https://muster.test/lti/launch");
        Away { cookie: cookie.split(';').next().expect("a value").to_owned(), asked }
    }

    /// Comes back with these claims, as a browser does that shows the answer there.
    async fn arrive(&self, away: &Away, claims: &Value, shown_in: &str) -> Got {
        self.arrive_with(away, &RSA.token("rsa-1", claims), shown_in).await
    }

    async fn arrive_with(&self, away: &Away, token: &str, shown_in: &str) -> Got {
        let body = form(&[("state", &away.asked["state"]), ("id_token", token)]);
        let headers = [
            ("cookie", away.cookie.as_str()),
            ("sec-fetch-dest", shown_in),
            ("origin", "https://lms.school.example"),
        ];
        self.send(Method::POST, "/lti/launch", &headers, Some(body.into_bytes()), None).await
    }
}

/// What the platform says to that login.
fn answer(served: &Served, away: &Away) -> Value {
    let mut claims = claims();
    claims["nonce"] = json!(away.asked["nonce"]);
    claims["iat"] = json!(crate::school::now().as_second());
    claims["exp"] = json!(crate::school::now().as_second() + 60);
    claims[TARGET] = json!("https://muster.test/");
    claims["https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"]["context_memberships_url"] =
        json!(format!("{}/members", served.address));
    claims["https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"]["lineitems"] =
        json!(format!("{}/items?type_id=1", served.address));
    claims
}

fn cookie(got: &Got) -> Option<String> {
    let all = got.headers.get_all("set-cookie").iter().map(|value| value.to_str().expect("text"));
    all.filter_map(|value| value.split(';').next())
        .find(|value| value.starts_with("__Host-muster="))
        .map(str::to_owned)
}

const COURSE: &str = "course-3";

async fn link(school: &School) {
    let body = json!({ "platform": 1, "deployment": "1", "context": COURSE });
    let linked = school.manage("PUT", "/api/v1/classes/7b/lti", &body).await;
    assert_eq!(linked.status, 204, "{}", String::from_utf8_lossy(&linked.bytes));
}

/// Protects a teacher's way from the course to the class: first it is said which course an admin has to link, then launches
/// lead to the class's page, signed in; in another site's page nothing of the class is shown, and nobody is signed in.
#[tokio::test]
async fn a_launch_leads_to_the_class() {
    let served = Served::new();
    let school = registered(&served, true).await;
    school.invite("t@school.example", "teacher", &["7b"]).await;
    let away = school.depart().await;
    let got = school.arrive(&away, &answer(&served, &away), "document").await;
    let text = String::from_utf8_lossy(&got.bytes).replace(['\u{2068}', '\u{2069}'], "");
    assert!(got.status == 200 && text.contains("platform 1, deployment 1, course course-3"), "{text}");
    let contexts = school.manage("GET", "/api/v1/lti/contexts", &Value::Null).await.json();
    let context = &contexts[0];
    assert_eq!(
        (&context["context"], &context["title"], &context["members"], &context["class"]),
        (&json!(COURSE), &json!("5B"), &json!(true), &Value::Null)
    );
    link(&school).await;

    let away = school.depart().await;
    let got = school.arrive(&away, &answer(&served, &away), "document").await;
    assert_eq!((got.status.as_u16(), &got.headers["location"]), (303, &"/classes/7b".parse().unwrap()));
    let cookie_of = cookie(&got).expect("signed in");
    let me = school.send(Method::GET, "/api/v1/me", &[("cookie", &cookie_of)], None, None).await.json();
    assert_eq!(me["login"], "t@school.example");

    let away = school.depart().await;
    let got = school.arrive(&away, &answer(&served, &away), "iframe").await;
    let text = String::from_utf8_lossy(&got.bytes).into_owned();
    assert!(got.status == 200 && text.contains("href=\"/classes/7b\" target=\"_blank\""), "{text}");
    let csp = got.headers["content-security-policy"].to_str().expect("text");
    assert!(csp.contains("frame-ancestors https://lms.school.example;"), "{csp}");
    assert_eq!(cookie(&got), None, "a frame signs nobody in");
}

/// Protects teachers who read no English: what is missing is said in their browser's language, right-to-left where it is.
#[tokio::test]
async fn a_launch_speaks_the_readers_language() {
    let served = Served::new();
    let school = registered(&served, false).await;
    for (language, words) in [("de-CH", "noch keine Klasse"), ("ar", "dir=\"rtl\"")] {
        let away = school.depart().await;
        let token = RSA.token("rsa-1", &answer(&served, &away));
        let body = form(&[("state", &away.asked["state"]), ("id_token", &token)]);
        let headers =
            [("cookie", away.cookie.as_str()), ("sec-fetch-dest", "document"), ("accept-language", language)];
        let got = school.send(Method::POST, "/lti/launch", &headers, Some(body.into_bytes()), None).await;
        let text = String::from_utf8_lossy(&got.bytes).into_owned();
        assert!(got.status == 200 && text.contains(words), "{text}");
    }
}

/// Protects accounts: without the admin's word, for an unknown address, a disabled user, or one with a second factor, nobody
/// is signed in, and nobody is made.
#[tokio::test]
async fn only_who_may_be_is_signed_in() {
    let served = Served::new();
    for (sign_in, invited) in [(false, "t@school.example"), (true, "other@school.example")] {
        let school = registered(&served, sign_in).await;
        school.invite(invited, "teacher", &["7b"]).await;
        let before = school.manage("GET", "/api/v1/users", &Value::Null).await.json();
        let away = school.depart().await;
        let got = school.arrive(&away, &answer(&served, &away), "document").await;
        let text = String::from_utf8_lossy(&got.bytes).into_owned();
        assert!(got.status == 200 && text.contains("sign in with your own login"), "{text}");
        assert_eq!(cookie(&got), None);
        assert_eq!(school.manage("GET", "/api/v1/users", &Value::Null).await.json(), before);
    }
    let school = registered(&served, true).await;
    school.invite("t@school.example", "teacher", &["7b"]).await;
    school.manage("PATCH", "/api/v1/users/t@school.example", &json!({ "disabled": true })).await;
    let away = school.depart().await;
    assert_eq!(cookie(&school.arrive(&away, &answer(&served, &away), "document").await), None);
    let admin = json!({ "disabled": false, "role": "admin", "classes": [] });
    assert_eq!(school.manage("PATCH", "/api/v1/users/t@school.example", &admin).await.status, 200);
    let away = school.depart().await;
    let landed = school.arrive(&away, &answer(&served, &away), "document").await;
    assert_eq!(cookie(&landed), None, "a platform's word makes nobody an admin");
}

/// Protects from launches that are not the answer to this browser's login, not the platform's, or not for this server.
#[tokio::test]
async fn what_does_not_hold_is_refused() {
    let served = Served::new();
    let school = registered(&served, true).await;
    school.invite("t@school.example", "teacher", &["7b"]).await;
    let code = |got: &Got| got.json()["code"].as_str().expect("a code").to_owned();

    let (away, other) = (school.depart().await, school.depart().await);
    let stolen = Away { cookie: other.cookie.clone(), asked: away.asked.clone() };
    let got = school.arrive(&stolen, &answer(&served, &away), "document").await;
    assert_eq!((got.status.as_u16(), code(&got).as_str()), (401, "not_begun"), "another browser");
    assert_eq!(school.arrive(&away, &answer(&served, &away), "document").await.status, 200);
    let replayed = school.arrive(&away, &answer(&served, &away), "document").await;
    assert_eq!(code(&replayed), "not_begun", "a state is good once");
    let got = school.arrive(&other, &answer(&served, &away), "document").await;
    assert_eq!(code(&got), "launch", "another login's nonce");
    let late = school.depart().await;
    later(600);
    assert_eq!(code(&school.arrive(&late, &answer(&served, &late), "document").await), "not_begun");

    let away = school.depart().await;
    let mut elsewhere = answer(&served, &away);
    elsewhere[TARGET] = json!("https://muster.test.evil.example/");
    assert_eq!(code(&school.arrive(&away, &elsewhere, "document").await), "launch");
    let away = school.depart().await;
    let forger = crate::lti_double::jws::Signer::rsa(&key(9).1);
    let forged = forger.token("rsa-1", &answer(&served, &away));
    assert_eq!(code(&school.arrive_with(&away, &forged, "document").await), "launch");
    let away = school.depart().await;
    let mut learner = answer(&served, &away);
    learner[ROLES] = json!(["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"]);
    let got = school.arrive(&away, &learner, "document").await;
    assert_eq!((got.status.as_u16(), cookie(&got)), (403, None), "a learner");

    let hints = [("login_hint", "u-1"), ("target_link_uri", "https://muster.test/")];
    let unknown = school.begin(&[&hints[..], &[("iss", "https://evil.example")]].concat()).await;
    assert_eq!(code(&unknown), "launch", "a platform that nobody registered");
    let hints = [("login_hint", "u-1"), ("iss", "https://lms.school.example")];
    let other = school.begin(&[&hints[..], &[("target_link_uri", "https://evil.example/")]].concat()).await;
    assert_eq!(code(&other), "launch", "another server's address");
}

fn member(user: &str, role: &str, id: &str) -> Value {
    json!({ "user_id": user, "roles": [role], "status": "Active", "name": id, "given_name": id, "lis_person_sourcedid": id })
}

/// Protects a class from a list that nobody looked at, and grades from being somebody else's: learners are shown, then on
/// the roster; and each student has the percentage of what was taken in one column, which a second time is the same one.
#[tokio::test]
async fn learners_become_a_roster_and_attendance_scores() {
    let served = Served::new();
    let school = registered(&served, false).await;
    let keys = school.ask(Method::GET, "/lti/jwks.json", None, None).await.json();
    assert!(keys["keys"][0].get("d").is_none(), "the private half stays");
    served.state(|state| {
        state.tool_keys = keys["keys"].as_array().expect("keys").clone();
        state.members = vec![
            member("u-1", "Instructor", "T1"),
            member("u-2", "Learner", "rita"),
            member("u-3", "Learner", "zoe"),
            json!({ "user_id": "u-4", "roles": ["Learner"], "name": "No Id" }),
        ];
    });
    let away = school.depart().await;
    school.arrive(&away, &answer(&served, &away), "document").await;
    link(&school).await;
    served.state(|state| assert!(state.tokens.is_empty(), "nobody has asked for anything"));
    let roster = "/api/v1/classes/7b/lti/roster";
    let shown = school.manage("POST", roster, &json!({})).await;
    assert_eq!(shown.status, 200, "{}", shown.json());
    let shown = shown.json();
    assert_eq!(
        (&shown["applied"], &shown["added"][0]["student"]["id"]),
        (&json!(false), &json!("zoe")),
        "{shown}"
    );
    assert_eq!((&shown["missing"][0]["id"], &shown["left_out"][0]["user"]), (&json!("greta"), &json!("u-4")));
    let students = school.get("/api/v1/classes/7b/students").await.json();
    assert_eq!(students.as_array().expect("a list").len(), 2);
    school.manage("POST", roster, &json!({ "apply": true })).await;
    let students = school.get("/api/v1/classes/7b/students").await.json();
    assert_eq!(students.as_array().expect("a list").len(), 3, "nobody was taken off");

    for (day, student, status) in
        [("24", "rita", "present"), ("25", "rita", "absent"), ("24", "greta", "present")]
    {
        let path = format!("/api/v1/classes/7b/sessions/2026-11-{day}/marks");
        assert_eq!(school.post(&path, &json!({ "student": student, "status": status })).await.status, 200);
    }
    let grades = "/api/v1/classes/7b/lti/grades";
    for _ in 0..2 {
        later(1); // platforms refuse a score that is no newer than theirs
        let sent = school.post(grades, &json!({ "from": "2026-11-01", "to": "2026-11-30" })).await.json();
        let rita = json!([{ "student": "rita", "name": "rita", "score": 50.0 }]);
        assert_eq!((&sent["sent"], sent["left_out"].as_array().map(Vec::len)), (&rita, Some(2)), "{sent}");
    }
    served.state(|state| {
        assert_eq!(state.line_items.len(), 1);
        assert_eq!(
            (&state.line_items[0]["label"], &state.line_items[0]["resourceId"]),
            (&json!("Attendance"), &json!("muster-attendance"))
        );
        let score = &state.scores[&(0, "u-2".to_owned())];
        assert_eq!((&score["scoreGiven"], &score["scoreMaximum"]), (&json!(50.0), &json!(100.0)));
    });
}
