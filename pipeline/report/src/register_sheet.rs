//! The sheet "Register", of which a school's workbook has one a class: one row a student, one column a session, totals by formula.
//!
//! Row 1 holds the headings and nothing stands above it, so that programs can read the sheet as a table; the
//! school and the class are printed in the page header instead.

use std::collections::HashMap;

use muster_domain::{CountsAs, Status, Student};
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, Format, Formula, IgnoreError,
    Worksheet, XlsxError, utility::column_number_to_name,
};

use crate::{
    ReportError,
    data::Arranged,
    letters::{Sign, signs},
    style,
    text::{column_width, fit_cell, fit_page},
    workbook::{REGISTER_SHEET, check_size},
};

/// Last name, first name, id.
const NAME_COLUMNS: u16 = 3;
/// Columns after the letters' totals; the last two where the school counts in points.
pub(crate) const SUMMARY: [&str; 5] = ["Taken", "Attendance %", "% of all sessions", "Points", "Points %"];
/// Sessions on one printed page, so that letters stay readable on A4.
const SESSIONS_PER_PAGE: usize = 40;
/// A4, in the paper list of the file format.
const A4: u8 = 9;

/// Writes the whole sheet.
pub(crate) fn write(sheet: &mut Worksheet, arranged: &Arranged<'_>, name: &str) -> Result<(), ReportError> {
    let rows = arranged.students.len() + 1;
    let set = &arranged.data.statuses;
    let most_points = set.statuses.iter().filter_map(|one| one.points).reduce(f64::max);
    let signs = signs(set);
    let summaries = if most_points.is_some() { &SUMMARY[..] } else { &SUMMARY[..3] };
    let columns = usize::from(NAME_COLUMNS) + arranged.columns.len() + signs.len() + summaries.len();
    check_size(REGISTER_SHEET, rows, columns)?;
    let last_row = arranged.students.len() as u32;
    let totals = NAME_COLUMNS + arranged.columns.len() as u16;
    let layout = Layout { last_row, totals, signs, summaries, most_points };
    sheet.set_name(name)?;
    // A percentage of nothing is the empty text, which the library takes for "no result given".
    sheet.set_formula_result_default("");
    headings(sheet, arranged, &layout)?;
    let formats = Formats::new();
    for (row, student) in (1..).zip(&arranged.students) {
        let counts = status_cells(sheet, arranged, row, student, &formats)?;
        Totals { layout: &layout, row, counts }.write(sheet, &formats)?;
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
struct Layout<'a> {
    last_row: u32,
    totals: u16,
    /// The letters in the order of their totals.
    signs: Vec<Sign<'a>>,
    /// The headings after the totals.
    summaries: &'static [&'static str],
    /// The most points of a letter; none where the school does not count in points.
    most_points: Option<f64>,
}

impl Layout<'_> {
    fn summary(&self) -> u16 {
        self.totals + self.signs.len() as u16
    }

    fn last_column(&self) -> u16 {
        self.summary() + self.summaries.len() as u16 - 1
    }

    /// How many of the first letters count as attended, and how many as anything.
    fn counted(&self) -> (usize, usize) {
        let of = |kinds: &[CountsAs]| {
            let one = |sign: &&Sign<'_>| sign.of_set.is_some_and(|one| kinds.contains(&one.counts_as));
            self.signs.iter().filter(one).count()
        };
        (of(&[CountsAs::Attended]), of(&[CountsAs::Attended, CountsAs::Excused, CountsAs::Absent]))
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

fn headings(sheet: &mut Worksheet, arranged: &Arranged<'_>, layout: &Layout<'_>) -> Result<(), XlsxError> {
    let (across, upright, letter) = (style::heading(), style::upright_heading(), style::letter_heading());
    for (column, heading) in (0..).zip(["Last name", "First name", "ID"]) {
        sheet.write_string_with_format(0, column, heading, &across)?;
    }
    for (column, session) in (NAME_COLUMNS..).zip(&arranged.columns) {
        sheet.write_string_with_format(0, column, fit_cell(&session.heading), &upright)?;
    }
    for (column, sign) in (layout.totals..).zip(&layout.signs) {
        sheet.write_string_with_format(0, column, sign.text, &letter)?;
    }
    for (column, heading) in (layout.summary()..).zip(layout.summaries) {
        sheet.write_string_with_format(0, column, *heading, &upright)?;
    }
    Ok(())
}

/// Names and letters of one student; returns how often each letter is there.
fn status_cells<'a>(
    sheet: &mut Worksheet,
    arranged: &Arranged<'a>,
    row: u32,
    student: &'a Student,
    formats: &Formats,
) -> Result<HashMap<String, u32>, XlsxError> {
    for (column, name) in (0..).zip([&student.last_name, &student.first_name]) {
        sheet.write_string_with_format(row, column, fit_cell(name), &formats.text)?;
    }
    sheet.write_string_with_format(row, 2, fit_cell(student.id.as_str()), &formats.text)?;
    let mut counts = HashMap::new();
    for (column, session) in (NAME_COLUMNS..).zip(&arranged.columns) {
        if let Some(record) = arranged.record(session.session, student) {
            let letter = arranged.letter(record).text;
            sheet.write_string_with_format(row, column, &letter, &formats.centred)?;
            *counts.entry(letter).or_default() += 1;
        } else {
            sheet.write_blank(row, column, &formats.centred)?;
        }
    }
    Ok(counts)
}

/// The totals of one row.
struct Totals<'a> {
    layout: &'a Layout<'a>,
    row: u32,
    counts: HashMap<String, u32>,
}

impl Totals<'_> {
    /// The formulas with their results, by the definitions of [`muster_record::Tally`].
    fn write(&self, sheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
        let layout = self.layout;
        for (column, sign) in (layout.totals..).zip(&layout.signs) {
            let formula = Formula::new(self.count_formula(sign)).set_result(self.count(sign).to_string());
            sheet.write_formula_with_format(self.row, column, formula, &formats.centred)?;
        }
        let (attended, taken) = layout.counted();
        let (attended_cells, taken_cells) = (self.sum(attended), self.sum(taken));
        let (there, decided) = (self.first(attended), self.first(taken));
        let column = layout.summary();
        let formula = Formula::new(format!("={taken_cells}")).set_result(decided.to_string());
        sheet.write_formula_with_format(self.row, column, formula, &formats.centred)?;
        let taken_cell = self.cell(column);
        let (open_cell, open) = (self.cell(column - 1), self.counts.get(Status::NotSeen.letter()));
        let all = decided + open.copied().unwrap_or(0);
        let shares = [(taken_cell.clone(), decided), (format!("({taken_cell}+{open_cell})"), all)];
        for (column, (whole, of)) in (column + 1..).zip(shares) {
            self.share(sheet, column, (&attended_cells, f64::from(there)), (&whole, f64::from(of)), formats)?;
        }
        match layout.most_points {
            Some(most) => self.points(sheet, column + 3, (&taken_cell, decided), most, formats),
            None => Ok(()),
        }
    }

    fn points(
        &self,
        sheet: &mut Worksheet,
        column: u16,
        (taken_cell, taken): (&str, u32),
        most: f64,
        formats: &Formats,
    ) -> Result<(), XlsxError> {
        let (mut terms, mut sum) = (Vec::new(), 0.0);
        for (column, sign) in (self.layout.totals..).zip(&self.layout.signs) {
            if let Some(points) =
                sign.of_set.filter(|one| one.counts_as != CountsAs::NotCounted).and_then(|one| one.points)
            {
                terms.push(format!("{points}*{}", self.cell(column)));
                sum += points * f64::from(self.count(sign));
            }
        }
        let formula = Formula::new(format!("={}", terms.join("+"))).set_result(sum.to_string());
        sheet.write_formula_with_format(self.row, column, formula, &formats.centred)?;
        let whole = format!("({taken_cell}*{most})");
        let of = f64::from(taken) * most;
        self.share(sheet, column + 1, (&self.cell(column), sum), (&whole, of), formats)
    }

    /// A percentage as a formula: the empty text where there is nothing to divide by.
    fn share(
        &self,
        sheet: &mut Worksheet,
        column: u16,
        (part, value): (&str, f64),
        (whole, of): (&str, f64),
        formats: &Formats,
    ) -> Result<(), XlsxError> {
        let result = if of > 0.0 { (value / of).to_string() } else { String::new() };
        let formula = Formula::new(format!("=IF({whole}=0,\"\",{part}/{whole})")).set_result(result);
        sheet.write_formula_with_format(self.row, column, formula, &formats.percentage)?;
        Ok(())
    }

    fn cell(&self, column: u16) -> String {
        format!("{}{}", column_number_to_name(column), self.row + 1)
    }

    fn count(&self, sign: &Sign<'_>) -> u32 {
        self.counts.get(sign.text).copied().unwrap_or(0)
    }

    /// The sum of the first so many letters, as a formula.
    fn sum(&self, letters: usize) -> String {
        let first = self.layout.totals;
        match letters {
            0 => "0".to_owned(),
            letters => format!("SUM({}:{})", self.cell(first), self.cell(first + letters as u16 - 1)),
        }
    }

    /// The same, counted.
    fn first(&self, letters: usize) -> u32 {
        self.layout.signs[..letters].iter().map(|sign| self.count(sign)).sum()
    }

    fn count_formula(&self, sign: &Sign<'_>) -> String {
        let layout = self.layout;
        if layout.totals == NAME_COLUMNS {
            return "=0".to_owned();
        }
        let first = column_number_to_name(NAME_COLUMNS);
        let last = column_number_to_name(layout.totals - 1);
        format!("=COUNTIF(${first}{n}:${last}{n},\"{}\")", countif_text(sign.text), n = self.row + 1)
    }
}

/// The letter as COUNTIF takes it: there a bare `?` stands for any one character, `~?` for itself, and a comparison at the
/// beginning is one unless `=` stands before it. Letters have no quotes, `~` or `*`.
fn countif_text(letter: &str) -> String {
    match letter {
        "?" => "~?".to_owned(),
        letter if letter.starts_with(['=', '<', '>']) => format!("={letter}"),
        letter => letter.to_owned(),
    }
}

/// Most characters of a list that a rule can hold.
const LIST_LIMIT: usize = 255;

/// Only the school's letters may be typed into a status cell; an empty one is allowed. A set whose letters fill more than a
/// list holds goes without the rule: wrong letters are told when the file is imported.
fn letters_only(sheet: &mut Worksheet, layout: &Layout<'_>) -> Result<(), XlsxError> {
    let letters: Vec<&str> = layout.signs.iter().map(|sign| sign.text).collect();
    if letters.join(",").chars().count() > LIST_LIMIT {
        return Ok(());
    }
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

fn colours(sheet: &mut Worksheet, layout: &Layout<'_>) -> Result<(), XlsxError> {
    for sign in &layout.signs {
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(sign.text.to_owned()))
            .set_format(style::sign(sign));
        sheet.add_conditional_format(1, NAME_COLUMNS, layout.last_row, layout.totals - 1, &rule)?;
    }
    Ok(())
}

fn widths(sheet: &mut Worksheet, arranged: &Arranged<'_>, layout: &Layout<'_>) -> Result<(), XlsxError> {
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
    let longest = column_width(headings.chain(layout.summaries.iter().copied()), 10, 40);
    sheet.set_row_height(0, longest * 6.0 + 18.0)?;
    Ok(())
}

fn view_and_print(
    sheet: &mut Worksheet,
    arranged: &Arranged<'_>,
    layout: &Layout<'_>,
) -> Result<(), XlsxError> {
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
