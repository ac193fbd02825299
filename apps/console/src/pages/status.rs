//! How statuses look: a letter, a word and a colour, never a colour alone. Of a school with the plain set they speak the
//! reader's language; of any other they are the school's own.
//!
//! A set's colours are data. The content security policy lets no data style a page, so they are drawn: a small circle
//! beside the letter, which is as good on light as on dark.

use std::sync::LazyLock;

use maud::{Markup, html};
use muster_domain::{AttendanceRecord, SetStatus, Status, StatusSet};
use muster_record::plain_set;

use crate::text::Text;

/// Keys that a session's page has for something else.
const TAKEN: [&str; 11] = ["j", "k", "u", "z", "c", "x", "n", "w", "1", "2", "3"];

static PLAIN: LazyLock<StatusSet> = LazyLock::new(plain_set);

/// The status's word.
pub(super) fn word(text: Text, status: Status) -> String {
    text.say(&format!("status-{}", status.code()))
}

/// The status's letter in this language.
fn letter(text: Text, status: Status) -> String {
    text.say(&format!("letter-{}", status.code()))
}

/// A status as a page shows and offers it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sign {
    /// What it is to Muster; its code is the class of elements that show it.
    pub(super) core: Status,
    /// What stands in the register.
    pub(super) letter: String,
    /// Its name.
    pub(super) name: String,
    /// Its colour in the set, `#rrggbb`; the plain set has those of the page.
    colour: Option<String>,
    /// The field of a mark that chooses it.
    pub(super) field: &'static str,
    /// What that field says.
    pub(super) value: String,
    /// The key that sets it.
    pub(super) key: Option<String>,
}

impl Sign {
    fn plain(text: Text, core: Status) -> Self {
        let key = match core {
            Status::Present => Some("p"),
            Status::Late => Some("l"),
            Status::LeftEarly => Some("f"),
            Status::Excused => Some("e"),
            Status::Absent => Some("a"),
            Status::NotSeen => None,
        };
        Self {
            core,
            letter: letter(text, core),
            name: word(text, core),
            colour: None,
            field: "status",
            value: core.code().to_owned(),
            key: key.map(str::to_owned),
        }
    }

    fn own(one: &SetStatus) -> Self {
        let key = Some(one.letter.to_lowercase());
        let key = key.filter(|key| key.chars().count() == 1 && !TAKEN.contains(&key.as_str()));
        Self {
            core: one.core,
            letter: one.letter.clone(),
            name: one.name.clone(),
            colour: Some(one.colour.clone()),
            field: "letter",
            value: one.letter.clone(),
            key,
        }
    }

    /// Its colour in the set, where it is not the page's.
    pub(super) fn dot(&self) -> Markup {
        html! { @if let Some(colour) = &self.colour { (dot(colour)) } }
    }

    /// As a badge with its name.
    pub(super) fn badge(&self) -> Markup {
        html! { span.badge.(self.core.code()) { (self.dot()) (self.name) } }
    }

    /// As a badge with letter and name.
    pub(super) fn legend(&self) -> Markup {
        let own = self.colour.as_ref().map(|_| &self.letter);
        html! { span.badge.(self.core.code()) data-letter=[own] { (self.dot()) strong { (self.letter) } " " (self.name) } }
    }
}

/// A colour as a picture of it.
pub(super) fn dot(colour: &str) -> Markup {
    html! { svg.dot viewBox="0 0 10 10" aria-hidden="true" { circle cx="5" cy="5" r="5" fill=(colour) {} } }
}

/// Whether these are Muster's own statuses, which it says in the reader's language.
pub(super) fn is_plain(set: &StatusSet) -> bool {
    *set == *PLAIN
}

/// The statuses that a person sets, in the order of menus.
pub(super) fn signs(text: Text, set: &StatusSet) -> Vec<Sign> {
    let plain = is_plain(set);
    let sign = |one: &SetStatus| if plain { Sign::plain(text, one.core) } else { Sign::own(one) };
    set.statuses.iter().map(sign).collect()
}

/// What a record shows: the letter that was chosen, or the one of its status.
pub(super) fn sign(text: Text, set: &StatusSet, status: Status, chosen: Option<&str>) -> Sign {
    match set.of(status, chosen) {
        None => Sign::plain(text, status),
        Some(_) if is_plain(set) => Sign::plain(text, status),
        Some(one) => Sign { core: status, ..Sign::own(one) },
    }
}

/// What a record shows.
pub(super) fn sign_of(text: Text, set: &StatusSet, record: &AttendanceRecord) -> Sign {
    sign(text, set, record.status, record.letter())
}

#[cfg(test)]
mod tests {
    use muster_record::built_in_sets;

    use super::*;
    use crate::text::Language;

    /// Protects readers of all languages: the plain set is said in theirs, any other as the school wrote it.
    #[test]
    fn the_plain_set_is_translated_and_no_other() {
        let german = Text(Language::German);
        let plain = sign(german, &plain_set(), Status::Absent, None);
        assert_eq!((plain.name.as_str(), plain.field), ("Fehlend", "status"));
        let renamed = StatusSet { name: "Ours".into(), ..plain_set() };
        assert_eq!(sign(german, &renamed, Status::Absent, None).name, "Absent", "changed, so their own");
        assert_eq!(sign(german, &renamed, Status::NotSeen, None).field, "status", "no set has not seen");
    }

    /// Protects the keyboard: no letter takes a key that decides something else, and no key sets two statuses.
    #[test]
    fn a_key_has_one_meaning() {
        for set in built_in_sets() {
            let mut keys: Vec<String> =
                signs(Text(Language::English), &set).into_iter().filter_map(|sign| sign.key).collect();
            assert!(keys.iter().all(|key| !TAKEN.contains(&key.as_str())), "{}", set.id);
            let all = keys.len();
            keys.sort();
            keys.dedup();
            assert_eq!(keys.len(), all, "{}", set.id);
        }
    }

    /// Protects registers from a letter that a set has no more: its status shows the first letter for it.
    #[test]
    fn a_letter_that_is_gone_shows_its_status() {
        let england = built_in_sets().into_iter().find(|set| set.id == "england").expect("built in");
        let shown = |chosen| sign(Text(Language::English), &england, Status::Excused, chosen).letter;
        assert_eq!(
            (shown(Some("M")), shown(Some("gone")), shown(None)),
            ("M".into(), "I".into(), "I".into())
        );
    }
}
