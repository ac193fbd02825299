//! How statuses look: a letter, a word and a colour, never a colour alone.

use maud::{Markup, html};
use muster_domain::Status;

use crate::text::Text;

/// The statuses that a person sets, with their keys.
pub(super) const SET: [(Status, &str); 5] = [
    (Status::Present, "p"),
    (Status::Late, "l"),
    (Status::LeftEarly, "f"),
    (Status::Excused, "e"),
    (Status::Absent, "a"),
];

/// The status's word.
pub(super) fn word(text: Text, status: Status) -> String {
    text.say(&format!("status-{}", status.code()))
}

/// The status's letter in this language.
pub(super) fn letter(text: Text, status: Status) -> String {
    text.say(&format!("letter-{}", status.code()))
}

/// A status as a badge.
pub(super) fn badge(text: Text, status: Status) -> Markup {
    html! { span.badge.(status.code()) { (word(text, status)) } }
}
