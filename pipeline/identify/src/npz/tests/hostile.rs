//! Protects against files made to harm (bad-input rows 60 to 63): each is refused, with the key and the reason,
//! and nothing ever panics.

use std::io::Write as _;

use flate2::{Compression, write::DeflateEncoder};
use proptest::prelude::*;

use super::forge::{Member, archive, array, one, vector};
use super::{fault, fixture, model, read};
use crate::npz::{Fault, NpzError, NpzLimits, import};

fn deflated(content: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).expect("memory");
    encoder.finish().expect("memory")
}

/// What is wrong with an array of this header dictionary and two numbers.
fn header_fault(dictionary: &str) -> Fault {
    fault(&one(|member| *member = Member::new("ada.npy", array(dictionary, &[3.0, 4.0])))).1
}

#[test]
fn forged_archives_are_read_when_nothing_is_wrong_with_them() {
    assert_eq!(read(&one(|_| ())), Ok(vec![("ada".to_owned(), vec![vec![0.6, 0.8]])]));
}

/// Every `bad_*` file that numpy made, with the key and the reason.
#[test]
fn arrays_that_are_no_templates_are_refused_by_key() {
    for (name, key, expected) in [
        ("pickled_value", "ada", Fault::Pickled),
        ("structured", "ada", Fault::Structured),
        ("integers", "ada", Fault::Type("<i8".to_owned())),
        ("text", "ada", Fault::Type("<U1".to_owned())),
        ("empty_rows", "ada", Fault::Shape("(0, 4)".to_owned())),
        ("scalar", "ada", Fault::Shape("()".to_owned())),
        ("cube", "ada", Fault::Shape("(1, 2, 4)".to_owned())),
        ("zero_row", "ada", Fault::NoDirection { row: 1 }),
        ("nan", "ada", Fault::NoDirection { row: 0 }),
        ("infinite", "ada", Fault::NoDirection { row: 0 }),
        ("beyond_f32", "ada", Fault::NoDirection { row: 0 }),
        ("mixed_dimensions", "grace", Fault::Dimension { expected: 4, actual: 8 }),
    ] {
        assert_eq!(fault(&fixture(&format!("bad_{name}.npz"))), (key.to_owned(), expected), "{name}");
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let (key, fault) = fault(&fixture("bad_bomb.npz"));
    assert!(matches!(fault, Fault::Ratio(900..)), "{key}: {fault:?}");
}

#[test]
fn files_that_are_no_dictionary_say_how_to_make_one() {
    let pickled = read(&fixture("bad_pickled_dictionary.npy")).expect_err("np.save of a dictionary");
    assert_eq!(pickled, NpzError::Pickled);
    assert!(pickled.to_string().contains("np.savez(path, **dict)"), "{pickled}");
    let single = read(&fixture("bad_single_array.npy")).expect_err("an array without names");
    assert_eq!(single, NpzError::SingleArray);
    assert!(single.to_string().contains("np.savez(path, **{"), "{single}");
    for other in [&b""[..], b"x", b"\x80\x04\x95 a pickle", &[0; 100]] {
        assert_eq!(read(other), Err(NpzError::NotNpz), "{other:?}");
    }
}

#[test]
fn members_that_are_no_plain_files_are_refused() {
    type Change = fn(&mut Member);
    let cases: [(&str, Change, Fault); 13] = [
        ("encrypted", |m| m.flags |= 1, Fault::Encrypted),
        ("link", |m| m.mode = 0o120_777, Fault::NotAFile),
        ("folder", |m| (m.name, m.local_name) = (b"ada/".to_vec(), b"ada/".to_vec()), Fault::NotAFile),
        ("bzip2", |m| m.method = 12, Fault::Compression(12)),
        ("stored sizes", |m| m.unpacked += 1, Fault::Damaged("its two sizes differ")),
        ("zip64", |m| m.unpacked = u32::MAX, Fault::TooLarge),
        ("offset outside", |m| m.offset = Some(1 << 30), Fault::Overlap),
        ("offset inside", |m| m.offset = Some(5), Fault::Damaged("it is not where the directory says")),
        (
            "two names",
            |m| m.local_name = b"bob.npy".to_vec(),
            Fault::Damaged("it has another name than in the directory"),
        ),
        ("checksum", |m| m.checksum ^= 1, Fault::Damaged("its checksum is wrong")),
        (
            "not deflated",
            |m| (m.content, m.method) = (vec![0xff; 9], 8),
            Fault::Damaged("its packed bytes make no sense"),
        ),
        ("not an array", |m| *m = Member::new("ada.npy", b"hello".to_vec()), Fault::NotAnArray),
        (
            "latin-1",
            |m| (m.name, m.flags) = (b"ad\xe9".to_vec(), 0),
            Fault::Name("is not marked as UTF-8, or is not UTF-8"),
        ),
    ];
    for (name, change, expected) in cases {
        assert_eq!(fault(&one(change)).1, expected, "{name}");
    }
}

#[test]
fn names_that_can_not_be_a_student_are_refused_and_shown_tamely() {
    for (name, reason) in
        [(".npy", "is empty"), ("  .npy", "is empty"), ("a\u{1b}[2J.npy", "has control characters")]
    {
        let (key, fault) = fault(&archive(&[Member::new(name, vector(&[1.0]))]));
        assert_eq!(fault, Fault::Name(reason), "{name:?}");
        assert!(!key.contains('\u{1b}'), "a terminal would run {key:?}");
    }
    let (key, fault) = fault(&archive(&[Member::new(&"x".repeat(600), vector(&[1.0]))]));
    assert_eq!((key.chars().count(), fault), (61, Fault::Name("is too long")));
}

#[test]
fn a_key_that_is_there_twice_is_refused_also_with_and_without_npy() {
    let member = |name: &str, value: f32| Member::new(name, vector(&[value, 1.0]));
    for second in ["ada.npy", "ada"] {
        let file = archive(&[member("ada.npy", 1.0), member("bob.npy", 2.0), member(second, 3.0)]);
        assert_eq!(fault(&file), ("ada".to_owned(), Fault::Duplicate));
    }
}

#[test]
fn members_that_share_bytes_are_refused() {
    let mut second = Member::new("ada.npy", vector(&[1.0]));
    second.offset = Some(0);
    let shared = archive(&[Member::new("ada.npy", vector(&[1.0])), second]);
    assert_eq!(fault(&shared), ("ada".to_owned(), Fault::Overlap));

    // Fifield's construction: the first member's bytes contain the whole of the second.
    let inner = Member::new("in.npy", vector(&[1.0]));
    let hidden = archive(std::slice::from_ref(&inner));
    let outer = Member::new("out.npy", hidden);
    let quoted = Member { offset: Some(30 + 7), ..inner };
    assert_eq!(fault(&archive(&[outer, quoted])), ("in".to_owned(), Fault::Overlap));
}

#[test]
fn a_member_that_unpacks_to_more_than_it_says_is_cut_off() {
    let packed = deflated(&vec![0; 50 << 20]);
    let file = one(|member| {
        (member.content, member.method, member.unpacked) = (packed, 8, 1_000_000);
    });
    assert_eq!(fault(&file).1, Fault::Damaged("it unpacks to another size than promised"));
}

#[test]
fn limits_hold_for_the_file_the_keys_the_rows_and_the_total() {
    let limits =
        NpzLimits { keys: 2, templates: 3, templates_per_key: 2, dimension: 8, ..NpzLimits::default() };
    let member = |name: &str, shape: &str, values: usize| {
        let dictionary = format!("{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}");
        Member::new(name, array(&dictionary, &vec![1.0; values]))
    };
    let pair = |name: &str| member(name, "(2, 4)", 8);
    let check = |members: &[Member], limits: NpzLimits| import(&archive(members), &model(), None, &limits);
    let too_much = |what, limit| Err(NpzError::TooLarge { what, limit });

    assert!(check(&[pair("a"), member("b", "(4,)", 4)], limits).is_ok());
    assert_eq!(check(&[pair("a"), pair("b")], limits), too_much("templates", 3));
    assert_eq!(check(&[pair("a"), pair("b"), pair("c")], limits), too_much("keys", 2));
    assert_eq!(
        check(&[pair("a")], NpzLimits { unpacked_bytes: 50, ..limits }),
        too_much("unpacked bytes", 50)
    );
    assert_eq!(check(&[pair("a")], NpzLimits { file_bytes: 99, ..limits }), too_much("bytes", 99));
    for (shape, values) in [("(3, 1)", 3), ("(9,)", 9)] {
        let refused = check(&[member("a", shape, values)], limits);
        assert!(matches!(refused, Err(NpzError::Key { fault: Fault::Shape(_), .. })), "{shape}: {refused:?}");
    }
}

#[test]
fn shapes_that_overflow_or_lie_are_refused() {
    let with_shape =
        |shape: &str| header_fault(&format!("{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}}}"));
    for shape in [
        "(9223372036854775808,)",
        "(99999999999999999999999,)",
        "(-2,)",
        "(2, -1)",
        "(4294967296, 4294967296)",
        "(2.0,)",
        "(True,)",
    ] {
        assert!(matches!(with_shape(shape), Fault::Shape(_)), "{shape}");
    }
    assert_eq!(with_shape("(3,)"), Fault::Length { expected: 12, actual: 8 });
    assert_eq!(with_shape("(1,)"), Fault::Length { expected: 4, actual: 8 });
}

#[test]
fn headers_that_numpy_does_not_write_are_refused() {
    for dictionary in [
        "",
        "{}",
        "{'descr': '<f4'}",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'more': (1,)}",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} + __import__('os')",
        "{'descr': '\\x3cf4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<f4",
    ] {
        let refused = header_fault(dictionary);
        assert!(matches!(refused, Fault::Header(_)), "{dictionary}: {refused:?}");
    }
    assert_eq!(header_fault("{'descr': '|O', 'fortran_order': False, 'shape': (2,)}"), Fault::Pickled);
    assert_eq!(
        header_fault("{'descr': ('<f4', (2,)), 'fortran_order': False, 'shape': ()}"),
        Fault::Structured
    );
    assert_eq!(
        header_fault("{'descr': 'é', 'fortran_order': False, 'shape': ()}"),
        Fault::Type("Ã©".to_owned())
    );
    let padded = format!("{{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}}{}", " ".repeat(10_000));
    assert_eq!(header_fault(&padded), Fault::HeaderTooLong(padded.len()));
    let python_2 = "{'descr': '<f4', 'fortran_order': False, 'shape': (2L,)}";
    assert!(
        read(&archive(&[Member::new("a", array(python_2, &[1.0, 1.0]))])).is_ok(),
        "numpy reads it as well"
    );
}

#[test]
fn versions_two_and_three_have_a_longer_length_field() {
    let dictionary = b"{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}";
    let with_version = |version: u8| {
        let mut bytes = [&b"\x93NUMPY"[..], &[version, 0], &(dictionary.len() as u32).to_le_bytes()].concat();
        bytes.extend_from_slice(dictionary);
        bytes.extend([3.0f32, 4.0].iter().flat_map(|value| value.to_le_bytes()));
        read(&archive(&[Member::new("a", bytes)]))
    };
    for version in [2, 3] {
        assert_eq!(with_version(version), Ok(vec![("a".to_owned(), vec![vec![0.6, 0.8]])]));
    }
    assert!(matches!(with_version(4), Err(NpzError::Key { fault: Fault::Header(_), .. })));
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
        let _ = read(&archive(&[Member::new("a", bytes.clone())]));
        let _ = read(&archive(&[Member::new("a", [&b"\x93NUMPY\x01\x00"[..], &bytes].concat())]));
    }

    #[test]
    fn random_headers_never_panic(text in "[{}()\\[\\]'\",: <>=|0-9LTrueFalsdscrhapon_éf]{0,60}") {
        let _ = read(&archive(&[Member::new("a", array(&text, &[1.0, 2.0]))]));
    }

    /// Anything changed in a good file is noticed or harmless, and nothing panics.
    #[test]
    fn mutated_files_never_panic(
        compressed in any::<bool>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(), cuts in any::<bool>(),
    ) {
        let mut bytes = fixture(if compressed { "good_compressed.npz" } else { "good_le_f4.npz" });
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        bytes.truncate(if cuts { cut.index(bytes.len()) } else { bytes.len() });
        for (_, rows) in read(&bytes).unwrap_or_default() {
            prop_assert!(rows.iter().flatten().all(|value| value.is_finite()));
        }
    }
}
