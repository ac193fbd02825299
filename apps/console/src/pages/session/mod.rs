//! A session: photos beside the roster, what a person should look at, and the closing.

mod closing;
mod confirming;
mod face;
mod photos;
mod plan;
mod reopening;
mod review;
mod roster;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use maud::html;
use muster_domain::{AttendanceRecord, Class, PhotoDigest, Status, StatusSet, Student, StudentId};
use muster_identify::{Evidence, Verdict};
use muster_record::Tally;
use muster_store::EnrolledFaceId;
use muster_usecase::session::Taken;

use super::meeting::event;
use super::status::is_plain;
use crate::Markup;
use crate::paths::{self, Meeting};
use crate::shell::{Frame, Place, date, page};

pub use face::{FaceView, face};
pub(super) use photos::picture;
pub use plan::Plan;

/// The accepted enrolment pictures of each student, for comparison.
pub type Pictures = BTreeMap<StudentId, Vec<EnrolledFaceId>>;

/// What a session's page shows.
#[derive(Clone, Copy, Debug)]
pub struct SessionView<'a> {
    /// Whose session.
    pub class: &'a Class,
    /// When.
    pub meeting: Meeting<'a>,
    /// The students whom it is about.
    pub roster: &'a [Student],
    /// Everybody whom a face may be.
    pub people: &'a [Student],
    /// What holds for each of the roster.
    pub records: &'a [AttendanceRecord],
    /// The statuses that the school writes.
    pub statuses: &'a StatusSet,
    /// What the timetable says of it.
    pub plan: Plan<'a>,
    /// What holds; none while nothing was taken or marked.
    pub taken: Option<&'a Taken>,
    /// The photos whose picture is kept still.
    pub kept: &'a BTreeSet<PhotoDigest>,
    /// The students' pictures.
    pub pictures: &'a Pictures,
    /// The sessions before and after.
    pub neighbours: (Option<Meeting<'a>>, Option<Meeting<'a>>),
    /// Whether faces can be recognised.
    pub recognition: bool,
    /// How many students can be recognised.
    pub enrolled: usize,
    /// Since when the session is locked; none while it may be changed.
    pub locked: Option<Date>,
    /// Whether the school wants somebody else than who closed a session to look over it.
    pub second_confirmer: bool,
    /// Whether it is an event to which nobody has to come.
    pub open_list: bool,
    /// The school's date: students check in by themselves to sessions of today.
    pub today: Date,
}

impl<'a> SessionView<'a> {
    /// What holds for a student.
    fn record(&self, student: &StudentId) -> Option<&'a AttendanceRecord> {
        self.records.iter().find(|record| record.student == *student)
    }

    fn status(&self, student: &StudentId) -> Status {
        self.record(student).map_or(Status::NotSeen, |record| record.status)
    }

    /// Whether a person should look at the student's faces.
    fn is_to_review(&self, student: &StudentId) -> bool {
        let verdict = self.taken.and_then(|taken| taken.verdict.students.get(student));
        matches!(verdict, Some(Verdict::ToReview { .. }))
    }

    fn name(&self, student: &StudentId) -> String {
        let known = self.people.iter().find(|one| one.id == *student);
        known.map_or_else(|| student.to_string(), Student::full_name)
    }

    /// The shortest name by which a student is told from all others of the class: for labels in a photo.
    fn short_name(&self, student: &StudentId) -> String {
        let first = |one: &Student| one.first_name.split_whitespace().next().map(str::to_owned);
        let Some(own) = self.people.iter().find(|one| one.id == *student) else { return student.to_string() };
        let Some(name) = first(own) else { return own.full_name() };
        let rival = |one: &&Student| one.id != own.id && first(one).as_ref() == Some(&name);
        match (self.people.iter().any(|one| rival(&one)), own.last_name.chars().next()) {
            (false, _) => name,
            (true, Some(initial))
                if !self.people.iter().filter(rival).any(|one| one.last_name.starts_with(initial)) =>
            {
                format!("{name} {initial}.")
            }
            _ => own.full_name(),
        }
    }

    fn tally(&self) -> Tally {
        Tally::of(self.statuses, self.records)
    }

    /// The page of a face, which opens within this one.
    fn face_page(&self, at: Evidence) -> String {
        let digest = self.taken.map_or_else(String::new, |taken| taken.photos[at.photo].digest.to_string());
        let meeting = self.meeting.page();
        let (path, query) = meeting.split_once('?').unwrap_or((&meeting, ""));
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        format!("{path}/faces/{digest}/{}{query}", at.face)
    }
}

/// A session's page.
pub fn session(frame: &Frame, view: &SessionView<'_>) -> Markup {
    let text = frame.text;
    let marks = frame.viewer.as_ref().is_some_and(crate::shell::Viewer::marks);
    let reopens = reopening::may(frame, view, marks);
    let confirms = marks;
    let marks = marks && view.locked.is_none();
    let body = html! {
        div data-session data-watch {
            (head(frame, view, marks, reopens))
            (plan::plan(frame, view))
            (summary(frame, view))
            (reopening::notice(frame, view))
            (confirming::notice(frame, view, confirms))
            @if marks { (sender(frame, view)) }
            div.two {
                div {
                    @if let Some(taken) = view.taken {
                        (review::queue(frame, view, taken, marks))
                        (photos::photos(frame, view, taken, marks))
                        (review::unknown(frame, view, taken))
                    }
                }
                div { (roster::roster(frame, view, marks)) }
            }
            @if marks && view.taken.is_some() { (closing::dialog(frame, view)) }
            @if reopens { (reopening::dialog(frame, view)) }
        }
    };
    let title = format!("{} · {}", view.class.name, view.meeting.date);
    page(
        frame,
        Place::Class(view.class, "session"),
        &text.with("session-title", &[("name", title.into())]),
        &body,
    )
}

fn head(frame: &Frame, view: &SessionView<'_>, marks: bool, reopens: bool) -> Markup {
    let text = frame.text;
    let closed = view.taken.and_then(|taken| taken.session.closed_at);
    let neighbour = |meeting: Option<Meeting<'_>>, sign: &str, message: &str| {
        html! { @if let Some(meeting) = meeting {
            a.button.quiet href=(meeting.page()) aria-label=(text.say(message)) title=(text.say(message)) { (sign) }
        } }
    };
    let (before, after) = if text.0.direction() == "rtl" { ("›", "‹") } else { ("‹", "›") };
    html! {
        div.head {
            (neighbour(view.neighbours.0, before, "session-before"))
            h1 { (date(view.meeting.date)) @if !view.meeting.label.is_empty() { " · " (view.meeting.label) } }
            (neighbour(view.neighbours.1, after, "session-after"))
            (event(text, &view.class.id))
            @if closed.is_some() { span.badge.present { (text.say("session-closed")) } }
            span.end.row {
                @if marks && view.today == view.meeting.date && closed.is_none() {
                    a.button.quiet href=(view.meeting.check_in()) { (text.say("check-in-open")) }
                }
                button.quiet data-open="keys" { (text.say("keys")) " " kbd { "?" } }
                @if reopens { button data-open="reopening" { (text.say("session-reopen")) } }
                @if marks && view.taken.is_some() {
                    button.main data-open="closing" data-key="c" {
                        @if closed.is_some() { (text.say("session-close-again")) } @else { (text.say("session-close")) }
                        " " kbd { "C" }
                    }
                }
            }
        }
        dialog #keys aria-labelledby="keys-title" {
            button.quiet.corner data-close aria-label=(text.say("script-dismiss")) { "×" }
            h2 #keys-title { (text.say("keys")) }
            dl { @for (keys, message) in KEYS {
                @if message == "key-statuses" && !is_plain(view.statuses) { (own_keys(frame, view)) }
                @else { dt { @for key in keys.split(' ') { kbd { (key) } " " } } dd { (text.say(message)) } }
            } }
            button hidden data-open="keys" data-key="?" { }
        }
    }
}

/// The keys of the statuses that a school made itself.
fn own_keys(frame: &Frame, view: &SessionView<'_>) -> Markup {
    html! { @for sign in roster::offered(frame.text, view.statuses).0 { @if let Some(key) = &sign.key {
        dt { kbd { (key.to_uppercase()) } } dd { (sign.name) }
    } } }
}

const KEYS: [(&str, &str); 9] = [
    ("J K", "key-next"),
    ("1 2 3", "key-candidate"),
    ("X", "key-not"),
    ("N", "key-nobody"),
    ("W", "key-who"),
    ("P L F E A", "key-statuses"),
    ("Z", "key-withdraw"),
    ("U", "key-undo"),
    ("C", "key-close"),
];

fn summary(frame: &Frame, view: &SessionView<'_>) -> Markup {
    let text = frame.text;
    let tally = view.tally();
    let to_review = view.roster.iter().filter(|student| view.is_to_review(&student.id)).count();
    let unknown = view.taken.map_or(0, |taken| taken.verdict.unknown.len());
    let count = |class: &str, message: &str, count: usize| {
        html! { li.badge.(class) { strong { (count) } " " (text.say(message)) } }
    };
    html! {
        ul.counts aria-label=(text.say("session-counts")) {
            (count("present", "count-attended", tally.attended() as usize))
            (count("to_review", "count-to-review", to_review))
            (count("", "count-not-seen", tally.not_seen as usize))
            (count("absent", "count-absent", (tally.absent + tally.excused) as usize))
            (count("", "count-unknown", unknown))
        }
    }
}

/// Where photos are chosen, dropped or taken.
fn sender(frame: &Frame, view: &SessionView<'_>) -> Markup {
    let text = frame.text;
    if !view.recognition {
        return html! { p.card.notice { (text.say("error-face_off")) } };
    }
    if view.enrolled == 0 {
        return html! {
            p.card.notice { (text.say("session-nobody-enrolled")) " "
                a href=(paths::of_class(&view.class.id, "enrolment")) { (text.say("class-enrol-them")) } }
        };
    }
    let (class, Meeting { date, label, .. }) = (&view.class.id, view.meeting);
    html! {
        section.card.drop data-upload data-class=(class) data-date=(date) data-label=(label) aria-label=(text.say("photos-add")) {
            div.row {
                label { input #camera type="file" accept="image/*" capture="environment";
                    span.button.main { (text.say("photos-shoot")) } }
                label { input #files type="file" accept="image/jpeg,image/png,image/webp,.heic" multiple;
                    span.button { (text.say("photos-choose")) } }
                span.soft { (text.say("photos-drop")) }
            }
            ul.sending data-list data-own aria-live="polite" {}
        }
    }
}
