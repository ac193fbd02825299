//! The school year over HTTP: what the timetable foresees, who is late, who is on leave, who joins and leaves, and the school's
//! own letters.

use serde_json::{Value, json};

use crate::school::{GREEN, RED, School, later, photo, photo_of_width};

/// The tests' day, a Tuesday; it is 8:15 there.
const TODAY: &str = "2026-11-24";

fn at(date: &str, what: &str) -> String {
    format!("/api/v1/classes/7b/sessions/{date}/{what}")
}

fn of<'a>(answer: &'a Value, student: &str) -> Option<&'a Value> {
    answer["students"].as_array().expect("students").iter().find(|one| one["id"] == student)
}

fn status(answer: &Value, student: &str) -> Value {
    of(answer, student).map_or(json!("not there"), |one| one["status"].clone())
}

/// Every Tuesday from 8 to 9, late after ten minutes.
async fn tuesdays(school: &School) -> Value {
    let entry = json!({
        "class": "7b", "weekdays": [2], "first_day": "2026-09-01", "last_day": "2026-12-18",
        "starts": "08:00", "ends": "09:00", "grace": 10
    });
    let added = school.manage("POST", "/api/v1/timetable", &entry).await;
    assert_eq!(added.status, 201, "{}", added.json());
    added.json()
}

async fn meetings(school: &School, days: &str) -> Vec<(String, String)> {
    let all = school.get(&format!("/api/v1/meetings?{days}")).await.json();
    let text = |one: &Value, field: &str| one[field].as_str().unwrap_or_default().to_owned();
    let all = all.as_array().expect("a list").clone();
    all.iter().map(|one| (text(one, "date"), text(one, "state"))).collect()
}

/// Protects a teacher from hunting for what was forgotten, and the list from what falls out.
#[tokio::test]
async fn the_timetable_says_what_is_to_come_and_what_was_forgotten() {
    let school = School::open().await;
    let slot = tuesdays(&school).await["id"].clone();
    let free = json!({ "name": "Fair", "first_day": "2026-11-10", "last_day": "2026-11-10" });
    let calendar = json!({ "terms": [], "holidays": [free] });
    assert_eq!(school.manage("PUT", "/api/v1/calendar", &calendar).await.status, 200);
    school.post(&at("2026-11-03", "marks"), &json!({ "student": "rita", "status": "present" })).await;
    school.post(&at("2026-11-03", "close"), &json!({})).await;
    let cancellation = format!("/api/v1/timetable/{slot}/cancellations/2026-12-08");
    let reason = json!({ "reason": "Heating" });
    let body = reason.to_string().into_bytes();
    let cancelled = school.teacher_sends(axum::http::Method::PUT, &cancellation, &[], body).await;
    assert_eq!(cancelled.status, 204, "who teaches the class may");

    let said = meetings(&school, "from=2026-11-01&to=2026-12-08").await;
    let said: Vec<(&str, &str)> = said.iter().map(|(date, state)| (date.as_str(), state.as_str())).collect();
    let expected = [
        ("2026-11-03", "closed"),
        ("2026-11-17", "not_taken"),
        (TODAY, "not_taken"),
        ("2026-12-01", "planned"),
        ("2026-12-08", "cancelled"),
    ];
    assert_eq!(said, expected);
    let one = school.get("/api/v1/meetings").await.json();
    assert_eq!(
        (&one[0]["starts"], &one[0]["ends"], &one[0]["class_name"]),
        (&json!("08:00"), &json!("09:00"), &json!("Form 7b"))
    );
    assert_eq!(one[0]["starts_at"], "2026-11-24T08:00:00Z");

    let same = json!({
        "class": "7b", "weekdays": [2, 4], "every": 2, "first_day": "2026-11-01", "last_day": "2026-12-31",
        "starts": "10:00", "ends": "11:00"
    });
    let refused = school.manage("POST", "/api/v1/timetable", &same).await;
    assert_eq!(refused.json()["code"], "conflict", "a class, a day and a label are one session");
    for (field, value) in
        [("weekdays", json!([8])), ("starts", json!("8:00")), ("every", json!(5)), ("group", json!("X"))]
    {
        let mut wrong = same.clone();
        wrong["label"] = json!("2nd");
        wrong[field] = value;
        let refused = school.manage("POST", "/api/v1/timetable", &wrong).await;
        assert!(matches!(refused.status.as_u16(), 404 | 422), "{field}: {}", refused.status);
    }
}

/// Protects students from being late by a phone's clock, and the register from whoever sets theirs back.
#[tokio::test]
async fn late_counts_from_when_the_photo_was_taken() {
    let school = School::open().await;
    tuesdays(&school).await;
    let take = |colour, width, captured: &str, sent: Option<&str>| {
        json!({
            "class": "7b", "date": TODAY, "image": photo_of_width(width, colour),
            "captured_at": captured, "sent_at": sent
        })
    };
    // It is 8:15. The phone is an hour fast: taken at 8:05, sent now.
    let fast = school
        .post("/api/v1/attendance", &take(RED, 320, "2026-11-24T09:05:00", Some("2026-11-24T09:15:00")))
        .await;
    assert_eq!(status(&fast.json(), "rita"), "present");
    let late = school.post("/api/v1/attendance", &take(GREEN, 320, "2026-11-24T08:14:00", None)).await.json();
    assert_eq!(status(&late, "greta"), "late");
    assert_eq!(status(&late, "rita"), "present");
    assert_eq!(of(&late, "greta").expect("there")["letter"], "L");
    assert_eq!(late["session"]["starts_at"], "2026-11-24T08:00:00Z");
    // A photo that waited on another phone shows her at 8:05.
    let early =
        school.post("/api/v1/attendance", &take(GREEN, 330, "2026-11-24T08:05:00", None)).await.json();
    assert_eq!(status(&early, "greta"), "present");

    // The same request with another sending time is the same request.
    let key = [("idempotency-key", "once")];
    for sent in ["2026-11-24T08:15:00", "2026-11-24T08:15:30"] {
        let body = take(RED, 340, "2026-11-24T08:14:00", Some(sent)).to_string().into_bytes();
        let got = school.teacher_sends(axum::http::Method::POST, "/api/v1/attendance", &key, body).await;
        assert_eq!(got.status, 200, "{}", got.json());
    }
}

/// Protects who has a reason from being counted absent, before and after the roll call, and who came all the same.
#[tokio::test]
async fn leave_excuses_until_it_is_withdrawn() {
    let school = School::open().await;
    let leave =
        json!({ "student": "greta", "first_day": "2026-11-23", "last_day": "2026-11-25", "note": "flu" });
    let entered = school.post("/api/v1/leaves", &leave).await;
    assert_eq!(entered.status, 201, "{}", entered.json());
    let id = entered.json()["id"].clone();
    assert_eq!(school.post("/api/v1/leaves", &leave).await.json()["id"], id, "sent again it is the same");
    let taken = json!({ "class": "7b", "date": TODAY, "image": photo(RED) });
    let answer = school.post("/api/v1/attendance", &taken).await.json();
    assert_eq!((status(&answer, "rita"), status(&answer, "greta")), (json!("present"), json!("excused")));
    let mark = &of(&answer, "greta").expect("there")["mark"];
    assert_eq!((&mark["source"], &mark["note"]), (&json!("leave"), &json!("flu")));
    let closed = school.post(&at(TODAY, "close"), &json!({})).await.json();
    assert_eq!(status(&closed, "greta"), "excused", "closing makes nobody absent who is on leave");

    let csv = String::from_utf8(school.get("/api/v1/classes/7b/register.csv").await.bytes).expect("UTF-8");
    assert!(
        csv.contains(",excused,E,leave,") && !csv.contains("flu"),
        "a note of illness is in no register: {csv}"
    );
    let file = json!({ "name": "note", "file": "JVBERi0xLjcK" });
    let files = format!("/api/v1/leaves/{id}/files");
    let kept = school.post(&files, &file).await.json();
    assert_eq!(kept["files"][0]["media_type"], "application/pdf");
    let page = json!({ "name": "page", "file": "PGh0bWw+" });
    assert_eq!(school.post(&files, &page).await.status, 415, "a page of HTML is nothing to hand in");
    let read = school.get(&format!("{files}/1")).await;
    let disposition = read.headers["content-disposition"].to_str().expect("text").to_owned();
    assert!(read.bytes.starts_with(b"%PDF-") && disposition.starts_with("attachment"), "{disposition}");

    // The same day a photo shows her: she was there.
    let shown = json!({ "class": "7b", "date": TODAY, "image": photo(GREEN) });
    assert_eq!(status(&school.post("/api/v1/attendance", &shown).await.json(), "greta"), "present");
    let withdraw = school.manage("DELETE", &format!("/api/v1/leaves/{id}"), &Value::Null).await;
    assert_eq!(withdraw.status, 204);
    let later_day = json!({ "student": "rita", "status": "present" });
    let wednesday = school.post(&at("2026-11-25", "marks"), &later_day).await.json();
    assert_eq!(status(&wednesday, "greta"), "not_seen");
    assert_eq!(school.get(&format!("{files}/1")).await.status, 404, "what was handed in is gone");

    let backwards = json!({ "student": "greta", "first_day": "2026-11-25", "last_day": "2026-11-24" });
    assert_eq!(school.post("/api/v1/leaves", &backwards).await.status, 422);
    let present = json!({ "student": "greta", "first_day": TODAY, "letter": "P" });
    assert_eq!(school.post("/api/v1/leaves", &present).await.status, 422, "no leave is present");
}

/// Moodle's attendance module counted students absent from before they came (its issue 687).
#[tokio::test]
async fn who_joins_or_leaves_is_not_absent_where_they_were_not() {
    let school = School::open().await;
    let rita = json!({ "student": "rita", "status": "present" });
    school.post(&at("2026-11-23", "marks"), &rita).await;
    school.post(&at("2026-11-23", "close"), &json!({})).await;
    let new = json!({ "first_name": "Nia" });
    assert_eq!(school.manage("PUT", "/api/v1/classes/7b/students/nia", &new).await.status, 200);
    let monday = school.get("/api/v1/classes/7b/sessions/2026-11-23").await.json();
    assert_eq!(status(&monday, "nia"), "not there", "she came after it");
    later(1);
    let tuesday = school.post(&at(TODAY, "marks"), &rita).await.json();
    assert_eq!(status(&tuesday, "nia"), "not_seen");

    assert_eq!(school.manage("DELETE", "/api/v1/classes/7b/students/greta", &Value::Null).await.status, 204);
    let closed = school.post(&at(TODAY, "close"), &json!({})).await.json();
    assert_eq!((status(&closed, "greta"), status(&closed, "nia")), (json!("not there"), json!("absent")));
    let monday = school.get("/api/v1/classes/7b/sessions/2026-11-23").await.json();
    assert_eq!(status(&monday, "greta"), "absent", "on Monday she was one of them");
    let report = school.get("/api/v1/classes/7b/report").await.json();
    let nia = report["students"].as_array().expect("students").iter().find(|one| one["student"] == "nia");
    assert_eq!(nia.expect("has a row")["tally"]["absent"], 1);

    // The office knows better: she came on Monday.
    let stays = json!([{ "first_day": "2026-11-23", "last_day": null }]);
    let path = "/api/v1/classes/7b/students/nia/stays";
    assert_eq!(school.manage("PUT", path, &stays).await.status, 200);
    assert_eq!(status(&school.get("/api/v1/classes/7b/sessions/2026-11-23").await.json(), "nia"), "not_seen");
    // A mark shows its student, whatever the roster says.
    later(1);
    let marked =
        school.post(&at(TODAY, "marks"), &json!({ "student": "greta", "status": "late" })).await.json();
    assert_eq!(status(&marked, "greta"), "late");
}

#[tokio::test]
async fn a_groups_session_is_about_the_group() {
    let school = School::open().await;
    let group = json!({ "students": ["rita"] });
    assert_eq!(school.manage("PUT", "/api/v1/classes/7b/groups/Lab-A", &group).await.status, 200);
    let entry = json!({
        "class": "7b", "label": "lab", "group": "Lab-A", "weekdays": [2], "first_day": TODAY, "last_day": TODAY,
        "starts": "10:00", "ends": "11:00"
    });
    assert_eq!(school.manage("POST", "/api/v1/timetable", &entry).await.status, 201);
    let path = format!("{}?label=lab", at(TODAY, "marks"));
    let answer = school.post(&path, &json!({ "student": "rita", "status": "present" })).await.json();
    assert_eq!((status(&answer, "rita"), status(&answer, "greta")), (json!("present"), json!("not there")));
    assert_eq!(answer["session"]["group"], "Lab-A");
    let refused = school.manage("DELETE", "/api/v1/classes/7b/groups/Lab-A", &Value::Null).await;
    assert_eq!(refused.status, 409, "the timetable still has it");
}

/// Protects a school's own letters from their choice to the register.
#[tokio::test]
async fn the_schools_letters_are_set_and_written() {
    let school = School::open().await;
    let used = school.manage("POST", "/api/v1/status-sets", &json!({ "id": "england" })).await.json();
    assert_eq!(used["used"], "england");
    let mark = |letter: &str| json!({ "student": "greta", "letter": letter });
    let answer = school.post(&at(TODAY, "marks"), &mark("v")).await.json();
    let greta = of(&answer, "greta").expect("there");
    assert_eq!((&greta["status"], &greta["letter"]), (&json!("present"), &json!("V")));
    assert_eq!(school.post(&at(TODAY, "marks"), &mark("LE")).await.status, 422, "no code of England");
    let both = json!({ "student": "greta", "letter": "V", "status": "present" });
    assert_eq!(school.post(&at(TODAY, "marks"), &both).await.status, 422);
    assert_eq!(school.post(&at(TODAY, "marks"), &json!({ "student": "greta" })).await.status, 422);
    later(1);
    school.post(&at(TODAY, "marks"), &mark("Y2")).await;
    let report = school.get("/api/v1/classes/7b/report").await.json();
    let greta = report["students"].as_array().expect("students").iter().find(|one| one["student"] == "greta");
    let tally = &greta.expect("has a row")["tally"];
    assert_eq!(tally["percentage_of_taken"], Value::Null, "a day without buses is no day to attend: {tally}");

    let twice = json!({ "name": "Ours", "statuses": [
        { "letter": "P", "name": "P", "status": "present", "counts_as": "attended", "colour": "#1e7d34" },
        { "letter": "p", "name": "A", "status": "absent", "counts_as": "absent", "colour": "#1e7d34" }
    ] });
    let refused = school.manage("PUT", "/api/v1/status-sets/ours", &twice).await;
    assert!(refused.json()["message"].as_str().expect("text").contains("two statuses"), "{}", refused.json());
}

/// Protects registers from losing the set that they are written with.
#[tokio::test]
async fn a_set_of_statuses_goes_once_nobody_uses_it() {
    let school = School::open().await;
    let set = json!({ "name": "Ours", "statuses": [
        { "letter": "P", "name": "There", "status": "present", "counts_as": "attended", "colour": "#1e7d34" },
        { "letter": "A", "name": "Away", "status": "absent", "counts_as": "absent", "colour": "#a3211c" }
    ] });
    let ours = "/api/v1/status-sets/ours";
    assert_eq!(school.manage("PUT", ours, &set).await.status, 200);
    let choose = async |id: &str| school.manage("POST", "/api/v1/status-sets", &json!({ "id": id })).await;
    assert_eq!(choose("ours").await.status, 200);
    let refused = school.manage("DELETE", ours, &Value::Null).await;
    assert_eq!(refused.status, 409, "{}", refused.json());
    assert!(refused.json()["message"].as_str().expect("text").contains("choose another one first"));
    choose("plain").await;
    let left = school.manage("DELETE", ours, &Value::Null).await.json();
    assert!(left["sets"].as_array().expect("sets").iter().all(|one| one["id"] != "ours"), "{left}");
    assert_eq!(school.manage("DELETE", ours, &Value::Null).await.status, 404);
    assert_eq!(
        school.manage("DELETE", "/api/v1/status-sets/england", &Value::Null).await.status,
        404,
        "not theirs"
    );
}

/// Protects a class from a substitute who is none any more.
#[tokio::test]
async fn a_substitution_ends_by_itself() {
    let school = School::open().await;
    let signed = school.person("sub@school.example", "teacher", &["8a"]).await;
    let lend = |day: &str| json!({ "substitutions": { "7b": { "last_day": day } } });
    let path = "/api/v1/users/sub@school.example";
    assert_eq!(
        school.manage("PATCH", path, &lend(TODAY)).await.json()["substitutions"]["7b"]["last_day"],
        TODAY
    );
    let bearer = format!("Bearer {}", signed.bearer);
    let asks = async || {
        let headers = [("authorization", bearer.as_str())];
        school.send(axum::http::Method::GET, "/api/v1/classes/7b/students", &headers, None, None).await.status
    };
    assert_eq!(asks().await, 200);
    school.manage("PATCH", path, &lend("2026-11-23")).await;
    assert_eq!(asks().await, 404, "yesterday was the last day");
    let ahead =
        |first: &str| json!({ "substitutions": { "7b": { "first_day": first, "last_day": "2026-12-18" } } });
    assert_eq!(school.manage("PATCH", path, &ahead("2026-11-25")).await.status, 200);
    assert_eq!(asks().await, 404, "tomorrow is the first day");
    school.manage("PATCH", path, &ahead(TODAY)).await;
    assert_eq!(asks().await, 200);
    assert_eq!(school.manage("PATCH", path, &ahead("2026-12-19")).await.status, 422, "the wrong way round");
    assert_eq!(school.manage("PATCH", path, &lend("soon")).await.status, 422);
}

/// Protects subscribers' calendars: the sessions with their hours, what is cancelled, and nobody's name.
#[tokio::test]
async fn a_calendar_subscribes_to_the_timetable() {
    let school = School::open().await;
    let slot = tuesdays(&school).await["id"].clone();
    let reason = json!({ "reason": "Heating, broken" });
    school.manage("PUT", &format!("/api/v1/timetable/{slot}/cancellations/2026-12-01"), &reason).await;
    let feed = async |key: &str| {
        let path = format!("/api/v1/calendar.ics?key={key}");
        school.send(axum::http::Method::GET, &path, &[], None, None).await
    };
    assert_eq!(feed("muster_wrong").await.status, 401);
    let got = feed(&school.keys.teacher).await;
    assert_eq!(got.headers["content-type"], "text/calendar; charset=utf-8");
    let text = String::from_utf8(got.bytes).expect("UTF-8");
    assert!(text.contains("DTSTART:20261124T080000Z\r\n") && text.contains("SUMMARY:Form 7b\r\n"), "{text}");
    assert!(text.contains("STATUS:CANCELLED") && text.contains("Heating\\, broken"), "{text}");
    let entries = text.matches("BEGIN:VEVENT").count();
    assert_eq!(entries, 8, "from 25 October to the last day of the entry");
    assert_eq!(feed(&school.keys.kiosk).await.status, 403);
}

/// Protects an open evening from absences, and an excursion from a child that is forgotten.
#[tokio::test]
async fn an_events_list_is_who_came_or_who_should_have() {
    let school = School::open().await;
    let event = |name: &str, open: bool| {
        json!({
            "name": name, "date": TODAY, "starts": "08:00", "ends": "12:00", "classes": ["7b"], "open_list": open
        })
    };
    for (name, open, missing) in [("Trip", false, "absent"), ("Open day", true, "not there")] {
        let made = school.manage("POST", "/api/v1/events", &event(name, open)).await;
        assert_eq!(made.status, 201, "{}", made.json());
        let class = format!("{TODAY} {name}").replace(' ', "%20");
        let path = |what: &str| format!("/api/v1/classes/{class}/sessions/{TODAY}/{what}");
        let taken = json!({ "class": format!("{TODAY} {name}"), "date": TODAY, "image": photo(RED) });
        let answer = school.manage("POST", "/api/v1/attendance", &taken).await.json();
        assert_eq!(
            (status(&answer, "rita"), status(&answer, "greta")),
            (json!("present"), json!("not_seen"))
        );
        let closed = school.manage("POST", &path("close"), &json!({})).await.json();
        assert_eq!((status(&closed, "rita"), status(&closed, "greta")), (json!("present"), json!(missing)));
    }
    assert_eq!(school.manage("POST", "/api/v1/events", &event("Trip", false)).await.status, 409);
    let unknown =
        json!({ "name": "X", "date": TODAY, "starts": "08:00", "ends": "12:00", "students": ["nobody"] });
    assert_eq!(school.manage("POST", "/api/v1/events", &unknown).await.status, 404);
}

/// Protects a register that two people stand for from one who confirms their own.
#[tokio::test]
async fn somebody_else_confirms_what_was_closed() {
    let school = School::open().await;
    school.post(&at(TODAY, "marks"), &json!({ "student": "rita", "status": "present" })).await;
    assert_eq!(school.manage("POST", &at(TODAY, "confirm"), &json!({})).await.status, 409, "it is open");
    school.post(&at(TODAY, "close"), &json!({})).await;
    let awaits = async || school.get("/api/v1/meetings").await.json()[0]["awaits_confirmation"].clone();
    assert_eq!(awaits().await, true);
    let own = school.post(&at(TODAY, "confirm"), &json!({})).await;
    assert!(own.status == 409 && own.json()["message"].as_str().expect("why").contains("yourself"));
    let confirmed = school.manage("POST", &at(TODAY, "confirm"), &json!({})).await.json();
    assert_eq!(confirmed["session"]["confirmed_by"], "office");
    assert_eq!(awaits().await, false);
    later(1);
    let changed =
        school.post(&at(TODAY, "marks"), &json!({ "student": "greta", "status": "late" })).await.json();
    assert_eq!(changed["session"]["confirmed_by"], Value::Null, "what was looked over is something else now");
}
