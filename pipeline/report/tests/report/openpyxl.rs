//! Protects against agreeing only with ourselves: `testdata/report/check_register.py` reads the workbook with
//! openpyxl and recomputes every total. Skips, saying so, where there is no Python with openpyxl; the variable
//! `MUSTER_PYTHON` names another interpreter than `python3`.

use std::{fmt::Write as _, path::Path, process::Command};

use muster_domain::Status;
use muster_report::{RegisterData, write_register};

use crate::{
    hostile::HOSTILE,
    sample::{data, record, student},
};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/report/check_register.py");

fn python() -> Option<String> {
    let python = std::env::var("MUSTER_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let works =
        Command::new(&python).args(["-c", "import openpyxl"]).output().is_ok_and(|o| o.status.success());
    if !works {
        println!("skipped: {python} has no openpyxl (set MUSTER_PYTHON to one that has)");
    }
    works.then_some(python)
}

/// Every hostile name, every status, in an order that the register keeps.
fn hostile() -> RegisterData {
    let mut data = data();
    let mut names: Vec<&str> = HOSTILE.to_vec();
    names.sort_by_key(|name| name.to_lowercase());
    data.students = names.iter().map(|name| student(name, name, name)).collect();
    let cells = names.iter().zip((0..6).cycle());
    data.records = cells
        .flat_map(|(name, shift)| (1..=4).map(move |session| (name, session, (session as usize + shift) % 6)))
        .map(|(name, session, status)| record(session, name, Status::ALL[status]))
        .collect();
    data
}

/// JSON of the names in the order of the rows, every character escaped.
fn expected(data: &RegisterData) -> String {
    let quoted = |text: &str| {
        let mut out = String::from("\"");
        for unit in text.encode_utf16() {
            write!(out, "\\u{unit:04x}").expect("a String takes all text");
        }
        out + "\""
    };
    let rows = data.students.iter().map(|student| {
        let cells = [&student.last_name, &student.first_name, student.id.as_str()].map(quoted);
        format!("[{}]", cells.join(","))
    });
    format!("{{\"names\": [{}]}}", rows.collect::<Vec<_>>().join(","))
}

fn check(python: &str, folder: &Path, data: &RegisterData, expected: Option<&str>) {
    let book = folder.join("register.xlsx");
    std::fs::write(&book, write_register(data).expect("bytes")).expect("a file");
    let mut command = Command::new(python);
    command.arg(SCRIPT).arg(&book);
    if let Some(expected) = expected {
        let path = folder.join("expected.json");
        std::fs::write(&path, expected).expect("a file");
        command.arg(path);
    }
    let output = command.output().expect("python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn openpyxl_finds_types_layout_and_results_as_promised() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    check(&python, folder.path(), &data(), None);
    let hostile = hostile();
    check(&python, folder.path(), &hostile, Some(&expected(&hostile)));
    let mut empty = data();
    empty.sessions.clear();
    check(&python, folder.path(), &empty, None);
    empty.students.clear();
    check(&python, folder.path(), &empty, None);
}
