//! The register as files, over HTTP.

use serde_json::json;

use crate::school::School;

/// Rita was there twice and left early once, Greta was absent, then nobody decided.
async fn marked() -> School {
    let school = School::open().await;
    for (date, student, status) in [
        ("2026-11-20", "rita", "present"),
        ("2026-11-20", "greta", "absent"),
        ("2026-11-23", "rita", "left_early"),
    ] {
        let mark = json!({ "student": student, "status": status, "remark": "=1+1" });
        let path = format!("/api/v1/classes/7b/sessions/{date}/marks?label=2nd");
        assert_eq!(school.post(&path, &mark).await.status, 200);
    }
    school
}

async fn text(school: &School, path: &str) -> String {
    let got = school.get(path).await;
    assert_eq!(got.status, 200);
    assert_eq!(got.headers["content-type"], "text/csv; charset=utf-8");
    assert!(got.headers["content-disposition"].to_str().expect("text").starts_with("attachment"));
    String::from_utf8(got.bytes).expect("UTF-8")
}

/// Protects names from Excel's guess at an encoding, and teachers from remarks that run.
#[tokio::test]
async fn the_csv_begins_with_a_mark_and_holds_the_days_that_are_asked_for() {
    let school = marked().await;
    let all = text(&school, "/api/v1/classes/7b/register.csv").await;
    assert!(all.starts_with("\u{feff}last_name,first_name,student_id,date"));
    assert_eq!(all.lines().count(), 1 + 4, "two students, two sessions");
    assert!(all.contains(",'=1+1,") && !all.contains(",=1+1"));
    let one = text(&school, "/api/v1/classes/7b/register.csv?from=2026-11-21").await;
    assert!(one.lines().skip(1).all(|line| line.contains("2026-11-23")), "{one}");
}

/// Protects the import into Moodle: the file is of one session, and says whose ids it has.
#[tokio::test]
async fn a_sessions_file_for_moodle_names_users_and_acronyms() {
    let school = marked().await;
    let path = "/api/v1/classes/7b/moodle.csv";
    let first = text(&school, &format!("{path}?date=2026-11-20&label=2nd")).await;
    assert_eq!(first, "idnumber,status\r\ngreta,A\r\nrita,P\r\n");
    let second = text(&school, &format!("{path}?date=2026-11-23&label=2nd&user=username")).await;
    assert_eq!(second, "username,status\r\nrita,P\r\n", "Greta is not decided");
    for (query, status) in [
        ("?date=2026-11-20", 404),
        ("?date=2026-11-20&label=2nd&user=name", 422),
        ("?date=soon", 422),
        ("", 422),
    ] {
        assert_eq!(school.get(&format!("{path}{query}")).await.status, status, "{query}");
    }
}

/// Protects a talk with a parent: one student's sessions, with what decided each, and nobody else's.
#[tokio::test]
async fn a_students_attendance_comes_newest_first() {
    let school = marked().await;
    let path = "/api/v1/classes/7b/students/rita/attendance";
    let all = school.get(path).await.json();
    assert_eq!((&all["id"], &all["name"]), (&json!("rita"), &json!("rita")));
    assert_eq!((&all["tally"]["present"], &all["tally"]["left_early"]), (&json!(1), &json!(1)), "{all}");
    let sessions = all["sessions"].as_array().expect("an array");
    let said: Vec<_> = sessions.iter().map(|one| (&one["session"]["date"], &one["status"])).collect();
    assert_eq!(
        said,
        [(&json!("2026-11-23"), &json!("left_early")), (&json!("2026-11-20"), &json!("present"))]
    );
    assert_eq!(
        (&sessions[0]["mark"]["source"], &sessions[0]["mark"]["remark"]),
        (&json!("human"), &json!("=1+1"))
    );
    let greta = school.get("/api/v1/classes/7b/students/greta/attendance?from=2026-11-21").await.json();
    assert_eq!(
        (greta["sessions"].as_array().map(Vec::len), &greta["sessions"][0]["mark"]),
        (Some(1), &json!(null))
    );
    assert_eq!(greta["tally"]["not_seen"], 1, "{greta}");
    for (path, status) in [
        (path.replace("rita", "nobody"), 404),
        (format!("{path}?from=soon"), 422),
        (format!("{path}?from=2026-11-23&to=2026-11-20"), 422),
    ] {
        assert_eq!(school.get(&path).await.status, status, "{path}");
    }
}
