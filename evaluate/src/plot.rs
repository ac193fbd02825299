//! Charts as SVG text, drawn by `plotters`.
//!
//! Every chart is also told in words and figures beside it by `page`; colours are told apart by lightness too.

use plotters::{
    coord::{Shift, ranged1d::SegmentValue},
    prelude::*,
};

use crate::EvaluateError;

const SIZE: (u32, u32) = (560, 340);
const FONT: (&str, u32) = ("sans-serif", 14);
/// Blue, orange and green that stay apart for colour-blind eyes (Okabe and Ito 2008).
const COLOURS: [RGBColor; 4] =
    [RGBColor(0, 114, 178), RGBColor(230, 159, 0), RGBColor(0, 158, 115), RGBColor(86, 86, 86)];

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// A bar with its name and height.
pub(crate) struct Bar<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: f64,
    /// What is written on top of it.
    pub(crate) label: String,
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

/// Bars beside each other from zero to `top`.
pub(crate) fn bars(title: &str, axis: &str, top: f64, bars: &[Bar<'_>]) -> Result<String, EvaluateError> {
    drawn(title, |area| {
        let names: Vec<&str> = bars.iter().map(|bar| bar.name).collect();
        let top = top.max(f64::MIN_POSITIVE) * 1.12;
        let mut chart = ChartBuilder::on(area)
            .margin(12)
            .x_label_area_size(34)
            .y_label_area_size(56)
            .build_cartesian_2d((0..names.len()).into_segmented(), 0.0..top)?;
        let name = |at: &SegmentValue<usize>| match at {
            SegmentValue::CenterOf(at) => names.get(*at).map_or(String::new(), ToString::to_string),
            _ => String::new(),
        };
        chart
            .configure_mesh()
            .disable_x_mesh()
            .light_line_style(TRANSPARENT)
            .x_labels(names.len() + 1)
            .x_label_formatter(&name)
            .y_desc(axis)
            .label_style(FONT)
            .draw()?;
        let bar = |(at, bar): (usize, &Bar<'_>)| {
            let corners = [(SegmentValue::Exact(at), 0.0), (SegmentValue::Exact(at + 1), bar.value)];
            let mut shape = Rectangle::new(corners, COLOURS[at % COLOURS.len()].filled());
            shape.set_margin(0, 0, 26, 26);
            shape
        };
        chart.draw_series(bars.iter().enumerate().map(bar))?;
        let label = |(at, bar): (usize, &Bar<'_>)| {
            let style = FONT.into_font().color(&BLACK).pos(centred());
            EmptyElement::at((SegmentValue::CenterOf(at), bar.value))
                + Text::new(bar.label.clone(), (0, -3), style)
        };
        chart.draw_series(bars.iter().enumerate().map(label))?;
        Ok(())
    })
}

/// Lines over a logarithmic x axis.
pub(crate) fn lines(
    title: &str,
    x: &Axis<'_>,
    y: &Axis<'_>,
    lines: &[Line<'_>],
) -> Result<String, EvaluateError> {
    drawn(title, |area| {
        let mut chart = ChartBuilder::on(area)
            .margin(12)
            .margin_right(24)
            .x_label_area_size(48)
            .y_label_area_size(56)
            .build_cartesian_2d((x.from..x.to).log_scale(), y.from..y.to)?;
        chart
            .configure_mesh()
            .x_desc(x.name)
            .y_desc(y.name)
            .x_label_formatter(&|value| format!("{value:e}"))
            .y_label_formatter(&|value| format!("{value:.2}"))
            .light_line_style(TRANSPARENT)
            .label_style(FONT)
            .draw()?;
        for (line, colour) in lines.iter().zip(COLOURS.iter().cycle()) {
            let inside = |point: &(f64, f64)| (point.0.max(x.from), point.1.clamp(y.from, y.to));
            let series = LineSeries::new(line.points.iter().map(inside), colour.stroke_width(2));
            let key = move |(x, y)| PathElement::new([(x, y), (x + 16, y)], colour.stroke_width(2));
            chart.draw_series(series)?.label(line.name).legend(key);
        }
        if lines.len() > 1 {
            chart.configure_series_labels().background_style(WHITE.mix(0.8)).label_font(FONT).draw()?;
        }
        Ok(())
    })
}

fn centred() -> plotters::style::text_anchor::Pos {
    use plotters::style::text_anchor::{HPos, Pos, VPos};
    Pos::new(HPos::Center, VPos::Bottom)
}

/// An SVG text with a title, filled in by `draw`.
fn drawn(
    title: &str,
    draw: impl FnOnce(&Area<'_>) -> Result<(), Box<dyn std::error::Error>>,
) -> Result<String, EvaluateError> {
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

    #[test]
    fn every_bar_has_its_name_and_its_figure() {
        let shown = [
            Bar { name: "precision", value: 1.0, label: "1.000".into() },
            Bar { name: "recall", value: 0.0, label: "none".into() },
        ];
        let svg = bars("Precision & recall", "share", 1.0, &shown).expect("a plot");
        for text in ["precision", "recall", "1.000", "none", "Precision &amp; recall"] {
            assert!(svg.contains(text), "{text} is not in {svg}");
        }
    }

    /// A curve of one point, or one that starts at zero on the logarithmic axis, must not break the report.
    #[test]
    fn odd_curves_are_drawn() {
        let x = Axis { name: "FPIR", from: 1e-4, to: 1.0 };
        let y = Axis { name: "FNIR", from: 0.0, to: 1.0 };
        for points in [vec![], vec![(0.0, 1.0)], vec![(0.0, 1.0), (0.5, 0.5), (1.0, 0.0)]] {
            let svg = lines("DET", &x, &y, &[Line { name: "a", points }]).expect("a plot");
            assert!(svg.contains("FPIR") && !svg.contains("NaN"));
        }
    }
}
