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

/// Two operations of one name made the phone app's generated types those of the wrong call (issue 6).
#[test]
fn every_operation_has_a_name_of_its_own() {
    let description = muster_server::open_api();
    let items = description.paths.paths.values();
    let operations = items.flat_map(|item| [&item.get, &item.put, &item.post, &item.delete, &item.patch]);
    let mut names: Vec<&str> =
        operations.flatten().map(|one| one.operation_id.as_deref().unwrap_or_default()).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!((names.len(), names.contains(&"")), (all, false));
}
