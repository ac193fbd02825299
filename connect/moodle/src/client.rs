//! The protocol: one form to one address for every function, and JSON back.

use std::fmt;

use muster_domain::MoodleUser;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::{Host, Url};

use crate::{
    AttendanceId, CourseId, EnrolledUser, GroupId, MoodleError, MoodleSession, MoodleSessionId, NewSession,
    SiteInfo, StatusId, UserId,
};

/// Most bytes of an answer. A year's sessions of a large course, each with everybody in it, are some megabytes.
const ANSWER: u64 = 64 << 20;
/// Most characters of a message that is passed on.
const MESSAGE: usize = 500;

const SITE_INFO: &str = "core_webservice_get_site_info";
const ENROLLED_USERS: &str = "core_enrol_get_enrolled_users";
const SESSIONS: &str = "mod_attendance_get_sessions";
const SESSION: &str = "mod_attendance_get_session";
const ADD_SESSION: &str = "mod_attendance_add_session";
const UPDATE_USER_STATUS: &str = "mod_attendance_update_user_status";

/// A Moodle site, asked with one token. Calls block.
pub struct Moodle {
    agent: ureq::Agent,
    site: String,
    endpoint: String,
    token: String,
}

impl fmt::Debug for Moodle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Moodle").field("site", &self.site).finish_non_exhaustive()
    }
}

/// An attendance activity: where a class's register goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Its course.
    pub course: CourseId,
    /// Itself.
    pub attendance: AttendanceId,
}

/// What an activity has now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoodleState {
    /// The user whose token it is.
    pub me: UserId,
    /// The activity's sessions.
    pub sessions: Vec<MoodleSession>,
    /// The course's users, with the field by which they are matched.
    pub users: Vec<EnrolledUser>,
}

impl Moodle {
    /// All functions that a push needs.
    pub const FUNCTIONS: [&str; 6] =
        [SITE_INFO, ENROLLED_USERS, SESSIONS, SESSION, ADD_SESSION, UPDATE_USER_STATUS];

    /// A site by the address of its front page. The agent brings its own TLS and timeouts.
    ///
    /// # Errors
    /// As [`Moodle::site_address`].
    pub fn new(agent: ureq::Agent, site: &str, token: impl Into<String>) -> Result<Self, MoodleError> {
        let site = Self::site_address(site)?;
        let endpoint = format!("{site}/webservice/rest/server.php");
        Ok(Self { agent, site, endpoint, token: token.into() })
    }

    /// A site's address in the one form that it is kept in.
    ///
    /// # Errors
    /// [`MoodleError::Address`] for no address, one with a name or a query in it, and one without https, except on this
    /// machine: the token and what it opens would be anybody's on the way.
    pub fn site_address(site: &str) -> Result<String, MoodleError> {
        let refused = |cause: &str| MoodleError::Address { cause: cause.to_owned() };
        let url = Url::parse(site.trim()).map_err(|cause| refused(&cause.to_string()))?;
        let here = match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => return Err(refused("it names no host")),
        };
        match url.scheme() {
            "https" => {}
            "http" if here => {}
            _ => return Err(refused("it does not begin with https://")),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refused("it has a user's name in it"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refused("it goes on after the site, with a `?` or a `#`"));
        }
        Ok(url.as_str().trim_end_matches('/').to_owned())
    }

    /// Who the token belongs to and what it may call.
    pub fn site_info(&self) -> Result<SiteInfo, MoodleError> {
        self.call(SITE_INFO, &[])
    }

    /// The users of a course, with the field by which they are matched and nothing else about them.
    pub fn enrolled_users(
        &self,
        course: CourseId,
        field: MoodleUser,
    ) -> Result<Vec<EnrolledUser>, MoodleError> {
        let parameters = [
            ("courseid", course.to_string()),
            ("options[0][name]", "userfields".to_owned()),
            ("options[0][value]", format!("id,{}", field.heading())),
        ];
        self.call(ENROLLED_USERS, &parameters)
    }

    /// The sessions of an activity.
    pub fn sessions(&self, attendance: AttendanceId) -> Result<Vec<MoodleSession>, MoodleError> {
        self.call(SESSIONS, &[("attendanceid", attendance.to_string())])
    }

    /// One session.
    pub fn session(&self, session: MoodleSessionId) -> Result<MoodleSession, MoodleError> {
        self.call(SESSION, &[("sessionid", session.to_string())])
    }

    /// Adds a session to an activity, without an event in anybody's calendar: it is over.
    pub fn add_session(
        &self,
        attendance: AttendanceId,
        group: GroupId,
        session: &NewSession,
    ) -> Result<MoodleSessionId, MoodleError> {
        #[derive(Deserialize)]
        struct Added {
            sessionid: MoodleSessionId,
        }
        let parameters = [
            ("attendanceid", attendance.to_string()),
            ("description", html(&session.description)),
            ("sessiontime", session.start_second.to_string()),
            ("duration", session.seconds.to_string()),
            ("groupid", group.to_string()),
            ("addcalendarevent", "0".to_owned()),
        ];
        Ok(self.call::<Added>(ADD_SESSION, &parameters)?.sessionid)
    }

    /// Marks a user in a session, as taken by `taken_by`. `set` is the session's status set, which has `status`.
    pub fn update_user_status(
        &self,
        session: MoodleSessionId,
        user: UserId,
        taken_by: UserId,
        (status, set): (StatusId, i64),
    ) -> Result<(), MoodleError> {
        let parameters = [
            ("sessionid", session.to_string()),
            ("studentid", user.to_string()),
            ("takenbyid", taken_by.to_string()),
            ("statusid", status.to_string()),
            ("statusset", set.to_string()),
        ];
        self.call::<serde::de::IgnoredAny>(UPDATE_USER_STATUS, &parameters).map(|_| ())
    }

    /// What an activity has now: three calls.
    pub fn state(&self, activity: Activity, field: MoodleUser) -> Result<MoodleState, MoodleError> {
        let me = self.site_info()?.user;
        let sessions = self.sessions(activity.attendance)?;
        let users = self.enrolled_users(activity.course, field)?;
        Ok(MoodleState { me, sessions, users })
    }

    fn call<T: DeserializeOwned>(
        &self,
        function: &'static str,
        parameters: &[(&str, String)],
    ) -> Result<T, MoodleError> {
        let fixed =
            [("wstoken", self.token.as_str()), ("wsfunction", function), ("moodlewsrestformat", "json")];
        let form = fixed.into_iter().chain(parameters.iter().map(|(name, value)| (*name, value.as_str())));
        let unreachable = |cause: ureq::Error| MoodleError::Unreachable {
            site: self.site.clone(),
            function,
            cause: self.cleaned(&cause.to_string()),
        };
        // Who controls a redirect must not choose who gets the token.
        let request =
            self.agent.post(&self.endpoint).config().max_redirects(0).http_status_as_error(false).build();
        let mut answer = request.send_form(form).map_err(unreachable)?;
        let status = answer.status();
        if !status.is_success() {
            return Err(MoodleError::Refused { site: self.site.clone(), function, status: status.as_u16() });
        }
        let bytes =
            answer.body_mut().with_config().limit(ANSWER).read_to_vec().map_err(|cause| match cause {
                ureq::Error::BodyExceedsLimit(limit) => {
                    MoodleError::NotUnderstood { function, cause: format!("it is longer than {limit} bytes") }
                }
                cause => unreachable(cause),
            })?;
        self.read(function, &bytes)
    }

    /// What an answer says: Moodle's refusal, or what was asked for.
    fn read<T: DeserializeOwned>(&self, function: &'static str, bytes: &[u8]) -> Result<T, MoodleError> {
        #[derive(Deserialize)]
        struct Refusal {
            exception: String,
            errorcode: Option<String>,
            message: Option<String>,
        }
        if let Ok(refusal) = serde_json::from_slice::<Refusal>(bytes) {
            let code = refusal.errorcode.unwrap_or(refusal.exception);
            let message = refusal.message.unwrap_or_default();
            let (code, message) = (self.cleaned(&code), self.cleaned(&message));
            return Err(MoodleError::Moodle { function, code, message });
        }
        serde_json::from_slice(bytes).map_err(|error| {
            // The library's own words would quote what it read, which is about people.
            let (line, column) = (error.line(), error.column());
            let cause = format!("it is not the expected JSON at line {line}, column {column}");
            MoodleError::NotUnderstood { function, cause }
        })
    }

    /// Somebody else's words, fit for a message: without the token, on one line, of a bearable length.
    fn cleaned(&self, text: &str) -> String {
        let text = if self.token.is_empty() { text.to_owned() } else { text.replace(&self.token, "***") };
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MESSAGE).collect()
    }
}

/// Plain text as the HTML that Moodle keeps descriptions in.
fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
