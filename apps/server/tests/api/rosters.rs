//! Rosters from files, templates as files, and names that are taken back.

use std::io::{Cursor, Write as _};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use muster_domain::{FaceTemplate, ModelId, StudentId};
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::school::{Got, RED, School, photo};

const IMPORT: &str = "/api/v1/classes/7b/roster-import";

/// An `.npz` file with one template of that student, in base64.
pub(crate) fn npz(student: &str, dimension: usize) -> String {
    let vector = (0..dimension).map(|at| if at == 2 { 1.0 } else { 0.0 }).collect();
    let template = FaceTemplate::new(ModelId::new("facenet/plain"), vector).expect("a unit vector");
    let file = muster_identify::npz::export(&[(StudentId::new(student), vec![template])]);
    BASE64_STANDARD.encode(file.expect("one model"))
}

/// A zip file in base64.
fn zip(files: &[(&str, &str)]) -> String {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(*name, SimpleFileOptions::DEFAULT).expect("is begun");
        writer.write_all(text.as_bytes()).expect("is written");
    }
    BASE64_STANDARD.encode(writer.finish().expect("is whole").into_inner())
}

const ENROLMENTS: &str = "c1,rita,student,\nc1,u7,student,\nc1,u8,student,2027-01-01\nc2,u8,student,\n";

/// A OneRoster export of two classes.
fn export(mode: &str, enrolments: &str) -> String {
    let manifest = format!("propertyName,value\noneroster.version,1.1\nfile.enrollments,{mode}\n");
    let enrolments = format!("classSourcedId,userSourcedId,role,beginDate\n{enrolments}");
    zip(&[
        ("manifest.csv", &manifest),
        ("classes.csv", "sourcedId,title,classCode\nc2,Music,MU\nc1,Algebra,A1\n"),
        (
            "users.csv",
            "sourcedId,givenName,familyName,role\nrita,Rita,New,student\nu7,Zoë,Z,student\nu8,Yan,Y,student\n",
        ),
        ("enrollments.csv", &enrolments),
    ])
}

async fn import(school: &School, dry: bool, body: &Value) -> Got {
    school.manage("POST", &format!("{IMPORT}?dry_run={dry}"), body).await
}

async fn ids(school: &School) -> Vec<String> {
    let roster = school.get("/api/v1/classes/7b/students").await.json();
    let id = |student: &Value| student["id"].as_str().expect("an id").to_owned();
    roster.as_array().expect("a roster").iter().map(id).collect()
}

/// Protects from an import that does other than what its dry run said.
#[tokio::test]
async fn a_dry_run_says_what_the_import_then_does() {
    let school = School::open().await;
    let file = BASE64_STANDARD.encode(b"Nr;Nachname;Vorname\r\nrita;Lovelace;Rit\xe4\r\n007;=1+1;Zo\xeb\r\n");
    let body = json!({ "file": file, "remove_missing": true });
    let said = import(&school, true, &body).await.json();
    assert_eq!(said["encoding"], "windows-1252");
    assert_eq!(said["mapping"], json!({ "id": 0, "last_name": 1, "first_name": 2, "full_name": null }));
    assert_eq!(said["columns"][1], json!({ "name": "Nachname", "sample": ["Lovelace", "=1+1"] }));
    assert_eq!(said["renamed"][0]["from"]["first_name"], "rita");
    assert_eq!(said["added"][0]["student"], json!({ "id": "007", "last_name": "=1+1", "first_name": "Zoë" }));
    assert_eq!((&said["missing"][0]["id"], &said["imported"]), (&json!("greta"), &json!(false)));
    assert_eq!(ids(&school).await, ["greta", "rita"], "nothing was changed");

    let done = import(&school, false, &body).await.json();
    assert_eq!(done["imported"], true);
    assert_eq!((&done["added"], &done["renamed"]), (&said["added"], &said["renamed"]));
    assert_eq!(ids(&school).await, ["007", "rita"]);
    let again = import(&school, false, &body).await.json();
    assert_eq!(
        (&again["added"], &again["unchanged"], &again["missing"]),
        (&json!([]), &json!(2), &json!([]))
    );
    let back = json!({ "text": "id,name\ngreta,Greta\n" });
    let known = import(&school, true, &back).await.json();
    assert_eq!(known["added"][0]["known"]["first_name"], "greta", "the school knows her still");
    import(&school, false, &back).await;
    assert_eq!(ids(&school).await.len(), 3, "nobody is taken off unless that is asked for");
}

/// Protects a school that imports its whole export again each term: a class is chosen, ids stay, nobody is taken off
/// unasked.
#[tokio::test]
async fn a_class_of_an_export_is_chosen_and_imported() {
    let school = School::open().await;
    let file = export("bulk", ENROLMENTS);
    let asked = import(&school, true, &json!({ "file": file })).await.json();
    assert_eq!((&asked["format"], &asked["source_class"]), (&json!("oneroster"), &Value::Null));
    let music = json!({ "id": "c2", "title": "Music", "code": "MU", "terms": [] });
    assert_eq!((&asked["classes"][0]["id"], &asked["classes"][1]), (&json!("c1"), &music));
    assert_eq!((&asked["added"], &asked["missing"]), (&json!([]), &json!([])), "nothing is said before");

    let body = json!({ "file": file, "source_class": "c1" });
    let said = import(&school, true, &body).await.json();
    assert_eq!((&said["source_class"], &said["listed"]), (&json!("c1"), &json!(2)));
    assert_eq!(said["renamed"][0]["to"], json!({ "id": "rita", "last_name": "New", "first_name": "Rita" }));
    assert_eq!(said["added"][0]["student"]["first_name"], "Zoë");
    assert_eq!(said["missing"][0]["id"], "greta");
    let left = json!([{ "file": "enrollments.csv", "line": 4, "id": "u8", "code": "not_begun",
        "message": "the enrolment begins on 2027-01-01" }]);
    assert_eq!(said["left_out"], left);
    assert_eq!(ids(&school).await, ["greta", "rita"], "nothing was changed");

    import(&school, false, &body).await;
    assert_eq!(ids(&school).await.len(), 3, "nobody is taken off unless that is asked for");
    let again = import(&school, false, &body).await.json();
    assert_eq!((&again["imported"], &again["unchanged"]), (&json!(true), &json!(2)));
    let mut leave = body.clone();
    leave["remove_missing"] = json!(true);
    import(&school, false, &leave).await;
    assert_eq!(ids(&school).await, ["rita", "u7"]);
}

/// Protects rosters from files that are wrong (rows 57 to 59 of `bad-inputs.md`): refused as a whole, with the line.
#[tokio::test]
async fn a_bad_file_is_refused_and_changes_nothing() {
    let school = School::open().await;
    let rows = |many: usize| (0..many).map(|row| format!("{row},A\n")).collect::<Vec<_>>().concat();
    for (what, body, status, told) in [
        ("nothing", json!({}), 422, "send `file` or `text`"),
        ("both", json!({ "file": "", "text": "" }), 422, "send `file` or `text`"),
        ("an empty file", json!({ "file": "" }), 422, "empty"),
        ("no base64", json!({ "file": "*" }), 422, "the file is not base64"),
        ("NUL", json!({ "text": "id,name\n1,A\n2,\0\n" }), 422, "line 3"),
        ("half a zip", json!({ "file": BASE64_STANDARD.encode(b"PK\x03\x04\0\0") }), 422, "can't be opened"),
        ("a workbook", json!({ "file": zip(&[("xl/workbook.xml", "<a/>")]) }), 422, "saved as CSV"),
        ("changes", json!({ "file": export("delta", ENROLMENTS) }), 422, "delta mode"),
        ("no class said", json!({ "file": export("bulk", ENROLMENTS) }), 422, "`source_class`"),
        (
            "another class",
            json!({ "file": export("bulk", ENROLMENTS), "source_class": "c9" }),
            422,
            "no class `c9`",
        ),
        (
            "a wrong line",
            json!({ "file": export("bulk", "c1,rita,student,1.8.2026\n"), "source_class": "c1" }),
            422,
            "enrollments.csv, line 2: a date",
        ),
        ("a class of CSV", json!({ "text": "id,name\n1,A\n", "source_class": "c1" }), 422, "OneRoster"),
        ("broken UTF-16", json!({ "file": BASE64_STANDARD.encode(b"\xff\xfe\0\xd8") }), 422, "UTF-16LE"),
        ("many rows", json!({ "text": rows(2001) }), 413, "2000 rows"),
        ("a megabyte", json!({ "text": "x".repeat((1 << 20) + 1) }), 413, "bytes"),
        ("no id", json!({ "text": "id,name\n1,A\n,B\n" }), 422, "line 3: the id is missing"),
        ("an id twice", json!({ "text": "id,name\n1,A\n1,B\n" }), 422, "line 3: the id is that of line 2"),
        ("no name", json!({ "text": "id,name\n1,\n" }), 422, "line 2: there is no name"),
        ("a long name", json!({ "text": format!("id,name\n1,{}\n", "x".repeat(201)) }), 422, "line 2"),
        ("an open quote", json!({ "text": "id,name\n1,\"A\n2,B\n" }), 422, "line 2"),
        ("unnamed columns", json!({ "text": "a,b\nc,d\n" }), 422, "which column"),
        (
            "no such column",
            json!({ "text": "a,b\n1,B\n", "columns": { "id": 0, "full_name": 2 } }),
            422,
            "column 2",
        ),
        ("unknown field", json!({ "text": "", "role": "admin" }), 422, "role"),
    ] {
        let got = import(&school, false, &body).await;
        let text = String::from_utf8_lossy(&got.bytes).into_owned();
        assert!(got.status == status && text.contains(told), "{what}: {} {text}", got.status);
    }
    assert_eq!(ids(&school).await, ["greta", "rita"]);
    let none =
        school.manage("POST", "/api/v1/classes/9z/roster-import", &json!({ "text": "id,name\n1,A" })).await;
    assert_eq!(none.status, 404);
    let unmapped = import(&school, true, &json!({ "text": "a,b\nc,d\n" })).await;
    assert_eq!((unmapped.status.as_u16(), &unmapped.json()["mapping"]["id"]), (200, &Value::Null));
}

/// Protects a student from losing their name to a slip in another's id.
#[tokio::test]
async fn adding_a_student_renames_nobody() {
    let school = School::open().await;
    let put =
        async |names: Value| school.manage("PUT", "/api/v1/classes/7b/students/rita?new=true", &names).await;
    let got = put(json!({ "first_name": "Greg" })).await;
    assert_eq!((got.status.as_u16(), &got.json()["code"]), (409, &json!("conflict")));
    assert_eq!(put(json!({ "first_name": "rita" })).await.status, 200, "she is who she is");
}

/// Protects biometric data: what leaves can come back, and what is no such file is refused.
#[tokio::test]
async fn templates_leave_and_come_back_as_a_file() {
    let school = School::open().await;
    let (file, templates) = ("/api/v1/classes/7b/templates.npz", "/api/v1/classes/7b/templates");
    let got = school.manage("GET", file, &Value::Null).await;
    assert_eq!(got.headers["content-disposition"], "attachment; filename=\"templates.npz\"");
    let body = json!({ "model": "facenet/plain", "file": BASE64_STANDARD.encode(&got.bytes) });
    let back = school.manage("POST", templates, &body).await;
    assert_eq!(back.json().as_array().map(Vec::len), Some(2), "{}", back.json());
    assert_eq!(school.manage("GET", file, &Value::Null).await.bytes, got.bytes);
    for (what, body, told) in [
        (
            "another model",
            json!({ "model": "sface/5pt", "file": npz("rita", 512) }),
            "in force: facenet/plain",
        ),
        ("another length", json!({ "file": npz("rita", 128) }), "rita"),
        ("a picture", json!({ "file": photo(RED) }), "not an .npz"),
        ("pickled", json!({ "file": BASE64_STANDARD.encode(b"\x93NUMPY\x01\x00") }), "np.savez"),
        ("nothing", json!({ "file": "" }), "empty"),
    ] {
        let got = school.manage("POST", templates, &body).await;
        let text = String::from_utf8_lossy(&got.bytes).into_owned();
        assert!(got.status == 422 && text.contains(told), "{what}: {} {text}", got.status);
    }
    assert_eq!(
        school.manage("GET", file, &Value::Null).await.bytes,
        got.bytes,
        "refused files changed nothing"
    );
    let empty = school.manage("GET", "/api/v1/classes/8a/templates.npz", &Value::Null).await;
    assert_eq!((empty.status.as_u16(), &empty.json()["code"]), (409, &json!("conflict")));
}

/// Protects from a slip in naming: what was said of a face can be taken back to where it was.
#[tokio::test]
async fn a_name_is_taken_back() {
    let school = School::open().await;
    let photos = json!({ "photos": [{ "name": "class.jpg", "image": photo(RED) }] });
    let face = school.post("/api/v1/classes/7b/enrolment", &photos).await.json()["faces"][0]["id"].clone();
    let decide = async |more: Value| {
        let mut body = json!({ "faces": [face], "state": "pending" });
        body.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        school.post("/api/v1/classes/7b/enrolment/decisions", &body).await
    };
    let named = decide(json!({ "state": "accepted", "student": "greta" })).await.json();
    assert_eq!((&named[0]["student"], &named[0]["state"]), (&json!("greta"), &json!("accepted")));
    let back = decide(json!({ "unnamed": true })).await.json();
    assert_eq!((&back[0]["student"], &back[0]["state"]), (&Value::Null, &json!("pending")));
    assert_eq!(decide(json!({ "state": "accepted" })).await.status, 409, "whose is it?");
    assert_eq!(decide(json!({ "state": "accepted", "unnamed": true })).await.status, 422);
    assert_eq!(decide(json!({ "student": "greta", "unnamed": true })).await.status, 422);
    assert_eq!(decide(json!({ "state": "rejected", "unnamed": true })).await.json()[0]["state"], "rejected");
}
