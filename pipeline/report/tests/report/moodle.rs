//! Protects the file that Moodle's attendance activity imports.

use muster_domain::{MoodleUser, SessionId};
use muster_report::write_moodle;

use crate::sample::{data, record, student};

fn text(session: i64, user: MoodleUser) -> String {
    let bytes = write_moodle(&data(), SessionId(session), user).expect("rows");
    String::from_utf8(bytes).expect("UTF-8")
}

/// Protects marks from landing on nobody: Moodle finds users by the heading's field, and statuses by acronym.
#[test]
fn a_session_is_a_row_a_decided_student_with_moodles_acronyms() {
    assert_eq!(text(2, MoodleUser::IdNumber), "idnumber,status\r\n00123,L\r\n7,E\r\n");
    assert_eq!(
        text(3, MoodleUser::Username),
        "username,status\r\n00123,P\r\n7,A\r\n",
        "left early was there"
    );
    assert_eq!(text(4, MoodleUser::Email), "email,status\r\n00123,P\r\n", "undecided students have no row");
    assert_eq!(text(99, MoodleUser::IdNumber), "idnumber,status\r\n", "no such session");
}

/// Protects who looks at the file in a spreadsheet first.
#[test]
fn an_id_that_a_spreadsheet_would_run_is_guarded() {
    let mut data = data();
    data.students.push(student("=1+1", "Z", "Z"));
    data.records.push(record(2, "=1+1", muster_domain::Status::Present));
    let bytes = write_moodle(&data, SessionId(2), MoodleUser::IdNumber).expect("rows");
    assert!(String::from_utf8(bytes).expect("UTF-8").contains("'=1+1,P"));
}
