//! Why a registration, a launch or a service's answer is refused. No message holds a token, a key or a member's data.

/// Why a platform can't be registered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationError {
    /// An address that is none, or not safe to use.
    #[error(
        "the platform's {what} `{address}` can't be used: {cause}; copy it from the platform's page about the tool"
    )]
    Address {
        /// Which address.
        what: &'static str,
        /// As it was given.
        address: String,
        /// What is wrong with it.
        cause: String,
    },
    /// Something that has to be there is empty.
    #[error("the platform's {what} is missing; copy it from the platform's page about the tool")]
    Missing {
        /// What is missing.
        what: &'static str,
    },
}

/// Why a login or a launch is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LaunchError {
    /// A login without what it needs, or for another registration.
    #[error("the login's `{parameter}` is {fault}; check the tool's registration on the platform")]
    Login {
        /// The parameter.
        parameter: &'static str,
        /// `missing`, or that it is another one.
        fault: &'static str,
    },
    /// Nothing that could be a launch.
    #[error("the launch can't be read: {0}; open the tool from the platform again")]
    Malformed(&'static str),
    /// Signed with a key that the platform does not publish.
    #[error(
        "the launch is signed with a key that the platform does not publish; check the address of its keys"
    )]
    UnknownKey,
    /// Not from that platform, not for this tool, not now, or not the answer to this login.
    #[error("the launch does not hold: {0}; open the tool from the platform again")]
    Untrusted(String),
    /// Signed and current, and not a launch that this tool takes.
    #[error("the launch's {claim} is {fault}; check the tool's registration on the platform")]
    Claim {
        /// The claim, without its prefix.
        claim: &'static str,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// The platform's keys could not be had.
    #[error(transparent)]
    Keys(#[from] ServiceError),
}

/// Why a platform's service could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ServiceError {
    /// A service's address that is none, not safe to use, or of another platform than the one before.
    #[error("the address for {what} can't be used: {cause}; open the tool from the platform again")]
    Address {
        /// What was asked for.
        what: &'static str,
        /// What is wrong with it.
        cause: String,
    },
    /// No answer came.
    #[error(
        "the platform could not be reached for {what}: {cause}; check its address and the network, then try again"
    )]
    Unreachable {
        /// What was asked for.
        what: &'static str,
        /// What happened.
        cause: String,
    },
    /// An HTTP status other than success.
    #[error("the platform refused {what} with HTTP status {status}{}; {}", said(.code.as_ref()), after_status(*.status))]
    Refused {
        /// What was asked for.
        what: &'static str,
        /// The HTTP status.
        status: u16,
        /// OAuth's code for it, for example `invalid_client`, when there is one.
        code: Option<String>,
    },
    /// An answer that is not what the specification says.
    #[error(
        "the platform's answer about {what} was not understood: {cause}; ask the platform's administrator"
    )]
    NotUnderstood {
        /// What was asked for.
        what: &'static str,
        /// Where reading stopped, without what was read.
        cause: String,
    },
    /// A score that no platform may take.
    #[error("the score can't be sent: {0}")]
    Score(&'static str),
}

fn said(code: Option<&String>) -> String {
    code.map(|code| format!(" ({code})")).unwrap_or_default()
}

fn after_status(status: u16) -> &'static str {
    match status {
        300..=399 => "the service has another address: register the platform again",
        400 | 401 => "check the client id and that the platform has the tool's present keys",
        403 => "let the tool use this service on the platform's page about the tool",
        404 => "it may be deleted there: open the tool from the platform again",
        409 => "the platform has a newer one",
        429 | 500..=599 => "try again later",
        _ => "ask the platform's administrator",
    }
}
