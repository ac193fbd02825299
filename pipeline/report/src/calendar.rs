//! Sessions as a calendar that other programs subscribe to: iCalendar (RFC 5545, and RFC 7986 for its name and pace).
//!
//! Instants are in UTC, so that the file needs no time zones: a phone shows them in its own. Written here and not by a
//! library, since what there is takes missing ids and times from chance and the clock. No student is named.

use jiff::Timestamp;

/// Bytes of a line at most, its end not counted (RFC 5545, 3.1).
const LINE_LIMIT: usize = 75;
/// How often a program should look again.
const REFRESH: &str = "PT1H";

/// A session, in the words of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// Names it in the whole world and for ever, for example `session-17@school.example`. The same session keeps its id,
    /// by which a program knows that it changed.
    pub uid: String,
    /// The beginning.
    pub starts_at: Timestamp,
    /// The end. One that is not after the beginning is left out.
    pub ends_at: Timestamp,
    /// What a calendar shows, for example `7b maths`.
    pub summary: String,
    /// More about it; may be empty.
    pub description: String,
    /// Where; may be empty.
    pub location: String,
    /// Whether it does not take place. It stays in the feed, so that calendars strike it out.
    pub cancelled: bool,
    /// How often it was changed: more with every change of its time, place or cancellation.
    pub sequence: u32,
    /// When it was last changed.
    pub last_modified: Timestamp,
}

/// The feed: the entries in the order given. `name` is what calendars call it, `generated_at` when it was made.
pub fn write_calendar(entries: &[CalendarEntry], name: &str, generated_at: Timestamp) -> String {
    let mut feed = Feed(String::new());
    feed.line("BEGIN", "VCALENDAR");
    feed.line("VERSION", "2.0");
    feed.line("PRODID", "-//Muster//Muster//EN");
    feed.line("CALSCALE", "GREGORIAN");
    feed.line("METHOD", "PUBLISH");
    // Each twice: as RFC 7986 has it, and as programs knew it before.
    feed.text("NAME", name);
    feed.text("X-WR-CALNAME", name);
    feed.line("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    feed.line("X-PUBLISHED-TTL", REFRESH);
    for entry in entries {
        feed.event(entry, generated_at);
    }
    feed.line("END", "VCALENDAR");
    feed.0
}

struct Feed(String);

impl Feed {
    fn event(&mut self, entry: &CalendarEntry, generated_at: Timestamp) {
        self.line("BEGIN", "VEVENT");
        self.text("UID", &entry.uid);
        self.line("DTSTAMP", &instant(generated_at));
        self.line("DTSTART", &instant(entry.starts_at));
        if entry.ends_at > entry.starts_at {
            self.line("DTEND", &instant(entry.ends_at));
        }
        self.text("SUMMARY", &entry.summary);
        for (name, words) in [("DESCRIPTION", &entry.description), ("LOCATION", &entry.location)] {
            if !words.is_empty() {
                self.text(name, words);
            }
        }
        self.line("STATUS", if entry.cancelled { "CANCELLED" } else { "CONFIRMED" });
        self.line("TRANSP", if entry.cancelled { "TRANSPARENT" } else { "OPAQUE" });
        self.line("SEQUENCE", &entry.sequence.to_string());
        self.line("LAST-MODIFIED", &instant(entry.last_modified));
        self.line("END", "VEVENT");
    }

    fn text(&mut self, name: &str, words: &str) {
        self.line(name, &escaped(words));
    }

    /// A content line, folded: what does not fit goes on in a line that begins with a space. No character is cut.
    fn line(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if used + c.len_utf8() > LINE_LIMIT {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Text as a value (RFC 5545, 3.3.11). Line ends of any kind are `\n`; other control characters, which no text may have,
/// are shown as U+FFFD.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\t' => escaped.push(c),
            c if c.is_control() => escaped.push(char::REPLACEMENT_CHARACTER),
            c => escaped.push(c),
        }
    }
    escaped
}

/// An instant in UTC, to the second, for example `20260302T080500Z`.
fn instant(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
