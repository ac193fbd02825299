//! The days that a page shows, as its address says them, and the form that chooses them.

use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, html};

use crate::paths;
use crate::text::Text;

/// A choice of days that moves with the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    /// This month and the last.
    #[default]
    Recent,
    /// This week, from Monday.
    Week,
    /// This month.
    Month,
    /// All days that there are.
    All,
}

impl Span {
    /// All there are, the shortest first.
    pub const ALL: [Self; 4] = [Self::Week, Self::Month, Self::Recent, Self::All];

    /// Its code in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recent => "recent",
            Self::Week => "week",
            Self::Month => "month",
            Self::All => "all",
        }
    }

    /// The span of a code; the usual one for any other text.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|span| span.code() == code).unwrap_or_default()
    }

    /// Its first and last day, seen from `today`; none where it has no end.
    fn days(self, today: Date) -> (Option<Date>, Option<Date>) {
        let month = today.first_of_month();
        let first = match self {
            Self::All => return (None, None),
            Self::Recent => month.checked_sub(1.month()),
            Self::Month => Ok(month),
            Self::Week => today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()),
        };
        let first = first.unwrap_or(today);
        let last =
            if self == Self::Week { first.checked_add(6.days()).ok() } else { Some(today.last_of_month()) };
        (Some(first), last)
    }
}

/// The days that a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first; from the beginning when absent.
    pub from: Option<Date>,
    /// The last; to the end when absent.
    pub to: Option<Date>,
    /// How they were chosen, unless by their dates.
    span: Option<Span>,
}

impl Period {
    /// The days of a span.
    pub fn of_span(span: Span, today: Date) -> Self {
        let (from, to) = span.days(today);
        Self { from, to, span: Some(span) }
    }

    /// Days by their dates.
    pub const fn of_days(from: Option<Date>, to: Option<Date>) -> Self {
        Self { from, to, span: None }
    }

    /// What says these days in a page's address.
    pub fn query(&self) -> Vec<(&'static str, String)> {
        match self.span {
            Some(span) => vec![("span", span.code().to_owned())],
            None => self.dates(),
        }
    }

    /// The same in the address of a file, which knows dates only.
    pub fn file_query(&self) -> String {
        address(&self.dates().into_iter().filter(|(_, day)| !day.is_empty()).collect::<Vec<_>>())
    }

    fn dates(&self) -> Vec<(&'static str, String)> {
        [("from", self.from), ("to", self.to)]
            .map(|(name, day)| (name, day.map_or_else(String::new, |day| day.to_string())))
            .into()
    }

    /// Links to the usual spans, which keep `rest` of the address.
    pub(super) fn spans(&self, text: Text, rest: &[(&'static str, String)]) -> Markup {
        html! {
            nav.row.spans aria-label=(text.say("period")) {
                @for span in Span::ALL {
                    @let mut query = vec![("span", span.code().to_owned())];
                    @let () = query.extend_from_slice(rest);
                    a.button href=(address(&query)) aria-current=[(self.span == Some(span)).then_some("true")] {
                        (text.say(&format!("span-{}", span.code())))
                    }
                }
            }
        }
    }

    /// The two fields of a form.
    pub(super) fn fields(&self, text: Text) -> Markup {
        html! { @for ((name, day), message) in self.dates().into_iter().zip(["period-from", "period-to"]) {
            label { span { (text.say(message)) } " " input type="date" name=(name) value=(day); }
        } }
    }
}

/// A query as part of an address; empty for none.
pub(super) fn address(query: &[(&'static str, String)]) -> String {
    let parts: Vec<String> =
        query.iter().map(|(name, value)| format!("{name}={}", paths::part(value))).collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

/// A percentage as pages write it, rounded down: 89.9 is not yet 90.
pub(super) fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.0} %", share.floor()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Protects who opens the register on the first of a month or on a Sunday from an empty page.
    #[test]
    fn spans_hold_today_and_what_they_say() {
        for today in [date(2026, 3, 1), date(2026, 11, 26), date(2027, 1, 31)] {
            for span in [Span::Recent, Span::Week, Span::Month] {
                let Period { from, to, .. } = Period::of_span(span, today);
                assert!(from.expect("begins") <= today && today <= to.expect("ends"), "{span:?} {today}");
            }
        }
        let recent = Period::of_span(Span::Recent, date(2027, 1, 31));
        assert_eq!((recent.from, recent.to), (Some(date(2026, 12, 1)), Some(date(2027, 1, 31))));
        let week = Period::of_span(Span::Week, date(2026, 3, 1));
        assert_eq!(
            (week.from, week.to),
            (Some(date(2026, 2, 23)), Some(date(2026, 3, 1))),
            "a Sunday ends it"
        );
    }

    /// Protects shared links: a span moves with the calendar, dates stay.
    #[test]
    fn an_address_says_how_the_days_were_chosen() {
        let day = date(2026, 11, 26);
        assert_eq!(address(&Period::of_span(Span::Week, day).query()), "?span=week");
        assert_eq!(address(&Period::of_days(Some(day), None).query()), "?from=2026-11-26&to=");
        assert_eq!(Period::of_span(Span::Week, day).file_query(), "?from=2026-11-23&to=2026-11-29");
        assert_eq!(Period::of_span(Span::All, day).file_query(), "");
    }
}
