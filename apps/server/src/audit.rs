//! Who did what, told to the audit log: which routes are logged as what, and by whom.
//!
//! A route that changes anything is logged; of the others those that show faces, hand out data or sign somebody in, and every one
//! that somebody was refused who is known. A sign-in that failed is logged when the login is somebody's. Nothing that a student could be told by goes into an entry but the log's own name for them.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::extract::{FromRequestParts, MatchedPath, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use jiff::{SignedDuration, Timestamp};
use muster_domain::{AuditKind, AuditRecord, SchoolId, StudentId};
use muster_store::Login;
use muster_usecase::Act;
use muster_usecase::exports::{MANY, tell_many_exports};

use crate::App;
use crate::error::ApiError;

/// The same look of the same person at the same thing is logged once in so long.
const REPEATS: SignedDuration = SignedDuration::from_mins(5);
/// So many looks are remembered at most.
const REMEMBERED: usize = 10_000;

/// Routes that show what shows or describes a face, or compare one, without changing anything.
const ACCESS: &[(&str, &str)] = &[
    ("GET", "/api/v1/classes/{class}/enrolment"),
    ("GET", "/api/v1/classes/{class}/enrolment/{face}/crop"),
    ("GET", "/api/v1/classes/{class}/sessions/{date}/photos/{photo}"),
    ("GET", "/api/v1/classes/{class}/sessions/{date}"),
    ("POST", "/api/v1/attendance"),
    ("POST", "/api/v1/classes/{class}/sessions/{date}/frames"),
    ("POST", "/api/v1/detection/detect"),
    ("POST", "/api/v1/recognition/recognize"),
    ("GET", "/api/v1/recognition/faces"),
    ("GET", "/api/v1/recognition/faces/{image_id}/img"),
    ("GET", "/api/v1/leaves/{leave}/files/{number}"),
    ("GET", "/api/v1/students/{student}/consents/{entry}/files/{number}"),
    // Pages with the faces written into them; others load each face by the routes above.
    ("GET", "/classes/{class}/sessions/{date}"),
    ("GET", "/classes/{class}/sessions/{date}/faces/{photo}/{face}"),
];

/// Routes by which data leaves the server.
const EXPORTS: &[(&str, &str)] = &[
    ("GET", "/api/v1/register.xlsx"),
    ("GET", "/api/v1/classes/{class}/register.xlsx"),
    ("GET", "/api/v1/classes/{class}/register.csv"),
    ("GET", "/api/v1/classes/{class}/moodle.csv"),
    ("GET", "/api/v1/classes/{class}/records.csv"),
    ("GET", "/api/v1/classes/{class}/edfi.csv"),
    ("GET", "/api/v1/classes/{class}/templates.npz"),
    ("GET", "/api/v1/reports/{report}"),
    ("GET", "/api/v1/students/{student}/export"),
    ("POST", "/api/v1/classes/{class}/moodle/push"),
    ("POST", "/api/v1/classes/{class}/lti/grades"),
];

/// Routes that sign somebody in by the browser's going there.
const SIGN_INS: &[(&str, &str)] = &[("GET", "/api/v1/oidc/callback")];

/// Who has not proved who they are.
const NOBODY: &str = "not signed in";

/// Parts of routes by which enrolment, consent or the use of faces is changed.
const BIOMETRICS: [&str; 9] = [
    "/enrolment",
    "/consents",
    "/consent-texts",
    "/templates",
    "/corrections",
    "/faces",
    "/recognition-profile",
    "/recognition/subjects",
    "/demo",
];

/// Parts of routes that act on marks; the marks themselves are logged by the store.
const MARKS: [&str; 5] = ["/marks", "/close", "/reopen", "/confirm", "/register-import"];

/// What a route is logged as; none for one that is not.
pub(crate) fn kind(method: &str, route: &str) -> Option<AuditKind> {
    let is = |listed: &[(&str, &str)]| listed.contains(&(method, route));
    let has = |parts: &[&str]| parts.iter().any(|part| route.contains(part));
    match method {
        _ if is(ACCESS) => Some(AuditKind::Access),
        _ if is(EXPORTS) => Some(AuditKind::Export),
        _ if is(SIGN_INS) => Some(AuditKind::Administration),
        "GET" | "HEAD" | "OPTIONS" => None,
        "DELETE" if route == "/api/v1/students/{student}" => Some(AuditKind::Removal),
        _ if has(&MARKS) => Some(AuditKind::Mark),
        _ if has(&BIOMETRICS) => Some(AuditKind::Biometrics),
        _ => Some(AuditKind::Administration),
    }
}

/// Who turns out to ask, once it is known.
#[derive(Clone, Default)]
pub(crate) struct Asking(Arc<OnceLock<(SchoolId, String)>>);

impl Asking {
    /// Says who asks.
    pub(crate) fn is(&self, school: &SchoolId, name: &str) {
        let _ = self.0.set((school.clone(), name.to_owned()));
    }
}

impl FromRequestParts<App> for Asking {
    type Rejection = Infallible;

    /// The one of this request, which [`log`] reads afterwards; one that nobody reads where nothing is logged.
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().cloned().unwrap_or_default())
    }
}

/// Marks an answer that says "not there" of something that is not theirs who asked.
#[derive(Clone, Copy)]
pub(crate) struct NotTheirs;

/// What was looked at lately, by whom, so that it need not be said again.
#[derive(Clone, Default)]
pub struct Lately(Arc<Mutex<HashMap<Look, Timestamp>>>);

/// Who, what, of what and with which outcome.
type Look = (String, String, String);

impl Lately {
    /// Whether this look has to be logged.
    fn is_new(&self, record: &AuditRecord, student: Option<&StudentId>) -> bool {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let about = format!("{} {} {}", record.about, student.map_or("", StudentId::as_str), record.outcome);
        let key = (record.actor.clone(), record.act.clone(), about);
        let fresh = |at: &Timestamp| record.at.duration_since(*at) < REPEATS;
        if held.get(&key).is_some_and(fresh) {
            return false;
        }
        if held.len() >= REMEMBERED {
            held.retain(|_, at| fresh(at));
        }
        held.insert(key, record.at);
        true
    }
}

/// Logs what was asked for, by whom, and how it ended. What can't be logged is not handed out.
pub(crate) async fn log(State(app): State<App>, request: Request, next: Next) -> Response {
    let matched = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let method = request.method().clone();
    let Some(route) = matched else { return next.run(request).await };
    let (mut parts, body) = request.into_parts();
    let named = RawPathParams::from_request_parts(&mut parts, &app).await.ok();
    let (about, student) = about(named.as_ref());
    let asking = Asking::default();
    parts.extensions.insert(asking.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    let kind = kind(method.as_str(), &route).or_else(|| is_refused(&response).then_some(AuditKind::Access));
    let Some((kind, (school, actor))) = kind.zip(asking.0.get().cloned()) else {
        return response; // no look to be logged, or nobody known: refused before anything was looked at
    };
    let act = format!("{method} {route}");
    let record = AuditRecord {
        at: (app.now)(),
        kind,
        actor,
        act,
        about,
        outcome: response.status().as_u16(),
        detail: String::new(),
    };
    match write(&app, &school, record, student).await {
        Err(error) if response.status().is_success() && reads(&method, kind) => error.into_response(),
        Ok(()) | Err(_) => response,
    }
}

/// Whether somebody asked for what is not for them.
fn is_refused(response: &Response) -> bool {
    response.status() == StatusCode::FORBIDDEN || response.extensions().get::<NotTheirs>().is_some()
}

/// Logs that somebody could not prove to be that user. A login that is nobody's is not written down: it may be a password
/// that went into the wrong field.
pub(crate) async fn refused_sign_in(app: &App, login: &Login, outcome: StatusCode) {
    let known = app.store.find_credentials(&app.school, login).await;
    if !matches!(known, Ok(Some(_))) {
        return;
    }
    let record = AuditRecord {
        at: (app.now)(),
        kind: AuditKind::Administration,
        actor: NOBODY.to_owned(),
        act: "POST /api/v1/sign-in".to_owned(),
        about: format!("login={login}"),
        outcome: outcome.as_u16(),
        detail: String::new(),
    };
    if let Err(cause) = app.store.log(&app.school, &[(record, None)]).await {
        tracing::error!(%cause, "the audit log can't be written");
    }
}

/// Whether the answer itself is what has to be vouched for: what was changed is changed.
fn reads(method: &Method, kind: AuditKind) -> bool {
    *method == Method::GET || matches!(kind, AuditKind::Access | AuditKind::Export)
}

async fn write(
    app: &App,
    school: &SchoolId,
    record: AuditRecord,
    student: Option<StudentId>,
) -> Result<(), ApiError> {
    let done = StatusCode::from_u16(record.outcome).is_ok_and(|status| status.is_success());
    if record.kind == AuditKind::Access && !app.lately.is_new(&record, student.as_ref()) {
        return Ok(());
    }
    let exported = (record.kind == AuditKind::Export && done).then(|| (record.actor.clone(), record.at));
    let logged = app.store.log(school, &[(record, student)]).await;
    logged.inspect_err(|cause| tracing::error!(%cause, "the audit log can't be written"))?;
    if let Some((actor, now)) = exported
        && tell_many_exports(Act { now, ..app.act(school, &actor) }).await?
    {
        tracing::warn!(actor, "{MANY} exports within an hour: ask whether that is meant");
    }
    Ok(())
}

/// What the address names: everything but the student, and the student.
fn about(named: Option<&RawPathParams>) -> (String, Option<StudentId>) {
    let (mut about, mut student) = (Vec::new(), None);
    for (name, value) in named.into_iter().flatten() {
        if name == "student" {
            student = Some(StudentId::new(value));
        } else {
            let plain: String = value.chars().filter(|c| !c.is_control()).take(100).collect();
            about.push(format!("{name}={plain}"));
        }
    }
    (about.join(" "), student)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects from a new route that hands out faces or files unseen: whoever adds one has to say what it is logged as.
    #[test]
    fn whatever_is_no_plain_answer_is_logged() {
        let open = [
            "/api/v1/calendar.ics",
            "/api/v1/jobs/{job}/events",
            "/api/v1/privacy/assessment.md",
            "/api/v1/privacy/notice.txt",
            "/metrics",
        ];
        let description = serde_json::to_value(crate::open_api()).expect("plain data");
        for (path, item) in description["paths"].as_object().expect("paths") {
            let told = &item["get"]["responses"]["200"]["content"];
            let plain = told.as_object().is_none_or(|kinds| kinds.keys().eq(["application/json"]));
            let logged = kind("GET", path).is_some();
            assert!(plain || logged || open.contains(&path.as_str()), "GET {path} hands out files");
            for method in ["POST", "PUT", "PATCH", "DELETE"] {
                assert!(kind(method, path).is_some(), "{method} {path} changes something");
            }
        }
    }

    #[test]
    fn routes_named_here_are_routes() {
        let description = serde_json::to_value(crate::open_api()).expect("plain data");
        let named = ACCESS.iter().chain(EXPORTS).chain(SIGN_INS);
        for (method, path) in named.filter(|(_, path)| path.starts_with("/api/")) {
            let found = &description["paths"][path][method.to_lowercase()];
            assert!(found.is_object(), "{method} {path} is no route");
        }
    }

    #[test]
    fn a_look_is_logged_once_in_five_minutes() {
        let lately = Lately::default();
        let at = |seconds: i64| Timestamp::from_second(1_800_000_000 + seconds).expect("a time");
        let look = |seconds, about: &str| AuditRecord {
            at: at(seconds),
            kind: AuditKind::Access,
            actor: "ms-day".into(),
            act: "GET crop".into(),
            about: about.into(),
            outcome: 200,
            detail: String::new(),
        };
        assert!(lately.is_new(&look(0, "face=1"), None));
        assert!(!lately.is_new(&look(299, "face=1"), None));
        assert!(lately.is_new(&look(299, "face=2"), None), "another face");
        assert!(lately.is_new(&look(301, "face=1"), None));
    }
}
