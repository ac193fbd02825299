//! The sheet "Register": one row a student, one column a session, totals by formula.
//!
//! Row 1 holds the headings and nothing stands above it, so that programs can read the sheet as a table; the
//! school and the class are printed in the page header instead.

use muster_domain::{Status, Student};
use muster_record::Tally;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, Format, Formula, IgnoreError,
    Worksheet, XlsxError, utility::column_number_to_name,
};

use crate::{
    ReportError,
    data::Arranged,
    style,
    text::{column_width, fit_cell, fit_page},
    workbook::{REGISTER_SHEET, check_size},
};

/// Last name, first name, id.
const NAME_COLUMNS: u16 = 3;
/// Columns after the six status totals.
pub(crate) const SUMMARY: [&str; 3] = ["Taken", "Attendance %", "% of all sessions"];
/// Sessions on one printed page, so that letters stay readable on A4.
const SESSIONS_PER_PAGE: usize = 40;
/// A4, in the paper list of the file format.
const A4: u8 = 9;

/// Writes the whole sheet.
pub(crate) fn write(sheet: &mut Worksheet, arranged: &Arranged<'_>) -> Result<(), ReportError> {
    let rows = arranged.students.len() + 1;
    let columns = usize::from(NAME_COLUMNS) + arranged.columns.len() + Status::ALL.len() + SUMMARY.len();
    check_size(REGISTER_SHEET, rows, columns)?;
    let layout = Layout {
        last_row: arranged.students.len() as u32,
        totals: NAME_COLUMNS + arranged.columns.len() as u16,
    };
    sheet.set_name(REGISTER_SHEET)?;
    // A percentage of nothing is the empty text, which the library takes for "no result given".
    sheet.set_formula_result_default("");
    headings(sheet, arranged, &layout)?;
    let formats = Formats::new();
    for (row, student) in (1..).zip(&arranged.students) {
        let tally = status_cells(sheet, arranged, row, student, &formats)?;
        totals(sheet, &layout, row, &tally, &formats)?;
    }
    if layout.last_row > 0 && !arranged.columns.is_empty() {
        letters_only(sheet, &layout)?;
        colours(sheet, &layout)?;
    }
    widths(sheet, arranged, &layout)?;
    view_and_print(sheet, arranged, &layout)?;
    Ok(())
}

/// Where the parts of the sheet begin and end; rows and columns count from 0, row 0 has the headings.
struct Layout {
    last_row: u32,
    totals: u16,
}

impl Layout {
    fn total(&self, status: Status) -> u16 {
        self.totals + Status::ALL.iter().position(|other| *other == status).unwrap_or(0) as u16
    }

    fn summary(&self) -> u16 {
        self.totals + Status::ALL.len() as u16
    }

    fn last_column(&self) -> u16 {
        self.summary() + SUMMARY.len() as u16 - 1
    }
}

/// Made once: the library keeps one copy of each format.
struct Formats {
    text: Format,
    centred: Format,
    percentage: Format,
}

impl Formats {
    fn new() -> Self {
        Self { text: style::text(), centred: style::centred(), percentage: style::percentage() }
    }
}

fn headings(sheet: &mut Worksheet, arranged: &Arranged<'_>, layout: &Layout) -> Result<(), XlsxError> {
    let (across, upright, letter) = (style::heading(), style::upright_heading(), style::letter_heading());
    for (column, heading) in (0..).zip(["Last name", "First name", "ID"]) {
        sheet.write_string_with_format(0, column, heading, &across)?;
    }
    for (column, session) in (NAME_COLUMNS..).zip(&arranged.columns) {
        sheet.write_string_with_format(0, column, fit_cell(&session.heading), &upright)?;
    }
    for status in Status::ALL {
        sheet.write_string_with_format(0, layout.total(status), status.letter(), &letter)?;
    }
    for (column, heading) in (layout.summary()..).zip(SUMMARY) {
        sheet.write_string_with_format(0, column, heading, &upright)?;
    }
    Ok(())
}

/// Names and letters of one student; returns the count of the letters.
fn status_cells<'a>(
    sheet: &mut Worksheet,
    arranged: &Arranged<'a>,
    row: u32,
    student: &'a Student,
    formats: &Formats,
) -> Result<Tally, XlsxError> {
    for (column, name) in (0..).zip([&student.last_name, &student.first_name]) {
        sheet.write_string_with_format(row, column, fit_cell(name), &formats.text)?;
    }
    sheet.write_string_with_format(row, 2, fit_cell(student.id.as_str()), &formats.text)?;
    let mut tally = Tally::default();
    for (column, session) in (NAME_COLUMNS..).zip(&arranged.columns) {
        if let Some(record) = arranged.record(session.session, student) {
            sheet.write_string_with_format(row, column, record.status.letter(), &formats.centred)?;
            tally.add(record.status);
        } else {
            sheet.write_blank(row, column, &formats.centred)?;
        }
    }
    Ok(tally)
}

/// The formulas of one row with their results, by the definitions of [`Tally`].
fn totals(
    sheet: &mut Worksheet,
    layout: &Layout,
    row: u32,
    tally: &Tally,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let cell = |column: u16| format!("{}{}", column_number_to_name(column), row + 1);
    let sum =
        |from: Status, to: Status| format!("SUM({}:{})", cell(layout.total(from)), cell(layout.total(to)));
    for status in Status::ALL {
        let formula = if layout.totals == NAME_COLUMNS {
            "=0".to_owned()
        } else {
            let first = column_number_to_name(NAME_COLUMNS);
            let last = column_number_to_name(layout.totals - 1);
            format!("=COUNTIF(${first}{n}:${last}{n},\"{}\")", countif_text(status), n = row + 1)
        };
        let formula = Formula::new(formula).set_result(tally.count(status).to_string());
        sheet.write_formula_with_format(row, layout.total(status), formula, &formats.centred)?;
    }

    let taken = layout.summary();
    let formula = format!("={}", sum(Status::Present, Status::Absent));
    let formula = Formula::new(formula).set_result(tally.taken().to_string());
    sheet.write_formula_with_format(row, taken, formula, &formats.centred)?;

    let attended = sum(Status::Present, Status::LeftEarly);
    let all = format!("({}+{})", cell(taken), cell(layout.total(Status::NotSeen)));
    let shares = [(cell(taken), tally.percentage_of_taken()), (all, tally.percentage_of_all())];
    for (column, (whole, percentage)) in (taken + 1..).zip(shares) {
        let result = percentage.map_or(String::new(), |percentage| (percentage / 100.0).to_string());
        let formula = Formula::new(format!("=IF({whole}=0,\"\",{attended}/{whole})")).set_result(result);
        sheet.write_formula_with_format(row, column, formula, &formats.percentage)?;
    }
    Ok(())
}

/// The letter as COUNTIF takes it: there a bare `?` stands for any one character, `~?` for itself.
fn countif_text(status: Status) -> &'static str {
    if status == Status::NotSeen { "~?" } else { status.letter() }
}

/// Only the six letters may be typed into a status cell; an empty one is allowed.
fn letters_only(sheet: &mut Worksheet, layout: &Layout) -> Result<(), XlsxError> {
    let letters = Status::ALL.map(Status::letter);
    let rule = DataValidation::new()
        .allow_list_strings(&letters)?
        .set_error_title("Not a status")?
        .set_error_message(format!(
            "Choose one of {}; the sheet Legend explains them.",
            letters.join(", ")
        ))?;
    sheet.add_data_validation(1, NAME_COLUMNS, layout.last_row, layout.totals - 1, &rule)?;
    Ok(())
}

fn colours(sheet: &mut Worksheet, layout: &Layout) -> Result<(), XlsxError> {
    for status in Status::ALL {
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(status.letter().to_owned()))
            .set_format(style::status(status));
        sheet.add_conditional_format(1, NAME_COLUMNS, layout.last_row, layout.totals - 1, &rule)?;
    }
    Ok(())
}

fn widths(sheet: &mut Worksheet, arranged: &Arranged<'_>, layout: &Layout) -> Result<(), XlsxError> {
    let students = &arranged.students;
    sheet.set_column_width(0, column_width(students.iter().map(|s| s.last_name.as_str()), 14, 32))?;
    sheet.set_column_width(1, column_width(students.iter().map(|s| s.first_name.as_str()), 14, 32))?;
    sheet.set_column_width(2, column_width(students.iter().map(|s| s.id.as_str()), 10, 24))?;
    for column in NAME_COLUMNS..layout.summary() {
        sheet.set_column_width(column, 5)?;
    }
    sheet.set_column_width(layout.summary(), 6)?;
    sheet.set_column_range_width(layout.summary() + 1, layout.last_column(), 8)?;
    // Rotated by 90 degrees a heading needs about 6 points a character; the filter's button takes the rest.
    let headings = arranged.columns.iter().map(|column| column.heading.as_str());
    let longest = column_width(headings.chain(SUMMARY), 10, 40);
    sheet.set_row_height(0, longest * 6.0 + 18.0)?;
    Ok(())
}

fn view_and_print(sheet: &mut Worksheet, arranged: &Arranged<'_>, layout: &Layout) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, NAME_COLUMNS)?;
    if layout.last_row > 0 {
        sheet.autofilter(0, 0, layout.last_row, layout.last_column())?;
        sheet.ignore_error_range(1, 0, layout.last_row, 2, IgnoreError::NumberStoredAsText)?;
    }
    let pages = arranged.columns.len().div_ceil(SESSIONS_PER_PAGE).max(1);
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(pages as u16, 0);
    sheet.set_repeat_rows(0, 0)?.set_repeat_columns(0, NAME_COLUMNS - 1)?;
    let data = arranged.data;
    let period = arranged.period().map_or(String::new(), |(first, last)| format!("{first} to {last}"));
    sheet.set_header(format!("&L{}  {}&R{period}", fit_page(&data.school, 90), fit_page(&data.class, 90)));
    sheet.set_footer(format!(
        "&LWritten {} by {}&RPage &P of &N",
        crate::flat::instant(data.generated_at),
        fit_page(&data.version, 60)
    ));
    Ok(())
}
