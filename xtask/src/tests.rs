//! What the documents say of the code, held against the code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::root;

/// The requirements of OWASP ASVS 5.0.0, levels 1 and 2, by section: its last numbers. Level 3 has those that are missing here.
const ASVS: &[(&str, &[u8])] = &[
    ("1.1", &[1, 2]),
    ("1.2", &[1, 2, 3, 4, 5, 6, 7, 8, 9]),
    ("1.3", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    ("1.4", &[1, 2, 3]),
    ("1.5", &[1, 2]),
    ("2.1", &[1, 2, 3]),
    ("2.2", &[1, 2, 3]),
    ("2.3", &[1, 2, 3, 4]),
    ("2.4", &[1]),
    ("3.2", &[1, 2]),
    ("3.3", &[1, 2, 3, 4]),
    ("3.4", &[1, 2, 3, 4, 5, 6]),
    ("3.5", &[1, 2, 3, 4, 5]),
    ("3.7", &[1, 2]),
    ("4.1", &[1, 2, 3]),
    ("4.2", &[1]),
    ("4.3", &[1, 2]),
    ("4.4", &[1, 2, 3, 4]),
    ("5.1", &[1]),
    ("5.2", &[1, 2, 3]),
    ("5.3", &[1, 2]),
    ("5.4", &[1, 2, 3]),
    ("6.1", &[1, 2, 3]),
    ("6.2", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
    ("6.3", &[1, 2, 3, 4]),
    ("6.4", &[1, 2, 3, 4]),
    ("6.5", &[1, 2, 3, 4, 5]),
    ("6.6", &[1, 2, 3]),
    ("6.8", &[1, 2, 3, 4]),
    ("7.1", &[1, 2, 3]),
    ("7.2", &[1, 2, 3, 4]),
    ("7.3", &[1, 2]),
    ("7.4", &[1, 2, 3, 4, 5]),
    ("7.5", &[1, 2]),
    ("7.6", &[1, 2]),
    ("8.1", &[1, 2]),
    ("8.2", &[1, 2, 3]),
    ("8.3", &[1]),
    ("8.4", &[1]),
    ("9.1", &[1, 2, 3]),
    ("9.2", &[1, 2, 3, 4]),
    ("10.1", &[1, 2]),
    ("10.2", &[1, 2]),
    ("10.3", &[1, 2, 3, 4]),
    ("10.4", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    ("10.5", &[1, 2, 3, 4, 5]),
    ("10.6", &[1, 2]),
    ("10.7", &[1, 2, 3]),
    ("11.1", &[1, 2]),
    ("11.2", &[1, 2, 3]),
    ("11.3", &[1, 2, 3]),
    ("11.4", &[1, 2, 3, 4]),
    ("11.5", &[1]),
    ("11.6", &[1]),
    ("12.1", &[1, 2, 3]),
    ("12.2", &[1, 2]),
    ("12.3", &[1, 2, 3, 4]),
    ("13.1", &[1]),
    ("13.2", &[1, 2, 3, 4, 5]),
    ("13.3", &[1, 2]),
    ("13.4", &[1, 2, 3, 4, 5]),
    ("14.1", &[1, 2]),
    ("14.2", &[1, 2, 3, 4]),
    ("14.3", &[1, 2, 3]),
    ("15.1", &[1, 2, 3]),
    ("15.2", &[1, 2, 3]),
    ("15.3", &[1, 2, 3, 4, 5, 6, 7]),
    ("16.1", &[1]),
    ("16.2", &[1, 2, 3, 4, 5]),
    ("16.3", &[1, 2, 3, 4]),
    ("16.4", &[1, 2, 3]),
    ("16.5", &[1, 2, 3]),
    ("17.1", &[1]),
    ("17.2", &[1, 2, 3, 4]),
    ("17.3", &[1, 2]),
];

fn document(name: &str) -> String {
    fs::read_to_string(root().join("docs").join(name)).unwrap_or_else(|cause| panic!("docs/{name}: {cause}"))
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Every Rust file of the repository, without what was built.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("lists").flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() && !["target", "node_modules", ".git"].contains(&name.to_string_lossy().as_ref()) {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

/// The tests that a document names (`roles.rs::no_route_is_missing_from_the_table`) and the tree does not have.
fn missing_tests(text: &str) -> Vec<String> {
    let mut files = Vec::new();
    sources(&root(), &mut files);
    let read: Vec<(String, String)> = files
        .iter()
        .map(|path| {
            (
                format!("/{}", path.strip_prefix(root()).unwrap_or(path).display()),
                fs::read_to_string(path).unwrap_or_default(),
            )
        })
        .collect();
    let is_there = |file: &str, test: &str| {
        let marks = ["#[test]", "#[tokio::test", "proptest! {"];
        read.iter().any(|(path, source)| {
            path.ends_with(&format!("/{file}"))
                && source.contains(&format!("fn {test}("))
                && marks.iter().any(|mark| source.contains(mark))
        })
    };
    let named = quoted(text).filter_map(|quote| quote.split_once("::").map(|name| (quote, name)));
    named
        .filter(|(_, (file, _))| Path::new(file).extension().is_some_and(|kind| kind == "rs"))
        .filter(|(_, (file, test))| !is_there(file, test))
        .map(|(quote, _)| quote.to_owned())
        .collect()
}

/// Protects whoever relies on these papers: a test that was renamed or removed is no proof any more.
#[test]
fn every_test_that_a_paper_names_is_there() {
    for name in ["asvs.md", "threat-model.md"] {
        let text = document(name);
        assert!(quoted(&text).filter(|quote| quote.contains(".rs::")).count() > 10, "{name} names its tests");
        let missing = missing_tests(&text);
        assert!(missing.is_empty(), "docs/{name} names tests that are not there: {missing:?}");
    }
    assert_eq!(missing_tests("`tests.rs::no_such_test_as_this`").len(), 1, "what is not there is found");
}

/// The lines of the paper's tables: number and cells.
fn rows(text: &str) -> Vec<(String, Vec<String>)> {
    let is_number =
        |cell: &str| cell.split('.').count() == 3 && cell.split('.').all(|part| part.parse::<u8>().is_ok());
    text.lines()
        .filter_map(|line| line.strip_prefix("| "))
        .map(|line| {
            line.trim_end_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
        })
        .filter(|cells| is_number(&cells[0]))
        .map(|cells| (cells[0].clone(), cells[1..].to_vec()))
        .collect()
}

/// The numbers of the list of what does not apply: bold, with commas between.
fn left_out(text: &str) -> Vec<String> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("- **")?.split_once("**"));
    lines.flat_map(|(numbers, _)| numbers.split(", ").map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Protects from a table that leaves out what is uncomfortable: each requirement of levels 1 and 2 stands in it once, as met,
/// as not met, or as one that does not apply.
#[test]
fn every_requirement_of_the_standard_has_one_place() {
    let wanted: BTreeSet<String> = ASVS
        .iter()
        .flat_map(|(section, numbers)| numbers.iter().map(move |number| format!("{section}.{number}")))
        .collect();
    assert_eq!(wanted.len(), 253, "70 of level 1 and 183 of level 2");
    let text = document("asvs.md");
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for number in rows(&text).into_iter().map(|(number, _)| number).chain(left_out(&text)) {
        *places.entry(number).or_default() += 1;
    }
    let missing: Vec<&String> = wanted.iter().filter(|number| !places.contains_key(*number)).collect();
    let twice: Vec<&String> =
        places.iter().filter(|(_, count)| **count > 1).map(|(number, _)| number).collect();
    assert!(missing.is_empty(), "these have no place in docs/asvs.md: {missing:?}");
    assert!(twice.is_empty(), "these have several: {twice:?}");
}

/// Protects from "met" without a proof: the last cell of such a line names a test, or the document that the requirement asks for.
#[test]
fn every_requirement_that_is_met_has_a_proof() {
    let text = document("asvs.md");
    let met = text.split("\n## ").find(|part| part.starts_with("Met")).expect("there is a part `Met`");
    for (number, cells) in rows(met) {
        let proof = cells.last().expect("cells");
        let marked = ["@KEYS@", "@TLS@"].iter().any(|mark| proof.contains(mark));
        let named = proof.contains(".rs::") || proof.contains(".md)") || proof.contains(".toml)");
        assert!(marked || named, "{number} is said to be met, and nothing shows it: {proof}");
    }
}

/// Protects from a crate in which the lints of all others do not hold, `unsafe` among them.
#[test]
fn every_crate_forbids_unsafe_code() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("reads");
    assert!(manifest.contains("unsafe_code = \"forbid\""));
    let members =
        manifest.split("members = [").nth(1).and_then(|rest| rest.split(']').next()).expect("a list");
    let members: Vec<&str> = members.split('"').skip(1).step_by(2).collect();
    assert!(members.len() > 20, "{members:?}");
    for member in members {
        let own = fs::read_to_string(root().join(member).join("Cargo.toml")).expect(member);
        assert!(own.contains("[lints]\nworkspace = true"), "{member} does not inherit the workspace's lints");
    }
}
