//! Sign-in through a provider: `OpenID` Connect, authorisation code with PKCE.
//!
//! The library checks what comes back (issuer, audience, signature, time, nonce); this room keeps what was sent out,
//! for ten minutes and one use, bound to the browser that it was begun in.

use std::time::Duration;

use axum::http::{HeaderMap, Request, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::DateTime;
use jiff::{SignedDuration, Timestamp};
use muster_store::Entropy;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreIdTokenClaims, CoreProviderMetadata};
use openidconnect::url::{Host, Url};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope,
    TokenResponse as _,
};

use super::secret::digest;
use super::sign_in::host_cookie;
use super::under_way::UnderWay;
use crate::error::ApiError;
use crate::outbound::outbound_agent;

/// Binds a sign-in to the browser that began it: nobody can send a victim a link that signs them in as the attacker.
const COOKIE: &str = "__Host-muster-oidc";
/// The provider's description and keys are asked for again after this.
const DESCRIBED: SignedDuration = SignedDuration::from_mins(10);
/// For one question to the provider.
const PATIENCE: Duration = Duration::from_secs(10);
/// Most bytes of a provider's answer.
const ANSWER: u64 = 1 << 20;

/// How a provider is reached.
pub struct Oidc {
    /// Its issuer, as its discovery document names it: `https://login.school.example/realms/school`.
    pub issuer: String,
    /// What it calls this server.
    pub client_id: String,
    /// What this server proves itself with; none for a public client.
    pub client_secret: Option<String>,
    /// Where it sends people back to: this server's public address and `/api/v1/oidc/callback`.
    pub redirect: String,
}

/// Why a provider can't be used as it is described.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// An address is none.
    #[error("the {what} `{address}` is no address: {cause}; write it as https://login.school.example")]
    Address {
        /// `issuer` or `redirect`.
        what: &'static str,
        /// As it was given.
        address: String,
        /// What is wrong with it.
        cause: String,
    },
}

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A provider, and who is away to it.
pub(crate) struct Provider {
    issuer: IssuerUrl,
    client_id: ClientId,
    client_secret: Option<ClientSecret>,
    redirect: RedirectUrl,
    agent: ureq::Agent,
    described: tokio::sync::Mutex<Option<(Timestamp, CoreProviderMetadata)>>,
    away: UnderWay<Away>,
}

/// What has to come back from a sign-in under way.
struct Away {
    nonce: Nonce,
    verifier: PkceCodeVerifier,
}

/// A sign-in that begins: where to send the browser, and the state that its cookie keeps.
pub(crate) struct Begun {
    pub(crate) url: Url,
    pub(crate) state: String,
}

impl Provider {
    pub(crate) fn new(oidc: Oidc) -> Result<Self, OidcError> {
        let refused = |what, address: &str, cause: &dyn ToString| OidcError::Address {
            what,
            address: address.to_owned(),
            cause: cause.to_string(),
        };
        let issuer =
            IssuerUrl::new(oidc.issuer.clone()).map_err(|cause| refused("issuer", &oidc.issuer, &cause))?;
        if !is_private(issuer.url()) {
            return Err(refused("issuer", &oidc.issuer, &"it does not begin with https://"));
        }
        let redirect = RedirectUrl::new(oidc.redirect.clone());
        let redirect = redirect.map_err(|cause| refused("redirect", &oidc.redirect, &cause))?;
        Ok(Self {
            issuer,
            client_id: ClientId::new(oidc.client_id),
            client_secret: oidc.client_secret.map(ClientSecret::new),
            redirect,
            agent: outbound_agent(PATIENCE),
            described: tokio::sync::Mutex::new(None),
            away: UnderWay::default(),
        })
    }

    /// Begins a sign-in.
    ///
    /// # Errors
    /// 502 when the provider does not describe itself.
    pub(crate) async fn begin(&self, entropy: &Entropy, now: Timestamp) -> Result<Begun, ApiError> {
        let client = self.client(now).await?;
        let random = || {
            let mut bytes = [0u8; 32];
            entropy(&mut bytes);
            BASE64_URL_SAFE_NO_PAD.encode(bytes)
        };
        let (state, nonce, verifier) = (random(), Nonce::new(random()), PkceCodeVerifier::new(random()));
        let (csrf, sent) = (CsrfToken::new(state.clone()), nonce.clone());
        let (url, ..) = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, move || csrf, move || sent)
            .add_scopes(["email", "profile"].map(|scope| Scope::new(scope.to_owned())))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        self.away.remember(digest(&state), Away { nonce, verifier }, now);
        Ok(Begun { url, state })
    }

    /// Ends a sign-in: what the provider says about the person who came back with that state and code.
    ///
    /// # Errors
    /// 401 for a state that is not under way and a word that does not hold; 502 when the provider can't be asked.
    pub(crate) async fn finish(
        &self,
        state: &str,
        code: String,
        now: Timestamp,
    ) -> Result<CoreIdTokenClaims, ApiError> {
        let away = self.away.recall(&digest(state), now).ok_or_else(ApiError::not_begun)?;
        let client = self.client(now).await?;
        let agent = self.agent.clone();
        let asked = tokio::task::spawn_blocking(move || {
            let request =
                client.exchange_code(AuthorizationCode::new(code)).map_err(|cause| cause.to_string());
            let request = request.map_err(|cause| ApiError::no_provider(&cause))?;
            let http = |request| send(&agent, request);
            let tokens =
                request.set_pkce_verifier(away.verifier).request(&http).map_err(|error| match error {
                    RequestTokenError::ServerResponse(answer) => ApiError::not_vouched(&answer.to_string()),
                    other => ApiError::no_provider(&other.to_string()),
                })?;
            let token = tokens.id_token().ok_or_else(|| ApiError::not_vouched("there is no ID token"))?;
            let verifier = client.id_token_verifier().set_time_fn(move || chrono_of(now));
            let claims = token.claims(&verifier, &away.nonce);
            claims.cloned().map_err(|cause| ApiError::not_vouched(&cause.to_string()))
        });
        asked.await.map_err(|cause| ApiError::internal(&format!("provider: {cause}")))?
    }

    async fn client(&self, now: Timestamp) -> Result<Client, ApiError> {
        let mut described = self.described.lock().await;
        let metadata = match &*described {
            Some((at, metadata)) if now.duration_since(*at) < DESCRIBED => metadata.clone(),
            _ => {
                let metadata = self.discover().await?;
                *described = Some((now, metadata.clone()));
                metadata
            }
        };
        let (id, secret) = (self.client_id.clone(), self.client_secret.clone());
        let client = CoreClient::from_provider_metadata(metadata, id, secret);
        Ok(client.set_redirect_uri(self.redirect.clone()))
    }

    async fn discover(&self) -> Result<CoreProviderMetadata, ApiError> {
        let (agent, issuer) = (self.agent.clone(), self.issuer.clone());
        let found = tokio::task::spawn_blocking(move || {
            CoreProviderMetadata::discover(&issuer, &|request| send(&agent, request))
        });
        let found = found.await.map_err(|cause| ApiError::internal(&format!("provider: {cause}")))?;
        found.map_err(|cause| {
            ApiError::no_provider(&format!("{cause}: {:?}", std::error::Error::source(&cause)))
        })
    }
}

/// Whether nobody between here and there can write what comes back: TLS, or this machine itself.
fn is_private(issuer: &Url) -> bool {
    let own = match issuer.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    issuer.scheme() == "https" || own && issuer.scheme() == "http"
}

/// The cookie that binds a sign-in to this browser.
pub(crate) fn binding_cookie(state: String) -> Cookie<'static> {
    host_cookie(COOKIE, state)
}

/// Takes that cookie away.
pub(crate) fn unbinding_cookie() -> Cookie<'static> {
    let mut cookie = host_cookie(COOKIE, String::new());
    cookie.make_removal();
    cookie
}

/// The state that this browser began with.
pub(crate) fn bound_state(headers: &HeaderMap) -> Option<String> {
    CookieJar::from_headers(headers).get(COOKIE).map(|cookie| cookie.value().to_owned())
}

fn send(agent: &ureq::Agent, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, ureq::Error> {
    let (parts, mut body) = agent.run(request)?.into_parts();
    Ok(Response::from_parts(parts, body.with_config().limit(ANSWER).read_to_vec()?))
}

fn chrono_of(now: Timestamp) -> DateTime<chrono::Utc> {
    DateTime::from_timestamp(now.as_second(), 0).unwrap_or(DateTime::UNIX_EPOCH)
}
