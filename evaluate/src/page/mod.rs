//! Reports as one self-contained page: no script, no request, pictures and charts inside.

mod rollcall;
mod verification;

pub use rollcall::compare_page;
pub use rollcall::rollcall_page;
pub use verification::verification_page;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::Rate;

const STYLE: &str = "
body { font: 16px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem;
  color: #1b1b1f; background: #fff }
h2 { margin-top: 2.2rem; font-size: 1.2rem }
table { border-collapse: collapse; margin: .8rem 0 } th, td { padding: .25rem .8rem; text-align: right;
  border-bottom: 1px solid #ccc; font-variant-numeric: tabular-nums } th:first-child, td:first-child { text-align: left }
.charts { display: flex; flex-wrap: wrap; gap: 1rem } .charts svg { max-width: 100%; height: auto; border-radius: 6px }
.faces { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none }
.faces li { width: 12rem; font-size: .85rem } .faces img { width: 160px; height: 160px; display: block }
.wrong { border-left: 4px solid #b3261e; padding-left: .6rem } .other { border-left: 4px solid #b35900; padding-left: .6rem }
small { color: #5a5a62 }
@media (prefers-color-scheme: dark) { body { color: #e6e6ea; background: #17171a } small { color: #a5a5ad } }";

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

/// A rate as a table's cells: value, n, interval.
fn cells(rate: Rate) -> Markup {
    html! {
        @if let (Some(value), Some((low, high))) = (rate.value(), rate.interval()) {
            td { (format!("{value:.4}")) }
            td { (rate.hits) " of " (rate.of) }
            td { (format!("{low:.4} to {high:.4}")) }
        } @else {
            td { "–" } td { "none to count" } td { "–" }
        }
    }
}

fn short(rate: Rate) -> String {
    rate.value().map_or_else(|| "none".to_owned(), |value| format!("{value:.3}"))
}
