//! What a tool knows of a platform that it is registered with.

use url::{Host, Url};

use crate::RegistrationError;

/// A platform as its page about the tool shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Platform {
    /// Its name for itself, the `iss` of launches, to the letter.
    pub issuer: String,
    /// What it calls this tool.
    pub client_id: String,
    /// Where logins go on: the authentication request URL.
    pub auth_url: String,
    /// Where tokens for services are: the access token URL.
    pub token_url: String,
    /// Where its public keys are: the keyset URL.
    pub jwks_url: String,
    /// The deployments that may launch the tool, at least one.
    pub deployment_ids: Vec<String>,
    /// Whom a request for a token is addressed to, where that is not `token_url`.
    pub token_audience: Option<String>,
}

/// A platform whose addresses can be used: all https, or on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    platform: Platform,
    pub(crate) auth: Url,
    pub(crate) token: Url,
    pub(crate) jwks: Url,
}

impl Registration {
    /// Checks a platform.
    ///
    /// # Errors
    /// [`RegistrationError`] when something is missing, is no address, or is not https.
    pub fn new(platform: Platform) -> Result<Self, RegistrationError> {
        let missing = |what| Err(RegistrationError::Missing { what });
        if platform.client_id.is_empty() {
            return missing("client id");
        }
        if platform.deployment_ids.iter().all(String::is_empty) {
            return missing("deployment id");
        }
        address("issuer", &platform.issuer)?;
        let auth = address("authentication request URL", &platform.auth_url)?;
        let token = address("access token URL", &platform.token_url)?;
        let jwks = address("keyset URL", &platform.jwks_url)?;
        Ok(Self { platform, auth, token, jwks })
    }

    /// As it was given.
    pub fn platform(&self) -> &Platform {
        &self.platform
    }

    /// Whether that deployment may launch the tool.
    pub(crate) fn deploys(&self, deployment: &str) -> bool {
        !deployment.is_empty() && self.platform.deployment_ids.iter().any(|id| id == deployment)
    }
}

fn address(what: &'static str, text: &str) -> Result<Url, RegistrationError> {
    let refused = |cause: String| RegistrationError::Address { what, address: text.to_owned(), cause };
    safe(text).map_err(refused)
}

/// An address that a secret may be sent to.
pub(crate) fn safe(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|cause| cause.to_string())?;
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => return Err("it names no host".to_owned()),
    };
    match url.scheme() {
        "https" => Ok(url),
        "http" if here => Ok(url),
        _ => Err("it does not begin with https://".to_owned()),
    }
}
