//! What of Moodle's answers matters here; everything else in them is ignored.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer};

use crate::{GroupId, MoodleSessionId, StatusId, UserId};

/// Who a token belongs to, and what it may call: `core_webservice_get_site_info`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SiteInfo {
    /// The site's name for people.
    #[serde(rename = "sitename")]
    pub site_name: String,
    /// Moodle's release, for example `5.1 (Build: 20251006)`; older ones don't say.
    pub release: Option<String>,
    /// The user whose token it is, who is shown as having taken the attendance.
    #[serde(rename = "userid")]
    pub user: UserId,
    /// The functions that the token's service has.
    #[serde(deserialize_with = "function_names")]
    pub functions: BTreeSet<String>,
}

fn function_names<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeSet<String>, D::Error> {
    #[derive(Deserialize)]
    struct Function {
        name: String,
    }
    Ok(Vec::<Function>::deserialize(from)?.into_iter().map(|function| function.name).collect())
}

/// A user of a course: `core_enrol_get_enrolled_users`. Only the field that was asked for is there, and only when the
/// token may see it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct EnrolledUser {
    /// Their id.
    pub id: UserId,
    /// "ID number".
    pub idnumber: Option<String>,
    /// The login.
    pub username: Option<String>,
    /// The mail address.
    pub email: Option<String>,
}

/// A status that can be given in a session.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct MoodleStatus {
    /// Its id.
    pub id: StatusId,
    /// One or two letters, for example `P`.
    pub acronym: String,
    /// In words, for example `Present`.
    pub description: String,
}

/// A session as Moodle has it: `mod_attendance_get_session`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Raw")]
pub struct MoodleSession {
    /// Its id.
    pub id: MoodleSessionId,
    /// The group that it is for; [`GroupId::ALL`] for the whole course.
    pub group: GroupId,
    /// When it begins, in seconds since 1970 began in UTC.
    pub start_second: i64,
    /// How long it is, in seconds; 0 when nobody said.
    pub seconds: i64,
    /// The number of its status set.
    pub status_set: i64,
    /// The visible statuses of that set.
    pub statuses: Vec<MoodleStatus>,
    /// Who can be marked in it.
    pub users: BTreeSet<UserId>,
    /// Who is marked as what.
    pub marks: BTreeMap<UserId, StatusId>,
}

/// The session's shape on the wire.
#[derive(Deserialize)]
struct Raw {
    id: MoodleSessionId,
    groupid: Option<GroupId>,
    sessdate: i64,
    duration: Option<i64>,
    statusset: Option<i64>,
    statuses: Vec<MoodleStatus>,
    users: Vec<Listed>,
    attendance_log: Vec<Logged>,
}

#[derive(Deserialize)]
struct Listed {
    id: UserId,
}

#[derive(Deserialize)]
struct Logged {
    studentid: UserId,
    statusid: Option<NumberOrText>,
}

/// The schema calls a log's `statusid` text; releases differ in what they send.
#[derive(Deserialize)]
#[serde(untagged)]
enum NumberOrText {
    Number(i64),
    Text(String),
}

impl NumberOrText {
    fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok(),
        }
    }
}

impl From<Raw> for MoodleSession {
    fn from(raw: Raw) -> Self {
        let mark = |entry: Logged| Some((entry.studentid, StatusId(entry.statusid?.number()?)));
        Self {
            id: raw.id,
            group: raw.groupid.unwrap_or(GroupId::ALL),
            start_second: raw.sessdate,
            seconds: raw.duration.unwrap_or(0),
            status_set: raw.statusset.unwrap_or(0),
            statuses: raw.statuses,
            users: raw.users.into_iter().map(|user| user.id).collect(),
            marks: raw.attendance_log.into_iter().filter_map(mark).collect(),
        }
    }
}
