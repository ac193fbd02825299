//! Bits of a stretch of compressed data, and Huffman tables to read them by (ITU-T T.81, annexes C and F).

use super::{broken, truncated};
use crate::CaptureError;

/// Bits that the first table answers at once; longer codes take a second look.
const FIRST: u32 = 10;
/// Bytes of zeros kept behind the data, so that a whole word can be read at its last bit.
const PADDING: usize = 16;

/// A reader of single bits over data whose stuffing was removed.
pub(super) struct Bits<'a> {
    data: &'a [u8],
    at: usize,
    end: usize,
}

impl<'a> Bits<'a> {
    /// Copies `source` into `buffer` without stuffing (a zero follows each 0xFF) and padded, ready to be read.
    pub(super) fn unstuffed(source: &[u8], buffer: &'a mut Vec<u8>) -> Self {
        buffer.clear();
        for (index, run) in source.split(|&byte| byte == 0xFF).enumerate() {
            if index > 0 {
                buffer.push(0xFF);
            }
            let run = if index > 0 { run.strip_prefix(&[0]).unwrap_or(run) } else { run };
            buffer.extend_from_slice(run);
        }
        let end = buffer.len() * 8;
        buffer.resize(buffer.len() + PADDING, 0);
        Self { data: buffer, at: 0, end }
    }

    /// The next 57 bits or more, in the upper end of the word.
    ///
    /// # Errors
    /// `Truncated` far beyond the end of the data; up to there zeros are read, and [`Bits::check`] tells.
    #[inline]
    fn peek(&self) -> Result<u64, CaptureError> {
        let byte = self.at / 8;
        match self.data.get(byte..byte + 8).and_then(|word| word.first_chunk()) {
            Some(word) => Ok(u64::from_be_bytes(*word) << (self.at % 8)),
            None => Err(beyond()),
        }
    }

    /// The value of the next `count` bits (at most 16).
    pub(super) fn take(&mut self, count: u32) -> Result<u32, CaptureError> {
        let value = if count == 0 { 0 } else { (self.peek()? >> (64 - count)) as u32 };
        self.at += count as usize;
        Ok(value)
    }

    /// Passes over bits that are of no interest.
    pub(super) fn skip(&mut self, count: u32) {
        self.at += count as usize;
    }

    /// Whether all that was read was there.
    #[inline]
    pub(super) fn check(&self) -> Result<(), CaptureError> {
        if self.at <= self.end { Ok(()) } else { Err(beyond()) }
    }
}

#[cold]
fn beyond() -> CaptureError {
    truncated("a part of the picture is missing")
}

/// What a Huffman code stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Symbol {
    /// Bits of the code itself; 0 marks an entry that needs the second look.
    code: u8,
    /// Bits of the code and of the number that follows it.
    whole: u8,
    /// The symbol: a run of zeros in the upper half, the length of a number in the lower.
    pub(super) value: u8,
    /// By how many coefficients of a sequential block it advances: run and number, 16 zeros, or all that are left.
    pub(super) step: u8,
}

impl Symbol {
    fn new(code: u8, value: u8) -> Self {
        let step = match (value >> 4, value & 15) {
            (15, 0) => 16,
            (_, 0) => 64,
            (run, _) => run + 1,
        };
        Self { code, whole: code + (value & 15), value, step }
    }
}

/// A Huffman table.
pub(super) struct Table {
    first: Vec<Symbol>,
    /// For each code length, the first code beyond it, aligned to 16 bits.
    limits: [u32; 17],
    /// For each code length, what to add to a code to find its symbol's place.
    offsets: [i32; 17],
    values: Vec<u8>,
}

impl Table {
    /// From the counts of codes of 1 to 16 bits and the symbols in order of their codes.
    ///
    /// # Errors
    /// `Broken` when the codes do not fit into their bits.
    pub(super) fn new(counts: &[u8; 16], values: &[u8]) -> Result<Self, CaptureError> {
        let mut table = Self {
            first: vec![Symbol::default(); 1 << FIRST],
            limits: [0; 17],
            offsets: [0; 17],
            values: values.to_vec(),
        };
        let (mut code, mut place) = (0u32, 0usize);
        for length in 1..=16u32 {
            table.offsets[length as usize] = place as i32 - code as i32;
            for _ in 0..counts[length as usize - 1] {
                if code >= 1 << length {
                    return Err(broken("a Huffman table has too many codes"));
                }
                if length <= FIRST {
                    let from = (code << (FIRST - length)) as usize;
                    let symbol = Symbol::new(length as u8, values[place]);
                    table.first[from..from + (1 << (FIRST - length))].fill(symbol);
                }
                code += 1;
                place += 1;
            }
            table.limits[length as usize] = code << (16 - length);
            code <<= 1;
        }
        Ok(table)
    }

    /// Reads a code and passes over the number that follows it.
    #[inline]
    pub(super) fn skip(&self, bits: &mut Bits) -> Result<Symbol, CaptureError> {
        let symbol = self.look(bits)?;
        bits.at += usize::from(symbol.whole);
        Ok(symbol)
    }

    /// Reads a code alone and returns its symbol.
    pub(super) fn read(&self, bits: &mut Bits) -> Result<u8, CaptureError> {
        let symbol = self.look(bits)?;
        bits.at += usize::from(symbol.code);
        Ok(symbol.value)
    }

    #[inline]
    fn look(&self, bits: &Bits) -> Result<Symbol, CaptureError> {
        let word = bits.peek()?;
        let symbol = self.first[(word >> (64 - FIRST)) as usize];
        if symbol.code != 0 { Ok(symbol) } else { self.look_longer((word >> 48) as u32, bits) }
    }

    /// Finds a code of more bits than the first table holds.
    fn look_longer(&self, word: u32, bits: &Bits) -> Result<Symbol, CaptureError> {
        for length in FIRST + 1..=16 {
            if word < self.limits[length as usize] {
                let place = (word >> (16 - length)) as i32 + self.offsets[length as usize];
                let value = usize::try_from(place).ok().and_then(|place| self.values.get(place));
                return value
                    .map(|&value| Symbol::new(length as u8, value))
                    .ok_or_else(|| broken("a Huffman code is wrong"));
            }
        }
        // Zeros stand in for what is missing at the end, and together with the last bits they may make no code.
        Err(if bits.at + 16 > bits.end { beyond() } else { broken("a Huffman code is wrong") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_all_lengths_are_found() {
        // One code each of 1 to 16 bits: 0, 10, 110, ... with symbols 1 to 16 (and no number after the 16th).
        let values: Vec<u8> = (1..=16).collect();
        let table = Table::new(&[1; 16], &values).expect("the codes fit");
        for length in 1..=16u32 {
            let code = ((1u32 << length) - 2) << (32 - length);
            let mut buffer = Vec::new();
            let stuffed: Vec<u8> = code
                .to_be_bytes()
                .iter()
                .flat_map(|&b| if b == 255 { vec![255, 0] } else { vec![b] })
                .collect();
            let mut bits = Bits::unstuffed(&stuffed, &mut buffer);
            assert_eq!(table.read(&mut bits), Ok(length as u8), "code of {length} bits");
            assert_eq!(bits.at, length as usize);
        }
    }

    #[test]
    fn reading_beyond_the_data_is_told() {
        let mut buffer = Vec::new();
        let mut bits = Bits::unstuffed(&[0xFF, 0, 0xA5], &mut buffer);
        assert_eq!(bits.take(16), Ok(0xFFA5));
        assert_eq!(bits.check(), Ok(()));
        assert_eq!(bits.take(1), Ok(0));
        assert!(bits.check().is_err(), "a bit was read that is not there");
        bits.skip(1000);
        assert!(bits.take(1).is_err());
    }

    #[test]
    fn tables_with_too_many_codes_are_refused() {
        let mut counts = [0; 16];
        counts[0] = 3;
        assert!(Table::new(&counts, &[1, 2, 3]).is_err());
    }
}
