//! The mail server that takes the mails, and what it says to one.

use std::error::Error as _;
use std::io;
use std::net::IpAddr;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lettre::Transport as _;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::{Error, SmtpTransport};
use zeroize::Zeroizing;

use crate::mailbox::one_line;
use crate::{MailError, Mailbox, Message, ServerError};

/// How long each step of the conversation may take as a rule. Servers that look for viruses take their time.
pub const PATIENCE: Duration = Duration::from_mins(1);
/// Characters of a server's words that are kept.
const WORDS: usize = 300;
/// Characters of a password from which on it is looked for in a server's words.
const MASKED: usize = 4;
/// Answers that say that the user may not in, or has to sign in first (RFC 4954, 6).
const SIGN_IN: [u16; 5] = [530, 534, 535, 538, 432];

/// How the connection is kept safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// Begins plainly and turns to TLS before anything is told (RFC 3207); port 587 as a rule. A server that does not turn is
    /// told nothing.
    StartTls,
    /// TLS from the beginning (RFC 8314); port 465 as a rule.
    Tls,
    /// None at all: to this machine only.
    None,
}

/// A password, wiped from memory when dropped and never shown. (The mail library has a copy of its own while it sends.)
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// The password.
    pub fn new(password: impl Into<String>) -> Self {
        Self(Zeroizing::new(password.into()))
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(..)")
    }
}

/// A mail server, and who this program is to it. Certificates are trusted that the platform trusts.
#[derive(Clone, Debug)]
pub struct MailServer {
    host: String,
    port: u16,
    security: Security,
    from: Mailbox,
    user: Option<(String, Password)>,
}

impl MailServer {
    /// A server that takes mail from anybody who reaches it. `host` is a name or an address, `from` whom the mails are from.
    ///
    /// # Errors
    /// [`ServerError`] for a host that is none, or another machine without encryption.
    pub fn new(host: &str, port: u16, security: Security, from: Mailbox) -> Result<Self, ServerError> {
        let no_host = || ServerError::Host { host: host.to_owned() };
        let address: Option<IpAddr> = host.parse().ok();
        let host = match address {
            Some(address) => address.to_string(),
            None => idna::domain_to_ascii_strict(host).map_err(|_| no_host())?,
        };
        if host.is_empty() {
            return Err(no_host());
        }
        let here = host == "localhost" || address.is_some_and(|it| it.to_canonical().is_loopback());
        if security == Security::None && !here {
            return Err(ServerError::Unencrypted { host });
        }
        Ok(Self { host, port, security, from, user: None })
    }

    /// The same, signed in to as this user (by PLAIN or LOGIN).
    #[must_use]
    pub fn signed_in(self, user: impl Into<String>, password: Password) -> Self {
        Self { user: Some((user.into(), password)), ..self }
    }

    /// Sends one mail over a connection of its own. It blocks, each step for `patience` at most ([`PATIENCE`] as a rule).
    ///
    /// That it was sent means that the server took it. Should the connection break at that very moment, it is an error, and the
    /// mail may come twice with the same id.
    ///
    /// # Errors
    /// [`MailError`], of which [`MailError::is_passing`] tells whether to try again.
    pub fn send(&self, message: &Message, patience: Duration) -> Result<(), MailError> {
        let mail = message.compose(&self.from)?;
        let mut transport = SmtpTransport::builder_dangerous(&self.host)
            .port(self.port)
            .tls(self.tls()?)
            .timeout(Some(patience));
        if let Some((user, Password(password))) = &self.user {
            transport = transport.credentials(Credentials::new(user.clone(), password.to_string()));
        }
        transport.build().send(&mail).map_err(|error| self.judged(&error, message))?;
        Ok(())
    }

    fn tls(&self) -> Result<Tls, MailError> {
        let parameters = || {
            TlsParameters::new(self.host.clone())
                .map_err(|error| MailError::Unsafe { server: self.server(), cause: causes(&error) })
        };
        Ok(match self.security {
            Security::StartTls => Tls::Required(parameters()?),
            Security::Tls => Tls::Wrapper(parameters()?),
            Security::None => Tls::None,
        })
    }

    fn server(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    fn judged(&self, error: &Error, message: &Message) -> MailError {
        let server = self.server();
        if let Some(code) = error.status().map(u16::from) {
            let words = short(&self.masked(&causes(error)));
            return if SIGN_IN.contains(&code) {
                MailError::SignIn { server, code, words }
            } else {
                MailError::Refused { server, to: message.to.address().to_owned(), code, words }
            };
        }
        let cause = short(&causes(error));
        let kind = io_kind(error);
        // The TLS library wraps its faults in this kind.
        let tls = self.security != Security::None && kind == Some(io::ErrorKind::InvalidData);
        if tls || error.is_tls() {
            MailError::Unsafe { server, cause }
        } else if error.is_client() {
            MailError::Lacking { server, cause }
        } else if matches!(kind, Some(io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock)) {
            MailError::Unreachable { server, cause: "it did not answer in time".to_owned() }
        } else {
            MailError::Unreachable { server, cause }
        }
    }

    /// A server's words without the password: a server that repeats what it was told would put it into logs. Passwords of
    /// fewer than [`MASKED`] characters stay where they stand in other words, which their absence would give away.
    fn masked(&self, words: &str) -> String {
        let Some((user, Password(password))) = &self.user else { return words.to_owned() };
        if password.chars().count() < MASKED {
            return words.to_owned();
        }
        let plain = Zeroizing::new(format!("\0{user}\0{}", password.as_str()));
        let plain = Zeroizing::new(STANDARD.encode(plain.as_bytes()));
        let login = Zeroizing::new(STANDARD.encode(password.as_bytes()));
        [&plain, &login, password]
            .into_iter()
            .fold(words.to_owned(), |words, secret| words.replace(secret.as_str(), "..."))
    }
}

/// What lies behind a fault, without what the library calls it where there is more to say.
fn causes(error: &Error) -> String {
    error.source().map_or_else(|| error.to_string(), ToString::to_string)
}

/// A cause as one line, cut.
fn short(cause: &str) -> String {
    one_line(cause).chars().take(WORDS).collect()
}

/// The kind of network fault that lies behind a fault.
fn io_kind(error: &Error) -> Option<io::ErrorKind> {
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(found) = cause.downcast_ref::<io::Error>() {
            return Some(found.kind());
        }
        source = cause.source();
    }
    None
}
