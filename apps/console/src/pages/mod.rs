//! The pages, one file each.

pub mod account;
pub mod class;
pub mod enrolment;
pub mod home;
pub mod on_file;
pub mod problem;
pub mod session;
pub mod sign_in;
mod status;
pub mod students;
