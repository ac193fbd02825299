//! Importing a roster: a file or pasted lines, what each column holds or which class of an export is meant, what would
//! change, and the import. The script `roster.js` fills what the server says of the file into this page.

use maud::{Markup, html};
use muster_domain::Class;

use crate::paths;
use crate::shell::{Frame, Place, page};
use crate::text::Text;

/// What a column may hold: its field in the call, its message.
const COLUMNS: [(&str, &str); 4] = [
    ("id", "students-id"),
    ("first_name", "students-first-name"),
    ("last_name", "students-last-name"),
    ("full_name", "import-full-name"),
];

/// What a list changes: its field in the answer, its message.
const CHANGES: [(&str, &str); 3] =
    [("added", "import-added"), ("renamed", "import-renamed"), ("missing", "import-missing")];

/// The page of an import.
pub fn import(frame: &Frame, class: &Class) -> Markup {
    let text = frame.text;
    let body = html! {
        div.head { h1 { (text.say("roster-import")) }
            a.end href=(paths::of_class(&class.id, "students")) { (text.say("students-back")) } }
        div data-roster data-own data-call=(paths::class_call(&class.id, "roster-import")) {
            section.card.drop aria-labelledby="import-file" {
                h2 #import-file { (text.say("import-file")) }
                p.soft { (text.say("import-lead")) }
                div.row {
                    label { input type="file" accept=".csv,.txt,.tsv,.zip,text/csv,text/plain,application/zip"; span.button.main { (text.say("import-choose")) } }
                    span.soft data-name {}
                }
                details { summary { (text.say("import-paste")) }
                    label.field { span.hidden { (text.say("import-paste")) }
                        textarea rows="6" spellcheck="false" placeholder=(text.say("import-paste-hint")) {} }
                    button type="button" data-look { (text.say("import-look")) }
                }
            }
            div data-found hidden { (columns(text)) (source(text)) (problems(text)) (left_out(text)) (changes(text)) }
        }
    };
    page(frame, Place::Class(class, "students"), &text.say("roster-import"), &body)
}

fn columns(text: Text) -> Markup {
    html! {
        section.card data-columns aria-labelledby="import-columns" {
            h2 #import-columns { (text.say("import-columns")) }
            p.soft data-read {}
            label.check { input type="checkbox" data-header; span { (text.say("import-header")) } }
            div.row { @for (field, message) in COLUMNS {
                label.field { span { (text.say(message)) } select data-column=(field) { option value="" { (text.say("import-none")) } } }
            } }
            p.notice data-unmapped hidden { (text.say("import-unmapped")) }
        }
    }
}

/// Which class of an export.
fn source(text: Text) -> Markup {
    html! {
        section.card data-classes hidden aria-labelledby="import-source" {
            h2 #import-source { (text.say("import-source")) }
            label.field { span { (text.say("import-source-lead")) }
                select data-source { option value="" { (text.say("import-source-none")) } } }
        }
    }
}

fn left_out(text: Text) -> Markup {
    html! {
        section.card data-left-out hidden aria-labelledby="import-left-out" {
            h2 #import-left-out { (text.say("import-left-out")) " " span.badge data-count {} }
            p.soft { (text.say("import-left-out-lead")) }
            ul data-list {}
        }
    }
}

fn problems(text: Text) -> Markup {
    html! {
        section.card data-problems hidden aria-labelledby="import-problems" {
            h2 #import-problems { (text.say("import-problems")) " " span.badge.rejected data-count {} }
            p { (text.say("import-problems-lead")) }
            ul data-list {}
        }
    }
}

fn changes(text: Text) -> Markup {
    html! {
        section.card data-changes hidden aria-labelledby="import-changes" {
            h2 #import-changes { (text.say("import-changes")) }
            @for (field, message) in CHANGES {
                div data-change=(field) {
                    h3 { (text.say(message)) " " span.badge data-count {} }
                    ul.names data-list {}
                    @if field == "missing" {
                        label.check { input type="checkbox" data-remove; span { (text.say("import-remove")) } }
                        p.soft { (text.say("students-leave-soft")) }
                    }
                }
            }
            p.soft { (text.say("import-unchanged")) " " span.badge data-unchanged {} }
            button.main type="button" data-import { (text.say("import-do")) }
            p.soft data-nothing hidden { (text.say("import-nothing")) }
        }
    }
}
