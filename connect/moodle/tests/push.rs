//! A register goes to a Moodle over a socket, by the public schema; what it did is read there, not from our own words.

mod double;

use double::{ATTENDANCE, COURSE, Served, SessionRow, Site, TOKEN, serve};
use jiff::{SignedDuration, Timestamp};
use muster_domain::{MoodleUser, Status, StudentId};
use muster_moodle::{
    Activity, AttendanceId, CourseId, Done, GroupId, Interrupted, Mapping, Moodle, MoodleError,
    MoodleSessionId, Progress, Reason, Register, RegisterSession, StatusId, StatusMap, UserId, carry_out,
    plan,
};

const ACTIVITY: Activity = Activity { course: CourseId(COURSE), attendance: AttendanceId(ATTENDANCE) };
const MORNING: i64 = 1_795_766_400;

fn moodle(served: &Served) -> Moodle {
    Moodle::new(ureq::Agent::new_with_defaults(), &served.address, TOKEN).expect("a local address")
}

fn mapping() -> Mapping {
    Mapping { user: MoodleUser::IdNumber, group: GroupId::ALL, statuses: StatusMap::default() }
}

fn session(start: i64, records: &[(&str, Status)]) -> RegisterSession {
    let starts_at = Timestamp::from_second(start).expect("in range");
    RegisterSession {
        starts_at,
        ends_at: starts_at + SignedDuration::from_mins(90),
        description: "Maths <1> & more".to_owned(),
        records: records.iter().map(|(id, status)| (StudentId::new(*id), (*status).into())).collect(),
    }
}

fn two_days() -> Register {
    Register {
        sessions: vec![
            session(MORNING, &[("S1", Status::Present), ("S2", Status::Absent), ("S3", Status::NotSeen)]),
            session(
                MORNING + 86_400,
                &[("S1", Status::Late), ("S2", Status::Excused), ("S3", Status::LeftEarly)],
            ),
        ],
    }
}

/// Plans from what the site has, and does it.
fn push(served: &Served, register: &Register) -> Result<Done, Interrupted> {
    push_told(served, register, &mut |_| ())
}

fn push_told(
    served: &Served,
    register: &Register,
    told: &mut dyn FnMut(Progress),
) -> Result<Done, Interrupted> {
    let moodle = moodle(served);
    let state = moodle.state(ACTIVITY, MoodleUser::IdNumber).expect("a state");
    let planned = plan(register, &state, &mapping());
    carry_out(&moodle, (ACTIVITY, state.me), &planned, &mapping(), told)
}

fn row(sessdate: i64, statusset: i64) -> SessionRow {
    SessionRow { sessdate, duration: 5400, statusset, group: 0, description: String::new() }
}

/// Protects the way from an empty activity to a full one: sessions at the right second with their length, marks by the
/// activity's own ids, nothing for who is not decided, no calendar events, and every step told.
#[test]
fn an_empty_activity_gets_the_register() {
    let served = Served::new(Site::new());
    let mut heard = Vec::new();
    let done = push_told(&served, &two_days(), &mut |progress| heard.push((progress.marks, progress.of)))
        .expect("a push");
    assert_eq!((done.added, done.marked, done.left_out), (2, 5, vec![]));
    assert_eq!(heard, [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]);
    served.site(|site| {
        let rows: Vec<_> = site.sessions.values().map(|row| (row.sessdate, row.duration)).collect();
        assert_eq!(rows, [(MORNING, 5400), (MORNING + 86_400, 5400)]);
        assert_eq!(site.sessions[&101].description, "Maths &lt;1&gt; &amp; more");
        let log: Vec<_> =
            site.log.iter().map(|((session, user), status)| (*session, *user, *status)).collect();
        assert_eq!(log, [(101, 11, 21), (101, 12, 24), (102, 11, 22), (102, 12, 23), (102, 13, 21)]);
        assert!(
            site.calls.iter().all(|(_, form)| form.get("addcalendarevent").is_none_or(|event| event == "0"))
        );
    });
}

/// Protects Moodle's log from marks without news: the second push writes nothing.
#[test]
fn a_second_push_writes_nothing() {
    let served = Served::new(Site::new());
    push(&served, &two_days()).expect("a push");
    served.site(|site| site.calls.clear());
    assert_eq!(push(&served, &two_days()).expect("a push"), Done::default());
    served.site(|site| {
        assert_eq!(site.called("mod_attendance_add_session"), 0);
        assert_eq!(site.called("mod_attendance_update_user_status"), 0);
    });
}

/// Protects a push that breaks off: it says what was done, and the next one does the rest and nothing twice.
#[test]
fn a_push_that_broke_off_continues() {
    let whole = Served::new(Site::new());
    push(&whole, &two_days()).expect("a push");
    let calls = whole.site(|site| site.calls.len());
    for broken in 3..calls {
        let served = Served::new(Site { broken_from: Some(broken), ..Site::new() });
        let Err(interrupted) = push(&served, &two_days()) else { panic!("call {broken} was answered") };
        assert!(matches!(interrupted.error, MoodleError::Refused { status: 503, .. }), "{interrupted}");
        served.site(|site| {
            assert_eq!(
                (interrupted.done.added, interrupted.done.marked),
                (site.sessions.len(), site.log.len())
            );
            site.broken_from = None;
        });
        push(&served, &two_days()).expect("the rest");
        let (sessions, log) = served.site(|site| (site.sessions.len(), site.log.clone()));
        assert_eq!(
            (sessions, log),
            whole.site(|site| (site.sessions.len(), site.log.clone())),
            "after {broken}"
        );
    }
}

/// Protects marks that a teacher gave in Moodle: what differs is shown with what it replaces, and can be kept.
#[test]
fn what_would_be_replaced_is_shown_and_can_be_kept() {
    let mut site = Site::new();
    site.sessions.insert(5, row(MORNING, 0));
    site.log.insert((5, 12), 23);
    let served = Served::new(site);
    let moodle = moodle(&served);
    let state = moodle.state(ACTIVITY, MoodleUser::IdNumber).expect("a state");
    let planned = plan(&Register { sessions: vec![two_days().sessions.remove(0)] }, &state, &mapping());
    let replaced: Vec<_> = match &planned.steps[..] {
        [muster_moodle::Step::Mark { updates, .. }] => {
            updates.iter().map(|one| (one.user, one.replaces)).collect()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(replaced, [(UserId(11), None), (UserId(12), Some(StatusId(23)))]);
    let kept = planned.keeping_theirs();
    carry_out(&moodle, (ACTIVITY, state.me), &kept, &mapping(), &mut |_| ()).expect("a push");
    served.site(|site| assert_eq!(site.log[&(5, 12)], 23));
}

/// Protects the meaning of a mark: a session with another status set takes its own set's statuses or none, and a hidden
/// status of the right name is none.
#[test]
fn another_status_set_needs_its_own_names() {
    let mut site = Site::new();
    site.sessions.insert(5, row(MORNING, 1));
    let served = Served::new(site);
    let moodle = moodle(&served);
    let state = moodle.state(ACTIVITY, MoodleUser::IdNumber).expect("a state");
    let register = Register { sessions: vec![two_days().sessions.remove(0)] };
    let planned = plan(&register, &state, &mapping());
    assert!(planned.changes_nothing());
    let reasons: Vec<_> = planned.left_out.iter().map(|left| left.reason.clone()).collect();
    assert_eq!(reasons, [Status::Present, Status::Absent].map(|status| Reason::NoCounterpart(status.into())));
    let acronym = |name: &str| vec![muster_moodle::StatusName::Acronym(name.to_owned())];
    let statuses =
        StatusMap::default().with(Status::Present, acronym("j")).with(Status::Absent, acronym("N"));
    let mapping = Mapping { statuses, ..mapping() };
    let planned = plan(&register, &state, &mapping);
    carry_out(&moodle, (ACTIVITY, state.me), &planned, &mapping, &mut |_| ()).expect("a push");
    served.site(|site| assert_eq!(site.log.values().copied().collect::<Vec<_>>(), [31, 32]));
}

/// Protects who is no participant: Moodle itself would take a mark for anybody who has an account.
#[test]
fn nobody_outside_the_session_is_marked() {
    let mut site = Site::new();
    site.users.get_mut(&12).expect("S2").listed = false;
    let served = Served::new(site);
    let everybody =
        [("S1", Status::Present), ("S2", Status::Present), ("S4", Status::Present), ("S9", Status::Present)];
    let done = push(&served, &Register { sessions: vec![session(MORNING, &everybody)] }).expect("a push");
    assert_eq!(
        done.left_out.iter().map(|left| (left.student.as_str(), left.reason.clone())).collect::<Vec<_>>(),
        [("S2", Reason::NotListed)]
    );
    served.site(|site| assert_eq!(site.log.keys().copied().collect::<Vec<_>>(), [(101, 11)]));
}

/// Protects the children's other data: of each user no more than the one field is asked for.
#[test]
fn only_the_matching_field_is_asked_for() {
    let served = Served::new(Site::new());
    let users = moodle(&served).enrolled_users(CourseId(COURSE), MoodleUser::Email).expect("users");
    assert_eq!((users[1].idnumber.as_deref(), users[1].email.as_deref()), (None, Some("One@school.example")));
    served.site(|site| assert_eq!(site.calls[0].1["options[0][value]"], "id,email"));
}

/// Protects from a list of "nobody has this id" where the truth is that the token sees no ids.
#[test]
fn a_hidden_field_is_said_as_such() {
    let served = Served::new(Site { sees_identity: false, ..Site::new() });
    let state = moodle(&served).state(ACTIVITY, MoodleUser::IdNumber).expect("a state");
    assert!(plan(&two_days(), &state, &mapping()).field_hidden);
    served.site(|site| site.sees_identity = true);
    let state = moodle(&served).state(ACTIVITY, MoodleUser::IdNumber).expect("a state");
    assert!(!plan(&two_days(), &state, &mapping()).field_hidden);
}

/// Protects the way out of every refusal: Moodle's code, its words and the next step, and never the token.
#[test]
fn refusals_say_what_to_do() {
    let served = Served::new(Site::new());
    let code = |error: MoodleError, next: &str| match &error {
        MoodleError::Moodle { code, .. } => {
            assert!(error.to_string().contains(next), "{error}");
            assert!(!format!("{error} {error:?}").contains(TOKEN));
            code.clone()
        }
        other => panic!("{other}"),
    };
    let stranger =
        Moodle::new(ureq::Agent::new_with_defaults(), &served.address, "other").expect("an address");
    assert_eq!(code(stranger.site_info().expect_err("no token"), "make a new token"), "invalidtoken");
    let moodle = moodle(&served);
    assert_eq!(
        code(moodle.session(MoodleSessionId(99)).expect_err("no session"), "push again"),
        "invalidrecord"
    );
    let error = moodle.sessions(AttendanceId(99)).expect_err("no activity");
    assert_eq!(code(error, "check the ids"), "invalidrecordunknown");
    served.site(|site| site.sessions.insert(5, row(MORNING, 0)));
    let of_other_set =
        moodle.update_user_status(MoodleSessionId(5), UserId(11), UserId(2), (StatusId(31), 0));
    assert_eq!(code(of_other_set.expect_err("another set"), "push again"), "invalidparameter");
    let nobody = moodle.update_user_status(MoodleSessionId(5), UserId(99), UserId(2), (StatusId(21), 0));
    assert_eq!(code(nobody.expect_err("nobody"), "push again"), "invaliduser");
    served.site(|site| site.can_manage = false);
    let refused = push(&served, &two_days()).expect_err("no right to add");
    assert_eq!(code(refused.error, "role of a teacher"), "nopermissions");
    served.site(|site| site.functions.remove("mod_attendance_get_sessions"));
    assert_eq!(
        code(moodle.sessions(AttendanceId(ATTENDANCE)).expect_err("no function"), "service"),
        "accessexception"
    );
}

/// Protects the token on its way and in what is printed.
#[test]
fn the_token_goes_only_over_tls_and_into_no_text() {
    let of = |site: &str| Moodle::new(ureq::Agent::new_with_defaults(), site, TOKEN);
    for refused in [
        "http://moodle.school.example",
        "moodle.school.example",
        "ftp://localhost",
        "https://me:pw@moodle.school.example",
        "https://moodle.school.example/?wstoken=x",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "",
    ] {
        let error = of(refused).expect_err(refused);
        assert!(matches!(error, MoodleError::Address { .. }) && !error.to_string().contains("pw"), "{error}");
    }
    for fine in [
        "https://moodle.school.example/moodle/",
        "http://localhost:8080",
        "http://127.0.0.1",
        "http://[::1]:8080",
    ] {
        assert!(!format!("{:?}", of(fine).expect(fine)).contains(TOKEN));
    }
}

/// Protects from a page in place of an answer, and from its words, which may be about people, in ours.
#[test]
fn other_answers_are_errors_without_their_content() {
    let of = |body: &'static str| {
        let address = serve(axum::Router::new().fallback(move || async move { body }));
        Moodle::new(ureq::Agent::new_with_defaults(), &address, TOKEN).expect("an address").site_info()
    };
    for body in ["<html>Jane Doe</html>", "", "null", "{\"userid\":\"Jane Doe\"}", "[]"] {
        let error = of(body).expect_err(body);
        assert!(matches!(error, MoodleError::NotUnderstood { .. }), "{error}");
        assert!(!format!("{error:?}").contains("Jane"), "{error:?}");
    }
}

/// Protects the token from whoever controls a redirect: it is not followed, and said with what to do.
#[test]
fn a_redirect_is_not_followed() {
    let served = Served::new(Site::new());
    for status in [301, 302, 307, 308] {
        let to = format!("{}/webservice/rest/server.php", served.address);
        let moved = move || async move {
            (axum::http::StatusCode::from_u16(status).expect("a status"), [("location", to)])
        };
        let address = serve(axum::Router::new().fallback(moved));
        let moodle = Moodle::new(ureq::Agent::new_with_defaults(), &address, TOKEN).expect("an address");
        let error = moodle.site_info().expect_err("a redirect");
        assert!(error.to_string().contains("another address"), "{error}");
        served.site(|site| assert!(site.calls.is_empty()));
    }
}

/// Protects the form itself: the double refuses what the schema refuses.
#[test]
fn the_double_enforces_the_schema() {
    let served = Served::new(Site::new());
    let ask = |form: &[(&str, &str)]| -> String {
        let address = format!("{}/webservice/rest/server.php", served.address);
        let fixed = [("wstoken", TOKEN), ("moodlewsrestformat", "json")];
        let form = fixed.into_iter().chain(form.iter().copied());
        ureq::post(address).send_form(form).expect("an answer").body_mut().read_to_string().expect("text")
    };
    for bad in [
        &[("wsfunction", "mod_attendance_get_sessions")][..],
        &[("wsfunction", "mod_attendance_get_sessions"), ("attendanceid", "three")],
        &[("wsfunction", "mod_attendance_get_sessions"), ("attendanceid", "3"), ("more", "1")],
        &[("wsfunction", "mod_attendance_add_session"), ("attendanceid", "3")],
    ] {
        assert!(ask(bad).contains("\"errorcode\":\"invalidparameter\""), "{bad:?}");
    }
}
