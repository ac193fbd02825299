//! A Moodle with one course and one attendance activity, in memory, behind a real socket.
//!
//! Written from the public schema: parameters and answers as in `classes/external/{get_sessions, get_session,
//! add_session, update_user_status}.php` of danmarsden/moodle-mod_attendance (commit 905d4c8, 2026) and in
//! `core_enrol_external::get_enrolled_users` (`public/enrol/externallib.php`, 820902f) and
//! `core_webservice_external::get_site_info` (`public/webservice/externallib.php`, 475fea4) of moodle/moodle; errors as
//! in `public/webservice/rest/locallib.php` (b1b5f26), `webservice/lib.php` and the exceptions of `lib/dmllib.php`.
//! As there, a user who exists is marked whether or not they are listed in the session.

mod functions;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use serde_json::{Value, json};

pub(crate) const TOKEN: &str = "0123456789abcdef0123456789abcdef";
pub(crate) const COURSE: i64 = 7;
pub(crate) const ATTENDANCE: i64 = 3;
pub(crate) const ME: i64 = 2;

#[derive(Clone)]
pub(crate) struct User {
    pub(crate) idnumber: &'static str,
    pub(crate) email: &'static str,
    /// Enrolled in the course at all.
    pub(crate) enrolled: bool,
    /// Has `mod/attendance:canbelisted`.
    pub(crate) listed: bool,
}

#[derive(Clone)]
pub(crate) struct StatusRow {
    pub(crate) id: i64,
    pub(crate) set: i64,
    pub(crate) acronym: &'static str,
    pub(crate) description: &'static str,
    pub(crate) visible: bool,
}

#[derive(Clone)]
pub(crate) struct SessionRow {
    pub(crate) sessdate: i64,
    pub(crate) duration: i64,
    pub(crate) statusset: i64,
    pub(crate) group: i64,
    pub(crate) description: String,
}

/// Everything that it knows, and what happened to it.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) users: BTreeMap<i64, User>,
    pub(crate) statuses: Vec<StatusRow>,
    pub(crate) sessions: BTreeMap<i64, SessionRow>,
    pub(crate) log: BTreeMap<(i64, i64), i64>,
    pub(crate) functions: BTreeSet<&'static str>,
    pub(crate) can_take: bool,
    pub(crate) can_manage: bool,
    pub(crate) sees_identity: bool,
    /// Every call from this one on, counted from 0, is answered with HTTP 503.
    pub(crate) broken_from: Option<usize>,
    /// Every call: its function and its form.
    pub(crate) calls: Vec<(String, BTreeMap<String, String>)>,
}

impl Site {
    /// A course of three students and a teacher, the usual statuses and, as set 1, others.
    pub(crate) fn new() -> Self {
        let user = |idnumber, email, listed| User { idnumber, email, enrolled: true, listed };
        let users = [
            (ME, user("T1", "teacher@school.example", false)),
            (11, user("S1", "One@school.example", true)),
            (12, user("S2", "two@school.example", true)),
            (13, user("S3", "three@school.example", true)),
            (14, User { enrolled: false, ..user("S4", "four@school.example", true) }),
        ];
        let status =
            |id, set, acronym, description| StatusRow { id, set, acronym, description, visible: true };
        let statuses = vec![
            status(21, 0, "P", "Present"),
            status(22, 0, "L", "Late"),
            status(23, 0, "E", "Excused"),
            status(24, 0, "A", "Absent"),
            status(31, 1, "J", "There"),
            status(32, 1, "N", "Not there"),
            StatusRow { visible: false, ..status(33, 1, "X", "Absent") },
        ];
        Self {
            users: users.into(),
            statuses,
            sessions: BTreeMap::new(),
            log: BTreeMap::new(),
            functions: muster_moodle::Moodle::FUNCTIONS.into(),
            can_take: true,
            can_manage: true,
            sees_identity: true,
            broken_from: None,
            calls: Vec::new(),
        }
    }

    /// How often a function was called.
    pub(crate) fn called(&self, function: &str) -> usize {
        self.calls.iter().filter(|(name, _)| name == function).count()
    }
}

/// The site while it is served.
pub(crate) struct Served {
    pub(crate) address: String,
    site: Arc<Mutex<Site>>,
}

impl Served {
    /// Serves a site until the test's process ends.
    pub(crate) fn new(site: Site) -> Self {
        let site = Arc::new(Mutex::new(site));
        let app =
            Router::new().route("/webservice/rest/server.php", post(answer)).with_state(Arc::clone(&site));
        Self { address: serve(app), site }
    }

    /// Looks at the site, or changes it.
    pub(crate) fn site<T>(&self, look: impl FnOnce(&mut Site) -> T) -> T {
        look(&mut self.site.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Serves on a free port of this machine until the test's process ends; gives the address.
pub(crate) fn serve(app: Router) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.set_nonblocking(true).expect("a socket for tokio");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().expect("a runtime");
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).expect("the socket");
            axum::serve(listener, app).await.expect("to serve");
        });
    });
    address
}

async fn answer(State(site): State<Arc<Mutex<Site>>>, body: String) -> Response {
    let mut site = site.lock().unwrap_or_else(PoisonError::into_inner);
    let mut form: BTreeMap<String, String> =
        url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let mut taken = |name: &str| form.remove(name).unwrap_or_default();
    let (token, function, format) = (taken("wstoken"), taken("wsfunction"), taken("moodlewsrestformat"));
    site.calls.push((function.clone(), form.clone()));
    if site.broken_from.is_some_and(|from| site.calls.len() > from) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    if format != "json" {
        return ([(header::CONTENT_TYPE, "application/xml")], "<RESPONSE/>").into_response();
    }
    let outcome =
        permitted(&site, &token, &function).and_then(|()| functions::call(&mut site, &function, &form));
    let json = outcome.unwrap_or_else(|refusal| refusal);
    ([(header::CONTENT_TYPE, "application/json")], json.to_string()).into_response()
}

fn permitted(site: &Site, token: &str, function: &str) -> Result<(), Value> {
    if token != TOKEN {
        return Err(exception("moodle_exception", "invalidtoken", "Invalid token - token not found"));
    }
    if !site.functions.contains(function) {
        return Err(exception("webservice_access_exception", "accessexception", "Access control exception"));
    }
    Ok(())
}

/// As `generate_error` writes them.
pub(crate) fn exception(class: &str, code: &str, message: &str) -> Value {
    json!({ "exception": class, "errorcode": code, "message": message })
}
