//! Why a mail can't be written or sent.

/// Why a text is no mail address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{address:?} is not a mail address ({cause}): give one like office@school.example")]
pub struct AddressError {
    /// What was given.
    pub address: String,
    /// What is wrong with it.
    pub cause: String,
}

/// Why a server can't be used as it is described.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServerError {
    /// The name is none.
    #[error("{host:?} is not the name or the address of a mail server: give one like mail.school.example")]
    Host {
        /// What was given.
        host: String,
    },
    /// Without encryption to another machine.
    #[error(
        "mail to {host} would go unencrypted, with its password: choose STARTTLS or TLS, which only \
         localhost does without"
    )]
    Unencrypted {
        /// The server.
        host: String,
    },
}

/// Why a mail was not sent. A server's words come without control characters and without the password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// Nobody answered, or not in time, or not as mail servers do.
    #[error("the mail server {server} could not be reached ({cause}): it is tried again later")]
    Unreachable {
        /// Host and port.
        server: String,
        /// What the network says.
        cause: String,
    },
    /// No encrypted connection came about: another port is meant, or the certificate is not trusted.
    #[error(
        "no safe connection to the mail server {server} came about ({cause}): look at its port, its \
         security and its certificate"
    )]
    Unsafe {
        /// Host and port.
        server: String,
        /// What the TLS library says.
        cause: String,
    },
    /// The server can't do something that this mail needs: encryption, a way to sign in, or letters beyond ASCII in an
    /// address.
    #[error(
        "the mail server {server} can't send this ({cause}): look at its settings, or use an address in \
         plain letters"
    )]
    Lacking {
        /// Host and port.
        server: String,
        /// What it lacks.
        cause: String,
    },
    /// User or password are wrong. Trying again might lock the account.
    #[error(
        "the mail server {server} does not let this user in ({code} {words}): give it another user or \
         password"
    )]
    SignIn {
        /// Host and port.
        server: String,
        /// Its answer (RFC 4954).
        code: u16,
        /// Its words.
        words: String,
    },
    /// The server says no: for now (400 to 499) or for good (500 to 599).
    #[error(
        "the mail server {server} refused the mail to {to} ({code} {words}): look at the address and at \
         its words"
    )]
    Refused {
        /// Host and port.
        server: String,
        /// Who should have got it.
        to: String,
        /// Its answer (RFC 5321, 4.2).
        code: u16,
        /// Its words.
        words: String,
    },
    /// An id that is none, or that would add a header.
    #[error(
        "{id:?} is not a message's id: give one like report-17@school.example, in plain letters and \
         without blanks"
    )]
    MessageId {
        /// What was given.
        id: String,
    },
    /// An attachment whose media type is none.
    #[error("{media_type:?} of the attachment {name:?} is not a media type: give one like application/pdf")]
    MediaType {
        /// The attachment.
        name: String,
        /// What was given.
        media_type: String,
    },
    /// The library that writes the message refused.
    #[error("the mail could not be written: {0}")]
    Writing(String),
}

impl MailError {
    /// Whether the same mail may well be sent later without anybody doing anything. All other faults last until a person
    /// changes an address or a setting.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable { .. } => true,
            Self::Refused { code, .. } => (400..500).contains(code),
            Self::Unsafe { .. }
            | Self::Lacking { .. }
            | Self::SignIn { .. }
            | Self::MessageId { .. }
            | Self::MediaType { .. }
            | Self::Writing(_) => false,
        }
    }
}
