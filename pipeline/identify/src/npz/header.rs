//! The header of a `.npy` array: magic, version, and a Python dictionary with three keys.
//!
//! `numpy.lib.format`, versions 1.0 to 3.0. The dictionary is a literal that numpy itself writes, so a reader for
//! exactly that literal is enough: strings without escapes, `True`, `False`, and tuples of integers.

use super::{Fault, error::shown};

/// What every array begins with.
pub(super) const MAGIC: &[u8] = b"\x93NUMPY";
/// The longest header that `numpy.load` reads without being told to trust the file.
const LONGEST: usize = 10_000;

/// What a header says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) element: Element,
    pub(super) fortran: bool,
    pub(super) shape: Vec<u64>,
}

/// A floating-point type of IEEE 754, little-endian unless `big`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) bytes: usize,
    pub(super) big: bool,
}

/// Splits an array into its header and its values.
pub(super) fn read(data: &[u8]) -> Result<(Header, &[u8]), Fault> {
    let rest = data.strip_prefix(MAGIC).ok_or(Fault::NotAnArray)?;
    let cut = Fault::Damaged("its header is cut short");
    let (version, length, rest) = match *rest {
        [1, 0, a, b, ref rest @ ..] => (1, usize::from(u16::from_le_bytes([a, b])), rest),
        [version @ (2 | 3), 0, a, b, c, d, ref rest @ ..] => {
            (version, u32::from_le_bytes([a, b, c, d]) as usize, rest)
        }
        [1..=3, 0, ..] | [] | [_] => return Err(cut),
        _ => return Err(Fault::Header("its version is unknown")),
    };
    if length > LONGEST {
        return Err(Fault::HeaderTooLong(length));
    }
    let (text, values) = rest.split_at_checked(length).ok_or(cut)?;
    let text: String = if version == 3 {
        std::str::from_utf8(text).map_err(|_| Fault::Header("it is not UTF-8"))?.to_owned()
    } else {
        text.iter().copied().map(char::from).collect()
    };
    Ok((parse(&text)?, values))
}

/// The header that numpy writes for an array of little-endian `f4` of `rows` x `columns`, padded so that the
/// values begin at a multiple of 64 bytes.
pub(super) fn write(rows: usize, columns: usize) -> Vec<u8> {
    let dictionary = format!("{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}");
    let before = MAGIC.len() + 4;
    let length = (before + dictionary.len() + 1).next_multiple_of(64) - before;
    let mut header = MAGIC.to_vec();
    header.extend_from_slice(&[1, 0]);
    header.extend_from_slice(&(length as u16).to_le_bytes());
    header.extend_from_slice(format!("{dictionary:<width$}\n", width = length - 1).as_bytes());
    header
}

fn parse(text: &str) -> Result<Header, Fault> {
    let mut literal = Literal(text);
    let (mut element, mut fortran, mut shape) = (None, None, None);
    literal.expect('{')?;
    while !literal.skip('}') {
        let key = literal.string()?;
        literal.expect(':')?;
        let new = match key {
            "descr" => element.replace(literal.element()?).is_none(),
            "fortran_order" => fortran.replace(literal.boolean()?).is_none(),
            "shape" => shape.replace(literal.tuple()?).is_none(),
            _ => return Err(Fault::Header("it has a key of its own")),
        };
        if !new {
            return Err(Fault::Header("a key is there twice"));
        }
        if !literal.skip(',') {
            literal.expect('}')?;
            break;
        }
    }
    if !literal.0.trim().is_empty() {
        return Err(Fault::Header("something follows the dictionary"));
    }
    match (element, fortran, shape) {
        (Some(element), Some(fortran), Some(shape)) => Ok(Header { element, fortran, shape }),
        _ => Err(Fault::Header("descr, fortran_order or shape is missing")),
    }
}

/// What is left to read of a Python literal.
struct Literal<'a>(&'a str);

impl<'a> Literal<'a> {
    fn skip(&mut self, sign: char) -> bool {
        let rest = self.0.trim_start().strip_prefix(sign);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn expect(&mut self, sign: char) -> Result<(), Fault> {
        if self.skip(sign) { Ok(()) } else { Err(Fault::Header("it is not a dictionary of three keys")) }
    }

    fn string(&mut self) -> Result<&'a str, Fault> {
        let bad = Fault::Header("a string is missing");
        let quote = if self.skip('\'') { '\'' } else { '"' };
        if quote == '"' && !self.skip('"') {
            return Err(bad);
        }
        let (text, rest) = self.0.split_once(quote).ok_or(bad)?;
        if text.contains('\\') {
            return Err(Fault::Header("a string has an escape"));
        }
        self.0 = rest;
        Ok(text)
    }

    /// The dtype: numbers are a string such as `<f4`, records a list, sub-arrays a tuple.
    fn element(&mut self) -> Result<Element, Fault> {
        if self.skip('[') || self.skip('(') {
            return Err(Fault::Structured);
        }
        let code = self.string()?;
        let (order, kind) = code.split_at_checked(1).unwrap_or((code, ""));
        let bytes = match kind {
            "f2" => 2,
            "f4" => 4,
            "f8" => 8,
            _ if code.contains('O') => return Err(Fault::Pickled),
            _ if kind.starts_with('V') => return Err(Fault::Structured),
            _ => return Err(Fault::Type(shown(code))),
        };
        match order {
            "<" | ">" => Ok(Element { bytes, big: order == ">" }),
            _ => Err(Fault::Type(shown(code))),
        }
    }

    fn boolean(&mut self) -> Result<bool, Fault> {
        let text = self.0.trim_start();
        for (word, value) in [("True", true), ("False", false)] {
            if let Some(rest) = text.strip_prefix(word) {
                self.0 = rest;
                return Ok(value);
            }
        }
        Err(Fault::Header("fortran_order is neither True nor False"))
    }

    fn tuple(&mut self) -> Result<Vec<u64>, Fault> {
        let whole = self.0.trim_start();
        let shape = || Fault::Shape(shown(whole.split_inclusive(')').next().unwrap_or(whole)));
        if !self.skip('(') {
            return Err(shape());
        }
        let mut numbers = Vec::new();
        while !self.skip(')') {
            let text = self.0.trim_start();
            let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
            numbers.push(text[..digits].parse().map_err(|_| shape())?);
            self.0 = &text[digits..];
            // Python 2 wrote long integers as 512L.
            self.skip('L');
            if !self.skip(',') {
                if self.skip(')') {
                    break;
                }
                return Err(shape());
            }
        }
        Ok(numbers)
    }
}
