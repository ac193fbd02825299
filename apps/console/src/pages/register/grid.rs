//! The grid: a row a student, a column a session, the newest last, then what they come to.
//!
//! A register has thousands of cells. So a cell is one button without a form: what it is about stands once at its
//! row and once at its column, and `register.js` puts them together.

use maud::{Markup, html};
use muster_domain::{CountsAs, Status, StatusSet, Student};
use muster_record::Tally;
use muster_report::{Arranged, SessionColumn};

use super::{Order, RegisterView};
use crate::pages::period::percent;
use crate::pages::status::{is_plain, sign, sign_of};
use crate::paths::{self, Meeting};
use crate::shell::Frame;
use crate::text::Text;

/// Sessions from which on a printed table needs the smallest letters.
const MANY: usize = 30;

/// A column of totals.
struct Total {
    heading: String,
    title: String,
    /// The statuses whose counts it adds up.
    of: &'static [Status],
}

impl Total {
    fn count(&self, tally: &Tally) -> u32 {
        self.of.iter().map(|status| tally.count(*status)).sum()
    }
}

/// What a set that the school chose is summed up by: what its letters count as. There may be dozens of letters.
const KINDS: [(&str, CountsAs, &[Status]); 3] = [
    ("counts-attended", CountsAs::Attended, &[Status::Present, Status::Late, Status::LeftEarly]),
    ("counts-excused", CountsAs::Excused, &[Status::Excused]),
    ("counts-absent", CountsAs::Absent, &[Status::Absent]),
];

/// The columns of totals: of the plain set one for each status, of any other one for each kind.
fn totals_of(text: Text, set: &StatusSet) -> Vec<Total> {
    let of_status = |one: &'static Status| {
        let sign = sign(text, set, *one, None);
        Total { heading: sign.letter, title: sign.name, of: std::slice::from_ref(one) }
    };
    if is_plain(set) {
        return Status::ALL.iter().map(of_status).collect();
    }
    let of_kind = |(message, kind, of): (&str, CountsAs, &'static [Status])| {
        let letters = set.statuses.iter().filter(|one| one.counts_as == kind);
        let letters: Vec<&str> = letters.map(|one| one.letter.as_str()).collect();
        Total { heading: text.say(message), title: letters.join(" + "), of }
    };
    KINDS.into_iter().map(of_kind).chain([of_status(&Status::NotSeen)]).collect()
}

/// A cell's name, said once a page: three names in it are replaced for each cell, here and by the script.
struct CellName(String);

impl CellName {
    fn of(frame: &Frame) -> Self {
        let values = ["name", "session", "status"].map(|value| (value, format!("{{{value}}}").into()));
        // Isolation marks order what is seen. A cell's name is only heard.
        Self(frame.text.with("register-cell", &values).replace(['\u{2068}', '\u{2069}'], ""))
    }

    fn fill(&self, name: &str, session: &str, status: &str) -> String {
        self.0.replace("{name}", name).replace("{session}", session).replace("{status}", status)
    }
}

/// The whole grid.
pub(super) fn grid(frame: &Frame, view: &RegisterView<'_>, arranged: &Arranged<'_>, marks: bool) -> Markup {
    let text = frame.text;
    let rows = rows(view, arranged);
    let said = CellName::of(frame);
    let told = text.with("said-mark", &[("name", "{name}".into()), ("status", "{status}".into())]);
    html! {
        div.scroll.register.many[arranged.columns.len() > MANY] tabindex=[(!marks).then_some("0")] role="region" aria-label=(text.say("nav-register")) {
            table role="grid" data-grid data-cell=(said.0) data-told=(told) {
                (head(frame, view, arranged))
                tbody #register { @for (student, tally) in &rows { (row(frame, view, arranged, (student, tally), &said, marks)) } }
                (foot(frame, arranged))
            }
        }
    }
}

fn rows<'a>(view: &RegisterView<'_>, arranged: &Arranged<'a>) -> Vec<(&'a Student, Tally)> {
    let mut rows: Vec<(&Student, Tally)> =
        arranged.students.iter().map(|student| (*student, arranged.of_student(student))).collect();
    if view.choice.order == Order::Percentage {
        let share = |tally: &Tally| tally.percentage_of_taken().unwrap_or(f64::INFINITY);
        rows.sort_by(|(_, a), (_, b)| share(a).total_cmp(&share(b)));
    }
    rows
}

/// The sign of a student whose percentage is low.
pub(super) fn warning(frame: &Frame) -> Markup {
    html! { span.badge.absent.low { span aria-hidden="true" { "⚠" } " " (frame.text.say("register-low")) } }
}

fn head(frame: &Frame, view: &RegisterView<'_>, arranged: &Arranged<'_>) -> Markup {
    let text = frame.text;
    let sorted = |order: Order| (view.choice.order == order).then_some("ascending");
    let by = |order: Order, label: &str| html! { a href=(view.choice.address(order)) { (label) } };
    html! {
        thead { tr {
            th.name scope="col" aria-sort=[sorted(Order::Name)] { (by(Order::Name, &text.say("student"))) }
            @for column in &arranged.columns { (column_head(view, column)) }
            @for total in totals_of(text, &view.data.statuses) {
                th.number scope="col" { abbr title=(total.title) { (total.heading) } }
            }
            th.number scope="col" aria-sort=[sorted(Order::Percentage)] { (by(Order::Percentage, &text.say("register-of-taken"))) }
            th.number scope="col" { (text.say("register-of-all")) }
        } }
    }
}

fn column_head(view: &RegisterView<'_>, column: &SessionColumn<'_>) -> Markup {
    let session = column.session;
    let meeting = Meeting { class: &view.class.id, date: session.date, label: &session.label };
    html! {
        th.session scope="col" data-session-name=(column.heading) data-marks=(meeting.call("marks")) {
            a href=(meeting.page()) title=(column.heading) {
                time datetime=(session.date) data-format="day" { (session.date) }
                @if !session.label.is_empty() { small { (session.label) } }
            }
        }
    }
}

fn row(
    frame: &Frame,
    view: &RegisterView<'_>,
    arranged: &Arranged<'_>,
    (student, tally): (&Student, &Tally),
    said: &CellName,
    marks: bool,
) -> Markup {
    let text = frame.text;
    let name = student.full_name();
    let share = tally.percentage_of_taken();
    let low = share.is_some_and(|share| share < f64::from(view.choice.below));
    let set = &view.data.statuses;
    html! {
        tr data-row=(name) data-student=(student.id) {
            th.name scope="row" {
                a href=(paths::student(&view.class.id, &student.id)) { (name) }
                " " small { (percent(share)) } @if low { " " (warning(frame)) }
            }
            @for column in &arranged.columns { td { @if let Some(record) = arranged.record(column.session, student) {
                @let sign = sign_of(text, set, record);
                @if marks { button.(sign.core.code()) aria-label=(said.fill(&name, &column.heading, &sign.name)) { (sign.letter) } }
                @else { span.(sign.core.code()) title=(sign.name) { (sign.letter) } }
            } } }
            (totals(&totals_of(text, set), tally))
        }
    }
}

fn totals(columns: &[Total], tally: &Tally) -> Markup {
    html! {
        @for total in columns { td.number { (total.count(tally)) } }
        td.number { strong { (percent(tally.percentage_of_taken())) } }
        td.number { (percent(tally.percentage_of_all())) }
    }
}

/// What each session comes to.
fn foot(frame: &Frame, arranged: &Arranged<'_>) -> Markup {
    let text = frame.text;
    let sessions: Vec<Tally> =
        arranged.columns.iter().map(|column| arranged.of_session(column.session)).collect();
    let all = sessions.iter().copied().fold(Tally::default(), Tally::and);
    let columns = totals_of(text, &arranged.data.statuses);
    html! {
        tfoot {
            tr {
                th.name scope="row" { (text.say("register-attended")) }
                @for tally in &sessions { td.number { (tally.attended()) } }
                (totals(&columns, &all))
            }
            tr {
                th.name scope="row" { (text.say("register-of-taken")) }
                @for tally in &sessions { td.number { (percent(tally.percentage_of_taken()).replace(" %", "")) } }
                td colspan=(columns.len() + 2) {}
            }
        }
    }
}
