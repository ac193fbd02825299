//! Consent, erasure and the audit log, as the office and a teacher use them.

use axum::http::Method;
use serde_json::{Value, json};

use crate::school::{Got, RED, School, later, now, photo, photo_of_width};

fn said(kind: &str, relation: &str) -> Value {
    json!({
        "kind": kind, "person": "Rita's mother", "relation": relation,
        "text_version": "muster-1", "text_language": "de", "evidence": "Folder 7b, page 3",
    })
}

async fn enrol(school: &School) -> Got {
    let body =
        json!({ "student": "rita", "photos": [{ "name": "rita.jpg", "image": photo_of_width(640, RED) }] });
    school.manage("POST", "/api/v1/classes/7b/enrolment", &body).await
}

async fn on_file(school: &School) -> usize {
    let faces = school.manage("GET", "/api/v1/classes/7b/enrolment", &Value::Null).await.json();
    faces.as_array().expect("a list").iter().filter(|face| face["student"] == "rita").count()
}

/// Protects a child who says no: any teacher hears it, it beats the parents' yes, and everything goes at once.
#[tokio::test]
async fn a_child_who_says_no_is_heard() {
    let school = School::open().await;
    let ledger = "/api/v1/students/rita/consents";
    assert_eq!(enrol(&school).await.status, 200);
    assert_eq!(on_file(&school).await, 1);
    let yes = school.post(ledger, &said("granted", "parent")).await;
    assert_eq!(yes.status, 403, "a yes is the office's to enter");
    let not_hers = school.post(ledger, &said("refused_by_child", "parent")).await;
    assert_eq!(not_hers.status, 422, "only the child refuses as the child");

    let no = school.post(ledger, &said("refused_by_child", "student")).await;
    assert_eq!(no.status, 201);
    let no = no.json();
    assert_eq!((&no["state"], &no["face_allowed"]), (&json!("refused_by_child"), &json!(false)));
    assert!(no["forgotten"]["enrolled_faces"].as_u64() > Some(0), "{no}");
    assert_eq!(on_file(&school).await, 0);

    let again = school.manage("POST", ledger, &said("granted", "parent")).await;
    assert_eq!(again.json()["state"], "refused_by_child", "no parent's yes beats it");
    let refused = enrol(&school).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (403, &json!("face_not_allowed")));
    let log = school.manage("GET", "/api/v1/audit?kind=biometrics", &Value::Null).await.json();
    let newest = &log[0];
    assert_eq!(
        (&newest["act"], &newest["outcome"]),
        (&json!("POST /api/v1/classes/{class}/enrolment"), &json!(403))
    );
}

#[tokio::test]
async fn a_pile_of_forms_is_entered_at_once() {
    let school = School::open().await;
    let path = "/api/v1/classes/7b/consents";
    let mut form = said("granted", "guardian");
    form["until"] = json!("2027-07-31");
    let entered = school.manage("POST", path, &json!({ "said": form })).await.json();
    let all = entered.as_array().expect("a list");
    assert!(all.len() == 2 && all.iter().all(|one| one["state"] == "granted"), "{entered}");
    let ledger = school.get("/api/v1/students/rita/consents").await.json();
    let newest = ledger["entries"].as_array().and_then(|entries| entries.last()).expect("an entry");
    assert_eq!((&newest["until"], &newest["evidence"]), (&json!("2027-07-31"), &json!("Folder 7b, page 3")));
    assert_eq!(newest["text_sha256"].as_str().map(str::len), Some(64));
    form["text_version"] = json!("2031-01");
    let unknown = school.manage("POST", path, &json!({ "said": form })).await;
    assert_eq!(unknown.status, 422, "nobody can have read a text that is not there");
    let over = json!({ "said": { "kind": "granted", "person": "x", "relation": "parent", "text_version": "muster-1",
        "text_language": "en", "until": "2020-01-01" } });
    assert_eq!(school.manage("POST", path, &over).await.status, 422);
}

/// Protects a class that wants no faces: its photos are refused, and nothing of them is kept.
#[tokio::test]
async fn a_class_without_faces_is_taken_by_hand() {
    let school = School::open().await;
    let off = school.manage("PUT", "/api/v1/classes/7b/faces", &json!({ "on": false })).await;
    assert_eq!(off.json()["classes_off"], json!(["7b"]));
    let taken = school
        .post("/api/v1/attendance", &json!({ "class": "7b", "date": "2026-11-24", "image": photo(RED) }))
        .await;
    assert_eq!((taken.status.as_u16(), &taken.json()["code"]), (409, &json!("face_off")));
    let mark = json!({ "student": "rita", "status": "present" });
    let marked = school.post("/api/v1/classes/7b/sessions/2026-11-24/marks", &mark).await;
    assert_eq!(marked.status, 200, "by hand it goes on: {}", marked.json());
}

/// Protects whoever asks for what is held of them, and to be forgotten: both are answered whole, and the log holds.
#[tokio::test]
async fn a_student_is_given_everything_and_then_forgotten() {
    let school = School::open().await;
    enrol(&school).await;
    let taken = school
        .post("/api/v1/attendance", &json!({ "class": "7b", "date": "2026-11-24", "image": photo(RED) }))
        .await;
    assert_eq!(taken.status, 200);
    let export = school.manage("GET", "/api/v1/students/rita/export", &Value::Null).await;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(export.bytes)).expect("a ZIP file");
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    for name in ["README.txt", "student.json", "attendance.json", "leave.json", "faces/faces.json"] {
        assert!(names.iter().any(|one| one == name), "{name}: {names:?}");
    }
    assert!(names.iter().any(|name| name.starts_with("class-photos/7b-2026-11-24")), "{names:?}");
    let mut about = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("student.json").expect("there"), &mut about)
        .expect("text");
    assert!(about.contains("\"consent_entries\"") && about.contains("rita"), "{about}");

    let receipt = school.manage("DELETE", "/api/v1/students/rita", &Value::Null).await.json();
    assert_eq!(receipt["student"], "rita");
    for table in ["student", "stay", "mark", "consent", "enrolled_face", "template", "face"] {
        assert!(receipt["rows"][table].as_u64() > Some(0), "{table}: {receipt}");
    }
    assert_eq!(school.manage("GET", "/api/v1/students/rita/export", &Value::Null).await.status, 404);
    let roster = school.manage("GET", "/api/v1/classes/7b/students", &Value::Null).await.json();
    assert_eq!(roster.as_array().map(Vec::len), Some(1), "greta is still there");
    let answer = school.manage("GET", "/api/v1/classes/7b/sessions/2026-11-24", &Value::Null).await;
    assert!(!String::from_utf8_lossy(&answer.bytes).contains("rita"), "nothing of the session names her");
    let check = school.manage("GET", "/api/v1/audit/check", &Value::Null).await.json();
    assert_eq!((&check["holds"], &check["problems"]), (&json!(true), &json!([])), "{check}");
    let log = school.manage("GET", "/api/v1/audit", &Value::Null).await;
    assert!(!String::from_utf8_lossy(&log.bytes).contains("rita"), "nor does the log");
}

/// Protects everybody from looks that nobody can answer for.
#[tokio::test]
async fn who_looked_at_a_face_is_known() {
    let school = School::open().await;
    enrol(&school).await;
    let faces = school.manage("GET", "/api/v1/classes/7b/enrolment", &Value::Null).await.json();
    let crop = format!("/api/v1/classes/7b/enrolment/{}/crop", faces[0]["id"]);
    for _ in 0..3 {
        assert_eq!(school.get(&crop).await.status, 200);
    }
    let looks = school.manage("GET", "/api/v1/audit?kind=access", &Value::Null).await.json();
    let crops: Vec<&Value> = looks
        .as_array()
        .expect("a list")
        .iter()
        .filter(|one| one["act"].as_str().is_some_and(|act| act.ends_with("/crop")))
        .collect();
    assert_eq!(crops.len(), 1, "the same look is told once: {looks}");
    assert_eq!(crops[0]["about"], format!("class=7b face={}", faces[0]["id"]));
    assert_eq!(school.get("/api/v1/audit").await.status, 403, "a teacher does not read the log");
}

#[tokio::test]
async fn papers_are_filled_from_the_settings() {
    let school = School::open().await;
    let notice = school.get("/api/v1/privacy/notice.txt?language=de").await;
    assert!(String::from_utf8_lossy(&notice.bytes).contains("24 Stunden"));
    assert_eq!(school.get("/api/v1/privacy/notice.txt?language=tlh").await.status, 404);
    let rule = json!({ "name": "Office", "watches": "absence", "url": "http://127.0.0.1:9/hook" });
    assert_eq!(school.manage("POST", "/api/v1/notice-rules", &rule).await.status, 201);
    let paper = school.manage("GET", "/api/v1/privacy/assessment.md", &Value::Null).await;
    let paper = String::from_utf8_lossy(&paper.bytes).into_owned();
    for part in ["2 students in 2 classes", "2 of 2 students have a consent", "127.0.0.1:9/hook", "[Accepted"]
    {
        assert!(paper.contains(part), "{part}: {paper}");
    }
}

/// Protects what a yes rests on: the signed form is kept with its entry, the office and auditors open it, and the student gets it.
#[tokio::test]
async fn a_signed_form_is_kept_with_what_was_said() {
    let school = School::open().await;
    let entered = school.manage("POST", "/api/v1/students/rita/consents", &said("granted", "parent")).await;
    let number = entered.json()["entries"].as_array().expect("a ledger").len();
    let files = format!("/api/v1/students/rita/consents/{number}/files");
    let form = json!({ "name": "form <7b>.pdf", "file": "JVBERi0xLjcK" });
    assert_eq!(school.post(&files, &form).await.status, 403, "teachers enter a no and keep no papers");
    let kept = school.manage("POST", &files, &form).await;
    assert_eq!(kept.status, 201);
    let of = |ledger: Value| ledger["entries"][number - 1]["files"].clone();
    let listed =
        json!([{ "number": 1, "name": "form <7b>.pdf", "media_type": "application/pdf", "bytes": 9 }]);
    assert_eq!(of(kept.json()), listed);
    assert_eq!(of(school.get("/api/v1/students/rita/consents").await.json()), listed, "that it is there");
    let one = format!("{files}/1");
    assert_eq!(school.get(&one).await.status, 403, "what it says is not for every teacher");
    let read = school.ask(Method::GET, &one, Some(&school.keys.auditor), None).await;
    assert_eq!((read.status.as_u16(), read.bytes.as_slice()), (200, &b"%PDF-1.7\n"[..]));
    assert_eq!(
        read.headers["content-disposition"],
        format!("attachment; filename=\"consent-{number}-1.pdf\"")
    );
    let text = json!({ "name": "form.txt", "file": "aGVsbG8=" });
    assert_eq!(school.manage("POST", &files, &text).await.status, 415);
    let missing = "/api/v1/students/rita/consents/99/files";
    assert_eq!(school.manage("POST", missing, &form).await.status, 404);

    let export = school.manage("GET", "/api/v1/students/rita/export", &Value::Null).await;
    let archive = zip::ZipArchive::new(std::io::Cursor::new(export.bytes)).expect("a ZIP file");
    assert!(archive.file_names().any(|name| name == format!("consent/{number}-1.pdf")));
    let looks = school.manage("GET", "/api/v1/audit?kind=access", &Value::Null).await.json();
    let act = "GET /api/v1/students/{student}/consents/{entry}/files/{number}";
    assert!(looks.as_array().expect("entries").iter().any(|one| one["act"] == act && one["outcome"] == 200));
    assert_eq!(school.manage("DELETE", &one, &Value::Null).await.status, 204);
    assert_eq!(school.manage("GET", &one, &Value::Null).await.status, 404);
}

/// Protects everybody from registers that are kept for good: years after, sessions and their marks go, then who left that long
/// ago; who is still there stays, and the log holds.
#[tokio::test]
async fn records_go_when_their_years_are_over() {
    let mut school = School::open().await;
    let mut law = muster_record::jurisdiction(muster_record::STRICT).expect("the usual one");
    law.keep.records_years = std::num::NonZeroU16::new(3);
    school.app.jurisdiction = std::sync::Arc::new(law);
    let take = json!({ "class": "7b", "date": "2026-11-24", "image": photo(RED) });
    assert_eq!(school.post("/api/v1/attendance", &take).await.status, 200);
    let leave = json!({ "student": "greta", "first_day": "2026-11-24", "note": "flu" });
    assert_eq!(school.manage("POST", "/api/v1/leaves", &leave).await.status, 201);
    let left = school.manage("DELETE", "/api/v1/classes/7b/students/rita", &Value::Null).await;
    assert_eq!(left.status, 204);
    let due = async || {
        let removed = muster_server::remove_due(&school.app, now()).await.expect("the store works");
        (removed.records.sessions, removed.records.leaves, removed.students)
    };
    let year = 366 * 24 * 3600;
    later(2 * year);
    assert_eq!(due().await, (0, 0, 0));
    later(year + 24 * 3600);
    assert_eq!(due().await, (1, 1, 1));
    assert_eq!(due().await, (0, 0, 0), "once");
    let register = school.manage("GET", "/api/v1/classes/7b/sessions", &Value::Null).await.json();
    assert_eq!(register, json!([]));
    assert_eq!(school.manage("GET", "/api/v1/students/rita/consents", &Value::Null).await.status, 404);
    let students = school.manage("GET", "/api/v1/classes/7b/students", &Value::Null).await.json();
    assert_eq!(students[0]["id"], "greta", "she never left");
    let check = school.manage("GET", "/api/v1/audit/check", &Value::Null).await.json();
    assert_eq!(check["problems"], json!([]), "{check}");
    assert!(check["forgotten"].as_i64() > Some(0), "{check}");
}
