//! The built `muster` binary, run as a person runs it and judged by what it prints, writes and returns.
//!
//! `without_models`, `wrong_use`, `help` and `closed_reader` need nothing but the binary. `with_models` needs
//! the installed models (`MUSTER_MODELS` names their folder) and the pictures that `muster demo` fetches, and
//! says so when it skips; `compreface` needs a Python with CompreFace's client besides.

mod audit;
mod backup;
mod bad_photos;
mod bad_requests;
mod closed_reader;
mod compreface;
mod face_off;
mod faults;
mod help;
mod kill;
mod log;
mod measures;
mod own_model;
mod register_file;
mod room;
mod seal;
mod server;
mod sockets;
mod tls;
mod with_models;
mod without_models;
mod wrong_use;
