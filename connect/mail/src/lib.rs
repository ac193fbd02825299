//! Mail: a report or a notice to one person, handed to the school's own mail server over SMTP (RFC 5321).
//!
//! This room owns how a message is written (RFC 5322 and MIME: plain text in UTF-8, attachments), how a server is spoken to,
//! and which faults pass by themselves. It leaves to others what a message says, who gets it and when it is tried again. Ids
//! and dates are given to it, and it reads no clock; the one thing it does to the outside world is [`MailServer::send`].
//!
//! A message goes to one person, so that nobody learns who else got it. Each says that a machine wrote it
//! (`Auto-Submitted`, RFC 3834), so that no holiday notice answers it.

mod error;
mod mailbox;
mod message;
mod server;

pub use error::{AddressError, MailError, ServerError};
pub use mailbox::Mailbox;
pub use message::{Attachment, Message};
pub use server::{MailServer, PATIENCE, Password, Security};
