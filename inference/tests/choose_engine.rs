//! What the choice of an engine promises: a library that can't be used is told, and never ends the process.
//!
//! A process loads one ONNX Runtime at most, so nothing here loads a real one; `models_match_reference` does.

use std::path::{Path, PathBuf};

use muster_inference::{EngineChoice, EngineError, OnnxRuntime, choose_engine, library_file_name};

fn folder_with_library(bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join(library_file_name()), bytes).expect("write the library");
    folder
}

/// The start of an ELF file for a machine that nobody has, complete by its header.
fn elf_of_another_machine() -> Vec<u8> {
    let mut bytes = vec![0_u8; 64];
    bytes[..7].copy_from_slice(b"\x7fELF\x02\x01\x01");
    bytes[16] = 3; // a shared object
    bytes[18] = 0xff; // machine 0xff: unassigned
    bytes[20] = 1;
    bytes
}

/// Protects the promise that Muster always runs: with garbage in the library's place, `Auto` takes `rten` and
/// says why, and asking for ONNX Runtime itself is an error that names the file and the next step.
#[test]
fn a_library_that_is_garbage_is_told_and_rten_is_taken() {
    let cases: [(&str, Vec<u8>); 4] = [
        ("an empty file", Vec::new()),
        ("text", b"this is no library\n".repeat(100)),
        ("a bare ELF magic", b"\x7fELF\x02\x01".to_vec()),
        ("another machine's ELF", elf_of_another_machine()),
    ];
    for (what, bytes) in cases {
        let folder = folder_with_library(&bytes);
        let chosen = choose_engine(EngineChoice::Auto, folder.path()).expect("auto never fails");
        assert_eq!(chosen.engine.name(), "rten", "{what}");
        assert!(chosen.reason.contains("can't be used"), "{what}: {}", chosen.reason);
        let refused = choose_engine(EngineChoice::OnnxRuntime, folder.path()).expect_err("it is garbage");
        let message = refused.to_string();
        assert!(message.contains(library_file_name()), "{what}: {message}");
        assert!(message.contains("muster models install onnxruntime"), "{what}: {message}");
    }
}

/// Protects against taking any library that loads for ONNX Runtime.
#[test]
fn a_sound_library_that_is_no_onnx_runtime_is_refused() {
    let Some(libc) = some_system_library() else {
        println!("skipped: no shared library of the system was found");
        return;
    };
    let refused = OnnxRuntime::open(&libc).expect_err("it is no ONNX Runtime");
    assert!(refused.to_string().contains("OrtGetApiBase"), "{refused}");
}

fn some_system_library() -> Option<PathBuf> {
    let maps = std::fs::read_to_string("/proc/self/maps").ok()?;
    let paths = maps.lines().filter_map(|line| line.split_whitespace().nth(5));
    paths.map(PathBuf::from).find(|path| path.to_string_lossy().contains("libc.so"))
}

/// Protects the sentence that a fresh installation shows.
#[test]
fn without_a_library_rten_is_taken_and_the_way_to_the_fast_engine_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let chosen = choose_engine(EngineChoice::Auto, folder.path()).expect("auto never fails");
    assert_eq!(
        chosen.reason,
        "rten, built in: ONNX Runtime's library is not installed; `muster models install onnxruntime` makes \
         faces 2x faster"
    );
    let refused = choose_engine(EngineChoice::OnnxRuntime, folder.path()).expect_err("there is none");
    assert!(matches!(refused, EngineError::NoLibrary { .. }), "{refused}");
}

/// Protects the message for a model file that is missing or is no model.
#[test]
fn a_model_file_that_is_missing_or_garbage_is_an_error_that_names_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let engine = choose_engine(EngineChoice::Rten, folder.path()).expect("rten is compiled in").engine;
    let garbage = folder.path().join("garbage.onnx");
    std::fs::write(&garbage, b"no protobuf at all").expect("write");
    for path in [garbage.as_path(), Path::new("no-such-folder/none.onnx")] {
        let error = engine.load(path).err().expect("it is no model");
        let name = path.file_name().expect("a file name").to_string_lossy().into_owned();
        assert!(error.to_string().contains(&name), "{error}");
    }
}
