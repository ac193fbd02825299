//! Whatever the bytes are, the answer is a photo or an error: never a panic, never a hang.

use std::sync::LazyLock;

use super::support::{fixture, read};
use proptest::prelude::*;

/// Whole files of every kind, to be damaged.
static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/capture/pictures");
    let mut names: Vec<String> = std::fs::read_dir(path)
        .expect("the pictures")
        .map(|entry| entry.expect("a file").file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    names.iter().map(|name| fixture(name)).collect()
});

/// First bytes of files, for random ones to follow.
const STARTS: [&[u8]; 7] = [
    b"",
    b"\xFF\xD8\xFF",
    b"\xFF\xD8\xFF\xC0\0\x0B\x08\0\x40\0\x40\x01\x01\x11\0",
    b"\x89PNG\r\n\x1A\n",
    b"RIFF\x40\0\0\0WEBPVP8 ",
    b"RIFF\x40\0\0\0WEBPVP8L",
    b"\0\0\0\x18ftyp",
];

/// One change to a file: at a place (in thousandths of its length), overwrite, remove or repeat some bytes.
#[derive(Clone, Debug)]
enum Damage {
    Overwrite(usize, Vec<u8>),
    Remove(usize, usize),
    Repeat(usize, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        (0..1000usize, prop::collection::vec(any::<u8>(), 1..6))
            .prop_map(|(at, new)| Damage::Overwrite(at, new)),
        (0..1000usize, 1..200usize).prop_map(|(at, count)| Damage::Remove(at, count)),
        (0..1000usize, 1..200usize).prop_map(|(at, count)| Damage::Repeat(at, count)),
    ]
}

fn apply(file: &mut Vec<u8>, damage: &Damage) {
    let place = |at: usize| file.len() * at / 1000;
    match *damage {
        Damage::Overwrite(at, ref new) => {
            let at = place(at);
            let end = file.len().min(at + new.len());
            file[at..end].copy_from_slice(&new[..end - at]);
        }
        Damage::Remove(at, count) => {
            let at = place(at);
            file.drain(at..file.len().min(at + count));
        }
        Damage::Repeat(at, count) => {
            let at = place(at);
            let part = file[at..file.len().min(at + count)].to_vec();
            file.splice(at..at, part);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_answered(
        index in any::<prop::sample::Index>(),
        changes in prop::collection::vec(damage(), 1..5),
    ) {
        let mut file = FILES[index.index(FILES.len())].clone();
        for change in &changes {
            apply(&mut file, change);
        }
        let _ = read(&file);
    }

    #[test]
    fn random_bytes_are_answered(
        start in prop::sample::select(STARTS.to_vec()),
        rest in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let _ = read(&[start, &rest[..]].concat());
    }
}
