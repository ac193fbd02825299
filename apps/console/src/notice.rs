//! What a notice tells, as a sentence: in letters, and on the page of notices.

use muster_domain::Event;
use muster_usecase::notices::Line;

use crate::text::{FluentValue, Text};

/// A line as a sentence.
pub fn sentence(text: Text, line: &Line) -> String {
    let label = |label: &str| if label.is_empty() { String::new() } else { format!(" ({label})") };
    let student = line.student.clone().unwrap_or_default();
    let with = |id: &str, more: &[(&'static str, FluentValue<'static>)]| {
        let about = [("student", student.clone().into()), ("class", line.class.clone().into())];
        text.with(id, &[&about, more].concat())
    };
    match &line.event {
        Event::Absence { date, label: own, .. } => {
            with("notice-absence", &[("date", date.to_string().into()), ("label", label(own).into())])
        }
        Event::InRow { since, sessions, .. } => {
            with("notice-in_row", &[("date", since.to_string().into()), ("sessions", (*sessions).into())])
        }
        Event::Chronic { since, .. } => with("notice-chronic", &[("date", since.to_string().into())]),
        Event::NotTaken { date, label: own, .. } => {
            with("notice-not_taken", &[("date", date.to_string().into()), ("label", label(own).into())])
        }
        Event::ManyExports { by, at } => {
            let at = at.strftime("%Y-%m-%d %H:%M UTC").to_string();
            with("notice-many_exports", &[("by", by.clone().into()), ("at", at.into())])
        }
        Event::Report { report, from, to } => {
            let name = text.say(&format!("report-{}", report.code()));
            let days = [("from", from.to_string().into()), ("to", to.to_string().into())];
            with("notice-report", &[&[("report", name.into())][..], &days].concat())
        }
    }
}
