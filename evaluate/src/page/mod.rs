//! Reports as one self-contained page: no script, no request, pictures and charts inside.

mod detection;
mod linkage;
mod presentation;
mod rollcall;
mod verification;

pub use detection::detection_page;
pub use linkage::linkage_page;
pub use presentation::presentation_page;
pub use rollcall::compare_page;
pub use rollcall::rollcall_page;
pub use verification::verification_page;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::Rate;
use crate::curve::Point;
use crate::plot::Bar;

/// Charts are drawn black on white; the rules for `svg` give their ink and paper the page's colours.
const STYLE: &str = "
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --soft: #5a5a62; --rule: #ccc; --grey: #565656 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6ea; --paper: #17171a; --soft: #a5a5ad; --rule: #44444c;
  --grey: #a9a9b2 } }
body { font: 16px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem;
  color: var(--ink); background: var(--paper) }
h1 { line-height: 1.2 } h2 { margin-top: 2.2rem; font-size: 1.2rem }
.wide { overflow-x: auto; margin: .8rem 0 } table { border-collapse: collapse }
th, td { padding: .25rem .6rem; text-align: right; vertical-align: top; border-bottom: 1px solid var(--rule);
  font-variant-numeric: tabular-nums; white-space: nowrap }
th { vertical-align: bottom; white-space: normal }
th:first-child, td:first-child { text-align: left; padding-left: 0; white-space: normal; min-width: 5rem }
td small { display: block }
.charts { display: flex; flex-wrap: wrap; gap: 1rem } .charts > div { max-width: 100% }
svg { max-width: 100%; height: auto }
svg [fill='#FFFFFF'] { fill: var(--paper) } svg [fill='#000000'] { fill: var(--ink) }
svg [stroke='#000000'] { stroke: var(--ink) } svg [fill='#565656'] { fill: var(--grey) }
.faces { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none }
.faces li { width: 12rem; font-size: .85rem; overflow-wrap: anywhere }
.faces img { width: 160px; height: 160px; display: block }
.wrong { border-left: 4px solid #b3261e; padding-left: .6rem }
.other { border-left: 4px solid #b35900; padding-left: .6rem }
small { color: var(--soft) }
@media (max-width: 36rem) { body { margin: 1rem auto } th, td { padding: .25rem .5rem }
  td:first-child { min-width: 8rem } }";

fn page(title: &str, body: &Markup) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { h1 { (title) } (body) }
        }
    };
    markup.into_string()
}

/// A drawn chart with what it shows, for those who can't see it.
fn chart(svg: &str, label: &str) -> Markup {
    html! { div role="img" aria-label=(label) { (PreEscaped(svg)) } }
}

/// A table that scrolls in itself where it is wider than the page.
fn wide(rows: &Markup) -> Markup {
    html! { div class="wide" tabindex="0" { table { (rows) } } }
}

/// A rate as a table's cells: value, n, interval.
fn cells(rate: Rate) -> Markup {
    html! {
        @if let (Some(value), Some((low, high))) = (rate.value(), rate.interval()) {
            td { (figure(value)) }
            td { (rate.hits) " of " (rate.of) }
            td { (figure(low)) " to " (figure(high)) }
        } @else {
            td { "–" } td { "none to count" } td { "–" }
        }
    }
}

/// A rate as one cell: value, and the interval under it.
fn cell(rate: Rate) -> Markup {
    html! {
        td {
            (short(rate))
            @if let Some((low, high)) = rate.interval() { small { (format!("{low:.3}–{high:.3}")) } }
        }
    }
}

/// As [`cell`], and its n as a second one.
fn counted(rate: Rate) -> Markup {
    html! { (cell(rate)) td { (rate.hits) " of " (rate.of) } }
}

/// A rate as one cell without its interval, where n is too small for one to tell anything.
fn bare(rate: Rate) -> Markup {
    html! { td { (short(rate)) } }
}

/// A share with four places, or with two digits where four places would hide it.
fn figure(share: f64) -> String {
    if share > 0.0 && share < 0.001 { format!("{share:.1e}") } else { format!("{share:.4}") }
}

fn short(rate: Rate) -> String {
    rate.value().map_or_else(|| "none".to_owned(), |value| format!("{value:.3}"))
}

/// The lowest false match rate above 0 that a curve shows: where its logarithmic axis begins.
fn lowest<'a>(points: impl IntoIterator<Item = &'a Point>) -> f64 {
    let rates = points.into_iter().map(|point| point.false_match).filter(|rate| *rate > 0.0);
    rates.fold(0.1, f64::min)
}

/// A share as a bar with its interval.
fn bar(name: impl Into<String>, rate: Rate) -> Bar {
    let value = rate.value().unwrap_or(0.0);
    Bar { name: name.into(), value, label: short(rate), interval: rate.interval() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A rate of one in ten thousand with an interval from 0.0001 to 0.0001 would tell nothing.
    #[test]
    fn small_rates_keep_their_digits() {
        let shown = cells(Rate::new(119, 1_197_943)).into_string();
        assert_eq!(
            shown, "<td>9.9e-5</td><td>119 of 1197943</td><td>8.3e-5 to 1.2e-4</td>",
            "119 in 1.2 million"
        );
        assert_eq!([0.0, 0.001, 1.0].map(figure), ["0.0000", "0.0010", "1.0000"]);
    }

    #[test]
    fn a_cell_holds_its_interval() {
        assert_eq!(cell(Rate::new(1, 4)).into_string(), "<td>0.250<small>0.046–0.699</small></td>");
        assert_eq!(cell(Rate::default()).into_string(), "<td>none</td>");
    }
}
