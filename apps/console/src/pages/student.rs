//! A student: what holds at each session and on what ground, every mark, what people said of faces, and the faces on
//! file.

use jiff::civil::Date;
use maud::{Markup, html};
use muster_domain::{Correction, Mark, MarkSource, Ruling, Status, Stay, Student};
use muster_store::{EnrolledFace, EnrolmentState};
use muster_usecase::student_record::{StudentRecord, StudentSession};

use super::consent::{ConsentRow, of_student};
use super::leave::{LeaveRow, list as leave_list};
use super::period::{Period, percent};
use super::session::picture;
use super::status::{sign, sign_of, word};
use crate::paths::{self, Meeting};
use crate::shell::{Frame, Place, Viewer, date, instant, page};

/// What a student's page shows.
#[derive(Clone, Copy, Debug)]
pub struct StudentView<'a> {
    /// What there is. Its classes are those that the reader may see.
    pub record: &'a StudentRecord,
    /// The days shown.
    pub period: Period,
    /// Their leave, the newest first.
    pub leave: &'a [LeaveRow],
    /// From when to when they are on the class's roster, the earliest first.
    pub stays: &'a [Stay],
    /// Who consented to the use of their face.
    pub consent: &'a ConsentRow,
    /// Versions and languages of the texts that people may have read, the newest first.
    pub texts: &'a [(String, String)],
    /// The school's date.
    pub today: Date,
}

/// A student's page.
pub fn student(frame: &Frame, view: &StudentView<'_>) -> Markup {
    let text = frame.text;
    let StudentRecord { student, class, .. } = view.record;
    let name = student.full_name();
    let body = html! {
        p.no-print { a href=(paths::of_class(&class.id, "register")) { (text.with("student-back", &[("name", class.name.clone().into())])) } }
        div.head { h1 { (name) } span.soft { (text.say("student-id")) " " (student.id) } }
        (classes(frame, view))
        section.card.no-print aria-label=(text.say("period")) {
            (view.period.spans(text, &[]))
            form.row.choose method="get" { (view.period.fields(text)) button { (text.say("show")) } }
        }
        (sums(frame, view))
        @if view.record.sessions.is_empty() { div.card.empty { p { (text.say("register-empty")) } } }
        @else { (history(frame, view)) (marks(frame, view)) (corrections(frame, view)) }
        (leave(frame, view))
        (stays(frame, view))
        (of_student(frame, view.consent, view.texts, view.today))
        (faces(frame, view))
    };
    page(frame, Place::Class(class, "student"), &name, &body)
}

fn classes(frame: &Frame, view: &StudentView<'_>) -> Markup {
    let own = &view.record.student.id;
    html! {
        p { (frame.text.say("student-classes")) " "
            @for (at, class) in view.record.classes.iter().enumerate() {
                @if at > 0 { ", " }
                a href=(paths::student(&class.id, own)) aria-current=[(class.id == view.record.class.id).then_some("true")] { (class.name) }
            }
        }
    }
}

/// Counts and both percentages.
fn sums(frame: &Frame, view: &StudentView<'_>) -> Markup {
    let text = frame.text;
    let tally = view.record.tally();
    html! {
        ul.counts aria-label=(text.say("student-sums")) {
            @for status in Status::ALL { li.badge.(status.code()) { strong { (tally.count(status)) } " " (word(text, status)) } }
            li.badge { strong { (percent(tally.percentage_of_taken())) } " " (text.say("student-of-taken")) }
            li.badge { strong { (percent(tally.percentage_of_all())) } " " (text.say("student-of-all")) }
        }
    }
}

fn meeting(view: &StudentView<'_>, one: &StudentSession) -> Markup {
    let meeting = Meeting { class: &view.record.class.id, date: one.session.date, label: &one.session.label };
    html! { a href=(meeting.page()) { (date(one.session.date)) @if !one.session.label.is_empty() { " · " (one.session.label) } } }
}

fn history(frame: &Frame, view: &StudentView<'_>) -> Markup {
    let text = frame.text;
    html! {
        section.card aria-labelledby="history" {
            h2 #history { (text.say("student-history")) }
            div.scroll { table {
                thead { tr { th scope="col" { (text.say("date")) } th scope="col" { (text.say("state")) } th scope="col" { (text.say("evidence")) } } }
                tbody { @for one in view.record.sessions.iter().rev() { tr {
                    th scope="row" { (meeting(view, one)) }
                    td { (sign_of(text, &view.record.statuses, &one.record).badge()) }
                    td { div.row {
                        @if let Some(face) = &one.face { img.face.small src=(picture(face)) alt=(text.say("face-in-photo")) loading="lazy"; }
                        @if let Some(mark) = &one.record.mark { span.soft { (source(frame, mark)) } (remark(mark)) }
                    } }
                } } }
            } }
        }
    }
}

/// Who says so, and when.
fn source(frame: &Frame, mark: &Mark) -> Markup {
    let text = frame.text;
    let by = |message: &str, name: &str| text.with(message, &[("name", name.into())]);
    html! {
        @match &mark.source {
            MarkSource::Machine { sighting } => {
                (text.say("source-machine")) ", " (text.with("near", &[("distance", format!("{:.2}", sighting.distance.0).into())]))
            }
            MarkSource::Human { by: who, .. } => (by("source-human", who)),
            MarkSource::Confirmed { by: who, .. } => (by("source-confirmed", who)),
            MarkSource::Withdrawal { by: who } => (by("source-withdrawal", who)),
            MarkSource::Closing { by: who } => (by("source-closing", who)),
            MarkSource::Leave { by: who, .. } => (by("source-leave", who)),
        }
        ", " (instant(mark.at))
    }
}

fn remark(mark: &Mark) -> Markup {
    match &mark.source {
        MarkSource::Human { remark: text, .. } | MarkSource::Leave { note: text, .. } if !text.is_empty() => {
            html! { " " q { (text) } }
        }
        _ => html! {},
    }
}

/// Every mark, the newest first; those that do not hold any more say so.
fn marks(frame: &Frame, view: &StudentView<'_>) -> Markup {
    let text = frame.text;
    let all =
        view.record.sessions.iter().rev().flat_map(|one| one.marks.iter().rev().map(move |mark| (one, mark)));
    html! {
        section.card aria-labelledby="marks" {
            h2 #marks { (text.say("student-marks")) }
            div.scroll { table {
                thead { tr { th scope="col" { (text.say("date")) } th scope="col" { (text.say("student-says")) } th scope="col" { (text.say("student-who")) } } }
                tbody { @for (one, (mark, stands)) in all { tr {
                    td { (meeting(view, one)) }
                    td {
                        @if !matches!(mark.source, MarkSource::Withdrawal { .. }) { (sign(text, &view.record.statuses, mark.status, mark.letter.as_deref()).badge()) }
                        @if !stands { " " span.soft { (text.say("student-not-standing")) } }
                    }
                    td { (source(frame, mark)) (remark(mark)) }
                } } }
            } }
        }
    }
}

fn corrections(frame: &Frame, view: &StudentView<'_>) -> Markup {
    let text = frame.text;
    let sessions = view.record.sessions.iter().rev();
    let mut all =
        sessions.flat_map(|one| one.corrections.iter().rev().map(move |said| (one, said))).peekable();
    html! {
        @if all.peek().is_some() {
            section.card aria-labelledby="corrections" {
                h2 #corrections { (text.say("student-corrections")) }
                div.scroll { table {
                    thead { tr { th scope="col" { (text.say("date")) } th scope="col" { (text.say("student-says")) } th scope="col" { (text.say("student-who")) } } }
                    tbody { @for (one, said) in all { tr {
                        td { (meeting(view, one)) }
                        td { (ruling(frame, &view.record.student, said)) }
                        td { (said.by) ", " (instant(said.at)) }
                    } } }
                } }
            }
        }
    }
}

/// What was said, without naming other students: this page is this student's.
fn ruling(frame: &Frame, own: &Student, said: &Correction) -> String {
    let text = frame.text;
    let name = [("name", own.full_name().into())];
    match &said.ruling {
        Ruling::Is { student } if *student == own.id => text.with("say-is", &name),
        Ruling::Is { .. } => text.say("student-is-other"),
        Ruling::IsNot { student } if *student == own.id => text.with("say-is-not", &name),
        Ruling::IsNot { .. } => text.say("student-is-not-other"),
        Ruling::Nobody => text.say("say-nobody"),
        Ruling::Open => text.say("said-open"),
    }
}

fn leave(frame: &Frame, view: &StudentView<'_>) -> Markup {
    let text = frame.text;
    let marks = frame.viewer.as_ref().is_some_and(Viewer::marks);
    html! {
        section.card aria-labelledby="leave" {
            h2 #leave { (text.say("nav-leave")) }
            @if view.leave.is_empty() { p.soft { (text.say("leave-none")) } }
            @else { (leave_list(frame, view.leave, &view.record.statuses, false)) }
            @if marks { p { a.button href={ "/leave?student=" (paths::part(view.record.student.id.as_str())) } { (text.say("leave-enter")) } } }
        }
    }
}

/// From when to when they are on the roster, which an admin may correct.
fn stays(frame: &Frame, view: &StudentView<'_>) -> Markup {
    let text = frame.text;
    let manages = frame.viewer.as_ref().is_some_and(Viewer::manages);
    let call = paths::class_call(
        &view.record.class.id,
        &format!("students/{}/stays", paths::part(view.record.student.id.as_str())),
    );
    let back = serde_json::json!({ "call": format!("PUT {call}"), "body": view.stays }).to_string();
    html! {
        section.card.no-print aria-labelledby="stays" {
            h2 #stays { (text.say("stays-title")) }
            p.soft { (text.say("stays-lead")) }
            @if manages {
                form data-call={ "PUT " (call) } data-only="stays" data-said=(text.say("saved")) data-undo=(back) data-rows {
                    input type="hidden" name="stays" value="[]" data-type="json";
                    ul.rows { @for (at, stay) in view.stays.iter().enumerate() { (stay_row(frame, &at.to_string(), Some(stay))) } }
                    template { (stay_row(frame, "new", None)) }
                    p.row { button type="button" data-row-add { (text.say("stays-add")) } button.main { (text.say("save")) } }
                }
            } @else {
                ul.plain { @for stay in view.stays { li {
                    @match stay.first_day { Some(day) => (date(day)), None => (text.say("stays-ever")) } " – "
                    @match stay.last_day { Some(day) => (date(day)), None => (text.say("stays-still")) }
                } } }
            }
        }
    }
}

fn stay_row(frame: &Frame, at: &str, stay: Option<&Stay>) -> Markup {
    let text = frame.text;
    let field = |part: &str| format!("stays.{at}.{part}");
    let own = stay.and_then(|stay| stay.first_day).map_or_else(String::new, |day| day.to_string());
    html! {
        li {
            // The row is there even when both days are left empty.
            input type="hidden" name=(field("first_day")) value="null" data-type="json";
            label { span { (text.say("stays-first-day")) } input type="date" name=(field("first_day")) value=(own) data-optional; }
            label { span { (text.say("stays-last-day")) } input type="date" name=(field("last_day")) value=[stay.and_then(|stay| stay.last_day)] data-optional; }
            button.quiet type="button" data-row-remove aria-label=(text.with("row-remove", &[("name", own.as_str().into())])) { "×" }
        }
    }
}

fn faces(frame: &Frame, view: &StudentView<'_>) -> Markup {
    let text = frame.text;
    let StudentRecord { class, student, enrolled, .. } = view.record;
    let name = text.with("enrolled-picture", &[("name", student.full_name().into())]);
    html! {
        section.card aria-labelledby="enrolled" {
            h2 #enrolled { (text.say("student-faces")) }
            @if enrolled.is_empty() {
                p.soft { (text.say("student-no-face")) " " a href=(paths::of_class(&class.id, "enrolment")) { (text.say("class-enrol-them")) } }
            }
            ul.faces { @for stored in enrolled {
                li { img.face src=(paths::crop(&class.id, stored.id)) alt=(name) loading="lazy"; br; (state(frame, stored)) }
            } }
        }
    }
}

fn state(frame: &Frame, stored: &EnrolledFace) -> Markup {
    let message = match stored.face.state {
        EnrolmentState::Accepted => "student-face-accepted",
        EnrolmentState::Pending => "student-face-pending",
        EnrolmentState::Rejected => "student-face-rejected",
    };
    html! { span.badge.(stored.face.state.code()) { (frame.text.say(message)) } }
}
