//! Reports on attendance: which, of whom and when, as a table to read and as files to take along.

use jiff::civil::Date;
use maud::{Markup, html};
use muster_domain::{Class, ClassId, ReportKind};
use muster_report::{Cell, ReportTable};

use crate::paths;
use crate::shell::{Frame, Place, page};

/// The kinds of file that a report can be.
const FILES: [&str; 3] = ["pdf", "xlsx", "csv"];

/// What the page of reports shows.
#[derive(Clone, Copy, Debug)]
pub struct ReportsView<'a> {
    /// The reports that the reader may see.
    pub kinds: &'a [ReportKind],
    /// The one that is shown.
    pub kind: ReportKind,
    /// The classes that the reader sees.
    pub classes: &'a [Class],
    /// The one that it is about; none for all.
    pub class: Option<&'a ClassId>,
    /// Its days, both included.
    pub days: (Date, Date),
    /// What it says.
    pub table: &'a ReportTable,
}

/// The page of reports.
pub fn reports(frame: &Frame, view: &ReportsView<'_>) -> Markup {
    let text = frame.text;
    let body = html! {
        h1 { (text.say("nav-reports")) }
        p.soft { (text.say("reports-lead")) }
        (choice(frame, view))
        section.card aria-labelledby="report" {
            div.head {
                h2 #report { (view.table.title) }
                nav.row.end aria-label=(view.table.title) { @for format in FILES {
                    a.button href=(file(view, format)) download { (text.say(&format!("reports-{format}"))) }
                } }
            }
            p.soft { (view.table.subtitle) }
            @if view.table.rows.is_empty() {} @else { (table(view.table)) }
            @for note in &view.table.notes { p.soft { (note) } }
        }
    };
    page(frame, Place::Reports, &text.say("nav-reports"), &body)
}

/// Which report, of whom and when.
fn choice(frame: &Frame, view: &ReportsView<'_>) -> Markup {
    let text = frame.text;
    html! {
        form.card.row method="get" action="/reports" {
            label { (text.say("reports-kind"))
                select name="kind" { @for kind in view.kinds {
                    option value=(kind.code()) selected[*kind == view.kind] { (text.say(&format!("report-{}", kind.code()))) }
                } }
            }
            label { (text.say("reports-class"))
                select name="class" {
                    option value="" { (text.say("reports-all")) }
                    @for class in view.classes {
                        option value=(class.id) selected[view.class == Some(&class.id)] { (class.name) }
                    }
                }
            }
            label { (text.say("period-from")) input type="date" name="from" value=(view.days.0) required; }
            label { (text.say("period-to")) input type="date" name="to" value=(view.days.1) required; }
            button.main { (text.say("reports-show")) }
        }
    }
}

fn table(table: &ReportTable) -> Markup {
    let figure = |at: usize| table.columns.get(at).is_some_and(|column| column.kind.is_figure());
    html! {
        div.scroll tabindex="0" role="region" aria-label=(table.subtitle) { table {
            thead { tr { @for (at, column) in table.columns.iter().enumerate() {
                th scope="col" class=[figure(at).then_some("number")] { (column.heading) }
            } } }
            tbody { @for row in &table.rows { tr { @for (at, cell) in row.iter().enumerate() {
                td class=[figure(at).then_some("number")] { (shown(cell)) }
            } } } }
        } }
    }
}

/// A cell as it is read; names keep their own direction.
fn shown(cell: &Cell) -> Markup {
    match cell {
        Cell::Text(text) => html! { bdi { (text) } },
        other => html! { (other.shown()) },
    }
}

/// The address of a report's file, in the reader's language by itself.
fn file(view: &ReportsView<'_>, format: &str) -> String {
    let class = view.class.map(|class| format!("&class={}", paths::part(class.as_str()))).unwrap_or_default();
    let (from, to) = view.days;
    format!("/api/v1/reports/{}?from={from}&to={to}{class}&format={format}", view.kind.code())
}
