//! The way of recognising people: what holds, what else there is, and going there and back.

use jiff::Timestamp;
use maud::{Markup, html};
use muster_domain::{Class, Threshold};
use muster_record::Rate;
use muster_store::ProfileChoice;
use muster_usecase::Profile;

use crate::shell::{Frame, Place, Viewer, instant, page};

/// How far a switch to another profile is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Switch {
    /// None is under way.
    Idle,
    /// So many enrolled faces are prepared, of so many.
    Preparing {
        /// To which profile.
        profile: String,
        /// Done.
        done: usize,
        /// Of so many.
        total: usize,
    },
    /// The last one failed.
    Failed {
        /// To which profile.
        profile: String,
        /// Why.
        cause: String,
    },
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct RecognitionView<'a> {
    /// The profile in use: its id.
    pub current: &'a str,
    /// The server's settings fix it.
    pub fixed: bool,
    /// A switch.
    pub switch: &'a Switch,
    /// Choices so far, the newest first.
    pub choices: &'a [ProfileChoice],
    /// All profiles.
    pub profiles: &'a [Profile],
    /// Each class with the threshold that holds for it and how many of its students can be recognised.
    pub classes: &'a [(Class, usize, Threshold)],
    /// Since when the profile is in use, when it was chosen.
    pub since: Option<Timestamp>,
}

/// The page.
pub fn recognition(frame: &Frame, view: &RecognitionView<'_>) -> Markup {
    let text = frame.text;
    let manages = frame.viewer.as_ref().is_some_and(Viewer::manages);
    let may = manages && !view.fixed && !matches!(view.switch, Switch::Preparing { .. });
    let body = html! {
        div.head { h1 { (text.say("nav-recognition")) }
            @if let Some(since) = view.since { span.soft { (text.say("recognition-since")) " " (instant(since)) } } }
        div data-watch { (switching(frame, view)) }
        @if view.fixed { p.card.notice { (text.say("recognition-fixed")) } }
        section.card { h2 #profiles { (text.say("recognition-profiles")) } p.soft { (text.say("recognition-lead")) } (profiles(frame, view, may)) }
        section.card { h2 #thresholds { (text.say("recognition-thresholds")) } p.soft { (text.say("recognition-thresholds-lead")) } (thresholds(frame, view)) }
        section.card { h2 { (text.say("recognition-history")) } (history(frame, view, may)) }
    };
    page(frame, Place::Admin("recognition"), &text.say("nav-recognition"), &body)
}

fn switching(frame: &Frame, view: &RecognitionView<'_>) -> Markup {
    let text = frame.text;
    match view.switch {
        Switch::Idle => html! {},
        Switch::Preparing { profile, done, total } => html! {
            div.card role="status" {
                p { (text.with("recognition-preparing", &[("name", profile.as_str().into()), ("done", (*done).into()), ("total", (*total).into())])) }
                progress max=(total) value=(done) aria-label=(profile) {}
            }
        },
        Switch::Failed { profile, cause } => html! {
            p.card.notice role="alert" { (text.with("recognition-failed", &[("name", profile.as_str().into())])) " " (cause) }
        },
    }
}

fn profiles(frame: &Frame, view: &RecognitionView<'_>, may: bool) -> Markup {
    let text = frame.text;
    let figures = ["group_precision", "group_recall", "strangers_identified", "enrolled_missed"];
    html! { div.scroll tabindex="0" role="region" aria-labelledby="profiles" { table {
        thead { tr { th { (text.say("recognition-profile")) } @for figure in figures { th { (text.say(&format!("figure-{figure}"))) } } th { (text.say("state")) } } }
        tbody { @for profile in view.profiles { tr {
            th scope="row" { (profile.id) br; span.soft { (profile.title) } }
            @for figure in figures { td.number { @for one in profile.measured.iter().filter(|one| one.what.code() == figure) {
                @let rate = Rate::new(one.hits as usize, one.of as usize);
                strong { (percent(rate.value())) } br;
                span.soft { (text.with("figure-of", &[("hits", one.hits.into()), ("of", one.of.into())])) br; (interval(rate)) }
            } } }
            td {
                @if profile.id == view.current { span.badge.present { (text.say("recognition-in-use")) } }
                @else if may { (choose(frame, &profile.id, "recognition-switch")) }
            }
        } } }
    } } }
}

/// A share in per cent; small ones with one digit more.
fn percent(share: Option<f64>) -> String {
    let share = 100.0 * share.unwrap_or_default();
    if share < 10.0 { format!("{share:.1} %") } else { format!("{share:.0} %") }
}

/// The 95% interval of a rate.
fn interval(rate: Rate) -> String {
    rate.interval().map_or_else(String::new, |(low, high)| {
        format!("{}\u{2013}{}", percent(Some(low)), percent(Some(high)))
    })
}

fn choose(frame: &Frame, profile: &str, message: &str) -> Markup {
    html! {
        form.inline data-call="PUT /api/v1/recognition-profile" data-said=(frame.text.with("recognition-begun", &[("name", profile.into())])) {
            input type="hidden" name="profile" value=(profile);
            button { (frame.text.say(message)) }
        }
    }
}

fn thresholds(frame: &Frame, view: &RecognitionView<'_>) -> Markup {
    let text = frame.text;
    let calibration = view
        .profiles
        .iter()
        .find(|profile| profile.id == view.current)
        .map(|profile| &profile.threshold.calibration);
    html! {
        @if view.classes.is_empty() { p.soft { (text.say("home-empty-title")) } } @else {
            div.scroll tabindex="0" role="region" aria-labelledby="thresholds" { table {
                thead { tr { th { (text.say("class-name")) } th.number { (text.say("recognition-enrolled")) } th.number { (text.say("recognition-identify")) } th.number { (text.say("recognition-review")) } } }
                tbody { @for (class, enrolled, threshold) in view.classes { tr {
                    td { (class.name) } td.number { (enrolled) }
                    td.number { (format!("{:.3}", threshold.identify.0)) } td.number { (format!("{:.3}", threshold.review.0)) }
                } } }
            } }
        }
        @if let Some(calibration) = calibration { p { (text.say("recognition-calibration")) " " span.soft lang="en" { (calibration) } } }
        p.soft { (text.say("recognition-calibrate")) " " code { "muster calibrate --own" } }
    }
}

fn history(frame: &Frame, view: &RecognitionView<'_>, may: bool) -> Markup {
    let text = frame.text;
    html! {
        @if view.choices.is_empty() { p.soft { (text.say("recognition-no-choice")) } } @else { ul.plain {
            @for (at, choice) in view.choices.iter().enumerate() { li.row {
                strong { (choice.profile) } span.soft { (text.with("by-hand", &[("name", choice.by.as_str().into())])) " " (instant(choice.at)) }
                @if may && at == 1 && choice.profile != view.current { (choose(frame, &choice.profile, "recognition-back")) }
            } }
        } }
    }
}
