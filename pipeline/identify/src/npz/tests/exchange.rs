//! Protects the exchange with numpy in both directions.

use std::process::Command;

use muster_domain::{FaceTemplate, ModelId, StudentId};
use proptest::prelude::*;

use super::{fault, fixture, model, read};
use crate::npz::{Fault, NpzError, NpzLimits, export, import};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/npz/make.py");

fn templates(id: &str, vectors: &[&[f32]]) -> (StudentId, Vec<FaceTemplate>) {
    let template = |vector: &&[f32]| FaceTemplate::new(model(), vector.to_vec()).expect("a direction");
    (StudentId::new(id), vectors.iter().map(template).collect())
}

#[test]
fn what_numpy_saves_is_read_in_every_precision_byte_order_and_memory_order() {
    let ada = [0.6, 0.0, -0.8, 0.0];
    let third = 1.0 / 3.0;
    let grace = [
        [third, 2.0 * third, 2.0 * third, 0.0],
        [0.0, 0.0, 0.0, 1.0],
        [-third, 2.0 * third, 2.0 * third, 0.0],
    ];
    for name in ["le_f2", "be_f2", "le_f4", "be_f4", "le_f8", "be_f8", "fortran", "compressed"] {
        let imported = read(&fixture(&format!("good_{name}.npz"))).unwrap_or_else(|e| panic!("{name}: {e}"));
        let keys: Vec<&str> = imported.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["Ada Lovelace", "Grace Hopper"], "{name}: the file's order");
        let rows: Vec<&Vec<f32>> = imported.iter().flat_map(|(_, rows)| rows).collect();
        assert_eq!(rows.len(), 4, "{name}");
        for (row, expected) in rows.into_iter().zip([ada].iter().chain(&grace)) {
            let far = row.iter().zip(expected).any(|(a, b)| (a - b).abs() > 1e-6);
            assert!(!far, "{name}: {row:?} is not {expected:?}");
        }
    }
}

#[test]
fn keys_are_text_and_never_paths() {
    let imported = read(&fixture("good_keys.npz")).expect("numpy wrote it");
    let keys: Vec<&str> = imported.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["a/b", "../../etc/passwd", "C:\\x", "محمد", "e\u{301}", "é", "00123"]);
}

#[test]
fn an_expected_dimension_is_enforced() {
    let file = fixture("good_le_f4.npz");
    assert!(import(&file, &model(), Some(4), &NpzLimits::default()).is_ok());
    let error = import(&file, &model(), Some(512), &NpzLimits::default()).expect_err("4 numbers");
    assert_eq!(
        error.to_string(),
        "key `Ada Lovelace`: its templates have 4 numbers and 512 are expected: another model made them"
    );
}

#[test]
fn a_file_of_another_model_is_refused_by_its_own_word() {
    let file = export(&[templates("ada", &[&[1.0, 2.0]])]).expect("one model");
    assert!(import(&file, &model(), None, &NpzLimits::default()).is_ok());
    let other = ModelId::new("sface/5pt");
    let error = import(&file, &other, None, &NpzLimits::default()).expect_err("another model");
    assert_eq!(error, NpzError::OtherModel { file: model(), wanted: other });
}

#[test]
fn what_can_not_be_one_dictionary_is_not_exported() {
    let other = FaceTemplate::new(ModelId::new("sface/5pt"), vec![1.0, 0.0]).expect("a direction");
    let mixed = [templates("ada", &[&[1.0, 2.0]]), (StudentId::new("grace"), vec![other])];
    assert!(matches!(export(&mixed), Err(NpzError::MixedModels { .. })));
    let lengths = [templates("ada", &[&[1.0, 2.0]]), templates("grace", &[&[1.0, 2.0, 3.0]])];
    assert!(matches!(export(&lengths), Err(NpzError::Key { fault: Fault::Dimension { .. }, .. })));
    let twice = [templates("ada", &[&[1.0]]), templates("ada", &[&[1.0]])];
    assert!(matches!(export(&twice), Err(NpzError::Key { fault: Fault::Duplicate, .. })));
    for id in ["", " ", "a\0b", "a.npy", &"x".repeat(513)] {
        let refused = export(&[templates(id, &[&[1.0]])]);
        assert!(matches!(refused, Err(NpzError::Key { fault: Fault::Name(_), .. })), "{id:?}");
    }
    let nothing = export(&[templates("ada", &[])]).expect("an empty archive");
    assert_eq!(read(&nothing).expect("an empty archive"), vec![], "students without templates are left out");
}

/// Skips, saying so, where there is no Python with numpy; `MUSTER_PYTHON` names another than `python3`.
#[test]
fn numpy_reads_what_we_write_and_we_read_what_it_writes_today() {
    let python = std::env::var("MUSTER_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let works = Command::new(&python).args(["-c", "import numpy"]).output().is_ok_and(|o| o.status.success());
    if !works {
        println!("skipped: {python} has no numpy (set MUSTER_PYTHON to one that has)");
        return;
    }
    let path = std::env::temp_dir().join(format!("muster-npz-{}.npz", std::process::id()));
    let ours = [
        templates("00123", &[&[3.0, 0.0, -4.0], &[0.0, 1.0, 0.0]]),
        templates("../C:\\a/b", &[&[0.0, 5.0, 0.0]]),
        templates("محمد", &[&[0.0, 0.0, 1.0]]),
    ];
    std::fs::write(&path, export(&ours).expect("one model")).expect("a file");
    let output = Command::new(&python).args([SCRIPT, "check"]).arg(&path).output().expect("python runs");
    let save =
        "import sys, numpy as n; n.savez(sys.argv[1], **{'Ada': n.eye(3)[1], 'Grace': n.eye(3, dtype='f4')})";
    let saved = Command::new(&python).args(["-c", save]).arg(&path).status().expect("python runs");
    let theirs = std::fs::read(&path).expect("the file");
    std::fs::remove_file(&path).expect("the file is removed");

    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = [
        r#"["00123", "<f4", [2, 3], [0.6, 0.0, -0.8]]"#,
        r#"["../C:\\a/b", "<f4", [1, 3], [0.0, 1.0, 0.0]]"#,
        r#"["\u0645\u062d\u0645\u062f", "<f4", [1, 3], [0.0, 0.0, 1.0]]"#,
    ];
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().collect::<Vec<_>>(), lines);
    assert!(saved.success());
    let imported = read(&theirs).expect("numpy.savez wrote it");
    assert_eq!(imported[0], ("Ada".to_owned(), vec![vec![0.0, 1.0, 0.0]]));
    assert_eq!(imported[1].1.len(), 3);
}

#[test]
fn a_truncated_file_is_refused_at_every_length() {
    let whole = fixture("good_compressed.npz");
    for length in 0..whole.len() {
        assert!(read(&whole[..length]).is_err(), "the first {length} bytes pass for the whole");
    }
    assert_eq!(read(&whole[..100]), Err(NpzError::Damaged("its end is missing")));
}

#[test]
fn a_flipped_bit_in_an_array_is_noticed() {
    let mut file = export(&[templates("ada", &[&[1.0, 2.0]])]).expect("one model");
    let at = file.windows(4).position(|bytes| bytes == b"\x93NUM").expect("the array") + 130;
    file[at] ^= 1;
    assert_eq!(fault(&file), ("ada".to_owned(), Fault::Damaged("its checksum is wrong")));
}

proptest! {
    /// Scaling to unit length twice moves a number by its last digit at most.
    #[test]
    fn an_exported_file_imports_as_it_was(
        classes in prop::collection::btree_map("[^\\x00-\\x1f\\x7f-\\x9f]{0,8}[^\\s\\pC.]", (1..4usize, 1u32..1000), 0..6),
        dimension in 1..9usize,
    ) {
        let class: Vec<_> = classes.iter().map(|(id, (rows, seed))| {
            let row = |row: usize| (0..dimension).map(|i| ((row + i) as f32 + *seed as f32).sin() + 1.5).collect();
            let template = |n| FaceTemplate::new(model(), row(n)).expect("a direction");
            (StudentId::new(id), (0..*rows).map(template).collect::<Vec<_>>())
        }).collect();
        let file = export(&class).expect("valid ids");
        let imported = import(&file, &model(), Some(dimension), &NpzLimits::default()).expect("our own file");
        prop_assert_eq!(imported.len(), class.len());
        for ((key, back), (id, there)) in imported.iter().zip(&class) {
            prop_assert_eq!(key, id.as_str());
            prop_assert_eq!(back.len(), there.len());
            for (a, b) in back.iter().zip(there) {
                prop_assert!(a.vector().iter().zip(b.vector()).all(|(a, b)| (a - b).abs() < 1e-6));
            }
        }
    }
}
