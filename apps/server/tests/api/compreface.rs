//! CompreFace's routes: its forms, its errors, and Muster's rules behind them. A real client package runs against
//! the real server in `apps/cli/tests`.

use axum::http::Method;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::json;

use crate::school::{BLUE, Got, RED, School, photo};

async fn send(school: &School, method: Method, path: &str, body: Vec<u8>, kind: &str) -> Got {
    let headers = [("content-type", kind), ("authorization", ""), ("x-api-key", &school.keys.teacher)];
    school.teacher_sends(method, path, &headers, body).await
}

fn form(colour: [u8; 3]) -> Vec<u8> {
    let head = b"--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../x.jpg\"\r\n\r\n";
    let picture = BASE64_STANDARD.decode(photo(colour)).expect("base64");
    [&head[..], &picture, b"\r\n--XX--\r\n"].concat()
}

const FORM: &str = "multipart/form-data; boundary=XX";
const RECOGNIZE: &str =
    "/api/v1/recognition/recognize?limit=0&prediction_count=3&status=true&face_plugins=age,gender";

/// Protects clients written for CompreFace, and pupils from what its plugins would tell of them.
#[tokio::test]
async fn a_known_face_is_recognised_and_nothing_else_is_told() {
    let school = School::open().await;
    let got = send(&school, Method::POST, RECOGNIZE, form(RED), FORM).await;
    assert_eq!(got.status, 200, "{}", String::from_utf8_lossy(&got.bytes));
    let face = &got.json()["result"][0];
    assert_eq!((&face["subjects"][0]["subject"], &face["box"]["x_min"]), (&json!("rita"), &json!(80)));
    let keys: Vec<_> = face.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["box", "subjects"], "no age, no gender, no embedding");
    let json_body = json!({ "file": photo(BLUE) }).to_string().into_bytes();
    let got = send(&school, Method::POST, RECOGNIZE, json_body, "application/json").await;
    assert_eq!(got.json()["result"][0]["subjects"], json!([]), "never the nearest one");
    let detected = send(&school, Method::POST, "/api/v1/detection/detect", form(RED), FORM).await;
    assert_eq!(detected.json()["result"].as_array().map(Vec::len), Some(1));
    assert!(detected.json()["result"][0].get("subjects").is_none());
}

/// Protects clients that tell errors apart by CompreFace's numbers.
#[tokio::test]
async fn errors_have_a_sentence_and_a_number() {
    let school = School::open().await;
    let none = "/api/v1/detection/detect?det_prob_threshold=0.99";
    let got = send(&school, Method::POST, none, form(RED), FORM).await;
    assert_eq!((got.status.as_u16(), &got.json()["code"]), (400, &json!(28)));
    let got = send(&school, Method::POST, RECOGNIZE, b"--XX--\r\n".to_vec(), FORM).await;
    assert_eq!((got.status.as_u16(), &got.json()["code"]), (422, &json!(0)));
    let gif = json!({ "file": BASE64_STANDARD.encode("GIF89a") }).to_string().into_bytes();
    let got = send(&school, Method::POST, RECOGNIZE, gif, "application/json").await;
    assert_eq!(got.status, 415);
    let path = "/api/v1/recognition/faces/999";
    assert_eq!(send(&school, Method::DELETE, path, Vec::new(), FORM).await.status, 404);
    let unnamed = "/api/v1/recognition/faces?subject=%20";
    assert_eq!(send(&school, Method::POST, unnamed, form(RED), FORM).await.status, 422);
}

/// Protects the gallery: a face joins it like any other, reviewed where it has to be, and leaves it for good.
#[tokio::test]
async fn faces_are_added_reviewed_listed_and_removed() {
    let school = School::open().await;
    let add = "/api/v1/recognition/faces?subject=Bo_Blue";
    let refused = send(&school, Method::POST, add, form(BLUE), FORM).await;
    assert_eq!(refused.status, 403, "nobody has consented");
    let subject = json!({ "subject": "Bo_Blue" }).to_string().into_bytes();
    let path = "/api/v1/recognition/subjects";
    assert_eq!(send(&school, Method::POST, path, subject, "application/json").await.status, 201);
    muster_store::story::everybody_consents(&*school.store, &school.app.school, ["Bo_Blue"]).await;
    let added = send(&school, Method::POST, add, form(BLUE), FORM).await;
    assert_eq!((added.status.as_u16(), &added.json()["subject"]), (201, &json!("Bo_Blue")));
    assert_eq!(added.json()["state"], "pending", "one flat colour is too blurred to be trusted unseen");
    let list =
        async || send(&school, Method::GET, "/api/v1/recognition/faces", Vec::new(), FORM).await.json();
    assert_eq!(list().await["total_elements"], 0);
    let id: i64 = added.json()["image_id"].as_str().expect("text").parse().expect("a number");
    let decision = json!({ "faces": [id], "state": "accepted" });
    assert_eq!(school.post("/api/v1/classes/7b/enrolment/decisions", &decision).await.status, 200);
    let listed = list().await;
    assert_eq!((&listed["faces"][0]["subject"], &listed["total_pages"]), (&json!("Bo_Blue"), &json!(1)));
    let got = send(&school, Method::POST, RECOGNIZE, form(BLUE), FORM).await;
    assert_eq!(got.json()["result"][0]["subjects"][0]["subject"], "Bo_Blue");
    let subjects = send(&school, Method::GET, "/api/v1/recognition/subjects", Vec::new(), FORM).await;
    assert!(subjects.json()["subjects"].as_array().expect("an array").contains(&json!("Bo_Blue")));
    let image =
        send(&school, Method::GET, &format!("/api/v1/recognition/faces/{id}/img"), Vec::new(), FORM).await;
    assert!(image.bytes.starts_with(&[0xFF, 0xD8]));
    let gone =
        send(&school, Method::DELETE, &format!("/api/v1/recognition/faces/{id}"), Vec::new(), FORM).await;
    assert_eq!(gone.json()["image_id"], json!(id.to_string()));
    let got = send(&school, Method::POST, RECOGNIZE, form(BLUE), FORM).await;
    assert_eq!(got.json()["result"][0]["subjects"], json!([]));
}
