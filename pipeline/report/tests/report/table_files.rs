//! Protects reports as files: what a spreadsheet reads back has the types and the text that the report has.

use calamine::{Data, Reader, Xlsx};
use jiff::civil::date;
use muster_report::{
    Cell, Column, ColumnKind, ReportError, ReportTable, unguard, write_table_csv, write_table_workbook,
};
use proptest::prelude::*;

use crate::{hostile::HOSTILE, sample::instant};

fn table() -> ReportTable {
    let columns = [
        ("Name", ColumnKind::Text),
        ("Since", ColumnKind::Date),
        ("n", ColumnKind::Number),
        ("Attended", ColumnKind::Percent),
    ];
    let day = Cell::Day(date(2026, 3, 2));
    ReportTable {
        title: "Absences: 7b / March".to_owned(),
        subtitle: "Class 7b".to_owned(),
        columns: columns.map(|(heading, kind)| Column::new(heading, kind)).to_vec(),
        rows: vec![
            vec![Cell::text("=1+1"), day, Cell::Count(3), Cell::Percent(Some(200.0 / 3.0))],
            vec![Cell::text("00123"), Cell::Empty, Cell::Count(0), Cell::Percent(None)],
        ],
        notes: vec!["=a note".to_owned()],
    }
}

fn open(table: &ReportTable) -> Xlsx<std::io::Cursor<Vec<u8>>> {
    let bytes = write_table_workbook(table, instant()).expect("a workbook");
    Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook that another reader opens")
}

#[test]
fn a_spreadsheet_reads_numbers_as_numbers_and_days_as_days() {
    let mut book = open(&table());
    assert_eq!(book.sheet_names(), ["Absences  7b   March"]);
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("cells");
    let cell = |row, column| sheet.get_value((row, column)).cloned().unwrap_or_default();
    assert_eq!([cell(0, 0), cell(1, 0)], ["Name", "=1+1"].map(|text| Data::String(text.to_owned())));
    let Data::DateTime(day) = cell(1, 1) else { panic!("the day is {:?}", cell(1, 1)) };
    assert!(day.as_f64().to_bits() == 46_083_f64.to_bits() && day.is_datetime(), "{day:?}");
    assert_eq!(cell(1, 2), Data::Float(3.0));
    let Data::Float(share) = cell(1, 3) else { panic!("the share is {:?}", cell(1, 3)) };
    assert!((share - 2.0 / 3.0).abs() < 1e-12);
    assert_eq!([cell(2, 1), cell(2, 3), cell(3, 0)], [Data::Empty, Data::Empty, Data::Empty]);
    assert_eq!([cell(4, 0), cell(5, 0)], ["Class 7b", "=a note"].map(|text| Data::String(text.to_owned())));
    assert!(
        book.worksheet_formula(&book.sheet_names()[0]).expect("formulas").is_empty(),
        "no text became a formula"
    );
}

#[test]
fn a_day_before_excels_calendar_stays_readable() {
    let mut table = table();
    table.rows[0][1] = Cell::Day(date(1789, 7, 14));
    let sheet = open(&table).worksheet_range_at(0).expect("a sheet").expect("cells");
    assert_eq!(sheet.get_value((1, 1)), Some(&Data::String("1789-07-14".to_owned())));
}

#[test]
fn every_line_of_the_csv_is_a_record() {
    let text = String::from_utf8(write_table_csv(&table()).expect("rows")).expect("UTF-8");
    assert_eq!(text, "Name,Since,n,Attended\r\n'=1+1,2026-03-02,3,66.7\r\n00123,,0,\r\n");
}

#[test]
fn uneven_tables_are_refused() {
    let mut table = table();
    table.rows[1].pop();
    let refused = ReportError::UnevenRow { row: 2, cells: 3, columns: 4 };
    assert_eq!(write_table_csv(&table), Err(refused.clone()));
    assert_eq!(write_table_workbook(&table, instant()), Err(refused));
}

fn check(words: &str) -> Result<(), TestCaseError> {
    let mut table = table();
    (table.title, table.subtitle) = (words.to_owned(), words.to_owned());
    words.clone_into(&mut table.columns[0].heading);
    table.rows[0][0] = Cell::text(words);
    let sheet = open(&table).worksheet_range_at(0).expect("a sheet").expect("cells");
    for row in [0, 1] {
        let read = sheet.get_value((row, 0)).map(ToString::to_string).unwrap_or_default();
        prop_assert_eq!(&read, words);
    }
    let bytes = write_table_csv(&table).expect("rows");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
    for row in reader.records().take(2) {
        let row = row.expect("a row");
        prop_assert_eq!(unguard(&row[0]), words);
    }
    Ok(())
}

#[test]
fn hostile_words_come_back_exactly() {
    for words in HOSTILE {
        check(words).expect(words);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_words_come_back_exactly(words in "[=+@\\-\t ]?\\PC{1,40}") {
        check(&words)?;
    }
}
