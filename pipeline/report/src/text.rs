//! Text that fits: cells, print headers and column widths have limits, names have none.

use std::borrow::Cow;

/// The most UTF-16 units that a cell holds (Excel's specifications and limits).
const CELL_LIMIT: usize = 32_767;

/// The text as a cell can hold it: unchanged up to 32,767 UTF-16 units, else cut at a character and followed by
/// a note that says how long it was.
pub(crate) fn fit_cell(text: &str) -> Cow<'_, str> {
    let length = text.encode_utf16().count();
    if length <= CELL_LIMIT {
        return Cow::Borrowed(text);
    }
    let note = format!(" [cut: the text has {length} characters, a cell holds {CELL_LIMIT}]");
    let kept = first_units(text, CELL_LIMIT - note.len());
    Cow::Owned(format!("{kept}{note}"))
}

/// Text for the header or footer of printed pages, where `&` begins a code and is written twice, and which holds
/// no more than 255 units in all: cut to `limit` UTF-16 units, control characters become spaces.
pub(crate) fn fit_page(text: &str, limit: usize) -> String {
    let tame: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    first_units(&tame, limit / 2).replace('&', "&&")
}

/// A column width in characters for texts like these: the longest, within bounds.
pub(crate) fn column_width<'t>(texts: impl Iterator<Item = &'t str>, least: usize, most: usize) -> f64 {
    let longest = texts.map(|text| text.chars().take(most).count()).max().unwrap_or(0);
    (longest + 2).clamp(least, most) as f64
}

/// The longest beginning that has at most so many UTF-16 units.
pub(crate) fn first_units(text: &str, limit: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        units += c.len_utf16();
        (units > limit).then_some(at)
    });
    &text[..end.unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_at_a_character_and_says_so() {
        assert_eq!(fit_cell(&"a".repeat(CELL_LIMIT)), "a".repeat(CELL_LIMIT));
        // Each of these takes two UTF-16 units, so that the limit falls inside one.
        let cut = fit_cell(&"\u{1F600}".repeat(20_000)).into_owned();
        assert!(cut.encode_utf16().count() <= CELL_LIMIT);
        assert!(cut.ends_with("[cut: the text has 40000 characters, a cell holds 32767]"));
    }

    #[test]
    fn page_text_can_not_write_codes() {
        assert_eq!(fit_page("R&D\n&P", 100), "R&&D &&P");
        assert!(fit_page(&"&".repeat(500), 100).encode_utf16().count() <= 100);
    }
}
