//! How cells look. Colour only repeats what the letter says: a register printed in grey reads the same.

use muster_domain::CountsAs;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::letters::Sign;

const RULE: &str = "#BFBFBF";

/// A heading that is read across.
pub(crate) fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_background_color("#D9E1F2")
        .set_border(FormatBorder::Thin)
        .set_border_color(RULE)
        .set_align(FormatAlign::VerticalCenter)
}

/// A letter over a narrow column.
pub(crate) fn letter_heading() -> Format {
    heading().set_align(FormatAlign::Center)
}

/// A heading over a narrow column, read upwards. It ends at the top so that the filter's button, which sits at
/// the bottom, does not cover it.
pub(crate) fn upright_heading() -> Format {
    heading().set_rotation(90).set_align(FormatAlign::Center).set_align(FormatAlign::Top)
}

/// Text that stays text when someone edits the cell: the number format `@`.
pub(crate) fn text() -> Format {
    ruled().set_num_format("@")
}

/// Long text over several lines.
pub(crate) fn prose() -> Format {
    Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top)
}

/// A label in front of prose.
pub(crate) fn label() -> Format {
    prose().set_bold()
}

/// A status letter or a count.
pub(crate) fn centred() -> Format {
    ruled().set_align(FormatAlign::Center)
}

/// A share of one, shown in percent with one decimal.
pub(crate) fn percentage() -> Format {
    centred().set_num_format("0.0%")
}

/// A cosine or a distance.
pub(crate) fn figure() -> Format {
    centred().set_num_format("0.000")
}

fn ruled() -> Format {
    Format::new().set_border(FormatBorder::Thin).set_border_color(RULE)
}

/// Fill and ink of a letter, for conditional formats: the status's own colour on a light shade of it.
pub(crate) fn sign(sign: &Sign<'_>) -> Format {
    let colour = sign.of_set.map_or("#595959", |one| one.colour.as_str());
    let format = Format::new().set_background_color(shade(colour).as_str()).set_font_color(colour);
    let absent = sign.of_set.is_some_and(|one| one.counts_as == CountsAs::Absent);
    if absent { format.set_bold() } else { format }
}

/// A colour mixed with six parts of white.
fn shade(colour: &str) -> String {
    let rgb = u32::from_str_radix(colour.trim_start_matches('#'), 16).unwrap_or(0x0059_5959);
    let part = |shift: u32| ((rgb >> shift & 0xFF) + 6 * 255) / 7;
    format!("#{:02X}{:02X}{:02X}", part(16), part(8), part(0))
}
