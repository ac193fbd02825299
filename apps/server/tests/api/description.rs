//! The committed description is that of the code; clients are generated from it.

use std::path::Path;

/// To write it anew: `MUSTER_BLESS=1 cargo test -p muster-server`.
#[test]
fn the_committed_description_is_that_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let text = muster_server::open_api().to_pretty_json().expect("plain data") + "\n";
    if std::env::var_os("MUSTER_BLESS").is_some() {
        std::fs::write(&path, &text).expect("writes");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == text, "docs/openapi.json is not that of the code: MUSTER_BLESS=1 writes it anew");
}
