//! Which proxies stand before this server, and what is believed of them.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use ipnet::IpNet;

/// Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed. From anybody else these headers mean nothing:
/// everybody can write them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proxies(pub(crate) Vec<IpNet>);

impl Proxies {
    /// Whether a trusted proxy sent this request.
    pub(crate) fn sent(&self, parts: &Parts) -> bool {
        peer(parts).is_some_and(|peer| self.trust(peer))
    }

    /// Who asks: the nearest address that is no trusted proxy's. Each proxy adds whom it heard at the end of
    /// `X-Forwarded-For`; what stands before the first that is not trusted anybody may have written. None when the request
    /// did not come over a network.
    pub(crate) fn client(&self, parts: &Parts) -> Option<IpAddr> {
        let mut client = peer(parts)?;
        for heard in forwarded(parts).into_iter().rev() {
            match heard.parse() {
                Ok(address) if self.trust(client) => client = address,
                _ => break,
            }
        }
        Some(client)
    }

    fn trust(&self, address: IpAddr) -> bool {
        self.0.iter().any(|net| net.contains(&address.to_canonical()))
    }
}

fn peer(parts: &Parts) -> Option<IpAddr> {
    parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip())
}

fn forwarded(parts: &Parts) -> Vec<&str> {
    let lines = parts.headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn client(trusted: &[&str], peer: &str, forwarded: &[&str]) -> String {
        let mut request = Request::builder();
        for line in forwarded {
            request = request.header("x-forwarded-for", *line);
        }
        let (mut parts, ()) = request.body(()).expect("a request").into_parts();
        parts.extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().expect("an address"), 1)));
        let nets = trusted.iter().map(|net| net.parse().expect("a network")).collect();
        Proxies(nets).client(&parts).expect("a network").to_string()
    }

    /// Protects the limits on guessing: nobody chooses who they are.
    #[test]
    fn only_trusted_proxies_say_who_asks() {
        let forged = ["198.51.100.1, 203.0.113.9"];
        assert_eq!(client(&[], "192.0.2.1", &forged), "192.0.2.1", "no proxy is trusted");
        assert_eq!(client(&["10.0.0.0/8"], "192.0.2.1", &forged), "192.0.2.1", "somebody who is none");
        assert_eq!(client(&["10.0.0.0/8"], "10.1.2.3", &forged), "203.0.113.9", "what the proxy added");
        let through_two = ["198.51.100.1", "203.0.113.9, 10.9.9.9"];
        assert_eq!(client(&["10.0.0.0/8"], "10.1.2.3", &through_two), "203.0.113.9", "two of our own");
        assert_eq!(client(&["10.0.0.0/8"], "10.1.2.3", &["10.9.9.9"]), "10.9.9.9", "a proxy itself asks");
        assert_eq!(client(&["10.0.0.0/8"], "10.1.2.3", &["nonsense"]), "10.1.2.3");
        assert_eq!(client(&["10.0.0.0/8"], "10.1.2.3", &[]), "10.1.2.3");
        assert_eq!(client(&["10.0.0.0/8"], "::ffff:10.1.2.3", &["2001:db8::1"]), "2001:db8::1");
    }
}
