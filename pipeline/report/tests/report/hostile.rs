//! Protects names: whatever text a name, id, label or remark is, a cell holds exactly that text as text.

use calamine::{Data, Reader};
use muster_domain::{MarkSource, Status, Student, StudentId};
use muster_report::{LOG_SHEET, REGISTER_SHEET, RegisterData};
use proptest::prelude::*;

use crate::sample::{data, entry, open, session, values};

/// Text that programs take for something else (bad-input rows 54 to 58).
pub(crate) const HOSTILE: [&str; 24] = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1",
    "Null",
    "true",
    "FALSE",
    "1e5",
    "00123",
    "#REF!",
    "2026-03-02",
    "http://example.org/?a=b&c",
    "O'Brien",
    "'; DROP TABLE students",
    "<script>alert(1)</script>",
    "\u{202E}gnp.eman",
    "محمد بن موسى",
    "e\u{301} and é",
    " leading and trailing ",
    "line\nbreak",
    "_x000D_ and _x005F_",
    "\u{1F469}\u{200D}\u{1F3EB} \u{0} \u{7} \u{FFFE}",
];

fn one_student(text: &str) -> RegisterData {
    let mut data = data();
    let id = StudentId::new(text);
    data.students = vec![Student { id: id.clone(), last_name: text.to_owned(), first_name: text.to_owned() }];
    data.sessions = vec![session(1, 2, text), session(2, 2, "other")];
    data.records.clear();
    let source = MarkSource::Human { by: text.to_owned(), remark: text.to_owned() };
    data.log = vec![entry(1, text, Status::Present, source)];
    (data.school, data.class, data.version) = (text.to_owned(), text.to_owned(), text.to_owned());
    data
}

/// A cell's text; anything else than text is a failure.
fn text(cell: Option<&Data>) -> String {
    match cell {
        Some(Data::String(text)) => text.clone(),
        Some(Data::Empty) | None => String::new(),
        other => panic!("the cell is not text: {other:?}"),
    }
}

fn check(name: &str) {
    let data = one_student(name);
    let register = values(&data, REGISTER_SHEET);
    for column in 0..3 {
        assert_eq!(text(register.get((1, column))), name, "column {column} of the register");
    }
    assert_eq!(text(register.get((0, 3))), format!("2026-03-02 {name}"));
    let log = values(&data, LOG_SHEET);
    for column in [2, 3, 4, 5, 9, 10] {
        assert_eq!(text(log.get((1, column))), name, "column {column} of the log");
    }
    let formulas = open(&data).worksheet_formula(REGISTER_SHEET).expect("formulas");
    let first = formulas.start().expect("the totals");
    assert_eq!(first, (1, 5), "the first formula is a total: no name became one");
}

#[test]
fn hostile_names_are_exact_text() {
    for name in HOSTILE {
        check(name);
    }
}

#[test]
fn text_beyond_a_cells_limit_is_cut_with_a_note() {
    let name = "n".repeat(40_000);
    let register = values(&one_student(&name), REGISTER_SHEET);
    let cell = text(register.get((1, 0)));
    assert_eq!(cell.chars().count(), 32_767);
    assert!(cell.ends_with("[cut: the text has 40000 characters, a cell holds 32767]"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_name_is_exact_text(name in "[=+@\\-\t ]?\\PC{1,40}") {
        check(&name);
    }
}
