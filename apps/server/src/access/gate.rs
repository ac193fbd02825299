//! What every way in needs: randomness, limits, the place where passwords are hashed, how requests arrive.

use std::sync::Arc;
use std::time::Duration;

use ipnet::IpNet;
use muster_store::Entropy;

use super::check_in::CheckIns;
use super::limit::{Elapsed, Limits};
use super::oidc::{Oidc, OidcError, Provider};
use super::password::Passwords;
use super::proxies::Proxies;

/// The gate through which people and programs come in.
pub struct Gate {
    pub(crate) entropy: Entropy,
    pub(crate) limits: Limits,
    pub(crate) passwords: Passwords,
    pub(crate) check_ins: CheckIns,
    pub(crate) proxies: Proxies,
    /// Whether this server itself speaks TLS.
    pub(crate) tls: bool,
    pub(crate) public_origin: Option<String>,
    pub(crate) provider: Option<Provider>,
}

impl Gate {
    /// A gate whose secrets come from `entropy`. `elapsed` gives the time since some fixed moment and never goes back.
    pub fn new(entropy: Entropy, elapsed: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self {
            limits: Limits::new(Elapsed(Arc::new(elapsed))),
            passwords: Passwords::new(Arc::clone(&entropy)),
            check_ins: CheckIns::new(Arc::clone(&entropy)),
            entropy,
            proxies: Proxies::default(),
            tls: false,
            public_origin: None,
            provider: None,
        }
    }

    /// Believes what requests from these proxies say of whom they heard and whether over TLS. From anybody else these
    /// headers mean nothing.
    #[must_use]
    pub fn behind(self, proxies: Vec<IpNet>) -> Self {
        Self { proxies: Proxies(proxies), ..self }
    }

    /// Says that this server itself speaks TLS: its addresses are `https`, and browsers are told to stay with that.
    #[must_use]
    pub fn over_tls(self) -> Self {
        Self { tls: true, ..self }
    }

    /// Takes requests from pages of that origin for this server's own, whatever host the proxy asks for:
    /// `https://muster.school.example`, no path.
    #[must_use]
    pub fn at(self, public_origin: impl Into<String>) -> Self {
        Self { public_origin: Some(public_origin.into()), ..self }
    }

    /// Lets people sign in through that provider too. It is not asked before somebody does.
    ///
    /// # Errors
    /// When an address can't be one.
    pub fn with_provider(self, oidc: Oidc) -> Result<Self, OidcError> {
        Ok(Self { provider: Some(Provider::new(oidc)?), ..self })
    }
}
