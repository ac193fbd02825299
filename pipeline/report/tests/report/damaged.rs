//! Protects from files that are none of ours: each is refused with a reason, none takes more than its size allows.

use std::io::{Cursor, Write as _};

use muster_report::{FILE_BYTES, ReadError, read_register, write_register};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::edited::{save, text};
use crate::sample::data;

/// A workbook with some parts replaced or added.
fn with_parts(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let bytes = write_register(&data()).expect("bytes");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).expect("a part");
        if parts.iter().all(|(name, _)| *name != part.name()) {
            writer.raw_copy_file(part).expect("copied");
        }
    }
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(text).expect("written");
    }
    writer.finish().expect("an archive").into_inner()
}

fn refusal(bytes: &[u8]) -> ReadError {
    read_register(bytes).expect_err("is no register")
}

#[test]
fn other_files_are_refused_by_their_kind() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("content.xml", SimpleFileOptions::default()).expect("a part");
    let ods = archive.finish().expect("bytes").into_inner();
    for (bytes, told) in [
        (b"".as_slice(), "a text or another file"),
        (b"ID,2026-03-02\n7,P\n", "a text or another file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook", "an .xls file or one with a password"),
        (&ods, "an OpenDocument file"),
        (b"PK\x03\x04", "damaged"),
    ] {
        assert!(refusal(bytes).to_string().contains(told), "{told}: {}", refusal(bytes));
    }
    let foreign = save(&vec![vec![text("Name"), text("2026-03-02")]], None);
    assert_eq!(refusal(&foreign), ReadError::NoIds);
    assert_eq!(refusal(&with_parts(&[("xl/workbook.xml", b"<workbook/>")])), ReadError::NoRegister);
}

#[test]
fn sizes_are_checked_before_anything_is_made_of_them() {
    assert!(matches!(refusal(&vec![b'P'; FILE_BYTES + 1]), ReadError::TooLarge { .. }));
    let blanks = vec![b' '; 129 << 20];
    let bomb = with_parts(&[("xl/worksheets/sheet9.xml", &blanks)]);
    assert!(bomb.len() < 1 << 20, "packs well: {}", bomb.len());
    assert!(matches!(refusal(&bomb), ReadError::Unpacked { .. }));
    for count in ["99999999999", "18446744073709551615", "18446744073709551616", "+9999999999999"] {
        let strings = format!("<sst uniqueCount = '{count}'><si><t>ID</t></si></sst>");
        let file = with_parts(&[("xl/sharedStrings.xml", strings.as_bytes())]);
        assert!(matches!(refusal(&file), ReadError::Damaged(_)), "{count}");
    }
}

/// A cell at the far corner makes no table of 17 thousand million cells.
#[test]
fn a_far_cell_takes_no_room() {
    let sheet = br#"<worksheet><dimension ref="A1:XFD1048576"/><sheetData>
        <row r="1"><c r="A1" t="str"><v>ID</v></c><c r="B1" t="str"><v>2026-03-02</v></c></row>
        <row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData></worksheet>"#;
    let read = read_register(&with_parts(&[("xl/worksheets/sheet1.xml", sheet)])).expect("a register");
    assert_eq!((read.columns.len(), read.rows.len()), (1, 0));
}

#[test]
fn more_students_and_sessions_than_there_are_are_refused() {
    let wide: Vec<_> =
        std::iter::once(text("ID")).chain((0..2001).map(|at| text(&format!("s{at}")))).collect();
    assert!(matches!(refusal(&save(&vec![wide], None)), ReadError::TooMany { what: "sessions", .. }));
    let tall = std::iter::once("ID".to_owned()).chain((0..20_001).map(|at| at.to_string()));
    let tall: Vec<_> = tall.map(|id| vec![text(&id)]).collect();
    assert!(matches!(refusal(&save(&tall, None)), ReadError::TooMany { what: "students", .. }));
}

/// A base that is not as it was written counts as none.
#[test]
fn a_broken_base_is_no_base() {
    let register = vec![vec![text("ID"), text("2026-03-02")], vec![text("7"), text("P")]];
    for base in [
        vec![vec![text("Muster register 2")]],
        vec![vec![text("Muster register 1"), text("7b"), text("yesterday")]],
        vec![
            vec![text("Muster register 1"), text("7b"), text("2026-03-06T14:00:00Z")],
            vec![text("heading"), text("x")],
        ],
    ] {
        assert_eq!(read_register(&save(&register, Some(&base))).expect("a register").base, None);
    }
}

/// Truncated anywhere, and with each part of it gone.
#[test]
fn pieces_of_a_workbook_are_answered() {
    let bytes = write_register(&data()).expect("bytes");
    for end in (0..bytes.len()).step_by(97) {
        assert!(read_register(&bytes[..end]).is_err());
    }
    let names: Vec<String> = {
        let archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        archive.file_names().map(str::to_owned).collect()
    };
    for name in &names {
        for text in
            [b"".as_slice(), b"<", b"<a><b>", b"\xff\xfe<\0", b"<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>"]
        {
            let _ = read_register(&with_parts(&[(name, text)]));
        }
    }
}
