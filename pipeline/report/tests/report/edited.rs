//! Protects the way back of a workbook: what was edited is found, wherever it has been moved, and nothing else.

use std::collections::BTreeSet;

use calamine::{Data, Reader as _};
use muster_domain::{Mark, MarkSource, Status, StudentId};
use muster_report::{
    BASE_SHEET, CellFault, REGISTER_SHEET, RegisterData, RegisterDifference, difference, read_register,
    write_register,
};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use crate::hostile::HOSTILE;
use crate::sample::{data, instant, open, record, student};

/// A sheet as another program has it in its memory.
pub(crate) type Cells = Vec<Vec<Data>>;

pub(crate) fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

fn cells(data: &RegisterData, sheet: &str) -> Cells {
    let range = open(data).worksheet_range(sheet).expect("the sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

/// The workbook as another program saves it: values without our formats, texts as they are.
pub(crate) fn save(register: &Cells, base: Option<&Cells>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (name, cells) in [(REGISTER_SHEET, Some(register)), (BASE_SHEET, base)] {
        let Some(cells) = cells else { continue };
        let sheet = workbook.add_worksheet().set_name(name).expect("a name");
        for (row, line) in (0..).zip(cells) {
            for (column, cell) in (0..).zip(line) {
                match cell {
                    Data::String(text) => sheet.write_string(row, column, text),
                    Data::Float(number) => sheet.write_number(row, column, *number),
                    Data::Bool(value) => sheet.write_boolean(row, column, *value),
                    Data::DateTimeIso(day) => {
                        let day = ExcelDateTime::parse_from_str(day).expect("a day");
                        sheet.write_datetime_with_format(row, column, &day, &date)
                    }
                    Data::DurationIso(result) => {
                        sheet.write_formula(row, column, Formula::new("=A1").set_result(result))
                    }
                    _ => continue,
                }
                .expect("a cell");
            }
        }
    }
    workbook.save_to_buffer().expect("bytes")
}

/// What a file changes whose register was edited so.
fn edit(data: &RegisterData, change: impl FnOnce(&mut Cells)) -> RegisterDifference {
    let (mut register, base) = (cells(data, REGISTER_SHEET), cells(data, BASE_SHEET));
    change(&mut register);
    let edited = read_register(&save(&register, Some(&base))).expect("a register");
    difference(&edited, data)
}

fn changes(found: &RegisterDifference) -> Vec<(String, String, i64, &str, &str)> {
    fn one(change: &muster_report::Changed) -> (String, String, i64, &str, &str) {
        let (cell, id) = (change.cell.to_string(), change.student.id.to_string());
        (cell, id, change.session.id.0, &change.from.text, &change.to.text)
    }
    found.changes.iter().map(one).collect()
}

fn assert_no_more(found: &RegisterDifference) {
    let rest = (&found.conflicts, &found.unknown_students, &found.unknown_columns, &found.problems);
    assert_eq!(rest, (&vec![], &vec![], &vec![], &vec![]));
}

/// A thousand names and ids that programs take for something else, and every status.
fn thousand() -> RegisterData {
    let mut data = data();
    let long = "n".repeat(200);
    let names: Vec<&str> = HOSTILE.iter().copied().chain(["P", "ID", "?", &long]).collect();
    let one = |at: usize| {
        let name = names[at % names.len()];
        student(&format!("{name}{at}"), name, names[(at / 7) % names.len()])
    };
    data.students = (0..1000).map(one).collect();
    let cells = data.students.iter().zip(0..);
    data.records = cells
        .flat_map(|(student, at)| {
            (1..=4).map(move |session| {
                record(session, student.id.as_str(), Status::ALL[(at + session as usize) % 6])
            })
        })
        .collect();
    data
}

#[test]
fn a_written_workbook_changes_nothing_whatever_the_names() {
    let data = thousand();
    let written = write_register(&data).expect("bytes");
    let saved_again = save(&cells(&data, REGISTER_SHEET), Some(&cells(&data, BASE_SHEET)));
    for bytes in [written, saved_again] {
        let found = difference(&read_register(&bytes).expect("a register"), &data);
        assert!(found.has_base && found.changes.is_empty());
        assert_no_more(&found);
        assert_eq!(found.unchanged, 4000);
    }
}

#[test]
fn ids_of_nothing_but_hostile_text_are_found() {
    let mut data = data();
    data.students = HOSTILE.iter().map(|name| student(name, name, name)).collect();
    data.records = HOSTILE.iter().map(|name| record(1, name, Status::Present)).collect();
    let found = difference(&read_register(&write_register(&data).expect("bytes")).expect("read"), &data);
    assert_no_more(&found);
    assert_eq!((found.changes.len(), found.unchanged), (0, HOSTILE.len() * 4));
}

#[test]
fn a_letter_is_found_by_id_and_heading_wherever_it_is() {
    let found = edit(&data(), |register| {
        // Ann Brown's second session; written small, with blanks.
        register[2][4] = text(" le ");
        // A title above, rows the other way round, a column of notes, names and totals gone.
        for line in register.iter_mut() {
            line.remove(0);
            line.remove(0);
            line.insert(1, text("note"));
        }
        register[0][1] = text("Notes");
        register.reverse();
        let head = register.pop().expect("the headings");
        register.splice(0..0, [vec![text("Our register")], vec![], head]);
        register.push(vec![text(""), text("sum"), text("P")]);
    });
    assert_eq!(changes(&found), [("D5".to_owned(), "00123".to_owned(), 2, "L", "LE")]);
    assert_eq!(found.unknown_columns.iter().map(|one| one.heading.as_str()).collect::<Vec<_>>(), ["Notes"]);
    assert!(found.problems.is_empty(), "{:?}", found.problems);
}

#[test]
fn headings_and_ids_may_come_back_as_dates_and_numbers() {
    let found = edit(&data(), |register| {
        register[0][3] = Data::DateTimeIso("2026-03-02".to_owned());
        register[0][6] = Data::Float(46086.0);
        register[3][2] = Data::Float(7.0);
        register[3][6] = text("A");
        register[2][3] = Data::DurationIso("A".to_owned());
    });
    let expected =
        [("D3".to_owned(), "00123".to_owned(), 1, "P", "A"), ("G4".to_owned(), "7".to_owned(), 4, "?", "A")];
    assert_eq!(changes(&found), expected);
    assert_no_more(&found);
}

#[test]
fn cells_that_are_no_status_are_named_and_change_nothing() {
    let found = edit(&data(), |register| {
        register[2][3] = text("X");
        register[2][4] = Data::Float(1.0);
        register[2][5] = Data::Bool(true);
        register[2][6] = Data::Empty;
        let copy = register[3].clone();
        register.push(copy);
        register.push(vec![Data::Empty, text("Nobody"), text("nobody"), text("P")]);
        let copy = register[0][3].clone();
        register[0].push(copy);
    });
    assert_eq!(changes(&found), []);
    let told: Vec<String> = found.problems.iter().map(|one| format!("{}: {}", one.cell, one.fault)).collect();
    let expected = [
        "Q1: the heading is that of D1",
        "D3: `X` is no status",
        "E3: `1` is no status",
        "F3: `TRUE` is no status",
        "G3: the letter was removed: write ? where nothing is decided",
        "C5: the id is that of C4",
    ];
    assert_eq!(told, expected);
    assert_eq!(
        found.unknown_students.iter().map(|(cell, id)| format!("{cell} {id}")).collect::<Vec<_>>(),
        ["C6 nobody"]
    );
}

/// The same file later: others have decided, or the file was imported.
#[test]
fn what_others_changed_since_stays_and_is_a_conflict_only_where_it_was_edited() {
    let mut register = cells(&data(), REGISTER_SHEET);
    let base = cells(&data(), BASE_SHEET);
    register[2][3] = text("A");
    register[2][4] = text("A");
    register[2][5] = text("P");
    let edited = read_register(&save(&register, Some(&base))).expect("a register");

    let mut now = data();
    let source = MarkSource::Human { by: "mr-night".to_owned(), remark: String::new() };
    let later = instant() + jiff::Span::new().hours(1);
    for held in &mut now.records {
        let mark = |status| Mark {
            letter: None,
            student: StudentId::new("00123"),
            status,
            source: source.clone(),
            at: later,
        };
        match (held.session.0, held.student.as_str()) {
            // Became what the file says: nothing to do.
            (1, "00123") => held.status = Status::Absent,
            // Became something else.
            (2, "00123") => (held.status, held.mark) = (Status::Excused, Some(mark(Status::Excused))),
            // Was said again by a person.
            (3, "00123") => held.mark = Some(mark(Status::LeftEarly)),
            // Nobody edited these in the file.
            _ => held.status = Status::Late,
        }
    }
    let found = difference(&edited, &now);
    assert_eq!(changes(&found), []);
    let told: Vec<_> = found
        .conflicts
        .iter()
        .map(|one| {
            (
                one.change.session.id.0,
                one.written.text.as_str(),
                one.change.from.text.as_str(),
                one.change.to.text.as_str(),
            )
        })
        .collect();
    assert_eq!(told, [(2, "L", "E", "A"), (3, "LE", "LE", "P")]);
    assert_eq!(found.conflicts[0].mark.as_ref().map(|mark| mark.at), Some(later));

    let without = read_register(&save(&register, None)).expect("a register");
    let found = difference(&without, &now);
    assert!(!found.has_base && found.conflicts.is_empty(), "every difference is a change, and it is said");
    assert!(found.changes.len() > 3);
}

#[test]
fn a_session_added_to_the_day_since_takes_no_letters_of_another() {
    let register = cells(&data(), REGISTER_SHEET);
    let mut now = data();
    now.sessions.push(crate::sample::session(9, 5, "extra"));
    let base = cells(&data(), BASE_SHEET);
    let edited = read_register(&save(&register, Some(&base))).expect("a register");
    assert_eq!(difference(&edited, &now).unknown_columns, []);
    let edited = read_register(&save(&register, None)).expect("a register");
    let unknown = difference(&edited, &now).unknown_columns;
    assert_eq!(unknown[0].heading, "2026-03-05", "two sessions may be meant: none is taken");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Whatever letters are edited and however rows and columns are shuffled, exactly the edits are found.
    #[test]
    fn exactly_the_edits_are_changes(
        letters in proptest::collection::vec(proptest::option::of(0_usize..6), 12),
        rows in Just(vec![1_usize, 2, 3]).prop_shuffle(),
        columns in Just(vec![2_usize, 3, 4, 5, 6]).prop_shuffle(),
    ) {
        let data = data();
        let mut expected = BTreeSet::new();
        let found = edit(&data, |register| {
            for (at, letter) in letters.iter().enumerate() {
                let (row, column) = (at / 4 + 1, at % 4 + 3);
                let Some(letter) = letter.map(|letter| Status::ALL[letter].letter()) else { continue };
                let before = match &register[row][column] { Data::String(own) => own.clone(), _ => "?".to_owned() };
                if before != letter {
                    let (id, heading) = (register[row][2].to_string(), register[0][column].to_string());
                    expected.insert((id, heading, letter));
                }
                register[row][column] = text(letter);
            }
            let take = |row: usize| columns.iter().map(|column| register[row][*column].clone()).collect();
            *register = std::iter::once(&0).chain(&rows).map(|row| take(*row)).collect();
        });
        let arranged = muster_report::Arranged::new(&data);
        let heading = |id| arranged.columns.iter().find(|own| own.session.id == id).expect("known").heading.clone();
        let got: BTreeSet<_> = found.changes.iter()
            .map(|one| (one.student.id.to_string(), heading(one.session.id), one.to.text.as_str()))
            .collect();
        prop_assert_eq!(got, expected);
        prop_assert!(found.problems.is_empty() && found.conflicts.is_empty() && found.unknown_columns.is_empty());
    }
}

#[test]
fn long_wrong_cells_are_cut() {
    let found = edit(&data(), |register| register[2][3] = text(&"x".repeat(5000)));
    assert!(matches!(&found.problems[0].fault, CellFault::NoStatus(text) if text.len() == 40));
    let edited = read_register(&write_register(&data()).expect("bytes")).expect("a register");
    assert_eq!(edited.rows[1].cells[&3], "P");
}
