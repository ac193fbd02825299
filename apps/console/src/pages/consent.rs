//! Who consents: the class's roster with each ledger, and entering what somebody said.

use std::collections::BTreeSet;

use jiff::civil::Date;
use maud::{Markup, html};
use muster_domain::{Class, Consent, ConsentEntry, ConsentKind, Relation, Student};
use muster_store::KeptFile;

use super::leave::{FILES, size};
use crate::paths::part;
use crate::shell::{Frame, Place, Viewer, date, instant, page};
use crate::text::Text;

/// A student and what was said of their face.
#[derive(Clone, Debug)]
pub struct ConsentRow {
    /// Who.
    pub student: Student,
    /// What the ledger comes to.
    pub consent: Consent,
    /// Whether the face may be used today.
    pub allowed: bool,
    /// The ledger, oldest first.
    pub entries: Vec<ConsentEntry>,
    /// What is kept as evidence, each with the number of its entry, from 1.
    pub files: Vec<(i64, KeptFile)>,
}

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct ConsentView<'a> {
    /// The class.
    pub class: &'a Class,
    /// Its roster.
    pub rows: &'a [ConsentRow],
    /// Versions and languages of the texts that people may have read, the newest first.
    pub texts: &'a [(String, String)],
    /// The school's date.
    pub today: Date,
}

/// The page. Whoever marks the class may enter a no; a yes is for who manages the school.
pub fn consent(frame: &Frame, view: &ConsentView<'_>) -> Markup {
    let text = frame.text;
    let marks = frame.viewer.as_ref().is_some_and(Viewer::marks);
    let allowed = view.rows.iter().filter(|row| row.allowed).count();
    let counts = [("allowed", allowed.into()), ("all", view.rows.len().into())];
    let body = html! {
        div.head { h1 { (text.say("nav-consent")) } @if marks { button.main.end data-open="saying" { (text.say("consent-enter")) } } }
        p.soft { (text.say("consent-lead")) }
        section.card aria-label=(text.say("nav-students")) {
            p { strong { (text.with("consent-counts", &counts)) } }
            div.scroll tabindex="0" role="region" aria-label=(text.say("nav-consent")) { table {
                thead { tr { th { (text.say("student")) } th { (text.say("consent-state")) } th { (text.say("consent-ledger")) } th { span.hidden { (text.say("consent-more")) } } } }
                tbody { @for row in view.rows { (line(frame, row)) } }
            } }
        }
        @if marks {
            (saying(frame, &format!("POST /api/v1/classes/{}/consents", part(view.class.id.as_str())), "said.", &whom(frame, view), (view.texts, view.today)))
        }
    };
    page(frame, Place::Class(view.class, "consent"), &text.say("nav-consent"), &body)
}

fn line(frame: &Frame, row: &ConsentRow) -> Markup {
    let text = frame.text;
    let manages = frame.viewer.as_ref().is_some_and(Viewer::manages);
    html! { tr {
        th scope="row" { (row.student.full_name()) " " span.soft { (row.student.id) } }
        td { (state(text, row)) }
        td { @if row.entries.is_empty() { span.soft { (text.say("consent-nothing")) } } @else { (ledger(frame, row)) } }
        td { @if manages { (rights(text, &row.student)) } }
    } }
}

fn state(text: Text, row: &ConsentRow) -> Markup {
    let kind = if row.allowed {
        "present"
    } else if row.consent == Consent::None {
        "not_seen"
    } else {
        "absent"
    };
    html! {
        span.badge.(kind) { (text.say(&format!("consent-{}", row.consent.code().replace('_', "-")))) }
        @if let Consent::Granted { until: Some(until) } = row.consent { " " span.soft { (text.say("consent-until")) " " (date(until)) } }
    }
}

fn ledger(frame: &Frame, row: &ConsentRow) -> Markup {
    let text = frame.text;
    html! { details { summary { (text.with("consent-entries", &[("count", row.entries.len().into())])) }
        ul.plain { @for (at, entry) in row.entries.iter().enumerate().rev() { li {
            strong { (text.say(&format!("consent-{}", entry.kind.code().replace('_', "-")))) } " · " (entry.person) ", " (relation(text, entry.relation))
            br; span.soft { (text.with("consent-read", &[("version", entry.text.version.clone().into()), ("language", entry.text.language.clone().into())]))
                @if !entry.evidence.is_empty() { " · " (entry.evidence) } " · " (entry.by) ", " (instant(entry.at)) }
            (evidence(frame, row, at as i64 + 1))
        } } }
    } }
}

/// What shows that it was said: for who oversees the school to save, for who manages it to add and remove.
fn evidence(frame: &Frame, row: &ConsentRow, number: i64) -> Markup {
    let text = frame.text;
    let is = |of: fn(&Viewer) -> bool| frame.viewer.as_ref().is_some_and(of);
    let address = format!("/api/v1/students/{}/consents/{number}/files", part(row.student.id.as_str()));
    let files = row.files.iter().filter(|(entry, _)| *entry == number).map(|(_, file)| file);
    html! {
        @if is(Viewer::oversees) { ul.plain { @for file in files { li.row {
            a href={ (address) "/" (file.number) } download { (file.name) } span.soft { (size(file.bytes)) }
            @if is(Viewer::manages) {
                details { summary { (text.say("consent-file-remove")) span.hidden { " " (file.name) } }
                    form data-call={ "DELETE " (address) "/" (file.number) } data-said=(text.say("consent-file-removed")) {
                        label.check { input type="checkbox" required; span { (text.say("consent-file-sure")) } }
                        button.danger { (text.say("consent-file-remove")) }
                    }
                }
            }
        } } } }
        @if is(Viewer::manages) { form.row data-call={ "POST " (address) } data-said=(text.say("leave-file-added")) {
            label.field { span { (text.say("leave-file")) } input type="file" name="file" accept=(FILES) data-name-as="name" required; }
            button { (text.say("leave-file-add")) }
        } }
    }
}

/// A student's consent on their own page.
pub(super) fn of_student(frame: &Frame, row: &ConsentRow, texts: &[(String, String)], today: Date) -> Markup {
    let text = frame.text;
    let marks = frame.viewer.as_ref().is_some_and(Viewer::marks);
    let call = format!("POST /api/v1/students/{}/consents", part(row.student.id.as_str()));
    html! {
        section.card aria-labelledby="consent" {
            div.head { h2 #consent { (text.say("nav-consent")) }
                @if marks { button.end data-open="saying" { (text.say("consent-enter")) } } }
            p { (state(text, row)) }
            @if row.entries.is_empty() { p.soft { (text.say("consent-nothing")) } } @else { (ledger(frame, row)) }
        }
        @if marks { (saying(frame, &call, "", &html! {}, (texts, today))) }
    }
}

fn relation(text: Text, relation: Relation) -> String {
    text.say(&format!("relation-{}", relation.code()))
}

/// What the law lets a student ask for.
fn rights(text: Text, student: &Student) -> Markup {
    let address = format!("/api/v1/students/{}", part(student.id.as_str()));
    let name = [("name", student.full_name().into())];
    html! { details { summary { (text.say("consent-rights")) }
        p { a href={ (address) "/export" } download { (text.say("consent-export")) } }
        form data-call={ "DELETE " (address) } data-save="erasure-receipt.json" data-said=(text.say("consent-erased")) {
            label.check { input type="checkbox" required; span { (text.with("consent-erase-sure", &name)) } }
            button.danger { (text.say("consent-erase")) }
        }
    } }
}

/// The dialog that enters what was said; `whom` says of whom, `prefix` where the call wants its fields.
fn saying(
    frame: &Frame,
    call: &str,
    prefix: &str,
    whom: &Markup,
    (texts, today): (&[(String, String)], Date),
) -> Markup {
    let text = frame.text;
    let manages = frame.viewer.as_ref().is_some_and(Viewer::manages);
    let kinds = ConsentKind::ALL.into_iter().filter(|kind| manages || *kind != ConsentKind::Granted);
    let distinct = |of: fn(&(String, String)) -> &String| {
        let mut seen = BTreeSet::new();
        texts.iter().map(of).filter(|one| seen.insert(*one)).collect::<Vec<_>>()
    };
    html! { dialog #saying aria-labelledby="saying-title" {
        button.quiet.corner data-close aria-label=(text.say("script-dismiss")) { "×" }
        h2 #saying-title { (text.say("consent-enter")) }
        form data-call=(call) data-said=(text.say("saved")) {
            (whom)
            fieldset.field { legend { (text.say("consent-said")) }
                @for (at, kind) in kinds.enumerate() { label.check {
                    input type="radio" name={ (prefix) "kind" } value=(kind.code()) required checked[at == 0];
                    span { (text.say(&format!("consent-{}", kind.code().replace('_', "-")))) }
                } }
            }
            label.field { span { (text.say("consent-person")) } input name={ (prefix) "person" } maxlength="200" required; }
            label.field { span { (text.say("consent-relation")) } select name={ (prefix) "relation" } {
                @for one in [Relation::Parent, Relation::Guardian, Relation::Student] { option value=(one.code()) { (relation(text, one)) } }
            } }
            div.row {
                label.field { span { (text.say("consent-text")) } select name={ (prefix) "text_version" } { @for version in distinct(|one| &one.0) { option { (version) } } } }
                label.field { span { (text.say("consent-language")) } select name={ (prefix) "text_language" } { @for language in distinct(|one| &one.1) { option { (language) } } } }
            }
            label.field { span { (text.say("consent-last-day")) } input type="date" name={ (prefix) "until" } min=(today) data-optional; }
            label.field { span { (text.say("consent-evidence")) } input name={ (prefix) "evidence" } maxlength="1000" data-optional; }
            p.soft { (text.say("consent-no-hint")) }
            button.main { (text.say("save")) }
        }
    } }
}

/// The students of the class, to be ticked.
fn whom(frame: &Frame, view: &ConsentView<'_>) -> Markup {
    html! { fieldset.field { legend { (frame.text.say("nav-students")) }
        @for row in view.rows { label.check {
            input type="checkbox" name="students" value=(row.student.id) data-type="list"; span { (row.student.full_name()) }
        } }
    } }
}
