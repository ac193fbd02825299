//! The message files: whole, sound, and the same in all languages.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use muster_console::text::{Language, Text};

/// Each message's placeables.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let parsed = fluent_syntax::parser::parse(language.messages());
    let resource = parsed.unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", language.tag()));
    let mut messages = BTreeMap::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut variables = BTreeSet::new();
        let pattern = message.value.unwrap_or_else(|| panic!("{} has no text", message.id.name));
        collect(&pattern, &mut variables);
        let before = messages.insert(message.id.name.to_owned(), variables);
        assert!(before.is_none(), "{}: {} is there twice", language.tag(), message.id.name);
    }
    messages
}

fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                variables.insert(id.name.to_owned());
            }
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector {
                    variables.insert(id.name.to_owned());
                }
                for variant in variants {
                    collect(&variant.value, variables);
                }
            }
            Expression::Inline(_) => {}
        }
    }
}

/// Protects readers of other languages from half a page in English, and from sentences that lost a name or a number.
#[test]
fn every_language_says_everything() {
    let english = messages(Language::English);
    for language in Language::ALL {
        let own = messages(language);
        for (id, variables) in &english {
            let theirs = own.get(id).unwrap_or_else(|| panic!("{} lacks {id}", language.tag()));
            assert_eq!(theirs, variables, "{}: {id}", language.tag());
        }
        let extra: Vec<_> = own.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(extra.is_empty(), "{}: nobody says {extra:?}", language.tag());
    }
}

/// Protects from messages that nothing says any more, and from sources that say what is not there.
#[test]
fn every_message_is_said_somewhere() {
    let mut sources = String::new();
    read(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    read(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets"), &mut sources);
    // Letters and reports are written by the server.
    read(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src"), &mut sources);
    // Ids that are put together from a code.
    let composed = [
        "status-",
        "letter-",
        "theme-",
        "verdict-",
        "quality-",
        "error-",
        "role-",
        "script-secret-",
        "script-line-",
        "script-cell-",
        "script-enrol-",
        "enrolled-",
        "onfile-said-",
        "reason-",
        "figure-",
        "span-",
        "tour-",
        "weekday-",
        "meeting-state-",
        "counts-",
        "calendar-",
        "report-",
        "reports-",
        "watches-",
        "every-",
        "moodle-user-",
        "lti-member-",
        "consent-",
        "relation-",
        "audit-",
    ];
    for id in messages(Language::English).keys() {
        let said = sources.contains(&format!("\"{id}\"")) || sources.contains(&format!("\"{id}`"));
        assert!(said || composed.iter().any(|prefix| id.starts_with(prefix)), "nobody says {id}");
    }
}

fn read(folder: &std::path::Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read(&path, into);
        } else {
            into.push_str(&std::fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

/// Protects the script's sentences: they have plain placeables only, which it fills in itself.
#[test]
fn the_script_can_fill_in_its_messages() {
    for language in Language::ALL {
        let said = Text(language).for_script(&["script-", "error-"]);
        assert!(said.len() > 30, "{}", said.len());
        for (id, text) in said {
            assert!(!text.contains('\u{27e6}') && !text.contains("{ "), "{id}: {text}");
        }
    }
}
