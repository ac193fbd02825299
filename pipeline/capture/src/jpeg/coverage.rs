//! Whether a JPEG's compressed data covers the whole picture.
//!
//! The Huffman codes of every block are walked through (ITU-T T.81, annexes F and G) without making pixels of
//! them. A file that was cut and closed again, or whose data ends early, runs out of codes on the way. Restart
//! intervals are counted too, so that a missing stretch in the middle shows.

use super::bits::{Bits, Table};
use super::structure::{Component, Frame, Part, Segment, Structure};
use super::{broken, truncated};
use crate::CaptureError;

/// # Errors
/// `Truncated` when blocks are missing, `Broken` when codes or headers make no sense.
pub(super) fn check(structure: &Structure) -> Result<(), CaptureError> {
    let mut picture = Picture::new(&structure.frame);
    for segment in &structure.segments {
        match segment.part {
            Part::Huffman => picture.tables.define(segment.payload)?,
            Part::RestartInterval => {
                let interval =
                    segment.payload.first_chunk().ok_or_else(|| broken("a header is too short"))?;
                picture.restart_interval = usize::from(u16::from_be_bytes(*interval));
            }
            Part::Scan => picture.scan(segment)?,
            Part::Frame | Part::Quantisation => {}
        }
    }
    if picture.begun.iter().all(|&begun| begun) {
        Ok(())
    } else {
        Err(truncated("a colour channel is missing"))
    }
}

/// The Huffman tables in force: four for DC differences, four for AC coefficients.
#[derive(Default)]
struct Tables {
    dc: [Option<Table>; 4],
    ac: [Option<Table>; 4],
}

impl Tables {
    /// Reads a DHT segment: one or more tables of class and number, 16 counts, and the symbols.
    fn define(&mut self, mut payload: &[u8]) -> Result<(), CaptureError> {
        let short = || broken("a Huffman table is too short");
        while let Some((&head, rest)) = payload.split_first() {
            let (counts, rest) = rest.split_first_chunk::<16>().ok_or_else(short)?;
            let total = counts.iter().map(|&count| usize::from(count)).sum();
            let (values, rest) = rest.split_at_checked(total).ok_or_else(short)?;
            let (class, number) = (head >> 4, usize::from(head & 15));
            if class > 1 || number > 3 {
                return Err(broken("a Huffman table has an impossible number"));
            }
            if class == 0 && values.iter().any(|&value| value > 15) {
                return Err(broken("a Huffman table has an impossible symbol"));
            }
            let table = Some(Table::new(counts, values)?);
            if class == 0 {
                self.dc[number] = table;
            } else {
                self.ac[number] = table;
            }
            payload = rest;
        }
        Ok(())
    }
}

/// One component's blocks.
struct Plane {
    component: Component,
    /// Blocks across and down when the component is scanned alone.
    alone: (usize, usize),
    /// Blocks in a row of interleaved units.
    stride: usize,
    /// Of a progressive picture, for each block the coefficients that are not zero so far, as bits.
    coefficients: Vec<u64>,
}

struct Picture<'a> {
    frame: &'a Frame,
    /// Interleaved units across and down.
    units: (usize, usize),
    planes: Vec<Plane>,
    /// Which components had their first (DC) scan.
    begun: Vec<bool>,
    tables: Tables,
    restart_interval: usize,
    buffer: Vec<u8>,
}

/// A scan's header: which components by which tables, and for a progressive picture which coefficients.
struct Scan {
    /// Index of the component, number of its DC table, number of its AC table.
    components: Vec<(usize, usize, usize)>,
    from: u32,
    to: u32,
    refines: bool,
}

impl Scan {
    fn read(payload: &[u8], frame: &Frame) -> Result<Self, CaptureError> {
        let wrong = || broken("a scan's header contradicts the frame");
        let (&count, rest) = payload.split_first().ok_or_else(wrong)?;
        let (selectors, rest) = rest.split_at_checked(usize::from(count) * 2).ok_or_else(wrong)?;
        let &[from, to, precision] = rest else { return Err(wrong()) };
        let mut components: Vec<(usize, usize, usize)> = Vec::new();
        for &[id, tables] in selectors.as_chunks::<2>().0 {
            let index = frame.components.iter().position(|component| component.id == id).ok_or_else(wrong)?;
            let (dc, ac) = (usize::from(tables >> 4), usize::from(tables & 15));
            if components.iter().any(|&(other, ..)| other == index) || dc > 3 || ac > 3 {
                return Err(wrong());
            }
            components.push((index, dc, ac));
        }
        let scan =
            Self { components, from: u32::from(from), to: u32::from(to), refines: precision >> 4 != 0 };
        let alone = scan.components.len() == 1;
        let sound = if frame.progressive {
            (from == 0 && to == 0) || (from > 0 && from <= to && to < 64 && alone)
        } else {
            true
        };
        if sound && !scan.components.is_empty() { Ok(scan) } else { Err(wrong()) }
    }
}

impl<'a> Picture<'a> {
    fn new(frame: &'a Frame) -> Self {
        let (across, down) = frame.unit();
        let (width, height) = (frame.width as usize, frame.height as usize);
        let units = (width.div_ceil(8 * across), height.div_ceil(8 * down));
        let plane = |&component: &Component| {
            let alone = (
                (width * component.across).div_ceil(8 * across),
                (height * component.down).div_ceil(8 * down),
            );
            let stride = units.0 * component.across;
            let blocks = if frame.progressive { stride * units.1 * component.down } else { 0 };
            Plane { component, alone, stride, coefficients: vec![0; blocks] }
        };
        Self {
            frame,
            units,
            planes: frame.components.iter().map(plane).collect(),
            begun: vec![false; frame.components.len()],
            tables: Tables::default(),
            restart_interval: 0,
            buffer: Vec::new(),
        }
    }

    /// Walks through one scan: all its units, in the stretches that restart markers cut it into.
    fn scan(&mut self, segment: &Segment) -> Result<(), CaptureError> {
        let scan = Scan::read(segment.payload, self.frame)?;
        if scan.from == 0 && !scan.refines {
            scan.components.iter().for_each(|&(index, ..)| self.begun[index] = true);
        }
        let total = match scan.components[..] {
            [(only, ..)] => self.planes[only].alone.0 * self.planes[only].alone.1,
            _ => self.units.0 * self.units.1,
        };
        let step = if self.restart_interval == 0 { total } else { self.restart_interval };
        let mut stretches = Stretches { rest: Some(segment.entropy) };
        let mut buffer = std::mem::take(&mut self.buffer);
        for start in (0..total).step_by(step) {
            let stretch = stretches.next().ok_or_else(|| truncated("a part of the picture is missing"))?;
            let mut bits = Bits::unstuffed(stretch, &mut buffer);
            let units = start..total.min(start + step);
            if self.frame.progressive {
                self.progressive(&scan, units, &mut bits)?;
            } else {
                self.sequential(&scan, units.len(), &mut bits)?;
            }
        }
        self.buffer = buffer;
        Ok(())
    }

    /// Units of a sequential scan: all coefficients of each block at once.
    fn sequential(&self, scan: &Scan, units: usize, bits: &mut Bits) -> Result<(), CaptureError> {
        let mut blocks = Vec::new();
        for &(index, dc, ac) in &scan.components {
            let component = self.planes[index].component;
            let tables = (table(&self.tables.dc, dc)?, table(&self.tables.ac, ac)?);
            let count = if scan.components.len() == 1 { 1 } else { component.across * component.down };
            blocks.resize(blocks.len() + count, tables);
        }
        for _ in 0..units {
            for (dc, ac) in &blocks {
                dc.skip(bits)?;
                let mut coefficient = 1;
                while coefficient < 64 {
                    coefficient += ac.skip(bits)?.step;
                }
            }
            bits.check()?;
        }
        Ok(())
    }

    /// Units of a progressive scan.
    fn progressive(
        &mut self,
        scan: &Scan,
        units: std::ops::Range<usize>,
        bits: &mut Bits,
    ) -> Result<(), CaptureError> {
        if scan.from > 0 {
            let (index, _, ac) = scan.components[0];
            let table = table(&self.tables.ac, ac)?;
            let plane = &mut self.planes[index];
            let mut band = Band { table, from: scan.from, to: scan.to, blocks_to_skip: 0 };
            for unit in units {
                let place = unit / plane.alone.0 * plane.stride + unit % plane.alone.0;
                let coefficients =
                    plane.coefficients.get_mut(place).ok_or_else(|| broken("a block lies outside"))?;
                if scan.refines {
                    band.refine(coefficients, bits)?;
                } else {
                    band.first(coefficients, bits)?;
                }
                bits.check()?;
            }
            return Ok(());
        }
        for _ in units {
            for &(index, dc, _) in &scan.components {
                let component = self.planes[index].component;
                let blocks = if scan.components.len() == 1 { 1 } else { component.across * component.down };
                if scan.refines {
                    bits.skip(blocks as u32);
                } else {
                    let table = table(&self.tables.dc, dc)?;
                    for _ in 0..blocks {
                        table.skip(bits)?;
                    }
                }
            }
            bits.check()?;
        }
        Ok(())
    }
}

/// A band of AC coefficients of a progressive scan (annex G.1.2.2 and G.1.2.3).
struct Band<'a> {
    table: &'a Table,
    from: u32,
    to: u32,
    /// Blocks still to come that hold nothing new.
    blocks_to_skip: u32,
}

impl Band<'_> {
    /// The band's first scan: marks the coefficients that are not zero.
    fn first(&mut self, coefficients: &mut u64, bits: &mut Bits) -> Result<(), CaptureError> {
        if self.blocks_to_skip > 0 {
            self.blocks_to_skip -= 1;
            return Ok(());
        }
        let mut at = self.from;
        while at <= self.to {
            let symbol = self.table.read(bits)?;
            let (run, length) = (u32::from(symbol >> 4), u32::from(symbol & 15));
            if length > 0 {
                bits.skip(length);
                at += run;
                *coefficients |= 1 << at.min(63);
                at += 1;
            } else if run == 15 {
                at += 16;
            } else {
                self.blocks_to_skip = (1 << run) - 1 + bits.take(run)?;
                break;
            }
        }
        Ok(())
    }

    /// A later scan: one bit for each coefficient that is not zero, and codes for new ones.
    fn refine(&mut self, coefficients: &mut u64, bits: &mut Bits) -> Result<(), CaptureError> {
        let mut at = self.from;
        while self.blocks_to_skip == 0 && at <= self.to {
            let symbol = self.table.read(bits)?;
            let (mut zeros, new) = (u32::from(symbol >> 4), symbol & 15 != 0);
            if new {
                bits.skip(1);
            } else if zeros < 15 {
                self.blocks_to_skip = (1 << zeros) + bits.take(zeros)?;
                break;
            }
            while at <= self.to {
                if *coefficients >> at & 1 != 0 {
                    bits.skip(1);
                } else if zeros == 0 {
                    break;
                } else {
                    zeros -= 1;
                }
                at += 1;
            }
            if new {
                *coefficients |= 1 << at.min(63);
            }
            at += 1;
        }
        if self.blocks_to_skip > 0 {
            self.blocks_to_skip -= 1;
            let band = (u64::MAX >> (63 - self.to)) & (u64::MAX << at.min(63));
            if at <= self.to {
                bits.skip((*coefficients & band).count_ones());
            }
        }
        Ok(())
    }
}

fn table(tables: &[Option<Table>; 4], number: usize) -> Result<&Table, CaptureError> {
    tables[number].as_ref().ok_or_else(|| broken("a Huffman table is missing"))
}

/// The stretches of a scan's data between its restart markers.
struct Stretches<'a> {
    rest: Option<&'a [u8]>,
}

impl<'a> Iterator for Stretches<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let rest = self.rest.take()?;
        let is_restart = |pair: &[u8; 2]| pair[0] == 0xFF && (0xD0..=0xD7).contains(&pair[1]);
        match rest.array_windows::<2>().position(is_restart) {
            Some(at) => {
                self.rest = Some(&rest[at + 2..]);
                Some(&rest[..at])
            }
            None => Some(rest),
        }
    }
}
