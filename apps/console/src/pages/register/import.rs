//! Importing an edited register: a workbook, what it would change, and the change. The script `register-import.js` fills
//! what the server says of the file into this page.

use maud::{Markup, html};
use muster_domain::{Class, Status, StatusSet};

use super::super::status::{sign, signs};
use crate::paths;
use crate::shell::{Frame, Place, page};
use crate::text::Text;

/// What of a file is left out: its field in the answer, its message.
const LEFT_OUT: [(&str, &str); 3] = [
    ("problems", "register-import-problems"),
    ("unknown_students", "register-import-students"),
    ("unknown_columns", "register-import-columns"),
];

/// The page of an import.
pub fn import(frame: &Frame, class: &Class, statuses: &StatusSet) -> Markup {
    let text = frame.text;
    let title = text.say("register-import");
    let body = html! {
        div.head { h1 { (title) }
            a.end href=(paths::of_class(&class.id, "register")) { (text.say("register-back")) } }
        div data-register-import data-own data-call=(paths::class_call(&class.id, "register-import")) {
            section.card.drop aria-labelledby="import-file" {
                h2 #import-file { (text.say("register-import-file")) }
                p.soft { (text.say("register-import-lead")) }
                div.row {
                    label { input type="file" accept=".xlsx"; span.button.main { (text.say("import-choose")) } }
                    span.soft data-name {}
                }
            }
            div data-found hidden { (changes(text)) (conflicts(text)) (apply(text)) (left_out(text)) }
            template data-badges {
                @for sign in signs(text, statuses) { span data-letter=[Some(&sign.value).filter(|_| sign.field == "letter")] data-status=(sign.core.code()) { (sign.legend()) } }
                span data-status="not_seen" { (sign(text, statuses, Status::NotSeen, None).badge()) }
            }
        }
    };
    page(frame, Place::Class(class, "register"), &title, &body)
}

/// The columns of both tables.
fn headings(text: Text) -> Markup {
    html! {
        th scope="col" { (text.say("register-import-cell")) }
        th scope="col" { (text.say("register-import-student")) }
        th scope="col" { (text.say("register-import-session")) }
        th scope="col" { (text.say("register-import-change")) }
    }
}

fn changes(text: Text) -> Markup {
    html! {
        section.card aria-labelledby="import-changes" {
            h2 #import-changes { (text.say("import-changes")) " " span.badge data-count="changes" {} }
            p.notice data-no-base hidden { (text.say("register-import-no-base")) }
            div.scroll data-table="changes" hidden tabindex="0" role="region" aria-label=(text.say("import-changes")) { table { thead { tr { (headings(text)) } } tbody {} } }
            p.soft data-nothing hidden { (text.say("register-import-nothing")) }
            p.soft { (text.say("import-unchanged")) " " span.badge data-unchanged {} }
        }
    }
}

fn conflicts(text: Text) -> Markup {
    html! {
        section.card data-table="conflicts" hidden aria-labelledby="import-conflicts" {
            h2 #import-conflicts { (text.say("register-import-conflicts")) " " span.badge.pending data-count="conflicts" {} }
            p { (text.say("register-import-conflicts-lead")) }
            div.scroll tabindex="0" role="region" aria-label=(text.say("register-import-conflicts")) { table {
                thead { tr { th scope="col" { (text.say("register-import-override")) } (headings(text))
                    th scope="col" { (text.say("register-import-meanwhile")) } } }
                tbody {}
            } }
        }
    }
}

fn apply(text: Text) -> Markup {
    html! { p.row { button.main type="button" data-apply disabled { (text.say("register-import-apply")) } } }
}

fn left_out(text: Text) -> Markup {
    html! { @for (field, message) in LEFT_OUT {
        section.card data-left-out=(field) hidden aria-label=(text.say(message)) {
            h2 { (text.say(message)) " " span.badge.rejected data-count=(field) {} }
            @if field == "problems" { p { (text.say("register-import-problems-lead")) } }
            ul data-list {}
        }
    } }
}
