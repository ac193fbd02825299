//! Prints a made-up report in several scripts, to be looked at: `cargo run -p muster-report --example sample_paper FILE.pdf
//! [rtl]`.

use jiff::civil::date;
use muster_report::{
    Cell, Column, ColumnKind, PageSize, PaperStyle, PaperWords, Reading, ReportTable, write_pdf,
};

const NAMES: [(&str, &str); 10] = [
    ("Brown", "Ann"),
    ("Παπαδοπούλου", "Ελένη"),
    ("Соловьёва", "Анастасия"),
    ("محمد", "سارة"),
    ("لاوي", "عبد الله"),
    ("כהן", "נועה"),
    ("ٹھاکر", "چوہدری ڈاکٹر"),
    ("Nguyễn", "Thị Minh"),
    ("O\u{301}\u{323}ru\u{301}nmi\u{300}la\u{301}", "Fẹ́mi"),
    ("王 😀", "Zoë \u{7}"),
];

fn table(rows: u32) -> ReportTable {
    let heading = [
        ("Last name", ColumnKind::Text),
        ("First name", ColumnKind::Text),
        ("Last seen", ColumnKind::Date),
        ("Sessions", ColumnKind::Number),
        ("Attended", ColumnKind::Percent),
        ("Remark", ColumnKind::Text),
    ];
    let rows = (0..rows).map(|row| {
        let (last, first) = NAMES[row as usize % NAMES.len()];
        let remark = if row % 7 == 3 {
            "came later since the bus (line 42) was late again; the parents called at 8:10 and (عبد الله) asked to be called back"
        } else {
            ""
        };
        vec![
            Cell::text(last),
            Cell::text(first),
            Cell::Day(date(2026, 3, 1 + (row % 28) as i8)),
            Cell::Count(row * 7),
            Cell::Percent((row > 0).then(|| 100.0 / f64::from(row))),
            if remark.is_empty() { Cell::Empty } else { Cell::text(remark) },
        ]
    });
    ReportTable {
        title: "Attendance of class 7b".to_owned(),
        subtitle: "1 March to 31 March 2026 · made up".to_owned(),
        columns: heading.map(|(heading, kind)| Column::new(heading, kind)).to_vec(),
        rows: rows.collect(),
        notes: vec![
            "Attended: present, late and left early, out of the sessions that were decided.".to_owned(),
        ],
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("name a file")?;
    let reading =
        if arguments.next().as_deref() == Some("rtl") { Reading::RightToLeft } else { Reading::LeftToRight };
    let style = PaperStyle {
        page_size: PageSize::A4,
        language: "en".to_owned(),
        reading,
        footer: "North School · contains personal data".to_owned(),
        generated_at: "6 March 2026, 14:00".to_owned(),
        fonts: Vec::new(),
        words: PaperWords::default(),
    };
    std::fs::write(file, write_pdf(&table(90), &style)?)?;
    Ok(())
}
