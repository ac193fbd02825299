//! Leave: what counts now and ahead, what is over, and entering and withdrawing it.

use jiff::civil::Date;
use maud::{Markup, html};
use muster_domain::{Leave, SetStatus, Status, StatusSet, Student, StudentId};
use muster_store::KeptFile;

use super::status::{Sign, sign, signs};
use crate::shell::{Frame, Place, Viewer, date, instant, page};
use crate::text::Text;

/// Kinds of files that are taken.
pub(super) const FILES: &str = "application/pdf,image/jpeg,image/png,image/webp";

/// A leave as pages list it.
#[derive(Clone, Debug)]
pub struct LeaveRow {
    /// The leave.
    pub leave: Leave,
    /// The student's name.
    pub name: String,
    /// The student's page.
    pub page: String,
    /// What was handed in with it.
    pub files: Vec<KeptFile>,
}

/// A student who can be chosen.
#[derive(Clone, Debug)]
pub struct Choosable {
    /// Who.
    pub student: Student,
    /// The names of their classes that the reader sees.
    pub classes: Vec<String>,
}

/// What the page of leave shows.
#[derive(Clone, Copy, Debug)]
pub struct LeaveView<'a> {
    /// The school's date.
    pub today: Date,
    /// The leave to show, by first day.
    pub rows: &'a [LeaveRow],
    /// Whether these are the ones that are over; else what counts now and ahead.
    pub past: bool,
    /// Whom the reader may enter leave for.
    pub students: &'a [Choosable],
    /// The one that is chosen already.
    pub chosen: Option<&'a StudentId>,
    /// The statuses that the school writes.
    pub statuses: &'a StatusSet,
}

/// The page of leave. Whoever marks enters and withdraws it; auditors see it.
pub fn leave(frame: &Frame, view: &LeaveView<'_>) -> Markup {
    let text = frame.text;
    let marks = frame.viewer.as_ref().is_some_and(Viewer::marks);
    let body = html! {
        div.head { h1 { (text.say("nav-leave")) } @if marks { button.main.end data-open="entering" { (text.say("leave-enter")) } } }
        p.soft { (text.say("leave-lead")) }
        nav.row.spans aria-label=(text.say("period")) {
            a.button href="/leave" aria-current=[(!view.past).then_some("true")] { (text.say("leave-ahead")) }
            a.button href="/leave?past=true" aria-current=[view.past.then_some("true")] { (text.say("leave-past")) }
        }
        section.card aria-label=(text.say("nav-leave")) {
            @if view.rows.is_empty() { p.soft { (text.say("leave-none")) } }
            @else {
                input type="search" data-filter="#leaves" aria-label=(text.say("roster-filter")) placeholder=(text.say("roster-filter"));
                (list(frame, view.rows, view.statuses, true))
            }
        }
        @if marks { (entering(frame, view)) }
    };
    page(frame, Place::Leave, &text.say("nav-leave"), &body)
}

/// Leave, each with its days, what it says, its files and what can be done about it.
pub(super) fn list(frame: &Frame, rows: &[LeaveRow], statuses: &StatusSet, named: bool) -> Markup {
    let marks = frame.viewer.as_ref().is_some_and(Viewer::marks);
    html! {
        ul.plain #leaves { @for row in rows { li data-row=(row.name) {
            (told(frame, row, statuses, named))
            @if marks && row.leave.withdrawn.is_none() { (changes(frame.text, row)) }
        } } }
    }
}

fn told(frame: &Frame, row: &LeaveRow, statuses: &StatusSet, named: bool) -> Markup {
    let (text, leave) = (frame.text, &row.leave);
    html! {
        div.row {
            @if named { a href=(row.page) { strong { (row.name) } } }
            span { (date(leave.first_day)) @if leave.last_day != leave.first_day { " – " (date(leave.last_day)) } }
            @match &leave.withdrawn {
                Some((by, at)) => { span.badge { (text.say("leave-withdrawn")) } span.soft { (by) ", " (instant(*at)) } }
                None => (sign(text, statuses, Status::Excused, leave.letter.as_deref()).badge()),
            }
        }
        @if !leave.note.is_empty() { q { (leave.note) } " " }
        span.soft { (text.with("source-leave", &[("name", leave.by.clone().into())])) ", " (instant(leave.at)) }
        @if !row.files.is_empty() {
            ul.inline-list { @for file in &row.files { li {
                a href={ "/api/v1/leaves/" (leave.id.0) "/files/" (file.number) } download { (file.name) } " " span.soft { (size(file.bytes)) }
            } } }
        }
    }
}

/// A size as people read it.
pub(super) fn size(bytes: usize) -> String {
    if bytes < 1_000_000 {
        format!("{} kB", bytes.div_ceil(1000))
    } else {
        format!("{:.1} MB", bytes as f64 / 1e6)
    }
}

fn changes(text: Text, row: &LeaveRow) -> Markup {
    let call = format!("/api/v1/leaves/{}", row.leave.id.0);
    let values = [("name", row.name.clone().into())];
    html! {
        details {
            summary { (text.say("leave-change")) span.hidden { " " (row.name) } }
            form.row data-call={ "POST " (call) "/files" } data-said=(text.say("leave-file-added")) {
                label.field { span { (text.say("leave-file")) } input type="file" name="file" accept=(FILES) data-name-as="name" required; }
                button { (text.say("leave-file-add")) }
            }
            p.soft { (text.say("leave-withdraw-lead")) }
            form data-call={ "DELETE " (call) } data-said=(text.with("leave-withdrawn-said", &values)) {
                button.danger { (text.say("leave-withdraw")) }
            }
        }
    }
}

/// The dialog that enters a leave.
fn entering(frame: &Frame, view: &LeaveView<'_>) -> Markup {
    let text = frame.text;
    html! {
        dialog #entering aria-labelledby="entering-title" {
            button.quiet.corner data-close aria-label=(text.say("script-dismiss")) { "×" }
            h2 #entering-title { (text.say("leave-enter")) }
            form data-call="POST /api/v1/leaves" data-said=(text.say("leave-entered")) {
                (whose(text, view))
                div.fields {
                    label.field { span { (text.say("leave-first-day")) } input type="date" name="first_day" value=(view.today) required; }
                    label.field { span { (text.say("leave-last-day")) } input type="date" name="last_day" data-optional; }
                }
                p.soft { (text.say("leave-one-day")) }
                (letters(text, view.statuses))
                label.field { span { (text.say("leave-note")) } textarea name="note" maxlength="2000" rows="2" {} }
                p.soft { (text.say("leave-note-hint")) }
                label.field { span { (text.say("leave-file")) } input type="file" accept=(FILES) data-attach="/api/v1/leaves/{id}/files"; }
                button.main { (text.say("leave-enter")) }
            }
        }
    }
}

/// Whose leave: one of those whom the reader sees, found by a few letters.
fn whose(text: Text, view: &LeaveView<'_>) -> Markup {
    html! {
        fieldset.field {
            legend { (text.say("student")) }
            input type="search" data-filter="#whose" aria-label=(text.say("roster-filter")) placeholder=(text.say("roster-filter"));
            div #whose .tall tabindex="0" role="group" aria-label=(text.say("student")) { @for one in view.students {
                label.check data-row={ (one.student.full_name()) " " (one.student.id) " " (one.classes.join(" ")) } {
                    input type="radio" name="student" value=(one.student.id) required checked[view.chosen == Some(&one.student.id)];
                    span { (one.student.full_name()) " " span.soft { (one.classes.join(", ")) } }
                }
            } }
        }
    }
}

/// The letters that stand for excused, where there are several.
fn letters(text: Text, set: &StatusSet) -> Markup {
    let is_excused = |one: &&SetStatus| one.core == Status::Excused;
    if set.statuses.iter().filter(is_excused).count() < 2 {
        return html! {};
    }
    let excused: Vec<Sign> = signs(text, set).into_iter().filter(|one| one.core == Status::Excused).collect();
    html! {
        label.field { span { (text.say("leave-letter")) } select name="letter" required {
            option value="" { (text.say("choose")) }
            @for one in &excused { option value=(one.value) { (one.letter) " – " (one.name) } }
        } }
    }
}
