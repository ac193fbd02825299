//! Why Moodle could not be talked to.

/// Why Moodle could not be talked to. No message holds the token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoodleError {
    /// The site's address can't be used. It is not repeated: people paste addresses with tokens in them.
    #[error(
        "the address of the Moodle site can't be used: {cause}; write it as https://moodle.school.example"
    )]
    Address {
        /// What is wrong with it.
        cause: String,
    },
    /// No answer came.
    #[error(
        "Moodle at {site} could not be reached for {function}: {cause}; check the address and the network, then push again"
    )]
    Unreachable {
        /// The site.
        site: String,
        /// The function that was called.
        function: &'static str,
        /// What happened.
        cause: String,
    },
    /// An HTTP status other than success; Moodle's own errors come with success.
    #[error("Moodle at {site} answered {function} with HTTP status {status}; {}", after_status(*.status))]
    Refused {
        /// The site.
        site: String,
        /// The function that was called.
        function: &'static str,
        /// The HTTP status.
        status: u16,
    },
    /// Moodle says no in its own words.
    #[error("Moodle refused {function}: {message} ({code}); {}", after_code(.code))]
    Moodle {
        /// The function that was called.
        function: &'static str,
        /// Moodle's code for it, for example `invalidtoken`.
        code: String,
        /// Its words, in the language of the token's user.
        message: String,
    },
    /// An answer that is not what the function is documented to give.
    #[error(
        "Moodle's answer to {function} was not understood: {cause}; is this the address of the site, and is mod_attendance up to date?"
    )]
    NotUnderstood {
        /// The function that was called.
        function: &'static str,
        /// Where reading stopped, without what was read.
        cause: String,
    },
}

fn after_status(status: u16) -> &'static str {
    match status {
        300..=399 => "the site has another address: give the one that a browser shows there",
        403 => "let an administrator enable web services and the REST protocol",
        404 => "check the address: it is the one of the site's front page",
        429 | 500..=599 => "try again later; if it stays so, ask the site's administrator",
        _ => "ask the site's administrator",
    }
}

/// The next step after Moodle's own codes. Which there are: `lib/dmllib.php` for what is not found, `webservice/lib.php`
/// for access, `lib/setuplib.php` for the others.
fn after_code(code: &str) -> &'static str {
    match code {
        "invalidtoken" => "make a new token in Moodle and give that one",
        "accessexception" => {
            "add the function to the token's service, and check the service's users and addresses and the token's expiry"
        }
        "nopermissions" => "give the token's user the role of a teacher in the course",
        "requireloginerror" | "errorcoursecontextnotvalid" => "enrol the token's user in the course",
        "invalidrecord" | "invalidrecordunknown" | "invalidcoursemodule" | "invalidcourseid" => {
            "check the ids of course and activity, and whether somebody deleted the session; then push again"
        }
        "invaliduser" => "the user was deleted in Moodle: push again",
        "invalidparameter" => "somebody may have changed the activity meanwhile: push again",
        "sitemaintenance" | "upgraderunning" => "Moodle is being maintained: push again later",
        _ => "ask the site's administrator",
    }
}
