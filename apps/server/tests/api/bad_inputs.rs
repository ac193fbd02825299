//! What a hostile or clumsy client sends: the rows of `bad-inputs.md` that this interface can meet. Each gets its
//! 4xx with a code and a sentence that names no path, changes nothing, and the next good request works.

use axum::http::Method;
use serde_json::json;

use crate::school::{RED, School, photo};

fn with(field: &str, value: &serde_json::Value) -> String {
    let mut body = json!({ "class": "7b", "date": "2026-11-24", "image": photo(RED) });
    body[field] = value.clone();
    body.to_string()
}

#[tokio::test]
async fn each_bad_request_is_refused_and_changes_nothing() {
    let school = School::open().await;
    let jpeg = photo(RED);
    let cut = &jpeg[..jpeg.len() / 2 / 4 * 4];
    let nested = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let huge = with("image", &json!("A".repeat(100 << 20)));
    let rows: &[(&str, String, u16)] = &[
        ("1: empty file", with("image", &json!("")), 422),
        ("1: three bytes", with("image", &json!("/9j/")), 422),
        ("2: cut JPEG", with("image", &json!(cut)), 422),
        ("16: a PDF", with("image", &json!("JVBERi0xLjcK")), 415),
        ("29: mixed alphabets", with("image", &json!(format!("+_{jpeg}"))), 422),
        ("30: bad character", with("image", &json!("****")), 422),
        ("30: too large", huge, 413),
        ("31: nesting, refused at its second level", nested, 422),
        ("31: an array of many", with("images", &json!(vec!["AAAA"; 1000])), 422),
        ("32: unknown field", with("role", &json!("admin")), 422),
        (
            "32: duplicate keys",
            r#"{"class":"7b","class":"8a","date":"2026-11-24","image":"AAAA"}"#.into(),
            422,
        ),
        ("33: a number for text", with("class", &json!(7)), 422),
        ("33: null", with("date", &json!(null)), 422),
        ("33: 1e400", r#"{"class":1e400}"#.into(), 400),
        ("44: no such class", with("class", &json!("nope")), 404),
        ("44: another's class", with("class", &json!("8a")), 404),
        ("48: no such day", with("date", &json!("2026-02-29")), 422),
        ("51: epoch", with("date", &json!("1795507200")), 422),
        ("52: far future", with("date", &json!("2027-11-24")), 422),
        ("51: a time that is none", with("captured_at", &json!("2026-11-24T25:00:00")), 422),
        ("51: a time with a zone", with("captured_at", &json!("2026-11-24T09:05:00Z")), 422),
        ("53: ambiguous", with("date", &json!("03/04/2026")), 422),
        ("not JSON", "class=7b".into(), 400),
        ("nothing", String::new(), 400),
    ];
    for (what, body, expected) in rows {
        let body = Some(body.clone().into_bytes());
        let got = school.ask(Method::POST, "/api/v1/attendance", Some(&school.keys.teacher), body).await;
        assert_eq!(got.status, *expected, "{what}: {}", String::from_utf8_lossy(&got.bytes));
        let error = got.json();
        assert!(
            error["code"].is_string() && error["message"].as_str().is_some_and(|text| !text.contains("/tmp"))
        );
    }
    assert_eq!(school.get("/api/v1/classes/7b/sessions").await.json(), json!([]), "no session was made");
    let good = with("class", &json!("7b")).into_bytes();
    let got = school.ask(Method::POST, "/api/v1/attendance", Some(&school.keys.teacher), Some(good)).await;
    assert_eq!(got.status, 200);
}

/// Protects rosters from names that are none, by whichever route they come (rows 54 to 57).
#[tokio::test]
async fn a_name_that_is_none_is_refused_on_every_way_in() {
    let school = School::open().await;
    for (id, names) in [
        ("new", json!({})),
        ("new", json!({ "first_name": " ", "last_name": "" })),
        ("new", json!({ "first_name": "A\nB" })),
        ("new", json!({ "last_name": "x".repeat(201) })),
        ("n\tew", json!({ "first_name": "Ann" })),
    ] {
        let photos = json!([{ "image": photo(RED) }]);
        let body = json!({ "student": id, "names": names, "photos": photos });
        let got = school.post("/api/v1/classes/7b/enrolment", &body).await;
        assert_eq!(got.status, 422, "{id:?} {names}: {}", String::from_utf8_lossy(&got.bytes));
        let path = format!("/api/v1/classes/7b/students/{}", id.replace('\t', "%09"));
        let put = school.manage("PUT", &path, &names).await;
        assert_eq!(put.status, 422, "{id:?} {names}");
    }
    let roster = school.get("/api/v1/classes/7b/students").await.json();
    assert_eq!(roster.as_array().map(Vec::len), Some(2), "nobody was added");
}

#[tokio::test]
async fn invalid_utf8_and_nul_are_refused() {
    let school = School::open().await;
    let marks = "/api/v1/classes/7b/sessions/2026-11-24/marks";
    for (body, expected) in [
        (b"{\"student\":\"\xff\",\"status\":\"late\"}".to_vec(), 400),
        (br#"{"student":"\ud800","status":"late"}"#.to_vec(), 400),
        (br#"{"student":"rita","status":"late","remark":"\u0000"}"#.to_vec(), 422),
        (br#"{"student":"rita","status":"asleep"}"#.to_vec(), 422),
        (br#"{"student":"nobody","status":"late"}"#.to_vec(), 404),
    ] {
        let got = school.ask(Method::POST, marks, Some(&school.keys.teacher), Some(body)).await;
        assert_eq!(got.status, expected, "{}", String::from_utf8_lossy(&got.bytes));
    }
}
