//! Whether the server can do its work.

use jiff::Timestamp;
use maud::{Markup, html};

use crate::shell::{Frame, Place, instant, page};

/// How the server is.
#[derive(Clone, Debug)]
pub struct Condition {
    /// Why the store can't be used, if it can't: the interface's code.
    pub store: Option<&'static str>,
    /// Whether faces can be recognised.
    pub recognition: bool,
    /// Sets of photos that would be taken now.
    pub free: usize,
    /// Jobs that wait.
    pub waiting: usize,
    /// The newest jobs that failed.
    pub failed: usize,
    /// What runs.
    pub version: String,
    /// Since when.
    pub since: Timestamp,
    /// The school's clock and zone.
    pub now: Timestamp,
    /// The school's time zone by name.
    pub zone: String,
}

/// The state of the server, with what to do where it is not well.
pub fn health(frame: &Frame, condition: &Condition) -> Markup {
    let text = frame.text;
    let line = |well: bool, good: &str, bad: String| {
        html! { li { @if well { span.badge.present { "✓" } " " (text.say(good)) } @else { span.badge.absent { "!" } " " (bad) } } }
    };
    let store = condition.store.map(|code| text.say(&format!("error-{code}"))).unwrap_or_default();
    let body = html! {
        div.head { h1 { (text.say("nav-health")) } }
        section.card data-watch {
            ul.plain {
                (line(condition.store.is_none(), "health-store", store))
                (line(condition.recognition, "health-recognition", text.say("health-recognition-off")))
                (line(condition.free > 0, "health-queue", text.say("health-queue-full")))
                (line(condition.failed == 0, "health-jobs", text.with("health-jobs-failed", &[("count", condition.failed.into())])))
            }
            dl {
                dt { (text.say("health-version")) } dd { (condition.version) }
                dt { (text.say("health-since")) } dd { (instant(condition.since)) }
                dt { (text.say("health-clock")) } dd { (instant(condition.now)) " · " (condition.zone) }
                dt { (text.say("health-waiting")) } dd { (condition.waiting) }
            }
            p.soft { (text.say("health-more")) }
        }
    };
    page(frame, Place::Admin("health"), &text.say("nav-health"), &body)
}
