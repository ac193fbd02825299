//! The sheet "Legend": what the letters, the percentages and the log mean, and where the file comes from.

use muster_domain::{CountsAs, StatusSet};
use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::letters::{Sign, signs, sum_of};
use crate::{ReportError, data::Arranged, flat::instant, style, text::fit_cell, workbook::LEGEND_SHEET};

/// What stands under the letters.
const EXPLANATIONS: [(&str, &str); 5] = [
    ("empty cell", "The student was not on the roster at that session. It counts in no total."),
    (
        "Changing a letter",
        "Totals follow by formula. A change made here stays in this file until the file is imported: the register's \
         page takes it back, and shows what it changes before anything is changed.",
    ),
    (
        "Log: Source",
        "machine: a face in a photo was identified. human: a person decided; this beats every machine mark. \
         confirmed: a person said whose a face is. withdrawal: a person took the student's last human mark back. \
         closing: the session was closed and nobody had seen the student. A letter of an accepted leave has no row here.",
    ),
    (
        "Log: Score, Distance, Threshold",
        "How alike the face and the student's templates are: score is the cosine (1 is equal), distance the same \
         as a length, sqrt(2 - 2 score). At most the threshold of the model counts as the student.",
    ),
    (
        "Log: Photo, Box",
        "The first 12 digits of the photo file's SHA-256, and where the face is in it: left, top, width, height \
         in pixels.",
    ),
];

/// Characters that surely fit a line of the second column, whatever font stands in for the usual one.
const CHARACTERS_PER_LINE: usize = 110;

/// Writes the whole sheet.
pub(crate) fn write(sheet: &mut Worksheet, arranged: &Arranged<'_>) -> Result<(), ReportError> {
    sheet.set_name(LEGEND_SHEET)?;
    sheet.set_column_width(0, 32)?;
    sheet.set_column_width(1, 96)?;
    let heading = style::heading();
    sheet.write_string_with_format(0, 0, "Sign", &heading)?;
    sheet.write_string_with_format(0, 1, "Meaning", &heading)?;
    let mut row = 1;
    let set = &arranged.data.statuses;
    for sign in signs(set) {
        let format = style::label().merge(&style::sign(&sign));
        line(sheet, &mut row, sign.text, &meaning(&sign), &format)?;
    }
    let label = style::label();
    for (sign, explanation) in sums(set) {
        line(sheet, &mut row, sign, &explanation, &label)?;
    }
    for (sign, explanation) in EXPLANATIONS {
        line(sheet, &mut row, sign, explanation, &label)?;
    }
    let data = arranged.data;
    let period =
        arranged.period().map_or("no session".to_owned(), |(first, last)| format!("{first} to {last}"));
    let written = instant(data.generated_at);
    let origin = [
        ("School", data.school.as_str()),
        ("Class", &data.class),
        ("Period", &period),
        ("Written at", &written),
        ("Written by", &data.version),
    ];
    for (sign, value) in origin {
        line(sheet, &mut row, sign, value, &label)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn line(
    sheet: &mut Worksheet,
    row: &mut u32,
    sign: &str,
    meaning: &str,
    format: &rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(*row, 0, sign, format)?;
    sheet.write_string_with_format(*row, 1, fit_cell(meaning), &style::prose())?;
    // Spreadsheets do not fit a row's height to wrapped text that a program wrote.
    let lines = meaning.chars().take(CHARACTERS_PER_LINE * 20).count().div_ceil(CHARACTERS_PER_LINE).max(1);
    sheet.set_row_height(*row, 15.0 * lines as f64 + 2.0)?;
    *row += 1;
    Ok(())
}

/// What the columns after the letters' totals are.
fn sums(set: &StatusSet) -> Vec<(&'static str, String)> {
    let attended = sum_of(set, &[CountsAs::Attended]);
    let taken = sum_of(set, &[CountsAs::Attended, CountsAs::Excused, CountsAs::Absent]);
    let excused = sum_of(set, &[CountsAs::Excused]);
    let lowers = if excused.is_empty() {
        String::new()
    } else {
        format!(
            " {excused} counts in Taken and not as there, so it lowers the percentage; its own column shows how often."
        )
    };
    let mut sums = vec![
        ("Taken", format!("{taken}: the sessions that were decided.")),
        (
            "Attendance %",
            format!("({attended}) / Taken. Whoever was there for part of a session counts as there.{lowers}"),
        ),
        (
            "% of all sessions",
            format!("({attended}) / (Taken + ?). Sessions that nobody decided count against the student."),
        ),
    ];
    if set.statuses.iter().any(|one| one.points.is_some()) {
        sums.push(("Points", "The points of each letter, added up.".to_owned()));
        sums.push((
            "Points %",
            "Points / the most points that the sessions in Taken could have given.".to_owned(),
        ));
    }
    sums
}

fn meaning(sign: &Sign<'_>) -> String {
    let Some(status) = sign.of_set else {
        return "Not seen: no photo showed the student and nobody has decided yet. It is not an absence: a student becomes \
                absent when a person says so or closes the session."
            .to_owned();
    };
    let counts = match status.counts_as {
        CountsAs::Attended => "counts as attended",
        CountsAs::Excused => "was not there, with a reason that the school accepts",
        CountsAs::Absent => "counts as absent",
        CountsAs::NotCounted => "counts in no total but its own",
    };
    let points = status.points.map(|points| format!("; {points} points")).unwrap_or_default();
    format!("{}: {counts}{points}.", status.name)
}
