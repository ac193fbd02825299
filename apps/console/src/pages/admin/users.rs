//! Users: who signs in, as what, with which classes.

use std::collections::BTreeSet;

use jiff::civil::Date;
use maud::{Markup, html};
use muster_domain::Class;
use muster_store::{Role, User};

use super::{class_choice, names, role, roles, secret, substitutions};
use crate::paths::part;
use crate::shell::{Frame, Place, Viewer, date_of, page};

/// All users.
pub fn users(frame: &Frame, users: &[User], classes: &[Class], today: Date) -> Markup {
    let text = frame.text;
    let manages = frame.viewer.as_ref().is_some_and(Viewer::manages);
    let body = html! {
        div.head { h1 { (text.say("nav-users")) }
            @if manages { button.main.end data-open="invite" { (text.say("user-invite")) } } }
        section.card { div.scroll tabindex="0" role="region" aria-label=(text.say("nav-users")) { table {
            thead { tr {
                th { (text.say("user-name")) } th { (text.say("sign-in-login")) } th { (text.say("user-role")) }
                th { (text.say("user-classes")) } th { (text.say("account-factor")) } th { (text.say("state")) } th { (text.say("user-since")) }
            } }
            tbody { @for user in users { tr {
                td { @if manages { a href={ "/admin/users/" (part(user.login.as_str())) } data-dialog { (user.name) } } @else { (user.name) } }
                td { (user.login) } td { (role(text, user.role)) } td { (names(classes, &user.classes)) (substitutions::hint(text, user, classes, today)) }
                td { (text.say(if user.has_totp { "on" } else { "off" })) }
                td { @if user.disabled_at.is_some() { span.badge.absent { (text.say("user-disabled")) } } @else { span.badge.present { (text.say("user-enabled")) } } }
                td { (date_of(user.created_at)) }
            } } }
        } } }
        @if manages { (invite(frame, classes)) (secret(text)) }
    };
    page(frame, Place::Admin("users"), &text.say("nav-users"), &body)
}

fn invite(frame: &Frame, classes: &[Class]) -> Markup {
    let text = frame.text;
    html! {
        dialog #invite aria-labelledby="invite-title" {
            button.quiet.corner data-close aria-label=(text.say("script-dismiss")) { "×" }
            h2 #invite-title { (text.say("user-invite")) }
            p { (text.say("user-invite-lead")) }
            form data-call="POST /api/v1/users" data-secret="invitation" {
                label.field { span { (text.say("user-name")) } input name="name" maxlength="200" required; }
                label.field { span { (text.say("sign-in-login")) } input name="login" maxlength="100" autocapitalize="none" spellcheck="false" required; }
                (roles(text, Role::Teacher))
                (class_choice(text, classes, &BTreeSet::new()))
                button.main { (text.say("user-invite")) }
            }
        }
    }
}

/// One user, to change. It mostly opens within the list.
pub fn user(frame: &Frame, user: &User, classes: &[Class], today: Date) -> Markup {
    let text = frame.text;
    let call = format!("/api/v1/users/{}", part(user.login.as_str()));
    let disabled = user.disabled_at.is_some();
    let body = html! {
        h1 { (user.name) } p.soft { (user.login) }
        form data-call={ "PATCH " (call) } data-said=(text.say("saved")) {
            label.field { span { (text.say("user-name")) } input name="name" value=(user.name) maxlength="200" required; }
            (roles(text, user.role))
            (class_choice(text, classes, &user.classes))
            button.main { (text.say("save")) }
        }
        @if user.role.has_classes() { (substitutions::section(text, user, &call, classes, today)) }
        h2 { (text.say("user-access")) }
        div.row {
            form data-call={ "POST " (call) "/reset" } data-secret="reset" { button { (text.say("user-reset")) } }
            form data-call={ "PATCH " (call) } data-said=(text.say("saved")) {
                input type="hidden" name="disabled" value=(!disabled) data-type="json";
                @if disabled { button { (text.say("user-enable")) } } @else { button.danger { (text.say("user-disable")) } }
            }
        }
        p.soft { (text.say("user-access-hint")) }
        p { a href="/admin/users" { (text.say("back-to-users")) } }
    };
    page(frame, Place::Admin("users"), &user.name, &body)
}
