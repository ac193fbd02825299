//! A picture of a week: days as columns, each with what the timetable foresees, what was taken, holidays and what was
//! cancelled.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use maud::{Markup, html};
use muster_domain::Holiday;
use muster_usecase::timetable::MeetingState;

use super::meeting::{Planned, event, hours, standing, state};
use crate::shell::{Frame, date};

/// A week and what is in it.
#[derive(Clone, Copy, Debug)]
pub struct WeekView<'a> {
    /// Its Monday.
    pub monday: Date,
    /// The school's date.
    pub today: Date,
    /// What is foreseen or was taken, by beginning.
    pub meetings: &'a [Planned],
    /// The school's holidays.
    pub holidays: &'a [Holiday],
    /// What the address says besides the week, for example `&class=7b`.
    pub rest: &'a str,
    /// Whether there are several classes, so that each meeting says of which it is.
    pub many: bool,
}

/// The Monday of a day's week.
pub fn monday(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

/// The week, with the way to those before and after.
pub(super) fn week(frame: &Frame, view: &WeekView<'_>) -> Markup {
    let text = frame.text;
    let to = |day: Date| format!("?week={day}{}#week", view.rest);
    let (before, after) = (view.monday.saturating_sub(7.days()), view.monday.saturating_add(7.days()));
    let this = monday(view.today);
    html! {
        section.card aria-labelledby="week" {
            div.head {
                h2 #week { (text.say("week-title")) }
                nav.row.end aria-label=(text.say("week-choose")) {
                    a.button href=(to(before)) { (text.say("week-before")) }
                    a.button href=(to(this)) aria-current=[(view.monday == this).then_some("date")] { (text.say("span-week")) }
                    a.button href=(to(after)) { (text.say("week-after")) }
                }
            }
            ol.week { @for day in days(view) { (column(frame, view, day)) } }
        }
    }
}

/// Its days: a Saturday or Sunday only where something is on it.
fn days(view: &WeekView<'_>) -> Vec<Date> {
    let all = (0..7).map(|at| view.monday.saturating_add(at.days()));
    let free = |day: Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    all.filter(|day| !free(*day) || view.meetings.iter().any(|one| one.date == *day)).collect()
}

fn column(frame: &Frame, view: &WeekView<'_>, day: Date) -> Markup {
    let text = frame.text;
    let mut own = view.meetings.iter().filter(|one| one.date == day).peekable();
    let holiday = view.holidays.iter().find(|holiday| holiday.covers(day));
    html! {
        li aria-current=[(day == view.today).then_some("date")] {
            h3 { (date(day)) }
            @if let Some(holiday) = holiday { p.badge { (text.with("week-holiday", &[("name", holiday.name.clone().into())])) } }
            @if own.peek().is_none() && holiday.is_none() { p.soft { (text.say("week-nothing")) } }
            ul { @for one in own { (meeting(frame, view, one)) } }
        }
    }
}

fn meeting(frame: &Frame, view: &WeekView<'_>, one: &Planned) -> Markup {
    let text = frame.text;
    let label = one.label_and_group();
    let name = format!("{} {label}", one.class.name);
    let open = matches!(one.state, MeetingState::Planned | MeetingState::NotTaken | MeetingState::Cancelled);
    html! {
        li.(one.state.code()) {
            a href=(one.meeting().page()) {
                @if let Some(when) = one.hours { (hours(when)) }
                @if view.many { strong { bdi { (one.class.name) } } }
                @if !label.is_empty() { bdi { (label) } }
                @if !view.many && label.is_empty() && one.hours.is_none() { (text.say("session-unlabelled")) }
            }
            span.row { (state(text, one.state)) (standing(text, one.standing)) (event(text, &one.class.id)) }
            @if let Some(reason) = one.reason.as_deref().filter(|reason| !reason.is_empty()) { q.soft { (reason) } }
            @if let Some(page) = one.plan_page().filter(|_| one.own && open) {
                // The same words in both states: after the change the focus is on it still.
                a.small href=(page) data-dialog { (text.say("entry-change")) span.hidden { " " (name.trim()) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Protects a Sunday: it ends its week.
    #[test]
    fn weeks_begin_on_monday() {
        for day in [23, 24, 29] {
            assert_eq!(monday(date(2026, 11, day)), date(2026, 11, 23));
        }
    }
}
