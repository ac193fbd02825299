//! A teacher's word on faces and marks, as a client gives it.

use axum::http::Method;
use serde_json::{Value, json};

use crate::attendance::statuses;
use crate::school::{BLUE, Got, RED, School, photo, photo_of_width};

const SESSION: &str = "/api/v1/classes/7b/sessions/2026-11-24";

async fn take(school: &School, image: String) -> Value {
    let body = json!({ "class": "7b", "date": "2026-11-24", "image": image });
    let got = school.post("/api/v1/attendance", &body).await;
    assert_eq!(got.status, 200, "{}", String::from_utf8_lossy(&got.bytes));
    got.json()
}

async fn say(school: &School, photo: &Value, mut word: Value) -> Value {
    word["photo"] = photo.clone();
    word["face"] = json!(0);
    let got = school.post(&format!("{SESSION}/corrections"), &word).await;
    assert_eq!(got.status, 200, "{}", String::from_utf8_lossy(&got.bytes));
    got.json()
}

/// Protects students from a mark that a teacher has called wrong, in this photo and in later ones; and the teacher
/// from a slip.
#[tokio::test]
async fn not_her_is_remembered_and_can_be_taken_back() {
    let school = School::open().await;
    let first = take(&school, photo(RED)).await;
    assert_eq!(statuses(&first), [("greta", "not_seen"), ("rita", "present")]);
    let digest = &first["photos"][0]["digest"];
    let corrected = say(&school, digest, json!({ "ruling": "is_not", "student": "rita" })).await;
    assert_eq!(statuses(&corrected), [("greta", "not_seen"), ("rita", "not_seen")]);
    assert_eq!(corrected["photos"][0]["faces"][0]["verdict"], "unknown");

    let later = take(&school, photo_of_width(640, RED)).await;
    assert_eq!(statuses(&later), [("greta", "not_seen"), ("rita", "not_seen")], "not taken for her again");
    let face = &later["to_review"][0]["faces"][0];
    assert_eq!((&later["to_review"][0]["student"], &face["reason"]), (&json!("rita"), &json!("ruled_out")));
    assert_eq!(face["candidates"][0]["student"], "rita", "but a person may choose her");

    let open = say(&school, digest, json!({ "ruling": "open" })).await;
    assert_eq!(statuses(&open), [("greta", "not_seen"), ("rita", "present")], "the slip is undone");
    let history = school.get(&format!("{SESSION}/corrections")).await.json();
    let said: Vec<_> = history.as_array().unwrap().iter().map(|one| one["ruling"].clone()).collect();
    assert_eq!(said, ["is_not", "open"], "and both words stay on record");
    assert_eq!(history[0]["by"], "Ms Frizzle");
}

/// Protects the one word that makes someone present, its undo, and what was learnt from it.
#[tokio::test]
async fn this_is_greta_makes_her_present_until_it_is_taken_back() {
    let school = School::open().await;
    let taken = take(&school, photo(BLUE)).await;
    let digest = &taken["photos"][0]["digest"];
    let is_greta = json!({ "ruling": "is", "student": "greta", "learn": true });
    let confirmed = say(&school, digest, is_greta).await;
    assert_eq!(statuses(&confirmed), [("greta", "present"), ("rita", "not_seen")]);
    assert_eq!(confirmed["students"][0]["mark"]["source"], "confirmed");
    assert_eq!(confirmed["unknown"], json!([]));
    assert_eq!(confirmed["learnt"], "pending", "one flat colour is too blurred to be trusted unseen");
    let enrolled = school.get("/api/v1/classes/7b/enrolment").await.json();
    assert_eq!((&enrolled[0]["student"], &enrolled[0]["state"]), (&json!("greta"), &json!("pending")));
    let id = &enrolled[0]["id"];
    let crop = school.get(&format!("/api/v1/classes/7b/enrolment/{id}/crop")).await;
    assert!(crop.bytes.starts_with(&[0xFF, 0xD8]), "a JPEG to look at");

    let open = say(&school, digest, json!({ "ruling": "open" })).await;
    assert_eq!(statuses(&open), [("greta", "not_seen"), ("rita", "not_seen")]);
    let enrolled = school.get("/api/v1/classes/7b/enrolment").await.json();
    assert_eq!(enrolled[0]["state"], "rejected", "what was learnt goes with the word");
    let dismissed = say(&school, digest, json!({ "ruling": "nobody" })).await;
    assert_eq!(dismissed["photos"][0]["faces"][0]["verdict"], "dismissed");
    assert_eq!(dismissed["unknown"], json!([]), "nobody needs to look again");
}

/// Protects a late comer's mark from a later confirmation, and the steps back.
#[tokio::test]
async fn marks_are_taken_back_one_by_one() {
    let school = School::open().await;
    take(&school, photo(RED)).await;
    for status in ["late", "excused"] {
        let mark = json!({ "student": "rita", "status": status });
        assert_eq!(school.post(&format!("{SESSION}/marks"), &mark).await.status, 200);
    }
    let undo = async || {
        let path = format!("{SESSION}/marks/rita");
        school.ask(Method::DELETE, &path, Some(&school.keys.teacher), None).await
    };
    assert_eq!(statuses(&undo().await.json())[1], ("rita", "late"));
    assert_eq!(statuses(&undo().await.json())[1], ("rita", "present"), "the machine's mark holds again");
    let third = undo().await;
    assert_eq!((third.status.as_u16(), &third.json()["code"]), (409, &json!("conflict")));
    let history = school.get(&format!("{SESSION}/marks")).await.json();
    let sources: Vec<_> =
        history.as_array().unwrap().iter().map(|one| one["mark"]["source"].clone()).collect();
    assert_eq!(sources, ["machine", "human", "human", "withdrawal", "withdrawal"], "nothing is erased");
}

/// Protects the student whom the detector missed.
#[tokio::test]
async fn a_missed_face_can_be_drawn_on_the_photo() {
    let school = School::open().await;
    let image = photo(RED);
    take(&school, image.clone()).await;
    let corner = json!({ "x": 2, "y": 2, "width": 30, "height": 30 });
    let draw = async |image: &str, place: &Value, student: Option<&str>| {
        let body = json!({ "image": image, "box": place, "student": student });
        school.post(&format!("{SESSION}/faces"), &body).await
    };
    let drawn = draw(&image, &corner, None).await.json();
    let faces = drawn["photos"][0]["faces"].as_array().expect("an array").clone();
    assert_eq!(faces.len(), 2, "{drawn}");
    assert_eq!(faces[1]["verdict"], "to_review", "rita is on this photo already: {drawn}");
    let named = draw(&image, &corner, Some("greta")).await.json();
    assert_eq!(
        named["photos"][0]["faces"].as_array().map(Vec::len),
        Some(2),
        "the same box is the same face"
    );
    assert_eq!(statuses(&named), [("greta", "present"), ("rita", "present")]);

    let another = draw(&photo(BLUE), &corner, None).await;
    assert_eq!((another.status.as_u16(), &another.json()["code"]), (409, &json!("conflict")));
    for place in [
        json!({ "x": 0, "y": 0, "width": 3, "height": 30 }),
        json!({ "x": 5000, "y": 0, "width": 30, "height": 30 }),
        json!({ "x": 0, "y": 0, "width": -30, "height": 30 }),
        json!({ "x": 0, "y": 0, "width": 1e30, "height": 30 }),
    ] {
        assert_eq!(draw(&image, &place, None).await.status, 422, "{place}");
    }
}

/// Protects histories from requests that a phone sends again (bad inputs, row 42).
#[tokio::test(flavor = "multi_thread")]
async fn a_request_with_a_key_is_done_once_however_often_it_comes() {
    let school = School::open().await;
    let mark = |status: &str| json!({ "student": "rita", "status": status });
    let send = async |key: &str, body: Value| {
        let headers = [("idempotency-key", key)];
        school
            .teacher_sends(Method::POST, &format!("{SESSION}/marks"), &headers, body.to_string().into_bytes())
            .await
    };
    let copies = std::iter::repeat_with(|| send("first", mark("late"))).take(50);
    for got in futures_util::future::join_all(copies).await {
        assert_eq!((got.status.as_u16(), statuses(&got.json())[1]), (200, ("rita", "late")));
    }
    let history = school.get(&format!("{SESSION}/marks")).await.json();
    assert_eq!(history.as_array().map(Vec::len), Some(1));
    let other = send("first", mark("absent")).await;
    assert_eq!((other.status.as_u16(), &other.json()["code"]), (409, &json!("request_reused")));
    assert_eq!(send("second", mark("absent")).await.status, 200);
    assert_eq!(send(&"k".repeat(256), mark("late")).await.status, 422);
    assert_eq!(send("", mark("late")).await.status, 422);
}

async fn send(school: &School, way: &str, key: &str, body: &Value) -> Got {
    let path = format!("{SESSION}/{way}");
    school
        .teacher_sends(Method::POST, &path, &[("idempotency-key", key)], body.to_string().into_bytes())
        .await
}

fn assert_changed(got: &Got, words: &[&str]) {
    let error = got.json();
    assert_eq!((got.status.as_u16(), &error["code"]), (409, &json!("changed_meanwhile")), "{error}");
    let message = error["message"].as_str().expect("text");
    assert!(words.iter().all(|word| message.contains(word)), "{message}");
}

/// Protects a colleague's mark from a phone that sends an older decision hours later; and the phone from being told so of
/// its own.
#[tokio::test]
async fn a_late_mark_is_refused_where_somebody_else_has_decided_since() {
    let school = School::open().await;
    let unseen = json!({ "status": "not_seen", "at": null });
    let late = json!({ "student": "rita", "status": "late", "seen": unseen });
    for _ in 0..2 {
        let got = send(&school, "marks", "first", &late).await;
        assert_eq!(
            (got.status.as_u16(), statuses(&got.json())[1]),
            (200, ("rita", "late")),
            "no session before"
        );
    }
    assert_changed(
        &send(&school, "marks", "second", &late).await,
        &["rita is late", "Ms Frizzle", "2026-11-24T"],
    );
    let at = school.get(SESSION).await.json()["students"][1]["mark"]["at"].clone();
    let excused = json!({ "student": "rita", "status": "excused", "seen": { "status": "late", "at": at } });
    assert_eq!(send(&school, "marks", "third", &excused).await.status, 200);
    assert_eq!(send(&school, "marks", "first", &late).await.status, 200, "done before, whatever holds now");
    let history = school.get(&format!("{SESSION}/marks")).await.json();
    assert_eq!(history.as_array().map(Vec::len), Some(2), "nothing else was written: {history}");
    let odd = json!({ "student": "rita", "status": "late", "seen": { "status": "late", "at": "yesterday" } });
    assert_eq!(send(&school, "marks", "fourth", &odd).await.status, 422);
}

/// A machine's mark counts as well: whoever called a student absent had not seen the photo.
#[tokio::test]
async fn a_late_mark_is_refused_where_a_photo_has_shown_the_student_since() {
    let school = School::open().await;
    let unseen = json!({ "status": "not_seen", "at": null });
    let at = take(&school, photo(RED)).await["students"][1]["mark"]["at"].clone();
    let absent = json!({ "student": "rita", "status": "absent", "seen": unseen });
    assert_changed(&send(&school, "marks", "first", &absent).await, &["rita is present", "a photo"]);
    let absent = json!({ "student": "rita", "status": "absent", "seen": { "status": "present", "at": at } });
    assert_eq!(send(&school, "marks", "second", &absent).await.status, 200);
    let digest = school.get(SESSION).await.json()["photos"][0]["digest"].clone();
    let nobody = json!({ "photo": digest, "face": 0, "ruling": "nobody" });
    assert_eq!(send(&school, "corrections", "third", &nobody).await.status, 200);
    let greta = json!({ "student": "greta", "status": "late", "seen": unseen });
    assert_eq!(
        send(&school, "marks", "fourth", &greta).await.status,
        200,
        "another student's changes are no matter"
    );
}

/// Protects the mark that a person did not mean to take back.
#[tokio::test]
async fn only_the_mark_that_was_seen_is_taken_back() {
    let school = School::open().await;
    let mark = async |status: &str| {
        let marked =
            school.post(&format!("{SESSION}/marks"), &json!({ "student": "rita", "status": status })).await;
        marked.json()["students"][1]["mark"]["at"].as_str().expect("a time").to_owned()
    };
    let take_back = async |key: &str, seen: &str| {
        let path = format!("{SESSION}/marks/rita?seen={seen}");
        school.teacher_sends(Method::DELETE, &path, &[("idempotency-key", key)], Vec::new()).await
    };
    let (first, second) = (mark("late").await, mark("excused").await);
    assert_changed(&take_back("first", &first).await, &["rita is excused", "Ms Frizzle"]);
    for _ in 0..2 {
        let got = take_back("second", &second).await;
        assert_eq!((got.status.as_u16(), statuses(&got.json())[1]), (200, ("rita", "late")));
    }
    assert_changed(&take_back("third", &second).await, &["rita is late", "Ms Frizzle"]);
    assert_eq!(take_back("fourth", "noon").await.status, 422);
}

/// Protects a colleague's word on a face.
#[tokio::test]
async fn a_late_word_on_a_face_is_refused_where_another_was_said_since() {
    let school = School::open().await;
    let digest = take(&school, photo(BLUE)).await["photos"][0]["digest"].clone();
    let word = |student: &str, seen: Value| json!({ "photo": digest, "face": 0, "ruling": "is", "student": student, "learn": true, "seen": seen });
    let unknown = json!({ "verdict": "unknown", "student": null });
    let greta = word("greta", unknown.clone());
    for _ in 0..2 {
        let got = send(&school, "corrections", "first", &greta).await;
        assert_eq!((got.status.as_u16(), &got.json()["learnt"]), (200, &json!("pending")), "{}", got.json());
    }
    let rita = word("rita", unknown);
    assert_changed(
        &send(&school, "corrections", "second", &rita).await,
        &["confirmed (greta)", "Ms Frizzle"],
    );
    let rita = word("rita", json!({ "verdict": "confirmed", "student": "greta" }));
    assert_eq!(send(&school, "corrections", "third", &rita).await.status, 200);
    let again = send(&school, "corrections", "first", &greta).await;
    assert_eq!((again.status.as_u16(), statuses(&again.json())[1]), (200, ("rita", "present")));
    let enrolled = school.get("/api/v1/classes/7b/enrolment").await.json();
    let state = |student: &str| {
        let faces = enrolled.as_array().expect("an array").iter();
        faces.filter(|one| one["student"] == student).map(|one| one["state"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        (state("rita"), state("greta")),
        (vec![json!("pending")], vec![json!("rejected")]),
        "{enrolled}"
    );
}

/// Protects words from being half said.
#[tokio::test]
async fn a_word_that_makes_no_sense_is_refused() {
    let school = School::open().await;
    let digest = take(&school, photo(RED)).await["photos"][0]["digest"].clone();
    let cases = [
        (json!({ "photo": digest, "face": 0, "ruling": "is" }), 422),
        (json!({ "photo": digest, "face": 0, "ruling": "nobody", "student": "rita" }), 422),
        (json!({ "photo": digest, "face": 0, "ruling": "is_not", "student": "rita", "learn": true }), 422),
        (json!({ "photo": digest, "face": 0, "ruling": "is", "student": "nobody" }), 404),
        (json!({ "photo": digest, "face": 1, "ruling": "nobody" }), 404),
        (json!({ "photo": "0".repeat(64), "face": 0, "ruling": "nobody" }), 404),
        (json!({ "photo": "../etc/passwd", "face": 0, "ruling": "nobody" }), 422),
        (json!({ "photo": digest, "face": -1, "ruling": "nobody" }), 422),
    ];
    for (word, status) in cases {
        let got = school.post(&format!("{SESSION}/corrections"), &word).await;
        assert_eq!(got.status, status, "{word}: {}", String::from_utf8_lossy(&got.bytes));
    }
    assert_eq!(school.get(&format!("{SESSION}/corrections")).await.json(), json!([]));
}
