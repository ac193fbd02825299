//! Text becomes glyphs: shaped, in the order in which scripts run, broken into lines.
//!
//! `parley` does the work (Unicode's bidirectional and line breaking algorithms, `HarfBuzz`'s shaping). Every text is a
//! paragraph of its own, so that no name can turn its neighbours around.

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use icu_properties::{CodePointSetData, props::DefaultIgnorableCodePoint};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, FontFamilyName, Layout, LayoutContext,
    OverflowWrap, StyleProperty,
    fontique::{Blob, CharmapIndex, Collection, CollectionOptions, FontInfoOverride, SourceCache},
};

use super::{FontBytes, PaperFont};
use crate::ReportError;

/// Where the faces begin that all text may use; only the bold one stands before.
const REGULAR: usize = 1;
/// What stands for a character that the font has not.
const REPLACEMENT: char = char::REPLACEMENT_CHARACTER;
/// What a cut text ends with.
const ELLIPSIS: char = '…';

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hand {
    /// In points.
    pub(super) size: f32,
    /// Whether in the bold face.
    pub(super) bold: bool,
}

impl Hand {
    /// From one baseline to the next: `DejaVu`'s ascent and descent, 1.164 em, and some air for stacked marks.
    pub(super) fn line_height(self) -> f32 {
        1.35 * self.size
    }

    /// From the top of a line to its baseline: half of the air and the ascent, 0.928 em.
    pub(super) fn baseline(self) -> f32 {
        1.02 * self.size
    }
}

/// A text in lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// What the glyphs say.
    pub(super) text: String,
    /// Its lines; one without runs for an empty text.
    pub(super) lines: Vec<Line>,
}

/// A line of a block.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// From left to right.
    pub(super) runs: Vec<Run>,
    /// The bytes of the block's text that it shows.
    range: Range<usize>,
}

/// Glyphs of one face and one direction.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Where it begins, in points from the left edge of the block.
    pub(super) x: f32,
    /// The face.
    pub(super) face: Font,
    /// Its glyphs from left to right; their text ranges are those of the block's text.
    pub(super) glyphs: Vec<KrillaGlyph>,
}

/// A face, for both libraries.
struct Face {
    /// Its name among the registered ones.
    family: String,
    /// By which a run names it.
    id: u64,
    font: Font,
    bytes: FontBytes,
    charmap: CharmapIndex,
    /// The glyph of the space.
    space: Option<u32>,
}

impl Face {
    fn register(font: &PaperFont, index: usize, collection: &mut Collection) -> Option<Self> {
        let blob = Blob::new(font.bytes.clone());
        let id = blob.id();
        let family = format!("face {index}");
        let renamed = FontInfoOverride { family_name: Some(&family), ..FontInfoOverride::default() };
        let families = collection.register_fonts(blob, Some(renamed));
        let charmap = families.first()?.1.first()?.charmap_index();
        let bytes = font.bytes.clone();
        let font = Font::new(bytes.clone().into(), 0)?;
        let mut face = Self { family, id, font, bytes, charmap, space: None };
        face.space = face.glyph(' ');
        Some(face)
    }

    /// The glyph of a character, before any shaping.
    fn glyph(&self, c: char) -> Option<u32> {
        let charmap = self.charmap.charmap((*self.bytes).as_ref());
        charmap.and_then(|map| map.map(c)).filter(|glyph| *glyph != 0)
    }
}

/// The faces, and what is needed to set text in them.
pub(super) struct Lettering {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    faces: Vec<Face>,
    missing: BTreeSet<char>,
}

impl Lettering {
    /// The faces of `DejaVu` Sans and those given, and no others: what is installed on a machine changes no file.
    pub(super) fn new(more: &[PaperFont]) -> Result<Self, ReportError> {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        let own = [("bold", dejavu::sans::bold()), ("regular", dejavu::sans::regular())];
        let own = own.map(|(name, bytes)| PaperFont { name: name.to_owned(), bytes: Arc::new(bytes) });
        let mut faces = Vec::with_capacity(own.len() + more.len());
        for font in own.iter().chain(more) {
            let face = Face::register(font, faces.len(), &mut collection);
            faces.push(face.ok_or_else(|| ReportError::Font(font.name.clone()))?);
        }
        let fonts = FontContext { collection, source_cache: SourceCache::default() };
        Ok(Self { fonts, layouts: LayoutContext::new(), faces, missing: BTreeSet::new() })
    }

    /// The characters that a replacement stands for, so far, each by its code point: `U+1F600`.
    pub(super) fn missing(&self) -> Vec<String> {
        self.missing.iter().map(|missing| format!("U+{:04X}", u32::from(*missing))).collect()
    }

    /// The text as it can be printed: what would break a line or jump is a space, what the font has not is a
    /// replacement and remembered. Characters that are invisible by their nature (joiners, direction marks) stay.
    pub(super) fn printable(&mut self, text: &str) -> String {
        let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
        let mut printable = String::with_capacity(text.len());
        for c in text.replace("\r\n", "\n").chars() {
            printable.push(match c {
                '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
                c if ignorable.contains(c)
                    || (!c.is_control()
                        && self.faces[REGULAR..].iter().any(|face| face.glyph(c).is_some())) =>
                {
                    c
                }
                c => {
                    self.missing.insert(c);
                    REPLACEMENT
                }
            });
        }
        printable
    }

    /// The widths of a text in points: of its longest word, and of all on one line.
    pub(super) fn measure(&mut self, text: &str, hand: Hand) -> (f32, f32) {
        let text = self.printable(text);
        let widths = self.shape(&text, hand).calculate_content_widths();
        (widths.min, widths.max)
    }

    /// The text in lines of at most `width` points.
    pub(super) fn set(&mut self, text: &str, hand: Hand, width: f32, alignment: Alignment) -> Block {
        let text = self.printable(text);
        self.set_printable(text, hand, width, alignment)
    }

    /// The same in at most so many lines; whether it had to be cut.
    pub(super) fn set_within(
        &mut self,
        text: &str,
        hand: Hand,
        width: f32,
        alignment: Alignment,
        lines: usize,
    ) -> (Block, bool) {
        let mut block = self.set(text, hand, width, alignment);
        let cut = block.lines.len() > lines;
        while block.lines.len() > lines {
            let end = block.lines[lines - 1].range.end;
            let kept = block.text[..end].trim_end_matches(ELLIPSIS).trim_end();
            let shorter = kept.char_indices().next_back().map_or("", |(last, _)| kept[..last].trim_end());
            let text = format!("{shorter}{ELLIPSIS}");
            block = self.set_printable(text, hand, width, alignment);
        }
        (block, cut)
    }

    fn set_printable(&mut self, text: String, hand: Hand, width: f32, alignment: Alignment) -> Block {
        let mut layout = self.shape(&text, hand);
        layout.break_all_lines(Some(width));
        layout.align(alignment, AlignmentOptions::default());
        let lines = layout.lines().map(|line| self.line(&line, &text)).collect();
        Block { text, lines }
    }

    fn shape(&mut self, text: &str, hand: Hand) -> Layout<()> {
        let faces = if hand.bold { &self.faces[..] } else { &self.faces[REGULAR..] };
        let families: Vec<_> = faces.iter().map(|face| FontFamilyName::named(&face.family)).collect();
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(families.into())));
        builder.push_default(StyleProperty::FontSize(hand.size));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        builder.build(text)
    }

    fn line(&self, line: &parley::Line<'_, ()>, text: &str) -> Line {
        let metrics = line.metrics();
        let mut x = metrics.offset + metrics.inline_min_coord;
        let mut runs = Vec::new();
        for run in line.runs() {
            let face = self.faces.iter().find(|face| face.id == run.font().data.id());
            if let Some(face) = face {
                runs.push(Run { x, face: face.font.clone(), glyphs: glyphs(&run, text, face.space) });
            }
            x += run.advance();
        }
        Line { runs, range: line.text_range() }
    }
}

/// The glyphs of a run from left to right, each with the text that it shows.
fn glyphs(run: &parley::Run<'_, ()>, text: &str, space: Option<u32>) -> Vec<KrillaGlyph> {
    let mut atoms: Vec<(Range<usize>, Vec<parley::Glyph>)> = Vec::new();
    for cluster in run.clusters() {
        match atoms.last_mut() {
            Some((range, _)) if cluster.is_ligature_continuation() => range.end = cluster.text_range().end,
            _ => atoms.push((cluster.text_range(), cluster.glyphs().collect())),
        }
    }
    if run.is_rtl() {
        atoms.reverse();
    }
    let size = run.font_size();
    let mut glyphs = Vec::new();
    for (range, mut atom) in atoms {
        // Invisible characters have done their work. The shaper leaves an empty space for each; kept, it would make
        // programs that copy text take spaces for them.
        atom.retain(|glyph| glyph.advance != 0.0 || Some(glyph.id) != space);
        let shown = shown(text, &range, atom.len(), run.is_rtl());
        glyphs.extend(atom.into_iter().zip(shown).map(|(glyph, range)| {
            let (advance, x, y) = (glyph.advance / size, glyph.x / size, -glyph.y / size);
            KrillaGlyph::new(GlyphId::new(glyph.id), advance, x, y, 0.0, range, None)
        }));
    }
    glyphs
}

/// What each glyph of a cluster shows. Where there is a glyph for every visible character (a letter and its marks), each
/// shows its own, so that it means the same everywhere in the file. Else each shows all: a ligature, and letters with
/// marks from right to left, whose order from left to right programs that copy text do not turn around.
fn shown(text: &str, range: &Range<usize>, glyphs: usize, is_rtl: bool) -> Vec<Range<usize>> {
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let characters = text[range.clone()].char_indices().filter(|(_, c)| !ignorable.contains(*c));
    let ranges: Vec<Range<usize>> =
        characters.map(|(at, c)| range.start + at..range.start + at + c.len_utf8()).collect();
    if ranges.len() == glyphs && (glyphs == 1 || !is_rtl) {
        return ranges;
    }
    let start = ranges.first().map_or(range.start, |first| first.start);
    let end = ranges.last().map_or(range.start, |last| last.end);
    vec![start..end; glyphs]
}
