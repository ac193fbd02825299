//! Where webhooks go: a URL that was looked at.

use std::net::IpAddr;

use ureq::http::Uri;
use url::{Host, Url};

use crate::{ForbiddenAddress, Reach};

/// Bytes of a URL at most.
pub const URL_BYTES: usize = 2000;

/// A URL that webhooks may be sent to: https, or http to this machine; without a user or a password.
///
/// What its name stands for is looked at when it is called, each time anew ([`crate::Sender::send`]). Debug shows no path,
/// since many programs have a secret there.
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint {
    url: String,
    host: String,
}

/// Why a URL is no endpoint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// Longer than [`URL_BYTES`].
    #[error("the URL has {bytes} bytes and may have {URL_BYTES}: give a shorter one")]
    Long {
        /// Its bytes.
        bytes: usize,
    },
    /// Not a URL.
    #[error("this is not a URL ({0}): give one like https://example.org/attendance")]
    Url(String),
    /// Neither https nor http.
    #[error("webhooks go to https addresses, and this one is {scheme}: give one that begins with https://")]
    Scheme {
        /// The scheme.
        scheme: String,
    },
    /// http, and not to this machine.
    #[error("http would send to {host} unencrypted: use https, which only localhost does without")]
    Unencrypted {
        /// The host.
        host: String,
    },
    /// A user or a password in the URL.
    #[error(
        "the URL has a user or a password in it: leave it out, the receiver knows webhooks by their signature"
    )]
    Credentials,
    /// An address that webhooks may not go to.
    #[error(transparent)]
    Address(#[from] ForbiddenAddress),
}

impl Endpoint {
    /// Looks at a URL as browsers read it, so that `https://0177.1/` is known as `127.0.0.1`.
    ///
    /// # Errors
    /// [`EndpointError`] says what is wrong and what to give instead.
    pub fn parse(text: &str, reach: Reach) -> Result<Self, EndpointError> {
        if text.len() > URL_BYTES {
            return Err(EndpointError::Long { bytes: text.len() });
        }
        let mut url = Url::parse(text).map_err(|error| EndpointError::Url(error.to_string()))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(EndpointError::Credentials);
        }
        if !matches!(url.scheme(), "https" | "http") {
            return Err(EndpointError::Scheme { scheme: url.scheme().to_owned() });
        }
        let host = url.host().ok_or_else(|| EndpointError::Url("it has no host".to_owned()))?;
        let address = address_of(&host);
        if let Some(address) = address {
            reach.check(address)?;
        }
        if url.scheme() == "http" && !address.is_some_and(|it| it.is_loopback()) {
            return Err(EndpointError::Unencrypted { host: host.to_string() });
        }
        let host = host.to_string();
        url.set_fragment(None);
        Self::read_alike(url.into(), host)
    }

    /// Refuses a URL in which the library that sends it would see another host.
    fn read_alike(url: String, host: String) -> Result<Self, EndpointError> {
        let uri: Uri = url.parse().map_err(|error: ureq::http::uri::InvalidUri| {
            EndpointError::Url(format!("it has characters that no URL has: {error}"))
        })?;
        if uri.host() != Some(host.as_str()) {
            return Err(EndpointError::Url("its host can be read in two ways".to_owned()));
        }
        Ok(Self { url, host })
    }

    /// The URL.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// The name or address of the machine, for lists and messages.
    pub fn host(&self) -> &str {
        &self.host
    }
}

impl std::fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Endpoint").field("host", &self.host).finish_non_exhaustive()
    }
}

/// The address that a host is without asking anybody: written out, or `localhost` and the names under it (RFC 6761).
fn address_of(host: &Host<&str>) -> Option<IpAddr> {
    match host {
        Host::Ipv4(v4) => Some((*v4).into()),
        Host::Ipv6(v6) => Some(IpAddr::from(*v6).to_canonical()),
        Host::Domain(name) => {
            let name = name.strip_suffix('.').unwrap_or(name);
            let local = name == "localhost" || name.ends_with(".localhost");
            local.then_some(IpAddr::V4(std::net::Ipv4Addr::LOCALHOST))
        }
    }
}
