//! The segments of a JPEG file (ITU-T T.81, annex B), walked from start to end without decoding anything.
//!
//! Segments are skipped by their length, so that a preview inside the metadata, with an end marker of its own, is
//! never taken for the picture's end. The walk stops at the picture's own end marker; what follows is not read.

use super::{broken, truncated};
use crate::{CaptureError, Limits};

/// Most scans of one picture. Encoders write about ten progressive scans, optimisers at most twice that; each
/// costs a pass over all blocks.
pub(super) const MOST_SCANS: usize = 64;
/// Most tables and scan headers together.
const MOST_SEGMENTS: usize = 1024;

mod marker {
    pub(super) const SOF_BASELINE: u8 = 0xC0;
    pub(super) const SOF_EXTENDED: u8 = 0xC1;
    pub(super) const SOF_PROGRESSIVE: u8 = 0xC2;
    pub(super) const DHT: u8 = 0xC4;
    pub(super) const SOI: u8 = 0xD8;
    pub(super) const EOI: u8 = 0xD9;
    pub(super) const SOS: u8 = 0xDA;
    pub(super) const DQT: u8 = 0xDB;
    pub(super) const DNL: u8 = 0xDC;
    pub(super) const DRI: u8 = 0xDD;
    pub(super) const APP0: u8 = 0xE0;
    pub(super) const APP1: u8 = 0xE1;
    pub(super) const APP14: u8 = 0xEE;
}

/// One colour component as the frame header declares it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Component {
    pub(super) id: u8,
    /// Blocks across in an interleaved unit, 1 to 4.
    pub(super) across: usize,
    /// Blocks down in an interleaved unit, 1 to 4.
    pub(super) down: usize,
}

/// The frame header: size, process and components.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) progressive: bool,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) components: Vec<Component>,
}

/// What a segment holds, as far as the picture's data are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Quantisation,
    Huffman,
    RestartInterval,
    Frame,
    Scan,
}

/// A segment that carries pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment<'a> {
    pub(super) part: Part,
    code: u8,
    /// What follows the length field.
    pub(super) payload: &'a [u8],
    /// The compressed data after a scan's header, restart markers included; empty for other parts.
    pub(super) entropy: &'a [u8],
}

/// What the application segments say.
#[derive(Debug, Default)]
pub(super) struct Notes<'a> {
    /// The first EXIF block, still with its `Exif\0\0`.
    pub(super) exif: Option<&'a [u8]>,
    /// Whether there is a JFIF segment, which settles the colours as YCbCr.
    pub(super) jfif: bool,
    /// The colour transform that an Adobe segment declares.
    pub(super) adobe_transform: Option<u8>,
}

impl<'a> Notes<'a> {
    fn read(&mut self, code: u8, payload: &'a [u8]) {
        match code {
            marker::APP0 if payload.starts_with(b"JFIF\0") => self.jfif = true,
            marker::APP1 if payload.starts_with(b"Exif\0\0") => self.exif = self.exif.or(Some(payload)),
            marker::APP14 if payload.starts_with(b"Adobe") => self.adobe_transform = payload.get(11).copied(),
            _ => {}
        }
    }
}

/// A whole JPEG picture, from its start marker to its end marker.
#[derive(Debug)]
pub(super) struct Structure<'a> {
    pub(super) frame: Frame,
    pub(super) segments: Vec<Segment<'a>>,
    pub(super) notes: Notes<'a>,
}

impl<'a> Structure<'a> {
    /// Walks the file. The limits are checked at the frame header, before the data after it is looked at.
    ///
    /// # Errors
    /// `Truncated` without an end marker, `Unsupported` for processes that are not decoded, `TooLarge`,
    /// `TooSmall` or `Broken`.
    pub(super) fn read(bytes: &'a [u8], limits: &Limits) -> Result<Self, CaptureError> {
        let mut walk = Walk { bytes, at: 2 };
        let (mut frame, mut scans) = (None, 0);
        let (mut segments, mut notes) = (Vec::new(), Notes::default());
        loop {
            let code = walk.marker()?;
            let part = match code {
                marker::EOI => break,
                marker::SOI => return Err(broken("a second picture begins inside the first")),
                0x01 | 0xD0..=0xD7 => continue,
                _ => part_of(code)?,
            };
            let payload = walk.payload()?;
            let Some(part) = part else {
                notes.read(code, payload);
                continue;
            };
            match part {
                Part::Frame if frame.is_some() => return Err(broken("two frame headers")),
                Part::Frame => frame = Some(Frame::read(code, payload, limits)?),
                Part::Scan if frame.is_none() => return Err(broken("a scan before the frame header")),
                Part::Scan => scans += 1,
                Part::Quantisation | Part::Huffman | Part::RestartInterval => {}
            }
            if scans > MOST_SCANS || segments.len() >= MOST_SEGMENTS {
                return Err(broken(format!("more than {MOST_SCANS} scans or {MOST_SEGMENTS} segments")));
            }
            let entropy = if part == Part::Scan { walk.entropy()? } else { &[] };
            segments.push(Segment { part, code, payload, entropy });
        }
        let frame = frame.ok_or_else(|| truncated("there is no picture before the end marker"))?;
        Ok(Self { frame, segments, notes })
    }

    /// The picture as a file of its own, without metadata. With `ycck`, the one segment is put back that tells a
    /// decoder that four components are YCCK and not CMYK.
    pub(super) fn without_metadata(&self, ycck: bool) -> Vec<u8> {
        let length: usize = self.segments.iter().map(|s| s.payload.len() + s.entropy.len() + 4).sum();
        let mut stream = Vec::with_capacity(length + 32);
        stream.extend_from_slice(&[0xFF, marker::SOI]);
        if ycck {
            stream.extend_from_slice(b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0\x02");
        }
        for segment in &self.segments {
            stream.extend_from_slice(&[0xFF, segment.code]);
            stream.extend_from_slice(&(segment.payload.len() as u16 + 2).to_be_bytes());
            stream.extend_from_slice(segment.payload);
            stream.extend_from_slice(segment.entropy);
        }
        stream.extend_from_slice(&[0xFF, marker::EOI]);
        stream
    }
}

/// What a marker code announces; `None` for a segment that is of no use for the pixels.
fn part_of(code: u8) -> Result<Option<Part>, CaptureError> {
    let unsupported = |what| Err(CaptureError::Unsupported { what });
    match code {
        marker::SOF_BASELINE | marker::SOF_EXTENDED | marker::SOF_PROGRESSIVE => Ok(Some(Part::Frame)),
        0xC3 | 0xF7 => unsupported("a lossless JPEG"),
        0xC5..=0xC7 | 0xDE | 0xDF => unsupported("a hierarchical JPEG"),
        0xC8..=0xCF => unsupported("a JPEG with arithmetic coding"),
        marker::DNL => unsupported("a JPEG that tells its height at the end"),
        marker::DHT => Ok(Some(Part::Huffman)),
        marker::DQT => Ok(Some(Part::Quantisation)),
        marker::DRI => Ok(Some(Part::RestartInterval)),
        marker::SOS => Ok(Some(Part::Scan)),
        _ => Ok(None),
    }
}

impl Frame {
    fn read(code: u8, payload: &[u8], limits: &Limits) -> Result<Self, CaptureError> {
        let &[precision, y1, y0, x1, x0, count, ref rest @ ..] = payload else {
            return Err(broken("the frame header is too short"));
        };
        let (components, remainder) = rest.as_chunks::<3>();
        if components.len() != usize::from(count) || !remainder.is_empty() {
            return Err(broken("the frame header contradicts itself"));
        }
        if precision != 8 {
            return Err(CaptureError::Unsupported { what: "a JPEG of more than 8 bits a channel" });
        }
        let (width, height) =
            (u32::from(u16::from_be_bytes([x1, x0])), u32::from(u16::from_be_bytes([y1, y0])));
        if height == 0 {
            return Err(CaptureError::Unsupported { what: "a JPEG that tells its height at the end" });
        }
        limits.check(width, height)?;
        let components =
            components.iter().map(|&bytes| Component::read(bytes)).collect::<Result<Vec<_>, _>>()?;
        let frame = Self { progressive: code == marker::SOF_PROGRESSIVE, width, height, components };
        frame.check_components()?;
        Ok(frame)
    }

    /// Components must have ids of their own, and resolutions that divide the finest one.
    fn check_components(&self) -> Result<(), CaptureError> {
        let (across, down) = self.unit();
        for (index, component) in self.components.iter().enumerate() {
            if self.components[..index].iter().any(|other| other.id == component.id) {
                return Err(broken("two colour channels have the same name"));
            }
            if across % component.across != 0 || down % component.down != 0 {
                return Err(CaptureError::Unsupported { what: "a JPEG with odd colour resolutions" });
            }
        }
        if self.components.is_empty() { Err(broken("it has no colour channels")) } else { Ok(()) }
    }

    /// Whether the components call themselves R, G and B.
    pub(super) fn is_named_rgb(&self) -> bool {
        self.components.iter().map(|component| component.id).eq(*b"RGB")
    }

    /// Blocks of the finest component in an interleaved unit: across and down.
    pub(super) fn unit(&self) -> (usize, usize) {
        let across = self.components.iter().map(|component| component.across).max().unwrap_or(1);
        let down = self.components.iter().map(|component| component.down).max().unwrap_or(1);
        (across, down)
    }
}

impl Component {
    fn read([id, sampling, _table]: [u8; 3]) -> Result<Self, CaptureError> {
        let (across, down) = (usize::from(sampling >> 4), usize::from(sampling & 15));
        if (1..=4).contains(&across) && (1..=4).contains(&down) {
            Ok(Self { id, across, down })
        } else {
            Err(broken("a colour channel has an impossible resolution"))
        }
    }
}

/// A position in the file.
struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Walk<'a> {
    /// The next marker's code. Stray bytes before it are passed over, as all decoders do.
    fn marker(&mut self) -> Result<u8, CaptureError> {
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let start = rest.iter().position(|&byte| byte == 0xFF);
            let start = start.ok_or_else(|| truncated("the end marker is missing"))?;
            let fill = rest[start..].iter().take_while(|&&byte| byte == 0xFF).count();
            let code = *rest.get(start + fill).ok_or_else(|| truncated("the end marker is missing"))?;
            self.at += start + fill + 1;
            if code != 0 {
                return Ok(code);
            }
        }
    }

    /// The content of the segment whose marker was just read.
    fn payload(&mut self) -> Result<&'a [u8], CaptureError> {
        let cut = || truncated("it ends inside a header");
        let length = self.bytes.get(self.at..self.at + 2).ok_or_else(cut)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        if length < 2 {
            return Err(broken("a header has an impossible length"));
        }
        let payload = self.bytes.get(self.at + 2..self.at + length).ok_or_else(cut)?;
        self.at += length;
        Ok(payload)
    }

    /// The compressed data from here to the next marker that is no restart marker.
    fn entropy(&mut self) -> Result<&'a [u8], CaptureError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let mut at = 0;
        loop {
            let step = rest[at..].iter().position(|&byte| byte == 0xFF);
            at += step.ok_or_else(|| truncated("it ends inside the picture"))?;
            match rest.get(at + 1) {
                Some(0x00 | 0xD0..=0xD7) => at += 2,
                Some(0xFF) => at += 1,
                Some(_) => break,
                None => return Err(truncated("it ends inside the picture")),
            }
        }
        self.at += at;
        Ok(&rest[..at])
    }
}
