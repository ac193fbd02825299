//! A learning platform behind a real socket: it signs launches with its own keys and gives its services only to a tool
//! that proves itself, by LTI 1.3, Security Framework 1.0, Names and Roles 2.0 and Assignment and Grades 2.0.
//!
//! It signs and checks with `rsa` and `p256`, where the tool signs with `ring` and checks with `openidconnect`.

pub(crate) mod jws;
mod services;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use axum::Router;
use axum::routing::{get, post};
use jiff::Timestamp;
use muster_lti::{Platform, Registration, ToolKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use jws::Signer;

pub(crate) const CLIENT: &str = "tool-7";
pub(crate) const DEPLOYMENT: &str = "1";
pub(crate) const NONCE: &str = "n-5f1c";
/// The moment of every test: 2026-11-27 10:00 in UTC.
pub(crate) const NOW: i64 = 1_795_773_600;

pub(crate) const MEMBERS_SCOPE: &str =
    "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
pub(crate) const ITEMS_SCOPE: &str = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";
pub(crate) const SCORES_SCOPE: &str = "https://purl.imsglobal.org/spec/lti-ags/scope/score";

/// The tool's key, with its secret half.
pub(crate) static TOOL: LazyLock<(ToolKey, Vec<u8>)> = LazyLock::new(|| key(1));
/// The platform's keys: one of RSA, one of P-256.
pub(crate) static RSA: LazyLock<Signer> = LazyLock::new(|| Signer::rsa(&key(2).1));
pub(crate) static EC: LazyLock<Signer> = LazyLock::new(|| Signer::ec(&[7; 32]));

/// A key of bytes that look random and are the same in every run.
pub(crate) fn key(seed: u8) -> (ToolKey, Vec<u8>) {
    let mut block = 0u64;
    ToolKey::generate(&mut |bytes| {
        for chunk in bytes.chunks_mut(32) {
            block += 1;
            let random = Sha256::digest([&[seed][..], &block.to_le_bytes()].concat());
            chunk.copy_from_slice(&random[..chunk.len()]);
        }
    })
    .expect("a key")
}

pub(crate) fn now() -> Timestamp {
    Timestamp::from_second(NOW).expect("in range")
}

/// What the platform knows, and what happened to it.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) address: String,
    /// Its published keys.
    pub(crate) keys: Vec<Value>,
    pub(crate) keys_fetched: usize,
    /// The public keys that the tool has registered.
    pub(crate) tool_keys: Vec<Value>,
    pub(crate) allowed_scopes: BTreeSet<&'static str>,
    pub(crate) used_jtis: BTreeSet<String>,
    /// Tokens given, with what each is for.
    pub(crate) tokens: BTreeMap<String, BTreeSet<String>>,
    pub(crate) members: Vec<Value>,
    pub(crate) page: usize,
    pub(crate) line_items: Vec<Value>,
    /// Whether it heeds `resource_id` and `tag`; not all platforms do.
    pub(crate) filters: bool,
    /// The last score of each line item and user.
    pub(crate) scores: BTreeMap<(usize, String), Value>,
}

pub(crate) struct Served {
    pub(crate) address: String,
    state: Arc<Mutex<State>>,
}

impl Served {
    /// A platform that knows the tool, with its RSA key published.
    pub(crate) fn new() -> Self {
        let state = State {
            keys: vec![RSA.jwk("rsa-1")],
            tool_keys: TOOL.0.jwks()["keys"].as_array().expect("keys").clone(),
            allowed_scopes: [MEMBERS_SCOPE, ITEMS_SCOPE, SCORES_SCOPE].into(),
            page: 2,
            filters: true,
            ..State::default()
        };
        let state = Arc::new(Mutex::new(state));
        let app = Router::new()
            .route("/keys", get(services::keys))
            .route("/token", post(services::token))
            .route("/members", get(services::members))
            .route("/items", get(services::line_items).post(services::add_line_item))
            .route("/items/{id}/lineitem/scores", post(services::score))
            .with_state(Arc::clone(&state));
        let address = serve(app);
        let served = Self { address: address.clone(), state };
        served.state(|state| state.address = address);
        served
    }

    pub(crate) fn state<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn platform(&self) -> Platform {
        Platform {
            issuer: "https://lms.school.example".to_owned(),
            client_id: CLIENT.to_owned(),
            auth_url: "https://lms.school.example/auth?site=3".to_owned(),
            token_url: format!("{}/token", self.address),
            jwks_url: format!("{}/keys", self.address),
            deployment_ids: vec!["0".to_owned(), DEPLOYMENT.to_owned()],
            token_audience: None,
        }
    }

    pub(crate) fn registration(&self) -> Registration {
        Registration::new(self.platform()).expect("a registration")
    }
}

/// The claims of a good launch.
pub(crate) fn claims() -> Value {
    json!({
        "iss": "https://lms.school.example",
        "aud": [CLIENT],
        "sub": "u-1",
        "iat": NOW,
        "exp": NOW + 60,
        "nonce": NONCE,
        "given_name": "Tea", "family_name": "Cher", "email": "t@school.example", "locale": "en",
        "https://purl.imsglobal.org/spec/lti/claim/message_type": "LtiResourceLinkRequest",
        "https://purl.imsglobal.org/spec/lti/claim/version": "1.3.0",
        "https://purl.imsglobal.org/spec/lti/claim/deployment_id": DEPLOYMENT,
        "https://purl.imsglobal.org/spec/lti/claim/target_link_uri": "https://muster.school.example/lti",
        "https://purl.imsglobal.org/spec/lti/claim/resource_link": { "id": "link-9", "title": "Attendance" },
        "https://purl.imsglobal.org/spec/lti/claim/roles":
            ["http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"],
        "https://purl.imsglobal.org/spec/lti/claim/context": { "id": "course-3", "label": "5B", "type": ["x"] },
        "https://purl.imsglobal.org/spec/lti/claim/lis": { "person_sourcedid": "T1" },
        "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice":
            { "context_memberships_url": "https://lms.school.example/members", "service_versions": ["2.0"] },
        "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint":
            { "scope": [SCORES_SCOPE], "lineitems": "https://lms.school.example/items" },
    })
}

/// Serves on a free port of this machine until the test's process ends; gives the address.
pub(crate) fn serve(app: Router) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.set_nonblocking(true).expect("a socket for tokio");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().expect("a runtime");
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).expect("the socket");
            axum::serve(listener, app).await.expect("to serve");
        });
    });
    address
}
