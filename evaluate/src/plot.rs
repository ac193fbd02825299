//! Charts as SVG text, drawn by `plotters`.
//!
//! Every chart is also told in words and figures beside it by `page`; colours are told apart by lightness too.

use plotters::{
    coord::{
        Shift,
        ranged1d::{AsRangedCoord, SegmentValue, ValueFormatter},
    },
    prelude::*,
};

use crate::EvaluateError;

const SIZE: (u32, u32) = (560, 340);
const FONT: (&str, u32) = ("sans-serif", 16);
/// Blue, orange, green and grey that stay apart for colour-blind eyes (Okabe and Ito 2008).
const COLOURS: [RGBColor; 4] =
    [RGBColor(0, 114, 178), RGBColor(230, 159, 0), RGBColor(0, 158, 115), RGBColor(86, 86, 86)];
/// Half the width of a whisker's ends in pixels.
const WHISKER: i32 = 5;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn = Result<(), Box<dyn std::error::Error>>;

/// A bar with its name and height.
pub(crate) struct Bar {
    pub(crate) name: String,
    pub(crate) value: f64,
    /// What is written above it.
    pub(crate) label: String,
    /// Its 95% interval, drawn as a whisker.
    pub(crate) interval: Option<(f64, f64)>,
}

/// Whether bars are different things or one thing in several classes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    /// A colour each.
    Apart,
    /// One colour.
    Alike,
}

/// A line through points, which are (x, y).
pub(crate) struct Line<'a> {
    pub(crate) name: &'a str,
    pub(crate) points: Vec<(f64, f64)>,
}

/// An axis of a line chart.
pub(crate) struct Axis<'a> {
    pub(crate) name: &'a str,
    pub(crate) from: f64,
    pub(crate) to: f64,
}

/// How the x axis of a line chart is divided.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scale {
    /// Evenly.
    Linear,
    /// By powers of ten. Points at or below 0 have no place on it and are left out.
    Log,
}

/// Bars beside each other from zero to `top`.
pub(crate) fn bars(
    title: &str,
    axis: &str,
    top: f64,
    paint: Paint,
    bars: &[Bar],
) -> Result<String, EvaluateError> {
    drawn(title, |area| {
        let top = top.max(f64::MIN_POSITIVE) * 1.12;
        let mut chart = ChartBuilder::on(area)
            .margin(12)
            .x_label_area_size(34)
            .y_label_area_size(60)
            .build_cartesian_2d((0..bars.len().saturating_sub(1)).into_segmented(), 0.0..top)?;
        let name = |at: &SegmentValue<usize>| match at {
            SegmentValue::CenterOf(at) => bars.get(*at).map_or(String::new(), |bar| bar.name.clone()),
            _ => String::new(),
        };
        let figure = |value: &f64| if top > 10.0 { format!("{value:.0}") } else { format!("{value:.1}") };
        chart
            .configure_mesh()
            .disable_x_mesh()
            .light_line_style(TRANSPARENT)
            .x_labels(bars.len() + 1)
            .x_label_formatter(&name)
            .y_label_formatter(&figure)
            .y_desc(axis)
            .label_style(FONT)
            .draw()?;
        let bar = |(at, bar): (usize, &Bar)| {
            let corners = [(SegmentValue::Exact(at), 0.0), (SegmentValue::Exact(at + 1), bar.value)];
            let colour = if paint == Paint::Alike { COLOURS[0] } else { COLOURS[at % COLOURS.len()] };
            let mut shape = Rectangle::new(corners, colour.filled());
            let side = if bars.len() > 4 { 14 } else { 26 };
            shape.set_margin(0, 0, side, side);
            shape
        };
        chart.draw_series(bars.iter().enumerate().map(bar))?;
        let whiskers = bars.iter().enumerate().filter_map(|(at, bar)| Some((at, bar.interval?)));
        for (at, (low, high)) in whiskers {
            let ends = [low, high].map(|value| (SegmentValue::CenterOf(at), value));
            chart.draw_series([PathElement::new(ends.clone(), BLACK)])?;
            let cross = |end| EmptyElement::at(end) + PathElement::new([(-WHISKER, 0), (WHISKER, 0)], BLACK);
            chart.draw_series(ends.map(cross))?;
        }
        let label = |(at, bar): (usize, &Bar)| {
            let style = FONT.into_font().color(&BLACK).pos(centred());
            let over = bar.interval.map_or(bar.value, |(_, high)| high);
            EmptyElement::at((SegmentValue::CenterOf(at), over))
                + Text::new(bar.label.clone(), (0, -3), style)
        };
        chart.draw_series(bars.iter().enumerate().map(label))?;
        Ok(())
    })
}

/// Lines over an x axis.
pub(crate) fn lines(
    title: &str,
    (x, scale): (&Axis<'_>, Scale),
    y: &Axis<'_>,
    lines: &[Line<'_>],
) -> Result<String, EvaluateError> {
    drawn(title, |area| match scale {
        Scale::Linear => on_axes(area, x.from..x.to, (x, scale), y, lines),
        Scale::Log => on_axes(area, (x.from..x.to).log_scale(), (x, scale), y, lines),
    })
}

fn on_axes<X>(
    area: &Area<'_>,
    coordinates: X,
    (x, scale): (&Axis<'_>, Scale),
    y: &Axis<'_>,
    lines: &[Line<'_>],
) -> Drawn
where
    X: AsRangedCoord<Value = f64>,
    X::CoordDescType: ValueFormatter<f64>,
{
    let mut chart = ChartBuilder::on(area)
        .margin(12)
        .margin_right(24)
        .x_label_area_size(48)
        .y_label_area_size(60)
        .build_cartesian_2d(coordinates, y.from..y.to)?;
    let figure = |value: &f64| match scale {
        Scale::Linear => format!("{value:.1}"),
        // The axis names powers of ten only, and their last binary digits are noise.
        Scale::Log => format!("{value:.0e}"),
    };
    chart
        .configure_mesh()
        .x_desc(x.name)
        .y_desc(y.name)
        .x_label_formatter(&figure)
        .y_label_formatter(&|value| format!("{value:.2}"))
        .light_line_style(TRANSPARENT)
        .label_style(FONT)
        .draw()?;
    for (line, colour) in lines.iter().zip(COLOURS.iter().cycle()) {
        let has_place = |point: &&(f64, f64)| scale == Scale::Linear || point.0 > 0.0;
        let inside = |point: &(f64, f64)| (point.0.clamp(x.from, x.to), point.1.clamp(y.from, y.to));
        let points = line.points.iter().filter(has_place).map(inside);
        let key = move |(x, y)| PathElement::new([(x, y), (x + 16, y)], colour.stroke_width(2));
        chart.draw_series(LineSeries::new(points, colour.stroke_width(2)))?.label(line.name).legend(key);
    }
    if lines.len() > 1 {
        chart
            .configure_series_labels()
            .position(free_corner(scale, lines))
            .background_style(WHITE.mix(0.8))
            .label_font(FONT)
            .draw()?;
    }
    Ok(())
}

/// Where no curve is: rates of success rise towards a corner, error rates fall over powers of ten, and precision
/// falls only at the end of recall.
fn free_corner(scale: Scale, lines: &[Line<'_>]) -> SeriesLabelPosition {
    let y = |point: Option<&(f64, f64)>| point.map(|point| point.1);
    let rises = lines.iter().all(|line| y(line.points.first()) < y(line.points.last()));
    match (scale, rises) {
        (Scale::Linear, _) => SeriesLabelPosition::LowerLeft,
        (Scale::Log, true) => SeriesLabelPosition::LowerRight,
        (Scale::Log, false) => SeriesLabelPosition::UpperRight,
    }
}

fn centred() -> plotters::style::text_anchor::Pos {
    use plotters::style::text_anchor::{HPos, Pos, VPos};
    Pos::new(HPos::Center, VPos::Bottom)
}

/// An SVG text with a title, filled in by `draw`.
fn drawn(title: &str, draw: impl FnOnce(&Area<'_>) -> Drawn) -> Result<String, EvaluateError> {
    let mut text = String::new();
    let finished = {
        let area = SVGBackend::with_string(&mut text, SIZE).into_drawing_area();
        area.fill(&WHITE)
            .map_err(Into::into)
            .and_then(|()| area.titled(title, ("sans-serif", 17)).map_err(Into::into))
            .and_then(|inner| draw(&inner))
            .and_then(|()| area.present().map_err(Into::into))
    };
    finished.map_err(|error: Box<dyn std::error::Error>| EvaluateError::Plot(error.to_string()))?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(values: &[f64]) -> Vec<Bar> {
        let bar = |value: &f64| Bar {
            name: format!("height {value}"),
            value: *value,
            label: format!("{value:.3}"),
            interval: None,
        };
        values.iter().map(bar).collect()
    }

    #[test]
    fn every_bar_has_its_name_and_its_figure() {
        let svg =
            bars("Precision & recall", "share", 1.0, Paint::Apart, &shown(&[1.0, 0.0])).expect("a plot");
        for text in ["height 1", "height 0", "1.000", "0.000", "Precision &amp; recall"] {
            assert!(svg.contains(text), "{text} is not in {svg}");
        }
    }

    /// Different things in one colour, or one thing in several, would be read wrongly.
    #[test]
    fn bars_of_one_thing_have_one_colour() {
        let five = shown(&[0.1, 0.2, 0.3, 0.4, 0.5]);
        let blue = |paint| bars("t", "y", 1.0, paint, &five).expect("a plot").matches("#0072B2").count();
        assert_eq!((blue(Paint::Alike), blue(Paint::Apart)), (5, 2));
        assert!(bars("t", "y", 1.0, Paint::Alike, &[]).is_ok(), "no bars at all");
    }

    #[test]
    fn an_interval_is_drawn_as_three_strokes() {
        let strokes = |interval| {
            let bar = Bar { name: "a".into(), value: 0.5, label: "0.5".into(), interval };
            bars("t", "y", 1.0, Paint::Apart, &[bar]).expect("a plot").matches("<polyline").count()
        };
        assert_eq!(strokes(Some((0.4, 0.6))), strokes(None) + 3);
    }

    /// A curve of one point, or one that starts at zero on the logarithmic axis, must not break the report.
    #[test]
    fn odd_curves_are_drawn() {
        let x = Axis { name: "FPIR", from: 1e-4, to: 1.0 };
        let y = Axis { name: "FNIR", from: 0.0, to: 1.0 };
        for points in [vec![], vec![(0.0, 1.0)], vec![(0.0, 1.0), (0.5, 0.5), (1.0, 0.0)]] {
            for scale in [Scale::Linear, Scale::Log] {
                let line = Line { name: "a", points: points.clone() };
                let svg = lines("DET", (&x, scale), &y, &[line]).expect("a plot");
                assert!(svg.contains("FPIR") && !svg.contains("NaN"));
            }
        }
    }

    /// An axis that begins between powers of ten once had labels like 9.999999999999999e-6.
    #[test]
    fn powers_of_ten_are_named_short() {
        let x = Axis { name: "FMR", from: 8.35e-7, to: 1.0 };
        let y = Axis { name: "FNMR", from: 0.0, to: 1.0 };
        let line = Line { name: "a", points: vec![(8.35e-7, 0.1), (1.0, 0.0)] };
        let svg = lines("DET", (&x, Scale::Log), &y, &[line]).expect("a plot");
        assert!(svg.contains("1e-5") && !svg.contains("99e-"), "{svg}");
    }

    /// A rate of zero lies infinitely far to the left: drawn at the edge it would claim a rate that the data
    /// can't show.
    #[test]
    fn a_logarithmic_axis_leaves_out_what_has_no_place_on_it() {
        let x = Axis { name: "FPIR", from: 1e-4, to: 1.0 };
        let y = Axis { name: "FNIR", from: 0.0, to: 1.0 };
        let drawn = |points: Vec<(f64, f64)>| {
            lines("DET", (&x, Scale::Log), &y, &[Line { name: "a", points }]).expect("a plot")
        };
        let rest = vec![(0.01, 0.5), (1.0, 0.0)];
        let with_zero = [vec![(0.0, 1.0)], rest.clone()].concat();
        assert_eq!(drawn(with_zero), drawn(rest));
    }
}
