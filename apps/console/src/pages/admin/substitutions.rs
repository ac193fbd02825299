//! The classes that somebody has for somebody else, each from its first day to its last.

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};
use muster_domain::{Class, ClassId};
use muster_store::{Substitution, User};
use muster_usecase::events::event_day;
use serde_json::{Value, json};

use crate::shell::date;
use crate::text::Text;

fn name<'a>(classes: &'a [Class], id: &'a ClassId) -> &'a str {
    classes.iter().find(|class| class.id == *id).map_or(id.as_str(), |class| class.name.as_str())
}

/// Which classes they have today for somebody else, in the list of users.
pub(super) fn hint(text: Text, user: &User, classes: &[Class], today: Date) -> Markup {
    html! { @for (class, days) in user.substitutions.iter().filter(|(_, days)| days.holds(today)) {
        div.row { span.badge.pending { (text.with("substitute-now", &[("name", name(classes, class).into())])) }
            " " span.soft.small { (text.say("substitute-until")) " " (date(days.last_day)) } }
    } }
}

/// What is changed about them on a user's page; the interface takes all of them together.
pub(super) fn section(text: Text, user: &User, call: &str, classes: &[Class], today: Date) -> Markup {
    let all = &user.substitutions;
    let undo = json!({ "call": format!("PATCH {call}"), "body": { "substitutions": all } }).to_string();
    html! {
        h2 { (text.say("substitute-title")) }
        p.soft { (text.say("substitute-lead")) }
        @if all.is_empty() { p.soft { (text.say("substitute-none")) } }
        ul.meetings { @for (class, days) in all {
            @let named = name(classes, class);
            li {
                strong { bdi { (named) } }
                span { @if let Some(first) = days.first_day { (text.say("substitute-from")) " " (date(first)) " " } (text.say("substitute-until")) " " (date(days.last_day)) }
                @if days.last_day < today { span.badge { (text.say("substitute-over")) } }
                form.end data-call={ "PATCH " (call) } data-said=(text.with("substitute-removed", &[("name", named.into())])) data-undo=(undo) {
                    input type="hidden" name="substitutions" value=(without(all, class)) data-type="json";
                    button.quiet aria-label=(text.with("row-remove", &[("name", named.into())])) { "×" }
                }
            }
        } }
        (adding(text, user, call, classes, today, &undo))
    }
}

fn adding(text: Text, user: &User, call: &str, classes: &[Class], today: Date, undo: &str) -> Markup {
    let over = |class: &Class| event_day(&class.id).is_some_and(|day| day < today);
    let others = classes.iter().filter(|class| !user.classes.contains(&class.id) && !over(class));
    html! {
        form.fields data-call={ "PATCH " (call) } data-said=(text.say("substitute-added")) data-undo=(undo) {
            input type="hidden" name="substitutions" value=(json!(user.substitutions)) data-type="json";
            label.field { span { (text.say("substitute-class")) } select #substitute-class required {
                option value="" { (text.say("choose")) }
                @for class in others { option value=(class.id) { (class.name) } }
            } }
            label.field { span { (text.say("substitute-first-day")) }
                input type="date" name="substitutions" data-entry="substitute-class" data-part="first_day"; }
            label.field { span { (text.say("leave-last-day")) }
                input type="date" name="substitutions" data-entry="substitute-class" data-part="last_day" min=(today) required; }
            button { (text.say("substitute-add")) }
        }
    }
}

/// All but that of one class.
fn without(all: &BTreeMap<ClassId, Substitution>, class: &ClassId) -> Value {
    json!(all.iter().filter(|(one, _)| *one != class).collect::<BTreeMap<_, _>>())
}
