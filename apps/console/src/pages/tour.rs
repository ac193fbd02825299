//! The first steps of a school, each with how far it is and the way to it; and a class to try everything with.

use maud::{Markup, html};
use muster_domain::ClassId;

use crate::paths;
use crate::shell::{Frame, Place, Viewer, page};

/// How far a school is.
#[derive(Clone, Debug, Default)]
pub struct TourView {
    /// A class to go on with: the reader's first that is no demo, else the demo.
    pub class: Option<ClassId>,
    /// Classes that are no demo.
    pub classes: usize,
    /// Students on their rosters.
    pub students: usize,
    /// How many of them can be recognised.
    pub enrolled: usize,
    /// Sessions taken.
    pub sessions: usize,
    /// How many of these are closed.
    pub closed: usize,
    /// People who may sign in; none for readers who may not look after them.
    pub users: Option<usize>,
    /// The demo class is there.
    pub demo: bool,
}

/// The page.
pub fn tour(frame: &Frame, view: &TourView) -> Markup {
    let text = frame.text;
    let manages = frame.viewer.as_ref().is_some_and(Viewer::manages);
    let class = view.class.as_ref();
    let of_class = |name: &str| class.map(|class| paths::of_class(class, name));
    let body = html! {
        div.head { h1 { (text.say("tour-title")) } }
        p { (text.say("tour-lead")) }
        (demo(frame, view, manages))
        ol.steps {
            @if manages { (step(frame, view.classes, "tour-class", Some("/admin/classes".into()))) }
            (step(frame, view.students, "tour-students", of_class("students")))
            (step(frame, view.enrolled, "tour-enrol", of_class("enrolment")))
            (step(frame, view.sessions, "tour-take", class.map(paths::class)))
            (step(frame, view.closed, "tour-close", class.map(paths::class)))
            (step(frame, view.closed, "tour-register", of_class("register")))
            @if let Some(users) = view.users { (step(frame, users.saturating_sub(1), "tour-invite", Some("/admin/users".into()))) }
        }
        section.card { h2 { (text.say("tour-how-title")) }
            ul { @for hint in ["tour-how-photos", "tour-how-review", "tour-how-hand", "tour-how-keys", "tour-how-privacy"] { li { (text.say(hint)) } } }
        }
    };
    page(frame, Place::Nowhere, &text.say("tour-title"), &body)
}

/// A step: what is done of it, what to do, and where.
fn step(frame: &Frame, done: usize, message: &str, to: Option<String>) -> Markup {
    let text = frame.text;
    html! {
        li.card {
            div.row {
                h2 { (text.say(message)) }
                @if done > 0 { span.badge.present { "✓ " (text.with("tour-done", &[("count", done.into())])) } }
            }
            p { (text.say(&format!("{message}-how"))) }
            @if let Some(to) = to { a.button.main[done == 0] href=(to) { (text.say("tour-go")) } }
        }
    }
}

fn demo(frame: &Frame, view: &TourView, manages: bool) -> Markup {
    let text = frame.text;
    let id = ClassId::new("demo");
    html! {
        @if view.demo {
            section.card { h2 { (text.say("tour-demo")) } p { (text.say("tour-demo-there")) }
                a.button href=(paths::class(&id)) { (text.say("tour-demo-open")) } }
        } @else if manages {
            section.card { h2 { (text.say("tour-demo")) } p { (text.say("tour-demo-lead")) }
                form data-call="POST /api/v1/demo" data-then=(paths::class(&id)) { button { (text.say("tour-demo-make")) } } }
        }
    }
}
