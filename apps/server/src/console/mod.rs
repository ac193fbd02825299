//! The console: which page an address is, who may see it, and where its data comes from. How pages look is
//! `muster-console`'s; what they change goes through the JSON interface like everybody's.

mod activity;
mod admin;
mod asset;
mod charts;
mod check_in;
mod class;
mod connect;
mod connections;
mod enrolment;
mod entrance;
mod home;
mod leave;
mod live;
mod meetings;
mod notices;
mod privacy;
mod register;
mod reports;
mod session;
mod statuses;
mod student;
mod students;
mod tour;
mod visitor;
mod year;

use axum::Router;
use axum::routing::get;

use crate::App;

pub(crate) use visitor::{Guest, Visitor, wants_page};

/// All pages.
pub(crate) fn pages() -> Router<App> {
    Router::new()
        .route("/", get(home::home))
        .route("/tour", get(tour::tour))
        .route("/year", get(year::year))
        .route("/year/entries", get(year::new_entry))
        .route("/year/entries/{slot}", get(year::entry))
        .route("/year/entries/{slot}/{date}", get(year::planned))
        .route("/year/event", get(year::new_event))
        .route("/leave", get(leave::leave))
        .route("/reports", get(reports::reports))
        .route("/account", get(entrance::account))
        .route("/connect", get(connect::connect))
        .route("/admin", get(admin::start))
        .route("/admin/users", get(admin::users))
        .route("/admin/users/{login}", get(admin::user))
        .route("/admin/keys", get(admin::keys))
        .route("/admin/classes", get(admin::classes))
        .route("/admin/statuses", get(statuses::statuses))
        .route("/admin/statuses/{id}", get(statuses::edit))
        .route("/admin/notices", get(notices::notices))
        .route("/admin/connections", get(connections::connections))
        .route("/admin/connections/{class}", get(connections::class))
        .route("/admin/recognition", get(admin::recognition))
        .route("/admin/privacy", get(privacy::privacy))
        .route("/admin/activity", get(activity::activity))
        .route("/admin/jobs", get(admin::jobs))
        .route("/admin/data", get(admin::data))
        .route("/admin/health", get(admin::health))
        .route("/check-in", get(check_in::scanned))
        .route("/sign-in", get(entrance::sign_in))
        .route("/setup", get(entrance::set_up))
        .route("/invitation", get(entrance::invitation))
        .route("/classes/{class}", get(class::class))
        .route("/classes/{class}/groups/{group}", get(class::group))
        .route("/classes/{class}/consent", get(privacy::consent))
        .route("/classes/{class}/students", get(students::students))
        .route("/classes/{class}/roster", get(students::import))
        .route("/classes/{class}/roster/{student}", get(students::one))
        .route("/classes/{class}/enrolment", get(enrolment::enrolment))
        .route("/classes/{class}/enrolment/faces", get(enrolment::faces))
        .route("/classes/{class}/live", get(live::live))
        .route("/charts", get(charts::school))
        .route("/classes/{class}/charts", get(charts::class))
        .route("/classes/{class}/students/{student}", get(student::student))
        .route("/classes/{class}/register", get(register::register))
        .route("/classes/{class}/register/import", get(register::import))
        .route("/classes/{class}/sessions", get(session::open))
        .route("/classes/{class}/sessions/{date}", get(session::session))
        .route("/classes/{class}/sessions/{date}/check-in", get(check_in::code))
        .route("/classes/{class}/sessions/{date}/faces/{photo}/{face}", get(session::face))
}

/// What pages load, which browsers keep for good.
pub(crate) fn assets() -> Router {
    Router::new().route("/assets/{version}/{name}", get(asset::asset))
}
