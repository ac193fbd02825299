//! The administration: people and keys, classes, recognition, notices, connections, jobs, data, health.

pub mod activity;
pub mod classes;
pub mod connections;
pub mod data;
pub mod health;
pub mod jobs;
pub mod keys;
pub mod notices;
pub mod privacy;
pub mod recognition;
pub mod statuses;
mod substitutions;
pub mod users;

use std::collections::BTreeSet;

use maud::{Markup, html};
use muster_domain::{Class, ClassId};
use muster_store::Role;

use crate::text::Text;

/// The role's word.
fn role(text: Text, role: Role) -> String {
    text.say(&format!("role-{}", role.code()))
}

/// A choice of a role, with what each may do.
fn roles(text: Text, chosen: Role) -> Markup {
    html! {
        fieldset.field {
            legend { (text.say("user-role")) }
            @for one in Role::ALL {
                label.check { input type="radio" name="role" value=(one.code()) checked[one == chosen];
                    span { strong { (role(text, one)) } " " span.soft { (text.say(&format!("role-{}-may", one.code()))) } } }
            }
        }
    }
}

/// A choice of classes, for roles that have some.
fn class_choice(text: Text, classes: &[Class], chosen: &BTreeSet<ClassId>) -> Markup {
    html! {
        fieldset.field {
            legend { (text.say("user-classes")) } p.soft { (text.say("user-classes-hint")) }
            @for class in classes {
                label.check { input type="checkbox" name="classes" value=(class.id) data-type="list" checked[chosen.contains(&class.id)]; span { (class.name) } }
            }
            // An empty choice is a choice, too.
            @if classes.is_empty() { p.soft { (text.say("home-empty-title")) } }
        }
    }
}

/// The names of some classes, in a line.
fn names(classes: &[Class], ids: &BTreeSet<ClassId>) -> String {
    let named = classes.iter().filter(|class| ids.contains(&class.id)).map(|class| class.name.as_str());
    named.collect::<Vec<_>>().join(", ")
}

/// The dialog that shows a secret once: a link or a key.
fn secret(text: Text) -> Markup {
    html! {
        dialog #secret data-own aria-labelledby="secret-title" {
            button.quiet.corner data-close aria-label=(text.say("script-dismiss")) { "×" }
            h2 #secret-title { (text.say("secret-title")) }
            p #secret-lead {}
            p #secret-picture {}
            p { label.field { span.hidden { (text.say("secret-title")) } input #secret-text readonly; } }
            button.main type="button" data-copies="secret-text" { (text.say("copy")) }
        }
    }
}
