//! The administration's pages.

use std::collections::{BTreeMap, BTreeSet};

use muster_console::pages::admin::activity::{ActivityView, activity};
use muster_console::pages::admin::recognition::{RecognitionView, Switch, recognition};
use muster_console::pages::admin::statuses::{EditView, StatusesView, edit, statuses};
use muster_console::pages::admin::{classes, data, health, jobs, keys, users};
use muster_console::text::Language;
use muster_domain::{ClassId, ModelId, Ruling, Status};
use muster_store::{ApiKey, Holdings, Job, JobId, JobState, Login, ProfileChoice, Role, Substitution, User};
use muster_usecase::Profile;
use muster_usecase::activity::{Deed, What};

use crate::sample::{self, DAY, now};
use crate::{check, frame};

const LONG_AGO: jiff::civil::Date = jiff::civil::date(2026, 9, 1);

const fn days(first_day: Option<jiff::civil::Date>, last_day: jiff::civil::Date) -> Substitution {
    Substitution { first_day, last_day }
}

fn own() -> BTreeSet<ClassId> {
    BTreeSet::from([sample::class().id])
}

fn user(role: Role, disabled: bool) -> User {
    User {
        login: Login::new("o'brien@school.example").expect("a login"),
        name: "Miles <O'Brien>".into(),
        role,
        classes: own(),
        substitutions: BTreeMap::from([
            (ClassId::new("8.a/<ü>"), days(Some(LONG_AGO), DAY)),
            (ClassId::new("gone"), days(None, LONG_AGO)),
        ]),
        created_at: now(),
        disabled_at: disabled.then(now),
        has_totp: disabled,
        has_password: true,
    }
}

#[test]
fn people_and_keys_are_shown() {
    let classes = [sample::class()];
    check("no user", |frame| users::users(frame, &[], &[], DAY));
    let list = [user(Role::Admin, false), user(Role::Teacher, true)];
    check("users", |frame| users::users(frame, &list, &classes, DAY));
    for one in &list {
        check("a user", |frame| users::user(frame, one, &classes, DAY));
    }
    let admin = frame(Language::English, Some(Role::Admin));
    let html = users::users(&admin, &list[1..], &classes, DAY).into_string();
    assert_eq!(html.matches("Stands in").count(), 1, "the one that has not ended: {html}");
    let html = users::user(&admin, &list[1], &classes, DAY).into_string();
    assert!(
        html.contains("value=\"{&quot;gone&quot;:{&quot;last_day&quot;:&quot;2026-09-01&quot;}}\""),
        "all but the removed one: {html}"
    );
    let html = users::user(&admin, &list[0], &classes, DAY).into_string();
    assert!(!html.contains("substitutions"), "an admin has all classes as it is");
    let key = |revoked: bool| ApiKey {
        id: "k1/2".into(),
        label: "Tablet <12>".into(),
        role: Role::Kiosk,
        classes: own(),
        created_at: now(),
        revoked_at: revoked.then(now),
    };
    check("no key", |frame| keys::keys(frame, &[], &[]));
    check("keys", |frame| keys::keys(frame, &[key(false), key(true)], &classes));
    let row = classes::ClassRow {
        class: sample::class(),
        students: 5,
        sessions: 2,
        teachers: vec!["Miles <O'Brien>".into()],
    };
    check("no class", |frame| classes::classes(frame, &[]));
    check("classes", |frame| classes::classes(frame, std::slice::from_ref(&row)));
}

#[test]
fn work_and_condition_are_shown() {
    let job = |id, state| Job {
        sent_at: None,
        id: JobId(id),
        class: sample::class().id,
        date: DAY,
        label: "2nd".into(),
        by: "Grace".into(),
        captured_at: None,
        photos: 2,
        state,
        created_at: now(),
        ended_at: Some(now()),
    };
    let failed = |code: &str| JobState::Failed { code: code.into(), message: "told <so>".into() };
    let list = [
        job(1, JobState::Waiting),
        job(2, JobState::Done),
        job(3, failed("bad_photo")),
        job(4, failed("a_new_code")),
    ];
    check("no job", |frame| jobs::jobs(frame, &[], &[], 8));
    check("jobs", |frame| jobs::jobs(frame, &list, &[sample::class()], 1));
    let backup = |at| data::Backup { name: "<mon>.age".into(), bytes: 1_500_000, at, expires: None };
    let old = "2026-10-01T00:00:00Z".parse().expect("a time");
    for backups in [
        data::Backups::Unknown,
        data::Backups::Unreadable,
        data::Backups::Known(vec![]),
        data::Backups::Known(vec![backup(now()), backup(old)]),
        data::Backups::Known(vec![backup(old)]),
    ] {
        check("data", |frame| data::data(frame, now(), &Holdings::default(), &backups));
    }
    let well = health::Condition {
        store: None,
        recognition: true,
        free: 8,
        waiting: 0,
        failed: 0,
        version: "muster <1>".into(),
        since: now(),
        now: now(),
        zone: "Asia/Karachi".into(),
    };
    let ill = health::Condition {
        store: Some("storage_full"),
        recognition: false,
        free: 0,
        failed: 3,
        ..well.clone()
    };
    for condition in [well, ill] {
        check("health", |frame| health::health(frame, &condition));
    }
}

#[test]
fn ways_of_recognising_are_shown() {
    let profiles = Profile::built_in();
    let threshold = profiles[0].threshold(&ModelId::new("sface"));
    let choice = |profile: &str| ProfileChoice { profile: profile.into(), by: "Grace <H>".into(), at: now() };
    let choices = [choice("default"), choice("facenet")];
    let classes = [(sample::class(), 3, threshold)];
    let preparing = Switch::Preparing { profile: "paper".into(), done: 3, total: 90 };
    let failed = Switch::Failed { profile: "paper".into(), cause: "no <model>".into() };
    for switch in [Switch::Idle, preparing, failed] {
        let view = RecognitionView {
            current: "default",
            fixed: false,
            switch: &switch,
            choices: &choices,
            profiles: &profiles,
            classes: &classes,
            since: Some(now()),
        };
        check("recognition", |frame| recognition(frame, &view));
        let fixed = RecognitionView { fixed: true, choices: &[], classes: &[], since: None, ..view };
        check("recognition, fixed", |frame| recognition(frame, &fixed));
    }
}

#[test]
fn what_people_did_is_shown() {
    let taken = sample::taken(true);
    let student = taken.roster[0].id.clone();
    let marked = What::Marked { student: student.clone(), status: Status::Late, remark: "<bus>".into() };
    let said = [
        Ruling::Is { student: student.clone() },
        Ruling::IsNot { student: student.clone() },
        Ruling::Nobody,
        Ruling::Open,
    ];
    let all = [
        marked,
        What::Withdrew(student.clone()),
        What::Closed,
        What::Reopened { reason: "Ada was at the dentist".into() },
    ]
    .into_iter()
    .chain(said.map(What::Said));
    let deed = |what| Deed { at: now(), by: "Grace <H>".into(), session: taken.session.clone(), what };
    let list: Vec<Deed> = all.map(deed).collect();
    let names = BTreeMap::from([(student, "Ada <L>".to_owned())]);
    let classes = [sample::class()];
    for list in [&[][..], &list, &vec![list[0].clone(); 501]] {
        let view = ActivityView { days: (DAY, DAY), deeds: list, classes: &classes, names: &names };
        check("what people did", |frame| activity(frame, &view));
    }
}

/// Protects schools that count their own way: every set is shown, and a copy leaves the one that came with Muster alone.
#[test]
fn sets_of_statuses_are_shown_and_changed() {
    let sets = muster_record::built_in_sets();
    let own = BTreeSet::from(["moodle".to_owned()]);
    check("statuses", |frame| statuses(frame, &StatusesView { sets: &sets, own: &own, used: "england" }));
    for set in &sets {
        check("a set", |frame| edit(frame, &EditView { set, id: &set.id }));
    }
    let view = EditView { set: &sets[3], id: "own-england" };
    let html = edit(&frame(Language::English, Some(Role::Admin)), &view).into_string();
    assert!(
        html.contains("PUT /api/v1/status-sets/own-england\"") && html.contains("value=\"Copy of England")
    );
    assert!(html.contains("name=\"statuses.33.letter\" value=\"#\""), "all of its letters");
}

/// Protects registers: the set in use can't be removed, and one that came with Muster neither.
#[test]
fn a_set_that_is_used_is_not_removed() {
    let sets = muster_record::built_in_sets();
    let own = BTreeSet::from(["moodle".to_owned()]);
    for (used, offered) in [("england", true), ("moodle", false)] {
        let view = StatusesView { sets: &sets, own: &own, used };
        let html = statuses(&frame(Language::English, Some(Role::Admin)), &view).into_string();
        assert_eq!(html.matches("DELETE /api/v1/status-sets/").count(), usize::from(offered), "{used}");
        let html = statuses(&frame(Language::English, Some(Role::Auditor)), &view).into_string();
        assert!(!html.contains("DELETE"), "who only reads");
    }
}
