//! Charts: attendance over time, by weekday and by name, and how right the machine was. Each says the same in a table.

mod quality;

use jiff::civil::Weekday;
use maud::{Markup, html};
use muster_domain::Class;
use muster_record::{Quality, Rate, Tally};
use muster_report::chart::{self, Bar, Line};

use super::period::{Period, percent};
use crate::paths;
use crate::shell::{Frame, Place, page};

/// Something counted: its name, where it leads, and its tally.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// A student's, or a class's.
    pub name: String,
    /// Its page.
    pub page: String,
    /// What its records come to.
    pub tally: Tally,
}

/// What a page of charts shows: of a class, or of the whole school.
#[derive(Clone, Debug)]
pub struct ChartsView<'a> {
    /// The class; none for the school.
    pub class: Option<&'a Class>,
    /// The days.
    pub period: Period,
    /// Each session of the class under its heading, or each day of the school, oldest first.
    pub times: Vec<(String, Tally)>,
    /// The days of the week that had records, from Monday.
    pub weekdays: Vec<(Weekday, Tally)>,
    /// Each student of the class, or each class of the school.
    pub names: Vec<Counted>,
    /// How right the machine was at each session of the class, or on each day of the school, oldest first.
    pub quality: Vec<(String, Quality)>,
}

/// A page of charts.
pub fn charts(frame: &Frame, view: &ChartsView<'_>) -> Markup {
    let text = frame.text;
    let name = view.class.map_or_else(|| frame.school.clone(), |class| class.name.clone());
    let title = text.with("charts-title", &[("name", name.into())]);
    let body = html! {
        div.head { h1 { (title) } }
        section.card.no-print aria-label=(text.say("period")) {
            (view.period.spans(text, &[]))
            form.row.choose method="get" { (view.period.fields(text)) button { (text.say("show")) } }
        }
        @if view.times.is_empty() {
            div.card.empty { p { (text.say("charts-empty")) }
                @if let Some(class) = view.class { p { a.button href=(paths::class(&class.id)) { (text.say("nav-sessions")) } } } }
        } @else {
            div.two { div { (over_time(frame, view)) (by_weekday(frame, view)) } (by_name(frame, view)) }
        }
        (quality::section(frame, view))
    };
    let place = view.class.map_or(Place::Home, |class| Place::Class(class, "charts"));
    page(frame, place, &title, &body)
}

/// A chart with its heading, its caption, and the same as a table.
fn figure(frame: &Frame, id: &str, (title, caption): (&str, &str), drawn: &Markup, table: &Markup) -> Markup {
    html! {
        section.card aria-labelledby=(id) {
            h2 id=(id) { (title) }
            figure {
                (drawn)
                figcaption.soft { (caption) }
                details { summary { (frame.text.say("charts-table")) } div.scroll { (table) } }
            }
        }
    }
}

/// Records that were decided.
fn taken<'t>(tallies: impl IntoIterator<Item = &'t Tally>) -> i64 {
    tallies.into_iter().map(|tally| i64::from(tally.taken())).sum()
}

fn over_time(frame: &Frame, view: &ChartsView<'_>) -> Markup {
    let text = frame.text;
    let title = text.say("charts-time");
    let names: Vec<String> = view.times.iter().map(|(name, _)| name.clone()).collect();
    let percents = view.times.iter().map(|(_, tally)| tally.percentage_of_taken()).collect();
    let drawn = chart::lines(&title, &names, &[Line { name: title.clone(), percents }]);
    let counts =
        [("count", view.times.len().into()), ("records", taken(view.times.iter().map(|one| &one.1)).into())];
    let caption = text.with(if view.class.is_some() { "charts-time-of" } else { "charts-days-of" }, &counts);
    let rows: Vec<(Markup, Tally)> =
        view.times.iter().rev().map(|(name, tally)| (html! { (name) }, *tally)).collect();
    figure(frame, "over-time", (&title, &caption), &drawn, &table(frame, &text.say("date"), &rows))
}

fn by_weekday(frame: &Frame, view: &ChartsView<'_>) -> Markup {
    let text = frame.text;
    let title = text.say("charts-weekday");
    let name = |day: Weekday| text.say(&format!("weekday-{}", day.to_monday_one_offset()));
    let bar = |(day, tally): &(Weekday, Tally)| {
        let rate = Rate::new(tally.attended() as usize, tally.taken() as usize);
        Bar {
            name: name(*day),
            percent: tally.percentage_of_taken(),
            interval: rate.interval().map(|(low, high)| (100.0 * low, 100.0 * high)),
            label: percent(tally.percentage_of_taken()),
        }
    };
    let drawn = chart::bars(&title, &view.weekdays.iter().map(bar).collect::<Vec<_>>());
    let records = taken(view.weekdays.iter().map(|one| &one.1));
    let caption = text.with("charts-weekday-of", &[("records", records.into())]);
    let rows: Vec<(Markup, Tally)> =
        view.weekdays.iter().map(|(day, tally)| (html! { (name(*day)) }, *tally)).collect();
    figure(frame, "by-weekday", (&title, &caption), &drawn, &table(frame, &title, &rows))
}

/// The lowest first: whom to look after.
fn by_name(frame: &Frame, view: &ChartsView<'_>) -> Markup {
    let text = frame.text;
    let (title, caption, head) = if view.class.is_some() {
        ("charts-student", "charts-student-of", "student")
    } else {
        ("charts-class", "charts-class-of", "charts-class-name")
    };
    let title = text.say(title);
    let mut names: Vec<&Counted> = view.names.iter().filter(|one| one.tally.taken() > 0).collect();
    let share = |one: &Counted| one.tally.percentage_of_taken().unwrap_or_default();
    names.sort_by(|a, b| share(a).total_cmp(&share(b)));
    let bar = |one: &&Counted| Bar {
        name: one.name.clone(),
        percent: one.tally.percentage_of_taken(),
        interval: None,
        label: percent(one.tally.percentage_of_taken()),
    };
    let drawn = chart::rows(&title, &names.iter().map(bar).collect::<Vec<_>>());
    let counts =
        [("count", names.len().into()), ("records", taken(names.iter().map(|one| &one.tally)).into())];
    let rows: Vec<(Markup, Tally)> =
        names.iter().map(|one| (html! { a href=(one.page) { (one.name) } }, one.tally)).collect();
    let table = table(frame, &text.say(head), &rows);
    figure(frame, "by-name", (&title, &text.with(caption, &counts)), &drawn, &table)
}

fn table(frame: &Frame, head: &str, rows: &[(Markup, Tally)]) -> Markup {
    let text = frame.text;
    let heads = ["register-attended", "charts-taken", "register-of-taken", "register-of-all"];
    html! {
        table {
            thead { tr { th scope="col" { (head) } @for message in heads { th.number scope="col" { (text.say(message)) } } } }
            tbody { @for (name, tally) in rows { tr {
                th scope="row" { (name) }
                td.number { (tally.attended()) } td.number { (tally.taken()) }
                td.number { (percent(tally.percentage_of_taken())) } td.number { (percent(tally.percentage_of_all())) }
            } } }
        }
    }
}
