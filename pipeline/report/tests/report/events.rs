//! Protects attendance events for other systems: their categories, whose term a day is, and what is left out.

use jiff::{Timestamp, civil::date};
use muster_domain::{SessionTime, Status};
use muster_report::{
    EdFiNames, EdFiSection, EdFiSession, ReportError, attendance_event_category, unguard, write_edfi,
    write_records,
};

use crate::{
    hostile::HOSTILE,
    sample::{data, record, student},
};

fn names(section: bool) -> EdFiNames {
    let term = |name: &str, first: i8, last: i8| EdFiSession {
        name: name.to_owned(),
        first_day: date(2026, 3, first),
        last_day: date(2026, 3, last),
    };
    let section = section
        .then(|| EdFiSection { local_course_code: "MATH-7".to_owned(), section_identifier: "7b".to_owned() });
    EdFiNames {
        school_id: "255901".to_owned(),
        school_year: 2026,
        sessions: vec![term("Winter", 1, 2), term("Spring", 3, 31)],
        section,
    }
}

fn text(bytes: Result<Vec<u8>, ReportError>) -> String {
    let text = String::from_utf8(bytes.expect("rows")).expect("UTF-8");
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count(), "RFC 4180 line ends");
    text.replace("\r\n", "\n")
}

#[test]
fn decided_records_are_events_of_their_term() {
    insta::assert_snapshot!(text(write_edfi(&data(), &names(true))), @r#"
    schoolId,schoolYear,sessionName,studentUniqueId,eventDate,attendanceEventCategoryDescriptor,localCourseCode,sectionIdentifier,classPeriodName
    255901,2026,Winter,00123,2026-03-02,uri://ed-fi.org/AttendanceEventCategoryDescriptor#In Attendance,MATH-7,7b,
    255901,2026,Spring,00123,2026-03-03,uri://ed-fi.org/AttendanceEventCategoryDescriptor#Tardy,MATH-7,7b,1st
    255901,2026,Spring,00123,2026-03-03,uri://ed-fi.org/AttendanceEventCategoryDescriptor#Early departure,MATH-7,7b,2nd
    255901,2026,Spring,00123,2026-03-05,uri://ed-fi.org/AttendanceEventCategoryDescriptor#In Attendance,MATH-7,7b,maths
    255901,2026,Spring,7,2026-03-03,uri://ed-fi.org/AttendanceEventCategoryDescriptor#Excused Absence,MATH-7,7b,1st
    255901,2026,Spring,7,2026-03-03,uri://ed-fi.org/AttendanceEventCategoryDescriptor#Unexcused Absence,MATH-7,7b,2nd
    "#);
    assert!(!text(write_edfi(&data(), &names(false))).contains("sectionIdentifier"));
}

#[test]
fn a_day_in_no_term_is_told() {
    let mut names = names(false);
    names.sessions.pop();
    assert_eq!(write_edfi(&data(), &names), Err(ReportError::NoTerm { date: date(2026, 3, 3) }));
}

#[test]
fn who_was_in_the_room_is_no_absence() {
    for status in Status::ALL {
        let absence = attendance_event_category(status).map(|category| category.ends_with("Absence"));
        let decided = (status != Status::NotSeen).then(|| !status.attended());
        assert_eq!(absence, decided, "{status:?}");
    }
}

#[test]
fn every_record_is_a_row_with_its_beginning_where_that_is_known() {
    let eight: Timestamp = "2026-03-03T07:00:00Z".parse().expect("an instant");
    let mut data = data();
    data.records[0].mark = Some(data.log[0].mark.clone());
    let of_second = data.sessions.iter_mut().find(|session| session.id.0 == 2).expect("is there");
    let ends_at = eight + jiff::SignedDuration::from_mins(45);
    of_second.time =
        Some(SessionTime { starts_at: eight, ends_at, zone: "Europe/Berlin".to_owned(), late_from: None });
    let rows = write_records(&data);
    insta::assert_snapshot!(text(rows), @r#"
    student_id,last_name,first_name,class,date,session,starts_at,status,letter,source
    x,'=SUM(A1),'@x,7b,2026-03-05,maths,,not_seen,?,
    00123,Brown,Ann,7b,2026-03-02,,,present,P,machine
    00123,Brown,Ann,7b,2026-03-03,1st,2026-03-03T07:00:00Z,late,L,
    00123,Brown,Ann,7b,2026-03-03,2nd,,left_early,LE,
    00123,Brown,Ann,7b,2026-03-05,maths,,present,P,
    7,hopper,Grace,7b,2026-03-03,1st,2026-03-03T07:00:00Z,excused,E,
    7,hopper,Grace,7b,2026-03-03,2nd,,absent,A,
    7,hopper,Grace,7b,2026-03-05,maths,,not_seen,?,
    "#);
}

#[test]
fn no_word_begins_a_formula_or_a_row() {
    let mut data = data();
    data.students = HOSTILE.iter().map(|name| student(name, name, name)).collect();
    data.records = HOSTILE.iter().map(|name| record(1, name, Status::Present)).collect();
    let files = [(write_edfi(&data, &names(true)), 3), (write_records(&data), 0)];
    for (bytes, id) in files {
        let bytes = bytes.expect("rows");
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(bytes.as_slice()).records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), HOSTILE.len());
        assert!(rows.iter().all(|row| HOSTILE.contains(&unguard(&row[id]))));
        assert!(rows.iter().flatten().all(|field| !field.starts_with(['=', '+', '-', '@', '\t', '\r'])));
    }
}
