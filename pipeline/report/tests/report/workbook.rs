//! Protects the structure of the workbook: what stands in which cell, formulas and their stored results, limits.

use calamine::{Data, Reader};
use muster_report::{
    BASE_SHEET, LEGEND_SHEET, LOG_SHEET, REGISTER_SHEET, ReportError, SUMMARY_SHEET, write_register,
    write_school_register,
};

use crate::sample::{data, entry, lines, open, record, session, sighting, student, values};
use muster_domain::{Distance, MarkSource, Sighting, Status};

#[test]
fn the_register_is_a_table_sorted_by_name_with_stored_results() {
    assert_eq!(open(&data()).sheet_names(), [REGISTER_SHEET, LOG_SHEET, LEGEND_SHEET, BASE_SHEET]);
    insta::assert_snapshot!(lines(&values(&data(), REGISTER_SHEET)), @r#"
    Last name|First name|ID|2026-03-02|2026-03-03 1st|2026-03-03 2nd|2026-03-05|P|L|LE|E|A|?|Taken|Attendance %|% of all sessions
    =SUM(A1)|@x|x||||?|0|0|0|0|0|1|0||0
    Brown|Ann|00123|P|L|LE|P|2|1|1|0|0|0|4|1|1
    hopper|Grace|7||E|A|?|0|0|0|1|1|1|2|0|0
    "#);
}

#[test]
fn totals_are_formulas_over_the_rows_own_letters() {
    let formulas = open(&data()).worksheet_formula(REGISTER_SHEET).expect("formulas");
    insta::assert_snapshot!(lines(&formulas), @r#"
    COUNTIF($D2:$G2,"P")|COUNTIF($D2:$G2,"L")|COUNTIF($D2:$G2,"LE")|COUNTIF($D2:$G2,"E")|COUNTIF($D2:$G2,"A")|COUNTIF($D2:$G2,"~?")|SUM(H2:L2)|IF(N2=0,"",SUM(H2:J2)/N2)|IF((N2+M2)=0,"",SUM(H2:J2)/(N2+M2))
    COUNTIF($D3:$G3,"P")|COUNTIF($D3:$G3,"L")|COUNTIF($D3:$G3,"LE")|COUNTIF($D3:$G3,"E")|COUNTIF($D3:$G3,"A")|COUNTIF($D3:$G3,"~?")|SUM(H3:L3)|IF(N3=0,"",SUM(H3:J3)/N3)|IF((N3+M3)=0,"",SUM(H3:J3)/(N3+M3))
    COUNTIF($D4:$G4,"P")|COUNTIF($D4:$G4,"L")|COUNTIF($D4:$G4,"LE")|COUNTIF($D4:$G4,"E")|COUNTIF($D4:$G4,"A")|COUNTIF($D4:$G4,"~?")|SUM(H4:L4)|IF(N4=0,"",SUM(H4:J4)/N4)|IF((N4+M4)=0,"",SUM(H4:J4)/(N4+M4))
    "#);
}

#[test]
fn the_log_has_a_row_a_mark_with_its_evidence() {
    insta::assert_snapshot!(lines(&values(&data(), LOG_SHEET)), @r#"
    Marked at|Date|Session|ID|Last name|First name|Status|Letter|Source|By|Remark|Score|Distance|Threshold|Model|Photo|Box (x y w h)
    2026-03-06T14:00:00Z|2026-03-02||00123|Brown|Ann|present|P|machine|||0.67999995|0.8|1.05|sface/5pt|abababababab|10 220 31 43
    2026-03-06T14:00:00Z|2026-03-03|1st|00123|Brown|Ann|late|L|human|ms-day|=late bus||||||
    2026-03-06T14:00:00Z|2026-03-03|2nd|7|hopper|Grace|absent|A|closing|ms-day|||||||
    2026-03-06T14:00:00Z||session 99|gone|||absent|A|closing|ms-day|||||||
    "#);
}

#[test]
fn the_legend_explains_every_letter_and_says_where_the_file_comes_from() {
    let legend = values(&data(), LEGEND_SHEET);
    let signs: Vec<String> = legend.rows().map(|row| row[0].to_string()).collect();
    for status in Status::ALL {
        assert!(signs.iter().any(|sign| sign == status.letter()), "{status:?} is not explained");
    }
    let text = lines(&legend);
    for part in [
        "School|R&D School",
        "Class|7b",
        "Period|2026-03-02 to 2026-03-05",
        "2026-03-06T14:00:00Z",
        "muster test",
    ] {
        assert!(text.contains(part), "the legend lacks {part}");
    }
}

#[test]
fn a_percentage_of_nothing_is_empty_and_not_zero() {
    let register = values(&data(), REGISTER_SHEET);
    let row = register.rows().find(|row| row[2] == Data::String("x".to_owned())).expect("student x");
    let taken = row.len() - 3;
    assert_eq!(row[taken], Data::Float(0.0));
    assert!(
        matches!(&row[taken + 1], Data::String(text) if text.is_empty()) || row[taken + 1] == Data::Empty
    );
    assert_eq!(row[taken + 2], Data::Float(0.0), "0 of one session");
}

#[test]
fn a_number_that_is_none_becomes_text_and_no_error_formula() {
    let mut data = data();
    let broken = Sighting { distance: Distance(f32::NAN), ..sighting() };
    data.log = vec![entry(1, "7", Status::Present, MarkSource::Machine { sighting: broken })];
    let log = values(&data, LOG_SHEET);
    assert_eq!(log.get((1, 12)), Some(&Data::String("NaN".to_owned())));
    let formulas = open(&data).worksheet_formula(LOG_SHEET).expect("formulas");
    assert!(formulas.used_cells().next().is_none(), "the log has no formula");
}

/// The library would take the time of writing from the clock.
#[test]
fn the_file_says_that_it_was_made_when_its_caller_says() {
    let bytes = write_register(&data()).expect("bytes");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook is an archive");
    let properties = archive.by_name("docProps/core.xml").expect("the properties");
    let text = std::io::read_to_string(properties).expect("XML");
    assert_eq!(text.matches("2026-03-06T14:00:00Z</dcterms:").count(), 2, "created and modified: {text}");
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    assert_eq!(write_register(&data()).expect("bytes"), write_register(&data()).expect("bytes"));
}

#[test]
fn a_register_without_students_or_sessions_is_still_a_workbook() {
    let mut empty = data();
    empty.sessions.clear();
    empty.records.clear();
    empty.log.clear();
    let without_sessions = values(&empty, REGISTER_SHEET);
    assert_eq!(without_sessions.get_size(), (4, 12), "three students, names and totals");
    assert_eq!(without_sessions.get((1, 3)), Some(&Data::Float(0.0)));
    empty.students.clear();
    assert_eq!(values(&empty, REGISTER_SHEET).get_size(), (1, 12));
}

#[test]
fn more_than_a_sheet_holds_is_refused_by_name() {
    let mut wide = data();
    wide.sessions = (0..16_373).map(|id| session(id, 2, "")).collect();
    wide.records.clear();
    let error = write_register(&wide).expect_err("16,385 columns");
    assert_eq!(error, ReportError::TooManyColumns { sheet: "Register", columns: 16_385, limit: 16_384 });
    assert!(error.to_string().contains("export a shorter period"), "{error}");

    let mut long = data();
    long.log = vec![entry(1, "7", Status::Absent, MarkSource::Closing { by: String::new() }); 1_048_576];
    let error = write_register(&long).expect_err("a header and 1,048,576 rows");
    assert_eq!(error, ReportError::TooManyRows { sheet: "Log", rows: 1_048_577, limit: 1_048_576 });

    let mut tall = data();
    tall.students = vec![student("1", "a", "b"); 1_048_576];
    assert!(matches!(write_register(&tall), Err(ReportError::TooManyRows { sheet: "Register", .. })));
}

#[test]
fn a_record_of_a_session_that_is_not_shown_changes_nothing() {
    let mut more = data();
    more.records.push(record(99, "7", Status::Absent));
    assert_eq!(lines(&values(&more, REGISTER_SHEET)), lines(&values(&data(), REGISTER_SHEET)));
}

/// Protects a school's workbook from classes whose names no sheet can have, or two of which would be one.
#[test]
fn a_schools_workbook_has_a_sheet_a_class_whatever_they_are_called() {
    let names = ["7b", "7B", "Art/Music: *1?", "'", &"\u{1F3BA}".repeat(40), "History", "Classes", "\u{7}"];
    let class = |name: &&str| muster_report::RegisterData { class: (*name).to_owned(), ..data() };
    let registers: Vec<_> = names.iter().map(class).collect();
    let bytes = write_school_register(&registers, crate::sample::instant()).expect("fits");
    let mut workbook = calamine::Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let sheets = workbook.sheet_names();
    assert_eq!(sheets.len(), names.len() + 1);
    assert_eq!(sheets[..5], [SUMMARY_SHEET, "7b", "7B 2", "Art Music   1", "Class"]);
    assert!(sheets.iter().all(|name| name.encode_utf16().count() <= 31), "{sheets:?}");
    let summary = workbook.worksheet_range(SUMMARY_SHEET).expect("the sheet");
    insta::assert_snapshot!(lines(&summary).lines().take(2).collect::<Vec<_>>().join("\n"), @r#"
    Class|Students|Sessions|Attended|Excused|Absent|Taken|Attendance %|% of all sessions
    7b|3|4|4|1|1|6|0.6666666666666667|0.5
    "#);
    let register = workbook.worksheet_range("7B 2").expect("the sheet");
    assert_eq!(lines(&register), lines(&values(&data(), REGISTER_SHEET)));
    assert_eq!(
        write_school_register(&vec![data(); 1_001], crate::sample::instant()),
        Err(ReportError::TooManySheets { sheets: 1_001, limit: 1_000 })
    );
}
