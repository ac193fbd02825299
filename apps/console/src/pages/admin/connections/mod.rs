//! Connections to learning platforms: which class is what there, and the platforms that open Muster.

mod class;
mod moodle;
mod platforms;

use maud::{Markup, html};
use muster_domain::{Class, ClassId, LtiContext, LtiContextKey, LtiMemberId, LtiPlatform, MoodleLink};
use serde_json::{Value, json};

use crate::paths::part;
use crate::shell::{Frame, Place, page};
use crate::text::Text;

pub use class::{ClassConnections, class};

/// What to enter on a platform's page about this tool.
#[derive(Clone, Debug)]
pub struct Tool {
    /// The tool's address.
    pub target: String,
    /// Where logins begin.
    pub login: String,
    /// Where launches go.
    pub launch: String,
    /// Where the public key is.
    pub keys: String,
}

/// What the page of all connections shows.
#[derive(Clone, Copy, Debug)]
pub struct ConnectionsView<'a> {
    /// The school's classes.
    pub classes: &'a [Class],
    /// Their links to Moodle.
    pub moodle: &'a [MoodleLink],
    /// This server as a tool; none where it is not known by which address people reach it.
    pub tool: Option<&'a Tool>,
    /// The platforms that may open Muster.
    pub platforms: &'a [LtiPlatform],
    /// The courses from which teachers have opened it.
    pub courses: &'a [LtiContext],
}

/// All connections.
pub fn connections(frame: &Frame, view: &ConnectionsView<'_>) -> Markup {
    let text = frame.text;
    let body = html! {
        div.head { h1 { (text.say("nav-connections")) } }
        p.soft { (text.say("connections-lead")) }
        (classes(text, view))
        (platforms::platforms(text, view))
        (platforms::courses(text, view))
        (platforms::dialog(text))
    };
    page(frame, Place::Admin("connections"), &text.say("nav-connections"), &body)
}

/// What each class is elsewhere; its page has everything that can be done about it.
fn classes(text: Text, view: &ConnectionsView<'_>) -> Markup {
    html! {
        section.card {
            h2 #linked { (text.say("nav-classes")) }
            @if view.classes.is_empty() { p.soft { (text.say("home-empty-title")) } }
            @else { div.scroll tabindex="0" role="region" aria-labelledby="linked" { table {
                thead { tr { th { (text.say("class-name")) } th { (text.say("moodle-title")) } th { (text.say("lti-course")) } } }
                tbody { @for class in view.classes { tr {
                    td { a href=(address(&class.id)) { bdi { (class.name) } } }
                    td { @match view.moodle.iter().find(|link| link.class == class.id) {
                        Some(link) => (moodle::place(text, link)),
                        None => span.soft { (text.say("connections-none")) },
                    } }
                    td { @match course_of(view.courses, &class.id) {
                        Some(course) => bdi { (course_name(course)) },
                        None => span.soft { (text.say("connections-none")) },
                    } }
                } } }
            } } }
        }
    }
}

/// The page of a class's connections.
fn address(class: &ClassId) -> String {
    format!("/admin/connections/{}", part(class.as_str()))
}

/// The course that a class is.
fn course_of<'a>(courses: &'a [LtiContext], class: &ClassId) -> Option<&'a LtiContext> {
    courses.iter().find(|course| course.link.as_ref().is_some_and(|link| link.class == *class))
}

fn course_name(course: &LtiContext) -> &str {
    course.about.title.as_deref().unwrap_or(&course.key.context)
}

/// The interface's code.
const fn code(id: LtiMemberId) -> &'static str {
    match id {
        LtiMemberId::LisPersonSourcedid => "lis_person_sourcedid",
        LtiMemberId::UserId => "user_id",
        LtiMemberId::Email => "email",
    }
}

/// A link of a class with a course, as the interface takes it.
fn link_body(key: &LtiContextKey, member_id: LtiMemberId) -> Value {
    json!({
        "platform": key.platform.0, "deployment": key.deployment, "context": key.context,
        "member_id": code(member_id),
    })
}

/// The form that ends a link; undoing it makes it again.
fn unlink(text: Text, class: &ClassId, course: &LtiContext) -> Markup {
    let call = format!("/api/v1/classes/{}/lti", part(class.as_str()));
    let member_id = course.link.as_ref().map_or_else(LtiMemberId::default, |link| link.member_id);
    let back = json!({ "call": format!("PUT {call}"), "body": link_body(&course.key, member_id) });
    html! {
        form data-call={ "DELETE " (call) } data-said=(text.say("lti-unlinked")) data-undo=(back.to_string()) {
            button { (text.say("lti-unlink")) span.hidden { " " (course_name(course)) } }
        }
    }
}
