//! Webhooks: what happened here, told to another program over HTTP, signed so that it knows who says so.
//!
//! This room owns the signature (Standard Webhooks 1.0.0, standardwebhooks.com, its symmetric scheme `v1`), which URLs and
//! addresses may be called, one try at a delivery, and the pauses between tries. It leaves to others what a message says,
//! which endpoint hears of what, and the queue: it reads no clock and draws no secret, id or jitter, and the one thing it
//! does to the outside world is [`Sender::send`].
//!
//! A URL that somebody types in makes this server call wherever it points. So [`Endpoint`] refuses what is wrong to look at,
//! and [`Sender`] looks at every address that a name stands for before it connects to exactly those, and follows no
//! redirect.

mod address;
mod endpoint;
mod guard;
mod schedule;
mod secret;
mod send;
mod signature;

pub use address::{AddressKind, ForbiddenAddress, Reach, kind_of};
pub use endpoint::{Endpoint, EndpointError, URL_BYTES};
pub use schedule::{MAX_STRETCH, next_attempt};
pub use secret::{SECRET_BYTES, Secret, SecretError};
pub use send::{ANSWER_BYTES, Fault, MAX_RETRY_AFTER, Outcome, PATIENCE, Sender};
pub use signature::{Headers, ID_BYTES, SignError, VerifyError, sign, verify};
