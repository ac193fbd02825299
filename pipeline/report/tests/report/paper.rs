//! Protects printed reports: a second reader (lopdf, and poppler where there is one) finds every word, on pages that
//! are counted, whatever the words are.

use std::{fmt::Write as _, process::Command, sync::Arc};

use jiff::civil::date;
use lopdf::{Dictionary, Document, Object};
use muster_report::{
    Cell, Column, ColumnKind, PAPER_COLUMNS, PageSize, PaperFont, PaperStyle, Reading, ReportError,
    ReportTable, write_pdf,
};
use proptest::prelude::*;

use crate::hostile::HOSTILE;

fn style() -> PaperStyle {
    PaperStyle {
        language: "en-GB".to_owned(),
        footer: "North School".to_owned(),
        generated_at: "6 March 2026".to_owned(),
        ..PaperStyle::default()
    }
}

fn table(names: &[&str]) -> ReportTable {
    let columns = [
        ("Name", ColumnKind::Text),
        ("Since", ColumnKind::Date),
        ("n", ColumnKind::Number),
        ("Attended", ColumnKind::Percent),
    ];
    let row = |name: &&str| {
        vec![Cell::text(*name), Cell::Day(date(2026, 3, 2)), Cell::Count(41), Cell::Percent(Some(97.56))]
    };
    ReportTable {
        title: "Absences".to_owned(),
        subtitle: "Class 7b".to_owned(),
        columns: columns.map(|(heading, kind)| Column::new(heading, kind)).to_vec(),
        rows: names.iter().map(row).collect(),
        notes: vec!["A note below".to_owned()],
    }
}

fn open(table: &ReportTable, style: &PaperStyle) -> Document {
    let bytes = write_pdf(table, style).expect("a PDF");
    Document::load_mem(&bytes).expect("a PDF that another reader opens")
}

/// The text of every page. Letters that run from right to left come in the order in which they stand.
fn pages(document: &Document) -> Vec<String> {
    let numbers = document.get_pages().into_keys();
    numbers.map(|page| document.extract_text(&[page]).expect("text").replace('\n', "")).collect()
}

fn catalog(document: &Document) -> &Dictionary {
    document.catalog().expect("a catalog")
}

#[test]
fn every_page_repeats_the_headings_and_says_which_it_is() {
    let names: Vec<String> = (0..120).map(|row| format!("Pupil{row}.")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let pages = pages(&open(&table(&names), &style()));
    assert!(pages.len() >= 3, "{} pages", pages.len());
    for (number, page) in (1..).zip(&pages) {
        for text in ["Name", "Since", "Attended", "North School", "6 March 2026"] {
            assert!(page.contains(text), "page {number} has no {text:?}: {page}");
        }
        assert!(page.contains(&format!("Page {number} of {}", pages.len())), "{page}");
    }
    let all = pages.concat();
    for name in names {
        assert_eq!(all.matches(name).count(), 1, "{name}");
    }
    assert!(pages[0].starts_with("Absences Class 7b"), "{}", pages[0]);
    assert!(all.contains("2026-03-02") && all.contains("97.6\u{a0}%"), "{all}");
    assert!(pages.last().is_some_and(|page| page.contains("A note below")), "notes come last");
}

#[test]
fn the_file_says_its_title_its_language_and_its_structure() {
    let document = open(&table(&["Ann"]), &style());
    let info = document.trailer.get(b"Info").and_then(Object::as_reference).expect("properties");
    let title = document.get_dictionary(info).and_then(|info| info.get(b"Title")).expect("a title");
    assert_eq!(lopdf::decode_text_string(title).expect("text"), "Absences");
    let language = catalog(&document).get(b"Lang").expect("a language");
    assert_eq!(lopdf::decode_text_string(language).expect("text"), "en-GB");
    let roles = |wanted: &[u8]| {
        let role = |object: &Object| {
            object.as_dict().and_then(|d| d.get(b"S")).and_then(Object::as_name).ok() == Some(wanted)
        };
        document.objects.values().filter(|object| role(object)).count()
    };
    assert_eq!([roles(b"Table"), roles(b"TR"), roles(b"TH"), roles(b"TD")], [1, 2, 4, 4]);
}

#[test]
fn names_run_as_they_are_read() {
    let names = ["Ελένη", "Соловьёва", "Nguyễn", "כהן", "محمد", "لاوي"];
    let all = pages(&open(&table(&names), &style())).concat();
    let reversed: Vec<String> = names[3..5].iter().map(|name| name.chars().rev().collect()).collect();
    // The first two letters are one glyph, which stands last from left to right and still says both.
    let ligature = "يولا";
    for name in names[..3].iter().copied().chain(reversed.iter().map(String::as_str)).chain([ligature]) {
        assert!(all.contains(name), "no {name:?} in {all}");
    }
    assert!(!all.contains('\u{fffd}'), "{all}");
}

#[test]
fn poppler_reads_names_in_the_order_in_which_they_are_spoken() {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        println!("skipped: there is no pdftotext (poppler-utils)");
        return;
    }
    let names = ["Ελένη", "Соловьёва", "Nguyễn", "כהן", "محمد", "سارة", "عبد", "ڈاکٹر"];
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.pdf");
    std::fs::write(&file, write_pdf(&table(&names), &style()).expect("a PDF")).expect("a file");
    let output = Command::new("pdftotext").arg(&file).arg("-").output().expect("poppler runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    for name in names {
        assert!(text.contains(name), "no {name:?} in {text}");
    }
}

#[test]
fn a_character_without_a_glyph_is_shown_and_named_until_a_font_has_it() {
    // U+1D5D4 is in DejaVu's bold face alone.
    let table = table(&["王 \u{7}", "\u{1d5d4}"]);
    let all = pages(&open(&table, &style())).concat();
    assert!(all.contains('\u{fffd}') && all.contains("U+0007, U+738B"), "{all}");
    let more = "U+1D5D4";
    assert!(all.contains(more), "{all}");
    let font = PaperFont { name: "bold".to_owned(), bytes: Arc::new(dejavu::sans::bold()) };
    let all = pages(&open(&table, &PaperStyle { fonts: vec![font], ..style() })).concat();
    assert!(all.contains("U+0007, U+738B") && !all.contains(more) && all.contains('\u{1d5d4}'), "{all}");
}

/// The shaper leaves the space's glyph for what is invisible; a reader then took every space for that.
#[test]
fn invisible_characters_do_not_stand_for_spaces() {
    for footer in ["\u{202a}\u{200e}", "\u{34f}\u{300}\u{1f469}", " \u{300}"] {
        let style = PaperStyle { footer: footer.to_owned(), ..style() };
        let all = pages(&open(&table(&["a\u{200b}b", "c d"]), &style)).concat();
        assert!(
            all.contains("Page 1 of 1") && all.contains("ab") && all.contains("c d"),
            "{footer:?}: {all:?}"
        );
    }
}

#[test]
fn a_file_that_is_no_font_is_refused_by_its_name() {
    let font = PaperFont { name: "notes.txt".to_owned(), bytes: Arc::new(b"no font".to_vec()) };
    let refused = write_pdf(&table(&[]), &PaperStyle { fonts: vec![font], ..style() });
    assert_eq!(refused, Err(ReportError::Font("notes.txt".to_owned())));
}

#[test]
fn a_cell_higher_than_a_page_goes_on_and_loses_nothing() {
    let long = "x".repeat(40_000);
    let pages = pages(&open(&table(&["before", &long, "after"]), &style()));
    assert!(pages.len() > 3, "{} pages", pages.len());
    assert_eq!(pages.concat().matches('x').count(), 40_000);
    let last = pages.last().expect("pages");
    assert!(last.contains("Attended") && last.contains("after"), "{last}");
}

#[test]
fn a_heading_too_long_to_repeat_is_cut_and_told_in_full() {
    let heading = "word ".repeat(200);
    let mut table = table(&["Ann"]);
    table.columns[0].heading.clone_from(&heading);
    let all = pages(&open(&table, &style())).concat();
    assert!(all.contains('…') && all.matches("word").count() >= 200, "{all}");
}

#[test]
fn the_same_report_is_the_same_file() {
    let table = table(&HOSTILE);
    assert_eq!(write_pdf(&table, &style()), write_pdf(&table, &style()));
}

#[test]
fn an_empty_report_has_a_page_with_its_headings() {
    let pages = pages(&open(&table(&[]), &PaperStyle { page_size: PageSize::Letter, ..style() }));
    assert!(
        pages.len() == 1 && pages[0].contains("Attended") && pages[0].contains("A note below"),
        "{pages:?}"
    );
}

#[test]
fn a_report_too_wide_for_paper_is_refused_and_the_widest_fits() {
    let wide = |columns: usize| ReportTable {
        columns: vec![Column::new("2026-03-02 second period", ColumnKind::Text); columns],
        rows: vec![vec![Cell::text("Wolfeschlegelsteinhausenbergerdorff"); columns]],
        ..ReportTable::default()
    };
    let refused = write_pdf(&wide(PAPER_COLUMNS + 1), &style());
    assert_eq!(refused, Err(ReportError::TooWide { columns: PAPER_COLUMNS + 1, limit: PAPER_COLUMNS }));
    let all = pages(&open(&wide(PAPER_COLUMNS), &style())).concat();
    assert_eq!(all.matches('W').count(), PAPER_COLUMNS, "{all}");
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,30}",
        "[\\x00-\\x1f\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}a-c\u{5d0}-\u{5d3}\u{627}-\u{62a} ]{0,20}",
        "[\u{300}-\u{36f}]{0,40}[a\u{1f469}\u{200d}\u{1f3eb}\u{1f1e6}-\u{1f1ff}\u{fe0f}]{1,8}",
        any::<String>(),
        (any::<char>(), 0_usize..5_000).prop_map(|(c, length)| String::from(c).repeat(length)),
        prop::sample::select(HOSTILE.to_vec()).prop_map(ToOwned::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_words_give_pages_that_are_all_counted(
        names in prop::collection::vec(any_text(), 0..12),
        title in any_text(),
        heading in any_text(),
        note in any_text(),
        footer in any_text(),
        rtl in any::<bool>(),
    ) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut table = table(&names);
        (table.title, table.notes[0]) = (title, note);
        table.columns[2].heading = heading;
        let reading = if rtl { Reading::RightToLeft } else { Reading::LeftToRight };
        let pages = pages(&open(&table, &PaperStyle { footer, reading, ..style() }));
        for (number, page) in (1..).zip(&pages) {
            let mut foot = String::new();
            write!(foot, "Page {number} of {}", pages.len()).expect("a String takes all text");
            let end: String = page.chars().skip(page.chars().count().saturating_sub(120)).collect();
            prop_assert!(page.contains(&foot), "{end:?}");
        }
    }
}
