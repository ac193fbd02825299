//! The groups of a class: parts of it that meet on their own.

use maud::{Markup, html};
use muster_domain::{Class, Student, StudentId};
use serde_json::json;

use crate::paths;
use crate::shell::{Frame, Place, page};

/// A group of a class.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Who is in it today, in the roster's order.
    pub students: Vec<Student>,
}

impl Group {
    fn ids(&self) -> Vec<&StudentId> {
        self.students.iter().map(|student| &student.id).collect()
    }
}

/// The groups on a class's page; whoever manages makes new ones.
pub(super) fn groups(frame: &Frame, class: &Class, groups: &[Group], manages: bool) -> Markup {
    let text = frame.text;
    html! {
        @if manages || !groups.is_empty() {
            section.card aria-labelledby="groups" {
                h2 #groups { (text.say("groups-title")) }
                p.soft { (text.say("groups-lead")) }
                ul.plain { @for group in groups { li {
                    @if manages { a href=(paths::group(&class.id, &group.name)) data-dialog { bdi { (group.name) } } } @else { strong { bdi { (group.name) } } }
                    " " span.soft { (text.with("class-students", &[("count", group.students.len().into())])) }
                } } }
                @if manages {
                    form.row data-call={ "PUT " (paths::class_call(&class.id, "groups")) "/{name}" } data-said=(text.say("group-made")) {
                        input type="hidden" name="students" value="[]" data-type="json";
                        label { span.hidden { (text.say("group-name")) } input name="name" maxlength="200" required placeholder=(text.say("group-name")); }
                        button { (text.say("group-make")) }
                    }
                }
            }
        }
    }
}

/// One group, to change. It opens within the class's page.
pub fn group(frame: &Frame, class: &Class, group: &Group, roster: &[Student]) -> Markup {
    let text = frame.text;
    let call = paths::class_call(&class.id, &format!("groups/{}", paths::part(&group.name)));
    let ids = group.ids();
    let back = json!({ "call": format!("PUT {call}"), "body": { "students": ids } }).to_string();
    let body = html! {
        div.narrow {
            h1 { (group.name) }
            p.soft { (text.say("group-change-lead")) }
            form data-call={ "PUT " (call) } data-said=(text.say("saved")) data-undo=(back) {
                input type="search" data-filter="#members" aria-label=(text.say("roster-filter")) placeholder=(text.say("roster-filter"));
                fieldset.field {
                    legend { (text.say("group-members")) }
                    div #members .tall { @for student in roster {
                        label.check data-row={ (student.full_name()) " " (student.id) } {
                            input type="checkbox" name="students" value=(student.id) data-type="list" checked[ids.contains(&&student.id)];
                            span { (student.full_name()) } }
                    } }
                }
                button.main { (text.say("save")) }
            }
            details.field {
                summary { (text.say("group-remove")) }
                p { (text.say("group-remove-lead")) }
                form data-call={ "DELETE " (call) } data-said=(text.say("group-removed")) data-undo=(back) {
                    button.danger { (text.say("group-remove")) }
                }
            }
            p { a href=(paths::class(&class.id)) { (class.name) } }
        }
    };
    page(frame, Place::Class(class, "groups"), &group.name, &body)
}
