//! What the targets start from: the fixtures in `testdata/`, and texts made from them.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use muster_domain::{AttendanceRecord, ClassId, Session, SessionId, Status, Student, StudentId};
use muster_report::{RegisterData, write_register};
use serde_json::json;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A picture that EXIF data can be put into.
pub(crate) const PICTURE: &[u8] = include_bytes!("../../../testdata/capture/pictures/baseline_420.jpg");

/// The files of a folder in `testdata/` whose name begins so, by name.
fn fixtures(folder: &str, beginning: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("is listed").path()).collect();
    paths.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(beginning)));
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("is readable")).collect()
}

pub(crate) fn photos() -> Vec<Vec<u8>> {
    fixtures("capture/pictures", "")
}

pub(crate) fn npz() -> Vec<Vec<u8>> {
    fixtures("npz", "good_")
}

/// The picture with this EXIF data (the TIFF structure alone) in front; `None` when it does not fit into a segment.
pub(crate) fn with_exif(tiff: &[u8]) -> Option<Vec<u8>> {
    const NAME: &[u8] = b"Exif\0\0";
    let length = u16::try_from(tiff.len() + NAME.len() + 2).ok()?;
    let (start, rest) = PICTURE.split_at(2);
    Some([start, b"\xff\xe1", &length.to_be_bytes(), NAME, tiff, rest].concat())
}

/// Both byte orders, with an orientation and the time of capture.
pub(crate) fn exif() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for orientation in 2..=8_u16 {
        for big in [false, true] {
            seeds.push(tiff(orientation, big));
        }
    }
    seeds
}

fn tiff(orientation: u16, big: bool) -> Vec<u8> {
    let u16 = |n: u16| if big { n.to_be_bytes() } else { n.to_le_bytes() };
    let u32 = |n: u32| if big { n.to_be_bytes() } else { n.to_le_bytes() };
    let mut tiff = if big { b"MM".to_vec() } else { b"II".to_vec() };
    tiff.extend([&u16(42)[..], &u32(8)].concat());
    // Orientation (0x0112, SHORT) and the pointer to the Exif IFD (0x8769, LONG).
    tiff.extend([&u16(2)[..], &u16(0x0112), &u16(3), &u32(1), &u16(orientation), &u16(0)].concat());
    tiff.extend([&u16(0x8769)[..], &u16(4), &u32(1), &u32(38), &u32(0)].concat());
    // DateTimeOriginal (0x9003, ASCII).
    tiff.extend([&u16(1)[..], &u16(0x9003), &u16(2), &u32(20), &u32(56), &u32(0)].concat());
    tiff.extend(b"2026:11:24 08:15:00\0");
    tiff
}

pub(crate) fn base64() -> Vec<Vec<u8>> {
    let picture = &PICTURE[..300];
    let plain = BASE64_STANDARD.encode(picture);
    let lines: Vec<&str> =
        plain.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).expect("is ASCII")).collect();
    let texts = [
        BASE64_URL_SAFE_NO_PAD.encode(picture),
        lines.join("\r\n"),
        format!("data:image/jpeg;base64,{plain}"),
        format!("\u{feff}data:text/html;charset=utf-8;base64, {plain}"),
        plain,
    ];
    texts.map(String::into_bytes).to_vec()
}

pub(crate) fn attendance() -> Vec<Vec<u8>> {
    let picture = BASE64_STANDARD.encode(&PICTURE[..90]);
    let bodies = [
        json!({ "class": "7b", "date": "2026-11-24", "image": picture }),
        json!({ "class": "7b", "date": "2026-11-24", "label": "2nd period", "images": [picture, picture] }),
        json!({ "class": "\u{202e}7b \"\\", "date": "2026-11-23", "image": null, "images": [format!("data:;base64,{picture}")] }),
    ];
    bodies.iter().map(|body| body.to_string().into_bytes()).collect()
}

pub(crate) fn roster() -> Vec<Vec<u8>> {
    let text = "Nr;Nachname;Vorname\r\n007;\"O'Brien; Jr\";Zoë\r\n008;=1+1;\"A \"\"B\"\"\"\r\n";
    let utf16 = |bytes_of: fn(u16) -> [u8; 2]| {
        ["\u{feff}", text].concat().encode_utf16().flat_map(bytes_of).collect()
    };
    vec![
        text.as_bytes().to_vec(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        b"id,name\n1,Zo\xeb\n".to_vec(),
        b"sep=\t\n1\tLovelace, Ada\n2\tPel\n".to_vec(),
    ]
}

/// Between the tables of an export in a seed.
const NEXT: u8 = b'|';
const TABLES: [&str; 5] =
    ["classes.csv", "users.csv", "enrollments.csv", "roles.csv", "academicSessions.csv"];
const EXPORT: &str = "sourcedId,status,title,classCode,termSourcedIds\nc1,,Algebra,A1,\"t1,t2\"\nc2,active,Music,,\n|\
    sourcedId,givenName,familyName\nu1,Ada,Lovelace\nu2,Zoë,\"O'Brien, Jr\"\n|\
    classSourcedId,userSourcedId,role,status,beginDate,endDate\nc1,u1,student,,,\nc1,u2,student,active,2026-08-01,2027-07-31\n|\
    userSourcedId,role\nu1,student\nu2,student\n|sourcedId,title\nt1,Autumn\n";

/// Tables as a whole export, with a manifest; what is beyond the last of them is left out.
pub(crate) fn zipped(tables: &[u8]) -> Vec<u8> {
    export(tables, CompressionMethod::Stored)
}

fn export(tables: &[u8], method: CompressionMethod) -> Vec<u8> {
    let manifest = b"propertyName,value\noneroster.version,1.2\nfile.users,bulk\n";
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let tables = TABLES.into_iter().zip(tables.split(|byte| *byte == NEXT));
    for (name, table) in [("manifest.csv", &manifest[..])].into_iter().chain(tables) {
        let options = SimpleFileOptions::DEFAULT.compression_method(method);
        writer.start_file(name, options).expect("each name is there once");
        writer.write_all(table).expect("memory is written");
    }
    writer.finish().expect("memory is written").into_inner()
}

pub(crate) fn oneroster() -> Vec<Vec<u8>> {
    let tables = EXPORT.as_bytes();
    vec![tables.to_vec(), export(tables, CompressionMethod::Deflated), zipped(tables)]
}

/// The least that makes a workbook, its only sheet left out.
const PARTS: [(&str, &str); 3] = [
    (
        "_rels/.rels",
        r#"<Relationships><Relationship Id="a" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns:r="r"><sheets><sheet name="Register" sheetId="1" r:id="b"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships><Relationship Id="b" Type="x/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
];

/// A workbook whose register is this text.
pub(crate) fn with_sheet(text: &[u8]) -> Vec<u8> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = PARTS.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, text) in parts.chain([("xl/worksheets/sheet1.xml", text)]) {
        writer.start_file(name, stored).expect("memory takes it");
        writer.write_all(text).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}

/// One student, one session.
pub(crate) fn register_data() -> RegisterData {
    let session = Session {
        closed_by: None,
        confirmation: None,
        group: None,
        time: None,
        id: SessionId(1),
        class: ClassId::new("7b"),
        date: jiff::civil::date(2026, 11, 24),
        label: String::new(),
        closed_at: None,
    };
    let student =
        Student { id: StudentId::new("7"), last_name: "=1+1".to_owned(), first_name: "Zo\u{eb}".to_owned() };
    let (of, whose) = (session.id, student.id.clone());
    RegisterData {
        school: "School".to_owned(),
        class: "7b".to_owned(),
        students: vec![student],
        sessions: vec![session],
        records: vec![AttendanceRecord { session: of, student: whose, status: Status::Late, mark: None }],
        log: Vec::new(),
        statuses: muster_record::plain_set(),
        generated_at: jiff::Timestamp::constant(1_795_508_100, 0),
        version: "muster".to_owned(),
    }
}

pub(crate) fn register() -> Vec<Vec<u8>> {
    let inline = r#"<worksheet><dimension ref="A1:C3"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>ID</t></is></c><c r="B1" t="inlineStr"><is><t>2026-11-24</t></is></c></row><row r="2"><c r="A2" t="str"><v>7</v></c><c r="B2" t="inlineStr"><is><t xml:space="preserve"> le </t></is></c></row><row r="3"><c r="A3"><v>8</v></c><c r="B3" t="b"><v>1</v></c><c r="C3" t="e"><v>#REF!</v></c></row></sheetData></worksheet>"#;
    let plain = r#"<worksheet><sheetData><row><c t="str"><v>ID</v></c><c t="d"><v>2026-11-24T00:00:00</v></c><c><v>46350</v></c></row><row><c><v>7</v></c><c t="str"><f>A1</f><v>P</v></c><c t="str"><v>?</v></c></row></sheetData></worksheet>"#;
    let whole = write_register(&register_data()).expect("one session fits");
    vec![inline.as_bytes().to_vec(), plain.as_bytes().to_vec(), whole]
}
