//! The statuses that the school writes: which set it uses, and sets of its own.

use std::collections::BTreeSet;

use maud::{Markup, html};
use muster_domain::{CountsAs, SetStatus, Status, StatusSet};
use serde_json::{Value, json};

use crate::pages::status::{dot, word};
use crate::paths::part;
use crate::shell::{Frame, Place, Viewer, page};
use crate::text::Text;

/// What the page of the statuses shows.
#[derive(Clone, Copy, Debug)]
pub struct StatusesView<'a> {
    /// All sets that the school can use.
    pub sets: &'a [StatusSet],
    /// The ids of those that it made or changed.
    pub own: &'a BTreeSet<String>,
    /// The id of the one that it uses.
    pub used: &'a str,
}

/// All sets. Admins choose one and change copies.
pub fn statuses(frame: &Frame, view: &StatusesView<'_>) -> Markup {
    let text = frame.text;
    let manages = frame.viewer.as_ref().is_some_and(Viewer::manages);
    let body = html! {
        div.head { h1 { (text.say("nav-statuses")) } }
        p.soft { (text.say("statuses-lead")) }
        @for set in view.sets { (one(frame, view, set, manages)) }
    };
    page(frame, Place::Admin("statuses"), &text.say("nav-statuses"), &body)
}

fn one(frame: &Frame, view: &StatusesView<'_>, set: &StatusSet, manages: bool) -> Markup {
    let text = frame.text;
    let (used, own) = (view.used == set.id, view.own.contains(&set.id));
    let values = [("name", set.name.clone().into())];
    let heading = format!("set-{}", part(&set.id));
    html! {
        section.card aria-labelledby=(heading) {
            div.head {
                h2 id=(heading) { (set.name) }
                @if used { span.badge.present { (text.say("statuses-used")) } }
                @if own { span.badge { (text.say("statuses-own")) } }
                @if manages { span.end.row {
                    @if !used { form data-call="POST /api/v1/status-sets" data-said=(text.with("statuses-chosen", &values))
                        data-undo=(serde_json::json!({ "call": "POST /api/v1/status-sets", "body": { "id": view.used } }).to_string()) {
                        input type="hidden" name="id" value=(set.id); button { (text.say("statuses-use")) span.hidden { " " (set.name) } } } }
                    a.button href={ "/admin/statuses/" (part(&set.id)) } {
                        (text.say(if own { "entry-change" } else { "statuses-copy" })) span.hidden { " " (set.name) } }
                } }
            }
            details open[used] {
                summary { (text.with("statuses-count", &[("count", set.statuses.len().into())])) }
                (table(text, set))
            }
            @if manages && own { (removal(text, set, used)) }
        }
    }
}

/// The way to remove a set of the school's own, or why it stays.
fn removal(text: Text, set: &StatusSet, used: bool) -> Markup {
    let call = format!("/api/v1/status-sets/{}", part(&set.id));
    let back = json!({ "call": format!("PUT {call}"), "body": body(set) }).to_string();
    let values = [("name", set.name.clone().into())];
    html! {
        details.field {
            summary { (text.say("statuses-remove")) span.hidden { " " (set.name) } }
            @if used { p { (text.say("statuses-remove-used")) } }
            @else {
                p { (text.say("statuses-remove-lead")) }
                form data-call={ "DELETE " (call) } data-said=(text.with("statuses-removed", &values)) data-undo=(back) {
                    button.danger { (text.say("statuses-remove")) span.hidden { " " (set.name) } }
                }
            }
        }
    }
}

/// A set as the interface takes it.
fn body(set: &StatusSet) -> Value {
    let status = |one: &SetStatus| {
        json!({
            "letter": one.letter, "name": one.name, "status": one.core.code(), "counts_as": code(one.counts_as),
            "points": one.points, "colour": one.colour,
        })
    };
    json!({ "name": set.name, "statuses": set.statuses.iter().map(status).collect::<Vec<_>>() })
}

fn table(text: Text, set: &StatusSet) -> Markup {
    let count = text.with("statuses-count", &[("count", set.statuses.len().into())]);
    let label = format!("{}: {count}", set.name);
    html! {
        div.scroll tabindex="0" role="region" aria-label=(label) { table {
            thead { tr { th { (text.say("statuses-letter")) } th { (text.say("statuses-name")) } th { (text.say("statuses-core")) }
                th { (text.say("statuses-counts")) } th.number { (text.say("statuses-points")) } } }
            tbody { @for one in &set.statuses { tr {
                td { strong { (one.letter) } " " (dot(&one.colour)) } td { (one.name) } td { (word(text, one.core)) }
                td { (counts(text, one.counts_as)) } td.number { @if let Some(points) = one.points { (points) } }
            } } }
        } }
    }
}

fn counts(text: Text, counts: CountsAs) -> String {
    text.say(&format!("counts-{}", code(counts)))
}

/// The interface's code.
const fn code(counts: CountsAs) -> &'static str {
    match counts {
        CountsAs::Attended => "attended",
        CountsAs::Excused => "excused",
        CountsAs::Absent => "absent",
        CountsAs::NotCounted => "not_counted",
    }
}

/// What the page shows on which a set is changed.
#[derive(Clone, Copy, Debug)]
pub struct EditView<'a> {
    /// The set as it is.
    pub set: &'a StatusSet,
    /// The id under which it is saved; another one for a set that comes with Muster, which stays as it is.
    pub id: &'a str,
}

/// A set to change.
pub fn edit(frame: &Frame, view: &EditView<'_>) -> Markup {
    let text = frame.text;
    let EditView { set, id } = view;
    let copy = *id != set.id;
    let title = text.with(
        if copy { "statuses-copy-of" } else { "statuses-change" },
        &[("name", set.name.clone().into())],
    );
    let body = html! {
        div.head { h1 { (title) } }
        p.soft { (text.say("statuses-edit-lead")) }
        form.card data-call={ "PUT /api/v1/status-sets/" (part(id)) } data-then="/admin/statuses" {
            label.field { span { (text.say("statuses-set-name")) }
                input name="name" value=(if copy { text.with("statuses-copy-of", &[("name", set.name.clone().into())]).replace(['\u{2068}', '\u{2069}'], "") } else { set.name.clone() }) maxlength="200" required; }
            input type="hidden" name="statuses" value="[]" data-type="json";
            div data-rows {
                ul.rows { @for (at, one) in set.statuses.iter().enumerate() { (row(text, &at.to_string(), Some(one))) } }
                template { (row(text, "new", None)) }
                button type="button" data-row-add { (text.say("statuses-add")) }
            }
            p.row { button.main { (text.say("save")) } a.button href="/admin/statuses" { (text.say("cancel")) } }
        }
    };
    page(frame, Place::Admin("statuses"), &title, &body)
}

fn row(text: Text, at: &str, one: Option<&SetStatus>) -> Markup {
    let field = |name: &str| format!("statuses.{at}.{name}");
    let letter = one.map_or("", |one| one.letter.as_str());
    let named = |message: &str| text.with(message, &[("name", letter.into())]);
    html! {
        li {
            label { span { (text.say("statuses-letter")) } input.letter name=(field("letter")) value=(letter) maxlength="4" required data-names autocapitalize="none" spellcheck="false"; }
            label { span { (text.say("statuses-name")) } input name=(field("name")) value=[one.map(|one| &one.name)] maxlength="200" required; }
            label { span { (text.say("statuses-core")) } select name=(field("status")) {
                @for core in Status::ALL.into_iter().filter(|core| *core != Status::NotSeen) {
                    option value=(core.code()) selected[one.is_some_and(|one| one.core == core)] { (word(text, core)) } } } }
            label { span { (text.say("statuses-counts")) } select name=(field("counts_as")) {
                @for kind in [CountsAs::Attended, CountsAs::Excused, CountsAs::Absent, CountsAs::NotCounted] {
                    option value=(code(kind)) selected[one.is_some_and(|one| one.counts_as == kind)] { (counts(text, kind)) } } } }
            label { span { (text.say("statuses-points")) } input type="number" name=(field("points")) min="0" max="1000" step="any"
                value=[one.and_then(|one| one.points)] data-type="number" data-optional; }
            label { span { (text.say("statuses-colour")) } input type="color" name=(field("colour")) value=(one.map_or("#1e7d34", |one| one.colour.as_str())); }
            span.row {
                button.quiet type="button" data-row-up aria-label=(named("row-up")) { "↑" }
                button.quiet type="button" data-row-down aria-label=(named("row-down")) { "↓" }
                button.quiet type="button" data-row-remove aria-label=(named("row-remove")) { "×" }
            }
        }
    }
}
