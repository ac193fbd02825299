//! Protects a school's own letters on their way into a workbook and back: totals and percentages by what each counts as, points,
//! and letters that a spreadsheet would take for something else.

use muster_domain::{CountsAs, Mark, MarkSource, SetStatus, Status, StatusSet, StudentId};
use muster_record::{built_in_sets, plain_set};
use muster_report::{REGISTER_SHEET, RegisterData, difference, read_register, write_csv, write_register};

use crate::edited::{save, text};
use crate::sample::{data, instant, lines, open, values};
use calamine::Reader as _;

fn in_set(id: &str) -> RegisterData {
    let statuses = built_in_sets().into_iter().find(|set| set.id == id).expect("comes with Muster");
    RegisterData { statuses, ..data() }
}

/// Gives a record the letter that somebody chose.
fn choose(data: &mut RegisterData, session: i64, student: &str, status: Status, letter: &str) {
    let source = MarkSource::Human { by: "ms-day".to_owned(), remark: String::new() };
    let (letter, at) = (Some(letter.to_owned()), instant());
    for record in &mut data.records {
        if record.session.0 == session && record.student.as_str() == student {
            let source = source.clone();
            let mark = Mark { student: StudentId::new(student), status, letter: letter.clone(), source, at };
            (record.status, record.mark) = (status, Some(mark));
        }
    }
}

#[test]
fn points_are_added_up_and_shared() {
    insta::assert_snapshot!(lines(&values(&in_set("moodle"), REGISTER_SHEET)), @r#"
    Last name|First name|ID|2026-03-02|2026-03-03 1st|2026-03-03 2nd|2026-03-05|P|L|E|A|?|Taken|Attendance %|% of all sessions|Points|Points %
    =SUM(A1)|@x|x||||?|0|0|0|0|1|0||0|0|
    Brown|Ann|00123|P|L|P|P|3|1|0|0|0|4|1|1|7|0.875
    hopper|Grace|7||E|A|?|0|0|1|1|1|2|0|0|1|0.25
    "#);
    let formulas = open(&in_set("moodle")).worksheet_formula(REGISTER_SHEET).expect("formulas");
    let last = lines(&formulas);
    assert!(last.contains("2*H4+1*I4+1*J4+0*K4"), "{last}");
}

/// A day of Y2 could not be attended, B is attendance, U is absence.
#[test]
fn englands_codes_are_totalled_by_what_they_count_as() {
    let mut data = in_set("england");
    choose(&mut data, 1, "00123", Status::Present, "B");
    choose(&mut data, 2, "00123", Status::Excused, "Y2");
    choose(&mut data, 3, "00123", Status::Late, "U");
    let sheet = values(&data, REGISTER_SHEET);
    let row = sheet.rows().nth(2).expect("Ann's row");
    let heading = |name: &str| {
        let head = sheet.rows().next().expect("headings");
        head.iter().rposition(|cell| *cell == name).expect(name)
    };
    let cell = |name: &str| row[heading(name)].to_string();
    assert_eq!([3, 4, 5, 6].map(|at| row[at].to_string()), ["B", "Y2", "U", "/"]);
    assert_eq!(
        (cell("Taken"), cell("B"), cell("Y2"), cell("U")),
        ("3".into(), "1".into(), "1".into(), "1".into())
    );
    assert!(cell("Attendance %").starts_with("0.666"), "{}", cell("Attendance %"));
    let csv = String::from_utf8(write_csv(&data).expect("rows")).expect("UTF-8");
    assert!(csv.contains(",excused,Y2,human,"), "{csv}");
}

#[test]
fn letters_come_back_as_they_are_and_a_set_that_changed_since_makes_no_changes() {
    let mut data = in_set("england");
    choose(&mut data, 1, "00123", Status::Present, "V");
    let register: crate::edited::Cells =
        values(&data, REGISTER_SHEET).rows().map(<[calamine::Data]>::to_vec).collect();
    let base: crate::edited::Cells =
        values(&data, muster_report::BASE_SHEET).rows().map(<[calamine::Data]>::to_vec).collect();
    let mut edited = register.clone();
    edited[2][4] = text("b");
    edited[3][5] = text("\\");
    edited[3][6] = text("LE");
    let found = difference(&read_register(&save(&edited, Some(&base))).expect("a register"), &data);
    let told: Vec<_> = found
        .changes
        .iter()
        .map(|one| (one.student.id.as_str(), one.from.text.as_str(), one.to.text.as_str(), one.to.status))
        .collect();
    assert_eq!(told, [("00123", "L", "B", Status::Present), ("7", "O", "\\", Status::Present)]);
    assert_eq!(found.problems.len(), 1, "LE is no code in England");
    assert_eq!(found.unknown_columns, []);

    let later = RegisterData { statuses: plain_set(), ..data.clone() };
    let found = difference(&read_register(&save(&register, Some(&base))).expect("a register"), &later);
    assert_eq!((found.changes.len(), found.conflicts.len(), found.problems.len()), (0, 0, 0));
}

/// COUNTIF would take these for comparisons.
#[test]
fn letters_that_look_like_comparisons_are_counted_as_they_are() {
    let one = |letter: &str, core| SetStatus {
        letter: letter.to_owned(),
        name: letter.to_owned(),
        core,
        counts_as: if core == Status::Present { CountsAs::Attended } else { CountsAs::Absent },
        points: None,
        colour: "#123456".to_owned(),
    };
    let statuses = StatusSet {
        id: "signs".to_owned(),
        name: "Signs".to_owned(),
        statuses: vec![one("<", Status::Present), one("=0", Status::Absent)],
    };
    assert_eq!(statuses.check(), Ok(()));
    let data = RegisterData { statuses, ..data() };
    let formulas = lines(&open(&data).worksheet_formula(REGISTER_SHEET).expect("formulas"));
    assert!(formulas.contains(r#"COUNTIF($D3:$G3,"=<")"#) && formulas.contains(r#"COUNTIF($D3:$G3,"==0")"#));
    assert!(write_register(&data).is_ok());
}
