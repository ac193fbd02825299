//! A launch: who opened the tool, from where, and what the platform offers there. It counts only when all of it holds.

use chrono::{DateTime, Utc};
use jiff::Timestamp;
use openidconnect::core::{
    CoreGenderClaim, CoreIdTokenVerifier, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AdditionalClaims, ClaimsVerificationError, ClientId, IdToken, IdTokenClaims, IssuerUrl, Nonce,
    SignatureVerificationError,
};
use serde::{Deserialize, Serialize};

use crate::{LaunchError, PlatformKeys, Registration, Roles};

/// Longest `id_token` that is read, in bytes.
pub const LONGEST_TOKEN: usize = 64 << 10;
/// How far the platform's clock may be from ours, in seconds. Moodle's launches are good for one minute.
const CLOCKS: i64 = 60;
/// A launch that says it was made longer ago is refused, whenever it ends, in seconds.
const OLDEST: i64 = 3600;
const MESSAGE: &str = "LtiResourceLinkRequest";
const VERSION: &str = "1.3.0";

/// A launch that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Launch {
    /// Who opened the tool, in the platform's words.
    pub user_id: String,
    /// Their mail address, where the platform shares it.
    pub email: Option<String>,
    /// Their given names.
    pub given_name: Option<String>,
    /// Their family names.
    pub family_name: Option<String>,
    /// Their id in the school's own records.
    pub person_sourcedid: Option<String>,
    /// What they are.
    pub roles: Roles,
    /// The deployment, one of the registration's.
    pub deployment_id: String,
    /// What is to be opened.
    pub target_link_uri: String,
    /// The link that was followed.
    pub resource_link: ResourceLink,
    /// The course.
    pub context: Option<Context>,
    /// Where its members are, if the tool may read them.
    pub members_url: Option<String>,
    /// Where its grade book is, if the tool may use it.
    pub grades: Option<GradeService>,
}

/// The link in a course that was followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceLink {
    /// Its id, unique within its deployment.
    pub id: String,
    /// Its name.
    pub title: Option<String>,
}

/// The course that a link is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Its id, unique within its deployment.
    pub id: String,
    /// Its short name.
    pub label: Option<String>,
    /// Its name.
    pub title: Option<String>,
}

/// What a course offers of its grade book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeService {
    /// The scopes that a token may have there.
    #[serde(rename = "scope", default)]
    pub scopes: Vec<String>,
    /// Where its columns are.
    #[serde(rename = "lineitems")]
    pub line_items_url: Option<String>,
    /// The column of this link, if it has just one.
    #[serde(rename = "lineitem")]
    pub line_item_url: Option<String>,
}

/// The claims that LTI adds to an ID token.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct LtiClaims {
    #[serde(rename = "https://purl.imsglobal.org/spec/lti/claim/message_type")]
    message_type: Option<String>,
    #[serde(rename = "https://purl.imsglobal.org/spec/lti/claim/version")]
    version: Option<String>,
    #[serde(rename = "https://purl.imsglobal.org/spec/lti/claim/deployment_id")]
    deployment_id: Option<String>,
    #[serde(rename = "https://purl.imsglobal.org/spec/lti/claim/target_link_uri")]
    target_link_uri: Option<String>,
    #[serde(rename = "https://purl.imsglobal.org/spec/lti/claim/resource_link")]
    resource_link: Option<ResourceLink>,
    #[serde(rename = "https://purl.imsglobal.org/spec/lti/claim/roles")]
    roles: Option<Roles>,
    #[serde(rename = "https://purl.imsglobal.org/spec/lti/claim/context")]
    context: Option<Context>,
    #[serde(rename = "https://purl.imsglobal.org/spec/lti/claim/lis")]
    lis: Option<Lis>,
    #[serde(rename = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice")]
    members: Option<MembersService>,
    #[serde(rename = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint")]
    grades: Option<GradeService>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Lis {
    person_sourcedid: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct MembersService {
    context_memberships_url: String,
}

impl AdditionalClaims for LtiClaims {}

type LtiIdToken =
    IdToken<LtiClaims, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type LtiIdTokenClaims = IdTokenClaims<LtiClaims, CoreGenderClaim>;

/// Checks a launch: signed by the platform (RS256 or ES256), from it, for this tool and nobody else, current, the answer
/// to the login with this nonce, from a known deployment, and a resource link's. The caller has checked the state, and
/// forgets the nonce whatever comes of it: so no launch is good twice. A launch without a user is refused.
///
/// # Errors
/// [`LaunchError`] at the first thing that does not hold; [`LaunchError::UnknownKey`] when fresher keys may help.
pub fn verify_launch(
    registration: &Registration,
    keys: &PlatformKeys,
    id_token: &str,
    nonce: &str,
    now: Timestamp,
) -> Result<Launch, LaunchError> {
    if id_token.len() > LONGEST_TOKEN {
        return Err(LaunchError::Malformed("it is too long"));
    }
    if nonce.is_empty() {
        return Err(LaunchError::Untrusted("there is no nonce to compare with".to_owned()));
    }
    // The library's own words would quote the token, which is about somebody.
    let token: LtiIdToken =
        id_token.trim().parse().map_err(|_| LaunchError::Malformed("it is no ID token of a user"))?;
    let verifier = verifier(registration, keys, now)?;
    let claims = token.into_claims(&verifier, &Nonce::new(nonce.to_owned())).map_err(untrusted)?;
    authorised_party(registration, &claims)?;
    launch(registration, &claims)
}

/// As [`verify_launch`] with the keys that are kept; platforms change theirs, so when the launch's key is not among them
/// they are fetched, once, and kept. Anybody can send a token with an unknown key's name, so the caller limits how often
/// it asks.
///
/// # Errors
/// [`LaunchError`] as there, and [`LaunchError::Keys`] when the keys can't be had.
pub fn verify_launch_fetching(
    agent: &ureq::Agent,
    registration: &Registration,
    keys: &mut Option<PlatformKeys>,
    id_token: &str,
    (nonce, now): (&str, Timestamp),
) -> Result<Launch, LaunchError> {
    if let Some(kept) = keys {
        match verify_launch(registration, kept, id_token, nonce, now) {
            Err(LaunchError::UnknownKey) => {}
            known => return known,
        }
    }
    let fresh = keys.insert(PlatformKeys::fetch(agent, registration)?);
    verify_launch(registration, fresh, id_token, nonce, now)
}

fn verifier(
    registration: &Registration,
    keys: &PlatformKeys,
    now: Timestamp,
) -> Result<CoreIdTokenVerifier<'static>, LaunchError> {
    let platform = registration.platform();
    let issuer = IssuerUrl::new(platform.issuer.clone())
        .map_err(|_| LaunchError::Untrusted("the registered issuer is no address".to_owned()))?;
    let client = ClientId::new(platform.client_id.clone());
    let at = |seconds: i64| DateTime::<Utc>::from_timestamp(now.as_second().saturating_add(seconds), 0);
    let clock = || LaunchError::Untrusted("the clock is out of range".to_owned());
    let (earliest, latest) = (at(-CLOCKS).ok_or_else(clock)?, at(CLOCKS).ok_or_else(clock)?);
    let oldest = at(-OLDEST).ok_or_else(clock)?;
    let verifier = CoreIdTokenVerifier::new_public_client(client, issuer, keys.0.clone())
        .set_allowed_algs([
            CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
            CoreJwsSigningAlgorithm::EcdsaP256Sha256,
        ])
        .set_time_fn(move || earliest)
        .set_issue_time_verifier_fn(move |issued| match issued {
            issued if issued > latest => Err("it is issued in the future".to_owned()),
            issued if issued < oldest => Err("it is issued too long ago".to_owned()),
            _ => Ok(()),
        });
    Ok(verifier)
}

fn untrusted(error: ClaimsVerificationError) -> LaunchError {
    match error {
        ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey) => {
            LaunchError::UnknownKey
        }
        ClaimsVerificationError::SignatureVerification(cause) => LaunchError::Untrusted(cause.to_string()),
        other => LaunchError::Untrusted(other.to_string()),
    }
}

/// `azp`, which the library leaves to its callers. Further audiences it has refused already.
fn authorised_party(registration: &Registration, claims: &LtiIdTokenClaims) -> Result<(), LaunchError> {
    match claims.authorized_party() {
        Some(party) if party.as_str() != registration.platform().client_id => {
            Err(LaunchError::Untrusted("it is authorised for another tool".to_owned()))
        }
        _ => Ok(()),
    }
}

/// What a genuine token says, when it is a launch from a known deployment with all that a launch has to have.
fn launch(registration: &Registration, claims: &LtiIdTokenClaims) -> Result<Launch, LaunchError> {
    let lti = claims.additional_claims().clone();
    let wrong = |claim, fault| LaunchError::Claim { claim, fault };
    if lti.message_type.as_deref() != Some(MESSAGE) {
        return Err(wrong("message_type", "not LtiResourceLinkRequest"));
    }
    if lti.version.as_deref() != Some(VERSION) {
        return Err(wrong("version", "not 1.3.0"));
    }
    let deployment = lti.deployment_id.filter(|id| registration.deploys(id));
    let link = lti.resource_link.filter(|link| !link.id.is_empty());
    let given_name = claims.given_name().and_then(|names| names.get(None));
    let family_name = claims.family_name().and_then(|names| names.get(None));
    Ok(Launch {
        user_id: claims.subject().to_string(),
        email: claims.email().map(|email| email.to_string()),
        given_name: given_name.map(|name| name.to_string()),
        family_name: family_name.map(|name| name.to_string()),
        person_sourcedid: lti.lis.and_then(|lis| lis.person_sourcedid).filter(|id| !id.is_empty()),
        roles: lti.roles.ok_or_else(|| wrong("roles", "missing"))?,
        deployment_id: deployment.ok_or_else(|| wrong("deployment_id", "not a registered one"))?,
        target_link_uri: lti.target_link_uri.ok_or_else(|| wrong("target_link_uri", "missing"))?,
        resource_link: link.ok_or_else(|| wrong("resource_link", "missing"))?,
        context: lti.context,
        members_url: lti.members.map(|service| service.context_memberships_url),
        grades: lti.grades,
    })
}
