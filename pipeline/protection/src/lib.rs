//! Templates that mean nothing outside of their school (biometric template protection, ISO/IEC 24745): each school
//! turns its vectors by a rotation of its own before they are kept, so that what two schools keep of one person can't be
//! linked, and what was kept under an earlier secret is worth nothing under the next.
//!
//! This crate owns the rotation, a pure function of a secret. It leaves to the store where that secret comes from and
//! when it changes, and to `evaluate` the measurement of how well it unlinks.
//!
//! A rotation keeps every distance, so nothing is recognised otherwise. It is no encryption: who has about as many
//! vectors both turned and unturned as a vector has numbers can solve for it. The store encrypts what it turned.

mod rotation;

pub use rotation::Rotation;
