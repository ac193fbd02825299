//! What is called what: our statuses in an activity's status set, and the field by which Moodle knows a student.

use std::collections::BTreeMap;

use muster_domain::{MoodleUser, Status};

use crate::{EnrolledUser, MoodleStatus, Recorded};

/// What a user has in that field, ready to compare; `None` when Moodle shows nothing.
pub(crate) fn shown(field: MoodleUser, user: &EnrolledUser) -> Option<String> {
    let text = match field {
        MoodleUser::IdNumber => &user.idnumber,
        MoodleUser::Username => &user.username,
        MoodleUser::Email => &user.email,
    };
    text.as_deref().map(|text| comparable(field, text)).filter(|text| !text.is_empty())
}

/// A value of that field in the form in which two of them are compared: ID numbers exactly, logins (which Moodle keeps in
/// lower case) and mail addresses in whatever case.
pub(crate) fn comparable(field: MoodleUser, text: &str) -> String {
    match field {
        MoodleUser::IdNumber => text.trim().to_owned(),
        MoodleUser::Username | MoodleUser::Email => text.trim().to_lowercase(),
    }
}

/// How a status is recognised in a status set. Case makes no difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatusName {
    /// By its acronym, for example `P`.
    Acronym(String),
    /// By its description, for example `Present`.
    Description(String),
}

impl StatusName {
    fn names(&self, status: &MoodleStatus) -> bool {
        let (ours, theirs) = match self {
            Self::Acronym(name) => (name, &status.acronym),
            Self::Description(name) => (name, &status.description),
        };
        ours.trim().to_lowercase() == theirs.trim().to_lowercase()
    }
}

/// The names of our statuses in Moodle. [`Status::NotSeen`] never has one: nothing is decided, and Moodle keeps what it
/// has.
///
/// The default knows the descriptions of a new activity in English. It uses no acronyms: they are one or two letters
/// in the language in which the plugin was installed (`S` is "late" in Swedish, `K` "present" in Turkish), and a letter
/// that means something else there would mark a child wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusMap {
    names: BTreeMap<Status, Vec<StatusName>>,
    /// By letters in lower case.
    letters: BTreeMap<String, Vec<StatusName>>,
}

impl Default for StatusMap {
    fn default() -> Self {
        let described = |names: &[&str]| -> Vec<StatusName> {
            names.iter().map(|name| StatusName::Description((*name).to_owned())).collect()
        };
        // Who left early was there, and a new activity has no better word.
        Self::empty()
            .with(Status::Present, described(&["Present"]))
            .with(Status::Late, described(&["Late"]))
            .with(Status::LeftEarly, described(&["Left early", "Present"]))
            .with(Status::Excused, described(&["Excused"]))
            .with(Status::Absent, described(&["Absent"]))
    }
}

impl StatusMap {
    /// A map in which no status has a name.
    pub const fn empty() -> Self {
        Self { names: BTreeMap::new(), letters: BTreeMap::new() }
    }

    /// This map with other names for a status, the best first. Names for [`Status::NotSeen`] are dropped.
    #[must_use]
    pub fn with(mut self, status: Status, names: Vec<StatusName>) -> Self {
        if status != Status::NotSeen {
            self.names.insert(status, names);
        }
        self
    }

    /// This map with names for a letter of the school's own, the best first. Only they count for what is recorded with that
    /// letter, in whatever case.
    #[must_use]
    pub fn with_letter(mut self, letter: &str, names: Vec<StatusName>) -> Self {
        self.letters.insert(letter.to_lowercase(), names);
        self
    }

    /// The status of a set that ours is: that of the first name which exactly one of the set has. A name that two have
    /// says nothing.
    pub fn counterpart<'a>(&self, recorded: &Recorded, set: &'a [MoodleStatus]) -> Option<&'a MoodleStatus> {
        if recorded.status == Status::NotSeen {
            return None;
        }
        let letter = recorded.letter.as_ref().and_then(|letter| self.letters.get(&letter.to_lowercase()));
        letter.or_else(|| self.names.get(&recorded.status))?.iter().find_map(|name| {
            let mut named = set.iter().filter(|status| name.names(status));
            match (named.next(), named.next()) {
                (Some(only), None) => Some(only),
                _ => None,
            }
        })
    }
}
