//! The last notices, and what became of each.

use maud::{Markup, html};
use muster_domain::{Event, Notice, NoticeEnd};
use muster_usecase::notices::Line;

use super::NoticesView;
use crate::notice::sentence;
use crate::shell::instant;
use crate::text::Text;

/// A notice, with the names of whom and what it is about.
#[derive(Clone, Debug)]
pub struct Told {
    /// The notice.
    pub notice: Notice,
    /// What it tells.
    pub line: Line,
}

pub(super) fn section(text: Text, view: &NoticesView<'_>) -> Markup {
    html! {
        section.card aria-labelledby="told" {
            h2 #told { (text.say("notices-told")) }
            @if view.told.is_empty() { p.soft { (text.say("notices-told-none")) } }
            @else {
                ul.plain { @for one in view.told { (item(text, view, one)) } }
            }
        }
    }
}

fn item(text: Text, view: &NoticesView<'_>, told: &Told) -> Markup {
    let notice = &told.notice;
    let rule = view.rules.iter().find(|rule| rule.id == notice.rule).map_or("", |rule| rule.name.as_str());
    html! {
        li {
            div.row {
                (state(text, notice))
                span { (what(text, &told.line)) }
            }
            p.soft {
                bdi { (rule) } ", " (instant(notice.at))
                @if notice.ended.is_none() { " · " (text.say("notices-due")) " " (instant(notice.due_at)) }
                @if notice.attempts > 0 { " · " (text.with("notices-attempts", &[("count", notice.attempts.into())])) }
            }
            @if let Some(failure) = &notice.failure { p { (text.say("notices-failure")) " " bdi lang="en" { (failure) } } }
        }
    }
}

/// A letter says where the report's file is; here it is enough to say which.
fn what(text: Text, line: &Line) -> String {
    let Event::Report { report, from, to } = &line.event else { return sentence(text, line) };
    let days = [("from", from.to_string().into()), ("to", to.to_string().into())];
    format!("{}: {}", text.say(&format!("report-{}", report.code())), text.with("report-period", &days))
}

fn state(text: Text, notice: &Notice) -> Markup {
    let (looks, message) = match notice.ended {
        Some(NoticeEnd::Sent) => ("accepted", "notice-state-sent"),
        Some(NoticeEnd::Outdated) => ("", "notice-state-outdated"),
        Some(NoticeEnd::GivenUp) => ("failed", "notice-state-given_up"),
        None if notice.attempts > 0 => ("pending", "notice-state-again"),
        None => ("pending", "notice-state-waiting"),
    };
    html! { span.badge.(looks) { (text.say(message)) } }
}
