//! How this server asks others over the network: the sign-in provider, and learning platforms when somebody wants it.

use std::sync::Arc;
use std::time::Duration;

use ureq::tls::{RootCerts, TlsConfig};

/// Asks over TLS with the operating system's certificates, for so long at most. It follows no redirect: who controls one
/// must not choose whom this server talks to.
pub(crate) fn outbound_agent(patience: Duration) -> ureq::Agent {
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build();
    ureq::Agent::config_builder()
        .tls_config(tls)
        .max_redirects(0)
        .http_status_as_error(false)
        .timeout_global(Some(patience))
        .build()
        .into()
}
