//! Protects the pages of the register's room: what a reader finds on them, for whom they can be changed, and that they
//! stay small. Each page is made from plain data, as the server hands it in.

use jiff::civil::{Date, Weekday, date};
use muster_console::pages::charts::{ChartsView, Counted, charts};
use muster_console::pages::period::{Period, Span};
use muster_console::pages::register::{Choice, Order, RegisterView, import, register};
use muster_console::pages::student::{StudentView, student as student_page};
use muster_console::text::Language;
use muster_domain::{
    AttendanceRecord, BoundingBox, Class, ClassId, Consent, Correction, FacePlace, Mark, MarkSource,
    PhotoDigest, Ruling, Session, SessionId, Status, Stay, Student, StudentId, Term,
};
use muster_record::{Quality, Rulings, Tally};
use muster_report::RegisterData;
use muster_store::Role;
use muster_usecase::student_record::{StudentRecord, StudentSession};

use crate::{check, frame};

const TODAY: Date = date(2026, 11, 26);

fn class() -> Class {
    Class { id: ClassId::new("7/b"), name: "Form 7b".into() }
}

fn student(number: usize) -> Student {
    let (first_name, last_name) =
        if number == 0 { ("Ada", "Lovelace".into()) } else { ("Pupil", format!("N{number:02}")) };
    Student { id: StudentId::new(format!("s{number}")), last_name, first_name: first_name.into() }
}

fn session(number: i64) -> Session {
    let date = TODAY.checked_sub(jiff::ToSpan::days(number)).expect("a day");
    Session {
        closed_by: None,
        confirmation: None,
        group: None,
        time: None,
        id: SessionId(number),
        class: class().id,
        date,
        label: String::new(),
        closed_at: None,
    }
}

/// Everybody present, but Ada at the newest session, where she is absent.
fn data(students: usize, sessions: i64) -> RegisterData {
    let status = |student: usize, session: i64| {
        if (student, session) == (0, 0) { Status::Absent } else { Status::Present }
    };
    let record = |session: i64, number: usize| AttendanceRecord {
        session: SessionId(session),
        student: student(number).id,
        status: status(number, session),
        mark: None,
    };
    RegisterData {
        statuses: muster_record::plain_set(),
        school: "R&D <School>".into(),
        class: class().name,
        students: (0..students).map(student).collect(),
        sessions: (0..sessions).map(session).collect(),
        records: (0..sessions).flat_map(|at| (0..students).map(move |number| record(at, number))).collect(),
        log: Vec::new(),
        generated_at: "2026-11-26T10:00:00Z".parse().expect("an instant"),
        version: "muster test".into(),
    }
}

fn shown(role: Role, data: &RegisterData, order: Order, below: u8) -> String {
    let choice = Choice { period: Period::of_span(Span::Week, TODAY), below, order };
    let class = class();
    let view = RegisterView { class: &class, data, choice, today: TODAY, terms: &[] };
    register(&frame(Language::English, Some(role)), &view).into_string()
}

/// Protects phones and old laptops: a class of 40 over 60 sessions is one page.
#[test]
fn a_terms_register_stays_small() {
    let page = shown(Role::Teacher, &data(40, 60), Order::Name, 90);
    assert_eq!(page.matches("<td><button").count(), 40 * 60);
    assert!(page.len() < 400_000, "{} bytes", page.len());
    assert!(page.matches("<form").count() < 5, "no form a cell");
}

/// Protects who hears a page rather than sees it, and who prints it in grey: a cell says whose, when and what.
#[test]
fn a_cell_says_what_it_is_about_and_its_column_how_it_is_changed() {
    let page = shown(Role::Teacher, &data(2, 2), Order::Name, 90);
    assert!(
        page.contains(r#"<button class="absent" aria-label="Ada Lovelace, 2026-11-26: Absent">A</button>"#)
    );
    assert!(page.contains(r#"data-marks="/api/v1/classes/7%2Fb/sessions/2026-11-26/marks""#));
    assert!(page.contains("Nord &amp; Süd") && !page.contains("<School>"));
    let newest = page.find("data-session-name=\"2026-11-26\"").expect("a column");
    assert!(
        page.find("data-session-name=\"2026-11-25\"").expect("a column") < newest,
        "the newest comes last"
    );
}

/// Protects registers from readers: an auditor has the same table, and nothing in it to press.
#[test]
fn who_may_not_mark_has_no_buttons_in_the_table() {
    let page = shown(Role::Auditor, &data(2, 2), Order::Name, 90);
    assert!(!page.contains("<td><button") && !page.contains("id=\"cell\""));
    assert!(page.contains(r#"<span class="absent" title="Absent">A</span>"#));
}

/// Protects whoever looks for students to worry about: below means below, and the sorted page begins with them.
#[test]
fn low_percentages_are_pointed_out_and_come_first_when_asked() {
    let data = data(3, 2);
    let warned = |below| shown(Role::Teacher, &data, Order::Name, below).matches("⚠").count();
    assert_eq!((warned(50), warned(51)), (1, 2), "the legend, and Ada with her 50 %");
    let page = shown(Role::Teacher, &data, Order::Percentage, 90);
    assert!(page.contains(r#"aria-sort="ascending"><a href="?span=week&amp;below=90&amp;sort=percentage">"#));
    let place = |id: &str| page.find(&format!("data-student=\"{id}\"")).expect("a row");
    assert!(place("s0") < place("s1"));
}

#[test]
fn a_register_is_shown_whatever_there_is() {
    let class = class();
    for (data, order) in [
        (data(3, 2), Order::Name),
        (data(3, 2), Order::Percentage),
        (data(0, 2), Order::Name),
        (data(2, 0), Order::Name),
    ] {
        let choice = Choice { period: Period::of_span(Span::Week, TODAY), below: 90, order };
        let view = RegisterView { class: &class, data: &data, choice, today: TODAY, terms: &[] };
        check("register", |frame| register(frame, &view));
    }
    check("an import of an edited register", |frame| import(frame, &class, &data(0, 0).statuses));
}

/// Protects empty classes and holidays from an empty table.
#[test]
fn an_empty_register_says_what_to_do() {
    assert!(shown(Role::Teacher, &data(0, 2), Order::Name, 90).contains("Add students"));
    let page = shown(Role::Teacher, &data(2, 0), Order::Name, 90);
    assert!(page.contains("?span=all&amp;below=90&amp;sort=name") && page.contains("Take attendance"));
}

/// Protects paper from a table that is cut at its edge, where the newest sessions and the totals are.
#[test]
fn a_register_that_no_sheet_holds_is_not_offered_for_printing() {
    let prints = |sessions| {
        let page = shown(Role::Teacher, &data(1, sessions), Order::Name, 90);
        (page.contains("data-print"), page.matches("has room for").count())
    };
    assert_eq!((prints(60), prints(61)), ((true, 0), (false, 2)), "told on the page and on the sheet");
}

/// Protects the files from days that the page does not show.
#[test]
fn the_files_are_of_the_days_shown() {
    let page = shown(Role::Auditor, &data(2, 2), Order::Name, 90);
    for file in ["register.xlsx", "register.csv"] {
        assert!(
            page.contains(&format!("/api/v1/classes/7%2Fb/{file}?from=2026-11-23&amp;to=2026-11-29")),
            "{file}"
        );
    }
    assert!(page.contains("moodle.csv?date=2026-11-26&amp;label="));
}

fn human(status: Status, at: &str) -> Mark {
    let source = MarkSource::Human { by: "Ms Frizzle".into(), remark: "<bus>".into() };
    Mark { letter: None, student: student(0).id, status, source, at: at.parse().expect("an instant") }
}

fn record() -> StudentRecord {
    let (late, excused) =
        (human(Status::Late, "2026-11-26T08:00:00Z"), human(Status::Excused, "2026-11-26T09:00:00Z"));
    let face = FacePlace { photo: PhotoDigest([1; 32]), bounding_box: BoundingBox::new(1.0, 1.0, 9.0, 9.0) };
    let said = |ruling| Correction { face, ruling, by: "Ms Frizzle".into(), at: late.at };
    let one = StudentSession {
        session: session(0),
        record: AttendanceRecord {
            session: SessionId(0),
            student: student(0).id,
            status: Status::Late,
            mark: Some(late.clone()),
        },
        face: None,
        marks: vec![(late.clone(), true), (excused, false)],
        corrections: vec![
            said(Ruling::IsNot { student: student(0).id }),
            said(Ruling::Is { student: student(7).id }),
        ],
    };
    StudentRecord {
        statuses: muster_record::plain_set(),
        student: student(0),
        class: class(),
        classes: vec![class()],
        sessions: vec![one],
        enrolled: vec![],
    }
}

/// Protects a student's history: every mark is told, and which of them holds; other students stay unnamed.
#[test]
fn a_students_page_tells_every_mark_and_names_nobody_else() {
    let stays =
        [Stay { first_day: None, last_day: Some(TODAY) }, Stay { first_day: Some(TODAY), last_day: None }];
    let texts = [("2026-09".to_owned(), "en".to_owned())];
    let view = StudentView {
        record: &record(),
        period: Period::of_span(Span::All, TODAY),
        leave: &crate::sample::leave(),
        stays: &stays,
        consent: &crate::sample::consent_row(student(0), Consent::Granted { until: None }),
        texts: &texts,
        today: TODAY,
    };
    check("a student", |frame| student_page(frame, &view));
    let page = student_page(&frame(Language::English, Some(Role::Auditor)), &view).into_string();
    assert!(page.contains("Ada Lovelace") && page.contains("<q>&lt;bus&gt;</q>"));
    assert_eq!(page.matches("does not count any more").count(), 1);
    assert!(page.contains("It is somebody else") && !page.contains("s7") && !page.contains("N07"));
    assert!(page.contains("There is no face on file"));
    assert!(page.contains("100 %"), "late is there: of the sessions taken, and of all");
}

fn tally(present: u32, absent: u32) -> Tally {
    Tally { present, absent, ..Tally::default() }
}

/// Protects who can't see a chart: the same stands in a table, with n.
#[test]
fn charts_tell_the_same_as_tables() {
    let row = |name: &str, tally| Counted { name: name.into(), page: "/x".into(), tally };
    let class = class();
    let quality = Quality::of_session(&[], &[], &Rulings::default(), &[]);
    let view = ChartsView {
        class: Some(&class),
        period: Period::of_span(Span::All, TODAY),
        times: vec![("2026-11-25".into(), tally(3, 1)), ("2026-11-26".into(), tally(2, 2))],
        weekdays: vec![(Weekday::Wednesday, tally(3, 1)), (Weekday::Thursday, tally(2, 2))],
        names: vec![row("Zoe", tally(2, 0)), row("Ada <A>", tally(1, 1))],
        quality: vec![("2026-11-25".into(), quality)],
    };
    check("charts", |frame| charts(frame, &view));
    let page = charts(&frame(Language::English, Some(Role::Teacher)), &view).into_string();
    assert_eq!(page.matches("role=\"img\"").count(), page.matches("<details>").count());
    assert!(page.contains("records.") && page.contains('8') && page.contains("75 %"));
    assert!(
        page.find("Ada &lt;A&gt;").expect("a bar") < page.find("Zoe").expect("a bar"),
        "the lowest first"
    );
    assert!(page.contains("people confirm only what they look at"));
    let empty = ChartsView { times: vec![], weekdays: vec![], names: vec![], quality: vec![], ..view };
    check("no charts", |frame| charts(frame, &empty));
    let page = charts(&frame(Language::English, Some(Role::Teacher)), &empty).into_string();
    assert!(page.contains("There is nothing to draw") && page.contains("There is nothing to compare"));
}

/// Protects schools with their own letters: cells, keys and totals are theirs, and a term is a choice of days.
#[test]
fn a_schools_own_letters_fill_its_register() {
    let mut data = data(2, 2);
    data.statuses =
        muster_record::built_in_sets().into_iter().find(|set| set.id == "england").expect("there");
    data.records[0].mark =
        Some(Mark { letter: Some("U".into()), ..human(Status::Late, "2026-11-26T08:00:00Z") });
    data.records[0].status = Status::Late;
    let class = class();
    let terms =
        [Term { name: "Autumn <1>".into(), first_day: date(2026, 9, 1), last_day: date(2026, 12, 18) }];
    let choice = Choice { period: Period::of_span(Span::Week, TODAY), below: 90, order: Order::Name };
    let view = RegisterView { class: &class, data: &data, choice, today: TODAY, terms: &terms };
    check("a register in England", |frame| register(frame, &view));
    let page = register(&frame(Language::English, Some(Role::Teacher)), &view).into_string();
    assert!(page.contains("Arrived after the register closed\">U</button>"), "the letter that was chosen");
    assert!(page.contains("data-field=\"letter\" data-value=\"I\" data-key=\"i\""));
    assert!(page.contains("<abbr title=\"O + N + G + U\">Absent</abbr>"), "totals by what letters count as");
    assert!(page.contains("?from=2026-09-01&amp;to=2026-12-18&amp;below=90&amp;sort=name"), "a term");
    check("an import of England's letters", |frame| import(frame, &class, &data.statuses));
}
