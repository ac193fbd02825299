//! The pages, one file each.

pub mod account;
pub mod admin;
pub mod charts;
pub mod check_in;
pub mod class;
pub mod connect;
pub mod consent;
pub mod enrolment;
pub mod groups;
pub mod home;
pub mod leave;
pub mod live;
pub mod meeting;
pub mod on_file;
pub mod period;
pub mod problem;
pub mod register;
pub mod reports;
pub mod session;
pub mod sign_in;
mod status;
pub mod student;
pub mod students;
pub mod tour;
pub mod week;
pub mod year;
