//! A small sign-in provider on the network: discovery, keys (ES256, made for the test), and a token endpoint that
//! checks what it should check. What it says about a person can be bent.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::{Engine as _, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE_NO_PAD};
use muster_server::Oidc;
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::school::now;

pub(crate) const CLIENT: &str = "muster";
const SECRET: &str = "not so secret";
pub(crate) const REDIRECT: &str = "https://muster.test/api/v1/oidc/callback";

/// What the provider says, after a change by the test.
pub(crate) type Bend = Arc<dyn Fn(&mut Value) + Send + Sync>;

#[derive(Clone)]
pub(crate) struct Provider {
    pub(crate) issuer: String,
    shared: Arc<Shared>,
}

struct Shared {
    key: SigningKey,
    published: SigningKey,
    bend: Mutex<Bend>,
    /// By code: the challenge and the nonce of the request that it answers.
    asked: Mutex<HashMap<String, (String, String)>>,
}

fn new_key() -> SigningKey {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).expect("randomness");
    SigningKey::from_slice(&bytes).expect("nearly every number is a key")
}

impl Provider {
    /// Runs until the test ends.
    pub(crate) async fn start() -> Self {
        let key = new_key();
        Self::with_keys(key.clone(), key).await
    }

    /// Signs with another key than it publishes.
    pub(crate) async fn forged() -> Self {
        Self::with_keys(new_key(), new_key()).await
    }

    async fn with_keys(key: SigningKey, published: SigningKey) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let issuer = format!("http://{}", listener.local_addr().expect("an address"));
        let bend: Bend = Arc::new(|_| ());
        let shared = Shared { key, published, bend: Mutex::new(bend), asked: Mutex::default() };
        let provider = Self { issuer, shared: Arc::new(shared) };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    pub(crate) fn settings(&self) -> Oidc {
        Oidc {
            issuer: self.issuer.clone(),
            client_id: CLIENT.into(),
            client_secret: Some(SECRET.into()),
            redirect: REDIRECT.into(),
        }
    }

    pub(crate) fn bend(&self, bend: impl Fn(&mut Value) + Send + Sync + 'static) {
        *self.shared.bend.lock().expect("no test panics with it") = Arc::new(bend);
    }

    /// The person agrees at the address that the browser was sent to: the code they are sent back with.
    pub(crate) fn agree(&self, asked: &HashMap<String, String>) -> String {
        assert_eq!(asked["response_type"], "code");
        assert_eq!((asked["client_id"].as_str(), asked["redirect_uri"].as_str()), (CLIENT, REDIRECT));
        assert_eq!(asked["code_challenge_method"], "S256");
        assert!(asked["scope"].split(' ').any(|scope| scope == "openid"), "{}", asked["scope"]);
        let code = format!("code {}", asked["state"]);
        let kept = (asked["code_challenge"].clone(), asked["nonce"].clone());
        self.shared.asked.lock().expect("no test panics with it").insert(code.clone(), kept);
        code
    }

    fn word(&self, nonce: &str) -> String {
        let at = now().as_second();
        let mut claims = json!({
            "iss": self.issuer, "aud": CLIENT, "sub": "4711", "iat": at, "exp": at + 300, "nonce": nonce,
            "email": "Ada@School.example", "email_verified": true, "preferred_username": "al",
        });
        let bend = Arc::clone(&self.shared.bend.lock().expect("no test panics with it"));
        bend(&mut claims);
        let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        let signed =
            format!("{}.{}", part(&json!({ "alg": "ES256", "kid": "1", "typ": "JWT" })), part(&claims));
        let signature: Signature = self.shared.key.sign(signed.as_bytes());
        format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }
}

async fn describe(State(provider): State<Provider>) -> Json<Value> {
    let at = |path: &str| format!("{}/{path}", provider.issuer);
    Json(json!({
        "issuer": provider.issuer, "authorization_endpoint": at("authorise"), "token_endpoint": at("token"),
        "jwks_uri": at("keys"), "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
    }))
}

async fn keys(State(provider): State<Provider>) -> Json<Value> {
    let point = provider.shared.published.verifying_key().to_sec1_point(false);
    let number = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    let (_, numbers) = point.as_bytes().split_at(1);
    let (x, y) = numbers.split_at(32);
    let key = json!({
        "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": "1", "x": number(x), "y": number(y)
    });
    Json(json!({ "keys": [key] }))
}

async fn token(
    State(provider): State<Provider>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> (StatusCode, Json<Value>) {
    let refused = |why: &str| {
        (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant", "error_description": why })))
    };
    let proof = format!("Basic {}", BASE64_STANDARD.encode(format!("{CLIENT}:{}", SECRET.replace(' ', "+"))));
    if headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()) != Some(proof.as_str()) {
        return refused("another client");
    }
    let code = form.get("code").cloned().unwrap_or_default();
    let asked = provider.shared.asked.lock().expect("no test panics with it").remove(&code);
    let Some((challenge, nonce)) = asked else { return refused("no such code") };
    let verifier = form.get("code_verifier").cloned().unwrap_or_default();
    if BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) != challenge {
        return refused("PKCE");
    }
    if form.get("redirect_uri").map(String::as_str) != Some(REDIRECT) {
        return refused("another address");
    }
    let answer = json!({ "access_token": "x", "token_type": "Bearer", "id_token": provider.word(&nonce) });
    (StatusCode::OK, Json(answer))
}
