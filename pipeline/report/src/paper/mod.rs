//! A report on paper: a PDF that prints, that can be searched, and that a screen reader reads as a table.
//!
//! Names in Latin, Greek, Cyrillic, Arabic and Hebrew letters are shaped and run as they are read, in `DejaVu` Sans, which
//! is part of the program; a school adds fonts for others ([`PaperFont`]). A character that no font has is shown as
//! U+FFFD and named in a note at the end; none vanishes. The same table gives the same bytes: there is no clock and no random number in the file.

mod columns;
mod draw;
mod flow;
mod lettering;
mod sheet;

use std::{fmt, sync::Arc};

use crate::{ReportError, ReportTable};

/// The most columns that a page can show.
pub const PAPER_COLUMNS: usize = 24;

/// The paper that a report is printed on. It is turned on its side where the columns need that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageSize {
    /// 210 by 297 millimetres.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl PageSize {
    /// Width and height in points, upright.
    const fn points(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.28, 841.89),
            Self::Letter => (612.0, 792.0),
        }
    }
}

/// From which side a language is read, and so on which side the first column stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// As English.
    #[default]
    LeftToRight,
    /// As Arabic and Urdu.
    RightToLeft,
}

/// The bytes of a font file, shared: fonts are large.
pub type FontBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// A font for characters that `DejaVu` Sans has not: Urdu's ہ and ے, Chinese, Devanagari. Of a collection it is the first.
#[derive(Clone)]
pub struct PaperFont {
    /// What messages call it, for example its file's name.
    pub name: String,
    /// A TrueType or OpenType file, which must allow to be embedded.
    pub bytes: FontBytes,
}

impl fmt::Debug for PaperFont {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PaperFont").field("name", &self.name).finish_non_exhaustive()
    }
}

/// How a printed report looks, and what stands on it besides the table.
#[derive(Clone, Debug, Default)]
pub struct PaperStyle {
    /// The paper.
    pub page_size: PageSize,
    /// The language of the report as a BCP 47 tag, for example `en`. Screen readers go by it.
    pub language: String,
    /// From which side that language is read.
    pub reading: Reading,
    /// What stands at the foot of every page, for example the school's name. Cut after two lines.
    pub footer: String,
    /// When the report was made, in the reader's words. It stands at the foot of every page.
    pub generated_at: String,
    /// Fonts to be asked, in this order, for what `DejaVu` Sans has not; none is needed.
    pub fonts: Vec<PaperFont>,
    /// The few words that the paper adds.
    pub words: PaperWords,
}

/// Words that the paper adds, in the report's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperWords {
    /// `{page}` and `{pages}` stand for the numbers.
    pub page: String,
    /// The note on characters that the font has not: `{characters}` stands for their code points.
    pub missing: String,
}

impl Default for PaperWords {
    /// In English.
    fn default() -> Self {
        Self {
            page: "Page {page} of {pages}".to_owned(),
            missing: "\u{fffd} stands for characters that the font does not have: {characters}.".to_owned(),
        }
    }
}

/// The report as the bytes of a PDF file.
///
/// The headings are repeated on every page; long cells wrap; a row goes to the next page whole unless it is higher than
/// one. Figures stand on the right, words where the language begins. The notes follow the table. The file has the
/// report's title, its language and its structure (PDF's tags for tables), and its text can be selected.
///
/// # Errors
/// [`ReportError::NoColumns`], [`ReportError::UnevenRow`]; [`ReportError::TooWide`] for more than [`PAPER_COLUMNS`];
/// [`ReportError::Font`] for a font that can not be read; [`ReportError::Paper`] when the library refuses, which no table
/// makes it do.
pub fn write_pdf(table: &ReportTable, style: &PaperStyle) -> Result<Vec<u8>, ReportError> {
    table.check()?;
    let columns = table.columns.len();
    if columns > PAPER_COLUMNS {
        return Err(ReportError::TooWide { columns, limit: PAPER_COLUMNS });
    }
    let mut lettering = lettering::Lettering::new(&style.fonts)?;
    let sheet = sheet::Sheet::new(table, style, &mut lettering);
    draw::document(&sheet, style, &mut lettering)
}
