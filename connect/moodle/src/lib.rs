//! A register goes to Moodle's attendance activity (the plugin `mod_attendance`) by Moodle's web services.
//!
//! This room owns the protocol (a form to `webservice/rest/server.php`, JSON back: [`Moodle`]), what of Moodle's answers
//! matters here ([`MoodleState`]), what a register would change there ([`plan()`], pure) and the doing of it
//! ([`carry_out()`]). It stores nothing: the token, which course is which class and when to push are its caller's. It
//! sends the times and descriptions of sessions and the ids of statuses, and nothing else about anybody.
//!
//! Built from the public schema: `classes/external/*.php` and `db/services.php` of danmarsden/moodle-mod_attendance
//! (2026) and Moodle's own `enrol/externallib.php`, `webservice/externallib.php` and `webservice/rest/locallib.php`.

mod answer;
mod carry_out;
mod client;
mod error;
mod ids;
mod plan;
mod register;
mod status_map;

pub use answer::{EnrolledUser, MoodleSession, MoodleStatus, SiteInfo};
pub use carry_out::{Done, Interrupted, Progress, carry_out};
pub use client::{Activity, Moodle, MoodleState};
pub use error::MoodleError;
pub use ids::{AttendanceId, CourseId, GroupId, MoodleSessionId, StatusId, UserId};
pub use plan::{
    Identified, LeftOut, Mapping, NewSession, Push, Reason, Step, Unclear, Unidentified, Update, plan,
};
pub use register::{Recorded, Register, RegisterSession};
pub use status_map::{StatusMap, StatusName};
