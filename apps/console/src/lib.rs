//! The console's pages: what a school does in a browser, as HTML made from plain data.
//!
//! This crate owns what people see and the words for it (`locales/`), and the scripts and styles that pages load
//! (`assets/`). It leaves who may see what, and where the data comes from, to the server, and every change to the
//! JSON interface: a page's forms name the call that they make, and the script sends it.
//!
//! To add a page: a function in `pages` that takes a [`shell::Frame`] and what it shows; its messages in
//! `locales/en.ftl` and all others; a sample in `tests/pages.rs`; a route in `apps/server/src/console`.

pub mod assets;
pub mod notice;
pub mod pages;
pub mod paths;
pub mod shell;
pub mod text;

pub use maud::Markup;
