//! Looks at every address that a name stands for, before anything connects to it.

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::http::uri::Scheme;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::{ForbiddenAddress, Reach};

/// A resolver that gives an inner one's addresses when all of them may be reached. What it gives is what is connected to,
/// so a name that stands for another address a moment later changes nothing.
#[derive(Debug)]
pub(crate) struct Guard<R> {
    /// Finds the addresses.
    pub(crate) inner: R,
    /// Which may be reached.
    pub(crate) reach: Reach,
}

impl<R: Resolver> Resolver for Guard<R> {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout).map_err(|error| match error {
            // What the system says when a name stands for nothing is not told apart from other faults later.
            Error::Io(_) => Error::HostNotFound,
            other => other,
        })?;
        for address in found.iter().map(std::net::SocketAddr::ip) {
            self.reach.check(address).map_err(|error| Error::Other(Box::new(error)))?;
            if uri.scheme() == Some(&Scheme::HTTP) && !address.to_canonical().is_loopback() {
                return Err(Error::Other(Box::new(ForbiddenAddress::Unencrypted { address })));
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use ureq::unversioned::transport::DefaultConnector;

    use super::*;

    /// A name server under an attacker: each look-up gives the next list.
    #[derive(Debug)]
    struct Turning {
        turns: Vec<Vec<&'static str>>,
        asked: AtomicUsize,
    }

    impl Resolver for Turning {
        fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
            let mut found = self.empty();
            let turn = self.turns.get(self.asked.fetch_add(1, Ordering::Relaxed));
            for address in turn.ok_or_else(|| Error::Io(std::io::Error::other("no such name")))? {
                found.push(address.parse().expect("an address"));
            }
            Ok(found)
        }
    }

    fn resolved(url: &str, reach: Reach, addresses: &[&'static str]) -> Result<Vec<SocketAddr>, String> {
        let inner = Turning { turns: vec![addresses.to_vec()], asked: AtomicUsize::new(0) };
        Guard { inner, reach }
            .resolve(&url.parse().expect("a URL"), &Config::default(), NextTimeout::default())
            .map(|found| found.to_vec())
            .map_err(|error| error.to_string())
    }

    /// A list with one bad address is refused whole, wherever that stands in it.
    #[test]
    fn all_addresses_must_be_allowed() {
        let url = "https://example.org/";
        let good = ["9.9.9.9:443", "[2620:fe::fe]:443"];
        let found = resolved(url, Reach::Public, &good).expect("public");
        assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), good);
        for bad in ["10.0.0.1:443", "[::ffff:127.0.0.1]:443", "[::]:443", "169.254.169.254:443"] {
            for list in [[good[0], bad], [bad, good[0]]] {
                assert!(resolved(url, Reach::Public, &list).is_err(), "{list:?}");
            }
        }
        assert!(resolved(url, Reach::Private, &["10.0.0.1:443"]).is_ok());
        assert!(resolved(url, Reach::Private, &["169.254.169.254:443"]).is_err());
    }

    /// `localhost` that stands for another machine gets nothing unencrypted.
    #[test]
    fn http_goes_to_this_machine_only() {
        let url = "http://localhost/";
        assert!(resolved(url, Reach::Private, &["127.0.0.1:80", "[::1]:80"]).is_ok());
        for other in ["10.0.0.1:80", "9.9.9.9:80"] {
            let refused = resolved(url, Reach::Private, &[other]).expect_err(other);
            assert!(refused.contains("unencrypted"), "{refused}");
        }
    }

    /// A name that stands for nothing is said to, whatever the system calls it.
    #[test]
    fn an_unknown_name_is_unknown() {
        let guard =
            Guard { inner: Turning { turns: vec![], asked: AtomicUsize::new(0) }, reach: Reach::Public };
        let uri = "https://example.invalid/".parse().expect("a URL");
        let error = guard.resolve(&uri, &Config::default(), NextTimeout::default()).expect_err("unknown");
        assert!(matches!(error, Error::HostNotFound), "{error}");
    }

    /// Lets the test look at the guard that an agent owns.
    #[derive(Debug)]
    struct Shared(Arc<Guard<Turning>>);

    impl Resolver for Shared {
        fn resolve(
            &self,
            uri: &Uri,
            config: &Config,
            timeout: NextTimeout,
        ) -> Result<ResolvedSocketAddrs, Error> {
            self.0.resolve(uri, config, timeout)
        }
    }

    /// A name that stands for something else the second time: the answer that was looked at is the only one asked for.
    #[test]
    fn a_name_is_looked_up_once_a_try() {
        let turns = vec![vec!["127.0.0.1:1"], vec!["10.0.0.1:1"]];
        let guard =
            Arc::new(Guard { inner: Turning { turns, asked: AtomicUsize::new(0) }, reach: Reach::Private });
        let config = ureq::Agent::config_builder().proxy(None).max_redirects(0).build();
        let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), Shared(Arc::clone(&guard)));
        agent.post("http://localhost:1/").send(&b"{}"[..]).expect_err("nobody listens at port 1");
        assert_eq!(guard.inner.asked.load(Ordering::Relaxed), 1);
    }
}
