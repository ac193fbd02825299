//! The register: who was there when, over many sessions, and the files made of it.

mod grid;
mod import;

use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::html;
use muster_domain::{Class, Status, Term};
use muster_report::{Arranged, RegisterData};

pub use import::import;

use super::period::{Period, Span, address};
use super::status::{Sign, sign, signs};
use crate::Markup;
use crate::paths::{self, Meeting};
use crate::shell::{Frame, Place, Viewer, date, instant, page};

/// Sessions that a sheet of A4, laid across, has room for.
const SHEET: usize = 60;

/// Which students come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By last name.
    #[default]
    Name,
    /// The lowest percentage first: whom to look after.
    Percentage,
}

impl Order {
    /// All there are.
    const ALL: [Self; 2] = [Self::Name, Self::Percentage];

    const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Percentage => "percentage",
        }
    }

    /// The order of a code in an address; by name for any other text.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|order| order.code() == code).unwrap_or_default()
    }
}

/// What the reader wants to see, all of it in the page's address.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The days.
    pub period: Period,
    /// Students whose percentage of the sessions taken is lower are pointed out, 0 to 100.
    pub below: u8,
    /// Which students come first.
    pub order: Order,
}

impl Choice {
    /// Below this share of sessions attended a student is pointed out, unless the reader says otherwise.
    pub const USUAL_BELOW: u8 = 90;

    /// What the address says besides the days.
    fn rest(&self) -> Vec<(&'static str, String)> {
        vec![("below", self.below.to_string()), ("sort", self.order.code().to_owned())]
    }

    fn address(&self, order: Order) -> String {
        let mut query = self.period.query();
        query.extend(Self { order, ..*self }.rest());
        address(&query)
    }
}

/// What the register's page shows.
#[derive(Clone, Copy, Debug)]
pub struct RegisterView<'a> {
    /// Whose register.
    pub class: &'a Class,
    /// What is in it.
    pub data: &'a RegisterData,
    /// How the reader wants it.
    pub choice: Choice,
    /// The school's date.
    pub today: Date,
    /// The school's terms, which it can be had by.
    pub terms: &'a [Term],
}

/// A class's register.
pub fn register(frame: &Frame, view: &RegisterView<'_>) -> Markup {
    let text = frame.text;
    let marks = frame.viewer.as_ref().is_some_and(Viewer::marks);
    let arranged = Arranged::new(view.data);
    let body = html! {
        div.head { h1 { (text.with("register-title", &[("name", view.class.name.clone().into())])) } }
        (for_paper(frame, view, &arranged))
        (controls(frame, view))
        @if view.data.students.is_empty() {
            div.card.empty {
                p { (text.say("class-empty")) }
                p { a.button.main href=(paths::of_class(&view.class.id, "students")) { (text.say("class-add-students")) } }
            }
        } @else if arranged.columns.is_empty() {
            (no_session(frame, view))
        } @else {
            (grid::grid(frame, view, &arranged, marks))
            (legend(frame, view, marks))
            (files(frame, view, &arranged))
            @if marks { (cell_dialog(frame, view)) }
        }
    };
    let title = text.with("register-title", &[("name", view.class.name.clone().into())]);
    page(frame, Place::Class(view.class, "register"), &title, &body)
}

/// What a printed register says above its table.
fn for_paper(frame: &Frame, view: &RegisterView<'_>, arranged: &Arranged<'_>) -> Markup {
    let text = frame.text;
    html! {
        p.paper {
            (frame.school) " · " (view.class.name)
            @if let Some((first, last)) = arranged.period() { " · " (date(first)) " – " (date(last)) }
            " · " (text.say("register-printed")) " " (instant(view.data.generated_at))
            @if arranged.columns.len() > SHEET { br; strong { (too_wide(frame)) } }
        }
    }
}

/// Said on screen in place of the button, and on a sheet that was printed all the same.
fn too_wide(frame: &Frame) -> String {
    frame.text.with("register-too-wide", &[("count", SHEET.into())])
}

/// The days, the percentage to warn below, and a name to look for.
fn controls(frame: &Frame, view: &RegisterView<'_>) -> Markup {
    let (text, choice) = (frame.text, &view.choice);
    html! {
        section.card.no-print aria-label=(text.say("register-choose")) {
            (choice.period.spans(text, &choice.rest()))
            (months_and_terms(frame, view))
            form.row.choose method="get" {
                (choice.period.fields(text))
                label { span { (text.say("register-below")) } " "
                    input type="number" name="below" min="0" max="100" step="1" value=(choice.below) inputmode="numeric"; " %" }
                input type="hidden" name="sort" value=(choice.order.code());
                button { (text.say("show")) }
                input.end type="search" data-filter="#register" aria-label=(text.say("roster-filter")) placeholder=(text.say("roster-filter"));
            }
        }
    }
}

/// Months shown for choosing.
const MONTHS: i64 = 13;

/// One month or one term, chosen from a menu.
fn months_and_terms(frame: &Frame, view: &RegisterView<'_>) -> Markup {
    let (text, choice) = (frame.text, &view.choice);
    let days = |first, last| Choice { period: Period::of_days(Some(first), Some(last)), ..*choice };
    let month = view.today.first_of_month();
    let months = (0..MONTHS).map(|back| month.saturating_sub(back.months()));
    html! {
        form.row.choose method="get" data-goes {
            label { span { (text.say("period-month-or-term")) } " " select data-choice {
                option value="" { (text.say("choose")) }
                @if !view.terms.is_empty() { optgroup label=(text.say("calendar-terms")) { @for term in view.terms {
                    @let own = days(term.first_day, term.last_day);
                    option value=(own.address(own.order)) selected[own.period == choice.period] { (term.name) }
                } } }
                optgroup label=(text.say("period-months")) { @for first in months {
                    @let own = days(first, first.last_of_month());
                    option value=(own.address(own.order)) data-month=(first) selected[own.period == choice.period] { (first.strftime("%Y-%m")) }
                } }
            } }
            button { (text.say("show")) }
        }
    }
}

fn no_session(frame: &Frame, view: &RegisterView<'_>) -> Markup {
    let text = frame.text;
    let all = Choice { period: Period::of_span(Span::All, view.today), ..view.choice };
    let fresh = Meeting { class: &view.class.id, date: view.today, label: "" };
    html! {
        div.card.empty {
            p { (text.say("register-empty")) }
            p.row.middle {
                a.button href=(all.address(all.order)) { (text.say("register-show-all")) }
                a.button.main href=(fresh.page()) { (text.say("take-attendance")) }
            }
        }
    }
}

/// What the letters and the colours mean, and the keys that set them.
fn legend(frame: &Frame, view: &RegisterView<'_>, marks: bool) -> Markup {
    let text = frame.text;
    let set = &view.data.statuses;
    let signs = signs(text, set);
    html! {
        ul.counts.legend aria-label=(text.say("register-legend")) {
            @for sign in signs.iter().chain([&sign(text, set, Status::NotSeen, None)]) { li { (sign.legend()) } }
            li { (grid::warning(frame)) " " (text.with("register-low-means", &[("percent", view.choice.below.into())])) }
        }
        p.soft { (text.say("register-percentages")) }
        @if marks { p.soft.no-print {
            (text.say("register-keys")) " "
            kbd { "← ↑ ↓ →" } " "
            @for (sign, key) in keyed(&signs) { kbd { (key.to_uppercase()) } " " (sign.name) " " }
            kbd { "Z" } " " (text.say("key-withdraw")) " " kbd { "U" } " " (text.say("key-undo")) " "
            kbd { "Enter" } " " (text.say("register-open"))
        } }
    }
}

/// The statuses that a key sets.
fn keyed(signs: &[Sign]) -> impl Iterator<Item = (&Sign, &str)> {
    signs.iter().filter_map(|sign| Some((sign, sign.key.as_deref()?)))
}

/// The shown days as files and on paper.
fn files(frame: &Frame, view: &RegisterView<'_>, arranged: &Arranged<'_>) -> Markup {
    let text = frame.text;
    let file = |name: &str| {
        format!("{}{}", paths::class_call(&view.class.id, name), view.choice.period.file_query())
    };
    html! {
        section.card.no-print aria-labelledby="files" {
            h2 #files { (text.say("register-files")) }
            p.row {
                a.button href=(file("register.xlsx")) download { (text.say("register-excel")) }
                a.button href=(file("register.csv")) download { (text.say("register-csv")) }
                @if frame.viewer.as_ref().is_some_and(Viewer::marks) {
                    a.button href=(paths::of_class(&view.class.id, "register/import")) { (text.say("register-import")) }
                }
                @if arranged.columns.len() <= SHEET { button data-print { (text.say("register-print")) } }
            }
            @if arranged.columns.len() > SHEET { p.soft { (too_wide(frame)) } }
            details {
                summary { (text.say("register-moodle")) }
                p.soft { (text.say("register-moodle-lead")) }
                ul.inline-list { @for column in arranged.columns.iter().rev() {
                    li { a href=(moodle(view, column.session)) download { (column.heading) } }
                } }
            }
        }
    }
}

fn moodle(view: &RegisterView<'_>, session: &muster_domain::Session) -> String {
    let query = [("date", session.date.to_string()), ("label", session.label.clone())];
    format!("{}{}", paths::class_call(&view.class.id, "moodle.csv"), address(&query))
}

/// What a cell can become: filled in by the script for the cell that is pressed.
fn cell_dialog(frame: &Frame, view: &RegisterView<'_>) -> Markup {
    let text = frame.text;
    html! {
        dialog #cell data-own aria-labelledby="cell-title" {
            button.quiet.corner data-close aria-label=(text.say("script-dismiss")) { "×" }
            h2 #cell-title {}
            p.row { @for sign in signs(text, &view.data.statuses) {
                button.(sign.core.code()) data-status=(sign.core.code()) data-field=(sign.field) data-value=(sign.value)
                    data-key=[&sign.key] data-letter=(sign.letter) data-word=(sign.name) {
                    (sign.legend()) @if let Some(key) = &sign.key { " " kbd { (key.to_uppercase()) } }
                }
            } }
            p.row {
                button data-withdraw data-key="z" { (text.say("key-withdraw")) " " kbd { "Z" } }
                a.button data-session-of href="#" { (text.say("register-open")) }
            }
        }
    }
}
