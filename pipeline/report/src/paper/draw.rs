//! Blocks and pages become a PDF, with the structure that screen readers need.

use std::{num::NonZeroU16, ops::Range};

use krilla::{
    Document,
    color::luma,
    geom::{PathBuilder, Point, Rect},
    metadata::{Metadata, TextDirection},
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, FillRule},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup,
        TagKind, TagTree,
    },
};

use super::{
    PaperStyle, Reading,
    flow::{Page, Piece, paginate},
    lettering::{Block, Hand, Lettering},
    sheet::{Across, BODY, FOOT, FOOT_LINES, HEADING, INSET, MARGIN, Part, ROW_PADDING, Sheet, end, start},
};
use crate::ReportError;

/// Greys, 0 is black: grey print and colour-blind readers lose nothing.
const INK: u8 = 0;
const RULE: u8 = 120;
const STRIPE: u8 = 243;
/// How thick the line below the headings is, in points.
const RULE_HEIGHT: f32 = 0.75;

/// The file.
pub(super) fn document(
    sheet: &Sheet,
    style: &PaperStyle,
    lettering: &mut Lettering,
) -> Result<Vec<u8>, ReportError> {
    let stretches: Vec<_> = sheet.parts.iter().map(Part::stretch).collect();
    let pages = paginate(&stretches, sheet.headings_height(), sheet.body_height());
    let mut document = Document::new();
    document.set_metadata(metadata(sheet, style));
    let mut structure = Structure::new(sheet);
    for (index, page) in pages.iter().enumerate() {
        let settings = PageSettings::from_wh(sheet.page.0, sheet.page.1)
            .ok_or_else(|| ReportError::Paper("the page has no size".to_owned()))?;
        let mut sheet_of_paper = document.start_page_with(settings);
        let mut surface = sheet_of_paper.surface();
        Pen { sheet, surface: &mut surface }.page(page, &mut structure);
        foot(&mut surface, sheet, style, lettering, (index + 1, pages.len()));
        surface.finish();
        sheet_of_paper.finish();
    }
    document.set_tag_tree(structure.tree(style));
    document.finish().map_err(|error| ReportError::Paper(error.to_string()))
}

fn metadata(sheet: &Sheet, style: &PaperStyle) -> Metadata {
    let direction = match style.reading {
        Reading::LeftToRight => TextDirection::LeftToRight,
        Reading::RightToLeft => TextDirection::RightToLeft,
    };
    Metadata::new()
        .title(sheet.title.clone())
        .language(style.language.clone())
        .text_direction(direction)
        .creator("Muster".to_owned())
}

/// What the report is made of, beside what it looks like: for every part the marked pieces of pages that show it.
struct Structure {
    /// The headings where they stand first; the repeated ones are decoration.
    headings: Vec<Vec<Identifier>>,
    /// For every part, the pieces of its blocks.
    parts: Vec<Vec<Vec<Identifier>>>,
    kinds: Vec<Kind>,
}

/// What a part is to a screen reader.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Heading,
    Paragraph,
    Row,
}

impl Structure {
    fn new(sheet: &Sheet) -> Self {
        let kind = |part: &Part| match part {
            Part::Title(_) => Kind::Heading,
            Part::Subtitle(_) | Part::Note(_) => Kind::Paragraph,
            Part::Row(_) => Kind::Row,
        };
        let columns = sheet.columns.len();
        let blocks = |part: &Part| if kind(part) == Kind::Row { columns } else { 1 };
        Self {
            headings: Vec::new(),
            parts: sheet.parts.iter().map(|part| vec![Vec::new(); blocks(part)]).collect(),
            kinds: sheet.parts.iter().map(kind).collect(),
        }
    }

    /// Title and subtitle, the table, the notes: in this order a report is read.
    fn tree(self, style: &PaperStyle) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(style.language.clone()));
        let mut after = Vec::new();
        let mut body = TagGroup::new(Tag::TBody);
        let mut in_table = false;
        for (kind, blocks) in self.kinds.into_iter().zip(self.parts) {
            in_table |= kind == Kind::Row;
            match kind {
                Kind::Row => body.push(row(blocks, || Tag::TD.into())),
                Kind::Heading => tree.push(group(Tag::Hn(NonZeroU16::MIN, None), blocks.concat())),
                Kind::Paragraph if in_table => after.push(group(Tag::P, blocks.concat())),
                Kind::Paragraph => tree.push(group(Tag::P, blocks.concat())),
            }
        }
        let headings = row(self.headings, || Tag::TH(TableHeaderScope::Column).into());
        let head = TagGroup::with_children(Tag::THead, vec![headings.into()]);
        tree.push(TagGroup::with_children(Tag::Table, vec![head.into(), body.into()]));
        tree.children.extend(after.into_iter().map(Node::from));
        tree
    }
}

fn group(tag: impl Into<TagKind>, pieces: Vec<Identifier>) -> TagGroup {
    TagGroup::with_children(tag, pieces.into_iter().map(Node::from).collect())
}

fn row(cells: Vec<Vec<Identifier>>, tag: impl Fn() -> TagKind) -> TagGroup {
    let cells = cells.into_iter().map(|pieces| Node::from(group(tag(), pieces)));
    TagGroup::with_children(Tag::TR, cells.collect())
}

/// Draws on one page.
struct Pen<'p, 's> {
    sheet: &'p Sheet,
    surface: &'p mut Surface<'s>,
}

impl Pen<'_, '_> {
    fn page(&mut self, page: &Page, structure: &mut Structure) {
        let mut headings = page.headings;
        for piece in &page.pieces {
            let part = &self.sheet.parts[piece.stretch];
            // Drawn in the order in which they are read: programs that know no tags copy text in this order.
            if matches!(part, Part::Row(_))
                && let Some(top) = headings.take()
            {
                self.headings(MARGIN + top, structure);
            }
            let pieces = &mut structure.parts[piece.stretch];
            match part {
                Part::Row(cells) => self.row(cells, piece, pieces),
                Part::Title(block) | Part::Subtitle(block) | Part::Note(block) => {
                    let (hand, padding) = part.look();
                    let above = if matches!(part, Part::Note(_)) { padding } else { 0.0 };
                    let corner = (MARGIN, MARGIN + piece.top + above);
                    pieces[0].push(self.tagged(block, piece.lines.clone(), hand, corner));
                }
            }
        }
    }

    fn headings(&mut self, top: f32, structure: &mut Structure) {
        let height = self.sheet.headings_height();
        let first = structure.headings.is_empty();
        for (block, across) in self.sheet.headings.iter().zip(&self.sheet.columns) {
            let corner = (across.x + INSET, top + ROW_PADDING / 2.0);
            let lines = 0..block.lines.len();
            if first {
                structure.headings.push(vec![self.tagged(block, lines, HEADING, corner)]);
            } else {
                self.decoration(ArtifactType::PaginationOther, |pen| {
                    lettered(pen, block, lines, HEADING, corner);
                });
            }
        }
        let (left, width) = extent(&self.sheet.columns);
        self.decoration(ArtifactType::Layout, |pen| {
            filled(pen, RULE, (left, top + height - RULE_HEIGHT, width, RULE_HEIGHT));
        });
    }

    fn row(&mut self, cells: &[Block], piece: &Piece, pieces: &mut [Vec<Identifier>]) {
        let (left, width) = extent(&self.sheet.columns);
        let area = (left, MARGIN + piece.top, width, piece.height);
        if !cells.is_empty() && piece.stretch % 2 == 1 {
            self.decoration(ArtifactType::Layout, |pen| filled(pen, STRIPE, area));
        }
        let Some(clip) = rectangle(area) else { return };
        // Piles of marks above and below a letter must not reach other rows.
        self.surface.push_clip_path(&clip, &FillRule::NonZero);
        for ((block, across), pieces) in cells.iter().zip(&self.sheet.columns).zip(pieces) {
            let lines = piece.lines.start.min(block.lines.len())..piece.lines.end.min(block.lines.len());
            let corner = (across.x + INSET, area.1 + ROW_PADDING / 2.0);
            pieces.push(self.tagged(block, lines, BODY, corner));
        }
        self.surface.pop();
    }

    fn tagged(&mut self, block: &Block, lines: Range<usize>, hand: Hand, corner: (f32, f32)) -> Identifier {
        let piece = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        lettered(self.surface, block, lines, hand, corner);
        self.surface.end_tagged();
        piece
    }

    fn decoration(&mut self, kind: ArtifactType, draw: impl FnOnce(&mut Surface<'_>)) {
        decoration(self.surface, kind, draw);
    }
}

/// What no screen reader has to read.
fn decoration(surface: &mut Surface<'_>, kind: ArtifactType, draw: impl FnOnce(&mut Surface<'_>)) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
    draw(surface);
    surface.end_tagged();
}

/// The foot: the caller's words where the language begins, the page's number and the time at the other side.
fn foot(
    surface: &mut Surface<'_>,
    sheet: &Sheet,
    style: &PaperStyle,
    lettering: &mut Lettering,
    (page, pages): (usize, usize),
) {
    let number = style.words.page.replace("{page}", &page.to_string()).replace("{pages}", &pages.to_string());
    let width = sheet.page.0 - 2.0 * MARGIN;
    let top = sheet.page.1 - MARGIN - FOOT_LINES as f32 * FOOT.line_height();
    // Each takes less than half, so that the two sides never meet.
    let half = 0.48 * width;
    let other = width - half;
    let (near, far) = match style.reading {
        Reading::LeftToRight => (MARGIN, MARGIN + other),
        Reading::RightToLeft => (MARGIN + other, MARGIN),
    };
    let texts = [
        (&style.footer, start(style.reading), FOOT_LINES, (near, top)),
        (&number, end(style.reading), 1, (far, top)),
        (&style.generated_at, end(style.reading), 1, (far, top + FOOT.line_height())),
    ];
    for (text, side, lines, corner) in texts {
        let (block, _) = lettering.set_within(text, FOOT, half, side, lines);
        decoration(surface, ArtifactType::Footer, |pen| {
            lettered(pen, &block, 0..block.lines.len(), FOOT, corner);
        });
    }
}

fn extent(columns: &[Across]) -> (f32, f32) {
    let left = columns.iter().map(|column| column.x).fold(f32::INFINITY, f32::min);
    (left, columns.iter().map(|column| column.width).sum())
}

fn lettered(surface: &mut Surface<'_>, block: &Block, lines: Range<usize>, hand: Hand, (x, y): (f32, f32)) {
    surface.set_fill(Some(fill(INK)));
    let baselines = (0..).map(|line| y + hand.baseline() + hand.line_height() * line as f32);
    for (line, baseline) in block.lines[lines].iter().zip(baselines) {
        for run in &line.runs {
            let start = Point::from_xy(x + run.x, baseline);
            surface.draw_glyphs(start, &run.glyphs, run.face.clone(), &block.text, hand.size, false);
        }
    }
}

fn filled(surface: &mut Surface<'_>, grey: u8, area: (f32, f32, f32, f32)) {
    if let Some(path) = rectangle(area) {
        surface.set_fill(Some(fill(grey)));
        surface.draw_path(&path);
    }
}

fn fill(grey: u8) -> Fill {
    Fill { paint: luma::Color::new(grey).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn rectangle((x, y, width, height): (f32, f32, f32, f32)) -> Option<krilla::geom::Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, width, height)?);
    path.finish()
}
