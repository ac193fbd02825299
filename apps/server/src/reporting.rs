//! Reports in a reader's language: as a table for pages and programs, on paper, in a workbook, as a CSV.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use muster_console::text::{Language, Text};
use muster_domain::ReportKind;
use muster_report::{
    Cell, Column, PageSize, PaperStyle, PaperWords, Reading, ReportError, ReportTable, write_pdf,
    write_table_csv, write_table_workbook,
};
use muster_usecase::reports::{Limits, Report};

/// What a report is about, for its head.
pub(crate) struct Subject {
    /// Its days, both included.
    pub(crate) days: (Date, Date),
    /// The class's name; none for all.
    pub(crate) class: Option<String>,
    /// Its limits.
    pub(crate) limits: Limits,
}

/// A report with words.
pub(crate) fn table(text: Text, report: &Report, subject: &Subject) -> ReportTable {
    let (from, to) = (subject.days.0.to_string(), subject.days.1.to_string());
    let period = if from == to {
        text.with("report-period-day", &[("from", from.into())])
    } else {
        text.with("report-period", &[("from", from.into()), ("to", to.into())])
    };
    let class = match &subject.class {
        Some(class) => text.with("report-of-class", &[("class", class.as_str().into())]),
        None => text.say("report-of-all"),
    };
    let column = |one: &muster_usecase::reports::ReportColumn| {
        Column::new(text.say(&format!("report-column-{}", one.code())), one.kind())
    };
    ReportTable {
        title: text.say(&format!("report-{}", report.kind.code())),
        subtitle: text.with("report-subtitle", &[("class", class.into()), ("period", period.into())]),
        columns: report.columns.iter().map(column).collect(),
        rows: report.rows.clone(),
        notes: notes(text, report, subject.limits),
    }
}

fn notes(text: Text, report: &Report, limits: Limits) -> Vec<String> {
    let mut notes = Vec::new();
    if report.rows.is_empty() {
        notes.push(text.say("report-nobody"));
    }
    match report.kind {
        ReportKind::InRow => {
            notes.push(text.with("report-note-in_row", &[("sessions", limits.in_row.into())]));
        }
        ReportKind::Chronic => {
            notes.push(text.with("report-note-chronic", &[("percent", limits.percent.into())]));
        }
        ReportKind::NotTaken => notes.push(text.say("report-note-not_taken")),
        ReportKind::Absences | ReportKind::Classes | ReportKind::Students | ReportKind::Teachers => {}
    }
    if report.rows.iter().flatten().any(|cell| matches!(cell, Cell::Percent(_))) {
        notes.push(text.say("report-note-n"));
    }
    notes
}

/// Who makes a file, when and where.
pub(crate) struct Maker<'a> {
    /// The school's name.
    pub(crate) school: &'a str,
    /// The program.
    pub(crate) version: &'a str,
    /// The time.
    pub(crate) now: Timestamp,
    /// The school's zone.
    pub(crate) zone: &'a TimeZone,
}

/// A kind of file that a report can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// A PDF on A4.
    Pdf,
    /// An Excel workbook.
    Xlsx,
    /// A CSV.
    Csv,
}

impl FileKind {
    /// Its ending, by which it is also asked for.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// Its media type.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }

    /// The report as such a file.
    ///
    /// # Errors
    /// [`ReportError`] when it does not fit.
    pub(crate) fn write(
        self,
        text: Text,
        table: &ReportTable,
        maker: &Maker<'_>,
    ) -> Result<Vec<u8>, ReportError> {
        match self {
            Self::Pdf => write_pdf(table, &style(text, maker)),
            Self::Xlsx => write_table_workbook(table, maker.now),
            // Excel reads a CSV as UTF-8 only with the mark.
            Self::Csv => Ok([muster_report::BYTE_ORDER_MARK, &write_table_csv(table)?].concat()),
        }
    }
}

fn style(text: Text, maker: &Maker<'_>) -> PaperStyle {
    let made = maker.zone.to_datetime(maker.now).strftime("%Y-%m-%d %H:%M").to_string();
    let values = [("at", made.into()), ("version", maker.version.into())];
    let Text(language) = text;
    let rtl = matches!(language, Language::Arabic | Language::Urdu);
    PaperStyle {
        page_size: PageSize::A4,
        language: language.tag().to_owned(),
        reading: if rtl { Reading::RightToLeft } else { Reading::LeftToRight },
        footer: maker.school.to_owned(),
        generated_at: text.with("report-paper-made", &values),
        fonts: Vec::new(),
        words: PaperWords { page: text.say("report-paper-page"), missing: text.say("report-paper-missing") },
    }
}
