//! Whether the places that a part names can be cells, before the library for workbooks computes with them: it adds up
//! digits however many there are, and takes one end of an area from the other whichever comes first.

/// Whether every `r` of rows and cells and every `ref` of a sheet's dimension is a place that a sheet can have.
pub(super) fn are_cells(text: &[u8]) -> bool {
    text.split(|byte| *byte == b'<').skip(1).all(|tag| {
        let tag = tag.split(|byte| *byte == b'>').next().unwrap_or_default();
        let name = tag.split(|byte| byte.is_ascii_whitespace() || *byte == b'/').next().unwrap_or_default();
        match name.rsplit(|byte| *byte == b':').next() {
            Some(b"c" | b"row") => value(tag, b"r").is_none_or(|place| cell(place).is_some()),
            Some(b"dimension") => value(tag, b"ref").is_none_or(is_area),
            _ => true,
        }
    })
}

/// What an attribute of a tag says.
fn value<'t>(tag: &'t [u8], name: &[u8]) -> Option<&'t [u8]> {
    let starts = tag.windows(name.len()).enumerate().filter(|(_, own)| *own == name).map(|(at, _)| at);
    starts
        .filter(|at| *at > 0 && (tag[at - 1].is_ascii_whitespace() || b"\"'".contains(&tag[at - 1])))
        .find_map(|at| {
            let rest = tag[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
            let (quote, rest) = rest.split_first()?;
            rest.split(|byte| byte == quote).next()
        })
}

/// Up to three letters and up to seven digits, the most that the file format has: column and row, from 1; 0 where there
/// are no letters.
fn cell(place: &[u8]) -> Option<(u32, u32)> {
    let letters = place.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (column, row) = place.split_at(letters);
    if column.len() > 3 || !(1..=7).contains(&row.len()) || !row.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let column =
        column.iter().fold(0, |sum, byte| sum * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1);
    Some((column, row.iter().fold(0, |sum, byte| sum * 10 + u32::from(byte - b'0'))))
}

fn is_area(text: &[u8]) -> bool {
    let mut ends = text.split(|byte| *byte == b':').map(cell);
    match (ends.next(), ends.next(), ends.next()) {
        (Some(Some(_)), None, None) => true,
        (Some(Some(first)), Some(Some(last)), None) => first.0 <= last.0 && first.1 <= last.1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::are_cells;

    #[test]
    fn places_beyond_a_sheet_are_seen() {
        for good in [
            "<c r=\"XFD1048576\"/>",
            "<row r='7'>",
            "<c  s=\"1\"/>",
            "<dimension ref=\"A1:C3\"/>",
            "<t>r=\"\"</t>",
        ] {
            assert!(are_cells(good.as_bytes()), "{good}");
        }
        for bad in [
            "<c r=\"AAAA1\"/>",
            "<x:row r = '99999999'>",
            "<dimension ref=\"C3:A1\"/>",
            "<c s=\"1\"r=\"A\"/>",
        ] {
            assert!(!are_cells(bad.as_bytes()), "{bad}");
        }
    }
}
