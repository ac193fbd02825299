//! The tool against a platform behind a real socket.

mod double;
mod launch;
mod services;
