//! The interface without models: a fake detector that sees one face a photo, and a fake network that knows it by
//! its colour. What real models make of real photos is tested with the binary (`apps/cli/tests`).

mod about;
mod accounts;
mod attendance;
mod bad_inputs;
mod browsers;
mod check_in;
mod compreface;
mod console;
mod corrections;
mod description;
mod jobs;
mod launches;
mod limits;
mod live;
mod locks;
#[path = "../../../../connect/lti/tests/tool/double/mod.rs"]
#[expect(dead_code, reason = "its own tests use all of it")]
mod lti_double;
mod moodle;
#[path = "../../../../connect/moodle/tests/double/mod.rs"]
#[expect(dead_code, reason = "its own tests use all of it")]
mod moodle_double;
mod notices;
mod oidc;
mod pages;
mod panics;
mod privacy;
mod provider;
mod quality;
mod recognition;
mod register;
mod registers;
mod reports;
mod roles;
mod rosters;
mod school;
mod school_year;
mod security_log;
mod sent_before;
mod sign_in;
mod web_app;
