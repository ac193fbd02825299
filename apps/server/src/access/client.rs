//! Where a request comes from.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr};

use axum::extract::FromRequestParts;
use axum::http::{header, request::Parts};

use crate::App;

/// Most characters kept of what a client calls itself.
const AGENT_LENGTH: usize = 100;

/// A request's other end.
pub(crate) struct Client {
    /// Its network address; of IPv6 the /64, since one household or attacker has all of it. None when the request did
    /// not come over a network.
    pub(crate) network: Option<IpAddr>,
    /// What it calls itself, cut short.
    pub(crate) agent: String,
}

impl Client {
    pub(crate) fn of(parts: &Parts, app: &App) -> Self {
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        Self {
            network: app.gate.proxies.client(parts).map(network),
            agent: agent.unwrap_or_default().chars().take(AGENT_LENGTH).collect(),
        }
    }
}

impl FromRequestParts<App> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(parts, app))
    }
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects from an attacker who has 2^64 addresses, and from IPv4 clients who would all be one.
    #[test]
    fn a_network_is_a_64_of_ipv6_and_one_address_of_ipv4() {
        let of = |text: &str| network(text.parse().expect("an address")).to_string();
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(of("192.0.2.7"), "192.0.2.7");
    }
}
