//! A report as files for other programs: a workbook of one sheet, and a CSV.

use jiff::{Timestamp, civil::Date};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::{
    Cell, ReportError, ReportTable,
    flat::guard,
    style,
    table::finite,
    text::{column_width, fit_cell, fit_page},
    workbook::check_size,
};

/// Characters that the name of a sheet has at most (Excel's specifications and limits).
const NAME_LIMIT: usize = 31;
/// The same of a property.
const PROPERTY_LIMIT: usize = 255;
/// What messages call the sheet; a file's reader sees the report's title there.
const SHEET: &str = "Report";
/// Excel's dates go from 1900 to 9999.
const FIRST_YEAR: i16 = 1900;

/// The report as the bytes of an `.xlsx` file of one sheet, which has the title's name: headings in the first row,
/// frozen, and a row below for every row. Counts, percentages and days are real numbers and dates; text is text, whatever
/// it looks like. The subtitle and the notes follow the table after an empty row. `generated_at` goes into the file's
/// properties.
///
/// # Errors
/// [`ReportError::NoColumns`], [`ReportError::UnevenRow`]; [`ReportError::TooManyColumns`] and
/// [`ReportError::TooManyRows`] when the table does not fit a sheet; [`ReportError::Workbook`] when the library refuses.
pub fn write_table_workbook(table: &ReportTable, generated_at: Timestamp) -> Result<Vec<u8>, ReportError> {
    table.check()?;
    let below = paragraphs(table);
    check_size(SHEET, table.rows.len() + below.len() + 2, table.columns.len())?;
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_timestamp(generated_at.as_second())?;
    let properties = DocProperties::new().set_title(beginning(&table.title, PROPERTY_LIMIT));
    workbook.set_properties(&properties.set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&table.title))?;
    headings(sheet, table)?;
    let looks = Looks::new();
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            write_cell(sheet, row, column, cell, &looks)?;
        }
    }
    for (row, paragraph) in (table.rows.len() as u32 + 2..).zip(below) {
        sheet.write_string(row, 0, fit_cell(paragraph))?;
    }
    view_and_print(sheet, table)?;
    Ok(workbook.save_to_buffer()?)
}

/// The report as a CSV (RFC 4180, UTF-8, CRLF): the headings, then the rows. Title and notes are left out, so that every
/// line is a record. Percentages are numbers from 0 to 100 with one decimal and no sign, days are ISO dates, text that a
/// spreadsheet would run is guarded ([`crate::unguard`]). Who writes it for Excel puts [`crate::BYTE_ORDER_MARK`] before.
///
/// # Errors
/// [`ReportError::NoColumns`], [`ReportError::UnevenRow`]; [`ReportError::Csv`] when the writer refuses, which no data
/// makes it do.
pub fn write_table_csv(table: &ReportTable) -> Result<Vec<u8>, ReportError> {
    table.check()?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|column| guard(&column.heading).into_owned()))?;
    for cells in &table.rows {
        writer.write_record(cells.iter().map(field))?;
    }
    writer.into_inner().map_err(|error| ReportError::Csv(error.to_string()))
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) => guard(words).into_owned(),
        Cell::Percent(share) => finite(*share).map_or_else(String::new, |share| format!("{share:.1}")),
        Cell::Count(_) | Cell::Day(_) | Cell::Empty => cell.shown(),
    }
}

fn paragraphs(table: &ReportTable) -> Vec<&str> {
    let subtitle = (!table.subtitle.is_empty()).then_some(&table.subtitle);
    subtitle.into_iter().chain(&table.notes).map(String::as_str).collect()
}

/// The title as Excel takes it for a sheet: without the characters that it reserves, not too long, not empty, not the one
/// name that it keeps for itself.
fn sheet_name(title: &str) -> String {
    let tame: String = title.chars().map(|c| if "[]:*?/\\".contains(c) { ' ' } else { c }).collect();
    let tame = beginning(&tame, NAME_LIMIT);
    let name = tame.trim().trim_matches('\'').trim();
    if name.is_empty() || name.eq_ignore_ascii_case("history") { SHEET.to_owned() } else { name.to_owned() }
}

/// The first UTF-16 units of a text, control characters as spaces.
fn beginning(text: &str, limit: usize) -> String {
    let mut units = 0;
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take_while(|c| {
            units += c.len_utf16();
            units <= limit
        })
        .collect()
}

/// The formats of the cells.
struct Looks {
    text: Format,
    count: Format,
    percentage: Format,
    day: Format,
}

impl Looks {
    fn new() -> Self {
        Self {
            text: style::text(),
            count: style::centred().set_align(FormatAlign::Right),
            percentage: style::percentage().set_align(FormatAlign::Right),
            day: style::centred().set_align(FormatAlign::Left).set_num_format("yyyy-mm-dd"),
        }
    }
}

fn headings(sheet: &mut Worksheet, table: &ReportTable) -> Result<(), XlsxError> {
    let look = style::heading();
    for (index, column) in table.columns.iter().enumerate() {
        let number = index as u16;
        sheet.write_string_with_format(0, number, fit_cell(&column.heading), &look)?;
        let shown: Vec<String> = table.rows.iter().map(|cells| cells[index].shown()).collect();
        let texts = shown.iter().map(String::as_str).chain([column.heading.as_str()]);
        sheet.set_column_width(number, column_width(texts, 8, 60))?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(words) => sheet.write_string_with_format(row, column, fit_cell(words), &looks.text)?,
        Cell::Count(count) => sheet.write_number_with_format(row, column, *count, &looks.count)?,
        Cell::Percent(share) => match finite(*share) {
            Some(share) => sheet.write_number_with_format(row, column, share / 100.0, &looks.percentage)?,
            None => sheet.write_blank(row, column, &looks.percentage)?,
        },
        Cell::Day(day) => match excel_date(*day)? {
            Some(date) => sheet.write_datetime_with_format(row, column, date, &looks.day)?,
            None => sheet.write_string_with_format(row, column, cell.shown(), &looks.text)?,
        },
        Cell::Empty => sheet.write_blank(row, column, &looks.text)?,
    };
    Ok(())
}

/// The day as a spreadsheet counts it; none before its calendar begins.
fn excel_date(day: Date) -> Result<Option<ExcelDateTime>, XlsxError> {
    let Some(year) = u16::try_from(day.year()).ok().filter(|_| day.year() >= FIRST_YEAR) else {
        return Ok(None);
    };
    ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs()).map(Some)
}

fn view_and_print(sheet: &mut Worksheet, table: &ReportTable) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    if !table.rows.is_empty() {
        sheet.autofilter(0, 0, table.rows.len() as u32, table.columns.len() as u16 - 1)?;
    }
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_header(format!("&L{}&R{}", fit_page(&table.title, 120), fit_page(&table.subtitle, 120)));
    sheet.set_footer("&RPage &P of &N");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_excel_takes() {
        for (title, name) in [
            ("Absences 7b", "Absences 7b"),
            ("'who: [a/b]?'", "who   a b"),
            ("History", "Report"),
            (" \u{7} ", "Report"),
        ] {
            assert_eq!(sheet_name(title), name);
        }
        assert_eq!(sheet_name(&"\u{1F600}".repeat(40)).encode_utf16().count(), 30);
    }
}
