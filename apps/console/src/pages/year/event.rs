//! An event to make: a meeting or an excursion, with a list of its own.

use jiff::civil::Date;
use maud::{Markup, html};
use muster_domain::{Class, Student};

use crate::shell::{Frame, Place, page};
use crate::text::Text;

/// A student whom an event may be for.
#[derive(Clone, Debug)]
pub struct Guest {
    /// The student.
    pub student: Student,
    /// The names of their classes.
    pub classes: Vec<String>,
}

/// What the page on which an event is made shows.
#[derive(Clone, Copy, Debug)]
pub struct EventView<'a> {
    /// The school's date.
    pub today: Date,
    /// The classes whose students may come.
    pub classes: &'a [Class],
    /// All students, for single ones.
    pub students: &'a [Guest],
}

/// The page on which an event is made.
pub fn event(frame: &Frame, view: &EventView<'_>) -> Markup {
    let text = frame.text;
    let body = html! {
        div.narrow {
            div.head { h1 { (text.say("event-make")) } }
            p.soft { (text.say("event-lead")) }
            form.card data-call="POST /api/v1/events" data-then="/classes/{id}" {
                label.field { span { (text.say("event-name")) } input name="name" maxlength="150" required placeholder=(text.say("event-name-hint")); }
                (when(text, view.today))
                label.check { input type="checkbox" name="open_list" checked; span { (text.say("event-list-open")) } }
                p.soft { (text.say("event-list-open-hint")) }
                (classes(text, view.classes))
                (students(text, view.students))
                p.row { button.main { (text.say("event-make")) } a.button href="/year" { (text.say("cancel")) } }
            }
        }
    };
    page(frame, Place::Year, &text.say("event-make"), &body)
}

fn when(text: Text, today: Date) -> Markup {
    html! {
        div.fields {
            label.field { span { (text.say("date")) } input type="date" name="date" value=(today) required; }
            label.field { span { (text.say("entry-starts")) } input type="time" name="starts" required; }
            label.field { span { (text.say("entry-ends")) } input type="time" name="ends" required; }
        }
    }
}

fn classes(text: Text, classes: &[Class]) -> Markup {
    html! {
        fieldset.field {
            legend { (text.say("event-classes")) }
            @if classes.is_empty() { p.soft { (text.say("home-empty-title")) } }
            div.tall tabindex="0" role="group" aria-label=(text.say("event-classes")) { @for class in classes {
                label.check { input type="checkbox" name="classes" value=(class.id) data-type="list"; span { bdi { (class.name) } } }
            } }
        }
    }
}

/// Single students, found by a few letters.
fn students(text: Text, students: &[Guest]) -> Markup {
    html! {
        @if !students.is_empty() { details.field {
            summary { (text.say("event-students")) }
            input type="search" data-filter="#guests" aria-label=(text.say("roster-filter")) placeholder=(text.say("roster-filter"));
            div #guests .tall tabindex="0" role="group" aria-label=(text.say("event-students")) { @for one in students {
                label.check data-row={ (one.student.full_name()) " " (one.student.id) " " (one.classes.join(" ")) } {
                    input type="checkbox" name="students" value=(one.student.id) data-type="list";
                    span { bdi { (one.student.full_name()) } " " span.soft { (one.classes.join(", ")) } }
                }
            } }
        } }
    }
}
