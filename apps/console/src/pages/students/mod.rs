//! A class's students: who is on the roster, and what is on file of them.

mod import;
mod one;

use maud::html;
use muster_domain::{Class, Student};

use super::on_file::{AllOnFile, ENOUGH, progress};
use crate::Markup;
use crate::paths;
use crate::shell::{Frame, Place, Viewer, page};
use crate::text::Text;

pub use import::import;
pub use one::one;

/// What the page of a class's students shows.
#[derive(Clone, Copy, Debug)]
pub struct StudentsView<'a> {
    /// The class.
    pub class: &'a Class,
    /// Its roster.
    pub roster: &'a [Student],
    /// What is on file of them.
    pub on_file: &'a AllOnFile,
}

/// A class's students. Admins change the roster; the others see it.
pub fn students(frame: &Frame, view: &StudentsView<'_>) -> Markup {
    let text = frame.text;
    let manages = frame.viewer.as_ref().is_some_and(Viewer::manages);
    let (class, roster) = (&view.class.id, view.roster);
    let body = html! {
        div.head {
            h1 { (text.say("nav-students")) }
            span.soft { (text.with("class-students", &[("count", roster.len().into())])) }
            @if manages { span.end.row {
                button.main[!roster.is_empty()] data-open="adding" { (text.say("students-add")) }
                a.button.main[roster.is_empty()] href=(paths::of_class(class, "roster")) { (text.say("roster-import")) }
            } }
        }
        (progress(text, view.on_file))
        @if roster.is_empty() {
            div.card.empty {
                p { (text.say("class-empty")) }
                p { (text.say(if manages { "students-empty-admin" } else { "students-empty-teacher" })) }
            }
        } @else { (table(frame, view, manages)) }
        @if manages { (adding(frame, view)) }
    };
    let title = format!("{} · {}", text.say("nav-students"), view.class.name);
    page(frame, Place::Class(view.class, "students"), &title, &body)
}

fn table(frame: &Frame, view: &StudentsView<'_>, manages: bool) -> Markup {
    let text = frame.text;
    let sorted = |message: &str| html! { button data-sort { (text.say(message)) } };
    html! {
        section.card aria-labelledby="roster" {
            div.head {
                h2 #roster { (text.say("roster-title")) }
                input.end type="search" data-filter="#students" aria-label=(text.say("roster-filter")) placeholder=(text.say("roster-filter"));
            }
            div.scroll { table {
                thead { tr {
                    th { (sorted("student")) } th { (sorted("students-id")) } th { (sorted("students-templates")) }
                    th { (sorted("students-pending")) } @if manages { th { span.hidden { (text.say("students-change")) } } }
                } }
                tbody #students { @for student in view.roster { (row(frame, view, student, manages)) } }
            } }
        }
    }
}

fn row(frame: &Frame, view: &StudentsView<'_>, student: &Student, manages: bool) -> Markup {
    let text = frame.text;
    let (class, name) = (&view.class.id, student.full_name());
    let own = view.on_file.get(&student.id).copied().unwrap_or_default();
    let (change, values) = (text.say("students-change"), [("name", name.clone().into())]);
    html! {
        tr id={ "student-" (student.id) } data-row={ (name) " " (student.id) } {
            td data-value={ (student.last_name) " " (student.first_name) } { a href=(paths::student(class, &student.id)) { (name) } }
            td { code { (student.id) } }
            td data-value=(own.templates) {
                @match own.templates {
                    0 => { span.badge { (text.say("students-no-face")) } }
                    few if few < ENOUGH => { (few) " " span.badge { (text.say("students-few")) } }
                    many => { (many) }
                }
            }
            td data-value=(own.pending) { @if own.pending > 0 {
                a.badge.pending href={ (paths::of_class(class, "enrolment")) "#review" } { (text.with("students-to-review", &[("count", own.pending.into())])) }
            } }
            @if manages { td {
                a.button.quiet data-dialog href=(paths::on_roster(class, &student.id)) aria-label=(text.with("students-change-one", &values)) { (change) }
            } }
        }
    }
}

/// A form for someone who is not on the roster.
fn adding(frame: &Frame, view: &StudentsView<'_>) -> Markup {
    let text = frame.text;
    html! {
        dialog #adding aria-labelledby="adding-title" {
            button.quiet.corner data-close aria-label=(text.say("script-dismiss")) { "×" }
            h2 #adding-title { (text.say("students-add")) }
            form data-call={ "PUT " (paths::class_call(&view.class.id, "students/{student}?new=true")) } data-said=(text.say("students-added")) {
                label.field { span { (text.say("students-id")) span.hint { " · " (text.say("students-id-hint")) } }
                    input name="student" maxlength="200" autocomplete="off" required; }
                (names(text, "", "", ""))
                button.main { (text.say("students-add")) }
            }
        }
    }
}

/// The fields of a student's names; `part` is before their names in the call.
pub(super) fn names(text: Text, part: &str, first_name: &str, last_name: &str) -> Markup {
    html! {
        label.field { span { (text.say("students-first-name")) }
            input name={ (part) "first_name" } value=(first_name) maxlength="200" autocomplete="off"; }
        label.field { span { (text.say("students-last-name")) }
            input name={ (part) "last_name" } value=(last_name) maxlength="200" autocomplete="off"; }
    }
}
