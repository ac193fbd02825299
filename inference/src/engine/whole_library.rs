//! A check that a shared library's file is complete, before the operating system maps it.
//!
//! The loader refuses most damaged files with an error, but a file that was cut off in the middle is mapped
//! beyond its end, and the process dies (SIGBUS) where no error can be caught. An ELF file's table of sections
//! stands at its end, so its header says how long the file must be at least.
//! Source: ELF-64 Object File Format, version 1.5, figure 2 (`e_shoff`, `e_shentsize`, `e_shnum`).

use std::fs::File;
use std::io::Read;
use std::path::Path;

const ELF64_HEADER: usize = 64;

/// Checks that `path` is not an ELF file that was cut off. Files of other formats pass: their loaders check.
///
/// # Errors
/// A sentence that says what is wrong with the file.
pub(super) fn check_whole(path: &Path) -> Result<(), String> {
    let mut file = File::open(path).map_err(|error| error.to_string())?;
    let length = file.metadata().map_err(|error| error.to_string())?.len();
    let mut header = Vec::with_capacity(ELF64_HEADER);
    file.by_ref().take(ELF64_HEADER as u64).read_to_end(&mut header).map_err(|error| error.to_string())?;
    match needed_length(&header) {
        Some(needed) if length < needed => {
            Err(format!("the file is cut off: it has {length} bytes of at least {needed}"))
        }
        _ => Ok(()),
    }
}

/// The least length of a little-endian ELF-64 file with this header; nothing for any other file.
fn needed_length(header: &[u8]) -> Option<u64> {
    const MAGIC_64_LITTLE: &[u8] = b"\x7fELF\x02\x01";
    if !header.starts_with(MAGIC_64_LITTLE) {
        return None;
    }
    let header: &[u8; ELF64_HEADER] = header.try_into().ok()?;
    let short = |at: usize| u64::from(u16::from_le_bytes([header[at], header[at + 1]]));
    let section_table = u64::from_le_bytes(header[40..48].try_into().ok()?);
    section_table.checked_add(short(58) * short(60))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the process from dying on a library whose download was cut off.
    #[test]
    fn a_cut_off_elf_file_is_refused_and_a_whole_one_passes() {
        let mut whole = vec![0_u8; 200];
        whole[..6].copy_from_slice(b"\x7fELF\x02\x01");
        whole[40..48].copy_from_slice(&136_u64.to_le_bytes());
        whole[58..60].copy_from_slice(&64_u16.to_le_bytes());
        whole[60..62].copy_from_slice(&1_u16.to_le_bytes());
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("lib.so");
        std::fs::write(&path, &whole).expect("write");
        assert_eq!(check_whole(&path), Ok(()));
        std::fs::write(&path, &whole[..199]).expect("write");
        let refused = check_whole(&path).expect_err("one byte is missing");
        assert!(refused.contains("cut off"), "{refused}");
    }

    /// Protects libraries of other systems (Mach-O, PE): this check has no say about them.
    #[test]
    fn a_file_of_another_format_passes() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("lib.dylib");
        std::fs::write(&path, b"\xcf\xfa\xed\xfe....").expect("write");
        assert_eq!(check_whole(&path), Ok(()));
    }
}
