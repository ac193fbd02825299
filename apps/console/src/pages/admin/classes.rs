//! Classes: added, renamed, and who teaches them.

use maud::{Markup, html};
use muster_domain::Class;

use crate::paths;
use crate::shell::{Frame, Place, Viewer, page};

/// A class with what its row says.
#[derive(Clone, Debug)]
pub struct ClassRow {
    /// The class.
    pub class: Class,
    /// Students on its roster.
    pub students: usize,
    /// Sessions taken.
    pub sessions: usize,
    /// The names of its teachers.
    pub teachers: Vec<String>,
}

/// All classes.
pub fn classes(frame: &Frame, rows: &[ClassRow]) -> Markup {
    let text = frame.text;
    let manages = frame.viewer.as_ref().is_some_and(Viewer::manages);
    let body = html! {
        div.head { h1 { (text.say("nav-classes")) } }
        @if manages { (add(frame)) }
        section.card {
            @if rows.is_empty() { p.soft { (text.say("home-empty-title")) } }
            @else { div.scroll tabindex="0" role="region" aria-label=(text.say("nav-classes")) { table {
                thead { tr { th { (text.say("class-name")) } th { (text.say("class-id")) } th.number { (text.say("nav-students")) } th.number { (text.say("nav-sessions")) } th { (text.say("class-teachers")) } @if manages { th { (text.say("class-rename")) } } } }
                tbody { @for row in rows { tr {
                    td { a href=(paths::class(&row.class.id)) { (row.class.name) } } td { (row.class.id) }
                    td.number { (row.students) } td.number { (row.sessions) } td { (row.teachers.join(", ")) }
                    @if manages { td { form.row data-call={ "PUT /api/v1" (paths::class(&row.class.id)) } data-said=(text.say("saved")) {
                        input name="name" value=(row.class.name) maxlength="200" required aria-label=(text.say("class-rename")); button { (text.say("save")) } } } }
                } } }
            } } }
        }
    };
    page(frame, Place::Admin("classes"), &text.say("nav-classes"), &body)
}

fn add(frame: &Frame) -> Markup {
    let text = frame.text;
    html! {
        form.card.row data-call="PUT /api/v1/classes/{id}" data-said=(text.say("class-added")) {
            label { span.hidden { (text.say("class-name")) } input name="name" maxlength="200" required placeholder=(text.say("class-name")); }
            label { span.hidden { (text.say("class-id")) } input name="id" maxlength="100" required placeholder=(text.say("class-id")); }
            button.main { (text.say("home-add-class")) }
            span.soft { (text.say("class-id-hint")) }
        }
    }
}
