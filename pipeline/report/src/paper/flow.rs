//! What stands on which page. Pure: heights go in, places come out.

use std::ops::Range;

/// A stretch of lines that follow each other down the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    /// Its lines.
    pub(super) lines: usize,
    /// The height of one, in points.
    pub(super) line_height: f32,
    /// What is left free around the lines of every piece of it, in points.
    pub(super) padding: f32,
    /// Whether it is a row of the table, above which the headings have to stand on every page.
    pub(super) headed: bool,
}

impl Stretch {
    fn height(&self, lines: usize) -> f32 {
        self.padding + self.line_height * lines as f32
    }
}

/// Some or all lines of a stretch, on a page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// Which stretch.
    pub(super) stretch: usize,
    /// Which of its lines.
    pub(super) lines: Range<usize>,
    /// Where it begins, in points below the top of the page's body.
    pub(super) top: f32,
    /// How high it is, in points, its padding included.
    pub(super) height: f32,
}

/// What stands on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Page {
    /// Where the headings of the table stand, in points below the top of the body; nowhere on a page without rows.
    pub(super) headings: Option<f32>,
    /// The rest, from top to bottom.
    pub(super) pieces: Vec<Piece>,
}

/// Puts stretches on pages whose body is `body` high. A stretch moves to the next page when it fits there whole, and is
/// cut between lines only when it does not. `headings` is the height of the table's headings, which must leave room
/// for a line of every stretch.
pub(super) fn paginate(stretches: &[Stretch], headings: f32, body: f32) -> Vec<Page> {
    let mut filling = Filling { pages: Vec::new(), page: Page::default(), used: 0.0, headings, body };
    for (index, stretch) in stretches.iter().enumerate() {
        filling.place(index, stretch);
    }
    filling.pages.push(filling.page);
    filling.pages
}

struct Filling {
    pages: Vec<Page>,
    page: Page,
    used: f32,
    headings: f32,
    body: f32,
}

impl Filling {
    fn place(&mut self, index: usize, stretch: &Stretch) {
        let mut from = 0;
        loop {
            let left = stretch.lines - from;
            let lead = self.lead(stretch);
            if self.used + lead + stretch.height(left) <= self.body {
                return self.put(index, stretch, from..stretch.lines);
            }
            let begun = !self.page.pieces.is_empty();
            let fresh = if stretch.headed { self.headings } else { 0.0 };
            let room = self.body - self.used - lead - stretch.padding;
            let fitting = (room / stretch.line_height).floor().max(0.0) as usize;
            if begun && (fresh + stretch.height(left) <= self.body || fitting == 0) {
                self.turn();
            } else {
                // One line at least, also where a caller's heights leave room for none: this must end.
                let to = (from + fitting.max(1)).min(stretch.lines);
                self.put(index, stretch, from..to);
                if to == stretch.lines {
                    return;
                }
                from = to;
                self.turn();
            }
        }
    }

    /// What headings this stretch still needs on this page.
    fn lead(&self, stretch: &Stretch) -> f32 {
        if stretch.headed && self.page.headings.is_none() { self.headings } else { 0.0 }
    }

    fn put(&mut self, stretch: usize, shape: &Stretch, lines: Range<usize>) {
        if shape.headed && self.page.headings.is_none() {
            self.page.headings = Some(self.used);
            self.used += self.headings;
        }
        let height = shape.height(lines.len());
        self.page.pieces.push(Piece { stretch, lines, top: self.used, height });
        self.used += height;
    }

    fn turn(&mut self) {
        self.pages.push(std::mem::take(&mut self.page));
        self.used = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(lines: usize) -> Stretch {
        Stretch { lines, line_height: 10.0, padding: 4.0, headed: true }
    }

    #[test]
    fn a_row_moves_whole_and_headings_stand_on_every_page_with_rows() {
        let note = Stretch { headed: false, ..row(4) };
        let pages = paginate(&[row(3), row(3), note, note], 20.0, 100.0);
        let places: Vec<(Option<f32>, Vec<usize>)> = pages
            .iter()
            .map(|page| (page.headings, page.pieces.iter().map(|piece| piece.stretch).collect()))
            .collect();
        assert_eq!(places, [(Some(0.0), vec![0, 1]), (None, vec![2, 3])]);
        assert_eq!(paginate(&[row(3), row(5)], 20.0, 100.0)[1].headings, Some(0.0));
    }

    #[test]
    fn a_row_higher_than_a_page_goes_on_below_the_headings() {
        let pages = paginate(&[row(1), row(20)], 20.0, 100.0);
        let ends: Vec<Vec<usize>> =
            pages.iter().map(|page| page.pieces.iter().map(|piece| piece.lines.end).collect()).collect();
        assert_eq!(ends, [vec![1, 6], vec![13], vec![20]]);
        assert!(pages.iter().all(|page| page.headings == Some(0.0)));
    }

    proptest! {
        #[test]
        fn every_line_stands_once_in_order_and_inside_a_page(
            stretches in prop::collection::vec((0_usize..60, 8.0_f32..20.0, 0.0_f32..12.0, any::<bool>()), 0..40),
            headings in 10.0_f32..70.0,
        ) {
            let body = 400.0;
            let stretches: Vec<Stretch> = stretches
                .into_iter()
                .map(|(lines, line_height, padding, headed)| Stretch { lines, line_height, padding, headed })
                .collect();
            let pages = paginate(&stretches, headings, body);
            let mut next = vec![0; stretches.len()];
            let mut last = 0;
            for page in &pages {
                let mut bottom = 0.0_f32;
                for piece in &page.pieces {
                    prop_assert!(piece.stretch >= last);
                    last = piece.stretch;
                    prop_assert_eq!(piece.lines.start, next[piece.stretch]);
                    next[piece.stretch] = piece.lines.end;
                    prop_assert!(piece.top >= bottom - 0.01, "{page:?}");
                    bottom = piece.top + piece.height;
                    if stretches[piece.stretch].headed {
                        let headings_end = page.headings.map(|top| top + headings);
                        prop_assert!(headings_end.is_some_and(|end| end <= piece.top + 0.01), "{page:?}");
                    }
                }
                prop_assert!(bottom <= body + 0.01, "{page:?}");
            }
            prop_assert_eq!(next, stretches.iter().map(|stretch| stretch.lines).collect::<Vec<_>>());
        }
    }
}
