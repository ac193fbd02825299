//! The server with a certificate of its own.

use std::process::Command;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};

use crate::room::{Ran, Room, has};
use crate::server::Server;

fn certificate(room: &Room, name: &str) -> Vec<u8> {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    room.put(&format!("{name}.pem"), cert.pem().as_bytes());
    room.put(&format!("{name}.key"), signing_key.serialize_pem().as_bytes());
    private(room, &format!("{name}.key"), 0o600);
    cert.der().to_vec()
}

fn private(room: &Room, name: &str, mode: u32) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(room.path(name), std::fs::Permissions::from_mode(mode)).expect("ours");
    }
    #[cfg(not(unix))]
    let _ = (room, name, mode);
}

fn serve(room: &Room, certificate: &str, key: &str) -> Command {
    room.muster(["serve", "--listen", "127.0.0.1:0", "--tls-certificate", certificate, "--tls-key", key])
}

fn trusting(certificate: &[u8]) -> ureq::Agent {
    let root = Certificate::from_der(certificate).to_owned();
    let tls = TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .unversioned_rustls_crypto_provider(std::sync::Arc::new(rustls::crypto::ring::default_provider()))
        .root_certs(RootCerts::from([root]))
        .build();
    ureq::Agent::config_builder().tls_config(tls).http_status_as_error(false).build().into()
}

/// Protects photos of pupils on the way: the server answers over TLS, to who trusts its certificate, and not otherwise.
#[test]
fn the_server_speaks_tls_with_its_own_certificate() {
    let room = Room::with_class("7b", &["ada"]);
    let (ours, other) = (certificate(&room, "ours"), certificate(&room, "other"));
    let server = Server::spawn(serve(&room, "ours.pem", "ours.key"));
    let port = server.address.strip_prefix("https://127.0.0.1:").expect("says https");
    let address = format!("https://localhost:{port}/health/live");
    let answer = trusting(&ours).get(&address).call().expect("answers");
    assert_eq!(answer.status(), 204);
    assert_eq!(answer.headers()["strict-transport-security"], "max-age=31536000");
    trusting(&other).get(&address).call().expect_err("another certificate is not trusted");
    let plain = ureq::get(format!("http://localhost:{port}/health/live")).call();
    plain.expect_err("nothing is answered in the clear");
}

/// Each mistake is one line before anything is served.
#[test]
fn certificates_that_can_not_be_used_are_refused_at_the_start() {
    let room = Room::with_class("7b", &["ada"]);
    certificate(&room, "ours");
    certificate(&room, "other");
    let refused = |certificate: &str, key: &str, words: &[&str]| {
        let ran = Ran::of(&mut serve(&room, certificate, key));
        assert_eq!(ran.code, Some(1), "{}", ran.out);
        has(&ran.err, words);
    };
    refused("ours.pem", "other.key", &["ours.pem", "other.key", "can't be used"]);
    refused("nowhere.pem", "ours.key", &["nowhere.pem", "can't be used"]);
    refused("ours.key", "ours.key", &["can't be used"]);
    refused("ours.pem", "nowhere.key", &["nowhere.key can't be read"]);
    let ran = room.run(["serve", "--listen", "127.0.0.1:0", "--tls-key", "ours.key"]);
    has(&ran.err, &["needs both tls_certificate and tls_key"]);
    #[cfg(unix)]
    {
        private(&room, "ours.key", 0o644);
        refused("ours.pem", "ours.key", &["open to everybody", "644", "chmod 640"]);
    }
}

/// Says what is wrong with an address of a proxy, and warns where nothing is encrypted.
#[test]
fn proxies_are_addresses_and_plain_listening_is_warned_of() {
    let room = Room::with_class("7b", &["ada"]);
    let ran = room.run(["serve", "--listen", "127.0.0.1:0", "--trusted-proxies", "10.0.0.0/8,proxy"]);
    has(&ran.err, &["`proxy` is no address", "10.0.0.0/8"]);
    let mut command = room.muster(["serve", "--listen", "0.0.0.0:0"]);
    let log = std::fs::File::create(room.path("log")).expect("a file");
    drop(Server::spawn({
        command.stderr(log);
        command
    }));
    has(
        &std::fs::read_to_string(room.path("log")).expect("a log"),
        &["without encryption", "--tls-certificate"],
    );
}
