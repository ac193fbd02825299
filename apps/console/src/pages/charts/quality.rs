//! How right the machine was: totals with their intervals, how they move, and what they do not show.

use maud::{Markup, html};
use muster_record::{Quality, Rate};
use muster_report::chart::{self, Line};

use super::{ChartsView, figure};
use crate::pages::period::percent;
use crate::shell::Frame;

/// All of it.
pub(super) fn section(frame: &Frame, view: &ChartsView<'_>) -> Markup {
    let text = frame.text;
    let total = view.quality.iter().map(|(_, quality)| *quality).fold(Quality::default(), Quality::and);
    html! {
        section.card aria-labelledby="quality" {
            h2 #quality { (text.say("quality-title")) }
            @if total.sessions == 0 { p.soft { (text.say("quality-empty")) } }
            @else {
                p { (text.with("quality-lead", &[("count", total.sessions.into())])) }
                div.scroll { (totals(frame, &total)) }
                p.soft { (text.say("quality-means")) }
            }
        }
        @if total.sessions > 0 { (drift(frame, view, &total)) }
    }
}

fn totals(frame: &Frame, total: &Quality) -> Markup {
    let text = frame.text;
    let (f1, all) = (tenths(total.f1()), total.marked() + total.false_negative);
    html! {
        table {
            thead { tr {
                th scope="col" { (text.say("quality-what")) } th.number scope="col" { (text.say("quality-share")) }
                th.number scope="col" { (text.say("quality-interval")) } th.number scope="col" { "n" }
            } }
            tbody {
                (measure(frame, "precision", total.precision()))
                (measure(frame, "recall", total.recall()))
                tr {
                    th scope="row" { (text.say("quality-f1")) }
                    td.number { (f1) } td.number { "–" } td.number { (all) }
                }
                (measure(frame, "override", total.override_rate()))
                (measure(frame, "review", total.review_rate()))
            }
        }
    }
}

/// A rate with its interval, and in words what is counted of what.
fn measure(frame: &Frame, name: &str, rate: Rate) -> Markup {
    let say = |part: &str| frame.text.say(&format!("quality-{name}{part}"));
    html! {
        tr {
            th scope="row" { (say("")) br; small.soft { (say("-means")) } }
            td.number { (tenths(rate.value())) } td.number { (interval(rate)) } td.number { (rate.hits) " / " (rate.of) }
        }
    }
}

/// A share of one in percent, with a tenth: these lie close to each other and to 100.
fn tenths(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1} %", 100.0 * share))
}

fn interval(rate: Rate) -> String {
    let ends = rate.interval().map(|(low, high)| format!("{:.1}–{:.1} %", 100.0 * low, 100.0 * high));
    ends.unwrap_or_else(|| "–".to_owned())
}

fn drift(frame: &Frame, view: &ChartsView<'_>, total: &Quality) -> Markup {
    let text = frame.text;
    let title = text.say("quality-drift");
    let names: Vec<String> = view.quality.iter().map(|(name, _)| name.clone()).collect();
    let line = |message, share: fn(&Quality) -> Option<f64>| Line {
        name: text.say(message),
        percents: view.quality.iter().map(|(_, one)| share(one).map(|share| 100.0 * share)).collect(),
    };
    let changed = line("quality-override", |one| one.override_rate().value());
    let depth = line("quality-depth", Quality::mean_depth);
    let counts = [("count", total.sessions.into()), ("records", total.marked().into())];
    let caption = text.with("quality-drift-of", &counts);
    let drawn = chart::lines(&title, &names, &[changed, depth]);
    figure(frame, "drift", (&title, &caption), &drawn, &sessions(frame, view))
}

fn sessions(frame: &Frame, view: &ChartsView<'_>) -> Markup {
    let text = frame.text;
    let heads = [
        "quality-right",
        "quality-wrong",
        "quality-missed",
        "quality-precision",
        "quality-recall",
        "quality-f1",
        "quality-override",
        "quality-review",
        "quality-depth-short",
    ];
    html! {
        table {
            thead { tr { th scope="col" { (text.say("date")) } @for message in heads { th.number scope="col" { (text.say(message)) } } } }
            tbody { @for (name, one) in view.quality.iter().rev() { tr {
                th scope="row" { (name) }
                td.number { (one.true_positive) } td.number { (one.false_positive) } td.number { (one.false_negative) }
                @for share in [one.precision().value(), one.recall().value(), one.f1(), one.override_rate().value(), one.review_rate().value(), one.mean_depth()] {
                    td.number { (percent(share.map(|share| 100.0 * share))) }
                }
            } } }
        }
    }
}
