//! Where photos to enrol come from: of one student, a folder a student, or the whole class. The script `enrol.js` sends
//! them.

use maud::{Markup, html};
use muster_domain::Student;

use super::EnrolmentView;
use crate::paths;
use crate::shell::Frame;
use crate::text::Text;

const KINDS: &str = "image/jpeg,image/png,image/webp,.heic";

/// Three ways to send photos, of which one is open.
pub(super) fn sending(frame: &Frame, view: &EnrolmentView<'_>) -> Markup {
    let text = frame.text;
    if !view.recognition {
        return html! { p.card.notice { (text.say("error-face_off")) } };
    }
    let roster = &view.review.roster;
    html! {
        section.card data-enrol data-call=(paths::class_call(&view.class.id, "enrolment")) aria-labelledby="enrol" {
            h2 #enrol { (text.say("enrol-title")) }
            details name="enrol" data-way="student" open[!roster.is_empty()] {
                summary { (text.say("enrol-student")) }
                p.soft { (text.say("enrol-student-lead")) }
                div.drop data-place { div.row {
                    label { span.hidden { (text.say("student")) } (whom(text, roster, "enrol-whom")) }
                    label { input type="file" accept=(KINDS) multiple; span.button.main { (text.say("photos-choose")) } }
                    label { input type="file" accept="image/*" capture="user"; span.button { (text.say("photos-shoot")) } }
                    span.soft { (text.say("photos-drop")) }
                } }
            }
            details name="enrol" data-way="folders" open[roster.is_empty()] {
                summary { (text.say("enrol-folders")) }
                p.soft { (text.say("enrol-folders-lead")) }
                div.drop data-place { div.row {
                    label { input type="file" webkitdirectory multiple; span.button.main { (text.say("enrol-folder-choose")) } }
                } }
                div data-own data-mapping hidden {
                    div.scroll { table {
                        thead { tr { th { (text.say("enrol-folder")) } th.number { (text.say("photos-title")) } th { (text.say("student")) } } }
                        tbody {}
                    } }
                    button.main type="button" data-send { (text.say("enrol-send")) }
                }
            }
            details name="enrol" data-way="class" {
                summary { (text.say("enrol-class")) }
                p.soft { (text.say("enrol-class-lead")) }
                div.drop data-place { div.row {
                    label { input type="file" accept=(KINDS) multiple; span.button.main { (text.say("photos-choose")) } }
                    span.soft { (text.say("photos-drop")) }
                } }
            }
            p.row data-own data-done hidden { span data-summary role="status" {} progress data-total {} }
            ul.sending data-list data-own aria-live="polite" {}
        }
    }
}

/// A choice of the roster; `none` is the message that stands for nobody.
pub(super) fn whom(text: Text, roster: &[Student], none: &str) -> Markup {
    html! {
        select name="student" data-optional {
            option value="" { (text.say(none)) }
            @for student in roster { option value=(student.id) { (student.full_name()) } }
        }
    }
}
