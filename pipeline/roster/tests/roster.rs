//! Files as schools really write them, and the difference to a roster.

use muster_domain::{Student, StudentId};
use muster_roster::{Columns, Fault, Reason, Table, TableError, difference, students};
use proptest::prelude::*;

fn student(id: &str, last_name: &str, first_name: &str) -> Student {
    Student { id: StudentId::new(id), last_name: last_name.into(), first_name: first_name.into() }
}

fn read(bytes: &[u8]) -> Table {
    Table::read(bytes, None).expect("a table")
}

fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes_of).collect()
}

/// Protects names with accents from what Excel, Numbers, Windows and Unix each write.
#[test]
fn every_usual_encoding_gives_the_same_names() {
    let text = "Nr;Nachname;Vorname\r\n007;Åström;Zoë\r\n";
    let expected = [student("007", "Åström", "Zoë")];
    let windows = b"Nr;Nachname;Vorname\r\n007;\xc5str\xf6m;Zo\xeb\r\n".to_vec();
    for (encoding, bytes) in [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8", ["\u{feff}", text].concat().into_bytes()),
        ("UTF-16LE", utf16(&["\u{feff}", text].concat(), u16::to_le_bytes)),
        ("UTF-16BE", utf16(&["\u{feff}", text].concat(), u16::to_be_bytes)),
        ("UTF-16LE", utf16(text, u16::to_le_bytes)),
        ("UTF-16BE", utf16(text, u16::to_be_bytes)),
        ("windows-1252", windows),
    ] {
        let table = read(&bytes);
        assert_eq!((table.encoding, table.delimiter), (encoding, ';'));
        assert_eq!(students(&table, &Columns::guess(&table.columns)).students, expected, "{encoding}");
    }
}

#[test]
fn the_delimiter_is_the_one_of_the_first_line() {
    for (text, delimiter) in [
        ("id,name\n1,Ada; Countess\n", ','),
        ("id;name\n1;Lovelace, Ada\n", ';'),
        ("id\tname\n1\tLovelace, Ada\n", '\t'),
        ("sep=;\r\nid;name\r\n1;Lovelace, Ada\r\n", ';'),
        ("\"id\",\"last;name\",x\n1,L,\n", ','),
        ("id\n1\n", ','),
    ] {
        assert_eq!(read(text.as_bytes()).delimiter, delimiter, "{text}");
    }
}

/// Protects from a wrong mapping that nobody sees: what each column holds is read from its name, in all languages.
#[test]
fn columns_are_known_by_their_names() {
    let columns = |id, last_name, first_name, full_name| Columns { id, last_name, first_name, full_name };
    for (header, expected) in [
        ("sourcedId,status,givenName,familyName", columns(Some(0), Some(3), Some(2), None)),
        ("username,firstname,lastname,email", columns(Some(0), Some(2), Some(1), None)),
        ("Schüler-Nr.;Name;Vorname", columns(Some(0), Some(1), Some(2), None)),
        ("Name;Nachname;Vorname;ID", columns(Some(3), Some(1), Some(2), None)),
        ("Student ID,Full name", columns(Some(0), None, None, Some(1))),
        ("N°,Nom,Prénom", columns(None, Some(1), Some(2), None)),
        ("الرقم,الاسم الكامل", columns(Some(0), None, None, Some(1))),
        ("a,b", Columns::default()),
    ] {
        assert_eq!(Columns::guess(&read(header.as_bytes()).columns), expected, "{header}");
    }
}

#[test]
fn a_file_without_names_of_columns_loses_no_student() {
    let table = read(b"1,Ada\n2,Bo\n");
    assert_eq!((table.has_header, table.rows.len(), table.columns), (false, 2, vec![String::new(); 2]));
    let forced = Table::read(b"1,Ada\n2,Bo\n", Some(true)).expect("a table");
    assert_eq!((forced.has_header, forced.rows.len()), (true, 1), "the user has the last word");
}

/// Protects ids and names that look like something else: numbers, formulas, code, nothing.
#[test]
fn cells_are_text_whatever_they_look_like() {
    let text = "id,last name,first name\n00123,O'Brien,Null\n1e5,=1+1,@SUM\n+49,<script>,'; DROP\n\
                \" 5 \",\"Quoted \"\"Q\"\", Jr\",true\n";
    let table = read(text.as_bytes());
    let listed = students(&table, &Columns::guess(&table.columns));
    let expected = [
        student("00123", "O'Brien", "Null"),
        student("1e5", "=1+1", "@SUM"),
        student("+49", "<script>", "'; DROP"),
        student("5", "Quoted \"Q\", Jr", "true"),
    ];
    assert_eq!((listed.students, listed.problems), (expected.to_vec(), vec![]));
}

#[test]
fn whole_names_are_taken_apart() {
    let table = read("id,name\n1,\"Lovelace, Ada\"\n2,Mary Ann Evans\n3,Pelé\n".as_bytes());
    let listed = students(&table, &Columns::guess(&table.columns));
    let expected =
        [student("1", "Lovelace", "Ada"), student("2", "Evans", "Mary Ann"), student("3", "", "Pelé")];
    assert_eq!(listed.students, expected);
}

/// Protects who looks for a fault in a file of hundreds of lines: the line is the one an editor shows.
#[test]
fn problems_name_their_line() {
    let long = "x".repeat(201);
    let text = format!(
        "id,last,first\r\n\r\n1,A,Ann\r\n,B,Bo\r\n1,C,Cy\r\n2,,\r\n\r\n\r\n3,\"D\r\nx\",Di\r\n4,{long},E\r\n5,F,Flo,x\r\n6,G\r\n,,,\r\n"
    );
    for text in [text.clone(), text.replace("\r\n", "\n"), text.replace("\r\n", "\r")] {
        let table = read(text.as_bytes());
        let listed = students(&table, &Columns::guess(&table.columns));
        let problems: Vec<(u64, Fault)> =
            listed.problems.into_iter().map(|one| (one.line, one.fault)).collect();
        let expected = [
            (4, Fault::MissingId),
            (5, Fault::DuplicateId(3)),
            (6, Fault::NoName),
            (9, Fault::Control),
            (11, Fault::TooLong),
            (12, Fault::ExtraCells),
        ];
        assert_eq!(problems, expected);
        assert_eq!(listed.students, [student("1", "A", "Ann"), student("6", "G", "")]);
    }
}

/// Protects the server's memory, and people who chose the wrong file.
#[test]
fn what_is_no_list_of_students_is_refused() {
    let refused = |bytes: &[u8]| Table::read(bytes, None).expect_err("is refused");
    assert_eq!(refused(b""), TableError::Empty);
    assert_eq!(refused(b"\xef\xbb\xbf\r\n ,, \r\n"), TableError::Empty);
    assert_eq!(refused(b"id,name\n1,A\n2,\0B\n"), TableError::Zero(3));
    assert_eq!(refused(b"\xef\xbb\xbfid,n\xff"), TableError::Garbled("UTF-8"));
    assert_eq!(refused(b"\xff\xfei\x00\x00\xd8"), TableError::Garbled("UTF-16LE"));
    let many = |rows: usize| (0..=rows).map(|row| format!("{row},A\n")).collect::<Vec<_>>().concat();
    assert!(matches!(refused(many(2000).as_bytes()), TableError::TooMuch { what: "rows", .. }));
    assert_eq!(Table::read(many(1999).as_bytes(), None).map(|table| table.rows.len()), Ok(2000));
    assert!(matches!(refused(&vec![b'a'; (1 << 20) + 1]), TableError::TooMuch { what: "bytes", .. }));
    assert!(matches!(refused(",".repeat(101).as_bytes()), TableError::Empty));
    assert!(matches!(refused("a,".repeat(101).as_bytes()), TableError::TooMuch { what: "columns", .. }));
    let quote = ["id,name\n1,\"", &"a\n".repeat(1000)].concat();
    let table = read(quote.as_bytes());
    let problems = students(&table, &Columns::guess(&table.columns)).problems;
    assert_eq!((problems.len(), problems[0].line, &problems[0].fault), (1, 2, &Fault::Control));
}

/// Protects from accounts in place of people: Moodle's file for "upload users" has ids beside logins, and accounts that
/// are off.
#[test]
fn moodles_user_file_is_read_and_suspended_accounts_are_left_out() {
    let text = "username,password,firstname,lastname,email,idnumber,course1,group1,suspended,deleted\n\
                ada,,Ada,Lovelace,ada@example.org,0900,MATH-7,7b,0,\nbo,x,Bo,B,bo@example.org,0901,MATH-7,7b,1,0\n\
                cy,,Cy,C,cy@example.org,0902,MATH-7,7b,,1\n,,,,,,,,1,\n";
    let table = read(text.as_bytes());
    let columns = Columns::guess(&table.columns);
    assert_eq!(columns, Columns { id: Some(5), last_name: Some(3), first_name: Some(2), full_name: None });
    let listed = students(&table, &columns);
    assert_eq!((listed.students, listed.problems), (vec![student("0900", "Lovelace", "Ada")], vec![]));
    let left: Vec<_> = listed.left_out.iter().map(|one| (one.line, one.id.as_str(), one.reason)).collect();
    let expected = [(3, "0901", Reason::Suspended), (4, "0902", Reason::Deleted), (5, "", Reason::Suspended)];
    assert_eq!(left, expected);
    let bare = read(b"username,firstname,lastname,email,course1\nada,Ada,Lovelace,ada@example.org,MATH-7\n");
    assert_eq!(Columns::guess(&bare.columns).id, Some(0), "a login where there is no other id");
}

/// Protects teachers, who may download their course's participants and nothing else: with the id where the site shows
/// it, by address where it does not, in the site's language.
#[test]
fn moodles_participants_are_read() {
    for (text, id) in [
        ("\"First name\",\"Last name\",\"ID number\",\"Email address\",Groups\n", 2),
        ("\u{feff}\"First name\",\"Last name\",\"Email address\"\n", 2),
        ("Vorname,Nachname,E-Mail-Adresse,ID-Nummer\n", 3),
        ("Nombre,Apellido(s),\"Dirección de correo\",\"Número de ID\"\n", 3),
        ("Prénom,Nom,\"Adresse de courriel\",\"Numéro d'identification\"\n", 3),
    ] {
        let table = read([text, "Ada,Lovelace,a@example.org,9\n"].concat().as_bytes());
        let expected = Columns { id: Some(id), last_name: Some(1), first_name: Some(0), full_name: None };
        assert_eq!((table.has_header, Columns::guess(&table.columns)), (true, expected), "{text}");
    }
}

#[test]
fn the_difference_says_what_happens_to_whom() {
    let roster = [student("1", "A", "Ann"), student("2", "B", "Bo"), student("3", "C", "Cy")];
    let known = [student("9", "Old", "Name")];
    let list = vec![student("2", "B", "Bob"), student("3", "C", "Cy"), student("9", "New", "Name")];
    let found = difference(&roster, &known, list);
    assert_eq!((found.added.len(), found.added[0].known.as_ref()), (1, Some(&known[0])));
    assert_eq!((&found.renamed[0].from, &found.renamed[0].to.first_name), (&roster[1], &"Bob".to_owned()));
    assert_eq!((&found.unchanged[0], &found.missing[0]), (&roster[2], &roster[0]));
    assert_eq!(found.to_put().len(), 2);
    assert_eq!(found.to_leave(), [StudentId::new("1")]);
}

/// Students with ids from a small pool, so that lists and rosters overlap; each id once.
fn some_students() -> impl Strategy<Value = Vec<Student>> {
    let one = (0..12u8, "[a-c]{1,2}").prop_map(|(id, name)| student(&id.to_string(), &name, ""));
    prop::collection::vec(one, 0..12).prop_map(|students| {
        let mut seen = std::collections::HashSet::new();
        students.into_iter().filter(|student| seen.insert(student.id.clone())).collect()
    })
}

/// A roster after an import.
fn applied(roster: &[Student], found: &muster_roster::Difference, leave: bool) -> Vec<Student> {
    let (put, left) = (found.to_put(), found.to_leave());
    let stays = |student: &&Student| {
        put.iter().all(|new| new.id != student.id) && !(leave && left.contains(&student.id))
    };
    let mut after: Vec<Student> = roster.iter().filter(stays).cloned().chain(put.clone()).collect();
    after.sort_by(|a, b| a.id.cmp(&b.id));
    after
}

proptest! {
    /// Protects from students lost or made up: after an import the roster is the file, and a second one changes nothing.
    #[test]
    fn an_import_gives_the_file_and_a_second_changes_nothing(roster in some_students(), mut list in some_students()) {
        let found = difference(&roster, &[], list.clone());
        let after = applied(&roster, &found, true);
        let again = difference(&after, &[], list.clone());
        prop_assert!(again.changes_nothing() && again.missing.is_empty());
        list.sort_by(|a, b| a.id.cmp(&b.id));
        prop_assert_eq!(&after, &list);
        let kept = applied(&roster, &found, false);
        let only_missing = kept.len() - list.len();
        prop_assert_eq!(only_missing, found.missing.len(), "whoever is not in the file stays unless that is asked for");
    }

    /// Protects the server: whatever the bytes are, they are a table or refused.
    #[test]
    fn no_bytes_break_the_reading(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(table) = Table::read(&bytes, None) {
            let listed = students(&table, &Columns::guess(&table.columns));
            prop_assert!(listed.students.len() + listed.problems.len() <= table.rows.len());
        }
    }
}
