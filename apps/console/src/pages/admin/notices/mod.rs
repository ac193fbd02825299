//! What is told by itself: the rules, and what became of their notices.

mod adding;
mod told;

use maud::{Markup, html};
use muster_domain::{Channel, Class, NoticeRule, Timing, Watched};

use super::{names, secret};
use crate::pages::meeting::{clock, hours};
use crate::shell::{Frame, Place, date_of, page};
use crate::text::Text;

pub use told::Told;

/// What the page of notices shows.
#[derive(Clone, Copy, Debug)]
pub struct NoticesView<'a> {
    /// The rules, by id.
    pub rules: &'a [NoticeRule],
    /// The last notices of all rules, the newest first.
    pub told: &'a [Told],
    /// The school's classes.
    pub classes: &'a [Class],
    /// Whether the server can send mail.
    pub mail: bool,
}

/// The rules and their last notices.
pub fn notices(frame: &Frame, view: &NoticesView<'_>) -> Markup {
    let text = frame.text;
    let body = html! {
        div.head { h1 { (text.say("nav-notices")) }
            button.main.end data-open="add-rule" { (text.say("notices-add")) } }
        p.soft { (text.say("notices-lead")) }
        section.card aria-labelledby="rules" data-answers {
            h2 #rules { (text.say("notices-rules")) }
            @if view.rules.is_empty() { p.soft { (text.say("notices-none")) } }
            ul.plain { @for one in view.rules { (rule(text, view, one)) } }
        }
        (told::section(text, view))
        (adding::dialog(text, view))
        (secret(text))
    };
    page(frame, Place::Admin("notices"), &text.say("nav-notices"), &body)
}

fn rule(text: Text, view: &NoticesView<'_>, rule: &NoticeRule) -> Markup {
    let call = format!("/api/v1/notice-rules/{}", rule.id.0);
    let values = [("name", rule.name.clone().into())];
    html! {
        li.rule {
            h3 { bdi { (rule.name) } }
            p { (watched(text, rule.watched)) " · " (of_classes(text, view, rule)) }
            p { (channel(text, &rule.channel)) " · " (timing(text, rule.timing)) }
            p.soft { (text.with("notices-made-by", &[("name", rule.by.clone().into())])) " " (date_of(rule.since)) }
            div.row {
                form data-call={ "POST " (call) "/test" } data-answer="test" data-then="stay"
                    data-arrived=(text.with("notices-test-arrived", &values)) data-failed=(text.say("notices-test-failed")) {
                    button { (text.say("notices-test")) span.hidden { " " (rule.name) } }
                }
                details {
                    summary { (text.say("notices-remove")) span.hidden { " " (rule.name) } }
                    p { (text.say("notices-remove-lead")) }
                    form data-call={ "DELETE " (call) } data-said=(text.with("notices-removed", &values)) {
                        button.danger { (text.say("notices-remove")) span.hidden { " " (rule.name) } }
                    }
                }
            }
        }
    }
}

/// What a rule watches for, as a sentence.
fn watched(text: Text, watched: Watched) -> String {
    match watched {
        Watched::Absence => text.say("watches-absence"),
        Watched::InRow { sessions } => text.with("watches-in_row-of", &[("count", sessions.into())]),
        Watched::Chronic { percent } => text.with("watches-chronic-of", &[("percent", percent.into())]),
        Watched::NotTaken => text.say("watches-not_taken"),
        Watched::ManyExports => text.say("watches-many_exports"),
        Watched::Report { report, every } => {
            let report = text.say(&format!("report-{}", report.code()));
            let every = text.say(&format!("every-{}", adding::code(every)));
            text.with("watches-report-of", &[("report", report.into()), ("every", every.into())])
        }
    }
}

fn of_classes(text: Text, view: &NoticesView<'_>, rule: &NoticeRule) -> String {
    match rule.watched {
        Watched::Report { .. } | Watched::ManyExports => text.say("year-all-classes"),
        _ if rule.classes.is_empty() => text.say("year-all-classes"),
        _ => names(view.classes, &rule.classes),
    }
}

fn channel(text: Text, channel: &Channel) -> Markup {
    match channel {
        Channel::Webhook { url } => html! { (text.say("channel-webhook")) " " bdi { code { (url) } } },
        Channel::Mail { to } => html! { (text.say("channel-mail")) " " bdi { (to) } },
    }
}

fn timing(text: Text, timing: Timing) -> Markup {
    html! {
        @match timing.digest {
            Some(at) => (text.with("timing-digest-at", &[("time", clock(at).into())])),
            None => (text.say("timing-at-once")),
        }
        @if let Some(quiet) = timing.quiet { ", " (text.say("timing-quiet")) " " (hours((quiet.from, quiet.to))) }
    }
}
