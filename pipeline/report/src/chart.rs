//! Charts of percentages as SVG, for pages.
//!
//! Drawn by hand rather than by `plotters`, which writes its colours and fonts into every shape: a page's charts
//! follow the reader's light or dark colours, so shapes name what they are (`class`) and the page's style sheet
//! (`console.css`, "Charts") says how that looks. Nothing here has a colour. Whoever shows a chart tells the same in a table.

use maud::{Markup, html};

/// Width of every chart in its own units; a page scales it. Letters are made for this width.
const WIDTH: f64 = 480.0;
/// Height of charts that stand upright.
const HEIGHT: f64 = 250.0;
/// Room around the area of an upright chart: for the axis' figures, the last name, the uppermost label, the names.
const LEFT: f64 = 40.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 18.0;
const BOTTOM: f64 = 30.0;
/// A row of a lying chart, and where its bars begin.
const ROW: f64 = 24.0;
const NAMES: f64 = 150.0;
/// Characters of a name that fit before the bars.
const NAME_LENGTH: usize = 20;

/// A bar: its name, its share in percent, its interval and what is written at its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub name: String,
    /// 0 to 100; none where there is nothing to count.
    pub percent: Option<f64>,
    /// Its 95% interval in percent, drawn as a whisker.
    pub interval: Option<(f64, f64)>,
    /// What is written at its end.
    pub label: String,
}

/// A line over the same places as its chart's names.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it shows.
    pub name: String,
    /// 0 to 100 each; a gap where there is nothing to count.
    pub percents: Vec<Option<f64>>,
}

/// Lines over places in order, for example sessions by date; with more than one line, each with its name.
pub fn lines(title: &str, places: &[String], lines: &[Line]) -> Markup {
    let step = (WIDTH - LEFT - RIGHT) / places.len().saturating_sub(1).max(1) as f64;
    let x = |at: usize| {
        if places.len() == 1 { f64::midpoint(LEFT, WIDTH - RIGHT) } else { LEFT + step * at as f64 }
    };
    let keys = if lines.len() > 1 { 18.0 * lines.len() as f64 } else { 0.0 };
    html! {
        svg.chart viewBox={ "0 0 " (WIDTH) " " (HEIGHT + keys) } role="img" aria-label=(title) {
            (scale())
            @for at in shown(places.len()) {
                text x=(x(at)) y=(HEIGHT - 8.0) text-anchor=(anchor(at, places.len())) { (places[at]) }
            }
            @for (number, line) in lines.iter().enumerate() {
                g class={ "line-" (number) } {
                    @for piece in pieces(&line.percents) { polyline points=(path(piece, x)) {} }
                    @for (at, percent) in line.percents.iter().enumerate() { @if let Some(percent) = percent {
                        circle cx=(round(x(at))) cy=(round(y(*percent))) r="3" { title { (places[at]) ": " (format!("{percent:.0}")) " %" } }
                    } }
                    @if lines.len() > 1 {
                        @let below = HEIGHT + 18.0 * number as f64 + 6.0;
                        polyline points={ (LEFT) "," (below) " " (LEFT + 30.0) "," (below) } {}
                        text x=(LEFT + 38.0) y=(below + 4.0) { (line.name) }
                    }
                }
            }
        }
    }
}

/// Bars beside each other, for example weekdays.
pub fn bars(title: &str, bars: &[Bar]) -> Markup {
    let step = (WIDTH - LEFT - RIGHT) / bars.len().max(1) as f64;
    html! {
        svg.chart viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(title) {
            (scale())
            @for (at, bar) in bars.iter().enumerate() {
                @let middle = round(LEFT + step * (at as f64 + 0.5));
                @let percent = bar.percent.unwrap_or_default();
                @let top = bar.interval.map_or(percent, |(_, high)| high);
                rect.share x=(round(middle - step * 0.3)) y=(round(y(percent))) width=(round(step * 0.6)) height=(round(y(0.0) - y(percent))) {}
                @if let Some((low, high)) = bar.interval {
                    path.whisker d={ "M" (middle - 4.0) " " (round(y(low))) "h8m-4 0V" (round(y(high))) "m-4 0h8" } {}
                }
                text x=(middle) y=(round(y(top) - 5.0)) text-anchor="middle" { (bar.label) }
                text x=(middle) y=(HEIGHT - 12.0) text-anchor="middle" { (bar.name) }
            }
        }
    }
}

/// Bars under each other, for names: as high as there are many.
pub fn rows(title: &str, bars: &[Bar]) -> Markup {
    let right = WIDTH - 52.0;
    let across = |percent: f64| NAMES + (right - NAMES) * percent.clamp(0.0, 100.0) / 100.0;
    let height = ROW * bars.len() as f64 + 8.0;
    html! {
        svg.chart viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label=(title) {
            @for percent in [0.0, 50.0, 100.0] {
                line.grid x1=(across(percent)) x2=(across(percent)) y1="0" y2=(height) {}
            }
            @for (at, bar) in bars.iter().enumerate() {
                @let top = ROW * at as f64 + 4.0;
                @let percent = bar.percent.unwrap_or_default();
                text x=(NAMES - 8.0) y=(top + 14.0) text-anchor="end" { (short(&bar.name)) title { (bar.name) } }
                rect.share x=(NAMES) y=(top + 2.0) width=(round(across(percent) - NAMES)) height=(ROW - 8.0) {}
                text x=(right + 6.0) y=(top + 14.0) { (bar.label) }
            }
        }
    }
}

/// The height of a share in an upright chart.
fn y(percent: f64) -> f64 {
    TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - percent.clamp(0.0, 100.0) / 100.0)
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Lines and figures at every quarter.
fn scale() -> Markup {
    html! { @for percent in [0.0, 25.0, 50.0, 75.0, 100.0] {
        line.grid x1=(LEFT) x2=(WIDTH - RIGHT) y1=(round(y(percent))) y2=(round(y(percent))) {}
        text x=(LEFT - 6.0) y=(round(y(percent) + 4.0)) text-anchor="end" { (percent) }
    } }
}

/// The places whose names fit under an axis: the first, the middle, the last.
fn shown(places: usize) -> Vec<usize> {
    let mut shown = vec![0, places / 2, places.saturating_sub(1)];
    shown.dedup();
    shown.retain(|at| *at < places);
    shown
}

fn anchor(at: usize, places: usize) -> &'static str {
    match at {
        0 if places > 1 => "start",
        at if places > 1 && at + 1 == places => "end",
        _ => "middle",
    }
}

/// The stretches without a gap, each as places with their shares.
fn pieces(percents: &[Option<f64>]) -> Vec<Vec<(usize, f64)>> {
    let points: Vec<Option<(usize, f64)>> =
        percents.iter().enumerate().map(|(at, percent)| percent.map(|percent| (at, percent))).collect();
    points.split(Option::is_none).map(|piece| piece.iter().copied().flatten().collect()).collect()
}

fn path(piece: Vec<(usize, f64)>, x: impl Fn(usize) -> f64) -> String {
    let points = piece.into_iter().map(|(at, percent)| format!("{},{}", round(x(at)), round(y(percent))));
    points.collect::<Vec<_>>().join(" ")
}

/// A name as far as it fits.
fn short(name: &str) -> String {
    if name.chars().count() <= NAME_LENGTH {
        return name.to_owned();
    }
    name.chars().take(NAME_LENGTH - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(name: &str, percent: Option<f64>) -> Bar {
        Bar { name: name.into(), percent, interval: percent.map(|p| (p / 2.0, p)), label: "l".into() }
    }

    /// Protects dark pages: a colour in a chart would be right in one theme only.
    #[test]
    fn charts_name_what_shapes_are_and_no_colour() {
        let line = Line { name: "a".into(), percents: vec![Some(1.0), None, Some(100.0)] };
        let places: Vec<String> = ["a", "b", "c"].map(str::to_owned).into();
        let all = [
            lines("t", &places, &[line.clone(), line]),
            bars("t", &[bar("x", Some(50.0))]),
            rows("t", &[bar("x", None)]),
        ];
        for svg in all.map(maud::PreEscaped::into_string) {
            assert!(!svg.contains("fill=") && !svg.contains("stroke=") && !svg.contains("style="), "{svg}");
            assert!(svg.contains("role=\"img\" aria-label=\"t\""));
        }
    }

    /// Protects pages from odd data: none at all, one place, a name that is markup, shares beyond the scale.
    #[test]
    fn odd_data_is_drawn() {
        for places in [vec![], vec!["only".to_owned()]] {
            let line = Line { name: "a".into(), percents: vec![Some(250.0); places.len()] };
            let svg = lines("t", &places, &[line]).into_string();
            assert!(!svg.contains("NaN") && !svg.contains("inf") && !svg.contains("cy=\"-"), "{svg}");
        }
        let svg = rows("t", &[bar("<b>&", Some(10.0)), bar(&"é".repeat(50), None)]).into_string();
        assert!(svg.contains("&lt;b&gt;&amp;") && svg.contains(&format!("{}…", "é".repeat(NAME_LENGTH - 1))));
    }

    /// Protects the truth of a line: where nothing was counted it has a gap, not a way across.
    #[test]
    fn a_gap_stays_a_gap() {
        let percents = [Some(1.0), Some(2.0), None, Some(3.0)];
        assert_eq!(pieces(&percents), [vec![(0, 1.0), (1, 2.0)], vec![(3, 3.0)]]);
        assert_eq!((shown(0), shown(1), shown(2), shown(5)), (vec![], vec![0], vec![0, 1], vec![0, 2, 4]));
    }
}
