//! The report as blocks of text, each with its width and place across the page.

use parley::Alignment;

use super::{
    PaperStyle, Reading,
    columns::{Wanted, widths},
    flow::Stretch,
    lettering::{Block, Hand, Lettering},
};
use crate::{ColumnKind, ReportTable};

pub(super) const TITLE: Hand = Hand { size: 15.0, bold: true };
pub(super) const SUBTITLE: Hand = Hand { size: 10.0, bold: false };
pub(super) const HEADING: Hand = Hand { size: 8.5, bold: true };
pub(super) const BODY: Hand = Hand { size: 8.5, bold: false };
pub(super) const FOOT: Hand = Hand { size: 7.5, bold: false };

/// What is left free at every side of a page, in points.
pub(super) const MARGIN: f32 = 40.0;
/// What is left free between a text and the edge of its cell.
pub(super) const INSET: f32 = 4.0;
/// Above and below the lines of a row together.
pub(super) const ROW_PADDING: f32 = 4.0;
/// The lines that the foot of a page holds.
pub(super) const FOOT_LINES: usize = 2;
/// Between the body and the foot.
const FOOT_GAP: f32 = 12.0;
/// The lines of a heading that are shown; a longer one is a note.
const HEADING_LINES: usize = 6;
/// No column makes the page turn on its side by asking for more than this: it wraps.
const WIDE: f32 = 160.0;

/// What a stretch of the page is.
#[derive(Debug)]
pub(super) enum Part {
    /// The title.
    Title(Block),
    /// What stands below it.
    Subtitle(Block),
    /// A row of the table, a block for every column; without any where the table has no rows.
    Row(Vec<Block>),
    /// A paragraph below the table.
    Note(Block),
}

impl Part {
    /// Its hand, and what is left free: around a row, below a title, above a note.
    pub(super) const fn look(&self) -> (Hand, f32) {
        match self {
            Self::Title(_) => (TITLE, 2.0),
            Self::Subtitle(_) => (SUBTITLE, 8.0),
            Self::Row(_) => (BODY, ROW_PADDING),
            Self::Note(_) => (BODY, 6.0),
        }
    }

    /// For [`super::flow::paginate`].
    pub(super) fn stretch(&self) -> Stretch {
        let (hand, padding) = self.look();
        let (lines, headed) = match self {
            Self::Title(block) | Self::Subtitle(block) | Self::Note(block) => (block.lines.len(), false),
            Self::Row(cells) => (tallest(cells), true),
        };
        Stretch { lines, line_height: hand.line_height(), padding, headed }
    }
}

/// Across the page: where a column begins and how wide it is, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Across {
    pub(super) x: f32,
    pub(super) width: f32,
}

/// A report that is ready to be put on pages.
#[derive(Debug)]
pub(super) struct Sheet {
    /// For the file's properties.
    pub(super) title: String,
    /// The page, in points.
    pub(super) page: (f32, f32),
    /// The columns, in the order of the table.
    pub(super) columns: Vec<Across>,
    /// Their headings.
    pub(super) headings: Vec<Block>,
    /// What goes down the pages.
    pub(super) parts: Vec<Part>,
}

impl Sheet {
    /// Sets all of a report's text.
    pub(super) fn new(table: &ReportTable, style: &PaperStyle, lettering: &mut Lettering) -> Self {
        let wanted = wanted(table, lettering);
        let page = oriented(style, &wanted);
        let text_width = page.0 - 2.0 * MARGIN;
        let columns = across(&widths(&wanted, text_width), page.0, style.reading);
        let start = start(style.reading);
        let mut notes = table.notes.clone();
        let headings = headings(table, &columns, style, lettering, &mut notes);
        let mut parts = Vec::with_capacity(table.rows.len() + notes.len() + 3);
        parts.push(Part::Title(lettering.set(&table.title, TITLE, text_width, start)));
        if !table.subtitle.is_empty() {
            parts.push(Part::Subtitle(lettering.set(&table.subtitle, SUBTITLE, text_width, start)));
        }
        parts.extend(rows(table, &columns, style, lettering));
        let title = lettering.printable(&table.title);
        for foot in [&style.footer, &style.generated_at, &style.words.page] {
            lettering.printable(foot);
        }
        let missing = lettering.missing();
        if !missing.is_empty() {
            notes.push(style.words.missing.replace("{characters}", &missing.join(", ")));
        }
        parts.extend(notes.iter().map(|note| Part::Note(lettering.set(note, BODY, text_width, start))));
        Self { title, page, columns, headings, parts }
    }

    /// The height of the row of headings.
    pub(super) fn headings_height(&self) -> f32 {
        tallest(&self.headings) as f32 * HEADING.line_height() + ROW_PADDING
    }

    /// The height of what lies between the margins and above the foot.
    pub(super) fn body_height(&self) -> f32 {
        self.page.1 - 2.0 * MARGIN - FOOT_LINES as f32 * FOOT.line_height() - FOOT_GAP
    }
}

/// The side on which a language begins.
pub(super) const fn start(reading: Reading) -> Alignment {
    match reading {
        Reading::LeftToRight => Alignment::Left,
        Reading::RightToLeft => Alignment::Right,
    }
}

/// The other side.
pub(super) const fn end(reading: Reading) -> Alignment {
    match reading {
        Reading::LeftToRight => Alignment::Right,
        Reading::RightToLeft => Alignment::Left,
    }
}

/// Digits run from left to right in every language, so units stand below units on the right.
const fn side(kind: ColumnKind, reading: Reading) -> Alignment {
    if kind.is_figure() { Alignment::Right } else { start(reading) }
}

fn tallest(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.lines.len()).max().unwrap_or(0)
}

fn wanted(table: &ReportTable, lettering: &mut Lettering) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::with_capacity(table.columns.len());
    for (index, column) in table.columns.iter().enumerate() {
        let (mut least, mut most) = lettering.measure(&column.heading, HEADING);
        for cells in &table.rows {
            let (word, line) = lettering.measure(&cells[index].shown(), BODY);
            (least, most) = (least.max(word), most.max(line));
        }
        // A point more than measured: rounding must not wrap what fits.
        let inset = 2.0 * INSET + 1.0;
        wanted.push(Wanted { least: least + inset, most: most + inset });
    }
    wanted
}

fn oriented(style: &PaperStyle, wanted: &[Wanted]) -> (f32, f32) {
    let (width, height) = style.page_size.points();
    let comfortable: f32 = wanted.iter().map(|column| column.most.min(WIDE)).sum();
    if comfortable <= width - 2.0 * MARGIN { (width, height) } else { (height, width) }
}

fn across(widths: &[f32], page: f32, reading: Reading) -> Vec<Across> {
    let mut used = MARGIN;
    widths
        .iter()
        .map(|width| {
            let x = match reading {
                Reading::LeftToRight => used,
                Reading::RightToLeft => page - used - width,
            };
            used += width;
            Across { x, width: *width }
        })
        .collect()
}

/// The headings. The whole of one that is too long to be repeated on every page becomes a note.
fn headings(
    table: &ReportTable,
    columns: &[Across],
    style: &PaperStyle,
    lettering: &mut Lettering,
    notes: &mut Vec<String>,
) -> Vec<Block> {
    let mut headings = Vec::with_capacity(columns.len());
    for (column, across) in table.columns.iter().zip(columns) {
        let (width, side) = (across.width - 2.0 * INSET, side(column.kind, style.reading));
        let (block, cut) = lettering.set_within(&column.heading, HEADING, width, side, HEADING_LINES);
        if cut {
            notes.push(format!("{} = {}", block.text, column.heading));
        }
        headings.push(block);
    }
    headings
}

fn rows(table: &ReportTable, columns: &[Across], style: &PaperStyle, lettering: &mut Lettering) -> Vec<Part> {
    if table.rows.is_empty() {
        return vec![Part::Row(Vec::new())];
    }
    let mut rows = Vec::with_capacity(table.rows.len());
    for cells in &table.rows {
        let blocks = cells.iter().zip(&table.columns).zip(columns).map(|((cell, column), across)| {
            lettering.set(&cell.shown(), BODY, across.width - 2.0 * INSET, side(column.kind, style.reading))
        });
        rows.push(Part::Row(blocks.collect()));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_column_stands_where_the_language_begins() {
        let widths = [100.0, 60.0];
        let places =
            |reading| across(&widths, 600.0, reading).iter().map(|across| across.x).collect::<Vec<_>>();
        assert_eq!(places(Reading::LeftToRight), [MARGIN, MARGIN + 100.0]);
        assert_eq!(places(Reading::RightToLeft), [500.0 - MARGIN, 440.0 - MARGIN]);
    }

    #[test]
    fn figures_stand_on_the_right_in_every_language() {
        for reading in [Reading::LeftToRight, Reading::RightToLeft] {
            assert_eq!(side(ColumnKind::Percent, reading), Alignment::Right);
            assert_eq!(side(ColumnKind::Text, reading), start(reading));
        }
    }
}
