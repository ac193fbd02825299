//! The pages around a session: coming in, the classes, the reader's own.

use muster_console::pages::check_in::{CheckInView, check_in, show};
use muster_console::pages::class::{ClassView, class};
use muster_console::pages::connect::{ConnectView, Reach, connect};
use muster_console::pages::groups::{Group, group};
use muster_console::pages::home::{ClassCard, HomeView, home};
use muster_console::pages::leave::{Choosable, LeaveView, leave};
use muster_console::pages::live::{LiveView, live};
use muster_console::pages::meeting::{Held, Standing};
use muster_console::pages::reports::{ReportsView, reports};
use muster_console::pages::tour::{TourView, tour};
use muster_console::pages::week::{WeekView, monday};
use muster_console::pages::year::{
    EntryView, EventView, Guest, PlannedView, YearView, entry, event, planned as planned_page, year,
};
use muster_console::pages::{account, problem, sign_in};
use muster_console::paths::Meeting;
use muster_console::text::Language;
use muster_domain::{Class, ClassId, Holiday, ReportKind, SchoolCalendar, Term};
use muster_record::{Tally, built_in_sets, plain_set};
use muster_report::{Cell, Column, ColumnKind, ReportTable};
use muster_store::{Login, Role, SignIn};

use crate::sample::{self, DAY, taken};
use crate::{check, frame};

#[test]
fn coming_in_is_shown() {
    for provider in [false, true] {
        check("sign-in", |frame| sign_in::sign_in(frame, "/classes/7b?label=\"x\"", provider));
    }
    check("set-up", |frame| sign_in::link(frame, true));
    check("invitation", |frame| sign_in::link(frame, false));
    let signed_in = |agent: &str, current| {
        let login = Login::new("ada").expect("a login");
        let (created_at, last_used_at, expires_at) = (sample::now(), sample::now(), sample::now());
        let sign_in = SignIn { login, created_at, last_used_at, expires_at, agent: agent.into() };
        account::SignedIn { id: "0a1b".into(), sign_in, current }
    };
    let sign_ins = [signed_in("Firefox <b>", true), signed_in("", false)];
    for (second_factor, required) in [(false, false), (true, false), (false, true)] {
        let view = account::AccountView { second_factor, required, sign_ins: &sign_ins };
        check("account", |frame| account::account(frame, &view));
    }
    for (reach, in_browsers) in [(Reach::Safe, true), (Reach::Unencrypted, true), (Reach::ThisMachine, false)]
    {
        let address = "https://muster.school.example/app/connect?<Hopper>";
        let view = ConnectView { address, picture: "data:image/svg+xml;base64,PHN2Zy8+", reach, in_browsers };
        check("connect a phone", |frame| connect(frame, &view));
    }
    let here = vec!["Ada <L>".to_owned(), "Bo".to_owned()];
    for here in [vec![], here] {
        let (class, next_at) = (sample::class(), "2026-11-24T08:00:15Z");
        let meeting = Meeting { class: &class.id, date: DAY, label: "2nd <b>" };
        let picture = "data:image/svg+xml;base64,PHN2Zy8+";
        let view = CheckInView { class: &class, meeting, picture, next_at, here };
        check("the code for checking in", |frame| show(frame, &view));
    }
    for ticket in [None, Some(("a.b", "Form <7b>", DAY))] {
        check("checking in", |frame| check_in(frame, ticket));
    }
    for code in ["not_found", "internal", "a_new_code"] {
        check("problem", |frame| problem::problem(frame, code, "told <b>so</b>"));
    }
}

#[test]
fn classes_are_shown_whether_or_not_there_is_anything() {
    let session = |closed| {
        let taken = taken(closed);
        let tally: Tally = taken.records.iter().map(|record| record.status).collect();
        let standing = Standing { awaits_confirmation: closed, locked: closed };
        Held { session: taken.session, tally, standing }
    };
    let card = |students, today| ClassCard { class: sample::class(), students, without_face: 1, today };
    let planned = sample::planned();
    let none = HomeView { today: DAY, classes: &[], meetings: &[], missed: &[], days: 14 };
    check("no class", |frame| home(frame, &none));
    let event = |day: &str| ClassCard { class: sample::event(day), ..card(5, vec![]) };
    let cards = [
        card(0, vec![]),
        card(5, vec![]),
        card(5, vec![session(false), session(true)]),
        event("2026-11-23"),
        event("2026-12-11"),
    ];
    let view = HomeView { classes: &cards, meetings: &planned, missed: &planned[1..2], ..none };
    check("classes", |frame| home(frame, &view));
    let html = home(&frame(Language::English, Some(Role::Teacher)), &view).into_string();
    let (cards, over) = html.split_once("<details").expect("events that are over");
    assert!(cards.contains("2026-12-11%20Parents") && !cards.contains("2026-11-23%20Parents"), "{cards}");
    assert!(over.contains("2026-11-23%20Parents") && cards.contains("To be confirmed"), "{over}");
    let own = sample::class();
    for (students, sessions) in [(0, vec![]), (5, vec![]), (5, vec![session(false), session(true)])] {
        let week = WeekView {
            monday: monday(DAY),
            today: DAY,
            meetings: &planned,
            holidays: &[],
            rest: "",
            many: false,
        };
        let groups = [Group { name: "<A>".into(), students: sample::students() }];
        let view = ClassView {
            class: &own,
            today: DAY,
            students,
            without_face: 1,
            sessions: &sessions,
            foreseen: &[],
            week: None,
            groups: &[],
            open_list: false,
        };
        check("class", |frame| class(frame, &view));
        let party = sample::event("2026-12-11");
        check("an event", |frame| {
            class(frame, &ClassView { class: &party, open_list: true, ..view.clone() })
        });
        let view = ClassView { foreseen: &planned[..2], week: Some(week), groups: &groups, ..view };
        check("class with a timetable", |frame| class(frame, &view));
        check("a group", |frame| group(frame, &own, &groups[0], &sample::students()));
    }
}

#[test]
fn the_camera_at_the_door_is_shown() {
    let own = sample::class();
    let present = ["Ada <Lovelace>".to_owned()];
    for (recognition, enrolled, present) in [(true, 3, &present[..]), (true, 0, &[]), (false, 3, &[])] {
        let meeting = Meeting { class: &own.id, date: DAY, label: "2nd" };
        let view = LiveView { class: &own, meeting, present, students: 5, recognition, enrolled };
        check("live", |frame| live(frame, &view));
    }
}

#[test]
fn first_steps_are_shown_at_the_beginning_and_later() {
    let later = TourView {
        class: Some(sample::class().id),
        classes: 2,
        students: 50,
        enrolled: 40,
        sessions: 9,
        closed: 8,
        users: Some(4),
        demo: true,
    };
    for view in [TourView::default(), later] {
        check("first steps", |frame| tour(frame, &view));
    }
}

#[test]
fn the_school_year_is_shown_whatever_there_is() {
    let classes = [sample::class(), Class { id: ClassId::new("8a"), name: "Form 8a".into() }];
    let planned = sample::planned();
    let holidays = [Holiday { name: "<Snow>".into(), first_day: DAY, last_day: DAY }];
    let term = Term { name: "Autumn & \"winter\"".into(), first_day: DAY, last_day: DAY };
    let calendar = SchoolCalendar { terms: vec![term], holidays: holidays.to_vec() };
    let slot = sample::slot();
    let week = WeekView {
        monday: monday(DAY),
        today: DAY,
        meetings: &planned,
        holidays: &holidays,
        rest: "&class=7b",
        many: true,
    };
    let view = YearView {
        classes: &classes,
        chosen: None,
        week,
        calendar: &calendar,
        slots: std::slice::from_ref(&slot),
    };
    check("the year", |frame| year(frame, &view));
    let none = SchoolCalendar::default();
    let empty = YearView {
        chosen: Some(&classes[1]),
        week: WeekView { meetings: &[], holidays: &[], ..week },
        calendar: &none,
        slots: &[],
        ..view
    };
    check("an empty year", |frame| year(frame, &empty));
    let groups = ["<A> group".to_owned()];
    for slot in [None, Some(&slot)] {
        let view = EntryView { class: &classes[0], slot, groups: &groups, terms: &calendar.terms };
        check("an entry", |frame| entry(frame, &view));
    }
    for meeting in &planned {
        check("a planned meeting", |frame| {
            planned_page(frame, &PlannedView { meeting, slot: meeting.slot.expect("planned") })
        });
    }
    for (role, may) in [(Role::Admin, true), (Role::Teacher, false), (Role::Auditor, false)] {
        let html = year(&frame(Language::English, Some(role)), &view).into_string();
        assert_eq!(html.contains("PUT /api/v1/calendar"), may, "{role:?}");
        assert_eq!(html.contains("/year/entries/3\""), may, "{role:?}");
    }
}

#[test]
fn an_event_is_made_from_classes_and_single_students() {
    let classes = [sample::class()];
    let guest = |student| Guest { student, classes: vec!["7b & <c>".into()] };
    let students: Vec<Guest> = sample::students().into_iter().map(guest).collect();
    let none = EventView { today: DAY, classes: &[], students: &[] };
    check("an event of nobody", |frame| event(frame, &none));
    let view = EventView { classes: &classes, students: &students, ..none };
    check("an event", |frame| event(frame, &view));
}

#[test]
fn reports_are_tables_with_files_to_take_along() {
    let column = |heading: &str, kind| Column::new(heading, kind);
    let mut table = ReportTable {
        title: "Students <b>".into(),
        subtitle: "7b, November".into(),
        columns: vec![column("Student", ColumnKind::Text), column("Attended of n", ColumnKind::Percent)],
        rows: vec![vec![Cell::text("O'Brien & <Sons>"), Cell::Percent(Some(87.5))]],
        notes: vec!["n".into()],
    };
    let classes = [sample::class()];
    let kinds = [ReportKind::Students, ReportKind::Teachers];
    for rows in [table.rows.clone(), Vec::new()] {
        table.rows = rows;
        let view = ReportsView {
            kinds: &kinds,
            kind: ReportKind::Students,
            classes: &classes,
            class: Some(&classes[0].id),
            days: (DAY, DAY),
            table: &table,
        };
        check("reports", |frame| reports(frame, &view));
        let html = reports(&frame(Language::English, Some(Role::Teacher)), &view).into_string();
        assert_eq!(html.contains("<bdi>O'Brien &amp; &lt;Sons&gt;</bdi>"), !table.rows.is_empty());
        assert!(html.contains("&amp;format=pdf\" download"), "{html}");
    }
}

#[test]
fn leave_is_shown_ahead_and_past() {
    let students: Vec<Choosable> = sample::students()
        .into_iter()
        .map(|student| Choosable { student, classes: vec!["7b & <c>".into(), "8a".into()] })
        .collect();
    let england = built_in_sets().into_iter().find(|set| set.id == "england").expect("built in");
    let plain = plain_set();
    let rows = sample::leave();
    for (past, rows, statuses) in [(false, &rows[..], &england), (true, &rows, &plain), (false, &[], &plain)]
    {
        let chosen = students.first().map(|one| &one.student.id);
        let view = LeaveView { today: DAY, rows, past, students: &students, chosen, statuses };
        check("leave", |frame| leave(frame, &view));
    }
    let view = LeaveView {
        today: DAY,
        rows: &rows,
        past: false,
        students: &students,
        chosen: None,
        statuses: &england,
    };
    for (role, may) in [(Role::Teacher, true), (Role::Auditor, false)] {
        let html = leave(&frame(Language::English, Some(role)), &view).into_string();
        assert_eq!(html.contains("DELETE /api/v1/leaves/9"), may, "{role:?}");
        assert!(html.contains("/api/v1/leaves/9/files/1"), "who may see a student reads their files");
        assert!(!html.contains("/api/v1/leaves/10\""), "what is withdrawn is not withdrawn again");
        assert!(html.contains("Illness") == may || !may, "the kinds of leave of the set");
    }
}
