//! Keys: for kiosks, apps and other software.

use std::collections::BTreeSet;

use maud::{Markup, html};
use muster_domain::Class;
use muster_store::{ApiKey, Role};

use super::{class_choice, names, role, roles, secret};
use crate::paths::part;
use crate::shell::{Frame, Place, Viewer, date_of, page};

/// All keys, the newest first.
pub fn keys(frame: &Frame, keys: &[ApiKey], classes: &[Class]) -> Markup {
    let text = frame.text;
    let manages = frame.viewer.as_ref().is_some_and(Viewer::manages);
    let body = html! {
        div.head { h1 { (text.say("nav-keys")) }
            @if manages { button.main.end data-open="add-key" { (text.say("key-add")) } } }
        section.card { p { (text.say("key-lead")) }
            p { (text.say("key-person")) " " a href="/connect" { (text.say("connect-title")) } }
            @if keys.is_empty() { p.soft { (text.say("key-none")) } } @else { (list(frame, keys, classes, manages)) } }
        @if manages { (add(frame, classes)) (secret(text)) }
    };
    page(frame, Place::Admin("keys"), &text.say("nav-keys"), &body)
}

fn list(frame: &Frame, keys: &[ApiKey], classes: &[Class], manages: bool) -> Markup {
    let text = frame.text;
    html! { div.scroll tabindex="0" role="region" aria-label=(text.say("nav-keys")) { table {
        thead { tr { th { (text.say("key-label")) } th { (text.say("user-role")) } th { (text.say("user-classes")) } th { (text.say("user-since")) } th { (text.say("state")) } } }
        tbody { @for key in keys { tr {
            td { (key.label) } td { (role(text, key.role)) } td { (names(classes, &key.classes)) } td { (date_of(key.created_at)) }
            td { @if key.revoked_at.is_some() { span.badge.absent { (text.say("key-revoked")) } }
                @else if manages { form data-call={ "DELETE /api/v1/api-keys/" (part(&key.id)) } data-said=(text.say("key-revoked-said")) { button.danger { (text.say("key-revoke")) } } }
                @else { span.badge.present { (text.say("key-valid")) } } }
        } } }
    } } }
}

fn add(frame: &Frame, classes: &[Class]) -> Markup {
    let text = frame.text;
    html! {
        dialog #add-key aria-labelledby="add-key-title" {
            button.quiet.corner data-close aria-label=(text.say("script-dismiss")) { "×" }
            h2 #add-key-title { (text.say("key-add")) }
            form data-call="POST /api/v1/api-keys" data-secret="key" {
                label.field { span { (text.say("key-label")) } input name="label" maxlength="200" required placeholder=(text.say("key-label-hint")); }
                (roles(text, Role::Kiosk))
                (class_choice(text, classes, &BTreeSet::new()))
                button.main { (text.say("key-add")) }
            }
        }
    }
}
