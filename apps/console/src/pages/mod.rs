//! The pages, one file each.

pub mod account;
pub mod admin;
pub mod class;
pub mod home;
pub mod live;
pub mod problem;
pub mod session;
pub mod sign_in;
mod status;
