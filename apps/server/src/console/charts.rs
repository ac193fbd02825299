//! The charts of a class, and of the whole school for those who look over it.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::{Date, Weekday};
use muster_console::Markup;
use muster_console::pages::charts::{ChartsView, Counted, charts as page};
use muster_console::pages::period::Period;
use muster_console::paths;
use muster_domain::{Class, ClassId};
use muster_record::{Quality, Tally};
use muster_report::{Arranged, RegisterData};
use muster_usecase::build_register::build_register;
use muster_usecase::recognition_quality::recognition_quality;
use muster_usecase::session::find_class;

use super::Visitor;
use super::register::Days;
use crate::App;
use crate::api::Asked;
use crate::error::ApiError;

pub(crate) async fn class(
    State(app): State<App>,
    visitor: Visitor,
    Path(class): Path<String>,
    Asked(days): Asked<Days>,
) -> Response {
    visitor.page(async |visitor| load_class(&app, visitor, &ClassId::new(class), &days).await).await
}

pub(crate) async fn school(State(app): State<App>, visitor: Visitor, Asked(days): Asked<Days>) -> Response {
    visitor.page(async |visitor| load_school(&app, visitor, &days).await).await
}

async fn load_class(app: &App, visitor: &Visitor, id: &ClassId, days: &Days) -> Result<Markup, ApiError> {
    visitor.caller.may_see(id)?;
    let period = days.period(app.today())?;
    let class = find_class(app.act(&visitor.caller.school, visitor.caller.name()), id).await?;
    let (data, quality) = load(app, visitor, id, period).await?;
    let arranged = Arranged::new(&data);
    let counted = |student: &&muster_domain::Student| Counted {
        name: student.full_name(),
        page: paths::student(id, &student.id),
        tally: arranged.of_student(student),
    };
    let view = ChartsView {
        class: Some(&class),
        period,
        times: arranged
            .columns
            .iter()
            .map(|one| (one.heading.clone(), arranged.of_session(one.session)))
            .collect(),
        weekdays: weekdays(&[&arranged]),
        names: arranged.students.iter().map(counted).collect(),
        quality: quality
            .into_iter()
            .map(|(session, quality)| {
                (format!("{} {}", session.date, session.label).trim().to_owned(), quality)
            })
            .collect(),
    };
    Ok(page(&visitor.frame, &view))
}

async fn load_school(app: &App, visitor: &Visitor, days: &Days) -> Result<Markup, ApiError> {
    visitor.caller.may_oversee()?;
    let period = days.period(app.today())?;
    let mut registers: Vec<(Class, RegisterData)> = Vec::new();
    let mut quality: BTreeMap<Date, Quality> = BTreeMap::new();
    for class in app.store.list_classes(&visitor.caller.school).await? {
        let (data, own) = load(app, visitor, &class.id, period).await?;
        for (session, one) in own {
            let day = quality.entry(session.date).or_default();
            *day = day.and(one);
        }
        registers.push((class, data));
    }
    let arranged: Vec<(&Class, Arranged<'_>)> =
        registers.iter().map(|(class, data)| (class, Arranged::new(data))).collect();
    let mut times: BTreeMap<Date, Tally> = BTreeMap::new();
    let mut names = Vec::new();
    for (class, one) in &arranged {
        let mut all = Tally::default();
        for column in &one.columns {
            let tally = one.of_session(column.session);
            let day = times.entry(column.session.date).or_default();
            *day = day.and(tally);
            all = all.and(tally);
        }
        names.push(Counted {
            name: class.name.clone(),
            page: paths::of_class(&class.id, "charts"),
            tally: all,
        });
    }
    let view = ChartsView {
        class: None,
        period,
        times: times.into_iter().map(|(day, tally)| (day.to_string(), tally)).collect(),
        weekdays: weekdays(&arranged.iter().map(|(_, one)| one).collect::<Vec<_>>()),
        names,
        quality: quality.into_iter().map(|(day, quality)| (day.to_string(), quality)).collect(),
    };
    Ok(page(&visitor.frame, &view))
}

async fn load(
    app: &App,
    visitor: &Visitor,
    class: &ClassId,
    period: Period,
) -> Result<(RegisterData, Vec<(muster_domain::Session, Quality)>), ApiError> {
    let act = app.act(&visitor.caller.school, visitor.caller.name());
    let range = (period.from, period.to);
    let data = build_register(act, class, range, (&app.school_name, app.version)).await?;
    Ok((data, recognition_quality(act, class, range).await?))
}

/// The days of the week that had records, from Monday.
fn weekdays(registers: &[&Arranged<'_>]) -> Vec<(Weekday, Tally)> {
    let of =
        |day: Weekday| registers.iter().map(|one| one.of_weekday(day)).fold(Tally::default(), Tally::and);
    let week = Weekday::Monday.cycle_forward().take(7);
    week.map(|day| (day, of(day))).filter(|(_, tally)| tally.taken() > 0).collect()
}
