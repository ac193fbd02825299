//! Reports over HTTP, as data and as files that other programs open.

use serde_json::{Value, json};

use crate::school::{School, later};

async fn taken(school: &School, date: &str, greta: &str) {
    let path = |what: &str| format!("/api/v1/classes/7b/sessions/{date}/{what}");
    for (student, status) in [("rita", "present"), ("greta", greta)] {
        later(1);
        school.post(&path("marks"), &json!({ "student": student, "status": status })).await;
    }
    school.post(&path("close"), &json!({})).await;
}

fn column(report: &Value, code: &str) -> Vec<Value> {
    let columns = report["columns"].as_array().expect("columns");
    let at = columns.iter().position(|one| one["code"] == code).expect(code);
    report["rows"].as_array().expect("rows").iter().map(|row| row[at].clone()).collect()
}

/// Protects who needs somebody's attention from getting lost in a register.
#[tokio::test]
async fn absences_in_a_row_and_in_all_are_found() {
    let school = School::open().await;
    for day in 2..=13 {
        let greta = if day >= 11 { "absent" } else { "present" };
        taken(&school, &format!("2026-11-{day:02}"), greta).await;
    }
    let get = async |report: &str| {
        school.get(&format!("/api/v1/reports/{report}from=2026-11-01&to=2026-11-30")).await.json()
    };
    let row = get("in_row?").await;
    assert_eq!((column(&row, "student_id"), column(&row, "in_row")), (vec![json!("greta")], vec![json!(3)]));
    assert_eq!(
        (column(&row, "since"), column(&row, "until")),
        (vec![json!("2026-11-11")], vec![json!("2026-11-13")])
    );
    assert_eq!(get("in_row?sessions=4&").await["rows"], json!([]));
    let much = get("chronic?").await;
    assert_eq!((column(&much, "missed"), column(&much, "taken")), (vec![json!(3)], vec![json!(12)]));
    assert_eq!(column(&much, "missed_of_taken"), [json!(25.0)]);
    let absent = get("absences?").await;
    assert_eq!(column(&absent, "date"), ["2026-11-11", "2026-11-12", "2026-11-13"]);
    let students = get("students?").await;
    assert_eq!(column(&students, "attended"), [json!(9), json!(12)]);
    let classes = get("classes?").await;
    assert_eq!(
        (column(&classes, "class"), column(&classes, "sessions_taken")),
        (vec![json!("Form 7b")], vec![json!(12)])
    );
    for wrong in [
        "/api/v1/reports/nothing",
        "/api/v1/reports/in_row?sessions=1",
        "/api/v1/reports/classes?from=2026-11-02&to=2026-11-01",
        "/api/v1/reports/classes?format=doc",
    ] {
        assert!(matches!(school.get(wrong).await.status.as_u16(), 404 | 422), "{wrong}");
    }
    assert_eq!(
        school.get("/api/v1/reports/teachers").await.status,
        403,
        "a teacher does not look over teachers"
    );
    let teachers =
        school.manage("GET", "/api/v1/reports/teachers?from=2026-11-01&to=2026-11-30", &Value::Null).await;
    assert_eq!(column(&teachers.json(), "class"), ["Form 7b", "Form 8a"], "classes of nobody have a row too");
}

#[tokio::test]
async fn reports_are_files_in_the_readers_language() {
    let school = School::open().await;
    taken(&school, "2026-11-23", "absent").await;
    let get = async |format: &str| {
        school.get(&format!("/api/v1/reports/students?from=2026-11-23&language=de&format={format}")).await
    };
    let pdf = get("pdf").await;
    assert!(pdf.bytes.starts_with(b"%PDF-") && pdf.headers["content-type"] == "application/pdf");
    assert_eq!(pdf.headers["content-disposition"], "attachment; filename=\"students-2026-11-23.pdf\"");
    assert!(get("xlsx").await.bytes.starts_with(b"PK"));
    let csv = String::from_utf8(get("csv").await.bytes).expect("UTF-8");
    assert!(csv.starts_with('\u{feff}') && csv.contains("Klasse"), "{csv}");
}
