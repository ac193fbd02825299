//! Protects the CSV: its columns, its exact text, and that no field can run as a formula.

use muster_domain::{MarkSource, Status};
use muster_report::{RegisterData, guard, unguard, write_csv};
use proptest::prelude::*;

use crate::{
    hostile::HOSTILE,
    sample::{data, record, student},
};

fn rows(data: &RegisterData) -> Vec<csv::StringRecord> {
    let bytes = write_csv(data).expect("rows");
    csv::Reader::from_reader(bytes.as_slice()).records().map(|row| row.expect("a row")).collect()
}

#[test]
fn the_csv_has_a_row_for_each_student_and_session_with_a_record() {
    let mut data = data();
    for record in &mut data.records {
        let entry = data.log.iter().find(|e| e.session == record.session && e.mark.student == record.student);
        record.mark = entry.map(|entry| entry.mark.clone());
    }
    let text = String::from_utf8(write_csv(&data).expect("rows")).expect("UTF-8");
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count(), "RFC 4180 line ends");
    insta::assert_snapshot!(text.replace("\r\n", "\n"), @r#"
    last_name,first_name,student_id,date,session,session_id,status,letter,source,by,remark,marked_at
    '=SUM(A1),'@x,x,2026-03-05,maths,4,not_seen,?,,,,
    Brown,Ann,00123,2026-03-02,,1,present,P,machine,,,2026-03-06T14:00:00Z
    Brown,Ann,00123,2026-03-03,1st,2,late,L,human,ms-day,'=late bus,2026-03-06T14:00:00Z
    Brown,Ann,00123,2026-03-03,2nd,3,left_early,LE,,,,
    Brown,Ann,00123,2026-03-05,maths,4,present,P,,,,
    hopper,Grace,7,2026-03-03,1st,2,excused,E,,,,
    hopper,Grace,7,2026-03-03,2nd,3,absent,A,closing,ms-day,,2026-03-06T14:00:00Z
    hopper,Grace,7,2026-03-05,maths,4,not_seen,?,,,,
    "#);
}

#[test]
fn hostile_names_come_back_exactly_and_never_begin_a_formula() {
    let mut data = data();
    data.students = HOSTILE.iter().map(|name| student(name, name, name)).collect();
    data.records = HOSTILE.iter().map(|name| record(1, name, Status::Present)).collect();
    let rows = rows(&data);
    assert_eq!(rows.len(), HOSTILE.len());
    for row in rows {
        let name = unguard(&row[2]);
        assert!(HOSTILE.contains(&name), "{name:?} is not a name that was given");
        assert_eq!((unguard(&row[0]), unguard(&row[1])), (name, name));
        assert!(!row[0].starts_with(['=', '+', '-', '@', '\t', '\r']), "{:?} would run", &row[0]);
    }
}

#[test]
fn remarks_are_guarded_too() {
    let mut data = data();
    data.records.truncate(1);
    data.records[0].mark = Some(data.log[1].mark.clone());
    assert!(matches!(&data.log[1].mark.source, MarkSource::Human { remark, .. } if remark == "=late bus"));
    assert_eq!(&rows(&data)[0][10], "'=late bus");
}

proptest! {
    #[test]
    fn guarding_is_reversible_and_leaves_nothing_to_run(text in "['=+@\\-\t\r\n]{0,3}\\PC{0,12}") {
        let guarded = guard(&text);
        prop_assert_eq!(unguard(&guarded), &text);
        prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
    }
}
