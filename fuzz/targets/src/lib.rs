//! The parsers that take bytes from outside, each as a function that any bytes may be thrown at.
//!
//! This crate owns what is thrown where, what must hold for whatever comes back, and the seeds to start from. The
//! same functions are run by `cargo xtask fuzz` (cargo-fuzz with a sanitizer, as long as one likes; `fuzz/`) and by
//! `tests/short.rs` (a bounded run on stable Rust, in CI). No picture of a person is among the seeds.
//!
//! To add a target: a function, its seeds, a line in [`ALL`], and a file in `fuzz/fuzz_targets`.

#![expect(clippy::missing_panics_doc, reason = "panicking is how a target reports: see `Target::run`")]

mod seeds;

use std::collections::HashSet;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use jiff::civil::{Date, date};
use muster_capture::{Limits, decode};
use muster_domain::Student;
use muster_domain::{ModelId, StudentId};
use muster_identify::npz::{self, NpzLimits};
use muster_report::{difference, read_register};
use muster_roster::oneroster::{Export, Limits as ExportLimits, is_zip};
use muster_roster::{Columns, Table};

/// What became of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// They were understood.
    Accepted,
    /// They were refused with an error.
    Refused,
}

/// A parser under attack.
pub struct Target {
    /// Its name, also that of its file in `fuzz/fuzz_targets`.
    pub name: &'static str,
    /// Throws bytes at it.
    ///
    /// # Panics
    /// When the parser panics, or what it gives breaks a promise.
    pub run: fn(&[u8]) -> Outcome,
    /// Bytes that it accepts, to be changed.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// All targets.
pub const ALL: [Target; 8] = [
    Target { name: "photo", run: photo, seeds: seeds::photos },
    Target { name: "exif", run: exif, seeds: seeds::exif },
    Target { name: "base64", run: base64, seeds: seeds::base64 },
    Target { name: "attendance", run: attendance, seeds: seeds::attendance },
    Target { name: "npz", run: npz, seeds: seeds::npz },
    Target { name: "roster", run: roster, seeds: seeds::roster },
    Target { name: "oneroster", run: oneroster, seeds: seeds::oneroster },
    Target { name: "register", run: register, seeds: seeds::register },
];

/// Small enough that a case takes a moment, large enough for every format's structures.
const LIMITS: Limits = Limits { bytes: 1 << 20, side: 1024, pixels: 1 << 18, minimum_side: 1 };

fn outcome(accepted: bool) -> Outcome {
    if accepted { Outcome::Accepted } else { Outcome::Refused }
}

/// A picture file: whatever is accepted keeps to the limits and has all its pixels.
pub fn photo(bytes: &[u8]) -> Outcome {
    let Ok(photo) = decode(bytes, &LIMITS) else { return Outcome::Refused };
    let (width, height) = (photo.image.width(), photo.image.height());
    assert!((1..=LIMITS.side).contains(&width) && (1..=LIMITS.side).contains(&height), "{width}x{height}");
    assert!(u64::from(width) * u64::from(height) <= LIMITS.pixels, "{width}x{height}");
    assert_eq!(photo.image.data().len(), width as usize * height as usize * 3);
    Outcome::Accepted
}

/// EXIF data in a picture that is otherwise whole: it never stands in the way, and never changes the number of
/// pixels.
pub fn exif(bytes: &[u8]) -> Outcome {
    let Some(file) = seeds::with_exif(bytes) else { return Outcome::Refused };
    let plain = decode(seeds::PICTURE, &LIMITS).expect("the picture is whole").image;
    let turned = decode(&file, &LIMITS).expect("EXIF data is never a reason to refuse a photo").image;
    let (mut before, mut after) = ([plain.width(), plain.height()], [turned.width(), turned.height()]);
    before.sort_unstable();
    after.sort_unstable();
    assert_eq!(before, after);
    outcome(turned != plain)
}

/// A picture in base64: what is accepted are exactly the bytes that were meant, and no more than the text can hold.
pub fn base64(bytes: &[u8]) -> Outcome {
    let Ok(text) = std::str::from_utf8(bytes) else { return Outcome::Refused };
    let Some(picture) = muster_server::fuzzing::picture(text) else { return Outcome::Refused };
    assert!(!picture.is_empty() && picture.len() <= text.len() * 3 / 4);
    let again = muster_server::fuzzing::picture(&BASE64_STANDARD.encode(&picture));
    assert_eq!(again.as_ref(), Some(&picture));
    Outcome::Accepted
}

/// The body of a request for attendance, with all that is checked before its class is looked up and its photos are
/// decoded.
pub fn attendance(bytes: &[u8]) -> Outcome {
    let Some(pictures) = muster_server::fuzzing::attendance(bytes) else { return Outcome::Refused };
    assert!(!pictures.is_empty() && pictures.iter().all(|picture| !picture.is_empty()));
    assert!(pictures.iter().map(Vec::len).sum::<usize>() <= bytes.len());
    Outcome::Accepted
}

/// Templates as a NumPy file: what is accepted are unit vectors of one length that can be written and read again.
pub fn npz(bytes: &[u8]) -> Outcome {
    let (model, limits) = (ModelId::new("facenet/plain"), limits());
    let Ok(entries) = npz::import(bytes, &model, None, &limits) else { return Outcome::Refused };
    let templates = entries.iter().flat_map(|(_, templates)| templates);
    for template in templates {
        let length: f32 = template.vector().iter().map(|number| number * number).sum();
        assert!((length - 1.0).abs() < 1e-3, "a squared length of {length}");
    }
    let named: Vec<_> =
        entries.into_iter().map(|(key, templates)| (StudentId::new(key), templates)).collect();
    if let Ok(written) = npz::export(&named) {
        let again = npz::import(&written, &model, None, &NpzLimits::default()).expect("is our own file");
        assert_eq!(again.len(), named.iter().filter(|(_, templates)| !templates.is_empty()).count());
    }
    Outcome::Accepted
}

/// A class list as a CSV file: every row is a student or a problem, ids are there once, and no name holds what none has.
pub fn roster(bytes: &[u8]) -> Outcome {
    let Ok(table) = Table::read(bytes, None) else { return Outcome::Refused };
    let guessed = Columns::guess(&table.columns);
    let columns = if guessed.are_enough() {
        guessed
    } else {
        Columns { id: Some(0), full_name: Some(1), ..Columns::default() }
    };
    let listed = muster_roster::students(&table, &columns);
    let told = listed.problems.len() + listed.left_out.len();
    assert_eq!(listed.students.len() + told, table.rows.len());
    are_students(&listed.students);
    outcome(!listed.students.is_empty())
}

/// A school's export as a zip file, or its tables, which are zipped first so that changes get past the checksums: classes
/// are there once, students too, and no limit is passed.
pub fn oneroster(bytes: &[u8]) -> Outcome {
    const TODAY: Date = date(2026, 11, 24);
    let limits =
        ExportLimits { unpacked_bytes: 1 << 20, rows: 1000, classes: 100, ..ExportLimits::default() };
    let zipped = if is_zip(bytes) { bytes.to_vec() } else { seeds::zipped(bytes) };
    let Ok(mut export) = Export::open(&zipped, limits) else { return Outcome::Refused };
    let Ok(found) = export.classes() else { return Outcome::Refused };
    let classes: HashSet<&str> = found.classes.iter().map(|class| class.id.as_str()).collect();
    assert!(classes.len() == found.classes.len() && classes.len() <= limits.classes);
    let Ok(listed) = export.students("c1", TODAY) else { return Outcome::Refused };
    are_students(&listed.students);
    assert!(listed.problems.iter().all(|problem| problem.file.is_some() && problem.line > 1));
    outcome(!listed.students.is_empty())
}

/// Each id is there once, and no name holds what none has.
fn are_students(students: &[Student]) {
    let ids: HashSet<&StudentId> = students.iter().map(|student| &student.id).collect();
    assert_eq!(ids.len(), students.len());
    for student in students {
        let texts = [student.id.as_str(), &student.last_name, &student.first_name];
        assert!(!student.full_name().is_empty() && !texts.concat().chars().any(char::is_control));
    }
}

/// An edited register: a whole workbook, or the text of its sheet alone, which gets past the archive's check sums. Ids and
/// columns are there once, and no letter is anywhere else than under a heading.
pub fn register(bytes: &[u8]) -> Outcome {
    let file = if bytes.starts_with(b"PK") { bytes.to_vec() } else { seeds::with_sheet(bytes) };
    let Ok(edited) = read_register(&file) else { return Outcome::Refused };
    let ids: HashSet<&str> = edited.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids.len(), edited.rows.len());
    let columns: HashSet<u32> = edited.columns.iter().map(|column| column.cell.column).collect();
    assert_eq!(columns.len(), edited.columns.len());
    assert!(edited.rows.iter().all(|row| row.cells.keys().all(|column| columns.contains(column))));
    let found = difference(&edited, &seeds::register_data());
    let letters: usize = edited.rows.iter().map(|row| row.cells.len()).sum();
    assert!(found.changes.len() + found.conflicts.len() <= letters);
    outcome(!edited.rows.is_empty())
}

fn limits() -> NpzLimits {
    NpzLimits { file_bytes: 1 << 20, unpacked_bytes: 1 << 22, ..NpzLimits::default() }
}
