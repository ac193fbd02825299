//! The keys that a platform signs with.

use openidconnect::core::CoreJsonWebKeySet;
use ureq::http::Method;

use crate::http::{Question, ask, read};
use crate::{Registration, ServiceError};

const WHAT: &str = "its keys";

/// A platform's public keys. Keys of kinds that are not known are left out.
#[derive(Clone, Debug)]
pub struct PlatformKeys(pub(crate) CoreJsonWebKeySet);

impl PlatformKeys {
    /// Reads a JSON Web Key Set.
    ///
    /// # Errors
    /// [`ServiceError::NotUnderstood`] when it is none.
    pub fn read(json: &[u8]) -> Result<Self, ServiceError> {
        read(WHAT, json).map(Self)
    }

    /// Fetches a platform's keys.
    ///
    /// # Errors
    /// [`ServiceError`] when they can't be had.
    pub fn fetch(agent: &ureq::Agent, registration: &Registration) -> Result<Self, ServiceError> {
        let question = Question {
            what: WHAT,
            method: Method::GET,
            url: &registration.jwks,
            bearer: None,
            accept: "application/json",
            body: None,
        };
        let (_, json) = ask(agent, question)?;
        Self::read(&json)
    }
}
