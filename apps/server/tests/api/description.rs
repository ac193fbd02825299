//! The committed description is that of the code; clients are generated from it.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

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

/// Protects from fields that somebody adds in the hope that they are believed, and from a new request type that forgets to
/// refuse them. `CompreFace`'s clients send fields of their own.
#[test]
fn every_body_takes_its_own_fields_only() {
    let description = serde_json::to_value(muster_server::open_api()).expect("plain data");
    let mut open = BTreeSet::new();
    for operation in operations(&description) {
        let body = &operation["requestBody"]["content"]["application/json"]["schema"];
        reached(&description, body, &mut |name, schema| {
            if schema["properties"].is_object() && schema["additionalProperties"] != false {
                open.insert(name.to_owned());
            }
        });
    }
    assert_eq!(open.iter().map(String::as_str).collect::<Vec<_>>(), ["Picture", "SubjectName"]);
}

/// Protects templates, passwords and secrets from an answer that hands out a whole row. Those that may are shown once: a
/// new key, a new second factor, a sign-in, an invitation.
#[test]
fn no_answer_describes_a_secret_or_a_template() {
    let description = serde_json::to_value(muster_server::open_api()).expect("plain data");
    let mut told = BTreeSet::new();
    for operation in operations(&description) {
        reached(&description, &operation["responses"], &mut |schema, value| {
            for field in value["properties"].as_object().into_iter().flat_map(|fields| fields.keys()) {
                let words = ["password", "secret", "token", "vector", "embedding", "hash", "recovery"];
                if words.iter().any(|word| field.contains(word)) {
                    told.insert(format!("{schema}.{field}"));
                }
            }
        });
    }
    let expected = [
        "AuditItem.hash",
        "InvitationItem.token",
        "LtiPlatformItem.token_url",
        "NewFactor.secret",
        "NewKey.secret",
        "RecoveryCodes.recovery_codes",
        "SignInAnswer.token",
    ];
    assert_eq!(told.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}

fn operations(description: &Value) -> impl Iterator<Item = &Value> {
    let items = description["paths"].as_object().expect("paths").values();
    items.flat_map(|item| item.as_object().expect("methods").values())
}

/// Visits every named schema that a part of the description leads to, each once.
fn reached(description: &Value, part: &Value, visit: &mut impl FnMut(&str, &Value)) {
    let (mut open, mut seen) = (vec![part], BTreeSet::new());
    while let Some(part) = open.pop() {
        match part {
            Value::Object(fields) => open.extend(fields.values()),
            Value::Array(parts) => open.extend(parts),
            _ => {}
        }
        let Some(name) = part["$ref"].as_str().and_then(|name| name.rsplit('/').next()) else { continue };
        if seen.insert(name) {
            let schema = &description["components"]["schemas"][name];
            visit(name, schema);
            open.push(schema);
        }
    }
}
