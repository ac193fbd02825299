//! Standard output and standard error, whoever reads them, and how tables, numbers and students look on them.
//!
//! Every command prints through the one [`Out`] that `main` makes. It leaves what to say to the commands.

use std::io::{self, ErrorKind, Write};

use comfy_table::{ContentArrangement, Table, presets::UTF8_FULL_CONDENSED};
use muster_domain::Student;

/// Where answers go.
///
/// A reader may leave before the end (`muster models list | head -1`). What it would have read is dropped then,
/// and the command runs to its end: commands here store things and write files, and those must not depend on
/// who looks at the answer. Every other failure, a full disk behind `> FILE` for one, is an error.
pub(crate) struct Out<W> {
    to: W,
    reader_left: bool,
}

impl<W: Write> Out<W> {
    pub(crate) fn new(to: W) -> Self {
        Self { to, reader_left: false }
    }

    /// Does `work`, unless the reader has left; `done` is the answer when there is nobody to read.
    fn unless_left<T>(&mut self, done: T, work: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<T> {
        if self.reader_left {
            return Ok(done);
        }
        match work(&mut self.to) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.reader_left = true;
                Ok(done)
            }
            // `write_all` repeats these by itself, and looks at the kind alone.
            Err(error) if error.kind() == ErrorKind::Interrupted => Err(error),
            Err(error) => {
                let text = format!("the answer can't be written to standard output: {error}");
                Err(io::Error::new(error.kind(), text))
            }
            written => written,
        }
    }
}

impl<W: Write> Write for Out<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_left(bytes.len(), |to| to.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_left((), Write::flush)
    }
}

/// A table with that header, as wide as the terminal at most; its cells break into lines to fit.
pub(crate) fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(header);
    table
}

/// So many of these, as one says it: `1 face`, `2 faces`.
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// A student's name, and the id where it says something else.
pub(crate) fn known_as(student: &Student) -> String {
    let (name, id) = (student.full_name(), student.id.as_str());
    if name == id.replace('_', " ") { name } else { format!("{name} ({id})") }
}

/// Tells the person at the terminal, beside the answer. With standard error closed there is nobody to tell.
pub(crate) fn tell(text: &str) {
    let _ = writeln!(io::stderr(), "muster: {text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes one write, then fails with that kind.
    struct FailsAfterOne(ErrorKind, Vec<u8>);

    impl Write for FailsAfterOne {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.1.is_empty() {
                self.1.extend_from_slice(bytes);
                return Ok(bytes.len());
            }
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_leaves_ends_the_printing_but_not_the_command() {
        let mut out = Out::new(FailsAfterOne(ErrorKind::BrokenPipe, Vec::new()));
        for line in ["first", "second", "third"] {
            out.write_all(line.as_bytes()).expect("the command goes on");
        }
        out.flush().expect("nothing to flush to");
        assert_eq!(out.to.1, b"first", "what was read stays as it was");
    }

    #[test]
    fn a_full_disk_is_an_error_that_says_what_was_being_written() {
        let mut out = Out::new(FailsAfterOne(ErrorKind::StorageFull, Vec::new()));
        out.write_all(b"first").expect("there is room");
        let error = out.write_all(b"second").expect_err("the disk is full");
        assert!(error.to_string().contains("standard output"), "{error}");
    }
}
