//! A class's connections: its register in Moodle, and its course on a platform.

use jiff::civil::Date;
use maud::{Markup, html};
use muster_domain::{Class, ClassId, LtiContext, MoodleLink, StatusSet};

use super::{course_name, moodle, unlink};
use crate::paths::{self, class_call};
use crate::shell::{Frame, Place, page};
use crate::text::Text;

/// What the page of a class's connections shows.
#[derive(Clone, Copy, Debug)]
pub struct ClassConnections<'a> {
    /// The class.
    pub class: &'a Class,
    /// Its link to Moodle.
    pub moodle: Option<&'a MoodleLink>,
    /// The course that it is.
    pub course: Option<&'a LtiContext>,
    /// The statuses that the school writes.
    pub statuses: &'a StatusSet,
    /// The days that are sent, unless somebody chooses others.
    pub days: (Date, Date),
}

/// A class's connections.
pub fn class(frame: &Frame, view: &ClassConnections<'_>) -> Markup {
    let text = frame.text;
    let id = &view.class.id;
    let title = text.with("connections-of", &[("name", view.class.name.clone().into())]);
    let body = html! {
        div.head { h1 { (title) } a.button.end href=(paths::class(id)) { (text.say("connections-to-class")) } }
        p { a href="/admin/connections" { (text.say("connections-back")) } }
        section.card aria-labelledby="moodle" data-answers {
            h2 #moodle { (text.say("moodle-title")) }
            (moodle::link(text, id, view.moodle, view.statuses))
            @if view.moodle.is_some() { (moodle::push(text, id, view.days)) }
        }
        section.card aria-labelledby="course" {
            h2 #course { (text.say("lti-course")) }
            @match view.course {
                Some(course) => (of_course(text, id, course, view.days)),
                None => p.soft { (text.say("lti-course-none")) " " a href="/admin/connections#courses" { (text.say("lti-courses")) } },
            }
        }
    };
    page(frame, Place::Admin("connections"), &title, &body)
}

fn of_course(text: Text, class: &ClassId, course: &LtiContext, days: (Date, Date)) -> Markup {
    html! {
        div.row { strong { bdi { (course_name(course)) } } (unlink(text, class, course)) }
        h3 { (text.say("lti-roster")) }
        @if course.about.members_url.is_none() { p.notice { (text.say("lti-no-members-lead")) } }
        @else { (roster(text, class)) }
        h3 { (text.say("lti-scores")) }
        @if course.about.members_url.is_none() || course.about.line_items_url.is_none() { p.notice { (text.say("lti-no-grades-lead")) } }
        @else { (scores(text, class, days)) }
    }
}

/// The course's learners beside the roster.
fn roster(text: Text, class: &ClassId) -> Markup {
    html! {
        p.soft { (text.say("lti-roster-lead")) }
        form data-call={ "POST " (class_call(class, "lti/roster")) } data-answer="roster" data-then="stay" {
            (buttons(text, "lti-roster-apply"))
        }
        div #roster .answer data-own hidden aria-live="polite" {
            p.notice data-done hidden { (text.say("lti-roster-done")) }
            p data-none hidden { (text.say("lti-roster-none")) }
            (list(text, "added", "import-added"))
            (list(text, "renamed", "import-renamed"))
            (list(text, "missing", "lti-roster-missing"))
            (list(text, "left_out", "connections-left-out"))
        }
    }
}

/// Scores go out at once; there is nothing to compare them with.
fn scores(text: Text, class: &ClassId, range: (Date, Date)) -> Markup {
    html! {
        p.soft { (text.say("lti-scores-lead")) }
        form data-call={ "POST " (class_call(class, "lti/grades")) } data-answer="scores" data-then="stay" {
            (days(text, range))
            button.main { (text.say("lti-scores-send")) }
        }
        div #scores .answer data-own hidden aria-live="polite" {
            p data-none hidden { (text.say("lti-scores-none")) }
            (list(text, "sent", "lti-scores-sent"))
            (list(text, "left_out", "connections-left-out"))
        }
    }
}

/// From when to when.
pub(super) fn days(text: Text, (from, to): (Date, Date)) -> Markup {
    html! { div.fields {
        label.field { span { (text.say("period-from")) } input type="date" name="from" value=(from) required; }
        label.field { span { (text.say("period-to")) } input type="date" name="to" value=(to) required; }
    } }
}

/// A look first: the button that changes something is there once it is seen what it changes.
pub(super) fn buttons(text: Text, apply: &str) -> Markup {
    html! { div.row data-own {
        button name="apply" value="false" data-type="json" { (text.say("import-look")) }
        button.main name="apply" value="true" data-type="json" data-apply hidden { (text.say(apply)) }
    } }
}

/// A list that the script fills from an answer.
pub(super) fn list(text: Text, part: &str, heading: &str) -> Markup {
    html! { div data-part=(part) hidden {
        h4 { (text.say(heading)) " " span.badge data-count {} }
        ul.plain data-list {}
    } }
}
