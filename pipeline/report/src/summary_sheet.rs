//! The first sheet of a school's workbook: what each class comes to, with the way to its register.

use muster_record::Tally;
use rust_xlsxwriter::{Url, Worksheet};

use crate::{
    ReportError,
    data::Arranged,
    style,
    text::{column_width, fit_cell},
    workbook::SUMMARY_SHEET,
};

const COLUMNS: [(&str, f64); 9] = [
    ("Class", 24.0),
    ("Students", 9.0),
    ("Sessions", 9.0),
    ("Attended", 9.0),
    ("Excused", 9.0),
    ("Absent", 9.0),
    ("Taken", 9.0),
    ("Attendance %", 13.0),
    ("% of all sessions", 15.0),
];

/// Writes the whole sheet; `names` are those of the classes' sheets.
pub(crate) fn write(
    sheet: &mut Worksheet,
    classes: &[Arranged<'_>],
    names: &[String],
) -> Result<(), ReportError> {
    sheet.set_name(SUMMARY_SHEET)?;
    let (heading, text, count, share) =
        (style::heading(), style::text(), style::centred(), style::percentage());
    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, name, &heading)?;
        sheet.set_column_width(column, width)?;
    }
    let widest = column_width(classes.iter().map(|class| class.data.class.as_str()), 16, 40);
    sheet.set_column_width(0, widest)?;
    for (row, (class, name)) in (1..).zip(classes.iter().zip(names)) {
        let tally = Tally::of(&class.data.statuses, &class.data.records);
        let link = Url::new(format!("internal:'{}'!A1", name.replace('\'', "''")));
        sheet.write_url_with_options(row, 0, &link, fit_cell(&class.data.class), "", Some(&text))?;
        let counts = [
            class.students.len() as u32,
            class.columns.len() as u32,
            tally.attended(),
            tally.excused,
            tally.absent,
            tally.taken(),
        ];
        for (column, value) in (1..).zip(counts) {
            sheet.write_number_with_format(row, column, f64::from(value), &count)?;
        }
        for (column, value) in (7..).zip([tally.percentage_of_taken(), tally.percentage_of_all()]) {
            match value {
                Some(value) => sheet.write_number_with_format(row, column, value / 100.0, &share)?,
                None => sheet.write_blank(row, column, &share)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}
