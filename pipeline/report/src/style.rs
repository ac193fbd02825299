//! How cells look. Colour only repeats what the letter says: a register printed in grey reads the same.

use muster_domain::Status;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

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

/// Fill and ink of a status, for conditional formats.
pub(crate) fn status(status: Status) -> Format {
    let (fill, ink) = match status {
        Status::Present => ("#E2EFDA", "#375623"),
        Status::Late => ("#FFF2CC", "#7F6000"),
        Status::LeftEarly => ("#FCE4D6", "#833C0B"),
        Status::Excused => ("#DDEBF7", "#1F4E78"),
        Status::Absent => ("#FFC7CE", "#9C0006"),
        Status::NotSeen => ("#EDEDED", "#595959"),
    };
    let format = Format::new().set_background_color(fill).set_font_color(ink);
    if status == Status::Absent { format.set_bold() } else { format }
}
