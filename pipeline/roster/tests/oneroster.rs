//! Exports as school systems really write them, and zip files that mean harm. Every zip is made here from tables.

use std::io::{Cursor, Write as _};

use jiff::civil::{Date, date};
use muster_domain::{Student, StudentId};
use muster_roster::oneroster::{Export, Limits, OneRosterError, SourceClass, is_zip};
use muster_roster::{Fault, LeftOut, Listed, Reason, difference};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

const TODAY: Date = date(2026, 11, 24);
const MANIFEST: &str = "propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,1.1\r\nfile.academicSessions,bulk\r\n\
                        file.classes,bulk\r\nfile.enrollments,bulk\r\nfile.users,bulk\r\nfile.demographics,absent\r\n";
const SESSIONS: &str = "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n\
                        t1,,,Autumn 2026,term,2026-08-01,2026-12-31,,2027\n";
const CLASSES: &str = "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds\n\
                       c2,,,Music,,,MU,scheduled,,s,\"t1, t9\"\nc1,active,,Algebra,,,A1,scheduled,,s,t1\nc3,tobedeleted,,Old,,,,scheduled,,s,t1\n";
const USERS: &str = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier\n\
                     u1,,,true,s,student,ada,,Ada,Lovelace,,900\nu2,active,,false,s,student,bo,,Bo,Åström,,\n\
                     u3,tobedeleted,,true,s,student,cy,,Cy,Gone,,\nt1,,,true,s,teacher,tom,,Tom,Teacher,,\n\
                     \nu5,,,true,s,Student,eve,,Eve,\"O'Brien, Jr\",,\n";
const ENROLMENTS: &str = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n\
                          e1,,,c1,s,u2,student,false,,\ne2,,,c1,s,u1,student,false,2026-08-01,2026-11-25\ne3,,,c1,s,t1,teacher,true,,\n\
                          e4,,,c1,s,u3,student,false,,\ne5,,,c1,s,u9,student,false,,\ne6,,,c1,s,u5,student,false,2026-11-25,\n\
                          e7,,,c2,s,u5,student,false,2026-11-24,\ne8,,,c2,s,u1,student,false,,2026-11-24\ne9,tobedeleted,,c2,s,u2,student,false,,\n\
                          e10,,,c1,s,u1,student,false,2025-08-01,2026-07-01\ne11,,,c1,s,t1,student,false,,\n";

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(*name, SimpleFileOptions::DEFAULT).expect("is begun");
        writer.write_all(text.as_bytes()).expect("is written");
    }
    writer.finish().expect("is whole").into_inner()
}

/// The export above, some files replaced; an empty text leaves one out.
fn export(replaced: &[(&str, &str)]) -> Vec<u8> {
    let mut files = vec![
        ("manifest.csv", MANIFEST),
        ("academicSessions.csv", SESSIONS),
        ("classes.csv", CLASSES),
        ("users.csv", USERS),
        ("enrollments.csv", ENROLMENTS),
    ];
    for (name, text) in replaced {
        files.retain(|(file, _)| file != name);
        files.push((name, text));
    }
    files.retain(|(_, text)| !text.is_empty());
    zip(&files)
}

fn read(bytes: &[u8], class: &str) -> Result<Listed, OneRosterError> {
    let mut export = Export::open(bytes, Limits::default())?;
    export.classes()?;
    export.students(class, TODAY)
}

fn student(id: &str, last_name: &str, first_name: &str) -> Student {
    Student { id: StudentId::new(id), last_name: last_name.into(), first_name: first_name.into() }
}

fn left_out(file: &'static str, line: u64, id: &str, reason: Reason) -> LeftOut {
    LeftOut { file: Some(file), line, id: id.into(), reason }
}

fn problems(listed: &Listed) -> Vec<(&'static str, u64, Fault)> {
    listed.problems.iter().map(|one| (one.file.expect("a file"), one.line, one.fault.clone())).collect()
}

#[test]
fn classes_are_listed_to_choose_from() {
    let bytes = export(&[]);
    let mut export = Export::open(&bytes, Limits::default()).expect("an export");
    let class = |title: &str, code: &str, id: &str, terms: &[&str]| SourceClass {
        title: title.into(),
        code: code.into(),
        id: id.into(),
        terms: terms.iter().map(|term| (*term).to_owned()).collect(),
    };
    let found = export.classes().expect("classes");
    let expected =
        [class("Algebra", "A1", "c1", &["Autumn 2026"]), class("Music", "MU", "c2", &["Autumn 2026", "t9"])];
    assert_eq!((found.classes, found.problems), (expected.to_vec(), vec![]));
    assert_eq!((export.version(), is_zip(&bytes), is_zip(b"PK;Name\n")), ("1.1", true, false));
}

/// Protects who is on the roster: students who are there today, and a word on everybody else.
#[test]
fn a_class_has_its_students_of_today() {
    let listed = read(&export(&[]), "c1").expect("a class");
    assert_eq!(listed.students, [student("u2", "Åström", "Bo"), student("u1", "Lovelace", "Ada")]);
    assert_eq!(listed.problems, []);
    let expected = [
        left_out("enrollments.csv", 6, "u9", Reason::NoSuchUser),
        left_out("enrollments.csv", 7, "u5", Reason::NotBegun(date(2026, 11, 25))),
        left_out("users.csv", 4, "u3", Reason::Deleted),
        left_out("users.csv", 5, "t1", Reason::NotStudent),
    ];
    assert_eq!(listed.left_out, expected);

    let other = read(&export(&[]), "c2").expect("a class");
    assert_eq!(other.students, [student("u5", "O'Brien, Jr", "Eve")], "from the first day on");
    let expected = [
        left_out("enrollments.csv", 9, "u1", Reason::Ended(date(2026, 11, 24))),
        left_out("enrollments.csv", 10, "u2", Reason::Deleted),
    ];
    assert_eq!(other.left_out, expected, "`endDate` is the first day without");
    assert_eq!(read(&export(&[]), "c9"), Ok(Listed::default()));
}

/// Protects 1.2, where roles have their own file.
#[test]
fn roles_of_1_2_are_in_their_own_file() {
    let manifest = MANIFEST.replace("oneroster.version,1.1", "oneroster.version,1.2");
    let users = "\u{feff}sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,identifier,userMasterIdentifier\n\
                 u1,,,true,ada,,Ada,Lovelace,,m1\nu2,,,true,bo,,Bo,B,,m2\nt1,,,true,tom,,Tom,Teacher,,\nu5,,,true,,,Eve,E,,\n";
    let roles = "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n\
                 r1,,,u1,primary,student,,,s,\nr2,,,u2,primary,aide,,,s,\nr3,,,u2,secondary,student,,,s,\nr4,,,t1,primary,teacher,,,s,\n\
                 r5,tobedeleted,,t1,secondary,student,,,s,\n";
    let files = [
        ("manifest.csv", manifest.as_str()),
        ("users.csv", users),
        ("roles.csv", roles),
        ("userProfiles.csv", "x\n"),
    ];
    let listed = read(&export(&files), "c1").expect("a class");
    assert_eq!(listed.students, [student("u2", "B", "Bo"), student("u1", "Lovelace", "Ada")]);
    assert!(listed.left_out.contains(&left_out("users.csv", 4, "t1", Reason::NotStudent)));
    let other = read(&export(&files), "c2").expect("a class");
    assert_eq!(other.students, [student("u5", "E", "Eve")], "no role at all: the enrolment's word");
}

/// Protects who looks for a fault in files of thousands of lines; faults of other classes are not this one's.
#[test]
fn problems_name_their_file_and_line() {
    let long = "x".repeat(201);
    let users = format!(
        "sourcedId,givenName,familyName,role\r\n\r\nu1,,,student\r\nu2,B,Bo,student\r\nu2,B,\"B\r\no\",student\r\nu3,C,\"C\r\ny\",student\r\nu4,{long},D,student\r\nu5,E,E,student,x\r\n,F,F,student\r\n"
    );
    let enrolments = "classSourcedId,userSourcedId,role,beginDate\nc1,u1,student,\nc1,u2,student,\nc1,u3,student,\nc1,u4,student,\n\
                      c1,u5,student,2026-08-01T00:00:00Z\nc1,,student,\nc1,u6,student,8/1/2026\nc2,,student,8/1/2026\n";
    let listed =
        read(&export(&[("users.csv", &users), ("enrollments.csv", enrolments)]), "c1").expect("a class");
    let expected = [
        ("enrollments.csv", 7, Fault::MissingId),
        ("enrollments.csv", 8, Fault::BadDate),
        ("users.csv", 3, Fault::NoName),
        ("users.csv", 5, Fault::DuplicateId(4)),
        ("users.csv", 7, Fault::Control),
        ("users.csv", 9, Fault::TooLong),
        ("users.csv", 10, Fault::ExtraCells),
    ];
    assert_eq!((problems(&listed), listed.students), (expected.to_vec(), vec![]));

    let classes = "sourcedId,title\nc1,A\nc1,B\n,C\n";
    let bytes = export(&[("classes.csv", classes)]);
    let found =
        Export::open(&bytes, Limits::default()).and_then(|mut export| export.classes()).expect("classes");
    let faults: Vec<_> = found.problems.iter().map(|one| (one.line, one.fault.clone())).collect();
    assert_eq!((found.classes.len(), faults), (1, vec![(3, Fault::DuplicateId(2)), (4, Fault::MissingId)]));
}

/// Protects people who chose the wrong export: each is refused with what to do.
#[test]
fn what_is_no_whole_export_is_refused() {
    let manifest = |from: &str, to: &str| export(&[("manifest.csv", &MANIFEST.replace(from, to))]);
    let refused = |bytes: &[u8]| read(bytes, "c1").expect_err("is refused");
    assert_eq!(refused(&manifest("file.users,bulk", "file.users,delta")), OneRosterError::Delta("users.csv"));
    assert_eq!(refused(&manifest("version,1.1", "version,1.0")), OneRosterError::Version("1.0".into()));
    assert_eq!(refused(&manifest("oneroster.version,1.1\r\n", "")), OneRosterError::Version(String::new()));
    assert!(read(&manifest("version,1.1", "version,1.1.1"), "c1").is_ok());
    assert!(read(&manifest("file.demographics,absent", "file.demographics,delta"), "c1").is_ok());
    assert_eq!(refused(&export(&[("manifest.csv", "")])), OneRosterError::NoManifest);
    assert_eq!(refused(&zip(&[("xl/workbook.xml", "<a/>")])), OneRosterError::NoManifest);
    assert_eq!(refused(&zip(&[])), OneRosterError::NoManifest);
    for file in ["classes.csv", "users.csv", "enrollments.csv"] {
        assert_eq!(refused(&export(&[(file, "")])), OneRosterError::NoFile(file));
    }
    assert!(read(&export(&[("academicSessions.csv", "")]), "c1").is_ok());
    let column = refused(&export(&[("users.csv", "sourcedId;givenName;familyName\nu1;A;B\n")]));
    assert_eq!(column, OneRosterError::NoColumn { file: "users.csv", column: "sourcedId" });
    for bytes in [&b"PK\x03\x04"[..], b"PK\x05\x06", b"", &export(&[])[..400]] {
        assert_eq!(refused(bytes), OneRosterError::Damaged);
    }
}

/// Protects exports that were unpacked and zipped again, as a folder and on a Mac.
#[test]
fn a_zipped_folder_is_an_export_too() {
    let files = [
        ("__MACOSX/school 2026/manifest.csv", "\0"),
        ("school 2026/manifest.csv", MANIFEST),
        ("school 2026/Classes.csv", CLASSES),
        ("school 2026/users.csv", USERS),
        ("school 2026/enrollments.csv", ENROLMENTS),
        ("../../users.csv", "never read"),
    ];
    assert_eq!(read(&zip(&files), "c1").expect("a class").students.len(), 2);
}

/// Protects the server's memory and time from files that are made to fill them.
#[test]
fn limits_hold_whatever_a_zip_declares() {
    let what = |bytes: &[u8], limits: Limits| {
        let read = || {
            let mut export = Export::open(bytes, limits)?;
            export.classes()?;
            export.students("c1", TODAY)
        };
        match read() {
            Err(OneRosterError::TooMuch { what, .. }) => what,
            other => panic!("{other:?}"),
        }
    };
    let bytes = export(&[]);
    let limits = Limits::default();
    assert_eq!(what(&bytes, Limits { file_bytes: bytes.len() - 1, ..limits }), "bytes");
    assert_eq!(what(&bytes, Limits { rows: 20, ..limits }), "rows");
    assert_eq!(what(&bytes, Limits { members: 4, ..limits }), "files in it");
    assert_eq!(what(&bytes, Limits { classes: 1, ..limits }), "classes");
    assert_eq!(what(&bytes, Limits { students: 3, ..limits }), "enrolments of students in this class");

    let mut bomb = export(&[("users.csv", &[USERS, &"u,,,\n".repeat(1 << 20)].concat())]);
    assert!(bomb.len() < 1 << 16, "{} bytes", bomb.len());
    let tight = Limits { unpacked_bytes: 1 << 20, ..limits };
    assert_eq!(what(&bomb, tight), "bytes in its files");
    // The same with a directory that declares four bytes.
    let entries: Vec<usize> =
        (0..bomb.len() - 46).filter(|at| bomb[*at..].starts_with(b"PK\x01\x02")).collect();
    for at in entries {
        bomb[at + 24..at + 28].copy_from_slice(&4u32.to_le_bytes());
    }
    assert!(Export::open(&bomb, tight).and_then(|mut export| export.students("c1", TODAY)).is_err());
}

#[test]
fn a_row_without_an_end_is_refused_where_it_begins() {
    for endless in ["u1,\"".to_owned() + &"x\n".repeat(1 << 17), ",".repeat(1 << 18)] {
        let users = ["sourcedId,givenName,familyName,role\nu2,B,Bo,student\n", &endless].concat();
        let error = read(&export(&[("users.csv", &users)]), "c1").expect_err("is refused");
        assert_eq!(error, OneRosterError::LongRow { file: "users.csv", line: 3 });
    }
}

/// Protects faces and marks from a second import: ids stay through new names, logins and numbers.
#[test]
fn a_new_name_keeps_the_id_and_a_second_import_changes_nothing() {
    let first = read(&export(&[]), "c1").expect("a class").students;
    let again = difference(&first, &[], read(&export(&[]), "c1").expect("a class").students);
    assert!(again.changes_nothing() && again.missing.is_empty());
    let users = USERS.replace("ada,,Ada,Lovelace,,900", "byron,,Ada,Byron,,901");
    let enrolments =
        ENROLMENTS.replace("e1,,,c1,s,u2,student,false,,", "e1,,,c1,s,u2,student,false,,2026-11-20");
    let files = [("users.csv", users.as_str()), ("enrollments.csv", enrolments.as_str())];
    let later = difference(&first, &[], read(&export(&files), "c1").expect("a class").students);
    assert_eq!((later.added.len(), later.renamed.len()), (0, 1));
    assert_eq!((later.renamed[0].to.last_name.as_str(), later.renamed[0].to.id.as_str()), ("Byron", "u1"));
    assert_eq!(later.to_leave(), [StudentId::new("u2")]);
}

proptest! {
    /// Protects the server: whatever is in the files, it is read or refused.
    #[test]
    fn no_tables_break_the_reading(users in "[a-z,\"\n\r\\PC]{0,80}", enrolments in "(c1,u[12],student,[0-9-]{0,10}\n|[\"\\PC]){0,6}") {
        let users = ["sourcedId,givenName,familyName\nu1,A,B\n", &users].concat();
        let enrolments = ["classSourcedId,userSourcedId,role,endDate\n", &enrolments].concat();
        let files = [("users.csv", users.as_str()), ("enrollments.csv", enrolments.as_str())];
        if let Ok(listed) = read(&export(&files), "c1") {
            let mut ids: Vec<_> = listed.students.iter().map(|student| student.id.clone()).collect();
            ids.sort();
            ids.dedup();
            prop_assert_eq!(ids.len(), listed.students.len());
        }
    }
}
