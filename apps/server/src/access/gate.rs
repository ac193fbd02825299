//! What every way in needs: randomness, limits, the place where passwords are hashed, how requests arrive.

use std::sync::Arc;
use std::time::Duration;

use muster_store::Entropy;

use super::limit::{Elapsed, Limits};
use super::oidc::{Oidc, OidcError, Provider};
use super::password::Passwords;

/// The gate through which people and programs come in.
pub struct Gate {
    pub(crate) entropy: Entropy,
    pub(crate) limits: Limits,
    pub(crate) passwords: Passwords,
    pub(crate) behind_proxy: bool,
    pub(crate) public_origin: Option<String>,
    pub(crate) provider: Option<Provider>,
}

impl Gate {
    /// A gate whose secrets come from `entropy`. `elapsed` gives the time since some fixed moment and never goes back.
    pub fn new(entropy: Entropy, elapsed: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self {
            limits: Limits::new(Elapsed(Arc::new(elapsed))),
            passwords: Passwords::new(Arc::clone(&entropy)),
            entropy,
            behind_proxy: false,
            public_origin: None,
            provider: None,
        }
    }

    /// Believes the last `X-Forwarded-For` address of a request, which the proxy before this server wrote. Without a
    /// proxy anybody could write it.
    #[must_use]
    pub fn behind_proxy(self) -> Self {
        Self { behind_proxy: true, ..self }
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
