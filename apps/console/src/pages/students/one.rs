//! A student's place on the roster: their names, and taking them off it.

use maud::html;
use muster_domain::{Class, Student};
use serde_json::json;

use super::names;
use crate::Markup;
use crate::paths;
use crate::shell::{Frame, Place, page};

/// The page on which an admin renames a student or takes them off the roster; it opens within the list.
pub fn one(frame: &Frame, class: &Class, student: &Student) -> Markup {
    let (text, name) = (frame.text, student.full_name());
    let call = paths::class_call(&class.id, &format!("students/{}", paths::part(student.id.as_str())));
    let names_now = json!({ "first_name": student.first_name, "last_name": student.last_name });
    let back = json!({ "call": format!("PUT {call}"), "body": names_now }).to_string();
    let values = [("name", name.clone().into())];
    let body = html! {
        div.narrow {
            h1 { (name) }
            p.soft { (text.say("students-id")) " " code { (student.id) } }
            form data-call={ "PUT " (call) } data-said=(text.say("students-renamed")) data-undo=(back) {
                (names(text, "", &student.first_name, &student.last_name))
                button.main { (text.say("students-rename")) }
            }
            details.field {
                summary { (text.say("students-leave")) }
                p { (text.with("students-leave-lead", &values)) }
                form data-call={ "DELETE " (call) } data-said=(text.with("students-left", &values)) data-undo=(back) {
                    button.danger { (text.with("students-leave-yes", &values)) }
                }
            }
            p { a href=(paths::of_class(&class.id, "students")) { (text.say("students-back")) } }
        }
    };
    page(frame, Place::Class(class, "students"), &name, &body)
}
