//! An edited register comes back over HTTP.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use muster_domain::{ClassId, SchoolId};
use muster_store::Sessions as _;
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::school::{Got, School};

const IMPORT: &str = "/api/v1/classes/7b/register-import";

/// A workbook of these sheets, in base64.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> String {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).expect("a name");
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(row, column, *cell).expect("a cell");
            }
        }
    }
    BASE64_STANDARD.encode(workbook.save_to_buffer().expect("bytes"))
}

/// A register of nobody.
pub(crate) fn empty() -> String {
    workbook(&[("Register", &[&["ID"]])])
}

/// Rita and Greta on two days, as the class of that id was written at a time, then edited to these letters.
fn edited(class: &str, written_at: &str, rita: [&str; 2], greta: [&str; 2]) -> String {
    let register: [&[&str]; 3] =
        [&["ID", "2026-11-20", "2026-11-23"], &["rita", rita[0], rita[1]], &["greta", greta[0], greta[1]]];
    let base: [&[&str]; 6] = [
        &["Muster register 1", class, written_at],
        &["heading", "2026-11-20", "2026-11-23"],
        &["date", "2026-11-20", "2026-11-23"],
        &["label", "", "2nd"],
        &["rita", "P", "P"],
        &["greta", "A", "?"],
    ];
    workbook(&[("Register", &register), ("Base", &base)])
}

async fn mark(school: &School, at: &str, student: &str, status: &str) {
    let path = format!("/api/v1/classes/7b/sessions/{at}");
    let body = json!({ "student": student, "status": status });
    assert_eq!(school.post(&path, &body).await.status, 200);
}

/// The marks that the workbook of [`edited`] was written with; returns a time after them.
async fn marked() -> (School, String) {
    let school = School::open().await;
    mark(&school, "2026-11-20/marks", "rita", "present").await;
    mark(&school, "2026-11-20/marks", "greta", "absent").await;
    mark(&school, "2026-11-23/marks?label=2nd", "rita", "present").await;
    (school, crate::school::now().to_string())
}

async fn import(school: &School, body: &Value) -> Got {
    school.post(IMPORT, body).await
}

fn brief(items: &Value) -> Vec<String> {
    let text = |item: &Value, field: &str| item[field].as_str().unwrap_or_default().to_owned();
    let one = |item: &Value| {
        let plain = ["cell", "date", "label"].map(|field| text(item, field));
        let letters = ["from", "to"].map(|field| text(&item[field], "status"));
        let fields = [&plain[..], &letters].concat();
        format!("{} {}", text(&item["student"], "id"), fields.join(" "))
    };
    items.as_array().expect("a list").iter().map(one).collect()
}

/// Protects registers from a file: nothing changes before it was seen, then just that, once, with who did it and why.
#[tokio::test]
async fn a_look_says_what_the_import_then_does_once() {
    let (school, at) = marked().await;
    let file = edited("7b", &at, [" le ", "P"], ["A", "e"]);
    let said = import(&school, &json!({ "file": file })).await.json();
    let changes = ["rita B2 2026-11-20  present left_early", "greta C3 2026-11-23 2nd not_seen excused"];
    assert_eq!(brief(&said["changes"]), changes);
    assert_eq!(
        (&said["applied"], &said["has_base"], &said["unchanged"]),
        (&json!(false), &json!(true), &json!(2))
    );
    let history = "/api/v1/classes/7b/sessions/2026-11-20/marks";
    assert_eq!(school.get(history).await.json().as_array().map(Vec::len), Some(2), "nothing was changed");

    let body = json!({ "file": file, "apply": true, "seen": said["state"] });
    let done = import(&school, &body).await.json();
    assert_eq!((&done["changes"], &done["applied"]), (&said["changes"], &json!(true)));
    let marks = school.get(history).await.json();
    let last = &marks[2];
    assert_eq!((&last["student"], &last["status"]), (&json!("rita"), &json!("left_early")));
    assert_eq!(
        (&last["mark"]["source"], &last["mark"]["remark"]),
        (&json!("human"), &json!("from register.xlsx"))
    );

    let again = import(&school, &json!({ "file": file, "apply": true })).await.json();
    assert_eq!((&again["changes"], &again["conflicts"]), (&json!([]), &json!([])));
    assert_eq!(school.get(history).await.json(), marks, "the same file again changes nothing");
    assert_eq!(import(&school, &body).await.status, 409, "what was seen is no more");
}

/// Protects what others decided since the file was written: it stays, and is told, unless the very cell is overridden.
#[tokio::test]
async fn what_others_decided_since_stays_unless_it_is_overridden() {
    let (school, at) = marked().await;
    mark(&school, "2026-11-20/marks", "rita", "late").await;
    mark(&school, "2026-11-20/marks", "greta", "late").await;
    let file = edited("7b", &at, ["E", "P"], ["A", "?"]);
    let said = import(&school, &json!({ "file": file, "apply": true })).await.json();
    assert_eq!(
        brief(&said["changes"]),
        [""; 0],
        "Greta's letter was not edited: the file says nothing of it"
    );
    assert_eq!(brief(&said["conflicts"]), ["rita B2 2026-11-20  late excused"]);
    assert_eq!(said["conflicts"][0]["written"], json!({ "letter": "P", "status": "present" }));
    assert!(said["conflicts"][0]["by"].is_string() && said["conflicts"][0]["at"].is_string());

    let overrides =
        json!([{ "student": "rita", "date": "2026-11-20" }, { "student": "greta", "date": "2026-11-20" }]);
    let body = json!({ "file": file, "apply": true, "overrides": overrides });
    let done = import(&school, &body).await.json();
    assert_eq!(brief(&done["changes"]), ["rita B2 2026-11-20  late excused"]);
    let session = school.get("/api/v1/classes/7b/sessions/2026-11-20").await.json();
    assert_eq!(crate::attendance::statuses(&session), [("greta", "late"), ("rita", "excused")]);
    assert_eq!(import(&school, &body).await.json()["changes"], json!([]));
}

/// Protects a session that is locked from a file, and what else the file says from being done by halves.
#[tokio::test]
async fn a_locked_session_is_not_changed_by_a_file() {
    let school = School::with_lock(2).await;
    let (ours, class) = (SchoolId::new("school"), ClassId::new("7b"));
    for (day, label) in [("2026-11-20", ""), ("2026-11-23", "2nd")] {
        let day = day.parse().expect("a day");
        school.store.open_session(&ours, &class, day, label, None).await.expect("opens");
    }
    let at = crate::school::now().to_string();
    let both = edited("7b", &at, ["L", "L"], ["A", "?"]);
    let on = |date: &str, label: &str| json!({ "student": "rita", "date": date, "label": label });
    let overrides = json!([on("2026-11-23", "2nd"), on("2026-11-20", "")]);
    let body = json!({ "file": both, "apply": true, "overrides": overrides });
    let refused = import(&school, &body).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (409, &json!("locked")));
    assert_eq!(school.get("/api/v1/classes/7b/sessions/2026-11-23/marks?label=2nd").await.json(), json!([]));
}

/// Protects from files that are none of this class's.
#[tokio::test]
async fn other_files_are_refused_with_a_reason() {
    let (school, at) = marked().await;
    for (what, file, status, told) in [
        ("another class", edited("8a", &at, ["P", "P"], ["A", "?"]), 422, "class `8a`"),
        ("a list", BASE64_STANDARD.encode(b"ID,2026-11-20\nrita,P\n"), 422, "no .xlsx workbook"),
        ("an old file", BASE64_STANDARD.encode(b"\xd0\xcf\x11\xe0"), 422, ".xls file"),
        ("half a file", BASE64_STANDARD.encode(b"PK\x03\x04"), 422, "damaged"),
        ("no base64", "*".to_owned(), 422, "not base64"),
        ("a large file", BASE64_STANDARD.encode(vec![b'P'; (10 << 20) + 1]), 413, "bytes"),
    ] {
        let got = import(&school, &json!({ "file": file, "apply": true })).await;
        assert_eq!(got.status, status, "{what}");
        assert!(got.json()["message"].as_str().expect("text").contains(told), "{what}: {}", got.json());
    }
    let written = school.get("/api/v1/classes/7b/register.xlsx").await;
    let own = import(&school, &json!({ "file": BASE64_STANDARD.encode(written.bytes) })).await.json();
    assert_eq!((&own["changes"], &own["problems"], &own["unchanged"]), (&json!([]), &json!([]), &json!(4)));
}
