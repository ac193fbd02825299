//! Every route for every kind of key and of signed-in person. A route that is not in the table fails the test.

use axum::http::Method;
use serde_json::{Value, json};

use crate::school::{HOST, PASSWORD, RED, School, later, photo};

/// Who may use a route; all requests are about class 7b.
#[derive(Clone, Copy, Debug)]
enum Rule {
    /// Anybody, without a key.
    Open,
    /// Whoever has a key that holds, or is signed in.
    Known,
    /// Those, but for kiosks.
    Lists,
    /// Whoever may see the class; for others it is not there.
    Sees,
    /// Whoever may take the class's attendance.
    Takes,
    /// Whoever may mark the class by hand.
    Marks,
    /// Whoever may see a student of the class.
    SeesStudent,
    /// Whoever may mark one by hand.
    MarksStudent,
    /// Whoever took the class's attendance, or may see it.
    Follows,
    /// Whose key opens one class: CompreFace's routes act on that class.
    Recognises,
    /// Those, but for kiosks.
    Collects,
    /// The same for a thing of class 7b.
    CollectsFrom,
    /// Admins and auditors.
    Oversees,
    /// Admins.
    Admin,
    /// Whoever is signed in; not keys.
    Person,
}
use Rule::{
    Admin, Collects, CollectsFrom, Follows, Known, Lists, Marks, MarksStudent, Open, Oversees, Person,
    Recognises, Sees, SeesStudent, Takes,
};

/// What a caller is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Who {
    Nobody,
    Revoked,
    Teacher,
    OtherTeacher,
    Auditor,
    Admin,
    Kiosk,
    OtherKiosk,
}

impl Rule {
    /// The status of a refusal; none where the request is done. A signed-in person is treated as the key of their role,
    /// but where a person is needed.
    fn refuses(self, who: Who, signed_in: bool) -> Option<u16> {
        let (out, no, unseen) = (Some(401), Some(403), Some(404));
        match (self, who) {
            (Open, _) => None,
            (_, Who::Nobody | Who::Revoked) => out,
            (Person, _) if !signed_in => no,
            (Recognises | Collects | CollectsFrom, _) => self.refuses_collector(who),
            (SeesStudent | MarksStudent, _) => self.refuses_of_student(who),
            (Follows | Sees | Takes | Marks, Who::OtherTeacher | Who::OtherKiosk) => unseen,
            (Known | Person, _) | (_, Who::Admin) | (Oversees, Who::Auditor) => None,
            (Admin | Oversees, _)
            | (Lists, Who::OtherKiosk)
            | (Lists | Sees | Marks, Who::Kiosk)
            | (Takes | Marks, Who::Auditor) => no,
            (Follows | Lists | Sees | Takes | Marks, _) => None,
        }
    }

    /// Kiosks see no student; a student of another class is not there.
    fn refuses_of_student(self, who: Who) -> Option<u16> {
        match (self, who) {
            (_, Who::Kiosk | Who::OtherKiosk) | (MarksStudent, Who::Auditor) => Some(403),
            (_, Who::OtherTeacher) => Some(404),
            _ => None,
        }
    }

    /// Admins and auditors see several classes, and `CompreFace`'s routes act on one.
    fn refuses_collector(self, who: Who) -> Option<u16> {
        match (self, who) {
            (_, Who::Auditor | Who::Admin) => Some(409),
            (Collects | CollectsFrom, Who::Kiosk | Who::OtherKiosk) => Some(403),
            (CollectsFrom, Who::OtherTeacher) => Some(404),
            _ => None,
        }
    }
}

/// Method, path as the description has it, who may, and what they get.
const TABLE: &[(&str, &str, Rule, u16)] = &[
    ("GET", "/health/live", Open, 204),
    ("GET", "/health/ready", Open, 204),
    ("GET", "/metrics", Oversees, 200),
    ("GET", "/api/v1/about", Open, 200),
    ("GET", "/api/v1/school", Known, 200),
    ("GET", "/api/v1/classes", Lists, 200),
    ("PUT", "/api/v1/classes/{class}", Admin, 200),
    ("POST", "/api/v1/demo", Admin, 200),
    ("PUT", "/api/v1/classes/{class}/students/{student}", Admin, 200),
    ("GET", "/api/v1/classes/{class}/consents", Sees, 200),
    ("POST", "/api/v1/classes/{class}/consents", Admin, 200),
    ("GET", "/api/v1/students/{student}/consents", SeesStudent, 200),
    ("POST", "/api/v1/students/{student}/consents", Admin, 201),
    ("POST", "/api/v1/students/{student}/consents/{entry}/files", Admin, 201),
    ("GET", "/api/v1/students/{student}/consents/{entry}/files/{number}", Oversees, 200),
    // Of someone who is not there: a second caller could not remove it again.
    ("DELETE", "/api/v1/students/{student}/consents/{entry}/files/{number}", Admin, 404),
    ("GET", "/api/v1/students/{student}/export", Admin, 200),
    ("DELETE", "/api/v1/students/{student}", Admin, 404),
    ("GET", "/api/v1/privacy/notice.txt", Lists, 200),
    ("GET", "/api/v1/privacy/assessment.md", Oversees, 200),
    ("GET", "/api/v1/audit", Oversees, 200),
    ("GET", "/api/v1/audit/check", Oversees, 200),
    ("GET", "/api/v1/consent-texts", Lists, 200),
    ("POST", "/api/v1/consent-texts", Admin, 201),
    ("GET", "/api/v1/faces", Lists, 200),
    ("PUT", "/api/v1/faces", Admin, 200),
    ("PUT", "/api/v1/classes/{class}/faces", Admin, 200),
    ("PUT", "/api/v1/students/{student}/faces", Admin, 200),
    ("GET", "/api/v1/classes/{class}/templates", Sees, 200),
    ("POST", "/api/v1/classes/{class}/enrolment", Marks, 200),
    ("GET", "/api/v1/classes/{class}/enrolment", Sees, 200),
    ("GET", "/api/v1/classes/{class}/enrolment/{face}/crop", Sees, 200),
    ("POST", "/api/v1/classes/{class}/enrolment/decisions", Marks, 200),
    ("GET", "/api/v1/classes/{class}/students", Sees, 200),
    ("POST", "/api/v1/classes/{class}/roster-import", Admin, 200),
    ("GET", "/api/v1/classes/{class}/templates.npz", Admin, 200),
    ("POST", "/api/v1/classes/{class}/templates", Admin, 200),
    ("POST", "/api/v1/attendance", Takes, 200),
    ("POST", "/api/v1/classes/{class}/sessions/{date}/marks", Marks, 200),
    // Before a collector puts her into another class.
    ("GET", "/api/v1/leaves", Lists, 200),
    ("POST", "/api/v1/leaves", MarksStudent, 201),
    ("GET", "/api/v1/leaves/{leave}", SeesStudent, 200),
    ("POST", "/api/v1/leaves/{leave}/files", MarksStudent, 201),
    ("GET", "/api/v1/leaves/{leave}/files/{number}", SeesStudent, 200),
    ("DELETE", "/api/v1/leaves/{leave}", MarksStudent, 204),
    ("POST", "/api/v1/detection/detect", Known, 200),
    ("POST", "/api/v1/recognition/recognize", Recognises, 200),
    ("POST", "/api/v1/recognition/faces", Collects, 201),
    ("GET", "/api/v1/recognition/faces", Collects, 200),
    ("GET", "/api/v1/recognition/faces/{image_id}/img", CollectsFrom, 200),
    // One that is not there: a second caller could not remove it again.
    ("DELETE", "/api/v1/recognition/faces/{image_id}", CollectsFrom, 404),
    ("DELETE", "/api/v1/recognition/faces", Collects, 200),
    ("GET", "/api/v1/recognition/subjects", Collects, 200),
    ("POST", "/api/v1/recognition/subjects", Collects, 201),
    ("DELETE", "/api/v1/classes/{class}/sessions/{date}/marks/{student}", Marks, 200),
    ("GET", "/api/v1/classes/{class}/sessions/{date}/marks", Sees, 200),
    ("POST", "/api/v1/classes/{class}/sessions/{date}/corrections", Marks, 200),
    ("GET", "/api/v1/classes/{class}/sessions/{date}/corrections", Sees, 200),
    ("POST", "/api/v1/classes/{class}/sessions/{date}/faces", Marks, 200),
    ("POST", "/api/v1/classes/{class}/sessions/{date}/frames", Takes, 200),
    ("GET", "/api/v1/classes/{class}/sessions/{date}/photos/{photo}", Sees, 200),
    // One that is open: a second caller could not open it again.
    ("POST", "/api/v1/classes/{class}/sessions/{date}/reopen", Marks, 409),
    ("GET", "/api/v1/classes/{class}/sessions/{date}/reopenings", Sees, 200),
    // One that is open: whoever has closed it could not confirm it.
    ("POST", "/api/v1/classes/{class}/sessions/{date}/confirm", Marks, 409),
    ("POST", "/api/v1/classes/{class}/sessions/{date}/close", Marks, 200),
    ("POST", "/api/v1/events", Admin, 201),
    ("GET", "/api/v1/jobs", Known, 200),
    ("GET", "/api/v1/jobs/{job}", Follows, 200),
    ("GET", "/api/v1/jobs/{job}/events", Follows, 200),
    ("GET", "/api/v1/classes/{class}/sessions", Sees, 200),
    ("GET", "/api/v1/classes/{class}/sessions/{date}", Sees, 200),
    ("GET", "/api/v1/classes/{class}/register.xlsx", Sees, 200),
    ("GET", "/api/v1/classes/{class}/register.csv", Sees, 200),
    ("POST", "/api/v1/classes/{class}/register-import", Marks, 200),
    ("GET", "/api/v1/classes/{class}/moodle.csv", Sees, 200),
    ("GET", "/api/v1/classes/{class}/moodle", Admin, 200),
    ("PUT", "/api/v1/classes/{class}/moodle", Admin, 200),
    // To a Moodle that is not there; `moodle` gets further.
    ("POST", "/api/v1/classes/{class}/moodle/push", Marks, 502),
    // Of a class that has none, for the same reason as above.
    ("DELETE", "/api/v1/classes/{class}/moodle", Admin, 404),
    ("GET", "/api/v1/lti/platforms", Admin, 200),
    // One that is registered: a second caller could not register it again.
    ("POST", "/api/v1/lti/platforms", Admin, 409),
    ("DELETE", "/api/v1/lti/platforms/{platform}", Admin, 404),
    ("GET", "/api/v1/lti/contexts", Admin, 200),
    // No teacher has opened Muster from a course here; `launches` gets further.
    ("PUT", "/api/v1/classes/{class}/lti", Admin, 404),
    ("DELETE", "/api/v1/classes/{class}/lti", Admin, 404),
    ("POST", "/api/v1/classes/{class}/lti/roster", Admin, 404),
    ("POST", "/api/v1/classes/{class}/lti/grades", Marks, 404),
    ("GET", "/api/v1/classes/{class}/quality", Sees, 200),
    ("GET", "/api/v1/classes/{class}/report", Sees, 200),
    ("GET", "/api/v1/classes/{class}/students/{student}/attendance", Sees, 200),
    ("GET", "/api/v1/calendar", Lists, 200),
    ("PUT", "/api/v1/calendar", Admin, 200),
    ("GET", "/api/v1/timetable", Lists, 200),
    ("POST", "/api/v1/timetable", Admin, 201),
    ("PUT", "/api/v1/timetable/{slot}", Admin, 200),
    ("PUT", "/api/v1/timetable/{slot}/cancellations/{date}", Marks, 204),
    ("DELETE", "/api/v1/timetable/{slot}/cancellations/{date}", Marks, 204),
    ("GET", "/api/v1/meetings", Lists, 200),
    ("DELETE", "/api/v1/timetable/{slot}", Admin, 404),
    ("GET", "/api/v1/classes/{class}/groups", Sees, 200),
    ("PUT", "/api/v1/classes/{class}/groups/{group}", Admin, 200),
    ("DELETE", "/api/v1/classes/{class}/groups/{group}", Admin, 404),
    ("GET", "/api/v1/classes/{class}/students/{student}/stays", Sees, 200),
    ("PUT", "/api/v1/classes/{class}/students/{student}/stays", Admin, 200),
    ("GET", "/api/v1/register.xlsx", Lists, 200),
    ("GET", "/api/v1/classes/{class}/records.csv", Sees, 200),
    ("GET", "/api/v1/classes/{class}/edfi.csv", Sees, 422),
    ("GET", "/api/v1/calendar.ics", Lists, 200),
    ("GET", "/api/v1/reports/{report}", Lists, 200),
    ("GET", "/api/v1/notice-rules", Admin, 200),
    ("POST", "/api/v1/notice-rules", Admin, 201),
    ("GET", "/api/v1/notice-rules/{rule}/notices", Admin, 200),
    // Nobody listens there.
    ("POST", "/api/v1/notice-rules/{rule}/test", Admin, 200),
    ("DELETE", "/api/v1/notice-rules/{rule}", Admin, 404),
    ("GET", "/api/v1/status-sets", Lists, 200),
    ("PUT", "/api/v1/status-sets/{id}", Admin, 200),
    ("POST", "/api/v1/status-sets", Admin, 200),
    // Of one that the school does not have.
    ("DELETE", "/api/v1/status-sets/{id}", Admin, 404),
    // Of someone who is not on it, for the same reason.
    ("DELETE", "/api/v1/classes/{class}/students/{student}", Admin, 404),
    // Nobody gets further than these answers here; `accounts` and `sign_in` do.
    ("GET", "/api/v1/classes/{class}/sessions/{date}/check-in-code", Marks, 200),
    // With a ticket that is none.
    ("POST", "/api/v1/check-in", Open, 410),
    ("POST", "/api/v1/setup", Open, 410),
    ("POST", "/api/v1/sign-in", Open, 401),
    ("POST", "/api/v1/invitation", Open, 410),
    ("GET", "/api/v1/oidc/start", Open, 404),
    ("GET", "/api/v1/oidc/callback", Open, 404),
    ("GET", "/api/v1/me", Known, 200),
    ("POST", "/api/v1/me/password", Person, 422),
    ("POST", "/api/v1/me/totp/confirm", Person, 409),
    ("DELETE", "/api/v1/me/totp", Person, 404),
    ("POST", "/api/v1/me/totp", Person, 200),
    ("GET", "/api/v1/me/sign-ins", Person, 200),
    // One that is nobody's: a second caller could not end it again.
    ("DELETE", "/api/v1/me/sign-ins/{id}", Person, 404),
    ("GET", "/api/v1/users", Admin, 200),
    ("POST", "/api/v1/users", Admin, 201),
    ("GET", "/api/v1/users/{login}", Admin, 200),
    ("PATCH", "/api/v1/users/{login}", Admin, 200),
    ("POST", "/api/v1/users/{login}/reset", Admin, 200),
    ("GET", "/api/v1/api-keys", Admin, 200),
    ("POST", "/api/v1/api-keys", Admin, 201),
    ("DELETE", "/api/v1/api-keys/{id}", Admin, 204),
    ("GET", "/api/v1/recognition-profile", Oversees, 200),
    // To one that is not there: a switch would be under way for the next caller.
    ("PUT", "/api/v1/recognition-profile", Admin, 404),
    ("POST", "/api/v1/sign-out", Person, 204),
];

/// A good body for that route; `number` tells requests apart where each has to be another one.
fn body(method: &str, path: &str, number: usize, things: &Things) -> Option<Value> {
    let token = format!("muster_{number}");
    let Things { photo: digest, face, .. } = things;
    Some(match (method, path.trim_start_matches("/api/v1")) {
        ("POST", "/attendance") => json!({ "class": "7b", "date": "2026-11-24", "image": photo(RED) }),
        ("POST", "/classes/{class}/sessions/{date}/reopen") => json!({ "reason": "Greta was late" }),
        ("POST", "/classes/{class}/sessions/{date}/marks") => json!({ "student": "greta", "status": "late" }),
        ("PUT", "/classes/{class}") => json!({ "name": "Form 7b" }),
        ("PUT", "/classes/{class}/students/{student}") => json!({ "first_name": "Greta" }),
        ("POST", "/classes/{class}/roster-import") => json!({ "text": "id,name\ngreta,Greta\n" }),
        ("POST", "/classes/{class}/register-import") => json!({ "file": crate::registers::empty() }),
        ("POST", "/classes/{class}/templates") => json!({ "file": crate::rosters::npz("greta", 512) }),
        ("POST", "/students/{student}/consents") => granted(),
        ("POST", "/classes/{class}/consents") => json!({ "said": granted() }),
        ("POST", "/consent-texts") => json!({ "version": "2026-09", "language": "en", "body": "May we?" }),
        ("PUT", "/faces" | "/classes/{class}/faces" | "/students/{student}/faces") => json!({ "on": true }),
        ("POST", "/classes/{class}/enrolment") => enrolment(),
        ("POST", "/classes/{class}/enrolment/decisions") => json!({ "faces": [face], "state": "accepted" }),
        ("POST", "/recognition/subjects") => json!({ "subject": "greta" }),
        ("POST", "/detection/detect" | "/recognition/recognize" | "/recognition/faces") => {
            json!({ "file": photo(RED) })
        }
        ("POST", "/classes/{class}/sessions/{date}/corrections") => {
            json!({ "photo": digest, "face": 0, "ruling": "nobody" })
        }
        ("POST", "/classes/{class}/sessions/{date}/frames") => json!({ "image": photo(RED) }),
        ("POST", "/classes/{class}/sessions/{date}/faces") => {
            json!({ "image": photo(RED), "box": { "x": 80, "y": 60, "width": 160, "height": 120 } })
        }
        ("PUT", "/classes/{class}/moodle") => moodle_link(),
        ("POST", "/lti/platforms") => lti_platform(),
        ("PUT", "/classes/{class}/lti") => json!({ "platform": 1, "deployment": "1", "context": "c" }),
        ("POST", "/classes/{class}/lti/roster") => json!({}),
        ("POST", "/classes/{class}/lti/grades" | "/classes/{class}/moodle/push") => {
            json!({ "from": "2026-11-01", "to": "2026-11-30" })
        }
        ("POST", "/check-in") => json!({ "ticket": token, "student": "greta" }),
        ("POST", "/setup") => json!({ "token": token, "login": "x", "name": "X", "password": PASSWORD }),
        ("POST", "/sign-in") => json!({ "login": token, "password": PASSWORD }),
        ("POST", "/invitation") => json!({ "token": token, "password": PASSWORD }),
        ("POST", "/me/password") => json!({ "current": PASSWORD, "new": "short" }),
        ("POST", "/me/totp") => json!({ "password": PASSWORD }),
        ("POST", "/me/totp/confirm") | ("DELETE", "/me/totp") => json!({ "code": "123456" }),
        ("POST", "/users") => json!({ "login": token, "name": "New", "role": "auditor" }),
        ("PATCH", "/users/{login}") => json!({ "name": "Renamed" }),
        ("POST", "/events") => {
            json!({ "name": token, "date": "2026-12-11", "starts": "19:00", "ends": "21:00", "classes": ["7b"] })
        }
        ("PUT", "/calendar") => json!({ "terms": [], "holidays": [] }),
        ("POST", "/timetable") => slot(&token),
        ("PUT", "/timetable/{slot}") => slot(""),
        ("PUT", "/timetable/{slot}/cancellations/{date}") => json!({ "reason": "Heating" }),
        ("PUT", "/classes/{class}/groups/{group}") => json!({ "students": ["greta"] }),
        ("PUT", "/classes/{class}/students/{student}/stays") => {
            json!([{ "first_day": null, "last_day": null }])
        }
        ("POST", "/leaves") => json!({ "student": "greta", "first_day": "2026-12-01" }),
        ("POST", "/leaves/{leave}/files" | "/students/{student}/consents/{entry}/files") => {
            json!({ "name": "note.pdf", "file": "JVBERi0xLjcK" })
        }
        ("POST", "/notice-rules") => {
            json!({ "name": "Office", "watches": "absence", "url": "http://127.0.0.1:9/" })
        }
        ("PUT", "/status-sets/{id}") => status_set(),
        ("POST", "/status-sets") => json!({ "id": "plain" }),
        ("PUT", "/recognition-profile") => json!({ "profile": "nothing" }),
        ("POST", "/api-keys") => json!({ "label": "New", "role": "auditor" }),
        _ => return None,
    })
}

fn slot(label: &str) -> Value {
    json!({
        "class": "7b", "label": label, "weekdays": [1], "first_day": "2026-09-01", "last_day": "2027-01-29",
        "starts": "08:15", "ends": "09:00"
    })
}

/// Nothing listens there.
fn moodle_link() -> Value {
    json!({ "site": "http://127.0.0.1:9", "course": 7, "attendance": 3, "token": "t" })
}

fn lti_platform() -> Value {
    json!({
        "issuer": "https://lms.example", "client_id": "c", "auth_url": "https://lms.example/auth",
        "token_url": "https://lms.example/token", "jwks_url": "https://lms.example/keys", "deployment_ids": ["1"]
    })
}

fn status_set() -> Value {
    let status = |letter: &str, status: &str, counts_as: &str| json!({ "letter": letter, "name": letter, "status": status, "counts_as": counts_as, "colour": "#1e7d34" });
    json!({ "name": "Ours", "statuses": [status("P", "present", "attended"), status("A", "absent", "absent")] })
}

/// What the table's addresses and bodies name.
struct Things {
    photo: Value,
    face: Value,
    key: String,
}

impl Things {
    async fn make(school: &School) -> Self {
        let take = json!({ "class": "7b", "date": "2026-11-24", "image": photo(RED) });
        let taken = school.post("/api/v1/attendance", &take).await;
        assert_eq!(taken.status, 200, "there is a session to read");
        school.manage("POST", "/api/v1/timetable", &slot("")).await;
        school.manage("PUT", "/api/v1/classes/7b/moodle", &moodle_link()).await;
        school.manage("POST", "/api/v1/lti/platforms", &lti_platform()).await;
        let leave = json!({ "student": "greta", "first_day": "2026-12-01" });
        school.manage("POST", "/api/v1/leaves", &leave).await;
        let enrolled = school.post("/api/v1/classes/7b/enrolment", &enrolment()).await.json();
        let keys = school.manage("GET", "/api/v1/api-keys", &Value::Null).await.json();
        let lost = keys.as_array().expect("keys").iter().find(|key| key["label"] == "lost phone");
        Self {
            photo: taken.json()["photos"][0]["digest"].clone(),
            face: enrolled["faces"][0]["id"].clone(),
            key: lost.expect("is there")["id"].as_str().expect("an id").to_owned(),
        }
    }

    fn address(&self, method: &str, path: &str) -> String {
        let (face, removed) = (self.face.to_string(), method == "DELETE" && !path.contains("/sessions/"));
        let named = [
            ("{class}", "7b"),
            ("{date}", "2026-11-24"),
            ("{login}", "subject"),
            ("{id}", &self.key),
            ("{job}", "1"),
            ("{photo}", self.photo.as_str().expect("a digest")),
            ("{face}", &face),
            ("{slot}", if method == "DELETE" && path.ends_with("{slot}") { "999" } else { "1" }),
            ("{leave}", "1"),
            ("{number}", "1"),
            ("{entry}", "1"),
            ("{report}", "classes"),
            ("{rule}", if removed { "999" } else { "1" }),
            ("{platform}", "999"),
            ("{group}", if removed { "nobody" } else { "Lab-A" }),
            ("{image_id}", if removed { "999" } else { &face }),
            ("{student}", if removed { "nobody" } else { "greta" }),
        ];
        let address =
            named.into_iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value));
        match (method, path) {
            ("POST", "/api/v1/recognition/faces") => format!("{address}?subject=greta"),
            ("GET", "/api/v1/classes/{class}/edfi.csv") => format!("{address}?school_id=1&school_year=2027"),
            ("GET", "/api/v1/classes/{class}/moodle.csv") => format!("{address}?date=2026-11-24"),
            ("DELETE", "/api/v1/classes/{class}/moodle") => address.replace("7b", "8a"),
            ("DELETE", "/api/v1/status-sets/{id}") => path.replace("{id}", "nothing"),
            _ => address,
        }
    }
}

fn granted() -> Value {
    json!({
        "kind": "granted", "person": "Her mother", "relation": "parent",
        "text_version": "muster-1", "text_language": "en", "evidence": "Folder 7b",
    })
}

fn enrolment() -> Value {
    json!({ "student": "rita", "photos": [{ "name": "rita.jpg", "image": photo(RED) }] })
}

/// Everybody who may ask: what they are, whether they are signed in, and the header that says so.
async fn callers(school: &School) -> Vec<(Who, bool, Vec<(&'static str, String)>)> {
    let bearer = |secret: &str| ("authorization", format!("Bearer {secret}"));
    let keys = &school.keys;
    let mut callers = vec![(Who::Nobody, false, vec![])];
    for (who, key) in [
        (Who::Revoked, &keys.revoked),
        (Who::Teacher, &keys.teacher),
        (Who::OtherTeacher, &keys.other_teacher),
        (Who::Auditor, &keys.auditor),
        (Who::Admin, &keys.admin),
        (Who::Kiosk, &keys.kiosk),
        (Who::OtherKiosk, &keys.other_kiosk),
    ] {
        callers.push((who, false, vec![bearer(key)]));
    }
    for (who, login, role, classes) in [
        (Who::Teacher, "teacher", "teacher", &["7b"][..]),
        (Who::OtherTeacher, "other-teacher", "teacher", &["8a"]),
        (Who::Auditor, "auditor", "auditor", &[]),
        (Who::Admin, "admin", "admin", &[]),
        (Who::Kiosk, "kiosk", "kiosk", &["7b"]),
    ] {
        let person = school.person(login, role, classes).await;
        callers.push((who, true, vec![bearer(&person.bearer)]));
        callers.push((who, true, vec![("cookie", person.cookie), ("origin", format!("https://{HOST}"))]));
    }
    callers
}

#[tokio::test]
async fn every_route_answers_every_role_as_the_table_says() {
    let school = School::open().await;
    let things = Things::make(&school).await;
    let callers = callers(&school).await;
    school.invite("subject", "auditor", &[]).await;
    for (method, path, rule, fine) in TABLE {
        let place = things.address(method, path);
        for (number, (who, signed_in, headers)) in callers.iter().enumerate() {
            later(2); // nobody is in such a hurry that limits matter
            let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let body = body(method, path, number, &things).map(|body| body.to_string().into_bytes());
            let got = school.send(method.parse().expect("a method"), &place, &headers, body, None).await;
            let expected = rule.refuses(*who, *signed_in).unwrap_or(*fine);
            let text = String::from_utf8_lossy(&got.bytes);
            assert_eq!(got.status, expected, "{method} {path} by {who:?}, signed in: {signed_in}: {text}");
            assert_eq!(got.headers["x-content-type-options"], "nosniff");
            assert_eq!(got.headers["cache-control"], "no-store");
        }
    }
}

#[test]
fn no_route_is_missing_from_the_table() {
    let description = serde_json::to_value(muster_server::open_api()).expect("plain data");
    let mut routes = Vec::new();
    for (path, item) in description["paths"].as_object().expect("paths") {
        routes.extend(
            item.as_object().expect("methods").keys().map(|method| (method.to_uppercase(), path.clone())),
        );
    }
    let mut known: Vec<_> =
        TABLE.iter().map(|(method, path, ..)| ((*method).to_owned(), (*path).to_owned())).collect();
    routes.sort();
    known.sort();
    assert_eq!(routes, known);
}

#[tokio::test]
async fn a_teacher_sees_only_their_classes_and_a_wrong_key_nothing() {
    let school = School::open().await;
    assert_eq!(school.get("/api/v1/classes").await.json(), json!([{ "id": "7b", "name": "Form 7b" }]));
    for key in
        ["", "muster_", "muster_AAAA", "x", &format!("{}x", school.keys.admin), &"muster_".repeat(5000)]
    {
        let got = school.ask(Method::GET, "/api/v1/classes", Some(key), None).await;
        assert_eq!(got.status, 401, "{key:.40}");
        assert_eq!(got.headers["www-authenticate"], "Bearer");
    }
    let in_query = format!("/api/v1/classes?key={}", school.keys.admin);
    assert_eq!(school.ask(Method::GET, &in_query, None, None).await.status, 401, "addresses end up in logs");
}
